"""Where a session's file lies: taken away, replaced, or where it can only be read."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from one_session import FLOOR

from cpsim.store import schema
from cpsim.store.protocol import StoreProblem, Trouble, Verdict
from cpsim.store.sqlite import SqliteStore

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody take an open file away")


def trouble_of(store: SqliteStore, act: str = "a2") -> Trouble:
    """Why an act is not taken now, after seeing that it is said in a sentence."""
    with pytest.raises(StoreProblem) as caught:
        store.append("k7", act, [FLOOR], 2.0)
    assert str(caught.value).endswith(".")
    return caught.value.trouble


# ---- taken away and replaced while it is open


@needs_posix
def test_a_file_that_was_taken_away_keeps_nothing_and_says_so(store: SqliteStore, folder: Path) -> None:
    """No act goes into a file that nobody will find again; once it is back the same act goes in."""
    (folder / "k7.db").rename(folder / "elsewhere")
    assert [trouble_of(store), trouble_of(store)] == [Trouble.GONE, Trouble.GONE]
    (folder / "elsewhere").rename(folder / "k7.db")
    assert store.append("k7", "a2", [FLOOR], 2.0) == 2
    assert SqliteStore(folder).verify("k7") == Verdict(2, 0)


@needs_posix
def test_drafts_and_the_list_are_no_exception(store: SqliteStore, folder: Path) -> None:
    """What is not an act is not written into a lost file either."""
    shutil.rmtree(folder)
    with pytest.raises(StoreProblem, match="deleted"):
        store.keep_draft("k7", "s1", "note", "so far")
    with pytest.raises(StoreProblem, match="deleted"):
        store.set_meta("k7", {"place": "J6"})
    assert not folder.exists()


@needs_posix
def test_an_older_copy_is_not_taken_for_the_session(store: SqliteStore, folder: Path) -> None:
    """Events are never numbered behind a log that lacks what was acknowledged; reopening takes what is there."""
    store.side_copy("k7")
    store.append("k7", "a2", [FLOOR], 2.0)
    (folder / "k7.bak").replace(folder / "k7.db")
    (folder / "k7.db-wal").unlink()
    assert [trouble_of(store, "a3"), trouble_of(store, "a3")] == [Trouble.REPLACED, Trouble.REPLACED]
    store.leave("k7")
    assert store.append("k7", "a3", [FLOOR], 3.0) == 2


@needs_posix
def test_a_true_copy_is_the_session(store: SqliteStore, folder: Path) -> None:
    """A program that saves files by replacing them is noticed, and the next attempt goes on."""
    store.side_copy("k7")
    (folder / "k7.bak").replace(folder / "k7.db")
    assert trouble_of(store) is Trouble.REPLACED
    assert store.append("k7", "a2", [FLOOR], 2.0) == 2
    assert SqliteStore(folder).verify("k7") == Verdict(2, 0)


def test_a_session_that_was_never_open_here_is_none(folder: Path) -> None:
    """Gone is only what was there before."""
    with pytest.raises(StoreProblem) as caught:
        SqliteStore(folder).hold("k7")
    assert caught.value.trouble is Trouble.NO_SUCH_SESSION


# ---- where it can only be read


def assert_readable(folder: Path) -> None:
    """Whoever opens the folder anew finds the whole session."""
    store = SqliteStore(folder)
    assert store.verify("k7") == Verdict(1, 0)
    assert len(store.rows("k7")) == 1
    assert store.content("k7") == b"content"
    assert [(entry.meta, entry.events) for entry in store.sessions()] == [({"title": "Jayden"}, 1)]


@needs_posix
def test_a_session_is_read_where_there_is_no_room_for_an_index(store: SqliteStore, folder: Path) -> None:
    """On a full disk SQLite can lay nothing beside the file, and needs nothing there."""
    import resource

    store.close()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        with pytest.raises(sqlite3.OperationalError):
            schema._connected(folder / "k7.db", "mode=rw", "select count(*) from sqlite_schema")
        assert_readable(folder)
        with pytest.raises(StoreProblem):
            SqliteStore(folder).hold("k7")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refuse_writers(monkeypatch: pytest.MonkeyPatch, *refused: str) -> None:
    """Every connection that might write fails, as on a disk that is mounted for reading; `refused` ones, too."""
    plain = sqlite3.connect

    def connect(name: str, **options: Any) -> Any:
        if name.endswith(("mode=rw", *refused)):
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error
        return plain(name, **options)

    monkeypatch.setattr(sqlite3, "connect", connect)


def test_a_session_is_read_where_nothing_may_be_written(
    store: SqliteStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder on a read-only disk is listed, checked and exported like any other."""
    store.close()
    refuse_writers(monkeypatch)
    assert_readable(folder)
    with pytest.raises(StoreProblem) as caught:
        SqliteStore(folder).hold("k7")
    assert caught.value.trouble is Trouble.READ_ONLY


def test_a_file_is_never_read_without_what_its_journal_holds(
    store: SqliteStore, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the newest events lie in a journal that cannot be used, no older state is shown for the session."""
    other = tmp_path / "other"
    other.mkdir()
    for name in ("k7.db", "k7.db-wal"):
        shutil.copy(folder / name, other)
    assert (other / "k7.db-wal").stat().st_size > 0
    with monkeypatch.context() as patch:
        refuse_writers(patch)
        assert SqliteStore(other).rows("k7") == store.rows("k7")
    refuse_writers(monkeypatch, "mode=ro")
    with pytest.raises(StoreProblem):
        SqliteStore(other).rows("k7")


def test_a_list_that_cannot_be_made_is_no_empty_list(folder: Path) -> None:
    """A file in the folder's place is told; a folder that was never made holds no session."""
    store = SqliteStore(folder)
    assert list(store.sessions()) == []
    folder.touch()
    with pytest.raises(StoreProblem, match="kept in a folder"):
        store.sessions()


def test_a_folder_that_lets_nobody_in_is_told(
    store: SqliteStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not being let in is not the same as finding nothing, whoever runs this and whatever rights they have."""
    store.close()

    def refused(path: Path) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refused)
    monkeypatch.setattr(Path, "is_file", refused)
    with pytest.raises(StoreProblem, match="cannot be read") as listed:
        store.sessions()
    with pytest.raises(StoreProblem, match="rights") as held:
        store.hold("k7")
    assert {listed.value.trouble, held.value.trouble} == {Trouble.READ_ONLY}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs somebody whom rights keep out")
def test_a_folder_that_may_not_be_read_is_told(store: SqliteStore, folder: Path) -> None:
    """Not being let in is not the same as finding nothing."""
    store.close()
    folder.chmod(0)
    try:
        with pytest.raises(StoreProblem, match="cannot be read"):
            store.sessions()
        with pytest.raises(StoreProblem, match="rights"):
            store.hold("k7")
    finally:
        folder.chmod(0o700)
