"""A question of a form answered from a long list on a page of its own; here stand the choices made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from cpsim.tui.lines import Tone, Words, line
from cpsim.tui.widgets.choice_list import Choice
from cpsim.tui.widgets.guide import Guided, NextKey
from cpsim.tui.widgets.painted import Painted, Row, rows_of
from cpsim.tui.widgets.question import Go, Question, Value, asked


class RestsOn(Painted, Guided, Question, can_focus=True):
    """The question and what was chosen. Enter opens the list; never required."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Choose", show=False),
        Binding("up", "go(-1)", "Before", show=False),
        Binding("down", "go(1)", "Next", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Something else was chosen."""

        rests: "RestsOn"

    def __init__(
        self,
        question: Words,
        choices: Iterable[Choice],
        *,
        limit: int,
        value: tuple[str, ...] = (),
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.question, self.choices, self.limit = question, tuple(choices), limit
        self.required = False
        self._value: tuple[str, ...] = ()
        self.load(value)

    @property
    def value(self) -> tuple[str, ...]:
        """The ids chosen."""
        return self._value

    def load(self, value: Value) -> None:
        """Put earlier choices in that are still there."""
        known = [choice.id for choice in self.choices]
        chosen = value if isinstance(value, tuple) else ()
        self._value = tuple(one for one in chosen if one in known)
        self.changed()

    def next_key(self) -> NextKey:
        """Enter opens the list."""
        return ("Enter", "open the list")

    def take(self, chosen: tuple[str, ...] | None) -> None:
        """Take what was chosen on the page of its own and go on; None changes nothing."""
        if chosen is not None:
            self.load(chosen)
            self.post_message(self.Changed(self))
            self.post_message(Go(1))

    def show_missing(self, on: bool) -> None:
        """Nothing is ever missing here."""

    def take_keyboard(self) -> None:
        """Take the keyboard."""
        self.focus()

    def rows_at(self, width: int) -> list[Row]:
        """The question, then the choices made, or how to make one."""
        upto = "one" if self.limit == 1 else f"up to {self.limit}"
        rows = rows_of(asked(self.question, live=self.has_focus, note=f"{upto}, if you like"), width, -1)
        chosen = [choice for choice in self.choices if choice.id in self._value]
        for choice in chosen:
            rows += rows_of(line("· ", choice.label, indent=3, hang=5), width, 0)
        if not chosen:
            words = "Enter opens the list" if self.has_focus else "nothing chosen"
            rows += rows_of(line((words, Tone.QUIET), indent=3), width, 0)
        return rows

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark the question while it has the keyboard, and bring it into sight."""
        super().watch_has_focus(has_focus)
        self.changed()
        if has_focus:
            self.call_after_refresh(self.reveal, 0)

    def action_open(self) -> None:
        """Open the list on a page of its own."""
        from cpsim.tui.dialogs.choose import ChooseSome

        self.app.push_screen(
            ChooseSome(self.question, self.choices, limit=self.limit, marked=self.value), self.take
        )

    def action_go(self, way: int) -> None:
        """On to the question before or after."""
        self.post_message(Go(way))

    def on_click(self) -> None:
        """A click opens the list."""
        self.action_open()
