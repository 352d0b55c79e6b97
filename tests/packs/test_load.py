"""From files to the model: what a session is given, and what it is not."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sizes import size

from cpsim.model.content import Options
from cpsim.model.said import Said
from cpsim.model.words import Basis, Handling, Topic
from cpsim.packs import check_paths, list_scenarios, load_content, load_framework, load_scenario, locate
from cpsim.packs.problems import Severity

Spoil = Callable[[str, str, str], None]


def test_content_holds_what_the_files_say(robin: Path) -> None:
    """Facts, key and joins arrive as they are written, in file order, with defaults filled in."""
    content, problems = load_content(robin, "jersey", Options())
    assert problems == []
    assert content is not None
    scenario = content.scenario
    papers = scenario.slice("gp")
    assert papers is not None
    first, _, third = papers.facts
    assert first.words.text == "Robin has gained no weight for eight months."
    assert first.topics == (Topic.HEALTH, Topic.DEVELOPMENT)
    assert (first.volunteered, first.basis, first.handling, first.authored) == (True, Basis.RECORD, (), False)
    assert third.handling == (Handling.CHAIR_FIRST, Handling.NOT_IN_REPORT)
    assert [part.fact for part in scenario.key.facts][:3] == ["DT-01", "DT-02", "DT-03"]
    assert scenario.insights[1].needs == (("DT-01", "DT-03"), ("HO-02",))
    assert scenario.moments[0].when == Said.stored("some nights")
    assert scenario.printed_in is None
    assert [pace.id for pace in scenario.paces] == ["short", "standard"]
    assert scenario.replies[0].facts[0].authored
    assert [pace.minutes_table for pace in scenario.paces] == [60, 0]
    (arrives,) = scenario.injects
    assert (arrives.id, arrives.when.text) == ("teacher_delayed", "in the opening")
    assert arrives.words.text.startswith("The class teacher, who was to join by telephone, is delayed")


def test_a_pack_may_do_without_letters_and_injects(robin: Path) -> None:
    """Nothing is missed where no service wrote and nothing may arrive."""
    (robin / "replies.yaml").unlink()
    (robin / "injects.yaml").unlink()
    loaded = load_scenario(robin)
    assert loaded.problems == ()
    assert loaded.value is not None
    assert (loaded.value.replies, loaded.value.injects) == ((), ())


def test_papers_come_in_the_order_of_the_cast(robin: Path) -> None:
    """Slices follow the cast, so that nothing depends on the order of files in a folder."""
    loaded = load_scenario(robin)
    assert loaded.value is not None
    seats = [seat.role for seat in loaded.value.cast]
    roles = [part.role for part in loaded.value.slices]
    assert roles == [role for role in seats if role in roles]


def test_cards_are_those_of_the_table(robin: Path) -> None:
    """The role cards of the cast come first and in its order; cards nobody needs stay out."""
    content, _ = load_content(robin, "jersey", Options())
    assert content is not None
    assert [card.id for card in content.roles] == [seat.role for seat in content.scenario.cast]


def test_the_cards_say_nothing_of_the_papers(robin: Path, spoil: Spoil) -> None:
    """Every seat has the cards, so whoever is mentioned in one folder alone has none among them."""
    spoil("slices/gp.yaml", "about: [child, mother]", "about: [child, father]")
    content, _ = load_content(robin, "jersey", Options())
    assert content is not None
    assert "father" not in [card.id for card in content.roles]


def test_who_a_quorum_needs_has_a_card_without_a_seat(robin: Path, spoil: Spoil) -> None:
    """Where the one role is missing without which no table is quorate, a screen can still name it."""
    seat = '  - {role: social_worker, playable: false, direct_contact: "yes"}\n'
    spoil("scenario.yaml", seat, "")
    (robin / "slices" / "social_worker.yaml").unlink()
    content, _ = load_content(robin, "jersey", Options())
    assert content is not None
    assert content.roles[-1].id == "social_worker"


def test_without_a_framework_it_is_the_first(robin: Path) -> None:
    """A pack names its usual procedure first."""
    content, _ = load_content(robin, None, Options())
    assert content is not None
    assert content.framework.slug == "jersey"


@pytest.mark.parametrize(
    ("framework", "options", "code"),
    [
        ("guernsey", Options(), "choice.framework"),
        (None, Options(pace="long"), "choice.pace"),
        (None, Options(card="minimal"), "choice.card"),
    ],
)
def test_what_a_pack_does_not_have_cannot_be_chosen(
    robin: Path, framework: str | None, options: Options, code: str
) -> None:
    """An unknown framework, pace or card is a problem that lists what there is."""
    content, problems = load_content(robin, framework, options)
    assert content is None
    assert [one.code for one in problems] == [code]
    assert "it has:" in problems[0].message


def test_a_broken_pack_gives_no_content(robin: Path, spoil: Spoil) -> None:
    """An error keeps a pack from being played; a warning comes along with the content."""
    spoil("slices/gp.yaml", "Robin has gained no weight for eight months.", "Robin was born on 3 March 2019.")
    content, problems = load_content(robin, None, Options())
    assert content is not None
    assert [one.severity for one in problems] == [Severity.WARNING]
    spoil("key.yaml", "preferred: neglect", "preferred: physical")
    content, problems = load_content(robin, None, Options())
    assert content is None
    assert {one.code for one in problems} == {"key.preferred", "words.personal"}


@pytest.mark.parametrize(
    ("file", "word"), [("frameworks/jersey.yaml", "documents"), ("roles/gp.yaml", "duties")]
)
def test_what_a_pack_needs_has_to_be_sound(
    robin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, word: str
) -> None:
    """A mistake in the framework or in a role card the pack uses is told instead of a session."""
    package = tmp_path / "cpsim"
    for folder in ("scenarios", "frameworks", "roles"):
        shutil.copytree(locate.shipped() / folder, package / "_data" / folder)
    spoiled = package / "_data" / file
    spoiled.write_text(spoiled.read_text(encoding="utf-8").replace(f"{word}:", "oddments:"), encoding="utf-8")
    monkeypatch.setattr(locate, "_PACKAGE", package)
    content, problems = load_content(robin, None, Options())
    assert content is None
    assert {one.code for one in problems} >= {"shape.unknown_field", "shape.missing"}
    assert {Path(one.file).name for one in problems} == {Path(file).name}


def test_an_unknown_scenario_is_a_sentence(robin: Path) -> None:
    """A word that is neither a shipped pack nor a folder gives a problem that names the shipped ones."""
    assert robin.is_dir()
    content, problems = load_content("robyn", None, Options())
    assert content is None
    assert "jayden" in problems[0].message
    assert load_scenario("robyn").value is None
    assert [one.code for one in check_paths(["robyn"])] == ["scenario.unknown"]


@pytest.mark.parametrize("word", ["x" * 5000, "a\x00b", "\ud800", "", "/dev/null", "\x1b[2J"])
def test_a_word_that_cannot_be_a_path_is_a_sentence(robin: Path, word: str) -> None:
    """Names no system takes are looked for in vain, and told without their control characters."""
    assert robin.is_dir()
    for problems in (
        load_content(word, None, Options())[1],
        load_scenario(word).problems,
        check_paths([word]),
    ):
        assert [one.code for one in problems] == ["scenario.unknown"]
        assert problems[0].message.isprintable()
    assert load_framework(word).value is None


def test_shipped_packs_are_listed() -> None:
    """The list of packs has the shipped one, and each can be loaded by its name."""
    assert "jayden" in list_scenarios()
    assert all(load_scenario(slug).value is not None for slug in list_scenarios())


def test_a_shipped_name_goes_before_a_folder(robin: Path) -> None:
    """A folder called like a shipped pack is meant only when it is written as a path."""
    (robin.parent / "jayden").mkdir()
    (robin.parent / "jayden" / "scenario.yaml").write_text("slug: jayden\n", encoding="utf-8")
    assert load_scenario("jayden").value is not None
    assert load_scenario("./jayden").value is None
    assert load_scenario(Path.cwd() / "jayden").value is None


DIGEST = """
import sys
from pathlib import Path
from cpsim.conference.codec import digest, encode_content
from cpsim.model.content import Options
from cpsim.packs import load_content
content, problems = load_content(Path(sys.argv[1]), None, Options())
assert content is not None, problems
print(digest(encode_content(content)))
"""


def test_loading_twice_gives_the_same(robin: Path) -> None:
    """The same files give the same content to the byte in every process, whatever its order of a set; others do not."""

    def read(order: str) -> str:
        told = subprocess.run(
            [sys.executable, "-c", DIGEST, str(robin.resolve())],
            env={**os.environ, "PYTHONHASHSEED": order, "PYTHONPATH": str(locate.shipped())},
            check=True,
            capture_output=True,
            text=True,
        )
        return told.stdout

    first = read("1")
    assert [read(order) for order in ("2", "3")] == [first, first]
    file = robin / "cards.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Robin", "Rowan"), encoding="utf-8", newline="\n")
    assert read("1") != first


def test_spoiled_packs_never_raise(robin: Path) -> None:
    """Lines lost, doubled, moved or cut short anywhere in a pack give problems or a pack, and no traceback."""
    chance = random.Random(7)
    files = sorted(robin.rglob("*.yaml"))
    whole = {file: file.read_text(encoding="utf-8") for file in files}
    refused = 0
    runs = size(120, 120, 5_000)
    for _ in range(runs):
        for file in chance.sample(files, 2):
            lines = whole[file].splitlines(keepends=True)
            at = chance.randrange(len(lines))
            match chance.randrange(5):
                case 0:
                    del lines[at]
                case 1:
                    lines.insert(at, lines[chance.randrange(len(lines))])
                case 2:
                    lines[at] = lines[at].replace(":", ": [", 1)
                case 3:
                    lines[at] = lines[at][: len(lines[at]) // 2] + "\n"
                case _:
                    lines[at] = lines[at].partition(":")[0] + ": 7\n"
            file.write_text("".join(lines), encoding="utf-8", newline="\n")
        loaded = load_scenario(robin)
        refused += loaded.value is None
        assert (loaded.value is None) == any(one.severity is Severity.ERROR for one in loaded.problems)
        for file, text in whole.items():
            file.write_text(text, encoding="utf-8", newline="\n")
    assert refused > runs / 2
