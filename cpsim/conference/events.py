"""What happened: the closed list of events, each with its stable name, version and audience.

An event reaches a seat whole or not at all; `visibility.REACH` says for each type who may get it.
`NAME` and `VERSION` are for ever (see `codec`); `WORDS` names the fields that hold a person's own words,
which the store keeps apart so that they can be erased.
"""

from dataclasses import dataclass
from typing import ClassVar, get_args

from cpsim.conference.parts import DueDate, Named, Place, Seat, Spread
from cpsim.model.case import (
    Child,
    Fact,
    FactKey,
    Gap,
    Heard,
    Impact,
    Insight,
    KeyItem,
    Moment,
    PlanLine,
)
from cpsim.model.judgement import Answer
from cpsim.model.said import Said
from cpsim.model.words import Basis, Service, Tag, Topic, Whose


class Happened:
    """What every type of event says of itself, for ever."""

    __slots__ = ()
    NAME: ClassVar[str]
    VERSION: ClassVar[int] = 1
    WORDS: ClassVar[tuple[str, ...]] = ()
    """The fields that hold a person's own words."""


@dataclass(frozen=True, slots=True)
class Opened(Happened):
    """The session begins. Names what it is pinned to and who sits where."""

    NAME: ClassVar[str] = "session_opened"
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
    seat: str
    fact: str


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
    stage: str
    spreads: tuple[Spread, ...]


@dataclass(frozen=True, slots=True)
class JudgementsNamed(Happened):
    """The sealed judgements with names: for the facilitators, and for all if the table agreed."""

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


@dataclass(frozen=True, slots=True)
class PlanLineAdded(Happened):
    """One line of the outline plan."""

    NAME: ClassVar[str] = "plan_line_added"
    WORDS: ClassVar[tuple[str, ...]] = ("want", "how", "who", "when", "sign")
    seat: str
    want: Said
    how: Said
    who: Said | None
    when: Said | None
    sign: Said | None
    child: str | None = None
    """The child it is for; None for all of them."""


@dataclass(frozen=True, slots=True)
class ContingencyProposed(Happened):
    """What the chair may take for 'if circumstances change'; not before it is time, since it rests on the case."""

    NAME: ClassVar[str] = "contingency_proposed"
    proposed: Said


@dataclass(frozen=True, slots=True)
class ContingencySet(Happened):
    """What happens if circumstances change."""

    NAME: ClassVar[str] = "contingency_set"
    WORDS: ClassVar[tuple[str, ...]] = ("words",)
    seat: str
    words: Said


@dataclass(frozen=True, slots=True)
class LeadNamed(Happened):
    """The lead social worker was named."""

    NAME: ClassVar[str] = "lead_named"
    seat: str


@dataclass(frozen=True, slots=True)
class CoreGroupNamed(Happened):
    """The core group was named."""

    NAME: ClassVar[str] = "core_group_named"
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatesSet(Happened):
    """The dates that follow from the conference day, as values with their rules."""

    NAME: ClassVar[str] = "dates_set"
    dates: tuple[DueDate, ...]


@dataclass(frozen=True, slots=True)
class WordGiven(Happened):
    """One word on how it was."""

    NAME: ClassVar[str] = "word_given"
    WORDS: ClassVar[tuple[str, ...]] = ("word",)
    seat: str
    word: Said


@dataclass(frozen=True, slots=True)
class FolderOpened(Happened):
    """At the debrief one role's folder lies open for everybody."""

    NAME: ClassVar[str] = "folder_opened"
    role: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class StoryTold(Happened):
    """At the debrief the child's side of the story, as a timeline."""

    NAME: ClassVar[str] = "story_told"
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class KeyOpened(Happened):
    """At the debrief the facilitators' key, with its reasons."""

    NAME: ClassVar[str] = "key_opened"
    made_by: Said
    opinion_of: int
    items: tuple[KeyItem, ...]
    facts: tuple[FactKey, ...]
    insights: tuple[Insight, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class CommitmentMade(Happened):
    """One thing a person means to do at the next real conference."""

    NAME: ClassVar[str] = "commitment_made"
    WORDS: ClassVar[tuple[str, ...]] = ("words",)
    seat: str
    words: Said


Event = (
    Opened
    | CaseIntroduced
    | FolderDealt
    | ItemRecalled
    | PlaceNamed
    | StepEntered
    | ParticipationDecided
    | FloorGiven
    | TurnEnded
    | FactShared
    | FactSharedPrivately
    | PrivatePartHeld
    | TakenToChair
    | LeaveGiven
    | Breach
    | Withdrew
    | QuestionAsked
    | QuestionAnswered
    | CardTurned
    | CardMoved
    | ReplyRead
    | BallotSealed
    | BallotHandedIn
    | Summarised
    | ViewSpoken
    | JudgementsShown
    | JudgementsNamed
    | Decided
    | DissentRecorded
    | PlanLineAdded
    | ContingencyProposed
    | ContingencySet
    | LeadNamed
    | CoreGroupNamed
    | DatesSet
    | WordGiven
    | FolderOpened
    | StoryTold
    | KeyOpened
    | CommitmentMade
)
"""Anything that can have happened."""

EVENT_TYPES: tuple[type, ...] = get_args(Event)
