"""A seat's link where acts and drafts meet the store: each kept once, or told not to be kept."""

import pytest
from conferences import facilitator_seat, game, jayden, opened, role_seat, round_a_table

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.state import evolve
from cpsim.conference.visibility import emit
from cpsim.model.said import clean
from cpsim.session.host import OPENING, Host
from cpsim.session.keeping import UNREAD
from cpsim.session.people import People, to_text
from cpsim.session.room import PEOPLE, LocalRoom
from cpsim.session.table import LocalLink
from cpsim.store.memory import MemoryStore
from cpsim.store.protocol import StoreProblem, Trouble

FULL = "The disk is full."


class Moody(MemoryStore):
    """A store that can run full, for acts, for drafts or for both."""

    no_acts = no_drafts = late = False

    def append(self, *args: object, **more: object) -> int:
        """Store, where there is room."""
        if self.no_acts:
            raise StoreProblem(Trouble.FULL, FULL)
        kept = super().append(*args, **more)  # type: ignore[arg-type]
        if self.late:
            self.late = False
            raise StoreProblem(Trouble.FULL, FULL)
        return kept

    def draft(self, session_id: str, seat: str, form: str) -> str:
        """Read, where that is possible."""
        if self.no_drafts:
            raise StoreProblem(Trouble.FULL, FULL)
        return super().draft(session_id, seat, form)

    def keep_draft(self, session_id: str, seat: str, form: str, text: str) -> None:
        """Keep, where there is room."""
        if self.no_drafts:
            raise StoreProblem(Trouble.FULL, FULL)
        super().keep_draft(session_id, seat, form, text)


def gp_at(store: Moody) -> tuple[Host, LocalLink, list[str]]:
    """A conference with a person on the GP's seat, that person's link, and what the link told."""
    host = opened(jayden(), "gp", store=store)
    link, told = LocalLink(host, role_seat(host, "gp")), list[str]()
    link.watch(told.append)
    return host, link, told


def in_the_debrief(store: Moody) -> Host:
    """A table whose conference is over, in a store that may be moody from now on."""
    played = game(1, "gp", "chair", table=True, until="D1")
    store.create(
        played.session, dict(played.store.meta(played.session)), played.store.content(played.session)
    )
    for row in played.store.rows(played.session):
        store.append(played.session, f"{row.act_id}-{row.number}", [(row.record, row.to)], row.at)
    store.keep_draft(played.session, facilitator_seat(played), PEOPLE, to_text(People()))
    return Host.resume(played.session, store=store, clock=played.clock, dates=played.dates)


def test_two_seats_may_call_their_acts_alike() -> None:
    """No client can swallow another's act, nor the opening, by the name it gives its own."""
    host = opened(jayden(), "gp", "chair")
    gp, chair = role_seat(host, "gp"), role_seat(host, "chair")
    assert host.submit(gp, OPENING, a.TakeToChair("GP-02")) is None
    assert host.submit(chair, OPENING, a.GiveLeave("GP-02", "room")) is None
    leaves = host.view(gp).own.leaves
    assert leaves["GP-02"].leave == "room"
    named = {row.act_id for row in host.store.rows(host.session)}
    assert named == {OPENING, f"{gp}.{OPENING}", f"{chair}.{OPENING}"}


async def test_an_act_that_cannot_be_kept_is_refused_and_can_be_sent_again() -> None:
    """The refusal carries the store's own sentence; nothing is shown, and later the same act goes in once."""
    store = Moody()
    host, link, told = gp_at(store)
    events = len(link.log())
    store.no_acts = True
    assert await link.send(a.TakeToChair("GP-02")) == Refusal(Why.NOT_STORED, about=(FULL,))
    assert (len(link.log()), link.view().own.leaves, told) == (events, {}, [FULL])
    store.no_acts = False
    assert await link.send(a.TakeToChair("GP-02")) is None
    assert list(link.view().own.leaves) == ["GP-02"]
    assert told == [FULL, ""]
    assert len(host.store.rows(host.session)) == len(host.log)


async def test_another_link_of_the_seat_swallows_nothing() -> None:
    """An act kept by a write that failed, and another act through a second link, are two acts."""
    store = Moody()
    host, link, _ = gp_at(store)
    second = LocalLink(host, link.seat)
    store.late = True
    assert await link.send(a.TakeToChair("GP-02")) == Refusal(Why.NOT_STORED, about=(FULL,))
    assert await second.send(a.NextStep()) == Refusal(Why.ONLY_THE_CHAIR)
    assert list(link.view().own.leaves) == ["GP-02"]


