"""`cpsim dates`: what has to happen by when, for a conference on one day, as text or as one JSON object."""

import json
import re
from datetime import date
from typing import TextIO

from cpsim.clock.calendar import Calendar
from cpsim.clock.calendars import calendar_for
from cpsim.clock.deadlines import Due, deadlines
from cpsim.export.exits import USED_WRONGLY, WELL, refused
from cpsim.model.framework import Framework
from cpsim.model.said import clean
from cpsim.packs import load_framework
from cpsim.packs.problems import as_text
from cpsim.present import outcome
from cpsim.present.tongue import _

FORMAT = 1
FIRST_YEAR, LAST_YEAR = 2000, 2090
"""Years for which the holidays of the areas are known well enough to count over."""


def run_dates(framework: str, conference: str, review: bool, as_json: bool, out: TextIO, err: TextIO) -> int:
    """Print every date the framework that `framework` means sets for a conference on an ISO date.

    Gives the exit code: 0, 1 where the framework's file has problems, 2 where there is no such
    framework or `conference` is no date that can be worked with.
    """
    loaded = load_framework(framework)
    if loaded.value is None:
        err.write(as_text(loaded.problems))
        return refused(loaded.problems)
    return print_dates(loaded.value, conference, review, as_json, out, err)


def print_dates(
    framework: Framework, conference: str, review: bool, as_json: bool, out: TextIO, err: TextIO
) -> int:
    """The same for a framework that is read already: 0, or 2 for what is no date."""
    day = _read(conference)
    if day is None:
        wanted = _("a day written as YEAR-MONTH-DAY, {first} to {last}, is needed").format(
            first=FIRST_YEAR, last=LAST_YEAR
        )
        err.write(f"{clean(conference, 60)}: {wanted}\n")
        return USED_WRONGLY
    calendar = calendar_for(framework, day)
    dues = deadlines(framework, calendar, day, review)
    if as_json:
        document = dates_document(framework, calendar, day, review, dues)
        out.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        out.write(as_words(framework, calendar, day, review, dues))
    return WELL


def _read(text: str) -> date | None:
    """The day, written with hyphens: Python would also take weeks, and figures alone."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def dates_document(
    framework: Framework, calendar: Calendar, day: date, review: bool, dues: tuple[Due, ...]
) -> dict[str, object]:
    """The JSON object; docs/dates.md names its fields."""
    return {
        "format": FORMAT,
        "framework": framework.slug,
        "conference": day.isoformat(),
        "review": review,
        "conference_is_working_day": calendar.is_working(day),
        "calendar": {"area": calendar.name, "known_from": calendar.known_from},
        "dates": [_due(due) for due in dues],
    }


def _due(due: Due) -> dict[str, object]:
    return {
        "id": due.id,
        "name": due.name,
        "date": due.date,
        "rule": due.rule,
        "source": {"tag": due.source.tag, "text": due.source.text},
        "skipped": [{"date": day, "name": name} for day, name in due.skipped],
        "repeats": list(due.repeats),
        "moved_from": due.moved_from,
    }


def as_words(framework: Framework, calendar: Calendar, day: date, review: bool, dues: tuple[Due, ...]) -> str:
    """The dates as text, in the order of the framework's file."""
    kind = _("review conference on {day}") if review else _("conference on {day}")
    lines = [f"{framework.title}, {kind.format(day=outcome.day(day.isoformat()))}"]
    if not calendar.is_working(day):
        lines.append(_("This is not a working day there."))
    for due in dues:
        lines += ["", f"{outcome.day(due.date)}  {due.name}"]
        lines += [f"    {part}" for part in _details(due)]
    if not dues:
        lines += ["", _("The framework sets no dates for this.")]
    lines += ["", _("Public holidays as known to {known}.").format(known=calendar.known_from)]
    return "".join(f"{line}\n" for line in lines)


def _details(due: Due) -> list[str]:
    parts = [f"{due.rule} [{due.source.text}]"]
    if due.repeats:
        days = ", ".join(outcome.day(day) for day in due.repeats)
        parts.append(_("the next three: {days}").format(days=days))
    if due.moved_from is not None:
        parts.append(_("moved from {day}, a day off (assumption)").format(day=outcome.day(due.moved_from)))
    if due.skipped:
        days = ", ".join(f"{outcome.day(day)} {name}" for day, name in due.skipped)
        parts.append(_("public holidays passed over: {days}").format(days=days))
    return parts
