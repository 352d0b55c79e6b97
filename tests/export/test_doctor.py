"""`cpsim doctor`: what sessions rest on, and a sentence on what to do where it is not well."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conferences import jayden, opened
from one_session import FLOOR

from cpsim.cli import main
from cpsim.export import doctor
from cpsim.export.doctor import State, Terminal, run_doctor
from cpsim.paths import data_folder, sessions_folder
from cpsim.store import place
from cpsim.store.sqlite import SqliteStore
from cpsim.tui import terminal as tui_terminal

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder on a good disk, with one session in it that nobody holds."""
    monkeypatch.setattr(place, "system_mounts", lambda: [(os.sep, "ext4")])
    monkeypatch.setattr(place, "free_bytes", lambda _folder: 9 << 30)
    monkeypatch.setattr(place, "sqlite_release", lambda: "3.51.3")
    folder = data_folder(str(tmp_path / "own"))
    store = SqliteStore(sessions_folder(folder))
    opened(jayden(), "gp", store=store)
    store.close()
    return folder


def looked(data: Path, terminal: Terminal | None = Terminal(None)) -> tuple[int, list[dict[str, Any]]]:  # noqa: B008
    """The exit code, and everything that is not well."""
    out = io.StringIO()
    store = SqliteStore(sessions_folder(data))
    code = run_doctor(data, store, terminal, as_json=True, out=out)
    document = json.loads(out.getvalue())
    assert (document["format"], document["data"]) == (1, str(data))
    assert document["well"] is (code == 0)
    findings = [one for one in document["findings"] if one["state"] != State.WELL]
    return code, findings


