"""Random players who are drawn to what was done least: every agenda step, role and act is to be reached.

What was taken and what was refused, with its reason, is counted for each step, role and act. `missing`
says what neither was taken nor can ever be, so that a run can demand that nothing is.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from conferences import coherent_move, do, opened, random_act, round_a_table, with_options

from cpsim.conference import acts as a
from cpsim.conference import agenda, rules
from cpsim.conference.offers import Offer
from cpsim.conference.parts import Seat
from cpsim.conference.refusals import Refusal, Why
from cpsim.model.content import Content
from cpsim.model.framework import Step
from cpsim.model.said import Said
from cpsim.model.words import Driver, SeatKind, Side
from cpsim.session.host import Host
from cpsim.session.table import simulated_act
from cpsim.store.protocol import Store

Cell = tuple[str, str, str]
"""An agenda step, a role (or the kind of a seat without one), an act."""
Move = tuple[str, a.Act]

NEVER = frozenset(
    {
        Why.NOT_IN_THIS_STEP,
        Why.ONLY_THE_CHAIR,
        Why.ONLY_THE_FACILITATOR,
        Why.OBSERVING,
        Why.NOT_JUDGING,
        Why.NOT_YOUR_PART,
        Why.BALLOT_NOT_OPEN,
        Why.IT_IS_OVER,
    }
)
"""Reasons that lie in the area's agenda or in what a seat is for, whatever happens at the table."""


@dataclass
class Coverage:
    """What was taken at each cell, and why it was refused where it was not open."""

    taken: Counter[Cell] = field(default_factory=Counter)
    refused: dict[Cell, set[Why]] = field(default_factory=dict)

    def note(self, host: Host, seat: Seat) -> dict[str, Offer]:
        """What is open to `seat` now; what is not is noted with its reason."""
        view = host.view(seat.id)
        found: dict[str, Offer] = {}
        for name in a.ACT_NAMES:
            made = rules.offer(host.book, view, name)
            if isinstance(made, Refusal) and made.why is Why.PAUSED:
                continue  # a pause hides the reason there would be
            if isinstance(made, Refusal):
                self.refused.setdefault(cell(host, seat, name), set()).add(made.why)
            else:
                found[name] = made
        return found

    def missing(self, content: Content) -> dict[Cell, set[Why]]:
        """Cells that nobody took and that are not `out_of_reach`, with what stood against them when it was tried."""
        left = {one: self.refused.get(one, set()) for one in cells(content) if not self.taken[one]}
        open_to = {one: why for one, why in left.items() if not why or why - NEVER}
        return {one: why for one, why in open_to.items() if out_of_reach(content, one) is None}

    def add(self, other: "Coverage") -> None:
        """Count what another run has seen as well."""
        self.taken.update(other.taken)
        for one, why in other.refused.items():
            self.refused.setdefault(one, set()).update(why)


def cell(host: Host, seat: Seat, act: str) -> Cell:
    """Where an act of `seat` counts now."""
    return host.state.public.step, seat.role or seat.kind, act


def cells(content: Content) -> Iterator[Cell]:
    """Every agenda step x role x act there is, observers and whoever facilitates among the roles."""
    steps = [step.id for step in agenda.steps_of(content.book)]
    roles = (*(member.role for member in content.scenario.cast), OBSERVER, FACILITATOR)
    return ((step, role, act) for step in steps for role in roles for act in a.ACT_NAMES)


def out_of_reach(content: Content, one: Cell) -> str | None:
    """Why a cell can never be taken though no agenda forbids the act there, as a sentence; None where it can."""
    step_id, role, act = one
    watches = role in (OBSERVER, FACILITATOR)
    side = None if watches else Side(content.book.role(role).side)
    if act in ("share", "end_turn", "speak_view", "plan_line"):
        return _no_floor(agenda.step_of(content.book, step_id), side, act)
    if act in ("answer", "turn_card"):
        return _not_asked(agenda.step_of(content.book, step_id), side, act)
    if act == "go_on" and agenda.in_debrief(step_id):
        return "a pause ends before the debrief"
    if act == "reveal" and not _line_comes_after(content, step_id):
        return "no line of judgements is shown with the step after this one"
    steps = agenda.steps_of(content.book)
    first = next(number for number, known in enumerate(steps) if "share" in known.acts)
    if act in ("correct", "relabel") and [known.id for known in steps].index(step_id) < first:
        return "no card lies on the board before the first step with items"
    return None


def _line_comes_after(content: Content, step_id: str) -> bool:
    comes = agenda.after(content.book, step_id)
    return comes is not None and comes.reveals is not None


def _no_floor(step: Step, side: Side | None, act: str) -> str | None:
    if step.floor != "round":
        return "nobody is given the floor in this step"
    if side not in step.speaks:
        return "this side of the table is not given the floor in this step"
    if act == "end_turn" and "speak_view" in step.acts:
        return "where a view is owed the turn ends by speaking it"
    return None


