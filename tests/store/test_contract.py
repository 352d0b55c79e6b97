"""What every store promises, whatever it keeps sessions in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cpsim.conference.codec import ERASED, TOMBSTONE, Record, decode_event, encode_event
from cpsim.conference.events import DissentRecorded, FloorGiven, PlanLineAdded, TurnEnded
from cpsim.model.said import clean
from cpsim.store.memory import MemoryStore
from cpsim.store.protocol import Addressed, Row, SessionMeta, Store, StoreProblem, Trouble, Verdict, Written
from cpsim.store.sqlite import SqliteStore

FLOOR: Addressed = (encode_event(FloorGiven("s1")), None)
ENDED: Addressed = (encode_event(TurnEnded("s1", clean("He is [tired] at school."))), ("s1", "s2"))
SILENT: Addressed = (encode_event(TurnEnded("s2", None)), None)
DISSENT: Addressed = (encode_event(DissentRecorded("s2", clean("Not yet."))), ())
LINE = PlanLineAdded("s1", clean("a"), clean("b"), clean("c"), clean("d"), clean("e"))
PLAN: Addressed = (encode_event(LINE), None)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    made: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "sessions")
    yield made
    made.close()


@pytest.fixture
def begun(store: Store) -> Store:
    """A store with one session and nothing in its log."""
    store.create("k7", {"title": "Jayden", "place": ""}, b"content")
    return store


class TestStore:
    """One contract for all."""

    def test_events_come_back_in_order_with_their_envelope(self, begun: Store) -> None:
        """Rows give number, act, index, seats, record and time of every event as it was handed over."""
        assert begun.append("k7", "a1", [FLOOR, ENDED], 10.5) == 2
        assert begun.append("k7", "a2", [DISSENT], 11.0) == 3
        assert list(begun.rows("k7")) == [
            Row(1, "a1", 0, None, FLOOR[0], 10.5),
            Row(2, "a1", 1, ("s1", "s2"), ENDED[0], 10.5),
            Row(3, "a2", 0, (), DISSENT[0], 11.0),
        ]

    def test_rows_after_a_number_are_the_rest(self, begun: Store) -> None:
        """Asking after a number gives what came later, and nothing at the end."""
        begun.append("k7", "a1", [FLOOR, ENDED, SILENT], 1.0)
        assert [row.number for row in begun.rows("k7", 1)] == [2, 3]
        assert list(begun.rows("k7", 3)) == list(begun.rows("k7", 99)) == []

    def test_same_act_again_stores_nothing(self, begun: Store) -> None:
        """A retry of an act finds its events there and gives the same number, whatever it brings."""
        assert begun.append("k7", "a1", [FLOOR, ENDED], 1.0) == 2
        begun.append("k7", "a2", [SILENT], 2.0)
        assert begun.append("k7", "a1", [DISSENT], 3.0) == 2
        assert [row.act_id for row in begun.rows("k7")] == ["a1", "a1", "a2"]

    def test_events_of_one_act_can_be_asked_for(self, begun: Store) -> None:
        """rows_of gives one act's events, and nothing for an act that was never stored."""
        begun.append("k7", "a1", [FLOOR], 1.0)
        begun.append("k7", "a2", [ENDED, SILENT], 2.0)
        begun.append("k7", "a3", [DISSENT], 3.0)
        assert [row.number for row in begun.rows_of("k7", "a2")] == [2, 3]
        assert list(begun.rows_of("k7", "a9")) == []

    def test_act_without_events_is_a_mistake(self, begun: Store) -> None:
        """An act has at least one event; an empty one is refused before anything is stored."""
        with pytest.raises(ValueError, match="without events"):
            begun.append("k7", "a1", [], 1.0)
        assert list(begun.rows("k7")) == []

    def test_sessions_do_not_touch_each_other(self, begun: Store) -> None:
        """Two sessions number their own events and may use the same act ids."""
        begun.create("k8", {}, b"other")
        begun.append("k7", "a1", [FLOOR], 1.0)
        assert begun.append("k8", "a1", [SILENT], 1.0) == 1
        assert begun.rows("k8")[0].record == SILENT[0]
        assert (begun.content("k7"), begun.content("k8")) == (b"content", b"other")

    def test_list_shows_every_session(self, begun: Store) -> None:
        """The list gives id, entries and number of events, by id."""
        begun.create("a1", {}, b"")
        begun.append("k7", "a1", [FLOOR, SILENT], 1.0)
        assert list(begun.sessions()) == [
            SessionMeta("a1", {}, 0),
            SessionMeta("k7", {"title": "Jayden", "place": ""}, 2),
        ]

    def test_list_entries_are_replaced_one_by_one(self, begun: Store) -> None:
        """Setting some entries leaves the others, and the log, as they are."""
        begun.set_meta("k7", {"place": "J6", "ended": ""})
        assert begun.meta("k7") == {"title": "Jayden", "place": "J6", "ended": ""}
        assert list(begun.rows("k7")) == []

    def test_draft_is_one_replaceable_text(self, begun: Store) -> None:
        """A draft is kept by seat and form, replaced by the next and gone when it is empty."""
        assert begun.draft("k7", "s1", "ballot") == ""
        begun.keep_draft("k7", "s1", "ballot", "lev")
        begun.keep_draft("k7", "s1", "ballot", "level 3\n[b]")
        begun.keep_draft("k7", "s2", "ballot", "mine")
        assert begun.draft("k7", "s1", "ballot") == "level 3\n[b]"
        begun.keep_draft("k7", "s1", "ballot", "")
        assert (begun.draft("k7", "s1", "ballot"), begun.draft("k7", "s2", "ballot")) == ("", "mine")
        assert list(begun.rows("k7")) == []

    def test_unknown_session_is_said_plainly(self, store: Store) -> None:
        """Everything asked of a session that is not there is refused by its name."""
        for ask in (store.hold, store.rows, store.content, store.meta, store.verify, store.side_copy):
            with pytest.raises(StoreProblem, match="no session") as caught:
                ask("nobody")
            assert caught.value.trouble is Trouble.NO_SUCH_SESSION

    def test_session_begins_once(self, begun: Store) -> None:
        """A second beginning under the same id is refused and changes nothing."""
        begun.append("k7", "a1", [FLOOR], 1.0)
        with pytest.raises(StoreProblem, match="already") as caught:
            begun.create("k7", {}, b"other")
        assert caught.value.trouble is Trouble.EXISTS
        assert (begun.content("k7"), len(begun.rows("k7"))) == (b"content", 1)

    def test_erased_person_leaves_the_log_whole(self, begun: Store) -> None:
        """Erasing a seat marks its words, counts them, and leaves everything else as it was."""
        begun.append("k7", "a1", [FLOOR, ENDED, SILENT, DISSENT], 1.0)
        begun.append("k7", "a2", [PLAN], 2.0)
        begun.keep_draft("k7", "s1", "plan", "mine")
        begun.keep_draft("k7", "s2", "plan", "theirs")
        assert begun.erase("k7", {"s1"}) == 1 + 5 + 1
        rows = begun.rows("k7")
        assert [row.record.words for row in rows] == [(), (ERASED,), (None,), ("Not yet.",), (ERASED,) * 5]
        assert decode_event(rows[1].record) == TurnEnded("s1", TOMBSTONE)
        assert [row.record.body for row in rows] == [
            event.body for event, _ in (FLOOR, ENDED, SILENT, DISSENT, PLAN)
        ]
        assert (begun.draft("k7", "s1", "plan"), begun.draft("k7", "s2", "plan")) == ("", "theirs")
        assert begun.verify("k7") == Verdict(5, 6)

    def test_a_draft_can_be_kept_through_an_erasure(self, begun: Store) -> None:
        """What is handed over stands instead of what stood there, is not counted, and empty is gone."""
        begun.append("k7", "a1", [ENDED], 1.0)
        for form in ("people", "note", "plan"):
            begun.keep_draft("k7", "s1", form, f"old {form}")
        begun.keep_draft("k7", "s2", "people", "theirs")
        keep = {("s1", "people"): "new", ("s1", "plan"): "", ("s3", "note"): "added"}
        assert begun.erase("k7", {"s1"}, keep) == 1 + 1
        assert [begun.drafts("k7", seat) for seat in ("s1", "s2", "s3")] == [["people"], ["people"], ["note"]]
        assert (begun.draft("k7", "s1", "people"), begun.draft("k7", "s2", "people")) == ("new", "theirs")
        assert begun.erase("k7", (), {("s2", "people"): "newer"}) == 0
        assert begun.draft("k7", "s2", "people") == "newer"

    def test_files_made_from_a_session_are_noted(self, begun: Store) -> None:
        """In order, each once as it was last; a list can be put in place of the list; the log is not touched."""
        first, second = (Written(f"/{name}\udcff é", "csv", "s1", 3, "ab") for name in "xy")
        assert list(begun.written("k7")) == []
        begun.note_written("k7", first)
        begun.note_written("k7", second)
        assert list(begun.written("k7")) == [first, second]
        begun.note_written("k7", replace(first, digest="cd"))
        assert list(begun.written("k7")) == [second, replace(first, digest="cd")]
        begun.note_written("k7", replace(first, form=""))
        assert list(begun.written("k7")) == [second]
        begun.note_written("k7", first)
        begun.note_written("k7", second, instead=True)
        assert list(begun.written("k7")) == [second]
        begun.note_written("k7", instead=True)
        assert list(begun.written("k7")) == []
        assert begun.verify("k7") == Verdict(0, 0)
        with pytest.raises(StoreProblem, match="no session"):
            begun.note_written("nobody", first)

    def test_log_goes_on_after_an_erasure(self, begun: Store) -> None:
        """A seat whose words were erased can speak again, and erasing twice erases only what is new."""
        begun.append("k7", "a1", [ENDED], 1.0)
        begun.erase("k7", {"s1"})
        begun.append("k7", "a2", [ENDED], 2.0)
        assert begun.erase("k7", {"s1", "s9"}) == 1
        assert begun.verify("k7") == Verdict(2, 2)

    def test_any_text_of_a_person_comes_back(self, begun: Store) -> None:
        """Text in any script, with quotes, marks and line ends, is stored as it is."""
        said = "»‹ö\u2028'\"\\ \x7f 漢字 \U0001f9f8 " + "x" * 9000
        record = Record("turn_ended", 1, '{"seat":"s1"}', (said,))
        begun.append("k7", "a1", [(record, None)], 1.0)
        assert begun.rows("k7")[0].record == record

    def test_a_session_that_could_not_be_begun_is_taken_away(self, begun: Store) -> None:
        """With all that was kept in it; the id is free again, and giving up what is not there says nothing."""
        begun.keep_draft("k7", "s1", "people", "Ana")
        begun.give_up("k7")
        assert list(begun.sessions()) == []
        begun.give_up("k7")
        begun.create("k7", {}, b"")
        assert begun.draft("k7", "s1", "people") == ""

    def test_leaving_and_coming_back_changes_nothing(self, begun: Store) -> None:
        """A session that was left is read and written on as before."""
        begun.append("k7", "a1", [ENDED], 1.0)
        begun.leave("k7")
        begun.leave("k7")
        begun.hold("k7")
        assert begun.append("k7", "a1", [ENDED], 2.0) == 1
        assert begun.append("k7", "a2", [SILENT], 2.0) == 2
        assert begun.verify("k7") == Verdict(2, 0)
