"""Whole conferences for tests: shipped content, a fixed world, and players who do anything that is legal."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

from hypothesis import settings
from sizes import size

from cpsim.conference import acts as a
from cpsim.conference import agenda, rules
from cpsim.conference.codec import canonical
from cpsim.conference.offers import Field, Offer, Shape, applies
from cpsim.conference.opening import seats_for, table_seats
from cpsim.conference.parts import DueDate
from cpsim.conference.refusals import Refusal
from cpsim.conference.view import Public
from cpsim.model.content import Content, Options
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Driver, SeatKind, Stage, Tag, Topic, Watch
from cpsim.session.host import Host
from cpsim.session.people import People, to_text
from cpsim.session.room import PEOPLE
from cpsim.session.table import simulated_act
from cpsim.store.memory import MemoryStore
from cpsim.store.protocol import Store

DAY = "2025-04-30"
SOAK = size(1, 1, 60)


def examples(number: int) -> settings:
    """How many whole conferences a property is tried on: `number` of them, and far more in a soak."""
    return settings(max_examples=number * SOAK, deadline=None)


class FixedClock:
    """A clock that stands still."""

    def now(self) -> float:
        """Always the same second."""
        return 1746000000.0

    def today(self) -> str:
        """Always the same day."""
        return DAY


class FixedDates:
    """One date, so that tests need no calendar."""

    def due(self, conference: str) -> Sequence[DueDate]:
        """One date under one rule."""
        return (
            DueDate("first_visit", clean("First visit"), "2025-05-14", clean("within 2 weeks"), "S1:77", ()),
        )


@cache
def jayden(options: Options | None = None) -> Content:
    """The shipped Jayden case under Jersey's procedure."""
    from cpsim.packs import load_content

    content, problems = load_content("jayden", "jersey", options or Options())
    assert content is not None, problems
    return content


def opened(
    content: Content,
    *played: str,
    seed: int = 1,
    store: Store | None = None,
    session: str = "test01",
) -> Host:
    """A fresh session of `content` with persons on the roles in `played`."""
    return Host.open(
        session,
        content,
        seats_for(content, played),
        seed=seed,
        store=store if store is not None else MemoryStore(),
        clock=FixedClock(),
        dates=FixedDates(),
    )


def round_a_table(content: Content, *played: str, seed: int = 1, store: Store | None = None) -> Host:
    """The same round one table: persons on the roles in `played`, an observer, and who facilitates last.

    Nobody there has a name, a PIN or a code.
    """
    laid = table_seats(content, {role: role for role in played}, observers=[("watcher", Watch.CHILDS_VOICE)])
    return Host.open(
        "table1",
        content if not content.options.alone else with_options(content, alone=False, facilitated=True),
        laid,
        drafts={(laid[-1].id, PEOPLE): to_text(People())},
        seed=seed,
        store=store if store is not None else MemoryStore(),
        clock=FixedClock(),
        dates=FixedDates(),
    )


def do(host: Host, seat: str, act: a.Act) -> Refusal | None:
    """One act of one seat, under an id of its own."""
    return host.submit(seat, f"{seat}-{len(host.log)}", act)


def simulated(host: Host) -> None:
    """Let the simulated participants act until the table waits for a person."""
    while (found := simulated_act(host)) is not None:
        refusal = do(host, *found)
        assert refusal is None, (found, refusal)


# ---- players who do anything legal


def random_value(random: Random, spot: Field, offer: Offer) -> object:
    """A value that `spot` leaves open; None or nothing now and then where it is optional."""
    match spot.shape:
        case Shape.ONE:
            if not spot.choices or (spot.optional and random.random() < 0.3):
                return None
            return random.choice(spot.choices)
        case Shape.MANY:
            most = min(spot.most, len(spot.choices))
            return tuple(random.sample(spot.choices, random.randint(min(spot.least, most), most)))
        case Shape.TEXT:
            if spot.optional and random.random() < 0.5:
                return None
            return clean(f"words {random.randint(0, 999)}")
        case Shape.ANSWERS:
            return random_answers(random, spot)
        case Shape.SHARES:
            most = min(spot.most, len(spot.choices))
            chosen = random.sample(spot.choices, random.randint(spot.least, most))
            return tuple(a.Share(fact, random.choice(tuple(Tag)), "worries") for fact in chosen)


def random_answers(random: Random, spot: Field) -> tuple[Answer, ...]:
    """One open value at each address that is asked."""
    given: dict[Address, str] = {}
    for ask in spot.asks:
        if applies(ask, given):
            given[ask.at] = random.choice(ask.choices)
    return tuple(Answer(at, value) for at, value in given.items())


def random_act(random: Random, offer: Offer) -> a.Act:
    """An act that `offer` leaves open, coherent between its fields."""
    values = {spot.name: random_value(random, spot, offer) for spot in offer.fields}
    kind = a.ACT_NAMES[offer.act]
    if kind is a.Ask:
        by_card = values["card"] is not None
        values["topic"] = None if by_card else random.choice(tuple(Topic))
    if kind is a.AnswerQuestion:
        papers = bool(values["items"]) and "papers" in offer.field("kind").choices
        values["kind"] = "papers" if papers else "find_out"
        values["items"] = values["items"] if papers else ()
        values["words"] = None
    if kind is a.Bring:
        values["words"] = clean("Something arrives") if values["inject"] is None else None
    if kind is a.Decide and values["status"] == "protection_plan":
        values["category"] = (random.choice(offer.field("category").choices),)
    return kind(**values)  # type: ignore[no-any-return]


