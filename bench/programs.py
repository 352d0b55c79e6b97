"""What is measured, and beside what: each program with the words that show it has painted."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PEERS = ROOT / "build" / "peers"

HELLO = """
from textual.app import App, ComposeResult
from textual.widgets import Static

class Hello(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Hello from Textual")

Hello().run()
"""


@dataclass(frozen=True, slots=True)
class Program:
    """A command line, and the words on its screen that say the first useful picture is complete."""

    name: str
    command: Sequence[str]
    marker: str = ""
    env: Mapping[str, str] = field(default_factory=dict)


def surroundings(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a measured program: this one, but free to keep compiled modules, as a user's is."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **(more or {})}


def python(code: str) -> list[str]:
    """A command that runs `code` in the interpreter of this environment."""
    return [sys.executable, "-c", code]


def cpsim(*arguments: str) -> list[str]:
    """The installed `cpsim` command."""
    return [str(BIN / "cpsim"), *arguments]


def peer(name: str) -> list[str]:
    """The command of a program that bench/peers.py fetched, which may be missing."""
    return [str(PEERS / name / "bin" / name)]


def starters() -> dict[str, Program]:
    """Commands that answer and end."""
    programs = (
        Program("python -c pass", python("pass")),
        Program("cpsim --version", cpsim("--version")),
        Program("import textual.app", python("import textual.app")),
        Program("cpsim check scenarios/jayden", cpsim("check", str(ROOT / "scenarios" / "jayden"))),
    )
    return {program.name: program for program in programs}


def painters(home: Path) -> dict[str, Program]:
    """Full-screen programs; `home` is an empty folder, so that each starts as for a new user."""
    env = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    programs = (
        Program("Textual hello", python(HELLO), "Hello from Textual", env),
        Program("cpsim, home screen", cpsim("--data", str(home / "cpsim")), "Start alone", env),
        Program("harlequin", peer("harlequin"), "Data Catalog", env),
        Program("posting", peer("posting"), "Collection", env),
    )
    return {program.name: program for program in programs if Path(program.command[0]).exists()}
