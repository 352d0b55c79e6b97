"""Refusals name rules of procedure, and every framework has to have a text for those."""

import ast
from pathlib import Path

from conferences import jayden

from cpsim.conference import rules
from cpsim.conference.refusals import QUOTED


def _named() -> set[str]:
    """Every rule that the code of the rules gives as the reason of a refusal."""
    found: set[str] = set()
    for file in Path(rules.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            given = isinstance(node, ast.keyword) and node.arg == "rule"
            set_before = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "rule"
            if given or set_before:
                texts = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
                found.update(text for text in texts if isinstance(text, str))
    return found


def test_the_list_of_quoted_rules_is_the_rules_that_are_quoted() -> None:
    """`cpsim check` asks a framework for the rules on the list, so none may be missing or too many."""
    assert _named() == set(QUOTED)


def test_the_shipped_procedure_has_a_text_and_a_source_for_each() -> None:
    """Whoever is refused by a rule can read it and where it stands."""
    for name in QUOTED:
        rule = jayden().framework.rule(name)
        assert rule is not None
        assert rule.text.text
        assert rule.source.text
