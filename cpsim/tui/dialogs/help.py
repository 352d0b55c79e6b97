"""What this screen is for and what the keys do, from the one action table."""

from typing import Any, ClassVar

from cpsim.tui.actions import Action, actions_at
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.lines import Line, Span, Tone, Words, line
from cpsim.tui.widgets.frame import CpsimScreen

COLUMN = 16
"""Cells for the names of the keys."""


class Help(Reader):
    """The help of one screen."""

    PLACE: ClassVar[str] = "Help"

    @classmethod
    def of(cls, screen: CpsimScreen[Any]) -> "Help":
        """The help of `screen`: its own sentences, then its keys."""
        own: list[Line | Words] = []
        for sentence in screen.ABOUT:
            own += [sentence, ""]
        return cls("Help", [*own, line(("The keys", Tone.STRONG)), "", *key_lines(screen.KEYS_OF)])


def key_lines(place: str) -> list[Line]:
    """One line for every action of `place` that has a key."""
    return [_key_line(action) for action in actions_at(place) if action.shown]


def _key_line(action: Action) -> Line:
    name = action.shown.ljust(COLUMN - 2) + "  "
    return line(Span(name, Tone.ACCENT), action.help, hang=COLUMN)
