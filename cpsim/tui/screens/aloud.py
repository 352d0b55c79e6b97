"""What one seat does aloud on the shared screen: items by number and word, answers, views, the chair's part.

Nothing is shown before it is said: no folder, no source, no sealed answer; the dialogs of a learner alone are
used where they show nothing else.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from textual.widget import Widget

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference.acts import Act
from cpsim.conference.offers import Offer
from cpsim.model.case import Fact
from cpsim.model.said import Said
from cpsim.model.words import Basis, Whose
from cpsim.present import labels, note, slip_words, table, titles
from cpsim.present.table import Moment
from cpsim.session.link import Link
from cpsim.tui.dialogs.message import Message
from cpsim.tui.dialogs.put_aloud import PutAloud
from cpsim.tui.dialogs.write import Sheet, Write
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.screens.desk import Desk
from cpsim.tui.screens.fill import Values
from cpsim.tui.screens.speaking_note import SpeakingNote
from cpsim.tui.screens.tasks import TASKS
from cpsim.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from cpsim.tui.screens.table import TableScreen
    from cpsim.tui.table_journey import TableJourney

BY_WORD = 60
"""Characters of a number and a word."""
NUMBER_AND_WORD = re.compile(r"^\W*(\d{1,3})[\s.,:;-]*([a-zA-Z]+)\W*$")


class AloudDesk(Desk):
    """The desk of one seat at the shared screen. Everybody reads along."""

    def __init__(self, screen: "TableScreen", journey: "TableJourney", seat: str) -> None:
        super().__init__(screen, journey)
        self._table_screen, self._table, self._seat = screen, journey, seat

    @property
    def link(self) -> Link:
        """The link of the seat that speaks."""
        return self._table.room.link(self._seat)

    @property
    def aloud(self) -> bool:
        """Nothing that is sealed may stand in a form here."""
        return True

    async def send(self, act: Act) -> bool:
        """Ask for an act of this seat; True where it was taken."""
        taken = await self._table_screen.act(self._seat, act)
        while taken and self._drafts:
            self.link.keep_draft(self._drafts.pop(), "")
        return taken

    async def fill(
        self, heading: Words, questions: Iterable[Widget], *more: Line | Words, form: str, submit: Words
    ) -> Values | None:
        """As alone, with whose words they are in the heading."""
        return await super().fill(f"{self.title}: {heading}", questions, *more, form=form, submit=submit)

    @property
    def scenario(self) -> str:
        """The pack that the slips were printed from."""
        opened = self.link.log()[0]
        assert isinstance(opened, e.Opened), "every log begins with the opening"
        return opened.scenario

    @property
    def title(self) -> str:
        """What the seat is called."""
        return self.who(self._seat)

    def offers_of_all(self) -> Mapping[str, Mapping[str, Offer]]:
        """What is open to each seat that people hold."""
        return self._table_screen.offers()

    def for_seat(self, seat: str) -> "AloudDesk":
        """The same for another seat."""
        return AloudDesk(self._table_screen, self._table, seat)

    def forget(self) -> None:
        """What was shown to one person is gone."""
        self._table.forget()

    async def in_private(self) -> bool:
        """Cover the screen for whoever holds this seat."""
        party = table.party_of(self.view.public.seat(self._seat))
        uncovered = await self._table.hand_over(party)
        if uncovered:
            self._table.private = party
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
        return
    await _put_up(desk, known[items[0]])
    left = note.of(desk.link)
    if left[:1] == items[:1]:
        # Taken to the chair, or left: the next one comes up first.
        note.keep(desk.link, [*left[1:], left[0]])


async def _said(desk: AloudDesk) -> Fact | None:
    """Ask for number and word until they are those of an unsaid item; None where somebody goes back."""
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
        fact = slip_words.find(desk.view, desk.scenario, int(given[1]), given[2]) if given else None
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


async def find_out(desk: AloudDesk) -> None:
    """The answer that counts as much as knowing."""
    await desk.send(a.AnswerQuestion("find_out"))


async def own_words(desk: AloudDesk) -> None:
    """What was said in own words; shown as such, never evidence."""
    words = await desk.write(
        f"What does {titles.the(desk.title)} say?",
        form="answer",
        sheet=Sheet(desk.offer("answer").field("words").most, required=True),
    )
    if words:
        await desk.send(a.AnswerQuestion("own_words", words=words))


async def turn_card(desk: AloudDesk) -> None:
    """How they know it, as they say it: the choices stand in one order for every card."""
    question = desk.view.public.question
    assert question is not None, "open only while a question stands"
    assert question.card is not None, "open only while a card is asked about"
    choices = [Choice(basis, labels.basis(basis).capitalize()) for basis in Basis]
    find = Choice("find_out", "I would have to find out", hint="counts as much as knowing")
    chosen = await desk.choose(f"{desk.title}: how do you know?", [*choices, find])
    if chosen is None:
        return
    if chosen == find.id:
        await find_out(desk)
        return
    whose = None
    if chosen == Basis.TOLD:
        people = [Choice(who, labels.whose(who).capitalize()) for who in Whose]
        word = await desk.choose("Who told you?", people)
        if word is None:
            return
        whose = Whose(word)
    await desk.send(a.TurnCard(question.card, Basis(chosen), whose))


OWN: dict[str, Callable[[AloudDesk], Awaitable[None]]] = {
    "find_out": find_out,
    "own_words": own_words,
    "turn_card": turn_card,
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


async def _who(desk: AloudDesk, act: str, question: str) -> AloudDesk | None:
    """Whose act it is, among those to whom it is open."""
    seats = table.who_may(desk.view, desk.offers_of_all(), act)
    if len(seats) == 1:
        return desk.for_seat(seats[0])
    chosen = await desk.choose(question, [Choice(seat, desk.who(seat)) for seat in seats])
    return desk.for_seat(chosen) if chosen is not None else None


async def question(desk: AloudDesk, _moment: Moment) -> None:
    """Who asks, then whom and about what."""
    asks = await _who(desk, "ask", "Who asks?")
    if asks is not None:
        await TASKS["ask"](asks)


async def letter(desk: AloudDesk, _moment: Moment) -> None:
    """Who asks for it, then which service."""
    asks = await _who(desk, "read_reply", "Who asks?")
    if asks is not None:
        await TASKS["read_reply"](asks)


async def dissents(desk: AloudDesk, _moment: Moment) -> None:
    """Who sees it differently, and why."""
    speaks = await _who(desk, "dissent", "Who sees it differently?")
    if speaks is not None:
        await TASKS["dissent"](speaks)


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


ALOUD: dict[str, Callable[[AloudDesk, Moment], Awaitable[None]]] = {
    table.NUMBER: by_number,
    table.NOTE: from_note,
    table.DO: do,
    table.QUESTION: question,
    table.LETTER: letter,
    table.WORD: word_with_the_chair,
    table.PRIVATE: in_private,
    table.NOTES: change_note,
    "dissent": dissents,
}
"""What stands in the table's menu, with what it asks."""
