"""The guarded reader: nothing hostile or mistaken gets in, and everything refused has a line."""

import random
import re
import string
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sizes import FORM, Form

from cpsim.model.said import clean
from cpsim.packs import limits
from cpsim.packs.nodes import Leaf, Page, leaves, plain
from cpsim.packs.problems import Severity, as_text
from cpsim.packs.source import read, read_file

PARSERS = [yaml.CSafeLoader, yaml.SafeLoader]
LONG = FORM is Form.FULL

both = pytest.mark.parametrize("parser", PARSERS, ids=["c", "python"])

BILLION = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a0: &a0 {k: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
)

MANY_KEYS = "".join(f"k{n}: 1\n" for n in range(limits.NODES)).encode()

REFUSED: list[tuple[str, bytes, str, int]] = [
    ("nested lists", b"[" * 25_000, "file.too_deep", 1),
    ("nested lists in lines", b"- " * 5_000, "file.too_deep", 1),
    ("nested tables", b"{a: " * 25_000, "file.too_deep", 1),
    ("nested by indentation", "".join(f"{' ' * n}a:\n" for n in range(60)).encode(), "file.too_deep", 25),
    ("billion laughs", BILLION.encode(), "yaml.anchor", 1),
    ("merge laughs", MERGES.encode(), "yaml.anchor", 1),
    ("merge key", b"a: 1\n<<: {b: 2}\n", "yaml.merge", 2),
    ("anchor", b"a: &x 1\n", "yaml.anchor", 1),
    ("alias without anchor", b"a: *x\n", "yaml.alias", 1),
    ("alias as a key", b"a: 1\n*x : 2\n", "yaml.alias", 2),
    ("duplicate key", b"vote: for\nother: 1\nvote: against\n", "yaml.duplicate_key", 3),
    ("duplicate key in quotes", b"a: 1\n\"a\": 2\n'a': 3\n", "yaml.duplicate_key", 2),
    ("python tag", b"a: !!python/object/apply:os.system [ls]\n", "yaml.tag", 1),
    ("int tag", b"a: !!int abc\n", "yaml.tag", 1),
    ("date tag", b"a: !!timestamp 2024-02-31\n", "yaml.tag", 1),
    ("bool tag", b"a: !!bool abc\n", "yaml.tag", 1),
    ("binary tag", b"a: !!binary '*'\n", "yaml.tag", 1),
    ("own tag", b"a: !secret x\n", "yaml.tag", 1),
    ("bare tag", b"a: ! x\n", "yaml.tag", 1),
    ("tag on a table", b"!!map {a: 1}\n", "yaml.tag", 1),
    ("tag on a list", b"a: !!set [a]\n", "yaml.tag", 1),
    ("tag directive", b"%TAG ! tag:x,2000:\n---\na: 1\n", "yaml.tag", 1),
    ("two documents", b"a: 1\n---\nb: 2\n", "yaml.documents", 2),
    ("bare yes", b"a: yes\n", "yaml.bare_word", 1),
    ("bare NO", b"a: 1\nb: NO\n", "yaml.bare_word", 2),
    ("bare on", b"a: [on]\n", "yaml.bare_word", 1),
    ("bare Off", b"- Off\n", "yaml.bare_word", 1),
    ("bare TRUE", b"a: TRUE\n", "yaml.bare_word", 1),
    ("bare Null", b"a: Null\n", "yaml.bare_word", 1),
    ("list as a key", b"? [a, b]\n: 1\n", "yaml.key", 1),
    ("table as a key", b"{{a: 1}: 2}\n", "yaml.key", 1),
    ("tab after a colon", b"a:\tb\n", "yaml.tab", 1),
    ("tab as indentation", b"a:\n\tb: 1\n", "yaml.tab", 2),
    ("NUL", b"a: x\x00y\n", "text.character", 1),
    ("escape character", b"a: 1\nb: \x1b[2J\n", "text.character", 2),
    ("escape sequence in quotes", b'a: "\\e]52;c;eA==\\a"\n', "text.character", 1),
    ("NUL in quotes", b'a: "x\\0y"\n', "text.character", 1),
    ("tab in quotes", b'a: "x\\ty"\n', "text.character", 1),
    ("bidi override", "a: x\u202ey\n".encode(), "text.character", 1),
    ("bidi override in a remark", "a: 1 # \u202e\n".encode(), "text.character", 1),
    ("bidi in quotes", b'a: "\\u202e"\n', "text.character", 1),
    ("bidi in a key", b'"a\\u2066": 1\n', "text.character", 1),
    ("tag characters", "a: x\U000e0041\n".encode(), "text.character", 1),
    ("zero width space", "a: x\u200by\n".encode(), "text.character", 1),
    ("mark in the air", "a: \u0301\n".encode(), "text.character", 1),
    ("tower of marks", ("a: Z" + "\u0335" * 40).encode(), "text.character", 1),
    ("private use", "a: \ue000\n".encode(), "text.character", 1),
    ("line separator", "a: x\u2028b: y\n".encode(), "text.character", 1),
    ("next line", "a: x\u0085b: y\n".encode(), "text.character", 1),
    ("BOM in the middle", "a: 1\n\ufeffb: 2\n".encode(), "text.character", 2),
    ("two BOMs", "\ufeff\ufeffa: 1\n".encode(), "text.character", 1),
    ("cp1252", b"a: 1\nb: Zo\xeb\n", "file.encoding", 2),
    ("overlong UTF-8", b"a: \xc0\xaf\n", "file.encoding", 1),
    ("surrogate in UTF-8", b"a: \xed\xa0\x80\n", "file.encoding", 1),
    ("cut UTF-8", b"a: x\xe2\x82", "file.encoding", 1),
    ("UTF-16", "a: 1\n".encode("utf-16"), "file.encoding", 1),
    ("UTF-16 big end first", b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), "file.encoding", 1),
    ("UTF-16 without a mark", "a: 1\n".encode("utf-16-le"), "text.character", 1),
    ("UTF-32", "a: 1\n".encode("utf-32"), "file.encoding", 1),
    ("empty", b"", "file.empty", 1),
    ("only a remark", b"# nothing\n", "file.empty", 1),
    ("file too large", b"a: " + b"x" * limits.FILE_BYTES, "file.too_large", 1),
    ("text too long", b"a: " + b"x" * (limits.SCALAR + 1), "file.text_too_long", 1),
    ("key too long", b"x" * (limits.SCALAR + 1) + b": 1", "", 1),
    ("too many values", b"a: [" + b"1," * limits.NODES + b"1]", "file.too_many_values", 1),
    ("too many keys", MANY_KEYS, "file.too_many_values", limits.NODES // 2),
    ("colon in text", b"a: one: two\n", "yaml.syntax", 1),
    ("open bracket", b"a: 1\nb: [1, 2\nc: 3\n", "yaml.syntax", 0),
    ("open quote", b'a: 1\nb: "two\nc: 3\n', "yaml.syntax", 2),
    ("apostrophe in quotes", b"a: 'it's'\n", "yaml.syntax", 1),
    ("quotes in quotes", b'a: "she said "no" again"\n', "yaml.syntax", 1),
    ("wrong indentation", b"a:\n  b: 1\n c: 2\n", "yaml.syntax", 3),
    ("field without colon", b"a\nb: 1\n", "yaml.syntax", 2),
    ("at sign", b"a: @home\n", "yaml.syntax", 1),
    ("backquote", b"a: `x`\n", "yaml.syntax", 1),
    ("percent", b"a: %x\n", "yaml.syntax", 1),
    ("ampersand alone", b"a: & b\n", "yaml.syntax", 1),
    ("unknown escape", b'a: "C:\\programs"\n', "yaml.syntax", 1),
    ("surrogate in quotes", b'a: "\\ud800"\n', "", 1),
    ("number beyond Unicode", b'a: "\\UFFFFFFFF"\n', "yaml.syntax", 1),
    ("list beside a key", b"a: - b\n", "yaml.syntax", 1),
    ("list and table mixed", b"- a\nb: 1\n", "yaml.syntax", 2),
    ("text after a block mark", b"a: > text\n  more\n", "yaml.syntax", 1),
    ("future version", b"%YAML 3.0\n---\na: 1\n", "yaml.syntax", 1),
    ("bracket alone", b"a: ]\n", "yaml.syntax", 1),
]  # fmt: skip

