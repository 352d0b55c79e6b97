"""YAML in, model and problems out: packs, frameworks and role cards, shipped or given by a user.

The functions here are the package's doors. What they need is imported when one is used, because
the schemas cost more to import than most verbs of the program take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsim.packs.loaded import Loaded
from cpsim.packs.problems import NOWHERE, Place, Problem, Severity, shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cpsim.model.case import RoleCard, Scenario
    from cpsim.model.content import Content, Options
    from cpsim.model.framework import Framework

__all__ = [
    "Loaded",
    "Place",
    "Problem",
    "Severity",
    "check_paths",
    "list_scenarios",
    "load_content",
    "load_framework",
    "load_roles",
    "load_scenario",
]


def load_scenario(word: str | Path) -> Loaded[Scenario]:
    """The pack that `word` means, a shipped pack's name or a path, checked whole. Never raises."""
    from cpsim.packs import load, locate

    path = locate.find_scenario(str(word))
    if path is None:
        return Loaded(None, (_no_pack(str(word)),))
    return load.load_scenario(path)


def load_framework(word: str | Path) -> Loaded[Framework]:
    """The procedure that `word` means, a shipped framework's name or a path to a file. Never raises."""
    from cpsim.packs import load, locate

    path = locate.find_framework(str(word))
    if path is None:
        names = ", ".join(file.stem for file in locate.framework_files())
        message = f"there is no framework {shown(str(word))}; there are: {names}"
        return Loaded(None, (Problem.at(NOWHERE, "framework.unknown", message),))
    return load.load_framework(path)


def load_roles() -> Loaded[tuple[RoleCard, ...]]:
    """All shipped role cards, by name."""
    from cpsim.packs import load

    return load.load_roles()


def load_content(
    word: str | Path, framework: str | None, options: Options
) -> tuple[Content | None, list[Problem]]:
    """All that a session reads: the pack that `word` means, under one of its frameworks, with `options`.

    Without a `framework` it is the first the pack names. The role cards are those of the cast, in its
    order, and of whoever a quorum needs. Warnings may come with a content; with an error there is none.
    """
    from cpsim.packs import load, locate

    path = locate.find_scenario(str(word))
    if path is None:
        return None, [_no_pack(str(word))]
    return load.load_content(path, framework, options)


def check_paths(paths: Sequence[str | Path]) -> list[Problem]:
    """Every problem in `paths`: pack folders, framework files, role cards, folders that hold them."""
    from cpsim.packs import problems, survey

    found, lost = survey.targets(map(str, paths))
    listed = [problem for target in found for problem in target.problems(quick=False)]
    listed.extend(_no_pack(word) for word in lost)
    return list(problems.in_order(listed))


def list_scenarios() -> tuple[str, ...]:
    """The names of the shipped packs. Reads no file, so a pack listed may still have problems."""
    from cpsim.packs import locate

    return tuple(folder.name for folder in locate.scenario_folders())


def _no_pack(word: str) -> Problem:
    names = ", ".join(list_scenarios())
    message = f"there is no scenario {shown(word)}: neither a shipped one ({names}) nor a pack's folder"
    return Problem.at(NOWHERE, "scenario.unknown", message)
