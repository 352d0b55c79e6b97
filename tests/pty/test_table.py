"""A table of six in a real terminal, by keys alone, from the set-up through both sittings of all to the exports."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from keeper import DEBRIEF, ROLES, Keeper, Manners
from printed_slips import Slip
from real_program import PATIENCE, alive
from sizes import size
from table_terminal import TableProgram

pytestmark = pytest.mark.slow
Table = Callable[..., TableProgram]

PACES = ("short", "standard", "long")[: size(1, 1, 3)]
MOST_HAND_OVERS = 15
"""For six people: two sittings each, and three for a word with the chair."""
CLIPBOARD = re.compile(rb"\x1b\]52;[^;]*;([^\x07\x1b]*)")


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


def leave(program: TableProgram) -> None:
    """Ctrl+Q and Enter."""
    program.tap("ctrl+q")
    program.see("Leave now?")
    program.tap("enter")


def assert_left_in_order(program: TableProgram) -> None:
    """Ended with 0, nothing running, and the terminal as it was: no line of the program on it, nor above it."""
    assert program.ended() == 0
    assert not alive(program.pid)
    with pytest.raises(ProcessLookupError):
        os.killpg(program.pid, 0)  # the terminal gave it a process group of its own
    assert program.restored()
    assert program.text.strip() == ""
    assert not any(program.screens.scrolled_away)
    assert not any(CLIPBOARD.findall(bytes(program.printed)))
    assert not (program.data / "crashes").exists()


@pytest.mark.parametrize("pace", PACES)
def test_six_people_play_a_whole_conference(pace: str, table: Table, slips: dict[str, Slip]) -> None:
    """At most fifteen hand-overs, no word of a folder on a public screen before it is said, and all ends in order."""
    program = table("play", "jayden", "--seats", ",".join(ROLES), "--pace", pace, "--seed", "7")
    program.see("Begin")
    program.take("Begin")
    keeper = Keeper(program, slips, Manners(notes=1 if pace == "short" else 5))
    keeper.to_the_end()
    told = keeper.told
    assert told.leaks == []
    assert told.frames > 60
    assert len(told.hand_overs) <= MOST_HAND_OVERS, told.hand_overs
    assert set(map(keeper.role, told.hand_overs)) == set(ROLES)
    holders = [role for role in ROLES if slips[role].items]
    assert {role for role, _number in told.said} == set(holders)
    program.take("Back to the first screen")
    program.see("My sessions")
    leave(program)
    assert_left_in_order(program)
    assert_exported(program.data, keeper)


def assert_exported(data: Path, keeper: Keeper) -> None:
    """Each export can be written, and the log holds what was put up in the terminal."""
    (session,) = [path.stem for path in (data / "sessions").glob("*.db")]
    assert command(data, "verify", session).returncode == 0
    done = {
        kind: command(data, "export", session, "--format", kind, "--as", "facilitator")
        for kind in ("jsonl", "csv", "summary", "summary-html")
    }
    assert {kind: (one.returncode, one.stderr) for kind, one in done.items()} == dict.fromkeys(done, (0, ""))
    words = {str(line) for line in strings_in([json.loads(one) for one in done["jsonl"].stdout.splitlines()])}
    for role, number in keeper.told.said:
        assert keeper.slips[role].items[number - 1].words in words
    answers = list(csv.reader(io.StringIO(done["csv"].stdout)))
    assert len({len(row) for row in answers}) == 1
    assert "Jayden" in done["summary"].stdout


def strings_in(value: object) -> list[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings_in(part)]


def test_everybody_has_another_slip(slips: dict[str, Slip]) -> None:
    """No two of the six hold an item with the same words, and no word stands twice on one slip."""
    items = [item.words for role in ROLES for item in slips[role].items]
    assert len(items) == len(set(items)) > 60
    for role in ROLES:
        words = [item.word for item in slips[role].items]
        assert len(words) == len(set(words))
        assert [item.number for item in slips[role].items] == list(range(1, len(words) + 1))


def test_who_sits_where_is_settled_by_keys(table: Table, slips: dict[str, Slip]) -> None:
    """A pair, one person on two roles, an observer and a pace, from the first screen."""
    program = table()
    program.see("Start alone")
    program.take("Round one table")
    for role, names in (("Chair", "Ana"), ("Family doctor", "Ben and Cara")):
        program.take(role)
        program.take("One person")
        program.type(names).tap("enter")
        program.see(names)
    program.take("Social worker")
    program.take("Ana")
    program.take("Housing officer")
    program.take("Nobody: it stays empty")
    program.take("Somebody observes")
    program.tap("enter")
    program.take("No name") if "No name" in program.text else program.tap("enter")
    program.take("How long")
    program.take("Short")
    text = program.see("Short, about", "left empty", "watches")
    assert "Ben and Cara" in text
    program.take("Begin")
    keeper = Keeper(program, slips, Manners(notes=1))
    keeper.to("The chair reads the reports")
    assert [one.count("(") for one in keeper.told.hand_overs] == [1, 1]
    assert "and" in keeper.told.hand_overs[0].partition("(")[0]
    assert keeper.told.leaks == []
    assert not program.title.startswith(DEBRIEF)
