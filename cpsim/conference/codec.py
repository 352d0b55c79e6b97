"""Events and pinned content as canonical JSON, and back: what is stored, replayed and compared.

Owns the stable spelling of an event, the words a person may have erased, and the path from every
older version. It alone rebuilds stored text as `Said`. A store's numbers, hashes and salts are no
part of this and never get in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, Final, TypeVar, get_type_hints

from cpsim.conference.events import EVENT_TYPES, Event
from cpsim.conference.shapes import CodecError, Part, maker, parse, part_of, shape_of
from cpsim.model.content import Content
from cpsim.model.said import Said

__all__ = [
    "ERASED",
    "TOMBSTONE",
    "CodecError",
    "Erased",
    "Record",
    "Word",
    "canonical",
    "decode",
    "decode_content",
    "decode_event",
    "digest",
    "encode",
    "encode_content",
    "encode_event",
    "speaker",
]


class Erased(Enum):
    """The type of `ERASED`, so that no text a person can write is taken for it."""

    ERASED = "erased"


ERASED: Final = Erased.ERASED
"""Stands in a record for words that were erased."""

Word = str | Erased | None
"""A person's own words at one place: the text, None where nothing was said, or `ERASED`."""

TOMBSTONE: Final = Said.stored("(these words were erased)")
"""What every erased text folds as."""


@dataclass(frozen=True, slots=True)
class Record:
    """An event as it is stored. The fields its type names in `WORDS` stand in `words`, not in `body`."""

    name: str
    version: int
    body: str
    """Canonical JSON."""
    words: tuple[Word, ...] = ()


Upcaster = Callable[[Record], Record]

CONTENT_NAME: Final = "content"
CONTENT_VERSION: Final = 3


def _with_new_fields(record: Record) -> Record:
    """A record of the version before, which lacks fields that have a default since."""
    return Record(record.name, record.version + 1, record.body, record.words)