MEANT: list[tuple[str, bytes, object]] = [
    ("constants", b"[true, false, null, ~]", (True, False, None, None)),
    ("nothing after a name", b"a:\nb: 1\n", {"a": None, "b": 1}),
    ("numbers", b"a: 0\nb: -12\nc: 400\n", {"a": 0, "b": -12, "c": 400}),
    ("not numbers", b"[010, 0x1, 1_000, 1.20, 1e3, 12:30:45, +1, .5]",
     ("010", "0x1", "1_000", "1.20", "1e3", "12:30:45", "+1", ".5")),
    ("dates", b"[2024-02-31, 2025-04-30, 09:30]", ("2024-02-31", "2025-04-30", "09:30")),
    ("words in quotes", b"['yes', \"no\", 'true', 'null', \"4\"]", ("yes", "no", "true", "null", "4")),
    ("a number beyond counting", b"a: 99999999999999999999\n", {"a": "99999999999999999999"}),
    ("keys as written", b"4: a\nyes: b\nnull: c\n", {"4": "a", "yes": "b", "null": "c"}),
    ("block text", b"a: >-\n  one\n  two\nb: |\n  x\n  y\n", {"a": "one two", "b": "x\ny\n"}),
    ("one BOM", "\ufeffa: é\n".encode(), {"a": "é"}),
    ("Windows line ends", b"a: 1\r\nb:\r\n  - x\r\n", {"a": 1, "b": ("x",)}),
    ("old line ends", b"a: 1\rb: 2\r", {"a": 1, "b": 2}),
    ("names", "a: می‌خواهم\nb: 👩‍👧\nc: Siân\n".encode(), {"a": "می‌خواهم", "b": "👩‍👧", "c": "Siân"}),
    ("markup is text", b"a: '[/] [@click=quit] <b> {x}'\n", {"a": "[/] [@click=quit] <b> {x}"}),
    ("one document mark", b"---\na: 1\n...\n", {"a": 1}),
    ("text alone", b"text", "text"),
    ("deep enough", b"[" * limits.DEPTH + b"]" * limits.DEPTH, None),
    ("long enough", b"a: " + b"x" * limits.SCALAR, {"a": "x" * limits.SCALAR}),
]  # fmt: skip


