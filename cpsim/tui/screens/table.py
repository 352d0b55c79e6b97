"""The screen that everybody at one table sees: agenda, floor, what was said, the board, and one keyboard keeper.

It shows what all seats were given, and nothing of a folder, a note or a sealed judgement, not even whether
there is a note or a reason.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.conference import acts as a
from cpsim.conference.acts import Act
from cpsim.conference.agenda import awaited, ballots_missing
from cpsim.model.words import Driver
from cpsim.present import agenda, board, menu, standing, table
from cpsim.present.menu import Entry
from cpsim.present.prose import Line
from cpsim.present.refusals import excuse
from cpsim.session.link import Link
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.lines import Tone, Words, line
from cpsim.tui.screens.aloud import ALOUD, AloudDesk
from cpsim.tui.screens.conference import AWAY_FROM_BOARD, Conference
from cpsim.tui.shown import shown
from cpsim.tui.table_journey import TableJourney
from cpsim.tui.widgets.band import Band
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.text_view import TextView

AWAY_FROM_WALL = Choice("back", "Back to the menu", does="go back to the menu")


class TableScreen(Conference):
    """The table. What is chosen is done for the seat it is about, aloud; what is private begins with a cover."""

    KEYS_OF: ClassVar[str] = "table"
    DEFAULT_CSS = """
    TableScreen Band { display: none; }
    TableScreen.-paused Band { display: block; }
    TableScreen #wall { display: none; width: 1fr; }
    TableScreen.-on-wall #wall { display: block; }
    TableScreen.-on-wall #where { display: none; }
    TableScreen.-on-wall #heard, TableScreen.-on-wall.-wide #heard { display: none; }
    TableScreen.-on-wall #board, TableScreen.-on-wall.-wide #board { display: none; }
    TableScreen.-on-wall Menu, TableScreen.-on-wall.-tall Menu { height: 1; max-height: 1; }
    """
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Everybody sees this screen. One of you keeps the keyboard and puts in what is said aloud.",
        "An item goes up by the number and the word on its holder's slip, or from the holder's speaking note.",
        "What only one of you may see begins with a cover that asks for that person.",
        "V shows where you are in few words, to be read from the far end of the room; any key that acts still does.",
        "U is for when somebody is upset: everything waits. F4 does the same from whatever is open.",
        "G is for whoever facilitates: pause, correct, end. Without one, agree first. Anybody may step out with it.",
    )

    def __init__(self, journey: TableJourney) -> None:
        super().__init__(journey)
        self._table = journey

    def body(self) -> ComposeResult:
        """As alone, under a band that stands there in a pause."""
        yield Band("PAUSED: everything waits. G, then P, goes on.", id="paused")
        yield from super().body()

    def other_parts(self) -> ComposeResult:
        """The table in few words, for the wall."""
        yield TextView(id="wall")

    # Showing

    def _entries(self) -> tuple[Entry, ...]:
        people = self._table.room.people()
        return table.table_menu(self._link.view(), self._link.book, self._table.offers(), people)

    def refresh_table(self) -> None:
        """As alone; and the time of what goes on now is counted."""
        self._table.look_at_clock()
        view, book = self._link.view(), self._link.book
        self.set_class(view.public.paused, "-paused")
        self.query_one("#wall", TextView).set_lines(*shown(standing.wall(view, book)))
        super().refresh_table()

    def _board(self) -> Sequence[Line]:
        """What the child says stands first."""
        return board.lines(self._link.view(), self._link.book, child_first=True)

    def _counts(self) -> str:
        view = self._link.view()
        done = standing.handed_in(view, self._link.book)
        return "   ".join(
            part for part in (done, f"B board: {len(view.board)}", "U stop", "G facilitate") if part
        )

    # Doing

    @on(ChoiceList.Chosen)
    async def _chosen(self, event: ChoiceList.Chosen) -> None:
        """One thing for the seat it is about."""
        event.stop()
        if event.id == AWAY_FROM_BOARD.id:
            return  # the frame goes back
        event.prevent_default()
        if self._on_wall:
            self.action_wall()
        if self._board_is_open:
            self.action_board()  # what comes of it is heard, not found on the board
        if event.id == menu.TO_DEBRIEF:
            self._journey.onward()
        elif event.id == menu.GO_ON:
            await self.go_on()
        else:
            self.run_worker(self._do(table.Moment.of(event.id)), exclusive=True)

    async def _do(self, moment: table.Moment) -> None:
        if moment.kind == table.SIT:
            await self._table.sit(moment.who)
            await self.let_the_program_act()
        elif moment.kind == table.FLOOR:
            if await AloudDesk(self, self._table, moment.who).send(a.GiveFloor(moment.what)):
                await self.let_the_program_act()
        else:
            seat = moment.who or self._link.seat
            await ALOUD[moment.kind](AloudDesk(self, self._table, seat), moment)
            await self.let_the_program_act()
        self.refresh_table()

    async def ask_for(self, link: Link, act: Act) -> bool:
        """Ask for an act of one seat and show what came of it, or say the refusal; True where it was taken."""
        refusal = await link.send(act)
        waiting = awaited(link.book, self._link.view().public)
        if refusal is None and waiting and waiting[0].driver is Driver.PERSONS:
            # What the simulated do of their own accord comes now: nobody has a going on to wait for it at.
            await self._link.go_on()
        self.refresh_table()
        if refusal is not None:
            self.say(excuse(refusal, link.book, link.view()).sentence)
        return refusal is None

    async def let_the_program_act(self) -> None:
        """Judgements of those whom the program plays are sealed without a key; for anything else somebody goes on.

        So the table sees where it stands after the last hand-over, before the next step begins.
        """
        missing = ballots_missing(self._link.book, self._link.view().public)
        first = self._entries()[0]
        if (
            first.id == menu.GO_ON
            and not first.not_now
            and any(seat.driver is Driver.SIMULATED for seat in missing)
        ):
            await self.go_on()

    async def go_on(self) -> None:
        """Let the people whom the program plays act up to the next pause."""
        await self._link.go_on()
        self.refresh_table()

    @property
    def _on_wall(self) -> bool:
        return self.has_class("-on-wall")

    @property
    def _away(self) -> Choice | None:
        return AWAY_FROM_WALL if self._on_wall else super()._away

    def action_wall(self) -> None:
        """Show the table in few words in place of all else, or the table as it was."""
        if self._board_is_open:
            super().action_board()
        self.toggle_class("-on-wall")
        part = "#wall" if self._on_wall else "#heard"
        self.query_one(Menu).scrolls(self.query_one(part, TextView))
        self._show_menu()

    def action_board(self) -> None:
        """As alone; the wall's view makes room for it."""
        if self._on_wall:
            self.action_wall()
        super().action_board()

    def go_back(self) -> None:
        """Close what is for the wall where it is open; else as alone."""
        if self._on_wall:
            self.action_wall()
        else:
            super().go_back()

    def action_folder(self) -> None:
        """Papers are on the slips; nothing of a folder is opened here."""
        self.say("Papers are on the slips. What one person alone may see begins with a cover.")

    def action_rules(self) -> None:
        """What the step is for, with its source."""
        where = agenda.where(self._link.view(), self._link.book)
        page = Reader(where.name, [line(where.explains), line(), line((where.source, Tone.QUIET))])
        page.place = "This step"
        self.app.push_screen(page)

    def action_stop(self) -> None:
        """Somebody is upset: everything waits, and the page says what to do."""
        self.app.run_worker(self._table.stop())

    def action_facilitate(self) -> None:
        """What whoever facilitates may do."""
        from cpsim.tui.screens.facilitate import facilitate

        self.run_worker(facilitate(self, self._table), exclusive=True)
