"""A guarded application in a real pseudo-terminal."""

import os
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pexpect
import pytest
from printed_slips import Slip, printed
from real_program import Program
from table_terminal import TableProgram

HARNESS = Path(__file__).parent / "guarded_harness.py"
PATIENCE = 20
"""Seconds to wait for anything, on a busy machine."""


class Terminal:
    """The harness in a pseudo-terminal, and everything it printed."""

    def __init__(self, way: str, folder: Path, environ: dict[str, str]) -> None:
        keep = {
            name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")
        }
        self.folder = folder
        command = [sys.executable, str(HARNESS), way, str(folder)]
        self.child: Any = pexpect.spawn(
            command[0],
            command[1:],
            env={**keep, "TERM": "xterm-256color", **environ},
            dimensions=(24, 80),
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None
        self.before = termios.tcgetattr(self.child.child_fd)
        self.printed = b""

    def ready(self) -> "Terminal":
        """Wait until the screen is drawn."""
        self.child.expect_exact("F2 blank")
        self.printed += self.child.before + self.child.after
        return self

    def enter(self) -> None:
        """Press Enter."""
        self.child.send("\r")

    def ended(self) -> int:
        """Wait for the end and give the exit code; a death by signal n is given as -n."""
        with suppress(pexpect.EOF):
            while True:
                self.printed += self.child.read_nonblocking(65536, timeout=PATIENCE)
        self.child.wait()
        return self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0)

    def raw(self) -> bool:
        """Is the terminal still in raw mode?"""
        now = termios.tcgetattr(self.child.child_fd)
        return bool(now[3] != self.before[3])

    def gone(self) -> bool:
        """Has the program ended, within the patience?"""
        pid = int((self.folder / "pid").read_text())
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.child.isalive()  # takes the process off the list where it has ended
            with suppress(ProcessLookupError):
                os.kill(pid, 0)
                time.sleep(0.02)
                continue
            return True
        os.kill(pid, signal.SIGKILL)
        return False


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the harness; whatever still lives at the end of the test is ended."""
    started: list[Terminal] = []

    def begin(way: str = "nothing", **environ: str) -> Terminal:
        started.append(Terminal(way, tmp_path, environ))
        return started[-1]

    yield begin
    for terminal in started:
        terminal.child.close(force=True)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start `cpsim` itself over one data folder; whatever still lives at the end of the test is ended."""
    started: list[Program] = []

    def begin(*arguments: str, **terminal: Any) -> Program:
        started.append(Program(tmp_path / "data", *arguments, **terminal))
        return started[-1]

    yield begin
    for program in started:
        program.close()


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Callable[..., TableProgram]]:
    """As `run`, in a terminal that is read by the signs of its screens."""
    started: list[TableProgram] = []

    def begin(*arguments: str, **terminal: Any) -> TableProgram:
        started.append(TableProgram(tmp_path / "data", *arguments, **terminal))
        return started[-1]

    yield begin
    for program in started:
        program.close()


@pytest.fixture(scope="session")
def slips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Slip]:
    """The slips of Jayden, printed once and read from the paper."""
    return printed("jayden", tmp_path_factory.mktemp("printed") / "slips")
