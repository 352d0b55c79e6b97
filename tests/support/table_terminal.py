"""The program in a terminal that has what a person's has: a second screen, a scroll-back, and nothing else.

It is read by its own signs: the title, the place and the key that the bottom line names, and the mark.
"""

import copy
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pexpect
import pyte
from real_program import BREATH, KEYS, PATIENCE, Program

SECOND_SCREEN = 1049 << 5
"""The mode in which a full-screen program draws, as pyte numbers private modes."""
QUIET = 0.04
"""Seconds in which a program that has done nothing is done, where the system tells what it does."""
TELLS = Path("/proc/self/task").exists()
MOST_CHOICES = 40


class TwoScreens(pyte.Screen):
    """A screen with a second one over it, as terminals have: leaving the second brings the first back."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self.scrolled_away: list[str] = []
        """What a person finds by scrolling back: the lines that left at the top, from either screen."""
        self.first: Any = None
        """What stood on the first screen while the second is in front."""

    def set_mode(self, *modes: int, **options: Any) -> None:
        """As pyte, and put the second screen in front, empty."""
        super().set_mode(*modes, **options)
        if options.get("private") and SECOND_SCREEN >> 5 in modes and self.first is None:
            self.first = copy.deepcopy(self.buffer)
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **options: Any) -> None:
        """As pyte, and bring the first screen back."""
        super().reset_mode(*modes, **options)
        if options.get("private") and SECOND_SCREEN >> 5 in modes and self.first is not None:
            self.buffer, self.first = self.first, None
            self.dirty.update(range(self.lines))

    def index(self) -> None:
        """As pyte, and keep the line that leaves at the top."""
        first, last = self.margins or (0, self.lines - 1)
        if self.cursor.y == last and first == 0:
            self.scrolled_away.append(self.display[0].rstrip())
        super().index()


class TableProgram(Program):
    """The program, with all it printed, read by the signs of its screens."""

    def __init__(self, data: Path, *arguments: str, columns: int = 100, rows: int = 36) -> None:
        super().__init__(data, *arguments, columns=columns, rows=rows)
        self.screens = TwoScreens(columns, rows)
        self.screen = self.screens
        self._stream = pyte.ByteStream(self.screen)
        self.printed = bytearray()
        """Every byte the terminal was sent."""
        self._laid_out, self._text = 0, ""
        self._sent, self._rested = 0, -1

    def _take(self, printed: bytes) -> None:
        # Laid out only when somebody looks: an emulator in Python takes longer than the program.
        self.printed += printed

    @property
    def text(self) -> str:
        """What stands on the screen, after all that was printed."""
        if self._laid_out < len(self.printed):
            self._stream.feed(bytes(self.printed[self._laid_out :]))
            self._laid_out = len(self.printed)
            self._text = "\n".join(line.rstrip() for line in self.screen.display)
        return self._text

    # Waiting

    def rest(self) -> bool:
        """Wait until the program has done nothing for a moment; True while it runs."""
        if self._rested != self._sent:
            self._idle(QUIET) if TELLS else super().rest()
            self._rested = self._sent
        return bool(self.child.isalive())

    def send(self, words: str) -> None:
        """Give the program keys, whatever it does."""
        self._sent += 1
        self.child.send(words)

    def type(self, words: str) -> "TableProgram":
        """Type words in one go."""
        self.rest()
        self.send(words)
        return self

    def _idle(self, quiet: float) -> bool:
        end = time.monotonic() + PATIENCE
        since, known = time.monotonic(), self._done()
        while time.monotonic() - since < quiet and self.child.isalive():
            assert time.monotonic() < end, f"never at rest:\n{self.look()}"
            time.sleep(BREATH / 4)
            now = self._done()
            if now != known or now[1] is None:
                since, known = time.monotonic(), now
        return bool(self.child.isalive())

    def _done(self) -> tuple[int, int | None]:
        """How much was printed so far, and how often the program's threads have run."""
        with suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                self._take(self.child.read_nonblocking(65536, timeout=0))
        return len(self.printed), self._ran()

    def _ran(self) -> int | None:
        """How often the program's main thread has run; None while any runs or waits for its turn."""
        count = 0
        for status in Path(f"/proc/{self.pid}/task").glob("*/status"):
            try:
                told = dict(one.split(":\t", 1) for one in status.read_text().splitlines() if ":\t" in one)
            except OSError:
                continue
            if not told["State"].startswith("S"):
                return None
            if status.parent.name == str(self.pid):  # the one that reads keys looks up now and then
                count = int(told["voluntary_ctxt_switches"])
        return count

    def tap(self, *keys: str) -> None:
        """Press keys, and wait after each until the program is done with it."""
        self.rest()
        for key in keys:
            self.send(KEYS.get(key, key))
            if key == "escape" and TELLS:
                super().rest()  # a lone Escape may still become another key, and nothing is done meanwhile
            self.rest()

    # Reading

    @property
    def bottom(self) -> str:
        """What the bottom line says of the place and the next key."""
        return re.split(" {3,}", self.text.splitlines()[-1].strip())[0]

    @property
    def title(self) -> str:
        """What the screen is headed with."""
        return re.split(" {3,}", self.text.splitlines()[0].strip())[0]

    @property
    def place(self) -> str:
        """The place the bottom line names."""
        return self.bottom.partition(" · ")[0]

    @property
    def next_key(self) -> str:
        """The key the bottom line names as the next one."""
        return self.bottom.rpartition(" · ")[2].removeprefix("next: ").partition(" - ")[0]

    @property
    def does(self) -> str:
        """What that key does."""
        return self.bottom.rpartition(" · ")[2].partition(" - ")[2]

    @property
    def marked(self) -> str:
        """The words beside the mark; empty where there is none."""
        found = re.search(r"› ?(.*?)[ │▕▂▌▐█▁▃▄▅▆▇]*$", self.text, re.MULTILINE)
        return found[1].strip() if found else ""

    @property
    def joined(self) -> str:
        """The words on the screen in one line, without the edges of what lies in front."""
        return " ".join(re.sub("[│╭╮╰╯─›]", " ", self.text).split())

    def take(self, choice: str) -> None:
        """Go to the choice whose words begin so, and take it."""
        named = rf"(\w  )?{re.escape(choice)}"
        key = "down"
        for _ in range(MOST_CHOICES):
            if re.match(named, self.marked):
                self.tap("enter")
                return
            above, mark, _below = self.text.partition("›")
            if mark and re.search(rf"^[ │]+{named}", above, re.MULTILINE):
                key = "up"
            before = self.text
            self.tap(key)
            if self.text == before:
                key = "up"
        raise AssertionError(f"{choice!r} cannot be chosen here:\n{self.text}")
