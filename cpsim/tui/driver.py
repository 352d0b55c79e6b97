"""Textual's terminal driver, made to survive the terminal going away.

Stock, a closed window leaves the reader spinning and the writer stuck for ever. Here a failed
write is dropped, and a hang-up is told to the application once.
"""

import os
import select
import sys
import termios
import threading
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from cpsim.tui.keys import KeyReader

if TYPE_CHECKING:
    from cpsim.tui.app import GuardedApp

RESTORE = (
    "\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Paste, wrapping, mouse, keyboard protocol, alternate screen, cursor and focus reports, as they were."""


def forgiving(encoding: str) -> Callable[[], IncrementalDecoder]:
    """A decoder that shows a byte which is no text as U+FFFD; the stock one ends the reader, and the program."""
    return partial(getincrementaldecoder(encoding), errors="replace")


# The reader's thread asks this module for its decoder and its parser; tests send it bytes that are no UTF-8,
# and an Escape with another key on its heels.
linux_driver.getincrementaldecoder = forgiving  # type: ignore[attr-defined,assignment]
linux_driver.XTermParser = KeyReader  # type: ignore[attr-defined]


class Terminal:
    """The stream the driver writes to; silent once the terminal has gone."""

    def __init__(self, stream: TextIO, lost: Callable[[], None]) -> None:
        self._stream = stream
        self._lost = lost
        self.gone = False

    def write(self, text: str) -> None:
        """Write, or find that nobody is there."""
        self._try(lambda: self._stream.write(text))

    def flush(self) -> None:
        """Flush, or find that nobody is there."""
        self._try(self._stream.flush)

    def fileno(self) -> int:
        """The stream's own number."""
        return self._stream.fileno()

    def _try(self, act: Callable[[], object]) -> None:
        if self.gone:
            return
        try:
            act()
        except (OSError, ValueError):
            self.gone = True
            self._lost()


class GuardedDriver(LinuxDriver):
    """The driver of `GuardedApp` on Linux and macOS."""

    _app: "GuardedApp"

    def __init__(self, app: "GuardedApp", **options: Any) -> None:
        super().__init__(app, **options)
        self._terminal = Terminal(cast("TextIO", self._file), self._hung_up)
        self._file = cast("Any", self._terminal)
        self._wake: tuple[int, int] | None = None

    def _get_terminal_size(self) -> tuple[int, int]:
        """Ask the terminal: stock believes COLUMNS and LINES first, which never follow a resize."""
        try:
            size = os.get_terminal_size(self.fileno)
        except OSError:
            return super()._get_terminal_size()
        return (size.columns or 80, size.lines or 24)

    def start_application_mode(self) -> None:
        """As stock, and watch for the terminal being closed."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._wake = os.pipe()
        watcher = threading.Thread(
            target=self._watch, args=(self.fileno, self._wake[0]), name="cpsim-hangup", daemon=True
        )
        watcher.start()

    def stop_application_mode(self) -> None:
        """As stock, and stop watching."""
        if self._wake is not None:
            os.close(self._wake[1])
            self._wake = None
        super().stop_application_mode()

    def restore_at_once(self) -> None:
        """Put the terminal back without the event loop, for a program that no longer answers."""
        with suppress(OSError):
            os.set_blocking(sys.__stderr__.fileno(), False)  # type: ignore[union-attr]
            os.write(sys.__stderr__.fileno(), RESTORE.encode())  # type: ignore[union-attr]
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        with suppress(OSError):
            os.set_blocking(sys.__stderr__.fileno(), True)  # type: ignore[union-attr]

    def _watch(self, terminal: int, wake: int) -> None:
        """Sleep until the terminal hangs up, or the pipe is closed at our own end."""
        poller = select.poll()
        poller.register(terminal, 0)  # nothing asked for: only a hang-up or an error is reported
        poller.register(wake, select.POLLIN)
        with suppress(OSError):
            for number, happened in poller.poll():
                if number == terminal and happened & select.POLLHUP:
                    self._terminal.gone = True
                    self._hung_up()
        with suppress(OSError):
            os.close(wake)

    def _hung_up(self) -> None:
        self._app.hung_up()

    def _run_input_thread(self) -> None:
        """As stock, but a reader that fails ends the application without printing what it read."""
        try:
            self.run_input_thread()
        except OSError:
            self._hung_up()
        except Exception as error:  # noqa: BLE001 - the reader may fail on any byte; none of them is printed
            self._app.call_later(self._app.crashed, error)
