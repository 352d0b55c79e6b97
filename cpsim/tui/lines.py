"""Styled text for our widgets: spans of words, each with a tone, and wrapping by cell width.

A tone is a closed list, never a colour, and no text is ever read as markup.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rich.cells import cell_len, chop_cells

from cpsim.model.said import Said
from cpsim.tui.wall import guarded

Words = Said | str
"""What our widgets show: text from people, or a sentence of ours."""

TOKEN = re.compile(r"\n|[^\S\n\u00a0]+|[\S\u00a0]+")
"""Words, and the blanks and line breaks between them; a no-break space belongs to its word."""


class Tone(StrEnum):
    """How words are painted; each differs in more than colour or stands beside words that say it."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    HEAD = "head"
    ACCENT = "accent"
    WARN = "warn"
    CURSOR = "cursor"
    """What lies under the mark of a row that holds several things; it has a sign of its own beside it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its spans, and how many cells its first and its further rows stand in."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    hang: int = 0

    @property
    def text(self) -> str:
        """The words without their tones."""
        return "".join(span.text for span in self.spans)


def plain(words: Words) -> str:
    """The characters of `words`, safe for a terminal; line breaks stay."""
    text = words.text if isinstance(words, Said) else words
    if text.isascii() and text.isprintable():
        return text
    return "\n".join(guarded(part.expandtabs(4)) for part in text.split("\n"))


def line(*parts: Words | tuple[Words, Tone] | Span, indent: int = 0, hang: int | None = None) -> Line:
    """Make a line of words or (words, tone) pairs; `hang` indents further rows, as `indent` does if None."""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, Span):
            spans.append(part)
        elif isinstance(part, tuple):
            spans.append(Span(plain(part[0]), part[1]))
        else:
            spans.append(Span(plain(part)))
    return Line(tuple(spans), indent, indent if hang is None else hang)


def wrap(what: Line, width: int) -> list[tuple[int, tuple[Span, ...]]]:
    """Break a line into rows of at most `width` cells; gives (indent, spans) for each, at least one."""
    text = what.text
    room = max(1, width - what.indent)
    if "\n" not in text and cell_len(text) <= room:
        return [(what.indent, what.spans)]
    further = max(1, width - what.hang)
    rows: list[tuple[int, tuple[Span, ...]]] = []
    for start, end in _breaks(text, room, further):
        rows.append((what.hang if rows else what.indent, _cut(what.spans, start, end)))
    return rows


def _breaks(text: str, room: int, further: int) -> Iterator[tuple[int, int]]:
    """Where rows start and end: words stay whole while they fit, trailing blanks are left off."""
    start = end = used = 0
    for token in TOKEN.finditer(text):
        word = token.group()
        if word == "\n":
            yield start, end
            start = end = token.end()
            used, room = 0, further
            continue
        if word.isspace():
            used += cell_len(word)
            continue
        size = cell_len(word)
        if used + size > room and end > start:
            yield start, end
            start, used, room = token.start(), 0, further
        elif end == start and used + size > room:
            start, used = token.start(), 0
        position = token.start()
        if size > room:
            *full, rest = chop_cells(word, room)
            for piece in full:
                yield start, position + len(piece)
                position += len(piece)
                start, room = position, further
            size = cell_len(rest)
        used += size
        end = token.end()
    yield start, max(start, end)


def _cut(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    kept = []
    offset = 0
    for span in spans:
        first, last = max(start, offset), min(end, offset + len(span.text))
        if first < last:
            kept.append(Span(span.text[first - offset : last - offset], span.tone))
        offset += len(span.text)
    return tuple(kept)
