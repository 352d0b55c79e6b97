"""Round one table: what stands on the wall, and a pause that nobody overlooks."""

from pathlib import Path

import pytest
from keyboard_player import program
from round_table import TWO, facilitate, floor_goes_to, player_of, table_seat, table_view

from cpsim.tui.dialogs.write import Write
from cpsim.tui.screens.table import TableScreen
from cpsim.tui.widgets.menu import Menu

pytestmark = pytest.mark.slow


async def test_one_key_leads_to_the_wall_and_one_back(tmp_path: Path) -> None:
    """V shows few words; V, Esc and Enter lead back to the menu as it was, and nothing was done."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        before = player.seen()
        for back in ("v", "escape", "enter"):
            await player.press("v")
            await player.settle()
            seen = player.seen()
            assert "Handed in: ○\u00a0Chair" in seen
            assert "Hand the keyboard" not in seen
            assert "go back to the menu" in seen.splitlines()[-1]
            await player.press(back)
            await player.settle()
            assert player.seen() == before


async def test_a_key_that_acts_acts_from_the_wall(tmp_path: Path) -> None:
    """The speaker's item is asked for, and the board takes the wall's place."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J6")
        await floor_goes_to(player, table_seat(app, "gp"))
        await player.press("v")
        await player.settle()
        assert "The family doctor has the floor" in player.seen()
        await player.press("i")
        await player.settle()
        assert isinstance(app.screen, Write)
        await player.press("escape")
        await player.settle()
        await player.press("v", "b")
        await player.settle()
        seen = player.seen()
        assert seen.index("What the child says") < seen.index("What are we worried about?")
        assert "has the floor" not in seen
        await player.press("v")
        await player.settle()
        assert "What the child says" not in player.seen()
        assert player.leaks == []


async def test_a_pause_is_a_band_across_the_screen(tmp_path: Path) -> None:
    """In the table's view and on the wall, from edge to edge in the colours of the mark, until one goes on."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        assert "PAUSED" not in player.seen()
        await facilitate(player, "pause")
        assert table_view(app).public.paused
        for _view in range(2):
            assert "PAUSED: everything waits." in player.seen()
            assert isinstance(app.screen, TableScreen)
            assert app.screen.query_one("#paused").size.width >= 74
            assert app.screen.query_one("#wall").max_scroll_y == 0
            await player.press("v")
            await player.settle()
        await facilitate(player, "go_on")
        assert "PAUSED" not in player.seen()
        assert app.screen.query_one(Menu).has_focus
