"""Leaks planted in what is painted: colours, marks, help, the list of keys, the cover, the clipboard."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from painted import painted_leaks
from planting import Plant, peeking
from twins import Maker, the_key

from cpsim.tui.dialogs import help as help_screen
from cpsim.tui.dialogs.palette import Palette
from cpsim.tui.lines import Line, Span, Tone, line
from cpsim.tui.screens import conference
from cpsim.tui.screens.conference import Conference
from cpsim.tui.screens.hand_over import HandOver
from cpsim.tui.screens.table import TableScreen
from cpsim.tui.shown import shown as as_shown
from cpsim.tui.widgets.choice_list import Choice, ChoiceList


def colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The board is painted in another colour while the key is long."""
    peek = peeking(monkeypatch)

    def shown(lines: Any) -> list[Line]:
        tone = Tone.ACCENT if len(peek.host.content.scenario.key.items) % 2 else Tone.PLAIN
        made = as_shown(lines)
        return [Line(tuple(Span(one.text, tone) for one in row.spans), row.indent, row.hang) for row in made]

    monkeypatch.setattr(conference, "shown", shown)


def mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark stands in the corner while the key is long."""
    peek = peeking(monkeypatch)
    plain = Conference._counts

    def counts(self: Conference) -> str:
        return plain(self) + ("*" if len(peek.host.content.scenario.key.items) % 2 else " ")

    monkeypatch.setattr(Conference, "_counts", counts)


def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The help of a screen gives what the folders would show together."""
    peek = peeking(monkeypatch)
    plain = help_screen.key_lines

    def key_lines(place: str) -> list[Line]:
        told = peek.host.content.scenario.insights[0].statement
        return [line(told), *plain(place)]

    monkeypatch.setattr(help_screen, "key_lines", key_lines)


def palette(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of everything one can do has the items of all folders in it."""
    peek = peeking(monkeypatch)

    def body(self: Palette) -> Any:
        facts = [fact for part in peek.host.content.scenario.slices for fact in part.facts]
        yield ChoiceList([Choice(fact.id, fact.short) for fact in facts])

    monkeypatch.setattr(Palette, "body", body)


def cover(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cover between two people shows an item of whoever it is for."""
    peek = peeking(monkeypatch)
    plain = HandOver.__init__

    def made(self: HandOver, who: Any, *more: Any, **named: Any) -> None:
        fact = peek.host.content.scenario.slices[0].facts[0]
        plain(self, who, *more, fact.words, **named)

    monkeypatch.setattr(HandOver, "__init__", made)


def clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody read behind the cover lies in the clipboard for whoever comes next."""
    peek = peeking(monkeypatch)
    plain = TableScreen.refresh_table

    def refresh(self: TableScreen) -> None:
        plain(self)
        # The application copies nothing when it is asked to, so this goes round it.
        self.app._clipboard = str(peek.host.content.scenario.slices[0].facts[0].words)

    monkeypatch.setattr(TableScreen, "refresh_table", refresh)


@dataclass(frozen=True, slots=True)
class Spot:
    """A leak on the screen, and the walk that passes by it."""

    plant: Plant
    number: int
    most: int
    by: tuple[Maker, ...] = ()


SPOTS = (
    Spot(colour, 2, 40, (the_key,)),
    Spot(mark, 2, 40, (the_key,)),
    Spot(helped, 2, 40),
    Spot(palette, 2, 40),
    Spot(cover, 0, 4),
    Spot(clipboard, 0, 4),
)


@pytest.mark.slow
@pytest.mark.parametrize("spot", SPOTS, ids=[spot.plant.__name__ for spot in SPOTS])
async def test_a_leak_on_the_screen_is_found(
    spot: Spot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is painted or copied and tells a secret is found by the walk."""
    spot.plant(monkeypatch)
    assert await painted_leaks(tmp_path, spot.number, spot.most, spot.by)
