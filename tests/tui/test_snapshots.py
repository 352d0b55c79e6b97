"""A few whole screens as pictures, in each set of colours: what nobody meant to change does not change unseen.

After a change that was meant: `.venv/bin/python -m pytest tests/tui/test_snapshots.py --snapshot-update`.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from keyboard_player import program
from textual.pilot import Pilot

from cpsim.session.doors import Preferences
from cpsim.tui import themes
from cpsim.tui.program import CpsimApp
from cpsim.tui.screens.hand_over import HandOver

pytestmark = pytest.mark.slow
Compare = Callable[..., bool]


def _app(data: Path, theme: str) -> CpsimApp:
    app = program(data)
    app.doors.set_preferences(Preferences(theme=theme))
    return CpsimApp(app.doors)


async def _settle(pilot: Pilot[Any]) -> None:
    for _ in range(5):
        await pilot.pause()


def _pressed(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def before(pilot: Pilot[Any]) -> None:
        await _settle(pilot)
        for key in keys:
            await pilot.press(key)
            await _settle(pilot)

    return before


@pytest.mark.parametrize("theme", themes.NAMES)
def test_the_first_screen(snap_compare: Compare, tmp_path: Path, theme: str) -> None:
    """At the size most people have, in each set of colours."""
    assert snap_compare(_app(tmp_path, theme), terminal_size=(80, 24), run_before=_pressed())


def test_the_papers_of_a_health_visitor(snap_compare: Compare, tmp_path: Path) -> None:
    """The folder at a large window, light."""
    keys = ("enter", "enter", "enter", "enter", "enter", "3")
    assert snap_compare(_app(tmp_path, themes.LIGHT), terminal_size=(120, 40), run_before=_pressed(*keys))


def test_the_cover_between_two_people(snap_compare: Compare, tmp_path: Path) -> None:
    """Nothing but for whom it is, in high contrast."""
    app = _app(tmp_path, themes.HIGH)

    async def before(pilot: Pilot[Any]) -> None:
        await _settle(pilot)
        app.push_screen(HandOver("Health visitor", asks="PIN"))
        await _settle(pilot)
        await pilot.press("4", "7")
        await _settle(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
