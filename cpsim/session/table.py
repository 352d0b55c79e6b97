"""The local link: a seat at this machine, and the simulated participants moved on its behalf.

The pace is the learner's: the others act only when the screen asks for the next beat. What they
do is in the log like anything else, so replay knows nothing of pace.
"""

from collections.abc import Callable, Sequence

from cpsim.conference import agenda, rules
from cpsim.conference import events as e
from cpsim.conference.acts import NAME_OF, Act
from cpsim.conference.offers import Offer
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.words import Driver, Side
from cpsim.session import autopilot
from cpsim.session.host import Host
from cpsim.store.protocol import StoreProblem

PAUSES = (
    e.TurnEnded,
    e.ViewSpoken,
    e.QuestionAnswered,
    e.PlanLineAdded,
    e.Decided,
    e.Summarised,
    e.ReplyRead,
    e.LeaveGiven,
)
"""Events after which the table takes a breath."""

ACTS, DRAFTS = "acts", "drafts"
MOST_ACTS = 500
"""A beat longer than this means that the simulated participants go round in circles."""


class Stuck(Exception):
    """The table waits for a simulated seat whose rules have nothing to do. Names seat and step."""


def simulated_act(host: Host) -> tuple[str, Act] | None:
    """The next act of a simulated participant: of its own accord, or since the table waits for it.

    None where the table waits for a person alone. Raises Stuck where it waits for a simulated seat
    that has nothing to do.
    """
    public = host.state.public
    if agenda.in_debrief(public.step) or public.paused:
        return None
    found = _unasked(host)
    if found is not None:
        return found
    waiting = agenda.awaited(host.book, public)
    for seat in waiting:
        if seat.driver is Driver.SIMULATED:
            act = autopilot.act(host.book, host.view(seat.id), host.chance)
            if act is None:
                raise Stuck(f"{seat.role} has nothing to do at step {public.step}")
            return seat.id, act
    return None


def _unasked(host: Host) -> tuple[str, Act] | None:
    """What a simulated participant does of its own accord, the first at the table first."""
    acts = agenda.step_of(host.book, host.state.public.step).acts
    if not any(name in acts for name in autopilot.UNASKED):
        return None
    for seat in host.state.public.participants:
        if seat.driver is Driver.SIMULATED:
            act = autopilot.unasked(host.book, host.view(seat.id), host.chance)
            if act is not None:
                return seat.id, act
    return None


