"""The second wall: nothing but printable text leaves for the terminal.

Text from people is cleaned when it enters; this stands behind that, at the last place every
painted character passes. It knows characters only and never looks at who wrote them.
"""

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

JOINERS = frozenset("\u200c\u200d")
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters by their class that print as nothing, so that text can hide behind them."""
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
MARKS = 3
"""At most so many combining marks on one character; more of them run over the lines above."""
NO_STYLE = Style()


@lru_cache(4096)
def _guarded(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        kind = unicodedata.category(character)
        if kind in ("Mn", "Me"):
            marks += 1
            if marks <= MARKS:
                kept.append(character)
            continue
        if character not in JOINERS:
            marks = 0
        if (kind in UNSAFE and character not in JOINERS) or character in FILLERS:
            # What took room on the line keeps it, or the rest of the line would move.
            kept.append("\ufffd" * max(0, cell_len(character)))
        else:
            kept.append(character)
    return "".join(kept)


def guarded(text: str) -> str:
    """`text` without anything a terminal obeys, reorders or hides; the same width in cells."""
    if text.isascii() and text.isprintable():
        return text
    return _guarded(text)


class Wall(LineFilter):
    """A filter for every painted segment: unsafe characters and hyperlinks do not pass."""

    def apply(self, segments: list[Segment], background: "Color") -> list[Segment]:
        """Give back `segments` with safe text, without links and without control codes."""
        return [
            segment
            if segment.style is not None
            and segment.style.link is None
            and segment.control is None
            and segment.text.isascii()
            and segment.text.isprintable()
            else self._mended(segment)
            for segment in segments
        ]

    def _mended(self, segment: Segment) -> Segment:
        style = NO_STYLE if segment.style is None else segment.style
        if style.link is not None:
            style = style.update_link(None)
        return Segment(guarded(segment.text), style)


class NoColour(LineFilter):
    """For NO_COLOR: paint without any colour; attributes such as bold and reverse stay."""

    def apply(self, segments: list[Segment], background: "Color") -> list[Segment]:
        """Give back `segments` with the terminal's own colours."""
        return [
            Segment(text, None if style is None else _colourless(style), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _colourless(style: Style) -> Style:
    return Style(bold=style.bold, italic=style.italic, underline=style.underline, reverse=style.reverse)
