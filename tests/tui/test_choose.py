"""The dialog that takes several, or at most one."""

from collections.abc import Callable
from typing import Any

import pytest

from cpsim.tui.dialogs.choose import ChooseSome
from cpsim.tui.widgets.choice_list import Choice
from cpsim.tui.widgets.text_view import Say

Make = Callable[..., Any]
Look = Callable[[Any], str]
LETTERS = [Choice(name, name.upper()) for name in "abcd"]


async def ask(bench: Make, *keys: str, **options: Any) -> tuple[list[Any], str]:
    """What the dialog answered after `keys`, and what stood on the screen."""
    given: list[Any] = []
    app = bench(Say("words"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ChooseSome("Which?", LETTERS, **options), given.append)
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        return given, "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("enter", "down", "enter", "end", "enter"), ("a", "b")),
        (("enter", "down", "enter", "down", "down", "down", "enter"), ("a", "b")),
        (("enter", "enter", "down", "space", "end", "end", "enter"), ("b",)),
        (("end", "enter"), ()),
        (("enter", "end", "down", "enter"), None),
        (("enter", "escape"), None),
    ],
)
async def test_enter_marks_and_done_ends(
    keys: tuple[str, ...], answer: tuple[str, ...] | None, bench: Make
) -> None:
    """Who knows only the arrows, Enter and Esc marks what they mean, and ends when they say so."""
    given, _seen = await ask(bench, *keys, limit=3)
    assert given == [answer]


async def test_enter_alone_ends_nothing(bench: Make) -> None:
    """A group of one does not come about by pressing Enter; the bottom line names both keys."""
    given, seen = await ask(bench, "enter", limit=3, least=2)
    assert given == []
    assert "1 marked; at least 2, at most 3." in seen
    assert "Enter - unmark, End - done" in seen
    given, seen = await ask(bench, "enter", "end", "enter", limit=3, least=2)
    assert given == []
    assert "Mark at least 2." in seen


async def test_one_too_many_leads_to_the_end(bench: Make) -> None:
    """Where as many are marked as may be, that is said and the mark goes to Done."""
    keys = ("enter", "down", "enter", "down", "enter")
    given, seen = await ask(bench, *keys, limit=2)
    assert given == []
    assert "At most 2 can be marked" in seen
    assert "› Done" in seen
    assert (await ask(bench, *keys, "enter", limit=2))[0] == [("a", "b")]


@pytest.mark.parametrize(
    ("keys", "marked", "answer"),
    [
        (("down", "enter"), (), ("b",)),
        (("down", "space"), (), ("b",)),
        (("down", "enter"), ("c",), ("d",)),
        (("enter",), ("c",), ("c",)),
        (("down", "down", "enter"), ("c",), ()),
        (("end", "down", "down", "enter"), ("c",), None),
    ],
)
async def test_where_one_may_be_taken_enter_takes_it(
    keys: tuple[str, ...], marked: tuple[str, ...], answer: tuple[str, ...] | None, bench: Make
) -> None:
    """Enter takes it and closes; what was taken before can be given up or left."""
    given, _seen = await ask(bench, *keys, limit=1, marked=marked)
    assert given == [answer]


async def test_a_list_that_goes_on_below_says_so(bench: Make, look: Look) -> None:
    """The edge of the box names it as long as something is below, and no longer; short lists say nothing."""
    long = [Choice(f"c{number}", f"Card {number}") for number in range(40)]
    app = bench(Say("words"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ChooseSome("Which?", long, limit=3))
        for _ in range(4):
            await pilot.pause()
        assert "↓ more below" in look(app)
        await pilot.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        for _ in range(4):
            await pilot.pause()
        assert "Card 39" in look(app)
        assert "more below" not in look(app)
        await pilot.press("escape")
        app.push_screen(ChooseSome("Which?", LETTERS, limit=3))
        for _ in range(4):
            await pilot.pause()
        assert "more below" not in look(app)


async def test_nothing_of_the_screen_behind_stands_beside_a_box(bench: Make, look: Look) -> None:
    """Where the window is narrow the box takes all of it: single letters beside it say nothing to anybody."""
    app = bench(Say(*["x" * 76] * 20))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ChooseSome("Which?", LETTERS, limit=3))
        for _ in range(4):
            await pilot.pause()
        rows = look(app).splitlines()
        box = [row for row in rows if "│" in row]
        assert box
        assert all(row.startswith("│") and row.endswith("│") for row in box)
