"""Several questions on one scrolling page, handed in together.

Arrows and Tab go from question to question; what is still missing is said beside it in words. A
question that belongs to one answer of another stands there only with that answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from cpsim.tui.lines import Words
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.field import Field
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.question import Go, Question, Value, asked
from cpsim.tui.widgets.radio_row import RadioRow
from cpsim.tui.widgets.text_view import Say

HAND_IN = "hand_in"


class Pick(Question, Vertical):
    """A question answered by marking up to `limit` choices, or by taking the one there may be."""

    DEFAULT_CSS = """
    Pick { height: auto; }
    Pick ChoiceList { margin-left: 2; }
    """

    @dataclass
    class Changed(Message):
        """Other choices are marked."""

        pick: "Pick"
        value: tuple[str, ...]

    def __init__(  # noqa: PLR0913 - how a question is asked is said where it is made
        self,
        question: Words,
        choices: Iterable[Choice],
        *,
        limit: int,
        required: bool = False,
        value: Iterable[str] = (),
        only_with: tuple[str, str] | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.only_with = only_with
        self.question, self.limit, self.required = question, limit, required
        self._missing = False
        self._head = Say()
        self._list = ChoiceList(choices, limit=limit, marked=value, hold=False, end="go on")

    def compose(self) -> ComposeResult:
        """The question above its choices."""
        self._show()
        yield self._head
        yield self._list

    @property
    def value(self) -> tuple[str, ...]:
        """The ids marked."""
        return self._list.marked

    def load(self, value: Value) -> None:
        """Mark earlier choices that are still there."""
        known = [choice.id for choice in self._list.choices]
        self._list.set_marked([one for one in value if one in known] if isinstance(value, tuple) else [])
        self._show()

    def show_missing(self, on: bool) -> None:
        """Say beside the question that something has to be marked."""
        self._missing = on
        self._show()

    def take_keyboard(self) -> None:
        """Move in the list."""
        self._list.focus(scroll_visible=False)

    def _show(self) -> None:
        # The mark of the screen stands in the list.
        note = f"{len(self.value)} of {self.limit} marked"
        missing = self.missing() if self._missing else ""
        self._head.set_lines(asked(self.question, live=False, missing=missing, note=note))

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Count, and tell of the change."""
        event.stop()
        self._tell()

    def _tell(self) -> None:
        self._missing = self._missing and not self.value
        self._show()
        self.post_message(self.Changed(self, self.value))

    def on_choice_list_edge(self, event: ChoiceList.Edge) -> None:
        """Past the ends of the list the form goes on."""
        event.stop()
        self.post_message(Go(event.way))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """The one there may be is taken, and the form goes on."""
        event.stop()
        self._list.set_marked([event.id])
        self._tell()
        self.post_message(Go(1))


