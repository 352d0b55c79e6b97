"""The rules of a conference, read as conversations at the table."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from conferences import jayden
from conversation import (
    ADVOCATE,
    CHAIR,
    FATHER,
    GP,
    HEALTH_VISITOR,
    HOUSING,
    MOTHER,
    SOCIAL_WORKER,
    TEACHER,
    WATCHER,
    Talk,
    only,
    quietly,
    table,
    with_seats,
)

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference.opening import seats_for
from cpsim.conference.refusals import Refusal, Why
from cpsim.model.case import Fact
from cpsim.model.content import Options
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Basis, Driver, Horizon, Item, Service, Tag, Topic, Whose

FIRST = (
    Answer(Address(Item.LEVEL, "c1"), "3"),
    Answer(Address(Item.SUFFERED, "c1"), "cannot_say"),
    Answer(Address(Item.LIKELY, "c1"), "yes"),
    Answer(Address(Item.RISK, "c1", horizon=Horizon.NOW), "2"),
    Answer(Address(Item.RISK, "c1", horizon=Horizon.IF_NOTHING_CHANGES), "3"),
    Answer(Address(Item.CERTAINTY, "c1"), "2"),
)
SPOKEN = (
    Answer(Address(Item.SUFFERED, "c1"), "yes"),
    Answer(Address(Item.LIKELY, "c1"), "yes"),
    Answer(Address(Item.STATUS, "c1"), "protection_plan"),
    Answer(Address(Item.CATEGORY, "c1"), "neglect"),
)
WORDS = clean("As it was said.")


def share(fact: str, heading: str = "worries") -> a.Share:
    """An item put on the board as a fact."""
    return a.Share(fact, Tag.FACT, heading)


def fact(name: str) -> Fact:
    """An item of the case."""
    return next(one for part in jayden().scenario.slices for one in part.facts if one.id == name)


def shared(seat: str, name: str, occasion: str = "turn") -> e.FactShared:
    """That item as everybody hears it."""
    return e.FactShared(seat, fact(name).heard, Tag.FACT, "worries", None, occasion)


# ---- the first judgement


def test_what_is_sealed_is_told_to_nobody_and_that_it_was_to_all() -> None:
    """A ballot is one seat's own; everybody learns that it was handed in, and nothing of what."""
    assert (
        table()
        >> (GP, a.Seal("before", FIRST, ("GP-05",), reason=WORDS))
        << only(e.BallotSealed(GP, "before", FIRST, ("GP-05",), None, WORDS), GP)
        << e.BallotHandedIn(GP, "before")
        >> (GP, a.Seal("before", FIRST))
        << Why.ALREADY_HANDED_IN
        >> (MOTHER, a.Seal("before", FIRST))
        << Why.NOT_JUDGING
    )


def test_the_chair_waits_for_every_ballot() -> None:
    """The conference begins when the last judge has handed in, and the refusal names who has not."""
    talk = table()
    judges = (CHAIR, SOCIAL_WORKER, HEALTH_VISITOR, TEACHER, HOUSING, GP)
    for number, seat in enumerate(judges):
        missing = Refusal(Why.BALLOTS_MISSING, "sealed_before", judges[number:])
        talk >> (CHAIR, a.NextStep()) << missing
        (
            talk
            >> (seat, a.Seal("before", FIRST))
            << only(e.BallotSealed, seat)
            << e.BallotHandedIn(seat, "before")
        )
    assert talk >> (CHAIR, a.NextStep()) << e.StepEntered("J1")


