"""Where everything this program keeps for a person lies.

Owns the names in the data folder and who may read it: its owner alone. Asks the platform for the
folder unless the command line or CPSIM_DATA names one.
"""

import os
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "CPSIM_DATA"


class PathProblem(Exception):
    """A folder cannot be made; the message is a plain sentence."""


def data_folder(chosen: str | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The data folder, made if it is not there: `chosen` (--data), else CPSIM_DATA, else the platform's own.

    Raises PathProblem where it cannot be made.
    """
    named = chosen or environment.get(VARIABLE)
    if named:
        return _private(Path(named).expanduser().absolute())
    from platformdirs import user_data_path

    return _private(user_data_path("cpsim", appauthor=False))


def sessions_folder(data: Path) -> Path:
    """Where the sessions' logs lie; the store makes it."""
    return data / "sessions"


def crash_folder(data: Path) -> Path:
    """Where crash reports go; whoever writes one makes it."""
    return data / "crashes"


def preferences_file(data: Path) -> Path:
    """The file of what a person set once."""
    return data / "preferences.json"


def print_folder() -> Path:
    """Where slips to print go: among the person's documents, where they will look for them."""
    from platformdirs import user_documents_path

    return user_documents_path() / "cpsim slips"


def _private(folder: Path) -> Path:
    """Make a folder for its owner alone; one that is there already keeps the rights it has."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        sentence = f"The folder {str(folder)!r} cannot be made. Name another with --data or {VARIABLE}."
        raise PathProblem(sentence) from error
    return folder
