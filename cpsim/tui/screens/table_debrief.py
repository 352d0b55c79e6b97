"""The debrief of a table: the group first on the screen that everybody sees, each alone behind a cover."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.conference.acts import Act, Commit, GiveWord
from cpsim.present import closing, debrief, key, table, titles
from cpsim.present.prose import Line
from cpsim.present.refusals import excuse
from cpsim.session.link import Link
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import Choose
from cpsim.tui.dialogs.write import Sheet
from cpsim.tui.lines import Words
from cpsim.tui.screens.aloud import AloudDesk, desk_of
from cpsim.tui.screens.debrief import AGAIN, GO_ON, KEY, SCORES, WRITE, Debrief
from cpsim.tui.shown import shown, tabs
from cpsim.tui.table_journey import TableJourney
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.text_view import Say, TextView

ALONE = "alone"
WORD, COMMITMENT = "give_word", "commit"


class TableDebrief(Debrief):
    """The pages as the table sees them. From the key on, each may look at their own part behind a cover."""

    KEYS_OF: ClassVar[str] = "table_debrief"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        *Debrief.ABOUT,
        "U says what to do when somebody is upset; F4 does the same from whatever is open.",
        "G is for whoever facilitates: a note, a forgotten PIN, how long this has taken.",
    )

    def __init__(self, journey: TableJourney) -> None:
        super().__init__(journey)
        self._table = journey

    def _show(self) -> None:
        self._table.look_at_clock()
        super()._show()

    def _choices(self, step: str, part: int) -> list[Choice]:
        choices = [
            replace(one, label="Go on") if one.id == GO_ON else one
            for one in super()._choices(step, part)
            # What was settled for a table (who sits where) is settled on the first screen.
            if one.id not in (WRITE, AGAIN)
        ]
        if step in (KEY, "D6", "D7"):
            choices.append(
                Choice(ALONE, "Somebody looks at their own judgements, alone", does="cover the screen")
            )
        if step in ("D1", "D6") and step == self._now:
            left = self._left(self._act)
            # Once all have said theirs, going on comes first; a slip of the keyboard can still be put right.
            choices.insert(0 if left else 1, self._for_somebody(len(left)))
        return choices

    def _for_somebody(self, left: int) -> Choice:
        """Writing down what somebody says; `left` have not said theirs."""
        word = self._act == WORD
        label = "A word from somebody" if word else "Somebody names one thing, and by when"
        does = "write down one word" if word else "write down one thing"
        hint = f"{left} have not said theirs" if left else "one that was mistyped is given again"
        return Choice(WRITE, label, hint=hint, does=does)

    @property
    def _act(self) -> str:
        """What everybody may say at the step the session is at."""
        return WORD if self._now == "D1" else COMMITMENT

    @on(ChoiceList.Chosen)
    async def _alone(self, event: ChoiceList.Chosen) -> None:
        """What a table has besides."""
        if event.id == ALONE:
            event.stop()
            event.prevent_default()
            self.run_worker(self._look_alone(), exclusive=True)

    def _page(self, step: str, part: int) -> Sequence[Line]:
        if step == "D1":
            link = self._link
            said = closing.said_so_far(link.log(), link.view(), link.book)
            return (*table.leaving_the_roles(), *said)
        if step == "D2":
            return self._story()
        if step == KEY and part == key.OWN:
            return table.own_parts()
        page = super()._page(step, part)
        if (step, part) in (("D3", 0), (KEY, key.TOGETHER)):
            return (*table.how_to_ask(), *page)
        if (step, part) == (KEY, key.MEETING):
            return (*page, *table.observers(self._link.view().public, self._table.room.people()))
        return page

    def _story(self) -> Sequence[Line]:
        """Somebody tells it; then the timeline, and nothing of what was said or not."""
        log, view = self._link.log(), self._link.view()
        return (*table.telling_the_story(view.public), *debrief.story(log, view, counted=False))

    def go_back(self) -> None:
        """Ask, then leave: a key pressed once too often ends nobody's debrief. It can be carried on."""
        question = Ask(
            "Leave the debrief?",
            self._table.trouble or "Everything is saved; the debrief can be carried on.",
            yes="Leave",
            no="Stay with the debrief",
        )
        self.app.push_screen(question, self._left_or_not)

    def _left_or_not(self, leave: bool | None) -> None:
        if leave:
            self._table.leave()

    def action_stop(self) -> None:
        """Somebody is upset: the page says what to do. There is nothing here that would have to wait."""
        self.app.run_worker(self._table.stop())

    def action_facilitate(self) -> None:
        """What whoever facilitates may still do."""
        from cpsim.tui.screens.facilitate import facilitate

        self.run_worker(facilitate(self, self._table), exclusive=True)

    def refresh_table(self) -> None:
        """The page again, after what was done."""
        self._show()

    def _seats(self) -> list[str]:
        """Everybody at the table who may say something now: those with a role, and the observers."""
        public = self._link.view().public
        observers = [
            seat.id
            for seat in public.seats
            if seat.role is None and seat.party and seat.id != self._link.seat
        ]
        return [*(seat.id for seat in table.persons(public)), *observers]

    def _left(self, act: str) -> list[str]:
        """Those of them who have not said theirs yet."""
        public = self._link.view().public
        said = public.words_given if act == WORD else public.committed
        return [seat for seat in self._able(act) if seat not in said]

    def _able(self, act: str) -> list[str]:
        """Those of them to whom it is open, whether or not they said theirs."""
        room = self._table.room
        return [seat for seat in self._seats() if act in room.link(seat).offers()]

    def _write(self) -> None:
        self.run_worker(self._say_for_somebody(), exclusive=True)

    async def _say_for_somebody(self) -> None:
        """Who, then their word; the page stays, so that everybody comes to speak."""
        act = self._act
        left, able = self._left(act), self._able(act)
        seats = sorted(able, key=lambda seat: seat not in left)
        again = {seat: "again: the newer stands" for seat in able if seat not in left}
        desk = await desk_of(AloudDesk(self, self._table, self._link.seat), "Who says it?", seats, again)
        if desk is None:
            return
        limit = desk.offer(act).field("word" if act == WORD else "words").most
        question = "One word on how it was" if act == WORD else "What will you do, and by when?"
        words = await desk.write(
            f"{desk.title}: {doing(question)}", form=act, sheet=Sheet(limit, rows=1, required=True)
        )
        if words:
            await desk.send(GiveWord(words) if act == WORD else Commit(words))

    async def ask_for(self, link: Link, act: Act) -> bool:
        """Ask for an act of one seat and show the page again, or say the refusal; True where it was taken."""
        refusal = await link.send(act)
        self._show()
        if refusal is not None:
            self.say(excuse(refusal, link.book, link.view()).sentence)
        return refusal is None

    async def go_on(self) -> None:
        """Nobody moves by themselves once the conference is over."""

    async def _look_alone(self) -> None:
        public = self._link.view().public
        people, seats = self._table.room.people(), table.looks_back(public)
        parties = dict.fromkeys(people.party_of(seat) for seat in seats)
        choices = [Choice(one, table.party_title(one, public, self._link.book, people)) for one in parties]
        party: str | None = await self.app.push_screen_wait(
            Choose("Who looks at their own judgements?", choices)
        )
        if party is None or not await self._table.hand_over(party):
            return
        self._table.private = party
        for seat in seats:
            if people.party_of(seat) == party:
                await self.app.push_screen_wait(OwnPart(self._table.room.link(seat.id)))
        self._table.forget()