@pytest.mark.parametrize(
    ("act", "why", "about"),
    [
        (a.Seal("before", FIRST[1:]), Why.FIELD_MISSING, ("answers", "level")),
        (a.Seal("before", (*FIRST, FIRST[0])), Why.NOT_A_CHOICE, ("answers",)),
        (a.Seal("before", (Answer(FIRST[0].at, "9"), *FIRST[1:])), Why.NOT_A_CHOICE, ("answers", "level")),
        (a.Seal("after", FIRST), Why.NOT_A_CHOICE, ("stage",)),
        (a.Seal("before", FIRST, ("HO-17",)), Why.NOT_A_CHOICE, ("cites",)),
        (a.Seal("before", FIRST, ("GP-01", "GP-01")), Why.NOT_A_CHOICE, ("cites",)),
        (a.Seal("before", FIRST, ("GP-01", "GP-02", "GP-03", "GP-04")), Why.TOO_MANY, ("cites", "3")),
        (a.Seal("before", FIRST, moved_by="GP-01"), Why.NOT_A_CHOICE, ("moved_by",)),
        (a.Seal("before", FIRST, reason=clean("x" * 601)), Why.TOO_LONG, ("reason",)),
    ],
)
def test_a_ballot_that_does_not_fit_its_form_says_where(
    act: a.Seal, why: Why, about: tuple[str, ...]
) -> None:
    """What is missing, unknown, unheard, doubled or too much is refused with the name of the field."""
    assert table() >> (GP, act) << Refusal(why, about=about)


def test_no_ballot_is_taken_where_none_is_open() -> None:
    """An area may name the act at a step that opens no form; then there is nothing to hand in."""
    content = jayden()
    steps = tuple(
        replace(step, acts=(*step.acts, "seal")) if step.id == "J9" else step
        for step in content.framework.steps
    )
    loose = replace(content, framework=replace(content.framework, steps=steps))
    assert table("J9", content=loose) >> (GP, a.Seal("after", FIRST)) << Why.BALLOT_NOT_OPEN


# ---- the agenda


def test_each_act_has_its_step() -> None:
    """What belongs to another step is refused with the rule of the agenda and the step the table is at."""
    assert table() >> (GP, share("GP-05")) << Refusal(Why.NOT_IN_THIS_STEP, "step_order", ("P",))


def test_the_opening_settles_how_the_child_takes_part() -> None:
    """The chair alone does it, for every child, and before the family is met."""
    how = a.DecideParticipation("c1", "advocate")
    assert (
        table("J3")
        >> (CHAIR, a.NextStep())
        << Why.PARTICIPATION_MISSING
        >> (SOCIAL_WORKER, how)
        << Why.ONLY_THE_CHAIR
        >> (CHAIR, a.DecideParticipation("c1", "telephone"))
        << Refusal(Why.NOT_A_CHOICE, about=("how",))
        >> (CHAIR, how)
        << e.ParticipationDecided("c1", "advocate")
        >> (CHAIR, how)
        << Why.ALREADY_DONE
        >> (CHAIR, a.NextStep())
        << e.StepEntered("J4")
    )


def test_one_speaks_at_a_time_and_the_chair_says_who() -> None:
    """Nobody speaks without the floor, it is given once a round to each, and the round is finished before going on."""
    talk = (
        table("J6")
        >> (TEACHER, share("DT-14"))
        << Why.NOT_YOUR_FLOOR
        >> (TEACHER, a.GiveFloor(TEACHER))
        << Why.ONLY_THE_CHAIR
        >> (CHAIR, a.GiveFloor(MOTHER))
        << Refusal(Why.NOT_A_CHOICE, about=("seat",))
        >> (CHAIR, a.GiveFloor(TEACHER))
        << e.FloorGiven(TEACHER)
        >> (CHAIR, a.GiveFloor(GP))
        << Refusal(Why.SOMEBODY_HAS_THE_FLOOR, "one_professional_at_a_time", (TEACHER,))
        >> (GP, a.EndTurn())
        << Why.NOT_YOUR_FLOOR
        >> (TEACHER, share("DT-14"))
        << shared(TEACHER, "DT-14")
        >> (TEACHER, a.EndTurn(WORDS))
        << e.TurnEnded(TEACHER, WORDS)
        >> (CHAIR, a.NextStep())
        << Refusal(Why.ROUND_NOT_DONE, about=(SOCIAL_WORKER, HEALTH_VISITOR, HOUSING, GP))
    )
    for seat in (SOCIAL_WORKER, HEALTH_VISITOR, HOUSING, GP):
        (
            talk
            >> (CHAIR, a.GiveFloor(seat))
            << e.FloorGiven(seat)
            >> (seat, a.EndTurn())
            << e.TurnEnded(seat, None)
        )
    assert (
        talk
        >> (CHAIR, a.GiveFloor(TEACHER))
        << Why.EVERYBODY_SPOKE
        >> (CHAIR, a.NextStep())
        << e.StepEntered("J7")
    )


