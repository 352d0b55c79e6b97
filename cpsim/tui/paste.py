"""What is pasted, taken out of what a terminal sends before anything looks for keys in it.

A terminal puts a mark before and after a paste. Stock, the reader looks for keys in between as well: an
Escape in a copied text ends the paste, and the rest of it presses keys and hands things in. Here everything
between the marks, whatever it holds, is one paste.

On Windows the reading thread finds ours by the same name; the Windows Terminal sends the marks. Where a
terminal sends none, as the oldest console windows do, a paste cannot be told from fast typing.
"""

import time
from collections.abc import Generator, Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

BEFORE, AFTER = "\x1b[200~", "\x1b[201~"
MOST = 20_000
"""Characters of one paste that are kept: more than any field takes, and little enough to clean at once."""
PATIENCE = 5.0
"""Seconds without a character after which a paste counts as over: the keys must not be dead for ever
because a mark was lost on the way."""


class PasteReader(XTermParser):
    """Textual's parser, fed with the keys alone; both reading threads call `feed` and `tick`."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._kept: list[str] | None = None
        """The parts of the paste that is under way; None where none is."""
        self._room = 0
        self._seen = ""
        """The last characters, in which a mark may have begun."""
        self._heard = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """As stock; an empty `data` is the end."""
        if not data:
            return super().feed(data)
        return self._read(data)

    def tick(self) -> Iterable[Message]:
        """As stock, and end a paste that nothing came of for a while."""
        yield from super().tick()
        if self._kept is not None and time.monotonic() - self._heard > PATIENCE:
            yield from self._end()

    def _read(self, data: str) -> Iterable[Message]:
        self._heard = time.monotonic()
        while data:
            if self._kept is None:
                data = yield from self._keys(data)
            else:
                data = yield from self._pasted(data)

    def _keys(self, data: str) -> Generator[Message, None, str]:
        """Hand on keys up to the end of a mark, which stock has to know too; what comes after it."""
        seen = self._seen + data
        at = seen.find(BEFORE)
        if at < 0:
            self._seen = seen[1 - len(BEFORE) :]
            yield from super().feed(data)
            return ""
        rest = seen[at + len(BEFORE) :]
        yield from super().feed(data[: len(data) - len(rest)])
        self._kept, self._room, self._seen = [], MOST, ""
        return rest

    def _pasted(self, data: str) -> Generator[Message, None, str]:
        """Keep what is pasted up to the mark behind it; what comes after that."""
        seen = self._seen + data
        at = seen.find(AFTER)
        if at < 0:
            self._seen = seen[1 - len(AFTER) :]
            self._keep(seen[: len(seen) - len(self._seen)])
            return ""
        self._keep(seen[:at])
        self._seen = ""
        yield from self._end()
        return seen[at + len(AFTER) :]

    def _keep(self, text: str) -> None:
        if self._kept is not None and self._room > 0:
            self._kept.append(text[: self._room])
            self._room -= len(text)

    def _end(self) -> Iterable[Message]:
        self._keep(self._seen)
        text = "".join(self._kept or ())
        self._kept, self._seen = None, ""
        # Stock is told that the paste is over, and makes an empty one of its own of that.
        yield from (told for told in super().feed(AFTER) if not isinstance(told, events.Paste))
        yield events.Paste(text.replace("\x00", ""))
