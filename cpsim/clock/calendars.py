"""Fills a `Calendar` from the holidays package, the one place that asks it.

The package is imported inside the function: its first calendar takes most of a second. An area's
own file adds and removes days, because governments move them at short notice.
"""

from datetime import date

from cpsim.clock.calendar import Calendar, Holiday, adjusted
from cpsim.model.framework import Framework

AREAS = {"jersey": ("JE", None), "england": ("GB", "ENG")}
"""The calendars a framework can name, as country and part. England without its part lacks Easter Monday."""
YEARS_BEFORE = 1
YEARS_AFTER = 3


def calendar_for(framework: Framework, around: date) -> Calendar:
    """The calendar of a framework's area for the years round `around`.

    KeyError for an area that is not in `AREAS`.
    """
    first, last = around.year - YEARS_BEFORE, around.year + YEARS_AFTER
    known = area_calendar(framework.holidays, first, last)
    return adjusted(known, framework.added_days, framework.removed_days)


def area_calendar(area: str, first_year: int, last_year: int) -> Calendar:
    """The public holidays of `area` over whole years, both ends included."""
    import holidays
    from holidays.version import __version__

    country, part = AREAS[area]
    listed = holidays.country_holidays(country, subdiv=part, years=range(first_year, last_year + 1))
    return Calendar(
        name=area,
        known_from=f"holidays {__version__}",
        first_year=first_year,
        last_year=last_year,
        holidays=frozenset(Holiday(day, str(name)) for day, name in listed.items()),
    )
