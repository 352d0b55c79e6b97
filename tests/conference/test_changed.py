"""A changed copy: the same as `dataclasses.replace` makes, whatever is changed."""

from dataclasses import dataclass, field, fields, replace
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
NAMES = [one.name for one in fields(Public) if one.init and one.name != "seats"]


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


def test_what_is_worked_out_follows_from_what_it_is_worked_out_from() -> None:
    """Other seats have other participants, and nobody gives these by hand."""
    before = replace(Public(), seats=SEATS)
    assert changed(before, seats=SEATS[:1], paused=True) == replace(before, seats=SEATS[:1], paused=True)
    assert changed(before, seats=SEATS[:1]).participants == SEATS[:1]
    with pytest.raises(TypeError, match="Public works out participants itself"):
        changed(before, participants=())


def test_a_class_has_to_say_what_it_works_from() -> None:
    """Without it a stale value would be copied in silence."""

    @dataclass(frozen=True, slots=True)
    class Sum:
        one: int
        other: int
        both: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "both", self.one + self.other)

    with pytest.raises(TypeError, match="Sum does not say in WORKED_FROM what it works both out from"):
        changed(Sum(1, 2), one=2)


def test_the_copy_is_as_frozen_as_the_value() -> None:
    """Nothing opens by copying."""
    with pytest.raises(AttributeError):
        changed(Own(), note=None).note = None  # type: ignore[misc]
