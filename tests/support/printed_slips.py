"""The slips as `cpsim print` writes them, read as their holders read them: number, word, item, what it is marked."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FIRST = re.compile(r"^ {1,2}(\d{1,2})  ([A-Z]+)  (\S.*)$")
"""The line an item begins with: its number, its word, what it is called in short."""
REST = re.compile(r"^ {5}(\S.*)$")
BESIDE = ("(from:", "!")
"""How the lines begin that say where an item is from, and with whom it may be shared."""
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a slip."""

    number: int
    word: str
    words: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """One role's slip; `heading` is what it is headed with, in capitals."""

    role: str
    heading: str
    items: tuple[Item, ...]


def printed(scenario: str, folder: Path) -> dict[str, Slip]:
    """Print the slips of `scenario` into `folder` and read them back, by role."""
    command = [sys.executable, "-m", "cpsim", "print", scenario, "-o", str(folder)]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE)
    return {file.stem: read(file) for file in sorted(folder.glob("*.txt"))}


def read(file: Path) -> Slip:
    """One slip, read from its file."""
    lines = file.read_text(encoding="utf-8").splitlines()
    items: list[Item] = []
    number = 0
    while number < len(lines):
        found = FIRST.match(lines[number])
        number += 1
        if found is None:
            continue
        below = []
        while number < len(lines) and (more := REST.match(lines[number])):
            below.append(more[1])
            number += 1
        words = []
        for one in below:
            if one.startswith(BESIDE):
                break
            words.append(one)
        restricted = any(one.startswith("!") for one in below)
        items.append(Item(int(found[1]), found[2].lower(), " ".join(words), restricted))
    return Slip(file.stem, lines[1].strip(), tuple(items))
