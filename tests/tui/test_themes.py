"""Colours that can be read, and meaning that does not rest on them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rich.color import Color
from rich.segment import Segment
from textual import events

from cpsim.tui import themes
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.help import Help
from cpsim.tui.dialogs.palette import Palette
from cpsim.tui.lines import Tone, line
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.field import Editor, Field
from cpsim.tui.widgets.form import Form, Pick
from cpsim.tui.widgets.radio_row import Answer, RadioRow
from cpsim.tui.widgets.rests_on import RestsOn
from cpsim.tui.widgets.text_view import Say, TextView

Make = Callable[..., Any]
EDGES = ("▌", "▐")
LEAST = 4.5
"""Contrast of text to its ground, as WCAG 2.2 asks for at level AA (1.4.3)."""


def luminance(colour: Color) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    assert colour.triplet is not None
    parts = [part / 255 for part in colour.triplet]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(segment: Segment) -> float:
    """The contrast of one painted piece of text."""
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    both = sorted((luminance(style.color), luminance(style.bgcolor)))
    return (both[1] + 0.05) / (both[0] + 0.05)


def words_of(strips: Any) -> Iterator[Segment]:
    """The painted pieces that hold letters or digits."""
    for strip in strips:
        for segment in strip:
            if any(character.isalnum() for character in segment.text):
                yield segment


def page() -> list[Any]:
    """Every widget in every state it can show at once."""
    row = RadioRow(
        "Missing", [Answer("1", "one"), Answer("2", "two", hint="hint")], note="note", id="missing"
    )
    row.show_missing(on=True)
    return [
        Say(*(line((tone.value, tone)) for tone in Tone)),
        ChoiceList(
            [
                Choice("a", "Open", hint="hint", mark="said", key="o"),
                Choice("b", "Closed", disabled="reason"),
            ],
            limit=1,
            marked="a",
        ),
        row,
        RadioRow("Taken", [Answer("1", "one"), Answer("2", "two")], value="1", id="taken"),
        Pick("Pick", [Choice("a", "A")], limit=1, id="pick"),
        Field("Field", limit=10, hint="hint", id="field"),
    ]


@pytest.mark.parametrize("theme", list(themes.NAMES))
async def test_every_word_stands_out_from_its_ground(theme: str, bench: Make, painted: Any) -> None:
    """Every painted word reaches the contrast that is asked for, wherever the keyboard is."""
    app = bench(*page(), theme=theme)
    async with app.run_test(size=(100, 44)) as pilot:
        app.screen.aside = app.screen.heading = "title"
        app.screen.next_key = ("Enter", "go on")
        for _ in range(6):
            app.screen.say("something to notice")
            await pilot.pause()
            for segment in words_of(painted(app)):
                assert contrast(segment) >= LEAST, (segment.text, segment.style)
            await pilot.press("tab", "down")
        app.screen.query_one(Editor).focus()
        app.screen.query_one(Editor).post_message(events.Paste("words to select"))
        await pilot.press("f7")
        await pilot.pause()
        for segment in words_of(painted(app)):
            assert contrast(segment) >= LEAST, (segment.text, segment.style)


@pytest.mark.parametrize("theme", list(themes.NAMES))
@pytest.mark.parametrize(
    "made", [lambda: Ask("Sure?", "more"), lambda: Palette(""), lambda: Help("Help", ["words"])]
)
async def test_every_word_of_a_dialog_stands_out(theme: str, made: Any, bench: Make, painted: Any) -> None:
    """What stands in the box of a dialog, and its bottom line, reach the same contrast."""
    app = bench(theme=theme)
    async with app.run_test() as pilot:
        await app.push_screen(made())
        await pilot.pause()
        for segment in words_of(painted(app)[1:]):
            assert contrast(segment) >= LEAST, (segment.text, segment.style)


async def test_themes_change_while_running(bench: Make, painted: Any) -> None:
    """Every theme can be chosen at any time and paints everything anew."""
    app = bench(*page())
    async with app.run_test(size=(100, 44)) as pilot:
        grounds = set()
        for theme in themes.NAMES:
            app.theme = theme
            await pilot.pause()
            grounds.add(painted(app)[-3]._segments[-1].style.bgcolor)
            for segment in words_of(painted(app)):
                assert contrast(segment) >= LEAST
        assert len(grounds) == len(themes.NAMES)


async def test_without_colour_everything_is_still_told_apart(
    bench: Make, painted: Any, look: Callable[[Any], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR leaves no colour at all; the marked row is shown by a sign and in reverse."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = bench(*page())
    async with app.run_test(size=(100, 44)) as pilot:
        await pilot.pause()
        segments = [segment for strip in painted(app) for segment in strip]
        assert all(segment.style is None or segment.style.color is None for segment in segments)
        assert all(segment.style is None or segment.style.bgcolor is None for segment in segments)
        marked = [segment for segment in segments if segment.style is not None and segment.style.reverse]
        assert "Open" in "".join(segment.text for segment in marked)
        assert "›" in look(app)
        assert "not now: reason" in look(app)
        assert "(not answered yet)" in look(app)


@pytest.mark.parametrize("theme", list(themes.NAMES))
async def test_a_field_has_edges_that_can_be_seen(theme: str, bench: Make, painted: Any) -> None:
    """Where one may type is marked off at both sides, with the contrast asked for of such parts (1.4.11)."""
    app = bench(Field("Field", rows=3), Field("Other"), theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        edges = [segment for strip in painted(app) for segment in strip if segment.text in EDGES]
        assert len(edges) == 2 * (3 + 1)
        for edge in edges:
            assert contrast(edge) >= 3, edge


@pytest.mark.parametrize("theme", list(themes.NAMES))
async def test_nothing_is_painted_beside_what_does_not_scroll(theme: str, bench: Make, painted: Any) -> None:
    """A text that stands whole in its window has no stripe at its right."""
    app = bench(TextView(["One line."]), theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = list(painted(app))[2:20]
        grounds = {segment.style.bgcolor for strip in rows for segment in strip if segment.style is not None}
        assert len(grounds) == 1


@pytest.mark.parametrize("columns", range(60, 76, 3))
async def test_no_word_touches_a_scrollbar(columns: int, bench: Make, painted: Any) -> None:
    """Between words and the bar of a list or a form that scrolls there is a free cell, at every width."""
    words = "a few words of no more than five or so letters each " * 3
    form = Form(
        *(
            RadioRow(words, [Answer(str(n), words, hint=words) for n in range(3)], id=f"q{m}")
            for m in range(4)
        ),
        RestsOn(words, [Choice("a", words)], limit=1, value=("a",), id="rests"),
    )
    listed = ChoiceList([Choice(str(n), words, hint=words) for n in range(20)], classes="whole")
    for widget in (form, listed):
        app = bench(widget)
        async with app.run_test(size=(columns, 24)) as pilot:
            await pilot.pause()
            assert widget.max_scroll_y > 0
            column = widget.region.right - 2
            rows = [strip.crop(column, column + 1).text for strip in painted(app)[1:-1]]
            assert set(rows) <= {" "}, rows


def test_an_unknown_theme_is_the_dark_one(bench: Make) -> None:
    """A theme that no longer exists does not stop the program."""
    assert bench(theme="gone").theme == themes.DARK
