"""Puts the parts together: the only file that chooses store, link, clock, chance and calendar.

It fills the doors the screens ask through, and decides nothing itself.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from cpsim import listed, paths
from cpsim.chosen import Wanted, load, read_pack_info, start_of
from cpsim.session.doors import (
    DoorProblem,
    PackInfo,
    Preferences,
    SessionInfo,
    Start,
    TableStart,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    # The home screen stands before any of this is imported; each function brings what it needs.
    from cpsim.conference.parts import DueDate, Seat
    from cpsim.model.content import Content
    from cpsim.model.framework import Framework
    from cpsim.session.host import Host
    from cpsim.session.link import Link, Room
    from cpsim.session.room import LocalRoom
    from cpsim.session.table import LocalLink
    from cpsim.store.protocol import SessionMeta, Store

T = TypeVar("T")
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""For session ids: no letter that reads like another."""


class SystemClock:
    """The machine's time."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        import time

        return time.time()

    def minute(self) -> str:
        """The local day and minute, ISO."""
        from datetime import datetime

        return datetime.now().isoformat(timespec="minutes")

    def today(self) -> str:
        """The local day, ISO; at a weekend the Monday after, since no conference is held then."""
        from datetime import date, timedelta

        day = date.today()
        to_monday = 7 - day.weekday() if day.weekday() > 4 else 0
        return (day + timedelta(days=to_monday)).isoformat()


class HolidayDates:
    """The dates of one framework, with its area's public holidays, worked out when they are first asked for."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework

    def due(self, conference: str) -> tuple[DueDate, ...]:
        """What follows from a conference on the ISO day `conference`."""
        from datetime import date

        from cpsim.clock.calendars import calendar_for
        from cpsim.clock.deadlines import deadlines
        from cpsim.conference.parts import DueDate
        from cpsim.model.said import clean

        day = date.fromisoformat(conference)
        found = deadlines(self._framework, calendar_for(self._framework, day), day, review=False)
        return tuple(
            DueDate(
                due.id,
                clean(due.name),
                due.date,
                clean(due.rule),
                due.source.text,
                due.skipped,
                due.repeats,
                due.moved_from,
            )
            for due in found
        )


def session_id() -> str:
    """A new session's id: six letters and figures that can be read out."""
    import secrets

    return "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


def new_seed() -> int:
    """A seed that nobody can guess."""
    import secrets

    return secrets.randbits(48)


def open_store(data: Path) -> Store:
    """The store of the data folder."""
    from cpsim.store.sqlite import SqliteStore

    return SqliteStore(paths.sessions_folder(data))


def resume_host(store: Store, session: str) -> Host:
    """Carry a stored session on. StoreProblem where it cannot be opened."""
    from cpsim.conference.codec import decode_content
    from cpsim.session.host import Host

    content = decode_content(store.content(session))
    return Host.resume(session, store=store, clock=SystemClock(), dates=HolidayDates(content.framework))


def new_salt() -> str:
    """Another word each time, for sealing PINs."""
    import secrets

    return secrets.token_hex(8)


def link_or_room(host: Host) -> LocalLink | LocalRoom:
    """The room of a table, or the link of somebody who plays alone."""
    from cpsim.model.words import SeatKind

    at_table = any(seat.kind is SeatKind.FACILITATOR for seat in host.state.public.seats)
    return own_room(host) if at_table else own_link(host)


def own_room(host: Host) -> LocalRoom:
    """The room of a table."""
    from cpsim.session.room import LocalRoom

    return LocalRoom(host, new_salt)


def own_link(host: Host) -> LocalLink:
    """The link of the seat a person holds; the first where several do."""
    from cpsim.model.words import Driver
    from cpsim.session.table import LocalLink

    seat = next(seat for seat in host.state.public.seats if seat.driver is Driver.PERSONS)
    return LocalLink(host, seat.id)


