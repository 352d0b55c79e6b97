"""Round one table: somebody is upset. One key, from anywhere; first stands only that there is a pause."""

from pathlib import Path

import pytest
from keyboard_player import program
from round_table import TWO, facilitate, floor_goes_to, player_of, sit_down, table_log, table_seat, table_view
from table_player import TablePlayer

from cpsim.conference import events as e
from cpsim.tui.dialogs.pause_page import PausePage
from cpsim.tui.dialogs.real_child import RealChild
from cpsim.tui.dialogs.write import Write
from cpsim.tui.screens.ballot import BallotScreen
from cpsim.tui.screens.hand_over import UNCOVER, HandOver
from cpsim.tui.screens.table import TableScreen
from cpsim.tui.screens.table_debrief import OwnPart, TableDebrief
from cpsim.tui.widgets.radio_row import RadioRow

pytestmark = pytest.mark.slow


async def _page_then_table(player: TablePlayer) -> None:
    """First stands only that there is a pause, then what to do; the table waits until one goes on."""
    app = player.app
    assert isinstance(app.screen, PausePage), player.seen()
    seen = player.seen()
    assert "A pause" in seen
    assert "PAUSED" in seen
    assert "person" not in seen
    assert app.round.private is None
    await player.press("enter")
    await player.settle()
    assert "Stop for that person" in player.seen()
    await player.press("end")
    await player.press("enter")
    await player.settle()
    assert isinstance(app.screen, TableScreen)
    assert table_view(app).public.paused
    assert "PAUSED" in player.seen()


@pytest.mark.parametrize("keys", [("u",), ("f4",), ("f4", "f4"), ("g", "u")], ids="-".join)
async def test_one_key_stops_everything_and_asks_for_nothing(keys: tuple[str, ...], tmp_path: Path) -> None:
    """No code, no agreement and no reason: everything waits, and G goes on."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
        await player.begin()
        before = len(table_log(app))
        for key in keys:
            await player.press(key)
            await player.settle()
        await _page_then_table(player)
        assert table_log(app)[before:] == [e.Paused()]
        await facilitate(player, "go_on")
        assert not table_view(app).public.paused
        assert "PAUSED" not in player.seen()


async def test_in_a_private_sitting_nothing_of_it_is_left_in_front(tmp_path: Path) -> None:
    """The screen may be turned round: what was filled in is kept for the one who comes back to it, and not shown."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        form = await sit_down(player)
        row = next(iter(form.query(RadioRow)))
        row.focus()
        await player.press("right", "space")
        await player.settle()
        kept = app.round.room.link(table_seat(app, "gp")).draft(form._form)
        assert kept
        question = str(row.question)
        assert question in player.seen()
        await player.press("f4")
        await player.settle()
        assert question not in player.seen()
        assert not any(isinstance(screen, BallotScreen) for screen in app.screen_stack)
        await _page_then_table(player)
        await facilitate(player, "go_on")
        form = await sit_down(player)
        assert app.round.room.link(table_seat(app, "gp")).draft(form._form) == kept


async def test_behind_a_cover_that_came_with_a_blank_screen(tmp_path: Path) -> None:
    """Whoever brings the screen back and stops finds the page, and nobody finds the sitting under it."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await sit_down(player)
        await player.press("f2")
        await player.settle()
        await player.press("x")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        await player.press("f1")
        await player.settle()
        await player.press("f4")
        await player.settle()
        await _page_then_table(player)
        assert len(app.screen_stack) == 3


async def test_in_the_middle_of_an_item_or_of_words(tmp_path: Path) -> None:
    """A sheet that was open is closed, and the table plays on after the pause."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J6")
        await floor_goes_to(player, table_seat(app, "gp"))
        await player.press("i")
        await player.settle()
        assert isinstance(app.screen, Write)
        await player.type("12 la")
        await player.press("f4")
        await player.settle()
        await _page_then_table(player)
        await facilitate(player, "go_on")
        await player.play_table(until="J7")


async def test_in_the_debrief_the_page_is_shown_and_nothing_waits(tmp_path: Path) -> None:
    """Also from one's own part, which is closed first."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table()
        before = len(table_log(app))
        await player.pick("alone")
        await player.settle()
        await player.pick("p2")
        await player.settle()
        await player.pick(UNCOVER)
        await player.settle()
        assert isinstance(app.screen, OwnPart)
        for key in ("f4", "u"):
            await player.press(key)
            await player.settle()
            assert isinstance(app.screen, PausePage)
            assert not any(isinstance(screen, OwnPart) for screen in app.screen_stack)
            await player.press("enter")
            await player.settle()
            await player.press("end", "enter")
            await player.settle()
            assert isinstance(app.screen, TableDebrief)
        assert len(table_log(app)) == before


async def test_alone_the_same_key_leads_to_the_page_about_real_worries(tmp_path: Path) -> None:
    """Nobody else waits there."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.settle()
        await player.press("f4")
        await player.settle()
        assert isinstance(app.screen, RealChild)
