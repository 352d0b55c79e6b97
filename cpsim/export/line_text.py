"""Styled lines as plain text for whoever reads in a terminal or a file: wrapped, set in, without tones."""

import textwrap
from collections.abc import Iterable

from cpsim.present.prose import BLANK, Line, Tone


def as_text(lines: Iterable[Line], width: int) -> str:
    """The lines wrapped to `width` columns, each ended by a line feed, at most one of them empty in a row.

    A heading stands in capitals, since nothing else can tell it from the rest.
    """
    rows: list[str] = []
    for line in lines:
        if line != BLANK:
            rows += _rows(line, width)
        elif rows and rows[-1]:
            rows.append("")
    return "".join(f"{row}\n" for row in rows).rstrip("\n") + "\n" if rows else ""


def _rows(line: Line, width: int) -> list[str]:
    words = line.text.upper() if [tone for _words, tone in line.parts] == [Tone.HEAD] else line.text
    hang = line.indent if line.hang is None else line.hang
    first, later = (" " * min(columns, width // 2) for columns in (line.indent, hang))
    wrapped = textwrap.wrap(
        words, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False
    )
    return wrapped or [""]