def test_a_turn_has_five_items_and_each_is_said_once() -> None:
    """After the fifth the rule of the pace refuses; what has been said is no longer a choice."""
    talk = table("J6", HEALTH_VISITOR)
    for name in ("HV-15", "HV-18", "HV-19", "HV-17", "HV-13"):
        talk >> (HEALTH_VISITOR, share(name)) << shared(HEALTH_VISITOR, name)
        if name == "HV-15":
            talk >> (HEALTH_VISITOR, share(name)) << Refusal(Why.NOT_A_CHOICE, about=("fact",))
            talk >> (HEALTH_VISITOR, share("HO-17")) << Refusal(Why.NOT_A_CHOICE, about=("fact",))
            (
                talk
                >> (HEALTH_VISITOR, share("HV-18", "gossip"))
                << Refusal(Why.NOT_A_CHOICE, about=("heading",))
            )
    limit = Refusal(Why.NO_ITEMS_LEFT_THIS_TURN, "items_limit", ("5",))
    assert talk >> (HEALTH_VISITOR, share("HV-20")) << limit


def test_a_folder_can_be_empty() -> None:
    """Who has said everything has nothing left to put forward."""
    talk = table("J7", ADVOCATE)
    for name in ("AD-01", "AD-02", "AD-03", "AD-04"):
        talk >> (ADVOCATE, share(name)) << shared(ADVOCATE, name)
    assert talk >> (ADVOCATE, share("AD-01")) << Why.FOLDER_IS_EMPTY


def test_a_place_has_its_name_once_it_was_heard() -> None:
    """Who did not know where the child lives is told with the item that says so; who knew is not told again."""
    told = tuple(seat for seat in (*(f"s{n}" for n in range(1, 11)),) if seat not in (TEACHER, HOUSING))
    assert (
        table("J6")
        >> (CHAIR, a.GiveFloor(HOUSING))
        << e.FloorGiven
        >> (HOUSING, share("HO-13"))
        << shared(HOUSING, "HO-13")
        << only(e.PlaceNamed, *told)
        >> (HOUSING, a.EndTurn())
        << e.TurnEnded
        >> (CHAIR, a.GiveFloor(TEACHER))
        << e.FloorGiven
        >> (TEACHER, share("DT-04"))
        << shared(TEACHER, "DT-04")
    )


def test_a_card_is_moved_by_the_chair_or_by_who_put_it_there() -> None:
    """Others leave it where it is."""
    assert (
        table("J6", GP)
        >> (GP, a.MoveCard("GP-07", "complicating"))
        << Why.NOT_YOUR_PART
        >> (GP, share("GP-07"))
        << shared(GP, "GP-07")
        >> (TEACHER, a.MoveCard("GP-07", "complicating"))
        << Why.NOT_YOUR_PART
        >> (GP, a.MoveCard("GP-07", "complicating"))
        << e.CardMoved(GP, "GP-07", "complicating")
        >> (CHAIR, a.MoveCard("GP-07", "worries"))
        << e.CardMoved(CHAIR, "GP-07", "worries")
    )


# ---- questions


def test_a_question_is_answered_first_and_by_who_was_asked() -> None:
    """While it stands nobody gets the floor; an answer from the papers puts its items on the board."""
    answer = a.AnswerQuestion("papers", (share("DT-17"),))
    assert (
        table("J6")
        >> (GP, a.Ask(TEACHER, Topic.CHILDS_WORDS))
        << e.QuestionAsked(GP, TEACHER, Topic.CHILDS_WORDS, None)
        >> (CHAIR, a.GiveFloor(GP))
        << Refusal(Why.QUESTION_STANDS, about=(TEACHER,))
        >> (HOUSING, a.AnswerQuestion("find_out"))
        << Why.NO_QUESTION_TO_YOU
        >> (TEACHER, a.TurnCard("DT-17", Basis.TOLD))
        << Why.NO_QUESTION_TO_YOU
        >> (TEACHER, answer)
        << shared(TEACHER, "DT-17", "answer")
        << e.QuestionAnswered(TEACHER, "papers", None)
        >> (TEACHER, answer)
        << Why.NO_QUESTION_TO_YOU
    )


