"""The few things a person may set: colours, and whether scores are shown at the end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult

from cpsim.tui import themes
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.widgets.choice_list import BACK, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.question import Go
from cpsim.tui.widgets.radio_row import Answer, RadioRow
from cpsim.tui.widgets.text_view import Say

SAMPLE: tuple[Line | Words, ...] = (
    line(("So it looks", Tone.HEAD)),
    line("Plain words, ", ("words that matter, ", Tone.STRONG), ("quiet words", Tone.QUIET)),
    line(("and words that need your attention", Tone.WARN)),
)


@dataclass(frozen=True, slots=True)
class SettingsData:
    """What is set."""

    theme: str = themes.DARK
    scores: bool = True


class SettingsScreen(CpsimScreen[None]):
    """Each answer counts at once; `changed` keeps it."""

    PLACE: ClassVar[str] = "Settings"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Colours change at once. Scores off: the end shows words and reasons, and no numbers.",
    )
    DEFAULT_CSS = """
    SettingsScreen RadioRow, SettingsScreen Say { margin-bottom: 1; }
    """

    def __init__(self, data: SettingsData, changed: Callable[[SettingsData], None]) -> None:
        super().__init__()
        self._data = data
        self._changed = changed

    def body(self) -> ComposeResult:
        """Two questions, a sample, and the way back."""
        colours = [Answer(name, words) for name, words in themes.NAMES.items()]
        yield RadioRow("Colours", colours, value=self._data.theme, id="theme")
        scores = [Answer("on", "words and numbers"), Answer("off", "words only")]
        yield RadioRow(
            "At the end, show",
            scores,
            value="on" if self._data.scores else "off",
            note="for sessions begun from now on",
            id="scores",
        )
        yield Say(*SAMPLE)
        yield ChoiceList([BACK], hold=False)

    def on_radio_row_changed(self, event: RadioRow.Changed) -> None:
        """Set it and keep it."""
        if event.row.id == "theme":
            self.app.theme = event.value
            self._data = replace(self._data, theme=event.value)
        else:
            self._data = replace(self._data, scores=event.value == "on")
        self._changed(self._data)

    def on_go(self, event: Go) -> None:
        """On to the next part, or back to the one before."""
        if event.way > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def on_choice_list_edge(self, event: ChoiceList.Edge) -> None:
        """Up from the last part."""
        if event.way < 0:
            self.focus_previous()
