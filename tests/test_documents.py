"""What the documents name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")])
TOPS = "tests|cpsim|tools|docs|bench|scenarios|frameworks|roles|schemas"
PATH = re.compile(rf"(?<![\w/.-])(?:{TOPS})/[\w./-]*\w")
MADE = ("cpsim/_data",)
"""What is there in a package only."""
LINK = re.compile(r"\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_in_a_document_is_there(document: Path) -> None:
    """In its text from the top of the project, in its links from where it lies."""
    text = document.read_text(encoding="utf-8")
    named = [(one, ROOT / one) for one in PATH.findall(LINK.sub("", text)) if one not in MADE]
    linked = [(one, document.parent / one) for one in LINK.findall(text)]
    assert [one for one, path in (*named, *linked) if not path.exists()] == []
