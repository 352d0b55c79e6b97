"""From the first judgement to the second."""

from collections.abc import Callable
from dataclasses import replace

from cpsim.model.case import Child, Key, KeyItem
from cpsim.model.framework import Asked, Ballot, Framework, Scale, Source
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Horizon, Item
from cpsim.scoring.lines import LineId, Movement
from cpsim.scoring.profile import Given, profile

NOW, LATER = Horizon.NOW, Horizon.IF_NOTHING_CHANGES
Judged = Callable[..., tuple[Answer, ...]]


def test_the_shift_is_shown_against_the_second_key(
    framework: Framework, key: Key, child: Child, judged: Judged
) -> None:
    """Nearer, further, with and apart; it carries no score."""
    first = judged(level="2", suffered="no", likely="yes", now="2", later="2", status=None, category=None)
    given = Given(before=first, after=judged(suffered="no", now="4", later="2"), role="health_visitor")
    found = profile(framework, key, [child], given)
    moves = {(shift.at.item, shift.at.horizon): shift.movement for shift in found.shifts}
    assert moves == {
        (Item.LEVEL, None): Movement.MOVED_TOWARD,
        (Item.SUFFERED, None): Movement.STAYED_APART,
        (Item.LIKELY, None): Movement.STAYED_WITH,
        (Item.RISK, NOW): Movement.MOVED_AWAY,
        (Item.RISK, LATER): Movement.STAYED_APART,
    }


def test_a_shift_that_cannot_be_compared_has_no_word(
    framework: Framework, key: Key, child: Child, judged: Judged
) -> None:
    """From 'not enough information' there is no distance to move from."""
    given = Given(before=judged(level="not_enough"), after=judged(), role="gp")
    shifts = profile(framework, key, [child], given).shifts
    assert [shift.movement for shift in shifts if shift.at.item is Item.LEVEL] == [None]


def test_the_shift_of_several_categories(
    framework: Framework, key: Key, child: Child, judged: Judged
) -> None:
    """The set nearer to the key's set is the nearer one."""
    before = replace(framework.before, asks=framework.after.asks)
    several = replace(framework, category_choice="several", before=before)
    given = Given(before=judged(category="sexual"), after=judged(), role="gp")
    shifts = profile(several, key, [child], given).shifts
    moves = {shift.at.item: shift.movement for shift in shifts if shift.at.horizon is None}
    assert moves[Item.CATEGORY] is Movement.MOVED_TOWARD
    assert moves[Item.STATUS] is Movement.STAYED_WITH


def test_the_shift_on_the_scale(
    framework: Framework, child: Child, make_item: Callable[..., KeyItem]
) -> None:
    """Points outside the band count, on either side."""
    word = clean("w")
    ballot = Ballot("after", (Asked(Item.SCALE, None, word), Asked(Item.LEVEL, None, word)), 3, True)
    scale = Scale(0, 10, word, word, Source("A", ""))
    scaled = replace(framework, scale=scale, after=ballot, before=replace(ballot, stage="before"))
    key = Key(clean("One."), 1, (make_item(Item.SCALE, "2", "3", "4"),), ())
    at = Address(Item.SCALE, "c1")
    given = Given(before=(Answer(at, "1"),), after=(Answer(at, "7"),), role="gp")
    found = profile(scaled, key, [child], given)
    assert [(shift.movement, shift.figures) for shift in found.shifts] == [
        (Movement.MOVED_AWAY, (("before", 1.0), ("after", 3.0)))
    ]
    assert [one.id for one in found.lines] == [LineId.LEVEL, LineId.SCALE]
