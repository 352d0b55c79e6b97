"""`cpsim erase`: one person's name and words leave every file in reach, and nothing else changes."""

import io
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from conferences import FixedClock, FixedDates, examples
from hypothesis import given
from stored import conference, mark, stored

from cpsim.cli import main
from cpsim.conference import events as e
from cpsim.conference import rules
from cpsim.export import rewritten
from cpsim.export.erasing import Asking, run_erase
from cpsim.export.exporting import _note, run_export
from cpsim.export.replay import run_replay
from cpsim.export.verify import run_verify
from cpsim.model.said import Said, clean
from cpsim.model.words import Watch
from cpsim.paths import sessions_folder
from cpsim.present.key import own_profile
from cpsim.session.host import Host
from cpsim.session.people import Party, People, from_text, opens, sealed, to_text
from cpsim.session.room import PEOPLE, LocalRoom
from cpsim.store import sqlite
from cpsim.store.protocol import StoreProblem, Trouble
from cpsim.store.sqlite import SqliteStore

ANA, BEN, CEM = clean("Ana Ondra"), clean("Ben Wyll"), clean("Cem")
PEOPLE_THERE = People(
    (
        Party("gp", (ANA, BEN), sealed("4711", "salt")),
        Party("chair", (CEM,), sealed("0815", "salt")),
        Party("watcher", (), ""),
    ),
    sealed("blue7", "pepper"),
)
FORMS = ("jsonl", "csv", "summary", "summary-html")


class Keyboard(io.StringIO):
    """A terminal at which this is typed."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@dataclass
class Told:
    """What a run gave."""

    code: int
    out: str
    err: str


@dataclass
class Table:
    """A table on the disk, and the seats of those who sit there."""

    folder: Path
    store: SqliteStore
    gp: str
    chair: str
    watcher: str
    facilitator: str

    def erase(self, named: str, typed: str | None = None) -> Told:
        """Erase somebody, asked at a terminal where something is typed."""
        out, err = io.StringIO(), io.StringIO()
        keys = None if typed is None else Keyboard(typed)
        asking = Asking(typed is None, keys, out, err)
        code = run_erase(self.store, "k7", named, lambda: "guess", asking)
        return Told(code, out.getvalue(), err.getvalue())

    def people(self) -> People:
        """Who sits there."""
        return from_text(self.store.draft("k7", self.facilitator, PEOPLE))

    def export(self, form: str, seat: str, name: str) -> Path:
        """A file made from the session."""
        path = self.folder / name
        out, err = io.StringIO(), io.StringIO()
        assert run_export(self.store, "k7", form, seat, str(path), out=out, err=err) == 0, err.getvalue()
        return path

    def left(self, words: str | bytes) -> list[str]:
        """The files anywhere here in which these bytes stand."""
        wanted = words.encode() if isinstance(words, str) else words
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return sorted(path.name for path in files if wanted in path.read_bytes())

    def resumed(self) -> Host:
        """The session as a new process carries it on."""
        store = SqliteStore(sessions_folder(self.folder))
        host = Host.resume("k7", store=store, clock=FixedClock(), dates=FixedDates())
        store.close()
        return host


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a table that went to the end, whose people have no PINs to be asked for."""
    folder = tmp_path_factory.mktemp("laid")
    played = conference(table=True)
    store = stored(sessions_folder(folder), played, marked=True)
    seats = played.host.state.public.seats
    open_to_all = People(tuple(replace(party, pin="") for party in PEOPLE_THERE.parties))
    store.keep_draft("k7", seats[-1].id, PEOPLE, to_text(open_to_all))
    for seat in seats:
        if seat.role in ("gp", "chair"):
            store.keep_draft("k7", seat.id, "note", f"{mark(seat.id)}draft")
    store.side_copy("k7")
    store.close()
    return folder


@pytest.fixture
def table(laid: Path, tmp_path: Path) -> Table:
    """A copy of that table."""
    folder = tmp_path / "laid"
    shutil.copytree(laid, folder)
    seats = conference(table=True).host.state.public.seats
    by_role = {seat.role or seat.kind: seat.id for seat in seats}
    return Table(
        folder,
        SqliteStore(sessions_folder(folder)),
        by_role["gp"],
        by_role["chair"],
        by_role["observer"],
        by_role["facilitator"],
    )


