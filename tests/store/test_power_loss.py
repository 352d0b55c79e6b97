"""The power goes at any moment of a session: whatever the disk kept, nothing acknowledged is lost."""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from faulty_disk import Call, Hurried, needs_own_disk, watched
from power_loss import Model, Recording, State
from sizes import size, sized
from stored_session import (
    ID,
    SECRET,
    Kept,
    Step,
    carry_out,
    carry_out_again,
    differs,
    kept_after,
    kept_by,
    steps_of,
)

from cpsim.store import files, schema
from cpsim.store.protocol import StoreProblem, Trouble
from cpsim.store.sqlite import SqliteStore

RUNS = size(2, 8, 40)
DRAWS = size(200, 1_200, 7_500)
"""Of each run; about every third shows a disk that was not seen before."""

EVENTS = 40
GO_ON_EACH = 3
"""After how many states one is also asked for what was not acknowledged, and for what came next."""
PLACE = Path("data", "sessions")
"""Where the sessions lie, below a folder that was there before."""


@dataclass(slots=True)
class Found:
    """What looking at the states of a run came to."""

    states: int = 0
    lost: list[str] = field(default_factory=list)


def recorded(root: Path, steps: Sequence[Step], seed: int) -> Recording:
    """Every call on the disk while the real store carries out the steps, below the folder `root`."""
    recording = Recording()
    store = SqliteStore(root / PLACE, salt=random.Random(seed).randbytes)
    with watched(root, recording):
        for number, step in enumerate(steps, 1):
            carry_out(store, step)
            recording.entries.append(number)
    assert_whole(recording, root)
    store.close()
    return recording


def assert_whole(recording: Recording, root: Path) -> None:
    """The recording, carried out to its end, gives the files that are there."""
    model = Model(root)
    for entry in recording.entries:
        if not isinstance(entry, int):
            model.apply(entry)
    told = {name: content for name, content in model.everything().files.items() if name[-4:] != "-shm"}
    found = {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
        if not path.name.endswith("-shm")
    }
    assert told == found


def states_of(recording: Recording, root: Path, count: int, seed: int) -> Iterator[tuple[int, State]]:
    """The different states in so many draws, each with how many steps were acknowledged by then."""
    chance = random.Random(seed)
    calls = sum(not isinstance(entry, int) for entry in recording.entries)
    draws = sorted(chance.randrange(calls + 1) for _ in range(count))
    model, done, call, seen = Model(root), 0, 0, set()
    for entry in [*recording.entries, None]:
        # What was acknowledged this moment is safe even if nothing else is.
        fresh = [model.only_safe()] if isinstance(entry, int) else model.states(chance, draws.count(call))
        done = entry if isinstance(entry, int) else done
        for state in fresh:
            if (done, state.digest) not in seen:
                seen.add((done, state.digest))
                yield done, state
        if isinstance(entry, Call):
            model.apply(entry)
            call += 1


def looked_at(folder: Path, seed: int, draws: int) -> Found:
    """Record a session with the settings as they are, and look at what the disk may hold at so many moments."""
    steps = steps_of(seed, EVENTS, erase=True)
    kept = kept_after(steps)
    root = folder / "recorded"
    root.mkdir()
    recording = recorded(root, steps, seed)
    found = Found()
    judge = Judge(folder / "after", steps, kept)
    with watched(folder / "after", Hurried()):
        for done, state in states_of(recording, root, draws, seed):
            found.states += 1
            fault = judge.fault_of(state, done)
            if fault:
                found.lost.append(f"{fault} (run {seed}, state {found.states}, {done} steps, {state.style})")
    return found


