"""`cpsim export --format jsonl`: a session's log exactly as one seat was given it, an event a line.

It writes what was delivered to the seat and nothing of the store's envelope or of anybody's
audience. Who may have which seat's log is decided here; docs/log.md describes every line.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from cpsim.conference import events as e
from cpsim.conference.codec import CodecError, decode_content, decode_event, encode
from cpsim.conference.parts import Seat
from cpsim.conference.state import START, evolve
from cpsim.conference.view import Public
from cpsim.conference.visibility import Emission, reaches
from cpsim.export.exits import COULD_NOT, NO, USED_WRONGLY, WELL
from cpsim.model.framework import Framework
from cpsim.model.said import clean
from cpsim.model.words import Driver
from cpsim.present.tongue import _
from cpsim.store.protocol import Store, StoreProblem

FORMAT = 1
KIND = "cpsim-log"


class _Declined(Exception):
    """The log is not written: the exit code, and a sentence that says why."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def run_export(
    store: Store, session: str, seat: str | None, output: str | None, out: TextIO, err: TextIO
) -> int:
    """Write the log of `seat` (an id, or a role one seat holds; else the only person's seat) of `session`.

    It goes to a new file at `output`, or to `out`.
    Gives the exit code: 0 written; 1 that seat's log is not to be had before the folders are open;
    2 there is no such seat, or it has to be named; 3 no such session, or it cannot be read or written.
    """
    try:
        lines = log_lines(store, session, seat)
        if output is None:
            _exact(out)
            out.writelines(lines)
        else:
            _write(Path(output), lines)
    except _Declined as declined:
        err.write(f"{declined}\n")
        return declined.code
    except (StoreProblem, CodecError) as problem:
        err.write(f"{problem}\n")
        return COULD_NOT
    finally:
        store.leave(session)
    return WELL


def log_lines(store: Store, session: str, seat: str | None) -> list[str]:
    """The header and every event given to the seat, each a line of canonical JSON."""
    emissions = [Emission(decode_event(row.record), row.to) for row in store.rows(session)]
    if not emissions:
        raise _Declined(COULD_NOT, _("Session {id} ended before it began.").format(id=session))
    public = _public(emissions)
    reader = _reader(public, seat)
    _allow(reader, emissions)
    given = [emission.event for emission in emissions if reaches(emission, reader.id)]
    opened = next(event for event in given if isinstance(event, e.Opened))
    framework = decode_content(store.content(session)).framework
    return [_header(session, reader, opened, framework), *_numbered(given)]


def _public(emissions: Iterable[Emission]) -> Public:
    state = START
    for emission in emissions:
        if emission.to is None:
            state = evolve(state, emission)
    return state.public


def _reader(public: Public, named: str | None) -> Seat:
    """The seat that is meant; exit code 2 where that is none, or more than one."""
    if named is None:
        return _only([seat for seat in public.seats if seat.driver is Driver.PERSONS], public.seats)
    word = str(clean(named, 60))
    found = [seat for seat in public.seats if seat.id == word]
    found = found or [seat for seat in public.seats if seat.role == word]
    if not found:
        sentence = _("There is no seat {word} in this session. There are: {seats}.")
        raise _Declined(USED_WRONGLY, sentence.format(word=word, seats=_listed(public.seats)))
    return _only(found, found)


def _only(found: Sequence[Seat], choice: Sequence[Seat]) -> Seat:
    if len(found) != 1:
        raise _Declined(USED_WRONGLY, _("Name one seat with --as: {seats}.").format(seats=_listed(choice)))
    return found[0]


def _listed(seats: Iterable[Seat]) -> str:
    return ", ".join(f"{seat.id} ({seat.role or seat.kind})" for seat in seats)


def _allow(reader: Seat, emissions: Iterable[Emission]) -> None:
    """A person's own log at any time, and anybody else's once the folders lie open."""
    if reader.driver is Driver.PERSONS:
        return
    if any(isinstance(emission.event, e.FolderOpened) for emission in emissions):
        return
    sentence = _(
        "The log of {seat} is not to be had yet: no person plays that seat, and its papers are opened at"
        " the debrief."
    )
    raise _Declined(NO, sentence.format(seat=_listed([reader])))


def _header(session: str, reader: Seat, opened: e.Opened, framework: Framework) -> str:
    """What the lines are, and the public rules that the arithmetic of the judgements needs."""
    scale = framework.scale
    asked = [ask.only_if_status for ask in framework.after.asks if ask.item == "category"]
    header = {
        "format": FORMAT,
        "kind": KIND,
        "session": session,
        "seat": reader.id,
        "framework": opened.framework,
        "digest": opened.digest,
        "rules": {
            "levels": [level.value for level in framework.levels],
            "threshold": framework.threshold,
            "category": framework.category_choice,
            "category_only_if": next(iter(asked), None),
            "scale": None if scale is None else [scale.low, scale.high],
        },
    }
    return json.dumps(header, ensure_ascii=False, separators=(",", ":")) + "\n"


def _numbered(given: Iterable[e.Event]) -> Iterator[str]:
    """The events in the seat's own numbering, names and versions beside them."""
    for number, event in enumerate(given, 1):
        yield f'{{"n":{number},"name":"{event.NAME}","version":{event.VERSION},"event":{encode(event)}}}\n'


def _exact(out: TextIO) -> None:
    """The log is UTF-8 with line feeds, whatever the terminal or the platform prefers."""
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8", errors="strict", newline="\n")


def _write(path: Path, lines: Iterable[str]) -> None:
    """Write a file that was not there; exit code 3 where that cannot be."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
    except FileExistsError:
        sentence = _("{path} is there already, and nothing is overwritten. Name another file.")
        raise _Declined(COULD_NOT, sentence.format(path=clean(str(path), 400))) from None
    except OSError as error:
        sentence = _("{path} cannot be written: {why}.")
        why = error.strerror or str(error)
        raise _Declined(COULD_NOT, sentence.format(path=clean(str(path), 400), why=why)) from error
