"""How one item is put on the table: its kind with one key, whose word it is where that matters, its heading.

An item that may not be for every ear is offered three ways first, each said without weight; the mark
stands on one that goes against nothing, so that pressing Enter through breaks no rule.
"""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.conference.acts import Share, TakeToChair
from cpsim.conference.offers import Field as OfferField
from cpsim.conference.rules.talk import heading_for
from cpsim.conference.view import Leave
from cpsim.model.case import Fact
from cpsim.model.content import RuleBook
from cpsim.model.words import Handling, Tag, Whose
from cpsim.present import labels, papers
from cpsim.tui.dialogs.choose import kinds_to_choose
from cpsim.tui.lines import Line, Tone, line
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimDialog
from cpsim.tui.widgets.text_view import Say

SAY_IT, TO_CHAIR, HEADING = "say_it", "to_chair", "heading"
KEEP_OUT = "keep_out"
"""The chair's answer that an item stays out of the conference."""


class PutDown(CpsimDialog[Share | TakeToChair]):
    """Answers the act, or None where the item stays in the folder."""

    PLACE: ClassVar[str] = "One item"
    DEFAULT_CSS = """
    PutDown > Body { width: 90; }
    """

    def __init__(self, fact: Fact, book: RuleBook, leave: Leave | None, take: OfferField | None) -> None:
        """`take` is the field of items that can go to the chair now, if any can."""
        super().__init__()
        self._fact, self._book, self._leave = fact, book, leave
        self._may_take = take is not None and fact.id in take.choices
        self._under = heading_for(book, fact)
        self._tag: Tag | None = None
        self.next_key = ("Enter", "choose")

    def body(self) -> ComposeResult:
        """The item, and one question at a time."""
        yield Say(line((self._fact.words, Tone.STRONG)), line((papers.origin(self._fact), Tone.QUIET)))
        yield Say(id="question")
        yield ChoiceList(beside=True)

    def on_mount(self) -> None:
        """The first question."""
        self._begin()

    def _begin(self) -> None:
        """Where the item has a limit, how to deal with it comes first."""
        if self._fact.handling:
            self._ask_how()
        else:
            self._ask_tag()

    def _ask(self, question: list[Line], choices: list[Choice], first: str) -> None:
        self.query_one("#question", Say).set_lines("", *question, "")
        shown = self.query_one(ChoiceList)
        shown.set_choices(choices)
        shown.highlight(first)
        shown.focus()
        self.give_room()

    def _ask_how(self) -> None:
        limits = ", ".join(labels.handling(one) for one in self._fact.handling)
        question = [line(f"Your papers mark this item: {limits}.")]
        if self._leave is not None:
            answer = labels.leave(self._leave.leave or "The chair has not answered yet.")
            question.append(line(("The chair's answer: ", Tone.STRONG), answer))
        choices = [Choice(SAY_IT, "Say it", does="say it")]
        if self._may_take:
            to_chair = Choice(
                TO_CHAIR, "Take it to the chair first", "nobody else hears it", does="tell the chair"
            )
            choices.append(to_chair)
        choices.append(replace(BACK, label="Leave it in the folder", does="leave it in the folder"))
        instead = TO_CHAIR if self._may_take else BACK.id
        first = SAY_IT if self._may_be_said() else instead
        self._ask(question, choices, first)

    def _may_be_said(self) -> bool:
        """Whether saying it now goes against nothing: the chair has let it be said, or nobody has to be asked."""
        if self._leave is not None and self._leave.leave is not None:
            return self._leave.leave != KEEP_OUT
        return not {Handling.CHAIR_FIRST, Handling.PRIVATE_PART} & set(self._fact.handling)

    def _ask_tag(self) -> None:
        under = labels.heading(self._under, self._book.framework)
        choices = kinds_to_choose()
        choices.append(
            Choice(HEADING, "Another heading", hint=f"now: {under}", key="h", does="go to the next heading")
        )
        question = [line(("What kind of statement is it?", Tone.STRONG))]
        self._ask(question, [*choices, BACK], Tag.FACT)

    def _next_heading(self) -> None:
        """One key goes through the headings."""
        ids = [heading.id for heading in self._book.framework.headings]
        self._under = ids[(ids.index(self._under) + 1) % len(ids)]
        self._ask_tag()
        self.query_one(ChoiceList).highlight(HEADING)

    def _ask_whose(self) -> None:
        choices = [Choice(whose, labels.whose(whose).capitalize()) for whose in Whose]
        first = self._fact.told_by or Whose.UNKNOWN
        self._ask([line(("Whose word is it?", Tone.STRONG))], [*choices, BACK], first)

    def _second_hand(self) -> bool:
        """Whether somebody else's word has to be named."""
        return self._tag is Tag.ALLEGATION or self._fact.told_by is not None

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Take one answer after the other; a second press of a key answers no later question."""
        event.stop()
        if event.id not in {choice.id for choice in self.query_one(ChoiceList).choices}:
            return
        if event.id == BACK.id:
            return  # the frame goes back
        if event.id == SAY_IT:
            self._ask_tag()
        elif event.id == TO_CHAIR:
            self.dismiss(TakeToChair(self._fact.id))
        elif event.id == HEADING:
            self._next_heading()
        elif self._tag is None:
            self._tag = Tag(event.id)
            if self._second_hand():
                self._ask_whose()
            else:
                self.dismiss(Share(self._fact.id, self._tag, self._under))
        else:
            self.dismiss(Share(self._fact.id, self._tag, self._under, Whose(event.id)))
