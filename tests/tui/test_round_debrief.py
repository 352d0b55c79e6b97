"""Round one table: the debrief, for all on one screen and for each behind the cover."""

from pathlib import Path

import pytest
from keyboard_player import program
from round_table import TWO, facilitate, player_of, table_seat
from table_player import TablePlayer

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.model.words import Driver, Watch
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import Choose
from cpsim.tui.screens.hand_over import UNCOVER, HandOver
from cpsim.tui.screens.home import HomeScreen
from cpsim.tui.screens.table_debrief import OwnPart, TableDebrief

pytestmark = pytest.mark.slow


async def _read(player: TablePlayer) -> str:
    """Read the debrief's step in front to its end, and on to the next; what was read."""
    screen = player.app.screen
    assert isinstance(screen, TableDebrief)
    step, read = screen._now, ""
    for _page in range(30):
        if screen._now != step:
            return read
        read += f"{player.seen()}\n"
        await player.pick("go_on")  # Enter reads on as long as there is more of the page
        await player.settle()
    raise AssertionError(f"{step} does not end; in front is\n{player.seen()}")


async def test_the_group_begins_the_debrief_and_the_observers_are_asked(tmp_path: Path) -> None:
    """The story is told before anything is counted, observers speak of how the meeting was run, the key comes last."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, observers=(Watch.CHILDS_VOICE,))
        await player.begin()
        await facilitate(player, "end_now")
        await player.pick("yes")
        await player.settle()
        for _step in range(6):
            if not isinstance(app.screen, TableDebrief):
                await player.step()
                await player.settle()
        assert isinstance(app.screen, TableDebrief)
        assert "Enter - write down one word" in player.seen()
        word, story, folders, judged, found = [" ".join((await _read(player)).split()) for _step in range(5)]
        assert "Somebody tells these weeks in a minute, from the side of Jayden." in story
        assert "items said" not in story
        form = "I saw …; I thought …; what was going on for you?"
        assert (form in folders, form in found) == (True, True)
        assert form not in word + story + judged
        assert "Observers, what did you see?" in found
        assert "the child's voice: when it is heard" in found
        assert "facts and opinions: how each is called" not in found
        run, meant = found.index("How the meeting was run"), found.index("This key is")
        assert run < found.index("Observers, what did you see?") < meant


async def test_each_looks_at_their_own_judgements_behind_the_cover(tmp_path: Path) -> None:
    """After the group's key, one seat's own comparison is shown to whoever uncovers it, and to nobody else."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table()
        assert isinstance(app.screen, TableDebrief)
        assert "Your own judgement" not in player.seen()
        await player.pick("alone")
        await player.settle()
        assert isinstance(app.screen, Choose)
        await player.pick("p2")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        await player.pick(UNCOVER)
        await player.settle()
        assert isinstance(app.screen, OwnPart)
        assert "Your two judgements" in player.seen()
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, TableDebrief)
        for _ in range(4):
            if isinstance(app.screen, TableDebrief):
                await player.pick("home")  # Enter reads on as long as there is more of the page
                await player.settle()
        assert isinstance(app.screen, HomeScreen)


async def test_a_word_can_be_put_right_and_whoever_left_their_seat_still_looks_back(tmp_path: Path) -> None:
    """What was said stands there with whose it is; a seat that the program plays by now opens behind its cover."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J1")
        gp = table_seat(app, "gp")
        led = app.round.room.facilitator
        assert await led.send(a.Drive(gp, Driver.SIMULATED)) is None
        await facilitate(player, "end_now")
        await player.pick("yes")
        await player.settle()
        for _step in range(6):
            if not isinstance(app.screen, TableDebrief):
                await player.step()
                await player.settle()
        for word in ("hevay", "heavy"):
            await player.pick("write")  # the chair alone is left, so nobody is asked who
            await player.settle()
            await player.type(word)
            await player.press("enter")
            await player.settle()
            assert f"“{word}”" in player.seen()
        assert "hevay" not in player.seen()
        for _step in range(4):
            await _read(player)
        await player.pick("alone")
        await player.settle()
        assert isinstance(app.screen, Choose)
        await player.pick("p2")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        await player.pick(UNCOVER)
        await player.settle()
        assert isinstance(app.screen, OwnPart)
        assert app.screen._link.seat == gp


async def test_judgements_have_names_only_where_the_table_agreed(tmp_path: Path) -> None:
    """By default nobody's name stands beside a judgement, in no seat's log; with agreement everybody's does."""
    for agreed in (False, True):
        app = program(tmp_path / str(agreed))
        async with app.run_test(size=(80, 24)) as pilot:
            player = player_of(app, pilot, TWO, names=agreed)
            await player.begin()
            await player.play_table()
            gp = app.round.room.link(table_seat(app, "gp")).log()
            assert any(isinstance(event, e.JudgementsNamed) for event in gp) is agreed


async def test_one_key_too_many_ends_nobodys_debrief(tmp_path: Path) -> None:
    """Esc asks first, and Enter or another Esc stays."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await facilitate(player, "end_now")
        await player.pick("yes")
        await player.settle()
        while not isinstance(app.screen, TableDebrief):
            await player.step()
            await player.settle()
        for stays in ("enter", "escape"):
            await player.press("escape")
            await player.settle()
            assert isinstance(app.screen, Ask)
            await player.press(stays)
            await player.settle()
            assert isinstance(app.screen, TableDebrief)
        await player.press("escape")
        await player.settle()
        await player.pick("yes")
        await player.settle()
        assert isinstance(app.screen, HomeScreen)
