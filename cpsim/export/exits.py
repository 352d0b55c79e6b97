"""The exit codes of commands, and which of them problems of a pack lead to."""

from collections.abc import Iterable

from cpsim.packs.problems import Problem

WELL, NO, USED_WRONGLY, COULD_NOT = 0, 1, 2, 3
NOT_THERE = ("scenario.unknown", "framework.unknown", "choice.framework", "choice.pace", "choice.card")
"""Codes of problems that are the command line's and no file's: a name for which there is nothing."""


def refused(problems: Iterable[Problem]) -> int:
    """The exit code where `problems` keep a command from its work: 2 for a wrong name, 1 for a wrong file."""
    return USED_WRONGLY if all(problem.code in NOT_THERE for problem in problems) else NO
