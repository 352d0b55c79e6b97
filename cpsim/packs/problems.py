"""What is wrong with a file, as a value: where it stands, a stable code, and a sentence for its author.

It owns the three ways a list of problems is written out (text, JSON, GitHub annotations) and
refuses to decide what is a problem.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from cpsim.model.said import clean


class Severity(StrEnum):
    """How bad it is: an error keeps the pack from being played, a warning is to be looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column of a file, both counted from 1."""

    file: str
    line: int = 1
    column: int = 1


NOWHERE = Place("")
"""For what is wrong with a name somebody typed, and with no file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `code` never changes once released; `message` is for people."""

    code: str
    file: str
    line: int
    column: int
    message: str
    severity: Severity = Severity.ERROR

    @classmethod
    def at(cls, place: Place, code: str, message: str, severity: Severity = Severity.ERROR) -> "Problem":
        """A problem at `place`."""
        return cls(code, place.file, place.line, place.column, message, severity)


def shown(value: object, limit: int = 60) -> str:
    """A value out of a file as a message quotes it: cleaned, in quotes, shortened to `limit` characters."""
    text = clean(str(value), limit + 1).text
    return f'"{text[:limit]}..."' if len(text) > limit else f'"{text}"'


def fatal(problems: Iterable[Problem]) -> bool:
    """Whether any of `problems` is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """`problems` by file, line and column, each told once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda one: (one.file, one.line, one.column, one.code, one.message)))


def as_text(problems: Sequence[Problem]) -> str:
    """One line a problem: `path:line:column: message [code]`, without a place where it has none; a warning says so."""
    return "".join(
        f"{f'{_file(one)}:{one.line}:{one.column}: ' if one.file else ''}"
        f"{'warning: ' if one.severity is Severity.WARNING else ''}{one.message} [{one.code}]\n"
        for one in problems
    )


def as_json(problems: Sequence[Problem], checked: Sequence[str]) -> str:
    """One object: `format` 1, `problems` (code, file, line, column, message, severity), `checked` paths."""
    listed = [asdict(one) | {"file": _file(one)} for one in problems]
    document = {"format": 1, "problems": listed, "checked": [clean(path, 4000).text for path in checked]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """One workflow command a problem, so that it is shown beside the line it is about."""
    return "".join(
        f"::{one.severity} file={_property(_file(one))},line={one.line},col={one.column},"
        f"title={_property(one.code)}::{_data(one.message)}\n"
        for one in problems
    )


def _file(problem: Problem) -> str:
    """The path as it is shown; a folder's name is text from people too."""
    return clean(problem.file, 4000).text


def _data(text: str) -> str:
    """Text as the value of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Text as a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