class LocalDoors:
    """What the screens may ask for, on this machine."""

    def __init__(self, data: Path, extra: tuple[str, ...] = (), seed: int | None = None) -> None:
        """`data` is the folder sessions live in; `extra` are packs given by path; `seed` fixes chance."""
        self._data = data
        self._extra = extra
        self._seed = seed
        self._store: Store | None = None
        self._ready: dict[str, LocalLink | LocalRoom] = {}
        self._packs: tuple[PackInfo, ...] | None = None

    @property
    def store(self) -> Store:
        """The store, opened when it is first needed."""
        if self._store is None:
            self._store = open_store(self._data)
        return self._store

    def packs(self) -> tuple[PackInfo, ...]:
        """Packs that can be played, shipped ones first; a pack with problems is left out."""
        from cpsim import catalogue

        if self._packs is None:
            self._packs = catalogue.packs(self._data, self._extra, read_pack_info)
        return self._packs

    def sessions(self) -> tuple[SessionInfo, ...]:
        """Sessions stored here, newest first, and last those that cannot be opened.

        DoorProblem where there is no list at all.
        """
        entries = self._stored(self._entries)
        found = [listed.shown(entry) for entry in entries if entry.problem is not None or entry.events]
        return tuple(sorted(found, key=lambda info: (not info.problem, info.begun), reverse=True))

    def _entries(self) -> Sequence[SessionMeta]:
        return self.store.sessions()

    def _stored(self, ask: Callable[[], T]) -> T:
        """What the store answers; its problems, and those of a damaged log, as DoorProblem."""
        from cpsim.conference.codec import CodecError
        from cpsim.store.protocol import StoreProblem

        try:
            return ask()
        except (StoreProblem, CodecError) as problem:
            raise DoorProblem(str(problem), code=3) from problem

    async def start(self, start: Start) -> Link:
        """Open a new session; DoorProblem with a sentence where it cannot."""
        from cpsim.conference.opening import seats_for

        content = load(start.pack, start.framework, start.options)
        seats = seats_for(content, (start.role,) if start.role is not None else ())
        shown = listed.alone(start, content, SystemClock().minute())
        return self._stored(lambda: self._begin(own_link, content, seats, shown))

    async def start_table(self, start: TableStart) -> Room:
        """Open a new session round one table; DoorProblem with a sentence where it cannot."""
        from cpsim.conference.opening import table_seats
        from cpsim.session.people import to_text
        from cpsim.session.room import PEOPLE, list_at

        content = load(start.pack, start.framework, start.options)
        seats = table_seats(content, dict(start.taken), absent=start.absent, observers=start.observers)
        shown = listed.table(start, content, SystemClock().minute())
        # The PINs are there before the first event: no table is ever listed that would open to everybody.
        kept = {(list_at(seats), PEOPLE): to_text(start.people)}
        return self._stored(lambda: self._begin(own_room, content, seats, shown, kept))

    def seal(self, code: str) -> str:
        """A code as it may be kept; an empty one stays empty."""
        from cpsim.session.people import sealed

        return sealed(code, new_salt())

    def _begin(
        self,
        joined: Callable[[Host], T],
        content: Content,
        seats: tuple[Seat, ...],
        shown: Mapping[str, str],
        drafts: Mapping[tuple[str, str], str] = MappingProxyType({}),
    ) -> T:
        """What `joined` makes of a new session with these seats; `shown` is what the list of sessions says of it.

        `drafts` are kept beside it from the start. What fails leaves nothing of the session.
        """
        from cpsim.session.host import Host
        from cpsim.store.protocol import StoreProblem

        host = Host.open(
            session_id(),
            content,
            seats,
            seed=self._seed if self._seed is not None else new_seed(),
            store=self.store,
            clock=SystemClock(),
            dates=HolidayDates(content.framework),
            listed=shown,
            drafts=drafts,
        )
        try:
            return joined(host)
        except BaseException:
            with suppress(StoreProblem):
                self.store.give_up(host.session)
            raise

    async def resume(self, session: str) -> Link | Room:
        """Carry a session on, alone or round a table; DoorProblem with a sentence where it cannot."""
        return self._ready.pop(session, None) or self._stored(lambda: self._resumed(session))

    def make_ready(self, session: str) -> None:
        """Open a session that will be carried on at once; DoorProblem with a sentence where it cannot."""
        self._ready[session] = self._stored(lambda: self._resumed(session))

    def _resumed(self, session: str) -> LocalLink | LocalRoom:
        """The link or room of a stored session; where there is none, nobody else is kept from it."""
        try:
            return link_or_room(resume_host(self.store, session))
        except BaseException:
            self.store.leave(session)
            raise

    def to_resume(self, session: str) -> str:
        """The id to carry on: `session`, or the newest unfinished one for `newest`.

        DoorProblem where there is none.
        """
        return listed.to_resume(self.sessions(), session).id

    def again(self, session: str) -> Start:
        """The choices of an earlier session, whose case is known by now."""
        from cpsim.conference.codec import decode_content

        meta = self._stored(lambda: self.store.meta(session))
        content = self._stored(lambda: decode_content(self.store.content(session)))
        options = replace(content.options, read_before=True)
        pack = meta.get("pack") or content.scenario.slug
        return Start(pack, meta.get("seat") or None, content.framework.slug, options)

    def print_slips(self, pack: str, pace: str) -> str:
        """Write the role slips into the user's documents, unless they lie there already, and say where.

        The numbers on them are those of `pace`.
        """
        from cpsim.export.slips import slips_there, write_slips
        from cpsim.model.content import Options

        content = load(pack, None, Options(pace=pace))
        try:
            into = paths.print_folder()
            folder = slips_there(content, into, html=True) or write_slips(content, into, html=True)
        except OSError as error:
            raise DoorProblem(
                f"The slips could not be written to {paths.print_folder()}: {error.strerror}."
            ) from error
        return f"The slips are in {folder}. Open slips.html in a browser to print them."

    def preferences(self) -> Preferences:
        """What was set before; the defaults where nothing was, or where the file is not readable."""
        try:
            stored = json.loads(paths.small_file(paths.preferences_file(self._data)))
            return Preferences(theme=str(stored["theme"]), scores=stored["scores"] is True)
        except paths.DAMAGED:
            return Preferences()

    def set_preferences(self, preferences: Preferences) -> None:
        """Keep it; a folder that cannot be written keeps the old ones."""
        stored = json.dumps({"theme": preferences.theme, "scores": preferences.scores})
        paths.keep_small(paths.preferences_file(self._data), stored)

    def close(self, link: Link) -> None:
        """Leave a session; everything is stored already."""
        self.store.leave(link.session)

    def shut(self) -> None:
        """Leave every session, at the end of the program."""
        if self._store is not None:
            self._store.close()