def written_at(table: Table, *seats: str) -> int:
    """How many texts these seats wrote."""
    wanted = tuple(mark(seat) for seat in seats)
    texts = [word for row in table.store.rows("k7") for word in row.record.words if isinstance(word, str)]
    return sum(text.startswith(wanted) for text in texts)


# ---- what is gone


def test_no_byte_of_their_words_is_left_anywhere(table: Table) -> None:
    """Not in the log, its journal, the side copy, nor any export; others' words stand in all of them."""
    for form in FORMS:
        for role, seat in (("f", "facilitator"), ("c", "chair"), ("g", "gp")):
            table.export(form, seat, f"{role}.{form}")
    texts = written_at(table, table.chair)
    assert texts > 2
    assert {"k7.db", "k7.bak", "f.jsonl", "f.summary"} <= set(table.left(mark(table.chair)))
    others = table.left(mark(table.facilitator))
    told = table.erase("Cem")
    assert told.code == 0
    assert told.out.startswith(f"{texts} texts, 1 draft and 1 name erased from session k7.\n")
    for words in (mark(table.chair), str(CEM)):
        assert table.left(words) == []
        assert table.left(json.dumps(words).strip('"')) == []
    assert table.left(mark(table.facilitator)) == others != []
    assert verify(table)[0] == 0
    assert f"{texts} texts were erased" in verify(table)[1]


def verify(table: Table) -> tuple[int, str]:
    """The exit code of `cpsim verify`, and what it says."""
    out = io.StringIO()
    return run_verify(table.store, "k7", out, out), out.getvalue()


