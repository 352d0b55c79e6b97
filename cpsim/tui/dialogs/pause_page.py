"""A pause for somebody who is upset: first that there is one, and one Enter later what to do.

What stands there first tells nobody why: it may be on the wall before the screen can be turned.
"""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.model.framework import Framework
from cpsim.present import facilitating
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.widgets.band import Band
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.text_view import TextView

WHAT_TO_DO = Choice("what_to_do", "What to do", does="read what to do")
FIRST = "Turn the screen, or mute the projector, before you read on."


class PausePage(Reader):
    """The band, then the page."""

    PLACE: ClassVar[str] = "A pause"

    def __init__(self, framework: Framework | None) -> None:
        """`framework` is that of the open session: its own words on an urgent worry stand there too."""
        super().__init__("A pause", (FIRST,))
        self._what_to_do = facilitating.upset(framework)

    def body(self) -> ComposeResult:
        """The band over what a page to be read has."""
        yield Band("PAUSED")
        yield from super().body()

    def on_mount(self) -> None:
        """Nothing of what to do stands there yet."""
        menu = self.query_one(Menu)
        menu.set_choices([WHAT_TO_DO, BACK])
        menu.highlight(WHAT_TO_DO.id)

    @on(ChoiceList.Chosen)
    def _read(self, event: ChoiceList.Chosen) -> None:
        """On to what to do; the way back is the frame's."""
        if event.id != WHAT_TO_DO.id:
            return
        event.stop()
        self.query_one(Band).display = False
        self.query_one(TextView).set_lines(*self._what_to_do)
        self.query_one(Menu).set_choices([self._out])
