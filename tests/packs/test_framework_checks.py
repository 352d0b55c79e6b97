"""Mistakes in a framework file or a role card, told at their line."""

from pathlib import Path
from typing import Protocol

import pytest

from cpsim.packs import check_paths, load_framework, load_roles
from cpsim.packs.problems import as_text

MISTAKES = "framework_mistakes.txt"


class Mistake(Protocol):
    """What `conftest` reads from the list."""

    old: str
    new: str
    code: str
    where: str
    words: tuple[str, ...]


@pytest.fixture
def jersey(tmp_path: Path, pytestconfig: pytest.Config) -> Path:
    """A copy of the shipped framework."""
    file = tmp_path / "jersey.yaml"
    file.write_bytes((pytestconfig.rootpath / "frameworks" / "jersey.yaml").read_bytes())
    return file


@pytest.fixture
def gp(tmp_path: Path, pytestconfig: pytest.Config) -> Path:
    """A copy of a shipped role card."""
    file = tmp_path / "gp.yaml"
    file.write_bytes((pytestconfig.rootpath / "roles" / "gp.yaml").read_bytes())
    return file


def _replace(file: Path, old: str, new: str) -> str:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    text = text.replace(old, new)
    file.write_text(text, encoding="utf-8", newline="\n")
    return text


def test_mistake(jersey: Path, mistake: Mistake) -> None:
    """The mistake is told with its code, at its line, with the words that help, and alone."""
    text = _replace(jersey, mistake.old, mistake.new)
    line = text[: text.index(mistake.where)].count("\n") + 1
    told = check_paths([jersey])
    found = [one for one in told if (one.code, one.line) == (mistake.code, line)]
    assert found, f"expected {mistake.code} on line {line}, got:\n{as_text(told)}"
    assert any(all(word in one.message for word in mistake.words) for one in found), as_text(found)
    assert len(told) <= 3, as_text(told)
    assert load_framework(jersey).value is None


def test_the_first_ballot_comes_first(jersey: Path) -> None:
    """An agenda that opens the ballot after before the ballot before is refused."""
    _replace(jersey, "opens: before", "opens: later")
    _replace(jersey, "opens: after", "opens: before")
    _replace(jersey, "opens: later", "opens: after")
    assert [one.code for one in check_paths([jersey])] == ["step.opens"]


def test_sources_are_spelled_out(jersey: Path) -> None:
    """A tag becomes the document and the line; an assumption says that it is one."""
    framework = load_framework(jersey).value
    assert framework is not None
    quorum, review = framework.quorum.source, framework.deadlines[-1].source
    assert (quorum.tag, quorum.text) == ("S0:313", "Jersey delegate workbook, line 313")
    assert (review.tag, review.text) == ("A", "assumption, confirm locally")
    assert framework.rules[-1].source.text
    assert all(";" in step.source.text for step in framework.steps if "," in step.source.tag)


def test_a_framework_is_found_by_name_or_path(jersey: Path) -> None:
    """A shipped framework's name and a file's path both lead to it; anything else is a sentence."""
    assert load_framework("jersey").value == load_framework(jersey).value
    lost = load_framework("atlantis")
    assert lost.value is None
    assert "jersey" in lost.problems[0].message


def test_the_shipped_cards_are_read() -> None:
    """Every shipped role card becomes a card named after its file."""
    loaded = load_roles()
    assert loaded.problems == ()
    assert loaded.value is not None
    assert {"chair", "gp", "mother"} <= {card.id for card in loaded.value}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("role_format: 1\n", "role_format: 2\n", "shape.word"),
        ("side: professional", "side: medical", "shape.word"),
        ("unit: general_practice", "unit: General practice", "shape.pattern"),
        ("role_format: 1\n", "role_format: 1\nid: doctor\n", "name.file"),
        ("role_format: 1\n", "role_format: 1\nbruises: 3\n", "shape.unknown_field"),
    ],
)
def test_a_mistake_in_a_role_card(gp: Path, old: str, new: str, code: str) -> None:
    """A card that does not fit is told so."""
    _replace(gp, old, new)
    assert [one.code for one in check_paths([gp])] == [code]
