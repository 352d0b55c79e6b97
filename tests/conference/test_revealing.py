"""The line of judgements, shown by whoever facilitates before the table goes on, or by the agenda itself."""

from dataclasses import replace

import pytest
from conferences import do, facilitator_seat, role_seat, seats
from led import led, up_to

from cpsim.conference import acts as a
from cpsim.conference import agenda, rules
from cpsim.conference import events as e
from cpsim.conference.offers import Offer
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules import judging
from cpsim.conference.state import evolve
from cpsim.conference.visibility import emit
from cpsim.model.judgement import Answer
from cpsim.model.words import Driver, Tag
from cpsim.session import autopilot
from cpsim.session.host import Host


def _all_have_spoken(*played: str, facilitated: bool = True, names: bool = True) -> Host:
    """A table at the end of the recommendations: everybody sealed and spoke, and the chair may go on."""
    host = led(*played, facilitated=facilitated, names=names)
    up_to(host, "J10")
    return _until_all_have_spoken(host)


def _until_all_have_spoken(host: Host) -> Host:
    """The same table once everybody present has spoken in the present round."""
    for number in range(200):
        if isinstance(rules.offer(host.book, host.view(role_seat(host, "chair")), "next_step"), Offer):
            return host
        for seat in agenda.awaited(host.book, host.state.public):
            act = autopilot.act(host.book, host.view(seat.id), host.chance)
            if act is not None:
                assert host.submit(seat.id, f"all {number} {len(host.log)}", act) is None
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
    assert _kinds(host, gp)[-1] is e.JudgementsShown
    assert do(host, led_by, a.Reveal()) == Refusal(Why.NOTHING_TO_SHOW)
    assert do(host, role_seat(host, "chair"), a.NextStep()) is None
    assert _kinds(host, gp)[-1] is e.StepEntered
    assert _kinds(host, gp).count(e.JudgementsShown) == 1


BY_THE_ACT, BY_GOING_ON = "the act", "going on"


def _show(host: Host, way: str) -> None:
    """Have the line shown in one of the two ways there are."""
    seat, act = (
        (facilitator_seat(host), a.Reveal())
        if way == BY_THE_ACT
        else (role_seat(host, "chair"), a.NextStep())
    )
    assert do(host, seat, act) is None


@pytest.mark.parametrize("way", [BY_THE_ACT, BY_GOING_ON])
@pytest.mark.parametrize("names", [True, False])
def test_values_with_seats_are_for_whoever_facilitates_and_say_nothing_of_a_folder(
    way: str, names: bool
) -> None:
    """Nobody else is given any before the debrief, an observer neither; what a judgement rests on stays sealed."""
    host = _all_have_spoken(names=names)
    led_by = facilitator_seat(host)
    _show(host, way)
    named = host.delivered(led_by)[-1]
    assert isinstance(named, e.JudgementsNamed)
    assert {one.stage for one in named.given} == {"after"}
    assert {(one.cites, one.moved_by) for one in named.given} == {((), None)}
    assert {one.seat for one in named.given} == set(host.state.public.handed_in["after"])
    for seat in seats(host):
        assert _kinds(host, seat).count(e.JudgementsShown) == 1
        assert (e.JudgementsNamed in _kinds(host, seat)) is (seat == led_by)


@pytest.mark.parametrize("way", [BY_THE_ACT, BY_GOING_ON])
@pytest.mark.parametrize("names", [True, False])
def test_a_table_that_facilitates_together_shows_the_line_and_no_name(way: str, names: bool) -> None:
    """It may look before it goes on as well; its own seat has no code, so nobody is given values with seats."""
    host = _all_have_spoken(facilitated=False, names=names)
    _show(host, way)
    for seat in seats(host):
        assert _kinds(host, seat).count(e.JudgementsShown) == 1
        assert e.JudgementsNamed not in _kinds(host, seat)


def test_with_names_agreed_everybody_is_given_them_in_the_debrief() -> None:
    """That is what was agreed: at the end."""
    host = _all_have_spoken()
    led_by, gp = facilitator_seat(host), role_seat(host, "gp")
    assert do(host, led_by, a.Reveal()) is None
    assert do(host, led_by, a.EndNow()) is None
    while host.state.public.step != "D4":
        assert e.JudgementsNamed not in _kinds(host, gp)
        assert do(host, led_by, a.NextStep()) is None
    assert _kinds(host, gp)[-1] is e.JudgementsNamed


