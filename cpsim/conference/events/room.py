"""What happens at the table: the opening, the floor, items said, questions and answers."""

from dataclasses import dataclass
from typing import ClassVar

from cpsim.conference.events.happened import Happened
from cpsim.conference.parts import Place, Seat
from cpsim.model.case import (
    Child,
    Fact,
    Heard,
    Impact,
    PlanLine,
)
from cpsim.model.said import Said
from cpsim.model.words import Basis, Service, Tag, Topic, Whose


@dataclass(frozen=True, slots=True)
class Opened(Happened):
    """The session begins. Names what it is pinned to and who sits where."""

    NAME: ClassVar[str] = "session_opened"
    VERSION: ClassVar[int] = 2
    digest: str
    scenario: str
    framework: str
    pace: str
    seats: tuple[Seat, ...]
    date: str
    """The day of the conference, ISO."""


@dataclass(frozen=True, slots=True)
class CaseIntroduced(Happened):
    """What everybody knows beforehand: the common card, the children, the places in neutral words."""

    NAME: ClassVar[str] = "case_introduced"
    title: Said
    meeting: Said
    lines: tuple[Said, ...]
    children: tuple[Child, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class FolderDealt(Happened):
    """A seat gets its papers."""

    NAME: ClassVar[str] = "folder_dealt"
    seat: str
    facts: tuple[Fact, ...]
    note: Said | None
    impacts: tuple[Impact, ...]
    plans: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class ItemRecalled(Happened):
    """Something said in the room brings an item back to its holder's mind; it is in the folder from now on."""

    NAME: ClassVar[str] = "item_recalled"
    fact: Fact


@dataclass(frozen=True, slots=True)
class PlaceNamed(Happened):
    """A seat has heard where a setting is, so its forms may name it from now on."""

    NAME: ClassVar[str] = "place_named"
    place: str
    named: Said


@dataclass(frozen=True, slots=True)
class StepEntered(Happened):
    """The conference is at an agenda step."""

    NAME: ClassVar[str] = "step_entered"
    step: str


@dataclass(frozen=True, slots=True)
class ParticipationDecided(Happened):
    """How the child takes part was settled."""

    NAME: ClassVar[str] = "participation_decided"
    child: str
    how: str


@dataclass(frozen=True, slots=True)
class FloorGiven(Happened):
    """A seat has the floor."""

    NAME: ClassVar[str] = "floor_given"
    seat: str


@dataclass(frozen=True, slots=True)
class TurnEnded(Happened):
    """A seat gave the floor back, with what its items mean for the child's day."""

    NAME: ClassVar[str] = "turn_ended"
    WORDS: ClassVar[tuple[str, ...]] = ("impact",)
    seat: str
    impact: Said | None


@dataclass(frozen=True, slots=True)
class FactShared(Happened):
    """An item was said in the room and stands on the board; how it is known comes with `card_turned`."""

    NAME: ClassVar[str] = "fact_shared"
    seat: str
    fact: Heard
    tag: Tag
    heading: str
    whose: Whose | None
    occasion: str
    """`turn`, `added`, `with_leave`, `answer` or `reply`."""


@dataclass(frozen=True, slots=True)
class FactSharedPrivately(Happened):
    """An item was said in the part of the conference that the family is out of; for those who were in."""

    NAME: ClassVar[str] = "fact_shared_privately"
    seat: str
    fact: Heard
    tag: Tag
    heading: str
    whose: Whose | None
    occasion: str
    """`turn`, `added` or `answer`."""


@dataclass(frozen=True, slots=True)
class PrivatePartHeld(Happened):
    """Everybody learns that there was a private part, and nothing of what was said in it."""

    NAME: ClassVar[str] = "private_part_held"
    seats_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenToChair(Happened):
    """A holder told the chair, and nobody else, of a restricted item."""

    NAME: ClassVar[str] = "taken_to_chair"
    seat: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class LeaveGiven(Happened):
    """The chair's answer to the holder: how the item may be used."""

    NAME: ClassVar[str] = "leave_given"
    seat: str
    fact: str
    leave: str


@dataclass(frozen=True, slots=True)
class Breach(Happened):
    """A restricted item was said in the room without the chair's leave."""

    NAME: ClassVar[str] = "breach"
    VERSION: ClassVar[int] = 2
    seat: str
    fact: str
    hurt: tuple[str, ...] = ()
    """Whose matter it was; they answer no more. Includes those who had withdrawn already."""


@dataclass(frozen=True, slots=True)
class Withdrew(Happened):
    """A seat will answer no more questions today, because its own matter was told without asking."""

    NAME: ClassVar[str] = "withdrew"
    seat: str


@dataclass(frozen=True, slots=True)
class QuestionAsked(Happened):
    """A question stands in the room."""

    NAME: ClassVar[str] = "question_asked"
    seat: str
    to: str
    topic: Topic | None
    card: str | None


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Happened):
    """The question was answered; items from the papers come as `fact_shared` of their own."""

    NAME: ClassVar[str] = "question_answered"
    WORDS: ClassVar[tuple[str, ...]] = ("words",)
    seat: str
    kind: str
    """`papers`, `find_out`, `own_words`, `turned` or `declined`."""
    words: Said | None


@dataclass(frozen=True, slots=True)
class CardTurned(Happened):
    """How an item is known: seen, said by whom, how old, a guess."""

    NAME: ClassVar[str] = "card_turned"
    seat: str
    """Who says so: who put the card down, or the chair reading out a letter."""
    fact: str
    basis: Basis
    whose: Whose | None
    when: Said


@dataclass(frozen=True, slots=True)
class CardMoved(Happened):
    """A card stands under another heading."""

    NAME: ClassVar[str] = "card_moved"
    seat: str
    fact: str
    heading: str


@dataclass(frozen=True, slots=True)
class ReplyRead(Happened):
    """The chair read out what a service without a seat wrote."""

    NAME: ClassVar[str] = "reply_read"
    seat: str
    """Who reads it out: the chair."""
    by: str
    """Who asked for it."""
    service: Service
    title: Said | None
    """None where nothing was written. What was written comes as `fact_shared` of its own."""
