"""Words typed by a person: one line or several, with a limit, made into a `Said`.

What is typed or pasted is cleaned here; nothing else of the interface sees it before that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.message import Message
from textual.widgets import TextArea

from cpsim.model.said import Said, clean
from cpsim.tui.lines import Tone, Words, line, plain
from cpsim.tui.wall import guarded
from cpsim.tui.widgets.guide import Guide, Guided, NextKey
from cpsim.tui.widgets.question import Go, Question, Value, asked
from cpsim.tui.widgets.text_view import Say

NEARLY = 0.8
"""From this part of the limit on the count of characters is shown."""


class Editor(TextArea, Guided):
    """The typing part of a field."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Editor, Editor:focus { border: none; padding: 0 1; margin-left: 2; background: $raised; color: $ink; }
    Editor { border-left: outer $quiet; border-right: outer $quiet; }
    Editor:focus { border-left: outer $accent; border-right: outer $accent; }
    Editor > .text-area--cursor, Editor:focus > .text-area--cursor { background: $ink; color: $ground; }
    Editor > .text-area--selection { background: $cursor; color: $on-cursor; }
    Editor > .text-area--placeholder { color: $quiet; }
    Editor:nocolor > .text-area--cursor { text-style: reverse; }
    """

    @dataclass
    class Full(Message):
        """Something was not taken because the limit is reached."""

    @dataclass
    class Entered(Message):
        """Enter where it ends the writing."""

    def __init__(self, text: str, rows: int, limit: int) -> None:
        super().__init__(text, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False
        self.one_line = rows == 1
        self.limit = limit
        self.does: Words = "go on with the form"
        self.styles.height = rows

    def watch(
        self,
        obj: DOMNode,
        attribute_name: str,
        callback: Callable[..., Any],
        init: bool = True,
    ) -> None:
        """As stock, but for the application itself, which remembers whoever watches it until its colours change.

        Stock has every field watch them, and with it lives all that was typed there and taken back. Colours
        are chosen where no field stands.
        """
        if obj is not self.app:
            super().watch(obj, attribute_name, callback, init)

    def next_key(self) -> NextKey:
        """Enter ends the writing, as in every other part of a form; line breaks come with a paste alone."""
        return ("Enter", self.does)

    def on_mount(self) -> None:
        """What was written before is written on, from its end."""
        self.move_cursor(self.document.end)

    def write(self, text: str) -> None:
        """Put a whole text in."""
        self.text = text
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Enter and the arrows leave a field at its edges; what is full or unsafe is not typed."""
        going = self._going(event.key)
        if event.key == "enter":
            self._keep(event)
            self.post_message(self.Entered())
        elif going:
            self._keep(event)
            self.post_message(Go(going))
        elif event.is_printable and event.character is not None:
            if guarded(event.character) != event.character:
                self._keep(event)
            elif self._room() < 1:
                self._keep(event)
                self.post_message(self.Full())

    def _going(self, key: str) -> int:
        if key == "down" and self.cursor_at_last_line and self._on_last_row():
            return 1
        return -1 if key == "up" and self._on_first_row() else 0

    def _on_first_row(self) -> bool:
        return self.wrapped_document.location_to_offset(self.cursor_location).y == 0

    def _on_last_row(self) -> bool:
        return (
            self.wrapped_document.location_to_offset(self.cursor_location).y
            >= self.wrapped_document.height - 1
        )

    def _keep(self, event: events.Event) -> None:
        event.stop()
        event.prevent_default()

    def _room(self) -> int:
        return self.limit - len(self.text) + len(self.selected_text)

    def on_paste(self, event: events.Paste) -> None:
        """Take as much of a paste as is safe and fits."""
        self._keep(event)
        room = self._room()
        said = clean(event.text, max(room, 0), lines=not self.one_line)
        if len(event.text) > room:
            self.post_message(self.Full())
        if said:
            result = self.replace(said.text, *self.selection, maintain_selection_offset=False)
            self.move_cursor(result.end_location)

    def action_cut(self) -> None:
        """Nothing is cut: there is no clipboard here that another seat could paste from."""

    def action_copy(self) -> None:
        """Nothing is copied."""

    def action_paste(self) -> None:
        """Only the terminal's own paste is taken."""


class Field(Question, Vertical):
    """A label, the typing part, and how much room is left."""

    DEFAULT_CSS = """
    Field { height: auto; }
    """

    @dataclass
    class Changed(Message):
        """The words changed."""

        field: "Field"
        said: Said

        @property
        def control(self) -> "Field":
            """The field it came from."""
            return self.field

    @dataclass
    class Submitted(Message):
        """Enter in a field."""

        field: "Field"
        said: Said

        @property
        def control(self) -> "Field":
            """The field it came from."""
            return self.field

    def __init__(  # noqa: PLR0913 - what a field takes is said where it is made
        self,
        label: Words,
        *,
        limit: int = 280,
        rows: int = 1,
        value: Said | None = None,
        hint: Words = "",
        required: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`limit` in characters; `rows` 1 takes no line break, more are a small page."""
        super().__init__(id=id, classes=classes)
        self.label, self.hint, self.limit, self.rows = label, hint, limit, rows
        self.required = required
        self._missing = False
        self._full = False
        self._head = Say()
        self._editor = Editor(value.text if value else "", rows, limit)

    def compose(self) -> ComposeResult:
        """The label above the typing part."""
        self._show()
        yield self._head
        yield self._editor

    @property
    def said(self) -> Said:
        """What is written, cleaned."""
        return clean(self._editor.text.strip(), self.limit, lines=self.rows > 1)

    @property
    def value(self) -> Said:
        """What is written, cleaned."""
        return self.said

    def load(self, value: Value) -> None:
        """Put earlier words in."""
        self._editor.write(value.text if isinstance(value, Said) else "")

    def show_missing(self, on: bool) -> None:
        """Say beside the label that something has to be written."""
        self._missing = on
        self._show()

    def missing(self) -> str:
        """Words where nothing is written and something has to be."""
        return "" if self.said or not self.required else "nothing written yet"

    def take_keyboard(self) -> None:
        """Type here."""
        self._editor.focus(scroll_visible=False)

    def _show(self) -> None:
        used = len(self._editor.text)
        note = "the limit is reached" if self._full else ""
        if not note and used >= self.limit * NEARLY:
            note = f"{self.limit - used} characters left"
        elif not note and not self.required:
            note = "if you like"
        missing = self.missing() if self._missing else ""
        lines = [asked(self.label, live=self._editor.has_focus, missing=missing, note=note)]
        if plain(self.hint):
            lines.append(line((self.hint, Tone.QUIET), indent=2))
        self._head.set_lines(*lines)

    def on_descendant_focus(self) -> None:
        """Mark the label."""
        self._show()

    def on_descendant_blur(self) -> None:
        """Unmark the label."""
        self._show()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell of the change, and count."""
        event.stop()
        self._full = False
        if self.said:
            self._missing = False
        self._show()
        self.post_message(self.Changed(self, self.said))

    def on_editor_full(self, event: Editor.Full) -> None:
        """Say that the limit is reached."""
        event.stop()
        self._full = True
        self._show()

    def on_editor_entered(self, event: Editor.Entered) -> None:
        """Enter hands the words over; an arrow only leaves."""
        event.stop()
        self.post_message(self.Submitted(self, self.said))

    def says(self, does: Words) -> None:
        """What Enter does here, for the bottom line."""
        self._editor.does = does
        self._editor.post_message(Guide())
