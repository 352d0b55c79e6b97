"""A question with two answers, each said in words."""

from typing import ClassVar, Literal

from textual.app import ComposeResult

from cpsim.tui.lines import Tone, Words, line
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimDialog
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.text_view import Say


class Ask(CpsimDialog[bool]):
    """Answers True or False; Esc is the answer no."""

    PLACE: ClassVar[str] = "A question"

    def __init__(
        self,
        question: Words,
        *more: Words,
        yes: Words = "Yes",
        no: Words = "No",
        first: Literal["yes", "no"] = "no",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._question, self._more, self._yes, self._no, self._first = question, more, yes, no, first

    def body(self) -> ComposeResult:
        """The question, and both answers."""
        yield Say(line((self._question, Tone.HEAD)), "", *self._more, *([""] if self._more else []))
        yes = Choice("yes", self._yes, does=doing(self._yes))
        no = Choice("no", self._no, does=doing(self._no))
        yield ChoiceList([yes, no] if self._first == "yes" else [no, yes])

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Answer."""
        event.stop()
        self.dismiss(event.id == "yes")

    def go_back(self) -> None:
        """Esc leaves things as they are."""
        self.dismiss(False)