@pytest.mark.parametrize(
    ("act", "why", "about"),
    [
        (a.AnswerQuestion("papers"), Why.FIELD_MISSING, ("items",)),
        (a.AnswerQuestion("find_out", (share("DT-17"),)), Why.FIELD_MISSING, ("items",)),
        (a.AnswerQuestion("own_words"), Why.FIELD_MISSING, ("words",)),
        (a.AnswerQuestion("find_out", words=WORDS), Why.NOT_A_CHOICE, ("words",)),
        (a.AnswerQuestion("own_words", words=clean("x" * 401)), Why.TOO_LONG, ("words",)),
        (a.AnswerQuestion("shrug"), Why.NOT_A_CHOICE, ("kind",)),
        (a.AnswerQuestion("papers", (share("GP-01"),)), Why.NOT_A_CHOICE, ("items",)),
        (a.AnswerQuestion("papers", (share("DT-17", "gossip"),)), Why.NOT_A_CHOICE, ("heading",)),
        (
            a.AnswerQuestion("papers", tuple(share(f"DT-1{n}") for n in range(4))),
            Why.TOO_MANY,
            ("items", "3"),
        ),
    ],
)
def test_an_answer_says_one_thing(act: a.AnswerQuestion, why: Why, about: tuple[str, ...]) -> None:
    """Items stand with an answer from the papers, words with one's own words, and nothing else with them."""
    talk = table("J6") >> (GP, a.Ask(TEACHER, Topic.CHILDS_WORDS)) << e.QuestionAsked
    assert talk >> (TEACHER, act) << Refusal(why, about=about)


def test_how_do_we_know_turns_a_card_over() -> None:
    """Who put a card down says how it is known and whose word it is; the card then says how old it is."""
    when = fact("HO-08").when
    assert (
        table("J6", HOUSING)
        >> (HOUSING, share("HO-08"))
        << shared(HOUSING, "HO-08")
        >> (HOUSING, a.EndTurn())
        << e.TurnEnded
        >> (GP, a.Ask(HOUSING, card="HO-08"))
        << e.QuestionAsked(GP, HOUSING, None, "HO-08")
        >> (HOUSING, a.TurnCard("HO-08", Basis.TOLD, Whose.CHILD))
        << e.CardTurned(HOUSING, "HO-08", Basis.TOLD, Whose.CHILD, when)
        << e.QuestionAnswered(HOUSING, "turned", None)
    )


def test_somebody_else_cannot_turn_a_card() -> None:
    """One may be asked what one knows of another's card, and answers in other ways."""
    assert (
        table("J6", HOUSING)
        >> (HOUSING, share("HO-08"))
        << shared(HOUSING, "HO-08")
        >> (HOUSING, a.EndTurn())
        << e.TurnEnded
        >> (GP, a.Ask(TEACHER, card="HO-08"))
        << e.QuestionAsked
        >> (TEACHER, a.TurnCard("HO-08", Basis.GUESS))
        << Why.NO_QUESTION_TO_YOU
        >> (TEACHER, a.AnswerQuestion("own_words", words=WORDS))
        << e.QuestionAnswered(TEACHER, "own_words", WORDS)
    )


def test_a_question_is_about_one_thing_and_put_to_somebody_else() -> None:
    """Neither about nothing nor about two things, and not to oneself."""
    assert (
        table("J6", HOUSING)
        >> (HOUSING, share("HO-08"))
        << e.FactShared
        >> (HOUSING, a.EndTurn())
        << e.TurnEnded
        >> (GP, a.Ask(HOUSING))
        << Refusal(Why.FIELD_MISSING, about=("topic",))
        >> (GP, a.Ask(HOUSING, Topic.HOME, "HO-08"))
        << Refusal(Why.NOT_A_CHOICE, about=("card",))
        >> (GP, a.Ask(GP, Topic.HOME))
        << Refusal(Why.NOT_A_CHOICE, about=("to",))
        >> (GP, a.Ask(HOUSING, card="HO-17"))
        << Refusal(Why.NOT_A_CHOICE, about=("card",))
    )


