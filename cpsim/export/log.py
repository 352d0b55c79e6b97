"""`cpsim export --format jsonl`: a session's log exactly as one seat was given it, an event a line.

It writes what was delivered to the seat and nothing of the store's envelope or of anybody's
audience; docs/log.md describes every line.
"""

import json
from collections.abc import Iterable, Iterator

from cpsim.conference import events as e
from cpsim.conference.codec import encode
from cpsim.export.reading import Reading

FORMAT = 1
KIND = "cpsim-log"


def lines(reading: Reading) -> list[str]:
    """The header and every event given to the seat, each a line of canonical JSON."""
    return [_header(reading), *_numbered(reading.log)]


def _header(reading: Reading) -> str:
    """What the lines are, and the public rules that the arithmetic of the judgements needs."""
    opened = next(event for event in reading.log if isinstance(event, e.Opened))
    framework = reading.book.framework
    scale = framework.scale
    asked = [ask.only_if_status for ask in framework.after.asks if ask.item == "category"]
    header = {
        "format": FORMAT,
        "kind": KIND,
        "session": reading.session,
        "seat": reading.seat.id,
        "framework": opened.framework,
        "digest": opened.digest,
        "rules": {
            "levels": [level.value for level in framework.levels],
            "threshold": framework.threshold,
            "category": framework.category_choice,
            "category_only_if": next(iter(asked), None),
            "scale": None if scale is None else [scale.low, scale.high],
        },
    }
    return json.dumps(header, ensure_ascii=False, separators=(",", ":")) + "\n"


def _numbered(given: Iterable[e.Event]) -> Iterator[str]:
    """The events in the seat's own numbering, names and versions beside them."""
    for number, event in enumerate(given, 1):
        yield f'{{"n":{number},"name":"{event.NAME}","version":{event.VERSION},"event":{encode(event)}}}\n'
