"""Whole profiles of one set of judgements."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from key_items import changed

from cpsim.model.case import Child, Key, KeyItem
from cpsim.model.framework import Framework
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Horizon, Item
from cpsim.scoring.lines import Code, Flag, Line, LineId, LineState, Profile, Weights
from cpsim.scoring.profile import Given, profile

NOW, LATER = Horizon.NOW, Horizon.IF_NOTHING_CHANGES
Change = dict[str, str | None]


def answers(**values: str | None) -> tuple[Answer, ...]:
    """Answers for the one child, as the key has them but for `values`; None leaves one out."""
    whole: Change = {
        "level": "4",
        "suffered": "yes",
        "likely": "yes",
        "status": "protection_plan",
        "category": "physical",
        "now": "2",
        "later": "4",
    }
    places = {"now": ("risk", NOW), "later": ("risk", LATER)}
    made = []
    for name, value in (whole | values).items():
        item, horizon = places.get(name, (name, None))
        if value is not None:
            made.append(Answer(Address(Item(item), "c1", None, horizon), value))
    return tuple(made)


@pytest.fixture
def score(framework: Framework, key: Key, child: Child) -> Callable[..., Profile]:
    """Scores second judgements that differ from the key's in the answers named."""

    def run(weights: Weights | None = None, **values: str | None) -> Profile:
        return profile(framework, key, [child], Given(after=answers(**values), weights=weights or Weights()))

    return run


def line(found: Profile, line_id: LineId) -> Line:
    """The one line called `line_id`."""
    (one,) = [line for line in found.lines if line.id is line_id]
    return one


def test_the_keys_own_answers_score_one_on_every_line(score: Callable[..., Profile]) -> None:
    """Whoever answers as the key has seven complete lines with 1 and nothing to talk about but preference."""
    found = score()
    assert [one.id for one in found.lines] == list(LineId)[:7]
    assert {one.state for one in found.lines} == {LineState.COMPLETE}
    assert [one.score for one in found.lines] == [1.0] * 7
    assert {one.code for one in found.lines} == {Code.AS_KEY}


def test_a_profile_holds_no_total() -> None:
    """Neither the profile nor a line has a place for a sum, a rank or a pass."""
    names = {field.name for field in fields(Profile)} | {field.name for field in fields(Line)}
    assert not names & {"total", "sum", "mark", "rank", "passed", "grade"}


@pytest.mark.parametrize(
    ("level", "score_at_equal", "score_at_two_to_one", "distance"),
    [("3", 2 / 3, 1 / 3, -1), ("2", 1 / 3, 0, -2), ("1", 0, 0, -3), ("4", 1, 1, 0)],
)
def test_levels_below_the_key(
    score: Callable[..., Profile],
    level: str,
    score_at_equal: float,
    score_at_two_to_one: float,
    distance: int,
) -> None:
    """The line keeps the signed distance, and a facilitator's weights move the score alone."""
    equal = line(score(level=level), LineId.LEVEL)
    unequal = line(score(Weights(2, 1), level=level), LineId.LEVEL)
    assert equal.score == pytest.approx(score_at_equal)
    assert unequal.score == pytest.approx(score_at_two_to_one)
    assert equal.figure("distance") == unequal.figure("distance") == distance
    assert equal.code is (Code.UNDER if distance else Code.AS_KEY)


@pytest.mark.parametrize("missing", ["level", "suffered", "likely", "status", "category", "now", "later"])
def test_a_missing_answer_leaves_its_line_incomplete(score: Callable[..., Profile], missing: str) -> None:
    """Missing is never 0: the line has no score, and the lines that do not need the answer keep theirs."""
    found = score(**{missing: None})
    needs = {
        "level": {LineId.LEVEL},
        "suffered": {LineId.THRESHOLD},
        "likely": {LineId.THRESHOLD},
        "status": {LineId.STATUS, LineId.CATEGORY},
        "category": {LineId.CATEGORY},
        "now": {LineId.RISK_NOW, LineId.DIRECTION},
        "later": {LineId.RISK_IF_NOTHING_CHANGES, LineId.DIRECTION},
    }
    assert {one.id for one in found.lines if one.state is LineState.INCOMPLETE} == needs[missing]
    assert {one.score for one in found.lines if one.state is LineState.INCOMPLETE} == {None}
    assert {one.score for one in found.lines if one.state is LineState.COMPLETE} == {1.0}


def test_cannot_yet_say_counts_as_no_and_says_so(score: Callable[..., Profile]) -> None:
    """With one limb open the other still meets the threshold; the note tells how it was counted."""
    one = line(score(suffered="cannot_say"), LineId.THRESHOLD)
    assert one.score == pytest.approx(0.875)
    assert one.figure("met") == "met"
    assert one.flags == (Flag.COUNTED_AS_NO,)


def test_an_unmet_threshold_where_the_key_meets_it(score: Callable[..., Profile]) -> None:
    """No and no earn nothing, and the line says which way it went."""
    one = line(score(suffered="no", likely="no", status="in_need_plan", category=None), LineId.THRESHOLD)
    assert one.score == 0
    assert one.code is Code.UNDER
    assert one.flags == (Flag.UNDER_INTERVENTION,)


def test_a_met_threshold_where_the_key_does_not_meet_it(
    framework: Framework, child: Child, make_item: Callable[..., KeyItem]
) -> None:
    """Over-intervention is flagged like its opposite; at 2:1 it keeps 0.2, with equal weights nothing."""
    items = (make_item(Item.SUFFERED, "no"), make_item(Item.LIKELY, "no"))
    key = Key(clean("One."), 1, items, ())
    at_two_to_one = profile(framework, key, [child], Given(after=answers(), weights=Weights(2, 1)))
    one = line(at_two_to_one, LineId.THRESHOLD)
    assert one.score == pytest.approx(0.2)
    assert (one.code, one.flags) == (Code.OVER, (Flag.OVER_INTERVENTION,))
    assert line(profile(framework, key, [child], Given(after=answers())), LineId.THRESHOLD).score == 0


def test_one_pair_of_answers_under_two_rules(framework: Framework, key: Key, child: Child) -> None:
    """Has suffered but is not likely to: met where either is enough, not where the future decides."""
    given = Given(after=answers(suffered="yes", likely="no"))
    either = line(profile(framework, key, [child], given), LineId.THRESHOLD)
    future = line(profile(replace(framework, threshold="likely"), key, [child], given), LineId.THRESHOLD)
    assert (either.figure("met"), future.figure("met")) == ("met", "not_met")


def test_an_unborn_child_is_judged_on_what_is_likely(framework: Framework, key: Key, child: Child) -> None:
    """Has suffered does not apply: the result weighs 0.6 and the one limb 0.4."""
    unborn = replace(child, unborn=True)
    given = Given(after=answers(suffered="not_applicable", likely="cannot_say"))
    one = line(profile(framework, key, [unborn], given), LineId.THRESHOLD)
    assert one.score == pytest.approx(0.4 * 0.5)
    without = Given(after=answers(suffered=None))
    assert line(profile(framework, key, [unborn], without), LineId.THRESHOLD).score == 1


def test_a_key_that_takes_either_leaves_the_result_open(
    framework: Framework, child: Child, make_item: Callable[..., KeyItem]
) -> None:
    """Where the key takes both answers to one limb and no to the other, met and not met are both right."""
    items = (make_item(Item.SUFFERED, "yes", "no"), make_item(Item.LIKELY, "no"))
    key = Key(clean("One."), 1, items, ())
    for suffered in ("yes", "no", "cannot_say"):
        given = Given(after=answers(suffered=suffered, likely="no"))
        one = line(profile(framework, key, [child], given), LineId.THRESHOLD)
        assert (one.score, one.figure("key_met")) == (1.0, "either")


@pytest.mark.parametrize(
    ("change", "flag"),
    [
        ({"status": "no_plan", "category": None}, Flag.MET_WITHOUT_PLAN),
        ({"suffered": "no", "likely": "no"}, Flag.PLAN_WITHOUT_MET),
    ],
)
def test_a_contradiction_is_flagged_and_costs_nothing(
    score: Callable[..., Profile], change: Change, flag: Flag
) -> None:
    """Threshold and plan that do not go together are worth a word, in both directions."""
    found = score(**change)
    assert flag in line(found, LineId.THRESHOLD).flags
    kept = {name: value for name, value in change.items() if name in ("suffered", "likely")}
    assert line(found, LineId.THRESHOLD).score == line(score(**kept), LineId.THRESHOLD).score


def test_a_defensible_plan_is_half_and_leaves_the_category_alone(score: Callable[..., Profile]) -> None:
    """One difference over the plan is not counted twice: the category was never asked."""
    found = score(status="in_need_plan", category=None)
    assert line(found, LineId.STATUS).score == 0.5
    assert line(found, LineId.STATUS).code is Code.DEFENSIBLE
    category = line(found, LineId.CATEGORY)
    assert (category.state, category.code, category.score) == (LineState.UNSCORED, Code.NOT_REACHED, None)


@pytest.mark.parametrize(
    ("category", "score_of", "flags"),
    [
        ("physical", 1.0, ()),
        ("neglect", 0.5, ()),
        ("emotional", 0.5, ()),
        ("sexual", 0.0, (Flag.SEXUAL_WITHOUT_KEY,)),
    ],
)
def test_one_category(
    score: Callable[..., Profile], category: str, score_of: float, flags: tuple[Flag, ...]
) -> None:
    """First strand 1, second strands a half, others nothing; one is also the facilitator's to take up."""
    one = line(score(category=category), LineId.CATEGORY)
    assert (one.score, one.flags) == (score_of, flags)


def test_several_categories_where_the_area_takes_several(
    framework: Framework, key: Key, child: Child
) -> None:
    """The key's set is required, its second strands are free, the rest is extra."""
    several = replace(framework, category_choice="several")
    more = (Answer(Address(Item.CATEGORY, "c1"), "sexual"), Answer(Address(Item.CATEGORY, "c1"), "neglect"))
    found = profile(several, key, [child], Given(after=(*answers(), *more)))
    one = line(found, LineId.CATEGORY)
    assert one.score == pytest.approx(5 / 6)
    assert (one.figure("TP"), one.figure("FN"), one.figure("FP")) == (1, 0, 1)
    assert one.flags == (Flag.SEXUAL_WITHOUT_KEY,)


def test_cannot_yet_say_about_the_risk(score: Callable[..., Profile]) -> None:
    """Where the key takes it, it is as right as a level; where not, it is shown and not scored."""
    taken = score(now="cannot_say")
    assert line(taken, LineId.RISK_NOW).score == 1
    assert line(taken, LineId.DIRECTION).state is LineState.UNSCORED
    open_later = line(score(later="cannot_say"), LineId.RISK_IF_NOTHING_CHANGES)
    assert (open_later.state, open_later.code) == (LineState.UNSCORED, Code.CANNOT_SAY)


def test_a_risk_copied_to_the_future_is_surfaced(score: Callable[..., Profile]) -> None:
    """Each risk may lie in its range while the direction between them is missed."""
    found = score(now="3", later="3")
    assert line(found, LineId.RISK_NOW).score == line(found, LineId.RISK_IF_NOTHING_CHANGES).score == 1
    one = line(found, LineId.DIRECTION)
    assert (one.score, one.code, one.flags) == (0.0, Code.UNDER, (Flag.SAME_RISK_TWICE,))
    assert (one.figure("direction"), one.figure("key_direction")) == ("same", "rises")


def test_one_of_the_keys_answers_that_is_not_its_first(score: Callable[..., Profile]) -> None:
    """Inside the range the score is 1, and the key's first choice is mentioned."""
    one = line(score(later="3"), LineId.RISK_IF_NOTHING_CHANGES)
    assert (one.score, one.flags) == (1.0, (Flag.NOT_PREFERRED,))


def test_an_item_for_discussion_has_no_score(
    framework: Framework, child: Child, make_item: Callable[..., KeyItem]
) -> None:
    """An accepted set with a hole in it gives words and no number."""
    key = Key(clean("Two."), 2, (make_item(Item.LEVEL, "2", "4"),), ())
    one = line(profile(framework, key, [child], Given(after=answers())), LineId.LEVEL)
    assert (one.state, one.score) == (LineState.DISCUSSION_ONLY, None)


def test_an_answer_without_a_key_is_shown_unscored(framework: Framework, child: Child) -> None:
    """Without a key every line is there with its answers and none has a score."""
    found = profile(framework, Key(clean("None."), 1, (), ()), [child], Given(after=answers()))
    assert {one.state for one in found.lines} == {LineState.UNSCORED}
    assert {one.code for one in found.lines} == {Code.NO_KEY}
    assert [answer.value for answer in line(found, LineId.LEVEL).answers] == ["4"]


def test_how_sure_one_is_is_never_scored(framework: Framework, key: Key, child: Child) -> None:
    """Certainty is a line without a score, even if somebody keyed it."""
    sure = Answer(Address(Item.CERTAINTY, "c1"), "4")
    one = line(profile(framework, key, [child], Given(after=(sure,))), LineId.CERTAINTY)
    assert (one.state, one.code, one.score) == (LineState.UNSCORED, Code.NEVER_SCORED, None)


def test_only_shared_citations_are_named(framework: Framework, key: Key, child: Child) -> None:
    """A line names the cited facts that its key rests on, and no others."""
    found = profile(framework, key, [child], Given(after=answers(), cited=("HV-01", "GP-09")))
    assert line(found, LineId.LEVEL).cited == ("HV-01",)
    assert line(found, LineId.STATUS).cited == ()


def test_the_first_judgement_is_compared_and_never_scored(
    framework: Framework, key: Key, child: Child
) -> None:
    """It stands beside the key for the own folder; not enough information is an answer there."""
    first = Given(before=answers(level="2", status=None, category=None), role="health_visitor")
    found = profile(framework, key, [child], first)
    level = next(one for one in found.before if one.id is LineId.LEVEL)
    assert (level.code, level.figure("distance")) == (Code.UNDER, -1)
    assert {one.score for one in found.before} == {None}
    assert LineState.COMPLETE not in {one.state for one in found.before}
    unsure = Given(before=answers(level="not_enough"), role="gp")
    level = next(one for one in profile(framework, key, [child], unsure).before if one.id is LineId.LEVEL)
    assert (level.state, level.code) == (LineState.UNSCORED, Code.NOT_ENOUGH)


def test_not_enough_is_no_answer_after_the_conference(score: Callable[..., Profile]) -> None:
    """Afterwards it leaves the line incomplete."""
    assert line(score(level="not_enough"), LineId.LEVEL).state is LineState.INCOMPLETE


VALUES = {
    "level": ["1", "2", "3", "4", "not_enough"],
    "suffered": ["yes", "no", "cannot_say"],
    "likely": ["yes", "no", "cannot_say"],
    "status": ["protection_plan", "in_need_plan", "no_plan"],
    "category": ["physical", "emotional", "sexual", "neglect"],
    "now": ["1", "2", "3", "4", "cannot_say"],
    "later": ["1", "2", "3", "4", "cannot_say"],
}
ANY_ANSWERS = st.fixed_dictionaries(
    {name: st.none() | st.sampled_from(values) for name, values in VALUES.items()}
)


