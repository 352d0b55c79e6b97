"""The wall of the plain commands: what is written to a terminal obeys nobody, and a stream may be missing.

A file name, an argument or a message of the system can hold escape sequences. On stderr, and on stdout
where that is a terminal, they leave as what `clean()` makes of them, whoever wrote the sentence they stand
in. Into a file or a pipe stdout is data, and leaves as it is.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TextIO

WELL, COULD_NOT = 0, 3
AS_GIVEN = "cpsim-as-given"


class NotWritten(Exception):
    """What a command says cannot leave; `gone` where whoever read it has simply left."""

    def __init__(self, why: str, *, gone: bool) -> None:
        super().__init__(why)
        self.gone = gone


class Guarded:
    """A text stream that passes on what a terminal only shows; everything else of it is the stream's own."""

    def __init__(self, stream: TextIO | Closed, *, shown: bool = True, needed: bool = False) -> None:
        """`shown`: it ends on a terminal, or may. `needed`: NotWritten where it takes nothing; else that is lost."""
        self._stream = stream
        self._shown = shown
        self._needed = needed

    def write(self, text: str) -> int:
        """Write `text` as it may be written here; the number of characters that were given."""
        if text:
            self._try(lambda: self._stream.write(harmless(text) if self._shown else text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write every one of `lines`."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Send on what waits."""
        self._try(self._stream.flush)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as error:
            if self._needed:
                why = error.strerror or type(error).__name__
                raise NotWritten(why, gone=isinstance(error, BrokenPipeError)) from error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Closed(io.TextIOBase):
    """Stands for a stream that was closed before the program began, and takes nothing."""

    def write(self, text: str) -> int:
        """Refuse."""
        raise OSError(errno.EBADF, "standard output is closed")


def harmless(text: str) -> str:
    """`text` with its lines and tabs, and without anything else that a terminal obeys, reorders or hides."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    from cpsim.model.said import clean

    # Line by line: composing a whole file at once would be slow, and no mark climbs over a line end.
    rows = text.replace("\r\n", "\n").split("\n")
    return "\n".join("\t".join(clean(part, 3 * len(part)).text for part in row.split("\t")) for row in rows)


def guarded(run: Callable[[], int]) -> int:
    """Run a command with both streams guarded, and give its exit code.

    Afterwards `sys.stdout` and `sys.stderr` are the streams they were; what they do with marks that their
    encoding lacks stays as it is set here, and a number that was closed stays with the null device.
    3 where stdout takes nothing, be it closed or its disk full; 0 where only its reader has left.
    """
    _fill_gaps()
    out, err = sys.stdout, sys.stderr
    for stream in (out, err):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=AS_GIVEN)
    sys.stdout = Guarded(out or Closed(), shown=out is not None and out.isatty(), needed=True)
    sys.stderr = Guarded(err or Closed())
    try:
        code = run()
        sys.stdout.flush()
    except NotWritten as lost:
        _let_go(out)
        if lost.gone:
            # Whoever read our output has gone; there is nobody left to tell.
            return WELL
        sys.stderr.write(f"cpsim: What was asked for cannot be written: {lost}.\n")
        return COULD_NOT
    else:
        return code
    finally:
        sys.stderr.flush()
        sys.stdout, sys.stderr = out, err


def _fill_gaps() -> None:
    """Where a stream was closed, put nothing in its place: the next file opened would get its number, and its text."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _let_go(stream: TextIO | None) -> None:
    """What still waits in a stream that takes nothing is not tried again when Python ends."""
    try:
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return


def _as_given(error: UnicodeError) -> tuple[str | bytes, int]:
    """How to write what is no text: bytes of a file's name as they were, anything else as a mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    part = error.object[error.start : error.end]
    try:
        return part.encode(error.encoding, "surrogateescape"), error.end
    except (UnicodeError, LookupError):
        return "?" * len(part), error.end


codecs.register_error(AS_GIVEN, _as_given)
