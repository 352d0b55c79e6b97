"""The debrief, page by page in a fixed order: feelings, the child, the table, the key, oneself."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.conference.acts import Commit, GiveWord, NextStep
from cpsim.conference.agenda import DEBRIEF, step_of
from cpsim.model.said import Said, clean
from cpsim.present import agenda, closing, debrief, key
from cpsim.present.prose import Line
from cpsim.present.refusals import excuse
from cpsim.tui.dialogs.write import Sheet, Write
from cpsim.tui.journey import Journey
from cpsim.tui.lines import Tone, Words, line
from cpsim.tui.shown import shown, tabs
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.text_view import Say, TextView

GO_ON, WRITE, SCORES, AGAIN, HOME = "go_on", "write", "scores", "again", "home"
PAGES, LATEST = "pages", "latest"
KEY = "D5"
BOOK = tuple((step.id, part) for step in DEBRIEF for part in range(len(key.PARTS) if step.id == KEY else 1))
"""Every page: its step, and which part of the key it is."""


class Debrief(CpsimScreen[None]):
    """One page a step, the key in parts; what was reached once can be read again."""

    PLACE: ClassVar[str] = "Debrief"
    KEYS_OF: ClassVar[str] = "debrief"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "The debrief goes page by page. Enter reads on; ← turns back to what you have read.",
        "Nothing here is a mark. The key is an opinion with reasons.",
    )
    DEFAULT_CSS = """
    Debrief #explains { margin-bottom: 1; }
    """

    def __init__(self, journey: Journey) -> None:
        super().__init__()
        self._journey, self._link = journey, journey.link
        self._numbers = False
        self._at = self._first()

    def body(self) -> ComposeResult:
        """What this page is for, the page, and the way on."""
        text = TextView()
        yield Say(id="explains")
        yield text
        yield Menu(text)

    def on_mount(self) -> None:
        """Show the page the session is at."""
        self.query_one(Menu).focus()
        self._show()

    # Pages

    @property
    def _now(self) -> str:
        """The step the session is at."""
        return self._link.view().public.step

    def _first(self) -> int:
        """The first page of the step the session is at."""
        return BOOK.index((self._now, 0))

    def _show(self) -> None:
        step_id, part = BOOK[self._at]
        step = step_of(self._link.book, step_id)
        self.heading = f"Debrief: {step.name}"
        self.aside = f"part {self._at + 1} of {len(BOOK)}"
        self.place = step.name
        if self._journey.TELLS_MINUTES:
            self.minutes_left = agenda.minutes_left(self._now, self._link.book)
        explains = tabs(key.PARTS, part) if step_id == KEY else line((step.explains, Tone.QUIET))
        self.query_one("#explains", Say).set_lines(explains)
        self.query_one(TextView).set_lines(*shown(self._page(step_id, part)))
        self._offer(step_id, part)

    def _page(self, step: str, part: int) -> Sequence[Line]:
        link = self._link
        view, log, book = link.view(), link.log(), link.book
        pages: dict[str, Callable[[], Sequence[Line]]] = {
            "D1": lambda: closing.leaving_the_role(view, book),
            "D2": lambda: debrief.story(log, view),
            "D3": lambda: debrief.folders(log, view, book),
            "D4": lambda: debrief.before_and_after(log, view, book),
            KEY: lambda: key.key_part(part, log, view, book, numbers=self._numbers),
            "D6": lambda: closing.taking_away(log, view, book),
            "D7": lambda: closing.care(book),
        }
        return pages[step]()

    def _offer(self, step: str, part: int) -> None:
        choices = self._choices(step, part)
        first, *rest = choices
        menu = self.query_one(Menu)
        menu.set_choices(
            [
                replace(one, does=one.does or doing(one.label))
                for one in (replace(first, after_reading=True), *rest)
            ]
        )
        menu.highlight(first.id)

    def _choices(self, step: str, part: int) -> list[Choice]:
        choices = [Choice(GO_ON, "Go on")]
        if step != self._now:
            choices.append(Choice(LATEST, "To the page you had reached"))
        match step:
            case "D1" if "give_word" in self._link.offers():
                choices.insert(0, Choice(WRITE, "Give one word"))
                choices[1] = Choice(GO_ON, "Go on without a word")
            case "D5" if self._link.book.options.scores and part == key.JUDGEMENTS:
                words = "Put the numbers away" if self._numbers else "Show the numbers"
                choices.append(Choice(SCORES, words, key="n"))
            case "D6" if "commit" in self._link.offers():
                choices.insert(0, Choice(WRITE, "Name one thing, and by when"))
                choices[1] = Choice(GO_ON, "Go on without")
            case "D7":
                choices = [
                    Choice(HOME, "Back to the first screen"),
                    Choice(PAGES, "Read the pages of the debrief again"),
                    Choice(AGAIN, "Run it again"),
                ]
            case _:
                pass
        return choices

    # Doing

    @on(ChoiceList.Chosen)
    async def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Turn the page, write, show numbers, or leave."""
        event.stop()
        match event.id:
            case "go_on":
                await self._turn()
            case "pages":
                self._open(0)
            case "latest":
                self._open(self._first())
            case "write":
                self._write()
            case "scores":
                self.action_scores()
            case "again":
                await self._journey.again(self._link.session)
            case _:
                self._journey.leave()

    async def _turn(self) -> None:
        if self._at < self._last():
            self._open(self._at + 1)
            return
        refusal = await self._link.send(NextStep())
        if refusal is not None:
            self.say(excuse(refusal, self._link.book, self._link.view()).sentence)
        self._open(self._first())

    def _last(self) -> int:
        """The last page that has been reached."""
        return max(number for number, (step, _part) in enumerate(BOOK) if step == self._now)

    def _open(self, number: int) -> None:
        self._numbers = False
        self._at = number
        self._show()

    def _write(self) -> None:
        if "give_word" in self._link.offers():
            limit = self._link.offers()["give_word"].field("word").most
            asked = self._sheet("word", "One word on how it was", Sheet(limit, rows=1, required=True))
        else:
            limit = self._link.offers()["commit"].field("words").most
            question = "What will you do at your next conference, and by when?"
            asked = self._sheet("commit", question, Sheet(limit, required=True, done="Keep it"))
        self.app.push_screen(asked, self._give)

    def _sheet(self, form: str, question: str, sheet: Sheet) -> Write:
        """A sheet whose words are kept as a draft under `form`."""
        return Write(
            question,
            sheet=sheet,
            keep=lambda text: self._link.keep_draft(form, text),
            value=clean(self._link.draft(form)),
        )

    async def _give(self, words: object) -> None:
        if not isinstance(words, Said) or not words:
            return
        first = "give_word" in self._link.offers()
        refusal = await self._link.send(GiveWord(words) if first else Commit(words))
        if refusal is not None:
            self.say(excuse(refusal, self._link.book, self._link.view()).sentence)
            return
        self._link.keep_draft("word" if first else "commit", "")
        await self._turn()

    def action_page(self, way: int) -> None:
        """Turn to another page that has been reached."""
        if 0 <= self._at + way <= self._last():
            self._open(self._at + way)

    def action_scores(self) -> None:
        """Show the numbers, or the reasons again."""
        if BOOK[self._at] == (KEY, key.JUDGEMENTS) and self._link.book.options.scores:
            self._numbers = not self._numbers
            self._show()

    def go_back(self) -> None:
        """Back to the first screen; the debrief can be carried on."""
        self._journey.leave()
