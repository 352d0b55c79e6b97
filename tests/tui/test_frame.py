"""The frame of every screen: title, bottom line, what is said, and the cover."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult

from cpsim.model.content import Options
from cpsim.present import menu
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.message import Message
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.field import Field
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.straps import BottomLine
from cpsim.tui.widgets.text_view import Say

ROOT = Path(__file__).parents[2]
Make = Callable[..., Any]
Look = Callable[[Any], str]


async def test_the_bottom_line_says_where_how_long_and_what_next(
    bench: Make, look: Look, size: tuple[int, int]
) -> None:
    """The last row names the place, the minutes left and the one next key, and follows their changes."""
    async with bench(Say("words")).run_test(size=size) as pilot:
        screen = pilot.app.screen
        screen.place, screen.minutes_left, screen.next_key = "Your turn", 12, ("Enter", "say it")
        await pilot.pause()
        assert (
            look(pilot.app)
            .splitlines()[-1]
            .strip()
            .startswith("Your turn · about 12 min left · next: Enter - say it")
        )
        screen.minutes_left = None
        await pilot.pause()
        assert "Your turn · next: Enter - say it" in look(pilot.app)


def places_and_actions() -> tuple[set[str], set[str]]:
    """Every step of every area, and everything the menu has to be done."""
    from cpsim.packs import load_content

    steps, actions = set(), set()
    for area in sorted(path.stem for path in (ROOT / "frameworks").glob("*.yaml")):
        for pack in sorted(path.name for path in (ROOT / "scenarios").iterdir() if path.is_dir()):
            content, _problems = load_content(pack, area, Options())
            if content is not None:
                steps |= {str(step.name) for step in content.framework.steps}
                actions |= {f"give the floor to the {str(card.title).lower()}" for card in content.roles}
    assert steps
    labels = {str(words) for words in menu.LABELS.values()}
    return steps, actions | {doing(words) for words in labels} | {"mark, End - done", "read on"}


@pytest.mark.parametrize("columns", [80, 60])
def test_the_bottom_line_keeps_help_the_key_that_blanks_and_the_minutes(columns: int) -> None:
    """With every place and action there is: the place or the action is cut at a word, and nothing else is lost."""
    room = columns - 4
    foot = BottomLine(id="bottom")
    places, actions = places_and_actions()
    for place in sorted(places):
        for action in sorted(actions):
            foot.tell(place, 38, "Enter", action)
            (row,) = foot.rows_at(room)
            words = "".join(span.text for span in row.spans)
            assert cell_len(words) == room, words
            keys = "F1 help  F2 blank" if columns == 80 else "F1  F2 blank"
            assert words.endswith(keys), words
            left = words.removesuffix(keys).rstrip()
            where, minutes, act = left.split(" · ")
            assert "38 min" in minutes, words
            key, does = act.removeprefix("next: ").split(" - ", 1)
            assert key == "Enter", words
            for shown, whole in ((where, place), (does, action)):
                assert shown == whole or (
                    shown.endswith("…") and f"{whole} ".startswith(f"{shown[:-1]}") and len(shown) > 3
                ), words
                assert shown == whole or not whole[len(shown) - 1 :][:1].isalnum(), words


async def test_title_and_aside(bench: Make, look: Look) -> None:
    """The first row holds the title at the left and the aside at the right."""
    async with bench(Say("words")).run_test() as pilot:
        pilot.app.screen.heading, pilot.app.screen.aside = "The conference", "health visitor"
        await pilot.pause()
        first = look(pilot.app).splitlines()[0]
        assert first.startswith("  The conference")
        assert first.endswith("health visitor")


async def test_a_sentence_is_said_until_the_next_key(bench: Make, look: Look) -> None:
    """What is said stands above the bottom line and goes with the next key."""
    async with bench(
        ChoiceList([Choice("a", "A"), Choice("b", "B", disabled="B is for the chair")])
    ).run_test() as pilot:
        await pilot.press("down", "enter")
        assert look(pilot.app).splitlines()[-2].strip() == "B is for the chair"
        await pilot.press("up")
        assert "B is for the chair" not in look(pilot.app).splitlines()[-2]


class First(CpsimScreen[None]):
    """A screen with a way back."""

    def body(self) -> ComposeResult:
        """Back."""
        yield ChoiceList([BACK])


@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_esc_and_the_visible_back_do_the_same(key: str, bench: Make) -> None:
    """Esc goes back, and so does the choice named Back."""
    async with bench(Say("under")).run_test() as pilot:
        under = pilot.app.screen
        await pilot.app.push_screen(First())
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.screen is under


async def test_the_first_screen_stays(bench: Make) -> None:
    """Esc on the first screen leaves it where it is."""
    async with bench(ChoiceList([BACK])).run_test() as pilot:
        under = pilot.app.screen
        await pilot.press("escape", "enter")
        assert pilot.app.screen is under


@pytest.mark.parametrize("key", ["f2", "ctrl+l"])
async def test_blanking_hides_everything_at_once(key: str, bench: Make, look: Look) -> None:
    """One key blanks even while somebody types; the key that ends it does nothing else."""
    async with bench(Field("Reason"), screen=None).run_test() as pilot:
        pilot.app.screen.heading = "Private papers"
        await pilot.press("a", key)
        await pilot.pause()
        assert look(pilot.app).split() == ["Any", "key", "brings", "the", "screen", "back."]
        await pilot.press("b")
        await pilot.pause()
        assert pilot.app.screen.query_one(Field).said.text == "a"
        assert "Private papers" in look(pilot.app)


async def test_a_paste_or_a_click_reaches_nothing_while_blanked(bench: Make) -> None:
    """A paste is dropped, and a click only brings the screen back."""
    async with bench(Field("Reason"), ChoiceList([Choice("a", "A")])).run_test() as pilot:
        await pilot.press("f2")
        pilot.app.post_message(events.Paste("pasted"))
        await pilot.pause()
        assert pilot.app.blanked
        assert pilot.app.screen.query_one(Field).said.text == ""
        pilot.app.post_message(
            events.MouseDown(None, 4, 4, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=4, screen_y=4)
        )
        await pilot.pause()
        assert not pilot.app.blanked


@pytest.mark.parametrize("made", [First, lambda: Ask("Sure?"), lambda: Message("News", "something")])
async def test_nothing_that_comes_meanwhile_uncovers(
    made: Callable[[], Any], bench: Make, look: Look
) -> None:
    """A screen or dialog that opens while the screen is blanked is covered from its first frame."""
    async with bench(Say("under")).run_test() as pilot:
        await pilot.press("f2")
        await pilot.app.push_screen(made())
        await pilot.pause()
        assert look(pilot.app).split() == ["Any", "key", "brings", "the", "screen", "back."]
        await pilot.press("x")
        await pilot.pause()
        assert "Back" in look(pilot.app) or "Sure?" in look(pilot.app) or "News" in look(pilot.app)


async def test_a_small_window_asks_to_be_larger(bench: Make, look: Look) -> None:
    """Below 60 by 20 nothing is shown and no key acts; a larger window brings everything back."""
    chosen = ChoiceList([Choice("a", "A"), Choice("b", "B")])
    async with bench(chosen).run_test() as pilot:
        await pilot.press("down")
        for small in ((59, 24), (80, 19), (20, 5), (1, 1)):
            await pilot.resize_terminal(*small)
            await pilot.press("up")
            await pilot.pause()
            assert "Bench" not in look(pilot.app)
            if small[0] >= 30:
                assert "larger" in look(pilot.app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "Bench" in look(pilot.app)
        assert chosen.highlighted == "b"


async def test_a_small_window_can_still_be_left(bench: Make) -> None:
    """Who cannot enlarge the window leaves with Ctrl+Q, without a question nobody could read."""
    async with bench(Say("words")).run_test(size=(40, 10)) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app.return_code == 0
