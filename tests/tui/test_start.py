"""From the first screen into a game: the prebrief, the role, and slips that are printed."""

from pathlib import Path

import pytest
from keyboard_player import Manners, Player, program

from cpsim import paths
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.message import Message
from cpsim.tui.screens.choose_role import BEGIN, ChooseRole
from cpsim.tui.screens.home import HomeScreen
from cpsim.tui.screens.papers import Papers
from cpsim.tui.screens.prebrief import Prebrief
from cpsim.tui.widgets.choice_list import ChoiceList

pytestmark = pytest.mark.slow


def ids(player: Player) -> list[str]:
    """What can be chosen on the screen in front."""
    return [choice.id for choice in player.app.screen.query(ChoiceList).first().choices]


async def test_whether_the_case_is_known_is_asked_of_the_case(tmp_path: Path) -> None:
    """The answers speak of the case, not of the page; what follows has a way back, in words and with Esc."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners())
        await player.play(until=Prebrief)
        while "More" in player.seen():
            await player.press("enter")
            await player.settle()
        assert "I have not read this case: choose a role" in player.seen()
        assert "I have read this case before" in player.seen()
        for back in ("back", "escape"):
            await player.pick("known")
            await player.settle()
            assert "Back" in player.seen()
            assert "observe" in ids(player)
            if back == "escape":
                await player.press("escape")
            else:
                await player.pick("back")
            await player.settle()
            assert isinstance(app.screen, Prebrief)
            assert ids(player) == ["fresh", "known", "back"]
            assert "Have you read this case before?" in player.seen()
        await player.pick("known")
        await player.settle()
        await player.pick("other")
        await player.settle()
        assert isinstance(app.screen, HomeScreen)


async def test_nothing_is_begun_before_the_role_is_confirmed(tmp_path: Path) -> None:
    """A role chosen by mistake is given back, with the mark on it, and leaves no session behind."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners())
        await player.play(until=ChooseRole)
        for back in ("back", "escape"):
            await player.pick("gp")
            await player.settle()
            assert "You will be: Family doctor" in player.seen()
            assert "Choose another role" in player.seen()
            assert "next: Enter - read your papers" in player.seen()
            if back == "escape":
                await player.press("escape")
            else:
                await player.pick("back")
            await player.settle()
            assert "Who will you be?" in player.seen()
            assert app.screen.query_one(ChoiceList).highlighted == "gp"
        assert app.doors.sessions() == ()
        await player.pick("housing_officer")
        await player.settle()
        await player.press("enter")
        await player.settle()
        assert isinstance(app.screen, Papers)
        assert [session.role for session in app.doors.sessions()] == ["Housing officer"]


async def test_a_learner_may_observe_without_having_read_the_case(tmp_path: Path) -> None:
    """Observing is among the roles, and the debrief is not told that the case was known."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners())
        await player.play(until=ChooseRole)
        await player.press("end", "up")
        await player.settle()
        assert "You play nobody" in player.seen()
        await player.press("enter")
        await player.settle()
        assert "You will observe" in player.seen()
        await player.pick(BEGIN)
        await player.settle()
        link = app.journey.link
        assert link.view().seat.role is None
        assert not link.book.options.read_before


async def print_for(player: Player, pace: str | None) -> None:
    """Print the slips from the first screen for a table at `pace`; None goes back where that is asked."""
    await player.pick("print")
    await player.settle()
    await player.pick("yes")
    await player.settle()
    assert "about 60 minutes" in player.seen()
    if pace is None:
        await player.press("escape")
    else:
        await player.pick(pace)
        await player.settle()
        assert isinstance(player.app.screen, Message)
        await player.press("enter")
    await player.settle()


async def test_slips_are_written_after_a_question_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence says where they go and for whom they are; a second time they lie there already."""
    folder = tmp_path / "documents" / "cpsim slips"
    monkeypatch.setattr(paths, "print_folder", lambda: folder)
    app = program(tmp_path / "data")
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners())
        await player.settle()
        await player.pick("print")
        await player.settle()
        assert isinstance(app.screen, Ask)
        words = " ".join(player.seen().replace("│", " ").split())
        assert "“cpsim slips” among your documents" in words
        assert "the key of the case" in words
        await player.press("enter")
        await player.settle()
        assert not folder.exists()
        for _ in range(2):
            await print_for(player, "standard")
        assert [one.name for one in folder.iterdir()] == ["jayden-slips"]
        (folder / "jayden-slips" / "slips.html").write_text("of an earlier release", encoding="utf-8")
        for pace in (None, "standard", "short"):
            await print_for(player, pace)
            assert isinstance(app.screen, HomeScreen)
        expected = ["jayden-slips", "jayden-slips-2", "jayden-slips-short"]
        assert sorted(one.name for one in folder.iterdir()) == expected
