"""A list of choices under a text: the same keyboard scrolls the text and chooses.

Page keys belong to the text; the arrows do too where they would leave the list.
"""

from typing import Any

from cpsim.tui.widgets.choice_list import ChoiceList
from cpsim.tui.widgets.text_view import TextView


class Menu(ChoiceList):
    """The list; `over` is the text it stands under."""

    DEFAULT_CSS = """
    Menu { height: auto; max-height: 50%; margin-top: 1; }
    """

    def __init__(self, over: TextView, **options: Any) -> None:
        super().__init__(**options)
        self._over = over

    def scrolls(self, text: TextView) -> None:
        """From now on the page keys scroll `text`."""
        self._over = text

    def action_move(self, by: int) -> None:
        """Move the mark by one; anything more, and a step past the ends, scrolls the text."""
        last = len(self.choices) - 1
        if abs(by) > 1:
            self._page(by)
        elif not 0 <= self._cursor + by <= last:
            self._over.action_scroll_by(by)
        else:
            super().action_move(by)

    def _page(self, by: int) -> None:
        if abs(by) > 1000:
            self._over.action_scroll_by(by)
        else:
            self._over.action_page(1 if by > 0 else -1)

    def read_on(self) -> bool:
        """Scroll the text by a page where more of it is below; False where all has been seen."""
        if self._over.at_end:
            return False
        self._over.action_page(1)
        return True
