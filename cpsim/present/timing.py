"""Time at a table: what each part is meant to take, and what the part and the speaker have had.

For whoever facilitates, never for the shared screen. Seconds come in as numbers of any steady clock.
"""

from dataclasses import dataclass, replace

from cpsim.conference import agenda
from cpsim.conference.minutes import minutes_of, part_of
from cpsim.conference.view import Public
from cpsim.model.content import RuleBook
from cpsim.present import titles
from cpsim.present.agenda import groups_of
from cpsim.present.prose import Line, Tone, prose, quiet
from cpsim.present.tongue import _, plural

SECONDS = 60


# ---- what was planned


def planned(public: Public, book: RuleBook) -> int:
    """The minutes meant for the part of the session that goes on now, as the facilitator's set has them."""
    return minutes_of(book.pace, book).get(part_of(agenda.step_of(book, public.step)), 0)


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
