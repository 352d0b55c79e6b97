"""What is pasted is text, whatever is in it: the reader itself, its place in the drivers, and a real terminal."""

import inspect
import os
import select
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_program import PATIENCE, Program
from scripts import asked
from stored_games import log_of, played
from textual import events
from textual.drivers import linux_driver
from textual.message import Message

from cpsim.conference.events import QuestionAnswered
from cpsim.tui import paste
from cpsim.tui.keys import KeyReader
from cpsim.tui.paste import AFTER, BEFORE, MOST, PasteReader

Run = Callable[..., Program]

# ---- the reader


def told(messages: Iterable[Message]) -> list[str]:
    """Keys by their names, pastes by their text."""
    return [
        f"paste:{one.text}" if isinstance(one, events.Paste) else getattr(one, "key", type(one).__name__)
        for one in messages
    ]


def read(*parts: str) -> list[str]:
    """What a fresh reader makes of what comes in these parts."""
    reader = PasteReader()
    return [word for part in parts for word in told(reader.feed(part))]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "I saw \x1b[1mbruises\x1b[0m on him\r\r\r\rsecond line\r",
        "x\x1b\x1b\x1b y",
        "\x1b]0;title\x07\x1b]52;c;eA==\x07",
        "\x1b[A\x1b[B\x11\x03",
        "\x1b[200~within\x1b[20",
        "\x1b",
        "",
    ],
)
def test_whatever_is_pasted_is_one_paste(text: str) -> None:
    """No key is pressed by it, and the keys before and after it are themselves."""
    assert read(f"a{BEFORE}{text}{AFTER}b") == ["a", f"paste:{text}", "b"]


@given(text=st.text(), sizes=st.lists(st.integers(1, 9)))
def test_it_may_come_in_any_parts(text: str, sizes: list[int]) -> None:
    """A mark cut in two is a mark, wherever the terminal's bytes are parted."""
    text = text.replace(AFTER, "").replace("\x00", "")
    sent, parts = f"\x1b[A{BEFORE}{text}{AFTER}\r{BEFORE}{AFTER}b", []
    for size in sizes:
        parts.append(sent[:size])
        sent = sent[size:]
    parts = [part for part in (*parts, sent) if part]
    assert read(*parts) == ["up", f"paste:{text}", "enter", "paste:", "b"]


def test_a_mark_without_a_paste_is_nothing() -> None:
    """The mark behind a paste that nobody began presses no key."""
    assert read(f"a{AFTER}b") == ["a", "b"]


def test_of_a_huge_paste_the_beginning_is_kept() -> None:
    """A whole book is let go by, and the keys behind it work."""
    first, last = read(BEFORE, *["\x1b[A" * 1000] * 1000, f"{AFTER}b")
    assert (len(first), last) == (len("paste:") + MOST, "b")


def test_a_paste_whose_end_was_lost_is_over_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyboard comes back, with what was pasted; and the next paste is read as ever."""
    now = 100.0
    monkeypatch.setattr("cpsim.tui.paste.time.monotonic", lambda: now)
    reader = PasteReader()
    assert told(reader.feed(f"{BEFORE}half\x1b[")) == []
    assert told(reader.tick()) == []
    now += paste.PATIENCE + 1
    assert told(reader.tick()) == ["paste:half\x1b["]
    assert told(reader.feed(f"b{BEFORE}c{AFTER}d")) == ["b", "paste:c", "d"]


# ---- its place


def test_both_drivers_read_through_it() -> None:
    """Each makes its reader by the name that ours is put in place of, and asks for keys by these two calls."""
    from cpsim.tui.driver import GuardedDriver

    assert issubclass(GuardedDriver, linux_driver.LinuxDriver)
    assert issubclass(KeyReader, PasteReader)
    assert linux_driver.XTermParser is KeyReader  # type: ignore[attr-defined]
    win32 = find_spec("textual.drivers.win32")
    assert win32 is not None
    assert win32.origin is not None
    for source in (inspect.getsource(linux_driver), Path(win32.origin).read_text(encoding="utf-8")):
        assert source.count("XTermParser(") == 1
        assert "parser = XTermParser(" in source
        assert "parser.feed" in source
        assert "parser.tick" in source


# ---- in a real terminal


@pytest.fixture
def answering(run: Run, tmp_path: Path) -> Program:
    """A question stands, and its answer is being written."""
    played(tmp_path / "data", asked)
    program = run("resume")
    program.see("a question to you")
    program.press("enter").see("In my own words")
    program.press("end", "up", "enter").see("Your answer")
    return program


def pour(program: Program, sent: bytes) -> None:
    """Send more than the terminal holds, taking in what is printed meanwhile."""
    terminal, end = program.child.child_fd, time.monotonic() + PATIENCE
    while sent:
        assert time.monotonic() < end
        program.look()
        if select.select([], [terminal], [], 0.1)[1]:
            sent = sent[os.write(terminal, sent[:4096]) :]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        (b"I saw \x1b[1mbruises\x1b[0m on him\r\r\r\rsecond line\r", ("bruises", "on him")),
        (b"hello\x1b[Aworld\x1b[B tail", ("hello", "world", "tail")),
        (b"a\x11b\x03c", ("a", "b", "c")),
    ],
)
def test_a_paste_hands_nothing_in(
    pasted: bytes, shown: tuple[str, ...], answering: Program, tmp_path: Path
) -> None:
    """Its words stand in the field, and nothing was pressed: no answer given, no question asked of the user."""
    answering.child.send(b"\x1b[200~" + pasted + b"\x1b[201~")
    text = answering.see("Your answer", *shown)
    assert "Leave" not in text
    answering.press("Z").see("Z")
    answering.press("escape").see("Say how you know")
    answering.press("ctrl+q").see("Leave now?")
    answering.press("enter")
    assert answering.ended() == 0
    (session,) = (tmp_path / "data" / "sessions").glob("*.db")
    log = log_of(tmp_path / "data", session.stem)
    assert not any(isinstance(event, QuestionAnswered) and event.seat == "s3" for event in log)


@pytest.mark.slow
def test_a_paste_of_a_megabyte_of_keys_stops_nothing(answering: Program) -> None:
    """The program answers at once when it has gone by."""
    pour(answering, b"\x1b[200~" + b"\x1b[A" * 330_000 + b"\x1b[201~")
    answering.see("0 characters left")
    answering.press("ctrl+q").see("Leave now?")
