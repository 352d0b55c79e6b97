"""How much a test does: a little in every ordinary run, more where changes are checked, all of it in a soak.

`CPSIM_LONG` chooses: unset or empty for the short form, `middle` for the middle one, `1` for the full one.
"""

import os
from enum import StrEnum

import pytest


class Form(StrEnum):
    """How long a run may take."""

    SHORT = ""
    MIDDLE = "middle"
    FULL = "1"


FORM = Form(os.environ.get("CPSIM_LONG", ""))
"""The form of this run; any other word than those above is a mistake and stops it."""


def size(short: int, middle: int, full: int) -> int:
    """The number for the form of this run."""
    return {Form.SHORT: short, Form.MIDDLE: middle, Form.FULL: full}[FORM]


sized = pytest.mark.sized
"""Marks a test that has three forms, so that the middle ones can be run by themselves."""
