"""One table on the screen for tests: who sits there, and what several of the tests do at it."""

from typing import Any

from conferences import role_seat_of
from table_player import Sitting, TablePlayer
from textual.pilot import Pilot

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.program import CpsimApp
from cpsim.tui.screens.ballot import BallotScreen
from cpsim.tui.screens.hand_over import UNCOVER, HandOver

TWO = {"chair": "p1", "gp": "p2"}
"""The smallest table there is."""


def table_log(app: CpsimApp) -> list[e.Event]:
    """What everybody at the table was given."""
    return list(app.round.room.shared.log())


def table_view(app: CpsimApp) -> View:
    """What everybody at the table knows."""
    return app.round.room.shared.view()


def table_seat(app: CpsimApp, role: str) -> str:
    """The seat that holds `role`."""
    return role_seat_of(table_view(app).public, role)


def player_of(app: CpsimApp, pilot: Pilot[Any], people: dict[str, str], **more: Any) -> TablePlayer:
    """A keyboard keeper for a table with `people`."""
    return TablePlayer(app, pilot, Sitting(people, **more))


async def facilitate(player: TablePlayer, choice: str, code: str = "boss1") -> None:
    """G, a choice, and the table's agreement or the code where one is asked."""
    await player.press("g")
    await player.settle()
    await player.pick(choice)
    await player.settle()
    if isinstance(player.app.screen, HandOver):
        await player.press(*code, "enter")
    elif isinstance(player.app.screen, Ask) and "agree" in str(player.app.screen._question):
        await player.pick("yes")
    await player.settle()


async def sit_down(player: TablePlayer) -> BallotScreen:
    """The second party at its first sitting, uncovered."""
    await player.pick("sit:p2")
    await player.settle()
    await player.pick(UNCOVER)
    await player.settle()
    form = player.app.screen
    assert isinstance(form, BallotScreen)
    return form


async def floor_goes_to(player: TablePlayer, seat: str) -> None:
    """Play on until `seat` has the floor."""
    for _step in range(200):
        if table_view(player.app).public.floor == seat:
            return
        await player.step()
        await player.settle()
    raise AssertionError(f"{seat} never has the floor; in front is\n{player.seen()}")
