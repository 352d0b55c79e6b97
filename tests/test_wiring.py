"""The doors as they are filled on this machine: sessions that begin, are listed, carried on and run again."""

import asyncio
import json
import os
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cpsim import paths, wiring
from cpsim.cli import main
from cpsim.conference.acts import NextStep
from cpsim.conference.events import FolderOpened
from cpsim.model.content import Options
from cpsim.model.said import clean
from cpsim.packs.locate import shipped
from cpsim.session.doors import DoorProblem, Preferences, Start, TableStart
from cpsim.session.host import Host
from cpsim.session.link import Room
from cpsim.session.people import TO_CHOOSE, Party, People, opens, sealed
from cpsim.store.protocol import StoreProblem, Trouble
from cpsim.wiring import LocalDoors, SystemClock, run_screens

GP = Start("jayden", "gp", "jersey", Options(pace="short"))


def test_a_session_is_listed_and_carried_on_where_it_stopped(tmp_path: Path) -> None:
    """Another program finds it by its own list, at the same point, with the same log for the same seat."""
    first = LocalDoors(tmp_path)
    link = asyncio.run(first.start(GP))
    asyncio.run(link.go_on())
    told = list(link.log())
    first.shut()
    second = LocalDoors(tmp_path)
    (entry,) = second.sessions()
    assert (entry.id, entry.title, entry.ended) == (link.session, "Jayden", False)
    assert entry.role.startswith("Family doctor")
    assert second.to_resume("newest") == entry.id
    again = asyncio.run(second.resume(entry.id))
    assert not isinstance(again, Room)
    assert (again.seat, list(again.log())) == (link.seat, told)
    second.shut()


TABLE = TableStart(
    "jayden",
    "jersey",
    Options(alone=False, facilitated=True),
    (("gp", "p1"),),
    (),
    (),
    People((Party("p1", (), TO_CHOOSE),), sealed("blue7", "salt")),
)


def test_a_table_has_its_pins_and_its_code_from_the_first_moment(tmp_path: Path) -> None:
    """Whoever carries it on is asked for them, and for nothing that was only typed."""
    doors = LocalDoors(tmp_path)
    room = asyncio.run(doors.start_table(TABLE))
    doors.shut()
    again = asyncio.run(LocalDoors(tmp_path).resume(room.session))
    assert isinstance(again, Room)
    assert again.people().party("p1").chooses_pin
    assert opens("blue7", again.people().code)
    assert not opens("", again.people().code)


def test_the_list_counts_people_and_not_seats(tmp_path: Path) -> None:
    """Both of a pair, an observer and somebody who comes late are at the table; taking a name away takes nobody."""
    pair = Party("p1", (clean("Ana"), clean("Ben")))
    people = People((pair, Party("p2"), Party("p3")))
    taken = (("gp", "p1"), ("chair", "p2"), ("social_worker", "p2"))
    start = replace(TABLE, taken=taken, observers=(("p3", None),), people=people)
    doors = LocalDoors(tmp_path)
    room = asyncio.run(doors.start_table(start))
    assert doors.sessions()[0].role == "table of 4"
    room.keep_people(room.people().but(Party("p4", (clean("Cy"),))))
    assert doors.sessions()[0].role == "table of 5"
    room.keep_people(room.people().but(Party("p1")))
    assert doors.sessions()[0].role == "table of 5"
    room.keep_people(room.people().but(Party("p5")))
    assert doors.sessions()[0].role == "table of 6"
    doors.shut()


def test_a_name_that_is_taken_away_is_in_no_file_at_once(tmp_path: Path) -> None:
    """It goes from the side copy and the journal too, and not only at the next step."""
    doors = LocalDoors(tmp_path)
    pair = Party("p1", (clean("Zwerta"), clean("Ben")))
    room = asyncio.run(doors.start_table(replace(TABLE, people=People((pair,)))))
    doors.store.side_copy(room.session)
    room.keep_people(room.people().but(Party("p1", (clean("Ben"),))))
    files = list(paths.sessions_folder(tmp_path).iterdir())
    assert {file.suffix for file in files} >= {".db", ".bak"}
    assert not any(b"Zwerta" in file.read_bytes() for file in files)
    assert any(b"Ben" in file.read_bytes() for file in files)
    doors.shut()


