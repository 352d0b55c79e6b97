"""What whoever facilitates may do: pause, correct, let seats change hands, bring something in, note, end.

Behind a code where one was chosen. A table without a facilitator is asked whether it agrees.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference.acts import Act
from cpsim.model.words import Driver
from cpsim.present import facilitating, labels, table
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.message import Message
from cpsim.tui.dialogs.names import ask_names
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.dialogs.write import Sheet
from cpsim.tui.screens.aloud import AloudDesk
from cpsim.tui.shown import shown
from cpsim.tui.table_journey import FACILITATES, TO_CHOOSE
from cpsim.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from cpsim.tui.screens.table import TableScreen
    from cpsim.tui.table_journey import TableJourney

UPSET, RESET_PIN, TIME, RENAME = "upset", "reset_pin", "time", "rename"


class Chairside(AloudDesk):
    """The facilitator's seat at the shared screen."""

    def __init__(self, screen: "TableScreen", journey: "TableJourney") -> None:
        super().__init__(screen, journey, journey.room.facilitator.seat)
        self.table_screen, self.round = screen, journey

    async def agree(self, question: str, yes: str = "Yes") -> bool:
        """A question that is answered yes or no."""
        return await self.screen.app.push_screen_wait(Ask(question, yes=yes, no="No", first="no"))


async def facilitate(screen: "TableScreen", journey: "TableJourney") -> None:
    """Who may, then what. What to do about a person comes first and asks for nothing."""
    side = Chairside(screen, journey)
    offers = side.link.offers()
    opened = side.view.public.papers_opened
    choices = [
        Choice(UPSET, "Somebody is upset, or speaks of a real child", key="u"),
        *(
            Choice(name, words, key=key)
            for name, words, key in facilitating.ACTS
            if name in offers or (name == "open_papers" and opened)
        ),
        Choice(TIME, "How long they have been speaking", key="t"),
    ]
    choices.append(Choice(RENAME, "Somebody else sits there: names, a late-comer in a pair", key="n"))
    if any(party.pin not in ("", TO_CHOOSE) for party in journey.room.people().parties):
        choices.append(Choice(RESET_PIN, "Somebody has forgotten their PIN"))
    chosen = await side.choose("Facilitate", choices)
    if chosen is None:
        return
    if chosen == UPSET:
        await screen.app.push_screen_wait(Message("First the person", *facilitating.UPSET))
        return
    if await _may(side, chosen):
        await DOES[chosen](side)
        journey.forget()


async def _may(side: Chairside, chosen: str) -> bool:
    """By the code; where there is none the table is asked."""
    if side.round.room.people().code:
        with_code = await side.round.with_code()
        # From here on a blanked screen comes back to nobody else.
        side.round.private = FACILITATES if with_code else None
        return with_code
    if chosen in ("pause", "go_on", TIME):
        return True
    return await side.agree("Does the table agree?", "Yes, everybody agrees")


async def speaking_time(side: Chairside) -> None:
    """For whoever facilitates: nobody else has to watch a clock."""
    await side.screen.app.push_screen_wait(Message("Speaking time", side.table_screen.speaking_time()))


async def correct(side: Chairside) -> None:
    """A card that went up by mistake."""
    view = side.link.view()
    cards = side.offer("correct").field("fact").choices
    choices = [
        Choice(card, view.board[card].fact.short, hint=side.who(view.board[card].seat))
        for card in reversed(cards)
    ]
    card = await side.choose("Which card went up by mistake?", choices)
    if card is not None:
        await side.send(a.Correct(card))


async def drive(side: Chairside) -> None:
    """Whose seat, and who moves it from now on; why is nobody's business."""
    offer = side.offer("drive")
    view = side.link.view()
    seats = [
        Choice(seat, side.who(seat), hint=labels.driver(view.public.seat(seat).driver))
        for seat in offer.field("seat").choices
    ]
    seat = await side.choose("Whose seat?", seats)
    if seat is None:
        return
    now = view.public.seat(seat).driver
    ways = [Choice(driver, words) for driver, words in facilitating.DRIVERS.items() if driver is not now]
    driver = await side.choose(f"{side.who(seat)}: from now on", ways)
    if driver is None:
        return
    await side.send(a.Drive(seat, Driver(driver)))
    people = side.round.room.people()
    if driver == Driver.PERSONS and any(party.pin for party in people.parties):
        # Whoever sits down there now has a PIN of their own.
        party = table.party_of(view.public.seat(seat))
        side.round.room.keep_people(people.but(replace(people.party(party), pin=TO_CHOOSE)))


