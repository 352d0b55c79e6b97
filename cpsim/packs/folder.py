"""One pack folder as it was read: its pages, before anything is known to be right.

It says which files a pack has, which are missing and which nobody will ever read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cpsim.packs import limits
from cpsim.packs.locate import PACK_FILES, is_file
from cpsim.packs.nodes import Page
from cpsim.packs.problems import Place, Problem, shown
from cpsim.packs.source import read_file

_FOLDERS = ("slices", "roles")
_TEXT_ENDINGS = (".yaml.txt", ".yml.txt")
"""What an editor that hides endings makes of a name."""


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
    slices: Mapping[str, Page]
    """By role, as the files are named."""
    roles: Mapping[str, Page]
    """Role cards the pack brings along for roles the program does not ship."""
    problems: tuple[Problem, ...]
    """What is wrong with the folder itself: files missing, misnamed or too many."""

    @property
    def pages(self) -> list[Page]:
        """Every page, in a fixed order."""
        single = [self.main, self.cards, self.joins, self.key, self.replies]
        return [*single, *self.slices.values(), *self.roles.values()]


def read_pack(path: Path) -> Pack:
    """Read all files of the pack at `path`. Problems of single files stay on their pages."""
    problems: list[Problem] = []
    pages = {name: _page(path / name, problems) for name in PACK_FILES}
    replies = path / "replies.yaml"
    slices = _pages(path / "slices", problems)
    if not slices:
        message = "the folder slices is missing or empty; it holds one file of papers for each role"
        problems.append(Problem.at(Place(str(path / "slices")), "pack.missing_file", message))
    problems.extend(_strangers(path))
    return Pack(
        folder=path.resolve().name,
        main=pages["scenario.yaml"],
        cards=pages["cards.yaml"],
        joins=pages["joins.yaml"],
        key=pages["key.yaml"],
        replies=read_file(replies) if is_file(replies) else Page(str(replies)),
        slices=slices,
        roles=_pages(path / "roles", problems),
        problems=tuple(problems),
    )


def _page(file: Path, problems: list[Problem]) -> Page:
    if is_file(file):
        return read_file(file)
    message = f"the file {file.name} is missing; every pack has one"
    problems.append(Problem.at(Place(str(file)), "pack.missing_file", message))
    return Page(str(file))


def _pages(folder: Path, problems: list[Problem]) -> dict[str, Page]:
    """The YAML files of `folder`, by name; a pack never needs more than the limit."""
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == ".yaml" and is_file(file))
    except OSError:
        return {}
    if len(files) > limits.FILES_IN_PACK:
        message = f"the folder holds more than {limits.FILES_IN_PACK} files, the most that are read"
        problems.append(Problem.at(Place(str(folder)), "pack.too_many_files", message))
    return {file.stem: read_file(file) for file in files[: limits.FILES_IN_PACK]}


def _strangers(path: Path) -> list[Problem]:
    """A problem for each file that looks like content and that nobody reads, such as a misspelt name."""
    known = {*PACK_FILES, "replies.yaml"}
    found: list[Problem] = []
    for folder in (path, *(path / name for name in _FOLDERS)):
        try:
            names = sorted(entry.name for entry in folder.iterdir())
        except OSError:
            continue
        for name in names:
            if name.lower().endswith(_TEXT_ENDINGS):
                message = f"{shown(name)} is not read: its name has to end in .yaml, with nothing after it"
            elif (name in known and folder == path) or (name.endswith(".yaml") and folder != path):
                continue
            elif name.lower().endswith((".yml", ".yaml")):
                message = (
                    f"{shown(name)} is not read: a pack has {', '.join(sorted(known))} "
                    f"and the folders {' and '.join(_FOLDERS)}, whose files end in .yaml"
                )
            else:
                continue
            found.append(Problem.at(Place(str(folder / name)), "pack.unknown_file", message))
    return found
