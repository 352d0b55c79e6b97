"""The three sizes of a run with seeded chance: short in every test run, middle for a change, full in a soak.

CPSIM_LONG says which, in this one place: unset is short, `middle` is middle, anything else is full.
"""

import os

import pytest

sized = pytest.mark.sized
"""Marks a test whose run has three sizes, so that the middle forms can be run by themselves."""


def of_size(short: int, middle: int, full: int) -> int:
    """How many rounds this run makes, of the three that were given."""
    return {"": short, "middle": middle}.get(os.environ.get("CPSIM_LONG", ""), full)
