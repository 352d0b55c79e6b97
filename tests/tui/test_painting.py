"""How little is painted and laid out for one key: what makes every screen quick."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from textual.geometry import Region

from cpsim.tui.app import GuardedApp
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.field import Field
from cpsim.tui.widgets.form import Form
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.radio_row import Answer, RadioRow
from cpsim.tui.widgets.text_view import Say, TextView

Make = Callable[..., Any]
YES_NO = (Answer("yes", "Yes"), Answer("no", "No"))
NUMBERED = [f"Line {number}." for number in range(100)]


class Work:
    """What the screen in front was asked to do meanwhile."""

    def __init__(self) -> None:
        self.layouts = 0
        self.painted: list[Region] = []


@contextmanager
def watched(app: GuardedApp) -> Iterator[Work]:
    """Count the layouts of the screen in front, and keep the regions it paints."""
    work, screen = Work(), app.screen
    lay_out, paint = screen._refresh_layout, screen._compositor.render_update

    def laying_out(*args: Any, **options: Any) -> None:
        work.layouts += 1
        lay_out(*args, **options)

    def painting(**options: Any) -> Any:
        work.painted += screen._compositor._dirty_regions
        return paint(**options)

    screen._refresh_layout = laying_out  # type: ignore[method-assign]
    screen._compositor.render_update = painting  # type: ignore[method-assign,assignment]
    yield work
    del screen._refresh_layout, screen._compositor.render_update


async def test_the_keyboard_goes_on_without_the_whole_screen(bench: Make) -> None:
    """From one question to the next, the two questions and the bottom line are painted, nothing else."""
    rows = [RadioRow(f"Question {number}?", YES_NO, id=f"q{number}") for number in range(4)]
    async with bench(Form(*rows)).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        with watched(pilot.app) as work:
            await pilot.press("down")
            await pilot.pause()
        bottom = pilot.app.screen.query_one("#bottom")
        wanted = Region.from_union([rows[0].region, rows[1].region])
        assert work.painted
        assert all(
            wanted.contains_region(part) or bottom.region.contains_region(part) for part in work.painted
        )
        assert not work.layouts


async def test_moving_the_mark_paints_two_rows(bench: Make) -> None:
    """The row the mark leaves and the row it comes to are painted, nothing is laid out."""
    listed = ChoiceList([Choice(str(number), f"Choice {number}") for number in range(10)])
    async with bench(listed).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        with watched(pilot.app) as work:
            await pilot.press("down")
            await pilot.pause()
        assert sum(part.area for part in work.painted) == 2 * listed.region.width
        assert not work.layouts


async def test_typing_lays_nothing_out(bench: Make) -> None:
    """A letter paints the field; the label above it keeps its room."""
    async with bench(Form(Field("Why?", rows=3, id="why"))).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        with watched(pilot.app) as work:
            await pilot.press("a", "b")
            await pilot.pause()
        assert work.painted
        assert not work.layouts


async def test_turning_a_page_lays_nothing_out(bench: Make) -> None:
    """A text that scrolls, and the menu under it that tells the page, keep the room they have."""
    text = TextView(NUMBERED)
    async with bench(
        text, Menu(text, choices=[Choice("on", "Go on", after_reading=True)])
    ).run_test() as pilot:
        await pilot.pause()
        with watched(pilot.app) as work:
            await pilot.press("pagedown", "enter")
            await pilot.pause()
        assert text.scroll_offset.y == 2 * (text.size.height - 1)
        assert not work.layouts


async def test_rows_are_painted_once(bench: Make) -> None:
    """A row that was painted before is given again as it is, when it comes back into sight."""
    text = TextView(NUMBERED)
    async with bench(text, Menu(text, choices=[Choice("on", "Go on")])).run_test() as pilot:
        await pilot.pause()
        first = text.render_lines(text.size.region)[3]
        await pilot.press("pagedown")
        await pilot.pause()
        away = text.render_lines(text.size.region)[3]
        await pilot.press("pageup")
        await pilot.pause()
        assert away is not first
        assert text.render_lines(text.size.region)[3] is first


async def test_other_words_take_other_room(bench: Make) -> None:
    """More rows push down what stands below; as many rows, or the same words, move nothing."""
    say, below = Say("One."), Say("Below.")
    async with bench(say, below).run_test() as pilot:
        await pilot.pause()
        before = below.region.y
        with watched(pilot.app) as work:
            say.set_lines("Two.")
            await pilot.pause()
            say.set_lines("Two.")
            await pilot.pause()
        assert not work.layouts
        assert below.region.y == before
        say.set_lines("One.", "Two.", "Three.")
        await pilot.pause()
        assert below.region.y == before + 2
