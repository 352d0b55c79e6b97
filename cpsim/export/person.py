"""Who is meant by a name, a seat or a role, and what of a session is theirs.

Names stand in the list of who sits at a table and nowhere else; the record knows seats alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from cpsim.conference import events as e
from cpsim.conference.codec import Record, decode_event, speaker
from cpsim.conference.parts import Seat
from cpsim.conference.state import START, evolve
from cpsim.conference.visibility import Emission
from cpsim.export.exits import COULD_NOT, USED_WRONGLY
from cpsim.export.reading import Declined
from cpsim.model.said import Said, clean
from cpsim.model.words import SeatKind, Watch
from cpsim.present.tongue import _
from cpsim.session.people import NAME, Party, People, from_text
from cpsim.session.room import PEOPLE
from cpsim.store.protocol import Row, Store


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a session, or the people of one party who cannot be told apart."""

    seats: tuple[str, ...]
    """The seats they hold, by id."""
    seats_shown: tuple[str, ...]
    """The same with their roles, for people."""
    party: Party | None
    """None for somebody who only watches, and holds no seat."""
    names: tuple[Said, ...]
    """Their names in the list of who sits there."""
    others_there: tuple[Said, ...]
    """Who sits at the same seats and is not meant."""
    changed_hands: tuple[str, ...]
    """Those of the seats that were moved by somebody else at times."""
    texts: int
    """How many texts were written at these seats and are still there."""
    named_by_others: int
    """How many texts of other seats hold one of the names."""
    people: People | None
    """Everybody at the table; None where no table was laid."""
    list_at: str | None
    """The seat at which that list is kept."""


def who_is_meant(store: Store, session: str, named: str) -> Person:
    """The person called `named`, whether they sit there or came to watch, or who holds the seat of that id or role.

    Declined where that is nobody (2), where it could be several (2), where the session ended before it began or
    the list of who sits there cannot be read (3).
    """
    rows = store.rows(session)
    if not rows:
        raise Declined(COULD_NOT, _("Session {id} ended before it began.").format(id=session))
    seats = _seats(rows)
    list_at = next((seat.id for seat in seats if seat.kind is SeatKind.FACILITATOR), None)
    people = _people(store, session, list_at)
    party, names = _found(people, seats, named)
    own = tuple(seat for seat in seats if party is not None and party.id in _ever(people, seat))
    ids = tuple(seat.id for seat in own)
    return Person(
        seats=ids,
        seats_shown=tuple(_shown(seat) for seat in own) or ((party.id,) if party is not None else ()),
        party=party,
        names=names,
        others_there=tuple(name for name in party.names if name not in names) if party is not None else (),
        changed_hands=_changed_hands(rows, ids),
        texts=sum(_texts(row.record) for row in rows if speaker(row.record) in ids),
        named_by_others=_named_by_others(rows, ids, names),
        people=people,
        list_at=list_at,
    )


def _seats(rows: Sequence[Row]) -> tuple[Seat, ...]:
    state = START
    for row in rows:
        if row.to is None:
            state = evolve(state, Emission(decode_event(row.record), None))
    return state.public.seats


def _people(store: Store, session: str, list_at: str | None) -> People | None:
    """Everybody at the table; Declined where the list cannot be read, since names could be left in it."""
    text = store.draft(session, list_at, PEOPLE) if list_at is not None else ""
    try:
        return from_text(text) if text else None
    except ValueError as error:
        sentence = _("Who sits at this table cannot be read, so no name can be taken out of it.")
        raise Declined(COULD_NOT, sentence) from error


def _found(people: People | None, seats: Sequence[Seat], named: str) -> tuple[Party | None, tuple[Said, ...]]:
    """The party that is meant, or None for somebody who watches, and which names are theirs."""
    if not _plain(named):
        empty = _("No name was given. Name somebody who sits there, or a seat: {seats}.")
        raise Declined(USED_WRONGLY, empty.format(seats=_listed(seats)))
    parties = _called(people, named)
    watching = tuple(name for name, _watch in _watchers(people) if _same(str(name), named))
    if len(parties) + bool(watching) > 1:
        alike = [seat for seat in seats if _ever(people, seat) & {party.id for party in parties}]
        several = _("Several people here are called {name}. Name a seat instead: {seats}.")
        raise Declined(USED_WRONGLY, several.format(name=clean(named, NAME), seats=_listed(alike)))
    if watching:
        return None, watching
    if parties:
        return parties[0], tuple(name for name in parties[0].names if _same(str(name), named))
    party = _holder(seats, people, named)
    return party, party.names


def _watchers(people: People | None) -> tuple[tuple[Said, Watch], ...]:
    return people.watching if people is not None else ()


def _called(people: People | None, named: str) -> list[Party]:
    known = people.parties if people is not None else ()
    return [party for party in known if any(_same(str(name), named) for name in party.names)]


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other) != ""


def _plain(name: str) -> str:
    """A name as it sounds: without the differences of how it was typed."""
    return " ".join(normalize("NFKC", str(clean(name, 2 * NAME))).casefold().split())


def _holder(seats: Sequence[Seat], people: People | None, named: str) -> Party:
    """The party at the seat of that id or role, or for a seat without one of that kind."""
    word = str(clean(named.strip(), 60))
    found = [seat for seat in seats if seat.id == word]
    found = found or [seat for seat in seats if (seat.role or seat.kind) == word]
    holders = dict.fromkeys((people or People()).party_of(seat) for seat in found)
    if len(holders) != 1:
        which = found or seats
        nobody = _("Nobody here is called {name}. Whoever has no name here is meant by a seat: {seats}.")
        several = _("{name} could be several. Name one seat: {seats}.")
        sentence = several if found else nobody
        raise Declined(USED_WRONGLY, sentence.format(name=word, seats=_listed(which)))
    (holder,) = holders
    return people.party(holder) if people is not None else Party(holder)


def _ever(people: People | None, seat: Seat) -> frozenset[str]:
    """All parties that have had the seat: whoever left it to others wrote there too."""
    return (people or People()).ever(seat)


def _listed(seats: Sequence[Seat]) -> str:
    return ", ".join(_shown(seat) for seat in seats)


def _shown(seat: Seat) -> str:
    return f"{seat.id} ({seat.role or seat.kind})"


def _changed_hands(rows: Sequence[Row], seats: Sequence[str]) -> tuple[str, ...]:
    events = [decode_event(row.record) for row in rows if row.record.name == e.DriverChanged.NAME]
    moved = {event.seat for event in events if isinstance(event, e.DriverChanged)}
    return tuple(seat for seat in seats if seat in moved)


def _texts(record: Record) -> int:
    return sum(isinstance(word, str) for word in record.words)


def _named_by_others(rows: Sequence[Row], seats: Sequence[str], names: Sequence[Said]) -> int:
    wanted = [rf"\b{re.escape(plain)}\b" for name in names if (plain := _plain(str(name)))]
    if not wanted:
        return 0
    pattern = re.compile("|".join(wanted))
    texts = [word for row in rows if speaker(row.record) not in seats for word in row.record.words]
    return sum(isinstance(text, str) and bool(pattern.search(_plain_text(text))) for text in texts)


def _plain_text(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())
