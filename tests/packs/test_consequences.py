"""One mistake, one line: what only follows from a mistake that is told is left out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cpsim.packs import Problem, check_paths, load_scenario

Spoil = Callable[[str, str, str], None]


def _told(robin: Path) -> list[tuple[str, str]]:
    """Code and file of all that is told of the pack."""
    return [(one.code, Path(one.file).name) for one in check_paths([robin])]


def _only(robin: Path) -> Problem:
    """The one thing that is told of the pack, which cannot be played."""
    told = check_paths([robin])
    assert len(told) == 1, told
    assert load_scenario(robin).value is None
    return told[0]


def _give_case_to_social_worker(spoil: Spoil) -> None:
    """Let the social worker, whom nobody plays, hold an item of the case."""
    spoil("slices/social_worker.yaml", "about: [child]", "about: [child]\n    provenance: P1")
    spoil("key.yaml", "items:\n", "  SW-01: {types: [fact], polarity: [grey], weight: 1}\n\nitems:\n")
    spoil("key.yaml", "cites: [HO-02, HO-03]", "cites: [HO-02, SW-01]")
    spoil("joins.yaml", "facts: [HO-03, DT-01]", "facts: [SW-01, DT-01]")


def test_papers_that_are_missing_are_told_once(robin: Path) -> None:
    """Without its file a role is told to have no papers; what was in them is not missed item by item."""
    (robin / "slices" / "gp.yaml").unlink()
    told = _only(robin)
    assert (told.code, told.line) == ("cast.no_papers", 29)
    assert "slices/gp.yaml" in told.message


@pytest.mark.parametrize("text", ["", "# to do\n", "role: gp\nfacts: []\n", "role: [gp\n"])
def test_papers_that_hold_nothing_are_told_once(robin: Path, text: str) -> None:
    """The same for a file that is empty, has no items or cannot be read."""
    (robin / "slices" / "gp.yaml").write_text(text, encoding="utf-8")
    _only(robin)


def test_a_folder_of_papers_that_is_missing_is_told_once(robin: Path) -> None:
    """Nobody is told to be without papers where all papers are gone."""
    shutil.rmtree(robin / "slices")
    assert _only(robin).code == "pack.missing_file"


def test_papers_of_a_role_nobody_plays_are_missed_in_one_line(robin: Path, spoil: Spoil) -> None:
    """A role that is not played may have no papers; where many places name them they are missed once."""
    _give_case_to_social_worker(spoil)
    assert _told(robin) == []
    (robin / "slices" / "social_worker.yaml").unlink()
    told = _only(robin)
    assert (told.code, Path(told.file).name) == ("fact.unknown", "joins.yaml")
    assert (
        "begins with SW-, and 2 more places (key.yaml lines 15, 55) name one; is a file in slices missing?"
        in told.message
    )


@pytest.mark.parametrize("name", ["gp.yml", "gp.yaml.txt", "GP.YAML.TXT"])
def test_papers_under_a_name_nobody_reads_are_told_once(robin: Path, name: str) -> None:
    """The file that is not read is the cause."""
    (robin / "slices" / "gp.yaml").rename(robin / "slices" / name)
    codes = _told(robin)
    assert ("pack.unknown_file", name) in codes
    assert len(codes) == (1 if name.startswith("gp") else 2)


@pytest.mark.parametrize("name", ["Key.yaml", "key.yml", "key.yaml.txt", "KEY.YAML"])
def test_a_file_under_another_name_is_not_missing(robin: Path, name: str) -> None:
    """A file with another ending or other capitals is told what to be called, and not to be missing too."""
    (robin / "key.yaml").rename(robin / name)
    told = _only(robin)
    assert told.code == "pack.unknown_file"
    assert "call it key.yaml" in told.message or "end in .yaml" in told.message


def test_a_second_file_of_the_same_name_is_told_to_go(robin: Path) -> None:
    """Where the right file is there as well, the other one is not told to take its name."""
    (robin / "key.yml").write_text("a: 1\n", encoding="utf-8")
    assert 'there is a file "key.yaml"; take this one out' in _only(robin).message


def test_what_other_programs_lay_beside_a_file_is_left_alone(robin: Path) -> None:
    """The lock of a word processor and the shadow files of a Mac are no papers."""
    for name in ("slices/~$gp.yaml", "slices/._gp.yaml", "._key.yaml", "~$key.yaml", "roles/.x.yaml"):
        (robin / name).parent.mkdir(exist_ok=True)
        (robin / name).write_bytes(b"\x00\x05\x16\x07")
    assert _told(robin) == []


def test_papers_named_otherwise_than_their_role_are_told_once(robin: Path) -> None:
    """The name is the cause; the role is not said to have no papers."""
    (robin / "slices" / "designated_teacher.yaml").rename(robin / "slices" / "teacher.yaml")
    assert _only(robin).code == "name.file"


def test_a_misspelt_role_of_papers_is_told_once(robin: Path, spoil: Spoil) -> None:
    """Papers of a role nobody has are told which seat they were meant for, and the seat is not told apart."""
    spoil("slices/designated_teacher.yaml", "role: designated_teacher", "role: designated_techer")
    old = robin / "slices" / "designated_teacher.yaml"
    old.rename(old.with_name("designated_techer.yaml"))
    told = _only(robin)
    assert told.code == "cast.no_seat"
    assert 'did you mean "designated_teacher"?' in told.message


def test_a_misspelt_role_of_a_seat_is_told_once(robin: Path, spoil: Spoil) -> None:
    """A seat without a card is told which role was meant, and neither it nor the papers are told apart."""
    spoil("scenario.yaml", "role: designated_teacher,", "role: designated_techer,")
    told = [one for one in check_paths([robin]) if one.code != "cast.no_quorum"]
    assert [one.code for one in told] == ["role.no_card"]
    assert 'did you mean "designated_teacher"?' in told[0].message


def test_a_misspelt_role_with_a_card_of_its_own_is_told_once(robin: Path, spoil: Spoil) -> None:
    """The pack's own cards and papers are what a seat may have meant, too."""
    card = robin / "roles" / "school_nurse.yaml"
    card.parent.mkdir()
    gp = (Path(__file__).parents[2] / "roles" / "gp.yaml").read_text(encoding="utf-8")
    card.write_text(gp, encoding="utf-8")
    (robin / "slices" / "gp.yaml").rename(robin / "slices" / "school_nurse.yaml")
    spoil("slices/school_nurse.yaml", "role: gp", "role: school_nurse")
    spoil("scenario.yaml", "{role: gp,", "{role: school_nurs,")
    assert 'did you mean "school_nurse"?' in _only(robin).message


