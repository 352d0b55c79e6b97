"""How good a stated probability was: two proper scores, where honesty is the best strategy.

Kept apart from the lines of a profile, whose weights may reward calling to one side. Nothing
here labels a person: under twenty judgements a curve or a word like 'overconfident' means nothing.
"""

from collections.abc import Sequence
from itertools import accumulate

COUNTERS = 10
"""Counters to spread over the levels."""


def ranked_probability(forecast: Sequence[float], outcome: Sequence[float]) -> float:
    """The ranked probability score: the mean squared gap of the two running sums, 0 being best.

    Both are spread over the same ordered levels and each adds up to 1; ValueError otherwise.
    """
    if len(forecast) != len(outcome) or len(forecast) < 2:
        raise ValueError("forecast and outcome need the same levels, two at least")
    if any(abs(sum(part) - 1) > 1e-9 for part in (forecast, outcome)):
        raise ValueError("a distribution adds up to 1")
    gaps = zip(list(accumulate(forecast))[:-1], list(accumulate(outcome))[:-1], strict=True)
    return sum((ours - theirs) ** 2 for ours, theirs in gaps) / (len(forecast) - 1)


def brier(probability: float, came_true: bool) -> float:
    """(p - y) squared: 0 for a sure and right forecast, 1 for a sure and wrong one."""
    return (probability - came_true) ** 2


def shares(counters: Sequence[int]) -> tuple[float, ...]:
    """Counters as parts of 1; ValueError where there are none."""
    if not sum(counters):
        raise ValueError("no counters were spread")
    return tuple(count / sum(counters) for count in counters)


def point_mass(counters: Sequence[int], accepted: Sequence[int]) -> tuple[float, ...]:
    """The outcome where no panel was asked: all on the accepted level nearest to the fullest level.

    Between equally full levels the one nearest to the accepted levels counts, then the lower one.
    """
    fullest = [level for level, count in enumerate(counters) if count == max(counters)]
    _, _, target = min((abs(level - ours), ours, level) for ours in fullest for level in accepted)
    return tuple(float(level == target) for level in range(len(counters)))
