"""Who sits where while a session runs: steps out, comes back, comes late, is called otherwise; PINs and codes anew.

All of it in the open, and none of it in an event but the change of a seat's driver, and that there is another
code or PIN. Nobody is asked why, and to step out or to be back needs neither code nor agreement.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cpsim.conference import acts as a
from cpsim.conference.agenda import side_of
from cpsim.conference.parts import Seat
from cpsim.model import limits
from cpsim.model.said import clean
from cpsim.model.words import Driver, SeatKind, Side, Watch
from cpsim.present import facilitating, labels, table
from cpsim.session.people import NAME, TO_CHOOSE, Party, People
from cpsim.tui.dialogs.names import ask_names
from cpsim.tui.dialogs.parents_part import chooses_it
from cpsim.tui.screens.hand_over import HandOver
from cpsim.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from cpsim.tui.screens.facilitate import Chairside

LATE, RENAME, RESET_PIN, SECOND, NO_SECOND, NEW_CODE = (
    "late",
    "rename",
    "reset_pin",
    "second",
    "no_second",
    "new_code",
)
BEFORE, ELSE = "before", "else"
"""Who takes a seat: whoever sat there before, or somebody new; else the party of somebody who sits here."""
JOINS, TAKES, WATCHES = "joins", "takes", "watches"
"""What somebody who comes late may do."""


def choices(side: "Chairside", *, late: bool) -> list[Choice]:
    """What can be settled now; `late` says whether seats may still change hands."""
    people = side.round.room.people()
    made = [Choice(LATE, "Somebody comes late", key="l")] if late else []
    made.append(Choice(RENAME, "Somebody else sits there, or is called otherwise", key="n"))
    if _with_pin(side):
        made.append(Choice(RESET_PIN, "Somebody has forgotten their PIN"))
    if people.code:
        if people.second:
            made.append(Choice(NO_SECOND, "The second facilitator's code opens no longer"))
        else:
            made.append(Choice(SECOND, "A second facilitator chooses a code of their own"))
        made.append(Choice(NEW_CODE, "The facilitator's code is forgotten: another is chosen"))
    return made


async def drive(side: "Chairside") -> None:
    """Whose seat, and who moves it from now on; why is nobody's business.

    To step out and to be back needs nobody's leave.
    """
    offer = side.offer("drive")
    public = side.link.view().public
    seats = [
        Choice(seat, side.who(seat), hint=labels.driver(public.seat(seat).driver))
        for seat in offer.field("seat").choices
    ]
    seat = await side.choose("Whose seat?", seats)
    if seat is None:
        return
    now = public.seat(seat).driver
    ways = [Choice(driver, words) for driver, words in facilitating.drivers().items() if driver is not now]
    driver = await side.choose(f"{side.who(seat)}: from now on", ways)
    if driver == Driver.PERSONS:
        await _sit_down(side, seat)
    elif driver is not None and (now is Driver.PERSONS or await side.granted()):
        await side.send(a.Drive(seat, Driver(driver)))


async def late(side: "Chairside") -> None:
    """Somebody comes after the beginning: to a pair, to a free seat, or to watch."""
    public = side.link.view().public
    free = [
        Choice(seat.id, side.who(seat.id), hint=labels.driver(seat.driver))
        for seat in public.seats
        if seat.kind is SeatKind.PARTICIPANT and seat.driver is not Driver.PERSONS
    ]
    ways = [
        Choice(JOINS, "They join somebody: two share a seat, a slip and a judgement"),
        Choice(WATCHES, "They watch, with a task"),
    ]
    if free:
        taken_over = "with what it was given so far; a judgement that the program sealed there is set aside"
        ways.insert(1, Choice(TAKES, "They take a seat that nobody here holds", hint=taken_over))
    way = await side.choose("What does whoever comes late do?", ways)
    if way == JOINS:
        await _join(side)
    elif way == TAKES:
        seat = await side.choose("Which seat?", free)
        if seat is not None:
            await _sit_down(side, seat, allowed=True)
    elif way == WATCHES:
        await _watch(side)


async def _sit_down(side: "Chairside", seat_id: str, *, allowed: bool = False) -> None:
    """A person takes the seat. Whoever sat there before keeps their name and PIN, and needs nobody's leave.

    Anybody else gets what that seat was given, so it takes the code or the table's agreement, unless that was
    `allowed` already; so does coming back where the PIN that would tell who it is has yet to be chosen. Names
    are asked before anything is done: going back there leaves the seat as it was.
    """
    seat = side.link.view().public.seat(seat_id)
    who = await _who_sits_down(side, seat)
    if who is None:
        return
    people = side.round.room.people()
    same = who == BEFORE and not people.party(people.party_of(seat)).chooses_pin
    if not (same or allowed or await side.granted()) or (who != BEFORE and not await _chosen_by(side, seat)):
        return
    names = await ask_names(side.screen.app) if who == ELSE else ()
    if names is None or not await side.send(a.Drive(seat_id, Driver.PERSONS)):
        return
    people = side.round.room.people()
    if who == ELSE:
        _keep(side, Party(people.newcomer(seat, side.link.view().public.seats), names), seat)
    elif who != BEFORE:
        _settle(side, people.sits(seat, who))


async def _who_sits_down(side: "Chairside", seat: Seat) -> str | None:
    """`BEFORE`, `ELSE`, or the party of somebody who sits at the table already; None where one went back."""
    people = side.round.room.people()
    party = people.party_of(seat)
    choices = []
    if any(one.id == party for one in people.parties):
        stays = "their PIN stays" if people.party(party).has_pin else ""
        choices.append(Choice(BEFORE, "Whoever sat there before", hint=stays))
    choices += [
        Choice(one, f"{title}, besides what they hold already")
        for one, title in side.parties()
        if one != party
    ]
    gets = "they get what that seat was given, and nothing else"
    return await side.choose("Who sits there now?", [*choices, Choice(ELSE, "Somebody else", hint=gets)])


async def _chosen_by(side: "Chairside", *seats: Seat) -> bool:
    """Whether whoever gets these seats chooses each that is a parent's part; of other seats nothing is asked."""
    for seat in seats:
        if side_of(side.book, seat) is Side.FAMILY and not await chooses_it(
            side.screen.app, side.who(seat.id)
        ):
            return False
    return True


