"""Which of the key's items hold for one framework, stage and role, and which are for discussion only."""

from collections.abc import Iterable, Sequence

from cpsim.model.case import KeyItem
from cpsim.model.judgement import Address
from cpsim.model.words import Stage


def select(
    items: Iterable[KeyItem], framework: str, stage: Stage, role: str | None
) -> dict[Address, KeyItem]:
    """One item per address: those of `stage` that name this framework and role, or none.

    The more an item names, the more it counts: framework and role before framework alone,
    framework alone before role alone, and any of them before the general item.
    """
    chosen: dict[Address, KeyItem] = {}
    for item in items:
        if item.stage != stage or item.framework not in (None, framework) or item.role not in (None, role):
            continue
        held = chosen.get(item.at)
        if held is None or _names(item) > _names(held):
            chosen[item.at] = item
    return chosen


def _names(item: KeyItem) -> tuple[bool, bool]:
    return (item.framework is not None, item.role is not None)


def positions(values: Iterable[str], order: Sequence[str]) -> tuple[int, ...]:
    """Where those of `values` that belong to the ordered list stand in it, lowest first."""
    return tuple(sorted({order.index(value) for value in values if value in order}))


def for_discussion(item: KeyItem, order: Sequence[str] = ()) -> bool:
    """Is this item never to be scored?

    Besides those marked so: an accepted set with a hole in it, or one that takes every level but an
    end one, because experts who differ that much give no key (sources: scoring keys as ranges).
    """
    if item.discussion_only:
        return True
    taken = positions(item.accepted, order)
    if not taken:
        return False
    has_hole = taken[-1] - taken[0] + 1 != len(taken)
    return has_hole or len(taken) >= len(order) - 1
