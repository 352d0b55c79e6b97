"""`cpsim export`: what one seat was given, in one of several formats, to a new file or to stdout.

It chooses the format and the place. What may be read is decided in `reading`; what each format
holds stands in the module of its name.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TextIO

from cpsim.export.exits import COULD_NOT, WELL
from cpsim.export.reading import Declined, Reading, use_reading
from cpsim.model.said import clean
from cpsim.present.tongue import _
from cpsim.store.protocol import Store, StoreProblem, Written

FORMS = ("jsonl", "csv", "summary", "summary-html")
"""The formats there are."""


def run_export(
    store: Store,
    session: str,
    form: str,
    seat: str | None,
    output: str | None,
    *,
    out: TextIO,
    err: TextIO,
) -> int:
    """Write `session` as `seat` was given it, in the format `form`, to a new file at `output` or to `out`.

    A new file goes on the session's list of what was made from it, where `cpsim erase` finds it.

    Gives the exit code: 0 written; 1 that seat's log is not to be had before the folders are open;
    2 there is no such seat, or it has to be named; 3 no such session, or it cannot be read or written.
    """

    def write(reading: Reading) -> int:
        text = text_of(form, reading)
        if output is None:
            _to_stdout(text, out)
            return WELL
        data = text.encode()
        path = Path(output)
        made = as_written(path, form, reading.seat.id, reading.stored, data, reading.erased)
        with _new_file(path) as file, _taken_back(store, session, made):
            # Noted before anything is in it, so that none is forgotten.
            _note(store, session, made, err)
            file.write(data)
        return WELL

    return use_reading(store, session, seat, err, write)


def text_of(form: str, reading: Reading) -> str:
    """The whole text of one format; a format is imported when it is asked for."""
    match form:
        case "jsonl":
            from cpsim.export.log import lines

            return "".join(lines(reading))
        case "csv":
            from cpsim.export.answers_csv import answers_csv

            return answers_csv(reading)
        case "summary":
            from cpsim.export.sheet_markdown import as_markdown
            from cpsim.export.summary import summary_sheet

            return as_markdown(summary_sheet(reading))
        case "summary-html":
            from cpsim.export.sheet_html import as_html
            from cpsim.export.summary import summary_sheet

            sheet = summary_sheet(reading)
            return as_html(sheet.title, [sheet], "summary")
        case _:
            raise ValueError(form)


def _to_stdout(text: str, out: TextIO) -> None:
    """Write UTF-8 with the line ends of the format, whatever the platform prefers."""
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    out.write(text)


def as_written(path: Path, form: str, seat: str, events: int, data: bytes, erased: int = 0) -> Written:
    """What is noted of a file with the bytes `data`, made from the first `events` events as `seat` was given them.

    `erased`: how many texts of those were erased by then.
    """
    # A folder may be reached by several names; the file is found again by the one that leads nowhere else.
    return Written(os.path.realpath(path), form, seat, events, sha256(data).hexdigest(), erased)


def _note(store: Store, session: str, file: Written, err: TextIO) -> None:
    """Note a file; where that cannot be, say so and go on."""
    try:
        store.note_written(session, file)
    except StoreProblem:
        unlisted = _(
            "Note: what was made from session {id} cannot be listed now, so cpsim erase will not find {path}.\n"
        )
        err.write(unlisted.format(id=session, path=clean(file.path, 400)))


@contextmanager
def _taken_back(store: Store, session: str, file: Written) -> Iterator[None]:
    """Where the file cannot be written, what was noted of it is taken back."""
    try:
        yield
    except OSError:
        with suppress(StoreProblem):
            store.note_written(session, replace(file, form=""))
        raise


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that was not there, for its owner alone; exit code 3 where that cannot be, and then there is none."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        sentence = _("{path} is there already, and nothing is overwritten. Name another file.")
        raise Declined(COULD_NOT, sentence.format(path=clean(str(path), 400))) from None
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
    except OSError as error:
        path.unlink(missing_ok=True)  # half a record looks like a whole one
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> Declined:
    sentence = _("{path} cannot be written: {why}.")
    return Declined(COULD_NOT, sentence.format(path=clean(str(path), 400), why=error.strerror or error))
