"""The lines on ordered lists: level of need, the two risks, the direction between them, the safety scale."""

from statistics import median

from cpsim.model.case import KeyItem
from cpsim.model.judgement import Address
from cpsim.model.words import Horizon, Item, Stage
from cpsim.scoring.judgement import (
    BAND_STEPS,
    HALF,
    band_score,
    direction,
    ordinal_score,
    signed_distance,
)
from cpsim.scoring.keys import for_discussion, positions
from cpsim.scoring.lines import Code, Figure, Flag, Line, LineId, LineState
from cpsim.scoring.sheet import MISSING, NO_KEY, RISK_LEVELS, Result, Sheet

NOT_ENOUGH = "not_enough"
CANNOT_SAY = "cannot_say"
DIRECTIONS = {-1: "falls", 0: "same", 1: "rises"}


def level_lines(sheet: Sheet) -> list[Line]:
    """The line on the continuum of need, one for each setting it is asked for; none where it is not asked."""
    if sheet.asked(Item.LEVEL) is None:
        return []
    ats = [sheet.at(Item.LEVEL, setting) for setting in sheet.settings(Item.LEVEL)]
    return [sheet.line(LineId.LEVEL, (at,), _ordinal(sheet, at, sheet.levels)) for at in ats]


def risk_lines(sheet: Sheet) -> list[Line]:
    """Risk now, risk if nothing changes, and of the second judgement the direction that follows from both.

    Of the first there is none: from one folder the key for now and for later may rest on different things.
    """
    lines = []
    for line_id, horizon in (
        (LineId.RISK_NOW, Horizon.NOW),
        (LineId.RISK_IF_NOTHING_CHANGES, Horizon.IF_NOTHING_CHANGES),
    ):
        if sheet.asked(Item.RISK, horizon) is not None:
            for setting in sheet.settings(Item.RISK, horizon):
                at = sheet.at(Item.RISK, setting, horizon)
                lines.append(sheet.line(line_id, (at,), _ordinal(sheet, at, RISK_LEVELS)))
    if sheet.ballot.stage == Stage.BEFORE:
        return lines
    settings = [line.setting for line in lines if line.id is LineId.RISK_NOW]
    later = {line.setting for line in lines if line.id is LineId.RISK_IF_NOTHING_CHANGES}
    return lines + [_direction_line(sheet, setting) for setting in settings if setting in later]


def scale_lines(sheet: Sheet) -> list[Line]:
    """The safety scale for each setting and time it is asked for; none where the area has no scale."""
    scale = sheet.framework.scale
    if scale is None:
        return []
    order = tuple(str(point) for point in range(scale.low, scale.high + 1))
    lines = []
    for ask in sheet.ballot.asks:
        if ask.item is Item.SCALE:
            for setting in sheet.settings(Item.SCALE, ask.horizon):
                at = sheet.at(Item.SCALE, setting, ask.horizon)
                lines.append(sheet.line(LineId.SCALE, (at,), _ordinal(sheet, at, order)))
    return lines


def distance(value: str, key: KeyItem, order: tuple[str, ...]) -> int | None:
    """Signed steps of one answer from the key's range; None where one of the two names no level.

    'Cannot yet say' is at no distance from a key that takes it.
    """
    accepted = positions(key.accepted, order)
    if value not in order:
        return 0 if value in key.accepted else None
    return signed_distance(order.index(value), accepted) if accepted else None


def _ordinal(sheet: Sheet, at: Address, order: tuple[str, ...]) -> Result:
    values, key = sheet.values(at), sheet.keys.get(at)
    if not values or (values[0] == NOT_ENOUGH and sheet.ballot.stage == Stage.AFTER):
        return MISSING
    if key is None:
        return NO_KEY
    if for_discussion(key, order):
        return Result(LineState.DISCUSSION_ONLY, Code.OTHER)
    if values[0] not in order:
        return _open_answer(values[0], key)
    steps = distance(values[0], key, order)
    if steps is None:
        return Result(LineState.UNSCORED, Code.KEY_CANNOT_SAY)
    return _placed(sheet, at, steps, order)


