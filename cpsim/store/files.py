"""Files and folders for one user's eyes, and copies that are whole or not there.

Owns permissions and what has to reach the disk besides SQLite's own writing.
"""

import os
import sqlite3
from contextlib import closing, suppress
from itertools import takewhile
from pathlib import Path


def make_private(folder: Path) -> None:
    """Make a folder that its owner alone may open, if it is not there, and the folders it lies in."""
    if folder.is_dir():
        return
    missing = [folder, *takewhile(lambda parent: not parent.is_dir(), folder.parents)]
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    # A file that is safe on the disk is lost all the same while the name of its folder is not.
    for made in missing:
        _sync(made.parent)


def make_file(path: Path) -> None:
    """Make an empty file that its owner alone may open, if it is not there.

    SQLite would let others read it, and it gives its journal the mode of the file. One that is there
    is left unopened, because closing it would drop SQLite's own locks on it.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _sync(path.parent)


def copy_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Copy a database to `path` and put it there in one move; what was there stays until then."""
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    make_file(half)
    with closing(sqlite3.connect(half, isolation_level=None)) as copy:
        # Nobody sees the copy until it is whole and on the disk, so it needs no journal of its own.
        copy.execute("pragma journal_mode = off")
        copy.execute("pragma synchronous = off")
        connection.backup(copy)
    _sync(half)
    half.replace(path)
    _sync(path.parent)


def wait_for(path: Path) -> None:
    """Wait until a file is on the disk, its length too, or a folder's list of names, if it is there."""
    if path.exists():
        _sync(path)


def _sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders, and keeps their lists safe itself
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
