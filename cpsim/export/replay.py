"""`cpsim replay`: what one seat was given, told in words, part by part.

On a terminal it waits after each part; anywhere else it prints all of them. Who may have which
seat's log is decided in `reading`, as for every export; docs/replay.md describes the command.
"""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from cpsim.conference import events as e
from cpsim.conference.agenda import step_of
from cpsim.export.exits import USED_WRONGLY, WELL
from cpsim.export.line_text import as_text
from cpsim.export.reading import Declined, Reading, use_reading
from cpsim.export.telling import Told, tell
from cpsim.model.content import RuleBook
from cpsim.present import titles
from cpsim.present.prose import BLANK, Line, Tone, head, prose, quiet
from cpsim.present.tongue import _
from cpsim.store.protocol import Store

BY = ("turn", "step", "role")
"""What the parts are: turns at talk, steps of the agenda, or what each role said."""
WIDTH, WIDEST, NARROWEST = 80, 100, 40
ENDS = ("q", "quit")


def run_replay(  # noqa: PLR0913 (a command line says all of this, by name)
    store: Store,
    session: str,
    *,
    seat: str | None,
    by: str,
    to: int | None,
    keys: TextIO | None,
    out: TextIO,
    err: TextIO,
) -> int:
    """Tell `session` as `seat` was given it, up to the event numbered `to`, in parts by one of `BY`.

    Where `keys` and `out` are a terminal's it waits for Enter after each part, and ends at q. Gives the
    exit code: 0 told; 1 that seat's log is not to be had before the folders are open; 2 there is no such
    seat, it has to be named, or `to` is no number of an event; 3 no such session, or it cannot be read.
    """

    def show(reading: Reading) -> int:
        if to is not None and to < 1:
            raise Declined(USED_WRONGLY, _("--to takes the number of an event, 1 or more."))
        waits = keys if keys is not None and keys.isatty() and out.isatty() else None
        _show([_opening(reading), *parts(reading, by, to)], len(reading.log), waits, out)
        return WELL

    return use_reading(store, session, seat, err, show)


@dataclass(frozen=True, slots=True)
class Part:
    """What is told at once."""

    lines: tuple[Line, ...]
    numbers: tuple[int, int] | None = None
    """The first and the last of its events, in the seat's own numbering, where they follow each other."""


def parts(reading: Reading, by: str, to: int | None = None) -> list[Part]:
    """The log in words, up to the event numbered `to`, in parts by one of `BY`."""
    told = tell(reading, to)
    if by == "role":
        return _by_role(told, reading)
    made: list[list[Told]] = []
    for one in told:
        if not made or _begins(one, made[-1], by, reading.book):
            made.append([])
        made[-1].append(one)
    return [
        Part(tuple(line for one in part for line in one.lines), (part[0].number, part[-1].number))
        for part in made
    ]


def _begins(one: Told, part: Sequence[Told], by: str, book: RuleBook) -> bool:
    """Whether a new part begins with `one`, which comes after those of `part`."""
    if isinstance(one.event, e.StepEntered):
        return _shown_as(one.step, book) != _shown_as(part[-1].step, book)
    if by == "step" or not any(told.lines for told in part if not isinstance(told.event, e.StepEntered)):
        return False  # a step's heading stays with what comes first in it
    asks = isinstance(one.event, e.QuestionAsked | e.ReplyRead) and not one.in_turn
    return asks or isinstance(one.event, e.FloorGiven)


def _shown_as(step: str, book: RuleBook) -> str:
    """Steps that are one for most people at the table have the same word here."""
    return (step_of(book, step).once_shown_as or step) if step else ""


# By role


def _by_role(told: Sequence[Told], reading: Reading) -> list[Part]:
    """A part for each seat that said anything, in the order of the table; under each step what it said there."""
    view = reading.view()
    made = []
    for seat in view.public.seats:
        title = titles.title(seat, view.public, reading.book)
        named = {title, _("{title} (you)").format(title=title)}
        mine = [one for one in told if seat.id in one.speakers]
        lines = _under_steps(mine, named, reading.book)
        if lines:
            name = _("{title} (you)").format(title=title) if seat.id == view.me else title
            made.append(Part((head(name), *lines)))
    return made


def _under_steps(told: Iterable[Told], named: set[str], book: RuleBook) -> list[Line]:
    """What one seat said, without its own name over every turn."""
    made: list[Line] = []
    step = ""
    for one in told:
        lines = [line for line in one.lines if line != BLANK and line.text not in named]
        if lines and one.step != step:
            step = one.step
            made += [BLANK, prose((step_of(book, step).name, Tone.STRONG))]
        made += lines
    return made


# On paper or on a terminal


def _opening(reading: Reading) -> Part:
    """What this is and whose log it is, before anything is told."""
    view = reading.view()
    title = view.public.title or ""
    who = titles.the(titles.title(view.seat, view.public, reading.book))
    told = _("{title}, session {id}, as {who} ({seat}) was given it.")
    fiction = _("Training fiction: everybody in it is invented.")
    said = told.format(title=title, id=reading.session, who=who, seat=reading.seat.id)
    return Part((prose(said), quiet(fiction), BLANK))


def _show(told: Sequence[Part], events: int, keys: TextIO | None, out: TextIO) -> None:
    """Write the parts; with `keys` a line is read after each but the last, and one that says q ends it."""
    width = WIDTH
    if keys is not None:
        width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    opening, *rest = told
    out.write(as_text(opening.lines, width))
    for number, part in enumerate(rest, 1):
        out.write("\n" + as_text(part.lines, width))
        where = _where(part, number, len(rest), events)
        if keys is None or number == len(rest):
            out.write(f"\n-- {where}\n")
            continue
        out.write(f"\n-- {where}   {_('Enter goes on, q ends:')} ")
        out.flush()
        answer = keys.readline()
        if not answer or answer.strip().lower() in ENDS:
            return


def _where(part: Part, number: int, of: int, events: int) -> str:
    """Which events were told, so that `--to` can come back here; by role how many parts there are."""
    if part.numbers is None:
        return _("{number} of {of}").format(number=number, of=of)
    first, last = part.numbers
    if first == last:
        return _("event {first} of {all}").format(first=first, all=events)
    return _("events {first} to {last} of {all}").format(first=first, last=last, all=events)
