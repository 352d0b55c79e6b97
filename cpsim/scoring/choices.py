"""The lines without an order between the answers: what is recommended, and the category of harm."""

from collections.abc import Callable
from dataclasses import replace

from cpsim.model.case import KeyItem
from cpsim.model.judgement import Address
from cpsim.model.words import Category, Item
from cpsim.scoring.judgement import choice_score, counts, f2_score
from cpsim.scoring.keys import for_discussion
from cpsim.scoring.lines import Code, Flag, Line, LineId, LineState
from cpsim.scoring.sheet import MISSING, NO_KEY, Result, Sheet


def status_lines(sheet: Sheet) -> list[Line]:
    """The line on the plan recommended, or none where it is not asked."""
    if sheet.asked(Item.STATUS) is None:
        return []
    at = sheet.at(Item.STATUS)
    return [sheet.line(LineId.STATUS, (at,), _held(sheet, at, _choice))]


def category_lines(sheet: Sheet) -> list[Line]:
    """The line on the category, or none where it is not asked.

    Scored only for those who came to the question, so that one difference over the plan is not
    counted twice.
    """
    ask = sheet.asked(Item.CATEGORY)
    if ask is None:
        return []
    at = sheet.at(Item.CATEGORY)
    status = sheet.values(sheet.at(Item.STATUS))
    if ask.only_if_status is not None and status and ask.only_if_status not in status:
        result = Result(LineState.UNSCORED, Code.NOT_REACHED)
    elif ask.only_if_status is not None and not status:
        result = MISSING
    else:
        several = sheet.framework.category_choice == "several"
        result = _held(sheet, at, _several if several else _choice)
    return [sheet.line(LineId.CATEGORY, (at,), result)]


Compare = Callable[[tuple[str, ...], KeyItem], Result]


def _held(sheet: Sheet, at: Address, compare: Compare) -> Result:
    """The answers at `at` by `compare`, where there are some and a key to score them by."""
    values, key = sheet.values(at), sheet.keys.get(at)
    if not values:
        return MISSING
    if key is None:
        return NO_KEY
    found = Result(LineState.DISCUSSION_ONLY, Code.OTHER) if for_discussion(key) else compare(values, key)
    return replace(found, flags=_facilitator_flag(sheet, at))


def _choice(values: tuple[str, ...], key: KeyItem) -> Result:
    score = choice_score(values[0], key.accepted, (half.value for half in key.half))
    code = Code.AS_KEY if score == 1 else Code.DEFENSIBLE if score else Code.OTHER
    return Result(LineState.COMPLETE, code, score)


def _several(values: tuple[str, ...], key: KeyItem) -> Result:
    hits, misses, extras = counts(values, key.accepted, (half.value for half in key.half))
    code = Code.AS_KEY if not misses and not extras else Code.SEVERAL
    figures = (("TP", hits), ("FN", misses), ("FP", extras))
    return Result(LineState.COMPLETE, code, f2_score(hits, misses, extras), figures)


def _facilitator_flag(sheet: Sheet, at: Address) -> tuple[Flag, ...]:
    """Sexual abuse named where nothing keyed points to it is for a facilitator to take up."""
    key = sheet.keys[at]
    known = {*key.accepted, *(half.value for half in key.half)}
    named = at.item is Item.CATEGORY and Category.SEXUAL in sheet.values(at)
    return (Flag.SEXUAL_WITHOUT_KEY,) if named and Category.SEXUAL not in known else ()
