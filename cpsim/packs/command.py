"""`cpsim check [PATH ...] [--format text|json|github] [--quick]`: every problem, with its place.

Problems are data and go to `out`; the sentence that sums them up goes to `err`.
"""

from collections.abc import Sequence
from typing import TextIO

from cpsim.packs.problems import as_github, as_json, as_text, fatal, in_order, shown
from cpsim.packs.survey import shipped_targets, targets

WELL, PROBLEMS, USED_WRONGLY = 0, 1, 2
"""Exit codes: nothing wrong (warnings may stand), problems found, a path that holds nothing to check."""


def run_check(paths: Sequence[str], format: str, quick: bool, out: TextIO, err: TextIO) -> int:
    """Check `paths`, or all that is shipped where there is none, and return the exit code.

    A path is a pack's folder or a file in it, a framework file, a role card, a folder that holds
    such things, or a shipped pack's name. `format` is `text`, `json` or `github`. `quick` looks
    at the shape of each file alone and at nothing between files.
    """
    found, lost = targets(paths) if paths else (shipped_targets(), [])
    err.writelines(
        f"cpsim check: {shown(word, 200)} is no pack, framework or role card, and holds none\n"
        for word in lost
    )
    if lost:
        return USED_WRONGLY
    problems = in_order(problem for target in found for problem in target.problems(quick=quick))
    checked = [str(target.path) for target in found]
    if format == "json":
        out.write(as_json(problems, checked))
    else:
        out.write(as_github(problems) if format == "github" else as_text(problems))
        files = len({problem.file for problem in problems})
        what = f"{_count(len(problems), 'problem')} in {_count(files, 'file')}" if problems else "no problems"
        err.write(f"{len(checked)} checked, {what}\n")
    return PROBLEMS if fatal(problems) else WELL


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