def test_an_item_mistyped_in_its_folder_is_told_once_with_what_was_meant(robin: Path, spoil: Spoil) -> None:
    """Where many places miss one item and nothing names another, the two are brought together."""
    spoil("slices/designated_teacher.yaml", "id: DT-02", "id: DT-12")
    told = [one for one in check_paths([robin]) if one.code == "fact.unknown"]
    assert len(told) == 1
    assert 'nobody holds the fact "DT-02", which this and' in told[0].message
    assert "is DT-12 meant, which nothing names?" in told[0].message
    assert len(_told(robin)) == 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  - id: DT-02", "  - id: DT-01", "id.twice"),
        ("  - id: DT-02", "    id: DT-02", "yaml.duplicate_key"),
        ("  - id: DT-02\n    words", "  - words", "shape.missing"),
        ("  - id: DT-02", "  - id: DT-2", "shape.pattern"),
        ("  - id: DT-02", "  - id: dt-02", "shape.pattern"),
    ],
)
def test_an_item_lost_in_its_folder_is_told_there_alone(
    robin: Path, spoil: Spoil, old: str, new: str, code: str
) -> None:
    """What names the item that got lost is not told; what misses another role's item still is."""
    spoil("slices/designated_teacher.yaml", old, new)
    assert _only(robin).code == code
    spoil("joins.yaml", "[[DT-02], [GP-01]]", "[[DT-02], [GP-11]]")
    assert {one[0] for one in _told(robin)} == {code, "fact.unknown"}


