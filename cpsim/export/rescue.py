"""`cpsim rescue`: what a damaged session's file and its side copy still hold, as a new session beside them.

Nothing that is there is changed or written over. What lies behind a gap goes into a file of its own, since a
conference cannot be carried on over events that nobody knows.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TextIO

from cpsim.conference import events as e
from cpsim.conference.codec import (
    ERASED,
    CodecError,
    Record,
    canonical,
    decode_content,
    decode_event,
    digest,
    encode_content,
)
from cpsim.export.exits import COULD_NOT, NO, WELL
from cpsim.export.exporting import as_written
from cpsim.model.content import Options
from cpsim.model.said import clean
from cpsim.model.words import Driver, SeatKind
from cpsim.present.tongue import _, plural
from cpsim.session import beside
from cpsim.store.protocol import StoreProblem, Written
from cpsim.store.rescued import free_name, other_content, whole_session, write_rescued, writing_alone
from cpsim.store.salvage import Event, Salvage, counted, salvage
from cpsim.store.sqlite import SqliteStore

REST = "rest"
"""The format of a file with events from behind a gap."""
MOST_NAMED = 12
"""So many missing events are named one by one, or range by range."""


def run_rescue(named: str, sessions: Path, seed: Callable[[], int], out: TextIO, err: TextIO) -> int:
    """Save what can be read of the session file `named`, or of the session of that id in the folder `sessions`.

    `seed` gives a new one, for a session whose own is lost. Says on `out` what was saved and where it is, and on
    `err` what is not there any more. Gives the exit code: 0 everything was saved, or nothing had to be; 1 some of
    it is lost; 3 there is no such file, somebody holds the session, or nothing can be written beside it.
    """
    file = _meant(named, sessions)
    if file is None:
        err.write(_("There is no file {name} to rescue a session from.\n").format(name=clean(named, 400)))
        return COULD_NOT
    try:
        with writing_alone(file):
            if file.suffix != ".bak" and whole_session(file, beside.is_whole):
                out.writelines(f"{line}\n" for line in _told_of_whole(file))
                return WELL
            found = salvage(file)
            if found is None:
                nothing = _("Nothing of a session can be read in {name} or in its side copy.\n")
                err.write(nothing.format(name=clean(str(file), 400)))
                return NO
            return _save(file, found, sessions, seed, out, err)
    except StoreProblem as problem:
        err.write(f"{problem}\n")
        return COULD_NOT
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        cannot = _("{name} cannot be rescued: {why}.\n")
        err.write(cannot.format(name=clean(str(file), 400), why=clean(str(why), 400)))
        return COULD_NOT


def _meant(named: str, sessions: Path) -> Path | None:
    """The file of that path, or of the session of that id.

    A side copy that is named is meant itself; where one of the two is gone, the other one is.
    """
    # An id is no path: with a stroke in it, it would lead out of the folder.
    by_id = [sessions / f"{named}.db"] if Path(named).name == named else []
    for path in (Path(named), *by_id):
        if not path.name:
            continue
        for one in (path, path.with_suffix(".db" if path.suffix == ".bak" else ".bak")):
            if one.is_file():
                return one.absolute()
    return None


def _save(
    file: Path, found: Salvage, sessions: Path, seed: Callable[[], int], out: TextIO, err: TextIO
) -> int:
    folder = file.parent
    name = free_name(folder, found.session)
    content = found.content or _content(found, folder)
    begun, anew = _begun(found, content, seed)
    behind = found.events[found.whole_to :]
    lines = [line for line in map(_line, behind) if line is not None]
    with _rest_written(folder, name, lines) as rest:
        if found.whole_to:
            meta = beside.bound(name, {**begun, "rescued": found.session})
            write_rescued(folder, name, found, content, meta)
    if rest is not None and found.whole_to:
        SqliteStore(folder).note_written(name, rest)
    unread = len(behind) - len(lines)
    told = _told(found, name, len(lines), unread)
    lost = [*_lost(found, unread), *anew]
    if content is None:
        lost.append(_("What it was played with is lost, so it can be neither read nor carried on."))
    out.writelines(f"{line}\n" for line in told)
    err.writelines(f"{line}\n" for line in lost)
    if found.whole_to and content is not None:
        out.write(f"{_way_on(name, folder, sessions)}\n")
    return NO if lost else WELL


def _told_of_whole(file: Path) -> list[str]:
    """That nothing had to be done, and whether the side copy would give something else."""
    lines = [_("Session {id} is whole, and nothing had to be rescued.").format(id=file.stem)]
    copied = counted(file, copied=True)
    if copied > counted(file):
        more = _("Its side copy holds more: {n} events. To rescue that one, name it: cpsim rescue {copy}")
        copy = clean(str(file.with_suffix(".bak")), 400)
        lines.append(more.format(n=copied, copy=copy))
    return lines


def _told(found: Salvage, name: str, rest: int, unread: int) -> list[str]:
    """What was saved, and where it is: `rest` events in a file of their own, and `unread` ones nowhere."""
    of = _("{some} of {all} events were rescued.")
    lines = [of.format(some=len(found.events) - unread, all=found.total)]
    if found.whole_to and (rest or unread):
        first = plural(
            "The first is in session {{name}}, whose chain holds up to there.",
            "The first {n} are in session {{name}}, whose chain holds up to there.",
            found.whole_to,
        )
        lines.append(first.format(name=name))
    elif found.whole_to:
        holds = _("They are in session {name}, whose chain holds from the first to event {last}.")
        lines.append(holds.format(name=name, last=found.whole_to))
    if rest:
        behind = plural(
            "{n} event from behind a gap is in {{file}}, for reading: nobody can carry on over a gap.",
            "{n} events from behind a gap are in {{file}}, for reading: nobody can carry on over a gap.",
            rest,
        )
        lines.append(behind.format(file=f"{name}.rest.jsonl"))
    return lines


def _lost(found: Salvage, unread: int) -> list[str]:
    """What is not there any more, or cannot be relied on; `unread` events behind a gap are in no file."""
    lines = []
    if found.missing:
        lines.append(_("Lost: {numbers}.").format(numbers=_ranges(found.missing)))
    if unread:
        lines.append(
            plural(
                "{n} event from behind a gap cannot be read, and is left out.",
                "{n} events from behind a gap cannot be read, and are left out.",
                unread,
            )
        )
    texts = sum(event.lost for event in found.events)
    if texts:
        gone = plural(
            "{n} text is lost; it reads as erased.", "{n} texts are lost; they read as erased.", texts
        )
        lines.append(gone)
    unsure = [number for number, event in zip(found.numbers, found.events, strict=True) if not event.checked]
    if unsure:
        lines.append(
            _("Not to be checked, since what came before is lost: {numbers}.").format(numbers=_ranges(unsure))
        )
    return lines


def _way_on(name: str, folder: Path, sessions: Path) -> str:
    if folder.resolve() == sessions.resolve():
        return _("Carry on with: cpsim resume {name}").format(name=name)
    move = _("To carry on, copy {name}.db into {folder}, then: cpsim resume {name}")
    return move.format(name=name, folder=clean(str(sessions), 400))


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in words: "events 9, 12 to 14"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first} to {last}" for first, last in runs[:MOST_NAMED]]
    more = len(runs) - MOST_NAMED
    listed = ", ".join(shown) + (f", {_('and others')}" if more > 0 else "")
    return plural("event {{numbers}}", "events {{numbers}}", len(numbers)).format(numbers=listed)


# ---- what lies beside the log, and what it was played with


def _begun(
    found: Salvage, content: bytes | None, seed: Callable[[], int]
) -> tuple[dict[str, str], list[str]]:
    """What the session was begun with, as it was, or made anew from its first event with a sentence about that."""
    for meta in found.metas:
        if beside.is_whole(found.session, meta):
            return meta, []
    known = {key: value for meta in reversed(found.metas) for key, value in meta.items()}
    title = str(decode_content(content).scenario.title) if content is not None else found.session
    known = {"title": title, "begun": "", "ended": "", **_from_opening(found), **known}
    if known.get("seed", "").isdecimal():
        return known, [_("What the list of sessions shows of it is lost in part, and was made anew.")]
    known["seed"] = str(seed())
    return known, [_("What decides chance in it is lost, so chance takes another course from here on.")]


def _from_opening(found: Salvage) -> dict[str, str]:
    """What the first event says of what a list shows."""
    opening = _opening(found)
    if opening is None:
        return {}
    known = {"begun": opening.date, "pack": opening.scenario}
    persons = [seat for seat in opening.seats if seat.driver is Driver.PERSONS]
    if any(seat.kind is SeatKind.FACILITATOR for seat in persons):
        return {**known, "table": str(len({seat.party for seat in persons if seat.role}))}
    return {**known, **{key: seat.role or "" for seat in persons[:1] for key in ("seat", "role")}}


def _opening(found: Salvage) -> e.Opened | None:
    for event in found.events[:1]:
        decoded = _decoded(event)
        if isinstance(decoded, e.Opened):
            return decoded
    return None


def _content(found: Salvage, folder: Path) -> bytes | None:
    """What the session was played with, from another session of the folder or from the pack as it is now.

    None where neither gives the very bytes that the session is pinned to.
    """
    if found.digest is None:
        return None
    other = other_content(folder, found.digest)
    if other is not None:
        return other
    opening = _opening(found)
    if opening is None:
        return None
    packs = [opening.scenario, *(meta["pack"] for meta in found.metas if "pack" in meta)]
    for pack in dict.fromkeys(packs):
        made = _from_pack(pack, opening, found.digest)
        if made is not None:
            return made
    return None


def _from_pack(pack: str, opening: e.Opened, wanted: str) -> bytes | None:
    """The pack with whichever options give the digest that is wanted."""
    from cpsim.packs import load_content

    content, _problems = load_content(pack, opening.framework, Options())
    if content is None:
        return None
    switches = ("authored", "scores", "names", "alone", "facilitated", "read_before")
    for card in content.scenario.cards:
        for chosen in product((True, False), repeat=len(switches)):
            options = Options(opening.pace, card.id, **dict(zip(switches, chosen, strict=True)))
            made = encode_content(replace(content, options=options))
            if digest(made) == wanted:
                return made
    return None


# ---- events behind a gap


@contextmanager
def _rest_written(folder: Path, name: str, lines: Sequence[str]) -> Iterator[Written | None]:
    """These lines in a file for its owner's eyes, as it may be noted; None and no file where there are none.

    It is there before the session is, and is taken away again where the session cannot be written.
    """
    if not lines:
        yield None
        return
    path = folder / f"{name}.rest.jsonl"
    data = "".join(f"{line}\n" for line in lines).encode()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield as_written(path, REST, "", 0, data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _line(event: Event) -> str | None:
    """The event as a line of JSON, with its number and the seats it was for; None where it cannot be read."""
    decoded = _decoded(event)
    if decoded is None:
        return None
    number, _act, _place, seats, *_rest = event.columns
    to = None if seats is None else tuple(json.loads(str(seats)))
    checked = "true" if event.checked else "false"
    return f'{{"number":{number},"checked":{checked},{canonical(decoded, to).decode().removeprefix("{")}'


def _decoded(event: Event) -> e.Event | None:
    """The event itself; None where what was found is none that this release knows."""
    _number, _act, _place, _seats, name, version, body, commitments, _at = event.columns
    try:
        texts = {word.place: word.text for word in event.words}
        words = tuple(
            None if promised is None else (texts.get(place) or ERASED)
            for place, promised in enumerate(json.loads(str(commitments)))
        )
        return decode_event(Record(str(name), int(str(version)), str(body), words))
    except (CodecError, ValueError, TypeError, KeyError):
        return None
