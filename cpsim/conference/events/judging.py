"""What is judged: sealed ballots, views, the line of judgements, the decision, dissent."""

from dataclasses import dataclass
from typing import ClassVar

from cpsim.conference.events.happened import Happened
from cpsim.conference.parts import Named, Spread
from cpsim.model.judgement import Answer
from cpsim.model.said import Said


@dataclass(frozen=True, slots=True)
class BallotSealed(Happened):
    """A judgement as it was sealed; for its own seat alone until the reveal."""

    NAME: ClassVar[str] = "ballot_sealed"
    WORDS: ClassVar[tuple[str, ...]] = ("reason",)
    seat: str
    stage: str
    answers: tuple[Answer, ...]
    cites: tuple[str, ...]
    moved_by: str | None
    reason: Said | None


@dataclass(frozen=True, slots=True)
class BallotHandedIn(Happened):
    """Everybody learns that a seat handed in, and nothing of what."""

    NAME: ClassVar[str] = "ballot_handed_in"
    seat: str
    stage: str


@dataclass(frozen=True, slots=True)
class Summarised(Happened):
    """The chair summed up."""

    NAME: ClassVar[str] = "summarised"
    WORDS: ClassVar[tuple[str, ...]] = ("words",)
    seat: str
    cards: tuple[str, ...]
    words: Said | None


@dataclass(frozen=True, slots=True)
class ViewSpoken(Happened):
    """A seat said its view and recommendation aloud."""

    NAME: ClassVar[str] = "view_spoken"
    WORDS: ClassVar[tuple[str, ...]] = ("reason",)
    seat: str
    answers: tuple[Answer, ...]
    reason: Said | None


@dataclass(frozen=True, slots=True)
class JudgementsShown(Happened):
    """Everyone's sealed judgements on one line, without names."""

    NAME: ClassVar[str] = "judgements_shown"
    VERSION: ClassVar[int] = 2
    stage: str
    spreads: tuple[Spread, ...]
    by_program: tuple[Spread, ...] | None = None
    """Those of them that the program sealed; None where that would name people who did not agree to it, and in a
    log of before that was told."""


@dataclass(frozen=True, slots=True)
class JudgementsNamed(Happened):
    """The sealed judgements with names: for whoever facilitates, and in the debrief for all if the table agreed."""

    NAME: ClassVar[str] = "judgements_named"
    given: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Decided(Happened):
    """The chair decided for one child; `met` is worked out by the area's rule."""

    NAME: ClassVar[str] = "decided"
    WORDS: ClassVar[tuple[str, ...]] = ("reason",)
    seat: str
    child: str
    suffered: str
    likely: str
    met: bool
    status: str
    category: tuple[str, ...]
    cites: tuple[str, ...]
    reason: Said | None


@dataclass(frozen=True, slots=True)
class DissentRecorded(Happened):
    """A different view stands in the record."""

    NAME: ClassVar[str] = "dissent_recorded"
    WORDS: ClassVar[tuple[str, ...]] = ("reason",)
    seat: str
    reason: Said
    child: str | None = None
    """The child on whom the decision is seen differently; None for all of them."""
