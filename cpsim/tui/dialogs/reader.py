"""A page of some length to be read: Enter turns its pages, then puts it away."""

from collections.abc import Iterable
from dataclasses import replace

from textual.app import ComposeResult

from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.widgets.frame import CpsimDialog
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.menu import BACK_WHEN_READ, Menu
from cpsim.tui.widgets.text_view import Say, TextView


class Reader(CpsimDialog[None]):
    """A heading, a text that scrolls, and the way out of it: Back, or whatever it leads to."""

    DEFAULT_CSS = """
    Reader > Body { width: 90; height: 90%; max-height: 90%; }
    """

    def __init__(
        self,
        heading: Words,
        lines: Iterable[Line | Words],
        *,
        out: Words = BACK_WHEN_READ.label,
        id: str | None = None,
    ) -> None:
        """`out` is what the last choice is called; it closes the page whatever it is called."""
        super().__init__(id=id)
        self._words, self._lines = heading, tuple(lines)
        does = BACK_WHEN_READ.does if out == BACK_WHEN_READ.label else doing(out)
        self._out = replace(BACK_WHEN_READ, label=out, does=does)

    def body(self) -> ComposeResult:
        """The page."""
        yield Say(line((self._words, Tone.HEAD)), "")
        text = TextView(self._lines)
        yield text
        yield Menu(text, choices=[self._out])