UPCASTERS: dict[tuple[str, int], Upcaster] = {
    ("breach", 1): _with_new_fields,  # hurt: those who withdrew follow, each with an event of its own
    ("session_opened", 1): _with_new_fields,  # seats: party, watches
    (CONTENT_NAME, 1): _with_new_fields,  # deadlines: needs_plan; paces, injects, options of a table
    (CONTENT_NAME, 2): _with_new_fields,  # paces: people, times
}
"""For each old (name, version), what makes of such a record one of the next version."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Coding:
    """How events of one type are stored."""

    name: str
    version: int
    body: Part
    get_words: Callable[[Any], tuple[Said | None, ...]]
    may_be_silent: tuple[bool, ...]
    """For each word, whether the type allows None."""
    make: Callable[[Any], Any]


def encode_event(event: Event) -> Record:
    """An event as it is stored."""
    coding = _coding(type(event))
    words = coding.get_words(event)
    return Record(
        coding.name,
        coding.version,
        coding.body.write(event),
        tuple([None if said is None else said.text for said in words]) if words else (),
    )


def decode_event(record: Record) -> Event:
    """The event of a record of this or any older version, erased words as `TOMBSTONE`.

    Raises CodecError for an unknown name or version, or a record that is not what was stored.
    """
    record = _newest(record)
    cls = _BY_NAME.get(record.name)
    if cls is None:
        raise CodecError(f"This release knows no event named {record.name!a}.")
    coding = _coding(cls)
    if record.version != coding.version:
        raise CodecError(
            f"This release reads {record.name} up to version {coding.version}, not {record.version!a}."
        )
    values = coding.body.read(parse(record.body))
    if len(record.words) != len(coding.may_be_silent):
        raise CodecError(f"A stored {record.name} has {len(record.words)} texts.")
    for word, may_be_silent in zip(record.words, coding.may_be_silent, strict=True):
        values.append(_said(record.name, word, may_be_silent=may_be_silent))
    event: Event = coding.make(values)
    return event


def canonical(event: Event, to: tuple[str, ...] | None, stored: Record | None = None) -> bytes:
    """The whole event with its words and the seats it is for (None for all): what replays compare.

    `stored` is the event's record in the present version, where there is one already; the body of one
    without words is taken as it is, so a record of an older version must not be given.
    """
    seats = "null" if to is None else "[" + ",".join([encode_basestring(seat) for seat in to]) + "]"
    coding = _coding(type(event))
    whole = encode(event) if stored is None or stored.words else stored.body
    return f'{{"event":{whole},"name":"{coding.name}","to":{seats},"version":{coding.version}}}'.encode()


def speaker(record: Record) -> str | None:
    """The seat whose words a record holds; None for a record without words."""
    if not record.words:
        return None
    tree = parse(record.body)
    seat = dict(tree).get("seat") if type(tree) is tuple else None
    if type(seat) is not str:
        raise CodecError(f"A stored {record.name} has words and no seat.")
    return seat


def encode_content(content: Content) -> bytes:
    """What a session is pinned to, as bytes that are the same wherever the content is the same."""
    body = encode(content)
    return f'{{"body":{body},"name":"{CONTENT_NAME}","version":{CONTENT_VERSION}}}'.encode()


def decode_content(stored: bytes) -> Content:
    """Content of this or any older version; CodecError where it is damaged or from a newer release."""
    try:
        text = stored.decode()
    except UnicodeDecodeError as error:
        raise CodecError("The stored content of this session is damaged.") from error
    head, comma, tail = text.rpartition(',"name":')
    match parse('{"name":' + tail) if comma and head.startswith('{"body":') else None:
        case (("name", str(name)), ("version", int(version))):
            record = _newest(Record(name, version, head.removeprefix('{"body":')))
        case _:
            raise CodecError("The stored content of this session is damaged.")
    if (record.name, record.version) != (CONTENT_NAME, CONTENT_VERSION):
        raise CodecError("The stored content of this session is from another release.")
    return decode(Content, record.body)


def digest(stored: bytes) -> str:
    """The name of some bytes: SHA-256 in hexadecimal."""
    return sha256(stored).hexdigest()


def encode(value: object) -> str:
    """Any frozen dataclass of the model (an act, an answer, an event) as canonical JSON."""
    return shape_of(type(value)).write(value)


def decode(cls: type[_T], text: str) -> _T:
    """The `cls` that `text` is the canonical JSON of; CodecError where it is not."""
    value: _T = shape_of(cls).read(parse(text))
    return value


def _compiled(cls: Any) -> _Coding:
    words: tuple[str, ...] = cls.WORDS
    hints = get_type_hints(cls)
    body = part_of(cls, without=words)
    get_words: Callable[[Any], tuple[Said | None, ...]]
    match words:
        case ():
            get_words = _no_words
        case (only,):
            get_one = attrgetter(only)
            get_words = lambda event: (get_one(event),)  # noqa: E731
        case _:
            get_words = attrgetter(*words)
    may_be_silent = tuple(hints[word] != Said for word in words)
    return _Coding(cls.NAME, cls.VERSION, body, get_words, may_be_silent, maker(cls, (*body.names, *words)))


def _no_words(_event: object) -> tuple[Said | None, ...]:
    return ()


def _said(name: str, word: Word, *, may_be_silent: bool) -> Said | None:
    if word is ERASED:
        return TOMBSTONE
    if isinstance(word, str):
        return Said.stored(word)
    if may_be_silent:
        return None
    raise CodecError(f"A stored {name} lacks a text it must have.")


def _newest(record: Record) -> Record:
    while (upcast := UPCASTERS.get((record.name, record.version))) is not None:
        record = upcast(record)
    return record


_coding: Callable[[type], _Coding] = cache(_compiled)

_BY_NAME: dict[str, Any] = {cls.NAME: cls for cls in EVENT_TYPES}  # type: ignore[attr-defined]
