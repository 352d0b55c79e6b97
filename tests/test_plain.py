"""The plain commands where the ground gives way: streams that take nothing, folders that are not there, faults."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cpsim import cli, paths
from cpsim.cli import main

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="these are the ways of a Unix shell"),
]
ROOT = Path(__file__).resolve().parent.parent
LISTS = "check --format json scenarios/jayden"


def shell(line: str, data: Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """`cpsim` with the words and redirections of `line`, as a shell runs it; no terminal anywhere."""
    command = f'"{sys.executable}" -m cpsim --data "{data}" {line}'
    return subprocess.run(
        ["sh", "-c", command],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        pytest.param(f"{LISTS} > /dev/full", 3, "No space left on device", marks=pytest.mark.skipif(
            not Path("/dev/full").exists(), reason="this system has no full device")),
        (f"{LISTS} >&-", 3, "standard output is closed"),
        ("--help >&-", 3, "standard output is closed"),
        ("--version >&-", 3, "standard output is closed"),
        ("resume k7 2>&-", 3, ""),
        ("sessions <&- >&- 2>&-", 0, ""),
        (f"{LISTS} 2>&-", 0, ""),
        (f"play {'a' * 300}", 2, "there is no scenario"),
    ],
)  # fmt: skip
def test_it_ends_with_a_sentence_and_its_code(line: str, code: int, says: str, tmp_path: Path) -> None:
    """Whatever the streams and the arguments are: no traceback, nothing more on stderr, and a code one can act on."""
    done = shell(line, tmp_path / "data")
    assert (done.returncode, says in done.stderr) == (code, True)
    assert done.stderr.count("\n") == (1 if says else 0)
    assert not (tmp_path / "data" / "crashes").exists()


def test_a_file_opened_in_the_place_of_a_closed_stream_is_not_written_into(tmp_path: Path) -> None:
    """With every stream closed, what is stored keeps its bytes."""
    from conferences import jayden, opened

    from cpsim.store.sqlite import SqliteStore

    store = SqliteStore(tmp_path / "data" / "sessions")
    opened(jayden(), "gp", store=store)
    store.close()
    before = (tmp_path / "data" / "sessions" / "test01.db").read_bytes()
    assert shell("export test01 --format jsonl <&- >&- 2>&-", tmp_path / "data").returncode == 3
    assert (tmp_path / "data" / "sessions" / "test01.db").read_bytes() == before
    assert shell("verify test01", tmp_path / "data").returncode == 0


def test_a_reader_that_leaves_is_no_trouble(tmp_path: Path) -> None:
    """`cpsim check --format json | head -1` says nothing on stderr."""
    done = shell(f"{LISTS} | head -c 1", tmp_path / "data")
    assert (done.stdout, done.stderr) == ("{", "")


def test_a_current_folder_that_was_deleted_is_said(tmp_path: Path) -> None:
    """What hangs on it is named; what does not works from anywhere."""
    inside = tmp_path / "gone"
    inside.mkdir()
    data = tmp_path / "data"
    done = shell(f'sessions; rmdir "{inside}"; "{sys.executable}" -m cpsim --data x sessions', data, inside)
    assert "The current folder is not there any more" in done.stderr
    assert done.returncode == 3
    inside.mkdir()
    done = shell(f'sessions; rmdir "{inside}"; "{sys.executable}" -m cpsim check', data, inside)
    assert "no problems" in done.stderr
    assert done.returncode == 0


def test_a_fault_is_one_sentence_and_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """70, where it happened in a file of one's own, and not a word of what the failure said."""

    def fails(*_args: object) -> int:
        raise LookupError("the words of a person")

    monkeypatch.setattr(cli, "_sessions", fails)
    assert main(["--data", str(tmp_path), "sessions"]) == 70
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("cpsim had to stop because of a fault in the program.\nWhere it happened")
    (report,) = paths.crash_folder(tmp_path).iterdir()
    assert "LookupError" in report.read_text(encoding="utf-8")
    assert "the words of a person" not in said.err + report.read_text(encoding="utf-8")


def test_a_fault_without_a_place_for_a_report_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the data folder is what fails, there is no report, and still no traceback."""

    def fails(*_args: object) -> Path:
        raise LookupError

    monkeypatch.setattr(paths, "data_folder", fails)
    assert main(["--data", str(tmp_path), "sessions"]) == 70
    assert capsys.readouterr().err == "cpsim had to stop because of a fault in the program.\n"
