"""The folder on the table: items put forward one after the other, in a turn or as an answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.conference.acts import Share, TakeToChair
from cpsim.model.case import Fact
from cpsim.present import labels, papers
from cpsim.present.refusals import excuse
from cpsim.session.link import Link
from cpsim.tui.dialogs.put_down import KEEP_OUT, PutDown
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.text_view import Say

DONE = "done"


@dataclass(frozen=True, slots=True)
class Picking:
    """What the items are picked for."""

    question: Words
    done: Words
    """The choice that ends it."""
    left: Callable[[], int]
    """How many more fit."""
    items: Callable[[], tuple[Fact, ...]]
    """What can still be picked."""
    put: Callable[[Share], Awaitable[bool]]
    """Takes one; False where it was not taken."""
    to_chair: Callable[[TakeToChair], Awaitable[None]]
    """Takes one to the chair and gives the answer time to come."""
    instead: tuple[Choice, ...] = ()
    """What may be chosen in place of any item; its id is answered."""
    about: Line | None = None
    """What the items are asked for, above the list."""


class PickItems(CpsimScreen[bool | str]):
    """One list. Enter takes an item up, one key says what kind it is, and the list is there again.

    Answers True where one is done or nothing more fits, the id of what was chosen instead of an item, and
    False or None where one went back.
    """

    PLACE: ClassVar[str] = "Your folder"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Enter takes an item up; then one key says what kind of statement it is: F, O, A or P.",
        "What you do not say stays in your folder, and nobody else has it.",
    )
    DEFAULT_CSS = """
    PickItems ChoiceList { height: 1fr; }
    """

    def __init__(self, link: Link, picking: Picking, heading: Words) -> None:
        super().__init__()
        self._link, self._picking = link, picking
        self._taken = False
        self.heading = heading
        self.next_key = ("Enter", "take it up")

    def body(self) -> ComposeResult:
        """How many are left, and the items nobody has heard yet."""
        yield Say(id="left")
        yield ChoiceList()

    def on_mount(self) -> None:
        """Show the list."""
        self.query_one(ChoiceList).focus()
        self._show()

    def _show(self) -> None:
        left = self._picking.left()
        count = f"{left} more" if left else "no more"
        asked = line((self._picking.question, Tone.STRONG), (f"   {count}", Tone.QUIET))
        about = [self._picking.about] if self._picking.about is not None else []
        self.query_one("#left", Say).set_lines(*about, asked, "")
        choices = [
            Choice(fact.id, fact.words, hint=papers.origin(fact), mark=self._mark(fact))
            for fact in self._picking.items()
        ]
        done = Choice(DONE, self._picking.done, does=doing(self._picking.done))
        listed = self.query_one(ChoiceList)
        instead = self._picking.instead if not self._taken else ()
        begins = not listed.choices
        listed.set_choices([*instead, *choices, *([] if instead else [done])])
        if begins and choices:
            listed.highlight(choices[0].id)
        if choices and listed.highlighted == DONE:
            # Where the last item of the list was taken up, Enter is not the end of it.
            listed.highlight(choices[-1].id)
        self._pass_by_kept_out()

    def _mark(self, fact: Fact) -> str:
        leave = self._link.view().own.leaves.get(fact.id)
        if leave is not None:
            return "the chair has answered" if leave.leave else "with the chair"
        return ", ".join(labels.handling(one) for one in fact.handling)

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Take one up, or be done."""
        event.stop()
        if event.id == DONE:
            self.dismiss(True)
            return
        if event.id in {one.id for one in self._picking.instead}:
            self.dismiss(event.id)
            return
        fact = next(fact for fact in self._picking.items() if fact.id == event.id)
        offer = self._link.offers().get("take_to_chair")
        take = offer.field("fact") if offer is not None else None
        leave = self._link.view().own.leaves.get(fact.id)
        self.app.push_screen(PutDown(fact, self._link.book, leave, take), self._put)

    async def _put(self, act: Share | TakeToChair | None) -> None:
        if act is None:
            self._pass_by_kept_out()
            return
        if isinstance(act, TakeToChair):
            await self._picking.to_chair(act)
            self._say_answer(act.fact)
        elif await self._picking.put(act):
            self._taken = True
        else:
            refusal = self._link.why_not("share")
            if refusal is not None:
                self.say(excuse(refusal, self._link.book, self._link.view()).sentence)
        if self._picking.left() and self._picking.items():
            self._show()
        else:
            self.dismiss(True)

    def _pass_by_kept_out(self) -> None:
        """An item that the chair keeps out is passed by, so that Enter does not come back to it for ever."""
        listed = self.query_one(ChoiceList)
        ids = [choice.id for choice in listed.choices]
        here = ids.index(listed.highlighted or DONE)
        while here < len(ids) - 1 and self._kept_out(ids[here]):
            here += 1
        listed.highlight(ids[here])

    def _kept_out(self, fact: str) -> bool:
        leave = self._link.view().own.leaves.get(fact)
        return leave is not None and leave.leave in (None, KEEP_OUT)

    def _say_answer(self, fact: str) -> None:
        leave = self._link.view().own.leaves.get(fact)
        if leave is not None and leave.leave is not None:
            self.say(f"The chair: {labels.leave(leave.leave)}")

    def go_back(self) -> None:
        """Back to the table; what was put down stays there, and the turn goes on."""
        self.dismiss(False)