class LocalLink:
    """One seat's link to a host in the same process."""

    def __init__(self, host: Host, seat: str) -> None:
        self._host = host
        self._seat = seat
        self._log = host.delivered(seat)
        self._latest: tuple[str, Act] | None = None
        self._count = 0
        self._hear: Callable[[str], None] = lambda _sentence: None
        self._troubles: set[str] = set()
        """Which of acts and drafts could not be kept the last time."""
        self._unkept: dict[str, str] = {}
        """By form: drafts that could not be kept yet."""

    @property
    def session(self) -> str:
        """The session's id."""
        return self._host.session

    @property
    def seat(self) -> str:
        """The seat this link acts for."""
        return self._seat

    @property
    def book(self) -> RuleBook:
        """The public rules of the session."""
        return self._host.book

    def view(self) -> View:
        """What the seat knows now."""
        return self._host.view(self._seat)

    def log(self) -> Sequence[e.Event]:
        """Every event delivered to the seat, in order."""
        return self._log

    def offers(self) -> dict[str, Offer]:
        """What the seat may do now, by act name."""
        return rules.legal(self.book, self.view())

    def why_not(self, act_name: str) -> Refusal | None:
        """Why an act is not open now; None where it is."""
        made = rules.offer(self.book, self.view(), act_name)
        return made if isinstance(made, Refusal) else None

    def watch(self, hear: Callable[[str], None]) -> None:
        """Have `hear` called where something cannot be kept, and with an empty sentence once all is kept."""
        self._hear = hear

    async def send(self, act: Act) -> Refusal | None:
        """Ask for an act; returns once it is stored, or why it was not taken."""
        try:
            refusal = self._host.submit(self._seat, self._act_id(self._seat, act), act)
        except StoreProblem as problem:
            self._failed(ACTS, problem)
            return Refusal(Why.NOT_STORED, about=(str(problem),))
        if refusal is None:
            self._went_well(ACTS)
        return refusal

    async def go_on(self) -> bool:
        """Let the simulated participants act up to the next pause; False where they have nothing to do.

        A refusal of their own offers is a fault of the program and raises Stuck.
        """
        seen = len(self._host.log)
        try:
            self._one_beat()
        except StoreProblem as problem:
            self._failed(ACTS, problem)
        else:
            if len(self._host.log) > seen:
                self._went_well(ACTS)
        return len(self._host.log) > seen

    def _one_beat(self) -> None:
        for _ in range(MOST_ACTS):
            found = simulated_act(self._host)
            if found is None:
                return
            seen = len(self._host.log)
            self._do(*found)
            if self._pauses(seen):
                return
        raise Stuck(f"no pause after {MOST_ACTS} acts at step {self._host.state.public.step}")

    def draft(self, form: str) -> str:
        """The unfinished text or form kept for this seat, or an empty string."""
        if form in self._unkept:
            return self._unkept[form]
        try:
            return self._host.store.draft(self.session, self._seat, form)
        except StoreProblem as problem:
            self._failed(DRAFTS, problem)
            return ""

    def keep_draft(self, form: str, text: str) -> None:
        """Keep an unfinished text or form, here until the store takes it; an empty string takes it away."""
        self._unkept[form] = text
        self._keep_drafts()

    def _keep_drafts(self) -> None:
        """Keep every draft that waits to be kept, and tell how that went."""
        try:
            for form in list(self._unkept):
                self._host.store.keep_draft(self.session, self._seat, form, self._unkept[form])
                del self._unkept[form]
        except StoreProblem as problem:
            self._failed(DRAFTS, problem)
        else:
            self._went_well(DRAFTS)

    def _failed(self, what: str, problem: StoreProblem) -> None:
        """Tell each time that something could not be kept."""
        self._troubles.add(what)
        self._hear(str(problem))

    def _went_well(self, what: str) -> None:
        """An act that was kept shows that there is room for drafts again; tell once that all is kept."""
        if what in self._troubles:
            self._troubles.remove(what)
            if not self._troubles:
                self._hear("")
        if what == ACTS and self._unkept:
            self._keep_drafts()

    def _do(self, seat: str, act: Act) -> None:
        refusal = self._host.submit(seat, self._act_id(seat, act), act)
        if refusal is not None:
            raise Stuck(f"{seat} was refused {NAME_OF[type(act)]}: {refusal.why}")

    def _act_id(self, seat: str, act: Act) -> str:
        # Every stored act adds events, so the length of the log never names two stored acts alike. After a
        # failed write the same act is a retry, under the same id; another in its place, also one that comes
        # through another link, has one of its own.
        if self._latest != (seat, act):
            self._host.asked += 1
            self._latest, self._count = (seat, act), self._host.asked
        return f"{len(self._host.log)}-{self._count}"

    def _pauses(self, seen: int) -> bool:
        """Whether this seat was given something after number `seen` that the table pauses at."""
        new = [
            emission for emission in self._host.log[seen:] if emission.to is None or self._seat in emission.to
        ]
        if any(isinstance(emission.event, PAUSES) for emission in new):
            return True
        entered = [emission.event for emission in new if isinstance(emission.event, e.StepEntered)]
        return bool(entered) and not self._passes_by(entered[-1].step)

    def _passes_by(self, step_id: str) -> bool:
        """Steps shown as one screen to everyone but who leads them go by without a pause."""
        step = agenda.step_of(self.book, step_id)
        return (
            step.once_shown_as is not None and agenda.side_of(self.book, self.view().seat) is not Side.CHAIR
        )
