"""Counting in working days over a calendar given as a value."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpsim.clock.calendar import (
    DAY,
    Calendar,
    Holiday,
    OutsideCalendarError,
    add_months,
    adjusted,
)

FRIDAY, MONDAY = date(2025, 5, 9), date(2025, 5, 12)
LIBERATION = Holiday(FRIDAY, "Liberation Day")
DAYS = st.dates(date(2022, 6, 1), date(2031, 6, 1))


def calendar(*holidays: Holiday) -> Calendar:
    """A calendar with these holidays alone."""
    return Calendar("test", "hand", 2021, 2032, frozenset(holidays))


SOME = st.lists(DAYS, max_size=40).map(lambda days: calendar(*(Holiday(day, "day off") for day in days)))


def test_weekends_and_holidays_are_no_working_days() -> None:
    """Monday to Friday less the holidays."""
    known = calendar(LIBERATION)
    assert [known.is_working(FRIDAY + DAY * n) for n in range(4)] == [False, False, False, True]
    assert known.holiday(FRIDAY) == LIBERATION
    assert known.holiday(MONDAY) is None


def test_the_day_counted_from_is_day_0() -> None:
    """One working day after Thursday the 8th is Monday the 12th, over a Friday off and a weekend."""
    known = calendar(LIBERATION)
    assert known.working_days(date(2025, 5, 8), 1) == MONDAY
    assert known.working_days(MONDAY, -1) == date(2025, 5, 8)
    assert known.working_days(FRIDAY, 0) == FRIDAY


@given(SOME, DAYS, st.integers(1, 60))
def test_counting_forward_passes_just_so_many_working_days(known: Calendar, start: date, count: int) -> None:
    """The day reached is a working day, and just `count` of them lie after the start up to it."""
    end = known.working_days(start, count)
    days = [start + DAY * n for n in range(1, (end - start).days + 1)]
    assert known.is_working(end)
    assert sum(known.is_working(day) for day in days) == count


@given(SOME, DAYS, st.integers(1, 60))
def test_counting_there_and_back_comes_home(known: Calendar, start: date, count: int) -> None:
    """From a working day, as many working days back as forward is the same day."""
    begin = known.nearest_working(start, DAY)
    assert known.working_days(known.working_days(begin, count), -count) == begin


@given(SOME, DAYS, st.integers(1, 60), st.integers(0, 10))
def test_a_later_start_never_ends_earlier(known: Calendar, start: date, count: int, later: int) -> None:
    """Deadlines keep the order of the days they are counted from."""
    first = known.working_days(start, count)
    assert first <= known.working_days(start + timedelta(days=later), count)


@given(SOME, DAYS)
def test_the_nearest_working_day_leaves_none_between(known: Calendar, day: date) -> None:
    """Moving off a day that is no working day passes no working day."""
    moved = known.nearest_working(day, -DAY)
    between = [moved + DAY * n for n in range(1, (day - moved).days + 1)]
    assert known.is_working(moved)
    assert not any(known.is_working(one) for one in between)


def test_holidays_at_weekends_were_not_passed_over() -> None:
    """Only a holiday from Monday to Friday makes a deadline later."""
    saturday = Holiday(date(2025, 5, 10), "a Saturday")
    known = calendar(LIBERATION, saturday)
    assert known.on_weekdays(date(2025, 5, 1), date(2025, 5, 31)) == (LIBERATION,)
    assert known.on_weekdays(date(2025, 5, 31), date(2025, 5, 1)) == (LIBERATION,)


def test_a_year_that_is_not_known_is_an_error_and_no_guess() -> None:
    """A calendar without a year's holidays does not count through it as if there were none."""
    with pytest.raises(OutsideCalendarError, match="2033"):
        calendar().working_days(date(2032, 12, 30), 10)


def test_an_area_adds_and_removes_days() -> None:
    """A day added is off and a day removed is a working day; a known day added keeps its name."""
    known = adjusted(calendar(LIBERATION), ["2025-05-12", "2025-05-09"], [])
    assert not known.is_working(MONDAY)
    assert known.holiday(FRIDAY) == LIBERATION
    assert adjusted(known, [], ["2025-05-09"]).is_working(FRIDAY)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 4, 30), 3, date(2025, 7, 30)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 1, 15), -13, date(2023, 12, 15)),
    ],
)
def test_months_are_clipped_to_the_end_of_the_month(start: date, months: int, end: date) -> None:
    """Three months after 30 November is the last day of February."""
    assert add_months(start, months) == end


@given(DAYS, st.integers(-120, 120))
def test_months_keep_the_day_wherever_they_can(start: date, months: int) -> None:
    """The month is right, and the day is the same or the last one there is."""
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + DAY).day == 1)