def only(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The one thing that is not well."""
    (one,) = found
    return one


def test_where_all_is_well_nothing_is_asked_for(data: Path) -> None:
    """Every check says so in a line, and the exit code is 0."""
    assert looked(data) == (0, [])
    out = io.StringIO()
    assert run_doctor(data, SqliteStore(sessions_folder(data)), Terminal(None), as_json=False, out=out) == 0
    assert out.getvalue() == (
        "well     SQLite 3.51.3.\n"
        f"well     The data folder is {data}.\n"
        "well     9,216 MB are free.\n"
        "well     What is stored is for your account alone.\n"
        "well     1 session is stored here, whole.\n"
        "well     This terminal can show the program.\n"
        "\n0 problems, 0 notes.\n"
    )


def test_looking_leaves_the_journal_of_a_killed_session(data: Path, tmp_path: Path) -> None:
    """What its process stored last is in the journal alone, and stays there for whoever opens it."""
    folder = sessions_folder(data)
    store = SqliteStore(folder)
    (session,) = [one.id for one in store.sessions()]
    store.append(session, "late", [FLOOR], 1.0)
    killed = sessions_folder(data_folder(str(tmp_path / "killed")))
    killed.mkdir(parents=True, mode=0o700)
    for path in folder.iterdir():
        if path.suffix != ".db-shm":
            (killed / path.name).write_bytes(path.read_bytes())
            (killed / path.name).chmod(0o600)
    store.close()
    before = {path.name: path.read_bytes() for path in killed.iterdir()}
    assert len(before[f"{session}.db-wal"]) > 4096
    assert looked(killed.parent)[0] == 0
    after = {path.name: path.read_bytes() for path in killed.iterdir()}
    assert {name: after[name] for name in before} == before


def test_looking_changes_nothing(data: Path) -> None:
    """No file is made, taken away or written to."""
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in data.rglob("*") if path.is_file()
    }
    looked(data)
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in data.rglob("*") if path.is_file()}
    assert after == before


def test_an_old_sqlite_is_a_note_that_says_why(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named with the release that mended it, and is no problem."""
    monkeypatch.setattr(place, "sqlite_release", lambda: "3.51.2")
    code, found = looked(data)
    assert (code, only(found)["state"]) == (0, "note")
    assert "SQLite 3.51.2" in only(found)["says"]
    assert "Before 3.51.3" in only(found)["says"]


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "smbfs"])
def test_another_computers_disk_is_a_problem(data: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """It says what to do about it."""
    monkeypatch.setattr(place, "system_mounts", lambda: [(os.sep, kind)])
    code, found = looked(data)
    assert (code, only(found)["check"], only(found)["state"]) == (1, "place", "problem")
    assert f"({kind})" in only(found)["says"]
    assert "--data or CPSIM_DATA" in only(found)["says"]


def test_a_disk_lent_to_a_system_inside_is_a_note(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One system at a time may use it."""
    monkeypatch.setattr(place, "system_mounts", lambda: [(os.sep, "9p")])
    code, found = looked(data)
    assert (code, only(found)["state"]) == (0, "note")


def test_a_folder_that_is_copied_elsewhere_is_a_problem(data: Path) -> None:
    """By OneDrive, Dropbox and the like."""
    moved = data.rename(data.with_name("Dropbox"))
    code, found = looked(moved)
    assert (code, only(found)["check"]) == (1, "place")
    assert "copied elsewhere by Dropbox" in only(found)["says"]


def test_a_folder_called_after_such_a_service_is_a_note(data: Path) -> None:
    """It may be nothing but a name."""
    moved = data.rename(data.with_name("dropbox-notes"))
    code, found = looked(moved)
    assert (code, only(found)["check"], only(found)["state"]) == (0, "place", "note")
    assert "is called after Dropbox." in only(found)["says"]


@pytest.mark.parametrize(("free", "code", "state"), [(60 << 20, 0, "note"), (1 << 20, 1, "problem")])
def test_a_full_disk_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, free: int, code: int, state: str
) -> None:
    """Getting full is a note, and all but full a problem."""
    monkeypatch.setattr(place, "free_bytes", lambda _folder: free)
    assert looked(data)[0] == code
    assert (only(looked(data)[1])["check"], only(looked(data)[1])["state"]) == ("space", state)


@needs_posix
@pytest.mark.parametrize(
    ("name", "mode", "says"),
    [
        ("sessions", 0o750, "chmod -R go-rwx"),
        ("sessions/test01.db", 0o604, "test01.db"),
        ("sessions/test01.bak", 0o640, "test01.bak"),
        (".", 0o770, "may change"),
    ],
)
def test_what_others_may_open_is_a_problem(data: Path, name: str, mode: int, says: str) -> None:
    """The folders are 0700 and every file of a session is 0600; it names the command that mends it."""
    (data / name).chmod(mode)
    code, found = looked(data)
    assert (code, only(found)["check"], only(found)["state"]) == (1, "rights", "problem")
    assert says in only(found)["says"]
    subprocess.run(["sh", "-c", only(found)["says"].rpartition(": ")[2]], check=True)
    assert looked(data) == (0, [])


@needs_posix
def test_a_folder_of_somebodys_own_making_is_a_note(data: Path) -> None:
    """Others see that there is something, and cannot open it."""
    data.chmod(0o755)
    code, found = looked(data)
    assert (code, only(found)["state"]) == (0, "note")


@needs_posix
def test_many_open_files_are_counted(data: Path) -> None:
    """Some are named."""
    for number in range(9):
        (sessions_folder(data) / f"x{number}.lock").touch(0o644)
    code, found = looked(data)
    assert code == 1
    assert "x4.lock and 4 more" in only(found)["says"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs somebody whom rights keep out")
def test_a_folder_that_may_not_be_written_is_a_problem(data: Path) -> None:
    """Nothing could be kept there."""
    data.chmod(0o500)
    code, found = looked(data)
    data.chmod(0o700)
    assert code == 1
    assert "may not be written to" in only(found)["says"]


def test_a_folder_that_may_not_be_written_is_found(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where it is the system that says so."""
    monkeypatch.setattr(os, "access", lambda path, _how: path != data)
    code, found = looked(data)
    assert code == 1
    assert "may not be written to" in only(found)["says"]


# ---- sessions


HOLDER = """
import sys
from pathlib import Path
from cpsim.store.sqlite import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
store.hold("test01")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_session_that_is_open_elsewhere_is_a_note(data: Path) -> None:
    """Who holds it, since when; looking does not disturb them."""
    folder = sessions_folder(data)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        code, found = looked(data)
        assert (code, only(found)["about"], only(found)["state"]) == (0, "test01", "note")
        assert f"process {holder.pid} on this computer, since " in only(found)["says"]
        assert looked(data)[1] == found
        holder.kill()
    assert looked(data) == (0, [])


def test_a_session_open_on_another_computer_is_a_problem(data: Path) -> None:
    """Then its folder is shared, which a log cannot bear."""
    store = SqliteStore(sessions_folder(data))
    store.hold("test01")
    (sessions_folder(data) / "test01.lock").write_text("7\nfar.example\n")
    code, found = looked(data)
    store.close()
    assert code == 1
    assert "process 7 on far.example" in only(found)["says"]


def test_damage_is_a_problem_that_names_the_way_out(data: Path) -> None:
    """In the log, in the side copy, and where there is nothing left of a session but that."""
    file = sessions_folder(data) / "test01.db"
    whole = file.read_bytes()
    file.write_bytes(b"\0" * 4096 + whole[4096:])
    code, found = looked(data)
    assert (code, only(found)["about"]) == (1, "test01")
    file.write_bytes(whole)
    copy = file.with_suffix(".bak")
    copied = copy.read_bytes()
    copy.write_bytes(copied[:-5000])
    code, found = looked(data)
    assert code == 1
    assert "side copy of session test01 is not whole" in only(found)["says"]
    copy.write_bytes(copied)
    file.unlink()
    code, found = looked(data)
    assert code == 1
    assert only(found)["says"].endswith("cpsim rescue test01")


def test_a_missing_side_copy_is_a_note(data: Path) -> None:
    """It says when one is made, and what to do until then."""
    (sessions_folder(data) / "test01.bak").unlink()
    code, found = looked(data)
    assert (code, only(found)["state"]) == (0, "note")
    assert "copy test01.db to a safe place" in only(found)["says"]


def test_half_a_side_copy_is_a_note(data: Path) -> None:
    """It has people's words in it, and no use."""
    (sessions_folder(data) / "test01.half").touch(0o600)
    code, found = looked(data)
    assert (code, only(found)["state"]) == (0, "note")
    assert "test01.half is half a side copy" in only(found)["says"]


def test_a_folder_without_sessions_is_well(data: Path, tmp_path: Path) -> None:
    """A new data folder; and a file where the sessions should lie is a problem."""
    empty = data_folder(str(tmp_path / "new"))
    assert looked(empty) == (0, [])
    sessions_folder(empty).touch(0o600)
    code, found = looked(empty)
    assert code == 1
    assert "kept in a folder" in only(found)["says"]


def test_a_file_of_something_else_is_a_problem(data: Path) -> None:
    """It is named, and no escape in it reaches a terminal."""
    (sessions_folder(data) / "other.db").write_text("\x1b[31m no session" * 500)
    (sessions_folder(data) / "other.db").chmod(0o600)
    code, found = looked(data)
    assert (code, only(found)["about"]) == (1, "other")
    store = SqliteStore(sessions_folder(data))
    store.hold("test01")
    store.append("test01", "a9", [FLOOR], 1.0)
    store.close()


# ---- the terminal


def test_what_is_known_of_the_terminal_is_told(data: Path) -> None:
    """Nothing of one that was not seen; a problem of one that cannot show the program; else what could be better."""
    code, found = looked(data, None)
    assert (code, only(found)["check"], only(found)["state"]) == (0, "terminal", "note")
    code, found = looked(data, Terminal("This terminal cannot move its cursor."))
    assert (code, only(found)["state"]) == (1, "problem")
    code, found = looked(data, Terminal(None, ["Make it larger."]))
    assert (code, only(found)["says"]) == (0, "Make it larger.")


@pytest.mark.parametrize(
    ("size", "says"),
    [
        ((80, 24), []),
        ((200, 60), []),
        ((79, 24), ["79 by 24"]),
        ((50, 20), ["below 60 by 20 nothing is shown"]),
    ],
)
def test_a_small_window_is_told(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], says: list[str]
) -> None:
    """By what it is and what it should be."""
    monkeypatch.setattr(tui_terminal, "_size", lambda: size)
    notes = tui_terminal.terminal_notes({}, windows=False)
    assert len(notes) == len(says)
    assert all(words in note for words, note in zip(says, notes, strict=True))


def test_an_old_console_of_windows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a better one."""
    monkeypatch.setattr(tui_terminal, "_size", lambda: None)
    assert "Windows Terminal" in tui_terminal.terminal_notes({}, windows=True)[0]
    assert tui_terminal.terminal_notes({"WT_SESSION": "x"}, windows=True) == []


# ---- the command


def test_on_the_command_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words, or one object; a folder that cannot be made is a finding like any other."""
    assert main(["--data", str(data), "doctor"]) == 0
    assert "1 session is stored here, whole." in capsys.readouterr().out
    assert main(["--data", str(data), "doctor", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {"format", "cpsim", "python", "sqlite", "data", "well", "findings"}
    assert all(set(one) == {"check", "state", "about", "says"} for one in document["findings"])
    (data / "file").touch()
    assert main(["--data", str(data / "file" / "x"), "doctor", "--json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["findings"][0]["check"] == "place"
    assert captured.err == ""


def test_nothing_of_the_interface_is_loaded_for_it(data: Path) -> None:
    """It starts without Textual, and opens no pack."""
    code = (
        "import sys; from cpsim.cli import main; main(['--data', sys.argv[1], 'doctor']);"
        " print([name for name in ('textual', 'rich', 'yaml', 'pydantic', 'holidays') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(data)],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.stdout.endswith("\n[]\n")
    assert doctor.FORMAT == 1


def test_the_documentation_names_every_check_and_state(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no other; what it says of sizes is what counts."""
    text = (Path(__file__).parents[2] / "docs" / "keeping.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip().strip("`") for line in text.splitlines() if line.startswith("| `")]
    monkeypatch.setattr(place, "sqlite_release", lambda: "3.40.1")
    out = io.StringIO()
    run_doctor(data, SqliteStore(sessions_folder(data)), None, as_json=True, out=out)
    checks = {one["check"] for one in json.loads(out.getvalue())["findings"]}
    assert checks == {"sqlite", "place", "space", "rights", "session", "terminal"} <= set(rows)
    assert all(f"`{state}`" in text for state in State)
    assert f"less than {doctor.TOO_LITTLE >> 20} MB free" in text
    assert f"less than {doctor.LITTLE >> 20} MB" in text
