"""What the doors of this package hand out; imports nothing heavy, so that it costs nothing to name."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from cpsim.model.said import Said
from cpsim.packs.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What was read, and all that is wrong with it. `value` is None where there is an error."""

    value: T | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One pack in a list to choose from; nothing of its case."""

    slug: str
    title: Said
    summary: Said
    frameworks: tuple[str, ...]
    path: Path
