"""What a path on the command line holds: packs, framework files, role cards.

A path may be any of these, a file inside a pack, or a folder that holds them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from cpsim.packs.load import load_framework, load_role, load_scenario
from cpsim.packs.locate import (
    find_scenario,
    framework_files,
    is_file,
    is_folder,
    looks_like_pack,
    members,
    role_files,
    scenario_folders,
    shortened,
)
from cpsim.packs.nodes import Table
from cpsim.packs.problems import Place, Problem, fatal
from cpsim.packs.source import read_file

_FOLDERS = ("scenarios", "frameworks", "roles")


class Kind(Enum):
    """What is checked, and so by which rules."""

    PACK = auto()
    FRAMEWORK = auto()
    ROLE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to check."""

    kind: Kind
    path: Path

    def problems(self, *, quick: bool) -> tuple[Problem, ...]:
        """All that is wrong with it; `quick` looks at the shape of each file alone."""
        match self.kind:
            case Kind.PACK:
                return load_scenario(self.path, quick=quick).problems
            case Kind.FRAMEWORK:
                return load_framework(self.path, quick=quick).problems
            case Kind.ROLE:
                return load_role(self.path).problems
            case Kind.UNKNOWN:
                return self._unknown()

    def _unknown(self) -> tuple[Problem, ...]:
        if self.path.suffix == ".yaml":
            page = read_file(self.path)
            if fatal(page.problems):
                return page.problems
        message = "this is no file of a pack, and neither framework_format nor role_format stands in it"
        return (Problem.at(Place(str(self.path)), "file.unknown_kind", message),)


def shipped_targets() -> list[Target]:
    """Everything the program ships."""
    return [
        *(Target(Kind.PACK, shortened(folder)) for folder in scenario_folders()),
        *(Target(Kind.FRAMEWORK, shortened(file)) for file in framework_files()),
        *(Target(Kind.ROLE, shortened(file)) for file in role_files()),
    ]


def targets(words: Iterable[str]) -> tuple[list[Target], list[str]]:
    """What `words` mean, each thing once, and those among them that mean nothing."""
    found: dict[Path, Target] = {}
    lost: list[str] = []
    for word in words:
        listed = list(_meant(word))
        if not listed:
            lost.append(word)
        for target in listed:
            found.setdefault(target.path.absolute(), target)
    return list(found.values()), lost


def _meant(word: str) -> Iterator[Target]:
    path = Path(word)
    if not word:  # an unset variable in somebody's script, not the current folder
        return
    if is_file(path):
        yield _file(path)
    elif is_folder(path):
        yield from _folder(path)
    elif (folder := find_scenario(word)) is not None:
        yield Target(Kind.PACK, folder)


def _file(path: Path) -> Target:
    folder = path.absolute().parent
    if folder.name == "slices" and looks_like_pack(folder.parent):
        return Target(Kind.PACK, path.parent.parent)
    if looks_like_pack(folder) and path.suffix == ".yaml":
        return Target(Kind.PACK, path.parent)
    root = read_file(path).root if path.suffix == ".yaml" else None
    names = set(root.entries) if isinstance(root, Table) else set()
    if "framework_format" in names or (folder.name == "frameworks" and path.suffix == ".yaml"):
        return Target(Kind.FRAMEWORK, path)
    if "role_format" in names or (folder.name == "roles" and path.suffix == ".yaml"):
        return Target(Kind.ROLE, path)
    return Target(Kind.UNKNOWN, path)


def _folder(path: Path) -> Iterator[Target]:
    """A pack, or what lies in a folder and in its folders of content."""
    if looks_like_pack(path):
        yield Target(Kind.PACK, path)
        return
    for member in members(path):
        if is_file(member) and member.suffix == ".yaml":
            target = _file(member)
            if target.kind is not Kind.UNKNOWN or path.name in _FOLDERS:
                yield target
        elif looks_like_pack(member):
            yield Target(Kind.PACK, member)
        elif is_folder(member) and member.name in _FOLDERS and path.name not in _FOLDERS:
            yield from _folder(member)
