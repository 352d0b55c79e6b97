"""One pack folder as it was read: its pages, before anything is known to be right.

It says which files a pack has, which are missing and which nobody will ever read.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cpsim.model.said import clean
from cpsim.packs import limits
from cpsim.packs.locate import OPTIONAL_FILES, PACK_FILES, is_file, members
from cpsim.packs.nodes import Page
from cpsim.packs.problems import Place, Problem, shown
from cpsim.packs.source import read_file

_FOLDERS = ("slices", "roles")
_ENDING = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
"""The ending of content as it is, as many write it, and as an editor that hides endings saves it."""
_STEMS = frozenset(name.removesuffix(".yaml") for name in (*PACK_FILES, *OPTIONAL_FILES))


@dataclass(frozen=True, slots=True)
class Pack:
    """The pages of one pack. A page without a root is missing or could not be read."""

    folder: str
    """The folder's own name, which is the pack's slug."""
    main: Page
    cards: Page
    joins: Page
    key: Page
    replies: Page
    """Without root and problems where the pack has no replies."""
    injects: Page
    """The same where nothing may arrive during the exercise."""
    slices: Mapping[str, Page]
    """By role, as the files are named."""
    roles: Mapping[str, Page]
    """Role cards the pack brings along for roles the program does not ship."""
    problems: tuple[Problem, ...]
    """What is wrong with the folder itself: files missing, misnamed or too many."""
    misnamed: frozenset[str]
    """Files that are there under a name nobody reads, as they would be called: `key.yaml`, `slices/gp.yaml`."""

    @property
    def pages(self) -> list[Page]:
        """Every page, in a fixed order."""
        single = [self.main, self.cards, self.joins, self.key, self.replies, self.injects]
        return [*single, *self.slices.values(), *self.roles.values()]


def read_pack(path: Path) -> Pack:
    """Read all files of the pack at `path`. Problems of single files stay on their pages."""
    strangers = _strangers(path)
    misnamed = frozenset(meant for meant, _ in strangers)
    problems = [problem for _, problem in strangers]
    pages = {name: _page(path / name, misnamed, problems) for name in PACK_FILES}
    optional = {name: _optional(path / name) for name in OPTIONAL_FILES}
    slices = _pages(path / "slices", problems)
    if not slices and not any(name.startswith("slices/") for name in misnamed):
        message = "the folder slices is missing or empty; it holds one file of papers for each role"
        problems.append(Problem.at(Place(str(path / "slices")), "pack.missing_file", message))
    return Pack(
        folder=path.resolve().name,
        main=pages["scenario.yaml"],
        cards=pages["cards.yaml"],
        joins=pages["joins.yaml"],
        key=pages["key.yaml"],
        replies=optional["replies.yaml"],
        injects=optional["injects.yaml"],
        slices=slices,
        roles=_pages(path / "roles", problems),
        problems=tuple(problems),
        misnamed=misnamed,
    )


def _page(file: Path, misnamed: Collection[str], problems: list[Problem]) -> Page:
    """One of the files every pack has; that it is missing is not told where it lies there misnamed."""
    if is_file(file):
        return read_file(file)
    if file.name in misnamed:
        return Page(str(file))
    message = f"the file {file.name} is missing; every pack has one"
    problems.append(Problem.at(Place(str(file)), "pack.missing_file", message))
    return Page(str(file))


def _optional(file: Path) -> Page:
    """One of the files a pack may do without."""
    return read_file(file) if is_file(file) else Page(str(file))


def _pages(folder: Path, problems: list[Problem]) -> dict[str, Page]:
    """The YAML files of `folder`, by name; a pack never needs more than the limit."""
    files = [file for file in members(folder) if file.suffix == ".yaml" and is_file(file)]
    if len(files) > limits.FILES_IN_PACK:
        message = f"the folder holds more than {limits.FILES_IN_PACK} files, the most that are read"
        problems.append(Problem.at(Place(str(folder)), "pack.too_many_files", message))
    return {file.stem: read_file(file) for file in files[: limits.FILES_IN_PACK]}


def _strangers(path: Path) -> list[tuple[str, Problem]]:
    """Each file that looks like content and that nobody reads: what it would be called, and a problem."""
    known = {*PACK_FILES, *OPTIONAL_FILES}
    found: list[tuple[str, Problem]] = []
    for folder in (path, *(path / name for name in _FOLDERS)):
        inside = "" if folder == path else f"{folder.name}/"
        names = [entry.name for entry in members(folder)]
        for name in names:
            if not _ENDING.search(name) or (name.endswith(".yaml") and (inside or name in known)):
                continue
            meant = _meant(name)
            if meant in names:
                message = (
                    f"{shown(name)} is not read, since there is a file {shown(meant)}; take this one out"
                )
            elif name.lower().endswith(".txt"):
                message = f"{shown(name)} is not read: its name has to end in .yaml, with nothing after it"
            elif inside or meant in known:
                message = f"{shown(name)} is not read; call it {clean(meant, 80)}"
            else:
                message = (
                    f"{shown(name)} is not read: a pack has {', '.join(sorted(known))} "
                    f"and the folders {' and '.join(_FOLDERS)}, whose files end in .yaml"
                )
            problem = Problem.at(Place(str(folder / name)), "pack.unknown_file", message)
            found.append((f"{inside}{meant}", problem))
    return found


def _meant(name: str) -> str:
    """What a file of this name would have to be called to be read."""
    small = name.lower()
    return _ENDING.sub(".yaml", small if small.partition(".")[0] in _STEMS else name)
