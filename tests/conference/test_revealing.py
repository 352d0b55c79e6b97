"""The line of judgements, shown by whoever facilitates before the table goes on, or by the agenda itself."""

from dataclasses import replace

import pytest
from conferences import do, facilitator_seat, role_seat
from led import led, up_to

from cpsim.conference import acts as a
from cpsim.conference import agenda, rules
from cpsim.conference import events as e
from cpsim.conference.offers import Offer
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules import closing, judging
from cpsim.conference.state import evolve
from cpsim.conference.visibility import emit
from cpsim.model.words import Driver, Tag
from cpsim.session import autopilot
from cpsim.session.host import Host


def _all_have_spoken(*, facilitated: bool = True) -> Host:
    """A table at the end of the recommendations: everybody sealed and spoke, and the chair may go on."""
    host = led(facilitated=facilitated)
    up_to(host, "J10")
    for number in range(200):
        if isinstance(rules.offer(host.book, host.view(role_seat(host, "chair")), "next_step"), Offer):
            return host
        for seat in agenda.awaited(host.book, host.state.public):
            act = autopilot.act(host.book, host.view(seat.id), host.chance)
            if act is not None:
                assert host.submit(seat.id, f"all {number}", act) is None
                break
    raise AssertionError("the round does not end")


def _kinds(host: Host, seat: str) -> list[type]:
    return [type(event) for event in host.delivered(seat)]


def test_the_line_is_shown_before_the_table_goes_on_and_not_again() -> None:
    """Everybody is given it at once, and the step of the decision begins without it."""
    host = _all_have_spoken()
    led_by, gp = facilitator_seat(host), role_seat(host, "gp")
    assert do(host, led_by, a.Reveal()) is None
    assert host.state.public.step == "J10"
    assert _kinds(host, gp)[-2:] == [e.JudgementsShown, e.JudgementsNamed]
    assert do(host, led_by, a.Reveal()) == Refusal(Why.NOTHING_TO_SHOW)
    assert do(host, role_seat(host, "chair"), a.NextStep()) is None
    assert _kinds(host, gp)[-1] is e.StepEntered
    assert _kinds(host, gp).count(e.JudgementsShown) == 1


def test_values_with_seats_are_for_whoever_facilitates_and_say_nothing_of_a_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the table agreed to no names nobody else is given any; what a judgement rests on stays sealed."""
    host = _all_have_spoken()
    led_by = facilitator_seat(host)
    monkeypatch.setattr(closing, "who_sees_names", lambda scene: (led_by,))
    assert do(host, led_by, a.Reveal()) is None
    named = host.delivered(led_by)[-1]
    assert isinstance(named, e.JudgementsNamed)
    assert {one.stage for one in named.given} == {"after"}
    assert {(one.cites, one.moved_by) for one in named.given} == {((), None)}
    assert {one.seat for one in named.given} == set(host.state.public.handed_in["after"])
    assert e.JudgementsNamed not in _kinds(host, role_seat(host, "gp"))


def test_with_names_agreed_everybody_is_given_them() -> None:
    """That is what was agreed."""
    host = _all_have_spoken()
    assert host.book.options.names
    assert do(host, facilitator_seat(host), a.Reveal()) is None
    assert _kinds(host, role_seat(host, "gp"))[-2:] == [e.JudgementsShown, e.JudgementsNamed]


@pytest.mark.parametrize("said", [True, False], ids=["said in the part apart", "kept"])
def test_names_tell_nothing_of_a_part_without_the_family(said: bool) -> None:
    """Of an item with a limit that not everybody heard no id goes to anybody, whether it was said or not."""
    host = _all_have_spoken()
    holder, gp = next((seat, own) for seat, own in host.state.own.items() if own.restricted)
    limited = next(fact for fact in gp.folder if fact.handling and fact.id not in host.view(holder).board)
    free = next(fact.id for fact in gp.folder if not fact.handling)
    state = host.state
    if said:
        told = e.FactSharedPrivately(holder, limited.heard, Tag.FACT, "worries", None, "turn")
        state = evolve(state, emit(told, holder, role_seat(host, "chair")))
    paper = gp.sealed["after"]
    paper = replace(paper, cites=(limited.id, free), moved_by=limited.id)
    state = evolve(state, emit(paper, holder))
    everybody = tuple(seat.id for seat in state.public.seats)
    (emission,) = judging.named(state, everybody)
    assert isinstance(emission.event, e.JudgementsNamed)
    (theirs,) = [one for one in emission.event.given if (one.seat, one.stage) == (holder, "after")]
    assert (theirs.cites, theirs.moved_by) == ((free,), None)
    if said:
        (emission,) = judging.named(state, (holder,))
        assert isinstance(emission.event, e.JudgementsNamed)
        assert limited.id in {one.moved_by for one in emission.event.given}


def test_there_is_nothing_to_show_before_everybody_has_sealed_and_spoken() -> None:
    """Nobody is to be led by the others."""
    host = led()
    for step in ("J6", "J10", "J11"):
        up_to(host, step)
        assert do(host, facilitator_seat(host), a.Reveal()) == Refusal(Why.NOTHING_TO_SHOW)


def test_where_nobody_facilitates_the_line_comes_with_the_decision() -> None:
    """A table that facilitates together goes on, and the agenda shows it."""
    host = _all_have_spoken(facilitated=False)
    assert do(host, facilitator_seat(host), a.Reveal()) == Refusal(Why.ONLY_THE_FACILITATOR)
    assert do(host, role_seat(host, "chair"), a.NextStep()) is None
    assert _kinds(host, role_seat(host, "gp"))[-1] is e.JudgementsShown


def test_whoever_sits_down_after_the_line_was_shown_judges_nothing() -> None:
    """A judgement made with the others' in sight would not be one's own."""
    host = _all_have_spoken()
    led_by, gp = facilitator_seat(host), role_seat(host, "gp")
    assert do(host, led_by, a.Drive(gp, Driver.ABSENT)) is None
    assert do(host, led_by, a.Reveal()) is None
    assert do(host, led_by, a.Drive(gp, Driver.PERSONS)) is None
    assert agenda.ballots_missing(host.book, host.state.public) == ()
    assert do(host, gp, a.Seal("after", ())) == Refusal(Why.BALLOT_NOT_OPEN)
