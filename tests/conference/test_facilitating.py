"""Rules of facilitating as conversations: pauses, corrections, seats that change hands, what arrives, the end."""

import pytest
from conferences import do, facilitator_seat, jayden, role_seat, round_a_table, simulated
from led import led as _host
from led import up_to as _to

from cpsim.conference import acts as a
from cpsim.conference import agenda, rules
from cpsim.conference import events as e
from cpsim.conference.offers import Offer
from cpsim.conference.opening import table_seats
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules import talk
from cpsim.model.content import Options
from cpsim.model.said import clean
from cpsim.model.words import Driver, Service, Tag, Topic
from cpsim.session import autopilot
from cpsim.session.host import Host

WORDS = clean("A neighbour has rung.")


def _last(host: Host) -> list[e.Event]:
    return [emission.event for emission in host.log]


@pytest.mark.parametrize("name", sorted(a.FACILITATING))
def test_nobody_else_facilitates(name: str) -> None:
    """Every act of facilitating is closed to participants, the chair among them, and to observers."""
    host = _host()
    for seat in host.state.public.seats[:-1]:
        made = rules.offer(host.book, host.view(seat.id), name)
        assert made == Refusal(Why.ONLY_THE_FACILITATOR)


def test_a_pause_stops_everything_and_everybody() -> None:
    """Persons are refused, the simulated wait, and afterwards it goes on where it was."""
    host = _host()
    hv, facilitator = role_seat(host, "health_visitor"), facilitator_seat(host)
    _to(host, "J6", hv)
    before = host.state.public
    assert do(host, facilitator, a.Pause()) is None
    assert do(host, facilitator, a.Pause()) == Refusal(Why.PAUSED)
    assert do(host, hv, a.EndTurn()) == Refusal(Why.PAUSED)
    simulated(host)
    assert isinstance(_last(host)[-1], e.Paused)
    assert set(rules.legal(host.book, host.view(hv))) == set()
    assert do(host, facilitator, a.GoOn()) is None
    assert do(host, facilitator, a.GoOn()) == Refusal(Why.NOT_PAUSED)
    assert host.state.public == before


def test_a_card_put_up_by_mistake_goes_back_to_its_holder() -> None:
    """It can be said again, does not count in the turn, and that it stood there stays in everybody's log."""
    host = _host()
    hv, facilitator = role_seat(host, "health_visitor"), facilitator_seat(host)
    _to(host, "J6", hv)
    board = dict(host.state.public.board)
    assert do(host, hv, a.Share("HV-08", Tag.FACT, "worries")) is None
    assert host.state.public.turn_items == 1
    assert do(host, facilitator, a.Correct("HV-08")) is None
    assert host.state.public.board == board
    assert host.state.public.turn_items == 0
    assert "HV-08" in {fact.id for fact in host.view(hv).unsaid}
    assert do(host, facilitator, a.Correct("HV-08")) == Refusal(Why.NOT_A_CHOICE, about=("fact",))
    kinds = [type(event) for event in host.delivered(role_seat(host, "gp"))]
    assert kinds[-2:] == [e.FactShared, e.CardWithdrawn]
    assert do(host, hv, a.Share("HV-08", Tag.FACT, "worries")) is None


def test_a_question_about_a_card_that_was_a_mistake_is_gone_with_it() -> None:
    """Nobody has to say how they know what they never meant to say."""
    host = _host("health_visitor", "gp", "chair", "social_worker", "designated_teacher", "housing_officer")
    hv, chair, facilitator = (
        role_seat(host, "health_visitor"),
        role_seat(host, "chair"),
        facilitator_seat(host),
    )
    _to(host, "J6", hv)
    assert do(host, hv, a.Share("HV-19", Tag.FACT, "worries")) is None
    assert do(host, hv, a.EndTurn()) is None
    assert do(host, chair, a.Ask(hv, card="HV-19")) is None
    assert do(host, facilitator, a.Correct("HV-19")) is None
    assert host.state.public.question is None


