"""People as they are called at the table: professionals and family by the titles of their roles, children by name."""

from collections.abc import Sequence

from cpsim.conference.parts import Seat
from cpsim.conference.view import Public
from cpsim.model.case import Child
from cpsim.model.content import RuleBook
from cpsim.model.words import SeatKind
from cpsim.present.prose import Words
from cpsim.present.tongue import _


def title(seat: Seat, public: Public, book: RuleBook) -> str:
    """What the holder of a seat is called; two of one role are told apart by their seats."""
    if seat.role is None:
        return _("Facilitator") if seat.kind is SeatKind.FACILITATOR else _("Observer")
    name = role(seat.role, book)
    twins = sum(1 for other in public.seats if other.role == seat.role)
    return f"{name} ({seat.id})" if twins > 1 else name


def role(role_id: str, book: RuleBook) -> str:
    """What a role is called at the table; the id in words where the session has no card for it.

    A title may explain itself after a comma, in brackets, or by "of the"; spoken of, it is the part before.
    """
    try:
        name = str(book.role(role_id).title)
    except KeyError:
        return role_id.replace("_", " ").capitalize()
    for explains in (" (", ", ", " of the "):
        name = name.partition(explains)[0]
    return name


def seat(seat_id: str, public: Public, book: RuleBook) -> str:
    """What the holder of the seat named `seat_id` is called."""
    try:
        return title(public.seat(seat_id), public, book)
    except KeyError:
        return seat_id


def the(name: str) -> str:
    """A title inside a sentence: "the health visitor", "the GP"."""
    if name[:4].lower() == _("the "):
        return name[0].lower() + name[1:]
    small = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return _("the {title}").format(title=small)


def child(child_id: str, public: Public) -> Words:
    """A child by name."""
    for known in public.children:
        if known.id == child_id:
            return known.name
    return _("the child")


def whom(children: Sequence[Child]) -> Words:
    """Whom the conference is about: the child by name, several as the children."""
    if len(children) > 1:
        return _("the children")
    return children[0].name if children else _("the child")
