"""What only several folders together could show, and what nobody knew, when all folders lie open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.case import Fact, Gap, Insight
from cpsim.model.content import RuleBook
from cpsim.present import labels
from cpsim.present.debrief import facts_of
from cpsim.present.prose import BLANK, Line, Tone, head, prose, quiet
from cpsim.present.tongue import _


@dataclass(frozen=True, slots=True)
class Holders:
    """Every item of the opened folders, who held it, and whether the table heard it."""

    facts: Mapping[str, tuple[Fact, str]]
    """By fact id: the item and its holder's title."""
    heard: frozenset[str]

    @classmethod
    def of(cls, log: Sequence[e.Event], view: View, book: RuleBook) -> "Holders":
        """What a log of the debrief and the board of `view` say."""
        found = {name: (fact, labels.role(role, book)) for name, (fact, role) in facts_of(log).items()}
        return cls(found, frozenset(view.board))

    def short(self, fact: str) -> str:
        """An item in two to five words."""
        return str(self.facts[fact][0].short) if fact in self.facts else fact


def cited(fact: str, holders: Holders) -> str:
    """An item with its holder, and whether it stayed unsaid."""
    if fact not in holders.facts:
        return fact
    holder = holders.facts[fact][1]
    heard = "" if fact in holders.heard else _(", unsaid")
    return f"{holders.short(fact)} ({holder}{heard})"


def join_lines(insights: Iterable[Insight], holders: Holders) -> list[Line]:
    """Each join with its pieces; a full ring where the table heard them all."""
    made: list[Line] = []
    for insight in insights:
        complete = all(holders.heard.intersection(group) for group in insight.needs)
        mark = "● " if complete else "○ "
        state = _("all its pieces were said") if complete else _("not all its pieces were said")
        made.append(prose(mark, insight.statement, (f"  ({state})", Tone.QUIET), indent=2, hang=4))
        made.append(quiet(" + ".join(_piece(group, holders) for group in insight.needs), indent=4))
    if not made:
        return []
    return [BLANK, head(_("What only several folders together could show")), *made]


def _piece(group: tuple[str, ...], holders: Holders) -> str:
    """One piece of a join: the item that was said, else the first that would have done."""
    return cited(next((fact for fact in group if fact in holders.heard), group[0]), holders)


def gap_lines(gaps: Iterable[Gap]) -> list[Line]:
    """What nobody at the table knew, and who could say."""
    made = [
        prose(
            "· ", gap.question, (_("  who could say: "), Tone.QUIET), (gap.who, Tone.QUIET), indent=2, hang=4
        )
        for gap in gaps
    ]
    return [BLANK, head(_("What nobody at the table knew")), *made] if made else []
