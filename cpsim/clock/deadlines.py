"""The dates that follow from the day of a conference, each with its rule, source and skipped holidays.

Working days are counted. Other intervals that end on a day off move to the working day before it
(an assumption, to be confirmed locally); an earliest day moves to the one after.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from cpsim.clock.calendar import DAY, Calendar, add_months
from cpsim.model.framework import Deadline, Framework, Source

CONFERENCE = "conference"
REVIEW = "first_review"
"""The deadline that is the review conference itself: where a review is dated, it is that day."""
REPEATS = 3
UNITS = {"working_days": "working day", "days": "day", "weeks": "week", "months": "month"}


@dataclass(frozen=True, slots=True)
class Due:
    """One date and how it comes about."""

    id: str
    name: str
    date: str
    """ISO date; of a repeating rule the first."""
    rule: str
    """The rule in words: "no later than 10 working days after the conference"."""
    source: Source
    skipped: tuple[tuple[str, str], ...]
    """Public holidays on weekdays that were passed over: ISO date and name."""
    repeats: tuple[str, ...] = ()
    """The next three dates of a repeating rule, the first among them."""
    moved_from: str | None = None
    """The day off on which the interval ended, where the date moved."""


class DeadlineError(ValueError):
    """A deadline hangs on itself, or on one that the framework does not have."""


def deadlines(framework: Framework, calendar: Calendar, conference: date, review: bool) -> tuple[Due, ...]:
    """Every date `framework` sets for a conference on `conference`, in the framework's order.

    Where `review`, the day is that of a review conference: only what hangs on a review is worked out.
    Raises OutsideCalendarError where a date falls into a year the calendar does not know, and
    DeadlineError for rules that hang on nothing.
    """
    book = {deadline.id: deadline for deadline in framework.deadlines}
    wanted = [deadline for deadline in framework.deadlines if _applies(deadline, book, review)]
    fixed = {CONFERENCE: conference} | ({REVIEW: conference} if review else {})
    run = _Run(calendar, book, fixed)
    return tuple(_due(deadline, run) for deadline in wanted)


@dataclass(frozen=True, slots=True)
class _Run:
    calendar: Calendar
    book: dict[str, Deadline]
    fixed: dict[str, date]
    """The days that are given."""


def _chain(deadline: Deadline, book: dict[str, Deadline]) -> tuple[str, ...]:
    """The anchors a deadline hangs on, nearest first, down to the conference."""
    anchors = [deadline.anchor]
    while anchors[-1] != CONFERENCE:
        if anchors[-1] not in book or anchors[-1] in anchors[:-1] or anchors[-1] == deadline.id:
            raise DeadlineError(f"the deadline {deadline.id!r} hangs on {anchors[-1]!r}, which leads nowhere")
        anchors.append(book[anchors[-1]].anchor)
    return tuple(anchors)


def _applies(deadline: Deadline, book: dict[str, Deadline], review: bool) -> bool:
    chain = _chain(deadline, book)
    if not review:
        return not deadline.review_only
    return deadline.review_only or REVIEW in chain


def _due(deadline: Deadline, run: _Run) -> Due:
    anchor = _day(deadline.anchor, run)
    times = range(1, REPEATS + 1) if deadline.limit == "every" else (1,)
    ends = [_end(deadline, anchor, time, run.calendar) for time in times]
    plain, moved = ends[0]
    return Due(
        id=deadline.id,
        name=deadline.name.text,
        date=moved.isoformat(),
        rule=rule_words(deadline, run.book),
        source=deadline.source,
        skipped=_skipped(deadline, anchor, ends, run.calendar),
        repeats=tuple(day.isoformat() for _, day in ends) if deadline.limit == "every" else (),
        moved_from=plain.isoformat() if plain != moved else None,
    )


def _day(deadline_id: str, run: _Run) -> date:
    """The day an anchor falls on."""
    if deadline_id in run.fixed:
        return run.fixed[deadline_id]
    deadline = run.book[deadline_id]
    return _end(deadline, _day(deadline.anchor, run), 1, run.calendar)[1]


def _end(deadline: Deadline, anchor: date, times: int, calendar: Calendar) -> tuple[date, date]:
    """The day on which the interval ends, and the day it is moved to where that is a day off.

    Repeats are all counted from the anchor, so that one moved date does not move those after it.
    """
    number = deadline.number * times
    if deadline.unit == "working_days":
        day = calendar.working_days(anchor, number)
        return day, day
    plain = _interval(anchor, number, deadline.unit)
    if number == 0:
        return plain, plain
    return plain, calendar.nearest_working(plain, DAY if deadline.limit == "from" else -DAY)


def _interval(anchor: date, number: int, unit: str) -> date:
    if unit == "months":
        return add_months(anchor, number)
    return anchor + timedelta(weeks=number) if unit == "weeks" else anchor + timedelta(days=number)


def _skipped(
    deadline: Deadline, anchor: date, ends: list[tuple[date, date]], calendar: Calendar
) -> tuple[tuple[str, str], ...]:
    """Holidays a count of working days stepped over, or for whose sake a date was moved."""
    if deadline.unit == "working_days":
        away = DAY if deadline.number > 0 else -DAY
        spans = [(anchor + away, day) for day, _ in ends] if deadline.number else []
    else:
        spans = [(plain, moved) for plain, moved in ends if plain != moved]
    found = {holiday for start, end in spans for holiday in calendar.on_weekdays(start, end)}
    return tuple(sorted((holiday.day.isoformat(), holiday.name) for holiday in found))


def rule_words(deadline: Deadline, book: dict[str, Deadline]) -> str:
    """The rule of one deadline in words; `book` holds the deadlines it may hang on."""
    anchor = (
        "the conference" if deadline.anchor == CONFERENCE else f"\u201c{book[deadline.anchor].name}\u201d"
    )
    if deadline.number == 0:
        return f"on the day of {anchor}"
    count = abs(deadline.number)
    length = f"{count} {UNITS[deadline.unit]}{'' if count == 1 else 's'}"
    if deadline.limit == "every":
        return f"every {length} from {anchor}"
    where = "after" if deadline.number > 0 else "before"
    if deadline.limit == "from":
        return f"no earlier than {length} {where} {anchor}"
    return f"no later than {length} {where} {anchor}"
