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
    for seat in autopilot.stirring(host.book, host.state.public):
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
        self._attempts: dict[str, tuple[str, Act, str]] = {}
        """By seat: the step an act is asked for at, the act, and its id until it is stored or refused."""

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
        """Have `hear`, and nobody else, called where something of this conference cannot be kept or read.

        It is called with an empty sentence once all is well.
        """
        self._host.keeping.watch(hear)

    async def send(self, act: Act) -> Refusal | None:
        """Ask for an act; returns once it is stored, or why it was not taken."""
        try:
            refusal = self._submit(self._seat, act)
        except StoreProblem as problem:
            self._host.keeping.act_failed(problem)
            return Refusal(Why.NOT_STORED, about=(str(problem),))
        if refusal is None:
            self._host.keeping.act_kept()
        return refusal

    async def go_on(self) -> bool:
        """Let the simulated participants act up to the next pause; False where they have nothing to do.

        A refusal of their own offers is a fault of the program and raises Stuck.
        """
        seen = len(self._host.log)
        try:
            self._one_beat()
        except StoreProblem as problem:
            self._host.keeping.act_failed(problem)
        else:
            if len(self._host.log) > seen:
                self._host.keeping.act_kept()
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
        return self._host.keeping.draft(self._seat, form)

    def keep_draft(self, form: str, text: str) -> None:
        """Keep an unfinished text or form, here until the store takes it; an empty string takes it away."""
        self._host.keeping.keep_draft(self._seat, form, text)

    def _do(self, seat: str, act: Act) -> None:
        refusal = self._submit(seat, act)
        if refusal is not None:
            raise Stuck(f"{seat} was refused {NAME_OF[type(act)]}: {refusal.why}")

    def _submit(self, seat: str, act: Act) -> Refusal | None:
        """One attempt at an act; where it cannot be stored, the same act again is the same attempt.

        A failed write may have kept it all the same, and another link may be who finds that out: so the
        attempt has one id until it is stored or refused, whatever is stored in between. At another step the
        same act means something else, and is another attempt.
        """
        step = self._host.state.public.step
        known = self._attempts.get(seat)
        if known is None or known[:2] != (step, act):
            self._host.asked += 1
            # Every stored act adds events, so no id of an earlier process begins with this length of the log.
            known = self._attempts[seat] = (step, act, f"{len(self._host.log)}-{self._host.asked}")
        refusal = self._host.submit(seat, known[2], act)
        del self._attempts[seat]
        return refusal

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
