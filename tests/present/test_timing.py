"""Time at a table: what the part and the speaker have had, without a clock that runs."""

from dataclasses import replace

import pytest
from conferences import facilitator_seat, jayden, role_seat, round_a_table

from cpsim.conference.view import Public
from cpsim.export.running_order import stops
from cpsim.export.running_order import times as printed
from cpsim.model.case import Pace
from cpsim.model.content import RuleBook
from cpsim.present import timing
from cpsim.present.agenda import groups_of
from cpsim.present.timing import TableClock


def _table() -> tuple[Public, RuleBook, str]:
    """A table at the round of information, its rules, and the seat of the family doctor."""
    host = round_a_table(jayden(), "chair", "gp")
    shared = host.view(facilitator_seat(host))
    return replace(shared.public, step="J6"), host.book, role_seat(host, "gp")


def _told(clock: TableClock, public: Public, book: RuleBook) -> str:
    return "\n".join(line.text for line in timing.told(clock, public, book))


def test_a_speaker_and_a_part_are_timed_and_a_pause_counts_for_neither() -> None:
    """A minute and twenty seconds with the floor, ten minutes in the middle of it waited through."""
    public, book, gp = _table()
    speaks = replace(public, floor=gp)
    clock = TableClock().seen(public, book, 1000.0).seen(speaks, book, 1100.0)
    clock = clock.seen(replace(speaks, paused=True), book, 1160.0).seen(speaks, book, 1760.0)
    clock = clock.seen(speaks, book, 1780.0)
    said = _told(clock, speaks, book)
    assert "1:20 of about 3:30" in said
    assert "Information" in said
    assert "3:00 of about" in said
    assert "another day" not in said


def test_while_everything_waits_it_says_that_the_pause_counts_for_neither() -> None:
    """However long it is looked at."""
    public, book, gp = _table()
    paused = replace(public, floor=gp, paused=True)
    clock = TableClock().seen(paused, book, 0.0).seen(paused, book, 500.0)
    assert clock.part.seconds == clock.turn.seconds == 0
    assert "There is a pause, which does not count." in _told(clock, paused, book)


def test_a_second_turn_of_the_same_seat_begins_anew() -> None:
    """Each time somebody gets the floor they begin at nothing, and so does the next part."""
    public, book, gp = _table()
    first = replace(public, floor=gp)
    again = replace(first, turns={gp: 1})
    clock = TableClock().seen(first, book, 0.0).seen(first, book, 50.0).seen(again, book, 60.0)
    assert clock.turn.seconds == 0
    assert clock.part.seconds == 60
    assert clock.seen(replace(again, step="J7"), book, 70.0).part.seconds == 0


def test_after_another_day_it_says_that_it_counts_from_now() -> None:
    """What goes on was begun before; what comes after it is counted whole."""
    public, book, gp = _table()
    speaks = replace(public, floor=gp)
    clock = TableClock(resumed=True).seen(speaks, book, 5.0).seen(speaks, book, 15.0)
    said = _told(clock, speaks, book)
    assert "begun another day" in said
    assert "counted from when you came together again" in said
    later = replace(speaks, floor=None, step="J7")
    assert "came together" not in _told(clock.seen(later, book, 20.0), later, book)


@pytest.mark.parametrize("pace", jayden().scenario.paces, ids=lambda pace: pace.id)
def test_what_is_planned_is_what_the_printed_set_says(pace: Pace) -> None:
    """A facilitator with the set in hand reads the same minutes on the screen."""
    content = jayden()
    public, book, _gp = _table()
    at_pace = replace(book, pace=pace)
    order = stops(at_pace, content.scenario.children)
    minutes = printed(at_pace.pace, at_pace, order).stops
    for part, meant in zip(groups_of(at_pace), minutes, strict=True):
        for step in part:
            assert timing.planned(replace(public, step=step.id), at_pace) == meant
