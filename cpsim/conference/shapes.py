"""Type hints turned into writers and readers of canonical JSON, once for each class.

Owns the one spelling a value has: keys sorted, no spaces, every field written, text as it is.
Refuses what it has no rule for when a class is compiled, and on reading everything that is not
exactly of the declared shape: a missing, unknown, doubled or misplaced field, a wrong type.
"""

import json
import types
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache, lru_cache
from json.encoder import encode_basestring
from operator import attrgetter, itemgetter
from typing import Any, Never, Union, get_args, get_origin, get_type_hints

from cpsim.model.case import Fact, FactKey
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import Said

OFTEN_WRITTEN = frozenset({Address, Answer, Fact, FactKey})
"""Small values that a session writes again and again; none holds a person's own words."""
KEPT = 4096
"""So many values of each of them are remembered as they were written."""


class CodecError(ValueError):
    """Stored data is not what it should be; the message is a sentence that says where."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How values of one type are written and read."""

    write: Callable[[Any], str]
    """A value to canonical JSON; TypeError or KeyError for a value that is not of the type."""
    read: Callable[[Any], Any]
    """Parsed JSON, objects as tuples of pairs, to a value; CodecError where it does not fit."""


def parse(text: str) -> Any:
    """Parse JSON strictly: objects become tuples of pairs, so that doubled keys are seen.

    Raises CodecError for anything that is not JSON, is nested too deeply, or has a number JSON lacks.
    """
    try:
        return _PARSER.decode(text)
    except (ValueError, RecursionError) as error:
        raise CodecError(f"A stored record is not valid JSON: {type(error).__name__}.") from error


def _no_such_number(word: str) -> Never:
    raise ValueError(word)


_PARSER = json.JSONDecoder(object_pairs_hook=tuple, parse_constant=_no_such_number)


