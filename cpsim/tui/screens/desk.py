"""What the tasks at the table work with: the link, and questions to the person that can be awaited."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from cpsim.conference.acts import Act, TakeToChair
from cpsim.conference.offers import Offer
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.said import Said, clean
from cpsim.present import labels
from cpsim.session.link import Link
from cpsim.tui.dialogs.choose import Choose, ChooseSome
from cpsim.tui.dialogs.write import Sheet, Write
from cpsim.tui.journey import Journey
from cpsim.tui.lines import Line, Words
from cpsim.tui.screens.fill import Fill, Values
from cpsim.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from cpsim.tui.screens.conference import Conference


class Desk:
    """Used inside a worker of the conference screen."""

    def __init__(self, screen: "Conference", journey: Journey) -> None:
        self.screen, self.journey = screen, journey

    @property
    def link(self) -> Link:
        """The seat's link."""
        return self.journey.link

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
        return labels.seat(seat, self.view.public, self.book)

    async def send(self, act: Act) -> bool:
        """Ask for an act; True where it was taken. What came of it is shown on the table."""
        return await self.screen.send(act)

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
        self, question: Words, choices: Iterable[Choice], *more: Line | Words, limit: int
    ) -> tuple[str, ...] | None:
        """Up to `limit` of `choices`, or None."""
        return await self.screen.app.push_screen_wait(ChooseSome(question, choices, *more, limit=limit))

    async def fill(
        self, heading: Words, questions: Iterable[Widget], *more: Line | Words, submit: Words
    ) -> Values | None:
        """The answers of a form, or None."""
        return await self.screen.app.push_screen_wait(Fill(heading, questions, *more, submit=submit))

    async def write(
        self,
        question: Words,
        *more: Line | Words,
        form: str,
        sheet: Sheet,
    ) -> Said | None:
        """Words, kept as a draft under `form` while they are written; None where one went back."""
        return await self.screen.app.push_screen_wait(
            Write(
                question,
                *more,
                sheet=sheet,
                value=clean(self.link.draft(form)),
                keep=lambda text: self.link.keep_draft(form, text),
            )
        )
