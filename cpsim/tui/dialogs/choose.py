"""One choice out of a list that may be long, or several of them: people, cards, items, services."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.words import Tag
from cpsim.present import board, labels, titles
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


DONE, NONE = "done", "none"


class Ends(ChoiceList):
    """What ends a list of several; End stays at the first of them, however often it is pressed."""

    def action_end(self) -> None:
        """To the first."""
        self.action_move(-10_000)


class ChooseSome(CpsimDialog[tuple[str, ...]]):
    """Answers the ids marked, or None where one went back and left it as it was.

    Where one may be taken at most, Enter takes it and that is all.
    """

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
        self.next_key = ("Enter", "choose")

    def body(self) -> ComposeResult:
        """The question, how to mark, the list, and its ends."""
        yield Say(line((self._question, Tone.HEAD)), *self._more)
        yield Say(id="count")
        yield ChoiceList(self._choices, limit=self._limit, marked=self._marked, hold=False, id="choices")
        yield Ends([*self._ways_out(), replace(BACK, label="Leave it as it was")], hold=False, id="ends")

    def _ways_out(self) -> list[Choice]:
        if self._limit > 1:
            return [Choice(DONE, "Done", does="be done")]
        return [Choice(NONE, "None of them", does="take none of them")] if self._marked else []

    def on_mount(self) -> None:
        """Begin where something is marked already."""
        self._count()
        shown = self.query_one("#choices", ChoiceList)
        for first in shown.marked[:1]:
            shown.highlight(first)

    @on(ChoiceList.Marked)
    def _count(self) -> None:
        listed = self.query_one("#choices", ChoiceList)
        if not listed.several:
            self.query_one("#count", Say).set_lines(line(("One at most.", Tone.QUIET)), "")
            return
        marked = len(listed.marked)
        bounds = (
            f"at least {self.least}, at most {self._limit}" if self.least > 1 else f"at most {self._limit}"
        )
        how = line(
            (f"{marked} marked; {bounds}. ", Tone.STRONG),
            ("Enter marks; End, then Enter, when done.", Tone.QUIET),
        )
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
        """Answer with what is marked, or with the one that was taken."""
        event.stop()
        if event.id == BACK.id:
            return  # the frame goes back
        if event.list.id == "choices":
            self.dismiss((event.id,))
            return
        taken = self.query_one("#choices", ChoiceList).marked if event.id == DONE else ()
        if len(taken) < self.least:
            self.say(f"Mark at least {self.least}.")
            return
        self.dismiss(taken)


def facts_to_choose(view: View, ids: Iterable[str]) -> list[Choice]:
    """Items of the own folder as choices, with where they are from."""
    known = {fact.id: fact for fact in view.own.folder}
    return [Choice(fact, known[fact].words, hint=origin(known[fact])) for fact in ids if fact in known]


def facts_to_cite(view: View, ids: Iterable[str], book: RuleBook) -> list[Choice]:
    """Items by their words alone, by who said them: one's own first, said and not said, then the others'."""
    wanted = tuple(ids)
    own = {fact.id: fact for fact in view.own.folder}
    mine = [
        fact for fact in wanted if fact in own or (fact in view.board and view.board[fact].seat == view.me)
    ]
    said = [fact for fact in mine if fact in view.board]
    groups: list[tuple[Words, list[str]]] = [
        ("Your own, said", said),
        ("Your own, not said", [fact for fact in mine if fact not in said]),
    ]
    for seat in view.public.seats:
        theirs = [fact for fact in wanted if fact not in mine and view.board[fact].seat == seat.id]
        groups.append((f"Said by {titles.the(titles.title(seat, view.public, book))}", theirs))
    filled = [(head, facts) for head, facts in groups if facts]
    return [
        Choice(
            fact,
            own[fact].words if fact in own else view.board[fact].fact.words,
            under=head if number == 0 and len(filled) > 1 else "",
        )
        for head, facts in filled
        for number, fact in enumerate(facts)
    ]


def cards_to_choose(view: View, ids: Iterable[str]) -> list[Choice]:
    """Cards of the board as choices, short, with their marks."""
    marks = {card: board.mark(view.board[card], view.public.seat(view.board[card].seat).role) for card in ids}
    return [Choice(card, view.board[card].fact.short, mark=marks[card]) for card in ids]


def kinds_to_choose(but: Tag | None = None) -> list[Choice]:
    """The kinds of statement as choices, each with what it means and its key; all of them, or all `but` one."""
    return [
        Choice(tag, labels.tag(tag).capitalize(), hint=labels.tag_means(tag), key=labels.TAG_KEYS[tag])
        for tag in Tag
        if tag is not but
    ]