def test_a_step_done_aloud_is_left_and_the_next_one_begins() -> None:
    """Whoever had the floor is done; what the step still lacked stays open."""
    host = _host()
    hv, facilitator = role_seat(host, "health_visitor"), facilitator_seat(host)
    _to(host, "J6", hv)
    assert do(host, facilitator, a.DoneAloud()) is None
    events = _last(host)
    assert events[-3:] == [e.TurnEnded(hv, None), e.StepDoneAloud("J6"), e.StepEntered("J7")]


def test_a_step_that_is_left_out_is_not_recorded_as_done_aloud() -> None:
    """The record says which of the two it was."""
    host = _host()
    _to(host, "J6")
    assert do(host, facilitator_seat(host), a.DoneAloud("left_out")) is None
    assert _last(host)[-2:] == [e.StepLeftOut("J6"), e.StepEntered("J7")]
    refused = do(host, facilitator_seat(host), a.DoneAloud("forgotten"))
    assert refused == Refusal(Why.NOT_A_CHOICE, about=("way",))


def test_a_decision_cannot_be_left_out() -> None:
    """What follows rests on it, so the chair makes it, a person or the program."""
    host = _host()
    _to(host, "J11")
    assert do(host, facilitator_seat(host), a.DoneAloud()) == Refusal(Why.DECISION_MISSING)


def test_judgements_that_were_left_out_are_not_waited_for() -> None:
    """A first judgement that a table does on paper alone leaves the form empty, and the conference goes on."""
    host = _host()
    assert do(host, facilitator_seat(host), a.DoneAloud()) is None
    assert host.state.public.step == "J1"
    assert host.view(role_seat(host, "gp")).own.sealed == {}


def test_somebody_steps_out_and_nobody_waits_for_them() -> None:
    """The turn ends, the question is closed, no reason is kept; and they come back to their own papers."""
    host = _host()
    hv, gp, facilitator = role_seat(host, "health_visitor"), role_seat(host, "gp"), facilitator_seat(host)
    _to(host, "J6", hv)
    assert do(host, facilitator, a.Drive(hv, Driver.ABSENT)) is None
    assert host.state.public.floor is None
    assert hv not in {seat.id for seat in host.state.public.participants}
    _to(host, "J6", gp)
    assert do(host, gp, a.EndTurn()) is None
    assert do(host, gp, a.Ask(hv, Topic.HEALTH)) == Refusal(Why.NOT_A_CHOICE, about=("to",))
    folder = host.view(hv).own.folder
    assert do(host, facilitator, a.Drive(hv, Driver.PERSONS)) is None
    assert host.view(hv).own.folder == folder
    assert do(host, gp, a.Ask(hv, Topic.HEALTH)) is None
    assert do(host, facilitator, a.Drive(hv, Driver.ABSENT)) is None
    assert host.state.public.question is None


def _to_the_floor(host: Host, seat: str) -> None:
    """Go on within the present step until the chair, a person or the program, gives the floor to `seat`."""
    step = host.state.public.step
    _to(host, step, seat)
    assert host.state.public.step == step


def _out_and_back(host: Host, seat: str) -> None:
    """Somebody leaves in the middle of their turn and is back between two turns of others."""
    before = host.state.public
    facilitator = facilitator_seat(host)
    assert do(host, facilitator, a.Drive(seat, Driver.ABSENT)) is None
    assert host.state.public.floor is None
    assert (host.state.public.spoke, host.state.public.turns) == (before.spoke, before.turns)
    assert do(host, facilitator, a.Drive(seat, Driver.PERSONS)) is None


