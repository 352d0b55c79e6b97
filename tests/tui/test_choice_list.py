"""Lists to choose from."""

from collections.abc import Callable
from typing import Any

import pytest

from cpsim.tui.lines import line
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.text_view import Say

Make = Callable[..., Any]
Look = Callable[[Any], str]
FRUIT = [
    Choice("a", "Apple", hint="green"),
    Choice("b", "Bread", disabled="sold out"),
    Choice("c", "Cheese", key="c"),
]


class Heard(ChoiceList):
    """A list that keeps what it said."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.told: list[Any] = []

    def post_message(self, message: Any) -> bool:
        """Keep the lists' own messages."""
        if type(message).__qualname__.startswith("ChoiceList."):
            self.told.append(message)
        return super().post_message(message)


async def test_arrows_move_and_enter_chooses(bench: Make, look: Look, size: tuple[int, int]) -> None:
    """The mark moves with the arrows and stays at the ends; Enter tells the id."""
    menu = Heard([FRUIT[0], FRUIT[2]])
    async with bench(menu).run_test(size=size) as pilot:
        assert "› Apple" in look(pilot.app)
        await pilot.press("down", "down", "enter")
        assert "› c  Cheese" in look(pilot.app)
        assert [one.id for one in menu.told if isinstance(one, ChoiceList.Chosen)] == ["c"]
        await pilot.press("home")
        assert menu.highlighted == "a"


async def test_what_is_not_open_says_why(bench: Make, look: Look) -> None:
    """A closed choice stands in the list with its reason and is refused with it."""
    menu = Heard(FRUIT)
    async with bench(menu).run_test() as pilot:
        assert "not now: sold out" in look(pilot.app)
        await pilot.press("down", "enter")
        assert [(type(one), one.reason) for one in menu.told if isinstance(one, ChoiceList.Refused)] == [
            (ChoiceList.Refused, "sold out")
        ]
        assert not [one for one in menu.told if isinstance(one, ChoiceList.Chosen)]


async def test_a_letter_of_its_own_chooses(bench: Make) -> None:
    """A choice with a key is chosen by it from anywhere in the list."""
    menu = Heard(FRUIT)
    async with bench(menu).run_test() as pilot:
        await pilot.press("c")
        assert menu.told[-1].id == "c"


async def test_several_are_marked_up_to_the_limit(bench: Make, look: Look) -> None:
    """Enter and Space mark and unmark; one too many is refused in words and leads on; End leads on as well."""
    menu = Heard([Choice(name, name.upper()) for name in "xyz"], limit=2)
    async with bench(menu).run_test() as pilot:
        assert "Enter - mark, End - done" in look(pilot.app)
        await pilot.press("enter", "down", "space")
        assert "Enter - unmark, End - done" in look(pilot.app)
        await pilot.press("down", "enter")
        assert menu.marked == ("x", "y")
        assert "At most 2 can be marked" in look(pilot.app)
        assert [one.way for one in menu.told if isinstance(one, ChoiceList.Edge)] == [1]
        await pilot.press("up", "enter", "down", "enter", "end")
        assert menu.marked == ("x", "z")
        assert menu.highlighted == "z"
        assert [one.way for one in menu.told if isinstance(one, ChoiceList.Edge)] == [1, 1]
        assert not [one for one in menu.told if isinstance(one, ChoiceList.Chosen)]
        assert "[x] X" in look(pilot.app)
        assert "[ ] Y" in look(pilot.app)


async def test_where_one_may_be_taken_enter_takes_it(bench: Make, look: Look) -> None:
    """A list with a limit of one shows what was taken before, and is done with Enter."""
    menu = Heard([Choice(name, name.upper()) for name in "xyz"], limit=1, marked=["y"])
    async with bench(menu).run_test() as pilot:
        assert "[x] Y" in look(pilot.app)
        await pilot.press("end", "enter")
        assert [(one.id, one.marked) for one in menu.told if isinstance(one, ChoiceList.Chosen)] == [
            ("z", ("y",))
        ]


