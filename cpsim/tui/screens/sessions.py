"""Earlier sessions: carry one on, look at a finished one again, or run its choices once more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.app import ComposeResult

from cpsim.tui.dialogs.message import Message
from cpsim.tui.lines import Tone, Words, line, plain
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimDialog, CpsimScreen
from cpsim.tui.widgets.text_view import Say

What = Literal["carry_on", "again"]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in the list."""

    id: str
    title: Words
    """Case and role: "Jayden, as health visitor"."""
    when: Words
    """When it was last worked on: "Tuesday 3 March, 14:20"."""
    where: Words
    """Where it stands: "at the first views"."""
    finished: bool = False
    problem: Words = ""
    """Why it cannot be opened; then it can only be asked for the reason."""
    table: bool = False
    """Several people share it; run again, it is settled anew who sits where."""


class WhatToDo(CpsimDialog[What]):
    """What to do with one session."""

    PLACE: ClassVar[str] = "One session"

    def __init__(self, row: SessionRow) -> None:
        super().__init__()
        self._row = row
        self.next_key = ("Enter", "choose")

    def body(self) -> ComposeResult:
        """The session and the choices."""
        row = self._row
        yield Say(
            line((row.title, Tone.HEAD)), line((row.when, Tone.QUIET)), line((row.where, Tone.QUIET)), ""
        )
        first = "Look at the end again" if row.finished else "Carry on"
        again = Choice("again", "Run it again", hint="from the start, without the introduction")
        yield ChoiceList([Choice("carry_on", first), *([] if row.table else [again]), BACK])

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Answer."""
        if event.id == "carry_on":
            self.dismiss("carry_on")
        elif event.id == "again":
            self.dismiss("again")


class SessionsScreen(CpsimScreen[None]):
    """The list, newest first, as it is given."""

    PLACE: ClassVar[str] = "My sessions"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Every session begun on this computer: carry one on, look at its end again, or run it once more.",
    )

    def __init__(self, rows: Sequence[SessionRow], chosen: Callable[[str, What], None]) -> None:
        """`chosen` gets the session's id and what to do with it."""
        super().__init__()
        self._rows = {row.id: row for row in rows}
        self._chosen = chosen
        self.next_key = ("Enter", "choose")

    def body(self) -> ComposeResult:
        """The sessions and the way back."""
        if not self._rows:
            yield Say("You have not begun a session yet.", "")
        yield ChoiceList([*(self._choice(row) for row in self._rows.values()), BACK], classes="whole")

    def _choice(self, row: SessionRow) -> Choice:
        if plain(row.problem):
            return Choice(row.id, row.title, hint=row.problem, mark="cannot be opened")
        hint = line(row.when, ", ", row.where).text
        return Choice(row.id, row.title, hint=hint, mark="finished" if row.finished else "")

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Ask what to do with it."""
        row = self._rows.get(event.id)
        if row is not None and plain(row.problem):
            self.app.push_screen(Message("This session cannot be opened", row.problem))
        elif row is not None:
            self.app.push_screen(WhatToDo(row), lambda what: self._answered(row.id, what))

    def _answered(self, session: str, what: What | None) -> None:
        if what is not None:
            self._chosen(session, what)
