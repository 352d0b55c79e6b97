"""The authority of one running conference: decides, stores, folds, delivers, in that order.

What is not stored is never folded or shown. It alone holds the content, the seed and the full
state; everybody else has a link.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType

from cpsim.conference import agenda, rules
from cpsim.conference import events as e
from cpsim.conference.acts import Act, SetDates
from cpsim.conference.codec import decode_content, decode_event, digest, encode_content, encode_event
from cpsim.conference.opening import begin
from cpsim.conference.parts import Seat
from cpsim.conference.refusals import Refusal
from cpsim.conference.state import START, State, evolve
from cpsim.conference.view import View
from cpsim.conference.visibility import Emission, reaches
from cpsim.model.content import Content, RuleBook
from cpsim.session import beside
from cpsim.session.keeping import Keeping
from cpsim.session.ports import Chance, Clock, Dates
from cpsim.store.protocol import Store, StoreProblem

OPENING = "opening"
"""The act id of the first events, which no seat asked for; every other id begins with its seat and a dot."""


@dataclass(slots=True)
class Host:
    """One conference, from its first event on."""

    session: str
    store: Store
    clock: Clock
    dates: Dates
    chance: Chance
    content: Content
    book: RuleBook
    state: State = START
    log: list[Emission] = field(default_factory=list)
    acts: set[str] = field(default_factory=set)
    """Ids of the acts that are stored, as they are stored."""
    logs: dict[str, list[e.Event]] = field(default_factory=dict)
    """What was delivered to each seat that has a link."""
    asked: int = 0
    """How many acts were asked for through the links of this process, which name them by it."""
    unsure: bool = False
    """A write failed: whether its act is in the log all the same, only the store can say."""
    keeping: Keeping = field(init=False)
    """The drafts of all seats, and who is told what cannot be kept."""

    def __post_init__(self) -> None:
        """Everything that is kept goes to the one store."""
        self.keeping = Keeping(self.store, self.session)

    @classmethod
    def open(  # noqa: PLR0913 (a session is opened with everything it needs, by name)
        cls,
        session: str,
        content: Content,
        seats: Sequence[Seat],
        *,
        seed: int,
        store: Store,
        clock: Clock,
        dates: Dates,
        pinned: bytes | None = None,
        listed: Mapping[str, str] = MappingProxyType({}),
        drafts: Mapping[tuple[str, str], str] = MappingProxyType({}),
    ) -> "Host":
        """Begin a session; its content and its first events are stored before this returns.

        `pinned` is the encoded content, for who opens many sessions of the same; `listed` is what else a
        list of sessions shows of it; `drafts` are texts that are kept beside it from the start, by seat and
        form. Raises the store's StoreProblem where storing fails; then nothing of the session is left.
        """
        pinned = encode_content(content) if pinned is None else pinned
        day = clock.today()
        meta = {"title": str(content.scenario.title), "begun": day, "ended": "", **listed, "seed": str(seed)}
        store.create(session, beside.bound(session, meta), pinned)
        try:
            for (seat, form), text in drafts.items():
                store.keep_draft(session, seat, form, text)
            host = cls(session, store, clock, dates, Chance(seed), content, content.book)
            host._keep(OPENING, begin(content, digest(pinned), tuple(seats), day))
        except BaseException:
            # The drafts have names, and no list shows a session without events: nobody could take them away.
            with suppress(StoreProblem):
                store.give_up(session)
            raise
        return host

    @classmethod
    def resume(cls, session: str, *, store: Store, clock: Clock, dates: Dates) -> "Host":
        """Carry a stored session on, from the content it is pinned to and its own log alone."""
        store.hold(session)
        content = decode_content(store.content(session))
        seed = beside.seed_of(session, store.meta(session))
        host = cls(session, store, clock, dates, Chance(seed), content, content.book)
        host._catch_up()
        return host

    def submit(self, seat: str, act_id: str, act: Act) -> Refusal | None:
        """Take one act of `seat`: None once its events are stored and delivered, else why not.

        The same `act_id` of that seat again changes nothing: its events are there already. Another seat's
        acts are its own, whatever they are called. Raises StoreProblem where it cannot be stored; then
        nothing is shown before the store says what it kept.
        """
        if self.unsure:
            self._catch_up()
        stored_as = f"{seat}.{act_id}"
        if stored_as in self.acts:
            return None
        due = tuple(self.dates.due(self.state.public.date)) if isinstance(act, SetDates) else ()
        decided = rules.decide(self.content, self.book, self.state, seat, act, due)
        if isinstance(decided, Refusal):
            return decided
        self._keep(stored_as, decided)
        return None

    def view(self, seat: str) -> View:
        """What `seat` knows."""
        return self.state.view(seat)

    def delivered(self, seat: str) -> list[e.Event]:
        """The events given to `seat`, in order; the list grows with the conference."""
        known = self.logs.get(seat)
        if known is None:
            known = [emission.event for emission in self.log if reaches(emission, seat)]
            self.logs[seat] = known
        return known

    def _keep(self, act_id: str, emissions: Sequence[Emission]) -> None:
        records = [(encode_event(emission.event), emission.to) for emission in emissions]
        try:
            self.store.append(self.session, act_id, records, self.clock.now())
        except StoreProblem:
            # A disk can fail after it kept everything, so the log is looked at before anything else is.
            self.unsure = True
            raise
        self.acts.add(act_id)
        before = self.state.public.step
        for emission in emissions:
            self._fold(emission)
        if self.state.public.step != before:
            self._mark_step()

    def _catch_up(self) -> None:
        """Fold what is stored beyond what is folded: all of it on resuming, else what a failed write left.

        Whoever writes next has to hold the session, and the store then sees to it that nothing folded is
        missing from it.
        """
        self.store.hold(self.session)
        for row in self.store.rows(self.session, len(self.log)):
            self.acts.add(row.act_id)
            self._fold(Emission(decode_event(row.record), row.to))
        self.unsure = False

    def _fold(self, emission: Emission) -> None:
        self.state = evolve(self.state, emission)
        self.log.append(emission)
        for seat, known in self.logs.items():
            if reaches(emission, seat):
                known.append(emission.event)

    def _mark_step(self) -> None:
        """At every step: what a list of sessions shows, and a whole copy beside the log.

        The act is stored already, so a disk that is full for these two costs the session nothing.
        """
        step = agenda.step_of(self.book, self.state.public.step)
        ended = "yes" if agenda.after(self.book, step.id) is None else ""
        with suppress(StoreProblem):
            self.store.set_meta(self.session, {"place": str(step.name), "ended": ended})
            self.store.side_copy(self.session)
