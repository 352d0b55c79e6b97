"""What the store on the disk promises beyond the contract: files, locks, failures in plain sentences."""

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from one_session import FLOOR

from cpsim.conference.codec import encode_event
from cpsim.conference.events import TurnEnded
from cpsim.model.said import clean
from cpsim.store import schema
from cpsim.store.holder import holder_of
from cpsim.store.protocol import Addressed, StoreProblem, Trouble, Verdict, Written
from cpsim.store.sqlite import SqliteStore

LONG: Addressed = (encode_event(TurnEnded("s1", clean("word " * 300))), None)

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")


def trouble_of(caught: pytest.ExceptionInfo[StoreProblem]) -> Trouble:
    """Why the store refused, after seeing that it said so in a sentence."""
    assert str(caught.value).endswith(".")
    return caught.value.trouble


def test_everything_is_there_for_the_next_process(store: SqliteStore, folder: Path) -> None:
    """A store opened anew on the same folder reads log, content, list and drafts."""
    store.keep_draft("k7", "s1", "ballot", "half")
    store.close()
    again = SqliteStore(folder)
    assert again.verify("k7") == Verdict(1, 0)
    assert again.content("k7") == b"content"
    assert again.draft("k7", "s1", "ballot") == "half"
    assert [(entry.id, entry.meta, entry.events) for entry in again.sessions()] == [
        ("k7", {"title": "Jayden"}, 1)
    ]


def test_settings_are_those_durability_rests_on(store: SqliteStore) -> None:
    """The writing connection is in WAL mode, syncs fully, overwrites what it deletes, trusts no schema."""
    connection = store._open["k7"].connection
    asked = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "trusted_schema", "temp_store")
    found = [connection.execute(f"pragma {name}").fetchone()[0] for name in asked]
    assert found == ["wal", 2, 1, 1, 0, 2]
    tables = connection.execute("select sum(strict), count(*) from pragma_table_list where schema='main'"
                                " and name not like 'sqlite_%'").fetchone()  # fmt: skip
    assert tables[0] == tables[1] == 6


@needs_posix
def test_files_are_for_their_owner_alone(store: SqliteStore, folder: Path) -> None:
    """The folder is 0700 and every file in it, journal and copy among them, is 0600."""
    store.side_copy("k7")
    store.append("k7", "a2", [FLOOR], 2.0)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert set(modes) == {"k7.db", "k7.db-wal", "k7.db-shm", "k7.bak", "k7.lock"}
    assert set(modes.values()) == {0o600}


def test_leaving_puts_everything_into_one_file(store: SqliteStore, folder: Path) -> None:
    """After leaving, the journal is gone, so that copying the one file copies the session."""
    store.leave("k7")
    assert sorted(path.name for path in folder.iterdir()) == ["k7.db", "k7.lock"]


def test_nothing_of_an_erased_draft_is_left_in_any_file(store: SqliteStore, folder: Path) -> None:
    """What was written, and what was taken back before it was handed in, is in no file once it is erased."""
    store.keep_draft("k7", "s1", "ballot", "Zinnia was taken back")
    store.keep_draft("k7", "s1", "ballot", "Marigold was handed in")
    store.keep_draft("k7", "s2", "ballot", "still being written")
    store.keep_draft("k7", "s1", "ballot", "")
    whole = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"Zinnia" not in whole
    assert b"Marigold" not in whole
    assert store.draft("k7", "s2", "ballot") == "still being written"


def test_side_copy_is_a_whole_session(store: SqliteStore, folder: Path, tmp_path: Path) -> None:
    """The copy verifies as a session of its own and holds what was there when it was made."""
    store.append("k7", "a2", [LONG], 2.0)
    store.side_copy("k7")
    store.append("k7", "a3", [FLOOR], 3.0)
    other = tmp_path / "other"
    other.mkdir()
    (other / "k7.db").write_bytes((folder / "k7.bak").read_bytes())
    assert SqliteStore(other).verify("k7") == Verdict(2, 0)
    assert not (folder / "k7.half").exists()


def test_cut_off_beginning_is_no_session(folder: Path) -> None:
    """An empty file, left where a beginning was cut off, is not listed and can be begun anew."""
    folder.mkdir()
    (folder / "k7.db").touch()
    store = SqliteStore(folder)
    assert list(store.sessions()) == []
    store.create("k7", {}, b"content")
    assert store.verify("k7") == Verdict(0, 0)
    store.close()


