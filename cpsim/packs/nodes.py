"""What a YAML file says, as values that know where they stand.

A page is one file that was read. The checks walk pages and not the model, so that a mistake in
one place never hides a mistake in another and every problem has a line and a column.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cpsim.packs.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value."""

    value: str | int | bool | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a table with what stands under it."""

    node: "Node"
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with values, in file order."""

    entries: Mapping[str, Entry]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Series:
    """A list, in file order."""

    items: tuple["Node", ...]
    line: int
    column: int


Node = Leaf | Table | Series


def plain(node: Node) -> object:
    """The same as dicts, tuples and values, for validation. Depth is bounded by the reader."""
    if isinstance(node, Leaf):
        return node.value
    if isinstance(node, Series):
        return tuple(plain(item) for item in node.items)
    return {key: plain(entry.node) for key, entry in node.entries.items()}


def under(node: Node | None, *path: str | int) -> Iterator[Node]:
    """Every node that `path` leads to: keys, list indices, and `*` for all members. None where nothing is."""
    if node is None:
        return
    if not path:
        yield node
        return
    head, rest = path[0], path[1:]
    if isinstance(node, Table):
        if head == "*":
            for entry in node.entries.values():
                yield from under(entry.node, *rest)
        elif isinstance(head, str) and head in node.entries:
            yield from under(node.entries[head].node, *rest)
    elif isinstance(node, Series):
        if head == "*":
            for item in node.items:
                yield from under(item, *rest)
        elif isinstance(head, int) and 0 <= head < len(node.items):
            yield from under(node.items[head], *rest)


def texts(node: Node | None, *path: str | int) -> Iterator[tuple[str, Leaf]]:
    """Every text that `path` leads to, with its leaf; values of other kinds are the schema's to refuse."""
    for found in under(node, *path):
        if isinstance(found, Leaf) and isinstance(found.value, str):
            yield found.value, found


def text(node: Node | None, *path: str | int) -> str | None:
    """The first text that `path` leads to, or None."""
    return next((value for value, _ in texts(node, *path)), None)


def leaves(node: Node) -> Iterator[Leaf]:
    """Every single value in `node`."""
    if isinstance(node, Leaf):
        yield node
        return
    members = node.items if isinstance(node, Series) else [entry.node for entry in node.entries.values()]
    for member in members:
        yield from leaves(member)


@dataclass(frozen=True, slots=True)
class Page:
    """One file that was read. `root` is None where nothing of it could be used."""

    file: str
    root: Node | None = None
    problems: tuple[Problem, ...] = ()

    def problem(
        self, node: Node | Entry | None, code: str, message: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """A problem at `node`, or at the top of the file for None."""
        place = Place(self.file, node.line, node.column) if node else Place(self.file)
        return Problem.at(place, code, message, severity)
