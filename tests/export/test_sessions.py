"""`cpsim sessions` and `cpsim verify`: what is stored, and whether it is whole."""

import io
import sqlite3
from pathlib import Path

import pytest
from conferences import jayden, opened

from cpsim.conference.codec import encode_event
from cpsim.conference.events import FloorGiven, TurnEnded
from cpsim.export.sessions import run_sessions
from cpsim.export.verify import run_verify
from cpsim.model.said import clean
from cpsim.store.memory import MemoryStore
from cpsim.store.protocol import SessionMeta, Store
from cpsim.store.sqlite import SqliteStore


def filled(folder: Path) -> SqliteStore:
    """A store with a session of 40 events, every second one with words."""
    store = SqliteStore(folder)
    store.create("k7", {"title": "Jayden", "begun": "2025-04-30", "seed": "1"}, b"content " * 50)
    for number in range(20):
        ended = encode_event(TurnEnded(f"s{number % 3}", clean(f"Words of turn {number}. " * 8)))
        store.append("k7", f"a{number}", [(ended, None), (encode_event(FloorGiven("s1")), None)], number)
    return store


def damage(file: Path) -> None:
    """Change event 9 of a session's file or copy."""
    with sqlite3.connect(file) as editor:
        editor.execute("pragma journal_mode = delete")
        editor.execute("update events set at = 5 where number = 9")
    editor.close()


class Listed(MemoryStore):
    """A store whose list is given."""

    def __init__(self, *found: SessionMeta) -> None:
        super().__init__()
        self.found = found

    def sessions(self) -> tuple[SessionMeta, ...]:
        """The list."""
        return self.found


def meta(name: str, begun: str, **more: str) -> SessionMeta:
    """A session as the store lists it."""
    return SessionMeta(name, {"title": "Jayden", "begun": begun, "role": "Family doctor", **more}, 41)


def listed(store: Store) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of `cpsim sessions`."""
    out, err = io.StringIO(), io.StringIO()
    return run_sessions(store, out, err), out.getvalue(), err.getvalue()


def verified(store: Store, session: str) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of `cpsim verify`."""
    out, err = io.StringIO(), io.StringIO()
    return run_verify(store, session, out, err), out.getvalue(), err.getvalue()


def test_the_newest_session_stands_first() -> None:
    """One line a session, its columns under each other, what is over marked so."""
    store = Listed(
        meta("aaaaaa", "2025-04-30T09:05", place="Information"),
        meta("bbbbbb", "2025-05-01T18:40", ended="yes", place="Closing"),
    )
    code, out, err = listed(store)
    assert (code, err) == (0, "")
    assert out == (
        "id      begun                  scenario  role           events  where\n"
        "bbbbbb  Thu 1 May 2025 18:40   Jayden    Family doctor  41      ended\n"
        "aaaaaa  Wed 30 Apr 2025 09:05  Jayden    Family doctor  41      Information\n"
    )


def test_a_table_is_listed_with_how_many_sit_there() -> None:
    """People round one table are counted, never named; anything else in that place is the role as before."""
    table = meta("aaaaaa", "2025-04-30T09:05", place="Information", table="6")
    odd = meta("bbbbbb", "2025-04-30T09:05", place="Information", table="six")
    _, out, _ = listed(Listed(table, odd))
    assert "aaaaaa  Wed 30 Apr 2025 09:05  Jayden    table of 6     41      Information\n" in out
    assert "bbbbbb  Wed 30 Apr 2025 09:05  Jayden    Family doctor  41      Information\n" in out


def test_a_session_that_cannot_be_opened_is_told_with_the_reason() -> None:
    """It stands below the others and keeps none of them from being listed."""
    broken = SessionMeta("cccccc", {}, problem="The file of session cccccc is damaged.")
    code, out, _ = listed(Listed(meta("aaaaaa", "2025-04-30T09:05"), broken))
    assert code == 0
    assert "aaaaaa" in out
    assert out.endswith("cccccc: cannot be opened. The file of session cccccc is damaged.\n")


def test_what_a_list_shows_is_text() -> None:
    """An escape sequence or a line end in what is stored is shown, not obeyed."""
    _, out, _ = listed(Listed(meta("aaaaaa", "2025-04-30", place="\x1b[2J\nx")))
    assert "\x1b" not in out
    assert out.count("\n") == 2


