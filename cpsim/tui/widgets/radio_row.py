"""One question with a few answers, side by side where they fit and below one another where not.

Arrows only move the mark; an answer is taken with Enter, Space, its own key or the mouse, so that
nobody answers by passing through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from cpsim.tui.lines import Span, Tone, Words, line, plain
from cpsim.tui.widgets.guide import Guide, Guided, NextKey
from cpsim.tui.widgets.painted import MARK, Painted, Row, rows_of
from cpsim.tui.widgets.question import Go, NotYet, Question, Value, asked

QUESTION = -1
"""The part of the rows that hold the question itself."""
INDENT = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to choose."""

    value: str
    label: Words
    hint: Words = ""
    key: str = ""
    """One letter or digit that takes it."""


class RadioRow(Painted, Guided, Question, can_focus=True):
    """The question. `value` is None until an answer is taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1, False)", "Before", show=False),
        Binding("right", "step(1, False)", "Next", show=False),
        Binding("up", "step(-1, True)", "Up", show=False),
        Binding("down", "step(1, True)", "Down", show=False),
        Binding("enter", "take(True)", "Answer", show=False),
        Binding("space", "take(False)", "Answer", show=False),
    ]

    @dataclass
    class Changed(Message):
        """An answer was taken."""

        row: "RadioRow"
        value: str

        @property
        def control(self) -> "RadioRow":
            """The question it came from."""
            return self.row

    def __init__(  # noqa: PLR0913 - how a question is asked is said where it is made
        self,
        question: Words,
        answers: Sequence[Answer],
        *,
        value: str | None = None,
        required: bool = True,
        note: Words = "",
        only_with: tuple[str, str] | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`note` stands quietly beside the question."""
        super().__init__(id=id, classes=classes)
        self.only_with = only_with
        self.question, self.answers, self.note = question, tuple(answers), note
        self.required = required
        self._taken: int | None = None
        self._cursor: int | None = None
        self._missing = False
        self._upright = False
        self._places: list[tuple[int, int, int, int]] = []
        self.load(value)

    # The answer

    @property
    def value(self) -> str | None:
        """The value of the answer taken, or None."""
        return None if self._taken is None else self.answers[self._taken].value

    def load(self, value: Value) -> None:
        """Take the answer with `value`; None, or one that is not there, leaves the question open.

        Where a required question has one answer only, there is nothing to decide: it is taken at once.
        """
        values = [answer.value for answer in self.answers]
        if self.required and len(values) == 1:
            value = values[0]
        self._taken = self._cursor = (
            values.index(value) if isinstance(value, str) and value in values else None
        )
        self._restyle()

    def show_missing(self, on: bool) -> None:
        """Say beside the question that it is open."""
        self._missing = on
        self._restyle()

    def take_keyboard(self) -> None:
        """Take the keyboard; the form scrolls."""
        self.focus(scroll_visible=False)

    # Painting

    def rows_at(self, width: int) -> list[Row]:
        """The question, then the answers."""
        missing = self.missing() if self._missing else ""
        # One mark on the screen: beside the answer it is on, or beside the question while it is on none.
        live = self.has_focus and self._cursor is None
        rows = rows_of(asked(self.question, live=live, missing=missing, note=self.note), width, QUESTION)
        beside = sum(cell_len(self._words(number)) + 2 for number in range(len(self.answers)))
        upright = INDENT + beside > width or any(answer.hint for answer in self.answers)
        if upright is not self._upright:
            # The bottom line may have been told before anything was laid out.
            self._upright = upright
            self.post_message(Guide())
        self._places = []
        return rows + (self._below(width, len(rows)) if self._upright else [self._one_row(len(rows))])

    def _words(self, number: int) -> str:
        answer = self.answers[number]
        mark = MARK if number == self._cursor and self.has_focus else " "
        dot = "(•)" if number == self._taken else "( )"
        key = f"{answer.key} " if answer.key else ""
        return f"{mark}{dot} {key}{plain(answer.label)} "

    def _tone_of(self, number: int) -> Tone:
        if number == self._cursor and self.has_focus:
            return Tone.CURSOR
        return Tone.STRONG if number == self._taken else Tone.PLAIN

    def _one_row(self, row: int) -> Row:
        spans: list[Span] = []
        across = INDENT
        for number in range(len(self.answers)):
            words = self._words(number)
            spans += [Span(words, self._tone_of(number)), Span("  ")]
            self._places.append((row, across, across + cell_len(words), number))
            across += cell_len(words) + 2
        return Row(INDENT, tuple(spans), 0)

    def _below(self, width: int, row: int) -> list[Row]:
        rows: list[Row] = []
        for number, answer in enumerate(self.answers):
            spans = [Span(self._words(number), self._tone_of(number))]
            if plain(answer.hint):
                spans.append(Span(f"  {plain(answer.hint)}", Tone.QUIET))
            made = rows_of(line(*spans, indent=INDENT, hang=INDENT + 5), width, number)
            self._places += [(row + len(rows) + more, 0, width, number) for more in range(len(made))]
            rows += made
        return rows

    def next_key(self) -> NextKey:
        """Enter takes the answer under the mark; where there is no mark yet, an arrow comes first."""
        if self._cursor is not None:
            return ("Enter", "take this answer")
        return (self._arrow(), "to an answer") if self.required else ("Enter", "leave it open")

    def _arrow(self) -> str:
        return "↓" if self._upright else "→"

    def _restyle(self) -> None:
        """Paint again; lay out again only where the number of rows changed."""
        if self._rows_width < 0:
            return
        before = len(self._rows)
        self._wrap(self._rows_width)
        if len(self._rows) == before:
            self.refresh()
        else:
            self.changed()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the mark while the question has the keyboard."""
        super().watch_has_focus(has_focus)
        self._restyle()

    # Moving and answering

    def action_step(self, by: int, along: bool) -> None:
        """Move the mark; up and down leave a question answered side by side, or at its ends."""
        if along and not self._upright:
            self.post_message(Go(by))
            return
        if self._cursor is None:
            if along and by < 0:
                self.post_message(Go(by))
                return
            self._cursor = 0 if by > 0 else len(self.answers) - 1
        elif 0 <= self._cursor + by < len(self.answers):
            self._cursor += by
        elif along:
            self.post_message(Go(by))
            return
        self._restyle()
        self.post_message(Guide())
        if self._upright:
            self.reveal(self._cursor)

    def action_take(self, go_on: bool) -> None:
        """Take the answer under the mark; Enter then goes on. Nothing is passed by without a word."""
        if self._cursor is not None:
            self._take(self._cursor)
        elif self.required:
            way = "down" if self._upright else "right"
            self.post_message(NotYet(f"Arrow {way} to an answer, then Enter."))
            return
        if go_on:
            self.post_message(Go(1))

    def _take(self, number: int) -> None:
        self._cursor = number
        if number != self._taken:
            self._taken = number
            self._missing = False
            self.post_message(self.Changed(self, self.answers[number].value))
        self._restyle()

    def on_key(self, event: events.Key) -> None:
        """An answer's own key takes it and goes on."""
        if event.character is None:
            return
        for number, answer in enumerate(self.answers):
            if answer.key and answer.key == event.character.lower():
                event.stop()
                self._take(number)
                self.post_message(Go(1))

    def on_click(self, event: events.Click) -> None:
        """A click takes an answer."""
        for row, left, right, number in self._places:
            if row == event.y + self.scroll_offset.y and left <= event.x < right:
                self._take(number)