@pytest.mark.parametrize("chair", [("chair",), ()])
@pytest.mark.parametrize("said", [0, 1, 3, 5])
def test_a_turn_that_was_cut_is_had_when_its_speaker_is_back(chair: tuple[str, ...], said: int) -> None:
    """The chair gives the floor as to anybody who has not spoken, with what is left of the items, and one at least."""
    host = _host("health_visitor", "gp", *chair)
    hv = role_seat(host, "health_visitor")
    _to(host, "J6", hv)
    for _ in range(said):
        offer = rules.offer(host.book, host.view(hv), "share")
        assert isinstance(offer, Offer)
        assert do(host, hv, a.Share(offer.field("fact").choices[0], Tag.FACT, "worries")) is None
    _out_and_back(host, hv)
    _to_the_floor(host, hv)
    left = 0
    while isinstance(offer := rules.offer(host.book, host.view(hv), "share"), Offer):
        assert do(host, hv, a.Share(offer.field("fact").choices[0], Tag.FACT, "worries")) is None
        left += 1
    assert left == max(1, host.book.pace.items - said)
    assert do(host, hv, a.EndTurn()) is None
    assert host.state.public.turns[hv] == 1
    assert hv not in {seat.id for seat in agenda.to_speak(host.book, host.state.public)}
    assert talk.items_allowed(host.book, host.view(hv)) == host.book.pace.added


def test_the_short_pace_gives_a_cut_turn_its_items_too() -> None:
    """It has no later turns, and the turn that was cut is none."""
    content = jayden(Options(alone=False, facilitated=True, pace="short"))
    host = round_a_table(content, "health_visitor", "gp", "chair")
    hv = role_seat(host, "health_visitor")
    _to(host, "J6", hv)
    assert do(host, hv, a.Share("HV-08", Tag.FACT, "worries")) is None
    _out_and_back(host, hv)
    _to_the_floor(host, hv)
    assert talk.items_allowed(host.book, host.view(hv)) == host.book.pace.items - 1
    assert isinstance(rules.offer(host.book, host.view(hv), "share"), Offer)


def test_what_was_said_in_a_cut_turn_counts_in_a_first_turn_of_a_later_step() -> None:
    """Who is back only then has what was left of the first turn, and no more than the others had."""
    host = _host()
    hv, facilitator = role_seat(host, "health_visitor"), facilitator_seat(host)
    _to(host, "J6", hv)
    assert do(host, hv, a.Share("HV-08", Tag.FACT, "worries")) is None
    assert do(host, facilitator, a.Drive(hv, Driver.ABSENT)) is None
    _to(host, "J7")
    assert do(host, facilitator, a.Drive(hv, Driver.PERSONS)) is None
    assert talk.items_allowed(host.book, host.view(hv)) == host.book.pace.items - 1


def test_a_view_and_a_plan_line_wait_for_who_stepped_out() -> None:
    """Each is still to be said when its speaker is back in the same round, and the step waits for it."""
    host = _host()
    gp, chair = role_seat(host, "gp"), role_seat(host, "chair")
    for step, act in (("J10", a.SpeakView), ("J12", a.PlanFor)):
        _to(host, step, gp)
        _out_and_back(host, gp)
        refused = do(host, chair, a.NextStep())
        assert isinstance(refused, Refusal)
        assert gp in refused.about
        _to_the_floor(host, gp)
        said = autopilot.act(host.book, host.view(gp), host.chance)
        assert isinstance(said, act)
        assert do(host, gp, said) is None
        assert gp not in {seat.id for seat in agenda.to_speak(host.book, host.state.public)}


def test_the_program_takes_a_seat_over_in_the_middle_of_a_turn() -> None:
    """It goes on from what that seat knows, and the table does not wait."""
    host = _host()
    hv, facilitator = role_seat(host, "health_visitor"), facilitator_seat(host)
    _to(host, "J6", hv)
    assert do(host, facilitator, a.Drive(hv, Driver.SIMULATED)) is None
    simulated(host)
    assert host.state.public.turns.get(hv) == 1


def test_a_late_comer_gets_the_papers_and_no_judgement_that_was_not_theirs() -> None:
    """What the program sealed on a free seat counts as not taken; the person's own second one is asked."""
    host = _host()
    teacher, facilitator = role_seat(host, "designated_teacher"), facilitator_seat(host)
    _to(host, "J6")
    assert "before" in host.view(teacher).own.sealed
    assert do(host, facilitator, a.Drive(teacher, Driver.PERSONS)) is None
    assert host.view(teacher).own.sealed == {}
    assert host.view(teacher).own.folder
    aside = [one for one in host.log if isinstance(one.event, e.BallotSetAside)]
    assert [(one.event, one.to) for one in aside] == [(e.BallotSetAside(teacher, "before"), (teacher,))]