def test_there_are_three_questions_and_a_letter_counts_as_one() -> None:
    """Asking a person and asking for what a service wrote are paid from the same three."""
    talk = table("J6")
    for topic in (Topic.HOME, Topic.SCHOOL):
        talk >> (GP, a.Ask(TEACHER, topic)) << e.QuestionAsked
        talk >> (TEACHER, a.AnswerQuestion("find_out")) << e.QuestionAnswered(TEACHER, "find_out", None)
    spent = Refusal(Why.NO_QUESTIONS_LEFT, "questions_limit", ("3",))
    assert (
        talk
        >> (GP, a.ReadReply(Service.NURSERY))
        << e.ReplyRead(CHAIR, GP, Service.NURSERY, None)
        >> (GP, a.Ask(TEACHER, Topic.HOME))
        << spent
        >> (GP, a.ReadReply(Service.POLICE))
        << spent
        >> (HOUSING, a.ReadReply(Service.NURSERY))
        << Refusal(Why.NOT_A_CHOICE, about=("service",))
    )


def test_a_letter_is_read_out_by_the_chair() -> None:
    """What the police wrote stands on the board as the chair's cards."""
    (letter,) = (reply for reply in jayden().scenario.replies if reply.service is Service.POLICE)
    talk = table("J6") >> (GP, a.ReadReply(Service.POLICE))
    talk << e.ReplyRead(CHAIR, GP, Service.POLICE, letter.title)
    for _ in letter.facts:
        talk << e.FactShared << e.CardTurned
    assert talk
    assert [card.seat for card in talk.host.state.public.board.values()] == [CHAIR] * len(letter.facts)


def test_a_letter_of_the_case_is_read_out_without_the_authors_items_too() -> None:
    """Leaving the author's additions out leaves out those items of a letter, and no letter of the case."""
    content = jayden(Options(authored=False))
    case = content.scenario
    police = next(reply for reply in case.replies if reply.service is Service.POLICE)
    own = replace(police.facts[0], id="PX-01", provenance="P1")
    letters = (replace(police, facts=(own, *police.facts)),)
    talk = table("J6", content=replace(content, scenario=replace(case, replies=letters)))
    talk >> (GP, a.ReadReply(Service.POLICE)) << e.ReplyRead(CHAIR, GP, Service.POLICE, police.title)
    talk << e.FactShared << e.CardTurned
    assert list(talk.host.state.public.board) == ["PX-01"]


# ---- items that are not for every ear


def test_an_item_is_taken_to_the_chair_and_to_nobody_else() -> None:
    """The two of them know; with leave it is said as such."""
    item = fact("GP-02")
    assert (
        table("J2")
        >> (CHAIR, a.TakeToChair("GP-02"))
        << Why.NOT_YOUR_PART
        >> (TEACHER, a.TakeToChair("DT-01"))
        << Why.NOTHING_RESTRICTED
        >> (CHAIR, a.GiveLeave("GP-02", "room"))
        << Why.NOBODY_ASKED_LEAVE
        >> (GP, a.TakeToChair("GP-01"))
        << Refusal(Why.NOT_A_CHOICE, about=("fact",))
        >> (GP, a.TakeToChair("GP-02"))
        << only(e.TakenToChair(GP, item), GP, CHAIR)
        >> (GP, a.TakeToChair("GP-02"))
        << Why.NOTHING_RESTRICTED
        >> (TEACHER, a.GiveLeave("GP-02", "room"))
        << Why.ONLY_THE_CHAIR
        >> (CHAIR, a.GiveLeave("GP-02", "room"))
        << only(e.LeaveGiven(GP, "GP-02", "room"), GP, CHAIR)
    )


def test_said_without_leave_it_hurts_whom_it_is_about() -> None:
    """The room hears of the breach, the father withdraws, and declines what he is asked from then on."""
    assert (
        table("J6", GP)
        >> (GP, share("GP-02"))
        << shared(GP, "GP-02")
        << e.Breach(GP, "GP-02", (FATHER,))
        << e.Withdrew(FATHER)
        >> (GP, a.EndTurn())
        << e.TurnEnded
        >> (TEACHER, a.Ask(FATHER, Topic.HEALTH))
        << e.QuestionAsked
        << e.QuestionAnswered(FATHER, "declined", None)
    )


