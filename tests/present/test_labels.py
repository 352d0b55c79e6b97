"""Every value of the closed lists has words of its own."""

from enum import StrEnum

import pytest
from conferences import jayden, opened

from cpsim.conference.parts import Seat
from cpsim.conference.view import Public
from cpsim.model.judgement import Address
from cpsim.model.words import (
    Basis,
    Driver,
    Handling,
    Horizon,
    Item,
    Limb,
    SeatKind,
    Service,
    Tag,
    Topic,
    Whose,
)
from cpsim.present import labels, titles

LISTS = (
    (Tag, labels.tag),
    (Tag, labels.tag_means),
    (Topic, labels.topic),
    (Whose, labels.whose),
    (Service, labels.service),
    (Basis, labels.basis),
    (Handling, labels.handling),
    (Limb, labels.limb),
    (Driver, labels.driver),
)


@pytest.mark.parametrize(("values", "label"), LISTS, ids=lambda part: getattr(part, "__name__", ""))
def test_every_value_has_words_of_its_own(values: type[StrEnum], label: object) -> None:
    """No two values of a list read alike, and none shows its name with an underscore."""
    assert callable(label)
    words = [label(value) for value in values]
    assert len(set(words)) == len(words)
    assert not any("_" in word for word in words)


def test_every_answer_a_form_can_hold_has_words() -> None:
    """Levels, plans and categories are called as the area calls them; no raw value is shown."""
    framework = jayden().framework
    given = {
        Item.LEVEL: ("1", "4", "not_enough"),
        Item.RISK: ("1", "2", "3", "4", "cannot_say"),
        Item.CERTAINTY: ("1", "2", "3", "4"),
        Item.STATUS: tuple(option.value for option in framework.statuses),
        Item.CATEGORY: tuple(option.value for option in framework.categories),
    }
    for item, values in given.items():
        for value in values:
            words = labels.answer(Address(item, "c1"), value, framework)
            assert words != value
            assert "_" not in words


def test_risk_now_and_later_are_told_apart() -> None:
    """The two horizons of risk are not asked in the same words."""
    now = labels.asked(Address(Item.RISK, "c1", None, Horizon.NOW))
    later = labels.asked(Address(Item.RISK, "c1", None, Horizon.IF_NOTHING_CHANGES))
    assert now != later


def test_a_title_is_called_by_its_short_form() -> None:
    """What a title explains after a comma, in brackets or by "of the" is not said every time."""
    book = jayden().book
    assert titles.role("chair", book) == "Chair"
    assert titles.role("social_worker", book) == "Social worker"
    assert titles.role("designated_teacher", book) == "Designated teacher"
    assert titles.role("a_role_without_card", book) == "A role without card"


def test_two_seats_of_one_role_are_told_apart() -> None:
    """Where a role has two seats, each is named with its seat."""
    seats = tuple(Seat(name, SeatKind.PARTICIPANT, "gp", Driver.PERSONS) for name in ("s1", "s2"))
    public, book = Public(seats=seats), jayden().book
    assert titles.seat("s1", public, book) != titles.seat("s2", public, book)


def test_a_title_inside_a_sentence() -> None:
    """An article is put once, and an abbreviation keeps its capitals."""
    assert titles.the("Health visitor") == "the health visitor"
    assert titles.the("GP") == "the GP"
    assert titles.the("The child's advocate") == "the child's advocate"


def test_a_seat_that_is_not_there_is_shown_as_it_is() -> None:
    """An unknown seat id is no reason to fail."""
    host = opened(jayden(), "gp")
    assert titles.seat("s99", host.state.public, host.book) == "s99"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Jersey delegate workbook, line 618", "Jersey delegate workbook"),
        (
            "Jersey delegate workbook, line 612; Jersey protection plan chapter, lines 18-22",
            "Jersey delegate workbook; Jersey protection plan chapter",
        ),
        (
            "Workbook, line 2; Workbook, line 31; assumption, confirm locally",
            "Workbook; assumption, confirm locally",
        ),
        ("A study, of lines and people", "A study, of lines and people"),
        ("", ""),
    ],
)
def test_a_source_on_a_screen_has_no_lines(source: str, shown: str) -> None:
    """Each document once; the line stays in what is printed for facilitators."""
    assert labels.documents(source) == shown
