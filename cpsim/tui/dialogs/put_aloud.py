"""One item on the shared screen, by its number alone: what it says stands there once it was said.

Every item is asked about in the same words, so that nobody reads off the screen what the papers say of it:
not where they have it from, not under which heading it belongs, not that the chair has to be asked first.
"""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult

from cpsim.model.case import Fact
from cpsim.model.content import RuleBook
from cpsim.model.words import Tag, Whose
from cpsim.present import labels
from cpsim.tui.dialogs.choose import kinds_to_choose
from cpsim.tui.dialogs.put_down import HEADING, TO_CHAIR, PutDown
from cpsim.tui.lines import Tone, line
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.text_view import Say

TO_THE_CHAIR = Choice(TO_CHAIR, "A word with the chair first", does="cover the screen")
LEAVE_IT = replace(BACK, label="Leave it in the folder", does="leave it in the folder")


class PutAloud(PutDown):
    """Answers the item with its kind, or `TakeToChair` where its holder wants a word with the chair about it.

    None where it stays in the folder. The mark stands on that, so that Enter alone says nothing; a kind is
    chosen by its letter, as the holder names it.
    """

    DEFAULT_CSS = PutDown.DEFAULT_CSS.replace("PutDown", "PutAloud")
    PLACE: ClassVar[str] = "One item"

    def __init__(self, fact: Fact, number: int, book: RuleBook, *, chair: bool) -> None:
        """`number` is the item's on its holder's slip; `chair` whether this seat may have a word with the chair."""
        super().__init__(fact, book, None, None)
        self._number, self._chair = number, chair
        self._heading_shown = False

    def body(self) -> ComposeResult:
        """The item's number, and one question at a time."""
        yield Say(line((f"Item {self._number}", Tone.STRONG)))
        yield Say(id="question")
        yield ChoiceList(beside=True)

    def _begin(self) -> None:
        """The same question for every item."""
        self._ask_tag()

    def _ask_tag(self) -> None:
        under = labels.heading(self._under, self._book.framework)
        kinds = kinds_to_choose()
        hint = f"now: {under}" if self._heading_shown else ""
        heading = Choice(HEADING, "Another heading", hint=hint, key="h", does="go to the next heading")
        to_chair = [TO_THE_CHAIR] if self._chair else []
        question = [
            line(("What kind of statement is it? ", Tone.STRONG), "Its holder says; then it goes up.")
        ]
        self._ask(question, [*kinds, heading, *to_chair, LEAVE_IT], LEAVE_IT.id)

    def _next_heading(self) -> None:
        """From here on the heading is one that was chosen aloud."""
        self._heading_shown = True
        super()._next_heading()

    def _second_hand(self) -> bool:
        """By what its holder calls it: that the papers have it from somebody is not for the room to see."""
        return self._tag is Tag.ALLEGATION

    def _ask_whose(self) -> None:
        """As its holder says it: nothing stands first because of what the papers say."""
        choices = [Choice(whose, labels.whose(whose).capitalize()) for whose in Whose]
        self._ask([line(("Whose word is it?", Tone.STRONG))], [*choices, BACK], choices[0].id)