class OwnPart(CpsimScreen[None]):
    """One seat's own judgements, their comparison with the key, and its own part at the table."""

    PLACE: ClassVar[str] = "Your own part"
    PAGES: ClassVar[tuple[str, ...]] = ("Before and after", "Beside the key", "At the table")
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Only you see these pages. The last one leads back to the page that everybody sees.",
    )
    DEFAULT_CSS = """
    OwnPart #tabs { height: 1; margin-bottom: 1; }
    """

    def __init__(self, link: Link) -> None:
        super().__init__()
        self._link, self._page, self._numbers = link, 0, False
        self.heading = titles.seat(link.seat, link.view().public, link.book)

    def body(self) -> ComposeResult:
        """The names of the pages, the page, the way on."""
        text = TextView()
        yield Say(id="tabs")
        yield text
        yield Menu(text)

    def on_mount(self) -> None:
        """Open the first page."""
        self.query_one(Menu).focus()
        self._show()

    def _lines(self) -> Sequence[Line]:
        """The open page."""
        link = self._link
        log, view, book = link.log(), link.view(), link.book
        if self._page == 0:
            return debrief.before_and_after(log, view, book)
        part = key.JUDGEMENTS if self._page == 1 else key.OWN
        return key.key_part(part, log, view, book, numbers=self._numbers)

    def _show(self) -> None:
        self.query_one("#tabs", Say).set_lines(tabs(self.PAGES, self._page))
        self.query_one(TextView).set_lines(*shown(self._lines()))
        last = self._page == len(self.PAGES) - 1
        words = "Back to what everybody sees" if last else "Turn the page"
        menu = self.query_one(Menu)
        choices = [Choice(GO_ON, words, does=words.lower(), after_reading=True)]
        if not last:
            choices.append(BACK)
        if self._page == 1 and self._link.book.options.scores:
            numbers = "Put the numbers away" if self._numbers else "Show the numbers"
            choices.insert(1, Choice(SCORES, numbers, key="n", does=numbers.lower()))
        menu.set_choices(choices)
        menu.highlight(GO_ON)

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        """On to the next page, or back to the group."""
        if event.id == SCORES:
            event.stop()
            self._numbers = not self._numbers
            self._show()
            return
        if event.id != GO_ON:
            return  # the frame goes back
        event.stop()
        if self._page == len(self.PAGES) - 1:
            self.dismiss(None)
        else:
            self._page += 1
            self._show()
