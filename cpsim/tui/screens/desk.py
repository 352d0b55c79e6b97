"""What the tasks at the table work with: the link, and questions to the person that can be awaited."""

from collections.abc import Iterable
from typing import Protocol

from textual.app import App
from textual.widget import Widget

from cpsim.conference.acts import Act, TakeToChair
from cpsim.conference.offers import Offer
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.said import Said, clean
from cpsim.present import titles
from cpsim.session.link import Link
from cpsim.tui.dialogs.choose import Choose, ChooseSome
from cpsim.tui.dialogs.write import Sheet, Write
from cpsim.tui.journey import Journey
from cpsim.tui.lines import Line, Words
from cpsim.tui.screens.fill import Fill, Values
from cpsim.tui.widgets.choice_list import Choice


class AtTable(Protocol):
    """The screen in front of which somebody does something."""

    @property
    def app(self) -> App[object]:
        """The application, for questions in front of the screen."""

    def say(self, words: Words) -> None:
        """Show one sentence until the next key or click."""

    def refresh_table(self) -> None:
        """Show what is there now."""

    async def ask_for(self, link: Link, act: Act) -> bool:
        """Ask for an act of a link's seat and show what came of it, or say the refusal; True where it was taken."""

    async def go_on(self) -> None:
        """Let the others act up to the next pause."""


class Desk:
    """Used inside a worker of the screen it stands at."""

    def __init__(self, screen: AtTable, journey: Journey) -> None:
        self.screen, self.journey = screen, journey
        self._drafts: list[str] = []

    @property
    def link(self) -> Link:
        """The seat's link."""
        return self.journey.link

    @property
    def aloud(self) -> bool:
        """Whether everybody reads along, so that nothing sealed may stand in a form."""
        return False

    @property
    def view(self) -> View:
        """What the seat knows now."""
        return self.link.view()

    @property
    def book(self) -> RuleBook:
        """The public rules."""
        return self.link.book

    def offer(self, act: str) -> Offer:
        """The offer of an act that is open; KeyError where it is not."""
        return self.link.offers()[act]

    def may(self, act: str) -> bool:
        """Whether an act is open now."""
        return act in self.link.offers()

    def who(self, seat: str) -> str:
        """What the holder of a seat is called."""
        return titles.seat(seat, self.view.public, self.book)

    async def send(self, act: Act) -> bool:
        """Ask for an act; True where it was taken. What came of it is shown on the table.

        Drafts that went into it are taken away once it is stored, and not a moment before.
        """
        taken = await self.screen.ask_for(self.link, act)
        while taken and self._drafts:
            self.link.keep_draft(self._drafts.pop(), "")
        return taken

    async def go_on(self) -> None:
        """Let the others act up to the next pause."""
        await self.screen.go_on()

    async def to_chair(self, act: TakeToChair) -> None:
        """Take an item to the chair, and give the chair time to answer."""
        if await self.send(act):
            await self.go_on()

    async def choose(
        self, question: Words, choices: Iterable[Choice], *more: Line | Words, beside: bool = False
    ) -> str | None:
        """One of `choices`, or None."""
        return await self.screen.app.push_screen_wait(Choose(question, choices, *more, beside=beside))

    async def choose_some(
        self, question: Words, choices: Iterable[Choice], *more: Line | Words, limit: int, least: int = 0
    ) -> tuple[str, ...] | None:
        """`least` up to `limit` of `choices`, or None."""
        dialog = ChooseSome(question, choices, *more, limit=limit, least=least)
        return await self.screen.app.push_screen_wait(dialog)

    async def fill(
        self,
        heading: Words,
        questions: Iterable[Widget],
        *more: Line | Words,
        form: str,
        submit: Words,
    ) -> Values | None:
        """The answers of a form, kept as a draft under `form` until they are sent; None where one went back."""
        filled = Fill(
            heading,
            questions,
            *more,
            submit=submit,
            kept=self.link.draft(form),
            keep=lambda text: self.link.keep_draft(form, text),
        )
        values = await self.screen.app.push_screen_wait(filled)
        if values is not None:
            self._drafts.append(form)
        return values

    async def write(
        self,
        question: Words,
        *more: Line | Words,
        form: str,
        sheet: Sheet,
    ) -> Said | None:
        """Words, kept as a draft under `form` until they are sent; None where one went back."""
        words = await self.screen.app.push_screen_wait(
            Write(
                question,
                *more,
                sheet=sheet,
                value=clean(self.link.draft(form)),
                keep=lambda text: self.link.keep_draft(form, text),
            )
        )
        if words is not None:
            self._drafts.append(form)
        return words
