"""What the plain commands write: shown by a terminal, never obeyed."""

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminals import TerminalStream

from cpsim.cli import main
from cpsim.streams import AS_GIVEN, Guarded, guarded, harmless

HOSTILE = "\x1b]0;title\x07\x9b2J\u202egnp.\u2066\x7f"
OBEYED = {*map(chr, range(0x20)), "\x7f", *map(chr, range(0x80, 0xA0)), *"\u202e\u2066\u200f\u061c"} - {
    *"\n\t"
}


@given(st.text())
def test_nothing_a_terminal_obeys_is_written(text: str) -> None:
    """Whatever the text: its lines are kept, controls and marks of direction are not, and twice is once."""
    written = harmless(text)
    assert not OBEYED & set(written)
    assert written.count("\n") == text.count("\n")
    assert harmless(written) == written


@pytest.mark.parametrize("text", ["", "A plain line\nand\tanother\n", "Zoë – “quoted” ● ○\n", "شيرين\n"])
def test_what_is_harmless_is_written_as_it_is(text: str) -> None:
    """Lines, tabs, letters of every script and the marks we draw with."""
    assert harmless(text) == text


def test_the_streams_come_back_also_where_a_command_fails() -> None:
    """Whoever calls the command line from Python keeps their own streams."""
    out, err = sys.stdout, sys.stderr

    def fails() -> int:
        assert isinstance(sys.stdout, Guarded)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        guarded(fails)
    assert (sys.stdout, sys.stderr) == (out, err)


def test_every_way_to_write_is_guarded() -> None:
    """Lines written at once are no way round the wall."""
    kept = io.StringIO()
    Guarded(kept).writelines(["a\x1b[2J\n", "b\u202e\n"])
    assert kept.getvalue() == "a␛[2J\nb\n"


def test_into_a_pipe_data_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is written to be read by a program is that very name; a terminal is shown it, and obeys nothing."""
    name = "cafe\u0301\x1b[2J\n"
    for stream, written in ((io.StringIO(), name), (TerminalStream(), "café␛[2J\n")):
        for place in ("stdout", "stderr"):
            monkeypatch.setattr(sys, place, stream if place == "stdout" else io.StringIO())
        guarded(lambda: sys.stdout.write(name))
        assert stream.getvalue() == written


def test_on_stderr_everything_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are for people, wherever they are kept."""
    kept = io.StringIO()
    monkeypatch.setattr(sys, "stderr", kept)
    guarded(lambda: sys.stderr.write("a\x1b[2J\n"))
    assert kept.getvalue() == "a␛[2J\n"


def test_bytes_of_a_name_that_are_no_text_leave_as_they_came(tmp_path: Path) -> None:
    """Into a pipe; and half a character that no file ever had is a mark, and no fault."""
    with (tmp_path / "out").open("w", encoding="utf-8") as stream:
        stream.reconfigure(errors=AS_GIVEN)
        stream.write("caf\udce9 \ud800\n")
    assert (tmp_path / "out").read_bytes() == b"caf\xe9 ?\n"


def test_a_write_counts_what_it_was_given() -> None:
    """As every text stream does."""
    kept = io.StringIO()
    assert Guarded(kept).write("a\x1bb") == 3
    assert kept.getvalue() == "a␛b"


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "jayden", "--answers", f"/nowhere/{HOSTILE}"],
        ["check", f"/nowhere/{HOSTILE}"],
        ["print", HOSTILE],
        ["dates", HOSTILE, "--conference", "2025-04-30"],
        ["dates", "jersey", "--conference", HOSTILE],
        ["simulate", HOSTILE],
        ["verify", HOSTILE],
        ["rescue", HOSTILE],
        ["erase", HOSTILE, "--person", HOSTILE, "--yes"],
        ["export", HOSTILE, "--format", "jsonl"],
        ["play", "jayden", "--role", HOSTILE],
        ["play", "jayden", "--pace", HOSTILE],
        ["resume", HOSTILE],
        [HOSTILE],
    ],
)
def test_a_hostile_argument_is_shown_and_not_obeyed(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every verb that repeats what it was given, with what it was given full of escape sequences."""
    assert main(["--data", str(tmp_path), *arguments]) in (1, 2, 3)
    said = capsys.readouterr()
    assert said.err.strip() or said.out.strip()
    assert not OBEYED & set(said.out + said.err)
