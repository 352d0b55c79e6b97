"""The program itself in a real terminal: begun, resized, left, ended from outside, and refused where it cannot be."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from real_program import BREATH, PATIENCE, Program, alive
from scripts import after_turn_of, begun
from stored_games import log_of, played

from cpsim.conference import events as e
from cpsim.conference.view import View

pytestmark = pytest.mark.slow
Run = Callable[..., Program]

LARGER = "larg"
"""In every wording of what is asked for: a larger window, or to enlarge it."""
HOME = "Start alone"


def gone(program: Program) -> bool:
    """Whether the process has ended within the patience, with everything it may have started."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        program.child.isalive()  # takes the process off the list where it has ended
        if not alive(program.pid):
            # The terminal gave it a process group of its own.
            with pytest.raises(ProcessLookupError):
                os.killpg(program.pid, 0)
            return True
        time.sleep(BREATH)
    return False


def assert_orderly(program: Program) -> None:
    """The terminal is as it was, nothing runs any more, and no report of a crash was written."""
    assert program.restored()
    assert gone(program)
    assert not (program.data / "crashes").exists()


# ---- begun and left


def test_it_is_left_by_the_last_line_of_the_first_screen(run: Run) -> None:
    """End and Enter on the first screen ask, Enter leaves: exit code 0, and the terminal as it was."""
    program = run()
    program.see(HOME, "training fiction")
    program.press("end", "enter").see("Leave now?")
    program.press("enter")
    assert program.ended() == 0
    assert_orderly(program)


@pytest.mark.parametrize("sent", [b"\xe9", b"\xff", b"\x9b", b"\xed\xa0\x80", b"\x1b[200~caf\xe9\x1b[201~"])
def test_bytes_that_are_no_text_end_nothing(run: Run, sent: bytes) -> None:
    """A byte of another encoding, typed or pasted, is shown as unreadable or ignored; the program goes on."""
    program = run()
    program.see(HOME, "training fiction")
    program.child.write(sent)
    program.press("end", "enter").see("Leave now?")
    program.press("enter")
    assert program.ended() == 0
    assert_orderly(program)


def test_a_key_pressed_twice_leaves_a_game_once(run: Run, tmp_path: Path) -> None:
    """An impatient second Enter does not take the first screen away as well."""
    played(tmp_path / "data", begun)
    program = run("resume")
    program.see("you have the floor")
    program.press("escape").see("Leave")
    program.child.write(b"\r\r\r")
    program.press("ctrl+q").see("Leave now?")
    program.press("enter")
    assert program.ended() == 0
    assert_orderly(program)


@pytest.mark.parametrize("sent", [b"w\r\r\r", b"a\r\r\r", b"s\rff", b"s\r\r\r", b"e\x1b[B\r\r\r"])
def test_keys_pressed_twice_end_nothing(run: Run, tmp_path: Path, sent: bytes) -> None:
    """Impatient keys at the table take nothing away that they were not meant for; the program goes on."""
    played(tmp_path / "data", begun)
    program = run("resume")
    program.see("you have the floor")
    program.child.write(sent)
    program.press("ctrl+q").see("Leave now?")
    program.press("enter")
    assert program.ended() == 0
    assert_orderly(program)


@pytest.mark.parametrize("sent", [b"\x1b\r", b"\x1b ", b"\x1b\r\r"])
def test_a_key_on_the_heels_of_escape_answers_nothing(run: Run, tmp_path: Path, sent: bytes) -> None:
    """Escape leaves a question although Enter follows before the program can tell it from another key."""
    data = tmp_path / "data"
    session = played(data, one_question_left)
    before = questions_asked(data, session)
    program = run("resume")
    program.see("1 question left")
    program.press("a").see("Whom do you ask?")
    program.press("enter").see("What do you ask")
    program.rest()
    program.child.write(sent)
    program.see_no_more("What do you ask")
    program.press("ctrl+q").see("Leave now?")
    program.press("enter")
    assert program.ended() == 0
    assert_orderly(program)
    assert questions_asked(data, session) == before


def one_question_left(view: View) -> bool:
    """The room is quiet, and the health visitor has one question left."""
    return after_turn_of("gp")(view) and view.public.asked.get(view.me, 0) == 2


def questions_asked(data: Path, session: str) -> int:
    """How many questions the health visitor has asked."""
    asked = [event for event in log_of(data, session) if isinstance(event, e.QuestionAsked)]
    return len([event for event in asked if event.seat == "s3"])