def test_a_file_is_what_it_was_but_for_the_words(table: Table) -> None:
    """It is written as it would have been had the words been erased before, and stays its owner's alone."""
    before = {form: table.export(form, "facilitator", f"f.{form}").read_text("utf-8") for form in FORMS}
    table.erase("chair")
    for form in FORMS:
        path = table.folder / f"f.{form}"
        fresh = table.export(form, "facilitator", f"fresh.{form}")
        assert path.read_bytes() == fresh.read_bytes()
        assert path.read_text("utf-8") != before[form] or mark(table.chair) not in before[form]
        if os.name != "nt":
            assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_from_earlier_in_the_session_gets_nothing_newer(table: Table) -> None:
    """What had not happened when it was written does not come into it."""
    path = table.export("jsonl", "facilitator", "early.jsonl")
    (known,) = table.store.written("k7")
    lines = path.read_bytes().splitlines(keepends=True)
    rows = table.store.rows("k7")
    early = replace(known, events=len(rows) // 2)
    text = rewritten._text("k7", early, rows, table.store.content("k7"))
    path.write_text(text, encoding="utf-8", newline="")
    table.store.note_written("k7", replace(early, digest=rewritten._digest(path.read_bytes())), instead=True)
    assert len(text.splitlines()) < len(lines)
    assert table.erase("chair").code == 0
    assert len(path.read_text("utf-8").splitlines()) == len(text.splitlines())
    assert table.left(mark(table.chair)) == []


def test_erasing_one_after_the_other_leaves_nobodys_words(table: Table) -> None:
    """Files are found and written anew each time, and the count grows."""
    table.export("jsonl", "facilitator", "f.jsonl")
    counted = 0
    for named, seat in (("cem", table.chair), (table.gp, table.gp), ("facilitator", table.facilitator)):
        counted += written_at(table, seat)
        assert table.erase(named).code == 0
        assert table.left(mark(seat)) == []
    assert f"{counted} texts were erased" in verify(table)[1]
    assert table.people().party("gp").names == ()


def test_replay_shows_one_mark_where_the_words_stood(table: Table) -> None:
    """Always the same, whatever was said and however long it was."""
    texts = written_at(table, table.chair)
    table.erase("chair")
    out, err = io.StringIO(), io.StringIO()
    code = run_replay(table.store, "k7", seat="facilitator", by="turn", to=None, keys=None, out=out, err=err)
    assert (code, err.getvalue()) == (0, "")
    assert 0 < out.getvalue().count("(these words were erased)") <= texts


# ---- what stays


@examples(12)
@given(
    gone=st.sets(st.sampled_from(["gp", "chair", "observer", "facilitator"])), seed=st.sampled_from([3, 4])
)
def test_any_people_may_go_and_the_conference_is_the_same(
    gone: set[str], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The chain is whole, state, offers and scores are what they were, free text aside."""
    folder = tmp_path_factory.mktemp("some")
    played = conference(table=True, seed=seed)
    store = stored(folder, played, marked=True)
    seats = {seat.role or seat.kind: seat.id for seat in played.host.state.public.seats}
    store.keep_draft("k7", seats["facilitator"], PEOPLE, to_text(PEOPLE_THERE))
    before = Host.resume("k7", store=store, clock=FixedClock(), dates=FixedDates())
    asking = Asking(True, None, io.StringIO(), io.StringIO())
    for role in sorted(gone):
        assert run_erase(store, "k7", role, lambda: "guess", asking) == 0
    after = Host.resume("k7", store=store, clock=FixedClock(), dates=FixedDates())
    verdict, copied = store.verify("k7"), store.verify_copy("k7")
    store.close()
    assert verdict.events == len(before.log)
    texts = [w for row in played.host.store.rows("table1") for w in row.record.words if isinstance(w, str)]
    assert verdict.erased <= len(texts)
    if gone:
        assert copied == verdict
    assert without_text(after.state) == without_text(before.state)
    for seat in seats.values():
        assert rules.legal(after.book, after.view(seat)) == rules.legal(before.book, before.view(seat))
        for key in (event for event in after.delivered(seat) if isinstance(event, e.KeyOpened)):
            then, now = before.view(seat), after.view(seat)
            assert own_profile(key, now, after.book) == own_profile(key, then, before.book)
    data = b"".join(path.read_bytes() for path in folder.iterdir())
    assert [role for role in sorted(gone) if mark(seats[role]).encode() in data] == []


def without_text(value: Any) -> Any:
    """A value with the same in place of every text a person wrote, however deep it lies."""
    if isinstance(value, Said):
        return "erased" if "ZEBRA" in value.text or "erased" in value.text else value
    if isinstance(value, dict):
        return {key: without_text(one) for key, one in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [without_text(one) for one in value]
    slots = getattr(type(value), "__dataclass_fields__", None)
    return {name: without_text(getattr(value, name)) for name in slots} if slots else value


def test_the_others_of_the_table_keep_names_pins_and_code(table: Table) -> None:
    """Who is erased loses name and PIN; their seat stays covered, since nobody knows what opens it now."""
    table.store.keep_draft("k7", table.facilitator, PEOPLE, to_text(PEOPLE_THERE))
    assert table.erase("Cem").code == 0
    people = table.people()
    assert people.party("gp") == PEOPLE_THERE.party("gp")
    assert people.code == PEOPLE_THERE.code
    party = people.party("chair")
    assert party.names == ()
    assert party.pin.startswith("guess$")
    assert not opens("0815", party.pin)
    assert LocalRoom(table.resumed(), lambda: "salt").people() == people


def test_the_facilitators_own_words_go_without_the_list_of_people(table: Table) -> None:
    """Their notes and drafts go, and the table still knows who sits there."""
    table.store.keep_draft("k7", table.facilitator, "journal", f"{mark(table.facilitator)} draft")
    before = table.people()
    assert table.erase("facilitator").code == 0
    assert table.people() == before
    assert table.left(mark(table.facilitator)) == []


def test_two_on_one_seat_are_told_and_one_name_stays(table: Table) -> None:
    """The words of the seat were both people's, and go; the one who is not meant keeps name and PIN."""
    table.store.keep_draft("k7", table.facilitator, PEOPLE, to_text(PEOPLE_THERE))
    told = table.erase(" ana  ONDRA", typed="yes\n")
    assert told.code == 0
    assert "Ana Ondra and Ben Wyll sat at one seat" in told.err
    assert "The name Ben Wyll stays." in told.err
    assert table.people().party("gp") == Party("gp", (BEN,), PEOPLE_THERE.party("gp").pin, came=2)
    assert (table.left("Ana Ondra"), table.left(mark(table.gp))) == ([], [])
    told = table.erase("Ben Wyll")
    assert (told.code, table.left("Ben Wyll")) == (0, [])


def test_who_left_their_seat_to_another_is_erased_there_too(table: Table) -> None:
    """What they wrote stands at that seat still; and the list knows who has it now."""
    people = People((Party("gp", (clean("Uma"),)), Party("chair", (CEM,))), taken=((table.gp, "chair"),))
    table.store.keep_draft("k7", table.facilitator, PEOPLE, to_text(people))
    assert table.left(mark(table.gp))
    assert table.erase("Uma").code == 0
    assert table.left(mark(table.gp)) == []
    assert table.people().taken == people.taken
    assert table.people().party("chair").names == (CEM,)


def test_a_name_in_somebody_elses_words_is_counted_and_stays(table: Table) -> None:
    """It is theirs, and whoever erases is told that it is there."""
    people = People((Party("chair", (clean("zebra"),)),))
    table.store.keep_draft("k7", table.facilitator, PEOPLE, to_text(people))
    seats = {seat.id for seat in conference(table=True).host.state.public.seats}
    others = written_at(table, *(seats - {table.chair}))
    told = table.erase("Zebra", typed="no\n")
    assert f"The name stands in {others} texts that somebody else wrote." in told.err


# ---- asking


@pytest.mark.parametrize("typed", ["no\n", "\n", "", "yess\n"])
def test_without_a_yes_nothing_goes(table: Table, typed: str) -> None:
    """What would go is shown, without a word of it; then nothing has changed."""
    table.export("summary", "facilitator", "f.md")
    before = {
        path: path.read_bytes() for path in table.folder.rglob("*") if path.suffix in (".db", ".bak", ".md")
    }
    told = table.erase("Cem", typed=typed)
    assert (told.code, told.out) == (1, "")
    assert "  from the list of who sits there: Cem\n" in told.err
    assert f"of {table.chair} (chair)\n" in told.err
    assert str(table.folder / "f.md") in told.err
    assert "ZEBRA" not in told.err
    assert told.err.endswith("Nothing was erased.\n")
    assert {path: path.read_bytes() for path in before} == before


def test_without_a_terminal_a_yes_is_needed_beforehand(table: Table) -> None:
    """A script is never taken for somebody who agreed."""
    out, err = io.StringIO(), io.StringIO()
    for keys in (None, io.StringIO("yes\n")):
        assert run_erase(table.store, "k7", "Cem", lambda: "x", Asking(False, keys, out, err)) == 1
    assert err.getvalue().count("Nothing was erased. Ask in a terminal, or add --yes.\n") == 2
    assert table.left(str(CEM)) != []


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("Nobody", "Nobody here is called Nobody."),
        ("", "No name was given."),
        (" \u200b ", "No name was given."),
        ("s99", "Nobody here is called s99."),
        ("\x1b[31m", "Nobody here is called ␛[31m."),
    ],
)
def test_whoever_is_not_there_is_not_erased(table: Table, named: str, says: str) -> None:
    """The seats are named, and no other name is."""
    told = table.erase(named)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(says)
    assert f"{table.gp} (gp)" in told.err
    assert "Cem" not in told.err


