"""Whether enough agencies are at the table, in words: who counts, who does not and why, and where that stands."""

from cpsim.conference.agenda import side_of
from cpsim.conference.quorum import Quorum, quorum
from cpsim.conference.view import Public
from cpsim.model.content import RuleBook
from cpsim.model.words import Side
from cpsim.present import labels, titles
from cpsim.present.prose import Line, Tone, prose, quiet
from cpsim.present.tongue import _


def lines(public: Public, book: RuleBook) -> tuple[Line, ...]:
    """What the chair finds at the start, and the area's rule with its source."""
    found, rule = quorum(book, public), book.framework.quorum
    verdict = _("The table is quorate.") if found.met else _("The table is not quorate.")
    counted = _("{here} Other agencies that have met the child: {others} (needed: {n}).").format(
        here=_required(found, public, book),
        others=", ".join(_first_of(unit, public, book) for unit in found.units) or _("none"),
        n=found.needed,
    )
    return (
        prose((verdict, Tone.STRONG), " ", counted, _unknown(public, book)),
        quiet(rule.text, " (", labels.documents(rule.source.text), ")"),
    )


def _required(found: Quorum, public: Public, book: RuleBook) -> str:
    """Whether the one role is there without which no table is quorate."""
    role = book.framework.quorum.required
    seat = public.seat_of(role)
    if seat is None or not found.required_here:
        return _("Missing: {who}.").format(who=titles.the(titles.role(role, book)))
    who = titles.the(titles.seat(seat.id, public, book))
    return _("{who} is here.").format(who=who[:1].upper() + who[1:])


def _first_of(unit: str, public: Public, book: RuleBook) -> str:
    """Who stands for an agency: the first of it that has met the child."""
    seats = (seat for seat in public.participants if seat.role and book.role(seat.role).unit == unit)
    return titles.the(
        titles.seat(next(seat.id for seat in seats if seat.direct_contact == "yes"), public, book)
    )


def _unknown(public: Public, book: RuleBook) -> str:
    """Those who do not count because nobody knows whether they have met the child."""
    names = [
        titles.the(titles.seat(seat.id, public, book))
        for seat in public.participants
        if side_of(book, seat) is Side.PROFESSIONAL and seat.direct_contact == "unknown"
    ]
    if not names:
        return ""
    return _(" Not known to have met the child, so not counted: {who}.").format(who=", ".join(names))
