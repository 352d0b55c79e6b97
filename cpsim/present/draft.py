"""Half-filled forms as text to keep, so that nothing written is lost with the screen it stood on."""

import json
from collections.abc import Mapping

from cpsim.model.said import Said, clean

Value = str | Said | tuple[str, ...] | None
"""What one question of a form holds: a chosen value, words, chosen ids, or nothing yet."""
_WORDS = "words"


def pack(values: Mapping[str, Value]) -> str:
    """The values by question as text; an empty text where nothing is filled in."""
    kept = {
        name: {_WORDS: value.text} if isinstance(value, Said) else value
        for name, value in values.items()
        if value
    }
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def unpack(text: str) -> dict[str, Value]:
    """The values kept as `text`; whatever is none of a form's is left out, and rubbish is no draft."""
    try:
        kept = json.loads(text) if text else {}
    except ValueError:
        return {}
    if not isinstance(kept, dict):
        return {}
    read = {name: _value(value) for name, value in kept.items()}
    return {name: value for name, value in read.items() if value}


def _value(kept: object) -> Value:
    match kept:
        case str():
            return kept
        case {"words": str(words)}:
            return clean(words)
        case list():
            return tuple(one for one in kept if isinstance(one, str))
        case _:
            return None
