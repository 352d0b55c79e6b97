"""The last wall before the terminal."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from cpsim.model.said import clean
from cpsim.tui.wall import JOINERS, MARKS, UNSAFE, Wall, guarded

NASTY = "\x1b]0;x\x07\x9b31m\x7f\u202eabc\u2066\u200b\ufeff\U000e0041\u3164\ud800\u2028\r\n\t"


@given(st.text(st.one_of(st.characters(), st.sampled_from(NASTY)), max_size=60))
def test_nothing_a_terminal_obeys_passes(text: str) -> None:
    """No control, format, surrogate or separator character is left, and the width stays what it was."""
    kept = guarded(text)
    for character in kept:
        assert character in JOINERS or unicodedata.category(character) not in UNSAFE
    assert guarded(kept) == kept


@given(st.text(st.one_of(st.characters(), st.sampled_from(NASTY)), max_size=60))
def test_what_was_cleaned_passes_unchanged(text: str) -> None:
    """The wall alters nothing that was cleaned when it entered, so log and screen agree."""
    said = clean(text)
    assert guarded(said.text) == said.text


def test_marks_are_limited() -> None:
    """A pile of combining marks keeps the first few, and a new base begins anew."""
    assert guarded("a" + "\u0301" * 3000 + "b" + "\u0301") == "a" + "\u0301" * MARKS + "b\u0301"


@pytest.mark.parametrize("text", ["Zoë", "Łukasz", "نیما می‌خواهد", "क्षि", "שלום", "👨‍👩‍👧", "漢字"])
def test_names_and_scripts_pass(text: str) -> None:
    """Real names and scripts are left as they are."""
    assert guarded(text) == text


def test_links_and_control_codes_do_not_pass() -> None:
    """A segment loses its hyperlink and its control codes, and keeps its colour."""
    style = Style(color="red", link="https://example.org")
    (kept,) = Wall().apply([Segment("word\x1b", style, [(1,)])], Color(0, 0, 0))  # type: ignore[list-item]
    assert (kept.text, kept.control) == ("word", None)
    assert kept.style is not None
    assert kept.style.link is None
    assert kept.style.color == style.color


class Careless(Widget):
    """A widget that paints whatever it is given."""

    def render_line(self, y: int) -> Strip:
        """Everything a terminal would obey."""
        return Strip([Segment(NASTY[:-2], Style(link="https://example.org")), Segment("plain")])


async def test_the_wall_stands_behind_every_widget(
    bench: Callable[..., Any], painted: Callable[..., Any]
) -> None:
    """Even a widget that cleans nothing puts nothing on the terminal that it would obey."""
    async with bench(Careless()).run_test() as pilot:
        for strip in painted(pilot.app):
            for text, style, control in strip:
                assert control is None
                assert style is None or style.link is None
                assert guarded(text) == text
