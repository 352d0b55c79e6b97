"""Sessions that cannot be opened, in the real program: named with their reason, and no end of anything."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from real_program import Program
from scripts import my_floor
from stored_games import played

pytestmark = pytest.mark.slow
Run = Callable[..., Program]


def to_my_sessions(program: Program) -> None:
    """Through the first screen to the list."""
    program.see("My sessions")
    program.press_until("down", "› My sessions")
    program.press("enter")


def test_a_session_that_cannot_be_opened_is_not_kept_quiet(run: Run, tmp_path: Path) -> None:
    """The first screen does not say that nothing was begun, and the list gives the reason."""
    sessions = tmp_path / "data" / "sessions"
    sessions.mkdir(parents=True)
    (sessions / "k7m2qd.db").write_bytes(b"no session at all " * 400)
    program = run("resume")
    assert program.ended() == 3
    assert "is not a session of this program" in " ".join(program.text.split())
    program = run()
    program.see("what was begun cannot be opened")
    to_my_sessions(program)
    program.see("Session k7m2qd", "cannot be opened", "is not a session of this program")
    program.press("enter").see("This session cannot be opened")
    program.press("enter").see("Session k7m2qd")
    program.press("escape").see("Start alone")


def test_a_list_that_cannot_be_made_is_said_on_the_first_screen(run: Run, tmp_path: Path) -> None:
    """A file where the sessions should lie is told as such."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sessions").touch()
    run().see("Sessions are kept in a folder", "Start alone")


def test_a_day_that_is_none_ends_nothing(run: Run, tmp_path: Path) -> None:
    """What a list shows lies outside the chain, so it is shown as far as it can be read."""
    session = played(tmp_path / "data", my_floor("J6"))
    with sqlite3.connect(tmp_path / "data" / "sessions" / f"{session}.db") as file:
        file.execute("update meta set value = '2026-13-25T13:18' where key = 'begun'")
    file.close()
    program = run()
    to_my_sessions(program)
    program.see("begun at a time that cannot be read")
    program.press("enter").see("Carry on")
    program.press("enter").see("you have the floor")
