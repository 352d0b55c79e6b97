"""A changed copy: the same as `dataclasses.replace` makes, whatever is changed."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpsim.conference.changed import changed
from cpsim.conference.parts import Seat
from cpsim.conference.view import Own, Public
from cpsim.model.words import Driver, SeatKind

SEATS = tuple(
    Seat(f"s{number}", SeatKind.PARTICIPANT, role, Driver.SIMULATED)
    for number, role in enumerate(("gp", "chair"))
)
NAMES = [field.name for field in fields(Public) if field.init and field.name != "seats"]


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from([(), ("x",), "x", None, 3])))
def test_it_is_what_replace_makes(changes: dict[str, Any]) -> None:
    """Every field of the largest state, in any combination, and what was worked out from the seats besides."""
    before = replace(Public(), seats=SEATS)
    after = changed(before, **changes)
    assert after == replace(before, **changes)
    assert after.participants == SEATS
    assert before == replace(Public(), seats=SEATS)


def test_a_field_it_does_not_have_is_refused() -> None:
    """As `replace` refuses it: a slip in the fold must not pass in silence."""
    with pytest.raises(TypeError, match="Own has no field hidden"):
        changed(Own(), hidden=1)


def test_the_copy_is_as_frozen_as_the_value() -> None:
    """Nothing opens by copying."""
    with pytest.raises(AttributeError):
        changed(Own(), note=None).note = None  # type: ignore[misc]