def test_leaving_a_game_asks_first(run: Run, tmp_path: Path) -> None:
    """Ctrl+Q asks; staying stays, leaving leaves, and the game is there afterwards."""
    played(tmp_path / "data", begun)
    program = run("resume")
    program.see("you have the floor")
    program.press("ctrl+q").see("Leave now?")
    program.press("escape")
    program.see_no_more("Leave now?")
    program.see("you have the floor")
    program.press("ctrl+q").see("Leave now?")
    program.press("enter")
    assert program.ended() == 0
    assert_orderly(program)
    run("resume").see("you have the floor")


# ---- resized


def test_a_window_may_become_too_small_and_large_again(run: Run) -> None:
    """Below 60 by 20 it asks for a larger window; afterwards everything is where it was."""
    program = run()
    program.see(HOME)
    program.press_until("down", "› How this works")
    for columns, rows in ((120, 40), (60, 20)):
        program.resize(columns, rows).see("› How this works", "Enter")
    for columns, rows in ((59, 24), (80, 19), (20, 5)):
        program.resize(columns, rows).see(LARGER)
        program.see_no_more("How this works")
    program.resize(80, 24).see("› How this works", HOME)
    program.press("enter").see_no_more(HOME)


def test_keys_do_nothing_behind_a_window_that_is_too_small(run: Run) -> None:
    """Nobody chooses what cannot be seen."""
    program = run()
    program.see(HOME)
    program.resize(50, 15).see(LARGER)
    program.press("enter", "down", "enter")
    # Blanking is the one thing a key does there; once it shows, the keys before it have been taken.
    program.press("f2").see("Any key brings")
    program.resize(80, 24).see("Any key brings the screen back.")
    program.press("enter").see(f"› {HOME}")


# ---- ended from outside


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_at_the_table_ends_it_in_order(number: signal.Signals, run: Run, tmp_path: Path) -> None:
    """128 plus the signal, the terminal as it was, and the session free for whoever carries it on."""
    session = played(tmp_path / "data", begun)
    program = run("resume")
    program.see("you have the floor")
    program.child.kill(number)
    assert program.ended() == 128 + number
    assert_orderly(program)
    run("resume", session).see("you have the floor")


def test_a_closed_window_ends_it_and_keeps_the_game(run: Run, tmp_path: Path) -> None:
    """When the terminal goes away nothing is left running, and the game can be carried on."""
    played(tmp_path / "data", begun)
    program = run("resume")
    program.see("you have the floor")
    program.child.ptyproc.fileobj.close()
    assert gone(program)
    assert not (program.data / "crashes").exists()
    run("resume").see("you have the floor")


# ---- where it cannot be shown


@pytest.mark.parametrize("verb", [(), ("play", "jayden"), ("resume",)], ids=["home", "play", "resume"])
@pytest.mark.parametrize("pipe", ["stdin", "stdout", "stderr"])
def test_without_a_terminal_it_says_so(verb: tuple[str, ...], pipe: str, tmp_path: Path) -> None:
    """With any of its streams in a pipe it ends with 3 and one sentence, and draws nothing."""
    if verb == ("resume",):
        played(tmp_path / "data", begun)
    master, slave = os.openpty()
    streams: dict[str, int] = {"stdin": slave, "stdout": slave, "stderr": slave, pipe: subprocess.PIPE}
    command = [sys.executable, "-m", "cpsim", "--data", str(tmp_path / "data"), *verb]
    with subprocess.Popen(command, **streams, env={**os.environ, "TERM": "xterm-256color"}) as process:  # type: ignore[call-overload]
        out, err = process.communicate(timeout=PATIENCE)
    os.close(slave)
    said = b"".join(part for part in (out, err) if part) + _rest(master)
    assert process.returncode == 3
    assert said.replace(b"\r", b"").decode() == (
        "cpsim: This needs a terminal: start it without a pipe and without sending its output to a file.\n"
    )


def _rest(master: int) -> bytes:
    """What was printed to a terminal whose other end is closed."""
    found = b""
    try:
        while part := os.read(master, 4096):
            found += part
    except OSError:
        pass
    finally:
        os.close(master)
    return found


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_move_its_cursor_is_refused(term: str, run: Run) -> None:
    """It ends with 3 and one sentence instead of filling a dumb terminal with signs."""
    program = run(term=term)
    assert program.ended() == 3
    assert "cannot move its cursor" in program.text
    assert program.text.count("cpsim:") == 1
