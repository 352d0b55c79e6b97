"""Quorum is counted in agencies that have met the child, with the one role that must be there."""

from dataclasses import replace

import pytest
from conferences import jayden

from cpsim.conference.opening import seats_for
from cpsim.conference.parts import Seat
from cpsim.conference.quorum import Quorum, quorum
from cpsim.conference.view import Public
from cpsim.model.words import Driver, SeatKind
from cpsim.present.quorum import lines

SOURCE_ROLES = ("health_visitor", "designated_teacher", "housing_officer", "gp")


def table(*roles: str, extra: tuple[Seat, ...] = ()) -> Public:
    """The table of the Jayden case with just the seats of `roles`, and `extra` ones."""
    return Public(seats=(*(seat for seat in seats_for(jayden(), ("chair",)) if seat.role in roles), *extra))


def count(*roles: str, extra: tuple[Seat, ...] = ()) -> Quorum:
    """What is found at that table."""
    return quorum(jayden().book, table(*roles, extra=extra))


def test_the_four_source_roles_alone_are_not_quorate() -> None:
    """Three agencies that have met the child are there, and no social worker."""
    found = count("chair", *SOURCE_ROLES)
    assert found == Quorum(
        met=False, required_here=False, units=("health_visiting", "education", "general_practice"), needed=2
    )


def test_with_the_social_worker_they_are_quorate() -> None:
    """The same four with the social worker meet the rule."""
    found = count("chair", "social_worker", *SOURCE_ROLES)
    assert found.met
    assert found.units == ("health_visiting", "education", "general_practice")


def test_contact_that_is_not_known_does_not_count() -> None:
    """Housing may never have met the child: with one other agency the table is one short."""
    assert not count("chair", "social_worker", "housing_officer", "gp").met
    assert count("chair", "social_worker", "health_visitor", "gp").met


@pytest.mark.parametrize("role", ["mother", "father", "advocate", "chair"])
def test_family_advocate_and_chair_are_no_agency_of_the_quorum(role: str) -> None:
    """They have met the child or lead the table, and count for nothing."""
    assert count("social_worker", "gp", role).units == ("general_practice",)


def test_two_of_one_agency_count_once() -> None:
    """A second GP is no second agency."""
    second = Seat("s20", SeatKind.PARTICIPANT, "gp", Driver.PERSONS, "yes")
    assert not count("social_worker", "gp", extra=(second,)).met


def test_an_empty_seat_does_not_count() -> None:
    """Who is absent today is not at the table, whatever the agency wrote."""
    public = table("social_worker", "gp", "health_visitor")
    away = tuple(replace(s, driver=Driver.ABSENT) if s.role == "gp" else s for s in public.seats)
    assert quorum(jayden().book, replace(public, seats=away)).units == ("health_visiting",)


def test_the_room_hears_whether_it_is_quorate_and_why() -> None:
    """Who counts is named, who does not as well, with the area's rule and its source."""
    said, rule = lines(table("chair", "social_worker", *SOURCE_ROLES), jayden().book)
    assert said.text == (
        "The table is quorate. The social worker is here. Other agencies that have met the child: "
        "the health visitor, the designated teacher, the family doctor (needed: 2). "
        "Not known to have met the child, so not counted: the housing officer."
    )
    assert str(jayden().framework.quorum.text) in rule.text
    short, _ = lines(table("chair", "gp"), jayden().book)
    assert short.text.startswith("The table is not quorate. Missing: the social worker")