def _codes(page: Page) -> list[str]:
    return [problem.code for problem in page.problems]


@both
@pytest.mark.parametrize(("name", "data", "code", "line"), REFUSED, ids=[one[0] for one in REFUSED])
def test_refused(name: str, data: bytes, code: str, line: int, parser: type) -> None:
    """What packs do not need is refused by either parser, with a code, a line, a column and a sentence."""
    page = read(data, "f.yaml", parser)
    assert page.problems, name
    first = page.problems[0]
    assert first.column >= 1
    assert len(first.message) > 10
    assert clean(first.message).text == first.message
    if code:
        assert first.code == code
    if line:
        assert first.line == line


@both
@pytest.mark.parametrize(("name", "data", "value"), MEANT, ids=[one[0] for one in MEANT])
def test_accepted_as_meant(name: str, data: bytes, value: object, parser: type) -> None:
    """What packs use is read as it is written, by either parser."""
    page = read(data, "f.yaml", parser)
    assert page.problems == (), name
    assert page.root is not None
    if value is not None:
        assert plain(page.root) == value
        assert repr(plain(page.root)) == repr(value)  # true is not 1


@both
def test_every_duplicate_names_both_lines(parser: type) -> None:
    """A key that stands twice is told with the line of the first, and the first value is kept."""
    page = read(b"a: 1\nb: 2\na: 3\n", "f.yaml", parser)
    assert [(one.line, "line 1" in one.message) for one in page.problems] == [(3, True)]
    assert page.root is not None
    assert plain(page.root) == {"a": 1, "b": 2}


@both
def test_one_mistake_does_not_hide_the_next(parser: type) -> None:
    """A file with several mistakes that can be read over is told of all of them."""
    page = read(b"a: yes\nb: &x 1\nb: *x\nc: !y z\n", "f.yaml", parser)
    assert [(one.line, one.code) for one in page.problems] == [
        (1, "yaml.bare_word"),
        (2, "yaml.anchor"),
        (3, "yaml.duplicate_key"),
        (3, "yaml.alias"),
        (4, "yaml.tag"),
    ]


@both
def test_places_are_counted_from_one(parser: type) -> None:
    """A value's line and column are where an editor shows it, after a mark and wide letters."""
    page = read("\ufeffa: 1\rb: [é, 👩‍👧, here]\r\n".encode(), "f.yaml", parser)
    root = plain(page.root) if page.root else None
    assert root == {"a": 1, "b": ("é", "👩‍👧", "here")}
    found = [leaf for leaf in _leaves(page) if leaf.value == "here"]
    assert [(leaf.line, leaf.column) for leaf in found] == [(2, 13)]


def _leaves(page: Page) -> list[Leaf]:
    return list(leaves(page.root)) if page.root else []


@both
def test_problems_are_capped(parser: type) -> None:
    """A file that is wrong everywhere does not bury its reader."""
    page = read(b"- yes\n" * 1000, "f.yaml", parser)
    assert len(page.problems) == limits.PROBLEMS
    assert len(read(b"a: \x01\n" * 1000, "f.yaml", parser).problems) <= limits.PROBLEMS


@both
def test_an_open_bracket_is_told_where_it_opens(parser: type) -> None:
    """The sentence for a bracket that is never closed names the line it stands on."""
    page = read(b"a: 1\nb: [1, 2\nc: 3\nd: 4\n", "f.yaml", parser)
    assert "bracket" in page.problems[0].message
    assert "line 2" in page.problems[0].message or page.problems[0].line == 2