def _compiled(hint: Any) -> Shape:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _optional(hint)
    if origin is tuple:
        return _tuple(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _word(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _whole(hint)
    raise TypeError(f"no canonical form for {hint!r}")


@dataclass(frozen=True, slots=True)
class Part:
    """Some fields of a class as one JSON object."""

    names: tuple[str, ...]
    """The fields, sorted."""
    write: Callable[[Any], str]
    """An instance to a JSON object of these fields."""
    read: Callable[[Any], list[Any]]
    """Parsed JSON to the fields' values in the order of `names`."""


def part_of(cls: type, without: Sequence[str] = ()) -> Part:
    """The fields of `cls` but those in `without`, as one JSON object with sorted keys."""
    hints = get_type_hints(cls)
    names = tuple(sorted(field.name for field in fields(cls) if field.name not in without))
    shapes = [shape_of(hints[name]) for name in names]
    defaults = {field.name: field.default for field in fields(cls) if field.default is not MISSING}
    return Part(names, _object_writer(names, shapes), _object_reader(cls.__name__, names, shapes, defaults))


def maker(cls: type, names: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    """A function that makes a `cls` of its fields' values, given in the order of `names`."""
    order = [list(names).index(field.name) for field in fields(cls)]
    match order:
        case []:
            return lambda _values: cls()
        case [only]:
            return lambda values: cls(values[only])
        case _:
            arrange = itemgetter(*order)
            return lambda values: cls(*arrange(values))


def _object_writer(names: tuple[str, ...], shapes: list[Shape]) -> Callable[[Any], str]:
    writers = [shape.write for shape in shapes]
    template = "{" + ",".join(f'"{name}":%s' for name in names) + "}"
    match names:
        case ():
            return lambda _value: "{}"
        case (only,):
            get_one, write_one = attrgetter(only), writers[0]
            return lambda value: template % write_one(get_one(value))
        case _:
            get_all = attrgetter(*names)
            return lambda value: (
                template % tuple([write(part) for write, part in zip(writers, get_all(value), strict=True)])
            )


def _object_reader(
    title: str, names: tuple[str, ...], shapes: list[Shape], defaults: dict[str, Any]
) -> Callable[[Any], list[Any]]:
    """A reader of one object: a field that an earlier release did not have takes its default."""
    readers = [(name, shape.read) for name, shape in zip(names, shapes, strict=True)]

    def read(value: Any) -> list[Any]:
        if type(value) is not tuple:
            raise CodecError(f"A stored {title} is not an object.")
        given = dict(value)
        if len(given) != len(value) or tuple(given) != tuple(sorted(given)):
            raise CodecError(f"A stored {title} has its fields twice or out of order.")
        strange = [key for key in given if key not in names]
        if strange:
            raise CodecError(f"A stored {title} has {strange[0]!a}, which this release does not know.")
        values = []
        for name, read_one in readers:
            if name not in given:
                if name not in defaults:
                    raise CodecError(f"A stored {title} lacks {name!a}.")
                values.append(defaults[name])
                continue
            try:
                values.append(read_one(given[name]))
            except _MisfitError as misfit:
                raise CodecError(f"In a stored {title}, {name!a} is not {misfit}.") from None
        return values

    return read


class _MisfitError(Exception):
    """A value is not what its argument names; the object around it makes a sentence of it."""


def _whole(cls: type) -> Shape:
    part = part_of(cls)
    make, read_part = maker(cls, part.names), part.read
    write_part = part.write

    def write(value: Any) -> str:
        if type(value) is not cls:
            raise TypeError(f"{value!r} is not a {cls.__name__}")
        return write_part(value)

    return Shape(lru_cache(KEPT)(write) if cls in OFTEN_WRITTEN else write, lambda raw: make(read_part(raw)))


def _optional(hint: Any) -> Shape:
    others = [arg for arg in get_args(hint) if arg is not types.NoneType]
    if len(others) != 1 or len(get_args(hint)) != 2:
        raise TypeError(f"no canonical form for {hint!r}")
    inner = shape_of(others[0])
    write, read = inner.write, inner.read
    return Shape(
        lambda value: "null" if value is None else write(value),
        lambda raw: None if raw is None else read(raw),
    )


def _tuple(args: tuple[Any, ...]) -> Shape:
    if len(args) == 2 and args[1] is Ellipsis:
        return _tuple_of_any_length(shape_of(args[0]))
    shapes = [shape_of(arg) for arg in args]

    def write(value: Any) -> str:
        if type(value) is not tuple:
            raise TypeError(f"{value!r} is not a tuple")
        return "[" + ",".join([one.write(part) for one, part in zip(shapes, value, strict=True)]) + "]"

    def read(raw: Any) -> Any:
        if type(raw) is not list or len(raw) != len(shapes):
            raise _MisfitError(f"a list of {len(shapes)}")
        return tuple([one.read(part) for one, part in zip(shapes, raw, strict=True)])

    return Shape(write, read)


def _tuple_of_any_length(inner: Shape) -> Shape:
    write_one, read_one = inner.write, inner.read

    def write(value: Any) -> str:
        if type(value) is not tuple:
            raise TypeError(f"{value!r} is not a tuple")
        return "[" + ",".join([write_one(part) for part in value]) + "]"

    def read(raw: Any) -> Any:
        if type(raw) is not list:
            raise _MisfitError("a list")
        return tuple([read_one(part) for part in raw])

    return Shape(write, read)


def _word(cls: type[StrEnum]) -> Shape:
    written = {member: encode_basestring(member.value) for member in cls}
    known = {member.value: member for member in cls}

    def read(raw: Any) -> Any:
        if type(raw) is not str or raw not in known:
            raise _MisfitError(f"a known {cls.__name__}")
        return known[raw]

    return Shape(written.__getitem__, read)


def _exactly(kind: type, called: str) -> Callable[[Any], Any]:
    def read(raw: Any) -> Any:
        if type(raw) is not kind:
            raise _MisfitError(called)
        return raw

    return read


def _write_int(value: Any) -> str:
    if type(value) is not int:
        raise TypeError(f"{value!r} is not a whole number")
    return str(value)


def _write_said(value: Any) -> str:
    if type(value) is not Said:
        raise TypeError(f"{value!r} is not a Said")
    return encode_basestring(value.text)


def _read_said(raw: Any) -> Said:
    if type(raw) is not str:
        raise _MisfitError("text")
    return Said.stored(raw)


shape_of: Callable[[Any], Shape] = cache(_compiled)
"""The shape of a type hint; TypeError for a hint without a rule (a float, a dict, a wide union)."""

_PLAIN: dict[Any, Shape] = {
    str: Shape(encode_basestring, _exactly(str, "text")),
    bool: Shape({True: "true", False: "false"}.__getitem__, _exactly(bool, "true or false")),
    int: Shape(_write_int, _exactly(int, "a whole number")),
    Said: Shape(_write_said, _read_said),
}
