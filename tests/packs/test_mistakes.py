"""An author's mistakes: each is told at its line, in a sentence that says what is expected."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from cpsim.model.said import clean
from cpsim.packs import Problem, Severity, check_paths, load_scenario
from cpsim.packs.problems import as_text

Spoil = Callable[[str, str, str], None]


MISTAKES = "mistakes.txt"


class Mistake(Protocol):
    """What `conftest` reads from the list."""

    file: str
    old: str
    new: str
    code: str
    where: str
    words: tuple[str, ...]


def _told(robin: Path) -> list[Problem]:
    return check_paths([robin])


def _line_of(robin: Path, name: str, text: str) -> tuple[str, int]:
    """The file and line where `text` stands; a file's name stands for its first line."""
    for file in sorted(robin.rglob("*.yaml"), key=lambda path: path != robin / name):
        content = file.read_text(encoding="utf-8")
        if file.as_posix().endswith(text):
            return str(file), 1
        if text in content:
            return str(file), content[: content.index(text)].count("\n") + 1
    raise AssertionError(f"{text!r} stands nowhere")


def test_mistake(robin: Path, spoil: Spoil, mistake: Mistake) -> None:
    """The mistake is told with its code, in its file, at its line, with the words that help."""
    spoil(mistake.file, mistake.old, mistake.new)
    told = _told(robin)
    expected = _line_of(robin, mistake.file, mistake.where)
    found = [one for one in told if one.code == mistake.code and (one.file, one.line) == expected]
    assert found, f"expected {mistake.code} at {expected}, got:\n{as_text(told)}"
    assert any(all(word in one.message for word in mistake.words) for one in found), as_text(found)


def test_no_mistake_is_drowned(robin: Path, spoil: Spoil, mistake: Mistake) -> None:
    """One mistake is told in a few lines, and its sentences are plain, short text."""
    spoil(mistake.file, mistake.old, mistake.new)
    told = _told(robin)
    assert 1 <= len(told) <= 4, as_text(told)
    for one in told:
        assert clean(one.message).text == one.message
        assert len(one.message) < 420
        assert not re.search(r"pydantic|Traceback|NoneType|<class|model_type|_type\b", one.message)


def test_all_mistakes_of_a_pack_come_at_once(robin: Path, spoil: Spoil) -> None:
    """Mistakes in several files, of shape and between files, are told together and in order."""
    spoil("scenario.yaml", "title: Robin\n", "titel: Robin\n")
    spoil("cards.yaml", "id: table", "id: minimal")
    spoil("slices/gp.yaml", "topics: [health, development]", "topics: [helth]")
    spoil("joins.yaml", "[[DT-02], [GP-01]]", "[[DT-02], [GP-11]]")
    spoil("key.yaml", "preferred: neglect", "preferred: physical")
    spoil("key.yaml", "cites: [HO-02, HO-03]", "cites: [HO-02, HO-30]")
    told = _told(robin)
    assert {one.code for one in told} == {
        "shape.unknown_field",
        "shape.missing",
        "cards.no_default",
        "shape.word",
        "fact.unknown",
        "key.preferred",
    }
    assert told == sorted(told, key=lambda one: (one.file, one.line, one.column))
    assert load_scenario(robin).value is None


def test_an_unreadable_file_hides_only_what_it_holds(robin: Path, spoil: Spoil) -> None:
    """Where a folder cannot be read, its facts are not called missing, and other mistakes still are told."""
    spoil("slices/gp.yaml", "role: gp", "role: [gp")
    spoil("key.yaml", "preferred: neglect", "preferred: physical")
    assert [one.code for one in _told(robin)] == ["key.preferred", "yaml.syntax"]


def test_missing_files_are_named(robin: Path) -> None:
    """A pack without its key, its cards or its papers is told which file is missing."""
    (robin / "key.yaml").unlink()
    (robin / "cards.yaml").unlink()
    for file in (robin / "slices").iterdir():
        file.unlink()
    told = [one for one in _told(robin) if one.code == "pack.missing_file"]
    assert [Path(one.file).name for one in told] == ["cards.yaml", "key.yaml", "slices"]


@pytest.mark.parametrize(
    "name",
    [
        "keys.yaml",
        "inject.yaml",
        "Scenario.yaml",
        "joins.yml",
        "slices/gp.yml",
        "key.yaml.txt",
        "slices/gp.yaml.txt",
    ],
)
def test_a_misspelt_file_is_noticed(robin: Path, name: str) -> None:
    """A file that looks like content and would never be read is a problem, not a silence."""
    (robin / name).write_text("a: 1\n", encoding="utf-8")
    assert [(one.code, Path(one.file).name) for one in _told(robin)] == [
        ("pack.unknown_file", Path(name).name)
    ]


