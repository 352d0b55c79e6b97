"""Writes what was saved of a damaged session as a session of its own, beside it and over nothing."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from cpsim.conference.codec import digest
from cpsim.store import chain
from cpsim.store.carve import in_one, pages_of, with_journal
from cpsim.store.files import copy_whole, make_file
from cpsim.store.holder import Hold
from cpsim.store.protocol import StoreProblem, Trouble
from cpsim.store.salvage import Salvage, counted, journal_of
from cpsim.store.schema import connect, connect_in_memory, connect_to_read, make_tables
from cpsim.store.session_file import SessionFile, transaction
from cpsim.store.trouble import plainly

LONGEST = 64
"""Characters of a session's id."""
NOT_WHOLE = (Trouble.DAMAGED, Trouble.NOT_A_SESSION, Trouble.NO_SUCH_SESSION, Trouble.GONE)
"""What says that a session's file needs a rescue; any other trouble has to be done away with first."""
_ENDINGS = (".db", ".db-wal", ".db-shm", ".bak", ".half", ".lock", ".files", ".listed", ".rest.jsonl")
"""Of every file that belongs to a session."""


def free_name(folder: Path, session: str) -> str:
    """An id for the session that is saved from `session`, of which nothing lies in `folder` yet."""
    # What a damaged file calls its session could be the way to another folder.
    tame = "".join(letter for letter in session if letter.isascii() and (letter.isalnum() or letter in "_-"))
    number = 1
    while True:
        ending = "-rescued" if number == 1 else f"-rescued-{number}"
        name = (tame.lstrip("_-") or "session")[: LONGEST - len(ending)] + ending
        if not any((folder / f"{name}{suffix}").exists() for suffix in _ENDINGS):
            return name
        number += 1


def write_rescued(
    folder: Path, name: str, found: Salvage, content: bytes | None, meta: Mapping[str, str]
) -> Path:
    """Write session `name` with the events up to the first gap as its log, and a side copy; give its file.

    The chain begins anew, since it is bound to the session's name; erased texts stay erased. StoreProblem where
    it cannot be written, and then nothing is left of it.
    """
    path = folder / f"{name}.db"
    with plainly(name):
        make_file(path)
        try:
            with closing(connect(path)) as connection:
                with transaction(connection):
                    _fill(connection, name, found, content, meta)
                connection.execute("pragma wal_checkpoint(truncate)").fetchall()
                copy_whole(connection, path.with_suffix(".bak"))
        except BaseException:
            for suffix in (".db", ".db-wal", ".db-shm", ".bak", ".half"):
                with suppress(OSError):
                    path.with_suffix(suffix).unlink()
            raise
    return path


def _fill(
    connection: sqlite3.Connection,
    name: str,
    found: Salvage,
    content: bytes | None,
    meta: Mapping[str, str],
) -> None:
    make_tables(connection)
    pinned = found.digest or ""
    if content is not None:
        connection.execute("insert into content values (?, ?)", (pinned, content))
    before, whole_to = chain.start(name, pinned), found.whole_to
    for event in found.events[:whole_to]:
        before = chain.link(before, event.columns)
        connection.execute(
            "insert into events values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*event.columns, before)
        )
        connection.executemany(
            "insert into words values (?, ?, ?, ?)",
            [(event.columns[0], word.place, word.salt, word.text) for word in event.words],
        )
    connection.execute("insert into head values (1, ?, ?, ?, ?)", (name, pinned, whole_to, before))
    connection.executemany("insert into meta values (?, ?)", list(meta.items()))
    drafts = [(seat, form, text) for (seat, form), text in found.drafts.items()]
    connection.executemany("insert into drafts values (?, ?, ?)", drafts)


@contextmanager
def writing_alone(file: Path) -> Iterator[None]:
    """See to it that nobody writes to the session of `file` meanwhile; StoreProblem naming whoever does."""
    lock = file.with_suffix(".lock")
    hold = None
    with plainly(file.stem):
        if lock.exists():
            hold = Hold(lock, file.stem)
    try:
        yield
    finally:
        if hold is not None:
            hold.release()


def whole_session(file: Path, as_begun: Callable[[str, Mapping[str, str]], bool]) -> bool:
    """Whether a session's file is right in every respect and opening it loses nothing.

    `as_begun` judges what stands beside the log. StoreProblem where something else than damage is in the way;
    OSError where the file cannot be read. It is looked at in memory: SQLite would put the journal into the file
    and delete it, and with it whatever lies behind a broken place of the journal.
    """
    pages = with_journal(pages_of(file), journal_of(file), as_sqlite=True)
    try:
        with plainly(file.stem), closing(connect_in_memory(in_one(pages))) as connection:
            verdict = SessionFile(connection, file.stem).verify()
            meta = connection.execute("select key, value from meta").fetchall()
    except StoreProblem as problem:
        if problem.trouble not in NOT_WHOLE:
            raise
        return False
    begun = as_begun(file.stem, {str(key): str(value) for key, value in meta})
    return begun and verdict.events >= counted(file)


def other_content(folder: Path, name: str) -> bytes | None:
    """The content of that digest from any session in `folder` that was played with the same; None without one."""
    for path in sorted(folder.glob("*.db")):
        with suppress(StoreProblem, sqlite3.Error), plainly(path.stem):
            with closing(connect_to_read(path)) as connection:
                row = connection.execute("select body from content where digest = ?", (name,)).fetchone()
            if row is not None and isinstance(row[0], bytes) and digest(row[0]) == name:
                return row[0]
    return None
