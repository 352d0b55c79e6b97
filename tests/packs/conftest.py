"""The small pack that the authors' documentation prints, as files a test may spoil."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "authoring.md"

Spoil = Callable[[str, str, str], None]


@dataclass(frozen=True)
class Mistake:
    """One entry of a list of mistakes: what is spoiled, and how it is told."""

    file: str
    old: str
    new: str
    code: str
    where: str
    """A text of the line the problem is told at; a file's name stands for its first line."""
    words: tuple[str, ...]


def read_mistakes(name: str) -> list[Mistake]:
    """The entries of a list beside this file; the head of `mistakes.txt` has its form."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    entries = [entry.splitlines() for entry in text.split("\n\n")[1:] if entry.strip()]
    found = []
    for entry in entries:
        file, old, new, told = (line.replace("¶", "\n") for line in entry)
        code, where, *words = told[2:].split(" | ")
        found.append(Mistake(file, old[2:], new[2:], code, where, tuple(words)))
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that takes a `mistake` each one of the list its module names."""
    if "mistake" in metafunc.fixturenames:
        mistakes = read_mistakes(metafunc.module.MISTAKES)
        names = [f"{number}-{one.code}" for number, one in enumerate(mistakes)]
        metafunc.parametrize("mistake", mistakes, ids=names)


def printed_files() -> dict[str, str]:
    """The files of the pack in the documentation, by their paths."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return dict(re.findall(r"\*\*`([\w/]+\.yaml)`\*\*\n\n```yaml\n(.*?)```\n", text, re.DOTALL))


@pytest.fixture
def robin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pack of the documentation in a folder of its own; the current folder is the one above it."""
    for name, text in printed_files().items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    return Path("robin")


@pytest.fixture
def spoil(robin: Path) -> Spoil:
    """Replace a text that stands once in a file of the pack."""

    def replace(name: str, old: str, new: str) -> None:
        file = robin / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    return replace
