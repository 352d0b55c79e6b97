"""What a printed sheet is made of: a closed list of blocks that text and HTML both know how to set.

Plain values; they say what stands on the paper and never how it looks. Words of people come as `Said`.
"""

from dataclasses import dataclass
from typing import ClassVar

from cpsim.present.prose import Words


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a sheet."""

    KIND: ClassVar[str] = "heading"
    words: Words


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading below a heading."""

    KIND: ClassVar[str] = "subheading"
    words: Words


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    KIND: ClassVar[str] = "text"
    words: Words
    lead: Words = ""
    """Words before it that stand out."""
    quiet: bool = False
    """Said under one's breath: where something is from."""


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    KIND: ClassVar[str] = "points"
    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered item: its short words, the whole of it, and remarks."""

    number: str
    short: Words
    words: Words
    note: Words = ""
    limit: Words = ""
    """What has to be known before it is passed on."""
    id: str = ""
    """What files call it, for whoever fills one in; on no slip."""
    word: str = ""
    """What its holder says with the number, so that it goes up."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Numbered items."""

    KIND: ClassVar[str] = "entries"
    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with boxes to tick."""

    KIND: ClassVar[str] = "choice"
    question: Words
    options: tuple[Words, ...]
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class Room:
    """Empty lines to write on."""

    KIND: ClassVar[str] = "room"
    label: Words
    lines: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of short cells under their heads."""

    KIND: ClassVar[str] = "table"
    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """The next side of the sheet, with its own title."""

    KIND: ClassVar[str] = "side"
    title: Words


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column of a form has beside a question: boxes to tick, or lines to write on, or neither."""

    options: tuple[Words, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a form with a cell for each column."""

    question: Words
    cells: tuple[Cell, ...]
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The same questions asked more than once: a column for each time."""

    KIND: ClassVar[str] = "form"
    heads: tuple[Words, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Things side by side on paper, and one after the other where there is no room for that."""

    KIND: ClassVar[str] = "columns"
    parts: tuple[tuple["Block", ...], ...]
    small: bool = False
    """For looking up, not for reading."""


Block = Heading | Subheading | Text | Points | Entries | Choice | Room | Table | Side | Form | Columns


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing to hand out."""

    id: str
    """What its file is called, without an ending."""
    title: Words
    strap: Words
    """One line about what it belongs to."""
    warning: Words
    """Whom it is for."""
    blocks: tuple[Block, ...]
    foot: Words
