"""What only several folders together could show, and what is worth asking, when all folders lie open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.case import Fact, Gap, Insight, Link
from cpsim.model.content import RuleBook
from cpsim.model.said import Said
from cpsim.present.debrief import every, facts_of
from cpsim.present.hearing import UNTOLD, ring, untold, untold_line
from cpsim.present.prose import BLANK, Line, Tone, head, prose, quiet
from cpsim.present.tongue import N_, _, plural

BY_ONE = N_("held by one person today")
BY_ONE_MEANS = N_(
    "Held by one person today: the roles it takes were played by the same people, so there was nothing to "
    "join across the table. It is never a loss."
)


@dataclass(frozen=True, slots=True)
class Holders:
    """Every item of the opened folders, who held it, and whether the table heard it."""

    facts: Mapping[str, tuple[Fact, str]]
    """By fact id: the item and its holder's title."""
    heard: frozenset[str]
    parties: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By fact id: the people who held it today; seats of one party are the same people."""
    hidden: frozenset[str] = frozenset()
    """Items of which it is not told whether they were said: out of this seat's hearing, if at all."""

    @classmethod
    def of(cls, log: Sequence[e.Event], view: View, book: RuleBook) -> "Holders":
        """What a log of the debrief and the board of `view` say."""
        return cls(facts_of(log, book), frozenset(view.board), _parties(log, view), untold(log, view))

    def all_said(self, facts: Iterable[str]) -> bool:
        """Whether the table heard every one of `facts`."""
        return self.heard.issuperset(facts)

    def one_holder(self, facts: Iterable[str]) -> bool:
        """Whether the same people held every one of `facts`, so that nobody else could have brought a piece."""
        # What no seat held, a letter, was in nobody's hands and stands for itself.
        return len({party for fact in facts for party in self.parties.get(fact, {fact})}) == 1

    def ring(self, facts: Iterable[str]) -> str:
        """The ring before what rests on `facts`: empty as soon as one of them was not said."""
        rings = {ring(fact, self.heard, self.hidden) for fact in facts}
        return next((one for one in ("○", UNTOLD) if one in rings), "●")

    def short(self, fact: str) -> str:
        """An item in two to five words."""
        return str(self.facts[fact][0].short) if fact in self.facts else fact


def _parties(log: Sequence[e.Event], view: View) -> dict[str, frozenset[str]]:
    by_role: dict[str, set[str]] = {}
    for seat in view.public.seats:
        if seat.role is not None:
            by_role.setdefault(seat.role, set()).add(seat.party or seat.id)
    return {
        fact.id: frozenset(by_role.get(folder.role, {folder.role}))
        for folder in every(log, e.FolderOpened)
        for fact in folder.facts
    }


def cited(facts: Iterable[str], holders: Holders) -> str:
    """Items by their holders: the ring before each tells whether it was said."""
    by_holder: dict[str, list[str]] = {}
    for fact in facts:
        holder = holders.facts[fact][1] if fact in holders.facts else ""
        by_holder.setdefault(holder, []).append(f"{holders.ring([fact])}{holders.short(fact)}")
    return "; ".join(f"{holder}: {', '.join(items)}" for holder, items in by_holder.items())


def counted(facts: Iterable[str], holders: Holders) -> str:
    """How many items, and how many of them were said; empty where there are none."""
    all_of = set(facts)
    if not all_of:
        return ""
    count = plural("{n} item", "{n} items", len(all_of))
    words = (
        _("{count}, {said} said before everybody") if all_of & holders.hidden else _("{count}, {said} said")
    )
    return words.format(count=count, said=len(all_of & holders.heard))


def together(
    insights: Sequence[Insight], clashes: Sequence[Link], corroborations: Sequence[Link], holders: Holders
) -> tuple[Line, ...]:
    """What only several folders show, what does not fit and what backs each other.

    In each part what lacks a piece comes first: that is what the table could not put together.
    """
    made = [
        *_join_lines(insights, holders),
        *_link_lines(_("What does not fit together"), clashes, holders),
        *_link_lines(_("What backs each other"), corroborations, holders),
    ]
    if not made:
        return ()
    rings = _("● said   ○ that item, or one of them, was not said; it may have come up in other words")
    merged = any(_by_one(insight, holders) for insight in insights)
    return (quiet(rings), *untold_line(holders.hidden), *([quiet(_(BY_ONE_MEANS))] if merged else []), *made)


def _by_one(insight: Insight, holders: Holders) -> bool:
    """Whether every piece that a join may be made of was with the same people."""
    return holders.one_holder(fact for group in insight.needs for fact in group)


def _join_lines(insights: Iterable[Insight], holders: Holders) -> list[Line]:
    """Each join; where a piece was not said, with all its pieces and who held them."""
    made: list[Line] = []
    told = [(insight, [_piece(group, holders) for group in insight.needs]) for insight in insights]
    for insight, pieces in sorted(told, key=lambda one: holders.all_said(one[1])):
        one = _(BY_ONE) if _by_one(insight, holders) else ""
        made += _stated(insight.statement, cited(pieces, holders), mark=holders.ring(pieces), note=one)
    return [BLANK, head(_("What only several folders together could show")), *made] if made else []


def _stated(statement: Said, pieces: str, *, mark: str, note: str = "") -> list[Line]:
    """A statement with a note; what it rests on stands under it unless the table heard the whole."""
    beside = [(f"  ({note})", Tone.QUIET)] if note else []
    stated = prose(f"{mark} ", statement, *beside, indent=2, hang=4)
    return [stated] if mark == "●" else [stated, quiet(pieces, indent=4)]


def _piece(group: tuple[str, ...], holders: Holders) -> str:
    """One piece of a join: the item that was said, else one that may have been, else the first."""
    for known in (holders.heard, holders.hidden):
        for fact in group:
            if fact in known:
                return fact
    return group[0]


def _link_lines(heading: str, links: Iterable[Link], holders: Holders) -> list[Line]:
    """Items that bear on each other, with what lies between them; of their pieces those that were not said."""
    made: list[Line] = []
    for link in sorted(links, key=lambda one: holders.all_said(one.facts)):
        mark = holders.ring(link.facts)
        left = cited([fact for fact in link.facts if fact not in holders.heard], holders)
        words = _("not said: {items}") if mark != UNTOLD else _("not said before everybody: {items}")
        made += _stated(link.says, words.format(items=left), mark=mark)
    return [BLANK, head(heading), *made] if made else []


def gap_lines(gaps: Iterable[Gap]) -> list[Line]:
    """What the key would have asked, each with who could say; whether it was answered is for the reader."""
    made = [prose("· ", gap.question, (f" ({gap.who})", Tone.QUIET), indent=2, hang=4) for gap in gaps]
    if not made:
        return []
    return [
        head(_("Questions worth asking, and who could say")),
        quiet(
            _(
                "They were written before this conference. Some may have been answered at the table, in a folder "
            ),
            _("or in a letter: which are still open?"),
        ),
        BLANK,
        *made,
    ]
