"""Who sat at a table, for its summary: roles and how they were moved, and never a person's name."""

from cpsim.conference import events as e
from cpsim.conference.agenda import step_of
from cpsim.conference.parts import Seat
from cpsim.conference.view import Public
from cpsim.export.reading import Reading
from cpsim.export.sheets import Block, Text
from cpsim.model.content import RuleBook
from cpsim.model.words import Driver, SeatKind
from cpsim.present import labels, titles
from cpsim.present.debrief import every
from cpsim.present.tongue import N_, _, plural

MOVED = {
    Driver.PERSONS: N_("Played by people:"),
    Driver.SIMULATED: N_("Played by the program:"),
    Driver.ABSENT: N_("Absent:"),
}
"""How a seat was moved when the session began, and what stands before those seats."""


def people(reading: Reading) -> list[Block]:
    """Who was moved how at the beginning, what changed and when, who watched and who led."""
    opened = every(reading.log, e.Opened)[0]
    public, book = Public(seats=opened.seats), reading.book
    roles = [seat for seat in opened.seats if seat.kind is SeatKind.PARTICIPANT]
    blocks: list[Block] = []
    for driver, lead in MOVED.items():
        theirs = [seat for seat in roles if seat.driver is driver]
        if theirs:
            blocks.append(Text(f"{_listed(theirs, public, book)}.", lead=_(lead)))
    blocks += [
        Text(f"{_listed(theirs, public, book)}.", lead=_("Roles of the same person:"))
        for theirs in _parties(roles)
    ]
    changes = "; ".join(_changes(reading, public))
    if changes:
        blocks.append(Text(f"{changes}.", lead=_("Later:")))
    beside = " ".join([*_beside(opened.seats, book), *_children(reading)])
    return [*blocks, Text(beside)] if beside else blocks


def _listed(seats: list[Seat], public: Public, book: RuleBook) -> str:
    return ", ".join(titles.the(titles.title(seat, public, book)) for seat in seats)


def _parties(seats: list[Seat]) -> list[list[Seat]]:
    """Seats that the same people held, where that is more than one."""
    held: dict[str, list[Seat]] = {}
    for seat in seats:
        if seat.party:
            held.setdefault(seat.party, []).append(seat)
    return [theirs for theirs in held.values() if len(theirs) > 1]


def _changes(reading: Reading, public: Public) -> list[str]:
    """Each seat that changed hands, with the step from which on."""
    made, step = [], ""
    for event in reading.log:
        if isinstance(event, e.StepEntered):
            step = event.step
        if isinstance(event, e.DriverChanged):
            who = titles.the(titles.seat(event.seat, public, reading.book))
            name = step_of(reading.book, step).name if step else ""
            changed = _("{who}: {moved}, from “{step}” on")
            made.append(changed.format(who=who, moved=labels.driver(event.driver), step=name))
    return made


def _beside(seats: tuple[Seat, ...], book: RuleBook) -> list[str]:
    """Observers by number, and whether somebody facilitated."""
    watching = sum(seat.kind is SeatKind.OBSERVER for seat in seats)
    made = [plural("{n} person observed.", "{n} people observed.", watching)] if watching else []
    if any(seat.kind is SeatKind.FACILITATOR for seat in seats):
        led, together = _("Somebody facilitated."), _("The table led itself, by agreement.")
        made.append(led if book.options.facilitated else together)
    return made


def _children(reading: Reading) -> list[str]:
    """How each child took part."""
    public = reading.view().public
    return [
        f"{titles.child(child, public)} {labels.participation(how)}."
        for child, how in public.participation.items()
    ]
