"""Reads one JSON file that a person hands in: size, encoding, doubles and depth are looked at first."""

import json
from pathlib import Path

LARGEST = 1_000_000
"""Bytes; an answers file has a few thousand."""


class JsonFileError(Exception):
    """The file is there, and is not the JSON that is needed; the message is for people."""


def read_json(path: Path) -> object:
    """What `path` holds. OSError where it cannot be read, JsonFileError where it is no plain JSON."""
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise JsonFileError(f"the file is larger than {LARGEST:,} bytes")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise JsonFileError(f"byte {error.start} is not UTF-8") from None
    try:
        loaded: object = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise JsonFileError(f"line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise JsonFileError("the brackets are nested too deeply") from None
    except ValueError as error:  # a number with thousands of digits
        raise JsonFileError(str(error)) from None
    return loaded


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose names all differ: of two answers under one name JSON would keep the last in silence."""
    made: dict[str, object] = {}
    for name, value in pairs:
        if name in made:
            raise JsonFileError(f'"{name[:60]}" stands twice in one object')
        made[name] = value
    return made


def _no_constant(name: str) -> object:
    raise JsonFileError(f"{name} is no number that can be used here")
