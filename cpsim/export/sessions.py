"""`cpsim sessions`: what is stored here, one line a session, the newest first."""

from collections.abc import Mapping, Sequence
from typing import TextIO

from cpsim.export.exits import COULD_NOT, WELL
from cpsim.model.said import clean
from cpsim.present.outcome import day
from cpsim.present.tongue import _
from cpsim.session.beside import came
from cpsim.store.protocol import SessionMeta, Store, StoreProblem

GAP = "  "
LONGEST = 40
"""Characters of one cell; what a list shows is text from people."""


def run_sessions(store: Store, out: TextIO, err: TextIO) -> int:
    """Write the table of stored sessions; those that cannot be opened stand below it with the reason.

    Gives the exit code: 0, or 3 where the store cannot be read.
    """
    try:
        found = store.sessions()
    except StoreProblem as problem:
        err.write(f"{problem}\n")
        return COULD_NOT
    if not found:
        err.write(_("No session is stored here yet.\n"))
        return WELL
    # Within one minute the id decides, so that the order is the same every time.
    listed = sorted((one for one in found if one.problem is None), key=lambda one: one.id)
    listed.sort(key=lambda one: one.meta.get("begun", ""), reverse=True)
    if listed:
        heads = (_("id"), _("begun"), _("scenario"), _("role"), _("events"), _("where"))
        out.writelines(_table([heads, *(_row(one) for one in listed)]))
    for one in found:
        if one.problem is not None:
            cannot = _("{id}: cannot be opened. {why}\n")
            out.write(cannot.format(id=_cell(one.id), why=clean(one.problem, 400)))
    return WELL


def _row(one: SessionMeta) -> tuple[str, ...]:
    where = _("ended") if one.meta.get("ended") else one.meta.get("place", "")
    shown = (
        one.id,
        _when(one.meta.get("begun", "")),
        one.meta.get("title", ""),
        _who(one.meta),
        str(one.events),
        where,
    )
    return tuple(_cell(words) or "-" for words in shown)


def _who(meta: Mapping[str, str]) -> str:
    """Who sits there: how many people round one table, or the role of whoever plays alone."""
    number = came(meta)
    if number.isascii() and number.isdigit():
        return _("table of {n}").format(n=number)
    return meta.get("role", "")


def _when(begun: str) -> str:
    """As people write it: "Wed 30 Apr 2025 09:05" of the ISO minute that is stored."""
    date, mark, minute = begun.partition("T")
    return f"{day(date)} {minute}" if mark else day(date)


def _cell(words: str) -> str:
    return str(clean(words, LONGEST))


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The rows with every column as wide as its longest cell."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in rows
    ]
