"""Whoever facilitates a table in a real terminal: pauses, corrects, brings something in, moves seats, ends."""

from collections.abc import Callable

import pytest
from keeper import DEBRIEF, Keeper, Manners
from printed_slips import Slip
from real_program import alive
from table_terminal import TableProgram

pytestmark = pytest.mark.slow
Table = Callable[..., TableProgram]

CODE = "boss1"


def test_a_table_is_facilitated_behind_a_code(table: Table, slips: dict[str, Slip]) -> None:
    """Each is done by keys behind the code, shows what it did to everybody, and nothing of the code is shown."""
    program = table("play", "jayden", "--seats", "chair,gp", "--pace", "short", "--seed", "7")
    program.see("Begin")
    program.take("Facilitator")
    for _ in range(2):
        program.type(CODE).tap("enter")
    program.see("has a code")
    program.take("Begin")
    keeper = Keeper(program, slips, Manners(notes=1, code=CODE), ("chair", "gp"))
    keeper.secrets = {"the code": CODE}
    keeper.play(lambda: bool(keeper.told.said) and keeper.public())

    keeper.facilitate("Pause everything")
    assert program.see("Press G to go on")
    keeper.facilitate("Go on after the pause")
    program.see_no_more("Press G to go on")

    keeper.facilitate("Correct", "Knows Dad's family", "It went up by mistake")
    program.see("put up by mistake")

    keeper.facilitate("Something arrives")
    program.type("A neighbour has rung").tap("enter")
    program.see("A neighbour has rung")

    keeper.facilitate("I step out, or am back", "Family doctor", "the program plays it")
    keeper.look()
    keeper.facilitate("I step out, or am back", "Family doctor", "somebody at the table")
    program.take("Whoever sat there before")
    keeper.look()

    keeper.facilitate("Somebody comes late", "They take a seat", "Designated teacher", "Somebody else")
    program.see("What are they called?")
    program.type("Dana").tap("enter")
    program.see("Designated teacher: played by a person")

    keeper.facilitate("End the conference here")
    program.take("Yes")
    keeper.play(lambda: program.title.startswith(DEBRIEF))
    assert keeper.told.leaks == []
    assert CODE.encode() not in program.printed
    program.tap("ctrl+q")
    program.see("Leave now?")
    program.tap("enter")
    assert program.ended() == 0
    assert not alive(program.pid)
