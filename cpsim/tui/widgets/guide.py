"""What the bottom line says of the part that has the keyboard: the one next key, and what it does there."""

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from cpsim.tui.lines import Words, plain

NextKey = tuple[str, Words]
"""A key as a person reads it, and what it does: `("Enter", "go on")`."""


@dataclass
class Guide(Message):
    """The next key, or what it does, may be another one now; the frame asks again."""


class Guided(Widget):
    """A part that takes the keyboard and says what the next key does there."""

    def next_key(self) -> NextKey | None:
        """The next key and what it does; None leaves it to the screen."""
        return None


def doing(label: Words) -> str:
    """A label inside a sentence: "Put items forward" becomes "put items forward"; "GP" stays."""
    words = plain(label)
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
