"""What the doors of this package hand out; imports nothing heavy, so that it costs nothing to name."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from cpsim.packs.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What was read, and all that is wrong with it. `value` is None where there is an error."""

    value: T | None
    problems: tuple[Problem, ...]
