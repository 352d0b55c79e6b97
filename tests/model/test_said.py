"""Text from people: nothing in it is obeyed, hidden or left out of sight once it is cleaned."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpsim.model.said import MARKS, Said, clean

NASTY = st.characters(
    codec=None,
    categories=("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Mc", "Me", "Lo", "Lm", "So", "Zs", "Zl", "Zp"),
)
ANY_TEXT = st.one_of(
    st.text(st.characters(codec=None)),
    st.text(NASTY),
    st.text(
        st.sampled_from("aé\u0301\u0323\u0344\u200d\u200c\u202e\n\r\x1b\x85 ʹ하\u1160\u1161क\u093c❤\ufe0f")
    ),
)

NAMES = [
    "Siân Llŷr",
    "João Conceição",
    "Zoë O’Neill-Łukasz",
    "Đặng Thị Hương",
    "می‌خواهم",
    "फ़ातिमा क्‍ष",
    "שָׁלוֹם",
    "Ἀγαθοκλῆς ᾧ",
    "김하늘",
    "山田太郎",
    "👨‍👩‍👧‍👦 ❤️ 1️⃣ 👩🏽",
    "ที่นี่",
    "[risk] *is* <b>high</b> & `so`",
]

PAYLOADS = [
    ("\x1b[2Jgone", "␛[2Jgone"),
    ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
    ("\x9b31mred", "␦31mred"),
    ("\x9d0;title\x9c", "␦0;title␦"),
    ("a\x00b\x7fc", "a␀b␡c"),
    ("tab\there", "tab␉here"),
    ("\u202eevil\u202c", "evil"),
    ("\u2066x\u2069 \u200e\u200f\u061c", "x "),
    ("fla\U000e0067\U000e007fg", "flag"),
    ("a\u200bb\u2060c\ufeffd\u00ade", "abcde"),
    ("\u3164\u115f\u1160\uffa0\u2800name", "name"),
    ("\u200dstart", "start"),
    ("1\u200d2", "12"),
    ("\u0301floating", "floating"),
    ("line\n\u0301two", "line \u0301two"),
    ("\ud800\ue000\U0010ffff\u0378", "\ufffd" * 4),
    ("a\r\nb\rc\u2028d\x85e", "a b c d e"),
]


def _marks_in_a_row(text: str) -> int:
    most = run = 0
    for char in text:
        if unicodedata.category(char)[0] == "M":
            run += 1
        elif char not in "\u200c\u200d":
            run = 0
        most = max(most, run)
    return most


def _is_safe(text: str, *, lines: bool) -> bool:
    allowed = {"\u200c", "\u200d"} | ({"\n"} if lines else set())
    return all(
        char in allowed or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        for char in text
    )


@given(ANY_TEXT, st.booleans())
@settings(max_examples=500)
def test_nothing_unsafe_is_left(text: str, lines: bool) -> None:
    """No control, format, surrogate, private or unassigned character is left in any cleaned text."""
    cleaned = clean(text, lines=lines).text
    assert _is_safe(cleaned, lines=lines)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert _marks_in_a_row(cleaned) <= MARKS


@given(ANY_TEXT, st.integers(0, 40), st.booleans())
@settings(max_examples=500)
def test_cleaning_twice_changes_nothing(text: str, limit: int, lines: bool) -> None:
    """Cleaned text is left as it is by a second cleaning, and is never longer than its limit."""
    once = clean(text, limit, lines=lines)
    assert len(once.text) <= limit
    assert clean(once.text, limit, lines=lines) == once


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_writing_is_kept(text: str) -> None:
    """Printable ASCII, brackets and backslashes included, comes through letter for letter."""
    assert clean(text).text == text


@pytest.mark.parametrize("name", NAMES)
def test_names_and_scripts_are_kept(name: str) -> None:
    """Real names, scripts that join their letters and emoji families are not altered."""
    assert clean(name).text == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("name", NAMES)
def test_decomposed_names_are_composed(name: str) -> None:
    """The same name typed as letters and marks apart gives the same text."""
    assert clean(unicodedata.normalize("NFD", name)) == clean(name)


@pytest.mark.parametrize(("raw", "shown"), PAYLOADS)
def test_payloads_are_shown_or_removed(raw: str, shown: str) -> None:
    """Escape sequences are shown as pictures; invisible characters are removed."""
    assert clean(raw).text == shown


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0)])
def test_every_control_character_is_seen(code: int) -> None:
    """Each C0, C1 and DEL leaves one visible character or one space, never a hole and never itself."""
    assert len(clean(f"a{chr(code)}b").text) == 3
    assert chr(code) not in clean(f"a{chr(code)}b").text


def test_newlines_stay_only_where_asked() -> None:
    """Every kind of line end becomes one newline with `lines`, and one space without."""
    raw = "one\r\ntwo\rthree\u2029four"
    assert clean(raw, lines=True).text == "one\ntwo\nthree\nfour"
    assert clean(raw).text == "one two three four"


def test_a_tower_of_marks_is_cut() -> None:
    """Three thousand marks on a letter leave three, and the letter after them keeps its own."""
    assert clean("Z" + "\u0335\u0323\u0301" * 1000 + "e\u0301", 10_000).text[-1] == "é"
    assert _marks_in_a_row(clean("Z" + "\u0335\u0323\u0301" * 1000, 10_000).text) == MARKS


def test_joiners_do_not_buy_more_marks() -> None:
    """A joiner between marks does not start a new count."""
    assert sum(char == "\u0335" for char in clean("a" + "\u0335\u200d" * 50).text) == MARKS


def test_said_is_made_by_clean_alone() -> None:
    """A Said cannot be constructed directly or changed."""
    with pytest.raises(TypeError):
        Said()
    with pytest.raises(AttributeError):
        clean("x").text = "y"


def test_said_is_a_value() -> None:
    """Equal texts are equal and hash alike; a Said is not a str; an empty one is false."""
    assert clean("a") == clean("a")
    assert len({clean("a"), clean("a")}) == 1
    assert clean("a") != "a"
    assert not clean("\u202e")
    assert str(clean("a")) == Said.stored("a").text
