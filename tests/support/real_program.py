"""The real program in a real terminal: started, looked at, typed at and ended as a person would.

What the screen shows is kept by pyte, a terminal emulator; nothing here looks into the program.
"""

import os
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pexpect
import pyte

PATIENCE = 30.0
"""Seconds to wait for anything, on a busy machine."""
BREATH = 0.02
"""Seconds between two looks."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "ctrl+q": "\x11",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
}


class Program:
    """`cpsim` with `arguments` in a terminal of `columns` by `rows`, over the data folder `data`."""

    def __init__(
        self, data: Path, *arguments: str, columns: int = 80, rows: int = 24, term: str = "xterm-256color"
    ) -> None:
        kept = {
            name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")
        }
        self.data = data
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.child: Any = pexpect.spawn(
            sys.executable,
            ["-m", "cpsim", "--data", str(data), *arguments],
            env={**kept, "TERM": term},
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None
        self._at_first = termios.tcgetattr(self.child.child_fd)

    @property
    def pid(self) -> int:
        """The process."""
        return int(self.child.pid)

    # Looking

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def look(self) -> str:
        """Take in what was printed, and give what stands on the screen."""
        with suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=0))
        return self.text

    def see(self, *words: str) -> str:
        """Wait until all of `words` stand on the screen."""
        return self._until(lambda text: all(word in text for word in words), words)

    def see_no_more(self, *words: str) -> str:
        """Wait until none of `words` stands on the screen."""
        return self._until(lambda text: not any(word in text for word in words), words)

    def _until(self, holds: Any, words: tuple[str, ...]) -> str:
        end = time.monotonic() + PATIENCE
        while not holds(self.look()):
            assert time.monotonic() < end, f"{words} on:\n{self.text}"
            assert self.child.isalive(), f"ended before {words}:\n{self.text}"
            time.sleep(BREATH)
        return self.text

    # Typing

    def press(self, *keys: str) -> "Program":
        """Press keys by name, or letters."""
        for key in keys:
            self.child.send(KEYS.get(key, key))
        return self

    def resize(self, columns: int, rows: int) -> "Program":
        """The window gets another size."""
        self.look()
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)
        return self

    # Ending

    def ended(self) -> int:
        """Wait for the end and give the exit code; a death by signal n is given as -n."""
        with suppress(pexpect.EOF):
            while True:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=PATIENCE))
        self.child.wait()
        return (
            self.child.exitstatus if self.child.exitstatus is not None else -int(self.child.signalstatus or 0)
        )

    def restored(self) -> bool:
        """Is the terminal as it was before the program began?"""
        return bool(termios.tcgetattr(self.child.child_fd)[3] == self._at_first[3])

    def close(self) -> None:
        """End it, whatever it does."""
        self.child.close(force=True)


def alive(pid: int) -> bool:
    """Whether a process of that id still runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