@pytest.mark.parametrize("way", [BY_THE_ACT, BY_GOING_ON])
@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("people", [1, 2, 3])
def test_what_the_program_sealed_is_told_only_where_it_names_nobody(
    people: int, names: bool, way: str
) -> None:
    """All less what the program gave is what people gave: of one or two that is theirs, and they did not agree."""
    host = _all_have_spoken(*("chair", "gp", "health_visitor")[:people], names=names)
    sealed = [own.sealed["after"].seat for own in host.state.own.values() if "after" in own.sealed]
    of_people = set(sealed) - {seat for seat, stage in host.state.public.by_program if stage == "after"}
    assert len(of_people) == people
    _show(host, way)
    for seat in seats(host):
        (shown,) = (one for one in host.delivered(seat) if isinstance(one, e.JudgementsShown))
        assert len(next(spread for spread in shown.spreads).answers) == len(sealed)
        assert (shown.by_program is not None) is (people == 3)


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


def test_whoever_sits_down_after_the_line_was_shown_judges_nothing() -> None:
    """A judgement made with the others' in sight would not be one's own."""
    host = _all_have_spoken()
    led_by, gp = facilitator_seat(host), role_seat(host, "gp")
    assert do(host, led_by, a.Drive(gp, Driver.ABSENT)) is None
    assert do(host, led_by, a.Reveal()) is None
    assert do(host, led_by, a.Drive(gp, Driver.PERSONS)) is None
    assert agenda.ballots_missing(host.book, host.state.public) == ()
    assert do(host, gp, a.Seal("after", ())) == Refusal(Why.BALLOT_NOT_OPEN)


def test_whoever_speaks_after_the_line_was_shown_says_what_they_sealed() -> None:
    """Nobody's view changes by the sight of the others'; the program, in that seat, says the same."""
    host = led()
    led_by, gp = facilitator_seat(host), role_seat(host, "gp")
    up_to(host, "J10", gp)
    assert do(host, led_by, a.Drive(gp, Driver.ABSENT)) is None
    _until_all_have_spoken(host)
    assert do(host, led_by, a.Reveal()) is None
    assert do(host, led_by, a.Drive(gp, Driver.PERSONS)) is None
    up_to(host, "J10", gp)
    offer = rules.offer(host.book, host.view(gp), "speak_view")
    assert isinstance(offer, Offer)
    sealed = {answer.at: answer.value for answer in host.view(gp).own.sealed["after"].answers}
    asks = [ask for ask in offer.field("answers").asks if ask.at in sealed]
    assert asks
    assert [ask.choices for ask in asks] == [(sealed[ask.at],) for ask in asks]
    said = tuple(Answer(ask.at, sealed[ask.at]) for ask in asks)
    other = replace(said[0], value="no" if said[0].value == "yes" else "yes")
    assert do(host, gp, a.SpeakView((other, *said[1:]))) == Refusal(
        Why.NOT_A_CHOICE, about=("answers", other.at.item)
    )
    by_program = autopilot.act(host.book, host.view(gp), host.chance)
    assert isinstance(by_program, a.SpeakView)
    assert by_program.answers == said
    assert do(host, gp, a.SpeakView(said)) is None
    assert isinstance(rules.offer(host.book, host.view(role_seat(host, "chair")), "next_step"), Offer)


def test_what_the_program_sealed_is_not_put_into_a_persons_mouth() -> None:
    """Who takes a seat over after the line was shown says what they think."""
    host = led("chair", "health_visitor")
    led_by, gp = facilitator_seat(host), role_seat(host, "gp")
    up_to(host, "J10")
    assert (gp, "after") in host.state.public.by_program
    assert do(host, led_by, a.Drive(gp, Driver.ABSENT)) is None
    _until_all_have_spoken(host)
    assert do(host, led_by, a.Reveal()) is None
    assert do(host, led_by, a.Drive(gp, Driver.PERSONS)) is None
    up_to(host, "J10", gp)
    offer = rules.offer(host.book, host.view(gp), "speak_view")
    assert isinstance(offer, Offer)
    assert all(len(ask.choices) > 1 for ask in offer.field("answers").asks if ask.at.item == "likely")
