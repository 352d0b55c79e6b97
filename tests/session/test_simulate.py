"""A conference nobody plays comes to its end, or says where it does not."""

from dataclasses import replace

import pytest
from conferences import FixedDates, jayden

from cpsim.conference.acts import NextStep
from cpsim.conference.refusals import Refusal
from cpsim.conference.rules import offer
from cpsim.session import simulate
from cpsim.session.simulate import begin, run, simulate_once
from cpsim.session.table import Stuck


def test_a_conference_comes_to_the_end_of_the_debrief() -> None:
    """Every seat is simulated, the observer goes through the debrief, and nothing is left to do."""
    host = simulate_once(jayden(), 1, FixedDates())
    assert host.state.public.step == "D7"
    assert host.state.public.decisions
    watcher = host.state.public.seats[-1]
    assert watcher.role is None
    assert isinstance(offer(host.book, host.view(watcher.id), "next_step"), Refusal)


def test_the_pace_changes_what_happens() -> None:
    """A short conference leaves out what its pace has no time for, and ends as well."""
    content = jayden()
    short = replace(content, options=replace(content.options, pace="short"))
    assert len(simulate_once(short, 1, FixedDates()).log) < len(simulate_once(content, 1, FixedDates()).log)


def test_whoever_goes_round_in_circles_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    """More acts than any conference takes end it, and the step is named."""
    monkeypatch.setattr(simulate, "MOST_ACTS", 20)
    with pytest.raises(Stuck, match=r"no end after 20 acts, at step \w+"):
        simulate_once(jayden(), 1, FixedDates())


def test_a_refused_act_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    """A simulated seat whose act is not taken ends it, with seat, act, reason and step."""
    host = begin(jayden(), 1, FixedDates())
    monkeypatch.setattr(simulate, "simulated_act", lambda _host: ("s6", NextStep()))
    with pytest.raises(Stuck, match=r"s6 was refused next_step \(\w+\) at step P"):
        run(host)


def test_a_table_with_nothing_to_do_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody acts before the end, that is said."""
    host = begin(jayden(), 1, FixedDates())
    monkeypatch.setattr(simulate, "simulated_act", lambda _host: None)
    with pytest.raises(Stuck, match="nobody has anything to do at step P"):
        run(host)
