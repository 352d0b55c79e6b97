"""Who sits where is kept beside the log: a seat that passed to others, and what stands of it on another day."""

import pytest

from cpsim.conference.parts import Seat
from cpsim.model.said import clean
from cpsim.model.words import Driver, SeatKind
from cpsim.session.people import Party, People, from_text, to_text


def _seat(number: int, party: str = "") -> Seat:
    return Seat(f"s{number}", SeatKind.PARTICIPANT, "gp", Driver.PERSONS, party=party)


FIRST, SECOND, FREE = _seat(1, "p1"), _seat(2, "p1"), _seat(3)
TABLE = (FIRST, SECOND, FREE)


def test_a_seat_belongs_to_whoever_took_it_over_last() -> None:
    """Until then it is theirs to whom it was given at the beginning; a free one is a party of its own."""
    people = People((Party("p1"),))
    assert [people.party_of(seat) for seat in TABLE] == ["p1", "p1", "s3"]
    taken = people.sits(FREE, "p1")
    assert taken.party_of(FREE) == "p1"
    assert taken.sits(FREE, "p1") == taken
    back = taken.sits(FREE, "s3")
    assert back.party_of(FREE) == "s3"
    assert back.ever(FREE) == {"s3", "p1"}
    assert back.ever(FIRST) == {"p1"}


def test_somebody_new_changes_nobody_elses_name_or_pin() -> None:
    """They come in the place of whoever held that seat alone, and are a party of their own otherwise."""
    people = People((Party("p1"),))
    assert people.newcomer(FREE, TABLE) == "s3"
    assert people.newcomer(FIRST, TABLE) == "s1"
    assert people.newcomer(FIRST, (FIRST, FREE)) == "p1"
    both = people.but(Party("s3")).sits(FIRST, "s3")
    assert both.newcomer(FREE, TABLE) == "s3-2"


def test_whoever_came_still_counts_without_their_name() -> None:
    """Taken away, given again or others' in their place; who comes late is one more."""
    pair = Party("p1", (clean("Ana"), clean("Ben")))
    people = People((pair, Party("p2")))
    assert people.number == 3
    bare = from_text(to_text(people.but(Party("p1"))))
    assert bare.number == 3
    assert bare.but(Party("p3", (clean("Cy"),))).number == 4
    assert bare.but(pair).number == 3
    assert bare.but(Party("p2", (clean("Di"), clean("Ed")))).number == 4


def test_what_was_kept_is_read_again_and_what_is_no_list_is_not() -> None:
    """Lists that know of no seat that passed on are read as well."""
    people = People((Party("p1", (clean("Ana"),)),)).sits(FREE, "p1")
    assert from_text(to_text(people)) == people
    assert from_text('{"parties": [], "code": ""}') == People()
    earlier = '{"parties": [{"id": "p1", "names": ["Ana", "Ben"], "pin": ""}], "code": ""}'
    assert from_text(earlier).number == 2
    for count in ("Infinity", "{}", '"x"'):
        with pytest.raises(ValueError, match="not a list of people"):
            from_text(earlier.replace('"pin"', f'"came": {count}, "pin"'))
