"""A person at the keyboard for tests: looks at the screen in front and presses keys, nothing else.

It counts what a person would count: screens that came to the front, and choices made.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widget import Widget

from cpsim.conference import events as e
from cpsim.present import menu
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import Choose, ChooseSome
from cpsim.tui.dialogs.message import Message
from cpsim.tui.dialogs.put_down import PutDown
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.dialogs.write import Write
from cpsim.tui.program import CpsimApp
from cpsim.tui.screens.ballot import BallotScreen
from cpsim.tui.screens.choose_role import BEGIN, ChooseRole
from cpsim.tui.screens.conference import Conference
from cpsim.tui.screens.debrief import Debrief
from cpsim.tui.screens.fill import Fill
from cpsim.tui.screens.home import HomeScreen
from cpsim.tui.screens.papers import Papers
from cpsim.tui.screens.prebrief import Prebrief
from cpsim.tui.screens.share import PickItems
from cpsim.tui.widgets.choice_list import ChoiceList
from cpsim.tui.widgets.field import Field
from cpsim.tui.widgets.form import Form, Pick
from cpsim.tui.widgets.frame import Body, CpsimDialog, CpsimScreen
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.question import Question
from cpsim.tui.widgets.radio_row import RadioRow
from cpsim.tui.widgets.rests_on import RestsOn
from cpsim.wiring import LocalDoors

DIRECT = (menu.SAY_SEALED, menu.SAY_ANSWERS, "name_lead", "set_dates")
"""Choices in the menu that ask nothing further; of the others what is asked then counts."""
MOST_STEPS = 250
"""More steps than this mean that the game does not come to its end."""


@dataclass
class Manners:
    """How this person plays."""

    role: str = "health_visitor"
    talks: bool = True
    """Puts forward what fits into a turn; else nothing."""
    asks: bool = True
    """Uses the questions there are."""
    words: str = ""
    """What is typed into every field; empty to leave fields empty where that is allowed."""
    pace: str = "start"
    """`start` or `short`, as on the first screen."""
    decides: dict[str, str] = field(default_factory=dict)
    """Answers by item; others take the first that fits."""


@dataclass
class Count:
    """What the game asked of the person."""

    screens: list[str] = field(default_factory=list)
    decisions: int = 0


class Player:
    """Plays one game from the first screen to the first screen."""

    def __init__(self, app: CpsimApp, pilot: Pilot[Any], manners: Manners) -> None:
        self.app, self.pilot, self.manners = app, pilot, manners
        self.count = Count()
        self._seen: set[tuple[int, str]] = set()
        self._asked = 0

    async def play(self, until: type[Any] | None = None) -> Count:
        """Play until `until` is in front, or until the first screen is back."""
        begun = False
        for _step in range(MOST_STEPS):
            await self.settle()
            screen = self.app.screen
            if until is not None and type(screen) is until:
                return self.count
            if isinstance(screen, HomeScreen) and begun:
                return self.count
            begun = True
            await self.step()
        raise AssertionError(f"the game did not end; in front is\n{self.seen()}")

    def _note(self, screen: object) -> None:
        """A screen fills the window and has a place of its own; a small box over it belongs to it."""
        if isinstance(screen, CpsimScreen) and not isinstance(screen, CpsimDialog):
            place = (id(screen), str(screen.place))
            if place not in self._seen:
                self._seen.add(place)
                self.count.screens.append(f"{type(screen).__name__}: {screen.place}")

    def seen(self) -> str:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def step(self) -> None:
        """Do what the screen in front asks for."""
        screen = self.app.screen
        self._note(screen)
        await self._act(screen)

    async def settle(self) -> None:
        """Let everything that was asked for happen."""
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await self.pilot.press(*keys)

    async def type(self, words: str) -> None:
        """Type words, or paste what no key types."""
        from textual import events

        if words:
            self.app.post_message(events.Paste(words))
            await self.settle()

    async def pick(self, choice: str) -> None:
        """Move to a choice of the list in front with the arrows, and take it."""
        shown = self.app.screen.query(ChoiceList).first()
        shown.focus()
        await self.settle()
        ids = [one.id for one in shown.choices]
        assert choice in ids, f"{choice} is not among {ids}"
        assert shown.highlighted is not None
        way = ids.index(choice) - ids.index(shown.highlighted)
        await self.press(*(["down"] * way if way > 0 else ["up"] * -way), "enter")

    def look_for_the_mark(self) -> None:
        """Exactly one mark is on the screen: where the keyboard is, with the whole of its row in sight."""
        seen = self.seen()
        where = self.app.screen.focused
        assert isinstance(where, Widget), f"nothing has the keyboard:\n{seen}"
        marks = seen.count("›")
        assert marks == 1, f"{marks} marks:\n{seen}"
        row = next(number for number, words in enumerate(seen.splitlines()) if "›" in words)
        inside = where.parent.region if isinstance(where.parent, Field) else where.region
        assert inside.y <= row < inside.bottom, f"the mark is not where the keyboard is:\n{seen}"
        if isinstance(where, ChoiceList) and where.highlighted is not None:
            _first, count = where.rows_of_part(where._cursor)
            below = row + min(count, where.size.height)
            edge = where.region.intersection(self.app.screen.query_one(Body).content_region)
            assert below <= edge.bottom, f"the row under the mark is cut:\n{seen}"

    async def walk(self) -> None:
        """Through the list or form in front, down to its end and up again, with one mark at every step."""
        self.look_for_the_mark()
        lists = self.app.screen.query(ChoiceList)
        steps = max((len(shown.choices) for shown in lists), default=0) + 3
        for key in ["down"] * steps + ["up"] * steps + ["end", "home"]:
            await self.press(key)
            await self.settle()
            self.look_for_the_mark()

    async def _act(self, screen: object) -> None:  # noqa: C901 - one case for each screen there is
        match screen:
            case HomeScreen():
                await self._decide(self.manners.pace)
            case Prebrief():
                await self._decide("fresh")
            case ChooseRole():
                roles = [choice.id for choice in screen.query_one(ChoiceList).choices]
                await self._decide(self.manners.role if self.manners.role in roles else BEGIN)
            case BallotScreen() | Fill():
                await self._fill(screen.query_one(Form))
            case Conference():
                await self._at_table(screen)
            case PickItems():
                await self._pick_item(screen)
            case PutDown():
                self.count.decisions += 1  # the item was counted when it was taken up
                await self.press("enter")
            case Choose():
                self.count.decisions += 1
                await self.press("enter")
            case ChooseSome():
                self.count.decisions += 1
                await self._mark(screen)
            case Write():
                await self._write(screen)
            case Debrief():
                await self._debrief(screen)
            case Papers() | Message() | Reader() | Ask():
                await self.press("enter")
            case _:
                raise AssertionError(f"nobody knows what to do at {type(screen).__name__}")

    async def _decide(self, choice: str) -> None:
        front = self.app.screen
        await self.pick(choice)
        await self.settle()
        # Enter may have turned a page first: reading on decides nothing.
        self.count.decisions += self.app.screen is not front

    async def _fill(self, form: Form) -> None:
        for item in form._items:
            if not isinstance(item, Question) or item not in form.questions:
                continue
            question = item
            question.take_keyboard()
            await self.settle()
            match question:
                case RadioRow():
                    self.count.decisions += 1
                    await self._answer(question)
                case RestsOn():
                    self.count.decisions += 1
                    await self.press("enter")
                    await self.settle()
                    await self._mark(self.app.screen)
                    await self.settle()
                case Field():
                    await self.type(self.manners.words)
                    if question.required and not self.manners.words:
                        await self.type("x")
                case Pick():
                    await self.press("enter")
                case _:
                    raise AssertionError(f"nobody knows how to answer {question.id}")
        form.query_one("#ends", ChoiceList).focus()
        await self.press("home", "enter")

    async def _mark(self, screen: object) -> None:
        """The first of a list, or as many as are needed at least."""
        assert isinstance(screen, ChooseSome)
        if not screen.query_one("#choices", ChoiceList).several:
            await self.press("enter")
            return
        more = ["down", "enter"] * (screen.least - 1)
        await self.press("enter", *more, "end", "enter")

    async def _answer(self, question: RadioRow) -> None:
        item = (question.id or "").split("__")[0]
        wanted = self.manners.decides.get(item)
        values = [answer.value for answer in question.answers]
        number = values.index(wanted) if wanted in values else 0
        here = -1 if question.value is None else values.index(question.value)
        await self.press(*["right"] * (number - here), *["left"] * (here - number), "space")

    async def _at_table(self, screen: Conference) -> None:
        shown = screen.query_one(Menu)
        if not shown._over.at_end:
            await self.press("enter")
            return
        ids = [choice.id for choice in shown.choices if not choice.disabled]
        first = ids[0]
        if first == menu.GO_ON and self.manners.asks and "ask" in ids and self._asked < 3:
            heard = [event for event in self.app.journey.link.log() if isinstance(event, e.FactShared)]
            if len(heard) > 4 * (self._asked + 1):
                self._asked += 1
                await self.pick("ask")
                return
        if first == "share" and not self.manners.talks:
            await self.pick("end_turn")
            return
        if first in DIRECT or first.startswith(menu.GIVE_FLOOR):
            self.count.decisions += 1
        await self.press("enter")

    async def _pick_item(self, screen: PickItems) -> None:
        shown = screen.query_one(ChoiceList)
        answered = bool(screen._picking.instead) and "done" in [choice.id for choice in shown.choices]
        if len(shown.choices) > 1 and not answered:
            self.count.decisions += 1
            await self.press("enter")
        else:
            await self.pick("done")

    async def _write(self, screen: Write) -> None:
        self.count.decisions += 1
        required = screen.query_one(Field).required
        words = self.manners.words or ("something" if required else "")
        await self.type(words)
        await self.press("enter")
        if not words:
            await self.press("enter")

    async def _debrief(self, screen: Debrief) -> None:
        await self.press("enter")  # whether to write is decided with the words, which are counted


def program(data: Path, seed: int = 7) -> CpsimApp:
    """The whole program over a data folder of its own."""
    return CpsimApp(LocalDoors(data, seed=seed))
