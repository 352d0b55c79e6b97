"""What a session costs inside one process: a case read, an act on the disk, a log folded and opened again.

Each figure stands beside the floor it is built on (the YAML parser, SQLite with the same settings), measured
in turns with it. Nothing is started and nothing is painted here.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import yaml

from bench.measures import MILLI, Row, take_turns
from bench.programs import ROOT
from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference.codec import encode_event
from cpsim.conference.opening import table_seats
from cpsim.conference.state import START, evolve
from cpsim.model.content import Content, Options
from cpsim.model.said import clean
from cpsim.packs import load_content
from cpsim.packs.load import load_scenario
from cpsim.session.host import Host
from cpsim.session.simulate import FixedClock, begin, run
from cpsim.store.protocol import Addressed
from cpsim.store.schema import connect
from cpsim.store.sqlite import SqliteStore

JAYDEN = ROOT / "scenarios" / "jayden"
PARSER, WHOLE = "yaml.CSafeLoader, the same files, nothing checked", "Jayden read, checked and built"
BARE, ACT = "SQLite, WAL and FULL, one row of the same size", "one act of one event, stored"
SIZES = (1, 10, 100)
"""How many times the events of one whole conference a log has."""
FOLDS = 20


class NoDates:
    """A conference that is measured reads out no dates: the calendar is another program's work."""

    def due(self, conference: str) -> tuple[()]:
        """None."""
        return ()


def jayden() -> Content:
    """The first case with its first framework."""
    content, problems = load_content(JAYDEN, None, Options(alone=False, facilitated=True))
    if content is None:
        raise SystemExit(f"Jayden cannot be read: {problems[0]}")
    return content


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * MILLI


def reading(rounds: int) -> list[Row]:
    """A case from its files, beside the parser alone."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(JAYDEN.rglob("*.yaml"))]
    work: dict[str, Callable[[], object]] = {
        PARSER: lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts],
        WHOLE: lambda: load_scenario(JAYDEN),
    }
    return in_turns(work, rounds)


def in_turns(work: dict[str, Callable[[], object]], rounds: int) -> list[Row]:
    """Each of `work` once a round, one after the other."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds + 1):
        for name, one in work.items():
            times[name].append(timed(one))
    return take_turns(work, rounds, times)


def storing(acts: int) -> list[Row]:
    """An act on the disk before anybody sees it, beside a bare row with the same promise."""
    record: Addressed = (encode_event(e.NoteMade("s1", clean("A note of some length for the record."))), None)
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder))
        store.create("bench", {}, b"{}")
        beside = Path(folder) / "bare.db"
        beside.touch(0o600)
        with closing(connect(beside)) as bare:
            bare.execute("create table rows (number integer primary key, body text not null) strict")
            numbers = iter(range(2 * acts + 2))
            work: dict[str, Callable[[], object]] = {
                BARE: lambda: bare_row(bare, record[0].body * 3),
                ACT: lambda: store.append("bench", str(next(numbers)), [record], 0.0),
            }
            rows = in_turns(work, acts)
        store.close()
    return rows


def bare_row(connection: sqlite3.Connection, body: str) -> None:
    """One row in a transaction of its own."""
    connection.execute("begin immediate")
    connection.execute("insert into rows (body) values (?)", (body,))
    connection.execute("commit")


def folding() -> tuple[int, float]:
    """Events of one conference, and how many of them a second the fold takes, every seat's view kept."""
    host = begin(jayden(), 1, NoDates())
    run(host)
    begun = time.perf_counter()
    for _ in range(FOLDS):
        state = START
        for emission in host.log:
            state = evolve(state, emission)
    return len(host.log), FOLDS * len(host.log) / (time.perf_counter() - begun)


def growing() -> list[tuple[int, Row, Row]]:
    """For each size of log: its events, opening it again, and one more act at its end."""
    content = jayden()
    found = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            found.append(grown(SqliteStore(Path(folder)), content, size))
    return found


def grown(store: SqliteStore, content: Content, size: int) -> tuple[int, Row, Row]:
    """A session whose log is `size` conferences long, opened and written to."""
    dates = NoDates()
    seats = table_seats(content, {})
    host = Host.open("bench", content, seats, seed=1, store=store, clock=FixedClock(), dates=dates)
    run(host)
    facilitator, words = seats[-1].id, clean("A note of some length for the record.")
    note = encode_event(e.NoteMade(facilitator, words))
    events = len(host.log)
    for number in range((size - 1) * events):
        if number % events == 0:
            left = min(events, (size - 1) * events - number)
            store.append("bench", f"more.{number}", [(note, None)] * left, 0.0)
    store.close()
    again: list[Host] = []

    def opened() -> None:
        store.close()
        again[:] = [Host.resume("bench", store=store, clock=FixedClock(), dates=dates)]

    opening = Row("opened again", tuple(timed(opened) for _ in range(5)))
    ids = (f"note.{number}" for number in count())
    act = a.Journal(words, "public")
    acting = Row(
        "one more act", tuple(timed(lambda: noted(again[0], facilitator, next(ids), act)) for _ in range(50))
    )
    store.close()
    return size * events, opening, acting


def noted(host: Host, seat: str, act_id: str, act: a.Journal) -> None:
    """One act, taken."""
    refusal = host.submit(seat, act_id, act)
    if refusal is not None:
        raise SystemExit(f"A note was refused: {refusal.why}")
