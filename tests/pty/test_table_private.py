"""What one person at a table saw and wrote: gone from the terminal and the files when the next one sits down."""

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from keeper import BALLOT, HAND_OVER, Keeper, Manners, letters
from printed_slips import Slip
from table_terminal import TableProgram

pytestmark = pytest.mark.slow
Table = Callable[..., TableProgram]

TAKEN_BACK, SEALED = "Zinnia quartz was taken back", "Marigold onyx was sealed"
"""Words that stand nowhere else."""
DOCTOR = "Family doctor"
SEQUENCES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
CLIPBOARD = re.compile(rb"\x1b\]52;")


def two(table: Table, slips: dict[str, Slip], pin: str = "") -> Keeper:
    """The chair and the doctor, at the table, with nobody uncovered yet."""
    program = table("play", "jayden", "--seats", "chair,gp", "--pace", "short", "--seed", "7")
    program.see("Begin")
    if pin:
        program.take("A PIN for each hand-over")
        program.see("hand-over  [yes]")
    program.take("Begin")
    program.see("Hand the keyboard to the chair")
    return Keeper(program, slips, Manners(notes=1, pin=pin), ("chair", "gp"))


def files(data: Path) -> dict[str, str]:
    """A digest of every file under the data folder; what a database shares with itself alone is left out."""
    return {
        str(path.relative_to(data)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(data.rglob("*"))
        if path.is_file() and not path.name.endswith("-shm")
    }


def holding(data: Path, words: str) -> set[str]:
    """How the files end in which `words` stand."""
    return {path.suffix for path in data.rglob("*") if path.is_file() and words.encode() in path.read_bytes()}


def test_what_one_wrote_and_read_is_gone_for_the_next(table: Table, slips: dict[str, Slip]) -> None:
    """No word of it on any later screen, to scroll back to, in the clipboard, or in a file that is not its own."""
    keeper = two(table, slips)
    program = keeper.program
    keeper.secrets = {"taken back": TAKEN_BACK, "sealed": SEALED}
    program.take("Hand the keyboard to the family doctor")
    keeper.uncover()
    while not program.marked.startswith("Why?"):
        keeper.step()
    program.type(TAKEN_BACK).rest()
    program.see(TAKEN_BACK)
    program.tap(*["backspace"] * len(TAKEN_BACK))
    program.type(SEALED).rest()
    text = program.see(SEALED)
    assert TAKEN_BACK not in text
    while keeper.holder:
        keeper.step()
        keeper.look()
    from_here = len(program.printed)
    keeper.to("The chair reads the reports")
    assert keeper.told.leaks == []
    assert list(map(keeper.role, keeper.told.hand_overs)) == ["gp", "chair"]

    later = letters(SEQUENCES.sub(b" ", bytes(program.printed[from_here:])).decode(errors="replace"))
    items = [item.words for item in slips["gp"].items]
    assert [words for words in (TAKEN_BACK, SEALED, *items) if letters(words)[:25] in later] == []
    assert not any(program.screens.scrolled_away)
    assert CLIPBOARD.search(program.printed) is None

    assert holding(program.data, TAKEN_BACK) == set()
    assert holding(program.data, SEALED) <= {".db", ".db-wal", ".bak"}
    assert holding(program.data, items[0]) <= {".db", ".db-wal", ".bak"}


def test_the_wrong_person_at_a_hand_over_leaves_no_trace(table: Table, slips: dict[str, Slip]) -> None:
    """Somebody who opens the cover of another, types a wrong PIN and goes back changes no byte of any file."""
    keeper = two(table, slips, pin="4711")
    program = keeper.program
    before, seen = files(program.data), program.text
    program.take("Hand the keyboard to the family doctor")
    assert program.place == HAND_OVER
    assert keeper.named() == DOCTOR
    program.tap("enter")
    assert program.text.partition("›")[0] == seen.partition("›")[0]
    assert files(program.data) == before

    keeper.to("Safety and who may hear what")
    assert list(map(keeper.role, keeper.told.hand_overs)) == ["chair", "gp"]
    program.tap("end")
    before, seen = files(program.data), program.text
    program.tap("c")
    program.take(DOCTOR)
    program.type("9999").tap("enter")
    text = program.see("That is not the PIN")
    assert "9999" not in text
    program.type("12").tap("backspace", "backspace", "enter")
    assert keeper.public()
    program.tap("end")
    assert program.text == seen
    assert files(program.data) == before
    for words in (slips["gp"].items[1].words, BALLOT):
        assert letters(words)[:25] not in letters(program.text)
