"""The wall of the plain commands: what is written to stdout and stderr obeys nobody.

A file name, an argument or a message of the system can hold escape sequences. They leave as what
`clean()` makes of them, whoever wrote the sentence they stand in.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TextIO


class Guarded:
    """A text stream that passes on what a terminal only shows; everything else of it is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text` as it may be shown; the number of characters that were given."""
        self._stream.write(harmless(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def harmless(text: str) -> str:
    """`text` with its lines and tabs, and without anything else that a terminal obeys, reorders or hides."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    from cpsim.model.said import clean

    # Line by line: composing a whole file at once would be slow, and no mark climbs over a line end.
    return "\n".join(
        "\t".join(clean(part, 3 * len(part)).text for part in row.split("\t")) for row in text.split("\n")
    )


def guarded(run: Callable[[], int]) -> int:
    """Run a command with both streams guarded, and give its exit code; the streams come back afterwards."""
    out, err = sys.stdout, sys.stderr
    for stream in (out, err):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.stdout, sys.stderr = Guarded(out), Guarded(err)
    try:
        return run()
    finally:
        sys.stdout, sys.stderr = out, err
