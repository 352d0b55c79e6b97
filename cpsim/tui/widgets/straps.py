"""The two rows that every screen has at its edges: the title above, the bottom line below."""

from rich.cells import cell_len, chop_cells

from cpsim.tui.lines import Line, Span, Tone, Words, line, plain
from cpsim.tui.widgets.painted import Painted, Row, rows_of

KEYS = "F1 help  F2 blank"
SHORT_KEYS = "F1  F2 blank"
"""The same in a narrow window: both keys never leave the bottom line, however long the rest of it is."""
NARROW = 70
"""Cells below which the keys are shown short."""
LEAST_PLACE = 12
"""Cells a long place keeps beside a long action, at least."""


class Strap(Painted):
    """One row across the screen: words at the left, words at the right where there is room for them."""

    DEFAULT_CSS = """
    Strap { height: 1; padding: 0 2; background: $bar; overflow: hidden; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.left = line()
        self.right = line()

    def show(self, left: Line, right: Line) -> None:
        """Show other words."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.fit()

    def fit(self) -> None:
        """Paint the row again."""
        if self._rows_width > 0:
            # Always one row: nothing has to be laid out again.
            self._wrap(self._rows_width)
            self.refresh()

    def rows_at(self, width: int) -> list[Row]:
        """The one row: the right words are dropped where both do not fit."""
        if self.right.text and both_fit(self.left, self.right, width):
            return [across(self.left, self.right, width)]
        return [rows_of(self.left, 10_000)[0]]


def both_fit(left: Line, right: Line, width: int) -> bool:
    """Whether both stand in one row of `width` cells."""
    return cell_len(left.text) + cell_len(right.text) + 2 <= width


def across(left: Line, right: Line, width: int) -> Row:
    """One row with `left` at its left and `right` at its right end."""
    gap = Span(" " * (width - cell_len(left.text) - cell_len(right.text)))
    return Row(0, (*left.spans, gap, *right.spans))


def shortened(words: str, room: int) -> str:
    """`words` in at most `room` cells: whole words, and a sign that some are missing."""
    if cell_len(words) <= room or not words:
        return words
    cut = chop_cells(words, max(1, room - 1))[0]
    whole, space, _rest = cut.rpartition(" ") if words[len(cut)] != " " else (cut, " ", "")
    return f"{(whole if space else cut).rstrip(' ,:;')}…"


class BottomLine(Strap):
    """Where one is, how long it still takes, the next key and what it does, and the keys that always help.

    Where all of it does not fit, the place and the action are cut short at a word; the minutes and the
    keys for help and for blanking the screen stay.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._parts: tuple[str, int | None, str, str] = ("", None, "", "")

    def tell(self, place: Words, minutes: int | None, key: str, does: Words) -> None:
        """Show other words; `minutes` None and an empty `key` are left out."""
        parts = (plain(place), minutes, key, plain(does))
        if parts != self._parts:
            self._parts = parts
            self.fit()

    def rows_at(self, width: int) -> list[Row]:
        """The one row, as much of it in words as fits."""
        place, minutes, _key, does = self._parts
        short = "" if minutes is None else f" · {minutes} min"
        long = "" if minutes is None else f" · about {minutes} min left"
        keys = KEYS if width >= NARROW else SHORT_KEYS
        right = line((keys, Tone.QUIET))
        for minutes_words, before in ((long, " · next: "), (short, " · ")):
            left = self._left(place, minutes_words, before, does)
            if both_fit(left, right, width):
                return [across(left, right, width)]
        room = width - cell_len(self._left("", short, " · ", "").text) - len(keys) - 2
        least = max(LEAST_PLACE, room * 2 // 5, cell_len(place.partition(" ")[0]) + 1)
        does = shortened(does, room - cell_len(shortened(place, max(least, room - cell_len(does)))))
        place = shortened(place, room - cell_len(does))
        return [across(self._left(place, short, " · ", does), right, width)]

    def _left(self, place: str, minutes: str, before: str, does: str) -> Line:
        key = self._parts[2]
        action = (Span(before), Span(key, Tone.STRONG), Span(f" - {does}")) if key else ()
        return line(Span(place, Tone.STRONG), Span(minutes), *action)
