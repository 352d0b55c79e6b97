"""A calendar as a value: which days are public holidays, and counting in working days over it.

A working day is Monday to Friday unless it is a public holiday. The day counted from is day 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5


class OutsideCalendarError(ValueError):
    """A day was asked for in a year whose holidays this calendar does not know."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """One public holiday."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The public holidays of one area over whole years, and where they are known from."""

    name: str
    known_from: str
    """What is printed under every date: "public holidays as known to ..."."""
    first_year: int
    last_year: int
    holidays: frozenset[Holiday]
    _names: dict[date, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._names.update((holiday.day, holiday.name) for holiday in self.holidays)

    def holiday(self, day: date) -> Holiday | None:
        """The public holiday on `day`, or None; OutsideCalendarError in a year that is not known."""
        if not self.first_year <= day.year <= self.last_year:
            raise OutsideCalendarError(
                f"{day.isoformat()} lies outside {self.first_year} to {self.last_year}, "
                f"the years this calendar knows"
            )
        name = self._names.get(day)
        return None if name is None else Holiday(day, name)

    def is_working(self, day: date) -> bool:
        """Monday to Friday and no public holiday."""
        return day.weekday() < SATURDAY and self.holiday(day) is None

    def working_days(self, start: date, count: int) -> date:
        """The working day `count` working days after `start`, or before it where `count` is negative.

        `start` is day 0 and need not be a working day; with 0 it is handed back as it is.
        """
        step = DAY if count > 0 else -DAY
        day, left = start, abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def nearest_working(self, day: date, step: timedelta) -> date:
        """`day` itself where it is a working day, else the next one in the direction of `step`."""
        while not self.is_working(day):
            day += step
        return day

    def on_weekdays(self, start: date, end: date) -> tuple[Holiday, ...]:
        """The holidays from Monday to Friday between two days, both ends included, earliest first."""
        low, high = min(start, end), max(start, end)
        days = (low + DAY * number for number in range((high - low).days + 1))
        found = (self.holiday(day) for day in days if day.weekday() < SATURDAY)
        return tuple(holiday for holiday in found if holiday is not None)


def adjusted(calendar: Calendar, added: Iterable[str], removed: Iterable[str]) -> Calendar:
    """The same calendar with an area's own days put in and taken out; both are ISO dates.

    ValueError for a text that is no date.
    """
    out = {date.fromisoformat(text) for text in removed}
    extra = {Holiday(date.fromisoformat(text), "Day added for this area") for text in added}
    kept = {holiday for holiday in calendar.holidays if holiday.day not in out}
    known = {holiday.day for holiday in kept}
    return Calendar(
        name=calendar.name,
        known_from=calendar.known_from,
        first_year=calendar.first_year,
        last_year=calendar.last_year,
        holidays=frozenset(kept | {holiday for holiday in extra if holiday.day not in known}),
    )


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later or earlier, clipped to the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))
