"""What a seat knows: the public state, which all seats share, and its own.

A view is a fold over the events a seat was given and over nothing else. It holds what the rules
need and never the transcript, which is a list beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from cpsim.conference.events import BallotSealed, Decided
from cpsim.conference.parts import DueDate, Place, Seat
from cpsim.model.case import Child, Fact, Heard, Impact, Inject, PlanLine
from cpsim.model.judgement import Answer
from cpsim.model.said import Said
from cpsim.model.words import Basis, Driver, SeatKind, Service, Tag, Topic, Whose


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One item on the board."""

    fact: Heard
    seat: str
    tag: Tag
    heading: str
    whose: Whose | None
    basis: Basis | None = None
    """Known once somebody asked how we know it."""
    when: Said | None = None
    """How old it is; known together with `basis`."""
    private: bool = False
    """Said in the part the family was out of."""
    letter: bool = False
    """Read out from what a service wrote."""
    corrected: bool = False
    """Its kind or whose word it is was keyed otherwise at first."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that waits for an answer."""

    seat: str
    to: str
    topic: Topic | None
    card: str | None


@dataclass(frozen=True, slots=True)
class Public:
    """What everybody at the table knows."""

    WORKED_FROM: ClassVar[frozenset[str]] = frozenset({"seats"})
    """The fields that `participants` is worked out from."""

    seats: tuple[Seat, ...] = ()
    date: str = ""
    title: Said | None = None
    meeting: Said | None = None
    common: tuple[Said, ...] = ()
    children: tuple[Child, ...] = ()
    places: tuple[Place, ...] = ()
    step: str = ""
    floor: str | None = None
    turn_items: int = 0
    """Items put forward in the turn that is going on."""
    turn_facts: tuple[str, ...] = ()
    """Those of them that stand on the board."""
    spoke: tuple[str, ...] = ()
    """Seats that had the floor in this step, those apart that left in the middle of their turn."""
    turns: Mapping[str, int] = field(default_factory=dict)
    """Turns each seat has ended so far; a first turn has more items than a later one."""
    cut: Mapping[str, int] = field(default_factory=dict)
    """Items that seats put forward in a turn that was cut since they left, and that is still to be had."""
    board: Mapping[str, BoardCard] = field(default_factory=dict)
    shared_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Fact ids each seat has put on the board, in order."""
    question: Question | None = None
    asked: Mapping[str, int] = field(default_factory=dict)
    """Questions each seat has put."""
    questioned: Mapping[str, int] = field(default_factory=dict)
    """Questions each seat was asked."""
    replies_read: tuple[Service, ...] = ()
    participation: Mapping[str, str] = field(default_factory=dict)
    handed_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Seats that handed in, by stage."""
    summary: tuple[str, ...] | None = None
    views: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    decisions: Mapping[str, Decided] = field(default_factory=dict)
    dissents: tuple[tuple[str, str | None], ...] = ()
    """Seats that had a different view recorded, each with the child it is about, or None for all."""
    contingency: bool = False
    lead: str | None = None
    core_group: tuple[str, ...] = ()
    dates: tuple[DueDate, ...] = ()
    dated: bool = False
    """The dates were read out, be there any or none."""
    paused: bool = False
    papers_opened: bool = False
    """The facilitator has opened their own papers."""
    arrived: tuple[str, ...] = ()
    """Ids of the pack's injects that have arrived."""
    shown: tuple[str, ...] = ()
    """The stages whose judgements were shown without names."""
    breach: str | None = None
    """The item that was said last without the chair's leave."""
    breaches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each item that was said without leave and is not corrected, the seats that answer no more for it."""
    by_program: tuple[tuple[str, str], ...] = ()
    """Seats and stages whose judgement the program sealed; where a person takes the seat over, only those
    that were shown by then stay."""
    words_given: tuple[str, ...] = ()
    committed: tuple[str, ...] = ()
    participants: tuple[Seat, ...] = field(init=False, repr=False, compare=False)
    """Seats that take part and are not absent, in the order of the table."""

    def __post_init__(self) -> None:
        """Work out once who takes part: every rule asks for it, and seats seldom change hands."""
        taking_part = [seat for seat in self.seats if seat.kind is SeatKind.PARTICIPANT]
        present = tuple([seat for seat in taking_part if seat.driver is not Driver.ABSENT])
        object.__setattr__(self, "participants", present)

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """Seats that answer no more questions today, for one item or for several."""
        return tuple(dict.fromkeys(seat for hurt in self.breaches.values() for seat in hurt))

    def seat(self, seat_id: str) -> Seat:
        """The seat named `seat_id`; KeyError for one the session does not have."""
        for seat in self.seats:
            if seat.id == seat_id:
                return seat
        raise KeyError(seat_id)

    def seat_of(self, role: str) -> Seat | None:
        """The first seat that holds `role`, or None."""
        return next((seat for seat in self.seats if seat.role == role), None)


@dataclass(frozen=True, slots=True)
class Leave:
    """A restricted item that was taken to the chair, and what the chair said."""

    seat: str
    fact: Fact
    leave: str | None = None
    """`room`, `private`, `keep_out`, or None while the chair has not answered."""


@dataclass(frozen=True, slots=True)
class Own:
    """What one seat knows beyond the public state."""

    folder: tuple[Fact, ...] = ()
    restricted: tuple[str, ...] = ()
    """Those of the folder with a limit on passing them on."""
    note: Said | None = None
    impacts: tuple[Impact, ...] = ()
    plans: tuple[PlanLine, ...] = ()
    contingency: Said | None = None
    """At the chair's seat, once it is time: what may be taken for 'if circumstances change'."""
    place_names: Mapping[str, Said] = field(default_factory=dict)
    private_board: Mapping[str, BoardCard] = field(default_factory=dict)
    leaves: Mapping[str, Leave] = field(default_factory=dict)
    """By fact id: one's own requests; at the chair's seat, everybody's."""
    sealed: Mapping[str, BallotSealed] = field(default_factory=dict)
    """By stage."""
    injects: tuple[Inject, ...] = ()
    """At a facilitator's seat, once their papers are open."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything one seat knows."""

    me: str
    public: Public
    own: Own
    offered: dict[Any, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Offers that rules made of this view, by act, each with its rule book: nothing else goes into them."""

    @property
    def seat(self) -> Seat:
        """The seat whose view this is."""
        return self.public.seat(self.me)

    @property
    def board(self) -> Mapping[str, BoardCard]:
        """All cards this seat has heard, those of a private part among them."""
        if not self.own.private_board:
            return self.public.board
        return {**self.public.board, **self.own.private_board}

    @property
    def unsaid(self) -> tuple[Fact, ...]:
        """The items of the own folder that nobody has heard yet."""
        said = self.board
        return tuple(fact for fact in self.own.folder if fact.id not in said)

    @property
    def impact(self) -> Said | None:
        """What the own papers say of the child's day, as far as the room has heard what it rests on."""
        heard = self.board
        return next((one.words for one in self.own.impacts if all(f in heard for f in one.rests_on)), None)

    @property
    def plan_line(self) -> PlanLine | None:
        """The plan line of the own papers that fits what the room has heard."""
        heard = self.board
        return next((line for line in self.own.plans if all(fact in heard for fact in line.rests_on)), None)

    def place(self, place_id: str) -> Said:
        """What this seat may call a setting: its name once heard, else the neutral words."""
        named = self.own.place_names.get(place_id)
        if named is not None:
            return named
        return next(place.neutral for place in self.public.places if place.id == place_id)
