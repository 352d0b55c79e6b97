"""The report of a crash: where it happened, and not one word of what anybody wrote.

Frames are file, line and function. Messages and local variables of an exception may hold a
trainee's sentence or the key, so they are never read here.
"""

import os
import platform
import sys
import time
import traceback
from pathlib import Path

CRASHED = 70
"""The exit code of a fault in the program."""
CHAIN = 8
"""At most so many linked exceptions."""


def frames(error: BaseException) -> list[str]:
    """The kinds and frames of `error` and of what caused it, the outermost first."""
    report: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen and len(seen) < CHAIN:
        seen.add(id(one))
        report.append(f"{type(one).__module__}.{type(one).__qualname__}")
        for frame, number in traceback.walk_tb(one.__traceback__):
            code = frame.f_code
            report.append(f"  {_short(code.co_filename)}:{number} {code.co_qualname}")
        one = getattr(one, "error", None) or one.__cause__ or one.__context__
    return report


def _short(filename: str) -> str:
    """A file's name without the folders of the person's own machine."""
    parts = Path(filename).parts
    for anchor in ("site-packages", "cpsim"):
        if anchor in parts:
            start = parts.index(anchor) + (anchor == "site-packages")
            return "/".join(parts[start:])
    return "/".join(parts[-2:])


def write_report(error: BaseException, folder: Path | None) -> Path | None:
    """Write the report into `folder`, readable by its owner alone; None where that cannot be done."""
    if folder is None:
        return None
    from importlib.metadata import version

    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    path = folder / f"crash-{stamp}-{os.getpid()}.txt"
    head = [
        "cpsim crash report: the places in the program, and nothing that was typed or shown.",
        f"time (UTC) {stamp}  {sys.platform}",
        f"python {platform.python_version()}  textual {version('textual')}",
    ]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write("\n".join([*head, *frames(error)]) + "\n")
    except OSError:
        return None
    return path


def sorry(report: Path | None, more: str = "") -> str:
    """What stands on the terminal after a crash."""
    said = f"cpsim had to stop because of a fault in the program.{more}"
    return f"{said}\nWhere it happened, without anybody's words, is in {report}" if report else said


def last_words(carry_on: str, report: Path | None) -> str:
    """The same after a crash on the screen, with the way on."""
    return sorry(report, f" Everything you handed in is saved; to carry on, run: {carry_on}")
