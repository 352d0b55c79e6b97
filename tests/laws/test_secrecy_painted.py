"""Secrecy on the screen itself: what is painted for one person, and for a whole table, tells no secret."""

from pathlib import Path

import pytest
from canaries import found
from painted import crash, painted_leaks, show
from planting import canaried
from sizes import size, sized
from steering import plan
from twins import MAKERS, the_key, unsaid_item

from cpsim.tui.screens.conference import Conference

SOLO, TABLE = (2, 5, 8, 11, 14), (0, 1, 3, 4, 6)
"""Sessions of somebody alone, and of a table."""
MOMENTS = (4, 40, 75, 110)
"""After so many acts the program is opened: among the papers, in the round, at the judgements, near the end."""
SAMPLE = [
    *[(number, most) for most in MOMENTS for number in SOLO[: size(1, 2, 5)]][: size(1, 8, 20)],
    *[(number, most) for most in reversed(MOMENTS[:2]) for number in TABLE[: size(1, 2, 5)]][
        : size(1, 4, 10)
    ],
]


@sized
@pytest.mark.slow
@pytest.mark.timeout(size(300, 1_200, 7_200))
@pytest.mark.parametrize(("number", "most"), SAMPLE)
async def test_no_frame_tells_a_secret(number: int, most: int, tmp_path: Path) -> None:
    """Every frame of a walk: no canary, an empty clipboard, and the same cells and colours in the twins."""
    makers = ((unsaid_item,), (the_key, unsaid_item), MAKERS)[size(0, 1, 2)]
    assert await painted_leaks(tmp_path, number, most, makers) == []


@sized
@pytest.mark.slow
@pytest.mark.parametrize("key", ["b", "f", "r"][: size(1, 3, 3)])
async def test_a_crash_in_a_handler_leaves_no_word(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a handler knew when it failed, neither the report nor the last words have any of it."""
    shown = await show(tmp_path, plan(canaried(), 2), 40)

    def fail(self: Conference) -> None:
        words = f"{self._link.view()!r} {shown.host.content.scenario!r}"
        raise ValueError(words)

    for handler in ("action_board", "action_folder", "action_rules"):
        monkeypatch.setattr(Conference, handler, fail)
    left = await crash(tmp_path, shown.host.session, key)
    assert "test_secrecy_painted.py" in left
    assert found(left) == set()
