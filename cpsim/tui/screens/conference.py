"""The conference table: where one is, whose floor it is, what was said, the board, and what may be done now.

It shows a link's view and log and sends acts; what the acts need to know is asked by `tasks`.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from cpsim.conference.acts import Act, GiveFloor
from cpsim.conference.agenda import awaited, chair_of, in_debrief
from cpsim.conference.refusals import Why
from cpsim.present import agenda, board, menu
from cpsim.present.prose import Line as Prose
from cpsim.present.refusals import excuse
from cpsim.present.transcript import Scribe
from cpsim.session.link import Link
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.journey import Journey
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.screens.desk import Desk
from cpsim.tui.screens.tasks import TASKS
from cpsim.tui.shown import shown
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.text_view import Say, TextView

AWAY_FROM_BOARD = Choice("back", "Back to what was said", does="go back to what was said", after_reading=True)


class Conference(CpsimScreen[None]):
    """The main screen. Enter does what stands first; the others act only when one goes on."""

    PLACE: ClassVar[str] = "Conference"
    KEYS_OF: ClassVar[str] = "conference"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "The line at the top says where the agenda stands and who has the floor.",
        "Below it stands what was said. Nothing more happens before you go on.",
        "The list at the bottom holds what you may do now; a line that is not open says why.",
        "Page Up and Page Down scroll what was said, or the board where it stands alone.",
    )
    DEFAULT_CSS = """
    Conference > Body { padding: 0 2; }
    Conference #where { height: auto; margin-bottom: 1; }
    Conference #table { height: 1fr; }
    Conference #heard { width: 1fr; }
    Conference Menu { height: 6; max-height: 6; }
    Conference.-tall Menu { height: 8; max-height: 8; }
    Conference #board { display: none; width: 1fr; border-left: solid $rule; padding-left: 1; }
    Conference.-wide #board { display: block; width: 2fr; }
    Conference.-wide #heard { width: 3fr; }
    Conference.-only-board #board { display: block; border-left: none; padding-left: 0; }
    Conference.-only-board #heard { display: none; }
    Conference.-wide.-only-board #heard { display: block; }
    """

    def __init__(self, journey: Journey) -> None:
        super().__init__()
        self._journey, self._link = journey, journey.link
        self._scribe = Scribe(self._link.book, self._link.seat)
        self._told = 0
        self._step: Words = ""
        self._desk = Desk(self, journey)
        self.heading = self._link.view().public.title or "Conference"

    def body(self) -> ComposeResult:
        """Agenda line, what was said beside the board, what may be done."""
        said = TextView(follow=True, id="heard")
        with Vertical():
            yield Say(id="where")
            with Horizontal(id="table"):
                yield said
                yield TextView(id="board")
                yield from self.other_parts()
            yield Menu(said, beside=True)

    def other_parts(self) -> ComposeResult:
        """What may stand in the place of what was said, besides the board."""
        return ()

    async def on_mount(self) -> None:
        """Show what there is, from what is new on; a conference that has not begun begins."""
        self.query_one(Menu).focus()
        self._tell(self._journey.heard)
        self.refresh_table()
        first = self._link.book.framework.steps[0].id
        if self._link.view().public.step == first and self._entries()[0].id == menu.GO_ON:
            await self.go_on()
            self.query_one("#heard", TextView).show_from(0)

    # Showing

    def refresh_table(self) -> None:
        """Show what is new; at the debrief leave the table."""
        link = self._link
        view = link.view()
        self._tell(len(link.log()))
        self._journey.heard = self._told
        where = agenda.where(view, link.book)
        self.minutes_left = where.minutes_left if self._journey.TELLS_MINUTES else None
        if in_debrief(view.public.step):
            # What was settled last is still read at the table.
            self._step = "The conference has closed"
            self.query_one("#where", Say).set_lines(line(("The conference has closed", Tone.STRONG)))
        else:
            self._step = where.name
            self.query_one("#where", Say).set_lines(*self._where_lines(where))
        self.query_one("#board", TextView).set_lines(*shown(self._board()))
        self.aside = self._counts()
        self._show_menu()

    def _tell(self, upto: int) -> None:
        """Put what was said and done below what stands there, up to event number `upto` of the log."""
        log = self._link.log()
        new = self._scribe.tell(log[self._told : upto], log[upto : upto + 2])
        self._told = upto
        self._append(shown(new))

    def _board(self) -> Sequence[Prose]:
        """The board in words."""
        return board.lines(self._link.view(), self._link.book)

    def _where_lines(self, where: agenda.Where) -> list[Line]:
        step = f"Step {where.number} of {where.of}  "
        floor = Tone.ACCENT if where.mine else Tone.PLAIN
        return [line((step, Tone.QUIET), (where.name, Tone.STRONG), "  ·  ", (where.floor, floor))]

    def _counts(self) -> str:
        view = self._link.view()
        parts = []
        if view.own.folder:
            parts.append(f"F folder: {len(view.unsaid)} of {len(view.own.folder)} unsaid")
        parts.append(f"B board: {len(view.board)}")
        return "   ".join(parts)

    def _append(self, lines: list[Line]) -> None:
        said = self.query_one("#heard", TextView)
        number = len(said.lines)
        said.append(*lines)
        if lines and number:
            # The first new words go to the top, so that nobody has to look for where to read on.
            said.show_from(number + next((n for n, one in enumerate(lines) if one.text), 0))

    def _entries(self) -> tuple[menu.Entry, ...]:
        link = self._link
        return menu.menu(link.view(), link.book, link.offers(), link.why_not)

    def _show_menu(self) -> None:
        shown_menu = self.query_one(Menu)
        choices = [
            Choice(
                entry.id,
                entry.label,
                entry.hint,
                disabled=entry.not_now,
                key=entry.key,
                does=entry.does or doing(entry.label),
                # What is new is read before anything is done about it.
                after_reading=number == 0 and self._away is None,
            )
            for number, entry in enumerate(self._entries())
        ]
        if self._away is not None:
            choices.insert(0, self._away)
        shown_menu.set_choices(choices)
        shown_menu.highlight(choices[0].id)
        self.place = "Board" if self._board_is_open else self._step

    # Doing

    @on(ChoiceList.Chosen)
    async def _chosen(self, event: ChoiceList.Chosen) -> None:
        event.stop()
        if event.id == AWAY_FROM_BOARD.id:
            return  # the frame goes back
        if self._board_is_open:
            self.action_board()  # what comes of it is heard, not found on the board
        if event.id == menu.GO_ON:
            await self.go_on()
        elif event.id == menu.TO_DEBRIEF:
            self._journey.onward()
        elif event.id.startswith(menu.GIVE_FLOOR):
            if await self._desk.send(GiveFloor(event.id.removeprefix(menu.GIVE_FLOOR))):
                await self.go_on()
        else:
            self.run_worker(TASKS[event.id](self._desk), exclusive=True)

    async def ask_for(self, link: Link, act: Act) -> bool:
        """Ask for an act of `link`'s seat and show what came of it, or say the refusal; True where it was taken."""
        refusal = await link.send(act)
        if refusal is None and self._waits_for_the_chair():
            # What the others do of their own accord, a different view or an item brought first, comes now:
            # whoever leads has no going on to wait for it at.
            await self._link.go_on()
        self.refresh_table()
        if refusal is not None:
            why = excuse(refusal, self._link.book, self._link.view())
            self.say(why.sentence)
            if refusal.why is Why.NOT_STORED and isinstance(self.app.screen, CpsimScreen):
                # The folder may lie in front of the table.
                self.app.screen.say(why.sentence)
        return refusal is None

    def _waits_for_the_chair(self) -> bool:
        """Whether this seat leads and nobody else is waited for."""
        view, book = self._link.view(), self._link.book
        chair = chair_of(book, view.public)
        awaited_first = awaited(book, view.public)[:1]
        return chair is not None and chair.id == view.me and [seat.id for seat in awaited_first] == [view.me]

    async def go_on(self) -> None:
        """Let the others act up to the next pause."""
        moved = await self._link.go_on()
        if not moved and not self._journey.trouble:
            self.say("The table waits for you.")
        self.refresh_table()

    # Looking something up

    @property
    def _board_is_open(self) -> bool:
        return self.has_class("-only-board")

    @property
    def _away(self) -> Choice | None:
        """The way back from what stands in the place of what was said; None where nothing does."""
        return AWAY_FROM_BOARD if self._board_is_open else None

    def action_board(self) -> None:
        """Show the board in place of what was said, or what was said again."""
        self.toggle_class("-only-board")
        part = "#board" if self._board_is_open else "#heard"
        self.query_one(Menu).scrolls(self.query_one(part, TextView))
        self._show_menu()

    def action_folder(self) -> None:
        """Look into the papers."""
        from cpsim.tui.screens.papers import Papers

        self.app.push_screen(Papers(self._journey, looking_up=True))

    def action_rules(self) -> None:
        """Everything that is not open now, with the rule."""
        link = self._link
        where = agenda.where(link.view(), link.book)
        step = [
            line((where.name, Tone.STRONG), ". ", where.explains),
            line((where.source, Tone.QUIET)),
            line(),
        ]
        lines = shown(menu.reasons(link.view(), link.book, link.why_not))
        page = Reader("What is not open now, and why", [*step, *lines])
        page.place = "Why not"
        self.app.push_screen(page)

    @on(ChoiceList.Refused)
    def _refused(self, event: ChoiceList.Refused) -> None:
        """The sentence, and the key that shows the rule."""
        event.stop()
        event.prevent_default()
        self.say(f"{event.reason} R shows the rule.")

    def go_back(self) -> None:
        """Close the board where it is open; else ask, then leave the table. Everything is saved."""
        if self._board_is_open:
            self.action_board()
            return
        from cpsim.tui.dialogs.ask import Ask

        question = Ask(
            "Leave the conference?",
            self._journey.trouble or "Everything is saved; you can carry on from this point.",
            yes="Leave",
            no="Stay at the table",
            first="no",
        )
        self.app.push_screen(question, self._left)

    def _left(self, leave: bool | None) -> None:
        if leave:
            self._journey.leave()
