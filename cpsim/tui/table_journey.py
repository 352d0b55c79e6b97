"""The way through a session round one table: the shared screen, private sittings behind a cover, the debrief.

A sitting is a way of its own over the shared screen. When it ends its screens are dropped, and nothing of
them is left for the next person.
"""

import asyncio
import gc
from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from cpsim.conference.acts import Pause
from cpsim.conference.offers import Offer
from cpsim.conference.parts import Seat
from cpsim.present import standing, table, timing, titles
from cpsim.present.prose import Line
from cpsim.present.timing import TableClock
from cpsim.session.doors import DoorProblem, Doors, PackInfo, Start, TableStart
from cpsim.session.link import Link, Room
from cpsim.session.people import opens
from cpsim.tui.dialogs.pause_page import PausePage
from cpsim.tui.journey import Journey
from cpsim.tui.screens.hand_over import HandOver
from cpsim.tui.shown import shown
from cpsim.tui.widgets.frame import CpsimScreen

if TYPE_CHECKING:
    from cpsim.tui.app import GuardedApp
    from cpsim.tui.screens.table import TableScreen
    from cpsim.tui.screens.table_debrief import TableDebrief

FACILITATES = "facilitates"
"""Stands for whoever facilitates where a party is named; no party has that id."""


class TableJourney(Journey):
    """One table on one screen stack; its link is that of the screen everybody sees."""

    TELLS_MINUTES = False

    def __init__(self, app: "GuardedApp", doors: Doors) -> None:
        super().__init__(app, doors)
        self._room: Room | None = None
        self._open: dict[str, tuple[int, Mapping[str, Offer]]] = {}
        """By seat: what is open to it, and after how many events of its own that was worked out."""
        self.private: str | None = None
        """The party whose own screens are in front, or `FACILITATES`."""
        self._clock = TableClock()
        self._covers = self._stops = False
        """Somebody's cover stands before what they had open; everything is being stopped."""

    @property
    def room(self) -> Room:
        """The open room; it is there once the table has begun."""
        assert self._room is not None, "a screen of the table is shown only with a room"
        return self._room

    def set_up(self, pack: PackInfo, roles: tuple[str, ...] = (), wanted: Start | None = None) -> None:
        """Settle who sits where; `roles` are given to one person each beforehand, and the rest is as `wanted`."""
        from cpsim.tui.screens.table_setup import TableSetup

        self.show(TableSetup(self, pack, roles, wanted))

    async def start_table(self, start: TableStart) -> None:
        """Open a new session and go to the table."""
        try:
            self.enter_room(await self.doors.start_table(start))
        except DoorProblem as problem:
            self._say(str(problem))

    def come_together(self, room: Room) -> None:
        """Go on with a room of an earlier day: first, in the open, where the table stood and who sits where."""
        from cpsim.tui.dialogs.reader import Reader

        self.enter_room(room, resumed=True)
        lines = standing.recap(room.shared.view(), room.book, room.people())
        page = Reader("Where you are", shown(lines), out="Go on from here")
        page.place = "Where you are"
        # While it is read no time runs.
        self.app.push_screen(page, lambda _read: self._start_clock(resumed=True))

    def enter_room(self, room: Room, *, resumed: bool = False) -> None:
        """Go on with an open room; `resumed`: of an earlier day."""
        self._room, self._open = room, {}
        self._start_clock(resumed=resumed)
        self.enter(room.shared)

    def _start_clock(self, *, resumed: bool) -> None:
        self._clock = TableClock(resumed)
        self.look_at_clock()

    def look_at_clock(self) -> None:
        """To be called whenever the table may have moved on: what goes on now is timed from here."""
        self._clock = self._clock.seen(self.room.shared.view().public, self.room.book, monotonic())

    def times(self) -> Sequence[Line]:
        """What the speaker and the part have had, for whoever facilitates."""
        self.look_at_clock()
        return timing.told(self._clock, self.room.shared.view().public, self.room.book)

    def offers(self) -> Mapping[str, Mapping[str, Offer]]:
        """By seat: what is open to everybody whose seat people hold, in the order of the table.

        Worked out anew only where the seat was given something since: nothing else decides it.
        """
        made = {}
        for seat in table.persons(self.room.shared.view().public):
            link = self.room.link(seat.id)
            given = len(link.log())
            if self._open.get(seat.id, (-1, {}))[0] != given:
                self._open[seat.id] = (given, link.offers())
            made[seat.id] = self._open[seat.id][1]
        return made

    def _next(self) -> Screen[None]:
        from cpsim.conference.agenda import in_debrief
        from cpsim.tui.screens.table import TableScreen
        from cpsim.tui.screens.table_debrief import TableDebrief

        if in_debrief(self.room.shared.view().public.step):
            return TableDebrief(self)
        return TableScreen(self)

    def table(self) -> None:
        """To the table."""
        self.onward()

    # Hand-overs

    async def hand_over(self, party: str) -> bool:
        """Cover the screen for a party; True once they have uncovered it. A PIN that is due is chosen here."""
        room = self.room
        people = room.people()
        known = people.party(party)
        names = ", ".join(str(name) for name in known.names)
        title = table.party_title(party, room.shared.view().public, room.book, people)
        title = f"{title} ({names})" if names else title
        if not known.chooses_pin:
            asks = "PIN" if known.pin else ""
            cover = HandOver(title, asks=asks, fits=lambda typed: opens(typed, known.pin))
            return await self.app.push_screen_wait(cover) is not None
        typed = await self.app.push_screen_wait(HandOver(title, asks="PIN", new=True))
        if not typed:
            return False
        room.keep_people(people.but(replace(known, pin=room.seal(typed))))
        return True

    async def sit(self, party: str) -> None:
        """One party's private sitting: what each of its seats has to hand in, then the shared screen again."""
        if await self.hand_over(party):
            self.private = party
            seats = table.seats_of(self.room.shared.view().public, party, self.room.people())
            await Sitting(self.app, self.doors, self.room, seats).run()
            self.forget()

    async def read_papers(self, party: str) -> None:
        """One party reads the papers of each of its seats behind its cover, then the shared screen again."""
        from cpsim.tui.screens.papers import Papers

        if await self.hand_over(party):
            self.private = party
            public = self.room.shared.view().public
            for seat in table.seats_of(public, party, self.room.people()):
                papers = Papers(
                    Sitting(self.app, self.doors, self.room, (seat,)), looking_up=True, to_chair=False
                )
                papers.heading = titles.title(seat, public, self.room.book)
                await self.app.push_screen_wait(papers)
            self.forget()

    async def with_code(self) -> bool:
        """Cover the screen for whoever facilitates; True once one of them has typed their code."""
        cover = HandOver("whoever facilitates", asks="code", fits=self.room.people().facilitates)
        return await self.app.push_screen_wait(cover) is not None

    async def cover_again(self) -> None:
        """The screen was blanked while one person had it: what they saw comes back behind their cover.

        Where somebody else takes the cover away, that person's sitting has ended: the table is there again, and
        what was filled in is kept.
        """
        self._covers = True
        try:
            private = self._private_screens()
            for screen in private:
                screen.veil(True)
            whose = self.private or ""
            if await (self.with_code() if whose == FACILITATES else self.hand_over(whose)):
                for screen in private:
                    screen.veil(False)
            else:
                await self._end_sitting()
        finally:
            self._covers = False

    # Somebody is upset

    @property
    def is_open(self) -> bool:
        """Whether a table sits here now."""
        return self._link is not None

    async def stop(self) -> None:
        """For somebody who is upset: nothing private in front, and the page says what to do.

        Before the debrief everything waits; in it nothing runs on by itself. It asks for nothing and gives no
        reason; what somebody had filled in is kept.
        """
        if self._stops or any(isinstance(screen, PausePage) for screen in self.app.screen_stack):
            return
        self._stops = True
        try:
            await self._clear()
            facilitator = self.room.facilitator
            if "pause" in facilitator.offers():
                await facilitator.send(Pause())
            self._public.refresh_table()
            await self.app.push_screen(PausePage(self.room.book.framework))
        finally:
            self._stops = False

    async def _clear(self) -> None:
        """Only what everybody sees is left in front."""
        public = self._public
        if self._covers:
            # Where the cover has just been answered there is none left to find.
            while any(isinstance(screen, HandOver) for screen in self.app.screen_stack):
                if isinstance(self.app.screen, HandOver):
                    self.app.screen.dismiss(None)
                    break
                await self.app.pop_screen()
            # Whoever put the cover there ends what lies under it, or takes the veil off it.
            while self._covers:  # noqa: ASYNC110 - no event tells of a cover that has gone
                await asyncio.sleep(0.01)
        if self.app.screen is not public:
            await self._end_sitting()

    def _private_screens(self) -> list[CpsimScreen[Any]]:
        """What lies over the screen that everybody sees."""
        stack = self.app.screen_stack
        return [one for one in stack[stack.index(self._public) + 1 :] if isinstance(one, CpsimScreen)]

    @property
    def _public(self) -> "TableScreen | TableDebrief":
        """The screen that everybody sees."""
        from cpsim.tui.screens.table import TableScreen
        from cpsim.tui.screens.table_debrief import TableDebrief

        seen = (one for one in self.app.screen_stack if isinstance(one, TableScreen | TableDebrief))
        return next(seen)

    async def _end_sitting(self) -> None:
        """Nobody goes on where somebody sat: their screens are dropped."""
        public = self._public
        self.app.workers.cancel_node(public)
        while self.app.screen is not public:
            await self.app.pop_screen()
        self.forget()
        public.refresh_table()

    def forget(self) -> None:
        """The screens of whoever sat here are garbage now; the collector runs seldom, and nothing may wait for it."""
        self.private = None
        gc.collect()


