"""The guarded application: Textual, with every way to die in one place.

It prints no local variable, no message of an exception and no word of a person; it photographs
and copies nothing; it runs no action named in a text. Screens are put on top by subclasses.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.driver import Driver

from cpsim.tui import themes
from cpsim.tui.actions import BLANK_KEYS, app_bindings
from cpsim.tui.crash import CRASHED, last_words, write_report
from cpsim.tui.guard import GRACE, Guard, words_to_terminal
from cpsim.tui.lines import plain
from cpsim.tui.terminal import LEAST_HEIGHT, LEAST_WIDTH
from cpsim.tui.wall import NoColour, Wall
from cpsim.tui.widgets.frame import CpsimScreen

if TYPE_CHECKING:
    from cpsim.model.framework import Framework

HUNG_UP = 129
NOT_SAVED = 3
"""The exit code of who leaves while something could not be kept."""


class GuardedApp(App[int]):
    """The application class. Subclass it, push screens, and run it with `run_guarded`."""

    TITLE = "cpsim"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    GRACE: ClassVar[float] = GRACE
    """Seconds an ending program has before it is ended without further questions."""
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = set()
    BINDINGS: ClassVar[list[BindingType]] = [
        *app_bindings(),
        Binding("ctrl+c", "how_to_leave", show=False, system=True),
    ]

    def __init__(
        self,
        crash_folder: Path | None = None,
        carry_on: str = "cpsim resume",
        *,
        theme: str = themes.DARK,
        driver_class: type[Driver] | None = None,
    ) -> None:
        """`crash_folder` takes crash reports; `carry_on` is the command a person is told after a crash."""
        self._first_theme = theme if theme in themes.NAMES else themes.DARK
        super().__init__(driver_class=driver_class, ansi_color=False)
        self.features = frozenset()
        self.animation_level = "none"
        self.crash_folder = crash_folder
        self.carry_on = carry_on
        self.blanked = False
        self._guard: Guard | None = None
        self._last_words = ""
        for own in themes.THEMES:
            self.register_theme(own)
        self.set_reactive(App.theme, self._first_theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._build_walls()

    def _build_walls(self) -> None:
        """Our filters among Textual's: the wall first, and no colour at all where NO_COLOR asks for it."""
        stock = [one for one in self._filters if type(one).__name__ not in ("Monochrome", "NoColor")]
        self._filters[:] = [Wall(), *stock]
        if self.no_color:
            self._filters.append(NoColour())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for the moment before one of our themes is active."""
        return dict(themes.DEFAULTS)

    def get_driver_class(self) -> type[Driver]:
        """Our driver; never one that the environment names."""
        if sys.platform == "win32":
            from textual.drivers import win32
            from textual.drivers.windows_driver import WindowsDriver

            from cpsim.tui.keys import KeyReader

            win32.XTermParser = KeyReader
            return WindowsDriver
        from cpsim.tui.driver import GuardedDriver

        return GuardedDriver

    # Running and ending

    def run_guarded(self) -> int:
        """Run until the end and give the exit code: 0, 70 after a crash, 128+n after signal n."""
        guard = self._guard = Guard(self._leave_now, self.crashed, self._restore_terminal, self.GRACE)
        try:
            with guard:
                self.run()
        except (KeyboardInterrupt, asyncio.CancelledError):
            guard.code = guard.code or 130
        except Exception as error:  # noqa: BLE001 - whatever it is, it ends here and without its words
            self._remember(error)
        if self._last_words:
            words_to_terminal(self._last_words)
        return guard.code if guard.code is not None else self.return_code or 0

    async def run_async(self, **options: Any) -> int | None:
        """As stock, with the loop under guard where `run_guarded` started it."""
        if self._guard is not None:
            self._guard.watch(asyncio.get_running_loop())
        return await super().run_async(**options)

    def hung_up(self) -> None:
        """The terminal has gone; called from the driver's threads."""
        if self._guard is not None:
            self._guard.end(HUNG_UP)

    def _leave_now(self) -> None:
        self.exit(return_code=(self._guard.code if self._guard else None) or 0)

    def _restore_terminal(self) -> None:
        restore = getattr(self._driver, "restore_at_once", None)
        if restore is not None:
            restore()

    def _remember(self, error: BaseException) -> None:
        """Keep the first failure: its report, its sentence, its exit code."""
        if not self._last_words:
            report = write_report(error, self.crash_folder)
            self._last_words = last_words(self.carry_on, report)
        self._return_code = CRASHED

    def crashed(self, error: Exception) -> None:
        """Take a failure that happened outside the message loops."""
        self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Every unhandled exception ends here: report it without words, and leave."""
        self._remember(error)
        if self._exception is None:
            # Tests of the application learn of it here.
            self._exception = error
            self._exception_event.set()
        if self._guard is not None:
            self._guard.end(CRASHED)
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """Stock prints a traceback with local variables; nothing is printed here."""
        self._handle_exception(sys.exc_info()[1] or RuntimeError())  # type: ignore[arg-type]

    def panic(self, *renderables: RenderableType) -> None:
        """Stock prints what it is given, which may hold a person's words; nothing is printed here."""
        self._handle_exception(RuntimeError())

    def _print_error_renderables(self) -> None:
        """Nothing of what Textual collected is printed; `run_guarded` says the one sentence."""
        self._exit_renderables.clear()

    # Blanking and the cover

    @property
    def too_small(self) -> bool:
        """Is the window too small to be read?"""
        return self.size.width < LEAST_WIDTH or self.size.height < LEAST_HEIGHT

    @property
    def covered(self) -> bool:
        """Is everything hidden, so that no key may reach a screen?"""
        return self.blanked or self.too_small

    def action_blank(self) -> None:
        """Hide everything at once."""
        self._blank(True)

    def _blank(self, on: bool) -> None:
        self.blanked = on
        self.clear_notifications()
        for screen in self.screen_stack:
            if isinstance(screen, CpsimScreen) and screen.is_mounted:
                screen.cover_if_needed()

    def uncover(self) -> None:
        """Bring the screen back."""
        self._blank(False)

    async def on_event(self, event: events.Event) -> None:
        """Keys, paste and mouse reach nothing while the screen is covered."""
        given = isinstance(event, (events.InputEvent, events.Paste))
        if not (given and self.covered) or event.is_forwarded:
            pressed = isinstance(event, (events.Key, events.MouseDown)) and not event.is_forwarded
            if pressed and isinstance(self.screen, CpsimScreen):
                # Here, since not every key comes as far as the screen: a part may keep it to itself.
                self.screen.hush()
            await super().on_event(event)
            return
        if isinstance(event, (events.Key, events.MouseDown)) and self.blanked:
            self.uncover()
        elif isinstance(event, events.Key) and event.key in BLANK_KEYS:
            self._blank(True)  # so that a larger window does not show what was just hidden
        elif isinstance(event, events.Key) and event.key == "ctrl+q":
            self._leave()

    # What keys and the palette do everywhere

    def action_help(self) -> None:
        """Open the help of the screen in front."""
        from cpsim.tui.dialogs.help import Help

        screen = self.screen
        if isinstance(screen, CpsimScreen) and not isinstance(screen, Help):
            self.push_screen(Help.of(screen))

    def action_palette(self) -> None:
        """List what can be done on the screen in front."""
        from cpsim.tui.dialogs.palette import Palette

        screen = self.screen
        if isinstance(screen, CpsimScreen) and not isinstance(screen, Palette):
            self.push_screen(Palette(screen.KEYS_OF), self._run_chosen)

    def _run_chosen(self, action_id: str | None) -> None:
        from cpsim.tui.actions import ACTIONS

        for action in ACTIONS:
            if action.id == action_id:
                self.call_later(self.run_action, action.run)

    def action_real_child(self) -> None:
        """Say where to turn about a real child or oneself."""
        from cpsim.tui.dialogs.real_child import RealChild

        if not isinstance(self.screen, RealChild):
            self.push_screen(RealChild(self.framework))

    def action_upset(self) -> None:
        """Say what to do when somebody is upset; alone that is the page about real worries."""
        self.action_real_child()

    def action_leave(self) -> None:
        """Ask, then leave."""
        from cpsim.tui.dialogs.ask import Ask

        if not any(isinstance(screen, Ask) and screen.id == "leave" for screen in self.screen_stack):
            question = Ask(
                "Leave now?",
                self.unsaved or "Everything is saved; you can carry on from the same point.",
                yes="Leave",
                no="Stay here",
                first="yes",
                id="leave",
            )
            self.push_screen(question, self._left)

    def _left(self, leave: bool | None) -> None:
        if leave:
            self._leave()

    @property
    def framework(self) -> "Framework | None":
        """The area's procedure that is played by now, for its own words on a real worry; None where none is."""
        return None

    @property
    def unsaved(self) -> str:
        """A sentence on what could not be kept, for whoever leaves now; empty where all is kept."""
        return ""

    def _leave(self) -> None:
        """Leave in order: with 0, or with 3 and a sentence where something could not be kept."""
        if self.unsaved:
            self._last_words = f"cpsim: {self.unsaved}"
        self.exit(return_code=NOT_SAVED if self.unsaved else 0)

    async def action_quit(self) -> None:
        """Textual's own quit asks as ours does."""
        self.action_leave()

    def action_how_to_leave(self) -> None:
        """Ctrl+C ends many programs; say what ends this one."""
        if isinstance(self.screen, CpsimScreen):
            self.screen.say("Ctrl+Q leaves; everything is saved.")

    # What Textual offers and this program does not

    def copy_to_clipboard(self, text: str) -> None:
        """Copy nothing: on a shared screen the next seat could paste it."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Photograph nothing."""

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """Photograph nothing."""
        return os.devnull

    def notify(self, message: str, **options: Any) -> None:
        """Say it on the frame; toasts are not used."""
        if isinstance(self.screen, CpsimScreen):
            self.screen.say(plain(message))
