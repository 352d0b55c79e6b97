"""What the tests of the interface share: a screen around any widgets, and what is seen of it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from terminals import SIZES
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from cpsim.tui.app import GuardedApp
from cpsim.tui.widgets.frame import CpsimScreen


class Bench(CpsimScreen[Any]):
    """A screen around the widgets under test; it keeps every message they send."""

    PLACE = "Bench"

    def __init__(self, widgets: Iterable[Widget]) -> None:
        super().__init__()
        self.widgets = tuple(widgets)

    def body(self) -> ComposeResult:
        """The widgets."""
        yield from self.widgets


class TrialApp(GuardedApp):
    """A guarded application that shows one screen."""

    def __init__(self, screen: Screen[Any], **options: Any) -> None:
        super().__init__(**options)
        self.shown = screen

    def on_mount(self) -> None:
        """Show it."""
        self.push_screen(self.shown)


def strips(app: GuardedApp) -> Sequence[Strip]:
    """What is painted, after every filter."""
    return app.screen._compositor.render_strips()


def seen(app: GuardedApp) -> str:
    """What a person reads on the screen."""
    return "\n".join(strip.text.rstrip() for strip in strips(app))


@pytest.fixture
def bench() -> Callable[..., TrialApp]:
    """An application around some widgets, or around a screen."""

    def make(*widgets: Widget, screen: Screen[Any] | None = None, **options: Any) -> TrialApp:
        return TrialApp(screen if screen is not None else Bench(widgets), **options)

    return make


@pytest.fixture
def look() -> Callable[[GuardedApp], str]:
    """What a person reads on the screen."""
    return seen


@pytest.fixture
def painted() -> Callable[[GuardedApp], Sequence[Strip]]:
    """What is painted, after every filter."""
    return strips


@pytest.fixture(params=SIZES, ids=["80x24", "120x40"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """The two sizes every screen has to work at."""
    chosen: tuple[int, int] = request.param
    return chosen