def _not_asked(step: Step, side: Side | None, act: str) -> str | None:
    if "ask" not in step.acts:
        return "nobody may ask in this step"
    if side is None:
        return "only who takes part is asked"
    if act == "turn_card" and side is Side.CHAIR:
        return "the chair has no folder, and what was read out from a letter is turned over already"
    return None


OBSERVER, FACILITATOR = "observer", "facilitator"
ALL = (
    "chair",
    "social_worker",
    "health_visitor",
    "designated_teacher",
    "housing_officer",
    "gp",
    "mother",
    "father",
    "advocate",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How one session of a run is laid out; it follows from its number alone."""

    number: int
    played: tuple[str, ...]
    table: bool
    options: Mapping[str, object] = field(default_factory=dict)
    hurry: str = ""
    """Until this step nobody asks and nothing is done that one need not do, so that all of it is left for then."""
    opens: str = ""
    """The facilitator's papers stay shut until this step."""
    led: tuple[str, str] = ("", "")
    """What whoever facilitates is likely to do at which step: end there, or go on from it."""


def plan(content: Content, number: int) -> Plan:
    """The layout of session `number` of a run: who is a person, alone or round a table, at which pace."""
    random = Random(f"plan {number}")
    table = number % 3 != 2
    if table:
        some = random.choice((len(ALL), len(ALL), len(ALL), 6, 3))
        played = tuple(role for role in ALL if role in random.sample(ALL, some))
    else:
        played = random.choice((("chair",), ("health_visitor",), ("gp",), ("mother", "social_worker"), ()))
    options: dict[str, object] = {"pace": random.choice(("short", "standard", "standard", "long"))}
    if table:
        options |= {
            "alone": False,
            "facilitated": random.random() < 0.8,
            "names": random.random() < 0.5,
        }
    hurry = random.choice(("", "", "J7", "JA", "J9", "J10", "J12", "D1"))
    steps = [step.id for step in agenda.steps_of(content.book)]
    before = [step for step in steps if not agenda.in_debrief(step)]
    ends = before[number // 3 % len(before)]
    led = {0: ("end_now", ends), 1: ("done_aloud", ends)}.get(number % 3, ("", ""))
    return Plan(number, played, table, options, hurry, steps[number % len(steps)], led)


def begin(content: Content, planned: Plan, *, more: int = 0, store: Store | None = None) -> Host:
    """The session that `planned` lays out, at its first event; `more` is added to its seed."""
    content = with_options(content, **planned.options)
    make = round_a_table if planned.table else opened
    return make(content, *planned.played, seed=planned.number + more, store=store)


# ---- playing


SOME = 2
"""So many persons are looked at besides whoever is waited for, before each move."""
WATCHFUL = 0.4
"""How often whoever facilitates is among them."""
LAST = 6
"""So many acts at the last step, where nothing is left to do but to write notes."""
PRIVATE_WORDS = "canaryownreason"
"""With this the reason in a sealed judgement begins; then comes whose it is."""
PRIVATE_NOTE = "canaryprivate"
"""The same for a private note of whoever facilitates."""
ENDS_EARLY = frozenset({"end_now", "done_aloud"})
RARE = frozenset({"move_card", "journal", "drive", "correct", "relabel", "bring", "pause"})
"""What can be done for ever, and so must not be what a session consists of."""
AT_LEISURE = RARE | ENDS_EARLY | {"ask", "read_reply", "take_to_chair"}
"""What is left for later by a table in a hurry."""


@dataclass
class Player:
    """Everybody at one table: the simulated act by their rules, persons rather do what was done least."""

    host: Host
    random: Random
    coverage: Coverage
    plan: Plan
    reached: set[str] = field(default_factory=set)
    """The steps so far."""
    simulated: Move | None = None
    """What a simulated participant would do now."""

    def move(self) -> Move | None:
        """The next move; None where nobody has one."""
        self.reached.add(self.host.state.public.step)
        self.simulated = simulated_act(self.host)
        if self.simulated is not None and self.random.random() < 0.7:
            return self.simulated
        found = self._open(self._some_persons())
        if not found and self.simulated is None:
            found = self._open(self._persons())
        self.random.shuffle(found)
        # A table full of people may do twenty things at once; what was done least comes first.
        found.sort(key=lambda one: self._weight(*one))
        for seat, offer in found[:4]:
            act = self._act(seat, offer)
            if act is not None and coherent_move(self.host, seat.id, act):
                return seat.id, act
        return self.simulated

    def _open(self, seats: Sequence[Seat]) -> list[tuple[Seat, Offer]]:
        """What is open to each of `seats`."""
        return [(seat, offer) for seat in seats for offer in self.coverage.note(self.host, seat).values()]

    def _persons(self) -> list[Seat]:
        return [seat for seat in self.host.state.public.seats if seat.driver is Driver.PERSONS]

    def _some_persons(self) -> list[Seat]:
        """Whoever the table waits for, and a few others: at a full table they take turns at doing more."""
        public = self.host.state.public
        persons = self._persons()
        asked = {seat.id for seat in agenda.awaited(self.host.book, public)[:1]}
        step = public.step
        if step in (self.plan.opens, self.plan.led[1]) or self.random.random() < WATCHFUL:
            asked |= {seat.id for seat in persons if seat.kind is SeatKind.FACILITATOR}
        others = [seat for seat in persons if seat.id not in asked]
        some = self.random.sample(others, min(SOME, len(others)))
        return [seat for seat in persons if seat.id in asked] + some

    def _weight(self, seat: Seat, offer: Offer) -> float:
        done = self.coverage.taken[cell(self.host, seat, offer.act)]
        slow = 5.0 if offer.act in RARE else 15.0 if offer.act in ENDS_EARLY else 1.0
        if offer.act == "go_on":
            slow = 0.3
        if self._is_early(offer.act):
            slow *= 3000.0
        if self._is_due(offer.act):
            slow /= 100.0
        if (not done and offer.act not in ENDS_EARLY) or (offer.act == "ask" and self._cards_to_turn(offer)):
            slow /= 20.0
        return (done + 0.3) * slow * self.random.expovariate(1.0)

    def _is_due(self, act: str) -> bool:
        step = self.host.state.public.step
        return (act, step) in (("open_papers", self.plan.opens), self.plan.led)

    def _is_early(self, act: str) -> bool:
        hurries = self.plan.hurry and self.plan.hurry not in self.reached
        waits = act == "open_papers" and self.plan.opens not in self.reached
        return waits or bool(hurries and act in AT_LEISURE)

    def _act(self, seat: Seat, offer: Offer) -> a.Act | None:
        if offer.act == "ask":
            return self._question(offer)
        act = random_act(self.random, offer)
        match act:
            case a.GiveFloor():
                return replace(act, seat=self._least(offer.field("seat").choices, ("share", "plan_line")))
            case a.Seal():
                return replace(act, reason=_own_reason(seat, act.stage))
            case a.Journal(reach="private"):
                return replace(act, words=Said.stored(f"{PRIVATE_NOTE}{seat.id}x"))
            case a.Drive() if act.driver is Driver.ABSENT and self.random.random() < 0.7:
                return None  # a table that everybody has left does nothing
            case _:
                return act

    def _cards_to_turn(self, offer: Offer) -> list[str]:
        """Cards of seats that have not turned one over in this step yet, in any session."""
        public = self.host.state.public
        asked = set(offer.field("to").choices)
        lack = {
            one for one in asked if not self.coverage.taken[cell(self.host, public.seat(one), "turn_card")]
        }
        return [fact for fact, card in public.board.items() if card.seat in lack and not card.letter]

    def _question(self, offer: Offer) -> a.Act:
        """Whoever has answered least here is asked, about a card of theirs where that is what lacks."""
        lacking = self._cards_to_turn(offer)
        if lacking and self.random.random() < 0.7:
            card = self.random.choice(lacking)
            return a.Ask(self.host.state.public.board[card].seat, card=card)
        to = self._least(offer.field("to").choices, ("answer", "turn_card"))
        board = self.host.state.public.board
        theirs = [fact for fact in offer.field("card").choices if board[fact].seat == to]
        if theirs and self.random.random() < 0.85:
            return a.Ask(to, card=self.random.choice(theirs))
        made = random_act(self.random, offer)
        return replace(made, to=to) if isinstance(made, a.Ask) else made

    def _least(self, seats: Sequence[str], acts: Sequence[str]) -> str:
        public = self.host.state.public

        def done(seat: str) -> float:
            cells = [cell(self.host, public.seat(seat), act) for act in acts]
            return min(self.coverage.taken[one] for one in cells) + self.random.random()

        return min(seats, key=done)


def _own_reason(seat: Seat, stage: str) -> Said:
    return Said.stored(f"{PRIVATE_WORDS}{seat.id}{stage}x")


@dataclass
class Session:
    """One session as it was played."""

    plan: Plan
    host: Host
    moves: list[Move] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What was offered and refused all the same."""


def play(
    host: Host,
    planned: Plan,
    coverage: Coverage,
    each: Callable[[Session, Player], None] = lambda session, player: None,
    most: int = 420,
) -> Session:
    """Play a session on, at most `most` acts; `each` is called before every act and at the end."""
    player = Player(host, Random(f"play {planned.number}"), coverage, planned)
    session = Session(planned, host)
    last = agenda.DEBRIEF[-1].id
    left = LAST
    for _ in range(most):
        left -= host.state.public.step == last
        move = player.move() if left else None
        each(session, player)
        if move is None:
            return session
        seat, act = move
        counted = cell(host, host.state.public.seat(seat), a.NAME_OF[type(act)])
        refusal = do(host, seat, act)
        if refusal is not None:
            session.faults.append(f"{seat} was refused what was open: {counted[2]}, {refusal.why}")
            return session
        coverage.taken[counted] += 1
        session.moves.append(move)
    player.simulated = simulated_act(host)
    each(session, player)
    return session
