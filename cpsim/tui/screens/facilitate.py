"""What whoever facilitates may do: pause, correct, let seats change hands, bring something in, note, end.

Behind a code where one was chosen. A table without a facilitator is asked whether it agrees.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference.acts import Act
from cpsim.conference.agenda import step_of
from cpsim.model.words import Tag, Whose
from cpsim.present import facilitating
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import kinds_to_choose
from cpsim.tui.dialogs.message import Message
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.dialogs.write import Sheet
from cpsim.tui.screens import seating
from cpsim.tui.screens.aloud import AloudDesk
from cpsim.tui.shown import shown
from cpsim.tui.table_journey import FACILITATES
from cpsim.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from cpsim.conference.view import BoardCard
    from cpsim.tui.screens.table import TableScreen
    from cpsim.tui.screens.table_debrief import TableDebrief
    from cpsim.tui.table_journey import TableJourney

UPSET, TIME = "upset", "time"
LOOK_AWAY = "Everybody else still looks away."
"""Stands first over what is for whoever facilitates alone; the table as everybody sees it comes after it."""


class Chairside(AloudDesk):
    """The facilitator's seat at the shared screen."""

    def __init__(self, screen: "TableScreen | TableDebrief", journey: "TableJourney") -> None:
        super().__init__(screen, journey, journey.room.facilitator.seat)

    async def agree(self, question: str, yes: str = "Yes") -> bool:
        """A question that is answered yes or no."""
        return await self.screen.app.push_screen_wait(Ask(question, yes=yes, no="No", first="no"))

    async def granted(self, *, by_code: bool = True) -> bool:
        """By the code of whoever facilitates; where there is none, or not `by_code`, the table is asked."""
        if not by_code or not self.round.room.people().code:
            return await self.agree("Does the table agree?", "Yes, everybody agrees")
        with_code = await self.round.with_code()
        # From here on a blanked screen comes back to nobody else.
        self.round.private = FACILITATES if with_code else None
        return with_code


async def facilitate(screen: "TableScreen | TableDebrief", journey: "TableJourney") -> None:
    """Who may, then what. What to do about a person comes first and asks for nothing."""
    side = Chairside(screen, journey)
    offers = side.link.offers()
    opened = side.view.public.papers_opened
    choices = [
        Choice(UPSET, "Somebody is upset, or speaks of a real child", key="u"),
        *(
            Choice(name, words, key=key)
            for name, words, key in facilitating.acts()
            if name in offers or (name == "open_papers" and opened)
        ),
    ]
    choices.append(Choice(TIME, "How long this has taken so far", key="t"))
    choices += seating.choices(side, late="drive" in offers)
    chosen = await side.choose("Facilitate", choices)
    if chosen is None:
        return
    if chosen == UPSET:
        await journey.stop()
        return
    if await _may(side, chosen):
        await DOES[chosen](side)
        journey.forget()


async def _may(side: Chairside, chosen: str) -> bool:
    """By a code; where there is none, or it is forgotten, the table is asked.

    To step out needs nobody's leave: a seat that changes hands asks for it where somebody else gets it.
    """
    if chosen == "drive" or (chosen in ("pause", "go_on", TIME) and not side.round.room.people().code):
        return True
    return await side.granted(by_code=chosen != seating.NEW_CODE)


async def times(side: Chairside) -> None:
    """For whoever facilitates: nobody else has to watch a clock."""
    lines = shown(side.round.times())
    await side.screen.app.push_screen_wait(Message("Time so far", *lines, go_on="Put it away"))


async def correct(side: Chairside) -> None:
    """A card that went up by mistake, or that was keyed as another kind or as somebody else's word."""
    view = side.link.view()
    cards = side.offer("correct").field("fact").choices
    choices = [
        Choice(card, view.board[card].fact.short, hint=side.who(view.board[card].seat))
        for card in reversed(cards)
    ]
    card = await side.choose("Which card is to be corrected?", choices)
    if card is None:
        return
    what = await side.choose("What is wrong with it?", [Choice(*one) for one in facilitating.wrong()])
    if what == facilitating.MISTAKE:
        await side.send(a.Correct(card))
    elif what is not None:
        await _relabel(side, view.board[card], what)


async def _relabel(side: Chairside, card: "BoardCard", what: str) -> None:
    """Another kind, or another's word; of an allegation it is always asked whose word it is."""
    tag, whose = card.tag, card.whose
    if what == facilitating.KIND:
        kind = await side.choose("What kind of statement is it?", kinds_to_choose(but=card.tag))
        if kind is None:
            return
        tag = Tag(kind)
    if what == facilitating.WHOSE or (tag is Tag.ALLEGATION and whose is None):
        left = facilitating.whose(whose, all_of=tag is not card.tag)
        word = await side.choose("Whose word is it?", [Choice(*one) for one in left])
        if word is None:
            return
        whose = None if word == facilitating.OWN else Whose(word)
    await side.send(a.Relabel(card.fact.id, tag, whose))


async def bring(side: Chairside) -> None:
    """Something of the pack, where the papers are open, or words written on the spot."""
    injects = side.link.view().own.injects
    left = side.offer("bring").field("inject").choices
    choices = [
        *(Choice(one.id, one.title, hint=one.when) for one in injects if one.id in left),
        Choice("words", "Write it now"),
    ]
    asked = f"{LOOK_AWAY} What arrives?"
    chosen = await side.choose(asked, choices) if len(choices) > 1 else "words"
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
    asked = f"{LOOK_AWAY} Your note" if reach == "private" else "A note that everybody reads"
    words = await side.write(asked, form=f"journal_{reach}", sheet=sheet)
    if words:
        await side.send(a.Journal(words, reach))


async def open_papers(side: Chairside) -> None:
    """Every folder and the key, behind the code; that they were opened is in everybody's record."""
    if "open_papers" in side.link.offers():
        await side.send(a.OpenPapers())
    log = side.link.log()
    if any(isinstance(event, e.FacilitatorsPapers) for event in log):
        lines = shown(facilitating.papers(log, side.link.view(), side.link.book))
        await side.screen.app.push_screen_wait(Reader("The facilitator's papers", lines))


async def leave_step(side: Chairside) -> None:
    """On to the next step; the record says whether this one was done aloud or is left out."""
    step = step_of(side.book, side.view.public.step)
    ways = side.offer("done_aloud").field("way").choices
    choices = [Choice(way, words) for way, words in facilitating.ways() if way in ways]
    way = await side.choose(f"{step.name}: on to the next step?", choices)
    if way is not None:
        await side.send(a.DoneAloud(way))


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
    "done_aloud": leave_step,
    "reveal": _simply(a.Reveal()),
    "drive": seating.drive,
    "bring": bring,
    "journal": journal,
    "open_papers": open_papers,
    "end_now": _simply(a.EndNow(), "End the conference here and go to the debrief?"),
    TIME: times,
    **seating.DOES,
}
"""What each choice does."""