async def _watch(side: "Chairside") -> None:
    """They hold no seat: their task is asked about in the debrief, and their names are kept beside the others'."""
    watch = await side.choose(
        "What do they watch for?", [Choice(one, words) for one, words in table.watches().items()]
    )
    if watch is None:
        return
    names = await ask_names(side.screen.app)
    if names is not None:
        people = side.round.room.people()
        come = [(name, Watch(watch)) for name in names or (clean("", NAME),)]
        watching = (*people.watching, *come)
        side.round.room.keep_people(replace(people, watching=watching))


async def _join(side: "Chairside") -> None:
    """Whoever comes joins somebody who sits here: their name is added, and nobody's is taken away."""
    chosen = await side.choose(
        "Whom do they join?", [Choice(party, title) for party, title in side.parties()]
    )
    if chosen is None:
        return
    people = side.round.room.people()
    known = people.party(chosen).names
    names = await ask_names(side.screen.app, joins=known)
    held = table.seats_of(side.link.view().public, chosen, people)
    if names is None or not await _chosen_by(side, *held):
        return
    _keep(side, Party(chosen, tuple(dict.fromkeys((*known, *names)))))


async def rename(side: "Chairside") -> None:
    """Who sits there from now on, for the hand-overs; a PIN is chosen anew where there are PINs."""
    chosen = await side.choose("Whose seat?", [Choice(party, title) for party, title in side.parties()])
    if chosen is None:
        return
    names = await ask_names(side.screen.app)
    held = table.seats_of(side.link.view().public, chosen, side.round.room.people())
    if names is None or (names and not await _chosen_by(side, *held)):
        return
    _keep(side, Party(chosen, names))


def _keep(side: "Chairside", party: Party, *seats: Seat) -> None:
    """Keep who sits there now, on `seats` too; where there are PINs they choose one at their next hand-over."""
    people = side.round.room.people()
    pin = TO_CHOOSE if any(one.pin for one in people.parties) else ""
    people = people.but(replace(party, pin=pin))
    for seat in seats:
        people = people.sits(seat, party.id)
    _settle(side, people)


def _settle(side: "Chairside", people: People) -> None:
    """Who sits where is kept, and the table's menu goes by it."""
    side.round.room.keep_people(people)
    side.screen.refresh_table()


def _with_pin(side: "Chairside") -> dict[str, str]:
    """Each party with a PIN that a cover may ask for, by its id, with its title.

    Whoever gave a seat up looks back at what they sealed there behind their own cover.
    """
    people, public = side.round.room.people(), side.link.view().public
    parties = dict.fromkeys(people.party_of(seat) for seat in table.looks_back(public))
    return {
        party: table.party_title(party, public, side.book, people)
        for party in parties
        if people.party(party).has_pin
    }


async def reset_pin(side: "Chairside") -> None:
    """In the open, and in everybody's record: the party chooses a new one at its next hand-over."""
    room, titled = side.round.room, _with_pin(side)
    chosen = await side.choose("Whose PIN?", [Choice(party, title) for party, title in titled.items()])
    if chosen is None:
        return
    words = clean(f"A PIN was reset for: {titled[chosen]}. Another is chosen there.", limits.NOTE)
    if await side.send(a.Journal(words, "public")):
        people = room.people()
        room.keep_people(people.but(replace(people.party(chosen), pin=TO_CHOOSE)))
        side.screen.say("They choose a new PIN when they get the keyboard next.")


async def second(side: "Chairside") -> None:
    """A second facilitator has the same powers behind a code of their own."""
    code = await _new_code(side, "whoever facilitates besides")
    if code:
        room = side.round.room
        room.keep_people(replace(room.people(), second=code))
        side.screen.say("Both codes open what is for whoever facilitates.")


async def no_second(side: "Chairside") -> None:
    """The second code is taken away again."""
    room = side.round.room
    room.keep_people(replace(room.people(), second=""))
    side.screen.say("The second facilitator's code opens no longer.")


async def new_code(side: "Chairside") -> None:
    """By the table's agreement, and in everybody's record: a code must not be changed unseen."""
    code = await _new_code(side, "whoever facilitates")
    if not code:
        return
    words = clean(
        "The facilitator's code was forgotten. The table agreed, and another was chosen.", limits.NOTE
    )
    if await side.send(a.Journal(words, "public")):
        room = side.round.room
        room.keep_people(replace(room.people(), code=code, second=""))
        side.screen.say("The new code holds from now on. That it was changed stands in the record.")


async def _new_code(side: "Chairside", who: str) -> str:
    """A code chosen behind a cover, sealed; empty where one went back."""
    typed = await side.screen.app.push_screen_wait(HandOver(who, asks="code", new=True))
    return side.round.room.seal(typed) if typed else ""


DOES: dict[str, Callable[["Chairside"], Awaitable[None]]] = {
    LATE: late,
    RENAME: rename,
    RESET_PIN: reset_pin,
    SECOND: second,
    NO_SECOND: no_second,
    NEW_CODE: new_code,
}
"""What each choice does."""
