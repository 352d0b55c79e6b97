"""Where everything this program keeps for a person lies.

Owns the names of the data folder's parts and their permissions. Asks the platform for the folder
unless the command line or CPSIM_DATA names one; makes nothing until it is asked to.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "CPSIM_DATA"


class PathProblem(Exception):
    """The data folder cannot be used; the message is a plain sentence."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The parts of one data folder."""

    data: Path

    @property
    def sessions(self) -> Path:
        """The folder of the sessions' logs."""
        return self.data / "sessions"

    @property
    def crashes(self) -> Path:
        """The folder of crash reports."""
        return self.data / "crashes"

    @property
    def preferences(self) -> Path:
        """The file of what a person set once."""
        return self.data / "preferences.json"

    def make(self) -> None:
        """Make the folders, for their owner alone. PathProblem where they cannot be made or used."""
        for folder in (self.data, self.sessions, self.crashes):
            try:
                folder.parent.mkdir(parents=True, exist_ok=True)
                folder.mkdir(mode=0o700, exist_ok=True)
            except OSError as error:
                raise PathProblem(f"The folder {str(folder)!r} cannot be made. {_advice()}") from error
            if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
                raise PathProblem(f"The folder {str(folder)!r} cannot be written to. {_advice()}")


def paths(chosen: str | None = None, environment: Mapping[str, str] = os.environ) -> Paths:
    """The data folder: `chosen` (the command line's --data), else CPSIM_DATA, else the platform's own."""
    named = chosen or environment.get(VARIABLE)
    if named:
        return Paths(Path(named).expanduser().absolute())
    from platformdirs import user_data_path

    return Paths(user_data_path("cpsim", appauthor=False))


def _advice() -> str:
    return f"Name another one with --data or {VARIABLE}."
