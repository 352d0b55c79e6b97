"""A sheet as plain text of 80 columns, for whoever prints without a browser or reads in a terminal."""

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from string import ascii_uppercase
from typing import assert_never

from cpsim.export.sheets import (
    Block,
    Cell,
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
LEAST_ROOM = 30
"""Columns that are worth writing on behind a label; with less, the first line stands below it."""
RULED = "_" * WIDTH
OPEN = 2
"""Columns between cells, and before what belongs to the line above."""


def as_text(sheet: Sheet) -> str:
    """The whole sheet, each line ended by a line feed; no line is longer than 80 columns."""
    lines = [RULE, *_wrapped(str(sheet.title).upper()), *_wrapped(sheet.strap), *_wrapped(sheet.warning)]
    lines += [RULE, *_blocks(sheet.blocks), "", RULE, *_wrapped(sheet.foot)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _blocks(blocks: Iterable[Block]) -> list[str]:
    """Tight, so that a slip is few pages: air stands before what begins something, and nowhere else."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        begins = isinstance(block, Text) and not (block.quiet and isinstance(before, Text))
        if begins and not isinstance(before, Heading | Subheading | Side | None):
            lines.append("")
        lines += _block(block)
        before = block
    return lines


def _block(block: Block) -> list[str]:  # noqa: PLR0911 - one answer for each kind of block
    match block:
        case Heading():
            return ["", *_wrapped(str(block.words).upper())]
        case Subheading():
            return ["", *_wrapped(block.words)]
        case Text():
            lead = f"{block.lead} " if block.lead else ""
            return _wrapped(f"{lead}{block.words}")
        case Points():
            return [*(line for words in block.items for line in _wrapped(words, "- ", "  "))]
        case Entries():
            return ["", *(line for entry in block.items for line in _entry(entry))]
        case Choice():
            return _choice(block)
        case Room():
            return _room(block)
        case Table():
            return _table(block)
        case Side():
            return ["", RULE, *_wrapped(str(block.title).upper()), RULE]
        case Form():
            return _form(block)
        case Columns():
            lines = [line for part in block.parts for line in _blocks(part)]
            return ["", *lines] if block.small else lines
        case _unreachable:
            assert_never(_unreachable)


def _wrapped(words: Words, first: str = "", later: str | None = None) -> list[str]:
    """The lines of a paragraph, the first and the later ones set in; at least one line."""
    rest = first if later is None else later
    return textwrap.wrap(str(words), WIDTH, initial_indent=first, subsequent_indent=rest) or [""]


def _entry(entry: Entry) -> list[str]:
    """One paragraph: number and word first, since they are said aloud, then all there is to say of the item."""
    called = f"{entry.short} [{entry.id}]." if entry.id else f"{entry.short}."
    parts = [f"{entry.word.upper()}  {called}" if entry.word else called, str(entry.words)]
    if entry.note:
        parts.append(f"({entry.note})")
    if entry.limit:
        parts.append(f"! {entry.limit}")
    return _wrapped(" ".join(parts), f"{entry.number:>{NUMBER - OPEN}}  ", " " * NUMBER)


def _choice(choice: Choice) -> list[str]:
    hint = f" ({choice.hint})" if choice.hint else ""
    return [*_wrapped(f"{choice.question}{hint}"), *_boxes(choice.options)]


def _form(form: Form) -> list[str]:
    """Each question once, with a line of boxes or to write on for each time that it is asked.

    A time is a letter: the same answers stand there once, with a box for each time before them.
    """
    lettered = [f"{letter}. {head}" for letter, head in zip(ascii_uppercase, form.heads, strict=False)]
    lines = ["", *(line for head in lettered for line in _wrapped(head, later=" " * 3))]
    for row in form.rows:
        hint = f" ({row.hint})" if row.hint else ""
        lines += _wrapped(f"{row.question}{hint}")
        lines += _ticked(row.cells)
        lines += _written(row.cells)
    return lines


def _written(cells: Sequence[Cell]) -> list[str]:
    """Lines to write on, each with the letter of its time; where no time has more than one, they share a line."""
    letters = [ascii_uppercase[at] for at, cell in enumerate(cells) for _ in range(cell.lines)]
    if len(set(letters)) < len(letters):
        return [line for letter in letters for line in ("", f"  {letter}. ".ljust(WIDTH, "_"))]
    width = WIDTH // max(1, len(letters))
    return ["", "".join(f"  {letter}. ".ljust(width, "_") for letter in letters)] if letters else []


def _ticked(cells: Sequence[Cell]) -> list[str]:
    """The answers to tick, each with a box for every time it may be given, which the box names."""
    answers = dict.fromkeys(str(option) for cell in cells for option in cell.options)
    boxed = []
    for answer in answers:
        times = [at for at, cell in enumerate(cells) if answer in map(str, cell.options)]
        boxed.append("".join(f"{ascii_uppercase[at]}[ ]" for at in times) + f" {answer}")
    return _filled(boxed)


def _boxes(options: Iterable[Words]) -> list[str]:
    """Options with a box before each, as many in a line as fit."""
    return _filled([f"{BOX}{option}" for option in options])


def _filled(boxed: Iterable[str]) -> list[str]:
    """Answers with their boxes, as many in a line as fit; a long one goes on further in."""
    lines: list[str] = []
    row = ""
    for box in boxed:
        if row and len(row) + OPEN + len(box) <= WIDTH:
            row = f"{row}  {box}"
            continue
        lines += [row] if row else []
        *full, row = _wrapped(box, " " * OPEN, " " * (OPEN + len(BOX)))
        lines += full
    return [*lines, row] if row else lines


def _room(room: Room) -> list[str]:
    first, *more = _wrapped(room.label)[::-1]
    gap = WIDTH - len(first) - 1
    start = [*more[::-1], f"{first} {'_' * gap}"] if gap >= LEAST_ROOM else [*more[::-1], first, "", RULED]
    return ["", *start, *(["", RULED] * (room.lines - 1))]


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