def test_who_steps_out_and_comes_back_keeps_their_own_judgement() -> None:
    """It was sealed by the person, so it stands, whoever moved the seat in between."""
    host = _host()
    hv, facilitator = role_seat(host, "health_visitor"), facilitator_seat(host)
    _to(host, "J6")
    sealed = host.view(hv).own.sealed
    assert sealed
    for driver in (Driver.SIMULATED, Driver.PERSONS):
        assert do(host, facilitator, a.Drive(hv, driver)) is None
    assert host.view(hv).own.sealed == sealed


def test_a_judgement_the_program_sealed_a_moment_ago_is_asked_again() -> None:
    """While the form is still open, whoever takes the seat fills it in themselves."""
    host = _host()
    gp, teacher, facilitator = (
        role_seat(host, "gp"),
        role_seat(host, "designated_teacher"),
        facilitator_seat(host),
    )
    simulated(host)
    assert teacher in host.state.public.handed_in["before"]
    assert do(host, facilitator, a.Drive(teacher, Driver.PERSONS)) is None
    assert isinstance(rules.offer(host.book, host.view(teacher), "seal"), Offer)
    assert isinstance(rules.offer(host.book, host.view(gp), "seal"), Offer)


def test_somebody_has_to_chair() -> None:
    """The chair may be a person or the program, never nobody."""
    host = _host()
    chair, facilitator = role_seat(host, "chair"), facilitator_seat(host)
    assert do(host, facilitator, a.Drive(chair, Driver.ABSENT)) == Refusal(Why.CHAIR_STAYS)
    assert do(host, facilitator, a.Drive(chair, Driver.SIMULATED)) is None


def test_the_facilitators_papers_are_opened_in_the_open() -> None:
    """Everybody's log shows that they were opened; what is in them reaches the facilitator alone, once."""
    host = _host()
    facilitator = facilitator_seat(host)
    assert do(host, facilitator, a.OpenPapers()) is None
    assert do(host, facilitator, a.OpenPapers()) == Refusal(Why.ALREADY_DONE)
    gp = host.delivered(role_seat(host, "gp"))
    assert isinstance(gp[-1], e.PapersOpened)
    papers = host.delivered(facilitator)[-1]
    assert isinstance(papers, e.FacilitatorsPapers)
    assert papers.slices == host.content.scenario.slices
    assert papers.key == host.content.scenario.key


def test_something_arrives_in_the_rooms_hearing() -> None:
    """Words of the facilitator's own come to everybody; empty words, or two things at once, do not."""
    host = _host()
    facilitator = facilitator_seat(host)
    assert do(host, facilitator, a.Bring(words=WORDS)) is None
    assert host.delivered(role_seat(host, "gp"))[-1] == e.Arrived(facilitator, None, None, WORDS)
    assert do(host, facilitator, a.Bring()) == Refusal(Why.FIELD_MISSING, about=("words",))
    assert do(host, facilitator, a.Bring("X1")) == Refusal(Why.NOT_A_CHOICE, about=("inject",))


def test_a_private_note_reaches_facilitators_alone() -> None:
    """A public one reaches everybody."""
    host = _host()
    facilitator = facilitator_seat(host)
    assert do(host, facilitator, a.Journal(WORDS, "private")) is None
    assert isinstance(host.delivered(facilitator)[-1], e.PrivateNoteMade)
    assert not any(isinstance(event, e.PrivateNoteMade) for event in host.delivered(role_seat(host, "gp")))
    assert do(host, facilitator, a.Journal(WORDS, "public")) is None
    assert host.delivered(role_seat(host, "gp"))[-1] == e.NoteMade(facilitator, WORDS)


