"""Which items of a key hold, and which are for talking about only."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cpsim.model.case import KeyItem
from cpsim.model.judgement import Address
from cpsim.model.words import Item, Stage
from cpsim.scoring.keys import for_discussion, positions, select

FOUR = ("1", "2", "3", "4")
LEVEL = Address(Item.LEVEL, "c1")


def test_the_most_specific_item_holds(make_item: Callable[..., KeyItem]) -> None:
    """An override for the framework beats one for the role, and one that names both beats either."""
    general = make_item(Item.LEVEL, "1")
    for_role = make_item(Item.LEVEL, "2", role="gp")
    for_area = replace(make_item(Item.LEVEL, "3"), framework="jersey")
    for_both = replace(make_item(Item.LEVEL, "4", role="gp"), framework="jersey")
    items = [for_both, general, for_area, for_role]
    assert select(items, "jersey", Stage.AFTER, "gp") == {LEVEL: for_both}
    assert select(items, "jersey", Stage.AFTER, "chair") == {LEVEL: for_area}
    assert select(items, "elsewhere", Stage.AFTER, "gp") == {LEVEL: for_role}
    assert select(items, "elsewhere", Stage.AFTER, None) == {LEVEL: general}


def test_stages_are_apart(make_item: Callable[..., KeyItem]) -> None:
    """An item for the first judgement says nothing about the second."""
    first = make_item(Item.LEVEL, "3", stage=Stage.BEFORE)
    assert select([first], "jersey", Stage.AFTER, None) == {}
    assert select([first], "jersey", Stage.BEFORE, None) == {LEVEL: first}


@pytest.mark.parametrize(
    ("accepted", "only_talk"),
    [
        (("4",), False),
        (("2", "3"), False),
        (("1", "3"), True),
        (("1", "2", "3"), True),
        (("2", "3", "4"), True),
        (("1", "2", "3", "4"), True),
        (("2", "3", "cannot_say"), False),
        (("cannot_say",), False),
    ],
)
def test_answers_too_far_apart_are_for_discussion(
    make_item: Callable[..., KeyItem], accepted: tuple[str, ...], only_talk: bool
) -> None:
    """A set with a hole, or one that takes all levels but an end one, is no key to score by."""
    assert for_discussion(make_item(Item.LEVEL, *accepted), FOUR) is only_talk


def test_an_author_can_mark_an_item_for_discussion(make_item: Callable[..., KeyItem]) -> None:
    """The mark holds where there is no order as well."""
    marked = replace(make_item(Item.STATUS, "no_plan"), discussion_only=True)
    assert for_discussion(marked)
    assert not for_discussion(make_item(Item.STATUS, "no_plan", "protection_plan"))


def test_positions_leave_out_what_has_no_place() -> None:
    """'Cannot yet say' has no place among the levels."""
    assert positions(("3", "cannot_say", "2", "3"), FOUR) == (1, 2)
