"""Long texts and paragraphs."""

from collections.abc import Callable
from typing import Any

from textual.geometry import Region

from cpsim.tui.lines import line
from cpsim.tui.widgets.choice_list import Choice
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.text_view import Say, TextView

Make = Callable[..., Any]
Look = Callable[[Any], str]
NUMBERED = [f"Line {n}." for n in range(100)]


async def test_it_scrolls_by_every_key(bench: Make, look: Look, size: tuple[int, int]) -> None:
    """Arrows, page keys, Space, Home and End bring every line into sight from the menu under the text."""
    view = TextView(NUMBERED)
    async with bench(view, Menu(view, choices=[Choice("on", "Go on")])).run_test(size=size) as pilot:
        await pilot.pause()
        assert "Line 0." in look(pilot.app)
        await pilot.press("end")
        assert "Line 99." in look(pilot.app)
        assert view.at_end
        await pilot.press("home", "down")
        assert "Line 0." not in look(pilot.app)
        assert "Line 1." in look(pilot.app)
        read = ""
        await pilot.press("home")
        for number in range(12):
            read += look(pilot.app)
            await pilot.press("pagedown" if number % 2 else "space")
        assert all(words in read for words in NUMBERED)


async def test_a_new_line_is_painted_where_empty_room_was(bench: Make, look: Look) -> None:
    """The first of new lines stands there too, in a text that is shorter than its place."""
    view = TextView(NUMBERED[:2], follow=True)
    async with bench(view, Menu(view, choices=[Choice("on", "Go on")])).run_test() as pilot:
        await pilot.pause()
        view.append("New words.", "Newer words.")
        await pilot.pause()
        seen = look(pilot.app)
        assert "New words." in seen
        assert "Newer words." in seen


async def test_it_follows_the_end_unless_scrolled_away(bench: Make, look: Look) -> None:
    """New lines pull a view along that is at its end, and leave one alone that is being read."""
    view = TextView(NUMBERED[:50], follow=True)
    async with bench(view, Menu(view, choices=[Choice("on", "Go on")])).run_test() as pilot:
        await pilot.pause()
        assert "Line 49." in look(pilot.app)
        view.append("New words.")
        await pilot.pause()
        assert "New words." in look(pilot.app)
        await pilot.press("home")
        view.append("Newer words.")
        await pilot.pause()
        assert "Line 0." in look(pilot.app)
        assert "Newer words." not in look(pilot.app)
        await pilot.press("end")
        assert "Newer words." in look(pilot.app)


async def test_a_sentence_said_below_does_not_push_the_last_line_off(bench: Make, look: Look) -> None:
    """What was said last may be the question that is open: it stays in sight, and nothing has to be read again."""
    view = TextView(NUMBERED[:50], follow=True)
    async with bench(
        view, Menu(view, choices=[Choice("on", "Go on", after_reading=True)])
    ).run_test() as pilot:
        await pilot.pause()
        pilot.app.screen.say("Papers are on the slips.")
        for _ in range(3):
            await pilot.pause()
        assert "Line 49." in look(pilot.app)
        assert "Go on" in look(pilot.app)
        await pilot.press("left")
        for _ in range(3):
            await pilot.pause()
        assert "Line 49." in look(pilot.app)
        assert view.at_end


async def test_a_new_width_keeps_the_line_that_was_on_top(bench: Make, look: Look) -> None:
    """After a resize the reader is still at the same words."""
    view = TextView([f"Line {n}. " + "word " * 30 for n in range(40)])
    async with bench(view).run_test() as pilot:
        await pilot.pause()
        first, _ = view.rows_of_part(20)
        view.scroll_to(y=first, animate=False)
        await pilot.pause()
        for width in (120, 62, 100):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            await pilot.pause()
            rows = [row for row in look(pilot.app).splitlines()[1:] if row.strip()]
            assert rows[0].strip().startswith("Line 20.")


async def test_appending_paints_the_new_rows_alone(bench: Make) -> None:
    """A line put at the end of a view with room asks for its own row and for no layout."""
    view = TextView(NUMBERED[:3])
    async with bench(view).run_test() as pilot:
        await pilot.pause()
        asked: list[Any] = []
        laid_out: list[Any] = []
        view._set_dirty = lambda *regions: asked.extend(regions)  # type: ignore[method-assign]
        pilot.app.screen._refresh_layout = lambda *args, **options: laid_out.append(args)
        view.append("Four.", line("Five."))
        await pilot.pause()
        assert asked == [Region(0, 3, view.size.width, 2)]
        assert not laid_out


async def test_lines_before_the_first_painting_are_kept(bench: Make, look: Look) -> None:
    """Lines appended before the view was ever shown are there when it is."""
    view = TextView(["One."])
    view.append("Two.")
    async with bench(view).run_test() as pilot:
        assert "One." in look(pilot.app)
        assert "Two." in look(pilot.app)


async def test_a_paragraph_is_as_high_as_its_words(bench: Make, size: tuple[int, int]) -> None:
    """A paragraph takes the rows its words need at the width, and changes with them."""
    say = Say("word " * 40)
    async with bench(say).run_test(size=size) as pilot:
        await pilot.pause()
        expected = -(-40 // ((size[0] - 4 + 1) // 5))
        assert say.size.height == expected
        say.set_lines("short")
        await pilot.pause()
        assert say.size.height == 1
        say.set_lines()
        await pilot.pause()
        assert say.size.height == 0
