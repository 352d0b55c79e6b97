"""Where everything this program keeps for a person lies.

Owns the names in the data folder and who may read it: its owner alone. Asks the platform for the
folder unless the command line or CPSIM_DATA names one.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "CPSIM_DATA"


SMALL = 1 << 20
"""Bytes that a file of ours beside the sessions may have."""
DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
"""What reading such a file and taking its JSON apart may raise, whatever somebody or a disk made of it."""


class PathProblem(Exception):
    """A folder cannot be made; the message is a plain sentence."""


def data_folder(chosen: str | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The data folder, made if it is not there: `chosen` (--data), else CPSIM_DATA, else the platform's own.

    Raises PathProblem where it cannot be made.
    """
    named = chosen or environment.get(VARIABLE)
    if named:
        return _private(_whole(named))
    from platformdirs import user_data_path

    return _private(user_data_path("cpsim", appauthor=False))


def _whole(named: str) -> Path:
    """A path from the root on; PathProblem where there is nothing it could begin at."""
    try:
        return Path(named).expanduser().absolute()
    except RuntimeError as error:
        sentence = f"Nobody's own folder is known for {named!r}. Name another with --data or {VARIABLE}."
        raise PathProblem(sentence) from error
    except OSError as error:
        sentence = f"The current folder is not there any more, so {named!r} means nothing in it."
        raise PathProblem(sentence) from error


def sessions_folder(data: Path) -> Path:
    """Where the sessions' logs lie; the store makes it."""
    return data / "sessions"


def crash_folder(data: Path) -> Path:
    """Where crash reports go; whoever writes one makes it."""
    return data / "crashes"


def preferences_file(data: Path) -> Path:
    """The file of what a person set once."""
    return data / "preferences.json"


def small_file(path: Path) -> str:
    """The text of a small file of ours; OSError or ValueError for anything else, and never a wait for it."""
    # A pipe in its place would keep an ordinary opening waiting for ever.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, encoding="utf-8") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > SMALL:
            raise ValueError("this is no file of ours")
        return file.read()


def keep_small(path: Path, text: str) -> None:
    """Put a small file of ours in its place, whole; one that cannot be written leaves the old one."""
    half = path.with_suffix(".new")
    try:
        half.unlink(missing_ok=True)  # whatever lies there is not written into
        with half.open("x", encoding="utf-8") as file:
            file.write(text)
        half.replace(path)
    except OSError:
        return


def print_folder() -> Path:
    """Where slips to print go: among the person's documents, where they will look for them."""
    from platformdirs import user_documents_path

    return user_documents_path() / "cpsim slips"


def _private(folder: Path) -> Path:
    """Make a folder for its owner alone; one that is there already keeps the rights it has."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except (OSError, ValueError) as error:
        sentence = f"The folder {str(folder)!r} cannot be made. Name another with --data or {VARIABLE}."
        raise PathProblem(sentence) from error
    return folder