def test_papers_under_a_name_spelt_otherwise_are_told_once(robin: Path) -> None:
    """A file called otherwise than its role is told to be renamed, and not that nobody sits there."""
    (robin / "slices" / "gp.yaml").rename(robin / "slices" / "doctor.yaml")
    codes = {one.code for one in _told(robin) if Path(one.file).name == "doctor.yaml"}
    assert codes == {"name.file"}


def test_other_files_are_left_alone(robin: Path) -> None:
    """A readme or a picture beside the pack's files is nobody's business."""
    (robin / "README.md").write_text("# [Robin](x): @notes", encoding="utf-8")
    (robin / ".hidden.swp").write_bytes(b"\x00")
    assert _told(robin) == []


def test_a_pack_brings_its_own_roles(robin: Path, spoil: Spoil) -> None:
    """A role the program does not ship is used once the pack has a card for it, checked like any other."""
    card = robin / "roles" / "school_nurse.yaml"
    card.parent.mkdir()
    lines = [
        "role_format: 1",
        "title: School nurse",
        "side: professional",
        "unit: school_nursing",
        "purpose: You look after the health of the children of several schools.",
        "duties: [Say what you have seen.]",
        "at_the_table: [Say what you do not know.]",
        "manners: [hurried]",
    ]
    card.write_text("\n".join(lines), encoding="utf-8")
    (robin / "slices" / "gp.yaml").rename(robin / "slices" / "school_nurse.yaml")
    spoil("slices/school_nurse.yaml", "role: gp", "role: school_nurse")
    spoil("scenario.yaml", "{role: gp,", "{role: school_nurse,")
    assert _told(robin) == []
    card.write_text("\n".join(lines[:-1]), encoding="utf-8")
    assert {one.code for one in _told(robin)} == {"shape.missing"}


def test_a_pack_does_not_change_shipped_roles(robin: Path, pytestconfig: pytest.Config) -> None:
    """A card for a role that has one already is refused."""
    card = robin / "roles" / "gp.yaml"
    card.parent.mkdir()
    card.write_bytes((pytestconfig.rootpath / "roles" / "gp.yaml").read_bytes())
    assert [one.code for one in _told(robin)] == ["role.shipped"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("born on 12/03/2019", "a full date"),
        ("born 3rd March 2019", "a full date"),
        ("seen 2019-03-12", "a full date"),
        ("ring 01534 519000", "a telephone number"),
        ("ring +44 1534 519000", "a telephone number"),
        ("number 943 476 5919", "a health number"),
        ("lives in JE2 3RR", "a postcode"),
        ("lives at 12 Green Street", "a street address"),
        ("write to robin@example.org", "an e-mail or web address"),
        ("see https://example.org", "an e-mail or web address"),
    ],
)
def test_details_of_a_person_are_a_warning(robin: Path, spoil: Spoil, text: str, what: str) -> None:
    """What reads like a real person's details is a warning; the pack can still be played."""
    spoil("slices/gp.yaml", "Robin has gained no weight for eight months.", f"Robin {text}.")
    told = _told(robin)
    assert [(one.code, one.severity) for one in told] == [("words.personal", Severity.WARNING)]
    assert what in told[0].message
    assert load_scenario(robin).value is not None


@pytest.mark.parametrize(
    "text",
    ["three visits in 2 years", "on 12 occasions", "level 3/4", "in 2019", "12 contacts", "1, 2, 3, 4"],
)
def test_ordinary_numbers_are_no_details(robin: Path, spoil: Spoil, text: str) -> None:
    """Counts, years and levels are no one's details."""
    spoil("slices/gp.yaml", "Robin has gained no weight for eight months.", f"Robin {text}.")
    assert _told(robin) == []


def test_too_few_at_the_table_is_a_warning(robin: Path, spoil: Spoil) -> None:
    """A cast without a quorum under its framework is a warning."""
    spoil(
        "scenario.yaml",
        'gp, playable: true, direct_contact: "yes"',
        'gp, playable: true, direct_contact: "no"',
    )
    told = _told(robin)
    assert [(one.code, one.severity) for one in told] == [("cast.no_quorum", Severity.WARNING)]
    assert "social_worker" in told[0].message


