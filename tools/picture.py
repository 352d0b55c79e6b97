"""Draw docs/home.svg from the running program: `make picture`.

Starts cpsim on a real pseudo-terminal with an empty data folder, waits for the home screen and writes
what the terminal shows as text in an SVG, so that the picture can never be prettier than the program.
"""

import re
import tempfile
from html import escape
from itertools import groupby

from pyte.screens import Char

from bench.programs import ROOT, cpsim
from bench.terminal import running

TARGET = ROOT / "docs" / "home.svg"
SIZE = (80, 24)
MARKER = "Start alone"
CELL, LINE, FONT = 8.4, 18, 14
PAPER, INK = "#121212", "#e0e0e0"


def main() -> None:
    """Take the picture and say where it is."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(cpsim("--data", folder), None, SIZE) as terminal,
    ):
        terminal.seen(MARKER)
        terminal.settle()
        terminal.lines()
        rows = [[terminal.screen.buffer[y][x] for x in range(SIZE[0])] for y in range(SIZE[1])]
    TARGET.write_text(drawing(rows), encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")


def drawing(rows: list[list[Char]]) -> str:
    """The rows of a terminal as one SVG, a text element for each run of cells of one look."""
    width, height = SIZE[0] * CELL, SIZE[1] * LINE
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img"'
            ' aria-label="The home screen of cpsim in a terminal">'
        ),
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
        (
            f'<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{FONT}"'
            ' xml:space="preserve">'
        ),
    ]
    for y, row in enumerate(rows):
        parts += runs(y, row)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def runs(y: int, row: list[Char]) -> list[str]:
    """One row: a box where the background is not the paper's, and the words on it."""
    parts, x = [], 0
    for (fg, bg, bold), cells in groupby(row, key=look):
        text = "".join(cell.data for cell in cells)
        left, length = x * CELL, len(text) * CELL
        x += len(text)
        if bg != PAPER:
            parts.append(
                f'<rect x="{left:.1f}" y="{y * LINE}" width="{length:.1f}" height="{LINE}" fill="{bg}"/>'
            )
        if text.strip():
            weight = ' font-weight="bold"' if bold else ""
            place = f'x="{left:.1f}" y="{y * LINE + FONT}" textLength="{length:.1f}"'
            parts.append(f'<text {place} fill="{fg}"{weight}>{escape(text)}</text>')
    return parts


def look(cell: Char) -> tuple[str, str, bool]:
    """A cell's colours and weight, reversed where the terminal reverses."""
    fg, bg = colour(cell.fg, INK), colour(cell.bg, PAPER)
    return (bg, fg, cell.bold) if cell.reverse else (fg, bg, cell.bold)


def colour(name: str, default: str) -> str:
    """A true colour as SVG takes it: pyte keeps the six digits the program sent, or a plain name."""
    return f"#{name}" if re.fullmatch("[0-9a-f]{6}", name) else default


if __name__ == "__main__":
    main()