def test_no_session_is_said_in_words() -> None:
    """Nothing goes to stdout where nothing is stored."""
    code, out, err = listed(MemoryStore())
    assert (code, out) == (0, "")
    assert "No session" in err


def test_a_whole_session_is_whole(tmp_path: Path) -> None:
    """The events are counted, and the texts that were erased, in the log and in its side copy."""
    store = SqliteStore(tmp_path)
    opened(jayden(), "gp", store=store)
    events = len(store.rows("test01"))
    whole = f"Session test01 is whole: {events} events, nothing was erased.\n"
    copy = f"Its side copy is whole: {events} events, nothing was erased.\n"
    assert verified(store, "test01") == (0, whole + copy, "")
    (tmp_path / "test01.bak").unlink()
    none = "It has no side copy; one is made at each step of the agenda.\n"
    assert verified(store, "test01") == (0, whole + none, "")


def test_erased_texts_are_counted_wherever_they_were(tmp_path: Path) -> None:
    """One text is said as one, and several as several."""
    store = filled(tmp_path)
    assert store.erase("k7", {"s2"}) == 6
    assert verified(store, "k7")[1].count(": 40 events, 6 texts were erased.") == 2


def test_a_damaged_copy_is_told_apart_from_its_log(tmp_path: Path) -> None:
    """Either can be whole without the other, and each time the answer is no and says which."""
    store = filled(tmp_path)
    store.side_copy("k7")
    store.close()
    damage(tmp_path / "k7.bak")
    code, out, err = verified(store, "k7")
    assert (code, out) == (1, "")
    assert err.startswith(
        "Session k7 is whole: 40 events, nothing was erased.\nThe side copy of session k7 is not"
    )
    store.side_copy("k7")
    store.close()
    damage(tmp_path / "k7.db")
    code, out, err = verified(store, "k7")
    assert (code, out) == (1, "")
    assert err.endswith("\nIts side copy is whole: 40 events, nothing was erased.\n")
    assert "damaged at event 9" in err
    assert "cpsim rescue k7" in err


def test_a_copy_of_something_else_is_told(tmp_path: Path) -> None:
    """A copy that was put there from an erased or another session's past is not taken for a copy."""
    store = filled(tmp_path)
    store.side_copy("k7")
    before = (tmp_path / "k7.bak").read_bytes()
    store.erase("k7", {"s1"})
    store.close()
    (tmp_path / "k7.bak").write_bytes(before)
    code, _, err = verified(store, "k7")
    assert (code, "words that were erased" in err) == (1, True)
    (tmp_path / "k7.db").unlink()
    store.create("k7", {"title": "Jayden", "begun": "2025-04-30", "seed": "1"}, b"content " * 50)
    store.append("k7", "a1", [(encode_event(FloorGiven("s3")), None)], 1.0)
    code, _, err = verified(store, "k7")
    assert (code, "other events than its log" in err) == (1, True)


def test_the_first_bad_event_is_named(tmp_path: Path) -> None:
    """A changed event is the answer no; it says which one."""
    store = SqliteStore(tmp_path)
    opened(jayden(), "gp", store=store)
    store.close()
    with sqlite3.connect(tmp_path / "test01.db") as file:
        file.execute("update events set body = replace(body, 'jersey', 'Jersey') where number = 1")
    file.close()
    code, out, err = verified(store, "test01")
    assert (code, out) == (1, "")
    assert "event 1" in err


@pytest.mark.parametrize(
    "harm", ["delete from meta where key = 'seed'", "update meta set value = value + 1 where key = 'seed'"]
)
def test_what_stands_beside_the_log_is_looked_at(harm: str, tmp_path: Path) -> None:
    """Without the seed it was begun with, or with another, a session is not whole, though its log is."""
    store = SqliteStore(tmp_path)
    opened(jayden(), "gp", store=store)
    store.close()
    assert verified(store, "test01")[0] == 0
    with sqlite3.connect(tmp_path / "test01.db") as file:
        file.execute(harm)
    file.close()
    code, out, err = verified(store, "test01")
    assert (code, out) == (1, "")
    assert "Its log is whole." in err


def test_an_unknown_session_could_not_be_checked(tmp_path: Path) -> None:
    """No such session is no answer."""
    code, out, err = verified(SqliteStore(tmp_path), "test01")
    assert (code, out) == (3, "")
    assert "test01" in err
