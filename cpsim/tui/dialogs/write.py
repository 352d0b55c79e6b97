"""A line or a few lines to write: the sentence of a turn, own words, a reason, one word."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.model.said import Said, clean
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.field import Editor, Field
from cpsim.tui.widgets.frame import CpsimDialog
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.question import Go
from cpsim.tui.widgets.text_view import Say

DONE = "done"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What may be written, and what the choices under it are called."""

    limit: int
    rows: int = 3
    required: bool = False
    done: Words = "Say it"
    without: Words = ""
    """The choice of writing nothing, where there is one."""


class Write(CpsimDialog[Said]):
    """Answers the words, empty ones where nothing has to be written, or None where one went back."""

    PLACE: ClassVar[str] = "Your words"
    DEFAULT_CSS = """
    Write > Body { width: 90; }
    Write Field { margin-bottom: 1; }
    """

    def __init__(
        self,
        question: Words,
        *more: Line | Words,
        sheet: Sheet,
        value: Said | None = None,
        keep: Callable[[str], None] | None = None,
    ) -> None:
        """`keep` is given the words at every change; whoever sends them on takes the draft away."""
        super().__init__()
        self._question, self._more, self._sheet, self._keep = question, more, sheet, keep
        self._field = Field("Your words", limit=sheet.limit, required=sheet.required, value=value)

    def body(self) -> ComposeResult:
        """The question, the words, and the way on."""
        yield Say(line((self._question, Tone.HEAD)), *self._more)
        yield self._field
        choices = [Choice(DONE, self._sheet.done, does=doing(self._sheet.done))]
        if self._sheet.without:
            choices.append(Choice("without", self._sheet.without, does=doing(self._sheet.without)))
        yield ChoiceList([*choices, BACK], hold=False)

    def on_mount(self) -> None:
        """Type at once. Long lines wrap, while Enter is still the end of the writing."""
        self.query_one(Editor).styles.height = self._sheet.rows
        self._field.take_keyboard()
        self._say_next()

    def _say_next(self) -> None:
        on = not self._field.said and self._sheet.without
        self._field.says("go on to the choices below" if on else doing(self._sheet.done))

    @on(Field.Changed)
    def _changed(self, event: Field.Changed) -> None:
        """Keep what is written so far."""
        event.stop()
        if self._keep is not None:
            self._keep(event.said.text)
        self._say_next()

    @on(Field.Submitted)
    def _submitted(self, event: Field.Submitted) -> None:
        """Enter is the end of the writing."""
        event.stop()
        self._finish()

    def on_go(self, event: Go) -> None:
        """Down from the words goes to the choices."""
        event.stop()
        if event.way > 0:
            self.query_one(ChoiceList).focus()

    @on(ChoiceList.Edge)
    def _edge(self, event: ChoiceList.Edge) -> None:
        """Up from the choices goes back to the words."""
        event.stop()
        if event.way < 0:
            self._field.take_keyboard()

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Done, or without words."""
        event.stop()
        if event.id == DONE:
            self._finish()
        elif event.id == "without":
            self._end(clean(""))

    def _finish(self) -> None:
        said = self._field.said
        if self._field.missing():
            self._field.show_missing(True)
            self._field.take_keyboard()
        elif not said and self._sheet.without:
            # Enter on nothing is no sentence said by mistake: it only moves on to the choice of saying none.
            self.query_one(ChoiceList).highlight("without")
            self.query_one(ChoiceList).focus()
        else:
            self._end(said)

    def _end(self, said: Said) -> None:
        self.dismiss(said)
