"""The formulas, by worked examples and by laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpsim.scoring.judgement import (
    BORN,
    FORMULAS,
    UNBORN,
    band_score,
    choice_score,
    counts,
    direction,
    f2_score,
    limb_score,
    met_score,
    ordinal_score,
    signed_distance,
    threshold_score,
)
from cpsim.scoring.lines import EQUAL, LineId, Weights

TWO_TO_ONE = Weights(under=2, over=1)
WEIGHTS = st.builds(Weights, under=st.floats(0.1, 10), over=st.floats(0.1, 10))
MET, NOT_MET = frozenset({True}), frozenset({False})


def level(answer: int, accepted: list[int], weights: Weights) -> float:
    """The score of one answer on four levels."""
    return ordinal_score(signed_distance(answer, accepted), 4, weights)


@pytest.mark.parametrize(
    ("distance", "score"), [(-1, 1 / 3), (-2, 0), (-3, 0), (1, 2 / 3), (2, 1 / 3), (3, 0), (0, 1)]
)
def test_steps_on_four_levels_at_two_to_one(distance: int, score: float) -> None:
    """At 2:1 a level too low costs two thirds and a level too high one third."""
    assert ordinal_score(distance, 4, TWO_TO_ONE) == pytest.approx(score)


@pytest.mark.parametrize(
    ("accepted", "answer", "score"),
    [([4], 3, 1 / 3), ([3, 4], 2, 1 / 3), ([2], 4, 1 / 3), ([2, 3], 4, 2 / 3)],
)
def test_worked_cases_on_the_continuum_at_two_to_one(accepted: list[int], answer: int, score: float) -> None:
    """The nearest end of the accepted range is what counts."""
    assert level(answer, accepted, TWO_TO_ONE) == pytest.approx(score)


@given(st.integers(-10, 10), st.integers(2, 9), WEIGHTS)
def test_an_ordinal_score_lies_between_0_and_1(distance: int, levels: int, weights: Weights) -> None:
    """No distance and no weight leads outside 0 to 1, and only distance 0 is worth 1."""
    score = ordinal_score(distance, levels, weights)
    assert 0 <= score <= 1
    assert (score == 1) == (distance == 0)


@given(st.integers(0, 10), st.integers(2, 9), st.floats(0.1, 10))
def test_equal_weights_treat_both_directions_alike(distance: int, levels: int, weight: float) -> None:
    """Under-calling and over-calling by as many steps earn the same at equal weights."""
    weights = Weights(weight, weight)
    assert ordinal_score(distance, levels, weights) == ordinal_score(-distance, levels, weights)
    assert band_score(distance, weights) == band_score(-distance, weights)


@given(st.integers(-10, 10), st.integers(2, 9), WEIGHTS)
def test_further_from_the_key_never_earns_more(distance: int, levels: int, weights: Weights) -> None:
    """Each further step in the same direction leaves the score or lowers it."""
    further = distance + (1 if distance >= 0 else -1)
    assert ordinal_score(further, levels, weights) <= ordinal_score(distance, levels, weights)
    assert band_score(further, weights) <= band_score(distance, weights)


@given(st.integers(0, 9), st.sets(st.integers(0, 9), min_size=1))
def test_the_distance_is_to_the_nearest_end(answer: int, accepted: set[int]) -> None:
    """Moving by the distance leads just into the range, and a shorter move does not."""
    steps = signed_distance(answer, sorted(accepted))
    assert min(accepted) <= answer - steps <= max(accepted)
    if steps:
        assert answer - steps in (min(accepted), max(accepted))


@pytest.mark.parametrize(
    ("band", "scores"),
    [
        ((2, 4), [0.6, 0.8, 1, 1, 1, 0.6, 0.2, 0, 0, 0, 0]),
        ((4, 7), [0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1, 0.6, 0.2, 0]),
    ],
)
def test_the_safety_scale_at_two_to_one(band: tuple[int, int], scores: list[float]) -> None:
    """Too safe is the under-calling side, and at 2:1 it costs twice as much."""
    found = [band_score(signed_distance(point, band), TWO_TO_ONE) for point in range(11)]
    assert found == pytest.approx(scores)


def limbs(suffered: str, likely: str, key: tuple[str, str], weights: Weights = TWO_TO_ONE) -> float:
    """T where either limb is enough."""
    met = "yes" in (suffered, likely)
    key_met = frozenset({"yes" in key})
    parts = (met_score(met, key_met, weights), limb_score(suffered, [key[0]]), limb_score(likely, [key[1]]))
    return threshold_score(*parts, BORN)


@pytest.mark.parametrize(
    ("suffered", "likely", "key", "score"),
    [
        ("yes", "yes", ("yes", "yes"), 1),
        ("cannot_say", "yes", ("yes", "yes"), 0.875),
        ("no", "no", ("yes", "yes"), 0),
        ("yes", "yes", ("no", "no"), 0.2),
        ("no", "cannot_say", ("no", "no"), 0.875),
    ],
)
def test_worked_thresholds_at_two_to_one(
    suffered: str, likely: str, key: tuple[str, str], score: float
) -> None:
    """Half is the derived result, a quarter each limb."""
    assert limbs(suffered, likely, key) == pytest.approx(score)


def test_both_errors_about_the_threshold_weigh_the_same_by_default() -> None:
    """With equal weights neither calling it met nor calling it not met is the cheaper mistake."""
    assert met_score(True, NOT_MET, EQUAL) == met_score(False, MET, EQUAL) == 0
    assert limbs("yes", "yes", ("no", "no"), EQUAL) == limbs("no", "no", ("yes", "yes"), EQUAL) == 0


def test_the_lighter_error_keeps_a_part() -> None:
    """Where a facilitator weighs one direction less, that error keeps 0.4 and the other nothing."""
    assert met_score(True, NOT_MET, TWO_TO_ONE) == 0.4
    assert met_score(False, MET, TWO_TO_ONE) == 0
    assert met_score(False, MET, Weights(under=1, over=2)) == 0.4


def test_an_unborn_child_has_one_limb() -> None:
    """Of an unborn child 'has suffered' takes no share: 0.6 for the result and 0.4 for the limb."""
    assert threshold_score(1, 0, 0.5, UNBORN) == pytest.approx(0.8)
    assert sum(UNBORN) == sum(BORN) == 1


def test_a_key_that_takes_both_answers_takes_every_answer() -> None:
    """Where the key says either, 'cannot yet say' is as right as yes and no."""
    assert [limb_score(answer, ["yes", "no"]) for answer in ("yes", "no", "cannot_say")] == [1, 1, 1]


def test_a_defensible_choice_earns_half() -> None:
    """Accepted 1, defensible 0.5, anything else 0."""
    plans = ("protection_plan", "in_need_plan", "no_plan")
    assert [choice_score(plan, ["protection_plan"], ["in_need_plan"]) for plan in plans] == [1, 0.5, 0]


@pytest.mark.parametrize(
    ("required", "optional", "answer", "score"),
    [
        ({"neglect", "emotional"}, set(), {"neglect"}, 5 / 9),
        ({"neglect", "emotional"}, set(), {"neglect", "emotional", "physical"}, 10 / 11),
        ({"physical"}, set(), {"physical", "sexual"}, 5 / 6),
        ({"physical"}, {"neglect"}, {"physical", "neglect"}, 1),
    ],
)
def test_several_categories(required: set[str], optional: set[str], answer: set[str], score: float) -> None:
    """A miss weighs four times an extra, and an optional one neither helps nor harms."""
    assert f2_score(*counts(answer, required, optional)) == pytest.approx(score)


CATEGORIES = st.sets(st.sampled_from(["physical", "emotional", "sexual", "neglect"]))


@given(CATEGORIES, CATEGORIES, CATEGORIES)
def test_several_categories_stay_between_0_and_1(
    answer: set[str], required: set[str], optional: set[str]
) -> None:
    """Whatever is named, F2 lies between 0 and 1, and naming what is required exactly is 1."""
    assert 0 <= f2_score(*counts(answer, required, optional)) <= 1
    assert f2_score(*counts(required, required, optional)) == 1


def test_direction_compares_two_risks() -> None:
    """Rising, staying, falling."""
    assert [direction(2, 4), direction(3, 3), direction(3, 1)] == [1, 0, -1]


def test_every_line_has_its_formula_to_print() -> None:
    """No score is printed without the formula beside it."""
    assert set(FORMULAS) == set(LineId)
