"""A page of some length to be read: it scrolls, and Enter puts it away."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.widgets.choice_list import BACK, ChoiceList
from cpsim.tui.widgets.frame import CpsimDialog
from cpsim.tui.widgets.text_view import Say, TextView


class Reader(CpsimDialog[None]):
    """A heading, a text that scrolls, and Back."""

    DEFAULT_CSS = """
    Reader > Body { width: 90; height: 90%; max-height: 90%; }
    Reader ChoiceList { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "back", "Back", show=False)]

    def __init__(self, heading: Words, lines: Iterable[Line | Words], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words, self._lines = heading, tuple(lines)
        self.next_key = ("Enter", "back")

    def body(self) -> ComposeResult:
        """The page."""
        yield Say(line((self._words, Tone.HEAD)), "")
        yield TextView(self._lines)
        yield ChoiceList([BACK])
