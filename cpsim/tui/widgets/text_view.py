"""Long text to read: a scrolling view, and a paragraph that takes the room its words need.

Appending paints the new rows alone, so a transcript of any length stays quick.
"""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.reactive import var

from cpsim.tui.lines import Line, Words, line
from cpsim.tui.widgets.painted import Painted, Row, rows_of


def _lines(what: Iterable[Line | Words]) -> list[Line]:
    return [part if isinstance(part, Line) else line(part) for part in what]


class Say(Painted):
    """A paragraph or a few: as high as its words, no keyboard."""

    SPARE: ClassVar[int] = 0
    """Cells left free at the right."""

    def __init__(self, *lines: Line | Words, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.lines = _lines(lines)

    def set_lines(self, *lines: Line | Words) -> None:
        """Show other words; the same ones again change nothing."""
        before, self.lines = self.lines, _lines(lines)
        if self.lines != before:
            self.changed()

    def rows_at(self, width: int) -> list[Row]:
        """All rows."""
        return [
            row for number, one in enumerate(self.lines) for row in rows_of(one, width - self.SPARE, number)
        ]


class TextView(Say):
    """A view that scrolls; the menu under it has the keyboard and turns its pages.

    With `follow` it stays at the end while new lines come, unless scrolled up. Other words set with
    `set_lines` are shown from the top, or from the end where the view follows it.
    """

    DEFAULT_CSS = """
    TextView { height: 1fr; overflow-y: scroll; scrollbar-gutter: stable; }
    """
    SPARE: ClassVar[int] = 1
    _top: int | None = None
    """The line to have on top once the words are laid out, or None for the end; while `_unsettled`."""
    _unsettled = False
    page: var[tuple[int, int]] = var((1, 1))
    """The page in sight, and how many there are; whoever stands under the text watches it."""

    def __init__(
        self,
        lines: Iterable[Line | Words] = (),
        *,
        follow: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(*lines, id=id, classes=classes)
        self.follow = follow
        self._from: int | None = None
        self._ended = False
        """Whether the last line was in sight when the pages were counted last."""

    def set_lines(self, *lines: Line | Words) -> None:
        """Show other words, or the same ones again, from where reading begins."""
        self.lines = _lines(lines)
        self.changed()

    @property
    def at_end(self) -> bool:
        """Is the last line in sight?"""
        return self.scroll_offset.y >= len(self._rows) - self.size.height

    def append(self, *lines: Line | Words) -> None:
        """Put lines at the end; a view that follows and was at its end goes along."""
        added = _lines(lines)
        stay = not (self.follow and self.at_end)
        number = len(self.lines)
        self.lines += added
        if self._rows_width < 0:
            return
        first = len(self._rows)
        for offset, one in enumerate(added):
            self._rows += rows_of(one, self._rows_width - self.SPARE, number + offset)
        self._fit()
        self.refresh_lines(first, len(self._rows) - first)
        if not stay:
            self.scroll_to(y=len(self._rows), animate=False)
        self._count()

    def show_from(self, number: int) -> None:
        """Bring line `number` to the top, or as near as the end of the text allows."""
        self._from = number
        if self._rows_width >= 0:
            self.call_after_refresh(self._begin)

    def scroll_by_rows(self, rows: int) -> None:
        """Scroll by rows."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False)

    def turn(self, way: int) -> None:
        """Scroll by a screenful, keeping one row in sight."""
        self.scroll_by_rows(way * self._step)

    @property
    def _step(self) -> int:
        return max(1, self.size.height - 1)

    def _count(self) -> None:
        """Count the pages, and find the one in sight."""
        below = max(0, len(self._rows) - self.size.height)
        of = 1 + -(-below // self._step)
        here = of if self.at_end else min(of - 1, 1 + self.scroll_offset.y // self._step)
        self.page = (here, of)
        self._ended = self.at_end

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """As stock, and count the pages again."""
        super().watch_scroll_y(old_value, new_value)
        self._count()

    def on_resize(self, event: events.Resize) -> None:
        """Count the pages again, and keep the end in sight where it was: what was said last may be a question."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        if self.follow and self._ended and not self.at_end:
            self.scroll_to(y=len(self._rows), animate=False)
        self._count()

    def changed(self) -> None:
        """Wrap and paint other words, and count the pages again."""
        super().changed()
        self.call_after_refresh(self._count)

    def _wrap(self, width: int) -> None:
        """Wrap again and keep the line that was on top, or the end where the view follows it."""
        top: int | None = 0
        if self.follow and (self._rows_width < 0 or self.at_end):
            top = None
        elif self._rows_width >= 0 and self.scroll_offset.y < len(self._rows):
            top = self._rows[self.scroll_offset.y].part
        super()._wrap(width)
        if not self._unsettled:
            # A second change before the first was laid out asks for the same place as the first.
            self._unsettled, self._top = True, top
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        if not self._unsettled:
            return
        self._unsettled, top = False, self._top
        if self._from is None or not self._begin():
            self.scroll_to(y=len(self._rows) if top is None else self.rows_of_part(top)[0], animate=False)
            self._count()

    def _begin(self) -> bool:
        """Go where reading is to begin; False while nothing is laid out yet."""
        if self._from is None or not self.size.height:
            return False
        top, self._from = self._from, None
        self.scroll_to(y=self.rows_of_part(top)[0], animate=False)
        self._count()
        return True
