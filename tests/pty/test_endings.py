"""Every way the application can die, in a real pseudo-terminal."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pexpect
import pytest

from cpsim.tui.app import GuardedApp
from cpsim.tui.driver import GuardedDriver, Terminal

pytestmark = pytest.mark.slow
Start = Callable[..., Any]
CANARY = b"the-words-of-a-person"
RESTORED = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[?25h")
"""Alternate screen, mouse and paste mode off, cursor on."""


def assert_restored(printed: bytes) -> None:
    """The terminal was put back."""
    for sequence in RESTORED:
        assert sequence in printed


@pytest.mark.parametrize(
    "way",
    ["handler", "worker", "thread_worker", "task", "thread", "callback", "timer", "mount"],
)
def test_a_crash_says_one_sentence_and_nothing_of_what_anybody_wrote(way: str, start: Start) -> None:
    """Whatever fails, the exit code is 70, no words are printed, and the way to carry on is named."""
    terminal = start(way)
    if way != "mount":
        terminal.ready().enter()
    assert terminal.ended() == 70
    assert CANARY not in terminal.printed
    assert b"Traceback" not in terminal.printed
    assert b"cpsim resume s-1" in terminal.printed
    assert_restored(terminal.printed)
    (report,) = (terminal.folder / "crashes").iterdir()
    assert report.stat().st_mode & 0o777 == 0o600
    text = report.read_text()
    assert "ValueError" in text
    assert "guarded_harness.py" in text
    assert CANARY.decode() not in text
    assert str(Path.home()) not in text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
def test_a_signal_ends_it_in_order(number: signal.Signals, start: Start) -> None:
    """A signal restores the terminal, runs the way out, and gives 128 plus its number."""
    terminal = start().ready()
    terminal.child.kill(number)
    assert terminal.ended() == 128 + number
    assert (terminal.folder / "unmounted").exists()
    assert_restored(terminal.printed)
    assert CANARY not in terminal.printed


def test_a_program_that_no_longer_answers_is_ended_all_the_same(start: Start) -> None:
    """A signal reaches a program whose loop is stuck: terminal restored, exit code kept."""
    terminal = start("busy").ready()
    terminal.enter()
    terminal.child.kill(signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM
    assert_restored(terminal.printed)


@pytest.mark.parametrize("way", ["nothing", "flood", "nohup"])
def test_a_closed_window_leaves_nothing_behind(way: str, start: Start) -> None:
    """When the terminal goes away so does the program, while it paints and where hang-ups are ignored."""
    terminal = start(way).ready()
    terminal.enter()
    terminal.child.ptyproc.fileobj.close()
    assert terminal.gone()
    assert (terminal.folder / "unmounted").exists()


def test_a_hang_up_is_noticed_without_reading_or_writing() -> None:
    """The driver learns that the terminal has gone from the terminal itself, not from a failed read."""
    told: list[str] = []
    driver = object.__new__(GuardedDriver)
    driver._app = cast("GuardedApp", SimpleNamespace(hung_up=lambda: told.append("gone")))
    driver._terminal = Terminal(sys.stderr, lambda: None)
    master, slave = os.openpty()
    wake, waker = os.pipe()
    os.close(master)
    driver._watch(slave, wake)
    assert told == ["gone"]
    assert driver._terminal.gone
    os.close(slave)
    os.close(waker)


def test_a_resize_is_followed_whatever_the_environment_says(start: Start) -> None:
    """The size comes from the terminal, not from variables a shell has left behind."""
    terminal = start(COLUMNS="80", LINES="24").ready()
    terminal.child.setwinsize(18, 50)
    terminal.child.expect_exact("larger")
    terminal.child.setwinsize(30, 100)
    terminal.child.expect_exact("F2 blank")


def test_the_first_picture_has_the_size_of_the_window(start: Start) -> None:
    """A size that a shell left behind is not believed for a moment: nothing larger than the window is painted."""
    terminal = start(COLUMNS="20000", LINES="20000").ready()
    assert len(terminal.printed) < 50_000


@pytest.mark.parametrize(("value", "coloured"), [("", True), ("1", False)])
def test_an_empty_no_color_leaves_the_colours(value: str, coloured: bool, start: Start) -> None:
    """Only a value that is not empty asks for a picture without colours."""
    terminal = start(NO_COLOR=value).ready()
    assert (b"8;5;" in terminal.printed) is coloured


def test_leaving_asks_first_and_ends_well(start: Start) -> None:
    """Ctrl+Q asks; yes ends with 0 and a restored terminal, and no report is written."""
    terminal = start().ready()
    terminal.child.send("\x11")
    terminal.child.expect_exact("Leave now?")
    terminal.enter()
    assert terminal.ended() == 0
    assert_restored(terminal.printed)
    assert not terminal.raw()
    assert not (terminal.folder / "crashes").exists()


def test_the_switches_of_textual_are_ignored(start: Start, tmp_path: Path) -> None:
    """No environment variable photographs the screen, presses keys, loads a driver or shows a debugger."""
    terminal = start(
        TEXTUAL_SCREENSHOT="0",
        TEXTUAL_SCREENSHOT_FILENAME="leak.svg",
        TEXTUAL_PRESS="enter",
        TEXTUAL_DRIVER="nowhere:Driver",
        TEXTUAL_THEME="nord",
        TEXTUAL="debug,devtools",
        TEXTUAL_SCREENSHOT_LOCATION=str(tmp_path),
    ).ready()
    with pytest.raises(pexpect.TIMEOUT):
        terminal.child.expect("never printed", timeout=0.3)
    terminal.child.kill(signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM
    assert not list(terminal.folder.glob("*.svg"))
