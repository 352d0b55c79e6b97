"""What the chair does: what only the chair's papers propose stands in no list that everybody reads."""

from types import SimpleNamespace
from typing import Any

import pytest

from cpsim.conference import acts as a
from cpsim.model.said import clean
from cpsim.tui.screens.leading import contingency

READY = clean("If he is hurt again, the social worker is rung the same day.")


class OneDesk:
    """A desk at which only what happens if circumstances change is open; it remembers what it was asked."""

    def __init__(self, *, aloud: bool) -> None:
        self.aloud = aloud
        self.view = SimpleNamespace(own=SimpleNamespace(contingency=READY))
        self.shown: list[str] = []
        self.sent: list[a.Act] = []

    def offer(self, _act: str) -> Any:
        """The offer: one field of words."""
        return SimpleNamespace(field=lambda _name: SimpleNamespace(most=200))

    async def choose(self, _question: str, choices: list[Any], *_more: Any) -> str:
        """Take the first."""
        self.shown += [str(one.label) for one in choices]
        return str(choices[0].id)

    async def write(self, *_more: Any, **_options: Any) -> Any:
        """Words of one's own."""
        return clean("Ring at once")

    async def send(self, act: a.Act) -> bool:
        """Remember it."""
        self.sent.append(act)
        return True


@pytest.mark.parametrize("aloud", [True, False])
async def test_the_line_in_the_chairs_papers_is_offered_where_nobody_reads_along(aloud: bool) -> None:
    """Alone it stands in the list; at the shared screen the chair says it, or other words, and it is typed."""
    desk = OneDesk(aloud=aloud)
    await contingency(desk)  # type: ignore[arg-type]
    assert (str(READY) in desk.shown) is not aloud
    assert desk.sent == [a.Contingency(clean("Ring at once") if aloud else READY)]
