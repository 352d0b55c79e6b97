"""`cpsim rescue`: what a damaged session and its side copy still hold, event by event, in a session beside them."""

import io
import json
import os
import random
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

import pytest
from conferences import FixedClock, FixedDates, do, simulated
from sizes import size
from stored import conference, mark, stored

from cpsim.cli import main
from cpsim.conference import acts as a
from cpsim.export.erasing import Asking, run_erase
from cpsim.export.rescue import run_rescue
from cpsim.paths import sessions_folder
from cpsim.session.host import Host
from cpsim.store.carve import PAGE_SIZE
from cpsim.store.protocol import Verdict
from cpsim.store.salvage import salvage
from cpsim.store.sqlite import SqliteStore

EVERY = size(6, 6, 1)
"""Of the pages of a file every one, or one in so many."""


@dataclass
class Told:
    """What a run gave."""

    code: int
    out: str
    err: str


def rescued(file: Path | str, sessions: Path | None = None) -> Told:
    """One run of the command."""
    out, err = io.StringIO(), io.StringIO()
    folder = sessions if sessions is not None else Path(file).parent
    code = run_rescue(str(file), folder, lambda: 99, out, err)
    return Told(code, out.getvalue(), err.getvalue())


def resumed(folder: Path, session: str) -> Host:
    """The session carried on by the host, from the disk alone."""
    return Host.resume(session, store=SqliteStore(folder), clock=FixedClock(), dates=FixedDates())


def without_page(file: Path, number: int) -> None:
    """Destroy one page."""
    data = bytearray(file.read_bytes())
    chance = random.Random(number)
    data[(number - 1) * PAGE_SIZE : number * PAGE_SIZE] = chance.randbytes(PAGE_SIZE)
    file.write_bytes(data)


def edit(file: Path, *statements: str) -> None:
    """Change a file as only damage could."""
    with sqlite3.connect(file) as editor:
        editor.execute("pragma journal_mode = delete")
        for statement in statements:
            editor.execute(statement)
    editor.close()