class Sitting(Journey):
    """One party alone with the screen: the judgement of each of its seats, and what it means to say."""

    TELLS_MINUTES = False

    def __init__(self, app: "GuardedApp", doors: Doors, room: Room, seats: Sequence[Seat]) -> None:
        super().__init__(app, doors)
        self._room, self._seats = room, tuple(seats)
        self._at = self._seats[0]
        self._ended: asyncio.Future[bool] | None = None

    @property
    def link(self) -> Link:
        """The link of the seat whose turn it is."""
        return self._room.link(self._at.id)

    @property
    def _title(self) -> str:
        """Whose form it is: somebody with two roles has to know."""
        return titles.title(self._at, self.link.view().public, self.link.book)

    async def run(self) -> None:
        """Go through the seats; stop where somebody leaves a form open. Nothing private is left behind."""
        from cpsim.tui.screens.ballot import BallotScreen

        for seat in self._seats:
            self._at = seat
            if "seal" not in self.link.offers():
                continue
            self._ended = asyncio.get_running_loop().create_future()
            form = BallotScreen(self)
            form.heading = f"{self._title}: {form.heading}"
            self.show(form)
            if not await self._ended:
                break
            await self._note()
        await self._cover()

    async def _note(self) -> None:
        """Before the conference, what one means to say."""
        from cpsim.tui.screens.speaking_note import SpeakingNote

        view = self.link.view()
        if view.own.folder and not view.public.board:
            await self.app.push_screen_wait(SpeakingNote(self.link, self._title))

    async def _cover(self) -> None:
        if self._begun:
            self._begun = False
            await self.app.pop_screen()

    def _end(self, sealed: bool) -> None:
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(sealed)

    def onward(self) -> None:
        """Sealed: on to the next seat, or to the end."""
        self._end(sealed=True)

    def papers_read(self) -> None:
        """From the papers back to the form."""
        self.ballot()

    def table(self) -> None:
        """The form stays open, with what was filled in."""
        self._end(sealed=False)

    def leave(self) -> None:
        """As `table`: a sitting leaves no session."""
        self._end(sealed=False)