# ---- judging and deciding


def test_the_summary_comes_before_the_recommendations() -> None:
    """The chair sums up once, on up to six cards that lie on the board."""
    talk = table("J6", GP)
    names = ("GP-01", "GP-04", "GP-05", "GP-06", "GP-07")
    for name in names:
        talk >> (GP, share(name)) << shared(GP, name)
    quietly(talk, "J9")
    assert (
        talk
        >> (CHAIR, a.NextStep())
        << Why.SUMMARY_MISSING
        >> (CHAIR, a.Summarise(("HO-17",)))
        << Refusal(Why.NOT_A_CHOICE, about=("cards",))
        >> (CHAIR, a.Summarise(names, WORDS))
        << e.Summarised(CHAIR, names, WORDS)
        >> (CHAIR, a.Summarise(()))
        << Why.ALREADY_DONE
    )


def test_views_are_spoken_when_every_judgement_is_sealed() -> None:
    """The chair gives no floor before, and a turn of this round ends with the view and with nothing else."""
    talk = table("J10")
    everybody = (CHAIR, SOCIAL_WORKER, HEALTH_VISITOR, TEACHER, HOUSING, GP)
    missing = Refusal(Why.BALLOTS_MISSING, "sealed_after", everybody)
    talk >> (CHAIR, a.GiveFloor(GP)) << missing >> (CHAIR, a.NextStep()) << missing
    quietly(talk, "J10", GP)
    assert (
        talk
        >> (GP, a.EndTurn())
        << Why.NOT_IN_THIS_STEP
        >> (GP, a.SpeakView(SPOKEN[:2]))
        << Refusal(Why.FIELD_MISSING, about=("answers", "status"))
        >> (GP, a.SpeakView(SPOKEN, WORDS))
        << e.ViewSpoken(GP, SPOKEN, WORDS)
        >> (GP, a.SpeakView(SPOKEN))
        << Why.NOT_YOUR_FLOOR
    )


def test_the_chair_decides_and_dissent_comes_after() -> None:
    """A plan has one category; who sees it differently says so once the decision stands."""
    plan = a.Decide("c1", "yes", "yes", "protection_plan", ("neglect",), reason=WORDS)
    assert (
        table("J11")
        >> (CHAIR, a.NextStep())
        << Why.DECISION_MISSING
        >> (GP, a.Dissent(WORDS))
        << Refusal(Why.DECISION_MISSING, "dissent_after_decision")
        >> (GP, plan)
        << Why.ONLY_THE_CHAIR
        >> (CHAIR, replace(plan, category=()))
        << Refusal(Why.FIELD_MISSING, "category_if_plan", ("category",))
        >> (CHAIR, replace(plan, category=("neglect", "physical")))
        << Refusal(Why.TOO_MANY, about=("category", "1"))
        >> (CHAIR, plan)
        << e.Decided(
            CHAIR,
            "c1",
            "yes",
            "yes",
            met=True,
            status="protection_plan",
            category=("neglect",),
            cites=(),
            reason=WORDS,
        )
        >> (CHAIR, plan)
        << Why.ALREADY_DONE
        >> (MOTHER, a.Dissent(WORDS))
        << Why.NOT_YOUR_PART
        >> (GP, a.Dissent(WORDS))
        << e.DissentRecorded(GP, WORDS, "c1")
        >> (GP, a.Dissent(WORDS))
        << Why.ALREADY_DONE
    )


def test_a_decision_without_a_plan_has_no_category() -> None:
    """Neither limb is met, no plan follows, and a category that was named is left out."""
    assert (
        table("J11")
        >> (CHAIR, a.Decide("c1", "no", "no", "no_plan", ("neglect",)))
        << e.Decided(CHAIR, "c1", "no", "no", met=False, status="no_plan", category=(), cites=(), reason=None)
    )


def planned(talk: Talk | None = None) -> Talk:
    """At the outline plan, with a child protection plan decided."""
    talk = talk if talk is not None else table("J11")
    return (
        talk
        >> (CHAIR, a.Decide("c1", "yes", "yes", "protection_plan", ("physical",)))
        << e.Decided
        >> (CHAIR, a.NextStep())
        << e.StepEntered("J12")
        << only(e.ContingencyProposed, CHAIR)
    )


