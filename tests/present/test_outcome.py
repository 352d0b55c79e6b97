"""What a conference comes to, in words."""

import pytest

from cpsim.present.outcome import day


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2026-11-01", "Sun 1 Nov 2026"), ("2028-02-29", "Tue 29 Feb 2028"), ("2000-01-01", "Sat 1 Jan 2000")],
)
def test_days_are_written_in_english(iso: str, said: str) -> None:
    """Whatever the language of the system, and over a leap day."""
    assert day(iso) == said


@pytest.mark.parametrize("iso", ["", "soon", "2026-02-30", "k7m2qd"])
def test_what_is_no_day_is_left_as_it_stands(iso: str) -> None:
    """A list made of a damaged file shows what the file says."""
    assert day(iso) == iso
