"""The way through the program, screen by screen, that the key-to-screen figures are taken on.

Each stop waits for words that only its screen shows, so that a changed screen ends the run with a
sentence instead of measuring the wrong thing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.terminal import Terminal

UP, DOWN, RIGHT, ENTER, ESCAPE = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\r", b"\x1b"


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen: the words that show it is up, the keys that are timed there, the keys that lead on."""

    name: str
    marker: str
    probes: tuple[bytes, ...] = (DOWN, UP)
    onward: tuple[bytes, ...] = (ENTER,)


STOPS = (Stop("home", "Start alone"),)


def walk(terminal: Terminal) -> Iterator[Stop]:
    """Yield each stop once it is on the screen and quiet, then press on to the next."""
    for stop in STOPS:
        terminal.seen(stop.marker)
        terminal.settle()
        yield stop
        for key in stop.onward:
            terminal.send(key)
            terminal.settle()
