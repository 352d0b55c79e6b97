"""Secrecy by the thousand: random sessions steered to reach everything, canaries in all of them, a twin to each.

What is looked at, for whom and how often stands in `secrecy_run` and `surfaces`; docs/security.md says what
this promises and how the last full run went.
"""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from planting import canaried
from secrecy_run import THOROUGH, Density, Found, leaks
from sizes import FORM, Form, size, sized
from steering import Coverage, cells, out_of_reach
from twins import MAKERS

from cpsim.store.sqlite import SqliteStore

SESSIONS = size(150, 600, 100_000)
"""Sessions of a run, each with its twin."""
CHUNK = 250
"""So many sessions are played one after the other, each steered by what those before it have reached."""
DAY = 86_400


def chunk(first: int, after: int) -> tuple[list[Found], Coverage]:
    """The sessions numbered from `first` to before `after`: what they tell, and what they reached."""
    coverage = Coverage()
    found = [one for number in range(first, after) for one in leaks(canaried(), number, coverage)]
    return found, coverage


def in_processes(sessions: int) -> Iterable[tuple[list[Found], Coverage]]:
    """All chunks of a run, on every core there is."""
    starts = range(0, sessions, CHUNK)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(chunk, starts, [min(start + CHUNK, sessions) for start in starts])


@sized
@pytest.mark.slow
@pytest.mark.timeout(size(600, 7_200, DAY))
def test_no_random_session_and_no_twin_tells_a_secret() -> None:
    """No canary is seen by who was not told, no twin can be told apart, and everything was reached."""
    runs = [chunk(0, SESSIONS)] if FORM is Form.SHORT else in_processes(SESSIONS)
    coverage, found = Coverage(), []
    for told, reached in runs:
        found += told
        coverage.add(reached)
    assert found == []
    assert coverage.missing(canaried()) == {}


def test_what_is_out_of_reach_is_so_for_a_reason() -> None:
    """A cell that no run demands is either forbidden by the agenda or the seat, or has its sentence here."""
    reasons = {out_of_reach(canaried(), one) for one in cells(canaried())}
    assert reasons == {
        None,
        "nobody is given the floor in this step",
        "this side of the table is not given the floor in this step",
        "where a view is owed the turn ends by speaking it",
        "a pause ends before the debrief",
        "no line of judgements is shown with the step after this one",
        "nobody may ask in this step",
        "only who takes part is asked",
        "the chair has no folder, and what was read out from a letter is turned over already",
        "no card lies on the board before the first step with items",
    }


@sized
@pytest.mark.slow
@pytest.mark.timeout(size(300, 3_600, DAY))
@pytest.mark.parametrize("number", range(size(1, 4, 100)))
def test_a_session_kept_in_a_file_tells_no_more(number: int, tmp_path: Path) -> None:
    """The same with the log on a disk, looked at more closely, and with a twin of every kind now and then."""
    makers = MAKERS if FORM is not Form.SHORT else MAKERS[:3]
    found = leaks(
        canaried(),
        number,
        Coverage(),
        density=Density(often=0.02, seldom=0.04, shared=0.1, seats=2) if FORM is Form.SHORT else THOROUGH,
        makers=makers,
        store=lambda name: SqliteStore(tmp_path / name),
    )
    assert found == []
