"""Where content is: what the program ships, and what a user's word for it means.

In a checkout the folders beside the package are the content; an installed program carries the
same folders inside itself. The checkout comes first, since an editable install may leave a stale
copy behind.
"""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent

PACK_FILES = ("scenario.yaml", "cards.yaml", "joins.yaml", "key.yaml")
"""The files every pack has, beside its `slices` folder."""

OPTIONAL_FILES = ("replies.yaml", "injects.yaml")
"""The files a pack may have."""

NOT_OURS = (".", "~$")
"""How the names of files begin that a system or another program lays beside the one that is open."""


def shipped() -> Path:
    """The folder that holds `scenarios`, `frameworks`, `roles` and `schemas`."""
    checkout = _PACKAGE.parent
    if is_folder(checkout / "scenarios") and is_file(checkout / "pyproject.toml"):
        return checkout
    return _PACKAGE / "_data"


def scenario_folders() -> list[Path]:
    """The folders of the shipped packs, by name."""
    return [folder for folder in members(shipped() / "scenarios") if is_folder(folder)]


def framework_files() -> list[Path]:
    """The shipped framework files, by name."""
    return [file for file in members(shipped() / "frameworks") if file.suffix == ".yaml"]


def role_files() -> list[Path]:
    """The shipped role cards, by name."""
    return [file for file in members(shipped() / "roles") if file.suffix == ".yaml"]


def find_scenario(word: str) -> Path | None:
    """The pack folder that `word` means: a shipped pack's name first, else a path; None for neither."""
    for folder in scenario_folders():
        if folder.name == word:
            return shortened(folder)
    path = Path(word)
    if looks_like_pack(path):
        return path
    if path.name in PACK_FILES and looks_like_pack(path.parent):
        return path.parent
    return None


def meant(word: str) -> str:
    """What somebody's word for a pack means from where they stand, as `find_scenario` takes it anywhere.

    A pack's folder goes before a shipped name, since whoever stands beside one means it; the folder of a
    shipped pack is that pack, however it is written. What is neither stays as it is.
    """
    path = Path(word)
    if path.name in PACK_FILES and not is_folder(path):
        path = path.parent
    if not word or not looks_like_pack(path):
        return word
    for folder in scenario_folders():
        if _same(folder, path):
            return folder.name
    return str(path) if path.is_absolute() or len(path.parts) > 1 else f"{os.curdir}{os.sep}{path}"


def is_shipped(word: str) -> bool:
    """Whether `word` is the name of a shipped pack."""
    return any(folder.name == word for folder in scenario_folders())


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def find_framework(word: str) -> Path | None:
    """The framework file that `word` means: a shipped one's name first, else a path; None for neither."""
    for file in framework_files():
        if file.stem == word:
            return shortened(file)
    path = Path(word)
    return path if path.suffix == ".yaml" and is_file(path) else None


def looks_like_pack(path: Path) -> bool:
    """Whether `path` is a folder with at least one file that only a pack has."""
    return any(is_file(path / name) for name in PACK_FILES) or is_folder(path / "slices")


def is_file(path: Path) -> bool:
    """Whether `path` is a regular file that can be looked at; False too for names no system takes."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder that can be looked at; False too for names no system takes."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def shortened(path: Path) -> Path:
    """`path` from the current folder where it lies below it, so that messages stay readable."""
    try:
        return path.relative_to(Path.cwd())
    except (ValueError, OSError):
        return path


def members(folder: Path) -> list[Path]:
    """What lies in `folder`, by name and without what is not ours; nothing where it cannot be read."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith(NOT_OURS))
    except OSError:
        return []
