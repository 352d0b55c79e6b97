"""Where a person's things lie."""

import os
import stat
from pathlib import Path

import pytest

from cpsim import paths


def test_command_line_goes_before_the_environment(tmp_path: Path) -> None:
    """--data wins over CPSIM_DATA, and CPSIM_DATA over the platform's own folder."""
    environment = {"CPSIM_DATA": str(tmp_path / "environment")}
    assert paths.data_folder(str(tmp_path / "line"), environment) == tmp_path / "line"
    assert paths.data_folder(None, environment) == tmp_path / "environment"


def test_platform_says_where_when_nobody_else_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a choice the folder is the platform's user folder, named after the program."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **_: tmp_path / name)
    assert paths.data_folder(None, {}) == tmp_path / "cpsim"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_new_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    """A folder that is made has the mode 0700; one that is there keeps its own."""
    made = paths.data_folder(str(tmp_path / "deep" / "new"))
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    made.chmod(0o750)
    assert stat.S_IMODE(paths.data_folder(str(made)).stat().st_mode) == 0o750


def test_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    """Where a file stands in the way, a sentence names the folder and what to do."""
    (tmp_path / "file").touch()
    with pytest.raises(paths.PathProblem, match=r"--data or CPSIM_DATA\.$"):
        paths.data_folder(str(tmp_path / "file" / "data"))


def test_a_home_nobody_knows_is_said_plainly() -> None:
    """`~somebody` of whom this computer knows nothing is no traceback."""
    with pytest.raises(paths.PathProblem, match="Nobody's own folder"):
        paths.data_folder("~nobody-of-that-name/data")


@pytest.mark.skipif(os.name == "nt", reason="a pipe in a folder is a thing of Unix")
def test_a_pipe_or_a_heap_in_the_place_of_a_small_file_is_not_read(tmp_path: Path) -> None:
    """Reading neither waits nor takes in what is far too large."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "heap").write_bytes(b"[" * (paths.SMALL + 1))
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin").write_bytes(b"caf\xe9")
    for name in ("pipe", "heap", "folder", "latin", "nothing"):
        with pytest.raises((OSError, ValueError)):
            paths.small_file(tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="a pipe in a folder is a thing of Unix")
def test_a_small_file_takes_the_place_of_whatever_was_there(tmp_path: Path) -> None:
    """It is there whole or not at all; a pipe keeps nobody waiting, and a folder stays."""
    os.mkfifo(tmp_path / "kept.json")
    os.mkfifo(tmp_path / "kept.new")
    paths.keep_small(tmp_path / "kept.json", "{}")
    assert paths.small_file(tmp_path / "kept.json") == "{}"
    (tmp_path / "folder.json").mkdir()
    paths.keep_small(tmp_path / "folder.json", "{}")
    assert (tmp_path / "folder.json").is_dir()


def test_parts_lie_in_the_data_folder(tmp_path: Path) -> None:
    """Sessions, crash reports and preferences each have a place of their own in it."""
    parts = {
        paths.sessions_folder(tmp_path),
        paths.crash_folder(tmp_path),
        paths.preferences_file(tmp_path),
    }
    assert len(parts) == 3
    assert {part.parent for part in parts} == {tmp_path}
