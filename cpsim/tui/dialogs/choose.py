"""One choice out of a list that may be long, or several of them: people, cards, items, services."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.conference.view import View
from cpsim.present import board
from cpsim.present.papers import origin
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimDialog
from cpsim.tui.widgets.text_view import Say


class Choose(CpsimDialog[str]):
    """Answers the id chosen, or None."""

    PLACE: ClassVar[str] = "Choose"
    DEFAULT_CSS = """
    Choose > Body { width: 90; }
    """

    def __init__(
        self, question: Words, choices: Iterable[Choice], *more: Line | Words, beside: bool = False
    ) -> None:
        super().__init__()
        self._question, self._choices, self._more = question, tuple(choices), more
        self._beside = beside
        self.next_key = ("Enter", "choose")

    def body(self) -> ComposeResult:
        """The question and the list."""
        yield Say(line((self._question, Tone.HEAD)), *self._more, "")
        yield ChoiceList([*self._choices, BACK], beside=self._beside)

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Answer."""
        event.stop()
        if event.id != BACK.id:  # that one is the frame's
            self.dismiss(event.id)


class ChooseSome(CpsimDialog[tuple[str, ...]]):
    """Answers the ids marked, or None where one went back and left it as it was."""

    PLACE: ClassVar[str] = "Choose"
    DEFAULT_CSS = Choose.DEFAULT_CSS.replace("Choose", "ChooseSome") + "ChooseSome #ends { margin-top: 1; }"

    def __init__(
        self,
        question: Words,
        choices: Iterable[Choice],
        *more: Line | Words,
        limit: int,
        least: int = 0,
        marked: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self._question, self._choices, self._more = question, tuple(choices), more
        self._limit, self.least, self._marked = limit, least, tuple(marked)

    def body(self) -> ComposeResult:
        """The question, how to mark, the list, and its two ends."""
        yield Say(line((self._question, Tone.HEAD)), *self._more)
        yield Say(id="count")
        yield ChoiceList(self._choices, limit=self._limit, marked=self._marked, hold=False, id="choices")
        ends = [Choice("done", "Done", does="be done"), replace(BACK, label="Leave it as it was")]
        yield ChoiceList(ends, hold=False, id="ends")

    def on_mount(self) -> None:
        """Begin where something is marked already."""
        self._count()
        shown = self.query_one("#choices", ChoiceList)
        for first in shown.marked[:1]:
            shown.highlight(first)

    @on(ChoiceList.Marked)
    def _count(self) -> None:
        marked = len(self.query_one("#choices", ChoiceList).marked)
        least = (
            f"At least {self.least}, at most {self._limit}. "
            if self.least > 1
            else f"At most {self._limit}. "
        )
        count = f"{marked} of {self._limit} marked. " if marked else least
        how = line((count, Tone.STRONG), ("Space marks; Enter when you are done.", Tone.QUIET))
        self.query_one("#count", Say).set_lines(how, "")

    @on(ChoiceList.Edge)
    def _edge(self, event: ChoiceList.Edge) -> None:
        """The arrows go from the list to its ends and back."""
        event.stop()
        if event.list.id == "choices" and event.way > 0:
            self.query_one("#ends", ChoiceList).focus()
        elif event.list.id == "ends" and event.way < 0:
            self.query_one("#choices", ChoiceList).focus()

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Answer with what is marked; Enter on one where nothing is or was marked takes that one."""
        event.stop()
        if event.id == BACK.id:
            return  # the frame goes back
        alone = (event.id,) if event.list.id == "choices" and not self._marked else ()
        taken = self.query_one("#choices", ChoiceList).marked or alone
        if len(taken) < self.least:
            self.say(f"Mark at least {self.least}.")
            return
        self.dismiss(taken)


def facts_to_choose(view: View, ids: Iterable[str]) -> list[Choice]:
    """Items of the own folder as choices, with where they are from."""
    known = {fact.id: fact for fact in view.own.folder}
    return [Choice(fact, known[fact].words, hint=origin(known[fact])) for fact in ids if fact in known]


def facts_to_cite(view: View, ids: Iterable[str]) -> list[Choice]:
    """Items by their words alone, the holders of what others said beside them."""
    own = {fact.id: fact.words for fact in view.own.folder}
    heard = {name: card.fact.words for name, card in view.board.items()}
    known = {**heard, **own}
    return [Choice(fact, known[fact], mark="" if fact in own else "heard") for fact in ids if fact in known]


def cards_to_choose(view: View, ids: Iterable[str]) -> list[Choice]:
    """Cards of the board as choices, short, with their marks."""
    marks = {card: board.mark(view.board[card], view.public.seat(view.board[card].seat).role) for card in ids}
    return [Choice(card, view.board[card].fact.short, mark=marks[card]) for card in ids]
