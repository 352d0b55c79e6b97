"""Rules of correcting: a card is set right in the open, and what followed from the mistake is undone."""

from dataclasses import replace

import pytest
from conferences import do, facilitator_seat, jayden, role_seat, round_a_table
from led import led, up_to

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference import rules
from cpsim.conference.codec import Record, decode_event
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.state import START, evolve
from cpsim.conference.visibility import emit
from cpsim.model.content import Content
from cpsim.model.words import Handling, Tag, Whose


@pytest.mark.parametrize("name", ["correct", "relabel"])
def test_without_a_card_there_is_nothing_to_correct(name: str) -> None:
    """The reason says so, and not that it was done."""
    host = led()
    assert rules.offer(host.book, host.view(facilitator_seat(host)), name) == Refusal(Why.NO_CARD)


@pytest.mark.parametrize("facilitated", [True, False])
def test_a_card_keyed_as_another_kind_stays_and_is_set_right(facilitated: bool) -> None:
    """The board has what it is now and that it was corrected; everybody's log has both, and no item is used up."""
    host = led(facilitated=facilitated)
    hv, facilitator = role_seat(host, "health_visitor"), facilitator_seat(host)
    up_to(host, "J6", hv)
    assert do(host, hv, a.Share("HV-08", Tag.FACT, "worries")) is None
    before = host.state.public
    right = a.Relabel("HV-08", Tag.ALLEGATION, Whose.FATHER)
    assert do(host, facilitator, right) is None
    card = host.state.public.board["HV-08"]
    assert card == replace(before.board["HV-08"], tag=Tag.ALLEGATION, whose=Whose.FATHER, corrected=True)
    assert replace(host.state.public, board=before.board) == before
    assert host.delivered(role_seat(host, "gp"))[-1] == e.CardRelabelled(
        facilitator, "HV-08", Tag.ALLEGATION, Whose.FATHER, Tag.FACT, None
    )
    assert do(host, facilitator, right) == Refusal(Why.ALREADY_DONE)
    assert do(host, facilitator, a.Relabel("HV-09", Tag.FACT)) == Refusal(Why.NOT_A_CHOICE, about=("fact",))
    assert do(host, facilitator, a.Relabel("HV-08", Tag.ALLEGATION)) is None, "whose word it is, alone"
    assert host.state.public.board["HV-08"].whose is None


def test_a_card_that_goes_up_again_is_not_marked_as_corrected() -> None:
    """The mark belongs to how it was keyed, and that is taken back with it."""
    host = led()
    hv, facilitator = role_seat(host, "health_visitor"), facilitator_seat(host)
    up_to(host, "J6", hv)
    for who, act in (
        (hv, a.Share("HV-08", Tag.FACT, "worries")),
        (facilitator, a.Relabel("HV-08", Tag.OPINION)),
        (facilitator, a.Correct("HV-08")),
        (hv, a.Share("HV-08", Tag.FACT, "worries")),
    ):
        assert do(host, who, act) is None
    assert not host.state.public.board["HV-08"].corrected


def test_who_was_hurt_twice_stays_hurt_where_one_of_the_two_is_corrected() -> None:
    """Only once nothing stands that was told without asking does somebody answer again."""
    host = round_a_table(_with_another_restricted_item("GP-05"), "health_visitor", "gp", "chair")
    gp, father, facilitator = role_seat(host, "gp"), role_seat(host, "father"), facilitator_seat(host)
    up_to(host, "J6", gp)
    for fact in ("GP-02", "GP-05"):
        assert do(host, gp, a.Share(fact, Tag.FACT, "complicating")) is None
    assert [one.event for one in host.log if isinstance(one.event, e.Withdrew)] == [e.Withdrew(father)]
    for corrected, hurt in (("GP-02", True), ("GP-05", False)):
        assert do(host, facilitator, a.Correct(corrected)) is None
        assert (father in host.state.public.withdrawn) is hurt


def test_a_breach_as_earlier_releases_stored_it_hurts_those_who_withdrew_after_it() -> None:
    """Their events follow it in the log, and say the same."""
    old = decode_event(Record("breach", 1, '{"fact":"GP-02","seat":"s6"}'))
    state = START
    for event in (old, e.Withdrew("s8")):
        state = evolve(state, emit(event))
    assert state.public.breaches == {"GP-02": ("s8",)}


def _with_another_restricted_item(fact_id: str) -> Content:
    """The case with one more item of the family doctor's that is the father's matter, for the chair first."""
    content = jayden()
    papers = tuple(
        replace(
            part,
            facts=tuple(
                replace(fact, about=("father",), handling=(Handling.CHAIR_FIRST,))
                if fact.id == fact_id
                else fact
                for fact in part.facts
            ),
        )
        for part in content.scenario.slices
    )
    return replace(content, scenario=replace(content.scenario, slices=papers))
