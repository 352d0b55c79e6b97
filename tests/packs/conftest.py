"""The small pack that the authors' documentation prints, as files a test may spoil."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "authoring.md"

Spoil = Callable[[str, str, str], None]


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
