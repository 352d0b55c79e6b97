"""How it ends: the outline plan, its people and dates; then what the debrief opens."""

from dataclasses import dataclass
from typing import ClassVar

from cpsim.conference.events.happened import Happened
from cpsim.conference.parts import DueDate
from cpsim.model.case import Fact, FactKey, Gap, Insight, KeyItem, Link, Moment
from cpsim.model.said import Said
from cpsim.model.words import Service


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
class LetterOpened(Happened):
    """At the debrief what a service without a seat wrote, whether or not anybody asked for it."""

    NAME: ClassVar[str] = "letter_opened"
    service: Service
    title: Said
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
    corroborations: tuple[Link, ...]
    clashes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CommitmentMade(Happened):
    """One thing a person means to do at the next real conference."""

    NAME: ClassVar[str] = "commitment_made"
    WORDS: ClassVar[tuple[str, ...]] = ("words",)
    seat: str
    words: Said
