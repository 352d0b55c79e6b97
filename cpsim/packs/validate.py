"""A page held against its schema: the typed file, or every mismatch as a sentence at its place.

Nothing is mended here and nothing is guessed: a page that does not fit gives no typed file. The
checks walk the page itself, so a mistake told here does not hide the mistakes they look for.
"""

import difflib
import itertools
from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from cpsim.packs.nodes import Entry, Node, Page, Series, Table, plain, text
from cpsim.packs.problems import Problem, Severity, shown
from cpsim.packs.shapes import PATTERNS
from cpsim.packs.syntax import odd_hyphen

P = TypeVar("P", bound=BaseModel)
Loc = tuple[int | str, ...]

_KEY = "[key]"  # how the library says that the key of a table is meant, not its value

_CURLY = frozenset("\u2018\u2019\u201a\u201c\u201d\u201e")

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number without quotes",
    "bool_type": "true or false, without quotes",
    "tuple_type": 'a list, written "[a, b]" or in lines that begin with "- "',
    "dict_type": "a table of fields",
    "model_type": "a table of fields",
}


def validate(page: Page, shape: type[P]) -> tuple[P | None, list[Problem]]:
    """`page` as a `shape`, or None and all the ways in which it does not fit."""
    if page.root is None:
        return None, []
    if not isinstance(page.root, Table):
        message = (
            f"the file should hold fields, each a name, a colon and a value: {', '.join(shape.model_fields)}"
        )
        return None, [page.problem(page.root, "shape.type", message)]
    try:
        return shape.model_validate(plain(page.root)), []
    except ValidationError as error:
        details = [one for one in error.errors(include_url=False) if not _echo(one)]
        found = [_problem(page, shape, one) for one in details]
    # What the reader has told already (an unquoted yes, an alias) is not told a second time.
    told = {(one.line, one.column) for one in page.problems if one.severity is Severity.ERROR}
    return None, [one for one in found if (one.line, one.column) not in told]


def _echo(detail: ErrorDetails) -> bool:
    """Whether a list is called too short only because a member of it, told by itself, does not fit."""
    if detail["type"] != "too_short":
        return False
    return bool(len(detail["input"]) >= detail["ctx"]["min_length"])


def _problem(page: Page, shape: type[BaseModel], detail: ErrorDetails) -> Problem:
    """One mismatch at its place; what is missing is told at the table that lacks it."""
    loc = detail["loc"]
    path = tuple(part for part in loc if part != _KEY)
    where: Node | Entry | None
    if detail["type"] == "missing":
        where = _node(page.root, path[:-1])
    elif detail["type"] == "extra_forbidden" or _KEY in loc:
        table = _node(page.root, path[:-1])
        where = table.entries.get(str(path[-1])) if isinstance(table, Table) else table
    else:
        where = _node(page.root, path)
    code, message = _sentence(_called(page.root, path), shape, path, detail)
    return page.problem(where, code, message)


def _node(root: Node | None, path: Loc) -> Node | None:
    """The node at `path`, or the last one on the way there."""
    for part in path:
        if isinstance(root, Table) and part in root.entries:
            root = root.entries[str(part)].node
        elif isinstance(root, Series) and isinstance(part, int) and part < len(root.items):
            root = root.items[part]
    return root


def _called(root: Node | None, path: Loc) -> str:
    """What a message calls the thing at `path`: its field, and the part it belongs to by its id."""
    field, owner = _field(path), ""
    for index, part in enumerate(path[:-1], 1):
        node = _node(root, path[:index])
        if isinstance(node, Table):
            place = f"{path[index - 2]} (number {part + 1})" if isinstance(part, int) else part
            owner = text(node, "id") or text(node, "tag") or place
    return f"{field} of {shown(owner)[1:-1]}" if owner else field


def _field(path: Loc) -> str:
    """The field that `path` ends in; for a member of a list, the list's field and where it stands in it."""
    numbers = list(itertools.takewhile(lambda part: isinstance(part, int), reversed(path)))[::-1]
    if not numbers or len(numbers) == len(path):
        return shown(path[-1])
    group = f"group {int(numbers[0]) + 1}, " if len(numbers) > 1 else ""
    return f'"{path[-1 - len(numbers)]}" ({group}number {int(numbers[-1]) + 1})'