def test_a_circle_of_items_that_follow_each_other_is_named_whole(robin: Path, spoil: Spoil) -> None:
    """Items none of which can be said first are told once, at the first of them, with all their ids."""
    spoil("slices/gp.yaml", "short: No weight gained", "short: No weight gained\n    follows: [GP-03]")
    spoil("slices/gp.yaml", "short: Two missed", "follows: [GP-01]\n    short: Two missed")
    spoil("slices/gp.yaml", "short: Mother's low", "follows: [HO-01, GP-02]\n    short: Mother's low")
    told = [one for one in _told(robin) if one.code == "fact.circle"]
    assert [(one.file, one.line, "GP-01, GP-03, GP-02, GP-01" in one.message) for one in told] == [
        ("robin/slices/gp.yaml", 10, True)
    ]


def test_a_circle_of_items_that_wait_for_each_other_is_named_whole(robin: Path, spoil: Spoil) -> None:
    """Items of two roles that come to nobody are told once; a way into the circle makes it none."""
    spoil("slices/gp.yaml", "short: No weight gained", "short: No weight gained\n    after: [HO-02]")
    spoil("slices/housing_officer.yaml", "short: Electricity cut off", "short: Dark\n    after: [GP-01]")
    told = _told(robin)
    assert [(one.code, one.file, one.line) for one in told] == [("fact.circle", "robin/slices/gp.yaml", 10)]
    assert "GP-01, HO-02, GP-01" in told[0].message
    assert "come to nobody" in told[0].message
    spoil("slices/gp.yaml", "after: [HO-02]", "after: [HO-02, DT-01]")
    assert _told(robin) == []


def test_what_waits_for_a_circle_is_no_circle(robin: Path, spoil: Spoil) -> None:
    """Only the items of a circle are told, not those that would come after them."""
    spoil("slices/gp.yaml", "short: No weight gained", "short: No weight gained\n    after: [HO-02]")
    spoil("slices/housing_officer.yaml", "short: Electricity cut off", "short: Dark\n    after: [GP-01]")
    spoil("slices/designated_teacher.yaml", "short: Cold in bed", "short: Cold\n    after: [GP-01]")
    assert [one.code for one in _told(robin)] == ["fact.circle"]


def test_a_long_row_of_items_is_followed_to_its_end(robin: Path) -> None:
    """Each of very many items may follow the one before it, and the last of them may close the circle."""
    folder = robin / "slices" / "gp.yaml"
    ids = [f"{one}{two}-{number:02}" for one in "GH" for two in "PQRSTU" for number in range(100)]
    lines = ["role: gp", "facts:"]
    for before, item in zip([ids[-1], *ids], ids, strict=False):
        lines.append(
            f"  - {{id: {item}, words: One, short: One, source: here, when: now, topics: [health], "
            f"follows: [{before}]}}"
        )
    folder.write_text("\n".join(lines), encoding="utf-8")
    assert [one.code for one in _told(robin) if one.code == "fact.circle"] == ["fact.circle"]
    folder.write_text("\n".join(lines).replace(f"follows: [{ids[-1]}]", "follows: []"), encoding="utf-8")
    assert [one.code for one in _told(robin) if one.code == "fact.circle"] == []


def test_a_letter_nobody_can_ask_for_is_a_warning(robin: Path, spoil: Spoil) -> None:
    """What a service wrote that has a seat is never heard; without the seat it is."""
    spoil("replies.yaml", "service: hospital", "service: police")
    assert _told(robin) == []
    spoil("scenario.yaml", "{role: mother, playable: false", "{role: police, playable: false")
    told = [one for one in _told(robin) if Path(one.file).name == "replies.yaml"]
    assert [(one.code, one.severity, one.line) for one in told] == [("reply.has_seat", Severity.WARNING, 2)]
    assert "slices/police.yaml" in told[0].message


def test_what_somebody_said_may_say_you(robin: Path, spoil: Spoil) -> None:
    """Words in quotation marks, and words that only begin so, are no word to the holder."""
    spoil(
        "slices/gp.yaml",
        "gained no weight for eight months.",
        'said: I see "you" and “your dog”; a youth did.',
    )
    spoil("slices/gp.yaml", "words: Robin has said: I", "words: >-\n      Robin has said; I")
    assert _told(robin) == []


def test_an_answer_meant_for_discussion_may_lie_apart(robin: Path, spoil: Spoil) -> None:
    """Whoever writes that it is for discussion only is not told so."""
    spoil("key.yaml", '["2", "3", cannot_say]', '["1", "4", cannot_say]\n    discussion_only: true')
    assert _told(robin) == []
