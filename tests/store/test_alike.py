"""Random use of the store on the disk looks like the same use of the store in memory."""

import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cpsim.conference.codec import encode_event
from cpsim.conference.events import DissentRecorded, FloorGiven, TurnEnded
from cpsim.model.said import clean
from cpsim.store.memory import MemoryStore
from cpsim.store.protocol import Store
from cpsim.store.sqlite import SqliteStore

seats = st.sampled_from(["s1", "s2", "s3"])
said = st.text(max_size=60).map(clean)
events = st.one_of(
    st.builds(FloorGiven, seats),
    st.builds(TurnEnded, seats, st.none() | said),
    st.builds(DissentRecorded, seats, said),
)
addressed = st.tuples(events.map(encode_event), st.none() | st.lists(seats).map(tuple))


class Alike(RuleBasedStateMachine):
    """Two stores, one course of events, and now and then a new process on the same folder."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.disk = SqliteStore(Path(self.place.name))
        self.memory = MemoryStore()
        for store in self.both():
            store.create("k7", {"title": "Jayden"}, b"content")

    def both(self) -> tuple[Store, Store]:
        """The store under test and its oracle."""
        return self.disk, self.memory

    @rule(
        act=st.integers(0, 30).map(str),
        records=st.lists(addressed, min_size=1, max_size=4),
        at=st.floats(0, 4e9),
    )
    def append(self, act: str, records: list[Any], at: float) -> None:
        """An act, perhaps one that was stored before."""
        first, second = (store.append("k7", act, records, at) for store in self.both())
        assert first == second
        assert list(self.disk.rows_of("k7", act)) == list(self.memory.rows_of("k7", act))

    @rule(gone=st.sets(seats, max_size=2))
    def erase(self, gone: set[str]) -> None:
        """Some seats ask for their words back."""
        first, second = (store.erase("k7", gone) for store in self.both())
        assert first == second

    @rule(seat=seats, form=st.sampled_from(["ballot", "note"]), text=st.text(max_size=20))
    def keep_draft(self, seat: str, form: str, text: str) -> None:
        """Somebody types, or hands in."""
        for store in self.both():
            store.keep_draft("k7", seat, form, text)

    @rule(key=st.sampled_from(["place", "ended"]), value=st.text(max_size=5))
    def set_meta(self, key: str, value: str) -> None:
        """The list of sessions shows something new."""
        for store in self.both():
            store.set_meta("k7", {key: value})

    @rule()
    def copy_aside(self) -> None:
        """An agenda step begins."""
        self.disk.side_copy("k7")

    @rule()
    def begin_a_new_process(self) -> None:
        """The program ends and is started again."""
        self.disk.close()
        self.disk = SqliteStore(Path(self.place.name))

    @invariant()
    def look_the_same(self) -> None:
        """Whatever one can ask, both stores answer alike."""
        for ask in ("rows", "meta", "content", "verify"):
            first, second = (getattr(store, ask)("k7") for store in self.both())
            assert (list(first) if ask == "rows" else first) == (list(second) if ask == "rows" else second)
        assert list(self.disk.sessions()) == list(self.memory.sessions())
        for seat in ("s1", "s2", "s3"):
            for form in ("ballot", "note"):
                first, second = (store.draft("k7", seat, form) for store in self.both())
                assert first == second

    def teardown(self) -> None:
        """Leave no folder behind."""
        self.disk.close()
        self.place.cleanup()


TestAlike = Alike.TestCase
TestAlike.settings = settings(max_examples=settings().max_examples // 2, stateful_step_count=20)
