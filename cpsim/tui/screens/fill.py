"""A form of a few questions over the table: a view to say, a decision, a line of the plan."""

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from cpsim.present import draft
from cpsim.tui.lines import Line, Words
from cpsim.tui.widgets.form import Form
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.question import Value
from cpsim.tui.widgets.rests_on import RestsOn
from cpsim.tui.widgets.text_view import Say

Values = Mapping[str, Value]


class Fill(CpsimScreen[Values]):
    """Answers the values by the ids of the questions, or None where one went back."""

    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Enter or Space takes an answer; the last line hands everything in.",
    )
    DEFAULT_CSS = """
    Fill > Body > Say { margin-bottom: 1; }
    """

    def __init__(
        self,
        heading: Words,
        questions: Iterable[Widget],
        *more: Line | Words,
        submit: Words,
        kept: str = "",
        keep: Callable[[str], None] | None = None,
    ) -> None:
        """`kept` is the draft to begin with; `keep` is given the draft at every change."""
        super().__init__()
        self._questions, self._more, self._submit = tuple(questions), more, submit
        self._kept, self._keep = kept, keep
        self.heading = heading
        self.place = heading

    def body(self) -> ComposeResult:
        """The questions."""
        if self._more:
            yield Say(*self._more)
        yield Form(*self._questions, submit=self._submit, back="Back to the table")

    def on_mount(self) -> None:
        """What was filled in before stands there again."""
        self.query_one(Form).load(draft.unpack(self._kept))

    @on(Form.Changed)
    @on(RestsOn.Changed)
    def _changed(self) -> None:
        """Keep what is filled in so far."""
        if self._keep is not None:
            self._keep(draft.pack(self.query_one(Form).values))

    @on(Form.HandedIn)
    def _handed_in(self, event: Form.HandedIn) -> None:
        """Answer."""
        self.dismiss(event.values)