def test_without_a_plan_nobody_leads_one_and_its_dates_are_not_read_out() -> None:
    """What belongs to a child protection plan is refused where none was decided, and the conference closes."""
    talk = (
        table("J11")
        >> (CHAIR, a.Decide("c1", "no", "no", "no_plan"))
        << e.Decided
        >> (CHAIR, a.NextStep())
        << e.StepEntered("J12")
        << only(e.ContingencyProposed, CHAIR)
    )
    for seat in (SOCIAL_WORKER, HEALTH_VISITOR, TEACHER, HOUSING, GP):
        talk >> (CHAIR, a.GiveFloor(seat)) << e.FloorGiven >> (seat, a.EndTurn()) << e.TurnEnded(seat, None)
    of_a_plan = {rule.id for rule in talk.host.book.framework.deadlines if rule.needs_plan}
    assert (
        talk
        >> (CHAIR, a.NameLead(SOCIAL_WORKER))
        << Why.NO_PLAN
        >> (CHAIR, a.NameCoreGroup((MOTHER, GP)))
        << Why.NO_PLAN
        >> (CHAIR, a.SetDates())
        << e.DatesSet
        >> (CHAIR, a.SetDates())
        << Why.ALREADY_DONE
    )
    assert not of_a_plan & {due.id for due in talk.host.state.public.dates}
    assert talk >> (CHAIR, a.NextStep()) << e.StepEntered("D1")


def test_the_conference_closes_with_people_and_dates() -> None:
    """With a plan there are a lead, a core group, what happens if things change, and the dates."""
    talk = planned()
    for seat in (SOCIAL_WORKER, HEALTH_VISITOR, TEACHER, HOUSING):
        talk >> (CHAIR, a.GiveFloor(seat)) << e.FloorGiven >> (seat, a.EndTurn()) << e.TurnEnded(seat, None)
    assert (
        talk
        >> (GP, a.PlanFor(WORDS, WORDS))
        << Why.NOT_YOUR_FLOOR
        >> (CHAIR, a.GiveFloor(GP))
        << e.FloorGiven(GP)
        >> (CHAIR, a.SetDates())
        << Refusal(Why.SOMEBODY_HAS_THE_FLOOR, "one_professional_at_a_time", (GP,))
        >> (GP, a.PlanFor(WORDS, WORDS, when=clean("x" * 401)))
        << Refusal(Why.TOO_LONG, about=("when",))
        >> (GP, a.PlanFor(WORDS, WORDS))
        << e.PlanLineAdded(GP, WORDS, WORDS, None, None, None, "c1")
        >> (CHAIR, a.NextStep())
        << Why.CLOSING_MISSING
        >> (CHAIR, a.Contingency(WORDS))
        << e.ContingencySet(CHAIR, WORDS)
        >> (CHAIR, a.Contingency(WORDS))
        << Why.ALREADY_DONE
        >> (CHAIR, a.NameLead(GP))
        << Refusal(Why.NOT_A_CHOICE, about=("seat",))
        >> (CHAIR, a.NameLead(SOCIAL_WORKER))
        << e.LeadNamed(SOCIAL_WORKER)
        >> (CHAIR, a.NameLead(SOCIAL_WORKER))
        << Why.ALREADY_DONE
        >> (CHAIR, a.NameCoreGroup((GP,)))
        << Refusal(Why.TOO_FEW, about=("seats", "2"))
        >> (CHAIR, a.NameCoreGroup((MOTHER, GP)))
        << e.CoreGroupNamed((GP, MOTHER))
        >> (CHAIR, a.NameCoreGroup((GP,)))
        << Why.ALREADY_DONE
        >> (CHAIR, a.NextStep())
        << Why.CLOSING_MISSING
        >> (CHAIR, a.SetDates())
        << e.DatesSet
        >> (CHAIR, a.SetDates())
        << Why.ALREADY_DONE
        >> (CHAIR, a.NextStep())
        << e.StepEntered("D1")
    )


