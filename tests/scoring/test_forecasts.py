"""Stated probabilities beside a key."""

from collections.abc import Callable
from dataclasses import replace

from key_items import changed

from cpsim.model.case import Child, Key, KeyItem
from cpsim.model.framework import Framework
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Horizon, Item
from cpsim.scoring.forecasts import Chance, Spread
from cpsim.scoring.profile import Given, profile

NOW, LATER = Horizon.NOW, Horizon.IF_NOTHING_CHANGES
Judged = Callable[..., tuple[Answer, ...]]


def test_forecasts_stand_apart_from_the_lines(
    framework: Framework, key: Key, child: Child, judged: Judged
) -> None:
    """Counters and chances are scored by proper rules, beside the lines and without touching them."""
    spread = Spread(Address(Item.LEVEL, "c1"), (0, 1, 3, 6))
    chance = Chance(Address(Item.LIKELY, "c1"), 0.9)
    with_them = Given(after=judged(level="3"), spreads=(spread,), chances=(chance,))
    found = profile(framework, key, [child], with_them)
    assert [(one.rule, round(one.value, 4)) for one in found.forecasts] == [("rps", 0.0567), ("brier", 0.01)]
    assert found.lines == profile(framework, key, [child], Given(after=judged(level="3"))).lines


def test_a_panel_is_the_outcome_where_one_was_asked(
    framework: Framework, child: Child, make_item: Callable[..., KeyItem]
) -> None:
    """Counters are held against what the panel members said."""
    item = replace(make_item(Item.LEVEL, "3", "4"), panel=(("3", 1), ("4", 4)))
    spread = Spread(Address(Item.LEVEL, "c1"), (0, 1, 3, 6))
    found = profile(framework, Key(clean("Five."), 5, (item,), ()), [child], Given(spreads=(spread,)))
    assert [round(one.value, 4) for one in found.forecasts] == [0.0167]


def test_a_forecast_needs_a_key_that_names_an_outcome(
    framework: Framework, key: Key, child: Child, make_item: Callable[..., KeyItem]
) -> None:
    """Without a key, with one that takes both, or one that names no level, nothing is worked out."""
    counters = tuple(
        Spread(Address(Item.RISK, "c1", None, horizon), (1, 2, 3, 4)) for horizon in (NOW, LATER)
    )
    chances = tuple(Chance(Address(item, "c1"), 0.5) for item in (Item.SUFFERED, Item.LIKELY))
    given = Given(spreads=counters, chances=chances)
    open_key = changed(
        key,
        make_item(Item.RISK, "cannot_say", horizon=NOW),
        replace(make_item(Item.RISK, "4", horizon=LATER), discussion_only=True),
        make_item(Item.SUFFERED, "yes", "no"),
        replace(make_item(Item.LIKELY, "yes"), discussion_only=True),
    )
    assert len(profile(framework, key, [child], given).forecasts) == 4
    assert profile(framework, open_key, [child], given).forecasts == ()
    assert profile(framework, Key(clean("None."), 1, (), ()), [child], given).forecasts == ()