def copy_of(folder: Path, data: dict[str, bytes]) -> Path:
    """The files of a session in a new folder."""
    folder.mkdir()
    for name, content in data.items():
        (folder / name).write_bytes(content)
    return folder / "k7.db"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The file and the side copy of a whole conference round a table."""
    folder = tmp_path_factory.mktemp("whole")
    stored(folder, conference(table=True)).close()
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".db", ".bak")}


def pages(whole: dict[str, bytes]) -> range:
    """The pages of the file that are destroyed in turn."""
    return range(1, len(whole["k7.db"]) // PAGE_SIZE + 1, EVERY)


def test_a_whole_session_needs_no_rescue(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """Nothing is written where nothing is wrong."""
    file = copy_of(tmp_path / "a", whole)
    assert rescued(file) == Told(0, "Session k7 is whole, and nothing had to be rescued.\n", "")
    assert {path.name for path in file.parent.iterdir()} == {"k7.db", "k7.bak"}


@pytest.mark.slow
def test_with_its_side_copy_any_one_page_may_be_lost(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """Every event and every text is in the new session, which is carried on where the old one stood."""
    host = conference(table=True).host
    events = len(host.log)
    for page in pages(whole):
        file = copy_of(tmp_path / str(page), whole)
        without_page(file, page)
        damaged = file.read_bytes()
        told = rescued(file)
        if "nothing had to be rescued" in told.out:
            continue  # a page in no use
        assert (told.code, told.err) == (0, ""), page
        assert told.out.startswith(f"{events} of {events} events were rescued.\n")
        assert told.out.endswith("Carry on with: cpsim resume k7-rescued\n")
        store = SqliteStore(file.parent)
        assert store.verify("k7-rescued") == store.verify_copy("k7-rescued") == Verdict(events, 0)
        if page % 5 == 1:
            again = resumed(file.parent, "k7-rescued")
            assert again.log == host.log
            assert again.state == host.state
            assert store.meta("k7-rescued")["seed"] == "3"
        assert file.read_bytes() == damaged, "what is damaged stays as it is"
        assert (file.parent / "k7.bak").read_bytes() == whole["k7.bak"]


@pytest.mark.slow
def test_without_a_side_copy_nearly_all_is_rescued(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """Whichever page is lost, its own rows are lost and no others: the root of a table or of the file, too."""
    total = len(conference(table=True).host.log)
    shares = []
    for page in range(1, len(whole["k7.db"]) // PAGE_SIZE + 1):
        (tmp_path / "k7.db").write_bytes(whole["k7.db"])
        without_page(tmp_path / "k7.db", page)
        found = salvage(tmp_path / "k7.db")
        assert found is not None
        assert found.total == total
        shares.append(len(found.events) / total)
    assert median(shares) > 0.98
    assert mean(shares) > 0.97
    assert min(shares) > 0.85


def test_what_was_played_is_found_again_where_its_page_is_lost(
    tmp_path: Path, whole: dict[str, bytes]
) -> None:
    """The pack gives the same content once more, to the byte, or another session of the same does."""
    file = copy_of(tmp_path / "a", {"k7.db": whole["k7.db"]})
    edit(file, "update content set body = x'00'")
    told = rescued(file)
    assert (told.code, told.err) == (0, "")
    assert resumed(file.parent, "k7-rescued").content == conference(table=True).host.content


def test_a_seed_that_is_lost_is_made_anew_and_said(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """The session goes on, the list shows it, and whoever carries it on is told what is not as it was."""
    file = copy_of(tmp_path / "a", {"k7.db": whole["k7.db"]})
    edit(file, "delete from meta")
    told = rescued(file)
    assert told.code == 1
    assert told.err == ("What decides chance in it is lost, so chance takes another course from here on.\n")
    again = resumed(file.parent, "k7-rescued")
    meta = SqliteStore(file.parent).meta("k7-rescued")
    assert (meta["title"], meta["begun"], meta["table"], meta["seed"]) == ("Jayden", "2025-04-30", "2", "99")
    simulated(again)


def test_the_log_ends_at_a_gap_and_what_lies_behind_is_kept(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """The first part is carried on; the rest is for reading, with the numbers it had; the lost is named."""
    host = conference(table=True).host
    events = len(host.log)
    file = copy_of(tmp_path / "a", {"k7.db": whole["k7.db"]})
    edit(file, "delete from events where number in (90, 95, 96)")
    told = rescued(file)
    assert told.code == 1
    assert f"{events - 3} of {events} events were rescued.\n" in told.out
    assert "The first 89 are in session k7-rescued, whose chain holds up to there.\n" in told.out
    assert "Lost: events 90, 95 to 96.\n" in told.err
    assert "Not to be checked, since what came before is lost: events 91, 97.\n" in told.err
    again = resumed(file.parent, "k7-rescued")
    assert again.log == host.log[:89]
    simulated(again)
    rest = file.parent / "k7-rescued.rest.jsonl"
    lines = [json.loads(line) for line in rest.read_text(encoding="utf-8").splitlines()]
    assert [line["number"] for line in lines] == [*range(91, 95), *range(97, events + 1)]
    assert [line["number"] for line in lines if not line["checked"]] == [91, 97]
    assert lines[0]["name"] == host.log[90].event.NAME
    if os.name != "nt":
        assert stat.S_IMODE(rest.stat().st_mode) == 0o600


def test_words_behind_a_gap_are_erased_like_any_others(tmp_path: Path) -> None:
    """The file with the rest is on the list of what was made from the session."""
    stored(tmp_path, conference(table=True), marked=True).close()
    (tmp_path / "k7.bak").unlink()
    edit(tmp_path / "k7.db", "delete from events where number = 60")
    assert rescued(tmp_path / "k7.db").code == 1
    rest = tmp_path / "k7-rescued.rest.jsonl"
    before = rest.read_text(encoding="utf-8").splitlines()
    seat = conference(table=True).host.state.public.seat_of("chair")
    assert seat is not None
    assert mark(seat.id) in "".join(before)
    asking = Asking(True, None, io.StringIO(), io.StringIO())
    assert run_erase(SqliteStore(tmp_path), "k7-rescued", "chair", lambda: "x", asking) == 0
    after = rest.read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before)
    assert mark(seat.id) not in "".join(after)
    assert "(these words were erased)" in "".join(after)
    for path in tmp_path.glob("k7-rescued*"):
        assert mark(seat.id).encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("harm", "lost"),
    [
        ("update events set body = replace(body, 's', 't') where number = 50", "Lost: event 50.\n"),
        ("update events set hash = zeroblob(32) where number = 50", ""),
        ("delete from words where number = (select min(number) from words)", "1 text is lost; it reads as erased.\n"),
        ("update words set text = 'x' where number = (select min(number) from words)",
         "1 text is lost; it reads as erased.\n"),
        ("update head set events = 7", ""),
        ("update head set hash = zeroblob(32)", ""),
        ("delete from head", ""),
    ],
)  # fmt: skip
def test_each_kind_of_damage_costs_no_more_than_it_must(
    tmp_path: Path, whole: dict[str, bytes], harm: str, lost: str
) -> None:
    """One changed row loses itself at most, and with the side copy nothing."""
    alone = copy_of(tmp_path / "alone", {"k7.db": whole["k7.db"]})
    edit(alone, harm)
    told = rescued(alone)
    assert (told.code, told.err) == (1 if lost else 0, lost)
    beside = copy_of(tmp_path / "beside", whole)
    edit(beside, harm)
    told = rescued(beside)
    assert (told.code, told.err) == (0, "")
    assert resumed(beside.parent, "k7-rescued").log == conference(table=True).host.log


def test_what_came_after_the_side_copy_is_taken_from_the_file(tmp_path: Path) -> None:
    """The copy is of an earlier step: the file gives the rest, and the journal what was not put into it yet."""
    played = conference()
    store = stored(tmp_path, played, copied=40)
    copy = {name: (tmp_path / name).read_bytes() for name in ("k7.db", "k7.db-wal", "k7.bak")}
    store.close()
    assert len(copy["k7.db-wal"]) > PAGE_SIZE
    file = copy_of(tmp_path / "a", {**copy, "k7.db": b"\xa5" * len(copy["k7.db"])})
    told = rescued(file)
    assert (told.code, told.err) == (0, "")
    assert resumed(file.parent, "k7-rescued").log == played.host.log


def killed(folder: Path, copied: int) -> tuple[Path, int]:
    """The files of a session whose process was killed, with a journal beside them; and how many events it has."""
    played = conference()
    store = stored(folder / "alive", played, copied=copied)
    data = {path.name: path.read_bytes() for path in (folder / "alive").iterdir() if path.suffix != ".db-shm"}
    store.close()
    data = {name: content for name, content in data.items() if name in ("k7.db", "k7.db-wal", "k7.bak")}
    return copy_of(folder / "dead", data), len(played.host.log)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """What lies in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_killed_session_is_whole_and_stays_as_it_is(tmp_path: Path) -> None:
    """Its journal is neither put into the file nor deleted by looking."""
    file, _events = killed(tmp_path, 40)
    before = bytes_of(file.parent)
    assert len(before["k7.db-wal"]) > PAGE_SIZE
    told = rescued(file)
    assert (told.code, told.out) == (0, "Session k7 is whole, and nothing had to be rescued.\n")
    assert bytes_of(file.parent) == before


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8])
def test_what_lies_behind_a_broken_place_of_the_journal_is_rescued(tmp_path: Path, part: float) -> None:
    """SQLite would leave it out without a word, and delete it; nothing that was there is changed."""
    file, events = killed(tmp_path, 40)
    journal = file.with_name("k7.db-wal")
    data = bytearray(journal.read_bytes())
    frame = 24 + PAGE_SIZE
    data[32 + int((len(data) - 32) // frame * part) * frame + 24 + 4000] ^= 1
    journal.write_bytes(data)
    before = bytes_of(file.parent)
    found = salvage(file)
    assert found is not None
    told = rescued(file)
    assert f"{len(found.events)} of {events} events were rescued.\n" in told.out
    assert len(found.events) >= events - 2
    assert SqliteStore(file.parent).verify("k7-rescued").events == found.whole_to
    after = bytes_of(file.parent)
    assert {name: after[name] for name in before} == before


def test_a_later_releases_session_is_left_to_it(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """It is not damaged, and is told so."""
    file = copy_of(tmp_path / "a", whole)
    edit(file, "pragma user_version = 99")
    told = rescued(file)
    assert (told.code, told.out) == (3, "")
    assert "A later release of this program wrote session k7." in told.err
    assert not file.with_name("k7-rescued.db").exists()


def test_a_side_copy_that_is_named_is_rescued_itself(tmp_path: Path) -> None:
    """Beside an older file that is whole, which says that the copy holds more; erased words stay erased."""
    played = conference()
    store = stored(tmp_path / "alive", played)
    copy = (tmp_path / "alive" / "k7.bak").read_bytes()
    store.close()
    early = stored(tmp_path / "early", played, copied=20)
    file = copy_of(tmp_path / "a", {"k7.db": (tmp_path / "early" / "k7.bak").read_bytes(), "k7.bak": copy})
    early.close()
    events = len(played.host.log)
    told = rescued(file)
    assert told.code == 0
    assert "Session k7 is whole" in told.out
    assert f"Its side copy holds more: {events} events." in told.out
    assert not file.with_name("k7-rescued.db").exists()
    told = rescued(file.with_suffix(".bak"))
    assert told.code == 0
    assert SqliteStore(file.parent).verify("k7-rescued").events == events
    # The same, once the log beside it has erased somebody's words.
    seat = next(seat.id for seat in played.host.state.public.seats if seat.role == "gp")
    alive = SqliteStore(tmp_path / "alive")
    gone = alive.erase("k7", {seat})
    alive.close()
    (tmp_path / "alive" / "k7.bak").write_bytes(copy)
    assert rescued(tmp_path / "alive" / "k7.bak").code == 0
    assert SqliteStore(tmp_path / "alive").verify("k7-rescued").erased == gone > 0


def test_a_draft_that_was_handed_in_does_not_come_back(tmp_path: Path) -> None:
    """The side copy's drafts are believed only where the file's own cannot be read."""
    store = stored(tmp_path, conference())
    store.keep_draft("k7", "s1", "note", "a heron")
    store.side_copy("k7")
    store.keep_draft("k7", "s1", "note", "")
    store.close()
    edit(tmp_path / "k7.db", "delete from events where number = 50")
    assert rescued(tmp_path / "k7.db").code == 0
    assert SqliteStore(tmp_path).draft("k7-rescued", "s1", "note") == ""
    edit(tmp_path / "k7.db", "drop table drafts")
    assert rescued(tmp_path / "k7.db").code == 0
    assert SqliteStore(tmp_path).draft("k7-rescued-2", "s1", "note") == "a heron"


def test_what_was_kept_of_an_earlier_rescue_is_not_taken_for_this_one(
    tmp_path: Path, whole: dict[str, bytes]
) -> None:
    """A name is free where no file of any kind has it."""
    file = copy_of(tmp_path / "a", whole)
    without_page(file, 2)
    for number, left in enumerate(("k7-rescued.rest.jsonl", "k7-rescued-2.files")):
        file.with_name(left).write_text("mine", encoding="utf-8")
        assert f"session k7-rescued-{number + 2}," in rescued(file).out
        assert file.with_name(left).read_text("utf-8") == "mine"
        for path in file.parent.glob(f"k7-rescued-{number + 2}.*"):
            path.unlink()


def test_an_event_behind_a_gap_that_cannot_be_read_is_counted_and_told(
    tmp_path: Path, whole: dict[str, bytes]
) -> None:
    """It is in no file, and is not among those that were rescued."""
    events = len(conference(table=True).host.log)
    file = copy_of(tmp_path / "a", {"k7.db": whole["k7.db"]})
    edit(
        file,
        "delete from events where number = 90",
        "update events set name = 'unheard_of' where number = 91",
    )
    told = rescued(file)
    assert told.code == 1
    assert f"{events - 2} of {events} events were rescued.\n" in told.out
    assert "1 event from behind a gap cannot be read, and is left out.\n" in told.err
    lines = (file.parent / "k7-rescued.rest.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == events - 91


def test_erased_words_are_not_brought_back(tmp_path: Path) -> None:
    """A side copy from before an erasure gives events, and none of the words that were taken away since."""
    store = stored(tmp_path, conference())
    before = (tmp_path / "k7.bak").read_bytes()
    seat = next(seat.id for seat in conference().host.state.public.seats if seat.role == "gp")
    gone = store.erase("k7", {seat})
    store.close()
    (tmp_path / "k7.bak").write_bytes(before)
    edit(tmp_path / "k7.db", "delete from events where number = 50")
    assert rescued(tmp_path / "k7.db").code == 0
    assert SqliteStore(tmp_path).verify("k7-rescued").erased == gone > 0


def test_a_rescued_session_is_played_on(tmp_path: Path) -> None:
    """What is put on top of a rescued log is stored like anything else."""
    played = conference(until="D2")
    stored(tmp_path, played).close()
    without_page(tmp_path / "k7.db", 1)
    assert rescued(tmp_path / "k7.db").code == 0
    again = resumed(tmp_path, "k7-rescued")
    before = len(again.log)
    gp = next(seat.id for seat in again.state.public.seats if seat.role == "gp")
    assert do(again, gp, a.NextStep()) is None
    assert len(again.log) > before
    again.store.leave("k7-rescued")
    assert SqliteStore(tmp_path).verify("k7-rescued").events == len(again.log)


def test_nothing_is_written_over(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """A second rescue of the same file is a session of its own."""
    file = copy_of(tmp_path / "a", whole)
    without_page(file, 2)
    assert rescued(file).code == 0
    first = (file.parent / "k7-rescued.db").read_bytes()
    told = rescued(file)
    assert "They are in session k7-rescued-2," in told.out
    assert (file.parent / "k7-rescued.db").read_bytes() == first


def test_the_side_copy_alone_is_enough(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """A file that is gone altogether, or is something else by now, is rescued by its id, its name or its copy's."""
    for number, named in enumerate(("k7", "k7.db", "k7.bak")):
        folder = tmp_path / str(number)
        copy_of(folder, {"k7.bak": whole["k7.bak"]})
        assert rescued(named if named == "k7" else folder / named, folder).code == 0
        assert resumed(folder, "k7-rescued").log == conference(table=True).host.log
    other = copy_of(tmp_path / "other", {**whole, "k7.db": b"no database " * 900})
    assert rescued(other).code == 0


def test_a_file_elsewhere_is_rescued_where_it_lies(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """The way on says where the new session has to go; a file under another name is known by what it holds."""
    file = copy_of(tmp_path / "stick", whole)
    renamed = file.rename(file.with_name("k7 (1).db"))
    without_page(renamed, 1)
    assert rescued(renamed, tmp_path / "sessions").code == 0, "what is lost is what it was played with"
    told = rescued(file.with_suffix(".bak"), tmp_path / "sessions")
    assert told.code == 0
    assert f"copy k7-rescued-2.db into {tmp_path / 'sessions'}, then: cpsim resume k7-rescued-2\n" in told.out


@pytest.mark.parametrize(
    ("called", "saved"),
    [
        ("../../x/k7", "xk7-rescued"),
        ("\x1b[2J", "2J-rescued"),
        ("-", "session-rescued"),
        ("k" * 64, "k" * 56 + "-rescued"),
    ],
)
def test_what_a_file_calls_its_session_leads_nowhere_else(
    tmp_path: Path, whole: dict[str, bytes], called: str, saved: str
) -> None:
    """The new session lies beside the file whatever name stands in it."""
    file = copy_of(tmp_path / "a", whole)
    edit(file, f"update head set session = '{called}'")
    told = rescued(file.rename(file.with_name("other.db")))
    assert "\x1b" not in told.out
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    left = {path.stem.partition(".")[0] for path in file.parent.iterdir()}
    assert left == {"k7", "other", saved}


@pytest.mark.parametrize("named", ["none", "none.db", "../k7", "a/b.db", "", "\x1b[31m", "k7\0"])
def test_a_file_that_is_not_there_could_not_be_rescued(tmp_path: Path, named: str) -> None:
    """It is said, and nothing of the name reaches a terminal but its letters."""
    told = rescued(named, tmp_path)
    assert (told.code, told.out) == (3, "")
    assert told.err.startswith("There is no file ")
    assert "\x1b" not in told.err


def test_a_file_without_a_session_is_the_answer_no(tmp_path: Path) -> None:
    """Nothing is written where nothing can be read."""
    (tmp_path / "k7.db").write_bytes(b"\0" * 50_000)
    told = rescued(tmp_path / "k7.db")
    assert (told.code, told.out) == (1, "")
    assert "Nothing of a session can be read" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["k7.db"]


HOLDER = """
import sys
from pathlib import Path
from cpsim.store.sqlite import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
store.hold("k7")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_session_that_somebody_holds_is_left_alone(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """Whoever holds it is named, and nothing is written."""
    folder = copy_of(tmp_path / "a", whole).parent
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        told = rescued(folder / "k7.db")
        holder.kill()
    assert told.code == 3
    assert f"process {holder.pid}" in told.err
    assert not (folder / "k7-rescued.db").exists()


def test_a_failure_while_writing_leaves_nothing_behind(
    tmp_path: Path, whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is said, and there is no half a session that looks like a whole one."""
    file = copy_of(tmp_path / "a", whole)
    without_page(file, 2)

    def full(*_args: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("cpsim.store.rescued.copy_whole", full)
    told = rescued(file)
    assert (told.code, told.out) == (3, "")
    assert "disk is full" in told.err
    assert {path.name for path in file.parent.iterdir()} <= {"k7.db", "k7.bak", "k7.lock"}


def test_by_its_id_on_the_command_line(
    tmp_path: Path, whole: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence about a damaged session names the very command that helps."""
    file = copy_of(sessions_folder(tmp_path), whole)
    without_page(file, 1)
    assert main(["--data", str(tmp_path), "verify", "k7"]) in (1, 3)
    assert main(["--data", str(tmp_path), "rescue", "k7"]) == 0
    capsys.readouterr()
    assert main(["--data", str(tmp_path), "verify", "k7-rescued"]) == 0
    assert capsys.readouterr().out.startswith("Session k7-rescued is whole")


def test_the_reading_of_a_rescued_session(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """An export of the rescued session is the export of the session, but for its name."""
    from cpsim.export.exporting import run_export

    file = copy_of(tmp_path / "a", whole)
    made: Callable[[str], str] = lambda session: _exported(run_export, file.parent, session)  # noqa: E731
    before = made("k7")
    without_page(file, 1)
    rescued(file)
    assert made("k7-rescued").replace("k7-rescued", "k7") == before


def _exported(run: Callable[..., int], folder: Path, session: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    assert run(SqliteStore(folder), session, "jsonl", "gp", None, out=out, err=err) == 0, err.getvalue()
    return out.getvalue()


RUNS = size(40, 40, 1_500)


def harmed(data: bytes, chance: random.Random) -> bytes:
    """The file with some of it flipped, overwritten, zeroed, moved or cut off."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(made)), chance.choice([1, 1, 40, 600, PAGE_SIZE, 5 * PAGE_SIZE])
        match chance.randrange(5):
            case 0:
                made[at : at + length] = chance.randbytes(len(made[at : at + length]))
            case 1:
                made[at : at + length] = bytes(len(made[at : at + length]))
            case 2:
                made[at] ^= 1 << chance.randrange(8)
            case 3:
                page = at // PAGE_SIZE * PAGE_SIZE
                made[page : page + PAGE_SIZE] = data[:PAGE_SIZE]
            case _:
                del made[max(at, len(made) // 2) :]
    return bytes(made)


@pytest.mark.slow
def test_nothing_wrong_is_passed_on_as_right(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """Whatever is done to file and copy, each event that is said to be checked is the one that was stored."""
    (tmp_path / "k7.db").write_bytes(whole["k7.db"])
    right = salvage(tmp_path / "k7.db")
    assert right is not None
    stored_as = {event.columns[0]: event for event in right.events}
    chance = random.Random(23)
    for run in range(RUNS):
        (tmp_path / "k7.db").write_bytes(harmed(whole["k7.db"], chance))
        (tmp_path / "k7.bak").write_bytes(harmed(whole["k7.bak"], chance) if run % 2 else whole["k7.bak"])
        found = salvage(tmp_path / "k7.db")
        if found is None:
            assert run % 2, "the whole copy holds everything"
            continue
        if not run % 2:
            assert found.missing == (), run
            assert found.content == right.content, run
        for event in found.events:
            if event.checked:
                one = stored_as[event.columns[0]]
                assert event.columns == one.columns, run
                for word, kept in zip(event.words, one.words, strict=True):
                    assert word.text in (None, kept.text), run
                assert sum(word.text is None for word in event.words) == event.lost, run
