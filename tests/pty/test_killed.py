"""Killed without a warning at every stage of a game, and carried on: the same point, and nothing lost that was kept."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from real_program import PATIENCE, Program
from scripts import asked, at, my_floor
from stored_games import log_of, played

from cpsim.conference import events as e
from cpsim.conference.view import View

pytestmark = pytest.mark.slow
Run = Callable[..., Program]

TAKEN = "(•)"


def killed(program: Program) -> None:
    """No signal handler runs, nothing is tidied up; what was typed had the moment it takes to be kept."""
    program.rest()
    program.child.kill(signal.SIGKILL)
    assert program.ended() == -signal.SIGKILL


def command(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`cpsim` without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "cpsim", "--data", str(data), *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def quiet_after(step: str) -> Callable[[View], bool]:
    """The debrief stands at `step`."""
    return lambda view: view.public.step == step


# ---- before the conference


def test_killed_at_the_prebrief_there_is_nothing_to_carry_on(run: Run) -> None:
    """Nothing had begun: `resume` says so and ends with 1, and the first screen opens as ever."""
    program = run()
    program.see("Start alone")
    program.press("enter").see("Have you read this case before?")
    killed(program)
    program = run("resume")
    assert program.ended() == 1
    assert program.text.strip() == "cpsim: There is nothing to carry on here."
    run().see("nothing has been begun yet")


def test_killed_while_reading_and_in_a_half_filled_ballot(run: Run) -> None:
    """The papers open again; and the ballot comes back with the answers that were given."""
    program = run("play", "jayden", "--role", "health_visitor")
    program.see("Invented.", "More   page 1")
    program.press_until("enter", "I have not read this case: read the papers")
    program.press_until("enter", "More   page 1", "Your role")
    killed(program)
    program = run("resume")
    program.see("More   page 1", "Your role")
    program.press_until("enter", "Your first judgement")
    program.press("2", "y").see("› From what you hold yourself, is the child likely")
    killed(program)
    program = run("resume")
    text = program.see("Your first judgement", f"{TAKEN} 2 Wellbeing need", f"{TAKEN} y yes")
    assert text.count(TAKEN) == 2


# ---- at the table


def test_killed_in_the_middle_of_a_turn(run: Run, tmp_path: Path) -> None:
    """Two items were said and stay said; three more fit into the turn, and the sentence begun comes back."""
    data = tmp_path / "data"
    session = played(data, my_floor("J6"))
    program = run("resume")
    program.see("5 more this turn")
    program.press("enter").see("5 more")
    program.press("enter").see("What kind of statement is it?")
    program.press("f").see("4 more")
    program.press("enter").see("What kind of statement is it?")
    program.press("p").see("3 more")
    program.press("escape").see("3 more this turn")
    program.press("e").see("Your words")
    program.type("He is hur").see("He is hur")
    killed(program)
    said = [
        event for event in log_of(data, session) if isinstance(event, e.FactShared) and event.seat == "s3"
    ]
    assert [event.fact.id for event in said] == ["HV-01", "HV-02"]
    assert [event.tag.value for event in said] == ["fact", "opinion"]
    program = run("resume")
    program.see("3 more this turn", "you have the floor")
    program.press("e").see("He is hur")


def test_killed_at_a_question(run: Run, tmp_path: Path) -> None:
    """The question still stands, to the same person, and an answer half written comes back."""
    data = tmp_path / "data"
    session = played(data, asked)
    before = log_of(data, session)
    program = run("resume")
    program.see("a question to you", "how do we know?")
    program.press("enter").see("In my own words")
    program.press("end", "up").see("› In my own words")
    program.press("enter").see("Your answer")
    program.type("A letter").see("A letter")
    killed(program)
    assert log_of(data, session) == before
    program = run("resume")
    program.see("a question to you", "how do we know?")
    program.press("enter").see("In my own words")
    program.press("end", "up").see("› In my own words")
    program.press("enter").see("A letter")
    program.press("enter").see("own words, not from papers")
    assert isinstance(last_of(data, session, program, e.QuestionAnswered), e.QuestionAnswered)


def last_of(data: Path, session: str, program: Program, kind: type) -> object:
    """The last event of a kind, read from the disk after another kill."""
    killed(program)
    return [event for event in log_of(data, session) if isinstance(event, kind)][-1]


def test_killed_in_the_second_ballot(run: Run, tmp_path: Path) -> None:
    """The draft of the second judgement comes back; the first stays sealed as it was."""
    data = tmp_path / "data"
    session = played(data, at("J10"))
    program = run("resume")
    program.see("Seal your judgement")
    program.press("enter").see("Your second judgement")
    program.press("4", "c").see("› After what the table has heard, is the child likely")
    killed(program)
    sealed = [event for event in log_of(data, session) if isinstance(event, e.BallotSealed)]
    assert [event.stage for event in sealed] == ["before"]
    program = run("resume")
    program.see("Your second judgement", f"{TAKEN} 4 Safeguarding need", f"{TAKEN} c cannot yet say")


def test_killed_in_a_line_of_the_plan(run: Run, tmp_path: Path) -> None:
    """A line of one's own that is half written comes back where it was."""
    played(tmp_path / "data", my_floor("J12"))
    program = run("resume")
    write_a_line(program)
    program.type("He sleeps").see("He sleeps")
    killed(program)
    program = run("resume")
    write_a_line(program)
    program.see("He sleeps")


