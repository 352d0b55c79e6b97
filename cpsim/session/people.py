"""Who sits round a table: the parties with their names and PINs, who watches, and the facilitators' codes.

Kept beside the log and outside its chain, so that names can be taken away. Events name seats alone.
A PIN keeps an honest table honest; whoever owns the computer can read everything.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from cpsim.model.said import Said, clean
from cpsim.model.words import Watch

if TYPE_CHECKING:
    # For the types alone: the first screen needs nothing of a conference.
    from cpsim.conference.parts import Seat

ROUNDS = 60_000
"""About a twentieth of a second: short enough at a hand-over, long enough that nobody tries them all by hand."""
NAME = 40
"""Characters of a name."""
LEAST_PIN, MOST_PIN = 3, 12
"""Characters of a PIN or code."""
TO_CHOOSE = "to choose"
"""Stands for a PIN that its party has yet to choose; no sealed PIN looks like it."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who sits down together: one person, or two who share a seat."""

    id: str
    names: tuple[Said, ...] = ()
    pin: str = ""
    """Sealed; empty where there is none, `TO_CHOOSE` where the party has yet to choose it."""
    came: int = 0
    """How many sat there at least, also where their names were taken away since; 0 where nobody counted."""

    @property
    def number(self) -> int:
        """How many came: as many as there are names, or were before some were taken away, and one at least."""
        return max(1, self.came, len(self.names))

    @property
    def chooses_pin(self) -> bool:
        """Whether the party chooses its PIN when it gets the keyboard next."""
        return self.pin == TO_CHOOSE

    @property
    def has_pin(self) -> bool:
        """Whether there is a PIN to ask for: one that the table wanted and the party has chosen."""
        return bool(self.pin) and not self.chooses_pin


@dataclass(frozen=True, slots=True)
class People:
    """Everybody at a table."""

    parties: tuple[Party, ...] = ()
    code: str = ""
    """The facilitator's code, sealed; empty where there is none, or nobody facilitates."""
    second: str = ""
    """The code of a second facilitator, sealed; empty where there is no such person."""
    watching: tuple[tuple[Said, Watch], ...] = ()
    """Who came to watch after the session had begun, with a task; they hold no seat."""
    taken: tuple[tuple[str, str], ...] = ()
    """Seats that passed to another party since the beginning, each with that party, in the order it happened."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The sealed codes of those who facilitate; none where nobody does."""
        return tuple(code for code in (self.code, self.second) if code)

    def facilitates(self, typed: str) -> bool:
        """Whether `typed` is the code of somebody who facilitates; without a code nothing has to be known."""
        return not self.codes or any(opens(typed, code) for code in self.codes)

    def party(self, party_id: str) -> Party:
        """The party of that id; one without names where there is none."""
        return next((party for party in self.parties if party.id == party_id), Party(party_id))

    def party_of(self, seat: Seat) -> str:
        """The id of the party that has `seat`: who took it over last, or who was given it at the beginning.

        A seat that nobody had is a party of its own, by its id.
        """
        return dict(self.taken).get(seat.id) or _at_first(seat)

    def ever(self, seat: Seat) -> frozenset[str]:
        """The ids of all parties that have had `seat`: what is written there may be any of theirs."""
        return frozenset({_at_first(seat), *(party for one, party in self.taken if one == seat.id)})

    def sits(self, seat: Seat, party: str) -> People:
        """The same with `seat` in the hands of the party named."""
        if party == self.party_of(seat):
            return self
        return replace(self, taken=(*self.taken, (seat.id, party)))

    def newcomer(self, seat: Seat, seats: Iterable[Seat]) -> str:
        """The party id for somebody new on `seat`, one of `seats`.

        That of whoever sat there, in whose place they come; but where those have another seat as well, one of
        its own, so that nobody else's name or PIN changes.
        """
        before = self.party_of(seat)
        if all(one.id == seat.id or self.party_of(one) != before for one in seats):
            return before
        known = {party.id for party in self.parties}
        names = (seat.id if number == 1 else f"{seat.id}-{number}" for number in count(1))
        return next(name for name in names if name not in known)

    @property
    def number(self) -> int:
        """How many came: those of each party, whether they have names or not, and those who watch."""
        return sum(party.number for party in self.parties) + len(self.watching)

    @property
    def named(self) -> frozenset[str]:
        """Every name that stands here."""
        seated = (name for party in self.parties for name in party.names)
        return frozenset(map(str, (*seated, *(name for name, _watch in self.watching))))

    def but(self, party: Party) -> People:
        """The same with `party` in its place, or at the end where it is new; who came before still counts."""
        known = next((one for one in self.parties if one.id == party.id), None)
        if known is None:
            return replace(self, parties=(*self.parties, party))
        party = replace(party, came=max(party.number, known.number))
        return replace(self, parties=tuple(party if one.id == party.id else one for one in self.parties))


def _at_first(seat: Seat) -> str:
    return seat.party or seat.id


def names_in(words: Said) -> tuple[Said, ...]:
    """The names somebody wrote, with "and" between those of two; none where nothing was written."""
    return tuple(clean(name.strip(), NAME) for name in str(words).split(" and ") if name.strip())


def sealed(pin: str, salt: str) -> str:
    """A PIN as it may be kept, with a salt of its own; an empty one stays empty."""
    return f"{salt}${_digest(pin, salt)}" if pin else ""


def opens(pin: str, kept: str) -> bool:
    """Whether `pin` is the one that was kept; where none was kept nothing has to be known."""
    if not kept:
        return True
    salt, _, digest = kept.partition("$")
    return hmac.compare_digest(_digest(pin, salt), digest)


def _digest(pin: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", pin.strip().encode(), salt.encode(), ROUNDS).hex()


def to_text(people: People) -> str:
    """People as they are kept."""
    parties = [
        {
            "id": party.id,
            "names": [str(name) for name in party.names],
            "pin": party.pin,
            "came": party.came,
        }
        for party in people.parties
    ]
    watching = [{"name": str(name), "watches": watch.value} for name, watch in people.watching]
    taken = [list(one) for one in people.taken]
    kept = {
        "parties": parties,
        "code": people.code,
        "second": people.second,
        "watching": watching,
        "taken": taken,
    }
    return json.dumps(kept, ensure_ascii=False)


def from_text(text: str) -> People:
    """People as they were kept; ValueError for what cannot be read, and where nothing was kept."""
    try:
        kept: Any = json.loads(text)
        parties = tuple(
            Party(
                str(one["id"]),
                tuple(clean(str(name), NAME) for name in one["names"]),
                str(one["pin"]),
                int(one.get("came", 0)),
            )
            for one in kept["parties"]
        )
        watching = tuple(
            (clean(str(one["name"]), NAME), Watch(one["watches"])) for one in kept.get("watching", ())
        )
        taken = tuple((str(seat), str(party)) for seat, party in kept.get("taken", ()))
        return People(parties, str(kept["code"]), str(kept.get("second", "")), watching, taken)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError("not a list of people") from error
