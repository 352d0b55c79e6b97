"""Who may see what: the only way events leave the host, and the same for screens, logs and exports.

Every event type stands in `REACH`; one without an entry cannot be emitted. The audience is fixed
when the event is made and never widens: what becomes visible later comes as a new event.
"""

from dataclasses import dataclass
from enum import StrEnum

from cpsim.conference import events as e


class Reach(StrEnum):
    """How far events of a type may go."""

    EVERYBODY = "everybody"
    SOME = "some"


REACH: dict[type, Reach] = {
    e.Opened: Reach.EVERYBODY,
    e.CaseIntroduced: Reach.EVERYBODY,
    e.FolderDealt: Reach.SOME,
    e.ItemRecalled: Reach.SOME,
    e.PlaceNamed: Reach.SOME,
    e.StepEntered: Reach.EVERYBODY,
    e.ParticipationDecided: Reach.EVERYBODY,
    e.FloorGiven: Reach.EVERYBODY,
    e.TurnEnded: Reach.EVERYBODY,
    e.FactShared: Reach.EVERYBODY,
    e.FactSharedPrivately: Reach.SOME,
    e.PrivatePartHeld: Reach.EVERYBODY,
    e.TakenToChair: Reach.SOME,
    e.LeaveGiven: Reach.SOME,
    e.Breach: Reach.EVERYBODY,
    e.Withdrew: Reach.EVERYBODY,
    e.QuestionAsked: Reach.EVERYBODY,
    e.QuestionAnswered: Reach.EVERYBODY,
    e.CardTurned: Reach.EVERYBODY,
    e.CardMoved: Reach.EVERYBODY,
    e.ReplyRead: Reach.EVERYBODY,
    e.BallotSealed: Reach.SOME,
    e.BallotHandedIn: Reach.EVERYBODY,
    e.Summarised: Reach.EVERYBODY,
    e.ViewSpoken: Reach.EVERYBODY,
    e.JudgementsShown: Reach.EVERYBODY,
    e.JudgementsNamed: Reach.SOME,
    e.Decided: Reach.EVERYBODY,
    e.DissentRecorded: Reach.EVERYBODY,
    e.PlanLineAdded: Reach.EVERYBODY,
    e.ContingencyProposed: Reach.SOME,
    e.ContingencySet: Reach.EVERYBODY,
    e.LeadNamed: Reach.EVERYBODY,
    e.CoreGroupNamed: Reach.EVERYBODY,
    e.DatesSet: Reach.EVERYBODY,
    e.WordGiven: Reach.EVERYBODY,
    e.FolderOpened: Reach.EVERYBODY,
    e.LetterOpened: Reach.EVERYBODY,
    e.StoryTold: Reach.EVERYBODY,
    e.KeyOpened: Reach.EVERYBODY,
    e.CommitmentMade: Reach.EVERYBODY,
    e.DriverChanged: Reach.EVERYBODY,
    e.BallotSetAside: Reach.SOME,
    e.CardWithdrawn: Reach.EVERYBODY,
    e.CardRelabelled: Reach.EVERYBODY,
    e.StepDoneAloud: Reach.EVERYBODY,
    e.StepLeftOut: Reach.EVERYBODY,
    e.Paused: Reach.EVERYBODY,
    e.WentOn: Reach.EVERYBODY,
    e.PapersOpened: Reach.EVERYBODY,
    e.FacilitatorsPapers: Reach.SOME,
    e.Arrived: Reach.EVERYBODY,
    e.NoteMade: Reach.EVERYBODY,
    e.PrivateNoteMade: Reach.SOME,
    e.BrokenOff: Reach.EVERYBODY,
}
"""How far each type of event may go: the whole rule of secrecy in one table."""


@dataclass(frozen=True, slots=True)
class Emission:
    """An event with its audience: None for everybody, else the seats that get it."""

    event: e.Event
    to: tuple[str, ...] | None = None


def emit(event: e.Event, *to: str) -> Emission:
    """An event for `to`, or for everybody where no seat is named; ValueError if its type may not go there."""
    reach = REACH[type(event)]
    if (reach is Reach.EVERYBODY) == bool(to):
        raise ValueError(f"{event.NAME} has the reach {reach}")
    return Emission(event, to or None)


def reaches(emission: Emission, seat: str) -> bool:
    """Whether `seat` is given the event."""
    return emission.to is None or seat in emission.to
