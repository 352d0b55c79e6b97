"""A disk with too little room, and one on which nothing may be written."""

import errno
import io
import random
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from faulty_disk import ReadOnly, Room, needs_own_disk, watched
from sizes import size, sized
from stored_session import ID, Kept, Step, carry_out, carry_out_again, kept_after, kept_by, steps_of

from cpsim.store.protocol import StoreProblem, Trouble
from cpsim.store.sqlite import SqliteStore

ROOMS = size(8, 80, 800)
PLENTY = 1 << 30
FULL = frozenset({Trouble.FULL, Trouble.FAILED, Trouble.READ_ONLY})
"""SQLite says of a file that it cannot make neither that the disk is full nor that it is not."""


def fill(folder: Path, steps: Sequence[Step], kept: Sequence[Kept | None], disk: Room) -> int:
    """Carry steps out until the disk is full, then free it and go on; how many were acknowledged before."""
    store = SqliteStore(folder)
    for done, step in enumerate(steps):
        try:
            carry_out(store, step)
        except StoreProblem as problem:
            assert_full(problem)
            if kept[done] is not None:
                assert_readable(folder, kept[done])
            assert_told(store, step)
            disk.room = PLENTY
            for later in steps[done : done + 4]:
                carry_out_again(store, later)
            assert kept_by(store) == kept[min(done + 4, len(steps))]
            store.close()
            return done
    pytest.fail("there was room for the whole session")


def assert_readable(folder: Path, kept: Kept | None) -> None:
    """On the full disk the session can still be listed, read and checked, by a process that comes to it anew."""
    reader = SqliteStore(folder)
    assert [entry.id for entry in reader.sessions() if entry.problem is None] == [ID]
    assert kept_by(reader) == kept
    assert kept is not None
    assert reader.verify(ID).events == len(kept.rows)


def assert_told(store: SqliteStore, step: Step) -> None:
    """Asked again, the step is refused in a sentence, or taken where leaving the file has made room."""
    try:
        carry_out_again(store, step)
    except StoreProblem as problem:
        assert_full(problem)


def assert_full(problem: StoreProblem) -> None:
    """It is told for what it is, in a sentence."""
    assert problem.trouble in FULL
    assert str(problem).endswith(".")


@sized
@needs_own_disk
@pytest.mark.timeout(7200)
def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    """Wherever the room ends, all that was acknowledged can be read there, and the session goes on with more."""
    steps = steps_of(4, 60)
    kept = kept_after(steps)
    chance = random.Random(9)
    reached = set()
    for _ in range(ROOMS):
        folder = tmp_path / "full"
        folder.mkdir()
        disk = Room(folder, chance.randrange(200_000))
        with watched(folder, disk):
            reached.add(fill(folder / "sessions", steps, kept, disk))
        assert disk.refused
        shutil.rmtree(folder)
    assert len(reached) > 2


@needs_own_disk
def test_where_nothing_may_be_written_a_session_is_read(tmp_path: Path) -> None:
    """On a disk for reading alone a session is listed, read and checked; writing is refused with a hint at rights."""
    steps = steps_of(4, 30)
    folder = tmp_path / "sessions"
    store = SqliteStore(folder)
    for step in steps:
        carry_out(store, step)
    store.close()
    with watched(tmp_path, ReadOnly()):
        assert_readable(folder, kept_after(steps)[-1])
        for step in steps:
            assert_not_written(folder, step)
        with pytest.raises(StoreProblem, match="rights"):
            SqliteStore(tmp_path / "new").create("k8", {}, b"")


def assert_not_written(folder: Path, step: Step) -> None:
    """No step is taken there, and the sentence says where to look."""
    store = SqliteStore(folder)
    if step.kind == "leave":
        return
    with pytest.raises(StoreProblem, match="rights") as caught:
        carry_out(store, step)
    assert caught.value.trouble is Trouble.READ_ONLY


# ---- the same on disks of the system's own, where this process may mount them


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A disk in memory of one megabyte; skips where the system lets nobody mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = _run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk))
    if done != 0:
        pytest.skip("this process may not mount a disk")
    try:
        yield disk
    finally:
        _run("umount", "-l", str(disk))


def _run(*command: str) -> int:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode
    except OSError:
        return errno.ENOSYS


def fill_up(file: io.RawIOBase) -> None:
    """Write to a file until the disk takes no more."""
    with suppress(OSError):
        while file.write(bytes(4096)):
            pass


def test_a_real_disk_that_is_full(mounted: Path) -> None:
    """A disk of the system's own that is filled up by something else keeps what was acknowledged."""
    steps = steps_of(4, 60)
    kept = kept_after(steps)
    store = SqliteStore(mounted / "sessions")
    for step in steps[:20]:
        carry_out(store, step)
    with (mounted / "other").open("wb", buffering=0) as other:
        fill_up(other)
        done, problem = 20, None
        while problem is None:
            try:
                carry_out(store, steps[done])
                done += 1
            except StoreProblem as error:
                problem = error
        assert_full(problem)
        assert_readable(mounted / "sessions", kept[done])
        assert_told(store, steps[done])
        other.truncate(0)
    for step in steps[done:]:
        carry_out_again(store, step)
    assert kept_by(store) == kept[-1]
    store.close()


def test_a_real_disk_for_reading_alone(mounted: Path) -> None:
    """A session on a disk that is mounted for reading alone is read whole and written to by nobody."""
    steps = steps_of(4, 30)
    store = SqliteStore(mounted / "sessions")
    for step in steps:
        carry_out(store, step)
    store.close()
    assert _run("mount", "-o", "remount,ro", str(mounted)) == 0
    assert_readable(mounted / "sessions", kept_after(steps)[-1])
    for step in steps:
        assert_not_written(mounted / "sessions", step)
