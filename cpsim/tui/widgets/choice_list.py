"""A vertical list to choose from: one choice, or several that are marked; Enter does either.

A choice that is not open stays in the list with the reason in words; it never just vanishes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from cpsim.tui.lines import Line, Span, Tone, Words, line, plain, wrap
from cpsim.tui.widgets.guide import Guide, Guided, NextKey
from cpsim.tui.widgets.painted import MARK, Painted, Row, rows_of

GAP = 3
"""Cells between a label and the words beside it."""
SPARE = 1
"""Cells left free at the right, so that no word touches the bar of a list that scrolls."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen."""

    id: str
    label: Words
    hint: Words = ""
    """Quiet words below the label, or beside it."""
    mark: Words = ""
    """A word or two after the label: what has become of it."""
    disabled: Words = ""
    """Why it cannot be chosen now; empty where it can."""
    key: str = ""
    """One letter or digit that chooses it directly, as a capital too."""
    does: Words = ""
    """What Enter does here, for the bottom line; empty leaves it to the screen."""
    after_reading: bool = False
    """In a menu under a text: while more of the text is below, Enter reads on instead."""
    under: Words = ""
    """A heading above it, which is passed by: the first choice under each heading names it."""


BACK = Choice("back", "Back", does="go back")
"""The visible way back; every frame takes it as Esc."""