def test_whoever_comes_late_leaves_the_session_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many came changes in play; what the session was begun with is checked all the same."""
    doors = LocalDoors(tmp_path)
    room = asyncio.run(doors.start_table(TABLE))
    room.keep_people(room.people().but(Party("p4", (clean("Cy"),))))
    assert doors.sessions()[0].role == "table of 2"
    doors.shut()
    assert main(["--data", str(tmp_path), "verify", room.session]) == 0, capsys.readouterr()
    assert main(["--data", str(tmp_path), "sessions"]) == 0
    assert "table of 2" in capsys.readouterr().out


@pytest.mark.parametrize("method", ["keep_draft", "append", "draft"])
def test_a_table_whose_pins_or_beginning_cannot_be_kept_is_not_begun(
    method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, nothing half made stands in the list, and the next try finds nothing in its way."""

    def no_more(*_args: object) -> None:
        raise StoreProblem(Trouble.FULL, "The disk is full.")

    doors = LocalDoors(tmp_path)
    named = replace(TABLE, people=People((Party("p1", (clean("Zwerta"),), TO_CHOOSE),)))
    with monkeypatch.context() as full:
        full.setattr(f"cpsim.store.sqlite.SqliteStore.{method}", no_more)
        with pytest.raises(DoorProblem, match="The disk is full"):
            asyncio.run(doors.start_table(named))
        assert doors.sessions() == ()
    left = list(paths.sessions_folder(tmp_path).iterdir())
    assert not any(b"Zwerta" in file.read_bytes() for file in left), "a name that no list shows"
    assert not any(file.suffix == ".db" for file in left)
    assert asyncio.run(doors.start_table(TABLE)).people().party("p1").chooses_pin
    assert len(doors.sessions()) == 1
    doors.shut()


