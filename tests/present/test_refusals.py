"""Every reason has its sentence, and a rule of procedure is printed with its source."""

from conferences import jayden, opened

from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.view import View
from cpsim.present.refusals import SENTENCES, excuse


def _view() -> View:
    host = opened(jayden(), "health_visitor")
    return host.view("s3")


def test_every_reason_has_a_sentence_of_its_own() -> None:
    """No reason is without words, and no two read alike."""
    assert set(SENTENCES) == set(Why)
    assert len(set(SENTENCES.values())) == len(Why)


def test_a_rule_is_printed_with_its_source() -> None:
    """Where a rule of procedure refuses, its text and where it stands come with the sentence."""
    book = jayden().book
    why = excuse(Refusal(Why.DECISION_MISSING, rule="dissent_after_decision"), book, _view())
    assert why.rule == book.framework.rules[_place("dissent_after_decision")].text
    assert why.source
    assert len(why.lines) == 3


def test_a_rule_the_area_does_not_have_leaves_the_sentence() -> None:
    """A refusal may name a rule that a framework has no text for."""
    why = excuse(Refusal(Why.ONLY_THE_CHAIR, rule="no_such_rule"), jayden().book, _view())
    assert (why.rule, len(why.lines)) == (None, 1)


def test_other_people_are_named_by_their_roles() -> None:
    """A seat id never stands in a sentence."""
    view = _view()
    why = excuse(Refusal(Why.SOMEBODY_HAS_THE_FLOOR, about=("s1",)), jayden().book, view)
    assert why.sentence == "Chair has the floor."
    many = excuse(Refusal(Why.ROUND_NOT_DONE, about=("s1", "s2")), jayden().book, view)
    assert "Social worker" in many.sentence
    assert "s2" not in many.sentence


def test_the_reader_is_spoken_to() -> None:
    """Where the reason lies with the reader, the sentence says so."""
    view = _view()
    why = excuse(Refusal(Why.SOMEBODY_HAS_THE_FLOOR, about=(view.me,)), jayden().book, view)
    assert why.sentence == "Say your own items first; you can ask once your turn is over."


def test_fields_and_limits_are_named_in_words() -> None:
    """What is missing or too much is named as a person would name it."""
    book, view = jayden().book, _view()
    missing = excuse(Refusal(Why.FIELD_MISSING, about=("category",)), book, view)
    assert "the category" in missing.sentence
    many = excuse(Refusal(Why.TOO_MANY, about=("cites", "3")), book, view)
    assert "at most 3" in many.sentence
    few = excuse(Refusal(Why.TOO_FEW, about=("seats", "2")), book, view)
    assert "at least 2" in few.sentence


def test_what_could_not_be_kept_is_said_in_the_words_of_the_store() -> None:
    """The disk's own reason, that nothing was recorded, and what one can do."""
    why = excuse(Refusal(Why.NOT_STORED, about=("The disk is full.",)), jayden().book, _view())
    assert why.sentence == (
        "The disk is full. What you did last was not recorded: you can do it again, or leave."
    )


def _place(rule: str) -> int:
    return [one.id for one in jayden().framework.rules].index(rule)
