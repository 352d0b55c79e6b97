"""A conference read as a conversation: `talk >> (seat, act)` is asked, `<<` is what the room answers.

After `<<` stands a refusal, an event, a type of event, or `only(...)` for what not everybody is told. All that an act
brought has to be heard before the next one is asked, and every line is checked as it is spoken.
"""

from dataclasses import dataclass, replace

from conferences import FixedClock, FixedDates, jayden

from cpsim.conference import acts as a
from cpsim.conference import agenda, rules
from cpsim.conference.events import Happened
from cpsim.conference.offers import Offer
from cpsim.conference.opening import seats_for
from cpsim.conference.parts import Seat
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.visibility import Emission
from cpsim.model.content import Content
from cpsim.model.words import Driver, SeatKind
from cpsim.session import autopilot
from cpsim.session.host import Host
from cpsim.session.ports import Chance
from cpsim.store.memory import MemoryStore

CHAIR, SOCIAL_WORKER, HEALTH_VISITOR, TEACHER, HOUSING, GP, MOTHER, FATHER, ADVOCATE = (
    f"s{number}" for number in range(1, 10)
)
"""The seats of the Jayden case, in the order of its cast."""
WATCHER = "s10"
"""A seat that only watches."""


@dataclass(frozen=True, slots=True)
class Only:
    """An event, or a type of event, that reaches just these seats."""

    event: Happened | type[Happened]
    seats: tuple[str, ...]


def only(event: Happened | type[Happened], *seats: str) -> Only:
    """What is told to `seats` and to nobody else."""
    return Only(event, seats)


class Talk:
    """A conference at one table where every seat says what the test says."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self._asked = "the opening"
        self._unheard: list[Emission] = []
        self._refusal: Refusal | None = None

    def __rshift__(self, asked: tuple[str, a.Act]) -> "Talk":
        """A seat asks for an act."""
        self._all_heard()
        seat, act = asked
        self._asked = f"{seat} {act}"
        number = len(self.host.log)
        self._refusal = self.host.submit(seat, f"act {number}", act)
        self._unheard = self.host.log[number:]
        return self

    def __lshift__(self, heard: object) -> "Talk":
        """The next thing that came of it."""
        if isinstance(heard, Why | Refusal):
            refusal, self._refusal = self._refusal, None
            assert refusal is not None, f"{self._asked} was taken: {self._unheard}"
            assert heard in (refusal, refusal.why), f"{self._asked}: {refusal}"
            return self
        assert self._unheard, f"{self._asked}: nothing more was told, but {self._refusal}"
        emission = self._unheard.pop(0)
        to = heard.seats if isinstance(heard, Only) else None
        event = heard.event if isinstance(heard, Only) else heard
        same = type(emission.event) is event if isinstance(event, type) else emission.event == event
        assert same, f"{self._asked}: {emission.event}"
        assert emission.to == to, f"{self._asked}: told to {emission.to}"
        return self

    def __bool__(self) -> bool:
        """Everything was heard; so that a conversation can stand in an `assert`."""
        self._all_heard()
        return True

    def _all_heard(self) -> None:
        assert self._refusal is None, f"{self._asked}: {self._refusal}"
        assert not self._unheard, f"{self._asked}: {self._unheard} was told besides"


def table(at: str = "P", floor: str | None = None, *, content: Content | None = None) -> Talk:
    """Everybody is there; up to the step `at`, and to the turn of `floor`, nobody said more than they have to."""
    content = content if content is not None else jayden()
    watcher = Seat(WATCHER, SeatKind.OBSERVER, None, Driver.PERSONS, "no")
    talk = with_seats(
        content, *(replace(seat, driver=Driver.PERSONS) for seat in seats_for(content, ())[:-1]), watcher
    )
    quietly(talk, at, floor)
    return talk


def with_seats(content: Content, *seats: Seat) -> Talk:
    """The same with seats of the test's own."""
    host = Host.open(
        "talk", content, seats, seed=1, store=MemoryStore(), clock=FixedClock(), dates=FixedDates()
    )
    return Talk(host)


def quietly(talk: Talk, at: str, floor: str | None = None) -> None:
    """Go on to a step, and to a seat's turn in it, with as few words as the rules allow."""
    host = talk.host
    while host.state.public.step != at or (floor is not None and host.state.public.floor != floor):
        move = _next(host)
        assert move is not None, f"{at} never comes; the table is at {host.state.public.step}"
        refusal = host.submit(move[0], f"act {len(host.log)}", move[1])
        assert refusal is None, (move, refusal)


def _next(host: Host) -> tuple[str, a.Act] | None:
    """What the table waits for: a ballot, the end of a turn, what the chair does to go on, the debrief."""
    if agenda.in_debrief(host.state.public.step):
        return HEALTH_VISITOR, a.NextStep()
    seat = agenda.awaited(host.book, host.state.public)[0].id
    if isinstance(rules.offer(host.book, host.view(seat), "end_turn"), Offer):
        return seat, a.EndTurn()
    act = autopilot.act(host.book, host.view(seat), Chance(1))
    return (seat, act) if act is not None else None
