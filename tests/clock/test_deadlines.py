"""The dates that follow from a conference, by the worked oracles and by laws over ten years."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpsim.clock.calendar import Calendar
from cpsim.clock.calendars import area_calendar
from cpsim.clock.deadlines import DeadlineError, Due, deadlines
from cpsim.model.framework import Asked, Ballot, Deadline, Framework, Quorum, Source
from cpsim.model.said import clean
from cpsim.model.words import Item, Side

SOURCE = Source("A", "assumption, confirm locally")
WORDS = clean("words")
CALENDARS = {area: area_calendar(area, 2019, 2034) for area in ("jersey", "england")}
DAYS = st.dates(date(2021, 1, 1), date(2030, 12, 31))


def rule(deadline_id: str, number: int, unit: str, limit: str = "by", anchor: str = "conference") -> Deadline:
    """One date rule."""
    return Deadline(deadline_id, clean(deadline_id.replace("_", " ")), anchor, number, unit, limit, SOURCE)


RULES = (
    rule("strategy", -15, "working_days", "from"),
    rule("reports", -2, "working_days"),
    rule("plan_starts", 0, "days"),
    rule("first_visit", 2, "weeks"),
    rule("first_core_group", 10, "working_days"),
    rule("notes", 5, "working_days", anchor="first_core_group"),
    rule("next_core_group", 4, "weeks", "every", "first_core_group"),
    rule("first_review", 3, "months"),
    rule("review_reports", -5, "working_days", anchor="first_review"),
    rule("later_review", 6, "months", anchor="first_review"),
)


def area(*rules: Deadline) -> Framework:
    """A framework with these date rules and nothing else of interest."""
    ballot = Ballot("before", (Asked(Item.LEVEL, None, WORDS),), 3, False)
    return Framework(
        slug="here",
        title=clean("Here"),
        law=WORDS,
        holidays="jersey",
        added_days=(),
        removed_days=(),
        documents=(),
        levels=(),
        threshold="likely",
        threshold_text=WORDS,
        threshold_source=SOURCE,
        categories=(),
        category_choice="single",
        statuses=(),
        headings=(),
        steps=(),
        judges=(),
        before=ballot,
        after=replace(ballot, stage="after"),
        scale=None,
        decider=Side.CHAIR,
        quorum=Quorum("social_worker", 2, "agency", WORDS, SOURCE),
        private_part=WORDS,
        deadlines=rules,
        rules=(),
    )


def dates(calendar: str, day: date, review: bool = False) -> dict[str, Due]:
    """Every date by its id."""
    return {due.id: due for due in deadlines(area(*RULES), CALENDARS[calendar], day, review)}


def test_a_conference_on_30_april_2025_in_jersey() -> None:
    """Every date of the worked example, with the holidays that were passed over."""
    found = dates("jersey", date(2025, 4, 30))
    assert {due.id: due.date for due in found.values()} == {
        "strategy": "2025-04-07",
        "reports": "2025-04-28",
        "plan_starts": "2025-04-30",
        "first_visit": "2025-05-14",
        "first_core_group": "2025-05-16",
        "notes": "2025-05-23",
        "next_core_group": "2025-06-13",
        "first_review": "2025-07-30",
        "review_reports": "2025-07-23",
        "later_review": "2026-01-30",
    }
    assert [day for day, _ in found["strategy"].skipped] == ["2025-04-18", "2025-04-21"]
    assert [day for day, _ in found["first_core_group"].skipped] == ["2025-05-05", "2025-05-09"]
    assert found["next_core_group"].repeats == ("2025-06-13", "2025-07-11", "2025-08-08")
    assert found["reports"].skipped == ()


@pytest.mark.parametrize(
    ("day", "jersey", "england"),
    [
        (date(2025, 4, 30), "2025-05-16", "2025-05-15"),
        (date(2028, 4, 27), "2028-05-15", "2028-05-12"),
        (date(2026, 12, 16), "2027-01-04", "2027-01-04"),
        (date(2026, 4, 27), "2026-05-12", "2026-05-12"),
    ],
)
def test_the_first_core_group_in_two_areas(day: date, jersey: str, england: str) -> None:
    """Ten working days on, Liberation Day counting in one place only; the last case skips a May holiday."""
    assert dates("jersey", day)["first_core_group"].date == jersey
    assert dates("england", day)["first_core_group"].date == england


def test_two_working_days_back_over_a_weekend() -> None:
    """Reports for Tuesday 12 May 2026 are due on the Friday before."""
    assert dates("jersey", date(2026, 5, 12))["reports"].date == "2026-05-08"


def test_a_review_has_the_dates_of_a_review() -> None:
    """Its reports are due five working days before it, and the next review hangs on it; nothing else does."""
    found = dates("jersey", date(2025, 4, 30), review=True)
    assert {due.id: due.date for due in found.values()} == {
        "review_reports": "2025-04-23",
        "later_review": "2025-10-30",
    }


def test_a_rule_for_reviews_alone_is_left_out_of_a_first_conference() -> None:
    """The mark decides, whatever the rule hangs on."""
    only = replace(rule("reports_again", -5, "working_days"), review_only=True)
    framework = area(rule("reports", -2, "working_days"), only)
    day = date(2025, 4, 30)
    assert [due.id for due in deadlines(framework, CALENDARS["jersey"], day, False)] == ["reports"]
    assert [due.id for due in deadlines(framework, CALENDARS["jersey"], day, True)] == ["reports_again"]


def test_a_limit_on_a_day_off_moves_to_the_working_day_before() -> None:
    """Three months after 25 September is Christmas Day, so the day before is the last."""
    due = dates("jersey", date(2025, 9, 25))["first_review"]
    assert (due.date, due.moved_from) == ("2025-12-24", "2025-12-25")
    assert due.skipped == (("2025-12-25", "Christmas Day"),)
    assert dates("jersey", date(2025, 9, 24))["first_review"].moved_from is None


def test_an_earliest_day_moves_to_the_working_day_after() -> None:
    """No earlier than a Saturday is in practice the Monday."""
    framework = area(rule("opens", 3, "days", "from"))
    (due,) = deadlines(framework, CALENDARS["jersey"], date(2025, 6, 4), False)
    assert (due.date, due.moved_from) == ("2025-06-09", "2025-06-07")


def test_months_are_clipped() -> None:
    """Three months after 30 November 2026 is Sunday 28 February, so the Friday before."""
    due = dates("england", date(2026, 11, 30))["first_review"]
    assert (due.date, due.moved_from) == ("2027-02-26", "2027-02-28")


def test_one_moved_repeat_does_not_move_the_next() -> None:
    """Repeats are counted from the anchor: the second moves off Christmas Day, the third stays."""
    framework = area(rule("visits", 4, "weeks", "every"))
    (due,) = deadlines(framework, CALENDARS["jersey"], date(2025, 10, 30), False)
    assert due.repeats == ("2025-11-27", "2025-12-24", "2026-01-22")
    assert due.skipped == (("2025-12-25", "Christmas Day"),)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (rule("a", 10, "working_days"), "no later than 10 working days after the conference"),
        (rule("a", -2, "working_days"), "no later than 2 working days before the conference"),
        (rule("a", -15, "working_days", "from"), "no earlier than 15 working days before the conference"),
        (rule("a", 1, "months", "from"), "no earlier than 1 month after the conference"),
        (rule("a", 4, "weeks", "every"), "every 4 weeks from the conference"),
        (rule("a", 0, "days"), "on the day of the conference"),
    ],
)
def test_a_rule_is_said_in_words(one: Deadline, words: str) -> None:
    """Every date says the rule it comes from."""
    (due,) = deadlines(area(one), CALENDARS["jersey"], date(2025, 4, 30), False)
    assert due.rule == words


def test_a_rule_names_what_it_hangs_on() -> None:
    """A date counted from another date says so."""
    due = dates("jersey", date(2025, 4, 30))["notes"]
    assert due.rule == "no later than 5 working days after \u201cfirst core group\u201d"


@pytest.mark.parametrize(
    "rules",
    [
        (rule("a", 1, "days", anchor="nowhere"),),
        (rule("a", 1, "days", anchor="a"),),
        (rule("a", 1, "days", anchor="b"), rule("b", 1, "days", anchor="a")),
        (
            rule("c", 1, "days", anchor="a"),
            rule("a", 1, "days", anchor="b"),
            rule("b", 1, "days", anchor="a"),
        ),
    ],
)
def test_a_rule_that_hangs_on_nothing_is_refused(rules: tuple[Deadline, ...]) -> None:
    """An unknown anchor and a ring of anchors are errors and never a loop."""
    with pytest.raises(DeadlineError, match="leads nowhere"):
        deadlines(area(*rules), CALENDARS["jersey"], date(2025, 4, 30), False)


@given(DAYS, st.sampled_from(sorted(CALENDARS)))
def test_every_date_over_ten_years_is_a_working_day(day: date, name: str) -> None:
    """Whatever the day of the conference, nothing but its own day falls on a day off."""
    calendar = CALENDARS[name]
    for due in dates(name, day).values():
        if due.id != "plan_starts":
            assert all(calendar.is_working(date.fromisoformat(one)) for one in (due.date, *due.repeats))


@given(DAYS, st.sampled_from(sorted(CALENDARS)))
def test_limits_are_never_overrun(day: date, name: str) -> None:
    """Moving for a day off never leads past the plain limit, and the order of the dates stands."""
    found = {due_id: date.fromisoformat(due.date) for due_id, due in dates(name, day).items()}
    assert found["first_visit"] <= day + timedelta(weeks=2)
    assert found["next_core_group"] <= found["first_core_group"] + timedelta(weeks=4)
    assert found["strategy"] < found["reports"] < day < found["first_core_group"] < found["notes"]
    assert found["review_reports"] < found["first_review"] < found["later_review"]


@given(DAYS)
def test_what_was_passed_over_explains_the_length(day: date) -> None:
    """Ten working days are two weeks, and a day more for every holiday named, weekends apart."""
    calendar: Calendar = CALENDARS["jersey"]
    due = dates("jersey", day)["first_core_group"]
    end = date.fromisoformat(due.date)
    weekdays = sum((day + timedelta(days=n)).weekday() < 5 for n in range(1, (end - day).days + 1))
    assert weekdays == 10 + len(due.skipped)
    assert all(calendar.holiday(date.fromisoformat(one)) for one, _ in due.skipped)
