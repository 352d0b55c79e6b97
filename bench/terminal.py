"""A program in a real pseudo-terminal, with a time beside everything it writes.

Bytes are only stored while the clock runs; what the screen showed is worked out afterwards, so that
reading costs the measured program as little as it can.
"""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyte

from bench.programs import surroundings

WIDTH, HEIGHT = 120, 40
CHUNK = 1 << 16
SAME_FRAME = 0.004
"""Seconds: two writes closer than this belong to one repaint."""
GLANCE = 0.01
"""Seconds between two looks at what a program is doing."""
QUIET = 0.04 if Path("/proc/self/task").exists() else 0.3
"""Seconds a program has to do nothing to be done; longer where only its writes can be watched."""


class TooSlowError(Exception):
    """What was waited for did not come; the message holds the last screen."""


@dataclass(slots=True)
class Terminal:
    """One started program: its pid, its end of the terminal, and all it wrote with the time of each write."""

    pid: int
    descriptor: int
    started: float
    size: tuple[int, int] = (WIDTH, HEIGHT)
    writes: list[tuple[float, bytes]] = field(default_factory=list)
    fed: int = 0
    screen: pyte.Screen = field(init=False)
    stream: pyte.ByteStream = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the screen the writes are read onto."""
        self.screen = pyte.Screen(*self.size)
        self.stream = pyte.ByteStream(self.screen)

    def read(self, seconds: float) -> bool:
        """Take in one write if one comes within `seconds`; whether one came."""
        ready, _, _ = select.select([self.descriptor], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self.descriptor, CHUNK)
        except OSError:
            return False
        if data:
            self.writes.append((time.perf_counter(), data))
        return bool(data)

    def settle(self, quiet: float = QUIET, at_most: float = 20.0) -> None:
        """Read until the program has done nothing at all for `quiet` seconds."""
        until = time.perf_counter() + at_most
        while time.perf_counter() < until and self.wrote(quiet):
            pass

    def wrote(self, quiet: float = QUIET, at_most: float = 20.0) -> bool:
        """Take in one write; False where the program does nothing at all for `quiet` seconds instead."""
        since = time.perf_counter()
        until, known = since + at_most, self.running()
        while since < until and time.perf_counter() - since < quiet:
            if self.read(GLANCE):
                return True
            doing = self.running()
            if doing is None or doing != known:
                since, known = time.perf_counter(), doing
        return False

    def running(self) -> int | None:
        """How often the program's main thread has run; None while any thread runs or waits for its turn.

        A program kept waiting by others is busy, however long it writes nothing. 0 where this is not told.
        """
        count = 0
        for thread in Path(f"/proc/{self.pid}/task").glob("*/status"):
            try:
                told = dict(one.split(":\t", 1) for one in thread.read_text().splitlines())
            except OSError:
                continue
            if not told["State"].startswith("S"):
                return None
            if thread.parent.name == str(self.pid):
                count = int(told["voluntary_ctxt_switches"])
        return count

    def send(self, keys: bytes) -> float:
        """Press keys; the time at which they were sent."""
        sent = time.perf_counter()
        os.write(self.descriptor, keys)
        return sent

    def lines(self) -> list[str]:
        """The screen as it stands, after everything read so far."""
        for _, data in self.writes[self.fed :]:
            self.stream.feed(data)
        self.fed = len(self.writes)
        return list(self.screen.display)

    def seen(self, marker: str, at_most: float = 30.0) -> float:
        """The time of the write after which `marker` stands on the screen; TooSlowError without one."""
        until = time.perf_counter() + at_most
        while time.perf_counter() < until:
            while self.fed < len(self.writes):
                moment, data = self.writes[self.fed]
                self.stream.feed(data)
                self.fed += 1
                if any(marker in line for line in self.screen.display):
                    return moment
            self.read(0.05)
        raise TooSlowError(f"{marker!r} did not come up:\n" + "\n".join(self.lines()))

    def repaint(self, keys: bytes) -> float | None:
        """Press keys and time the end of the first repaint, in seconds; None if nothing was painted."""
        before = len(self.writes)
        sent = self.send(keys)
        if not self.wrote():
            return None
        while self.read(SAME_FRAME):
            pass
        first = self.writes[before:]
        self.settle()
        return first[-1][0] - sent


@contextlib.contextmanager
def running(
    command: Sequence[str], env: Mapping[str, str] | None = None, size: tuple[int, int] = (WIDTH, HEIGHT)
) -> Iterator[Terminal]:
    """Start `command` on a terminal of its own, `size` in columns and lines, and end it afterwards."""
    window = struct.pack("HHHH", size[1], size[0], 0, 0)
    about = {**surroundings(), "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
    started = time.perf_counter()
    pid, descriptor = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, window)
        os.execvpe(command[0], list(command), about)
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, window)
    try:
        yield Terminal(pid, descriptor, started, size)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(descriptor)
