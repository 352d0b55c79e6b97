"""Styled lines as plain data: what is said and in which tone, never how it is painted.

A tone never carries meaning alone; the words say the same without it.
"""

from dataclasses import dataclass
from enum import StrEnum

from cpsim.model.said import Said, clean

Words = Said | str
"""A person's words, already cleaned, or a sentence of ours."""


class Tone(StrEnum):
    """How a stretch of words is meant to look."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    HEAD = "head"
    ACCENT = "accent"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: stretches of words with their tones, and how far it is set in."""

    parts: tuple[tuple[Words, Tone], ...] = ()
    indent: int = 0
    hang: int | None = None
    """How far wrapped rows are set in; None means as far as the first."""

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(str(words) for words, _tone in self.parts)


BLANK = Line()


def prose(*parts: Words | tuple[Words, Tone], indent: int = 0, hang: int | None = None) -> Line:
    """Make a line of plain words and of `(words, tone)` pairs."""
    toned = tuple(part if isinstance(part, tuple) else (part, Tone.PLAIN) for part in parts)
    return Line(toned, indent, hang)


def head(words: Words) -> Line:
    """A heading."""
    return Line(((words, Tone.HEAD),))


def quiet(*words: Words, indent: int = 0) -> Line:
    """A line said under one's breath: where a thing is from, what a rule says."""
    return Line(tuple((part, Tone.QUIET) for part in words), indent)


_MARKS = (('"', '"'), ("'", "'"), ("\u201c", "\u201d"), ("\u2018", "\u2019"))


def unquoted(words: Words) -> Words:
    """Words for a sentence that sets quotation marks of its own: without those that stand round them all."""
    text = str(words)
    for opening, closing in _MARKS:
        inside = text[1:-1]
        if text[:1] == opening and text[-1:] == closing and inside and not {opening, closing} & set(inside):
            return clean(inside)
    return words
