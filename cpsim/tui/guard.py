"""Every way the program can die from outside or below: signals, threads, bare tasks, no answer.

It decides the exit code and sees to it that the process ends; the application restores the
terminal on its ordinary way out, and this does it where that way is blocked.
"""

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Self

from cpsim.streams import harmless
from cpsim.tui.crash import CRASHED

GRACE = 3.0
"""Seconds an ending program has before it is ended without further questions."""
GC_THRESHOLDS = (50_000, 20, 50)
"""The collector runs seldom: a full sweep in the middle of a key press is felt (measured 15 ms and more)."""
SIGNALS = tuple(
    number
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT", "SIGBREAK")
    if (number := getattr(signal, name, None)) is not None
)


class Guard:
    """Installed around one run of one application, in the main thread."""

    def __init__(
        self,
        leave: Callable[[], None],
        crashed: Callable[[Exception], None],
        restore: Callable[[], None],
        grace: float = GRACE,
    ) -> None:
        """`leave` ends the application from its own loop, `crashed` takes a failure, `restore` the screen."""
        self._leave = leave
        self._crashed = crashed
        self._restore = restore
        self._grace = grace
        self._loop: asyncio.AbstractEventLoop | None = None
        self._before: dict[int, Any] = {}
        self._thread_hook = threading.excepthook
        self._thresholds = gc.get_threshold()
        self._timer: threading.Timer | None = None
        self.code: int | None = None
        """The exit code of the first thing that ended the program; None while nothing did."""

    def __enter__(self) -> Self:
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._on_signal)
        threading.excepthook = self._on_thread
        gc.set_threshold(*GC_THRESHOLDS)
        return self

    def __exit__(self, kind: object, error: object, trace: TracebackType | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        for number, handler in self._before.items():
            signal.signal(number, handler)
        threading.excepthook = self._thread_hook
        gc.set_threshold(*self._thresholds)

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take over what nobody else catches on `loop`."""
        self._loop = loop
        loop.set_exception_handler(self._on_loop)

    def end(self, code: int) -> None:
        """Ask the application to leave with `code`, and see to it that the process does. From any thread."""
        if self.code is None:
            self.code = code
            self._timer = threading.Timer(self._grace, self._end_now)
            self._timer.daemon = True
            self._timer.start()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._leave)

    def _end_now(self) -> None:
        self._restore()
        os._exit(self.code if self.code is not None else CRASHED)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.end(128 + number)

    def _on_thread(self, problem: "threading.ExceptHookArgs") -> None:
        error = problem.exc_value
        if isinstance(error, Exception) and self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._crashed, error)

    def _on_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception) and self.code is None:
            self._crashed(error)


def words_to_terminal(words: str) -> None:
    """Put a closing sentence on the terminal, if there still is one."""
    try:
        if sys.__stderr__ is not None:
            sys.__stderr__.write(harmless(words) + "\n")
            sys.__stderr__.flush()
    except (OSError, ValueError):
        return