@pytest.mark.parametrize("name", ["../k7", "", "a/b", "k7.db", "c:x", "x" * 65, "k 7", "-k7"])
def test_id_cannot_name_a_file_elsewhere(store: SqliteStore, name: str) -> None:
    """An id that is more than letters, figures and dashes is the id of no session."""
    with pytest.raises(StoreProblem) as caught:
        store.hold(name)
    assert trouble_of(caught) is Trouble.NO_SUCH_SESSION


def test_renamed_file_is_another_session(store: SqliteStore, folder: Path) -> None:
    """A session's file under another name is not taken for that session."""
    store.close()
    (folder / "k7.db").rename(folder / "k8.db")
    with pytest.raises(StoreProblem) as caught:
        store.rows("k8")
    assert trouble_of(caught) is Trouble.NO_SUCH_SESSION


HOLDER = """
import sys
from pathlib import Path
from cpsim.store.sqlite import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
store.hold("k7")
print("held", flush=True)
sys.stdin.read()
"""


def test_second_process_is_told_who_holds_the_session(store: SqliteStore, folder: Path) -> None:
    """While another process writes, reading goes on and writing is refused by the process's number."""
    store.close()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        since = r"since \d\d:\d\d on \d+ [A-Z][a-z]+ \d{4}"
        told = rf"^Session k7 is open in another window \(process {holder.pid} on this computer, {since}\)\."
        with pytest.raises(StoreProblem, match=told) as caught:
            store.append("k7", "a2", [FLOOR], 2.0)
        assert trouble_of(caught) is Trouble.HELD
        known = holder_of(folder / "k7.lock")
        assert known is not None
        assert (known.process, known.host) == (holder.pid, None)
        assert len(store.rows("k7")) == 1
        assert [entry.id for entry in store.sessions()] == ["k7"]
        holder.kill()
        holder.wait()
    assert store.append("k7", "a2", [FLOOR], 2.0) == 2


def test_looking_for_a_holder_changes_nothing(store: SqliteStore, folder: Path) -> None:
    """Nobody is found where nobody is, nor where there is no lock, and a lock that was looked at can be taken."""
    store.close()
    assert holder_of(folder / "k7.lock") is None
    assert holder_of(folder / "k8.lock") is None
    assert not (folder / "k8.lock").exists()
    with (folder / "k7.lock").open("rb") as other:
        fcntl = pytest.importorskip("fcntl", reason="Windows has no lock that several may have")
        fcntl.flock(other, fcntl.LOCK_SH)
        assert holder_of(folder / "k7.lock") is None, "two who look take nobody for a holder"
    store.hold("k7")
    assert holder_of(folder / "k7.lock") is not None
    assert (folder / "k7.lock").read_text().startswith(f"{os.getpid()}\n")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "in another window (since "),
        (b"\x1b]0;x\x07\nhost\n", "in another window (since "),
        (b"9" * 300, "in another window (since "),
        (b"7\nfar.example\n", "on another computer (process 7 on far.example, since "),
        (b"7\n\x1b[31m\n", "in another window (process 7 on this computer, since "),
    ],
)
def test_what_a_lock_says_is_not_believed_blindly(
    store: SqliteStore, folder: Path, text: bytes, says: str
) -> None:
    """Only a number and a tame host name of the lock's text reach the sentence."""
    (folder / "k7.lock").write_bytes(text)
    with pytest.raises(StoreProblem) as caught:
        SqliteStore(folder).hold("k7")
    assert says in str(caught.value)


def test_write_behind_our_back_is_noticed(store: SqliteStore, folder: Path) -> None:
    """Where another program got past the lock, the next append is refused, not forked."""
    with sqlite3.connect(folder / "k7.db") as other:
        other.execute("update head set events = 2")
    other.close()
    with pytest.raises(StoreProblem, match="Another program has written") as caught:
        store.append("k7", "a2", [FLOOR], 2.0)
    assert trouble_of(caught) is Trouble.HELD


