"""Text from people: one frozen type, made by `clean()` at every entry.

Whatever a person typed, pasted, sent or put into a pack is a `Said` before anything else sees
it, so no other part of the program has to think of escape sequences, bidi marks or markup.
"""

import re
import unicodedata
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


MARKS = 3
"""Combining marks kept on one character: enough for every living script's usual words, too few to climb."""

_LINE_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
# Letters and marks that are drawn as nothing.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def clean(text: str, limit: int = 2000, *, lines: bool = False) -> Said:
    """Make a `Said` of `text`: what a reader sees is all there is, and no terminal obeys any of it.

    At most `limit` characters are kept, composed (NFC). Line ends of every kind become one newline
    where `lines`, a space otherwise. Other control characters become their picture (ESC becomes
    U+241B), so nothing is hidden. Bidi controls, tags, fillers and other format characters are
    removed; joiners stay after a letter, mark or symbol, where Persian, Hindi and emoji need them.
    At most `MARKS` combining marks stay on a character. Surrogates, private use and unassigned
    characters become U+FFFD. Cleaning twice changes nothing more; nothing raises.
    """
    # Cut before anything else; composing shortens a text to a third at the most.
    text = _LINE_ENDS.sub("\n" if lines else " ", text[: 3 * limit])
    if not (text.isascii() and text.isprintable()):
        # Composing sorts marks in quadratic time, so towers of them are thinned first; taking
        # characters out can bring a letter and a mark together, so it is composed again.
        text = unicodedata.normalize("NFC", _sifted(text, 4 * MARKS))
        text = unicodedata.normalize("NFC", _sifted(text, MARKS))
    return Said.stored(text[:limit])


def _sifted(text: str, marks: int) -> str:
    """`text` without what must not be shown and with at most `marks` combining marks a character."""
    kept: list[str] = []
    before = ""  # the Unicode category of the last character kept
    room = 0  # how many more marks may follow; none where there is no character to carry them
    for char in text:
        kind = unicodedata.category(char)
        shown = char
        if char == "\n":
            room = 0
        elif kind[0] == "M":
            shown = char if room and char not in _BLANKS else ""
            room -= bool(shown)
        elif char in _JOINERS:
            shown = char if before[:1] in ("L", "M", "S") else ""
        else:
            shown = _shown(char, kind)
            room = marks if shown else room
        if shown:
            kept.append(shown)
            before = kind if shown == char else "So"
    return "".join(kept)


def _shown(char: str, kind: str) -> str:
    """What stands for one character that is neither mark nor joiner; empty where it is left out."""
    if kind == "Cc":
        code = ord(char)
        if code < 0x20:
            return chr(0x2400 + code)
        return "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"
    if kind in ("Cs", "Co", "Cn"):
        return _UNKNOWN
    return "" if kind == "Cf" or char in _BLANKS else char
