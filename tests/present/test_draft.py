"""Half-filled forms come back as they were left, and nothing else comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpsim.model.said import clean
from cpsim.present.draft import Value, pack, unpack

VALUES: st.SearchStrategy[Value] = (
    st.text(min_size=1, max_size=8)
    | st.text(max_size=20).map(clean).filter(bool)
    | st.lists(st.text(max_size=5), min_size=1, max_size=3).map(tuple)
)


@given(st.dictionaries(st.text(max_size=6), VALUES, max_size=4))
def test_a_draft_comes_back_as_it_was(values: dict[str, Value]) -> None:
    """Choices, words and lists of choices survive being kept."""
    assert unpack(pack(values)) == values


def test_nothing_filled_in_is_no_draft() -> None:
    """An untouched form keeps no text at all, so that nothing is there to come back."""
    assert pack({"status": None, "cites": (), "reason": clean("")}) == ""


@pytest.mark.parametrize("text", ["", "no json", "[1]", "7", '{"a": {"b": 1}}', '{"a": 3}', '{"a": [1]}'])
def test_rubbish_is_no_draft(text: str) -> None:
    """Whatever a form never kept is left out."""
    assert unpack(text) == {}
