"""The guarded reader: the only place that reads YAML.

It works on the parser's events, with limits tested first, so that no small file can crash or
hang it. It knows tables, lists, text, whole numbers, true, false and null; everything else that
YAML can do is refused with a sentence. It never raises: what is wrong comes back as problems.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from cpsim.model.said import clean
from cpsim.packs import limits
from cpsim.packs.nodes import Entry, Leaf, Node, Page, Series, Table
from cpsim.packs.problems import Place, Problem, Severity, shown
from cpsim.packs.syntax import BACKSLASH, TIGHT_REMARK, sentence

FAST: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser of the YAML library written in C where it is there, else the one in Python."""

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_SWITCHES = frozenset({"yes", "no", "on", "off"})
_NAMED = {"true", "false", "null"}
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}

# Line separators some parsers count and others do not, byte order marks out of place, and marks
# that make text read differently from how it is stored: not even in a comment.
_UNWANTED = re.compile(
    "[\x00-\x08\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
_UNWANTED_AT_MOST = 20
_ODD_SPACE = re.compile(r"^ *[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", re.MULTILINE)
"""A line set in with spaces that look like spaces and are none to the parser."""


def read_file(path: Path, name: str | None = None) -> Page:
    """Read the file at `path`; `name` is how problems call it (the path itself where None)."""
    name = name if name is not None else str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.FILE_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _refused(Place(name), "file.unreadable", f"the file cannot be opened: {reason}")
    return read(data, name)


def read(data: bytes, file: str, parser: type = FAST) -> Page:
    """Read one YAML document from `data`; the page has a root, problems, or both."""
    if len(data) > limits.FILE_BYTES:
        message = f"the file is larger than {limits.FILE_BYTES:,} bytes, the most that is read"
        return _refused(Place(file), "file.too_large", message)
    decoded = _decoded(data, file)
    if isinstance(decoded, Problem):
        return Page(file, None, (decoded,))
    unwanted = tuple(_unwanted(decoded, file))
    if unwanted:
        return Page(file, None, unwanted)
    return _parsed(decoded, file, parser)


def _refused(place: Place, code: str, message: str) -> Page:
    return Page(place.file, None, (Problem.at(place, code, message),))


def _decoded(data: bytes, file: str) -> str | Problem:
    """The text of `data`, which must be UTF-8; line ends of every system become newlines."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = 'the file is saved as UTF-16; save it again with the encoding "UTF-8"'
        return Problem.at(Place(file), "file.encoding", message)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
        message = (
            f"the byte {data[error.start]:#04x} here is not UTF-8; "
            'open the file in your editor and save it again with the encoding "UTF-8"'
        )
        return Problem.at(Place(file, line, column), "file.encoding", message)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unwanted(text: str, file: str) -> list[Problem]:
    """A problem for each character that may stand nowhere in a file; the first ones of many."""
    found: list[Problem] = []
    for match in _UNWANTED.finditer(text):
        start = match.start()
        place = Place(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        if match[0] == "\t":
            found.append(Problem.at(place, "yaml.tab", "a tab stands here; use spaces instead"))
        else:
            message = f"an invisible character stands here ({_named(match[0])}); delete it"
            found.append(Problem.at(place, "text.character", message))
        if len(found) == _UNWANTED_AT_MOST:
            break
    for match in _ODD_SPACE.finditer(text):
        place = Place(file, text.count("\n", 0, match.start()) + 1, len(match[0]))
        message = (
            f"this line is set in with another kind of space ({_named(match[0][-1])}); type plain spaces"
        )
        found.append(Problem.at(place, "text.character", message))
    return found[:_UNWANTED_AT_MOST]


def _kept(text: str) -> bool:
    """Whether cleaning leaves `text` as it is."""
    return clean(text, 3 * len(text), lines=True).text == unicodedata.normalize("NFC", text)


def _named(char: str) -> str:
    """A character by number and, where it has one, by name."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X} {name}" if name else f"U+{ord(char):04X}"


class _Enough(Exception):
    """A limit is reached, or the rest of the file cannot be understood."""


def _parsed(text: str, file: str, parser: type) -> Page:
    """The page of decoded text."""
    builder = _Builder(file, text)
    try:
        for event in yaml.parse(text, Loader=parser):
            builder.take(event)
    except _Enough:
        builder.root = None
    except yaml.YAMLError as error:
        builder.root = None
        builder.broken(*sentence(error, text))
    except Exception:  # noqa: BLE001 - the parser in Python raises other errors on hostile escapes
        builder.root = None
        message = "this line, or one after it, cannot be read; look for an unusual backslash or quote"
        builder.problems.append(Problem.at(Place(file, builder.line), "yaml.syntax", message))
    if builder.root is None and not builder.problems:
        message = "the file is empty; it should hold the fields that the documentation lists"
        builder.problems.append(Problem.at(Place(file), "file.empty", message))
    return Page(file, builder.root, tuple(builder.problems))


@dataclass(slots=True)
class _Open:
    """A list or table that is not closed yet."""

    line: int
    column: int
    table: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: tuple[str, int, int] | None = None
    begun_again: bool = False
    """Its first field came a second time: most likely a new item of a list without its hyphen."""


class _Builder:
    """Turns parser events into nodes, counting as it goes."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._lines = text.split("\n")
        self._remarks = TIGHT_REMARK.search(text) is not None
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.line = 1
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the parser's next event; raises `_Enough` where nothing more can be made of the file."""
        mark = event.start_mark
        assert mark is not None, "the parser marks every event"
        self.line = mark.line + 1
        column = mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            self._decoration(event, column)
            self._scalar(event, column)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._decoration(event, column)
            self._start(isinstance(event, yaml.MappingStartEvent), column)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._problem(
                column,
                "yaml.alias",
                f"*{clean(event.anchor or '', 40)} repeats another part; write it out, "
                "or put text that begins with * in quotes",
            )
            self._place(Leaf(None, self.line, column))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event, column)

    def broken(self, line: int, column: int, message: str) -> None:
        """Note where the parser gave up, unless what was told of that line already is the reason."""
        if any(one.line == line and one.severity is Severity.ERROR for one in self.problems):
            return
        self.problems = [one for one in self.problems if (one.line, one.column) != (line, column)]
        self.problems.append(Problem.at(Place(self.file, line, column), "yaml.syntax", message))

    def _document(self, event: yaml.DocumentStartEvent, column: int) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(column, "yaml.documents", 'a second document begins here; delete the line "---"')
        if event.tags:
            self._problem(column, "yaml.tag", "a %TAG line is not used here; delete it")

    def _decoration(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, column: int) -> None:
        """Refuse tags and anchors, which can turn data into something else or multiply it."""
        if event.tag is not None:
            mark = f"!{event.tag.rpartition(':')[2]}" if event.tag.startswith("tag:") else event.tag
            message = f"the tag {shown(mark)} is not used here; put text that begins with ! in quotes"
            self._problem(column, "yaml.tag", message)
        if event.anchor is not None:
            message = f"&{clean(event.anchor, 40)} marks a part to be repeated; write it out, or use quotes"
            self._problem(column, "yaml.anchor", message)

    def _count(self, column: int) -> None:
        self._nodes += 1
        if self._nodes > limits.NODES:
            message = f"the file holds more than {limits.NODES:,} values, the most that is read"
            self._stop(column, "file.too_many_values", message)

    def _scalar(self, event: yaml.ScalarEvent, column: int) -> None:
        self._count(column)
        if len(event.value) > limits.SCALAR:
            message = f"this text has {len(event.value):,} characters; at most {limits.SCALAR:,} are read"
            self._stop(column, "file.text_too_long", message)
        self._characters(event, column)
        # The parser in C gives a plain scalar the style "", the one in Python None.
        quoted = bool(event.style)
        if self._awaits_key():
            self._key(event.value, column, quoted=quoted)
        else:
            value = event.value if quoted else self._typed(event.value, column)
            if self._remarks and not quoted and (value is None or isinstance(value, str)):
                self._remark(event)
            self._place(Leaf(value, self.line, column))

    def _characters(self, event: yaml.ScalarEvent, column: int) -> None:
        """Refuse text that could not be shown as it is written."""
        value = event.value
        if value.isascii() and value.replace("\n", "").isprintable():
            return
        if _kept(value):
            return
        odd = next((one for one in value if not _kept(f"a{one}")), None)
        what = (
            f"the character {_named(odd)}"
            if odd
            else "a mark or joiner with no letter before it, or too many"
        )
        message = f"this text holds {what}, which cannot be shown; delete it"
        last = event.end_mark.line if event.end_mark is not None else self.line - 1
        if event.style == '"' and any("\\" in line for line in self._lines[self.line - 1 : last + 1]):
            message = f"this text holds {what}, which cannot be shown: {BACKSLASH}"
        self._problem(column, "text.character", message)

    def _remark(self, event: yaml.ScalarEvent) -> None:
        """Warn of a text that ends at a # which touches a word: the rest of the line was most likely meant."""
        end = event.end_mark
        found = TIGHT_REMARK.match(self._lines[end.line], end.column) if end is not None else None
        if end is not None and found is not None:
            rest = shown(self._lines[end.line][found.end() - 1 :], 30)
            message = (
                f'a space and a "#" begin a remark, so {rest} is not read. '
                "Put the whole text in quotes; if it is a remark, write a space after the #"
            )
            place = Place(self.file, end.line + 1, found.end())
            self._note(Problem.at(place, "yaml.remark", message, Severity.WARNING))

    def _typed(self, value: str, column: int) -> str | int | bool | None:
        """The value of a plain scalar: only true, false, null and whole numbers are not text."""
        if value in _CONSTANTS:
            return _CONSTANTS[value]
        if _INTEGER.fullmatch(value):
            return int(value)
        lower = value.lower()
        if lower in _SWITCHES or lower in _NAMED:
            plain = f"write {lower}" if lower in _NAMED else "write true or false for a choice"
            message = f'{value} without quotes means different things to different programs; write "{value}" '
            self._problem(column, "yaml.bare_word", f"{message}in quotes for the word, or {plain}")
        return value

    def _key(self, value: str, column: int, *, quoted: bool) -> None:
        frame = self._open[-1]
        if value == "<<" and not quoted:
            message = "<< merges another part of the file into this one; write the fields out"
            self._problem(column, "yaml.merge", message)
        first = frame.entries.get(value)
        if first is not None and not frame.begun_again:
            in_list = len(self._open) > 1 and not self._open[-2].table
            frame.begun_again = in_list and value == next(iter(frame.entries))
            remedy = (
                'Put "- " before it if a new item begins here' if frame.begun_again else "Keep one of them"
            )
            message = f"{shown(value)} stands here twice; the first is on line {first.line}. {remedy}"
            self._problem(column, "yaml.duplicate_key", message)
        frame.key = (value, self.line, column)

    def _start(self, table: bool, column: int) -> None:
        self._count(column)
        if self._awaits_key():
            message = (
                "a list or table stands where a name should be; put text that begins with [ or { in quotes"
            )
            self._stop(column, "yaml.key", message)
        if len(self._open) == limits.DEPTH:
            message = f"lists and tables stand inside each other more than {limits.DEPTH} deep"
            self._stop(column, "file.too_deep", message)
        self._open.append(_Open(self.line, column, table))

    def _end(self) -> None:
        done = self._open.pop()
        if done.table:
            self._place(Table(done.entries, done.line, done.column))
        else:
            self._place(Series(tuple(done.items), done.line, done.column))

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].table and self._open[-1].key is None

    def _place(self, node: Node) -> None:
        """Put a finished node where it belongs. Of two values under one key the first is kept."""
        if not self._open:
            self.root = node
            return
        frame = self._open[-1]
        if not frame.table:
            frame.items.append(node)
        elif frame.key is None:  # an alias as a key: told already, and there is no name to keep it under
            frame.key = ("", node.line, node.column)
        else:
            name, line, column = frame.key
            frame.entries.setdefault(name, Entry(node, line, column))
            frame.key = None

    def _problem(self, column: int, code: str, message: str) -> None:
        self._note(Problem.at(Place(self.file, self.line, column), code, message))

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= limits.PROBLEMS:
            raise _Enough

    def _stop(self, column: int, code: str, message: str) -> None:
        self._problem(column, code, message)
        raise _Enough
