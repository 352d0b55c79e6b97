"""Wrapping words by the cells they take."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cpsim.model.said import clean
from cpsim.tui.lines import Span, Tone, line, plain, wrap

WORDS = st.text(st.sampled_from("ab é漢🙂\n -\u00a0"), max_size=80)


@given(WORDS, st.integers(6, 30), st.integers(0, 3), st.integers(0, 3))
def test_rows_fit_and_lose_no_letter(text: str, width: int, indent: int, hang: int) -> None:
    """No row is wider than the width, and every letter is on some row in its order."""
    rows = wrap(line(text, indent=indent, hang=hang), width)
    for stands, spans in rows:
        assert stands + sum(cell_len(span.text) for span in spans) <= width
    letters = "".join(span.text for _, spans in rows for span in spans)
    blanks = str.maketrans("", "", " \u00a0\n")
    assert letters.translate(blanks) == text.translate(blanks)


def test_words_stay_whole_and_further_rows_hang() -> None:
    """A word goes to the next row whole, under the hanging indent."""
    rows = wrap(line("one two three", hang=2), 8)
    assert [(stands, spans[0].text) for stands, spans in rows] == [(0, "one two"), (2, "three")]


def test_a_no_break_space_keeps_two_words_together() -> None:
    """A mark goes to the next row with what it marks."""
    rows = wrap(line("one ✓\u00a0two"), 7)
    assert [spans[0].text for _, spans in rows] == ["one", "✓\u00a0two"]


def test_a_word_longer_than_the_row_is_cut() -> None:
    """A word without a break is cut at the edge."""
    assert [spans[0].text for _, spans in wrap(line("abcdefgh"), 3)] == ["abc", "def", "gh"]


def test_tones_survive_wrapping() -> None:
    """Each piece keeps the tone it had."""
    rows = wrap(line("plain words ", ("strong words", Tone.STRONG)), 14)
    assert [spans for _, spans in rows] == [
        (Span("plain words"),),
        (Span("strong words", Tone.STRONG),),
    ]


def test_a_line_break_begins_a_row() -> None:
    """A line break is a row of its own; an empty line is an empty row."""
    assert ["".join(span.text for span in spans) for _, spans in wrap(line("a\n\nb"), 10)] == ["a", "", "b"]


def test_words_of_people_and_of_ours_read_the_same() -> None:
    """A Said gives its characters, and what a terminal obeys is gone from either."""
    assert plain(clean("[b]risk[/b]")) == "[b]risk[/b]"
    assert plain("a\x1b[31mb\u202ec") == "a[31mbc"
    assert plain("a\tb") == "a   b"
