"""After a sitting no living part of the program but the log and its ballot holds what was seen and written there.

What is promised is that screens and widgets are dropped. Freed memory is not overwritten, and caches that
measure words may keep some until others take their place: neither can be reached from the keyboard.
"""

import asyncio
import gc
from pathlib import Path

import pytest
from keyboard_player import program
from table_player import Sitting, TablePlayer
from textual.screen import Screen
from textual.widget import Widget

from cpsim.tui.screens.ballot import BallotScreen
from cpsim.tui.screens.hand_over import UNCOVER
from cpsim.tui.widgets.field import Field

pytestmark = pytest.mark.slow
TAKEN_BACK = "Zinnia quartz was taken back"
PLAIN = (int, float, bytes, type, str)


def holders(words: str) -> set[str]:
    """The kinds of all living objects that hold a text with `words`, found from everything the collector knows."""
    todo = gc.get_objects()
    seen = {id(one) for one in todo}
    found = set()
    for one in todo:  # grows while it is gone through
        for part in gc.get_referents(one):
            if isinstance(part, str) and words in part:
                found.add(f"{type(one).__module__}.{type(one).__qualname__}")
            elif id(part) not in seen and not isinstance(part, PLAIN):
                seen.add(id(part))
                todo.append(part)
    return found


async def test_no_living_object_of_a_sitting_is_left(tmp_path: Path) -> None:
    """No screen, widget, message or draft of it lives once the cover is back, and none holds what was taken back."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = TablePlayer(app, pilot, Sitting({"chair": "p1", "gp": "p2"}, notes=1, pace="short"))
        await player.begin()
        before = {id(one) for one in drawn()}
        await player.pick("sit:p2")
        await player.settle()
        await player.pick(UNCOVER)
        await player.settle()
        form = app.screen
        assert isinstance(form, BallotScreen)
        form.query_one("#reason", Field).take_keyboard()
        await player.type(TAKEN_BACK)
        await player.settle()
        assert "textual.document._edit.Edit" in holders(TAKEN_BACK)
        await player.press(*["backspace"] * len(TAKEN_BACK))
        await player._fill(form.query_one("Form"))  # type: ignore[arg-type]
        await player.settle()
        await player.press("enter")  # seal it
        await player.settle()
        await player.pick("done")
        await player.settle()
        del form
        for _ in range(10):
            await asyncio.sleep(0.05)
            gc.collect()
            strangers = [
                type(one).__name__
                for one in drawn()
                if id(one) not in before and not in_front(one, app.screen_stack)
            ]
            if not strangers and not ours(holders(TAKEN_BACK)):
                break
        assert strangers == []
        assert ours(holders(TAKEN_BACK)) == set()


def drawn() -> list[Widget]:
    """Every living part of an interface."""
    return [one for one in gc.get_objects() if isinstance(one, Widget)]


def in_front(part: Widget, stack: list[Screen[object]]) -> bool:
    """Whether `part` belongs to one of the screens there are."""
    return part in stack or any(above in stack for above in part.ancestors)


def ours(kinds: set[str]) -> set[str]:
    """Those of the program or of its interface; what is left are caches of measured words."""
    return {one for one in kinds if one.startswith(("cpsim.", "textual."))}