def test_two_of_one_name_are_told_apart_by_their_seats(table: Table) -> None:
    """Nobody is erased for another."""
    people = People((Party("gp", (clean("Kim"),)), Party("chair", (clean("KIM"),))))
    table.store.keep_draft("k7", table.facilitator, PEOPLE, to_text(people))
    told = table.erase("kim")
    assert told.code == 2
    assert told.err.startswith("Several people here are called kim.")
    assert (
        f"{table.gp} (gp), {table.chair} (chair)" in told.err
        or f"{table.chair} (chair), {table.gp} (gp)" in told.err
    )
    assert table.erase(table.chair).code == 0
    assert table.people().party("gp").names == (clean("Kim"),)


def test_a_list_of_people_that_cannot_be_read_is_no_list_without_names(table: Table) -> None:
    """Nothing is said to be erased while a name may be left."""
    table.store.keep_draft("k7", table.facilitator, PEOPLE, "{")
    told = table.erase("chair")
    assert told.code == 3
    assert "cannot be read" in told.err


def test_nothing_of_theirs_is_said_and_is_no_failure(table: Table) -> None:
    """A seat that wrote nothing, and one that was erased before."""
    assert table.erase("chair").code == 0
    told = table.erase("chair")
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith(f"Nothing that {table.chair} (chair) wrote is in session k7")


