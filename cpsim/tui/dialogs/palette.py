"""Everything that can be done on the screen in front, from the one action table.

It offers nothing that photographs, copies or looks inside.
"""

from typing import ClassVar

from textual.app import ComposeResult

from cpsim.tui.actions import actions_at
from cpsim.tui.lines import Tone, line
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimDialog
from cpsim.tui.widgets.text_view import Say

CLOSE = "close"


class Palette(CpsimDialog[str]):
    """Answers the id of an action, or None."""

    PLACE: ClassVar[str] = "What I can do here"

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place_of_actions = place
        self.next_key = ("Enter", "do it")

    def body(self) -> ComposeResult:
        """The actions with their keys."""
        yield Say(line(("What I can do here", Tone.HEAD)), "")
        offered = [action for action in actions_at(self._place_of_actions) if action.offered]
        choices = [Choice(action.id, action.label, hint=action.shown) for action in offered]
        yield ChoiceList([*choices, Choice(CLOSE, "Close this list", does="close this list")], beside=True)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Answer."""
        event.stop()
        self.dismiss(None if event.id == CLOSE else event.id)