@dataclass
class Played:
    """One random conference: its host and every act that was taken, in order."""

    host: Host
    acts: list[tuple[str, a.Act]] = field(default_factory=list)


def random_conference(
    content: Content,
    seed: int,
    *played: str,
    most: int = 600,
    each: Callable[[Host], None] = lambda host: None,
    until: str | None = None,
    table: bool = False,
) -> Played:
    """A conference in which the seats in `played` do anything legal and the others are simulated.

    `each` is called after every act; it stops before the debrief step `until`, or at the end. With `table`
    there are an observer and a facilitator besides, who do now and then what they may.
    """
    random = Random(seed)
    host = round_a_table(content, *played, seed=seed) if table else opened(content, *played, seed=seed)
    record = Played(host)
    persons = [seat.id for seat in host.state.public.seats if seat.driver is Driver.PERSONS]
    for _ in range(most):
        each(host)
        if host.state.public.step == until:
            return record
        move = next_move(random, host, persons)
        if move is None:
            return record
        refusal = do(host, *move)
        assert refusal is None, (move, refusal)
        record.acts.append(move)
    raise AssertionError(f"no end after {most} acts at {host.state.public.step}")


@cache
def game(seed: int, *played: str, table: bool = False, names: bool = True, until: str | None = None) -> Host:
    """The host of a whole random conference of Jayden; one for all tests that ask for the same."""
    content = jayden() if names else with_options(jayden(), names=False)
    return random_conference(content, seed, *played, table=table, until=until).host


def seal(host: Host, seat: str, reason: str = "", pick: int = 0) -> None:
    """Seal the ballot that is open, with the choice numbered `pick` at every question."""
    form = rules.offer(host.book, host.view(seat), "seal")
    assert not isinstance(form, Refusal)
    given: dict[Address, str] = {}
    for ask in form.field("answers").asks:
        if applies(ask, given):
            given[ask.at] = ask.choices[pick % len(ask.choices)]
    answers = tuple(Answer(at, value) for at, value in given.items())
    stage = Stage(form.field("stage").choices[0])
    assert do(host, seat, a.Seal(stage, answers, reason=clean(reason) if reason else None)) is None


RARELY = {"move_card": 0.1, "end_now": 0.005, "done_aloud": 0.01} | dict.fromkeys(
    a.FACILITATING - {"end_now", "done_aloud", "go_on"}, 0.06
)
"""How often somebody who may do a thing at any time does it."""


MAY_CHANGE_NOTHING = (a.Drive, a.Relabel)
"""Acts that every offer lets name what is so already, and that are refused then."""


def coherent_move(host: Host, seat: str, act: a.Act) -> bool:
    """Whether the fields of an act go together; a random act may change nothing."""
    return rules.refused(host.book, host.view(seat), act) is None


def next_move(random: Random, host: Host, persons: Sequence[str]) -> tuple[str, a.Act] | None:
    """Now a simulated participant, now a person with something legal to do; None where nobody has."""
    found = simulated_act(host)
    if found is not None and random.random() < 0.8:
        return found
    for seat in random.sample(list(persons), len(persons)):
        offers = rules.legal(host.book, host.view(seat))
        # Cards can be moved and notes made for ever, so that is done only now and then.
        pressing = {name: o for name, o in offers.items() if random.random() < RARELY.get(name, 1.0)}
        if pressing:
            act = random_act(random, random.choice(list(pressing.values())))
            if not isinstance(act, MAY_CHANGE_NOTHING) or coherent_move(host, seat, act):
                return seat, act
    return found


# ---- what a seat can see


def bytes_of(host: Host, seat: str) -> bytes:
    """Everything delivered to `seat`, as canonical bytes without audiences."""
    return b"\n".join(canonical(event, None) for event in host.delivered(seat))


def sight(host: Host, seat: str) -> bytes:
    """Everything `seat` can observe now: what was delivered, what it may do, and why it may not."""
    view = host.view(seat)
    offers = [repr(rules.offer(host.book, view, name)) for name in a.ACT_NAMES]
    return bytes_of(host, seat) + "\n".join(offers).encode()


def seats(host: Host) -> Iterator[str]:
    """All seat ids."""
    return (seat.id for seat in host.state.public.seats)


def role_seat(host: Host, role: str) -> str:
    """The seat that holds `role`."""
    return role_seat_of(host.state.public, role)


def role_seat_of(public: Public, role: str) -> str:
    """The same, from what everybody knows."""
    seat = public.seat_of(role)
    assert seat is not None
    return seat.id


def facilitator_seat(host: Host) -> str:
    """The seat of whoever facilitates."""
    return next(seat.id for seat in host.state.public.seats if seat.kind is SeatKind.FACILITATOR)


def with_options(content: Content, **changes: object) -> Content:
    """The same content under other options."""
    return replace(content, options=replace(content.options, **changes))  # type: ignore[arg-type]


def in_debrief(host: Host) -> bool:
    """Whether the debrief has begun."""
    return agenda.in_debrief(host.state.public.step)
