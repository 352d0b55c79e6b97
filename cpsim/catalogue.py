"""The list of packs, remembered between starts, so that the first screen need not read a single one.

What is remembered counts only while every content file has the size and time it had then.
"""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from cpsim import __version__
from cpsim.model.said import clean
from cpsim.packs.locate import find_scenario, scenario_folders, shipped
from cpsim.session.doors import PaceInfo, PackInfo, RoleInfo

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
    folders = [*shelves, *(found for found in map(find_scenario, extra) if found is not None)]
    files = sorted(path for folder in folders for path in folder.rglob("*.yaml"))
    seen = [(str(path), stat.st_size, stat.st_mtime_ns) for path in files for stat in (path.stat(),)]
    return sha256(f"{__version__} {extra} {seen}".encode()).hexdigest()


def _remembered(file: Path, mark: str) -> tuple[PackInfo, ...] | None:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["mark"] != mark:
            return None
        return tuple(_read(entry) for entry in kept["packs"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(file: Path, mark: str, found: tuple[PackInfo, ...]) -> None:
    """A folder that cannot be written costs the next start a moment and nothing else."""
    try:
        file.write_text(
            json.dumps({"mark": mark, "packs": [_written(info) for info in found]}), encoding="utf-8"
        )
    except OSError:
        return


def _written(info: PackInfo) -> dict[str, object]:
    return {
        "slug": info.slug,
        "texts": [str(info.title), str(info.summary), str(info.content_note)],
        "printed_in": str(info.printed_in) if info.printed_in is not None else None,
        "roles": [[role.id, str(role.title), str(role.purpose), role.has_folder] for role in info.roles],
        "paces": [[pace.id, str(pace.title), pace.minutes] for pace in info.paces],
        "frameworks": [[slug, str(title)] for slug, title in info.frameworks],
    }


def _read(entry: dict[str, Any]) -> PackInfo:
    """The file may have been written by anybody, so its texts are cleaned like any other."""
    title, summary, note = (clean(text) for text in entry["texts"])
    return PackInfo(
        slug=str(entry["slug"]),
        title=title,
        summary=summary,
        content_note=note,
        printed_in=clean(entry["printed_in"]) if entry["printed_in"] is not None else None,
        roles=tuple(
            RoleInfo(str(slug), clean(name), clean(purpose), bool(held))
            for slug, name, purpose, held in entry["roles"]
        ),
        paces=tuple(PaceInfo(str(slug), clean(name), int(minutes)) for slug, name, minutes in entry["paces"]),
        frameworks=tuple((str(slug), clean(name)) for slug, name in entry["frameworks"]),
    )
