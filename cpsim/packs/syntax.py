"""The YAML parser's complaints in words an author without programming can act on.

Both parsers of the library, in C and in Python, word the same complaint alike, or nearly; what
is not known here is passed on in the parser's words.
"""

import re

import yaml

from cpsim.packs.problems import shown

_COLON = (
    'a colon cannot stand here: if it belongs to a text, put the whole text in quotes ("like: this"); if a '
    "field begins here, see that the line above has its colon and that both begin in the same column"
)
_NO_COLON = (
    "a field's name needs a colon and a space after it; if this line goes on from the text above, "
    "indent it further than the field's name"
)
_FIRST = "text may not begin with %, @, &, * or a backquote; put the whole text in quotes"
_OPEN = "a quotation mark or a bracket that opens here is never closed"
_COMMAS = (
    "in brackets, what stands side by side is parted by commas, and every bracket and quotation mark that "
    "opens is closed"
)
BACKSLASH = "a backslash inside double quotes has a special meaning; use single quotes, or write it twice"
_ITEM = 'a list item ("- ") cannot begin here; put it on a line of its own'
_INDENT = "the indentation does not fit the lines above; fields of one table begin in the same column"
_GOES_ON = (
    "a text that begins with a quotation mark or a bracket ends where that closes, and more follows here; "
    "put the whole text in quotes, of the other kind where it has quotation marks inside"
)
_VALUE = "a value was expected here; put text that begins with a special character in quotes"
_BLOCK = "text after > or | begins on the next line, indented; put text that begins with > or | in quotes"

_CUT = (
    'a space and a "#" begin a remark, so the text ends before it and cannot go on in the next line; '
    "put the whole text in quotes"
)
_LAYOUT = (_COLON, _NO_COLON, _INDENT)
"""What a line is told that does not go with those above; the cause may be one of the few looked for below."""

_TIGHT_ITEM = re.compile(r" *-(?=[A-Za-z])")
"""A list item whose hyphen has no space after it, which makes it a part of the name."""
_ODD_ITEM = re.compile(r" *([\u2010-\u2015\u2212\u2022])(?=.)")
"""A list item that a word processor, or a careful writer, gave a dash or a bullet in place of its hyphen."""
TIGHT_REMARK = re.compile(r" +#(?=[^\s#])")
"""A remark whose # touches a word: "#4" in the middle of a text, as a rule, and no remark at all."""
_REMARK = re.compile(r"(?<=\S) +#")

_KNOWN: dict[str, str] = {
    "mapping values are not allowed": _COLON,
    "could not find expected ':'": _NO_COLON,
    "cannot start any token": _FIRST,
    "alphabetic or numeric character": _FIRST,
    "unexpected end of stream": _OPEN,
    "expected ',' or": _COMMAS,
    "unknown escape character": BACKSLASH,
    "escape sequence": BACKSLASH,
    "character escape code": BACKSLASH,
    "hexdecimal number": BACKSLASH,
    "sequence entries are not allowed": _ITEM,
    "expected '-' indicator": _INDENT,
    "block end": _INDENT,
    "did not find expected key": _INDENT,
    "document start": _INDENT,
    "node content": _VALUE,
    "block scalar": _BLOCK,
    "chomping or indentation indicators": _BLOCK,
}


def sentence(error: yaml.YAMLError, text: str) -> tuple[int, int, str]:
    """Line, column (from 1) and a sentence for what the parser complained of in `text`."""
    words, mark, opened = str(error), None, None
    if isinstance(error, yaml.MarkedYAMLError):
        words = " ".join(part for part in (error.problem, error.context) if part)
        mark, opened = error.problem_mark, error.context_mark
    # Where a bracket or quote was opened helps; the end of the file, where the parser gave up, does not.
    lines = text.rstrip().split("\n")
    said = next((said for part, said in _KNOWN.items() if part in words), None)
    if opened is not None and (mark is None or mark.line >= len(lines) or "end of stream" in words):
        mark = opened
    elif opened is not None and said is _NO_COLON:
        # The parser misses the colon only once the line is over; the name that lacks it began before.
        mark = opened
    line, column = (min(mark.line, len(lines) - 1) + 1, mark.column + 1) if mark is not None else (1, 1)
    if said is None:
        said = f"this line cannot be read; the parser says {shown(words, 120)}"
    elif said is _COMMAS and opened is not None and opened.line + 1 != line:
        said = f"{said}; the bracket opens on line {opened.line + 1}"
    elif said in _LAYOUT and (cause := _cause(lines, line)) is not None:
        return cause
    elif said is _INDENT and lines[line - 1][: column - 1].strip():
        said = _GOES_ON
    return line, column, said


def odd_hyphen(text: str) -> str | None:
    """What to write in place of `text`, as a sentence, where it begins with a dash or a bullet for a hyphen."""
    found = _ODD_ITEM.match(text)
    if found is None:
        return None
    mark = f'"{found[1]}"' if found[1] == "\u2022" else f'"{found[1]}", a long dash'
    item = shown(f"- {text[found.end() :].strip()}", 40)
    return f"a list item begins with a hyphen and a space, and here stands {mark}; write {item}"


def _cause(lines: list[str], line: int) -> tuple[int, int, str] | None:
    """Why a line does not go with those above it, where that can be seen in it or in the one before."""
    for number in (line, line - 1) if line > 1 else (line,):
        words = lines[number - 1]
        if (odd := odd_hyphen(words)) is not None:
            return number, len(words) - len(words.lstrip()) + 1, odd
        if (tight := _TIGHT_ITEM.match(words)) is not None:
            item = shown(f"- {words[tight.end() :].strip()}", 40)
            return number, tight.end(), f"the hyphen that begins a list item needs a space after it: {item}"
    return _cut(lines[line - 2], lines[line - 1], line - 1) if line > 1 else None


def _cut(before: str, here: str, line: int) -> tuple[int, int, str] | None:
    """A remark in line number `line`, `before`, that was meant as text and goes on in the next, `here`."""
    tight = TIGHT_REMARK.search(before)
    remark = tight or _REMARK.search(before)
    if remark is None:
        return None
    deeper = len(here) - len(here.lstrip()) > len(before) - len(before.lstrip())
    plain_text = ": " not in here and not here.endswith(":")
    meant = deeper or plain_text if tight else deeper and plain_text
    return (line, remark.end(), _CUT) if meant else None
