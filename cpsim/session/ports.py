"""What a conference needs of the world: the time, chance, and a calendar. Contracts and the keyed draw."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

from cpsim.conference.parts import DueDate


class Clock(Protocol):
    """The time."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""

    def today(self) -> str:
        """The day a conference begun now is held on, ISO."""


class Dates(Protocol):
    """Statutory dates under one framework."""

    def due(self, conference: str) -> Sequence[DueDate]:
        """What follows from a conference on the ISO day `conference`, in order."""


class Chance:
    """Draws keyed by (seed, seat, purpose, number): no stream is shared, so no draw moves another."""

    __slots__ = ("_drawn", "_seed")

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._drawn: dict[tuple[str, str, int], float] = {}

    def draw(self, seat: str, purpose: str, number: int = 0) -> float:
        """A number in [0, 1), the same for the same key for ever."""
        drawn = self._drawn.get((seat, purpose, number))
        if drawn is None:
            key = f"{self._seed}|{seat}|{purpose}|{number}".encode()
            drawn = self._drawn[seat, purpose, number] = int.from_bytes(sha256(key).digest()[:7]) / (1 << 56)
        return drawn