def _open_answer(value: str, key: KeyItem) -> Result:
    """'Cannot yet say' and 'not enough information': scored only where the key itself names them."""
    if value in key.accepted:
        return Result(LineState.COMPLETE, Code.AS_KEY, 1.0)
    if value in {half.value for half in key.half}:
        return Result(LineState.COMPLETE, Code.DEFENSIBLE, HALF)
    return Result(LineState.UNSCORED, Code.NOT_ENOUGH if value == NOT_ENOUGH else Code.CANNOT_SAY)


def _placed(sheet: Sheet, at: Address, steps: int, order: tuple[str, ...]) -> Result:
    key, value, weights = sheet.keys[at], sheet.values(at)[0], sheet.weights
    accepted = positions(key.accepted, order)
    on_scale = at.item is Item.SCALE
    too_low = steps > 0 if on_scale else steps < 0
    figures: list[tuple[str, Figure]] = [
        ("lowest", order[accepted[0]]),
        ("highest", order[accepted[-1]]),
        ("distance", steps),
        ("steps", BAND_STEPS if on_scale else len(order) - 1),
        ("weight", weights.under if too_low else weights.over),
    ]
    score = band_score(steps, weights) if on_scale else ordinal_score(steps, len(order), weights)
    flags = []
    if steps == 0 and key.preferred in order and value != key.preferred:
        flags.append(Flag.NOT_PREFERRED)
    if on_scale and sheet.cited & set(key.cites):
        flags.append(Flag.CITES_KEYED_FACT)
    return Result(LineState.COMPLETE, _code(steps, on_scale), score, tuple(figures), tuple(flags))


def _code(steps: int, on_scale: bool) -> Code:
    if steps == 0:
        return Code.AS_KEY
    if on_scale:
        return Code.SAFER if steps > 0 else Code.LESS_SAFE
    return Code.OVER if steps > 0 else Code.UNDER


def _direction_line(sheet: Sheet, setting: str | None) -> Line:
    ats = (
        sheet.at(Item.RISK, setting, Horizon.NOW),
        sheet.at(Item.RISK, setting, Horizon.IF_NOTHING_CHANGES),
    )
    return sheet.line(LineId.DIRECTION, ats, _direction(sheet, ats))


def _direction(sheet: Sheet, ats: tuple[Address, Address]) -> Result:
    """1 for the key's direction, else 0; the key's follows from its first choices, else its middles."""
    given = [sheet.values(at) for at in ats]
    if not all(given):
        return MISSING
    keys = [sheet.keys[at] for at in ats if at in sheet.keys]
    if len(keys) < 2:
        return NO_KEY
    if any(for_discussion(key, RISK_LEVELS) for key in keys):
        return Result(LineState.DISCUSSION_ONLY, Code.OTHER)
    now, later = (value[0] for value in given)
    if now not in RISK_LEVELS or later not in RISK_LEVELS:
        return Result(LineState.UNSCORED, Code.CANNOT_SAY)
    middles = [_middle(key) for key in keys]
    if middles[0] is None or middles[1] is None:
        return Result(LineState.UNSCORED, Code.KEY_CANNOT_SAY)
    ours, theirs = direction(int(now), int(later)), direction(middles[0], middles[1])
    figures: tuple[tuple[str, Figure], ...] = (
        ("direction", DIRECTIONS[ours]),
        ("key_now", middles[0]),
        ("key_if_nothing_changes", middles[1]),
        ("key_direction", DIRECTIONS[theirs]),
    )
    flags = (Flag.SAME_RISK_TWICE,) if now == later and theirs else ()
    return Result(LineState.COMPLETE, _code(ours - theirs, False), float(ours == theirs), figures, flags)


def _middle(key: KeyItem) -> float | None:
    """The key's first choice, or the middle of its range; in risk levels, None where it names no level."""
    if key.preferred in RISK_LEVELS:
        return float(key.preferred)
    levels = [int(value) for value in key.accepted if value in RISK_LEVELS]
    return float(median(levels)) if levels else None
