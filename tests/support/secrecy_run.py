"""One session of a secrecy run, and its twin: the general detector of leaks.

A session is played by steered players over a pack full of canaries. At every act what was delivered to every
seat is looked at, and at chosen moments every other surface of some seats. Then a twin is played from the
recorded acts and looked at in the same places: whoever is not entitled must find the same.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from canaries import EVERYBODY, Told
from conferences import do, seats
from steering import Coverage, Plan, Player, Session, begin, plan, play
from surfaces import ANYBODY, OFTEN, SELDOM, SHARED, Surface, canon, is_table, leave_drafts, link_of
from twin import Twin, entitled
from twins import Maker, twin_for

from cpsim.conference import acts as a
from cpsim.conference.agenda import steps_of
from cpsim.model.content import Content
from cpsim.session.host import Host
from cpsim.session.table import LocalLink, Stuck, simulated_act
from cpsim.store.protocol import Store

Place = tuple[int, str, str]
"""Before which act, for whom, on which surface."""


@dataclass(frozen=True, slots=True)
class Found:
    """One leak: where it was seen, and what told it."""

    session: int
    place: Place
    step: str
    how: str
    """`word` and the canaries, or `twin` and the secret that was changed."""


@dataclass(frozen=True, slots=True)
class Density:
    """How much of a session is looked at."""

    often: float = 0.06
    """The chance that an act is a moment at which the usual surfaces of some seats are looked at."""
    seldom: float = 0.02
    """The same for those that cost more."""
    shared: float = 0.25
    """The same for the screen that a whole table sees."""
    seats: int = 2
    """How many seats at such a moment."""
    costly: int = 1
    """How many of those that cost more."""
    simulated: int = 3
    """Before every how many acts the simulated participants are asked what they would do."""


LIGHT = Density(often=0.03, seldom=0.012, shared=0.08, seats=1, simulated=5)
"""For runs of very many sessions."""
USUAL = Density()
ON_PAPER = Density(often=0.02, seldom=0.12, shared=0.1, seats=1, costly=3, simulated=1)
"""For what is made seldom and costs more: exports, replays, slips, what a simulated chair decides."""
THOROUGH = Density(often=0.35, seldom=0.06, shared=0.6, seats=4, costly=4, simulated=1)


@dataclass
class Looker:
    """Looks at one session in the places that its number names, and keeps what it saw."""

    number: int
    host: Host
    density: Density
    told: Told
    twin: bool = False
    """The session is a twin, whose words are other ones."""
    texts: bool = False
    """Keep whole texts and not only their hashes, to show a difference."""
    saw: dict[Place, object] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)
    _step: str = ""

    def __post_init__(self) -> None:
        """Every seat's link, and that of a shared screen."""
        ids = [seat.id for seat in self.host.state.public.seats]
        self._seats = ids
        self._links = {seat: link_of(self.host, seat) for seat in ids}
        if is_table(self.host):
            self._links[EVERYBODY] = link_of(self.host, EVERYBODY)
        self._digest = self.host.log[0].event.digest  # type: ignore[union-attr]

    def look(self, at: int) -> None:
        """Look before act number `at`."""
        self._delivered(at)
        random = Random(f"look {self.number} {at}")
        public = self.host.state.public
        entered, self._step = public.step != self._step, public.step
        drawn = random.random()
        if entered or drawn < self.density.often:
            for seat in random.sample(self._seats, self.density.seats):
                self._surfaces(at, seat, OFTEN, random)
        if EVERYBODY in self._links and random.random() < self.density.shared:
            self._surfaces(at, EVERYBODY, dict([random.choice(list(SHARED.items()))]), random)
        if entered and EVERYBODY not in self._links and random.random() < self.density.shared:
            self._surfaces(at, random.choice(self._seats), ANYBODY, random)
        if random.random() < self.density.seldom * (5 if entered else 1):
            for one in random.sample(list(SELDOM.items()), self.density.costly):
                self._surfaces(at, random.choice(self._seats), dict([one]), random)

    def _delivered(self, at: int) -> None:
        """What came to each seat since the act before: the moment tells something as well."""
        for seat, link in self._links.items():
            log = link.log()
            new = "\n".join(canon(event) for event in log[self._seen.get(seat, 0) :])
            self._seen[seat] = len(log)
            self._keep((at, seat, "delivered"), new)

    def _surfaces(self, at: int, seat: str, surfaces: dict[str, Surface], random: Random) -> None:
        for name, make in surfaces.items():
            self._keep((at, seat, name), make(self.host, seat, random))

    def simulated(self, at: int, move: "tuple[str, a.Act] | str | None") -> None:
        """What a simulated participant would do next; kept with who it is."""
        self.saw[at, "", "simulated"] = move

    def _keep(self, place: Place, text: str) -> None:
        text = text.replace(self._digest, "digest")
        self.saw[place] = text if self.texts else hash(text)
        words = [] if self.twin else self.told.too_much(place[1], text)
        if words:
            self.found.append(self._leak(place, f"word {' '.join(words[:4])}"))

    def _leak(self, place: Place, how: str) -> Found:
        return Found(self.number, place, self.host.state.public.step, how)


class Enough(Exception):
    """A leak was found, and one is all that is asked for."""