async def test_headings_are_passed_by(bench: Make, look: Look) -> None:
    """A heading stands above its choices, is never under the mark, and comes into sight with its first."""
    menu = Heard(
        [Choice(f"{head}{n}", f"{head} {n}", under=f"Under {head}" if n == 0 else "")
         for head in ("A", "B", "C") for n in range(12)],
        classes="whole",
    )  # fmt: skip
    async with bench(menu).run_test() as pilot:
        met = [menu.highlighted]
        for _ in range(35):
            await pilot.press("down")
            met.append(menu.highlighted)
        assert met == [choice.id for choice in menu.choices]
        await pilot.press(*["up"] * 23)
        assert menu.highlighted == "B0"
        rows = look(pilot.app).splitlines()
        here = next(number for number, row in enumerate(rows) if "› B 0" in row)
        assert rows[here - 1].strip() == "Under B"
        await pilot.press("home")
        assert "Under A" in look(pilot.app)
        await pilot.click(menu, offset=(4, 0))
        assert not [one for one in menu.told if isinstance(one, ChoiceList.Chosen)]


async def test_the_mouse_chooses_and_marks(bench: Make) -> None:
    """A click on a row chooses it; on the second row of a choice too."""
    menu = Heard(FRUIT)
    async with bench(menu).run_test() as pilot:
        await pilot.click(menu, offset=(5, 1))
        assert menu.told[-1].id == "a"
        await pilot.click(menu, offset=(5, 4))
        assert menu.told[-1].id == "c"


async def test_other_choices_keep_the_mark_where_it_was(bench: Make, look: Look) -> None:
    """New choices keep the mark on the same id, or near the place it had."""
    menu = ChoiceList([Choice(name, name) for name in "abcd"])
    async with bench(menu).run_test() as pilot:
        menu.highlight("c")
        menu.set_choices([Choice(name, name) for name in "xcy"])
        assert menu.highlighted == "c"
        menu.set_choices([Choice("p", "p"), Choice("q", "q")])
        await pilot.pause()
        assert menu.highlighted == "q"
        assert "› q" in look(pilot.app)
        menu.set_choices([])
        await pilot.press("down", "enter", "space", "end")
        assert menu.highlighted is None


async def test_hints_stand_beside_where_there_is_room_and_below_where_not(bench: Make, look: Look) -> None:
    """Two columns where the labels leave room for the hints, one below the other where they do not."""
    wide = ChoiceList([Choice("a", "Short", hint="beside it")], beside=True)
    narrow = ChoiceList(
        [Choice("b", "A label that is much too long for two columns " * 2, hint="below it")], beside=True
    )
    async with bench(wide, narrow).run_test() as pilot:
        rows = look(pilot.app).splitlines()
        assert any("Short   beside it" in row for row in rows)
        assert any(row.strip() == "below it" for row in rows)


@pytest.mark.parametrize("roomy", [False, True])
async def test_a_long_list_scrolls_to_the_mark(roomy: bool, bench: Make, look: Look) -> None:
    """The marked choice is always in sight, and leaving the list keeps it in sight."""
    menu = ChoiceList(
        [Choice(str(n), f"Number {n}", hint="words") for n in range(60)], classes="whole", roomy=roomy
    )
    async with bench(menu).run_test() as pilot:
        for key, expected in (("end", 59), ("home", 0), ("pagedown", 8), ("pagedown", 16), ("pageup", 8)):
            await pilot.press(key)
            assert menu.highlighted == str(expected)
            assert f"  › Number {expected} " in look(pilot.app).replace("\n", " \n")


async def test_a_list_in_a_page_pulls_the_page_along(bench: Make, look: Look) -> None:
    """Where the page scrolls and not the list, the marked choice still comes into sight."""
    from textual.containers import VerticalScroll

    menu = ChoiceList([Choice(str(n), f"Number {n}") for n in range(60)])
    async with bench(VerticalScroll(Say(*(line("above") for _ in range(5))), menu)).run_test() as pilot:
        menu.focus()
        await pilot.press("end")
        await pilot.pause()
        assert "› Number 59" in look(pilot.app)
        await pilot.press("home")
        await pilot.pause()
        assert "› Number 0\n" in look(pilot.app)


async def test_only_the_rows_that_changed_are_painted(bench: Make) -> None:
    """Moving the mark asks for the two rows it touched, not for the whole list."""
    menu = ChoiceList([Choice(str(n), f"Number {n}") for n in range(15)])
    async with bench(menu).run_test() as pilot:
        asked: list[Any] = []
        menu.refresh = lambda *regions, **options: asked.extend(regions)  # type: ignore[assignment, method-assign]
        await pilot.press("down")
        assert sorted(region.y for region in asked) == [0, 1]
