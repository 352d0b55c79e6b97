"""The cover between two people at one keyboard: it hides everything until one of them uncovers it on purpose."""

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult

from cpsim.session.people import LEAST_PIN, MOST_PIN
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.guide import NextKey
from cpsim.tui.widgets.text_view import Say

UNCOVER, NOT_ME = "uncover", "not_me"


class HandOver(CpsimScreen[str]):
    """Answers what was typed once it is the right one (empty where no PIN is asked), or None where one went back.

    Enter alone uncovers nothing: the mark stands on the way back, so that a key pressed twice shows nobody
    anything. Where there is a PIN it is typed here, and nothing of it is shown or kept.
    """

    PLACE: ClassVar[str] = "Hand over"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Nothing private is shown until the person named here uncovers it.",
        "Going back changes nothing, and nothing says that somebody was here.",
    )

    def __init__(
        self,
        who: Words,
        *more: Words,
        asks: str = "",
        fits: Callable[[str], bool] = lambda _typed: True,
        new: bool = False,
    ) -> None:
        """`asks` names what is typed (PIN, code), empty for nothing; `fits` says whether it is right.

        `new`: it is being chosen, has to be long enough, and is typed twice, since nobody sees it.
        """
        super().__init__()
        self._who, self._more, self._asks, self._fits, self._new = who, more, asks, fits, new
        self._typed = self._once = ""
        self.heading = "Hand over the keyboard"

    def body(self) -> ComposeResult:
        """For whom, what the others do, and the two ways on."""
        yield Say(
            "",
            line(("This is for ", Tone.PLAIN), (self._who, Tone.HEAD), (" alone.", Tone.PLAIN)),
            "",
            "Everybody else looks away now.",
            *self._more,
            "",
        )
        yield Say(id="typed")
        uncover = "Type it, then Enter" if self._asks else "That is me, and nobody else is looking: uncover"
        choices = [Choice(NOT_ME, "Back to the table: not me, or not now", does="go back")]
        if not self._asks:
            choices.insert(0, Choice(UNCOVER, uncover, does="uncover"))
        yield ChoiceList(choices)

    def on_mount(self) -> None:
        """The mark stands on the way back."""
        listed = self.query_one(ChoiceList)
        listed.highlight(NOT_ME)
        listed.focus()
        self._show_typed()

    def _show_typed(self) -> None:
        if not self._asks:
            return
        dots = "•" * len(self._typed) or "…"
        asked: Line = line((f"{self._question()}: ", Tone.STRONG), (dots, Tone.ACCENT))
        self.query_one("#typed", Say).set_lines(asked, "")
        self._show_bottom()

    def _question(self) -> str:
        if not self._new:
            return f"Your {self._asks}"
        if self._once:
            return f"The same {self._asks} once more"
        return f"Choose a {self._asks} of {LEAST_PIN} to {MOST_PIN} letters or figures"

    def _key_now(self) -> NextKey:
        """What Enter does to what was typed; with nothing typed, what the marked choice says."""
        if not self._typed:
            return super()._key_now()
        if not self._new:
            return "Enter", "uncover"
        return "Enter", f"take this {self._asks}" if self._once else "type it once more"

    async def on_event(self, event: events.Event) -> None:
        """Letters and figures go into the PIN, before any list takes them for a choice's own key."""
        if self._asks and isinstance(event, events.Key) and self._took(event):
            event.stop()
            event.prevent_default()
            return
        await super().on_event(event)

    def _took(self, event: events.Key) -> bool:
        if event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.is_printable and event.character is not None and event.character != " ":
            self._typed = (self._typed + event.character)[:MOST_PIN]
        elif event.key == "enter" and self._typed:
            self._try()
        else:
            return False
        self._show_typed()
        return True

    def _try(self) -> None:
        typed, self._typed = self._typed, ""
        if self._new:
            self._choose(typed)
        elif self._fits(typed):
            self.dismiss(typed)
        else:
            self.say(f"That is not the {self._asks}. A forgotten one is chosen anew in the open: G.")

    def _choose(self, typed: str) -> None:
        """What is typed blind may be mistyped: it counts once it was typed the same twice."""
        once, self._once = self._once, ""
        if once and typed == once:
            self.dismiss(typed)
        elif once:
            self.say("Those were not the same. Choose again from the beginning.")
        elif len(typed) < LEAST_PIN:
            self.say(f"At least {LEAST_PIN} letters or figures.")
        else:
            self._once = typed

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Uncover, or go back."""
        event.stop()
        self.dismiss("" if event.id == UNCOVER else None)

    def on_unmount(self) -> None:
        """Nothing of what was typed stays."""
        self._typed = self._once = ""
