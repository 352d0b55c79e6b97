"""Who sits round a table: the parties with their names and PINs, and the facilitator's code.

Kept beside the log and outside its chain, so that names can be taken away. Events name seats alone.
A PIN keeps an honest table honest; whoever owns the computer can read everything.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from typing import Any

from cpsim.model.said import Said, clean

ROUNDS = 60_000
"""About a twentieth of a second: short enough at a hand-over, long enough that nobody tries them all by hand."""
NAME = 40
"""Characters of a name."""
LEAST_PIN, MOST_PIN = 3, 12
"""Characters of a PIN or code."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who sits down together: one person, or two who share a seat."""

    id: str
    names: tuple[Said, ...] = ()
    pin: str = ""
    """Sealed; empty where there is none."""


@dataclass(frozen=True, slots=True)
class People:
    """Everybody at a table."""

    parties: tuple[Party, ...] = ()
    code: str = ""
    """The facilitator's code, sealed; empty where there is none, or nobody facilitates."""

    def party(self, party_id: str) -> Party:
        """The party of that id; one without names where there is none."""
        return next((party for party in self.parties if party.id == party_id), Party(party_id))

    def but(self, party: Party) -> "People":
        """The same with `party` in its place, or at the end where it is new."""
        if all(known.id != party.id for known in self.parties):
            return replace(self, parties=(*self.parties, party))
        return replace(self, parties=tuple(party if one.id == party.id else one for one in self.parties))


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
        {"id": party.id, "names": [str(name) for name in party.names], "pin": party.pin}
        for party in people.parties
    ]
    return json.dumps({"parties": parties, "code": people.code}, ensure_ascii=False)


def from_text(text: str) -> People:
    """People as they were kept; nobody where nothing was. ValueError for what cannot be read."""
    try:
        kept: Any = json.loads(text) if text else {"parties": (), "code": ""}
        parties = tuple(
            Party(str(one["id"]), tuple(clean(str(name), NAME) for name in one["names"]), str(one["pin"]))
            for one in kept["parties"]
        )
        return People(parties, str(kept["code"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a list of people") from error
