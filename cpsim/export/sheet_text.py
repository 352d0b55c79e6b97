"""A sheet as plain text of 80 columns, for whoever prints without a browser or reads in a terminal."""

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import assert_never

from cpsim.export.sheets import (
    Block,
    Choice,
    Columns,
    Entries,
    Entry,
    Form,
    Heading,
    Points,
    Room,
    Sheet,
    Side,
    Subheading,
    Table,
    Text,
)
from cpsim.present.prose import Words

WIDTH = 80
RULE = "=" * WIDTH
BOX = "[ ] "
NUMBER = 5
"""Columns that an item's number takes."""
OPEN = 2
"""Columns between cells, and before what belongs to the line above."""


def as_text(sheet: Sheet) -> str:
    """The whole sheet, each line ended by a line feed; no line is longer than 80 columns."""
    lines = [RULE, *_wrapped(str(sheet.title).upper()), *_wrapped(sheet.strap), *_wrapped(sheet.warning)]
    lines += [RULE, *_blocks(sheet.blocks), "", RULE, *_wrapped(sheet.foot)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _blocks(blocks: Iterable[Block]) -> list[str]:
    return [line for block in blocks for line in _block(block)]


def _block(block: Block) -> list[str]:  # noqa: PLR0911 - one answer for each kind of block
    match block:
        case Heading():
            title = _wrapped(str(block.words).upper())
            return ["", "", *title, "-" * max(map(len, title))]
        case Subheading():
            return ["", *_wrapped(block.words)]
        case Text():
            lead = f"{block.lead} " if block.lead else ""
            return ["", *_wrapped(f"{lead}{block.words}")]
        case Points():
            return ["", *(line for words in block.items for line in _wrapped(words, "- ", "  "))]
        case Entries():
            return [line for entry in block.items for line in _entry(entry)]
        case Choice():
            return _choice(block)
        case Room():
            return _room(block)
        case Table():
            return _table(block)
        case Side():
            return ["", "", RULE, *_wrapped(str(block.title).upper()), RULE]
        case Form():
            return _form(block)
        case Columns():
            return [line for part in block.parts for line in _blocks(part)]
        case _unreachable:
            assert_never(_unreachable)


def _wrapped(words: Words, first: str = "", later: str | None = None) -> list[str]:
    """The lines of a paragraph, the first and the later ones set in; at least one line."""
    rest = first if later is None else later
    return textwrap.wrap(str(words), WIDTH, initial_indent=first, subsequent_indent=rest) or [""]


def _entry(entry: Entry) -> list[str]:
    later = " " * NUMBER
    called = f"{entry.short}  [{entry.id}]" if entry.id else entry.short
    if entry.word:
        called = f"{entry.word.upper()}  {called}"
    lines = ["", *_wrapped(called, f"{entry.number:>{NUMBER - OPEN}}  ", later)]
    lines += _wrapped(entry.words, later)
    if entry.note:
        lines += _wrapped(f"({entry.note})", later)
    if entry.limit:
        lines += _wrapped(f"! {entry.limit}", later)
    return lines


def _choice(choice: Choice) -> list[str]:
    hint = f" ({choice.hint})" if choice.hint else ""
    return ["", *_wrapped(f"{choice.question}{hint}"), *_boxes(choice.options)]


def _form(form: Form) -> list[str]:
    """One time after the other, each with all its questions."""
    lines = []
    for column, head in enumerate(form.heads):
        lines += _block(Heading(head))
        for row in form.rows:
            cell = row.cells[column]
            if cell.options:
                lines += _choice(Choice(row.question, cell.options, row.hint))
            elif cell.lines:
                lines += _room(Room(row.question, cell.lines))
    return lines


def _boxes(options: Iterable[Words]) -> list[str]:
    """Options with a box before each, as many in a line as fit."""
    lines: list[str] = []
    row = ""
    for option in options:
        box = f"{row}  {BOX}{option}"
        if len(box) <= WIDTH:
            row = box
            continue
        lines += [row] if row else []
        *full, row = _wrapped(f"{BOX}{option}", " " * OPEN, " " * (OPEN + len(BOX)))
        lines += full
    return [*lines, row]


def _room(room: Room) -> list[str]:
    return ["", *_wrapped(room.label), *(["", "_" * WIDTH] * room.lines)]


def _table(table: Table) -> list[str]:
    """Columns as wide as they need to be; what does not fit wraps in the widest one."""
    rows = [tuple(map(str, row)) for row in (table.heads, *table.rows)]
    widths = _widths(rows)
    rule = "  ".join("-" * width for width in widths)
    head, *body = ["\n".join(_row(row, widths)) for row in rows]
    return ["", *head.split("\n"), rule, *(line for row in body for line in row.split("\n"))]


def _widths(rows: Sequence[tuple[str, ...]]) -> list[int]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    over = sum(widths) + OPEN * (len(widths) - 1) - WIDTH
    while over > 0 and max(widths) > 1:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        over -= 1
    return widths


def _row(row: tuple[str, ...], widths: list[int]) -> list[str]:
    cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    return [
        "  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True))
        for parts in zip_longest(*cells, fillvalue="")
    ]
