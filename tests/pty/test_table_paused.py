"""A table that stops in the middle and comes together again a week later, in another process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from keeper import Keeper, Manners, letters
from printed_slips import Slip, printed
from table_terminal import TableProgram

pytestmark = pytest.mark.slow
Table = Callable[..., TableProgram]

NEW, TWO = "Somebody New", ("chair", "gp")


def test_a_week_later_it_goes_on_where_it_stopped(
    table: Table, slips: dict[str, Slip], tmp_path: Path
) -> None:
    """A public recap with the seats, somebody else at one of them, and slips printed anew with the same words."""
    program = table("play", "jayden", "--seats", "chair,gp", "--pace", "short", "--seed", "7")
    program.see("Begin")
    program.take("Begin")
    keeper = Keeper(program, slips, Manners(notes=2), TWO)
    keeper.play(lambda: bool(keeper.told.said) and keeper.public())
    before = set(keeper.told.said)
    program.tap("ctrl+q")
    program.see("Leave now?")
    program.tap("enter")
    assert program.ended() == 0
    assert program.restored()
    assert program.text.strip() == ""

    again = printed("jayden", tmp_path / "again")
    assert again == slips

    later = table("resume")
    text = later.see("Where you are", "You stopped at: Information", "Chair: ", "Family doctor: ")
    assert not [one for one in slips["gp"].items if letters(one.words)[:30] in letters(text)]
    later.tap("escape")
    keeper = Keeper(later, again, Manners(notes=0), TWO)
    keeper.known(before)
    keeper.facilitate("Somebody else sits there", "Family doctor")
    later.type(NEW).tap("enter")
    keeper.play(lambda: len(keeper.told.said) > len(before) and keeper.public())
    assert keeper.told.leaks == []
    later.tap("c")
    later.take("Family doctor")
    assert NEW in keeper.named()
