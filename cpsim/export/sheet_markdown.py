"""A sheet as Markdown, for whoever pastes it into a document. People's words stay text in every dialect.

Sheets with forms are for paper and have no Markdown.
"""

import re
from collections.abc import Iterable

from cpsim.export.sheets import Block, Columns, Heading, Points, Sheet, Side, Subheading, Table, Text
from cpsim.present.prose import Words

ANYWHERE = re.compile(
    r"([\\`*_\[\]<>|~$^{}#]|&(?=#|\w+;)|@(?=\w)|!(?=\[)|:(?=//|\w+:)|(?<=www)\.)", re.IGNORECASE
)
"""What begins markup, a link, a picture name or an entity in some dialect."""
AT_START = re.compile(r"([-+=]|\d{1,9}(?=[.)]))")
"""What makes a list or a heading of a line that begins with it."""


def as_markdown(sheet: Sheet) -> str:
    """The whole sheet, each paragraph on a line of its own; ValueError where a block is a form."""
    parts = [
        f"# {plain(sheet.title)}",
        plain(sheet.strap),
        f"> **{plain(sheet.warning)}**",
        *_blocks(sheet.blocks),
        "---",
        plain(sheet.foot),
    ]
    return "\n\n".join(parts) + "\n"


def plain(words: Words) -> str:
    """`words` on one line, with whatever Markdown would read in them taken as characters."""
    text = ANYWHERE.sub(r"\\\1", " ".join(str(words).split()))
    found = AT_START.match(text)
    if found is None:
        return text
    # Of a number its point is what makes the list.
    return f"{found[0]}\\{text[found.end() :]}" if found[0].isdigit() else f"\\{text}"


def _blocks(blocks: Iterable[Block]) -> list[str]:
    return [part for block in blocks for part in _block(block)]


def _block(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"## {plain(block.words)}"]
        case Side():
            return [f"## {plain(block.title)}"]
        case Subheading():
            return [f"### {plain(block.words)}"]
        case Text():
            lead = f"**{plain(block.lead)}**" if block.lead else ""
            return [" ".join(part for part in (lead, plain(block.words)) if part)]
        case Points():
            return ["\n".join(f"- {plain(words)}" for words in block.items)]
        case Table():
            return [_table(block)]
        case Columns():
            return [made for part in block.parts for made in _blocks(part)]
        case _:
            raise ValueError(block.KIND)


def _table(table: Table) -> str:
    rule = tuple("---" for _head in table.heads)
    rows = [tuple(plain(cell) for cell in row) for row in (table.heads, *table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))