def _sentence(what: str, shape: type[BaseModel], path: Loc, detail: ErrorDetails) -> tuple[str, str]:  # noqa: PLR0911 - one return a kind of mismatch
    """Code and message for one mismatch of the thing called `what`."""
    model, field = _declared(shape, path)
    meant = field.description if field and field.description else ""
    hint = f" ({meant})" if meant else ""
    context = detail.get("ctx", {})
    value = detail["input"]
    match detail["type"]:
        case "missing":
            return "shape.missing", f"{what} is missing: {meant}"
        case "extra_forbidden" if value is None and " " in str(path[-1]):
            remedy = "if it goes on from the text before it, put that text in quotes, commas and all"
            return "shape.unknown_field", f"{what} is not a field; {remedy}"
        case "extra_forbidden":
            return (
                "shape.unknown_field",
                f"{what} is not a field that is known here{_fields(model, path[-1])}",
            )
        case "enum" | "literal_error":
            return "shape.word", f"{what} is {_found(value)}; expected {_choice(field, value)}{_curly(value)}"
        case "string_pattern_mismatch":
            asked = PATTERNS.get(str(context["pattern"]), str(context["pattern"]))
            return "shape.pattern", f"{what} is {shown(value)}; expected {asked}{_curly(value)}"
        case "string_too_short":
            return "shape.empty", f"{what} is empty{hint}"
        case "string_too_long":
            return "shape.too_long", (
                f"{what} has {len(str(value)):,} characters; at most {context['max_length']:,} fit"
            )
        case "too_short":
            least = context["min_length"]
            return (
                "shape.too_few",
                f"{what} needs at least {least} {'entry' if least == 1 else 'entries'}{hint}",
            )
        case "greater_than_equal" | "less_than_equal":
            edge = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
            return "shape.number", f"{what} is {value}; it has to be {edge}{hint}"
        case kind:
            return "shape.type", f"{what} is {_found(value)}; expected {_wanted(kind, value)}{hint}"


def _wanted(kind: str, value: object) -> str:
    """What should stand there instead of a value of the wrong kind."""
    if kind == "string_type" and type(value) in (int, bool):
        return f'text, so write it in quotes: "{str(value).lower()}"'
    if kind == "tuple_type" and isinstance(value, str) and (odd := odd_hyphen(value)) is not None:
        return f"a list: {odd}"
    return _EXPECTED.get(kind, "something else")


def _curly(value: object) -> str:
    """A word more where a word processor's quotation marks came along: they are part of the text."""
    return " (its quotation marks are curly ones; type straight ones)" if _CURLY & set(str(value)) else ""


def _found(value: object) -> str:
    """A value of any kind as a message names it."""
    match value:
        case None:
            return "empty"
        case bool():
            return "true" if value else "false"
        case int():
            return f"the number {value}"
        case str():
            return shown(value)
        case dict():
            return "a table of fields"
        case _:
            return "a list"


def _fields(model: type[BaseModel] | None, name: object) -> str:
    """Which fields there are, the likeliest first."""
    known: Sequence[str] = list(model.model_fields) if model else []
    near = difflib.get_close_matches(str(name), known, 1)
    guess = f'; did you mean "{near[0]}"?' if near else "."
    return f"{guess} The fields are: {', '.join(known)}"


def _choice(field: FieldInfo | None, value: object) -> str:
    """The words that may stand there, the likeliest first."""
    words = _words(field.annotation) if field else []
    near = difflib.get_close_matches(str(value), words, 1)
    listed = " or ".join(words) if len(words) < 3 else f"one of: {', '.join(words)}"
    return f"{listed}. Did you mean {near[0]}?" if near else listed


def _words(kind: object) -> list[str]:
    """The words of the closed list that a field's type ends in."""
    kind = _inner(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(member.value) for member in kind]
    if get_origin(kind) is Literal:
        return [str(word) for word in get_args(kind)]
    return _words(get_args(kind)[0]) if get_args(kind) else []


def _declared(shape: type[BaseModel], path: Loc) -> tuple[type[BaseModel] | None, FieldInfo | None]:
    """The model that `path` ends in, and the field of it, where the schema knows them."""
    kind: object = shape
    model: type[BaseModel] | None = shape
    field: FieldInfo | None = None
    for part in path:
        kind = _inner(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            model = kind
            field = kind.model_fields.get(str(part))
            kind = field.annotation if field else None
        elif get_args(kind):
            kind = get_args(kind)[1 if get_origin(kind) is dict else 0]
    return model, field


def _inner(kind: object) -> object:
    """A type without `Annotated` and without `| None`."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif type(None) in get_args(kind):
            kind = next(one for one in get_args(kind) if one is not type(None))
        else:
            return kind
