"""The areas' public holidays, as the holidays package knows them."""

import subprocess
import sys
from datetime import date

import pytest

from cpsim.clock.calendar import Calendar
from cpsim.clock.calendars import area_calendar


@pytest.fixture(scope="module")
def jersey() -> Calendar:
    """Jersey's holidays over the years the oracles need."""
    return area_calendar("jersey", 2020, 2034)


@pytest.fixture(scope="module")
def england() -> Calendar:
    """England's holidays over the same years."""
    return area_calendar("england", 2020, 2034)


def off(known: Calendar, year: int) -> set[str]:
    """The weekdays off in one year, as month and day."""
    days = known.on_weekdays(date(year, 1, 1), date(year, 12, 31))
    return {holiday.day.strftime("%m-%d") for holiday in days}


def test_jersey_2026_and_2027(jersey: Calendar) -> None:
    """The days off from Monday to Friday, with the substitutes for Christmas at a weekend."""
    assert off(jersey, 2026) == {
        "01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28",
    }  # fmt: skip
    assert off(jersey, 2027) == {
        "01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28",
    }  # fmt: skip


def test_england_has_easter_monday_and_the_august_holiday(england: Calendar) -> None:
    """Both are missing where the country is asked without its part."""
    assert {"04-21", "08-25"} <= off(england, 2025)


@pytest.mark.parametrize("year", range(2025, 2033))
def test_liberation_day_is_the_only_difference_and_moves_to_no_monday(
    jersey: Calendar, england: Calendar, year: int
) -> None:
    """In years without one-off days Jersey is off on 9 May as well, and never on a substitute for it."""
    may = date(year, 5, 9)
    assert off(jersey, year) - off(england, year) == ({"05-09"} if may.weekday() < 5 else set())
    assert off(england, year) <= off(jersey, year)


def test_one_off_days_of_jersey(jersey: Calendar) -> None:
    """Single days given by law are known."""
    assert not jersey.is_working(date(2021, 9, 27))
    assert not jersey.is_working(date(2024, 7, 15))


def test_the_calendar_says_where_it_is_known_from(jersey: Calendar) -> None:
    """The package and its release are printed under the dates."""
    assert jersey.known_from.startswith("holidays 0.")
    assert (jersey.first_year, jersey.last_year) == (2020, 2034)


def test_the_package_is_imported_only_when_a_calendar_is_filled() -> None:
    """Importing the module costs nothing; the package takes most of a second."""
    code = "import sys, cpsim.clock.calendars; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