REMARKS = [
    ("a: Flat #4 is cold\n", ["1:9 #4 is cold"]),
    ("a: #4\nb: [x, y #z\n  ]\n", ["1:4 #4", "2:10 #z"]),
    ("a:\n  - Flat\n    is #4\n", ["3:8 #4"]),
    ("a: Flat # 4 is cold #5\n", []),
    ("a: 1 #one\nb: true #two\nc: x#y\nd: x ##\n#a: b\n", []),
    ("a: 'Flat #4'\nb: \"Flat #4\" #four\nc: >-\n  Flat #4\nd: [] #five\n", []),
]


@both
@pytest.mark.parametrize(("text", "told"), REMARKS)
def test_a_text_cut_short_by_a_remark_is_a_warning(text: str, told: list[str], parser: type) -> None:
    """Where a # that touches a word ends a text without quotes, its author is asked; the page is read."""
    page = read(text.encode(), "f.yaml", parser)
    assert page.root is not None
    assert {(one.code, one.severity) for one in page.problems} <= {("yaml.remark", Severity.WARNING)}
    quoted = re.compile(r'so "([^"]*)" is not read')
    found = [(one.line, one.column, quoted.findall(one.message)[0]) for one in page.problems]
    assert [f"{line}:{column} {cut}" for line, column, cut in found] == told


@given(st.binary(max_size=300))
def test_any_bytes_give_a_page(data: bytes) -> None:
    """Nothing that can be in a file raises; a page without a root says why."""
    for parser in PARSERS:
        page = read(data, "f.yaml", parser)
        assert page.root is not None or page.problems


@given(st.text(st.sampled_from("ab:-?[]{},&*!|>'\"%@`#~<.\\ux0\n \t\ufeff\x1b\u202eéyes"), max_size=60))
def test_any_dense_text_gives_a_page(text: str) -> None:
    """The same for texts made of the characters that mean something in YAML."""
    for parser in PARSERS:
        page = read(text.encode(), "f.yaml", parser)
        assert page.root is not None or page.problems
        for leaf in _leaves(page):
            assert page.problems or not isinstance(leaf.value, str) or "\x1b" not in leaf.value


def _mutated(chance: random.Random, text: str) -> bytes:
    """`text` with a few letters changed, lines moved, or bytes put in."""
    data = bytearray(text.encode())
    bits = [
        b"[",
        b"]",
        b"{",
        b"}",
        b"&a ",
        b"*a ",
        b"!!int ",
        b"<<: ",
        b": ",
        b"- ",
        b"'",
        b'"',
        b"\t",
        b"\n",
        b"yes",
    ]
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                del data[at : at + chance.randrange(1, 40)]
            case 1:
                data[at:at] = chance.choice(bits) * chance.choice([1, 1, 1, 30])
            case 2:
                data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 4)))
            case 3:
                data[at:at] = data[at : at + chance.randrange(200)]
            case _:
                data[at : at + 1] = chance.choice(string.printable).encode()
    return bytes(data)


def test_mutated_packs_are_read_or_refused(pytestconfig: pytest.Config) -> None:
    """Shipped files spoiled at random are read or refused with a line, alike by both parsers."""
    root = pytestconfig.rootpath
    texts = [file.read_text(encoding="utf-8") for file in sorted(root.glob("scenarios/**/*.yaml"))]
    texts += [file.read_text(encoding="utf-8") for file in sorted(root.glob("roles/*.yaml"))]
    chance = random.Random(20_250_430)
    for _ in range(50_000 if LONG else 500):
        data = _mutated(chance, chance.choice(texts)[:3000])
        # The parser in Python is ten times slower; the short run holds the two against each other.
        pages = [read(data, "f.yaml", parser) for parser in PARSERS[: 1 if LONG else 2]]
        for page in pages:
            assert page.root is not None or page.problems
            for problem in page.problems:
                assert 1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 1, as_text([problem])
        if not any(page.problems for page in pages):
            assert len({repr(plain(page.root)) for page in pages if page.root is not None}) == 1


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    """A folder, or nothing, in the place of a file is a sentence and no traceback."""
    for path in (tmp_path, tmp_path / "nowhere.yaml"):
        page = read_file(path)
        assert _codes(page) == ["file.unreadable"]
        assert page.root is None


def test_no_more_than_the_limit_is_read(tmp_path: Path) -> None:
    """A file far above the limit is refused without being held in memory."""
    file = tmp_path / "big.yaml"
    with file.open("wb") as stream:
        stream.truncate(40 * limits.FILE_BYTES)
    assert _codes(read_file(file)) == ["file.too_large"]