class Judge:
    """Opens what a disk kept with the real store and says what is wrong with it."""

    def __init__(self, root: Path, steps: Sequence[Step], kept: Sequence[Kept | None]) -> None:
        self._root = root
        self._steps = steps
        self._kept = kept
        self._looked = 0
        self._copies: dict[bytes, Kept] = {}
        """By their digest, what side copies hold that were opened already."""

    def fault_of(self, state: State, done: int) -> str:
        """What was acknowledged and is not there, with `done` steps acknowledged; empty if all is well."""
        self._root.mkdir()
        try:
            state.lay_out(self._root)
            return self._words_left(done) or self._copy_fault(done) or self._session_fault(done)
        except StoreProblem as error:
            return f"{error.trouble.name}: {error}"
        finally:
            shutil.rmtree(self._root)

    def _last(self, done: int, *kinds: str) -> int:
        """After how many steps one of these kinds was acknowledged last; 0 if none was."""
        return max((n for n in range(1, done + 1) if self._steps[n - 1].kind in kinds), default=0)

    def _words_left(self, done: int) -> str:
        if not self._last(done, "erase"):
            return ""
        left = [path.name for path in self._root.rglob("*") if _holds_secret(path)]
        return f"erased words are still in {left}" if left else ""

    def _copy_fault(self, done: int) -> str:
        last = self._last(done, "copy", "erase")
        under_way = self._steps[done].kind if done < len(self._steps) else ""
        copy = self._root / PLACE / f"{ID}.bak"
        if not copy.exists():
            # Erasing may take the copy away before it makes one without the words.
            return "the side copy is gone" if last and under_way != "erase" else ""
        allowed = [self._kept[last]]
        if under_way in ("copy", "erase"):
            allowed.append(self._kept[done + 1])
        return "" if self._in_copy(copy) in allowed else "the side copy is another"

    def _in_copy(self, copy: Path) -> Kept:
        content = copy.read_bytes()
        name = sha256(content).digest()
        if name not in self._copies:
            folder = self._root / "copy"
            folder.mkdir()
            (folder / f"{ID}.db").write_bytes(content)
            store = SqliteStore(folder)
            store.verify(ID)
            self._copies[name] = kept_by(store)
        return self._copies[name]

    def _session_fault(self, done: int) -> str:
        store = SqliteStore(self._root / PLACE)
        try:
            fault = self._kept_fault(store, done)
            self._looked += 1
            if fault or self._looked % GO_ON_EACH:
                return fault
            for step in self._steps[done : done + 3]:
                carry_out_again(store, step)
            after = self._kept[min(done + 3, len(self._steps))]
            return "" if kept_by(store) == after else "the session does not go on as it should"
        finally:
            store.close()

    def _kept_fault(self, store: SqliteStore, done: int) -> str:
        before, after = self._kept[done], self._kept[min(done + 1, len(self._steps))]
        try:
            store.hold(ID)
        except StoreProblem as error:
            if before is None and error.trouble is Trouble.NO_SUCH_SESSION:
                return ""
            raise
        store.verify(ID)
        return differs(kept_by(store), (before, after))


def _holds_secret(path: Path) -> bool:
    return path.is_file() and SECRET.encode() in path.read_bytes()


@sized
@needs_own_disk
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(RUNS))
def test_power_loss_loses_nothing_acknowledged(
    tmp_path: Path, seed: int, record_property: Callable[[str, object], None]
) -> None:
    """With any unsynced writes missing, torn or out of order, all that was acknowledged is there and goes on."""
    found = looked_at(tmp_path, seed, DRAWS)
    record_property("states", found.states)
    assert found.lost == []
    assert found.states > DRAWS // 5


@sized
@needs_own_disk
@pytest.mark.timeout(7200)
def test_power_loss_while_the_journal_starts_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """Nothing is lost either when the journal grew so long that SQLite empties it between two acts by itself."""
    # By itself it does so after a thousand pages, which would make every state large.
    monkeypatch.setattr(schema, "_SETTINGS", (*schema._SETTINGS, "wal_autocheckpoint = 8"))
    found = looked_at(tmp_path, 2, DRAWS)
    record_property("states", found.states)
    assert found.lost == []


@sized
@needs_own_disk
@pytest.mark.parametrize("level", ["normal", "off"])
def test_losses_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    """With settings that wait less for the disk the same look finds acknowledged events missing."""
    weaker = [f"synchronous = {level}" if "synchronous" in one else one for one in schema._SETTINGS]
    monkeypatch.setattr(schema, "_SETTINGS", tuple(weaker))
    found = looked_at(tmp_path, 1, 200)
    assert len(found.lost) > found.states // 4


@sized
@needs_own_disk
def test_a_copy_that_is_not_waited_for_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without waiting for the disk beside SQLite's own waiting, the same look finds the side copy broken."""
    monkeypatch.setattr(files, "_sync", lambda path: None)
    found = looked_at(tmp_path, 1, 200)
    assert any("side copy" in lost or "DAMAGED" in lost for lost in found.lost)
