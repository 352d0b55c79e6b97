"""The frame of every screen and dialog: title, body, the bottom line, and the cover.

The cover hides everything while the screen is blanked or the window is too small; it belongs
to the frame and not to the screen stack, so that nothing that happens meanwhile can uncover it.
"""

from typing import Any, ClassVar, TypeVar

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget

from cpsim.tui.actions import bindings, screen_bindings
from cpsim.tui.lines import Tone, Words, line, plain
from cpsim.tui.terminal import LEAST_HEIGHT, LEAST_WIDTH
from cpsim.tui.widgets.choice_list import ChoiceList
from cpsim.tui.widgets.guide import Guide, Guided, NextKey
from cpsim.tui.widgets.painted import Painted
from cpsim.tui.widgets.question import NotYet
from cpsim.tui.widgets.straps import BottomLine, Strap
from cpsim.tui.widgets.text_view import Say

T = TypeVar("T")
WIDTHS = [(0, "-narrow"), (100, "-wide")]
HEIGHTS = [(0, "-short"), (32, "-tall")]
"""From which columns and rows on a screen carries which class."""


class Cover(Widget):
    """What hides a screen: one sentence in the middle of an empty page."""

    DEFAULT_CSS = """
    Cover { layer: cover; dock: top; width: 100%; height: 100%; display: none; background: $ground; }
    Cover { color: $ink; }
    """

    def render_line(self, y: int) -> Strip:
        """Paint an empty row, or the sentence in the middle one."""
        style, width = self.rich_style, self.size.width
        words = self.words()[: max(width, 0)] if y == self.size.height // 2 else ""
        before = max(0, (width - len(words)) // 2)
        text = (" " * before + words).ljust(width)
        return Strip([Segment(text, style)], width)

    def words(self) -> str:
        """The sentence, as long as the width allows."""
        if getattr(self.app, "blanked", False):
            return "Any key brings the screen back."
        if isinstance(self.screen, CpsimScreen) and self.screen.veiled:
            return ""
        asked = f"Please make the window larger: at least {LEAST_WIDTH} by {LEAST_HEIGHT}."
        return next((words for words in (asked, "Please enlarge it.") if len(words) <= self.size.width), "")


class Body(Vertical):
    """What lies between the title and the bottom line."""

    DEFAULT_CSS = """
    Body { height: 1fr; padding: 1 2; }
    """


DECIDING = frozenset({"Chosen", "HandedIn", "Left", "Submitted"})
"""Our widgets' messages that end something: a choice taken, a form handed in or left, words finished."""


class CpsimScreen(Screen[T]):
    """A screen in the frame. Subclasses give `body`, and say where they are and which key is next."""

    PLACE: ClassVar[str] = ""
    HEADING: ClassVar[str] = ""
    ABOUT: ClassVar[tuple[Words, ...]] = ()
    """Sentences shown first on the help screen."""
    KEYS_OF: ClassVar[str] = ""
    """The place whose entries of the action table this screen has: its keys, help and palette."""
    BINDINGS: ClassVar[list[BindingType]] = [*screen_bindings()]
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As stock, but the parts that lose and get the keyboard are painted again, not the whole screen."""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    DEFAULT_CSS = """
    CpsimScreen { background: $ground; color: $ink; layers: base cover; overflow: hidden; }
    CpsimScreen > #title { dock: top; }
    CpsimScreen > #foot { dock: bottom; height: auto; }
    CpsimScreen > #foot > #said { padding: 0 2; max-height: 4; background: $ground; }
    CpsimScreen.-covered > Cover { display: block; }
    CpsimScreen.-covered > ToastRack { display: none; }
    """

    def __init_subclass__(cls, **options: Any) -> None:
        """Bind the keys of the place, before Textual gathers the bindings of the class."""
        if "KEYS_OF" in vars(cls):
            cls.BINDINGS = [*bindings(cls.KEYS_OF), *vars(cls).get("BINDINGS", ())]
        super().__init_subclass__(**options)

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._place: Words = self.PLACE
        self._heading: Words = self.HEADING or self.PLACE
        self._aside: Words = ""
        self._minutes_left: int | None = None
        self._next_key: tuple[str, Words] = ("", "")
        self._title_strap = Strap(id="title")
        self._bottom_line = BottomLine(id="bottom")
        self._said_line = Say(id="said")
        self._veiled = False

    def body(self) -> ComposeResult:
        """The widgets between title and bottom line."""
        return ()

    def compose(self) -> ComposeResult:
        """The frame around `body`."""
        self._show_title()
        self._show_bottom()
        yield self._title_strap
        with Body():
            yield from self.body()
        with Vertical(id="foot"):
            yield self._said_line
            yield self._bottom_line
        yield Cover()

    # What the frame shows

    @property
    def place(self) -> Words:
        """Where one is; first on the bottom line."""
        return self._place

    @place.setter
    def place(self, words: Words) -> None:
        self._place = words
        self._show_bottom()

    @property
    def minutes_left(self) -> int | None:
        """About how many minutes the whole thing still takes; None where that makes no sense."""
        return self._minutes_left

    @minutes_left.setter
    def minutes_left(self, minutes: int | None) -> None:
        self._minutes_left = minutes
        self._show_bottom()

    @property
    def next_key(self) -> tuple[str, Words]:
        """The one key to press next and what it does, where the part with the keyboard does not say."""
        return self._next_key

    @next_key.setter
    def next_key(self, key: tuple[str, Words]) -> None:
        self._next_key = key
        self._show_bottom()

    @property
    def heading(self) -> Words:
        """The title line, left."""
        return self._heading

    @heading.setter
    def heading(self, words: Words) -> None:
        self._heading = words
        self._show_title()

    @property
    def aside(self) -> Words:
        """The title line, right."""
        return self._aside

    @aside.setter
    def aside(self, words: Words) -> None:
        self._aside = words
        self._show_title()

    def say(self, words: Words) -> None:
        """Show one sentence above the bottom line until the next key or click."""
        if plain(words):
            self._said_line.set_lines(line((words, Tone.WARN)))
        else:
            self._said_line.set_lines()

    def _show_title(self) -> None:
        self._title_strap.show(line((self._heading, Tone.HEAD)), line((self._aside, Tone.QUIET)))

    def _show_bottom(self) -> None:
        self._bottom_line.tell(self._place, self._minutes_left, *self._key_now())

    def _key_now(self) -> NextKey:
        """What the part with the keyboard says, or what the screen says."""
        here = self.focused if self.is_attached else None
        told = here.next_key() if isinstance(here, Guided) else None
        return told or self._next_key

    def scroll_to_center(self, widget: Widget, **options: Any) -> None:  # type: ignore[override]
        """What gets the keyboard is brought into sight; stock moves it to the middle, and the page jumps."""
        self.scroll_to_widget(widget, animate=False)

    def on_guide(self, event: Guide) -> None:
        """The bottom line follows the mark."""
        event.stop()
        self._show_bottom()

    def on_descendant_focus(self) -> None:
        """The bottom line follows the keyboard."""
        self._show_bottom()

    # What the frame does

    async def _dispatch_message(self, message: Message) -> None:
        """Drop a second press: what decides something counts only on the screen in front.

        The first press may have put another screen there while the second waited in the queue.
        """
        if type(message).__name__ in DECIDING and self.app.screen is not self:
            return
        await super()._dispatch_message(message)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave once, and only from the front: a key pressed twice pops no screen underneath."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)

    def go_back(self) -> None:
        """Leave this screen; on the first one nothing happens. Override to ask or refuse."""
        if len(self.app.screen_stack) > 2:
            self.dismiss(None)

    def action_back(self) -> None:
        """Esc, and the palette's Back."""
        self.go_back()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A choice named back is Esc in words, in every list."""
        if event.id == "back":
            event.stop()
            self.go_back()

    def on_choice_list_refused(self, event: ChoiceList.Refused) -> None:
        """Say why a choice is not open."""
        event.stop()
        self.say(event.reason)

    def on_not_yet(self, event: NotYet) -> None:
        """Say what comes first."""
        event.stop()
        self.say(event.what_first)

    def hush(self) -> None:
        """Whatever was said is read; it goes. The application asks for it before any key or click is taken."""
        if self._said_line.lines:
            self.say("")

    def on_resize(self, event: events.Resize) -> None:
        """Cover the screen while the window is too small to be read."""
        self.cover_if_needed()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """A screen shown while the window is blanked starts covered."""
        self.cover_if_needed()
        self._repaint_marks()

    def on_screen_suspend(self, event: events.ScreenSuspend) -> None:
        """What lies behind a dialog has no mark: there is one, where the keyboard is."""
        self._repaint_marks()

    def _repaint_marks(self) -> None:
        for part in self.query(Painted):
            part.repaint()

    @property
    def veiled(self) -> bool:
        """Whether nothing of this screen may be seen, though nothing else is hidden."""
        return self._veiled

    def veil(self, on: bool) -> None:
        """Hide this screen alone, or show it again; it shows nothing while what is over it goes away."""
        self._veiled = on
        self.cover_if_needed()

    def cover_if_needed(self) -> None:
        """Cover or uncover, by the application's blanking, the size of the window, and what is private here."""
        self.set_class(self._veiled or bool(getattr(self.app, "covered", False)), "-covered")
        self.query_one(Cover).refresh()


AROUND = 6
"""Rows of a dialog that are not its words: frame, border, padding and the bottom line."""


class CpsimDialog(CpsimScreen[T], ModalScreen[T]):
    """A question or message in front of the screen it belongs to; `dismiss(value)` answers it."""

    DEFAULT_CSS = """
    CpsimDialog { align: center middle; background: $ground 70%; }
    CpsimDialog > #title { display: none; }
    CpsimDialog > Body, CpsimDialog > Body Painted {
        scrollbar-background: $raised; scrollbar-background-hover: $raised; scrollbar-background-active: $raised;
    }
    CpsimDialog > Body {
        width: 72; max-width: 94%; height: auto; max-height: 94%; overflow-y: auto;
        padding: 1 3; background: $raised; border: round $rule;
        border-subtitle-color: $quiet; border-subtitle-background: $raised;
    }
    CpsimDialog.-narrow > Body { width: 100%; max-width: 100%; }
    """

    @on(events.Mount)
    def _follow_list(self) -> None:
        for shown in self.query(ChoiceList):
            self.watch(shown, "scroll_y", self._say_what_is_below, init=False)

    @on(events.Resize)
    def _resized(self) -> None:
        self.give_room()

    def _say_what_is_below(self) -> None:
        """The edge of the box says where a list goes on: its bar alone is easily overlooked."""
        lists = self.query(ChoiceList)
        more = any(shown.max_scroll_y > shown.scroll_offset.y for shown in lists)
        # A list that is being taken down with its box still tells that it moved.
        for box in self.query(Body):
            box.border_subtitle = "↓ more below" if more else ""

    def give_room(self) -> None:
        """After other words: let a list that is longer than the window scroll under its question."""
        self.call_after_refresh(self._give_room)

    def _give_room(self) -> None:
        if not self.query(Body):
            return  # answered meanwhile
        parts = [part for part in self.query_one(Body).children if part.display]
        lists = [part for part in parts if isinstance(part, ChoiceList)]
        if not lists or any(
            part.styles.height is not None and part.styles.height.is_fraction for part in parts
        ):
            return
        others = sum(
            part.outer_size.height + part.styles.margin.height for part in parts if part is not lists[0]
        )
        lists[0].styles.max_height = max(4, int(self.size.height * 0.94) - AROUND - others)
        self.call_after_refresh(self._say_what_is_below)
