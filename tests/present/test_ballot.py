"""The form of a judgement: its rows come from the offer, and a draft survives being kept."""

import json

from conferences import jayden, opened
from hypothesis import given
from hypothesis import strategies as st

from cpsim.conference.offers import Field, Shape
from cpsim.conference.rules.judging import asks
from cpsim.conference.view import View
from cpsim.model.said import clean
from cpsim.model.words import Item, Stage, Status
from cpsim.present import ballot


def _view() -> View:
    return opened(jayden(), "health_visitor").view("s3")


def _field(stage: Stage) -> Field:
    return Field("answers", Shape.ANSWERS, asks=asks(jayden().book, _view(), stage))


def test_every_question_is_in_the_areas_words() -> None:
    """A row asks what the framework asks, and each of its answers has words."""
    book = jayden().book
    for stage, form in ((Stage.BEFORE, book.framework.before), (Stage.AFTER, book.framework.after)):
        rows = [ballot.row(ask, stage, _view(), book) for ask in _field(stage).asks]
        assert [row.question for row in rows] == [str(asked.question) for asked in form.asks]
        assert all(option.label for row in rows for option in row.options)


def test_one_question_never_has_one_key_twice() -> None:
    """A key takes one answer and no other."""
    for stage in Stage:
        for ask in _field(stage).asks:
            keys = [option.key for option in ballot.row(ask, stage, _view(), jayden().book).options]
            assert len(set(keys)) == len(keys)
            assert all(keys)


def test_the_category_is_asked_with_the_plan_alone() -> None:
    """A question that hangs on another answer is in the form only with that answer."""
    field, book = _field(Stage.AFTER), jayden().book
    status = next(ballot.key_of(ask.at) for ask in field.asks if ask.at.item is Item.STATUS)
    with_plan = ballot.rows(field, Stage.AFTER, _view(), book, {status: Status.PROTECTION_PLAN})
    without = ballot.rows(field, Stage.AFTER, _view(), book, {status: Status.NO_PLAN})
    assert Item.CATEGORY in {row.at.item for row in with_plan}
    assert Item.CATEGORY not in {row.at.item for row in without}


def test_answers_leave_out_what_is_not_asked() -> None:
    """A category chosen before the plan was changed is not handed in."""
    field = _field(Stage.AFTER)
    values = {ballot.key_of(ask.at): ask.choices[0] for ask in field.asks}
    status = next(key for key in values if key.startswith(Item.STATUS))
    values[status] = Status.NO_PLAN
    assert Item.CATEGORY not in {answer.at.item for answer in ballot.answers(field, values)}


@given(
    st.dictionaries(st.sampled_from([ballot.key_of(ask.at) for ask in _field(Stage.AFTER).asks]), st.text()),
    st.lists(st.text(), max_size=3),
    st.one_of(st.none(), st.text()),
    st.text(),
)
def test_a_draft_comes_back_as_far_as_it_fits(
    values: dict[str, str], cites: list[str], moved_by: str | None, reason: str
) -> None:
    """Whatever is kept comes back, but for answers the form no longer has."""
    field = _field(Stage.AFTER)
    draft = ballot.Draft(values, tuple(cites), moved_by, clean(reason))
    back = ballot.unpack(ballot.pack(draft), field)
    choices = {ballot.key_of(ask.at): ask.choices for ask in field.asks}
    assert back.values == {key: value for key, value in values.items() if value in choices[key]}
    assert (back.cites, back.moved_by, back.reason) == (tuple(cites), moved_by, clean(reason))


@given(st.one_of(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)))
def test_rubbish_is_no_draft(text: str) -> None:
    """A draft that cannot be read is an empty one, never a failure."""
    assert ballot.unpack(text, _field(Stage.BEFORE)).values == {}


def test_what_an_answer_opens_is_missing_until_it_is_given() -> None:
    """The category is asked of those alone who recommend a protection plan, and then it must be there."""
    field = _field(Stage.AFTER)
    values = {ballot.key_of(ask.at): ask.choices[0] for ask in field.asks if ask.at.item is not Item.CATEGORY}
    status = next(ballot.key_of(ask.at) for ask in field.asks if ask.at.item is Item.STATUS)
    category = next(ballot.key_of(ask.at) for ask in field.asks if ask.at.item is Item.CATEGORY)
    assert ballot.missing(field, {**values, status: Status.PROTECTION_PLAN}) == (category,)
    assert ballot.missing(field, {**values, status: Status.NO_PLAN}) == ()
    assert ballot.missing(field, {}) == tuple(
        key for key in map(ballot.key_of, (a.at for a in field.asks)) if key != category
    )
