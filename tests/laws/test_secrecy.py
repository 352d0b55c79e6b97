"""Laws of secrecy, one by one: what opens when, and that the twins of the secrecy runs are worth their name."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from conferences import jayden, random_conference
from planting import canaried
from secrecy_run import USUAL, Looker, differences, first_session
from steering import Coverage, Session, plan
from twins import MAKERS, Maker

from cpsim.conference import events as e

IN_NO_HANDS = ("the_key", "the_joins", "the_story", "letters", "the_seed")
TOLD_APART = [make for make in MAKERS if make.__name__ not in IN_NO_HANDS]
"""Twins whose secret somebody holds from the start; the others are in nobody's hands before their step."""


@cache
def looked_at(number: int) -> tuple[Session, Looker]:
    """A session and what was seen of it; the same for every twin."""
    return first_session(canaried(), plan(canaried(), number), Coverage(), USUAL)


@pytest.mark.parametrize("make", TOLD_APART, ids=lambda make: make.__name__)
def test_a_twin_can_be_told_apart_by_who_may(make: Maker) -> None:
    """The check of the check: whoever is entitled to a changed secret does see a change."""
    for number in range(8):
        session, looker = looked_at(number)
        twin = replace(make(session, Random(number)), knows=lambda host: (), papers=False)
        if next(differences(canaried(), session, looker, twin), None) is not None:
            return
    raise AssertionError("nobody notices what was changed")


def test_the_key_stays_shut_until_its_step() -> None:
    """No event of key, story or folders exists before the debrief, and each comes at its own step."""
    host = random_conference(jayden(), 4).host
    kinds = (e.KeyOpened, e.StoryTold, e.FolderOpened, e.LetterOpened, e.JudgementsNamed)
    step, opened_at = "", {}
    for emission in host.log:
        if isinstance(emission.event, e.StepEntered):
            step = emission.event.step
        if isinstance(emission.event, kinds):
            opened_at[type(emission.event).__name__] = step
    assert opened_at == {
        "StoryTold": "D2",
        "FolderOpened": "D3",
        "LetterOpened": "D3",
        "JudgementsNamed": "D4",
        "KeyOpened": "D5",
    }


def test_the_line_of_judgements_names_nobody() -> None:
    """Before the decision everyone's judgement is shown as sorted values without a seat."""
    host = random_conference(jayden(), 4, until="J12").host
    shown = [em.event for em in host.log if isinstance(em.event, e.JudgementsShown)]
    assert [event.stage for event in shown] == ["after"]
    for spread in shown[0].spreads:
        values = [answer.value for answer in spread.answers]
        assert values == sorted(values)
