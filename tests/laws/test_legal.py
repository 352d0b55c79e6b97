"""Laws of what may be done: knowable from the own view, refused with a reason, never a way out of order."""

from random import Random

from conferences import (
    do,
    examples,
    facilitator_seat,
    jayden,
    next_move,
    opened,
    random_act,
    random_conference,
    role_seat,
    seats,
    simulated,
)
from hypothesis import given
from hypothesis import strategies as st

from cpsim.conference import acts as a
from cpsim.conference import rules
from cpsim.conference.agenda import in_debrief, steps_of
from cpsim.conference.offers import Offer
from cpsim.conference.refusals import Refusal, Why
from cpsim.model.judgement import Answer
from cpsim.model.said import clean
from cpsim.model.words import Basis, Driver, Item, Service, Tag, Whose
from cpsim.session.host import Host

ALL_PRO = ("chair", "social_worker", "health_visitor", "designated_teacher", "housing_officer", "gp")


@examples(10)
@given(seed=st.integers(0, 10**9), table=st.booleans())
def test_whatever_is_offered_is_taken_and_whatever_is_not_is_refused(seed: int, table: bool) -> None:
    """At every point of a random conference, for every seat: offers decide, from its own view alone."""
    random = Random(seed)

    def check(host: Host) -> None:
        seat = random.choice(list(seats(host)))
        view = host.view(seat)
        name = random.choice(list(a.ACT_NAMES))
        made = rules.offer(host.book, view, name)
        if isinstance(made, Offer):
            act = random_act(random, made)
            expected = refused_all_the_same(host, act)
            assert rules.refused(host.book, view, act) == expected
            decided = rules.decide(host.content, host.book, host.state, seat, act)
            assert isinstance(decided, list) if expected is None else decided == expected
        else:
            act = foreign_act(random, host, name)
            decided = rules.decide(host.content, host.book, host.state, seat, act)
            assert isinstance(decided, Refusal)
            assert decided == rules.refused(host.book, view, act)

    random_conference(jayden(), seed, "health_visitor", "chair", each=check, table=table, most=1500)


def refused_all_the_same(host: Host, act: a.Act) -> Refusal | None:
    """Why an act whose every field is open is not taken, worked out from what everybody knows; None where it is."""
    public = host.state.public
    match act:
        case a.Drive(driver=Driver.ABSENT) if act.seat == role_seat(host, "chair"):
            return Refusal(Why.CHAIR_STAYS)
        case a.Drive() if public.seat(act.seat).driver is act.driver:
            return Refusal(Why.ALREADY_DONE)
        case a.Relabel():
            card = public.board[act.fact]
            same = card.tag is act.tag and card.whose is act.whose
            return Refusal(Why.ALREADY_DONE) if same else None
        case _:
            return None


def test_a_seat_may_change_hands_but_for_what_changes_nothing_and_an_empty_chair() -> None:
    """Every seat and driver, and every kind and source of a card: what is refused is exactly that."""
    host = random_conference(jayden(), 7, "health_visitor", "chair", table=True, until="J9", most=1500).host
    facilitator = facilitator_seat(host)
    drive, relabel = (rules.offer(host.book, host.view(facilitator), one) for one in ("drive", "relabel"))
    assert isinstance(drive, Offer)
    assert isinstance(relabel, Offer)
    hands: list[a.Act] = [a.Drive(seat, driver) for seat in drive.field("seat").choices for driver in Driver]
    cards: list[a.Act] = [
        a.Relabel(fact, tag, whose)
        for fact in relabel.field("fact").choices
        for tag in Tag
        for whose in (None, *Whose)
    ]
    assert hands
    assert cards
    for act in (*hands, *cards):
        assert rules.refused(host.book, host.view(facilitator), act) == refused_all_the_same(host, act)


def foreign_act(random: Random, host: Host, name: str) -> a.Act:
    """An act of a kind that is not open, with values of another time and place."""
    fact = random.choice(host.content.scenario.slices[0].facts).id
    seat = random.choice(list(seats(host)))
    text = clean("x")
    made: dict[str, a.Act] = {
        "seal": a.Seal("after", ()),
        "take_to_chair": a.TakeToChair(fact),
        "give_leave": a.GiveLeave(fact, "room"),
        "decide_participation": a.DecideParticipation("c1", "written"),
        "give_floor": a.GiveFloor(seat),
        "share": a.Share(fact, Tag.FACT, "worries"),
        "end_turn": a.EndTurn(),
        "ask": a.Ask(seat, card=fact),
        "answer": a.AnswerQuestion("find_out"),
        "turn_card": a.TurnCard(fact, Basis.SEEN),
        "move_card": a.MoveCard(fact, "worries"),
        "read_reply": a.ReadReply(Service.POLICE),
        "summarise": a.Summarise(()),
        "speak_view": a.SpeakView(()),
        "decide": a.Decide("c1", "yes", "yes", "no_plan"),
        "dissent": a.Dissent(text),
        "plan_line": a.PlanFor(text, text),
        "contingency": a.Contingency(text),
        "name_lead": a.NameLead(seat),
        "name_core_group": a.NameCoreGroup((seat,)),
        "set_dates": a.SetDates(),
        "next_step": a.NextStep(),
        "give_word": a.GiveWord(text),
        "commit": a.Commit(text),
        "drive": a.Drive(seat, Driver.SIMULATED),
        "correct": a.Correct(fact),
        "relabel": a.Relabel(fact, Tag.OPINION),
        "done_aloud": a.DoneAloud(),
        "reveal": a.Reveal(),
        "pause": a.Pause(),
        "go_on": a.GoOn(),
        "open_papers": a.OpenPapers(),
        "bring": a.Bring(words=text),
        "journal": a.Journal(text, "public"),
        "end_now": a.EndNow(),
    }
    return made[name]


