"""The reader of single pages reads what SQLite wrote, and nothing it meets in a damaged file stops it."""

import sqlite3
import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import given

from cpsim.store.carve import PAGE_SIZE, Value, pages_of, rows_in, with_journal

wholes = st.one_of(st.integers(-300, 300), st.integers(-(2**63), 2**63 - 1))
values = st.one_of(
    st.none(),
    wholes,
    st.floats(allow_nan=False).filter(lambda number: not number.is_integer()),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
    st.binary(max_size=30),
    st.integers(0, 14_000).map(lambda length: "x" * length),
)
rows = st.lists(st.tuples(values, values, values), max_size=30)


def written(folder: Path, kept: list[tuple[Value, ...]], journal: str) -> Path:
    """A database with these rows in a table that counts its rows, and in one that is kept in order of a key."""
    path = folder / "some.db"
    run = sqlite3.connect(path, isolation_level=None)
    run.execute(f"pragma journal_mode = {journal}")
    run.execute("create table counted (a, b, c)")
    run.execute("create table keyed (key integer primary key, a, b, c) without rowid")
    run.executemany("insert into counted values (?, ?, ?)", kept)
    run.executemany("insert into keyed values (?, ?, ?, ?)", [(at, *row) for at, row in enumerate(kept)])
    if journal == "delete":
        run.close()
    else:
        (folder / "copy.db").write_bytes(path.read_bytes())
        (folder / "copy.db-wal").write_bytes((folder / "some.db-wal").read_bytes())
        run.close()
        path = folder / "copy.db"
    return path


@given(kept=rows, journal=st.sampled_from(["delete", "wal"]))
def test_every_row_of_a_whole_file_is_read(kept: list[tuple[Value, ...]], journal: str) -> None:
    """Whatever was stored comes back with its kind, long rows and the newest in the journal too."""
    with tempfile.TemporaryDirectory() as place:
        path = written(Path(place), kept, journal)
        found = list(rows_in(with_journal(pages_of(path), path.with_name(f"{path.name}-wal"))))
    counted = [(number, row) for number, row in found if len(row) == 3]
    keyed = [row for number, row in found if len(row) == 4 and number is None]
    assert sorted(counted, key=lambda one: one[0] or 0) == list(enumerate(kept, 1))
    assert sorted(keyed, key=lambda row: int(str(row[0]))) == [(at, *row) for at, row in enumerate(kept)]


@given(
    flips=st.lists(st.tuples(st.integers(0, 40_000), st.integers(1, 255)), max_size=200),
    cut=st.integers(0, 60_000),
)
def test_nothing_in_a_damaged_file_stops_it(flips: list[tuple[int, int]], cut: int) -> None:
    """Changed and cut off anywhere, also where lengths and chains of pages stand, it ends and raises nothing."""
    with tempfile.TemporaryDirectory() as place:
        path = written(Path(place), [(7, "y" * 9000, b"z" * 50), ("a", None, 1.5)] * 3, "delete")
        data = bytearray(path.read_bytes())
        for at, change in flips:
            data[at % len(data)] ^= change
        path.write_bytes(data[:cut])
        found = list(rows_in(pages_of(path)))
    assert len(found) < len(data)


def test_a_chain_of_pages_that_runs_in_a_circle_ends(tmp_path: Path) -> None:
    """A page that names itself as the next gives no row, or a short one, and no endless one."""
    path = written(tmp_path, [(7, "y" * 30_000, b"")], "delete")
    data = bytearray(path.read_bytes())
    for page in range(len(data) // PAGE_SIZE):
        data[page * PAGE_SIZE : page * PAGE_SIZE + 4] = (page + 1).to_bytes(4, "big")
    path.write_bytes(data)
    assert all(len(str(row)) < 4 * len(data) for _number, row in rows_in(pages_of(path)))


def test_an_absent_file_has_no_pages(tmp_path: Path) -> None:
    """Neither a file that is not there nor a journal that is not there is a failure."""
    assert pages_of(tmp_path / "none.db") == {}
    assert with_journal({}, tmp_path / "none.db-wal") == {}
