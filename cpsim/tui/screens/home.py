"""The first screen, for somebody who has never used a program in a terminal.

It names no version, seed, framework or folder, and knows no store or pack: what it shows comes
as `HomeData`, and what is chosen goes out as a word.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.text_view import Say, TextView

WHAT_IT_IS = (
    "Take one professional's seat at a practice child protection conference: alone, with everybody else "
    "played by the program, or several of you round one table."
)
FOUR_KEYS = (("↑ ↓", "move"), ("Enter", "choose"), ("Esc", "back"), ("F2", "blank the screen at once"))
SAVED = "Everything is saved as you go: stop whenever you like and carry on later."


@dataclass(frozen=True, slots=True)
class HomeData:
    """What the home screen shows."""

    content_note: Words
    """What the case is about and what it does not show."""
    carry_on: Words = ""
    """What would be carried on, in a few words; empty where nothing was begun."""
    sessions: int = 0
    """How many sessions there are, finished or not."""
    closed: Words = ""
    """Why nothing can be carried on, where that is not simply that nothing waits."""
    minutes: int = 45
    minutes_short: int = 35


class HomeScreen(CpsimScreen[None]):
    """The choices a person has before anything has begun.

    `start`, `short`, `table`, `carry_on`, `print`, `sessions` and `settings` go to `chosen`.
    """

    PLACE: ClassVar[str] = "Home"
    HEADING: ClassVar[str] = "A practice child protection conference"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "This is where everything begins. Choose with the arrows and Enter; the mouse works too.",
        "“Start alone” leads you through one whole conference, from reading your papers to the end.",
    )
    DEFAULT_CSS = """
    HomeScreen #what { margin-bottom: 1; max-width: 100; }
    HomeScreen #menu { width: 1fr; }
    HomeScreen #notes { margin-top: 1; width: 1fr; overflow-y: auto; }
    HomeScreen #parts { layout: vertical; height: 1fr; }
    HomeScreen.-low Body { padding: 0 2; }
    HomeScreen.-low #what { margin-bottom: 0; }
    HomeScreen.-wide #parts { layout: horizontal; margin-top: 1; }
    HomeScreen.-wide #notes { margin-top: 0; margin-left: 6; width: 38; }
    """

    def __init__(self, load: Callable[[], HomeData], chosen: Callable[[str], None]) -> None:
        """`load` is asked each time the screen comes to the front; `chosen` gets the id of a choice."""
        super().__init__()
        self._load = load
        self._chosen = chosen
        self._data = load()
        self.aside = "training fiction"

    def body(self) -> ComposeResult:
        """What it is, the choices, and what to know."""
        yield Say(WHAT_IT_IS, id="what")
        with Container(id="parts"):
            yield ChoiceList(self._choices(), beside=True, id="menu")
            yield TextView(self._notes(wide=False), id="notes")

    def _choices(self) -> list[Choice]:
        data = self._data
        begun = "nothing is unfinished" if data.sessions else "nothing has been begun yet"
        nothing: Words = "" if data.carry_on else data.closed or begun
        choices = [
            Choice("start", "Start alone", hint=f"about {data.minutes} minutes"),
            Choice("short", "Start alone, short", hint=f"about {data.minutes_short} minutes"),
            Choice("table", "Round one table", hint="two to eight people"),
            Choice("carry_on", "Carry on where I stopped", hint=data.carry_on, disabled=nothing),
            Choice("how", "How this works", hint="read this first"),
            Choice("print", "Print the slips", hint="paper for a group"),
            *([Choice("sessions", "My sessions", hint="carry on, run again")] if data.sessions else []),
            Choice("settings", "Settings", hint="colours, scores"),
            Choice("real_child", "Real worries", hint="a real child, or yourself"),
            Choice("leave", "Leave"),
        ]
        return [replace(choice, does=doing(choice.label)) for choice in choices]

    def _notes(self, *, wide: bool) -> list[Line | Words]:
        keys: list[Line | Words] = []
        if wide:
            keys = [line(("Four keys are enough", Tone.STRONG)), ""]
            keys += [line((key.ljust(8), Tone.ACCENT), does, hang=8) for key, does in FOUR_KEYS] + [""]
        else:
            parts = [part for key, does in FOUR_KEYS for part in ((key, Tone.ACCENT), f" {does}    ")]
            keys = [line(*parts), ""]
        return [*keys, SAVED, *([""] if wide else []), line((self._data.content_note, Tone.QUIET))]

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Something may have been begun or finished meanwhile."""
        self.look_again()

    def look_again(self) -> None:
        """Ask once more what there is to carry on."""
        waiting, self._data = bool(self._data.carry_on), self._load()
        menu = self.query_one(ChoiceList)
        menu.set_choices(self._choices())
        if bool(self._data.carry_on) != waiting:
            # Whoever comes back wants to go on from where they were; with nothing waiting, to begin.
            menu.highlight("start" if waiting else "carry_on")

    def on_resize(self, event: events.Resize) -> None:
        """Use the room there is."""
        menu = self.query_one("#menu", ChoiceList)
        roomy = event.size.height >= 32
        if menu.roomy != roomy:
            menu.roomy = roomy
            menu.changed()
        self.set_class(event.size.height < 24, "-low")
        self.query_one("#notes", TextView).set_lines(*self._notes(wide=event.size.width >= 100))

    def on_choice_list_edge(self, event: ChoiceList.Edge) -> None:
        """An arrow past the ends of the list scrolls the notes, where a small window cuts them."""
        event.stop()
        self.query_one("#notes", TextView).scroll_by_rows(event.way)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Do it, or hand it on."""
        event.stop()
        if event.id == "how":
            from cpsim.tui.screens.how_it_works import HowItWorks

            self.app.push_screen(HowItWorks())
        elif event.id in ("real_child", "leave"):
            self.app.call_later(getattr(self.app, f"action_{event.id}"))
        else:
            self._chosen(event.id)

    def go_back(self) -> None:
        """The first screen has nothing behind it: Esc asks whether to leave."""
        self.app.call_later(self.app.action_quit)
