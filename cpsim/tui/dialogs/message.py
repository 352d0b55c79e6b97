"""Something to be read and put away."""

from typing import ClassVar

from textual.app import ComposeResult

from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimDialog
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.text_view import Say


class Message(CpsimDialog[None]):
    """A heading and a few sentences; Enter puts it away."""

    PLACE: ClassVar[str] = "A message"

    def __init__(
        self, heading: Words, *lines: Line | Words, go_on: Words = "Go on", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._words, self._lines, self._go_on = heading, lines, go_on

    def body(self) -> ComposeResult:
        """The words, and the way on."""
        yield Say(line((self._words, Tone.HEAD)), "", *self._lines, "")
        yield ChoiceList([Choice("go_on", self._go_on, does=doing(self._go_on))])

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Put it away."""
        event.stop()
        self.dismiss(None)