async def test_an_act_is_done_once_where_another_link_finds_out_that_it_was_kept() -> None:
    """The retry is the same attempt, though the log has grown in between."""
    store = Moody()
    host = round_a_table(jayden(), "gp", "chair", store=store)
    room = LocalRoom(host, lambda: "salt")
    note = a.Journal(clean("The family has arrived."), "public")
    store.late = True
    refused = await room.facilitator.send(note)
    assert refused is not None
    assert refused.why is Why.NOT_STORED
    gp = room.link(role_seat(host, "gp"))
    assert await gp.send(a.TakeToChair("GP-02")) is None
    assert await room.facilitator.send(note) is None
    made = [emission.event for emission in host.log if isinstance(emission.event, e.NoteMade)]
    assert len(made) == 1
    assert await room.facilitator.send(note) is None, "who says it again means it"
    assert len([emission for emission in host.log if isinstance(emission.event, e.NoteMade)]) == 2


async def test_going_on_from_the_step_one_sees_is_another_act_than_the_one_that_led_there() -> None:
    """A step that was kept by a write that failed stands on the screen; to go on from there is to go on."""
    store = Moody()
    host = in_the_debrief(store)
    room = LocalRoom(host, lambda: "salt")
    first = host.state.public.step
    store.late = True
    assert await room.facilitator.send(a.NextStep()) == Refusal(Why.NOT_STORED, about=(FULL,))
    await room.link(role_seat(host, "gp")).send(a.TakeToChair("GP-02"))
    second = host.state.public.step
    assert second != first, "the other link found out that it was kept"
    assert await room.facilitator.send(a.NextStep()) is None
    assert host.state.public.step not in (first, second)


async def test_an_act_waits_for_its_retry_while_the_simulated_go_on() -> None:
    """What the program does for others through the same link is no reason to do the learner's act twice."""
    store = Moody()
    host, link, _ = gp_at(store)
    store.late = True
    await link.send(a.TakeToChair("GP-02"))
    await link.go_on()
    assert await link.send(a.TakeToChair("GP-02")) is None
    taken = [emission for emission in host.log if isinstance(emission.event, e.TakenToChair)]
    assert len(taken) == 1


async def test_the_table_calls_a_place_by_name_once_everybody_has_heard_it() -> None:
    """One who knows it from their papers knows it alone; the shared screen says it when the room does."""
    host = round_a_table(jayden(), "designated_teacher", "chair")
    room = LocalRoom(host, lambda: "salt")
    teacher = role_seat(host, "designated_teacher")
    place = next(iter(host.view(teacher).own.place_names))
    neutral = next(one.neutral for one in host.state.public.places if one.id == place)
    assert room.link(teacher).view().place(place) != neutral
    assert room.shared.view().place(place) == neutral
    named = next(one.named for one in host.content.scenario.settings if one.id == place)
    seats = [one.id for one in host.state.public.seats]
    for number, seat in enumerate(seats):
        assert room.shared.view().place(place) == neutral, number
        host.state = evolve(host.state, emit(e.PlaceNamed(place, named), seat))
    assert room.shared.view().place(place) == named
    assert room.shared.view().own.folder == ()


def test_what_one_link_could_not_keep_another_keeps_and_finds() -> None:
    """Whose turn it is at the screen changes nothing: trouble is over once every draft of every seat is kept."""
    store, told = Moody(), list[str]()
    host = round_a_table(jayden(), "gp", "chair", store=store)
    room = LocalRoom(host, lambda: "salt")
    room.shared.watch(told.append)
    gp, chair = role_seat(host, "gp"), role_seat(host, "chair")
    store.no_drafts = True
    room.link(gp).keep_draft("note", "so far")
    assert LocalLink(host, gp).draft("note") == "so far"
    store.no_drafts = False
    room.link(chair).keep_draft("note", "mine")
    assert told == [FULL, ""]
    assert store.draft(host.session, gp, "note") == "so far"
    assert store.draft(host.session, chair, "note") == "mine"


def test_a_draft_that_cannot_be_read_is_told_until_one_can() -> None:
    """It is another thing than one that cannot be kept: the next that is read ends it."""
    store = Moody()
    host, link, told = gp_at(store)
    store.keep_draft(host.session, link.seat, "note", "so far")
    store.no_drafts = True
    assert link.draft("note") == ""
    assert told == [FULL]
    store.no_drafts = False
    assert link.draft("note") == "so far"
    assert told == [FULL, ""]