def test_an_unknown_session_could_not_be_erased(table: Table) -> None:
    """And a damaged one says what helps."""
    out, err = io.StringIO(), io.StringIO()
    assert run_erase(table.store, "k8", "Cem", lambda: "x", Asking(True, None, out, err)) == 3
    assert "no session k8" in err.getvalue()


# ---- files


def test_a_file_that_was_changed_goes_as_a_whole_and_is_named_before(table: Table) -> None:
    """Whatever else was written into it cannot be told from what was there."""
    path = table.export("summary", "facilitator", "f.md")
    path.write_text(f"# mine\n\n{path.read_text('utf-8')}", encoding="utf-8")
    told = table.erase("chair", typed="no\n")
    assert f"{path}, which was changed since it was written, and goes as a whole" in told.err
    told = table.erase("chair", typed="y\n")
    assert f"Deleted: {path}\n" in told.out
    assert not path.exists()
    assert table.store.written("k7") == []


def test_another_file_in_its_place_is_left_alone(table: Table) -> None:
    """What holds none of the words is not deleted for having an old name."""
    path = table.export("jsonl", "facilitator", "f.jsonl")
    path.write_text("my own notes\n", encoding="utf-8")
    told = table.erase("chair")
    assert f"{path} was changed since it was written, and none of the words was found in it" in told.err
    assert path.read_text("utf-8") == "my own notes\n"


def test_a_file_that_was_moved_is_said_to_be_out_of_reach(table: Table) -> None:
    """It stays on the list, and goes once it is back, though the words are long gone from the log."""
    path = table.export("jsonl", "facilitator", "f.jsonl")
    moved = path.rename(path.with_name("moved.jsonl"))
    told = table.erase("chair")
    assert told.code == 0
    assert f"Out of reach: {path} is not there any more." in told.err
    moved.rename(path)
    assert table.left(mark(table.chair)) == ["f.jsonl"]
    assert table.erase("chair").code == 0
    assert table.left(mark(table.chair)) == []


def test_a_file_without_their_words_is_left_as_it_is(table: Table) -> None:
    """Not even its time changes, whoever changed it before."""
    path = table.export("csv", "gp", "gp.csv")
    before = path.stat().st_mtime_ns
    told = table.erase("chair")
    assert str(path) not in told.err + told.out
    assert path.stat().st_mtime_ns == before


