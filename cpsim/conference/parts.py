"""Values that events are made of: a seat, a place, a date, and judgements as they are shown."""

from dataclasses import dataclass

from cpsim.model.judgement import Answer
from cpsim.model.said import Said
from cpsim.model.words import Driver, SeatKind, Watch


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at the table; events name seats, never persons."""

    id: str
    kind: SeatKind
    role: str | None
    driver: Driver
    direct_contact: str = "unknown"
    party: str = ""
    """Who sits down together at the keyboard: seats with the same word are one person, or the same people."""
    watches: Watch | None = None
    """What an observer was asked to watch for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A setting in its neutral form."""

    id: str
    neutral: Said


@dataclass(frozen=True, slots=True)
class DueDate:
    """A statutory date as a value: rule, source and the holidays skipped go into the log with it."""

    id: str
    name: Said
    date: str
    """ISO date."""
    rule: Said
    source: str
    skipped: tuple[tuple[str, str], ...]
    """The public holidays that were passed over: ISO date and name."""
    repeats: tuple[str, ...] = ()
    """The next dates of a repeating rule, ISO, the first among them."""
    moved_from: str | None = None
    """The day off, ISO, on which the interval ended, where the date was moved off it."""


@dataclass(frozen=True, slots=True)
class Spread:
    """All values given at one address, sorted, without seats."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What one seat judged, with its name to it."""

    seat: str
    stage: str
    answers: tuple[Answer, ...]
    cites: tuple[str, ...]
    moved_by: str | None
