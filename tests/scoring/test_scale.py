"""The safety scale, for areas that have one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cpsim.model.case import Child, Key, KeyItem
from cpsim.model.framework import Asked, Ballot, Framework, Scale, Source
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Horizon, Item
from cpsim.scoring.lines import Code, Flag, Weights
from cpsim.scoring.profile import Given, profile

NOW, LATER = Horizon.NOW, Horizon.IF_NOTHING_CHANGES
Judged = Callable[..., tuple[Answer, ...]]


def test_the_scale_stands_for_each_place(
    framework: Framework, child: Child, make_item: Callable[..., KeyItem]
) -> None:
    """One line for each place asked, too safe and less safe apart, citations as a yes or no beside it."""
    word = clean("w")
    ask = Asked(Item.SCALE, None, word, per_setting=True)
    scaled = replace(
        framework, scale=Scale(0, 10, word, word, Source("A", "")), after=Ballot("after", (ask,), 3, True)
    )
    items = (
        make_item(Item.SCALE, "2", "3", "4", setting="as_before", cites=("HV-01",)),
        make_item(Item.SCALE, "4", "5", "6", "7", setting="where_now"),
        make_item(Item.SCALE, "4"),
    )
    given = Given(
        after=(
            Answer(Address(Item.SCALE, "c1", "as_before"), "6"),
            Answer(Address(Item.SCALE, "c1", "where_now"), "3"),
        ),
        cited=("HV-01",),
        weights=Weights(2, 1),
    )
    before, now = profile(scaled, Key(clean("One."), 1, items, ()), [child], given).lines
    assert (before.setting, before.code, before.flags) == ("as_before", Code.SAFER, (Flag.CITES_KEYED_FACT,))
    assert before.score == pytest.approx(0.2)
    assert (now.setting, now.code, now.flags) == ("where_now", Code.LESS_SAFE, ())
    assert now.score == pytest.approx(0.8)