def test_a_draft_that_could_not_be_read_is_not_replaced_unseen() -> None:
    """An empty field is not an empty draft: what is typed over it is not kept, and is told."""
    store = Moody()
    host, link, told = gp_at(store)
    store.keep_draft(host.session, link.seat, "note", "so far")
    store.no_drafts = True
    assert link.draft("note") == ""
    link.keep_draft("note", "o")
    assert link.draft("note") == "o", "while it cannot be read, what was typed is all there is"
    store.no_drafts = False
    for typed in ("ov", ""):
        link.keep_draft("note", typed)
        assert store.draft(host.session, link.seat, "note") == "so far"
        assert told[-1] == UNREAD
    assert link.draft("note") == "so far"
    assert told[-1] == ""
    link.keep_draft("note", "so far and on")
    assert store.draft(host.session, link.seat, "note") == "so far and on"


@pytest.mark.parametrize("opened_again", [True, False])
def test_where_nothing_was_kept_nothing_is_in_the_way(opened_again: bool) -> None:
    """What was typed while nobody could tell is kept once it is known that it hides nothing."""
    store = Moody()
    host, link, told = gp_at(store)
    store.no_drafts = True
    assert link.draft("note") == ""
    link.keep_draft("note", "over")
    store.no_drafts = False
    if opened_again:
        assert link.draft("note") == "over"
    else:
        link.keep_draft("note", "over")
    assert store.draft(host.session, link.seat, "note") == "over"
    assert told[-1] == ""


async def test_a_table_is_told_of_every_seat() -> None:
    """There is one screen: whoever watches the shared link hears what any link of the room cannot keep."""
    store, told = Moody(), list[str]()
    host = round_a_table(jayden(), "gp", "housing_officer", store=store)
    room = LocalRoom(host, lambda: "salt")
    room.shared.watch(told.append)
    store.no_drafts = True
    room.link(role_seat(host, "gp")).keep_draft("note", "so far")
    assert told == [FULL]
    store.no_drafts = False
    room.link(role_seat(host, "gp")).keep_draft("note", "further")
    assert told == [FULL, ""]


@pytest.mark.parametrize("people", ["", "no list"])
def test_a_table_whose_people_are_not_there_opens_to_nobody(people: str) -> None:
    """Without them nobody knows which seats have a PIN, so the room stays shut, with a sentence."""
    host = round_a_table(jayden(), "gp")
    host.store.keep_draft(host.session, host.state.public.seats[-1].id, PEOPLE, people)
    with pytest.raises(StoreProblem, match="Who sits at this table cannot be read"):
        LocalRoom(host, lambda: "salt")


async def test_where_the_others_cannot_be_kept_the_table_stands_still() -> None:
    """Going on says why nothing happened, and goes on from the same point once there is room."""
    store = Moody()
    host, link, told = gp_at(store)
    await link.send(a.TakeToChair("GP-02"))
    events = len(host.log)
    store.no_acts = True
    assert not await link.go_on()
    assert (len(host.log), told) == (events, [FULL])
    store.no_acts = False
    assert await link.go_on()
    assert len(host.log) > events
    assert told == [FULL, ""]


async def test_an_act_that_the_rules_refuse_ends_no_trouble() -> None:
    """Only what was kept shows that things are kept again."""
    store = Moody()
    _, link, told = gp_at(store)
    store.no_acts = True
    await link.send(a.TakeToChair("GP-02"))
    await link.send(a.NextStep())
    link.keep_draft("note", "kept all the same")
    assert told == [FULL]


async def test_a_draft_that_cannot_be_kept_waits_until_it_can() -> None:
    """What is written stands in the form again at once, and is stored with the next thing that is."""
    store = Moody()
    host, link, told = gp_at(store)
    store.no_drafts = True
    assert link.draft("note") == ""
    link.keep_draft("note", "so")
    link.keep_draft("note", "so far")
    assert link.draft("note") == "so far"
    assert told == [FULL, UNREAD, UNREAD, FULL]
    store.no_drafts = False
    assert await link.send(a.TakeToChair("GP-02")) is None
    assert store.draft(host.session, link.seat, "note") == "so far"
    assert told[-1] == ""
    link.keep_draft("note", "")
    assert link.draft("note") == store.draft(host.session, link.seat, "note") == ""