class Form(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The page. Its last row hands in; nothing is handed in by passing through.

    The keys that scroll other pages go from question to question, so that the mark stays in sight.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "go(-1000)", "First", show=False),
        Binding("end", "go(1000)", "Last", show=False),
        Binding("pageup", "go(-1)", "Before", show=False),
        Binding("pagedown", "go(1)", "Next", show=False),
    ]

    DEFAULT_CSS = """
    Form { height: 1fr; scrollbar-size-vertical: 1; }
    Form > * { margin-bottom: 1; margin-right: 1; }
    """

    @dataclass
    class Changed(Message):
        """Some answer changed; a screen keeps `values` as a draft."""

        form: "Form"
        values: dict[str, Value]

    @dataclass
    class HandedIn(Message):
        """Everything required is there, and the last row was chosen."""

        form: "Form"
        values: dict[str, Value]

    def __init__(
        self,
        *items: Widget,
        submit: Words = "Hand in",
        back: Words | None = "Back",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Every question has an id: the name of its answer. `back` None leaves the way back out."""
        super().__init__(id=id, classes=classes)
        self._items = items
        ends = [Choice(HAND_IN, submit, does=doing(submit))]
        if back is not None:
            ends.append(Choice(BACK.id, back, does=doing(back)))
        self._ends = ChoiceList(ends, hold=False, id="ends")

    def compose(self) -> ComposeResult:
        """The questions, then the way to hand in."""
        yield from self._items
        yield self._ends

    @property
    def questions(self) -> list[Question]:
        """The questions that are asked now, in order, without headings."""
        given = {one.id: one.value for one in self._all}
        return [
            one for one in self._all if one.only_with is None or given[one.only_with[0]] == one.only_with[1]
        ]

    @property
    def _all(self) -> list[Question]:
        return [item for item in self._items if isinstance(item, Question)]

    @property
    def values(self) -> dict[str, Value]:
        """The answers so far by the ids of their questions; of one that is not asked now, None."""
        asked = self.questions
        return {one.id or "": one.value if one in asked else None for one in self._all}

    def load(self, values: Mapping[str, Value]) -> None:
        """Put earlier answers in; those without a question here are left out."""
        for question in self._all:
            if question.id in values:
                question.load(values[question.id or ""])
        self._show_asked()

    def _show_asked(self) -> None:
        asked = self.questions
        for question in self._all:
            if question.display is not (question in asked):
                question.display = question in asked

    def on_mount(self) -> None:
        """Begin at the first question."""
        self._show_asked()
        for question in self.questions[:1]:
            question.take_keyboard()

    def on_descendant_focus(self) -> None:
        """Bring the question with the keyboard into sight, with the row above it."""
        self.call_after_refresh(self._show_here)

    def _show_here(self) -> None:
        here = self._here()
        region = self._stops()[here].virtual_region
        if here == 0 and region.bottom <= self.size.height:
            # What stands above the first question is read with it.
            self.scroll_to(y=0, animate=False, immediate=True)
            return
        if region.height < self.size.height:
            around = Region(0, max(0, region.y - 1), 1, region.height + 1)
            self.scroll_to_region(around, animate=False, immediate=True)

    # Going from question to question

    def _stops(self) -> list[Widget]:
        return [*self.questions, self._ends]

    def _here(self) -> int:
        focused = self.screen.focused
        for number, stop in enumerate(self._stops()):
            if focused is not None and (focused is stop or stop in focused.ancestors):
                return number
        return 0

    def action_go(self, way: int) -> None:
        """To another question."""
        self.on_go(Go(way))

    def on_go(self, event: Go) -> None:
        """Give the keyboard to the next question or the one before; the first and last are the ends."""
        event.stop()
        stops = self._stops()
        target = stops[min(max(self._here() + event.way, 0), len(stops) - 1)]
        if isinstance(target, Question):
            target.take_keyboard()
        else:
            target.focus()

    def on_choice_list_edge(self, event: ChoiceList.Edge) -> None:
        """Up from the last row goes back to the questions."""
        event.stop()
        if event.way < 0:
            self.on_go(Go(-1))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Hand in, or show what is missing and go there."""
        if event.id != HAND_IN:
            return
        event.stop()
        lacking = [question for question in self.questions if question.missing()]
        for question in self.questions:
            question.show_missing(question in lacking)
        if lacking:
            lacking[0].take_keyboard()
        else:
            self.post_message(self.HandedIn(self, self.values))

    def _changed(self) -> None:
        self._show_asked()
        self.post_message(self.Changed(self, self.values))

    def on_radio_row_changed(self, event: RadioRow.Changed) -> None:
        """An answer changed."""
        event.stop()
        self._changed()

    def on_field_submitted(self, event: Field.Submitted) -> None:
        """Enter in a field goes on."""
        event.stop()
        self.on_go(Go(1))

    def on_field_changed(self, event: Field.Changed) -> None:
        """Words changed."""
        event.stop()
        self._changed()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Marks changed."""
        event.stop()
        self._changed()