def first_session(
    content: Content,
    planned: Plan,
    coverage: Coverage,
    density: Density,
    *,
    texts: bool = False,
    one: bool = False,
    store: Store | None = None,
) -> tuple[Session, Looker]:
    """A session played and looked at; words in the wrong place stand in the looker's `found`.

    With `one` it is played no further than to the first of them.
    """
    host = begin(content, planned, store=store)
    leave_drafts(host, host.state.public.seats)
    looker = Looker(planned.number, host, density, Told(host), texts=texts)
    done = 0

    def each(session: Session, player: Player) -> None:
        nonlocal done
        for seat, act in session.moves[done:]:
            looker.told.after(seat, act)
        done = len(session.moves)
        looker.look(done)
        looker.simulated(done, player.simulated)
        if one and looker.found:
            raise Enough

    session = Session(planned, host)
    with suppress(Enough):
        session = play(host, planned, coverage, each)
    for fault in session.faults:
        looker.found.append(Found(planned.number, (done, "", "acts"), host.state.public.step, fault))
    return session, looker


def differences(
    content: Content, session: Session, looker: Looker, twin: Twin, store: Store | None = None
) -> Iterator[Found]:
    """Where somebody who is not entitled can tell the twin from the session."""
    planned = session.plan
    host = begin(twin.change(content), planned, more=twin.seed, store=store)
    leave_drafts(host, host.state.public.seats)
    for seat in host.state.public.seats:
        if twin.drafts(seat.id):
            link = LocalLink(host, seat.id)
            for form in ("ballot_before", "answer"):
                link.keep_draft(form, link.draft(form) + twin.drafts(seat.id))
    other = Looker(planned.number, host, looker.density, looker.told, twin=True)
    order = [step.id for step in steps_of(host.book)]
    knows: set[str] = set()
    for at in range(len(session.moves) + 1):
        step = host.state.public.step
        if twin.open_from and order.index(step) >= order.index(twin.open_from):
            return
        knows |= entitled(twin, host)
        knows |= {EVERYBODY} if knows.issuperset(seats(host)) else set()
        other.look(at)
        yield from _compared(planned.number, at, step, looker, other, twin, knows, host)
        if at == len(session.moves) or twin.spoils(session.moves[at][1]):
            return
        actor, act = session.moves[at]
        refusal = do(host, actor, twin.act(actor, act))
        if refusal is not None:
            if actor not in knows:
                how = f"twin {twin.name}: {a.NAME_OF[type(act)]} is refused there ({refusal.why})"
                yield Found(planned.number, (at, actor, "acts"), step, how)
            return


def _compared(  # noqa: PLR0917 - everything that two looks are compared by
    number: int, at: int, step: str, one: Looker, other: Looker, twin: Twin, knows: set[str], host: Host
) -> Iterator[Found]:
    for place in [place for place in other.saw if place[0] == at]:
        if place[1] not in knows and one.saw.get(place) != other.saw[place]:
            yield Found(number, place, step, f"twin {twin.name}")
    other.saw.clear()
    often = one.density.simulated
    if at % often == number % often and not twin.seed:
        move = one.saw[at, "", "simulated"]
        again = _next(host)
        movers = {found[0] for found in (move, again) if isinstance(found, tuple)}
        if move != again and not movers & knows:
            yield Found(number, (at, "", "simulated"), step, f"twin {twin.name}")


def _next(host: Host) -> "tuple[str, a.Act] | str | None":
    try:
        return simulated_act(host)
    except Stuck:
        return "stuck"


def leaks(
    content: Content,
    number: int,
    coverage: Coverage,
    *,
    density: Density = LIGHT,
    makers: Sequence[Maker] | None = None,
    one: bool = False,
    store: Callable[[str], Store | None] = lambda name: None,
) -> list[Found]:
    """Everything that session `number` tells, and its twin; or twins of the kinds in `makers` in its place.

    With `one` the first leak is enough. `store` gives the store of the session and of each twin by a name;
    None for one in memory.
    """
    planned = plan(content, number)
    session, looker = first_session(content, planned, coverage, density, one=one, store=store("first"))
    found = list(looker.found)
    if one and found:
        return found
    if makers is None:
        twins = [twin_for(session, number)]
    else:
        twins = [make(session, Random(f"twin {number}")) for make in makers]
    for place, twin in enumerate(twins):
        told = differences(content, session, looker, twin, store(f"twin{place}"))
        found += islice(told, 1 if one else None)
    return found


def shown(content: Content, one: Found, density: Density = LIGHT) -> str:
    """The two texts of a difference, cut to where they part; for whoever has to find the leak."""
    planned = plan(content, one.session)
    session, looker = first_session(content, planned, Coverage(), density, texts=True)
    twin = twin_for(session, one.session)
    host = begin(twin.change(content), planned, more=twin.seed)
    leave_drafts(host, host.state.public.seats)
    again = Looker(planned.number, host, density, looker.told, twin=True, texts=True)
    for at, (seat, act) in enumerate(session.moves):
        again.look(at)
        if at == one.place[0]:
            break
        do(host, seat, twin.act(seat, act))
    return _parting(str(looker.saw[one.place]), str(again.saw.get(one.place)))


def _parting(one: str, other: str) -> str:
    at = next(
        (n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other))
    )
    return f"...{one[max(0, at - 150) : at + 150]}\n---\n...{other[max(0, at - 150) : at + 150]}"