def test_a_folder_that_lost_many_items_is_told_once(robin: Path) -> None:
    """Where a part of a file is gone, its items are missed in one line that lists them."""
    gp = robin / "slices" / "gp.yaml"
    text = gp.read_text(encoding="utf-8")
    gp.write_text(text.partition("  - id: GP-02")[0].replace("GP-01", "GP-09"), encoding="utf-8")
    key = robin / "key.yaml"
    more = "".join(f"  GP-0{n}: {{types: [fact], polarity: [grey], weight: 1}}\n" for n in (4, 9))
    key.write_text(key.read_text(encoding="utf-8").replace("  HO-01:", f"{more}  HO-01:"), encoding="utf-8")
    told = _only(robin)
    assert "nobody holds 4 facts (GP-01, GP-02, GP-03, GP-04), which this and" in told.message
    assert "is a part of robin/slices/gp.yaml missing?" in told.message


def test_an_item_without_its_tag_is_told_once(robin: Path, spoil: Spoil) -> None:
    """A provenance that was forgotten is told once, with the places that rest on the item."""
    spoil(
        "slices/housing_officer.yaml",
        "topics: [home]\n    provenance: P1",
        "topics: [home]",
    )
    told = _only(robin)
    assert told.code == "fact.authored"
    assert "HO-02 is authored" in told.message
    assert "more places (key.yaml lines 12, " in told.message


def test_a_copy_of_a_file_is_told_in_few_lines(robin: Path) -> None:
    """Items that stand twice because their file does are told together."""
    text = (robin / "slices" / "gp.yaml").read_text(encoding="utf-8")
    more = text + text.partition("facts:\n")[2].replace("GP-0", "GP-1")
    (robin / "slices" / "gp.yaml").write_text(more, encoding="utf-8")
    (robin / "slices" / "police.yaml").write_text(more, encoding="utf-8")
    told = [one for one in check_paths([robin]) if one.code == "id.twice"]
    assert len(told) == 1
    assert "GP-01 is there twice, and so are 5 more of this file" in told[0].message


def test_a_key_that_weighs_nothing_is_told_once_a_file(robin: Path) -> None:
    """A key whose facts have not been written yet is not told of every single one."""
    key = robin / "key.yaml"
    head, _, tail = key.read_text(encoding="utf-8").partition("  DT-01:")
    key.write_text(head.replace("facts:", "facts: {}") + "\nitems:" + tail.partition("\nitems:")[2], "utf-8")
    gp = robin / "slices" / "gp.yaml"
    text = gp.read_text(encoding="utf-8")
    gp.write_text(text + text.partition("facts:\n")[2].replace("GP-0", "GP-1"), encoding="utf-8")
    told = [one for one in check_paths([robin]) if one.code == "key.no_part"]
    assert [one.message.partition(";")[0] for one in told if one.file.endswith("gp.yaml")] == [
        "the key says nothing of GP-01 and 5 more facts of this file"
    ]


def test_a_misspelt_id_in_the_key_is_told_once(robin: Path, spoil: Spoil) -> None:
    """The fact it means is not told to be left out of the key."""
    spoil("key.yaml", "  HO-03: {", "  HO-O3: {")
    assert _only(robin).code == "shape.pattern"


def test_a_pack_without_children_is_told_once(robin: Path, spoil: Spoil) -> None:
    """Each answer of the key is about a child that is not there; the pack is told to need one."""
    spoil("scenario.yaml", "children:\n  - id: c1\n    name: Robin\n    age: six\n", "children: []\n")
    assert _only(robin).code == "shape.too_few"


def test_a_pace_with_an_unknown_name_is_told_once(robin: Path, spoil: Spoil) -> None:
    """It was most likely meant to be the pace that is missed."""
    spoil("scenario.yaml", "id: standard", "id: normal")
    assert _only(robin).code == "shape.word"
