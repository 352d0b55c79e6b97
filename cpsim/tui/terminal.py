"""What has to be known about the terminal before anything is drawn.

Imports nothing heavy: the command line asks here before it loads the interface.
"""

import os
import sys
from collections.abc import Mapping, MutableMapping

DUMB = frozenset({"dumb", "unknown"})
"""Values of TERM that promise no cursor movement."""


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
