"""A pack with other secrets, or with a word of its own in each, for tests of single exports and slips.

The secrecy runs have packs and twins of their own, in `canaries` and `twins`.
"""

from collections.abc import Callable
from dataclasses import replace

from cpsim.model.case import Fact, Scenario, Slice
from cpsim.model.content import Content
from cpsim.model.said import Said, clean
from cpsim.model.words import Tag


def _slices(content: Content, role: str, change: Callable[[Slice], Slice]) -> Content:
    parts = tuple(change(part) if part.role == role else part for part in content.scenario.slices)
    return _scenario(content, slices=parts)


def _scenario(content: Content, **changes: object) -> Content:
    scenario: Scenario = replace(content.scenario, **changes)  # type: ignore[arg-type]
    return replace(content, scenario=scenario)


def reworded(content: Content, role: str, fact_id: str) -> Content:
    """One item of one role says something else."""

    def change(fact: Fact) -> Fact:
        return replace(fact, words=clean("Something else altogether.")) if fact.id == fact_id else fact

    return _slices(content, role, lambda part: replace(part, facts=tuple(change(f) for f in part.facts)))


def one_more(content: Content, role: str) -> Content:
    """One role holds an item more, at the end of its folder."""

    def change(part: Slice) -> Slice:
        extra = replace(part.facts[-1], id="ZZ-99", words=clean("One more."), volunteered=False)
        return replace(part, facts=(*part.facts, extra))

    return _slices(content, role, change)


def other_key(content: Content) -> Content:
    """The facilitators see it all the other way round, and say less."""
    key = content.scenario.key
    items = tuple(replace(item, accepted=item.accepted[:1], reason=clean("No.")) for item in key.items[1:])
    facts = tuple(replace(fact, weight=4 - fact.weight, types=(Tag.OPINION,)) for fact in key.facts)
    return _scenario(
        content,
        key=replace(key, items=items, facts=facts),
        insights=(),
        gaps=(),
        moments=(),
        corroborations=(),
        clashes=(),
    )


def canary(role: str, number: int, side: str = "") -> str:
    """A word that stands in one role's item and nowhere else; `side` is `back` for how it is known."""
    return f"canary{side}{role.replace('_', '')}{number}x"


KEY, LATER = "canarykey", "canarylater"
"""What words of the key and of all it opens begin with, and the word of what the chair may take for later."""


def with_canaries(content: Content) -> Content:
    """Every item, what stands behind it, every note, the key and all it opens carry words of their own."""

    def mark(part: Slice) -> Slice:
        facts = tuple(
            replace(
                fact,
                words=_marked(fact.words, canary(part.role, number)),
                source=_marked(fact.source, canary(part.role, number, "back")),
                when=_marked(fact.when, canary(part.role, number, "back")),
            )
            for number, fact in enumerate(part.facts)
        )
        return replace(part, facts=facts, note=clean(canary(part.role, 0, "note")))

    scenario = content.scenario
    return _scenario(
        content,
        slices=tuple(mark(part) for part in scenario.slices),
        key=replace(
            scenario.key,
            items=tuple(
                replace(item, reason=_marked(item.reason, f"{KEY}{number}x"))
                for number, item in enumerate(scenario.key.items)
            ),
        ),
        insights=tuple(replace(one, statement=_marked(one.statement, KEY)) for one in scenario.insights),
        corroborations=tuple(replace(one, says=_marked(one.says, KEY)) for one in scenario.corroborations),
        clashes=tuple(replace(one, says=_marked(one.says, KEY)) for one in scenario.clashes),
        gaps=tuple(replace(one, question=_marked(one.question, KEY)) for one in scenario.gaps),
        moments=tuple(replace(one, words=_marked(one.words, KEY)) for one in scenario.moments),
        contingency=_marked(scenario.contingency, LATER),
    )


def _marked(words: Said, word: str) -> Said:
    return clean(f"{words} {word}")
