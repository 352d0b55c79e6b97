"""What is known about the terminal before anything is drawn."""

import sys
from types import SimpleNamespace

import pytest

from cpsim.tui.terminal import forget_switches, terminal_problem


def terminal(monkeypatch: pytest.MonkeyPatch, *, tty: bool = True) -> None:
    """Put streams in place that are a terminal, or are not."""
    for name in ("__stdin__", "__stdout__", "__stderr__"):
        monkeypatch.setattr(sys, name, SimpleNamespace(isatty=lambda: tty))


@pytest.mark.parametrize("term", ["xterm-256color", "screen", "linux"])
def test_a_terminal_is_no_problem(term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal that can move its cursor nothing is said."""
    terminal(monkeypatch)
    assert terminal_problem({"TERM": term}, windows=False) is None


@pytest.mark.parametrize("environ", [{}, {"TERM": ""}, {"TERM": "dumb"}, {"TERM": "unknown"}])
def test_a_dumb_terminal_is_named(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that cannot move its cursor is refused in one sentence; Windows names none."""
    terminal(monkeypatch)
    assert "cursor" in (terminal_problem(environ, windows=False) or "")
    assert terminal_problem(environ, windows=True) is None


def test_a_pipe_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal on every stream the sentence says so, whatever TERM promises."""
    terminal(monkeypatch, tty=False)
    assert "pipe" in (terminal_problem({"TERM": "xterm"}, windows=False) or "")


def test_the_switches_of_textual_are_removed_and_what_misleads() -> None:
    """Every TEXTUAL variable goes, and the size a shell left behind; the rest of the environment stays."""
    environ = {
        "TEXTUAL": "debug",
        "TEXTUAL_SCREENSHOT": "0",
        "textual_press": "q",
        "COLUMNS": "20000",
        "LINES": "5",
        "TERM": "xterm",
        "NO_COLOR": "1",
    }
    forget_switches(environ)
    assert environ == {"TERM": "xterm", "NO_COLOR": "1"}


def test_an_empty_no_color_asks_for_nothing() -> None:
    """As its authors wrote it down: only a value that is not empty turns colours off."""
    environ = {"NO_COLOR": ""}
    forget_switches(environ)
    assert environ == {}


def test_looking_at_the_terminal_loads_no_interface() -> None:
    """The command line asks here without paying for the interface."""
    import subprocess

    code = (
        "import sys, cpsim.tui.terminal; print([name for name in ('textual', 'rich') if name in sys.modules])"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )
