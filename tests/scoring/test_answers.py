"""The answers file, read against a pack and its framework."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpsim.model.case import Child
from cpsim.model.content import Content
from cpsim.model.framework import Asked, Ballot, Scale, Source
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Horizon, Item
from cpsim.scoring.answers import read_answers
from cpsim.scoring.forecasts import Chance, Spread
from cpsim.scoring.lines import EQUAL, Weights
from cpsim.scoring.profile import Given

WELL: dict[str, Any] = {
    "format": 1,
    "role": "health_visitor",
    "before": {"answers": [{"item": "level", "value": "not_enough"}], "cites": ["HV-01"]},
    "after": {
        "answers": [
            {"item": "level", "child": "c1", "value": "4"},
            {"item": "risk", "horizon": "now", "value": "cannot_say"},
        ],
        "cites": ["HV-01", "GP-02"],
    },
}


def after(*answers: object, **more: object) -> dict[str, object]:
    """A file with a second judgement alone."""
    return {"format": 1, "after": {"answers": list(answers), **more}}


def problem(loaded: object, content: Content) -> str:
    """The one problem of a file."""
    given, sentences = read_answers(loaded, content)
    assert given is None
    (sentence,) = sentences
    return sentence


def test_a_first_judgement_rests_on_what_lay_in_the_folder(content: Content) -> None:
    """An item that comes to its holder's mind only later cannot have been cited before anybody spoke."""
    folders = tuple(
        replace(part, facts=tuple(replace(fact, after=("GP-01",)) for fact in part.facts))
        if part.role == "health_visitor"
        else part
        for part in content.scenario.slices
    )
    later = replace(content, scenario=replace(content.scenario, slices=folders))
    assert "HV-01 is not in this role's folder" in problem(WELL, later)
    assert read_answers(WELL | {"before": None}, later)[0] is not None


def test_a_whole_file_is_read(content: Content) -> None:
    """Both judgements, the role and the citations; the one child and equal weights go without saying."""
    read, sentences = read_answers(WELL, content)
    assert sentences == ()
    level = Address(Item.LEVEL, "c1")
    assert read == Given(
        before=(Answer(level, "not_enough"),),
        after=(Answer(level, "4"), Answer(Address(Item.RISK, "c1", None, Horizon.NOW), "cannot_say")),
        role="health_visitor",
        before_cited=("HV-01",),
        cited=("HV-01", "GP-02"),
        weights=EQUAL,
    )


def test_weights_and_forecasts_are_read(content: Content) -> None:
    """A facilitator's weights, counters over the levels and the chance of a yes."""
    loaded = after(
        {"item": "level", "value": "4", "counters": [0, 1, 3, 6]},
        {"item": "likely", "value": "yes", "chance_of_yes": 1},
    ) | {"weights": {"under": 2}}
    read, sentences = read_answers(loaded, content)
    assert sentences == ()
    assert read is not None
    assert read.weights == Weights(2, 1)
    assert read.spreads == (Spread(Address(Item.LEVEL, "c1"), (0, 1, 3, 6)),)
    assert read.chances == (Chance(Address(Item.LIKELY, "c1"), 1.0),)


LEVEL = {"item": "level", "value": "4"}


@pytest.mark.parametrize(
    ("loaded", "sentence"),
    [
        ([], "file: an object in braces is needed here"),
        (
            {"format": 2, "after": {}},
            "format: the number 1 is needed here; this program reads no other format",
        ),
        ({"format": 1}, "file: there is nothing to score: neither `before` nor `after` is given"),
        (
            {"format": 1, "after": {}, "total": 1},
            "total: no such field; known: format, role, before, after, weights",
        ),
        (
            {"format": 1, "role": "pilot", "after": {}},
            'role: "pilot" is not one of "health_visitor", "gp"',
        ),
        (
            {"format": 1, "before": {"answers": [LEVEL]}},
            "role: needed, because a first judgement is compared with the key for one role's folder",
        ),
        (
            {"format": 1, "before": {"cites": ["GP-01"]}},
            "role: needed, because a first judgement is compared with the key for one role's folder",
        ),
        (
            WELL | {"role": "mother", "before": {}},
            'role: "mother" hands in no judgement in this area; these do: health_visitor, gp',
        ),
        (
            WELL | {"before": {"answers": [LEVEL], "cites": ["GP-02"]}},
            "before.cites[0]: GP-02 is not in this role's folder, and a first judgement rests on that alone",
        ),
        ({"format": 1, "after": []}, "after: an object in braces is needed here"),
        ({"format": 1, "after": {"answers": {}}}, "after.answers: a list in square brackets is needed here"),
        (after("4"), "after.answers[0]: an object in braces is needed here"),
        (
            after({"item": "mood", "value": "4"}),
            (
                'after.answers[0].item: "mood" is not one of "level", "suffered", "likely", "risk", '
                '"certainty", "status", "category"'
            ),
        ),
        (
            after({"item": "level", "value": 4}),
            'after.answers[0].value: the number 4, not in quotation marks, is not one of "1", "2", "3", "4"',
        ),
        (
            after({"item": "level"}),
            'after.answers[0].value: missing; it is one of "1", "2", "3", "4"',
        ),
        (
            after({"item": "level", "value": "not_enough"}),
            'after.answers[0].value: "not_enough" is not one of "1", "2", "3", "4"',
        ),
        (
            after({"item": "level", "value": "4", "child": "c9"}),
            'after.answers[0].child: "c9" is not one of "c1"',
        ),
        (
            after({"item": "level", "value": "4", "setting": "where_now"}),
            "after.answers[0].setting: level is not asked for each place here; leave this out",
        ),
        (
            after({"item": "level", "value": "4", "horizon": "now"}),
            "after.answers[0].horizon: this item is asked without a horizon; leave this out",
        ),
        (
            after({"item": "risk", "value": "4"}),
            'after.answers[0].horizon: missing; it is one of "now", "if_nothing_changes"',
        ),
        (after(LEVEL, LEVEL), "after.answers[1]: this was answered already further up"),
        (after(cites=["XX-01"]), 'after.cites[0]: "XX-01" is the id of no item in this pack'),
        (
            after(cites=[1]),
            "after.cites[0]: the number 1, not in quotation marks, is the id of no item in this pack",
        ),
        (after(cites=["HV-01", "HV-01"]), "after.cites[1]: HV-01 is cited twice"),
        (
            after(cites=["HV-01", "HV-02", "GP-01", "GP-02"]),
            "after.cites: at most 3 items can be cited, and 4 are",
        ),
        (
            after() | {"weights": {"under": 0}},
            "weights.under: a number above 0 and up to 10 is needed here",
        ),
        (
            after(LEVEL | {"counters": [1, 2, 3]}),
            (
                "after.answers[0].counters: 4 whole numbers that add up to 10 are needed here, "
                "lowest level first"
            ),
        ),
        (
            after({"item": "status", "value": "no_plan", "counters": [10]}),
            "after.answers[0].counters: this goes with level or risk, in `after`",
        ),
        (
            after({"item": "likely", "value": "yes", "chance_of_yes": True}),
            "after.answers[0].chance_of_yes: a number from 0 to 1 is needed here",
        ),
    ],
)
def test_every_problem_names_its_field(loaded: object, sentence: str, content: Content) -> None:
    """What is wrong, where, and what would be right."""
    assert problem(loaded, content) == sentence


def test_all_problems_come_at_once(content: Content) -> None:
    """Nobody mends a file one sentence at a time."""
    loaded = after({"item": "level", "value": "9"}, {"item": "mood"}, cites=["?"]) | {"format": 3}
    _, sentences = read_answers(loaded, content)
    assert [sentence.split(":")[0] for sentence in sentences] == [
        "format",
        "after.answers[0].value",
        "after.answers[1].item",
        "after.cites[0]",
    ]


def test_a_problem_quotes_nothing_a_terminal_obeys(content: Content) -> None:
    """An escape sequence in the file is shown as a picture of itself."""
    assert "\x1b" not in problem(after(cites=["\x1b[2J"]), content)
    assert "\x1b" not in problem({"format": 1, "after": {}, "\x1b[2J": 1}, content)


def test_several_categories_where_the_area_takes_several(content: Content) -> None:
    """The same question may be answered more than once there, not twice alike."""
    rows = [{"item": "category", "value": value} for value in ("neglect", "physical", "physical")]
    several = replace(content, framework=replace(content.framework, category_choice="several"))
    assert read_answers(after(*rows[:2]), several)[1] == ()
    assert problem(after(*rows), several) == "after.answers[2]: this was answered already further up"
    assert problem(after(*rows[:2]), content) == "after.answers[1]: this was answered already further up"


def test_a_second_child_has_to_be_named(content: Content) -> None:
    """With two children every answer says whose it is; of an unborn one 'has suffered' does not apply."""
    children = (*content.scenario.children, Child("c2", clean("Baby"), clean("unborn"), unborn=True))
    two = replace(content, scenario=replace(content.scenario, children=children))
    assert problem(after(LEVEL), two) == 'after.answers[0].child: missing; it is one of "c1", "c2"'
    unborn = {"item": "suffered", "child": "c2", "value": "not_applicable"}
    assert read_answers(after(unborn), two)[1] == ()
    assert "c1" in problem(after(unborn | {"child": "c3"}), two)


def test_a_place_has_to_be_named_where_it_is_asked_by_place(content: Content) -> None:
    """The scale of an area that asks it for each place."""
    word = clean("w")
    ballot = Ballot("after", (Asked(Item.SCALE, None, word, per_setting=True),), 3, True)
    scaled = replace(content.framework, scale=Scale(0, 10, word, word, Source("A", "")), after=ballot)
    place = replace(content, framework=scaled)
    assert problem(after({"item": "scale", "value": "3"}), place) == (
        'after.answers[0].setting: missing; it is one of "as_before", "where_now"'
    )
    read, _ = read_answers(after({"item": "scale", "setting": "where_now", "value": "10"}), place)
    assert read is not None
    assert read.after == (Answer(Address(Item.SCALE, "c1", "where_now"), "10"),)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["level", "4"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["format", "after", "answers", "item", "value", "cites"]), inner)
    ),
    max_leaves=12,
)


@given(JUNK)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_is_told_and_never_raises(content: Content, loaded: object) -> None:
    """Any JSON at all gives judgements or sentences, and just one of the two."""
    read, sentences = read_answers(loaded, content)
    assert (read is None) == bool(sentences)


@given(st.sampled_from(["format", "role", "before", "after", "weights"]), JUNK)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_in_one_field_never_raises(content: Content, name: str, junk: object) -> None:
    """The same with a file that is right but for one field."""
    read, sentences = read_answers(WELL | {name: junk}, content)
    assert (read is None) == bool(sentences)