def test_the_choices_of_a_session_are_there_from_its_first_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever ends the program right after the first events, the session can be carried on and run again."""

    def no_more(*_args: object) -> None:
        raise StoreProblem(Trouble.FULL, "The disk is full.")

    monkeypatch.setattr("cpsim.store.sqlite.SqliteStore.set_meta", no_more)
    doors = LocalDoors(tmp_path)
    link = asyncio.run(doors.start(GP))
    again = doors.again(link.session)
    assert (again.pack, again.role, again.framework, again.options.pace) == (
        "jayden",
        "gp",
        "jersey",
        "short",
    )
    assert again.options.read_before, "who runs a case again has read it"
    doors.shut()


def test_a_damaged_session_is_a_sentence_and_never_a_traceback(tmp_path: Path) -> None:
    """A changed log is refused in words with the exit code of what cannot be done."""
    doors = LocalDoors(tmp_path)
    link = asyncio.run(doors.start(GP))
    doors.shut()
    with sqlite3.connect(paths.sessions_folder(tmp_path) / f"{link.session}.db") as file:
        file.execute("update events set body = replace(body, 's6', 's7')")
    with pytest.raises(DoorProblem, match="damaged") as raised:
        asyncio.run(LocalDoors(tmp_path).resume(link.session))
    assert raised.value.code == 3


def test_a_session_that_cannot_be_read_is_listed_with_the_reason(tmp_path: Path) -> None:
    """It stands last in the list, is never what is carried on unasked, and is no reason to say that nothing is here."""
    doors = LocalDoors(tmp_path)
    link = asyncio.run(doors.start(GP))
    doors.shut()
    (paths.sessions_folder(tmp_path) / "zzzzzz.db").write_bytes(b"no session at all " * 400)
    doors = LocalDoors(tmp_path)
    assert [(info.id, bool(info.problem)) for info in doors.sessions()] == [
        (link.session, False),
        ("zzzzzz", True),
    ]
    assert doors.to_resume("newest") == link.session
    (paths.sessions_folder(tmp_path) / f"{link.session}.db").unlink()
    for named in ("newest", "zzzzzz"):
        with pytest.raises(DoorProblem, match="not a session of this program") as raised:
            doors.to_resume(named)
        assert raised.value.code == 3


def beside(data: Path, session: str, statement: str) -> None:
    """Change what stands beside the log of a stored session."""
    with sqlite3.connect(paths.sessions_folder(data) / f"{session}.db") as file:
        file.execute(statement)
    file.close()


@pytest.mark.parametrize(
    "harm", ["delete from meta where key = 'seed'", "update meta set value = '12x' where key = 'seed'"]
)
def test_without_its_seed_a_session_is_refused_in_words(harm: str, tmp_path: Path) -> None:
    """What the others would do next hangs on it, so nothing is guessed in its place."""
    doors = LocalDoors(tmp_path)
    link = asyncio.run(doors.start(GP))
    doors.shut()
    beside(tmp_path, link.session, harm)
    for way in (LocalDoors.make_ready, lambda doors, session: asyncio.run(doors.resume(session))):
        with pytest.raises(DoorProblem, match="not as it was stored") as raised:
            way(LocalDoors(tmp_path), link.session)
        assert raised.value.code == 3


def test_a_list_is_shown_whatever_stands_in_it(tmp_path: Path) -> None:
    """Texts beside the log obey nobody, and one that is missing keeps no session from being run again."""
    doors = LocalDoors(tmp_path)
    link = asyncio.run(doors.start(GP))
    doors.shut()
    beside(tmp_path, link.session, "update meta set value = char(27) || '[2J' || value where key = 'title'")
    beside(tmp_path, link.session, "delete from meta where key in ('pack', 'role', 'begun')")
    doors = LocalDoors(tmp_path)
    (entry,) = doors.sessions()
    assert entry.title.isprintable()
    assert (entry.role, entry.begun, entry.problem) == ("", "", "")
    assert doors.again(link.session).pack == "jayden"


def test_a_session_made_ready_is_carried_on(tmp_path: Path) -> None:
    """What a command line opened before the first screen is the link that the screen is given."""
    doors = LocalDoors(tmp_path)
    link = asyncio.run(doors.start(GP))
    doors.shut()
    doors = LocalDoors(tmp_path)
    doors.make_ready(link.session)
    ready = asyncio.run(doors.resume(link.session))
    assert not isinstance(ready, Room)
    assert list(ready.log()) == list(link.log())
    assert asyncio.run(doors.resume(link.session)) is not ready
    doors.shut()


def test_there_may_be_nothing_to_carry_on(tmp_path: Path) -> None:
    """No session at all, and one that does not exist, are two sentences with two exit codes."""
    doors = LocalDoors(tmp_path)
    with pytest.raises(DoorProblem, match="nothing to carry on") as nothing:
        doors.to_resume("newest")
    with pytest.raises(DoorProblem, match="no session 'k7m2qd'") as unknown:
        doors.to_resume("k7m2qd")
    assert (nothing.value.code, unknown.value.code) == (1, 3)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"pack": "nope"}, "there is no scenario"),
        ({"pack": "jayden", "framework": "nope"}, "no framework"),
        ({"pack": "jayden", "role": "nope"}, "no role 'nope'"),
        ({"pack": "jayden", "role": "father"}, "no role 'father'"),
        ({"pack": "jayden", "pace": "nope"}, "no pace 'nope'"),
    ],
)
def test_a_name_there_is_nothing_for_is_used_wrongly(
    chosen: dict[str, str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line is answered with a sentence and exit code 2, before any screen is opened."""
    assert run_screens(tmp_path, **chosen) == 2  # type: ignore[arg-type]
    said = capsys.readouterr()
    assert says in said.err
    assert said.out == ""


