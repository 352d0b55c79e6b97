"""What becomes of an item that should go to the chair first: said, taken there, or left."""

from random import Random

from conferences import do, jayden, next_move, opened, role_seat, simulated

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.model.words import Tag, Topic
from cpsim.session.host import Host


def at_turn_of_gp(*also: str, seed: int = 2) -> tuple[Host, str]:
    """A conference in which the GP has the floor."""
    host = opened(jayden(), "gp", *also, seed=seed)
    gp = role_seat(host, "gp")
    random = Random(seed)
    for _ in range(500):
        if host.state.public.floor == gp:
            break
        move = next_move(random, host, [gp, *(role_seat(host, role) for role in also)])
        assert move is not None
        if move[0] != gp or not isinstance(move[1], a.TakeToChair | a.Ask | a.ReadReply):
            do(host, *move)
    return host, gp


def test_said_without_leave_it_costs_the_table_an_answer() -> None:
    """It is said all the same; the one it is about answers no more questions that day."""
    host, gp = at_turn_of_gp()
    father = role_seat(host, "father")
    assert do(host, gp, a.Share("GP-02", Tag.FACT, "complicating")) is None
    assert "GP-02" in host.state.public.board
    assert host.state.public.withdrawn == (father,)
    do(host, gp, a.EndTurn())
    do(host, gp, a.Ask(father, topic=Topic.HEALTH))
    answered = [event for event in host.delivered(gp) if isinstance(event, e.QuestionAnswered)]
    assert answered[-1].kind == "declined"
    assert host.state.public.question is None


def test_taken_to_the_chair_only_the_two_of_them_know() -> None:
    """The chair hears the item and gives leave; nobody else learns that there was anything."""
    host, gp = at_turn_of_gp()
    chair = role_seat(host, "chair")
    others = [seat.id for seat in host.state.public.seats if seat.id not in (gp, chair)]
    before = {seat: len(host.delivered(seat)) for seat in others}
    assert do(host, gp, a.TakeToChair("GP-02")) is None
    simulated(host)
    assert host.view(gp).own.leaves["GP-02"].leave == "room"
    assert host.view(chair).own.leaves["GP-02"].fact.id == "GP-02"
    assert {seat: len(host.delivered(seat)) for seat in others} == before


def test_said_with_leave_nothing_is_broken() -> None:
    """With the chair's leave it is said as such, and nobody withdraws."""
    host, gp = at_turn_of_gp()
    do(host, gp, a.TakeToChair("GP-02"))
    simulated(host)
    do(host, gp, a.Share("GP-02", Tag.FACT, "complicating"))
    shared = [event for event in host.delivered(gp) if isinstance(event, e.FactShared)][-1]
    assert (shared.fact.id, shared.occasion) == ("GP-02", "with_leave")
    assert host.state.public.withdrawn == ()


def test_leave_for_the_private_part_keeps_it_from_the_family() -> None:
    """The family learns that there was a private part, and nothing of what was said in it."""
    host, gp = at_turn_of_gp("chair")
    chair, father = role_seat(host, "chair"), role_seat(host, "father")
    do(host, gp, a.TakeToChair("GP-02"))
    do(host, chair, a.GiveLeave("GP-02", "private"))
    assert do(host, gp, a.Share("GP-02", Tag.FACT, "complicating")) is None
    assert "GP-02" in host.view(role_seat(host, "health_visitor")).board
    assert "GP-02" not in host.view(father).board
    assert any(isinstance(event, e.PrivatePartHeld) for event in host.delivered(father))
    assert all("GP-02" not in repr(event) for event in host.delivered(father))
    assert host.state.public.withdrawn == ()


def test_kept_out_by_the_chair_and_said_anyway_is_a_breach() -> None:
    """The chair's no is an answer, not a lock; what follows is the same as without leave."""
    host, gp = at_turn_of_gp("chair")
    chair = role_seat(host, "chair")
    do(host, gp, a.TakeToChair("GP-02"))
    do(host, chair, a.GiveLeave("GP-02", "keep_out"))
    do(host, gp, a.Share("GP-02", Tag.FACT, "complicating"))
    assert any(isinstance(event, e.Breach) for event in host.delivered(chair))
    assert host.state.public.withdrawn == (role_seat(host, "father"),)


def test_an_item_comes_to_mind_once_another_was_said() -> None:
    """What only answers somebody else's item is in no folder before that item was said, and then in one."""
    host = opened(jayden(), "housing_officer", "health_visitor", seed=2)
    housing, visitor = role_seat(host, "housing_officer"), role_seat(host, "health_visitor")
    assert "HV-23" not in {fact.id for fact in host.view(visitor).own.folder}
    random = Random(2)
    for _ in range(500):
        if host.state.public.floor == housing:
            break
        move = next_move(random, host, [housing, visitor])
        assert move is not None
        if move[0] != housing or not isinstance(move[1], a.Ask | a.ReadReply):
            do(host, *move)
    assert do(host, housing, a.Share("HO-19", Tag.ALLEGATION, "worries")) is None
    assert "HV-23" in {fact.id for fact in host.view(visitor).own.folder}
    told = [event for event in host.delivered(housing) if isinstance(event, e.ItemRecalled)]
    assert told == []
