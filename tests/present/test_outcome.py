"""What a conference comes to, in words."""

from dataclasses import replace

import pytest
from conferences import jayden, opened

from cpsim.conference import events as e
from cpsim.conference.parts import DueDate
from cpsim.model.said import clean
from cpsim.present import quorum
from cpsim.present.outcome import Outcome, date_lines, day, lines


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2026-11-01", "Sun 1 Nov 2026"), ("2028-02-29", "Tue 29 Feb 2028"), ("2000-01-01", "Sat 1 Jan 2000")],
)
def test_days_are_written_in_english(iso: str, said: str) -> None:
    """Whatever the language of the system, and over a leap day."""
    assert day(iso) == said


@pytest.mark.parametrize("iso", ["", "soon", "2026-02-30", "k7m2qd"])
def test_what_is_no_day_is_left_as_it_stands(iso: str) -> None:
    """A list made of a damaged file shows what the file says."""
    assert day(iso) == iso


def _said(event: Outcome, children: int) -> str:
    view = opened(jayden(), "gp").view("s6")
    one = view.public.children[0]
    family = tuple(replace(one, id=f"c{n}", name=clean(f"Child{n}")) for n in range(1, children + 1))
    public = replace(view.public, children=family)
    return "\n".join(line.text for line in lines(event, public, jayden().book, {}))


@pytest.mark.parametrize(
    "event",
    [
        e.DissentRecorded("s6", clean("No."), "c2"),
        e.PlanLineAdded("s6", clean("w"), clean("h"), None, None, None, "c2"),
    ],
)
def test_of_several_children_the_one_that_is_meant_is_named(
    event: e.DissentRecorded | e.PlanLineAdded,
) -> None:
    """With one child nobody needs to say which; with two the line says whom it is about, unless it is both."""
    assert "Child2" in _said(event, 2)
    assert "Child2" not in _said(event, 1)
    assert "Child" not in _said(replace(event, child=None), 2)


def test_a_date_that_was_moved_says_from_which_day() -> None:
    """Whoever counts the weeks finds why the date is another one."""
    due = DueDate("d", clean("Visit"), "2025-05-02", clean("2 weeks"), "S1:77", (), (), "2025-05-03")
    text = "\n".join(line.text for line in date_lines([due]))
    assert "Fri 2 May 2025" in text
    assert "moved from Sat 3 May 2025, a day off" in text


def test_a_date_names_its_document_without_the_line() -> None:
    """The title is enough at the table; the line is in what is printed and in `cpsim dates`."""
    source = "Jersey delegate workbook, line 618; assumption, confirm locally"
    due = DueDate("d", clean("Visit"), "2025-05-02", clean("2 weeks"), source, ())
    text = "\n".join(line.text for line in date_lines([due]))
    assert "2 weeks (Jersey delegate workbook; assumption, confirm locally)" in text


def test_the_count_of_agencies_names_its_document_without_the_line() -> None:
    """The rule stands under what was counted, with the title of its document."""
    host = opened(jayden(), "gp")
    text = "\n".join(line.text for line in quorum.lines(host.state.public, host.book))
    assert "(Jersey delegate workbook)" in text
