"""A list of choices under a text: the same keyboard turns the pages of the text and chooses.

Page keys belong to the text; the arrows do too where they would leave the list. A choice that
waits until the text is read says "More" meanwhile, and Enter reads on.
"""

from dataclasses import replace
from typing import Any

from cpsim.tui.lines import Line, Tone, line
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.guide import NextKey
from cpsim.tui.widgets.text_view import TextView

BACK_WHEN_READ = replace(BACK, after_reading=True)
"""The way back from a page that is to be read."""


class Menu(ChoiceList):
    """The list; `over` is the text it stands under."""

    DEFAULT_CSS = """
    Menu { height: auto; max-height: 50%; margin-top: 1; }
    """

    def __init__(self, over: TextView, **options: Any) -> None:
        super().__init__(**options)
        self._over = over
        self._page = over.page
        self._watched: list[TextView] = []

    def on_mount(self) -> None:
        """Follow the pages of the text."""
        self.scrolls(self._over)

    def scrolls(self, text: TextView) -> None:
        """From now on the page keys turn the pages of `text`."""
        self._over = text
        if text not in self._watched:
            self._watched.append(text)
            self.watch(text, "page", self._turned, init=False)
        self._turned()

    def _turned(self) -> None:
        if self._over.page != self._page:
            self._page = self._over.page
            self.changed()
            self._guide()

    def _reading(self, choice: Choice) -> bool:
        """Whether Enter reads on instead of taking `choice`."""
        here, of = self._page
        return choice.after_reading and here < of

    def _label(self, choice: Choice) -> Line:
        if not self._reading(choice):
            return super()._label(choice)
        here, of = self._page
        back = " · Esc goes back" if choice.id == BACK.id else ""
        where = f"   page {here} of {of}{back}"
        return line("More", ("" if self._over.follow else where, Tone.QUIET))

    def _hints(self, choice: Choice) -> list[Line]:
        return [] if self._reading(choice) else super()._hints(choice)

    def next_key(self) -> NextKey | None:
        """Enter reads on while more of the text is below."""
        if self.choices and self._reading(self.choices[self._cursor]):
            return ("Enter", "read on")
        return super().next_key()

    def action_choose(self) -> None:
        """Read on while more of the text is below, else take the choice under the mark."""
        if self.choices and self.choices[self._cursor].after_reading and not self._over.at_end:
            self._over.turn(1)
        else:
            super().action_choose()

    def action_move(self, by: int) -> None:
        """Move the mark by one; anything more, and a step past the ends, scrolls the text."""
        last = len(self.choices) - 1
        if abs(by) > 1000:
            self._over.scroll_by_rows(by)
        elif abs(by) > 1:
            self._over.turn(1 if by > 0 else -1)
        elif not 0 <= self._cursor + by <= last:
            self._over.scroll_by_rows(by)
        else:
            super().action_move(by)

    def action_mark(self) -> None:
        """Space turns the page of the text."""
        self._over.turn(1)
