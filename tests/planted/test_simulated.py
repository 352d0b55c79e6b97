"""Leaks planted in how the program plays: what it does may rest on nothing but its own view and its own draws."""

from collections.abc import Callable
from typing import Any

import pytest
from planting import Leak, assert_found, names, peeking
from twins import fewer, how_many, the_key, unsaid_item

from cpsim.conference import acts as a
from cpsim.conference import agenda
from cpsim.conference.view import View
from cpsim.model.case import Fact
from cpsim.model.content import RuleBook
from cpsim.session.autopilot import chairing, judging, speaking
from cpsim.session.ports import Chance


def chance_that_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance falls otherwise where the key is longer."""
    peek = peeking(monkeypatch)
    plain = Chance.draw

    def draw(self: Chance, seat: str, purpose: str, number: int = 0) -> float:
        odd = len(peek.host.content.scenario.key.items) % 2
        return (plain(self, seat, purpose, number) + 0.5 * odd) % 1.0

    monkeypatch.setattr(Chance, "draw", draw)


def chair_calls_by_the_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """A simulated chair gives the floor first to whoever has an odd number of items left."""
    peek = peeking(monkeypatch)
    plain = chairing.lead

    def lead(book: RuleBook, view: View) -> a.Act | None:
        made = plain(book, view)
        if isinstance(made, a.GiveFloor):
            waiting = [seat.id for seat in agenda.to_speak(book, view.public)]
            return a.GiveFloor(max(waiting, key=lambda seat: len(peek.host.state.view(seat).unsaid) % 2))
        return made

    monkeypatch.setattr(chairing, "lead", lead)


def chair_decides_by_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A simulated chair looks the decision up."""
    peek = peeking(monkeypatch)
    plain: Callable[..., Any] = chairing._DOES["decide"]

    def decide(book: RuleBook, view: View, made: Any) -> a.Act:
        from dataclasses import replace

        act: a.Decide = plain(book, view, made)
        longer = len(peek.host.content.scenario.key.items) % 2
        return replace(act, suffered="yes" if longer else "no")

    monkeypatch.setitem(chairing._DOES, "decide", decide)


def says_what_others_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    """A simulated professional says first what fits to what somebody else still holds."""
    peek = peeking(monkeypatch)
    plain = speaking._lateness

    def lateness(view: View, fact: Fact, chance: Chance) -> float:
        state = peek.host.state
        others = [seat.id for seat in view.public.seats if seat.id != view.me]
        length = sum(len(str(one.words)) for seat in others for one in state.view(seat).unsaid)
        return (plain(view, fact, chance) * (7 + length % 13)) % 1.0

    monkeypatch.setattr(speaking, "_lateness", lateness)


def judges_by_what_was_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A simulated professional counts the folders of others as well."""
    peek = peeking(monkeypatch)
    plain = judging._level

    def level(book: RuleBook, height: int) -> str:
        state = peek.host.state
        more = sum(len(state.view(seat.id).own.folder) for seat in state.public.seats) % 2
        return plain(book, min(2, height + more))

    monkeypatch.setattr(judging, "_level", level)


LEAKS = (
    Leak(chance_that_knows, (the_key,), 2),
    Leak(chair_calls_by_the_folders, (fewer, how_many), 2),
    Leak(chair_decides_by_the_key, (the_key,), 2, closely=True),
    Leak(says_what_others_lack, (unsaid_item,), 2),
    Leak(judges_by_what_was_not_said, (how_many,), 2),
)


@pytest.mark.parametrize("leak", LEAKS, ids=names(LEAKS))
def test_a_simulated_participant_that_knows_too_much_is_found(
    leak: Leak, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever the program plays does the same whatever stands in papers that are not theirs."""
    assert_found(leak, monkeypatch)