def test_the_end_comes_when_the_facilitator_says_so() -> None:
    """What was not reached stays open; the debrief begins, and after it nothing more is facilitated."""
    host = _host()
    hv, facilitator = role_seat(host, "health_visitor"), facilitator_seat(host)
    _to(host, "J6", hv)
    assert do(host, facilitator, a.EndNow()) is None
    assert _last(host)[-2:] == [e.BrokenOff("J6"), e.StepEntered("D1")]
    assert host.state.public.floor is None
    for act in (
        a.EndNow(),
        a.DoneAloud(),
        a.Correct("HV-01"),
        a.Relabel("HV-01", Tag.OPINION),
        a.Drive(hv, Driver.ABSENT),
        a.Bring(words=WORDS),
    ):
        assert do(host, facilitator, act) == Refusal(Why.IT_IS_OVER)
    for _ in range(6):
        assert do(host, facilitator, a.NextStep()) is None
    assert host.state.public.step == "D7"


def test_what_is_for_one_persons_eyes_needs_one_person() -> None:
    """A table that facilitates together opens no papers and keeps no private note."""
    host = _host(facilitated=False)
    facilitator = facilitator_seat(host)
    assert do(host, facilitator, a.OpenPapers()) == Refusal(Why.ONLY_THE_FACILITATOR)
    assert do(host, facilitator, a.Journal(WORDS, "private")) == Refusal(Why.NOT_A_CHOICE, about=("reach",))
    assert do(host, facilitator, a.Journal(WORDS, "public")) is None


@pytest.mark.parametrize(
    ("facilitated", "names", "who"),
    [(False, False, "nobody"), (True, False, "facilitator"), (False, True, "all"), (True, True, "all")],
)
def test_whose_judgement_was_whose_is_told_to_those_it_is_for(
    facilitated: bool, names: bool, who: str
) -> None:
    """Everybody where the table agreed to names; else whoever facilitates; where nobody does, no seat at all."""
    content = jayden(Options(alone=False, facilitated=facilitated, names=names))
    host = round_a_table(content, "health_visitor", "gp", "chair")
    facilitator = facilitator_seat(host)
    _to(host, "J1")
    assert do(host, facilitator, a.EndNow()) is None
    while host.state.public.step != "D5":
        assert do(host, facilitator, a.NextStep()) is None
    everybody = {seat.id for seat in host.state.public.seats}
    told = {
        seat
        for seat in everybody
        if any(isinstance(event, e.JudgementsNamed) for event in host.delivered(seat))
    }
    assert told == {"nobody": set(), "facilitator": {facilitator}, "all": everybody}[who]


def test_a_pause_can_be_ended_by_the_end() -> None:
    """Whoever ends during a pause ends the pause as well, and the debrief goes on."""
    host = _host()
    facilitator = facilitator_seat(host)
    assert do(host, facilitator, a.Pause()) is None
    assert do(host, facilitator, a.DoneAloud()) == Refusal(Why.PAUSED)
    assert do(host, facilitator, a.EndNow()) is None
    assert do(host, facilitator, a.NextStep()) is None
    assert do(host, facilitator, a.Pause()) == Refusal(Why.IT_IS_OVER)


def test_a_summary_rests_on_no_card_that_was_a_mistake() -> None:
    """The chair, played by the program, decides all the same."""
    host = _host("gp")
    _to(host, "J10")
    assert host.state.public.summary
    assert do(host, facilitator_seat(host), a.Correct(host.state.public.summary[0])) is None
    _to(host, "J12")
    assert host.state.public.decisions


def test_whoever_leaves_after_an_allegation_is_not_asked_how_they_know() -> None:
    """A chair whom the program plays goes on with the next speaker."""
    host = _host("housing_officer", "gp")
    officer, facilitator = role_seat(host, "housing_officer"), facilitator_seat(host)
    _to(host, "J6", officer)
    assert do(host, officer, a.Share("HO-02", Tag.ALLEGATION, "worries")) is None
    assert do(host, facilitator, a.Drive(officer, Driver.ABSENT)) is None
    _to(host, "J10")


