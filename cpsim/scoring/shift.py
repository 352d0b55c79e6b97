"""From the first judgement to the second: nearer to the key or further from it, answer by answer.

Shown and never credited: a good argument may move a person either way, and so may pressure.
"""

from cpsim.model.case import KeyItem
from cpsim.model.judgement import Address
from cpsim.model.words import Item
from cpsim.scoring.judgement import choice_score, counts, f2_score, limb_score
from cpsim.scoring.keys import for_discussion
from cpsim.scoring.levels import distance
from cpsim.scoring.lines import Movement, Shift
from cpsim.scoring.sheet import RISK_LEVELS, Sheet


def shifts(before: Sheet, after: Sheet) -> tuple[Shift, ...]:
    """One shift for each address answered at both stages, in the order of the addresses.

    Both answers are held against the key of the second stage, because that is the full picture.
    """
    ats = {answer.at for answer in before.answers} & {answer.at for answer in after.answers}
    return tuple(_shift(at, before, after) for at in sorted(ats, key=_order))


def _order(at: Address) -> tuple[str, ...]:
    return (at.item, at.child, at.setting or "", at.horizon or "")


def _shift(at: Address, before: Sheet, after: Sheet) -> Shift:
    first, second = before.values(at), after.values(at)
    gaps = (_gap(after, at, first), _gap(after, at, second))
    if gaps[0] is None or gaps[1] is None:
        return Shift(at, first, second, None)
    figures = (("before", gaps[0]), ("after", gaps[1]))
    return Shift(at, first, second, movement(gaps[0], gaps[1]), figures)


def movement(before: float, after: float) -> Movement:
    """The word for two distances from the key, 0 being with it."""
    if after < before:
        return Movement.MOVED_TOWARD
    if after > before:
        return Movement.MOVED_AWAY
    return Movement.STAYED_APART if after else Movement.STAYED_WITH


def _gap(sheet: Sheet, at: Address, values: tuple[str, ...]) -> float | None:
    """Levels on an ordered list; otherwise what the answer lacks of 1. None where nothing can be compared."""
    key = sheet.keys.get(at)
    order = _ordered(sheet, at.item)
    if key is None or for_discussion(key, order):
        return None
    if order:
        steps = distance(values[0], key, order)
        return None if steps is None else float(abs(steps))
    if at.item in (Item.SUFFERED, Item.LIKELY):
        return 1 - limb_score(values[0], key.accepted, (half.value for half in key.half))
    return 1 - _choice(sheet, key, values)


def _choice(sheet: Sheet, key: KeyItem, values: tuple[str, ...]) -> float:
    half = [half.value for half in key.half]
    if key.at.item is Item.CATEGORY and sheet.framework.category_choice == "several":
        return f2_score(*counts(values, key.accepted, half))
    return choice_score(values[0], key.accepted, half)


def _ordered(sheet: Sheet, item: Item) -> tuple[str, ...]:
    """The ordered list an item is answered on, or nothing where its answers have no order."""
    scale = sheet.framework.scale
    if item is Item.LEVEL:
        return sheet.levels
    if item is Item.RISK:
        return RISK_LEVELS
    if item is Item.SCALE and scale is not None:
        return tuple(str(point) for point in range(scale.low, scale.high + 1))
    return ()