@examples(10)
@given(seed=st.integers(0, 10**9), played=st.sampled_from([ALL_PRO, ("mother", "father"), ("gp",), ()]))
def test_every_conference_comes_to_its_end(seed: int, played: tuple[str, ...]) -> None:
    """Whoever plays, and whatever legal thing they do, nobody gets stuck and the agenda is walked in order."""
    walked: list[str] = []

    def note(host: Host) -> None:
        if not walked or walked[-1] != host.state.public.step:
            walked.append(host.state.public.step)

    host = random_conference(jayden(), seed, *played, most=1500, each=note).host
    walked.append(host.state.public.step)
    order = [step.id for step in steps_of(host.book)]
    assert list(dict.fromkeys(walked)) == order


def test_random_play_reaches_every_act() -> None:
    """The random players are worth their name: over some conferences each kind of act is taken."""
    missing = set(a.ACT_NAMES.values())
    for seed in range(40):
        if missing:
            played = random_conference(jayden(), seed, *ALL_PRO, most=2500, table=True)
            missing -= {type(act) for _, act in played.acts}
    assert missing == set()


def test_a_turn_has_five_items_and_a_later_one_two() -> None:
    """The pace's numbers hold: five items in the round, two more when the chair asks for anything to add."""
    host = opened(jayden(), "health_visitor")
    seat = role_seat(host, "health_visitor")
    counts: list[int] = []
    random = Random(1)
    for _ in range(1000):
        if in_debrief(host.state.public.step):
            break
        if host.state.public.floor == seat and "share" in rules.legal(host.book, host.view(seat)):
            said = 0
            while isinstance(offer := rules.offer(host.book, host.view(seat), "share"), Offer):
                assert do(host, seat, a.Share(offer.field("fact").choices[0], Tag.FACT, "worries")) is None
                said += 1
            counts.append(said)
            refusal = rules.offer(host.book, host.view(seat), "share")
            assert isinstance(refusal, Refusal)
            assert refusal.why is Why.NO_ITEMS_LEFT_THIS_TURN
            do(host, seat, a.EndTurn())
        move = next_move(random, host, [seat])
        if move is not None and (move[0] != seat or not isinstance(move[1], a.Share)):
            do(host, *move)
    assert counts == [5, 2]


def test_views_wait_for_the_last_sealed_ballot() -> None:
    """Nobody says a view in the round before every judgement is sealed."""
    host = opened(jayden(), "gp", "chair")
    chair, gp = role_seat(host, "chair"), role_seat(host, "gp")
    random = Random(3)
    for _ in range(1000):
        if host.state.public.step == "J10":
            break
        move = next_move(random, host, [chair, gp])
        assert move is not None
        do(host, *move)
    simulated(host)
    refusal = rules.offer(host.book, host.view(chair), "give_floor")
    assert isinstance(refusal, Refusal)
    assert refusal.why is Why.BALLOTS_MISSING
    assert gp in refusal.about


def test_category_is_asked_only_of_those_who_want_a_plan() -> None:
    """The form asks for a category where a protection plan is recommended, and takes none elsewhere."""
    host = random_conference(jayden(), 5, "gp", until="J10").host
    gp = role_seat(host, "gp")
    offer = rules.offer(host.book, host.view(gp), "seal")
    assert isinstance(offer, Offer)
    asks = offer.field("answers").asks
    without = {
        ask.at: "in_need_plan" if ask.at.item is Item.STATUS else ask.choices[0]
        for ask in asks
        if ask.at.item is not Item.CATEGORY
    }
    answers = tuple(Answer(at, value) for at, value in without.items())
    assert rules.refused(host.book, host.view(gp), a.Seal("after", answers)) is None
    category = next(ask for ask in asks if ask.at.item is Item.CATEGORY)
    surplus = a.Seal("after", (*answers, Answer(category.at, "physical")))
    assert rules.refused(host.book, host.view(gp), surplus) == Refusal(
        Why.NOT_A_CHOICE, about=("answers", "category")
    )
