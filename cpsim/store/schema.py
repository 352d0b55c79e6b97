"""The tables of a session's file, and the settings under which every connection is opened.

Durability rests on these settings: a commit returns only when it is on the disk, and what is
deleted is overwritten. No other file of the program opens a connection.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path

from cpsim.store.protocol import Trouble
from cpsim.store.trouble import problem

VERSION = 1
"""Of the tables; a file with a greater one was written by a later release."""

APPLICATION_ID = 0x43505349
"""Tells a session's file from any other SQLite file."""

BUSY_SECONDS = 5.0

_SETTINGS = (
    "trusted_schema = off",
    "foreign_keys = on",
    "secure_delete = on",
    "synchronous = full",
    # People's words must not pass through a folder for temporary files.
    "temp_store = memory",
    "cell_size_check = on",
)
_NOTHING_BESIDE = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
)
"""What SQLite says where the journal's index cannot be made beside the file: a full disk, or one to read alone."""

_TABLES = """
create table head (
    one integer primary key check (one = 1),
    session text not null,
    digest text not null,
    events integer not null,
    hash blob not null
) strict;
create table content (
    digest text primary key,
    body blob not null
) strict, without rowid;
create table events (
    number integer primary key,
    act_id text not null,
    place integer not null,
    seats text,
    name text not null,
    version integer not null,
    body text not null,
    commitments text not null,
    at real not null,
    hash blob not null,
    unique (act_id, place)
) strict;
create table words (
    number integer not null references events (number),
    place integer not null,
    salt blob,
    text text,
    primary key (number, place)
) strict, without rowid;
create table meta (
    key text primary key,
    value text not null
) strict, without rowid;
create table drafts (
    seat text not null,
    form text not null,
    text text not null,
    primary key (seat, form)
) strict, without rowid;
"""


def connect(path: Path) -> sqlite3.Connection:
    """A connection for writing to a file that exists, with every setting made.

    The caller begins and ends transactions. Any thread may use it, one at a time.
    """
    return _connected(path, "mode=rw", "pragma journal_mode = wal")


def connect_to_read(path: Path) -> sqlite3.Connection:
    """As `connect`, for who only reads: possible too on a full disk, and where nothing may be written.

    The file and what a process that was killed left in its journal stay as they are.
    """
    look = "select count(*) from sqlite_schema"
    # With the right to write, SQLite would put the journal into the file on leaving, and delete it. Without a
    # journal there is nothing to put anywhere, and that right is needed to leave nothing beside the file.
    how = "mode=rw" if _journal_is_empty(path) else "mode=ro"
    try:
        return _connected(path, how, look)
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NOTHING_BESIDE:
            raise
        # With the file for itself alone, SQLite keeps the journal's index in memory.
        with suppress(sqlite3.OperationalError):
            return _connected(path, "mode=rw", "pragma locking_mode = exclusive", look)
        if _journal_is_empty(path):
            with suppress(sqlite3.OperationalError):
                return _connected(path, "mode=ro&immutable=1", look)
        raise


def connect_to_copy(path: Path) -> sqlite3.Connection:
    """As `connect_to_read`, for a side copy: whole by itself, never written to, and left without a file beside it."""
    return _connected(path, "mode=ro&immutable=1")


def connect_in_memory(data: bytes) -> sqlite3.Connection:
    """A connection to a database that is these bytes, held in memory: no file is opened, made or changed."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        # A file that keeps a journal cannot be read from memory; what was in it is in the bytes by now.
        connection.deserialize(data[:18] + b"\1\1" + data[20:])
        for setting in _SETTINGS:
            connection.execute(f"pragma {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(path: Path, how: str, *first: str) -> sqlite3.Connection:
    """A connection with every setting made and the statements in `first` carried out."""
    connection = sqlite3.connect(
        f"{path.as_uri()}?{how}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        for setting in _SETTINGS:
            connection.execute(f"pragma {setting}")
        for statement in first:
            connection.execute(statement).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _journal_is_empty(path: Path) -> bool:
    """Whether everything that was stored is in the file itself, so that it may be read without its journal."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size == 0
    except FileNotFoundError:
        return True


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables, inside the caller's transaction."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {VERSION}")


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the file holds nothing: what is left where beginning a session was cut off."""
    return bool(connection.execute("select count(*) = 0 from sqlite_schema").fetchone()[0])


def check_version(connection: sqlite3.Connection, session_id: str) -> None:
    """StoreProblem for an empty file, for a file of another program and for a later release's."""
    (application,) = connection.execute("pragma application_id").fetchone()
    if application != APPLICATION_ID:
        empty = is_empty(connection)
        raise problem(Trouble.NO_SUCH_SESSION if empty else Trouble.NOT_A_SESSION, session_id)
    (version,) = connection.execute("pragma user_version").fetchone()
    if version > VERSION:
        raise problem(Trouble.NEWER, session_id)
