"""What only several folders together could show, and what nobody knew, when all folders lie open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.case import Fact, Gap, Insight, Link
from cpsim.model.content import RuleBook
from cpsim.present.debrief import facts_of
from cpsim.present.prose import BLANK, Line, head, prose, quiet
from cpsim.present.tongue import _, plural


@dataclass(frozen=True, slots=True)
class Holders:
    """Every item of the opened folders, who held it, and whether the table heard it."""

    facts: Mapping[str, tuple[Fact, str]]
    """By fact id: the item and its holder's title."""
    heard: frozenset[str]

    @classmethod
    def of(cls, log: Sequence[e.Event], view: View, book: RuleBook) -> "Holders":
        """What a log of the debrief and the board of `view` say."""
        return cls(facts_of(log, book), frozenset(view.board))

    def short(self, fact: str) -> str:
        """An item in two to five words."""
        return str(self.facts[fact][0].short) if fact in self.facts else fact


def cited(facts: Iterable[str], holders: Holders) -> str:
    """Items by their holders: a full ring before what was said, an empty one before what was not."""
    by_holder: dict[str, list[str]] = {}
    for fact in facts:
        ring = "●" if fact in holders.heard else "○"
        holder = holders.facts[fact][1] if fact in holders.facts else ""
        by_holder.setdefault(holder, []).append(f"{ring}{holders.short(fact)}")
    return "; ".join(f"{holder}: {', '.join(items)}" for holder, items in by_holder.items())


def cited_in_short(facts: Iterable[str], holders: Holders) -> str:
    """How many items, how many of them were said, and by their holders those that were not."""
    all_of = tuple(dict.fromkeys(facts))
    unsaid = [fact for fact in all_of if fact not in holders.heard]
    if not all_of:
        return ""
    count = plural("{n} item", "{n} items", len(all_of))
    if not unsaid:
        return _("{count}, all said").format(count=count)
    said = _("{count}, {said} said").format(count=count, said=len(all_of) - len(unsaid))
    return _("{said}; not said: {items}").format(said=said, items=cited(unsaid, holders))


def join_lines(insights: Iterable[Insight], holders: Holders) -> list[Line]:
    """Each join with its pieces; a full ring where the table heard them all."""
    made: list[Line] = []
    for insight in insights:
        complete = all(holders.heard.intersection(group) for group in insight.needs)
        if made:
            made.append(BLANK)
        made.append(prose("● " if complete else "○ ", insight.statement, indent=2, hang=4))
        made.append(quiet(cited((_piece(group, holders) for group in insight.needs), holders), indent=4))
    if not made:
        return []
    rings = _("● all its pieces were said   ○ not all of them; each piece has a ring of its own")
    return [head(_("What only several folders together could show")), quiet(rings), BLANK, *made]


def _piece(group: tuple[str, ...], holders: Holders) -> str:
    """One piece of a join: the item that was said, else the first that would have done."""
    return next((fact for fact in group if fact in holders.heard), group[0])


def link_lines(heading: str, links: Iterable[Link], holders: Holders) -> list[Line]:
    """Items that bear on each other, with what lies between them and who held which."""
    made: list[Line] = []
    for link in links:
        made += [prose("· ", link.says, indent=2, hang=4), quiet(cited(link.facts, holders), indent=4)]
    return [BLANK, head(heading), BLANK, *made] if made else []


def gap_lines(gaps: Iterable[Gap]) -> list[Line]:
    """What nobody at the table knew, and who could say."""
    made: list[Line] = []
    for gap in gaps:
        made += [prose("· ", gap.question, indent=2, hang=4), quiet(_("who could say: "), gap.who, indent=4)]
    return [head(_("What nobody at the table knew")), BLANK, *made] if made else []