def test_full_disk_loses_nothing_and_can_be_tried_again(store: SqliteStore) -> None:
    """When the disk is full the act is refused whole; once there is room, the same act goes in."""
    connection = store._open["k7"].connection
    (pages,) = connection.execute("pragma page_count").fetchone()
    connection.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(StoreProblem, match="disk is full") as caught:
        store.append("k7", "a2", [LONG] * 50, 2.0)
    assert trouble_of(caught) is Trouble.FULL
    assert store.verify("k7") == Verdict(1, 0)
    assert store.append("k7", "a2", [LONG] * 50, 2.0) == 51


@needs_posix
def test_failing_write_loses_nothing(store: SqliteStore, folder: Path) -> None:
    """When the system refuses a write, the act is refused whole and everything before it is there."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (folder / "k7.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5000, hard))
    try:
        with pytest.raises(StoreProblem) as caught:
            store.append("k7", "a2", [LONG] * 50, 2.0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert trouble_of(caught) in {Trouble.FULL, Trouble.FAILED}
    assert store.verify("k7") == Verdict(1, 0)
    assert store.append("k7", "a2", [FLOOR], 2.0) == 2


def test_file_that_may_only_be_read_is_said(store: SqliteStore) -> None:
    """Writing where it is not allowed is refused with a hint at the folder's rights."""
    store._open["k7"].connection.execute("pragma query_only = on")
    with pytest.raises(StoreProblem, match="rights") as caught:
        store.set_meta("k7", {"place": "J6"})
    assert trouble_of(caught) is Trouble.READ_ONLY


def test_busy_file_is_said_after_waiting(
    store: SqliteStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file another program keeps locked is waited for, then refused; later the act goes in."""
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    store.leave("k7")
    store.hold("k7")
    other = sqlite3.connect(folder / "k7.db", isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StoreProblem, match="busy") as caught:
        store.append("k7", "a2", [FLOOR], 2.0)
    assert trouble_of(caught) is Trouble.BUSY
    other.execute("rollback")
    other.close()
    assert store.append("k7", "a2", [FLOOR], 2.0) == 2


def test_file_of_something_else_is_listed_with_the_reason(folder: Path) -> None:
    """Text, another program's database and a later release's session are refused, each in its sentence."""
    folder.mkdir()
    (folder / "text.db").write_text("no database\n" * 200)
    with sqlite3.connect(folder / "other.db") as other:
        other.execute("create table notes (text)")
    other.close()
    store = SqliteStore(folder)
    store.create("later", {}, b"")
    store._open["later"].connection.execute(f"pragma user_version = {schema.VERSION + 1}")
    store.close()
    listed = {entry.id: entry.problem or "" for entry in store.sessions()}
    assert set(listed) == {"text", "other", "later"}
    assert "later release" in listed["later"]
    assert "not a session" in listed["text"]
    assert "not a session" in listed["other"]
    with pytest.raises(StoreProblem) as caught:
        store.hold("later")
    assert trouble_of(caught) is Trouble.NEWER


def test_half_a_character_in_a_draft_is_kept_as_a_mark(store: SqliteStore) -> None:
    """What a keyboard left half is no reason to lose the rest of a draft."""
    store.keep_draft("k7", "s1", "note", "so \ud83d far")
    assert store.draft("k7", "s1", "note") == "so ? far"


def test_a_list_of_files_is_read_past_what_is_damaged_in_it(store: SqliteStore, folder: Path) -> None:
    """A line that says nothing hides no other, and the file is its owner's alone."""
    known = Written("/x", "csv", "s1", 3, "ab")
    store.note_written("k7", known)
    with (folder / "k7.files").open("ab") as file:
        file.write(b'\xff\n{"path": 1}\n[]\n{"path"')
    assert store.written("k7") == [known]
    if os.name != "nt":
        assert stat.S_IMODE((folder / "k7.files").stat().st_mode) == 0o600
    store.note_written("k7", known, instead=True)
    assert (folder / "k7.files").read_bytes().count(b"\n") == 1


def test_erasing_that_is_stopped_half_way_leaves_no_copy_with_the_words(
    store: SqliteStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no room to put the file in order, the words are out of the log and no copy has them."""
    store.append("k7", "a2", [LONG], 2.0)
    store.side_copy("k7")

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("cpsim.store.sqlite.copy_whole", full)
    with pytest.raises(StoreProblem, match="disk is full"):
        store.erase("k7", {"s1"})
    store.close()
    assert [path.name for path in folder.iterdir() if b"word word" in path.read_bytes()] == []
    assert SqliteStore(folder).verify("k7") == Verdict(2, 1)
