"""One item on the shared screen: its words stand there only once it is clear that they are to be said.

Where the papers have it from is not shown: the room hears that when somebody asks how it is known.
"""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult

from cpsim.conference.offers import Field as OfferField
from cpsim.conference.view import Leave
from cpsim.model.case import Fact
from cpsim.model.content import RuleBook
from cpsim.model.words import Tag, Whose
from cpsim.present import labels
from cpsim.tui.dialogs.put_down import SAY_IT, TO_CHAIR, PutDown
from cpsim.tui.lines import Tone, line
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.text_view import Say

TO_THE_CHAIR = Choice(TO_CHAIR, "Take it to the chair first", "nobody else hears it", does="tell the chair")


class PutAloud(PutDown):
    """Answers as `PutDown` does."""

    DEFAULT_CSS = PutDown.DEFAULT_CSS.replace("PutDown", "PutAloud")
    PLACE: ClassVar[str] = "One item"

    def __init__(
        self, fact: Fact, number: int, book: RuleBook, leave: Leave | None, take: OfferField | None
    ) -> None:
        """`number` is the item's on its holder's slip; `take` as for `PutDown`."""
        super().__init__(fact, book, leave, take)
        self._number = number

    def body(self) -> ComposeResult:
        """A place for the item, and one question at a time."""
        yield Say(line((f"Item {self._number}", Tone.STRONG)), id="item")
        yield Say(id="question")
        yield ChoiceList(beside=True)

    def _ask_how(self) -> None:
        """What the papers ask for, and neither the item nor what the chair said of it to its holder alone."""
        limits = ", ".join(labels.handling(one) for one in self._fact.handling)
        choices = [
            *([TO_THE_CHAIR] if self._may_take else []),
            Choice(SAY_IT, "Say it", does="say it"),
            replace(BACK, label="Leave it in the folder", does="leave it in the folder"),
        ]
        first = TO_CHAIR if self._may_take else BACK.id
        self._ask([line(f"The slip marks this item: {limits}.")], choices, first)

    def _second_hand(self) -> bool:
        """By what its holder calls it: that the papers have it from somebody is not for the room to see."""
        return self._tag is Tag.ALLEGATION

    def _ask_tag(self) -> None:
        """From here on it is said, so it stands there."""
        self.query_one("#item", Say).set_lines(line((self._fact.words, Tone.STRONG)))
        super()._ask_tag()

    def _ask_whose(self) -> None:
        """As its holder says it: nothing stands first because of what the papers say."""
        choices = [Choice(whose, labels.whose(whose).capitalize()) for whose in Whose]
        self._ask([line(("Whose word is it?", Tone.STRONG))], [*choices, BACK], choices[0].id)
