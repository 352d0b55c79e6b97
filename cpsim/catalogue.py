"""The list of packs, remembered between starts, so that the first screen need not read a single one.

What is remembered counts only while every content file has the size and time it had then.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from cpsim import __version__
from cpsim.model.said import clean
from cpsim.packs.locate import find_scenario, is_file, is_folder, members, scenario_folders, shipped
from cpsim.paths import DAMAGED, keep_small, small_file
from cpsim.session.doors import PaceInfo, PackInfo, RoleInfo

NAME = "packs.json"
DEPTH = 3
"""Folders within folders: shelf, pack, slices."""


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
    """A digest of the names, sizes and times of every content file; a hidden one is no content anywhere."""
    shelves = [shipped() / name for name in ("scenarios", "frameworks", "roles")]
    folders = [*shelves, *(found for found in map(find_scenario, extra) if found is not None)]
    seen = sorted(entry for folder in folders for entry in _files(folder))
    return sha256(f"{__version__} {extra} {seen}".encode("utf-8", "surrogatepass")).hexdigest()


def _files(folder: Path, deeper: int = DEPTH) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of every content file in `folder` and the folders in it."""
    for path in members(folder):
        if path.suffix == ".yaml" and is_file(path):
            with suppress(OSError):  # it may have gone a moment ago
                stat = path.stat()
                yield str(path), stat.st_size, stat.st_mtime_ns
        elif deeper and is_folder(path):
            yield from _files(path, deeper - 1)


def _remembered(file: Path, mark: str) -> tuple[PackInfo, ...] | None:
    """The list, unless the file is missing, of another day, or damaged: then every pack is read again."""
    try:
        kept = json.loads(small_file(file))
        found = tuple(_read(entry) for entry in kept["packs"]) if kept["mark"] == mark else ()
    except DAMAGED:
        return None
    return found or None


def _remember(file: Path, mark: str, found: tuple[PackInfo, ...]) -> None:
    """A folder that cannot be written costs the next start a moment and nothing else."""
    keep_small(file, json.dumps({"mark": mark, "packs": [_written(info) for info in found]}))


def _written(info: PackInfo) -> dict[str, object]:
    return {
        "slug": info.slug,
        "texts": [str(info.title), str(info.summary), str(info.content_note)],
        "printed_in": str(info.printed_in) if info.printed_in is not None else None,
        "roles": [[role.id, str(role.title), str(role.purpose), role.has_folder] for role in info.roles],
        "others": [[role.id, str(role.title), str(role.purpose), role.has_folder] for role in info.others],
        "paces": [[pace.id, str(pace.title), pace.minutes, pace.at_table] for pace in info.paces],
        "frameworks": [[slug, str(title)] for slug, title in info.frameworks],
    }


def _read(entry: dict[str, Any]) -> PackInfo:
    """The file may have been written by anybody, so its texts are cleaned like any other."""
    title, summary, note = (clean(text) for text in entry["texts"])
    if not (entry["roles"] and entry["paces"] and entry["frameworks"]):
        raise ValueError("no pack is without these")
    return PackInfo(
        slug=str(entry["slug"]),
        title=title,
        summary=summary,
        content_note=note,
        printed_in=clean(entry["printed_in"]) if entry["printed_in"] is not None else None,
        roles=_roles(entry["roles"]),
        others=_roles(entry["others"]),
        paces=tuple(
            PaceInfo(str(slug), clean(name), int(minutes), int(table))
            for slug, name, minutes, table in entry["paces"]
        ),
        frameworks=tuple((str(slug), clean(name)) for slug, name in entry["frameworks"]),
    )


def _roles(entries: list[tuple[str, str, str, bool]]) -> tuple[RoleInfo, ...]:
    return tuple(
        RoleInfo(str(slug), clean(name), clean(purpose), bool(held)) for slug, name, purpose, held in entries
    )
