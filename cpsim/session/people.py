"""Who sits round a table: the parties with their names and PINs, who watches, and the facilitators' codes.

Kept beside the log and outside its chain, so that names can be taken away. Events name seats alone.
A PIN keeps an honest table honest; whoever owns the computer can read everything.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from typing import Any

from cpsim.model.said import Said, clean
from cpsim.model.words import Watch

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

    @property
    def number(self) -> int:
        """How many came: everybody named, one for each party without names, and those who watch."""
        return sum(max(1, len(party.names)) for party in self.parties) + len(self.watching)

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
    watching = [{"name": str(name), "watches": watch.value} for name, watch in people.watching]
    kept = {"parties": parties, "code": people.code, "second": people.second, "watching": watching}
    return json.dumps(kept, ensure_ascii=False)


def from_text(text: str) -> People:
    """People as they were kept; ValueError for what cannot be read, and where nothing was kept."""
    try:
        kept: Any = json.loads(text)
        parties = tuple(
            Party(str(one["id"]), tuple(clean(str(name), NAME) for name in one["names"]), str(one["pin"]))
            for one in kept["parties"]
        )
        watching = tuple(
            (clean(str(one["name"]), NAME), Watch(one["watches"])) for one in kept.get("watching", ())
        )
        return People(parties, str(kept["code"]), str(kept.get("second", "")), watching)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a list of people") from error
