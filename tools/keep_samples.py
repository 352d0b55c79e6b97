"""Keep a sample of every stored form: `python tools/keep_samples.py` writes those that are missing.

A sample pins how one version of an event, or of the pinned content, was stored; a log of any earlier
release has to be readable for ever. So a sample that is there is never written again.
"""

import dataclasses
import json
import sys
import types
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cpsim.conference.codec import CONTENT_VERSION, encode_content, encode_event
from cpsim.conference.events import EVENT_TYPES
from cpsim.model.content import Content
from cpsim.model.said import Said, clean

SAMPLES = Path(__file__).resolve().parent.parent / "tests" / "conference" / "samples"


def filled(hint: Any, name: str) -> Any:
    """A value of a type with something in every place, the same each time."""
    if hint is str:
        return name
    if hint is Said:
        return clean(f"Words for “{name}”, ünd [so] on")
    if hint is bool:
        return True
    if hint is int:
        return len(name)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return list(hint)[-1]
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(
            **{field.name: filled(hints[field.name], field.name) for field in dataclasses.fields(hint)}
        )
    args = get_args(hint)
    if get_origin(hint) is tuple:
        return tuple(filled(arg, name) for arg in args if arg is not Ellipsis)
    return filled(next(arg for arg in args if arg is not types.NoneType), name)


def main() -> None:
    """Write the samples that are missing."""
    SAMPLES.mkdir(exist_ok=True)
    wanted = {f"content.{CONTENT_VERSION}.json": encode_content(filled(Content, "content"))}
    for event_type in EVENT_TYPES:
        record = encode_event(filled(event_type, "event"))
        words = json.dumps(record.words, ensure_ascii=False)
        wanted[f"{record.name}.{record.version}.json"] = f"{record.body}\n{words}\n".encode()
    for name, stored in wanted.items():
        if not (SAMPLES / name).exists():
            (SAMPLES / name).write_bytes(stored)
            print(f"kept {name}")


if __name__ == "__main__":
    main()