async def bring(side: Chairside) -> None:
    """Something of the pack, where the papers are open, or words written on the spot."""
    injects = side.link.view().own.injects
    left = side.offer("bring").field("inject").choices
    choices = [
        *(Choice(one.id, one.title, hint=one.when) for one in injects if one.id in left),
        Choice("words", "Write it now"),
    ]
    chosen = await side.choose("What arrives?", choices) if len(choices) > 1 else "words"
    if chosen is None:
        return
    if chosen != "words":
        await side.send(a.Bring(chosen))
        return
    sheet = Sheet(side.offer("bring").field("words").most, required=True, done="It arrives")
    words = await side.write("What arrives? Everybody reads it.", form="bring", sheet=sheet)
    if words:
        await side.send(a.Bring(words=words))


async def journal(side: Chairside) -> None:
    """A note for everybody, or for facilitators alone."""
    words_for = {
        "public": "For everybody: it stands in the record",
        "private": "For facilitators alone: nobody at the table reads it",
    }
    reaches = side.offer("journal").field("reach").choices
    reach: str | None = reaches[0]
    if len(reaches) > 1:
        choices = [Choice(one, words_for[one]) for one in reaches]
        reach = await side.choose("A note for the journal", choices)
    if reach is None:
        return
    sheet = Sheet(side.offer("journal").field("words").most, required=True, done="Note it")
    # Each kind of note has a draft of its own: what was begun in private stands in no public sheet.
    words = await side.write("Your note", form=f"journal_{reach}", sheet=sheet)
    if words:
        await side.send(a.Journal(words, reach))


async def open_papers(side: Chairside) -> None:
    """Every folder and the key, behind the code; that they were opened is in everybody's record."""
    if "open_papers" in side.link.offers():
        await side.send(a.OpenPapers())
    papers = next((event for event in side.link.log() if isinstance(event, e.FacilitatorsPapers)), None)
    if papers is not None:
        lines = shown(facilitating.papers(papers, side.link.view(), side.link.book))
        await side.screen.app.push_screen_wait(Reader("The facilitator's papers", lines))


async def rename(side: Chairside) -> None:
    """Who sits there from now on, for the hand-overs, or nobody's name; a PIN is chosen anew where there are PINs."""
    room = side.round.room
    people = room.people()
    public = side.link.view().public
    parties = dict.fromkeys(table.party_of(seat) for seat in table.persons(public))
    choices = [Choice(one, table.party_title(one, public, side.link.book)) for one in parties]
    chosen = await side.choose("Whose seat?", choices)
    if chosen is None:
        return
    names = await ask_names(side.screen.app)
    if names is not None:
        pin = TO_CHOOSE if any(party.pin for party in people.parties) else ""
        room.keep_people(people.but(replace(people.party(chosen), names=names, pin=pin)))


async def reset_pin(side: Chairside) -> None:
    """In the open: the party chooses a new one at its next hand-over."""
    room = side.round.room
    people = room.people()
    public = side.link.view().public
    parties = [
        Choice(party.id, table.party_title(party.id, public, side.link.book))
        for party in people.parties
        if party.pin not in ("", TO_CHOOSE) and table.seats_of(public, party.id)
    ]
    chosen = await side.choose("Whose PIN?", parties)
    if chosen is not None:
        room.keep_people(people.but(replace(people.party(chosen), pin=TO_CHOOSE)))
        side.table_screen.say("They choose a new PIN when they get the keyboard next.")


def _simply(act: Act, question: str = "") -> Callable[[Chairside], Awaitable[None]]:
    """An act that asks for nothing, or for one yes."""

    async def do(side: Chairside) -> None:
        if not question or await side.agree(question):
            await side.send(act)

    return do


DOES: dict[str, Callable[[Chairside], Awaitable[None]]] = {
    "pause": _simply(a.Pause()),
    "go_on": _simply(a.GoOn()),
    "correct": correct,
    "done_aloud": _simply(a.DoneAloud(), "Leave this step and go on to the next?"),
    "drive": drive,
    "bring": bring,
    "journal": journal,
    "open_papers": open_papers,
    "end_now": _simply(a.EndNow(), "End the conference here and go to the debrief?"),
    TIME: speaking_time,
    RENAME: rename,
    RESET_PIN: reset_pin,
}
"""What each choice does."""
