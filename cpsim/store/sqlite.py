"""The store of record: one SQLite file for each session in one folder, written by one process.

Owns the folder, who holds which session, and what is in a file beside the log: list entries, drafts
and the side copy. Says every failure as a StoreProblem; after one, the next call reads the file anew.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cpsim.store.files import copy_whole, make_file, make_private, wait_for
from cpsim.store.holder import Hold
from cpsim.store.protocol import (
    NOTHING_KEPT,
    Addressed,
    Row,
    SessionMeta,
    StoreProblem,
    Trouble,
    Verdict,
    Written,
)
from cpsim.store.schema import connect, connect_to_read, is_empty
from cpsim.store.session_file import SessionFile, transaction
from cpsim.store.side_copy import check_copy
from cpsim.store.trouble import plainly, problem, unreadable
from cpsim.store.written import add_to_list, read_list

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(slots=True)
class _Held:
    """A session this process writes to."""

    hold: Hold
    connection: sqlite3.Connection
    file: SessionFile
    acts: dict[str, tuple[int, int]]
    """By act id: the numbers before its first and of its last event. Taken from the checked log, so
    that a damaged index cannot let an act in twice."""
    place: tuple[int, int]
    """Which file of the system it is: one that is unlinked takes writes like any other, and keeps none."""


class SqliteStore:
    """The contract of `Store` on the disk. One thread at a time."""

    def __init__(self, folder: Path, salt: Callable[[int], bytes] = os.urandom) -> None:
        """Keep sessions in `folder`, which is made on the first write. `salt(n)` gives n random bytes."""
        self._folder = folder.absolute()
        self._salt = salt
        self._open: dict[str, _Held] = {}
        self._reached: dict[str, tuple[int, bytes]] = {}
        """By session that a failed write let go: the end of the log that was acknowledged before."""

    def create(self, session_id: str, meta: Mapping[str, str], content: bytes) -> None:
        """Begin a session and hold it."""
        path = self._path(session_id)
        if session_id in self._open:
            raise problem(Trouble.EXISTS, session_id)
        with plainly(session_id), ExitStack() as undo:
            make_private(self._folder)
            hold = Hold(self._lock_path(session_id), session_id)
            undo.callback(hold.release)
            make_file(path)
            connection = connect(path)
            undo.callback(connection.close)
            if not is_empty(connection):
                raise problem(Trouble.EXISTS, session_id)
            SessionFile.begin(connection, session_id, meta, content)
            file = SessionFile(connection, session_id)
            self._open[session_id] = _Held(hold, connection, file, {}, _place(path))
            undo.pop_all()

    def hold(self, session_id: str) -> None:
        """Take a session for writing, with its whole chain checked."""
        self._held(session_id)

    def append(self, session_id: str, act_id: str, records: Sequence[Addressed], at: float) -> int:
        """Store all events of one act; the number of its last event."""
        held = self._held(session_id)
        known = held.acts.get(act_id)
        if known is not None:
            return known[1]
        if not records:
            raise ValueError("an act without events cannot be stored")
        before = held.file.events
        with self._writing(session_id):
            held.file.append(act_id, records, at, self._salt)
        held.acts[act_id] = (before, held.file.events)
        return held.file.events

    def rows(self, session_id: str, after: int = 0) -> Sequence[Row]:
        """The events whose number is greater than `after`, checked against the chain."""
        with self._reading(session_id) as (_, file):
            return file.rows(after)

    def rows_of(self, session_id: str, act_id: str) -> Sequence[Row]:
        """The events of one act."""
        held = self._open.get(session_id)
        if held is not None and act_id not in held.acts:
            return ()
        before = held.acts[act_id][0] if held is not None else 0
        return [row for row in self.rows(session_id, before) if row.act_id == act_id]

    def content(self, session_id: str) -> bytes:
        """The content the session is pinned to."""
        with self._reading(session_id) as (_, file):
            return file.content()

    def sessions(self) -> Sequence[SessionMeta]:
        """All sessions by id; one that cannot be read is listed with the reason."""
        found = []
        for path in self._files():
            try:
                with self._reading(path.stem) as (connection, file):
                    found.append(SessionMeta(path.stem, _meta(connection), file.events))
            except StoreProblem as error:
                # Nothing but an unfinished beginning has no session in it.
                if error.trouble is not Trouble.NO_SUCH_SESSION:
                    found.append(SessionMeta(path.stem, {}, problem=str(error)))
        return found

    def meta(self, session_id: str) -> Mapping[str, str]:
        """What a list shows of the session."""
        with self._reading(session_id) as (connection, _):
            return _meta(connection)

    def set_meta(self, session_id: str, meta: Mapping[str, str]) -> None:
        """Set some of what a list shows."""
        held = self._held(session_id)
        with self._writing(session_id), transaction(held.connection):
            held.connection.executemany("insert or replace into meta values (?, ?)", list(meta.items()))

    def draft(self, session_id: str, seat: str, form: str) -> str:
        """The unfinished text or form a seat left, or an empty string."""
        with self._reading(session_id) as (connection, _):
            found = connection.execute(
                "select text from drafts where seat = ? and form = ?", (seat, form)
            ).fetchone()
            return str(found[0]) if found else ""

    def keep_draft(self, session_id: str, seat: str, form: str, text: str) -> None:
        """Keep an unfinished text or form instead of the last one; an empty string erases it.

        Nothing of an erased one is left in the file or its journal, unless another process is reading: then
        the journal keeps it until the next side copy, or until the session is left.
        """
        # What is not handed in yet may hold half a character, which no file can.
        whole = text.encode("utf-8", "replace").decode()
        held = self._held(session_id)
        with self._writing(session_id):
            with transaction(held.connection):
                gone = held.connection.execute(
                    "delete from drafts where seat = ? and form = ?", (seat, form)
                ).rowcount
                if whole:
                    held.connection.execute("insert into drafts values (?, ?, ?)", (seat, form, whole))
            if gone and not whole:
                # The journal still has every version of it, with what was written and taken back.
                held.connection.execute("pragma wal_checkpoint(truncate)").fetchall()

    def drafts(self, session_id: str, seat: str) -> Sequence[str]:
        """The forms for which a seat left something unfinished."""
        with self._reading(session_id) as (connection, _):
            found = connection.execute("select form from drafts where seat = ? order by form", (seat,))
            return [str(form) for (form,) in found]

    def written(self, session_id: str) -> Sequence[Written]:
        """The files that were made from the session."""
        with plainly(session_id):
            self._existing(session_id)
            return read_list(self._list_path(session_id))

    def note_written(self, session_id: str, *files: Written, instead: bool = False) -> None:
        """Note files that were made from the session."""
        with plainly(session_id):
            self._existing(session_id)
            add_to_list(self._list_path(session_id), files, instead=instead)

    def side_copy(self, session_id: str) -> None:
        """Write the log's own file up to date and make NAME.bak anew; the last copy stays until then."""
        held = self._held(session_id)
        with self._writing(session_id):
            held.connection.execute("pragma wal_checkpoint(truncate)").fetchall()
            copy_whole(held.connection, self._copy_path(session_id))

    def verify(self, session_id: str) -> Verdict:
        """Check everything that is stored."""
        with self._reading(session_id) as (_, file):
            return file.verify()

    def verify_copy(self, session_id: str) -> Verdict | None:
        """Check the side copy in the same way, and against the log; None where there is none."""
        self._path(session_id)
        path = self._copy_path(session_id)
        if not path.is_file():
            return None
        try:
            log = self.rows(session_id)
        except StoreProblem:
            log = None
        return check_copy(path, session_id, log)

    def erase(
        self, session_id: str, seats: Collection[str], keep: Mapping[tuple[str, str], str] = NOTHING_KEPT
    ) -> int:
        """Erase the words and drafts of some seats from the log, its journal and the side copy."""
        held = self._held(session_id)
        copy = self._copy_path(session_id)
        with self._writing(session_id):
            # The copies go first: what ends this half way leaves words only where the next run finds them.
            for left in (copy, copy.with_suffix(".half")):
                left.unlink(missing_ok=True)
            wait_for(self._folder)
            gone = held.file.erase(seats, keep)
            # Overwriting reaches cells in use; moved cells may have left a copy in a page's free space.
            held.connection.execute("vacuum")
            (busy, *_) = held.connection.execute("pragma wal_checkpoint(truncate)").fetchone()
            if busy:
                raise problem(Trouble.BUSY, session_id)
            # SQLite empties the journal without waiting for it, and the words are in what it held.
            wait_for(self._folder / f"{session_id}.db-wal")
            copy_whole(held.connection, copy)
        return gone

    def leave(self, session_id: str) -> None:
        """Stop holding a session, with everything in one file."""
        self._reached.pop(session_id, None)
        self._let_go(session_id)

    def _let_go(self, session_id: str) -> None:
        held = self._open.pop(session_id, None)
        if held is None:
            return
        # What a failing disk leaves undone here is in the journal and is done on the next opening.
        with suppress(sqlite3.Error, OSError):
            held.connection.execute("pragma wal_checkpoint(truncate)").fetchall()
        with suppress(sqlite3.Error, OSError):
            held.connection.close()
        with suppress(OSError):
            held.hold.release()

    def give_up(self, session_id: str) -> None:
        """Take away the files of a session that could not be begun, all but its empty lock."""
        path = self._path(session_id)
        self.leave(session_id)
        with plainly(session_id):
            # A full disk has room for that. The session's own file goes last: without it nobody looks for the others.
            for ending in (".half", ".bak", ".db-shm", ".db-wal", ".db"):
                path.with_suffix(ending).unlink(missing_ok=True)
            wait_for(self._folder)

    def close(self) -> None:
        """Leave every session."""
        for session_id in list(self._open):
            self.leave(session_id)

    def _held(self, session_id: str) -> _Held:
        held = self._open.get(session_id)
        if held is None:
            held = self._open[session_id] = self._take(session_id)
        return held

    def _take(self, session_id: str) -> _Held:
        with plainly(session_id), ExitStack() as undo:
            path = self._existing(session_id)
            hold = Hold(self._lock_path(session_id), session_id)
            undo.callback(hold.release)
            connection = connect(path)
            undo.callback(connection.close)
            file = SessionFile(connection, session_id)
            held = _Held(hold, connection, file, _acts(file.rows()), _place(path))
            reached = self._reached.get(session_id)
            if reached is not None and not file.goes_through(reached):
                raise problem(Trouble.REPLACED, session_id)
            self._reached.pop(session_id, None)
            undo.pop_all()
            return held

    @contextmanager
    def _writing(self, session_id: str) -> Iterator[None]:
        """After a failed write nothing in memory is believed: the file is read anew by the next call."""
        held = self._open[session_id]
        try:
            with plainly(session_id):
                self._see_in_place(session_id, held)
                yield
        except BaseException:
            self._let_go(session_id)
            self._reached[session_id] = held.file.end
            raise

    def _see_in_place(self, session_id: str, held: _Held) -> None:
        """StoreProblem where what is written now would go into a file that nobody finds again."""
        if _place(self._existing(session_id)) != held.place:
            raise problem(Trouble.REPLACED, session_id)

    @contextmanager
    def _reading(self, session_id: str) -> Iterator[tuple[sqlite3.Connection, SessionFile]]:
        held = self._open.get(session_id)
        with plainly(session_id):
            if held is not None:
                yield held.connection, held.file
                return
            connection = connect_to_read(self._existing(session_id))
            try:
                yield connection, SessionFile(connection, session_id)
            finally:
                connection.close()

    def _existing(self, session_id: str) -> Path:
        path = self._path(session_id)
        if not path.is_file():
            known = session_id in self._open or session_id in self._reached
            raise problem(Trouble.GONE if known else Trouble.NO_SUCH_SESSION, session_id)
        return path

    def _files(self) -> list[Path]:
        """The files of all sessions, by name; StoreProblem where the folder cannot be read."""
        try:
            return sorted(path for path in self._folder.iterdir() if path.suffix == ".db")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise unreadable(self._folder, error) from error

    def _path(self, session_id: str) -> Path:
        """The session's file; an id that could name a file elsewhere is the id of no session."""
        if _ID.fullmatch(session_id) is None:
            raise StoreProblem(Trouble.NO_SUCH_SESSION, f"There is no session {session_id!r}.")
        return self._folder / f"{session_id}.db"

    def _copy_path(self, session_id: str) -> Path:
        return self._folder / f"{session_id}.bak"

    def _list_path(self, session_id: str) -> Path:
        return self._folder / f"{session_id}.files"

    def _lock_path(self, session_id: str) -> Path:
        return self._folder / f"{session_id}.lock"


def _place(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _acts(rows: Sequence[Row]) -> dict[str, tuple[int, int]]:
    acts: dict[str, tuple[int, int]] = {}
    for row in rows:
        before, _ = acts.get(row.act_id, (row.number - 1, 0))
        acts[row.act_id] = (before, row.number)
    return acts


def _meta(connection: sqlite3.Connection) -> dict[str, str]:
    return {str(key): str(value) for key, value in connection.execute("select key, value from meta")}
