"""The line-by-line painting under our lists, texts and questions.

It keeps rows ready and repaints only what changed. What a row says is the business of the
subclasses; nothing here reads markup.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from cpsim.tui.lines import Line, Span, Tone, wrap

MARK = "›"
"""Stands once on the screen: where the keyboard is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row ready to paint: how far it stands in, its spans, and the part of the widget it belongs to."""

    indent: int
    spans: tuple[Span, ...]
    part: int = 0
    first: bool = True
    """The first row of its part; marks and boxes stand here."""


BELOW = Row(0, ())
"""What is painted below the last row."""


def rows_of(what: Line, width: int, part: int = 0) -> list[Row]:
    """The rows of one line at `width` cells."""
    return [
        Row(indent, spans, part, first=number == 0)
        for number, (indent, spans) in enumerate(wrap(what, width))
    ]


class Painted(ScrollView, can_focus=False):
    """A widget that paints rows. Subclasses give `rows_at`, and may give `look` and `lead`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tone--{tone}" for tone in Tone} | {"row--cursor", "row--held"}
    DEFAULT_CSS = """
    Painted {
        background: transparent; color: $ink;
        overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1;
        height: auto;
        &.whole { height: 1fr; }
        & > .tone--plain { color: $ink; }
        & > .tone--strong { color: $ink; text-style: bold; }
        & > .tone--quiet { color: $quiet; }
        & > .tone--head { color: $head; text-style: bold; }
        & > .tone--accent { color: $accent; }
        & > .tone--warn { color: $warn; text-style: bold; }
        & > .row--cursor, & > .tone--cursor { color: $on-cursor; background: $cursor; }
        & > .row--held { color: $ink; background: $bar; }
        &:nocolor > .row--cursor, &:nocolor > .tone--cursor { text-style: reverse; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[Row] = []
        self._rows_width = -1
        self._laid_out = -1
        """For how many rows the screen was laid out last."""
        self._strips: dict[tuple[int, str], Strip] = {}

    # What subclasses give

    def rows_at(self, width: int) -> list[Row]:
        """All rows at `width` cells."""
        raise NotImplementedError

    def look(self, row: Row) -> str:
        """`cursor`, `held` (the cursor while the keyboard is elsewhere) or an empty word."""
        return ""

    def lead(self, row: Row) -> str:
        """Cells painted before the row's indent, such as a mark; all leads of a widget are equally wide."""
        return ""

    # Painting

    @property
    def room(self) -> int:
        """Cells across that rows may use."""
        return self.size.width - self.scrollbar_size_vertical

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give rows that were painted before as they are; stock puts each into a new strip at every painting.

        A kept strip remembers what the filters and the cuts of the screen made of it.
        """
        if self.styles.gutter:
            return super().render_lines(crop)  # what stands around the rows is stock's to paint
        filters, background = self.get_line_filters(), self.background_colors[1]
        strips = [self.render_line(y) for y in crop.line_range]
        for one in filters:
            strips = [strip.apply_filter(one, background) for strip in strips]
        if crop.column_span == (0, self.size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Paint one row of the visible part."""
        number = y + self.scroll_offset.y
        width = self.room
        if width != self._rows_width:
            # Painted before the resize is told; the scrollable size follows in `on_resize`.
            self._wrap(width)
        row = self._rows[number] if number < len(self._rows) else BELOW
        lead, look = ("", "") if row is BELOW else (self.lead(row), self.look(row))
        # What stands below the last row is not painted as the row that comes there later.
        key = (number if row is not BELOW else -1, lead + look)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._paint(row, lead, look)
        return strip

    def _paint(self, row: Row, lead: str, look: str) -> Strip:
        width = self.size.width
        ground = self.get_component_rich_style(f"row--{look}") if look else self.rich_style
        segments = [Segment(lead + " " * row.indent, ground)] if lead or row.indent else []
        segments += [Segment(span.text, self._tone(span.tone, ground, look)) for span in row.spans]
        if not self.screen.is_active:
            segments = [Segment(part.text.replace(MARK, " "), part.style) for part in segments]
        used = sum(cell_len(segment.text) for segment in segments)
        if used < width:
            segments.append(Segment(" " * (width - used), ground))
        strip = Strip(segments, max(used, width))
        return strip if used <= width else strip.crop(0, width)

    def _tone(self, tone: Tone, ground: Style, look: str) -> Style:
        style = self.get_component_rich_style(f"tone--{tone}", partial=True)
        if look:
            # A tone's ink is measured against the plain ground, so a marked row keeps its own ink.
            return ground + Style(bold=style.bold)
        return ground + style

    def watch_has_focus(self, has_focus: bool) -> None:
        """Stock looks every style up again; none here hangs on the keyboard, the subclasses paint the mark."""

    # Size and change

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the words need at `width`."""
        self._laid_out = len(self._rows if width == self._rows_width else self.rows_at(width))
        return self._laid_out

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again where the width changed."""
        if self.room != self._rows_width:
            self._wrap(self.room)
        self._fit()

    def notify_style_update(self) -> None:
        """Forget painted rows: colours changed."""
        self._strips.clear()
        super().notify_style_update()

    def changed(self) -> None:
        """Wrap and paint again because the words changed; lay the screen out again only where they need other room."""
        self._rows_width = -1
        if self.is_mounted and self.size.width:
            self._wrap(self.room)
            self._fit()
            self.refresh()

    def _fit(self) -> None:
        """Tell how far one can scroll; ask for other room only where the rows are not as many as laid out for."""
        size = Size(self._rows_width, len(self._rows))
        if size != self.virtual_size:
            # Set without its watcher, which would lay the whole screen out again each time.
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)
        if self.styles.is_auto_height and len(self._rows) != self._laid_out:
            self._laid_out = len(self._rows)
            self.refresh(layout=True)

    def _wrap(self, width: int) -> None:
        self._rows = self.rows_at(width)
        self._rows_width = width
        self._strips.clear()

    def repaint(self) -> None:
        """Paint everything again, as it is."""
        self._strips.clear()
        self.refresh()

    def repaint_parts(self, parts: Iterable[int]) -> None:
        """Paint again the rows of `parts` alone."""
        wanted = set(parts)
        for number, row in enumerate(self._rows):
            if row.part in wanted:
                self.refresh_line(number)

    def rows_of_part(self, part: int) -> tuple[int, int]:
        """The first row of `part` and the number of its rows; (0, 0) where it has none."""
        numbers = [number for number, row in enumerate(self._rows) if row.part == part]
        return (numbers[0], len(numbers)) if numbers else (0, 0)

    def part_at(self, y: int) -> int | None:
        """The part under the visible row `y`, or None below the last."""
        number = y + self.scroll_offset.y
        return self._rows[number].part if 0 <= number < len(self._rows) else None

    def reveal(self, part: int) -> None:
        """Scroll, here and in the page around, until the rows of `part` can be seen."""
        first, count = self.rows_of_part(part)
        if not count:
            return
        if self.max_scroll_y:
            self.scroll_to_region(Region(0, first, 1, count), animate=False, immediate=True)
        region = Region(0, first - self.scroll_offset.y, 1, count).translate(self.virtual_region.offset)
        page = self.parent
        # In coordinates that scrolling does not change: the ones on the screen are one painting behind.
        while isinstance(page, Widget) and not page.max_scroll_y:
            region = region.translate(page.virtual_region.offset)
            page = page.parent
        if isinstance(page, Widget):
            page.scroll_to_region(region, animate=False, immediate=True)