def test_a_pack_with_problems_is_not_played(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong with it is told with file and line, and the exit code says that the answer is no."""
    (tmp_path / "slices").mkdir()
    assert run_screens(tmp_path / "data", pack=str(tmp_path)) == 1
    assert "scenario.yaml is missing" in capsys.readouterr().err


def test_preferences_are_found_again_and_rubbish_is_no_preference(tmp_path: Path) -> None:
    """What was set stands after a restart; a file that cannot be read leaves the defaults."""
    LocalDoors(tmp_path).set_preferences(Preferences("cpsim-light", scores=False))
    assert LocalDoors(tmp_path).preferences() == Preferences("cpsim-light", scores=False)
    for rubbish in ("", "[]", "{", json.dumps({"theme": 1}), "[" * 100_000, '{"theme": Infinity}'):
        paths.preferences_file(tmp_path).write_text(rubbish, encoding="utf-8")
        assert LocalDoors(tmp_path).preferences() == Preferences()


@pytest.mark.skipif(os.name == "nt", reason="a pipe in a folder is a thing of Unix")
def test_preferences_in_a_pipe_keep_nobody_waiting(tmp_path: Path) -> None:
    """Whatever lies in their place, the program starts with the defaults, and can set them anew."""
    os.mkfifo(paths.preferences_file(tmp_path))
    assert LocalDoors(tmp_path).preferences() == Preferences()
    LocalDoors(tmp_path).set_preferences(Preferences("cpsim-light"))
    assert LocalDoors(tmp_path).preferences() == Preferences("cpsim-light")


def test_a_session_of_a_pack_in_a_folder_can_be_run_again_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is remembered whole; a shipped pack by its name."""
    shutil.copytree(shipped() / "scenarios" / "jayden", tmp_path / "mine" / "jayden")
    monkeypatch.chdir(tmp_path / "mine")
    doors = LocalDoors(tmp_path / "data")
    link = asyncio.run(doors.start(Start("./jayden", "gp", "jersey", Options())))
    assert doors.again(link.session).pack == str(tmp_path / "mine" / "jayden")
    assert doors.again(asyncio.run(doors.start(GP)).session).pack == "jayden"
    doors.shut()


def test_no_conference_is_held_at_a_weekend(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sits down on a Saturday or Sunday plays the conference of the Monday after."""

    def held(today: date) -> str:
        class Day(date):
            @classmethod
            def today(cls) -> "Day":
                return cls(today.year, today.month, today.day)

        monkeypatch.setattr("datetime.date", Day)
        return SystemClock().today()

    monday = date(2025, 4, 28)
    days = [held(monday + timedelta(days=number)) for number in range(8)]
    later = [(monday + timedelta(days=number)).isoformat() for number in (0, 1, 2, 3, 4, 7, 7, 7)]
    assert days == later


def test_the_seed_of_a_session_is_the_hosts_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed that is asked for is taken, and nothing of it is in what a seat is given or a list shows."""
    hosts: list[Host] = []
    plain = wiring.own_link

    def noted(host: Host) -> object:
        hosts.append(host)
        return plain(host)

    monkeypatch.setattr(wiring, "own_link", noted)
    doors = LocalDoors(tmp_path, seed=987654321)
    link = asyncio.run(doors.start(GP))
    given: Sequence[object] = [*link.log(), link.book, *doors.sessions()]
    assert doors.store.meta(link.session)["seed"] == "987654321"
    assert "987654321" not in repr(given)
    doors.shut()


def test_a_card_that_the_case_does_not_have_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`play --card` says what there is."""
    assert main(["--data", str(tmp_path), "play", "jayden", "--card", "none"]) == 2
    assert "It has: table, minimal, realistic." in capsys.readouterr().err


async def test_without_the_authors_items_nobody_holds_any(tmp_path: Path) -> None:
    """`play --without-authored` deals what the case's papers hold and nothing else, and plays to the end."""
    doors = LocalDoors(tmp_path, seed=3)
    start = Start("jayden", None, "jersey", Options(card="minimal", authored=False))
    link = await doors.start(start)
    while await link.go_on():
        pass
    while await link.send(NextStep()) is None:
        pass
    opened = [event for event in link.log() if isinstance(event, FolderOpened)]
    assert opened
    assert all(not fact.authored for event in opened for fact in event.facts)
    assert len(link.view().public.common) == 2
    doors.shut()


@pytest.mark.parametrize("seats", ["", ",", " , ", "gp", "gp,gp", "gp,nobody"])
def test_seats_that_make_no_table_open_no_game(
    seats: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever asks for a table and names fewer than two roles is told so, and does not sit down alone."""
    assert main(["--data", str(tmp_path), "play", "jayden", "--seats", seats]) == 2
    said = capsys.readouterr().err
    expected = "There is no role 'nobody'" if "nobody" in seats else "--seats takes two roles or more"
    assert said.startswith(f"cpsim: {expected}")


def test_the_folder_may_be_named_before_the_verb_or_after_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where both are, the one after the verb holds."""
    here, there = str(tmp_path / "here"), str(tmp_path / "there")
    doors = LocalDoors(Path(there))
    asyncio.run(doors.start(GP))
    doors.shut()
    for line in (["--data", there, "sessions"], ["sessions", "--data", there]):
        assert main(line) == 0
        assert "Family doctor" in capsys.readouterr().out
    assert main(["--data", here, "sessions", "--data", there]) == 0
    assert "Family doctor" in capsys.readouterr().out
    assert main(["--data", there, "sessions", "--data", here]) == 0
    assert "No session" in capsys.readouterr().err


@pytest.mark.parametrize(
    "verb",
    [
        "play",
        "print",
        "sessions",
        "resume",
        "replay",
        "check",
        "simulate",
        "export",
        "score",
        "dates",
        "verify",
    ],
)
def test_every_verb_takes_the_folder(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody has to know which verb needs it, or where it goes."""
    assert main([verb, "--help"]) == 0
    assert "--data DIR" in capsys.readouterr().out
