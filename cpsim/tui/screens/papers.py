"""The papers, read before the conference and looked up during it: role card, common card, own folder."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.conference.acts import TakeToChair
from cpsim.present import board, papers
from cpsim.present.agenda import minutes_left
from cpsim.present.prose import Line
from cpsim.present.refusals import excuse
from cpsim.present.transcript import Scribe, whole
from cpsim.tui.dialogs.put_down import TO_CHAIR
from cpsim.tui.journey import Journey
from cpsim.tui.lines import Words
from cpsim.tui.shown import shown, tabs
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.text_view import Say, TextView

LATER = Choice("back", "Leave for now; everything is saved", does="leave for now")
CLOSE = Choice("back", "Put the papers away", does="put the papers away", after_reading=True)
Page = tuple[str, Callable[[], tuple[Line, ...]]]
"""What a page is called, and what stands on it."""


class Papers(CpsimScreen[None]):
    """Three pages, and what the room has heard where one looks something up.

    `looking_up` opens the folder over the screen in front and leads back to it; `at_folder` begins at
    the folder.
    """

    PLACE: ClassVar[str] = "Your papers"
    KEYS_OF: ClassVar[str] = "papers"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Three pages: your role, what everybody knows, and your own folder. Only you hold the folder.",
        "An item marked with ! goes to the chair first; you can take it there from here, or later.",
        "Looked up during the conference, the board and what was said are two pages more.",
    )
    DEFAULT_CSS = """
    Papers #tabs { height: 1; margin-bottom: 1; }
    """

    def __init__(
        self,
        journey: Journey,
        *,
        looking_up: bool = False,
        at_folder: bool = False,
        to_chair: bool = True,
    ) -> None:
        """`to_chair`: an item can be taken to the chair from here."""
        super().__init__()
        self._journey = journey
        self._link = journey.link
        self._looking_up, self._to_chair = looking_up, to_chair
        view = self._link.view()
        self._page = 2 if (looking_up or at_folder) and view.own.folder else 0
        self.heading = view.public.title or "Your papers"
        if journey.TELLS_MINUTES and not looking_up:
            self.minutes_left = minutes_left(view.public.step, self._link.book)

    def body(self) -> ComposeResult:
        """The names of the pages, the page, what can be done."""
        text = TextView()
        yield Say(id="tabs")
        yield text
        yield Menu(text)

    def on_mount(self) -> None:
        """Open the first page."""
        self.query_one(Menu).focus()
        self._show()

    def _pages(self) -> list[Page]:
        view, book = self._link.view(), self._link.book
        heard = self._looking_up and bool(view.board)
        # Five names have to be short to stand in one row.
        common, own = ("Common card", "Folder") if heard else ("What everybody knows", "Your folder")
        pages: list[Page] = [
            ("Role" if heard else "Your role", lambda: papers.role_card(view, book)),
            (common, lambda: papers.common_card(view, book)),
        ]
        if view.own.folder:
            pages.append((f"{own} ({len(view.own.folder)})", lambda: papers.folder(view)))
        if heard:
            pages.append(("Board", lambda: board.lines(view, book)))
            pages.append(("What was said", lambda: whole(self._link.log(), book, self._link.seat)))
        return pages

    def _show(self) -> None:
        pages = self._pages()
        self.place = pages[self._page][0]
        self.query_one("#tabs", Say).set_lines(tabs([name for name, _made in pages], self._page))
        self.query_one(TextView).set_lines(*shown(pages[self._page][1]()))
        self._offer()

    def _offer(self) -> None:
        menu = self.query_one(Menu)
        last = self._page == len(self._pages()) - 1
        onward = self._onward_words() if last else "Turn the page"
        on = Choice("on", onward, does=doing(onward), after_reading=True)
        choices = [CLOSE if self._looking_up else on]
        if self._to_chair and "take_to_chair" in self._link.offers():
            told = Choice(
                TO_CHAIR, "Take an item to the chair", "nobody else hears it", does="choose an item"
            )
            choices.append(told)
        if not self._looking_up:
            choices.append(LATER)
        menu.set_choices(choices)
        menu.highlight(choices[0].id)

    def _onward_words(self) -> str:
        return "On to your first judgement" if "seal" in self._link.offers() else "On to the conference"

    def action_page(self, way: int) -> None:
        """Turn a page."""
        self.action_show(self._page + way)

    def action_show(self, page: int) -> None:
        """Open a page by number, from 0."""
        if 0 <= page < len(self._pages()) and page != self._page:
            self._page = page
            self._show()

    @on(ChoiceList.Chosen)
    async def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Go on, or take an item to the chair."""
        event.stop()
        if event.id == CLOSE.id:
            return  # the frame goes back
        if event.id == TO_CHAIR:
            self._choose_item()
        elif self._page < len(self._pages()) - 1:
            self.action_page(1)
        else:
            self._journey.papers_read()

    def _choose_item(self) -> None:
        from cpsim.tui.dialogs.choose import Choose, facts_to_choose

        field = self._link.offers()["take_to_chair"].field("fact")
        items = facts_to_choose(self._link.view(), field.choices)
        self.app.push_screen(Choose("Which item do you take to the chair?", items), self._take)

    async def _take(self, fact: str | None) -> None:
        if fact is None:
            return
        before = len(self._link.log())
        refusal = await self._link.send(TakeToChair(fact))
        if refusal is not None:
            self.say(excuse(refusal, self._link.book, self._link.view()).sentence)
            return
        await self._hear_the_chair(before)

    async def _hear_the_chair(self, before: int) -> None:
        from cpsim.tui.dialogs.message import Message

        await self._link.go_on()
        scribe = Scribe(self._link.book, self._link.seat)
        log = self._link.log()
        scribe.tell(log[:before], log[before : before + 2])
        heard = scribe.tell(log[before:])
        self._offer()
        self.app.push_screen(Message("You and the chair", *shown(heard)))

    def go_back(self) -> None:
        """Put the papers away, or leave the game with everything saved."""
        if self._looking_up:
            self.dismiss(None)
        else:
            self._journey.leave()
