"""The list of packs, remembered between starts, so that the first screen need not read a single one.

What is remembered counts only while every content file has the size and time it had then.
"""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from cpsim import __version__
from cpsim.conference.codec import CodecError, decode, encode
from cpsim.packs.locate import scenario_folders, shipped
from cpsim.session.doors import PackInfo

NAME = "packs.json"


def packs(data: Path, extra: tuple[str, ...], read: Callable[[str], PackInfo | None]) -> tuple[PackInfo, ...]:
    """The shipped packs and those given by path; `read` is asked only where nothing is remembered."""
    slugs = (*(folder.name for folder in scenario_folders()), *extra)
    mark = _mark(extra)
    remembered = _remembered(data / NAME, mark)
    if remembered is not None:
        return remembered
    found = tuple(info for info in map(read, slugs) if info is not None)
    _remember(data / NAME, mark, found)
    return found


def _mark(extra: tuple[str, ...]) -> str:
    """A digest of the names, sizes and times of every content file."""
    shelves = [shipped() / name for name in ("scenarios", "frameworks", "roles")]
    folders = [*shelves, *(Path(path) for path in extra)]
    files = sorted(path for folder in folders for path in folder.rglob("*.yaml"))
    seen = [(str(path), stat.st_size, stat.st_mtime_ns) for path in files for stat in (path.stat(),)]
    return sha256(f"{__version__} {extra} {seen}".encode()).hexdigest()


def _remembered(file: Path, mark: str) -> tuple[PackInfo, ...] | None:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["mark"] != mark:
            return None
        return tuple(decode(PackInfo, entry) for entry in kept["packs"])
    except (OSError, ValueError, KeyError, TypeError, CodecError):
        return None


def _remember(file: Path, mark: str, found: tuple[PackInfo, ...]) -> None:
    """A folder that cannot be written costs the next start a moment and nothing else."""
    try:
        file.write_text(
            json.dumps({"mark": mark, "packs": [encode(info) for info in found]}), encoding="utf-8"
        )
    except OSError:
        return