class ChoiceList(Painted, Guided, can_focus=True):
    """The list. `limit` None or 1: Enter takes a choice; more: Enter marks up to so many, End goes on.

    With a limit, what is chosen already has its box marked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "move(-8)", "Page up", show=False),
        Binding("pagedown", "move(8)", "Page down", show=False),
        Binding("home", "move(-10000)", "First", show=False),
        Binding("end", "end", "Last", show=False),
        Binding("enter", "choose", "Choose", show=False),
        Binding("space", "mark", "Mark", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """Enter, a click or a choice's own key in a list of one; `marked` holds what was chosen before."""

        list: "ChoiceList"
        id: str
        marked: tuple[str, ...] = ()

        @property
        def control(self) -> "ChoiceList":
            """The list it came from."""
            return self.list

    @dataclass
    class Highlighted(Message):
        """The mark moved to another choice."""

        list: "ChoiceList"
        id: str

        @property
        def control(self) -> "ChoiceList":
            """The list it came from."""
            return self.list

    @dataclass
    class Marked(Message):
        """Choices were marked or unmarked."""

        list: "ChoiceList"
        marked: tuple[str, ...]

        @property
        def control(self) -> "ChoiceList":
            """The list it came from."""
            return self.list

    @dataclass
    class Refused(Message):
        """A choice that is not open was taken; the frame says the reason."""

        list: "ChoiceList"
        id: str
        reason: Words

    @dataclass
    class Edge(Message):
        """An arrow wanted to leave the list at its top (-1) or bottom (1); forms go on from here."""

        list: "ChoiceList"
        way: int

    def __init__(  # noqa: PLR0913 - how a list looks is said where it is made
        self,
        choices: Iterable[Choice] = (),
        *,
        limit: int | None = None,
        marked: Iterable[str] = (),
        beside: bool = False,
        roomy: bool = False,
        hold: bool = True,
        end: Words = "done",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`beside`: hints in a second column; `roomy`: blank rows between; `hold`: the mark stays.

        `end`: what End leads to in a list of several, for the bottom line.
        """
        super().__init__(id=id, classes=classes)
        self.choices: tuple[Choice, ...] = tuple(choices)
        self.limit = limit
        self.beside = beside
        self.roomy = roomy
        self.hold = hold
        self.end = end
        self._cursor = 0
        self._marked: list[str] = list(marked)

    # State

    @property
    def several(self) -> bool:
        """Is this a list of which more than one may be marked?"""
        return self.limit is not None and self.limit > 1

    @property
    def highlighted(self) -> str | None:
        """The id under the mark, or None in an empty list."""
        return self.choices[self._cursor].id if self.choices else None

    @property
    def marked(self) -> tuple[str, ...]:
        """The marked ids in the order of the list."""
        return tuple(choice.id for choice in self.choices if choice.id in self._marked)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show other choices; the mark stays on the same id, or the same place where that is gone."""
        before = self.highlighted
        self.choices = tuple(choices)
        ids = [choice.id for choice in self.choices]
        self._marked = [name for name in self._marked if name in ids]
        self._cursor = ids.index(before) if before in ids else min(self._cursor, max(0, len(ids) - 1))
        self.changed()
        self._guide()

    def set_marked(self, marked: Iterable[str]) -> None:
        """Mark exactly the choices named."""
        self._marked = list(marked)
        self.repaint()

    def next_key(self) -> NextKey | None:
        """What the choice under the mark says of Enter; one that is not open is only passed by."""
        if not self.choices:
            return None
        choice = self.choices[self._cursor]
        if choice.disabled:
            return ("↑ ↓", "move")
        if self.several:
            marks = "unmark" if choice.id in self._marked else "mark"
            return ("Enter", f"{marks}, End - {plain(self.end)}")
        return ("Enter", choice.does) if choice.does else None

    def highlight(self, choice_id: str) -> None:
        """Move the mark to `choice_id`; an unknown id changes nothing."""
        for number, choice in enumerate(self.choices):
            if choice.id == choice_id:
                self._go(number)

    # Painting

    def rows_at(self, width: int) -> list[Row]:
        """The rows of all choices."""
        room = width - cell_len(self._box("")) - SPARE
        column = self._column(room) if self.beside else 0
        rows: list[Row] = []
        for number, choice in enumerate(self.choices):
            if number and (self.roomy or choice.under):
                rows.append(Row(0, (), -1))
            if choice.under:
                rows += rows_of(line((choice.under, Tone.HEAD)), room, -1)
            rows += (
                self._beside(choice, number, room, column) if column else self._below(choice, number, room)
            )
        return rows

    def _column(self, room: int) -> int:
        """Where the words beside the labels begin; 0 where they would not fit."""
        widest = max((cell_len(self._label(choice).text) for choice in self.choices), default=0)
        return widest + GAP if widest + GAP + 20 <= room else 0

    def _label(self, choice: Choice) -> Line:
        tone = Tone.QUIET if choice.disabled else Tone.PLAIN
        spans = [Span(f"{choice.key}  ", Tone.ACCENT)] if choice.key else []
        spans.append(Span(plain(choice.label), tone))
        if choice.mark:
            spans.append(Span(f"  [{plain(choice.mark)}]", Tone.ACCENT))
        return line(*spans, hang=3 if choice.key else 0)

    def _hints(self, choice: Choice) -> list[Line]:
        words = (choice.hint, f"not now: {plain(choice.disabled)}" if choice.disabled else "")
        return [line((part, Tone.QUIET)) for part in words if part]

    def _below(self, choice: Choice, number: int, room: int) -> list[Row]:
        rows = rows_of(self._label(choice), room, number)
        for hint in self._hints(choice):
            for row in rows_of(hint, room - 2, number):
                rows.append(Row(row.indent + 2, row.spans, number, first=False))
        return rows

    def _beside(self, choice: Choice, number: int, room: int, column: int) -> list[Row]:
        label = self._label(choice)
        rows = []
        pieces = [spans for hint in self._hints(choice) for _, spans in wrap(hint, room - column)]
        blank = Span(" " * (column - cell_len(label.text)))
        for index, spans in enumerate(pieces or [()]):
            before = (*label.spans, blank) if index == 0 else (Span(" " * column),)
            rows.append(Row(0, (*before, *spans), number, first=index == 0))
        return rows

    def _box(self, choice_id: str) -> str:
        if self.limit is None:
            return "  "
        return "  [x] " if choice_id in self._marked else "  [ ] "

    def lead(self, row: Row) -> str:
        """The mark of the cursor, and the box of a list of several."""
        if row.part < 0:
            return ""
        box = self._box(self.choices[row.part].id)
        if not row.first:
            return " " * len(box)
        return MARK + box[1:] if row.part == self._cursor and (self.has_focus or self.hold) else box

    def look(self, row: Row) -> str:
        """The row under the cursor stands out, more so while the list has the keyboard."""
        if row.part != self._cursor:
            return ""
        if self.has_focus:
            return "cursor"
        return "held" if self.hold else ""

    def watch_has_focus(self, has_focus: bool) -> None:
        """Paint the mark as live, or as resting."""
        super().watch_has_focus(has_focus)
        self.repaint_parts([self._cursor])
        if has_focus:
            self._keep_in_sight()

    def changed(self) -> None:
        """Paint other words; the row under the mark stays in sight."""
        super().changed()
        self._keep_in_sight()

    def on_resize(self, event: events.Resize) -> None:
        """Another size; the row under the mark stays in sight."""
        self._keep_in_sight()

    def reveal(self, part: int) -> None:
        """Bring a choice into sight, with the heading above it."""
        first, _count = self.rows_of_part(part)
        if first and self._rows[first - 1].part < 0 and self.max_scroll_y:
            self.scroll_to_region(Region(0, first - 1, 1, 1), animate=False, immediate=True)
        super().reveal(part)

    def _keep_in_sight(self) -> None:
        if self.is_mounted and (self.has_focus or self.hold):
            # Asked for after the painting, when the mark may already have moved on.
            self.call_after_refresh(lambda: self.reveal(self._cursor))

    # Moving and choosing

    def _go(self, number: int) -> None:
        if not self.choices or number == self._cursor:
            return
        before, self._cursor = self._cursor, number
        self.repaint_parts([before, number])
        self.reveal(number)
        self.post_message(self.Highlighted(self, self.choices[number].id))
        self._guide()

    def _guide(self) -> None:
        if self.is_mounted:
            self.post_message(Guide())

    def action_move(self, by: int) -> None:
        """Move the mark; at the ends it stays, and a form is told."""
        last = len(self.choices) - 1
        if abs(by) == 1 and not 0 <= self._cursor + by <= last:
            self.post_message(self.Edge(self, by))
            return
        self._go(min(max(self._cursor + by, 0), max(last, 0)))

    def action_end(self) -> None:
        """To the last choice; out of a list of several to what follows it, with what is marked."""
        if self.several:
            self.post_message(self.Edge(self, 1))
        else:
            self.action_move(10_000)

    def action_choose(self) -> None:
        """Take the choice under the mark; in a list of several mark or unmark it."""
        if self.choices:
            self._take(self.choices[self._cursor])

    def action_mark(self) -> None:
        """As Enter in a list with boxes; nothing in any other, where only Enter chooses."""
        if self.choices and self.limit is not None:
            self._take(self.choices[self._cursor])

    def _take(self, choice: Choice) -> None:
        if self.several:
            self._mark(choice)
        else:
            self._choose(choice)

    def _mark(self, choice: Choice) -> None:
        limit = self.limit or 0
        if choice.id in self._marked:
            self._marked.remove(choice.id)
        elif choice.disabled:
            self.post_message(self.Refused(self, choice.id, choice.disabled))
            return
        elif len(self.marked) >= limit:
            full = f"At most {limit} can be marked; to take another, unmark one first."
            self.post_message(self.Refused(self, choice.id, full))
            self.post_message(self.Edge(self, 1))
            return
        else:
            self._marked.append(choice.id)
        self.repaint_parts([self._cursor])
        self.post_message(self.Marked(self, self.marked))
        self._guide()

    def _choose(self, choice: Choice) -> None:
        if choice.disabled:
            self.post_message(self.Refused(self, choice.id, choice.disabled))
        else:
            self.post_message(self.Chosen(self, choice.id, self.marked))

    def on_key(self, event: events.Key) -> None:
        """A choice's own letter moves there and takes it."""
        if event.character is None:
            return
        for number, choice in enumerate(self.choices):
            if choice.key and choice.key == event.character.lower():
                event.stop()
                self._go(number)
                self._take(choice)
                return

    def on_click(self, event: events.Click) -> None:
        """A click moves there and takes it."""
        part = self.part_at(event.y)
        if part is not None and part >= 0:
            self._go(part)
            self.action_choose()
