"""Whether the table is quorate: counted in units with direct contact, never in people.

The chair does not count, nor a seat that is absent, nor one whose contact with the child is unknown.
"""

from dataclasses import dataclass

from cpsim.conference import agenda
from cpsim.conference.view import Public
from cpsim.model.content import RuleBook
from cpsim.model.words import Side


@dataclass(frozen=True, slots=True)
class Quorum:
    """What the count found."""

    met: bool
    required_here: bool
    """Is the role there without which no conference is quorate?"""
    units: tuple[str, ...]
    """The other units that count, in the order of the table."""
    needed: int


def quorum(book: RuleBook, public: Public) -> Quorum:
    """Count the table by the framework's rule (Jersey: sources S0:313)."""
    rule = book.framework.quorum
    required_here = False
    own_unit = next((card.unit for card in book.roles if card.id == rule.required), None)
    units: list[str] = []
    for seat in public.participants:
        if seat.role == rule.required:
            required_here = True
        if agenda.side_of(book, seat) is not Side.PROFESSIONAL or seat.direct_contact != "yes":
            continue
        unit = book.role(seat.role or "").unit
        if unit != own_unit and unit not in units:
            units.append(unit)
    met = required_here and len(units) >= rule.others
    return Quorum(met, required_here, tuple(units), rule.others)
