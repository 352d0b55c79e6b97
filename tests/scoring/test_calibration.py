"""Proper scores, by worked examples and by the law that makes them proper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpsim.scoring.calibration import brier, point_mass, ranked_probability, shares


@pytest.mark.parametrize(
    ("counters", "outcome", "value"),
    [
        ((0, 1, 3, 6), (0, 0, 0, 1), 0.0567),
        ((0, 1, 3, 6), (0, 0, 1, 0), 0.1233),
        ((0, 1, 3, 6), (0, 0, 0.2, 0.8), 0.0167),
        ((1, 1, 1, 1), (0, 0, 0, 1), 0.2917),
        ((0, 0, 10, 0), (0, 0, 0, 1), 0.3333),
    ],
)
def test_worked_ranked_probability_scores(
    counters: tuple[int, ...], outcome: tuple[float, ...], value: float
) -> None:
    """Counters on four levels against one level or a panel."""
    assert ranked_probability(shares(counters), outcome) == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize(("p", "came", "value"), [(0.9, True, 0.01), (0.9, False, 0.81), (0.5, True, 0.25)])
def test_worked_brier_scores(p: float, came: bool, value: float) -> None:
    """Sure and right costs little, sure and wrong much, undecided a quarter."""
    assert brier(p, came) == pytest.approx(value)


SPREADS = st.lists(st.integers(0, 10), min_size=4, max_size=4).filter(any)


@given(SPREADS, SPREADS)
def test_honesty_is_the_best_forecast(belief: list[int], other: list[int]) -> None:
    """Whoever believes in a distribution expects no better score from stating another one."""
    believed = shares(belief)

    def expected(stated: tuple[float, ...]) -> float:
        points = [tuple(float(level == hit) for level in range(4)) for hit in range(4)]
        return sum(p * ranked_probability(stated, point) for p, point in zip(believed, points, strict=True))

    assert expected(believed) <= expected(shares(other)) + 1e-12


@given(SPREADS)
def test_a_forecast_is_perfect_against_itself(counters: list[int]) -> None:
    """Saying what the panel says costs nothing, and no score leaves 0 to 1."""
    assert ranked_probability(shares(counters), shares(counters)) == 0
    assert 0 <= ranked_probability(shares(counters), (1.0, 0.0, 0.0, 0.0)) <= 1


def test_without_a_panel_the_nearest_accepted_level_counts() -> None:
    """The outcome lies on the accepted level nearest to the fullest, the lower of two as near."""
    assert point_mass((0, 1, 3, 6), (1, 2)) == (0, 0, 1, 0)
    assert point_mass((10, 0, 0, 0), (3,)) == (0, 0, 0, 1)
    assert point_mass((2, 3, 2, 3), (2, 3)) == (0, 0, 0, 1)
    assert point_mass((0, 0, 10, 0), (1, 3)) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("forecast", "outcome"), [((1.0,), (1.0,)), ((0.5, 0.5), (1.0, 0.0, 0.0)), ((0.5, 0.4), (1.0, 0.0))]
)
def test_what_is_no_distribution_is_refused(forecast: tuple[float, ...], outcome: tuple[float, ...]) -> None:
    """Different lengths, a single level, or parts that do not add up to 1 are errors."""
    with pytest.raises(ValueError, match=r"levels|adds up"):
        ranked_probability(forecast, outcome)


def test_no_counters_are_no_forecast() -> None:
    """Shares of nothing do not exist."""
    with pytest.raises(ValueError, match="no counters"):
        shares((0, 0, 0, 0))
