"""The program on the screen: the home screen, what its choices do, and where a command starts it."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cpsim.session.doors import DoorProblem, Doors, PackInfo, SessionInfo, Start
from cpsim.tui.app import GuardedApp
from cpsim.tui.dialogs.message import Message
from cpsim.tui.journey import Journey
from cpsim.tui.screens.home import HomeData, HomeScreen
from cpsim.tui.screens.sessions import SessionRow, SessionsScreen, What
from cpsim.tui.widgets.frame import CpsimScreen

if TYPE_CHECKING:
    from cpsim.model.framework import Framework
    from cpsim.tui.table_journey import TableJourney

SHORT = "short"
"""The pace of the short way in."""
NOT_OPENED = "what was begun cannot be opened; “My sessions” says why"


class CpsimApp(GuardedApp):
    """The whole program; `first` says what to open on top of the home screen, if anything."""

    def __init__(
        self,
        doors: Doors,
        crash_folder: Path | None = None,
        *,
        start: Start | None = None,
        resume: str | None = None,
        seats: tuple[str, ...] = (),
    ) -> None:
        """`start` opens a new session at once, round a table where `seats` names roles; `resume` a stored one.

        Without either the home screen stands.
        """
        super().__init__(crash_folder, theme=doors.preferences().theme)
        self.doors = doors
        self.journey = Journey(self, doors)
        self._start = start
        self._resume = resume
        self._seats = seats
        self._painted = False
        self._covering = False
        """A cover is on its way in front of what one person alone was looking at."""
        self._unlisted = ""
        """Why what is stored here could not be listed."""

    def on_mount(self) -> None:
        """The home screen lies below everything else."""
        self.push_screen(HomeScreen(self._home, self._chosen))
        self.call_after_refresh(self._look_for_sessions)
        if self._start is not None:
            self._opening(self._start)
        elif self._resume is not None:
            self.run_worker(self.resume_session(self._resume))

    @cached_property
    def round(self) -> "TableJourney":
        """The way of a table, which several people share; the first screen stands without it."""
        from cpsim.tui.table_journey import TableJourney

        return TableJourney(self, self.doors)

    @property
    def framework(self) -> "Framework | None":
        """The procedure of the game that is open, alone or round a table."""
        return self.journey.framework or (self.round.framework if "round" in vars(self) else None)

    async def resume_session(self, session: str) -> None:
        """Carry a stored session on, alone or round a table."""
        from cpsim.session.link import Room

        try:
            opened = await self.doors.resume(session)
        except DoorProblem as problem:
            if isinstance(self.screen, CpsimScreen):
                self.screen.say(str(problem))
            return
        if isinstance(opened, Room):
            self.round.come_together(opened)
        else:
            self.journey.enter(opened)

    @property
    def unsaved(self) -> str:
        """What could not be kept in the game that is open, or in the one that was left last."""
        return self.journey.trouble or (self.round.trouble if "round" in vars(self) else "")

    def uncover(self) -> None:
        """Bring the screen back; what one person alone was looking at comes back behind the cover."""
        private = self.round.private if "round" in vars(self) else None
        if private is None or any(isinstance(screen, _cover()) for screen in self.screen_stack):
            super().uncover()  # nothing of one person lies over their cover
        elif not self._covering:
            self._covering = True
            self.run_worker(self._behind_the_cover())

    async def _behind_the_cover(self) -> None:
        """The cover is put in front before anything comes back."""
        covered = asyncio.ensure_future(self.round.cover_again())
        while not isinstance(self.screen, _cover()):  # noqa: ASYNC110 - no event tells of a screen in front
            await asyncio.sleep(0.01)
        self._covering = False
        super().uncover()
        await covered

    def action_upset(self) -> None:
        """At a table everything waits first; whatever one person had open is closed before the page is shown."""
        if "round" in vars(self) and self.round.is_open:
            self.run_worker(self.round.stop())
        else:
            super().action_upset()

    def _opening(self, start: Start) -> None:
        """The prebrief comes first whatever a command line named; what it named is not asked again."""
        self.journey.wanted = start
        pack = next((pack for pack in self.doors.packs() if pack.slug == start.pack), None)
        if pack is None:
            self.push_screen(Message("This scenario cannot be played", "Run the check to see what is wrong."))
        elif self._seats:
            self.round.set_up(pack, self._seats, start)
        else:
            self.journey.begin(pack, start.options.pace)

    def _look_for_sessions(self) -> None:
        """The home screen stands before the store is opened, so that it is there at once."""
        self._painted = True
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.look_again()

    def _sessions(self) -> tuple[SessionInfo, ...]:
        """What is stored here; nothing, and a sentence on the screen, where it cannot be listed."""
        self._unlisted = ""
        try:
            return self.doors.sessions()
        except DoorProblem as problem:
            self._unlisted = str(problem)
            if isinstance(self.screen, CpsimScreen):
                self.screen.say(self._unlisted)
            return ()

    def _home(self) -> HomeData:
        packs = self.doors.packs()
        sessions = self._sessions() if self._painted else ()
        first = packs[0] if packs else None
        paces = {pace.id: pace.minutes for pace in first.paces} if first is not None else {}
        open_now = _open(sessions)
        broken = any(session.problem for session in sessions)
        return HomeData(
            content_note=first.content_note if first is not None else "",
            carry_on=f"{open_now[0].title}, {open_now[0].role}: {open_now[0].place}" if open_now else "",
            sessions=len(sessions),
            closed=self._unlisted or (NOT_OPENED if broken else ""),
            minutes=paces.get("standard", 45),
            minutes_short=paces.get(SHORT, 35),
        )

    def _chosen(self, choice: str) -> None:
        """Do what was chosen at home; what is none of the others is the settings."""
        self.journey.wanted = None
        match choice:
            case "start":
                self._with_pack(lambda pack: self.journey.begin(pack, "standard"))
            case "short":
                self._with_pack(lambda pack: self.journey.begin(pack, SHORT))
            case "carry_on":
                waiting = _open(self._sessions())
                if waiting:
                    self.run_worker(self.resume_session(waiting[0].id))
            case "table":
                self._with_pack(self.round.set_up)
            case "print":
                self._with_pack(self._print_slips)
            case "sessions":
                self._list_sessions()
            case _:
                self._settings()

    def _with_pack(self, then: Callable[[PackInfo], None]) -> None:
        """Ask for a pack where there are several, and go on with it."""
        packs = self.doors.packs()
        if not packs:
            self.push_screen(Message("There is no scenario to play", "Run the check to see what is wrong."))
        elif len(packs) == 1:
            then(packs[0])
        else:
            self._ask_pack(packs, then)

    def _ask_pack(self, packs: tuple[PackInfo, ...], then: Callable[[PackInfo], None]) -> None:
        from cpsim.tui.dialogs.choose import Choose
        from cpsim.tui.widgets.choice_list import Choice

        # A pack given by its folder may be somebody's copy, and bear the name of the shipped one.
        choices = [
            Choice(pack.slug, pack.title, hint=pack.summary, mark="from its folder" if _is_path(pack) else "")
            for pack in packs
        ]

        def chosen(slug: str | None) -> None:
            if slug is not None:
                then(next(pack for pack in packs if pack.slug == slug))

        self.push_screen(Choose("Which case?", choices), chosen)

    def _print_slips(self, pack: PackInfo) -> None:
        """Ask first: what is written holds everything the case keeps from who plays it."""
        from cpsim.tui.dialogs.ask import Ask

        question = Ask(
            "Write the slips of this case?",
            "They go into the folder “cpsim slips” among your documents, with the papers of every role and "
            "the key of the case: they are for whoever runs a session, not for somebody who still wants to "
            "play it.",
            yes="Write them",
            no="Not now",
        )

        def answered(yes: bool | None) -> None:
            if yes:
                self._ask_pace(pack)

        self.push_screen(question, answered)

    def _ask_pace(self, pack: PackInfo) -> None:
        """Whose numbers stand on the slips, where there are several; then write them."""
        from cpsim.tui.dialogs.choose import Choose
        from cpsim.tui.widgets.choice_list import Choice

        if len(pack.paces) == 1:
            self._write_slips(pack, pack.paces[0].id)
            return
        choices = [Choice(pace.id, pace.title, mark=f"about {pace.at_table} minutes") for pace in pack.paces]

        def chosen(pace: str | None) -> None:
            if pace is not None:
                self._write_slips(pack, pace)

        self.push_screen(Choose("For how long a session?", choices), chosen)

    def _write_slips(self, pack: PackInfo, pace: str) -> None:
        try:
            said = self.doors.print_slips(pack.slug, pace)
        except DoorProblem as problem:
            said = str(problem)
        self.push_screen(Message("Slips to print", said))

    def _list_sessions(self) -> None:

        def chosen(session: str, what: What) -> None:
            self.pop_screen()
            work = self.resume_session if what == "carry_on" else self.journey.again
            self.run_worker(work(session))

        self.push_screen(SessionsScreen([_row(info) for info in self._sessions()], chosen))

    def _settings(self) -> None:
        from cpsim.tui.screens.settings import SettingsData, SettingsScreen

        kept = self.doors.preferences()

        def changed(data: SettingsData) -> None:
            self.theme = data.theme
            self.doors.set_preferences(replace(kept, theme=data.theme, scores=data.scores))

        self.push_screen(SettingsScreen(SettingsData(kept.theme, kept.scores), changed))


def _is_path(pack: PackInfo) -> bool:
    return "/" in pack.slug or "\\" in pack.slug


def _cover() -> type:
    from cpsim.tui.screens.hand_over import HandOver

    return HandOver


def _open(sessions: Iterable[SessionInfo]) -> list[SessionInfo]:
    """Those that can be carried on."""
    return [session for session in sessions if not session.ended and not session.problem]


def _row(info: SessionInfo) -> SessionRow:
    if info.problem:
        return SessionRow(info.id, f"Session {info.id}", "", "", problem=info.problem)
    return SessionRow(
        info.id,
        f"{info.title}, {info.role}",
        f"begun {_when(info.begun)}",
        f"at: {info.place}",
        finished=info.ended,
        table=info.table,
    )


def _when(begun: str) -> str:
    """The ISO minute in words. It lies outside what is checked, so it may be anything."""
    try:
        return datetime.fromisoformat(begun).strftime("%d %B %Y, %H:%M")
    except ValueError:
        return "at a time that cannot be read"
