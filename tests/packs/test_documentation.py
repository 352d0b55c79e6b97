"""What the authors' documentation says is true of the program."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
import yaml

from cpsim.model import limits as said_limits
from cpsim.model import words
from cpsim.packs import limits, load_scenario
from cpsim.packs.editor import SHAPES
from cpsim.packs.locate import role_files

DOCUMENT = Path(__file__).parents[2] / "docs" / "authoring.md"

LISTS = [
    words.Basis,
    words.Category,
    words.Handling,
    words.Horizon,
    words.Item,
    words.Limb,
    words.Manner,
    words.Polarity,
    words.Service,
    words.Side,
    words.Stage,
    words.Status,
    words.Tag,
    words.Topic,
    words.Whose,
]


def _document() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def _quoted() -> set[str]:
    """Every word the document sets as code, quotation marks taken off."""
    return {word.strip('"') for word in re.findall(r"`([^`\n]+)`", _document())}


def test_the_printed_pack_is_clean(robin: Path) -> None:
    """The small pack of the documentation has no problem, and no warning either."""
    loaded = load_scenario(robin)
    assert loaded.problems == ()
    assert loaded.value is not None
    assert [part.role for part in loaded.value.slices] == [
        "social_worker",
        "designated_teacher",
        "gp",
        "housing_officer",
        "mother",
    ]


@pytest.mark.parametrize("words_of", LISTS, ids=lambda one: str(one.__name__))
def test_every_word_of_the_closed_lists_is_documented(words_of: type[StrEnum]) -> None:
    """An author finds every allowed word."""
    assert {word.value for word in words_of} <= _quoted()


@pytest.mark.parametrize("kind", ["scenario", "cards", "slice", "replies", "injects", "joins", "key", "role"])
def test_every_field_is_documented(kind: str) -> None:
    """An author finds every field of every file."""
    schema = SHAPES[kind].model_json_schema()
    parts = [schema, *(part for part in schema.get("$defs", {}).values() if "properties" in part)]
    fields = {name for part in parts for name in part["properties"]}
    assert fields <= _quoted()


def test_every_shipped_role_is_documented() -> None:
    """An author finds every role that needs no card of their own."""
    assert {file.stem for file in role_files()} <= _quoted()


def test_the_limits_are_those_of_the_program() -> None:
    """The table of limits has the program's numbers."""
    table = _document().partition("## Limits")[2].partition("## A whole pack")[0]
    for number in (
        limits.FILE_BYTES,
        limits.NODES,
        limits.DEPTH,
        limits.SCALAR,
        limits.NAME,
        limits.LINE,
        limits.TEXT,
        limits.FILES_IN_PACK,
        said_limits.INJECT,
    ):
        assert re.search(rf"(?<![\d,]){number:,}(?![\d,])", table), number


def test_the_lesson_in_yaml_is_yaml() -> None:
    """The lines that explain YAML mean what the remarks beside them say."""
    lesson = _document().partition("## Writing YAML")[2].partition("```\n")[2].partition("```")[0]
    read = yaml.load(lesson, Loader=yaml.BaseLoader)
    assert read["accepted"] == ["3", "4"]
    assert read["facts"][0]["words"] == "This runs over as many lines as you like and becomes one paragraph."


def test_the_links_lead_somewhere() -> None:
    """Every link within the document names one of its headings."""
    text = _document()
    headings = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").replace("&lt;", "").replace("&gt;", ""))
        .lower()
        .replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#") and not line.startswith("# yaml")
    }
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links <= headings, links - headings