@given(ANY_ANSWERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_score_stands_on_complete_lines_alone(score: Callable[..., Profile], values: Change) -> None:
    """Whatever is answered or left out: a score lies in 0 to 1, and only a complete line has one."""
    for one in score(**values).lines:
        assert (one.score is not None) == (one.state is LineState.COMPLETE)
        assert one.score is None or 0 <= one.score <= 1
        if one.state is LineState.COMPLETE:
            assert one.answers


@given(ANY_ANSWERS, st.sampled_from(sorted(VALUES)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_leaving_an_answer_out_never_gives_a_line_0(
    score: Callable[..., Profile], values: Change, dropped: str
) -> None:
    """Taking one answer away changes no other line's score and turns none into a number."""
    whole = {one.id: one.score for one in score(**values).lines}
    less = {one.id: one.score for one in score(**(values | {dropped: None})).lines}
    assert all(less[line_id] in (None, whole[line_id]) for line_id in less)


@pytest.mark.parametrize(
    ("what", "lines"),
    [
        (Item.LIKELY, {LineId.THRESHOLD}),
        (Item.STATUS, {LineId.STATUS}),
        (Item.CATEGORY, {LineId.CATEGORY}),
        (Item.RISK, {LineId.RISK_NOW, LineId.DIRECTION}),
    ],
)
def test_every_line_can_be_for_discussion_only(
    framework: Framework,
    key: Key,
    child: Child,
    make_item: Callable[..., KeyItem],
    what: Item,
    lines: set[LineId],
) -> None:
    """An item marked so takes the number from every line that rests on it, and the word from the shift."""
    horizon = NOW if what is Item.RISK else None
    marked = replace(make_item(what, "yes", horizon=horizon), discussion_only=True)
    given = Given(before=answers(), after=answers(), role="gp")
    found = profile(framework, changed(key, marked), [child], given)
    assert {one.id for one in found.lines if one.state is LineState.DISCUSSION_ONLY} == lines
    assert {one.score for one in found.lines if one.id in lines} == {None}
    assert [shift.movement for shift in found.shifts if shift.at == marked.at] == [None]


def test_several_categories_can_be_missing_unkeyed_or_for_discussion(
    framework: Framework, key: Key, child: Child, make_item: Callable[..., KeyItem]
) -> None:
    """The set of categories knows the same states as any other line."""
    several = replace(framework, category_choice="several")
    marked = replace(make_item(Item.CATEGORY, "physical"), discussion_only=True)
    unkeyed = replace(key, items=tuple(item for item in key.items if item.at.item is not Item.CATEGORY))
    cases = [
        (key, answers(category=None), LineState.INCOMPLETE),
        (unkeyed, answers(), LineState.UNSCORED),
        (changed(key, marked), answers(), LineState.DISCUSSION_ONLY),
    ]
    for with_key, judged, state in cases:
        one = line(profile(several, with_key, [child], Given(after=judged)), LineId.CATEGORY)
        assert (one.state, one.score) == (state, None)


def test_an_open_answer_the_key_calls_defensible_is_half(
    framework: Framework, key: Key, child: Child, make_item: Callable[..., KeyItem]
) -> None:
    """'Cannot yet say' earns a half where the key says why it can be defended."""
    item = make_item(Item.RISK, "3", "4", horizon=LATER, half=("cannot_say",))
    given = Given(after=answers(later="cannot_say"))
    found = profile(framework, changed(key, item), [child], given)
    one = line(found, LineId.RISK_IF_NOTHING_CHANGES)
    assert (one.state, one.code, one.score) == (LineState.COMPLETE, Code.DEFENSIBLE, 0.5)


def test_a_key_that_cannot_yet_say_scores_no_level(
    framework: Framework, key: Key, child: Child, make_item: Callable[..., KeyItem]
) -> None:
    """Where the key names no level, a level is shown, and no direction follows."""
    item = make_item(Item.RISK, "cannot_say", horizon=NOW)
    found = profile(framework, changed(key, item), [child], Given(after=answers()))
    for line_id in (LineId.RISK_NOW, LineId.DIRECTION):
        one = line(found, line_id)
        assert (one.state, one.code) == (LineState.UNSCORED, Code.KEY_CANNOT_SAY)
