"""The formulas: from positions and sets to numbers between 0 and 1.

They know nothing of forms, keys or people. Weights come in as an argument; what is missing
never reaches them. Each formula is explained with worked examples in docs/scoring.md.
"""

from collections.abc import Iterable, Sequence

from cpsim.model.words import Limb
from cpsim.scoring.lines import LineId, Weights

HALF = 0.5
"""What an answer earns that the key calls defensible, and 'cannot yet say' where the key has an answer."""
LIGHTER = 0.4
"""What the derived threshold earns on the side of the error that a facilitator chose to weigh less."""
BAND_STEPS = 5
"""On the safety scale: so many points outside the band and nothing is left, at weight 1."""
BORN = (0.5, 0.25, 0.25)
"""Shares of the derived threshold, 'has suffered' and 'is likely'."""
UNBORN = (0.6, 0.0, 0.4)
"""The same for an unborn child, of whom 'has suffered' is not asked."""

FORMULAS = {
    LineId.LEVEL: "max(0, 1 - weight * |distance| / steps)",
    LineId.THRESHOLD: "share_M * M + share_S * S + share_L * L",
    LineId.STATUS: "1 accepted, 0.5 defensible, 0 otherwise",
    LineId.CATEGORY: "1 accepted, 0.5 defensible, 0 otherwise; several: 5 TP / (5 TP + 4 FN + FP)",
    LineId.RISK_NOW: "max(0, 1 - weight * |distance| / steps)",
    LineId.RISK_IF_NOTHING_CHANGES: "max(0, 1 - weight * |distance| / steps)",
    LineId.DIRECTION: "1 where direction and key_direction are the same, 0 otherwise",
    LineId.SCALE: "max(0, 1 - weight * |distance| / steps)",
    LineId.CERTAINTY: "never scored",
}
"""The formula of each line over the names of its figures, as it is printed beside a score."""


def signed_distance(answer: int, accepted: Sequence[int]) -> int:
    """Steps from `answer` to the nearest end of the accepted range; 0 inside, negative below it.

    `accepted` holds positions on the same ordinal list; ValueError where it is empty.
    """
    low, high = min(accepted), max(accepted)
    if answer < low:
        return answer - low
    return max(0, answer - high)


def ordinal_score(distance: int, levels: int, weights: Weights) -> float:
    """max(0, 1 - w * |d| / (K - 1)): 1 with the key, less with each level, never under 0.

    `levels` is K, the number of levels, at least 2.
    """
    weight = weights.under if distance < 0 else weights.over
    return max(0.0, 1 - weight * abs(distance) / (levels - 1))


def band_score(distance: int, weights: Weights) -> float:
    """max(0, 1 - w * |d| / 5) for the safety scale, where above the band is the under-calling side."""
    weight = weights.under if distance > 0 else weights.over
    return max(0.0, 1 - weight * abs(distance) / BAND_STEPS)


def limb_score(answer: str, accepted: Iterable[str], half: Iterable[str] = ()) -> float:
    """1 for the key's answer, or where the key takes both yes and no; 0.5 for 'cannot yet say'; else 0."""
    allowed = set(accepted)
    if answer in allowed or {Limb.YES, Limb.NO} <= allowed:
        return 1.0
    return HALF if answer == Limb.CANNOT_SAY or answer in set(half) else 0.0


def met_score(met: bool, key: frozenset[bool], weights: Weights) -> float:
    """1 where the derived threshold is as the key's; otherwise 0, or 0.4 on the side that weighs less.

    `key` is the set of results the key's own answers allow. With equal weights both errors earn 0.
    """
    if met in key:
        return 1.0
    own, other = (weights.over, weights.under) if met else (weights.under, weights.over)
    return LIGHTER if own < other else 0.0


def threshold_score(met: float, suffered: float, likely: float, shares: tuple[float, float, float]) -> float:
    """The weighted sum of the three parts; `shares` is BORN or UNBORN and adds up to 1."""
    return shares[0] * met + shares[1] * suffered + shares[2] * likely


def choice_score(answer: str, accepted: Iterable[str], half: Iterable[str]) -> float:
    """1 for an accepted answer, 0.5 for one the key calls defensible, else 0."""
    if answer in set(accepted):
        return 1.0
    return HALF if answer in set(half) else 0.0


def counts(answer: Iterable[str], required: Iterable[str], optional: Iterable[str]) -> tuple[int, int, int]:
    """Hits, misses and wrong extras: TP and FN over the required set, FP outside required and optional."""
    given, needed, free = set(answer), set(required), set(optional)
    return len(given & needed), len(needed - given), len(given - needed - free)


def f2_score(hits: int, misses: int, extras: int) -> float:
    """5TP / (5TP + 4FN + FP): a miss weighs four times an extra. Nothing asked and nothing said is 1."""
    whole = 5 * hits + 4 * misses + extras
    return 5 * hits / whole if whole else 1.0


def direction(now: float, later: float) -> int:
    """1 where the risk rises, 0 where it stays, -1 where it falls."""
    return (later > now) - (later < now)
