"""A disk that fails while somebody plays: said on the screen, nothing shown that is not kept, and 3 at the end."""

import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from real_program import Program
from scripts import begun
from stored_games import log_of, played

from cpsim.conference.events import FactShared

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process"),
]
Run = Callable[..., Program]
FREE = resource.RLIM_INFINITY


def room(program: Program, size: int) -> None:
    """Let the program's files grow to `size` and no further."""
    program.rest()
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (size, FREE))


def said(data: Path, session: str) -> int:
    """How many items the health visitor has put forward, by what is stored."""
    log = log_of(data, session)
    return sum(isinstance(event, FactShared) and event.seat == "s3" for event in log)


def test_what_cannot_be_kept_is_said_and_can_be_done_again(run: Run, tmp_path: Path) -> None:
    """The item stays in the folder, the screen says why, and with room again the same keys put it down."""
    session = played(tmp_path / "data", begun)
    program = run("resume")
    program.see("you have the floor", "22 of 22 unsaid")
    room(program, 0)
    program.press("enter").see("Which item")
    program.press("enter").see("What kind of statement")
    program.press("f").see("The disk failed", "was not recorded", "5 more")
    room(program, FREE)
    program.press("enter").see("What kind of statement")
    program.press("f").see("4 more")
    program.press("ctrl+q").see("Everything is saved")
    program.press("enter")
    assert program.ended() == 0
    assert not (program.data / "crashes").exists()
    assert said(tmp_path / "data", session) == 1


def test_whoever_leaves_with_something_unsaved_is_told(run: Run, tmp_path: Path) -> None:
    """Leaving says what could not be saved, on the screen and after it, with exit code 3; the game goes on later."""
    session = played(tmp_path / "data", begun)
    program = run("resume")
    program.see("you have the floor")
    room(program, 0)
    program.press("e").see("Your words")
    program.type("A long day").see("The disk failed")
    program.press("escape", "escape").see("Leave the conference?", "The disk failed")
    program.press("ctrl+q").see("Leave now?", "The disk failed")
    program.press("enter")
    assert program.ended() == 3
    assert "cpsim: The disk failed" in program.text
    assert program.restored()
    assert not (program.data / "crashes").exists()
    assert said(tmp_path / "data", session) == 0
    run("resume").see("you have the floor", "22 of 22 unsaid")
