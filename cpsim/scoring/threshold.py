"""The threshold line: two limbs answered, and what follows from them by the area's rule.

Nobody types in whether the threshold is met; it is worked out here, from the answers and from the key alike.
"""

from itertools import product

from cpsim.model.case import KeyItem
from cpsim.model.words import Item, Limb, Status
from cpsim.scoring.judgement import BORN, UNBORN, limb_score, met_score, threshold_score
from cpsim.scoring.keys import for_discussion
from cpsim.scoring.lines import Code, Figure, Flag, Line, LineId, LineState
from cpsim.scoring.sheet import MISSING, NO_KEY, Result, Sheet

NO_PLANS = frozenset({Status.NO_PLAN, Status.EARLY_HELP})
"""What leaves a child whose threshold is met without a plan of either kind."""
WORDS = {frozenset({True}): "met", frozenset({False}): "not_met", frozenset({True, False}): "either"}


def threshold_lines(sheet: Sheet) -> list[Line]:
    """The one line on the threshold, or none where the limbs are not asked."""
    if sheet.asked(Item.LIKELY) is None:
        return []
    ats = (sheet.at(Item.SUFFERED), sheet.at(Item.LIKELY))
    return [sheet.line(LineId.THRESHOLD, ats, _threshold(sheet))]


def _limbs(sheet: Sheet) -> tuple[str, str] | None:
    """The two answers, None where one is missing; of an unborn child the first is 'not applicable'."""
    suffered = (Limb.NOT_APPLICABLE,) if sheet.unborn else sheet.values(sheet.at(Item.SUFFERED))
    likely = sheet.values(sheet.at(Item.LIKELY))
    return (suffered[0], likely[0]) if suffered and likely else None


def key_mets(sheet: Sheet) -> frozenset[bool]:
    """Every result the key's own answers allow under the area's rule; empty where the key lacks a limb."""
    likely = sheet.keys.get(sheet.at(Item.LIKELY))
    suffered = sheet.keys.get(sheet.at(Item.SUFFERED))
    first: tuple[str, ...] = (Limb.NOT_APPLICABLE,) if sheet.unborn else ()
    if suffered is not None and not sheet.unborn:
        first = suffered.accepted
    second = likely.accepted if likely is not None else ()
    return frozenset(sheet.framework.met(one, two) for one, two in product(first, second))


def _threshold(sheet: Sheet) -> Result:
    limbs, mets = _limbs(sheet), key_mets(sheet)
    if limbs is None:
        return MISSING
    met = sheet.framework.met(*limbs)
    flags = _flags(sheet, limbs, met, mets)
    derived = ("met", WORDS[frozenset({met})])
    if not mets:
        return Result(NO_KEY.state, NO_KEY.code, None, (derived,), flags)
    figures: tuple[tuple[str, Figure], ...] = (derived, ("key_met", WORDS[mets]))
    keys = [sheet.keys[at] for at in (sheet.at(Item.SUFFERED), sheet.at(Item.LIKELY)) if at in sheet.keys]
    if any(for_discussion(key) for key in keys):
        return Result(LineState.DISCUSSION_ONLY, Code.OTHER, None, figures, flags)
    code = Code.AS_KEY if met in mets else Code.OVER if met else Code.UNDER
    parts = _parts(sheet, limbs, met, mets)
    shares = UNBORN if sheet.unborn else BORN
    score = threshold_score(*parts, shares)
    named = zip(("M", "S", "L", "share_M", "share_S", "share_L"), (*parts, *shares), strict=True)
    return Result(LineState.COMPLETE, code, score, (*figures, *named), flags)


def _parts(
    sheet: Sheet, limbs: tuple[str, str], met: bool, mets: frozenset[bool]
) -> tuple[float, float, float]:
    """M, S and L; S is 0 for an unborn child, where its share is 0 too."""
    suffered = 0.0 if sheet.unborn else _limb(sheet.keys[sheet.at(Item.SUFFERED)], limbs[0])
    return met_score(met, mets, sheet.weights), suffered, _limb(sheet.keys[sheet.at(Item.LIKELY)], limbs[1])


def _limb(key: KeyItem, answer: str) -> float:
    return limb_score(answer, key.accepted, (half.value for half in key.half))


def _flags(sheet: Sheet, limbs: tuple[str, str], met: bool, mets: frozenset[bool]) -> tuple[Flag, ...]:
    flags = []
    if mets and met not in mets:
        flags.append(Flag.OVER_INTERVENTION if met else Flag.UNDER_INTERVENTION)
    if Limb.CANNOT_SAY in limbs:
        flags.append(Flag.COUNTED_AS_NO)
    status = sheet.values(sheet.at(Item.STATUS))
    if met and NO_PLANS & set(status):
        flags.append(Flag.MET_WITHOUT_PLAN)
    if not met and Status.PROTECTION_PLAN in status:
        flags.append(Flag.PLAN_WITHOUT_MET)
    return tuple(flags)
