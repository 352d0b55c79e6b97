"""What has to be known about the terminal before anything is drawn.

Imports nothing heavy: the command line asks here before it loads the interface.
"""

import os
import sys
from collections.abc import Mapping, MutableMapping

DUMB = frozenset({"dumb", "unknown"})
"""Values of TERM that promise no cursor movement."""


LEAST_WIDTH, LEAST_HEIGHT = 60, 20
"""Below this many columns or rows a screen asks for a larger window."""
MADE_FOR = (80, 24)
"""The columns and rows that every screen is laid out for."""
MISLEADING = ("COLUMNS", "LINES")
"""A size that some shell left behind and that follows no window; the terminal itself is asked."""


def forget_switches(environ: MutableMapping[str, str] = os.environ) -> None:
    """Remove every TEXTUAL* variable, since they take screenshots, press keys and load code, and what misleads.

    An empty NO_COLOR asks for nothing, and Textual takes it for a wish.
    """
    for name in [name for name in environ if name.upper().startswith("TEXTUAL") or name in MISLEADING]:
        del environ[name]
    if environ.get("NO_COLOR") == "":
        del environ["NO_COLOR"]


def terminal_problem(environ: Mapping[str, str] = os.environ, *, windows: bool | None = None) -> str | None:
    """Say in one sentence why the interface cannot be shown here, or None where it can.

    `windows` is for tests; there TERM is usually unset and means nothing.
    """
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if not all(stream is not None and stream.isatty() for stream in streams):
        return "This needs a terminal: start it without a pipe and without sending its output to a file."
    if windows if windows is not None else sys.platform == "win32":
        return None
    term = environ.get("TERM", "")
    if not term or term in DUMB:
        return "This terminal cannot move its cursor (TERM is unset or dumb); please start it in another one."
    return None


def terminal_notes(environ: Mapping[str, str] = os.environ, *, windows: bool | None = None) -> list[str]:
    """What could be better about a terminal in which the interface can be shown, a sentence each."""
    notes = []
    size = _size()
    if size is not None and (size[0] < MADE_FOR[0] or size[1] < MADE_FOR[1]):
        least = f"; below {LEAST_WIDTH} by {LEAST_HEIGHT} nothing is shown" if not _fits(size) else ""
        notes.append(
            f"This window is {size[0]} by {size[1]}, and screens are laid out for {MADE_FOR[0]} by {MADE_FOR[1]}:"
            f" make it larger, or the letters smaller{least}."
        )
    on_windows = windows if windows is not None else sys.platform == "win32"
    if on_windows and not environ.get("WT_SESSION"):
        notes.append("Windows Terminal shows this best; it can be had from the Microsoft Store.")
    return notes


def _fits(size: tuple[int, int]) -> bool:
    return size[0] >= LEAST_WIDTH and size[1] >= LEAST_HEIGHT


def _size() -> tuple[int, int] | None:
    """The columns and rows of the window; None where nobody knows them."""
    try:
        size = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ is not None else 1)
    except (OSError, ValueError, AttributeError):
        return None
    return (size.columns, size.lines) if size.columns and size.lines else None
