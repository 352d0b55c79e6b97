"""The page on one's own part: what was put forward and called what, what was asked, what was handled with care."""

from dataclasses import replace

import pytest
from conferences import jayden, opened

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.case import FactKey
from cpsim.model.content import Options, RuleBook
from cpsim.model.words import Polarity, Tag, Topic, Whose
from cpsim.present import labels
from cpsim.present.debrief import as_meant
from cpsim.present.joins import Holders
from cpsim.present.own_part import ANSWERED, own_part

HOST = opened(jayden(), "gp")
ME = next(seat.id for seat in HOST.state.public.seats if seat.role == "gp")
VIEW: View = HOST.view(ME)
FOLDER = {fact.id: fact for fact in VIEW.own.folder}
HOLDERS = Holders({name: (fact, "GP") for name, fact in FOLDER.items()}, frozenset())


def _page(log: list[e.Event], *keys: FactKey, book: RuleBook = HOST.book) -> str:
    return "\n".join(line.text for line in own_part(log, VIEW, book, HOLDERS, keys))


def _said(fact: str, tag: Tag, whose: Whose | None = None, occasion: str = "turn") -> e.FactShared:
    return e.FactShared(ME, FOLDER[fact].heard, tag, "worries", whose, occasion)


def _key(fact: str, *types: Tag, whose: Whose | None = None) -> FactKey:
    return FactKey(fact, types, whose, (Polarity.WORRY,), 2)


def test_an_item_called_as_the_key_calls_it_stands_without_a_remark() -> None:
    """Any of the kinds the key takes will do, and the count says so."""
    page = _page([_said("GP-05", Tag.OBSERVATION)], _key("GP-05", Tag.FACT, Tag.OBSERVATION))
    assert FOLDER["GP-05"].short.text in page
    assert "the key calls it" not in page
    assert "1 item the key knows; 1 under the same kind" in page


def test_an_opinion_told_as_a_fact_has_the_keys_word_beside_it() -> None:
    """The own tag and the key's, in words."""
    page = _page([_said("GP-06", Tag.FACT)], _key("GP-06", Tag.OPINION))
    assert "the key calls it opinion" in page
    assert "; 0 under the same kind" in page


@pytest.mark.parametrize(
    ("given", "remark"),
    [(None, "no source was named"), (Whose.FATHER, "the key has it on the word of the mother")],
)
def test_a_second_hand_item_says_whose_word_the_key_has(given: Whose | None, remark: str) -> None:
    """Named by nobody, or by the wrong person; the right one leaves no remark."""
    keys = _key("GP-06", Tag.ALLEGATION, whose=Whose.MOTHER)
    assert remark in _page([_said("GP-06", Tag.ALLEGATION, given)], keys)
    assert remark not in _page([_said("GP-06", Tag.ALLEGATION, Whose.MOTHER)], keys)


def test_with_scores_off_nothing_is_compared() -> None:
    """The items and the own tags stand; the key's kinds and the count do not."""
    book = replace(HOST.book, options=Options(scores=False))
    page = _page([_said("GP-06", Tag.FACT)], _key("GP-06", Tag.OPINION), book=book)
    assert "fact" in page
    assert "the key" not in page


def test_what_others_said_is_not_here() -> None:
    """Nor is a letter that was read out: it is nobody's own item."""
    other = replace(_said("GP-05", Tag.FACT), seat="s3")
    assert _page([other]) == "You put nothing forward and asked nothing."
    assert _page([_said("GP-05", Tag.FACT, occasion="reply")]) == "You put nothing forward and asked nothing."


def test_who_only_watched_is_told_nothing_of_a_part() -> None:
    """An observer has no part that could be empty."""
    watching = replace(VIEW.seat, role=None)
    view = replace(VIEW, public=replace(VIEW.public, seats=(watching,)))
    lines = own_part([], view, HOST.book, HOLDERS, ())
    assert [line.text for line in lines] == ["You watched, so there is nothing of yours to look at here."]


def test_what_was_taken_to_the_chair_stands_with_the_answer() -> None:
    """And what was said without asking stands with what followed for whom it was about."""
    taken = _page([e.LeaveGiven(ME, "GP-02", "private")])
    assert "You took it to the chair first" in taken
    assert "that the family is out of" in taken
    blurted = _page([_said("GP-02", Tag.FACT), e.Breach(ME, "GP-02"), e.Withdrew("s8")])
    assert "without asking the chair" in blurted
    assert "answered no more" in blurted
    assert "answered no more" not in _page([e.Breach(ME, "GP-02")])
    assert "answered no more" in _page([e.Breach(ME, "GP-02", ("s8",))])


@pytest.mark.parametrize("kind", ANSWERED)
def test_a_question_stands_with_how_it_was_answered(kind: str) -> None:
    """The person, the topic, and the kind of answer; another's question between leaves no trace."""
    log: list[e.Event] = [
        e.QuestionAsked("s3", ME, Topic.HEALTH, None),
        e.QuestionAnswered(ME, "find_out", None),
        e.QuestionAsked(ME, "s3", Topic.INJURIES, None),
        e.QuestionAnswered("s3", kind, None),
    ]
    page = _page(log)
    assert "To the health visitor, on injuries" in page
    assert ANSWERED[kind] in page
    assert "health\n" not in page.replace("health visitor", "")


def test_every_kind_of_answer_has_words() -> None:
    """The kinds an answer can have in the log are the kinds the page knows."""
    assert set(ANSWERED) == {"papers", "find_out", "own_words", "turned", "declined"}


def test_what_was_keyed_wrongly_stands_beside_the_key_as_it_was_corrected() -> None:
    """The page goes by the kind and the source it was given in the end, and says that it was corrected."""
    right = e.CardRelabelled("s9", "GP-02", Tag.OPINION, Whose.FATHER, Tag.FACT, None)
    told = as_meant([_said("GP-02", Tag.FACT), right])
    (said,) = [one for one in told if isinstance(one, e.FactShared)]
    assert (said.tag, said.whose) == (Tag.OPINION, Whose.FATHER)
    page = _page(told)
    assert "corrected" in page
    assert labels.tag(Tag.OPINION) in page
    assert "GP-02" not in repr(as_meant([*told, e.CardWithdrawn("s9", "GP-02")]))


def test_what_was_put_up_by_mistake_is_not_told_as_said() -> None:
    """Neither the item nor the breach it would have been; said again on purpose, it is told once."""
    slip: list[e.Event] = [_said("GP-02", Tag.FACT), e.Breach(ME, "GP-02"), e.Withdrew("s8")]
    corrected: list[e.Event] = [*slip, e.CardWithdrawn("s9", "GP-02")]
    assert "GP-02" not in repr(as_meant(corrected))
    assert as_meant(slip) == slip
    assert _page(as_meant([*corrected, _said("GP-05", Tag.FACT)])).count("\n") >= 1
    again = as_meant([*corrected, _said("GP-02", Tag.OPINION)])
    assert [one.tag for one in again if isinstance(one, e.FactShared)] == [Tag.OPINION]
