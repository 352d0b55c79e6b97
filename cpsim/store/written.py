"""The list of files that were made from a session: a line of JSON each, in a file beside its log.

It lies outside the log, since an export is made by whoever reads a session, and nobody writes to it then.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from cpsim.store.protocol import Written

MOST_BYTES = 1 << 20
"""Of a list that is read; each line is some hundred."""


def read_list(path: Path) -> list[Written]:
    """The files on the list, each once, as it was noted last, but for those that are not there any more.

    A line that says nothing is passed over.
    """
    try:
        with path.open("rb") as file:
            lines = file.read(MOST_BYTES).splitlines()
    except FileNotFoundError:
        return []
    found: dict[str, Written] = {}
    for line in lines:
        try:
            kept = json.loads(line)
            one = Written(
                str(kept["path"]),
                str(kept["form"]),
                str(kept["seat"]),
                int(kept["events"]),
                str(kept["digest"]),
                int(kept.get("erased", 0)),
            )
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        found.pop(one.path, None)
        found[one.path] = one
    return [one for one in found.values() if one.form]


def add_to_list(path: Path, files: Iterable[Written], *, instead: bool) -> None:
    """Put `files` at the end of the list; with `instead` the list is made anew of them, in one move."""
    # A name of the system may hold bytes that are no text; as an escape it comes back as it was.
    lines = "".join(f"{json.dumps(asdict(one), ensure_ascii=True)}\n" for one in files).encode("ascii")
    target = path.with_suffix(".listed") if instead else path
    how = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if instead else os.O_APPEND)
    descriptor = os.open(target, how, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    if instead:
        target.replace(path)
