"""Hostile text in every widget, shown letter for letter and never obeyed."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.widget import Widget

from cpsim.model.said import clean
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.message import Message
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.lines import Tone, line
from cpsim.tui.wall import guarded
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.field import Field
from cpsim.tui.widgets.form import Pick
from cpsim.tui.widgets.radio_row import Answer, RadioRow
from cpsim.tui.widgets.text_view import Say, TextView

Make = Callable[..., Any]
MARKUP = (
    "[/]", "[/x]", "[b]risk[/b]", "[risk]", "[link=http://a.b]x[/link]", "[@click=app.quit]x[/]",
    "[@click=app.screenshot('leak.svg')]x[/]", "[bold red]", "\\[b]", '[x="', ":smile:", "{0}%s$x", "[[", "# h *e*",
)  # fmt: skip
ESCAPES = (
    "\x1b]0;title\x07", "\x1b]52;c;c2VjcmV0\x07", "\x1b[2J\x1b[H", "\x1b[?1049l", "\x9b31mred", "\x9d0;x\x9c",
    "\x7f\x08\x00", "\u202etxt\u2066", "\u200b\ufeff", "\U000e0041", "a" + "\u0301" * 500, "\r\n\r", "\x1b]8;;u\x1b\\",
)  # fmt: skip


def everywhere(words: Any) -> list[Widget]:
    """Every widget, with the words wherever it takes words."""
    return [
        Say(words, line((words, Tone.WARN))),
        ChoiceList(
            [Choice("a", words, hint=words, mark=words), Choice("b", words, disabled=words)], beside=True
        ),
        RadioRow(words, [Answer("1", words), Answer("2", words, hint=words)], note=words, id="row"),
        Pick(words, [Choice("a", words, hint=words)], limit=1, id="pick"),
        Field(words, hint=words, value=clean(str(words)), id="field"),
        TextView([words]),
    ]


async def assert_safe(
    make: Callable[[], Any], words: str, size: tuple[int, int], look: Any, painted: Any
) -> None:
    """The words are shown, and nothing painted is anything but text."""
    app = make()
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        screen.heading = screen.aside = screen.place = words
        screen.next_key = ("Enter", words)
        screen.say(words)
        await pilot.pause()
        for strip in painted(app):
            for text, style, control in strip:
                assert guarded(text) == text
                assert control is None
                assert style is None or style.link is None
        await pilot.press("tab", "down", "enter", "space")
        await pilot.click(offset=(6, 4))
        await pilot.pause()
        assert app.screen is screen
        assert app.return_code is None


@pytest.mark.parametrize("words", MARKUP)
async def test_markup_is_shown_letter_for_letter(
    words: str, bench: Make, look: Callable[[Any], str], painted: Any
) -> None:
    """Brackets, links, actions and picture names stand on the screen as they were written."""
    app = bench(*everywhere(clean(words)))
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        assert look(app).count(words) >= 12
    await assert_safe(lambda: bench(*everywhere(clean(words))), words, (80, 24), look, painted)


@pytest.mark.parametrize("words", ESCAPES, ids=range(len(ESCAPES)))
@pytest.mark.parametrize("wrapped", [clean, str], ids=["said", "ours"])
async def test_escapes_never_reach_the_terminal(
    words: str, wrapped: Callable[[str], Any], bench: Make, look: Any, painted: Any
) -> None:
    """What a terminal would obey is gone, whether or not it was cleaned before."""
    await assert_safe(lambda: bench(*everywhere(wrapped(words))), words, (80, 24), look, painted)


@pytest.mark.parametrize("words", ["[/x]", "[@click=app.quit]x[/]", "\x1b]52;c;c2VjcmV0\x07"])
@pytest.mark.parametrize(
    "made", [lambda w: Ask(w, w, yes=w), lambda w: Message(w, w, go_on=w), lambda w: Reader(w, [w])]
)
async def test_dialogs_are_no_way_round(words: str, made: Any, bench: Make, painted: Any) -> None:
    """A dialog shows hostile words as safely as a screen does."""
    app = bench(Say("under"))
    async with app.run_test() as pilot:
        await app.push_screen(made(words))
        await pilot.pause()
        for strip in painted(app):
            assert guarded(strip.text) == strip.text


async def test_a_toast_becomes_a_sentence_of_the_frame(bench: Make, look: Callable[[Any], str]) -> None:
    """Textual's notify reads markup; here it says the words on the frame."""
    async with bench(Say("words")).run_test(notifications=True) as pilot:
        pilot.app.notify("[/x] saved")
        await pilot.pause()
        assert "[/x] saved" in look(pilot.app)