def test_without_a_social_worker_nobody_is_named_to_lead() -> None:
    """Another professional cannot take the lead; the rule says who may, and the conference closes without."""
    seats = seats_for(jayden(), ())[:-1]
    talk = with_seats(
        jayden(),
        *(
            replace(seat, driver=Driver.ABSENT if seat.id == SOCIAL_WORKER else Driver.PERSONS)
            for seat in seats
        ),
    )
    quietly(talk, "J11")
    planned(talk)
    nobody = Refusal(Why.NOBODY_CAN_LEAD, "lead_social_worker")
    talk >> (CHAIR, a.NameLead(GP)) << nobody
    for seat in (HEALTH_VISITOR, TEACHER, HOUSING, GP):
        talk >> (CHAIR, a.GiveFloor(seat)) << e.FloorGiven >> (seat, a.EndTurn()) << e.TurnEnded(seat, None)
    assert (
        talk
        >> (CHAIR, a.Contingency(WORDS))
        << e.ContingencySet
        >> (CHAIR, a.NameCoreGroup((MOTHER, GP)))
        << e.CoreGroupNamed
        >> (CHAIR, a.SetDates())
        << e.DatesSet
        >> (CHAIR, a.NextStep())
        << e.StepEntered("D1")
    )


# ---- the debrief, and who only watches


def test_the_debrief_begins_with_one_word_and_ends_with_its_last_step() -> None:
    """Each gives one word, and another where the first was a slip; after the closing there is nothing to go on to."""
    talk = table("D1")
    assert (
        talk
        >> (GP, a.Commit(WORDS))
        << Why.NOT_IN_THIS_STEP
        >> (GP, a.GiveWord(clean("x" * 41)))
        << Refusal(Why.TOO_LONG, about=("word",))
        >> (GP, a.GiveWord(clean("heavy")))
        << e.WordGiven(GP, clean("heavy"))
        >> (GP, a.GiveWord(clean("hopeful")))
        << e.WordGiven(GP, clean("hopeful"))
    )
    quietly(talk, "D2")
    assert talk >> (GP, a.GiveWord(clean("late"))) << Why.NOT_IN_THIS_STEP
    quietly(talk, "D6")
    assert (
        talk
        >> (GP, a.Commit(WORDS))
        << e.CommitmentMade(GP, WORDS)
        >> (GP, a.Commit(clean("ask")))
        << e.CommitmentMade(GP, clean("ask"))
    )
    quietly(talk, "D7")
    assert talk >> (GP, a.NextStep()) << Why.IT_IS_OVER


def test_who_watches_takes_no_part_before_the_debrief() -> None:
    """An observer sees and hears; and a seat that the table does not have can do nothing at all."""
    assert (
        table("J6")
        >> (WATCHER, a.Ask(GP, Topic.HEALTH))
        << Why.OBSERVING
        >> ("s99", a.Ask(GP, Topic.HEALTH))
        << Refusal(Why.NO_SUCH_SEAT, about=("s99",))
    )


def alone() -> Talk:
    """A chair whose whole table is empty today."""
    seats = seats_for(jayden(), ("chair",))
    return with_seats(
        jayden(), *(replace(seat, driver=Driver.ABSENT) if seat.id != CHAIR else seat for seat in seats)
    )


def test_an_empty_chair_says_nothing_and_cannot_be_asked() -> None:
    """An absent seat takes no part; with nobody else there a question has no one to go to."""
    talk = alone() >> (GP, a.Seal("before", FIRST)) << Why.ABSENT
    quietly(talk, "J6")
    assert talk >> (CHAIR, a.Ask(GP, Topic.HEALTH)) << Why.NOBODY_TO_ASK


# ---- and nothing that nobody ever hears


def test_every_reason_is_heard_in_one_of_these_conversations() -> None:
    """A reason that no conversation can lead to would be a sentence nobody reads."""
    here = Path(__file__)
    beside = [here.with_name(name) for name in ("test_facilitating.py", "test_correcting.py")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (here, *beside)]
    heard = {
        node.attr
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Why"
    }
    # What the rules allow and the disk refuses is heard in tests/session/test_link.py.
    assert heard == {why.name for why in Why} - {Why("not_stored").name}
