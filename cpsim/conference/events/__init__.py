"""What happened: the closed list of events, each with its stable name, version and audience.

An event reaches a seat whole or not at all; `visibility.REACH` says for each type who may get it.
`NAME` and `VERSION` are for ever (see `codec`); `WORDS` names the fields that hold a person's own words,
which the store keeps apart so that they can be erased.
"""

from typing import get_args

from cpsim.conference.events.closing import (
    CommitmentMade,
    ContingencyProposed,
    ContingencySet,
    CoreGroupNamed,
    DatesSet,
    FolderOpened,
    KeyOpened,
    LeadNamed,
    LetterOpened,
    PlanLineAdded,
    StoryTold,
    WordGiven,
)
from cpsim.conference.events.facilitating import (
    Arrived,
    BallotSetAside,
    BrokenOff,
    CardRelabelled,
    CardWithdrawn,
    DriverChanged,
    FacilitatorsPapers,
    NoteMade,
    PapersOpened,
    Paused,
    PrivateNoteMade,
    StepDoneAloud,
    StepLeftOut,
    WentOn,
)
from cpsim.conference.events.happened import Happened
from cpsim.conference.events.judging import (
    BallotHandedIn,
    BallotSealed,
    Decided,
    DissentRecorded,
    JudgementsNamed,
    JudgementsShown,
    Summarised,
    ViewSpoken,
)
from cpsim.conference.events.room import (
    Breach,
    CardMoved,
    CardTurned,
    CaseIntroduced,
    FactShared,
    FactSharedPrivately,
    FloorGiven,
    FolderDealt,
    ItemRecalled,
    LeaveGiven,
    Opened,
    ParticipationDecided,
    PlaceNamed,
    PrivatePartHeld,
    QuestionAnswered,
    QuestionAsked,
    ReplyRead,
    StepEntered,
    TakenToChair,
    TurnEnded,
    Withdrew,
)

__all__ = [
    "EVENT_TYPES",
    "Arrived",
    "BallotHandedIn",
    "BallotSealed",
    "BallotSetAside",
    "Breach",
    "BrokenOff",
    "CardMoved",
    "CardRelabelled",
    "CardTurned",
    "CardWithdrawn",
    "CaseIntroduced",
    "CommitmentMade",
    "ContingencyProposed",
    "ContingencySet",
    "CoreGroupNamed",
    "DatesSet",
    "Decided",
    "DissentRecorded",
    "DriverChanged",
    "Event",
    "FacilitatorsPapers",
    "FactShared",
    "FactSharedPrivately",
    "FloorGiven",
    "FolderDealt",
    "FolderOpened",
    "Happened",
    "ItemRecalled",
    "JudgementsNamed",
    "JudgementsShown",
    "KeyOpened",
    "LeadNamed",
    "LeaveGiven",
    "LetterOpened",
    "NoteMade",
    "Opened",
    "PapersOpened",
    "ParticipationDecided",
    "Paused",
    "PlaceNamed",
    "PlanLineAdded",
    "PrivateNoteMade",
    "PrivatePartHeld",
    "QuestionAnswered",
    "QuestionAsked",
    "ReplyRead",
    "StepDoneAloud",
    "StepEntered",
    "StepLeftOut",
    "StoryTold",
    "Summarised",
    "TakenToChair",
    "TurnEnded",
    "ViewSpoken",
    "WentOn",
    "Withdrew",
    "WordGiven",
]

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
    | LetterOpened
    | StoryTold
    | KeyOpened
    | CommitmentMade
    | DriverChanged
    | BallotSetAside
    | CardWithdrawn
    | CardRelabelled
    | StepDoneAloud
    | StepLeftOut
    | Paused
    | WentOn
    | PapersOpened
    | FacilitatorsPapers
    | Arrived
    | NoteMade
    | PrivateNoteMade
    | BrokenOff
)
"""Anything that can have happened."""

EVENT_TYPES: tuple[type, ...] = get_args(Event)
