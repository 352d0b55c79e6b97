"""Up to five items to speak from, chosen in a private sitting: nobody else sees which."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.conference.rules.talk import items_allowed
from cpsim.model.case import Fact
from cpsim.present import note, papers, slip_words
from cpsim.session.link import Link
from cpsim.tui.lines import Tone, Words, line
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.text_view import Say

DONE = "done"


class SpeakingNote(CpsimScreen[None]):
    """One list. Enter takes an item onto the note or off it again; the last line ends it."""

    PLACE: ClassVar[str] = "Your speaking note"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "On your turn these items come up one after the other, so that you need not look for them.",
        "You may still say any other item, by its number and the word on your slip.",
    )
    DEFAULT_CSS = """
    SpeakingNote ChoiceList { height: 1fr; }
    """

    def __init__(self, link: Link, title: str) -> None:
        """`title` says whose note it is."""
        super().__init__()
        self._link = link
        self._chosen_items = list(note.of(link))
        self._scenario = slip_words.pack_of(link.log())
        self.heading = f"{title}: what you mean to say"

    def body(self) -> ComposeResult:
        """How many are left, and the own folder."""
        yield Say(id="left")
        yield ChoiceList()

    def on_mount(self) -> None:
        """Show the folder."""
        self.query_one(ChoiceList).focus()
        self._show()

    @property
    def _most(self) -> int:
        return items_allowed(self._link.book, self._link.view())

    def _show(self) -> None:
        asked = line(
            (f"Up to {self._most} items, in the order you say them.", Tone.STRONG),
            (f"   {len(self._chosen_items)} chosen", Tone.QUIET),
        )
        self.query_one("#left", Say).set_lines(asked, "")
        listed = self.query_one(ChoiceList)
        here = listed.highlighted
        folder = slip_words.in_printed_order(self._link.view().own.folder)
        words = slip_words.words_of(self._scenario, folder)
        items = [self._choice(f"{number} {words[fact.id]}", fact) for number, fact in enumerate(folder, 1)]
        listed.set_choices(
            [*items, Choice(DONE, "Done: nothing of this stays on the screen", does="be done")]
        )
        if here is not None:
            listed.highlight(here)

    def _choice(self, name: str, fact: Fact) -> Choice:
        place = self._chosen_items.index(fact.id) + 1 if fact.id in self._chosen_items else 0
        mark = f"on the note, as number {place}" if place else ""
        does = "take it off" if place else "take it"
        return Choice(fact.id, f"{name}  {fact.words}", hint=papers.origin(fact), mark=mark, does=does)

    @on(ChoiceList.Chosen)
    def _take(self, event: ChoiceList.Chosen) -> None:
        """Onto the note, off it, or done."""
        event.stop()
        if event.id == DONE:
            self.dismiss(None)
            return
        if event.id in self._chosen_items:
            self._chosen_items.remove(event.id)
        elif len(self._chosen_items) < self._most:
            self._chosen_items.append(event.id)
        else:
            self.say(f"No more than {self._most}. Enter on one of them takes it off again.")
            return
        note.keep(self._link, self._chosen_items)
        self._show()

    def go_back(self) -> None:
        """Done as well; what is chosen is kept."""
        self.dismiss(None)
