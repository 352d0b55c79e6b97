"""The real program in a real terminal: started, looked at, typed at and ended as a person would.

What the screen shows is kept by pyte, a terminal emulator; nothing here looks into the program.
"""

import os
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pexpect
import pyte

PATIENCE = 30.0
"""Seconds to wait for anything, on a busy machine."""
BREATH = 0.02
"""Seconds between two looks."""
REST = 0.16
"""Seconds without a change after which a screen has come to rest."""

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
    "backspace": "\x7f",
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
        self._printed = 0
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
                self._take(self.child.read_nonblocking(65536, timeout=0))
        return self.text

    def _take(self, printed: bytes) -> None:
        self._printed += len(printed)
        self._stream.feed(printed)

    def shows(self, *words: str) -> bool:
        """Whether all of `words` stand on the screen, as they are or wrapped."""
        text = self.look()
        joined = " ".join(text.split())
        return all(word in text or word in joined for word in words)

    def see(self, *words: str) -> str:
        """Wait until all of `words` stand on the screen."""
        self._until(lambda: self.shows(*words), words)
        assert self.shows(*words), f"ended before {words}:\n{self.text}"
        return self.text

    def see_no_more(self, word: str) -> None:
        """Wait until `word` does not stand on the screen."""
        self._until(lambda: not self.shows(word), (word,))
        assert self.child.isalive(), f"ended at {word}:\n{self.text}"

    def _until(self, holds: Callable[[], bool], words: tuple[str, ...]) -> None:
        """Wait until `holds`, or until the program has ended."""
        end = time.monotonic() + PATIENCE
        while not holds() and self.child.isalive():
            assert time.monotonic() < end, f"{words} on:\n{self.text}"
            time.sleep(BREATH)

    # Typing

    def press(self, *keys: str) -> "Program":
        """Press keys by name, or letters, each after the screen came to rest, as a person does."""
        for key in keys:
            self.rest()
            self.child.send(KEYS.get(key, key))
        return self

    def press_until(self, key: str, *words: str) -> None:
        """Press a key as often as it takes to bring `words` on the screen."""
        end = time.monotonic() + PATIENCE
        while self.rest() and not self.shows(*words):
            assert time.monotonic() < end, f"{words} on:\n{self.text}"
            self.child.send(KEYS.get(key, key))

    def type(self, words: str) -> "Program":
        """Type words in one go."""
        self.rest()
        self.child.send(words)
        return self

    def rest(self) -> bool:
        """Wait until nothing was printed for a moment; True while the program runs."""
        quiet, before = 0.0, self._printed
        while quiet < REST:
            time.sleep(BREATH)
            self.look()
            quiet = quiet + BREATH if self._printed == before else 0.0
            before = self._printed
        return bool(self.child.isalive())

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
                self._take(self.child.read_nonblocking(65536, timeout=PATIENCE))
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
