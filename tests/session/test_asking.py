"""What simulated participants ask, and what they give as a reason: from what the room has heard alone."""

from functools import cache

import pytest
from conferences import FixedDates, jayden

from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.state import START, State, evolve
from cpsim.model.words import Side
from cpsim.session.host import Host
from cpsim.session.simulate import simulate_once

SEEDS = range(4)


@cache
def _played(seed: int) -> Host:
    return simulate_once(jayden(), seed, FixedDates())


def _professionals(host: Host) -> set[str]:
    seats = host.state.public.participants
    return {seat.id for seat in seats if agenda.side_of(host.book, seat) is Side.PROFESSIONAL}


def _questions(host: Host) -> list[tuple[State, e.QuestionAsked]]:
    """Every question with the state it was put in."""
    found, state = [], START
    for emission in host.log:
        if isinstance(emission.event, e.QuestionAsked):
            found.append((state, emission.event))
        state = evolve(state, emission)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_every_professional_is_asked(seed: int) -> None:
    """Nobody sits through a conference without a question, as long as the chair has one left."""
    host = _played(seed)
    asked = {question.to for _, question in _questions(host)}
    chair = agenda.chair_of(host.book, host.state.public)
    assert chair is not None
    assert _professionals(host) <= asked or host.state.public.asked[chair.id] == host.book.questions


@pytest.mark.parametrize("seed", SEEDS)
def test_a_professional_asks_once_after_the_round_and_about_what_both_know(seed: int) -> None:
    """The topic is one the asker's own papers are mainly about, and so is a card of whoever is asked."""
    host = _played(seed)
    own = [(state, one) for state, one in _questions(host) if one.seat in _professionals(host)]
    assert len({question.seat for _, question in own}) == len(own)
    for state, question in own:
        board = state.public.board
        assert question.topic in {fact.topics[0] for fact in state.view(question.seat).own.folder}
        assert question.topic in {board[fact].fact.topics[0] for fact in state.public.shared_by[question.to]}
        assert not agenda.to_speak(host.book, state.public)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_view_is_given_with_reasons_the_room_has_heard(seed: int) -> None:
    """A reason names cards of the board in their short words, and nothing that stayed in a folder."""
    host = _played(seed)
    views = [emission.event for emission in host.log if isinstance(emission.event, e.ViewSpoken)]
    shorts = {str(card.fact.short) for card in host.state.public.board.values()}
    assert any(view.reason for view in views)
    for view in views:
        assert view.reason is None or set(str(view.reason).split("; ")) <= shorts