def run_screens(  # noqa: PLR0913 (a command line says all of this, by name)
    data: Path,
    *,
    pack: str | None = None,
    role: str | None = None,
    seats: tuple[str, ...] | None = None,
    framework: str | None = None,
    pace: str | None = None,
    card: str | None = None,
    authored: bool = True,
    seed: int | None = None,
    session: str | None = None,
) -> int:
    """Open the program on the screen and return its exit code.

    Without `pack` or `session` it opens at home. 1 where there is nothing to carry on, 2 for a pack,
    role, pace or card that is not there, 3 without a terminal or a store.
    """
    from cpsim.packs.locate import is_shipped

    doors = LocalDoors(data, (pack,) if pack is not None and not is_shipped(pack) else (), seed)
    start: Start | None = None
    try:
        if pack is not None:
            start = start_of(pack, role, framework, Wanted(pace, card, authored, seats))
        if session is not None:
            session = doors.to_resume(session)
    except DoorProblem as problem:
        return _cannot(str(problem), problem.code)
    from cpsim.tui.terminal import forget_switches, terminal_problem

    trouble = terminal_problem()
    if trouble is not None:
        return _cannot(trouble, 3)
    try:
        if session is not None:
            doors.make_ready(session)
    except DoorProblem as problem:
        return _cannot(str(problem), problem.code)
    forget_switches()
    from cpsim.tui.program import CpsimApp

    try:
        return CpsimApp(
            doors, paths.crash_folder(data), start=start, resume=session, seats=seats or ()
        ).run_guarded()
    finally:
        doors.shut()


def _cannot(sentence: str, code: int) -> int:
    sys.stderr.write(f"cpsim: {sentence}\n")
    return code
