"""Leaks planted on purpose: each is a small patch to the real program, and the detector has to find it.

A leak that is nobody's finding means that the secrecy runs prove less than they say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

import pytest
from canaries import marked
from conferences import jayden
from secrecy_run import ON_PAPER, THOROUGH, USUAL, Found, leaks
from steering import Coverage
from twins import Maker

from cpsim.conference.state import State
from cpsim.conference.view import View
from cpsim.model.content import Content
from cpsim.session.host import Host
from cpsim.session.room import SharedLink

Plant = Callable[[pytest.MonkeyPatch], None]


@cache
def canaried() -> Content:
    """The pack that secrecy runs play."""
    return marked(jayden())


@dataclass(frozen=True, slots=True)
class Leak:
    """A planted leak, and where it shows."""

    plant: Plant
    by: tuple[Maker, ...] = ()
    """Kinds of twins that can tell; none where a word is seen."""
    first: int = 0
    """The session it is looked for in first."""
    closely: bool = False
    """It shows on surfaces that are looked at seldom, so these are looked at first."""

    @property
    def name(self) -> str:
        """What is planted."""
        return self.plant.__name__


MOST = 10
"""So many sessions are searched before a leak counts as not found."""


def search(leak: Leak) -> Found | None:
    """What the detector finds of a leak first: as the runs look, and then more closely."""
    order = [leak.first, *(number for number in range(MOST) if number != leak.first)]
    usual = ON_PAPER if leak.closely else USUAL
    for density, numbers in ((usual, order[:3]), (THOROUGH, order)):
        for number in numbers:
            found = leaks(canaried(), number, Coverage(), density=density, makers=leak.by, one=True)
            if found:
                return found[0]
    return None


def assert_found(leak: Leak, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant `leak` and find it; by a word where no twin is named, else by a twin or what an act says."""
    leak.plant(monkeypatch)
    found = search(leak)
    assert found, f"{leak.name} was not found: {leak.plant.__doc__}"


def names(leaks: Sequence[Leak]) -> list[str]:
    """The names of leaks, for the tests that plant them."""
    return [leak.name for leak in leaks]


class Peek:
    """The host that is looked at, for leaks in places that could not see it of themselves."""

    host: ClassVar[Host]


def peeking(monkeypatch: pytest.MonkeyPatch) -> type[Peek]:
    """Have `Peek.host` be the host of whoever looked last."""
    plain, shared = Host.view, SharedLink.view

    def view(self: Host, seat: str) -> View:
        Peek.host = self
        return plain(self, seat)

    def seen(self: SharedLink) -> View:
        Peek.host = self._host
        return shared(self)

    monkeypatch.setattr(Host, "view", view)
    monkeypatch.setattr(SharedLink, "view", seen)
    return Peek


def held(state: State) -> int:
    """How many items all folders hold that nobody has said."""
    return sum(len(state.view(seat.id).unsaid) for seat in state.public.seats)


def swap(monkeypatch: pytest.MonkeyPatch, act: type, **changes: Callable[..., Any]) -> None:
    """Give an act another rule for one test."""
    from dataclasses import replace

    from cpsim.conference import rules

    monkeypatch.setitem(rules.RULES, act, replace(rules.RULES[act], **changes))
