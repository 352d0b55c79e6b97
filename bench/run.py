"""Measure the program beside its peers in one run and write the figures into bench/README.md.

python -m bench.run [--rounds N] [--presses N] [--conferences N] [--dry]
"""

import argparse
import os
import platform
from pathlib import Path

from bench.inside import BARE, PARSER, WHOLE, folding, growing, reading, storing
from bench.measures import Row, Throughput, conferences, first_paint, key_to_screen, start_up

README = Path(__file__).resolve().parent / "README.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def main() -> None:
    """Run every measurement, print the tables and keep them unless told not to."""
    parser = argparse.ArgumentParser(description="Measure cpsim beside its peers.")
    parser.add_argument("--rounds", type=int, default=15, help="interleaved rounds of starting each program")
    parser.add_argument("--presses", type=int, default=100, help="keys pressed on each screen")
    parser.add_argument("--conferences", type=int, default=200, help="conferences to simulate")
    parser.add_argument("--acts", type=int, default=1000, help="acts stored one by one")
    parser.add_argument("--dry", action="store_true", help="print the tables and leave the README alone")
    options = parser.parse_args()
    tables = "\n\n".join(
        (
            machine(),
            starting(start_up(options.rounds)),
            painting(first_paint(options.rounds)),
            pressing(key_to_screen(options.presses)),
            simulating(conferences(options.conferences)),
            compared("A case from its files", by_name(reading(options.rounds)), {WHOLE: (PARSER, None)}),
            stored(by_name(storing(options.acts))),
            long_logs(growing(), folding()),
        )
    )
    print(tables)
    if not options.dry:
        keep(tables)


def machine() -> str:
    """One line on what it was measured on."""
    what = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{what}, Python {platform.python_version()}."


def starting(rows: list[Row]) -> str:
    """From command to end, with the two ratios that are held."""
    bars: dict[str, tuple[str, float | None]] = {
        "cpsim --version": ("python -c pass", 2.0),
        "cpsim check scenarios/jayden": ("import textual.app", 1.5),
    }
    return compared("Starting a command, to its end", by_name(rows), bars)


def by_name(rows: list[Row]) -> dict[str, Row]:
    """Rows by what they are called, in their order."""
    return {row.name: row for row in rows}


def painting(rows: list[Row]) -> str:
    """From exec to the first complete screen; the bar against a peer is half of its time."""
    home = by_name(rows)["cpsim, home screen"]
    lines = [head("First complete screen, 120x40", "ms, median [min..max]", "home screen takes", "at most")]
    for name, row in by_name(rows).items():
        bar = {"Textual hello": 1.5, "harlequin": 0.5, "posting": 0.5}.get(name)
        ratio = f"{home.median / row.median:.2f} x this" if bar else ""
        lines.append(cells(name, span(row), ratio, f"{bar} x" if bar else ""))
    return "\n".join(lines)


def compared(title: str, rows: dict[str, Row], bars: dict[str, tuple[str, float | None]]) -> str:
    """A table of times in which some rows are shown as, or held to, a multiple of another row."""
    lines = [head(title, "ms, median [min..max]", "ratio", "at most")]
    for name, row in rows.items():
        if name in bars:
            base, bar = bars[name]
            ratio = f"{row.median / rows[base].median:.2f} x {base}"
            lines.append(cells(name, span(row), ratio, f"{bar} x" if bar else ""))
        else:
            lines.append(cells(name, span(row), "", ""))
    return "\n".join(lines)


def pressing(rows: list[Row]) -> str:
    """From a key to the end of the first repaint, screen by screen."""
    lines = [head("Key to screen, 120x40", "p50 ms (at most 10)", "p95 ms (at most 33)", "keys that painted")]
    lines += [
        cells(row.name, f"{row.median:.1f}", f"{row.at(0.95):.1f}", str(len(row.times))) for row in rows
    ]
    return "\n".join(lines)


def simulating(found: Throughput) -> str:
    """Whole conferences a second."""
    title = head("Simulated conferences", "a second, one core", "at least", "aim")
    return f"{title}\n{cells(f'jayden, {found.events} events each', f'{found.rate:.0f}', '30', '100')}"


def stored(rows: dict[str, Row]) -> str:
    """An act that is on the disk before anybody sees it, beside a bare row with the same promise."""
    bare = rows[BARE]
    lines = [head("On the disk before it is shown", "p50 ms", "p99 ms", "ratio p50, p99", "aim")]
    for name, row in rows.items():
        ratio = (
            f"{row.median / bare.median:.2f} x, {row.at(0.99) / bare.at(0.99):.2f} x"
            if row is not bare
            else ""
        )
        lines.append(cells(name, f"{row.median:.2f}", f"{row.at(0.99):.2f}", ratio, "1.3 x" if ratio else ""))
    return "\n".join(lines)


def long_logs(grown: list[tuple[int, Row, Row]], folded: tuple[int, float]) -> str:
    """What a log of one, ten and a hundred conferences costs, and how fast the fold itself is."""
    lines = [head("Events in the log", "opened again, ms", "ms a thousand events", "one more act, ms")]
    for events, opening, acting in grown:
        each = f"{opening.median / events * 1000:.0f}"
        lines.append(cells(str(events), span(opening), each, f"{acting.median:.2f}"))
    events, rate = folded
    return "\n".join(
        (*lines, "", f"The fold alone, all seats' views kept, {events} events: {rate:,.0f} events a second.")
    )


def span(row: Row) -> str:
    """A row's median and range."""
    return f"{row.median:.1f} [{min(row.times):.1f}..{max(row.times):.1f}]"


def head(*titles: str) -> str:
    """The first two lines of a table."""
    return f"{cells(*titles)}\n{cells(*('---' for _ in titles))}"


def cells(*values: str) -> str:
    """One line of a table."""
    return f"| {' | '.join(values)} |"


def keep(tables: str) -> None:
    """Put the tables between the two marks of the README, in place of the last ones."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n{tables}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