def test_what_was_sealed_is_shown_in_the_debrief_where_the_end_came_first() -> None:
    """Ended before the decision, everybody's second judgements are shown with the first."""
    host = _host()
    _to(host, "J10")
    for number in range(200):
        missing = agenda.ballots_missing(host.book, host.state.public)
        if not missing:
            break
        act = autopilot.act(host.book, host.view(missing[0].id), host.chance)
        assert act is not None
        assert host.submit(missing[0].id, f"seal {number}", act) is None
    facilitator = facilitator_seat(host)
    assert do(host, facilitator, a.EndNow()) is None
    for _ in range(3):
        assert do(host, facilitator, a.NextStep()) is None
    shown = [event.stage for event in _last(host) if isinstance(event, e.JudgementsShown)]
    assert shown == ["before", "after"]


def test_a_judgement_that_was_shown_stays_counted() -> None:
    """Whoever takes a seat over after the reveal finds the program's judgement where everybody saw it."""
    host = _host()
    teacher, facilitator = role_seat(host, "designated_teacher"), facilitator_seat(host)
    _to(host, "J11")
    assert do(host, facilitator, a.Drive(teacher, Driver.PERSONS)) is None
    assert set(host.view(teacher).own.sealed) == {"after"}


def test_a_letter_was_read_out_and_is_no_mistake() -> None:
    """It has no holder to go back to; what stands beside it on the board still goes back to its own."""
    host = _host("gp", "chair", "health_visitor")
    hv, gp, facilitator = role_seat(host, "health_visitor"), role_seat(host, "gp"), facilitator_seat(host)
    _to(host, "J6")
    assert do(host, gp, a.ReadReply(Service.POLICE)) is None
    _to(host, "J6", hv)
    assert do(host, hv, a.Share("HV-08", Tag.FACT, "worries")) is None
    board = host.state.public.board
    letters = [fact for fact, card in board.items() if card.letter]
    assert letters
    assert [do(host, facilitator, a.Correct(fact)) for fact in letters] == [
        Refusal(Why.NOT_A_CHOICE, about=("fact",))
    ] * len(letters)
    assert host.state.public.board == board
    assert do(host, facilitator, a.Correct("HV-08")) is None
    assert set(host.state.public.board) == set(board) - {"HV-08"}


def test_nobody_is_hurt_by_what_was_never_meant_to_be_said() -> None:
    """A restricted item that was keyed by mistake is corrected, and whom it is about answers again."""
    host = _host()
    gp, father, facilitator = role_seat(host, "gp"), role_seat(host, "father"), facilitator_seat(host)
    _to(host, "J6", gp)
    assert do(host, gp, a.Share("GP-02", Tag.FACT, "complicating")) is None
    assert father in host.state.public.withdrawn
    assert do(host, facilitator, a.Correct("GP-02")) is None
    assert father not in host.state.public.withdrawn


def test_a_card_of_an_earlier_turn_gives_no_item_back() -> None:
    """Only what went up in the turn that is going on counts in it."""
    host = _host()
    hv, gp, facilitator = role_seat(host, "health_visitor"), role_seat(host, "gp"), facilitator_seat(host)
    _to(host, "J6", hv)
    assert do(host, hv, a.Share("HV-08", Tag.FACT, "worries")) is None
    _to(host, "J6", gp)
    assert do(host, gp, a.Share("GP-05", Tag.FACT, "worries")) is None
    assert do(host, facilitator, a.Correct("HV-08")) is None
    assert host.state.public.turn_items == 1


def test_a_seat_that_moves_as_before_does_not_change_hands() -> None:
    """Nothing is written for it."""
    host = _host()
    gp = role_seat(host, "gp")
    assert do(host, facilitator_seat(host), a.Drive(gp, Driver.PERSONS)) == Refusal(Why.ALREADY_DONE)


@pytest.mark.parametrize("absent", [("chair",), ("gp",)])
def test_a_table_is_not_laid_without_a_chair_or_with_a_seat_both_taken_and_empty(
    absent: tuple[str, ...],
) -> None:
    """Whoever lays it is told at once."""
    with pytest.raises(ValueError, match="somebody has to chair"):
        table_seats(jayden(), {"gp": "p1"}, absent=absent)
