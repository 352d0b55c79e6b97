"""Time at a table: what each part is meant to take, and what the part and the speaker have had.

For whoever facilitates, never for the shared screen. Seconds come in as numbers of any steady clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cpsim.conference import agenda
from cpsim.conference.view import Public
from cpsim.model.case import Pace
from cpsim.model.content import RuleBook
from cpsim.model.framework import Step
from cpsim.model.words import SeatKind, Side
from cpsim.present import titles
from cpsim.present.agenda import groups_of
from cpsim.present.prose import Line, Tone, prose, quiet
from cpsim.present.tongue import _, plural

WELCOME = 5
"""Minutes of an hour for what is said before it begins, and for handing out the slips."""
LONG = 120
"""A session of so many minutes has a break before the debrief."""
BREAK = 10
"""Minutes of that break."""
SECONDS = 60


# ---- what was planned


@dataclass(frozen=True, slots=True)
class Times:
    """About how many whole minutes the parts of a session at a table take; together they are the session."""

    welcome: int
    stops: tuple[int, ...]
    """For every part of the running order; 0 where it is left out."""
    pause: int
    """The break before the debrief; 0 for none."""


def times(pace: Pace, book: RuleBook, parts: Sequence[Sequence[Step]], speakers: int) -> Times:
    """How long each of `parts` takes at `pace`, with so many professionals who put items forward.

    The area's minutes are stretched to the length of the session, but the first round is never shorter than
    the time that its speakers have.
    """
    kept = {step.id for step in agenda.steps_of(replace(book, pace=pace))}
    weights = [WELCOME, *(sum(step.minutes for step in part if step.id in kept) for part in parts)]
    whole = pace.at_table
    pause = BREAK if whole >= LONG else 0
    shares = _shares(weights, whole - pause)
    spoken = -(-speakers * pace.speaking_seconds // SECONDS)
    first = next((at for at, part in enumerate(parts, 1) if _first_round(part)), None)
    if first is not None and 0 < shares[first] < spoken < whole - pause:
        rest = _shares([*weights[:first], 0, *weights[first + 1 :]], whole - pause - spoken)
        shares = [*rest[:first], spoken, *rest[first + 1 :]]
    return Times(shares[0], tuple(shares[1:]), pause)


def _first_round(part: Sequence[Step]) -> bool:
    """Whether the professionals put their items forward one after the other, for the first time."""
    return any(
        step.floor == "round" and "share" in step.acts and Side.PROFESSIONAL in step.speaks for step in part
    )


def _shares(weights: Sequence[int], whole: int) -> list[int]:
    """`whole` shared out by weight in whole numbers: what is lost in rounding goes where most was lost."""
    heavy = sum(weights) or 1
    shares = [weight * whole // heavy for weight in weights]
    lost = sorted(range(len(weights)), key=lambda at: (-(weights[at] * whole % heavy), at))
    for at in lost[: whole - sum(shares)]:
        shares[at] += 1
    return shares


def planned(public: Public, book: RuleBook) -> int:
    """The minutes meant for the part of the session that goes on now, as the facilitator's set has them."""
    parts = groups_of(book)
    roles = [seat.role for seat in public.seats if seat.kind is SeatKind.PARTICIPANT and seat.role]
    speakers = sum(book.side(role) is Side.PROFESSIONAL for role in roles)
    stops = times(book.pace, book, parts, speakers).stops
    return next(
        minutes
        for part, minutes in zip(parts, stops, strict=True)
        if any(step.id == public.step for step in part)
    )


def spoken_time(seconds: int) -> str:
    """A length of time as it is said: "3:30"."""
    return f"{seconds // SECONDS}:{seconds % SECONDS:02}"


# ---- what was had


@dataclass(frozen=True, slots=True)
class Counted:
    """How long one thing has lasted so far."""

    what: tuple[object, ...] = ()
    """Which part, or whose turn; empty for none."""
    seconds: float = 0.0
    whole: bool = True
    """Counted from its beginning; not where the table came together again in the middle of it."""


@dataclass(frozen=True, slots=True)
class TableClock:
    """What the present part and the present speaker have had; a pause counts for neither.

    `seen` is given what everybody knows each time it may have changed; what lies between two looks counts for
    what was going on at the first.
    """

    resumed: bool = False
    """The table comes together again: what goes on then was begun another day."""
    at: float | None = None
    """When it was looked at last."""
    waits: bool = False
    part: Counted = Counted()
    turn: Counted = Counted()

    def seen(self, public: Public, book: RuleBook, now: float) -> "TableClock":
        """The clock after a look at `now`, in seconds."""
        since = 0.0 if self.at is None or self.waits else now - self.at
        first = next(part for part in groups_of(book) if any(step.id == public.step for step in part))[0]
        floor = public.floor
        turn = () if floor is None else (public.step, floor, public.turns.get(floor, 0))
        return TableClock(
            self.resumed,
            now,
            public.paused,
            self._on(self.part, (first.id,), since),
            self._on(self.turn, turn, since),
        )

    def _on(self, known: Counted, what: tuple[object, ...], since: float) -> Counted:
        if self.at is None:
            return Counted(what, whole=not self.resumed)
        if known.what != what:
            return Counted(what)
        return replace(known, seconds=known.seconds + since)


def told(clock: TableClock, public: Public, book: RuleBook) -> tuple[Line, ...]:
    """For whoever facilitates: what the speaker and the part have had, beside what is meant for each."""
    made = []
    if not agenda.in_debrief(public.step):
        made.append(_speaker(clock.turn, public, book))
    minutes = planned(public, book)
    meant = plural("{n} minute", "{n} minutes", minutes)
    name = agenda.step_of(book, public.step).name
    had = _("{had} of about {meant}").format(had=spoken_time(int(clock.part.seconds)), meant=meant)
    made.append(prose((name, Tone.STRONG), ": ", had, "."))
    if clock.waits:
        made.append(prose(_("There is a pause, which does not count.")))
    if not clock.part.whole:
        made.append(prose(_("This part was begun another day: it counts from when you came together again.")))
    made.append(quiet(_("Nobody is cut off.")))
    return tuple(made)


def _speaker(turn: Counted, public: Public, book: RuleBook) -> Line:
    if public.floor is None:
        return prose(_("Nobody has the floor."))
    who = titles.seat(public.floor, public, book)
    soft = spoken_time(book.pace.speaking_seconds)
    had = _("{had} of about {meant}").format(had=spoken_time(int(turn.seconds)), meant=soft)
    since = "" if turn.whole else _(", counted from when you came together again")
    return prose((who, Tone.STRONG), ": ", had, since, ".")
