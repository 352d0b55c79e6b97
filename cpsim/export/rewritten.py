"""Files that were made from a session and hold somebody's words: written anew without them, or deleted.

A file that is as it was written is made again from the log it was made from, and so holds what it held but for
the words. One that somebody changed since cannot be made again; it goes as a whole if the words are in it.
"""

import json
import os
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256
from html import unescape
from pathlib import Path
from tempfile import mkstemp

from cpsim.conference.codec import ERASED, TOMBSTONE, Word, decode_event, speaker
from cpsim.conference.events import EVENT_TYPES, Opened
from cpsim.export.exits import COULD_NOT
from cpsim.export.exporting import FORMS, text_of
from cpsim.export.reading import Declined, as_it_was_read, erased_in
from cpsim.export.rescue import REST
from cpsim.model.said import clean
from cpsim.present.tongue import _
from cpsim.store.protocol import Row, Store, Written


class Fate(Enum):
    """What becomes of a file."""

    ANEW = "anew"
    """It is written anew."""
    DELETED = "deleted"
    """Somebody changed it, and the words are in it, so it goes as a whole."""
    LEFT = "left"
    """Somebody changed it, and none of the words was found in it."""
    GONE = "gone"
    """It is not where it was written, and cannot be reached."""
    UNKNOWN = "unknown"
    """What is noted of it means nothing to this release, so what is in it cannot be told."""


@dataclass(frozen=True, slots=True)
class File:
    """A file with their words in it, or one that may be somewhere with their words in it."""

    written: Written
    fate: Fate
    text: str = ""
    """What it holds from now on."""
    erased: int = 0
    """How many texts of the events it was made from will be erased by then."""


def files_with_words(store: Store, session: str, seats: Collection[str]) -> tuple[File, ...]:
    """The files made from `session` in which words of `seats` stand, or would if they were where they were written.

    Declined (3) where one that is there cannot be read.
    """
    listed = store.written(session)
    if not listed:
        return ()
    rows, content = store.rows(session), store.content(session)
    after = [_without_words(row) if speaker(row.record) in seats else row for row in rows]
    made = [_looked_at(one, session, seats, (rows, after), content) for one in listed]
    return tuple(file for file in made if file is not None)


def _looked_at(
    one: Written,
    session: str,
    seats: Collection[str],
    logs: tuple[Sequence[Row], Sequence[Row]],
    content: bytes,
) -> File | None:
    """What becomes of one file, given the log as it is and as it will be; None where it is to stay as it is."""
    data = _bytes(one.path)
    if one.form == REST:
        if data is None:
            return File(one, Fate.GONE)
        wanted = _rest_without(data.decode("utf-8", "replace"), seats)
        return File(one, Fate.ANEW, wanted) if wanted.encode() != data else None
    if not _is_known(one, logs[0]):
        return File(one, Fate.UNKNOWN)
    before, after = (_text(session, one, rows, content) for rows in logs)
    erased = erased_in(logs[1][: one.events])
    theirs = [row.record for row in logs[0][: one.events] if speaker(row.record) in seats]
    # Words that went since it was written may stand in a file that was out of reach then.
    went_before = any(ERASED in record.words for record in theirs) and (
        erased_in(logs[0][: one.events]) > one.erased
    )
    if before == after and not went_before:
        return None
    if data is None:
        return File(one, Fate.GONE)
    if data == after.encode():
        return None
    if _digest(data) == one.digest:
        return File(one, Fate.ANEW, after, erased)
    held = went_before or _stands_in(data, [word for record in theirs for word in record.words])
    return File(one, Fate.DELETED if held else Fate.LEFT, erased=erased)


def _is_known(one: Written, rows: Sequence[Row]) -> bool:
    """Whether a file can be made again: of a format and a seat that there are."""
    events = [decode_event(row.record) for row in rows[: one.events] if row.record.name == Opened.NAME]
    seats = {seat.id for event in events if isinstance(event, Opened) for seat in event.seats}
    return one.form in FORMS and one.seat in seats


def _stands_in(data: bytes, words: Iterable[Word]) -> bool:
    """Whether one of the texts stands in a file, however it was wrapped, quoted or escaped there."""
    text = data.decode("utf-8", "replace").replace("\\n", " ")
    found = f"{_letters(text)} {_letters(unescape(text))}"
    return any(isinstance(word, str) and (plain := _letters(word)) != "" and plain in found for word in words)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _text(session: str, one: Written, rows: Sequence[Row], content: bytes) -> str:
    return text_of(one.form, as_it_was_read(session, one.seat, rows[: one.events], content))


def _without_words(row: Row) -> Row:
    words = tuple(ERASED if isinstance(word, str) else word for word in row.record.words)
    return replace(row, record=replace(row.record, words=words))


def rewrite(store: Store, session: str, files: Sequence[File]) -> None:
    """Let every file meet its fate, and note what the others are from now on.

    Declined (3) where one cannot be written or deleted; those before it are done with by then.
    """
    for file in files:
        path = Path(file.written.path)
        try:
            if file.fate is Fate.ANEW:
                _put(path, file.text.encode())
            elif file.fate is Fate.DELETED:
                path.unlink(missing_ok=True)
        except OSError as error:
            cannot = _(
                "{path} holds words and cannot be changed: {why}. Delete it yourself, then go on here."
            )
            raise Declined(
                COULD_NOT,
                cannot.format(path=clean(str(path), 400), why=error.strerror or type(error).__name__),
            ) from error
        _note(store, session, file)


def _note(store: Store, session: str, file: File) -> None:
    """Note what a file is from now on, without taking away what somebody else notes meanwhile."""
    match file.fate:
        case Fate.ANEW:
            now = replace(file.written, digest=_digest(file.text.encode()), erased=file.erased)
            store.note_written(session, now)
        case Fate.LEFT:
            store.note_written(session, replace(file.written, erased=file.erased))
        case Fate.DELETED:
            store.note_written(session, replace(file.written, form=""))
        case _:
            pass


def _put(path: Path, data: bytes) -> None:
    """Put a file in the place of another, whole and for its owner alone."""
    # The folder is somebody's own: no name in it is taken for granted.
    descriptor, name = mkstemp(prefix=f"{path.name}.", suffix=".new", dir=path.parent)
    half = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def _bytes(path: str) -> bytes | None:
    """What a file holds; None where there is none at that place."""
    try:
        return Path(path).read_bytes() if Path(path).is_file() else None
    except OSError as error:
        cannot = _(
            "{path} was made from this session and cannot be read: {why}. Delete it yourself, then go on here."
        )
        raise Declined(
            COULD_NOT, cannot.format(path=clean(path, 400), why=error.strerror or type(error).__name__)
        ) from error


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


WORDS: dict[str, tuple[str, ...]] = {cls.NAME: cls.WORDS for cls in EVENT_TYPES}  # type: ignore[attr-defined]
"""Which fields of an event hold what a person wrote."""


def _rest_without(text: str, seats: Collection[str]) -> str:
    """Events from behind a gap without the words of `seats`; a line that cannot be read goes as a whole."""
    lines = []
    for line in text.splitlines():
        with suppress(ValueError, KeyError, TypeError):
            event = json.loads(line)
            said = [word for word in WORDS[event["name"]] if event["event"][word] is not None]
            if said and event["event"]["seat"] in seats:
                event["event"].update(dict.fromkeys(said, str(TOMBSTONE)))
                lines.append(json.dumps(event, ensure_ascii=False, separators=(",", ":")))
            else:
                lines.append(line)
    return "".join(f"{line}\n" for line in lines)
