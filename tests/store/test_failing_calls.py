"""The n-th call on the disk fails, for every n: said in a sentence, nothing lost, and it goes on after."""

import errno
import os
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from faulty_disk import Call, NthFails, Watcher, needs_own_disk, watched
from sizes import size, sized
from stored_session import ID, Kept, Step, carry_out, carry_out_again, differs, kept_after, kept_by, steps_of

from cpsim.store.protocol import StoreProblem, Trouble
from cpsim.store.sqlite import SqliteStore

EVENTS = size(50, 50, 300)
SAMPLE = size(12, 120, 1_000_000)
"""How many of the calls fail in their turn, of each kind of fault; all of them, in the full form."""
PARTS = size(1, 2, 10)
"""Into how many tests those are divided."""
STEPS_AFTER = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """One way for a call to fail."""

    name: str
    error: int
    lasting: bool = False
    short: bool = False
    told: frozenset[Trouble] = frozenset()
    """What the store may call it."""

    def at(self, nth: int) -> NthFails:
        """A disk on which the n-th call fails in this way."""
        return NthFails(nth, self.error, lasting=self.lasting, short=self.short)


# A file that cannot be made or opened is told as one that may not be: SQLite says no more of it.
_FULL = frozenset({Trouble.FULL, Trouble.FAILED, Trouble.READ_ONLY})
_FAILED = frozenset({Trouble.FAILED, Trouble.READ_ONLY})
FAULTS = (
    Fault("failing once", errno.EIO, told=_FAILED),
    Fault("failing from then on", errno.EIO, lasting=True, told=_FAILED),
    Fault("full once", errno.ENOSPC, told=_FULL),
    Fault("full from then on", errno.ENOSPC, lasting=True, told=_FULL),
    Fault("full after half a write", errno.ENOSPC, lasting=True, short=True, told=_FULL),
    Fault("failing after half a write", errno.EIO, short=True, told=_FAILED),
)


class _Counting(Watcher):
    """Counts the calls that a fault can strike."""

    waits = False

    def __init__(self, fault: Fault) -> None:
        self._fault = fault.at(1)
        self.calls = 0

    def before(self, call: Call) -> int:
        """Count a call."""
        self.calls += self._fault.strikes(call)
        return len(call.data)


def calls_of(folder: Path, steps: Sequence[Step], fault: Fault) -> int:
    """How many calls of the steps a fault can strike."""
    counting = _Counting(fault)
    with watched(folder, counting):
        store = SqliteStore(folder / "sessions", salt=random.Random(1).randbytes)
        for step in steps:
            carry_out(store, step)
        store.close()
    return counting.calls


def go_through(
    folder: Path, steps: Sequence[Step], kept: Sequence[Kept | None], fault: Fault, nth: int
) -> int:
    """Carry steps out until some after the n-th call failed; how many troubles were told. Asserts the rest."""
    disk = fault.at(nth)
    told, left = 0, STEPS_AFTER
    store = SqliteStore(folder / "sessions", salt=random.Random(1).randbytes)
    with watched(folder, disk):
        for done, step in enumerate(steps, 1):
            try:
                carry_out(store, step)
            except StoreProblem as problem:
                told += 1
                assert_plain(problem, fault, disk)
                assert_refused_or_kept(store, kept[done - 1 : done + 1], fault, disk)
                disk.mend()
                carry_out_again(store, step)
            left -= bool(disk.struck)
            if left == 0:
                break
        disk.mend()
        assert kept_by(store) == kept[done]
        store.close()
    again = SqliteStore(folder / "sessions")
    again.verify(ID)
    assert kept_by(again) == kept[done]
    return told


def assert_plain(problem: StoreProblem, fault: Fault, disk: NthFails) -> None:
    """A trouble is told by its name and in a sentence."""
    # SQLite takes a file that the disk fails to read for a damaged one, and so does whoever has to copy it.
    unread = {Trouble.DAMAGED} if "read" in disk.struck else set()
    assert problem.trouble in fault.told | unread, f"{problem.trouble}: {problem}"
    assert str(problem).endswith(".")


def assert_refused_or_kept(
    store: SqliteStore, allowed: Sequence[Kept | None], fault: Fault, disk: NthFails
) -> None:
    """Whatever is asked while the fault lasts is answered truly or refused."""
    try:
        store.sessions()
        assert differs(kept_by(store), allowed) == ""
    except StoreProblem as problem:
        if problem.trouble is not Trouble.NO_SUCH_SESSION or allowed[0] is not None:
            assert_plain(problem, fault, disk)


@sized
@needs_own_disk
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_any_failing_call_is_told_and_loses_nothing(
    tmp_path: Path, fault: Fault, part: int, record_property: Callable[[str, object], None]
) -> None:
    """Whichever call fails, a sentence says so, all that was acknowledged is there, and a retry goes in."""
    steps = steps_of(2, EVENTS, erase=True)
    kept = kept_after(steps)
    calls = calls_of(tmp_path / "counted", steps, fault)
    chosen = random.Random(EVENTS).sample(range(1, calls + 1), min(SAMPLE, calls))
    told = 0
    for nth in chosen[part::PARTS]:
        folder = tmp_path / "struck"
        folder.mkdir()
        told += go_through(folder, steps, kept, fault, nth)
        shutil.rmtree(folder)
    record_property("calls", len(chosen[part::PARTS]))
    record_property("told", told)
    assert told > 0


def test_a_disk_that_fails_at_leaving_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that could not be left cleanly is free all the same, for this process too."""
    store = SqliteStore(tmp_path)
    store.create(ID, {}, b"content")
    with monkeypatch.context() as failing:
        failing.setattr(os, "ftruncate", _fail)
        store.leave(ID)
    SqliteStore(tmp_path).hold(ID)


def _fail(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))
