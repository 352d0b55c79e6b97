"""What one seat does at the shared screen: aloud, or behind a cover where it is for one pair of eyes.

Aloud nothing of a folder, of a source or of a sealed answer is shown before it is said; the dialogs of a
learner alone serve where they show nothing else. What is private begins with `in_private`.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.widget import Widget

from cpsim.conference import acts as a
from cpsim.model.case import Fact
from cpsim.model.said import Said
from cpsim.model.words import Basis, Whose
from cpsim.present import labels, menu, note, slip_words, table, titles
from cpsim.present.table import Moment
from cpsim.session.link import Link
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.message import Message
from cpsim.tui.dialogs.put_aloud import PutAloud
from cpsim.tui.dialogs.write import Sheet, Write
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.screens import answering
from cpsim.tui.screens.desk import AtTable, Desk
from cpsim.tui.screens.fill import Values
from cpsim.tui.screens.speaking_note import SpeakingNote
from cpsim.tui.screens.tasks import TASKS
from cpsim.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from cpsim.tui.table_journey import TableJourney

BY_WORD = 60
"""Characters of a number and a word."""
NUMBER_AND_WORD = re.compile(r"^\W*(\d{1,3})[\s.,:;-]*([a-zA-Z]+)\W*$")


class AloudDesk(Desk):
    """The desk of one seat at the shared screen. Everybody reads along."""

    def __init__(self, screen: AtTable, journey: "TableJourney", seat: str) -> None:
        super().__init__(screen, journey)
        self.round, self._seat = journey, seat

    @property
    def link(self) -> Link:
        """The link of the seat that speaks."""
        return self.round.room.link(self._seat)

    @property
    def aloud(self) -> bool:
        """Nothing that is sealed may stand in a form here."""
        return True

    async def fill(
        self, heading: Words, questions: Iterable[Widget], *more: Line | Words, form: str, submit: Words
    ) -> Values | None:
        """As alone, with whose words they are in the heading."""
        return await super().fill(f"{self.title}: {heading}", questions, *more, form=form, submit=submit)

    @property
    def title(self) -> str:
        """What the seat is called."""
        return self.who(self._seat)

    def who_may(self, act: str) -> Sequence[str]:
        """The seats of people to whom an act is open, in the order of the table."""
        return table.who_may(self.view, self.round.offers(), act)

    def for_seat(self, seat: str) -> "AloudDesk":
        """The same for another seat."""
        return AloudDesk(self.screen, self.round, seat)

    def forget(self) -> None:
        """What was shown to one person is gone."""
        self.round.forget()

    def parties(self) -> list[tuple[str, str]]:
        """Those who hold a seat now, each party with its title, in the order of the table."""
        people, public = self.round.room.people(), self.view.public
        held = table.parties(public, people)
        return [(party, table.party_title(party, public, self.book, people)) for party in held]

    async def read_papers(self, party: str) -> None:
        """Cover the screen for a party, which reads the papers of its seats."""
        await self.round.read_papers(party)

    async def in_private(self) -> bool:
        """Cover the screen for whoever holds this seat."""
        party = self.round.room.people().party_of(self.view.public.seat(self._seat))
        uncovered = await self.round.hand_over(party)
        if uncovered:
            self.round.private = party
        return uncovered


# ---- items


async def by_number(desk: AloudDesk, moment: Moment) -> None:
    """An item by the number and the word its holder says; in a turn, or as an answer."""
    fact = await _said(desk)
    if fact is None:
        return
    if moment.what == "answer":
        await _answer_with(desk, fact)
    else:
        await _put_up(desk, fact)


async def from_note(desk: AloudDesk, _moment: Moment) -> None:
    """The next item of the speaking note."""
    items = note.of(desk.link)
    known = {fact.id: fact for fact in desk.view.own.folder}
    if not items:
        # Whether something is left on it stands in no menu; one finds out by taking the next.
        await desk.screen.app.push_screen_wait(Message("The note", "There is no item to take from the note."))
        return
    await _put_up(desk, known[items[0]])
    left = note.of(desk.link)
    if left[:1] == items[:1]:
        # Taken to the chair, or left: the next one comes up first.
        note.keep(desk.link, [*left[1:], left[0]])


async def _said(desk: AloudDesk) -> Fact | None:
    """Ask for number and word until they are those of an unsaid item; None where somebody goes back."""
    pack = slip_words.pack_of(desk.link.log())
    more = line(("Number and word as they stand on the slip, such as: 7 lantern", Tone.QUIET))
    while True:
        # No draft: a word that was typed wrong helps nobody, and the next one begins empty.
        asked = Write(
            f"{desk.title}: which item?",
            more,
            sheet=Sheet(BY_WORD, rows=1, required=True, done="Put it up"),
        )
        words: Said | None = await desk.screen.app.push_screen_wait(asked)
        if words is None:
            return None
        given = NUMBER_AND_WORD.match(str(words))
        fact = slip_words.find(desk.view, pack, int(given[1]), given[2]) if given else None
        if fact is not None and fact in desk.view.unsaid:
            return fact
        why = "It was said already." if fact is not None else "No item of this slip has that number and word."
        more = line((why, Tone.WARN), "  Number and word, such as: 7 lantern")


async def _put_up(desk: AloudDesk, fact: Fact) -> None:
    put = await _how(desk, fact)
    if put is not None:
        await desk.send(put)


async def _how(desk: AloudDesk, fact: Fact) -> a.Share | None:
    """What kind it is and whose word; the same is asked of every item, and no word of it is shown before."""
    number = slip_words.number_of(desk.view, fact.id)
    chair = table.may_see_chair(desk.view, desk.book)
    put = await desk.screen.app.push_screen_wait(PutAloud(fact, number, desk.book, chair=chair))
    if isinstance(put, a.TakeToChair):
        await _word(desk, put.fact)
        return None
    return put


async def _answer_with(desk: AloudDesk, fact: Fact) -> None:
    shares: list[a.Share] = []
    most = desk.offer("answer").field("items").most
    while True:
        share = await _how(desk, fact)
        if share is None:
            break
        shares.append(share)
        if len(shares) == most:
            break
        more = await desk.choose(
            "Is that the answer?",
            [Choice("done", "That is the answer"), Choice("more", "Another item belongs to it")],
        )
        if more != "more":
            break
        another = await _said(desk)
        if another is None or another.id in {one.fact for one in shares}:
            break
        fact = another
    if shares:
        await desk.send(a.AnswerQuestion("papers", tuple(shares)))


# ---- answers


async def own_words(desk: AloudDesk) -> None:
    """What was said in own words, with whose words they are."""
    await answering.own_words(desk, f"What does {titles.the(desk.title)} say?")


async def turn_card(desk: AloudDesk) -> None:
    """How they know it, as they say it: the choices stand in one order for every card."""
    question = desk.view.public.question
    assert question is not None, "open only while a question stands"
    assert question.card is not None, "open only while a card is asked about"
    choices = [Choice(basis, labels.basis(basis).capitalize()) for basis in Basis]
    chosen = await desk.choose(f"{desk.title}: how do you know?", [*choices, answering.FIND_OUT])
    if chosen == answering.FIND_OUT.id:
        await answering.find_out(desk)
    elif chosen is not None:
        await answering.say_basis(desk, question.card, Basis(chosen), Whose)


async def say_sealed(desk: AloudDesk, act: str) -> None:
    """What they sealed is out once it is said: the speaker is asked, and one Enter too many says nothing."""
    ready = Ask(
        f"Is {titles.the(desk.title)} ready to say what they sealed?",
        "It stays as it was sealed.",
        yes="Ready: say it",
        no="Not yet",
    )
    if await desk.screen.app.push_screen_wait(ready):
        await TASKS[act](desk)


OWN: dict[str, Callable[[AloudDesk], Awaitable[None]]] = {
    "find_out": answering.find_out,
    "own_words": own_words,
    "turn_card": turn_card,
    menu.SAY_SEALED: partial(say_sealed, act=menu.SAY_SEALED),
    menu.SAY_ANSWERS: partial(say_sealed, act=menu.SAY_ANSWERS),
}
"""What is asked in another way here than alone."""


async def do(desk: AloudDesk, moment: Moment) -> None:
    """One act of the seat, with what it asks."""
    own = OWN.get(moment.what)
    if own is not None:
        await own(desk)
    else:
        await TASKS[moment.what](desk)


# ---- where the table first says who


async def desk_of(
    desk: AloudDesk, question: Words, seats: Sequence[str], hints: Mapping[str, str] = MappingProxyType({})
) -> AloudDesk | None:
    """The desk of one of `seats`: the only one, or the one that is chosen; None where one went back.

    `hints` stand beside the seats they are about.
    """
    if len(seats) == 1:
        return desk.for_seat(seats[0])
    chosen = await desk.choose(
        question, [Choice(seat, desk.who(seat), hint=hints.get(seat, "")) for seat in seats]
    )
    return desk.for_seat(chosen) if chosen is not None else None


def _of_somebody(act: str, question: Words) -> Callable[[AloudDesk, Moment], Awaitable[None]]:
    """An act of one of those to whom it is open: who, then what it asks."""

    async def ask(desk: AloudDesk, _moment: Moment) -> None:
        one = await desk_of(desk, question, desk.who_may(act))
        if one is not None:
            await TASKS[act](one)

    return ask


async def word_with_the_chair(desk: AloudDesk, _moment: Moment) -> None:
    """Behind a cover: which item, for the chair alone. Who has none learns that there, and nobody else does."""
    seats = table.professionals(desk.view, desk.book)
    chosen = await desk.choose(
        "Who wants a word with the chair?", [Choice(seat, desk.who(seat)) for seat in seats]
    )
    if chosen is not None:
        await _word(desk.for_seat(chosen))


async def _word(desk: AloudDesk, item: str = "") -> None:
    """Behind a cover: `item`, or one chosen there, goes to the chair; then what the chair said is read.

    Whether an item has to go there is for its holder alone to see, so the cover comes for any of them.
    """
    if not await desk.in_private():
        return
    before = desk.view.own.leaves
    open_now = desk.offer("take_to_chair").field("fact").choices if desk.may("take_to_chair") else ()
    nothing = ""
    if item in open_now:
        await desk.to_chair(a.TakeToChair(item))
    elif item and item not in before:
        nothing = "Your papers set no limit to this item: it may simply be said."
    elif open_now and not item:
        await TASKS["take_to_chair"](desk)
    elif not before:
        nothing = "None of your papers has to go to the chair first."
    if nothing:
        await desk.screen.app.push_screen_wait(Message("Nothing to bring", nothing))
    answers = _answers(desk)
    if answers:
        await desk.screen.app.push_screen_wait(Message("The chair's answers", *answers))
    desk.forget()


def _answers(desk: AloudDesk) -> list[str]:
    """What the chair said to each item this seat brought, for its holder alone."""
    folder = {fact.id: fact for fact in desk.view.own.folder}
    return [
        f"{folder[fact].short}: {labels.leave(asked.leave) if asked.leave else 'not answered yet'}"
        for fact, asked in desk.view.own.leaves.items()
        if fact in folder
    ]


async def in_private(desk: AloudDesk, moment: Moment) -> None:
    """Behind a cover: the chair answers whoever brought an item."""
    if await desk.in_private():
        await TASKS[moment.what](desk)
        desk.forget()


async def change_note(desk: AloudDesk, _moment: Moment) -> None:
    """Behind a cover: what somebody means to say, once more."""
    seats = [seat.id for seat in table.persons(desk.view.public)]
    chosen = await desk.choose("Whose speaking note?", [Choice(seat, desk.who(seat)) for seat in seats])
    speaks = desk.for_seat(chosen) if chosen is not None else None
    if speaks is not None and await speaks.in_private():
        await desk.screen.app.push_screen_wait(SpeakingNote(speaks.link, speaks.title))
        desk.forget()


async def read_papers(desk: AloudDesk, _moment: Moment) -> None:
    """Behind a cover: somebody looks something up, whoever has the floor. It is no sitting: nothing is handed in."""
    chosen = await desk.choose("Who reads their papers?", [Choice(*one) for one in desk.parties()])
    if chosen is not None:
        await desk.read_papers(chosen)


ALOUD: dict[str, Callable[[AloudDesk, Moment], Awaitable[None]]] = {
    table.NUMBER: by_number,
    table.NOTE: from_note,
    table.DO: do,
    table.QUESTION: _of_somebody("ask", "Who asks?"),
    table.LETTER: _of_somebody("read_reply", "Who asks?"),
    table.WORD: word_with_the_chair,
    table.PRIVATE: in_private,
    table.NOTES: change_note,
    table.PAPERS: read_papers,
    "dissent": _of_somebody("dissent", "Who sees it differently?"),
}
"""What stands in the table's menu, with what it asks."""
