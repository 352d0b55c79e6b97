"""A band across the screen: what nobody may overlook, such as a pause."""

from cpsim.tui.lines import Tone, Words, line
from cpsim.tui.widgets.painted import Painted, Row, rows_of


class Band(Painted):
    """Three rows in the colours of the mark, with the words in the middle of each row they need."""

    DEFAULT_CSS = """
    Band { height: auto; margin-bottom: 1; }
    """

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words

    def rows_at(self, width: int) -> list[Row]:
        """An empty row, the words, an empty row."""
        words = rows_of(line((self._words, Tone.STRONG)), width)
        centred = [
            Row((width - sum(len(span.text) for span in row.spans)) // 2, row.spans, row.part)
            for row in words
        ]
        return [Row(0, ()), *centred, Row(0, ())]

    def look(self, row: Row) -> str:
        """The whole row is painted."""
        return "cursor"
