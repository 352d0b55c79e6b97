"""`cpsim dates` with Jersey's own file."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from cpsim.export.dates import print_dates, run_dates
from cpsim.model.framework import Framework
from cpsim.packs.load import load_framework

JERSEY = Path(__file__).parents[2] / "frameworks" / "jersey.yaml"


@pytest.fixture(scope="module")
def jersey() -> Framework:
    """The shipped framework."""
    framework = load_framework(JERSEY).value
    assert framework is not None
    return framework


def run(
    framework: Framework, day: str, *, review: bool = False, as_json: bool = False
) -> tuple[int, str, str]:
    """Exit code, stdout and stderr."""
    out, err = StringIO(), StringIO()
    code = print_dates(framework, day, review, as_json, out, err)
    return code, out.getvalue(), err.getvalue()


def test_the_worked_example_from_the_shipped_file(jersey: Framework) -> None:
    """A conference on 30 April 2025 has the dates that were worked out by hand."""
    code, out, err = run(jersey, "2025-04-30", as_json=True)
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert document["format"] == 1
    assert document["conference_is_working_day"] is True
    found = {due["id"]: due["date"] for due in document["dates"]}
    assert found == {
        "strategy_discussion": "2025-04-07",
        "reports": "2025-04-28",
        "plan_starts": "2025-04-30",
        "first_visit": "2025-05-14",
        "second_visit": "2025-05-28",
        "first_core_group": "2025-05-16",
        "core_group_notes": "2025-05-23",
        "next_core_group": "2025-06-13",
        "first_review": "2025-07-30",
        "review_reports": "2025-07-23",
        "later_review": "2026-01-30",
    }
    group = next(due for due in document["dates"] if due["id"] == "first_core_group")
    assert group["skipped"] == [
        {"date": "2025-05-05", "name": "Early May Bank Holiday"},
        {"date": "2025-05-09", "name": "Liberation Day"},
    ]
    assert group["source"]["tag"] == "S0:618,S1:18"


def test_the_dates_of_a_review(jersey: Framework) -> None:
    """For a review the reports are due five working days before it."""
    document = json.loads(run(jersey, "2025-04-30", review=True, as_json=True)[1])
    assert {due["id"]: due["date"] for due in document["dates"]} == {
        "review_reports": "2025-04-23",
        "later_review": "2025-10-30",
    }


def test_the_text_names_rule_source_and_holidays(jersey: Framework) -> None:
    """Every date stands with its rule and what was passed over, and the calendar's origin below."""
    code, out, _ = run(jersey, "2025-04-30")
    assert code == 0
    assert "Jersey, conference on Wed 30 Apr 2025\n" in out
    assert "Fri 16 May 2025  First core group\n" in out
    assert "no later than 10 working days after the conference [Jersey delegate workbook, line 618" in out
    assert "public holidays passed over: Mon 5 May 2025 Early May Bank Holiday, Fri 9 May 2025" in out
    assert "the next three: Fri 13 Jun 2025, Fri 11 Jul 2025, Fri 8 Aug 2025" in out
    assert "assumption" in out
    assert out.rstrip().splitlines()[-1].startswith("Public holidays as known to holidays 0.")


def test_a_moved_date_says_so(jersey: Framework) -> None:
    """A limit on Christmas Day moves to the day before and both are named."""
    out = run(jersey, "2025-09-25")[1]
    assert "Wed 24 Dec 2025  First review conference" in out
    assert "moved from Thu 25 Dec 2025, a day off (assumption)" in out


def test_a_conference_on_a_day_off_is_told(jersey: Framework) -> None:
    """The dates are worked out all the same."""
    code, out, _ = run(jersey, "2025-05-09")
    assert code == 0
    assert "This is not a working day there." in out


@pytest.mark.parametrize(
    "text", ["30/04/2025", "tomorrow", "", "1999-12-31", "9999-12-31", "2025-02-30", "\x1b[2J"]
)
def test_what_is_no_date_is_used_wrongly(jersey: Framework, text: str) -> None:
    """Exit code 2, nothing on stdout, and a sentence that no terminal obeys."""
    code, out, err = run(jersey, text)
    assert (code, out) == (2, "")
    assert "a day written as YEAR-MONTH-DAY, 2000 to 2090, is needed" in err
    assert "\x1b" not in err


@pytest.mark.parametrize("text", ["20250430", "2025-W18-3", "2025-120", "2025-4-30", "\uff12025-04-30"])
def test_a_day_is_written_in_one_way(jersey: Framework, text: str) -> None:
    """What Python would read besides is refused, so that no figure is taken for another day than was meant."""
    assert run(jersey, text)[0] == 2


@pytest.mark.parametrize("text", ["2000-01-01", "2090-12-31"])
def test_the_first_and_the_last_day_can_be_worked_out(jersey: Framework, text: str) -> None:
    """The years offered are years the calendar knows."""
    assert run(jersey, text)[0] == run(jersey, text, review=True)[0] == 0


def test_a_framework_without_date_rules(jersey: Framework) -> None:
    """It is said in words that there are none."""
    code, out, _ = run(replace(jersey, deadlines=()), "2025-04-30")
    assert code == 0
    assert "The framework sets no dates for this." in out


def test_a_framework_by_its_name() -> None:
    """A shipped framework is found by its name, and another name is told what there is."""
    out, err = StringIO(), StringIO()
    assert run_dates("jersey", "2025-04-30", False, False, out, err) == 0
    assert out.getvalue().startswith("Jersey, conference on")
    assert run_dates("atlantis", "2025-04-30", False, False, out, err) == 2
    assert "there are: jersey" in err.getvalue()


def test_a_framework_file_with_problems(tmp_path: Path) -> None:
    """Exit code 1, and the problems with file and line."""
    path = tmp_path / "here.yaml"
    path.write_text("framework_format: 1\n", encoding="utf-8")
    out, err = StringIO(), StringIO()
    assert run_dates(str(path), "2025-04-30", False, False, out, err) == 1
    assert "here.yaml:1:" in err.getvalue()
