"""One learner plays a whole conference with the keyboard alone, through the real application."""

from pathlib import Path

import pytest
from keyboard_player import Manners, Player, program

ROLES = ("health_visitor", "designated_teacher", "housing_officer", "gp", "social_worker", "chair")


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
async def test_every_role_reaches_the_end(role: str, tmp_path: Path) -> None:
    """Each of the six roles can be played from the first screen to the end and back to the first screen."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(role=role))
        await player.play()
        sessions = app.doors.sessions()
    assert [session.ended for session in sessions] == [True]


@pytest.mark.slow
async def test_a_standard_game_stays_small(tmp_path: Path) -> None:
    """A standard game as health visitor takes at most 30 screens and 50 decisions."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        count = await Player(app, pilot, Manners()).play()
    assert len(count.screens) <= 30, "\n".join(count.screens)
    assert count.decisions <= 50
