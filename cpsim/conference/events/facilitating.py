"""What whoever facilitates does: pause, correct, seats that change hands, something that arrives, notes, the end."""

from dataclasses import dataclass
from typing import ClassVar

from cpsim.conference.events.happened import Happened
from cpsim.model.case import Inject, Key, Slice
from cpsim.model.said import Said
from cpsim.model.words import Driver, Tag, Whose


@dataclass(frozen=True, slots=True)
class DriverChanged(Happened):
    """A seat is moved by somebody else from now on. Why is nobody's business and stands nowhere."""

    NAME: ClassVar[str] = "driver_changed"
    seat: str
    driver: Driver


@dataclass(frozen=True, slots=True)
class BallotSetAside(Happened):
    """For a seat that a person took over: the program's judgement is not theirs; this one counts as not taken."""

    NAME: ClassVar[str] = "ballot_set_aside"
    seat: str
    stage: str


@dataclass(frozen=True, slots=True)
class CardWithdrawn(Happened):
    """A card put up by mistake is off the board; that it stood there stays in the log."""

    NAME: ClassVar[str] = "card_withdrawn"
    seat: str
    """Who corrected it."""
    fact: str


@dataclass(frozen=True, slots=True)
class CardRelabelled(Happened):
    """A card that was keyed as another kind, or as somebody else's word, is corrected; the log keeps both."""

    NAME: ClassVar[str] = "card_relabelled"
    seat: str
    """Who corrected it."""
    fact: str
    tag: Tag
    whose: Whose | None
    was_tag: Tag
    was_whose: Whose | None


@dataclass(frozen=True, slots=True)
class StepDoneAloud(Happened):
    """The table did a step aloud; the next one follows. Earlier releases kept a step that was left out so too."""

    NAME: ClassVar[str] = "step_done_aloud"
    step: str


@dataclass(frozen=True, slots=True)
class StepLeftOut(Happened):
    """The table left a step out; the next one follows."""

    NAME: ClassVar[str] = "step_left_out"
    step: str


@dataclass(frozen=True, slots=True)
class Paused(Happened):
    """Everything waits."""

    NAME: ClassVar[str] = "paused"


@dataclass(frozen=True, slots=True)
class WentOn(Happened):
    """The pause is over."""

    NAME: ClassVar[str] = "went_on"


@dataclass(frozen=True, slots=True)
class PapersOpened(Happened):
    """Everybody learns that the facilitator opened their own papers, and nothing of what is in them."""

    NAME: ClassVar[str] = "papers_opened"


@dataclass(frozen=True, slots=True)
class FacilitatorsPapers(Happened):
    """The facilitator's papers: every folder, the key, what may arrive; for facilitators alone."""

    NAME: ClassVar[str] = "facilitators_papers"
    slices: tuple[Slice, ...]
    key: Key
    injects: tuple[Inject, ...]


@dataclass(frozen=True, slots=True)
class Arrived(Happened):
    """Something arrived during the exercise; in the room's hearing."""

    NAME: ClassVar[str] = "arrived"
    WORDS: ClassVar[tuple[str, ...]] = ("words",)
    seat: str
    """Who brought it."""
    inject: str | None
    """The inject of the pack it is; None for words written on the spot."""
    title: Said | None
    words: Said


@dataclass(frozen=True, slots=True)
class NoteMade(Happened):
    """A note of the facilitator for everybody."""

    NAME: ClassVar[str] = "note_made"
    WORDS: ClassVar[tuple[str, ...]] = ("words",)
    seat: str
    words: Said


@dataclass(frozen=True, slots=True)
class PrivateNoteMade(Happened):
    """A note of the facilitator for facilitators alone."""

    NAME: ClassVar[str] = "private_note_made"
    WORDS: ClassVar[tuple[str, ...]] = ("words",)
    seat: str
    words: Said


@dataclass(frozen=True, slots=True)
class BrokenOff(Happened):
    """The conference was ended before its last step."""

    NAME: ClassVar[str] = "broken_off"
    step: str
    """The step it was at."""
