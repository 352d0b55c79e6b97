"""Killed at any moment: what was acknowledged is there, and a retry doubles nothing."""

import json
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sizes import size, sized

from cpsim.conference.codec import Record
from cpsim.store.protocol import Row
from cpsim.store.sqlite import SqliteStore

SESSIONS = size(1, 4, 50)
KILLS = size(12, 50, 100)
"""Of each session."""

Stored = tuple[str, int, tuple[str, ...] | None, Record]
"""A row but for its number and time."""

WRITER = """
import sys
from pathlib import Path
from cpsim.conference.codec import Record
from cpsim.store.sqlite import SqliteStore

store = SqliteStore(Path(sys.argv[1]))
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    words = (f"words of act {number}",)
    records = [
        (Record("turn_ended", 1, '{"seat":"s1"}', words), None),
        (Record("floor_given", 1, '{"seat":"s2"}'), ("s2",)),
    ][: 1 + number % 2]
    store.keep_draft("k7", "s1", "note", str(number))
    last = store.append("k7", f"a{number}", records, float(number))
    print(f"stored {number} {last}", flush=True)
    if number % 25 == 0:
        store.side_copy("k7")
    number += 1
"""


def acknowledged_until_killed(folder: Path, start: int, after: float) -> int:
    """Kill a writer that begins at act `start`, `after` seconds in; the first act it did not acknowledge."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(start)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        killer = threading.Timer(after, writer.kill)
        killer.start()
        lines = writer.stdout.read().splitlines(keepends=True)
        killer.join()
    told = [line for line in lines if line.startswith("stored ") and line.endswith("\n")]
    return int(told[-1].split()[1]) + 1 if told else start


def act_of(number: int) -> list[Stored]:
    """What act `number` of the writer leaves in the log, but for numbers."""
    words = (f"words of act {number}",)
    events: list[Stored] = [
        (f"a{number}", 0, None, Record("turn_ended", 1, '{"seat":"s1"}', words)),
        (f"a{number}", 1, ("s2",), Record("floor_given", 1, '{"seat":"s2"}')),
    ]
    return events[: 1 + number % 2]


@sized
@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(SESSIONS))
def test_killed_writer_loses_and_doubles_nothing(
    tmp_path: Path, seed: int, record_property: Callable[[str, object], None]
) -> None:
    """After kill -9 at random moments, with retries, every acknowledged act is there once and in order."""
    store = SqliteStore(tmp_path)
    store.create("k7", {}, json.dumps({"pinned": True}).encode())
    store.close()
    chance = random.Random(seed)
    start = 0
    for _ in range(KILLS):
        start = acknowledged_until_killed(tmp_path, start, chance.uniform(0, 0.06))
        rows = store.rows("k7")
        stored = {row.act_id for row in rows}
        assert {f"a{number}" for number in range(start)} <= stored
        assert stored <= {f"a{number}" for number in range(start + 1)}
        expect_whole_acts(rows)
    copy = tmp_path / "k7.bak"
    patience = 0.5
    while (
        not copy.exists()
    ):  # a slow machine may have got to no side copy yet, or been killed while it made one
        start = acknowledged_until_killed(tmp_path, start, patience)
        patience *= 2
    rows = store.rows("k7")
    record_property("kills", KILLS)
    record_property("acts", start)
    assert store.verify("k7").events == len(rows)
    # Looking at a killed session leaves its journal, and that belongs to the file that goes.
    for name in ("k7.db", "k7.db-wal", "k7.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    copy.rename(tmp_path / "k7.db")
    expect_whole_acts(store.rows("k7"))


def expect_whole_acts(rows: Sequence[Row]) -> None:
    """The rows are acts 0, 1, 2 and so on, each whole, each once."""
    acts = len({row.act_id for row in rows})
    wanted = [event for number in range(acts) for event in act_of(number)]
    assert [(row.act_id, row.index, row.to, row.record) for row in rows] == wanted
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