def test_a_file_that_cannot_be_changed_stops_it_before_the_names_go(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever tries again is still found by name, and nothing was half done."""
    table.export("jsonl", "facilitator", "f.jsonl")

    def refuse(*_args: object) -> None:
        raise PermissionError(13, os.strerror(13))

    with monkeypatch.context() as patch:
        patch.setattr(rewritten, "_put", refuse)
        told = table.erase("Cem")
    assert (told.code, told.out) == (3, "")
    assert "holds words and cannot be changed: Permission denied." in told.err
    assert table.erase("Cem").code == 0
    assert table.left(mark(table.chair)) == []


def test_an_export_that_cannot_be_listed_is_written_and_says_so(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that may only be read is exported like any other."""

    def refuse(*_args: object, **_more: object) -> None:
        raise StoreProblem(Trouble.READ_ONLY, "Not here.")

    monkeypatch.setattr(table.store, "note_written", refuse)
    out, err = io.StringIO(), io.StringIO()
    path = table.folder / "f.md"
    assert run_export(table.store, "k7", "summary", "facilitator", str(path), out=out, err=err) == 0
    assert "cpsim erase will not find" in err.getvalue()
    assert path.stat().st_size > 1000


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_folder_that_has_two_names_has_one_file(table: Table) -> None:
    """A file is found by where it lies, however it was named."""
    (table.folder / "real").mkdir()
    (table.folder / "link").symlink_to("real")
    table.export("jsonl", "facilitator", "link/f.jsonl")
    (table.folder / "link").unlink()
    assert table.erase("chair").code == 0
    assert table.left(mark(table.chair)) == []


def test_a_file_of_somebodys_own_beside_an_export_stays(table: Table) -> None:
    """Whatever it is called."""
    path = table.export("jsonl", "facilitator", "f.jsonl")
    own = path.with_name("f.jsonl.new")
    own.write_text("my own notes", encoding="utf-8")
    assert table.erase("chair").code == 0
    assert table.left(mark(table.chair)) == []
    assert own.read_text("utf-8") == "my own notes"
    assert {one.name for one in table.folder.glob("f.*")} == {"f.jsonl", "f.jsonl.new"}


def test_a_changed_file_made_after_an_erasure_is_left(table: Table) -> None:
    """The words were never in it, so it does not go for having been changed; not even the second time."""
    assert table.erase("chair").code == 0
    later = table.export("jsonl", "facilitator", "later.jsonl")
    later.write_text(later.read_text("utf-8") + "my own notes\n", encoding="utf-8")
    told = table.erase("chair")
    assert (told.code, later.exists()) == (0, True)
    assert table.erase(table.gp).code == 0
    assert not later.exists(), "there were words of this one in it"


def test_a_changed_file_without_the_words_is_left_again(table: Table) -> None:
    """Looking once more finds as little in it as the first time."""
    path = table.export("jsonl", "facilitator", "f.jsonl")
    path.write_text("my own notes\n", encoding="utf-8")
    for _ in range(2):
        assert table.erase("chair").code == 0
        assert path.read_text("utf-8") == "my own notes\n"


@pytest.mark.parametrize("change", [{"form": "of later"}, {"seat": "s99"}])
def test_a_file_this_release_knows_nothing_of_is_out_of_reach(table: Table, change: dict[str, str]) -> None:
    """It is named, and everything else is done."""
    path = table.export("jsonl", "facilitator", "f.jsonl")
    (known,) = table.store.written("k7")
    table.store.note_written("k7", replace(known, **change), instead=True)  # type: ignore[arg-type]
    told = table.erase("chair")
    assert told.code == 0
    assert f"Out of reach: what is noted of {path} means nothing to this release." in told.err
    assert table.left(mark(table.chair)) == ["f.jsonl"]


def test_an_export_that_could_not_be_written_is_not_on_the_list(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is sent to look for a file that never was."""
    kept = table.export("csv", "facilitator", "f.csv")

    def full(*args: Any) -> None:
        _note(*args)
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("cpsim.export.exporting._note", full)
    out, err = io.StringIO(), io.StringIO()
    path = table.folder / "f.jsonl"
    assert run_export(table.store, "k7", "jsonl", "facilitator", str(path), out=out, err=err) == 3
    assert not path.exists()
    assert [one.path for one in table.store.written("k7")] == [os.path.realpath(kept)]


# ---- cut off half way


def failing_once(monkeypatch: pytest.MonkeyPatch, what: str, ending: str, after: int) -> None:
    """The disk is full the first time that `what` meets a file of that ending, behind so many times."""
    plain = getattr(sqlite, what)
    times = iter([False] * after + [True])

    def failing(*args: Any) -> None:
        if str(args[-1]).endswith(ending) and next(times, False):
            raise OSError(28, os.strerror(28))
        plain(*args)

    monkeypatch.setattr(sqlite, what, failing)


@pytest.mark.parametrize(("what", "ending"), [("copy_whole", ".bak"), ("wait_for", "-wal")])
@pytest.mark.parametrize("named", ["Cem", "chair"])
def test_whoever_was_stopped_half_way_goes_on_by_the_same_command(
    table: Table, monkeypatch: pytest.MonkeyPatch, what: str, ending: str, named: str
) -> None:
    """By name and by role: the person is found again, the file is written anew, and a side copy stands."""
    failing_once(monkeypatch, what, ending, 0)
    told = table.erase(named)
    assert (told.code, told.out) == (3, "")
    assert told.err.endswith(
        "The disk is full, so the erasure is not finished, and words may be left."
        " Make room, then run the same command again.\n"
    )
    assert table.people().party("chair").names == (CEM,)
    assert table.erase(named).code == 0
    assert (table.left(mark(table.chair)), table.left(str(CEM))) == ([], [])
    assert table.store.verify_copy("k7") == table.store.verify("k7")


def test_what_was_stopped_at_the_name_is_finished_by_any_later_run(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is gone from the list by then, so nobody is found by it; the rest is done all the same."""
    failing_once(monkeypatch, "copy_whole", ".bak", 1)
    assert table.erase("Cem").code == 3
    assert table.store.verify_copy("k7") is None
    assert table.erase("Cem").code == 2
    assert table.store.verify_copy("k7") == table.store.verify("k7")
    assert (table.left(mark(table.chair)), table.left(str(CEM))) == ([], [])


def test_a_side_copy_from_before_is_written_anew(table: Table) -> None:
    """Whoever put one back brought the words back with it."""
    copy = sessions_folder(table.folder) / "k7.bak"
    before = copy.read_bytes()
    assert table.erase("chair").code == 0
    copy.write_bytes(before)
    assert table.left(mark(table.chair)) == ["k7.bak"]
    assert table.erase("chair").code == 0
    assert table.left(mark(table.chair)) == []


# ---- who only watches


def test_who_came_late_to_watch_is_taken_off_the_list(table: Table) -> None:
    """They hold no seat and wrote nothing; their name goes, and everybody else's stays."""
    people = replace(
        PEOPLE_THERE,
        watching=((clean("Zadie"), Watch.CHILDS_VOICE), (clean("Yun"), Watch.FACTS_AND_OPINIONS)),
    )
    table.store.keep_draft("k7", table.facilitator, PEOPLE, to_text(people))
    table.store.side_copy("k7")
    told = table.erase(" zadie", typed="no\n")
    assert "from the list of who sits there: Zadie\n" in told.err
    assert "0 " not in told.err
    told = table.erase("Zadie")
    assert (told.code, told.out.splitlines()[0]) == (0, "1 name erased from session k7.")
    assert table.people() == replace(people, watching=people.watching[1:])
    assert table.left("Zadie") == []


def test_a_watcher_and_a_seat_of_one_name_are_told_apart(table: Table) -> None:
    """Nobody is erased for another."""
    people = People((Party("chair", (CEM,)),), watching=((clean("Cem"), Watch.FACTS_AND_OPINIONS),))
    table.store.keep_draft("k7", table.facilitator, PEOPLE, to_text(people))
    told = table.erase("Cem")
    assert told.code == 2
    assert told.err.startswith("Several people here are called Cem.")
    assert table.erase(table.chair).code == 0
    assert table.people().watching == people.watching
    assert table.erase("Cem").code == 0
    assert table.people().watching == ()


def test_half_a_side_copy_goes_too(table: Table) -> None:
    """What a process that was killed left lying has words in it like any other copy."""
    sessions = sessions_folder(table.folder)
    (sessions / "k7.half").write_bytes((sessions / "k7.bak").read_bytes())
    assert table.erase("chair").code == 0
    assert table.left(mark(table.chair)) == []


def test_what_was_rescued_from_it_is_named(table: Table) -> None:
    """A rescued session is another, with the same words, and each names the other."""
    sessions = sessions_folder(table.folder)
    table.store.close()
    whole = (sessions / "k7.db").read_bytes()
    (sessions / "k7.db").write_bytes(b"\0" * 4096 + whole[4096:])
    assert main(["--data", str(table.folder), "rescue", "k7"]) == 0
    (sessions / "k7.db").write_bytes(whole)
    told = table.erase("chair", typed="no\n")
    assert "Session k7-rescued holds the same words." in told.err
    asking = Asking(False, Keyboard("no\n"), io.StringIO(), io.StringIO())
    run_erase(table.store, "k7-rescued", "chair", lambda: "x", asking)
    assert "Session k7 holds the same words." in asking.err.getvalue()  # type: ignore[attr-defined]


def test_on_the_command_line(
    table: Table, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--yes` for scripts; without it and without a terminal the answer is no."""
    table.store.close()
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    data = ["--data", str(table.folder)]
    assert main([*data, "erase", "k7", "--person", "Cem"]) == 1
    assert main([*data, "erase", "k7", "--person", "Cem", "--yes"]) == 0
    assert capsys.readouterr().out.endswith("texts were erased.\n")
    assert table.left("Cem") == []
    assert main([*data, "verify", "k7"]) == 0
    assert main([*data, "erase", "k7"]) == 2


def test_alone_the_learner_is_their_role(tmp_path: Path) -> None:
    """Nobody has a name there; the role and the seat both mean whoever played it."""
    store = stored(sessions_folder(tmp_path), conference(), marked=True)
    seat = next(seat.id for seat in conference().host.state.public.seats if seat.role == "gp")
    out, err = io.StringIO(), io.StringIO()
    assert run_erase(store, "k7", "gp", lambda: "x", Asking(True, None, out, err)) == 0
    store.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if mark(seat).encode() in path.read_bytes()] == []
    assert "name" not in out.getvalue()