def write_a_line(program: Program) -> None:
    """From the table to the form of a plan line."""
    program.see("you have the floor")
    program.press("enter").see("Write a line of my own")
    program.press("down").see("› Write a line of my own")
    program.press("enter").see("What should be different for the child?")


# ---- in the debrief


def test_killed_in_the_debrief(run: Run, tmp_path: Path) -> None:
    """The word begun comes back; and the page of the debrief is the one that was open."""
    played(tmp_path / "data", quiet_after("D1"))
    program = run("resume")
    program.see("Give one word")
    program.press("enter").see("Your words")
    program.type("Heav").see("Heav")
    killed(program)
    program = run("resume")
    program.see("part 1 of ")
    program.press("enter").see("Heav")
    program.press("y").see("Heavy")
    program.press("enter").see("part 2 of ")
    program.press_until("enter", "items were said at the table")
    killed(program)
    program = run("resume")
    program.see("items were said at the table")


# ---- what cannot be carried on


def test_a_session_that_is_not_there_is_named(run: Run) -> None:
    """An id nobody knows ends with 3 and one sentence that says where to look."""
    program = run("resume", "nobody")
    assert program.ended() == 3
    assert program.text.strip() == "cpsim: There is no session 'nobody' here. `cpsim sessions` lists them."


def test_a_session_that_is_open_elsewhere_is_left_alone(run: Run, tmp_path: Path) -> None:
    """The second is told which process has it and ends with 3; the first goes on undisturbed."""
    session = played(tmp_path / "data", my_floor("J6"))
    first = run("resume", session)
    first.see("you have the floor")
    second = run("resume", session)
    assert second.ended() == 3
    assert f"Session {session} is open in another window (process {first.pid}" in second.text
    first.press("enter").see("5 more")
    first.press("enter").see("What kind of statement is it?")
    first.press("f").see("4 more")
    killed(first)
    run("resume", session).see("4 more this turn")


@pytest.mark.parametrize("arguments", [(), ("play", "jayden"), ("resume",), ("sessions",), ("verify", "x")])
def test_a_data_folder_that_cannot_be_one_is_said(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Where a file stands in the place of the folder it ends with 3 and one sentence."""
    (tmp_path / "file").write_text("something else")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        done = command(folder, *arguments)
        assert done.returncode == 3
        assert done.stdout == ""
        assert done.stderr == (
            f"cpsim: The folder {str(folder)!r} cannot be made. Name another with --data or CPSIM_DATA.\n"
        )


def test_a_data_folder_that_is_not_there_is_made(run: Run, tmp_path: Path) -> None:
    """A folder several levels deep is made for its owner alone."""
    data = tmp_path / "data"
    program = run("--data", str(data / "a" / "b"))
    program.see("Start alone")
    assert (data / "a" / "b").stat().st_mode & 0o777 == 0o700


def cut(file: Path) -> None:
    """Half of the file is gone."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def other(file: Path) -> None:
    """Something else stands in its place."""
    file.write_bytes(b"no session at all " * 400)


def changed(file: Path) -> None:
    """One letter of one stored act is another."""
    whole = bytearray(file.read_bytes())
    whole[whole.index(b'"seat":"s2"') + 9] = ord("3")
    file.write_bytes(whole)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [(cut, "is damaged"), (other, "is not a session of this program"), (changed, "is damaged at event")],
)
def test_a_damaged_session_is_said_to_be_damaged(
    harm: Callable[[Path], None], sentence: str, run: Run, tmp_path: Path
) -> None:
    """No verb gives a traceback or a wrong game: each says what is wrong, and other sessions play on."""
    data = tmp_path / "data"
    session = played(data, my_floor("J6"))
    harm(data / "sessions" / f"{session}.db")
    for arguments, code in ((("verify", session), 1), (("export", session, "--format", "jsonl"), 3)):
        done = command(data, *arguments)
        assert done.returncode == code
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""
    run("resume", session).see(sentence)
    well = played(data, my_floor("J6"))
    run("resume", well).see("you have the floor")
