"""How the meeting was run, as one seat was told it."""

from dataclasses import replace

import pytest
from conferences import jayden, random_conference, role_seat

from cpsim.conference import events as e
from cpsim.conference.parts import DueDate
from cpsim.conference.view import Leave, Public, View
from cpsim.model.content import Options
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Driver, Item, Status, Tag
from cpsim.present import key
from cpsim.present.meeting import meeting_lines
from cpsim.session.host import Host

HOST: Host = random_conference(jayden(), 3, "gp").host
GP = role_seat(HOST, "gp")
VIEW: View = HOST.view(GP)
KEPT = next(fact for fact in VIEW.own.folder if fact.handling)
ROOM = [
    event
    for event in HOST.delivered(GP)
    if not (isinstance(event, e.FactShared | e.FactSharedPrivately) and event.fact.id == KEPT.id)
    and not isinstance(event, e.Breach | e.Withdrew | e.PrivatePartHeld)
]
"""The log of a conference in which nothing became of the restricted item."""


def _page(*more: e.Event, public: Public | None = None, leaves: dict[str, Leave] | None = None) -> str:
    own = replace(VIEW.own, leaves=leaves or {})
    view = replace(VIEW, public=public or VIEW.public, own=own)
    return "\n".join(line.text for line in meeting_lines([*ROOM, *more], view, HOST.book))


def test_it_is_a_part_of_the_key() -> None:
    """Every seat reads it, with scores or without, and only once the key is open."""
    for options in (None, Options(scores=False)):
        host = random_conference(jayden(options), 3, "gp").host
        for seat in host.state.public.seats:
            lines = key.key_part(
                key.MEETING, host.delivered(seat.id), host.view(seat.id), host.book, numbers=False
            )
            assert lines[0].text == "How the meeting was run"


def test_the_table_is_counted_by_the_areas_rule() -> None:
    """Quorate with those who have met the child, and not without them."""
    assert "the table was quorate. The social worker was there; " in _page()
    absent = tuple(
        replace(seat, driver=Driver.ABSENT) if seat.role not in ("chair", "gp") else seat
        for seat in VIEW.public.seats
    )
    page = _page(public=replace(VIEW.public, seats=absent))
    assert "the table was not quorate, and it went ahead. The social worker was missing; 1 other" in page


SHARED = e.FactShared(GP, KEPT.heard, Tag.FACT, "worries", None, "turn")
PRIVATE = e.FactSharedPrivately(GP, KEPT.heard, Tag.FACT, "worries", None, "turn")


@pytest.mark.parametrize(
    ("events", "leaves", "became"),
    [
        ((), {}, "not said."),
        ((), {KEPT.id: Leave(GP, KEPT, "keep_out")}, "taken to the chair, and not said."),
        ((e.PrivatePartHeld((GP,)),), {}, "not said while you were in the room."),
        ((e.PrivatePartHeld(("s7",)), PRIVATE), {}, "said in the part without the family."),
        ((replace(SHARED, occasion="with_leave"),), {}, "taken to the chair, and said with leave."),
        ((SHARED, e.Breach(GP, KEPT.id)), {}, "said in the room without the chair's leave."),
        (
            (SHARED, e.Breach(GP, KEPT.id), e.Withdrew(role_seat(HOST, "father"))),
            {},
            "said in the room without the chair's leave; after that the father answered no more.",
        ),
        (
            (SHARED, e.Breach(GP, KEPT.id, (role_seat(HOST, "father"), role_seat(HOST, "mother")))),
            {},
            "said in the room without the chair's leave; after that the father and the mother answered no more.",
        ),
    ],
)
def test_what_became_of_an_item_that_was_not_for_every_ear(
    events: tuple[e.Event, ...], leaves: dict[str, Leave], became: str
) -> None:
    """Said with leave, without it, privately or not at all, whoever held it."""
    assert f"“{KEPT.short}”, of the family doctor: {became}" in _page(*events, leaves=leaves)


def test_family_and_child_are_named_as_heard_or_not() -> None:
    """Who put nothing forward at the table is named as well, and how the child took part."""
    page = _page()
    assert "Jayden is spoken for by an advocate." in page
    mother = role_seat(HOST, "mother")
    silent = [
        event
        for event in ROOM
        if not (isinstance(event, e.FactShared | e.QuestionAnswered) and event.seat == mother)
    ]
    lines = meeting_lines(silent, VIEW, HOST.book)
    assert "At the table and not heard: the mother." in "\n".join(line.text for line in lines)
    assert "not heard" not in page


def test_dissent_on_record_is_apart_from_another_recommendation() -> None:
    """Who had a different view recorded is named, and so is who recommended another plan without that."""
    at = Address(Item.STATUS, "c1")
    decided = replace(VIEW.public.decisions["c1"], status=Status.PROTECTION_PLAN)
    teacher, housing = (role_seat(HOST, role) for role in ("designated_teacher", "housing_officer"))
    views = {seat: (Answer(at, "in_need_plan"),) for seat in (teacher, housing)}
    public = replace(VIEW.public, decisions={"c1": decided}, views=views, dissents=((teacher, None),))
    page = _page(public=public)
    assert "on record for the designated teacher." in page
    assert "Another plan than the one decided was recommended by the housing officer." in page
    agreed = _page(public=replace(public, dissents=(), views={teacher: (Answer(at, "protection_plan"),)}))
    assert "none was put on record." in agreed
    assert "recommended by" not in agreed


def _due(date: str) -> DueDate:
    return DueDate(date, clean("Visit"), date, clean("rule"), "A", ())


def test_dates_are_counted_and_the_next_is_named() -> None:
    """Those before the conference are not next; none at all is said as such."""
    days = ("2999-01-02", "1999-01-01", VIEW.public.date, "2999-01-01")
    page = _page(e.DatesSet(tuple(_due(day) for day in days)))
    assert "4 dates were read out, the next: Visit, Tue 1 Jan 2999." in page
    assert "no date follows from the decision." in _page(e.DatesSet(()))
