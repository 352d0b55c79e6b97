"""Round one table: what one person had on the screen alone is gone from memory once it is handed back."""

import asyncio
import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from keyboard_player import program
from round_table import TWO, facilitate, player_of, table_log, table_seat, table_view
from table_player import TablePlayer
from textual.screen import Screen

from cpsim.tui.dialogs.choose import Choose
from cpsim.tui.dialogs.message import Message
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.screens.hand_over import UNCOVER, HandOver
from cpsim.tui.screens.papers import Papers
from cpsim.tui.screens.table import TableScreen
from cpsim.tui.screens.table_debrief import OwnPart, TableDebrief

pytestmark = pytest.mark.slow


async def gone(*refs: "weakref.ref[Screen[Any]]") -> bool:
    """Whether nothing holds these screens any more, after a moment."""
    for _ in range(20):
        await asyncio.sleep(0.05)
        gc.collect()
        if all(ref() is None for ref in refs):
            return True
    return False


async def pick(player: TablePlayer, *choices: str) -> None:
    """One choice after the other, each in what is in front then."""
    for choice in choices:
        await player.pick(choice)
        await player.settle()


def in_front(player: TablePlayer, kind: type[Screen[Any]]) -> "weakref.ref[Screen[Any]]":
    """The screen in front, held by nobody here."""
    assert isinstance(player.app.screen, kind), player.seen()
    return weakref.ref(player.app.screen)


async def test_own_papers_are_read_on_the_screen_behind_the_cover(tmp_path: Path) -> None:
    """While somebody else has the floor too; nothing is recorded, and nothing of them is left."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        before = len(table_log(app))
        await pick(player, "papers", "p2")
        assert isinstance(app.screen, HandOver)
        await pick(player, UNCOVER)
        papers = in_front(player, Papers)
        folder = app.round.room.link(table_seat(app, "gp")).view().own.folder
        assert str(folder[0].words)[:15] in player.seen()
        assert "Family doctor" in player.seen()
        assert "Take an item to the chair" not in player.seen()
        await player.press("f2")
        await player.settle()
        await player.press("x")
        for _ in range(20):
            await player.settle()
        assert isinstance(app.screen, HandOver)
        await pick(player, UNCOVER)
        assert app.screen is papers()
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert app.round.private is None
        assert len(table_log(app)) == before
        assert "papers" in {choice.id for choice in app.screen.query_one("Menu").choices}  # type: ignore[attr-defined]
        assert await gone(papers)
        assert str(folder[0].words)[:15] not in player.seen()


async def test_of_a_word_with_the_chair_nothing_is_left(tmp_path: Path) -> None:
    """What was said there to one person's item is gone with its cover."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, {"health_visitor": "p1", "gp": "p2"})
        await player.begin()
        await pick(player, "word", table_seat(app, "gp"), UNCOVER)
        chosen = in_front(player, Choose)
        await player.press("enter")
        await player.settle()
        answers = in_front(player, Message)
        assert "The chair's answers" in player.seen()
        await player.press("enter")
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert await gone(chosen, answers)


async def test_of_the_facilitators_papers_and_of_an_own_part_nothing_is_left(tmp_path: Path) -> None:
    """Every folder and the key, and later one person's judgements beside it."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
        await player.begin()
        await facilitate(player, "open_papers")
        papers = in_front(player, Reader)
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert await gone(papers)
        await facilitate(player, "end_now")
        await pick(player, "yes")
        while not (isinstance(app.screen, TableDebrief) and app.screen._now == "D5"):
            await player.step()
            await player.settle()
        assert table_view(app).public.step == "D5"
        while "alone" not in {one.id for one in app.screen.query_one("Menu").choices}:
            await player.step()
            await player.settle()
        await pick(player, "alone", "p2", UNCOVER)
        own = in_front(player, OwnPart)
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, TableDebrief)
        assert await gone(own)
