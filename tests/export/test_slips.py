"""Slips: each role its own papers and nobody else's, nothing overwritten, pages that ask for nothing."""

import io
import re
import textwrap
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conferences import jayden
from paper import BROWSER, articles, pages
from secrecy import canary, one_more, other_key, reworded, with_canaries

from cpsim.cli import main
from cpsim.export.role_slip import opening_views, role_sheet
from cpsim.export.sheets import Entries
from cpsim.export.slips import FACILITATOR, run_print, slip_files, write_slips
from cpsim.model.case import Child, Fact
from cpsim.model.content import Content, Options
from cpsim.model.framework import Asked, Scale, Source
from cpsim.model.said import clean
from cpsim.model.words import Item, Watch
from cpsim.present.slip_words import find, word_for, words_of

ROLES = (
    "chair",
    "social_worker",
    "health_visitor",
    "designated_teacher",
    "housing_officer",
    "gp",
    "mother",
    "father",
    "advocate",
)


OBSERVERS = tuple(f"observer_{watch.value}" for watch in Watch)


def of_role(files: dict[str, str], role: str) -> str:
    """Everything one role is handed, as text and as a page, with the spaces of wrapped lines made one."""
    return " ".join((files[f"{role}.txt"] + articles(files["slips.html"])[role]).split())


def word(fact: Fact) -> str:
    """The word that puts an item of this case up, as text files have it."""
    holders = (part.facts for part in jayden().scenario.slices)
    folder = next((facts for facts in holders if fact.id in {one.id for one in facts}), (fact,))
    return words_of("jayden", folder)[fact.id].upper()


def test_every_seat_has_a_slip_and_the_key_lies_apart() -> None:
    """One file for each role of the cast, one page with all of them, and the facilitator's own folder."""
    names = set(slip_files(jayden(), html=True))
    kept = {f"{FACILITATOR}/facilitator.txt", f"{FACILITATOR}/facilitator.html"}
    watching = {f"{sheet}.txt" for sheet in OBSERVERS}
    assert names == {f"{role}.txt" for role in ROLES} | watching | {"slips.html", "observers.html"} | kept
    assert set(articles(slip_files(jayden(), html=True)["slips.html"])) == set(ROLES)
    assert set(articles(slip_files(jayden(), html=True)["observers.html"])) == set(OBSERVERS)
    assert set(slip_files(jayden(), html=False)) == {f"{role}.txt" for role in ROLES} | watching | {
        f"{FACILITATOR}/facilitator.txt"
    }


def test_a_slip_holds_its_own_folder_whole() -> None:
    """Every item stands on its holder's slip with its number, short words, whole words and origin."""
    files = slip_files(jayden(), html=True)
    for part in jayden().scenario.slices:
        handed = of_role(files, part.role)
        dealt = [fact for fact in part.facts if not fact.after]
        for number, fact in enumerate(dealt, 1):
            assert f" {number} {word(fact)} {fact.short}. {fact.words} (from: {fact.source}" in handed
    assert "to the chair first" in of_role(files, "gp")
    assert "word of the mother" in of_role(files, "health_visitor")


def test_two_children_have_a_decision_each_and_an_unborn_one_is_not_asked_to_the_table() -> None:
    """The chair writes down the decision child by child, and settles how the born one takes part."""
    case = jayden().scenario
    second = Child("c2", clean("Bump"), clean("not yet born"), unborn=True)
    both = replace(jayden(), scenario=replace(case, children=(*case.children, second)))
    one, two = (slip_files(content, html=False)["chair.txt"] for content in (jayden(), both))
    assert one.count("Is the threshold met?") == 1
    assert two.count("Is the threshold met?") == 2
    decisions = two.split("THE DECISION")[1].split("YOUR FIRST JUDGEMENT")[0]
    assert decisions.index("Jayden") < decisions.index("Bump")
    assert "How does Jayden take part?" in " ".join(two.split())
    assert "How does Bump" not in " ".join(two.split())
    assert "does this mean for the children's day" in " ".join(two.split())


def test_no_slip_holds_a_word_of_another_folder_or_of_the_key() -> None:
    """Every word planted in a folder is on its holder's slip alone, and one of the key's on none."""
    content = with_canaries(jayden())
    files = slip_files(content, html=True)
    for role in ROLES:
        handed = of_role(files, role)
        assert "canarykey" not in handed
        for part in content.scenario.slices:
            for number, fact in enumerate(part.facts):
                held = part.role == role and not fact.after
                assert (canary(part.role, number) in handed) == held


def test_the_facilitator_has_every_folder_and_the_reasons_of_the_key() -> None:
    """Every word planted in a folder or in a reason that this area asks for is in the facilitator's set."""
    content = with_canaries(jayden())
    files = slip_files(content, html=True)
    for ending in ("txt", "html"):
        text = files[f"{FACILITATOR}/facilitator.{ending}"]
        for part in content.scenario.slices:
            assert all(canary(part.role, number) in text for number in range(len(part.facts)))
        for item in content.scenario.key.items:
            assert (str(item.reason).rsplit(" ", 1)[1] in text) == (item.at.item is not Item.SCALE)


def late_in_the_middle() -> Content:
    """The same case with an item in the middle of the GP's folder that comes to mind after two others."""
    slices = []
    for part in jayden().scenario.slices:
        facts = tuple(
            replace(fact, after=("HO-08", "DT-14")) if fact.id == "GP-07" else fact for fact in part.facts
        )
        slices.append(replace(part, facts=facts))
    return replace(jayden(), scenario=replace(jayden().scenario, slices=tuple(slices)))


def test_a_number_stands_for_the_same_item_on_the_slip_and_in_the_set() -> None:
    """An item that is on no slip takes no number from those that are, and says when it comes."""
    files = slip_files(late_in_the_middle(), html=True)
    guide = " ".join(files[f"{FACILITATOR}/facilitator.txt"].split())
    part = next(one for one in late_in_the_middle().scenario.slices if one.role == "gp")
    dealt = [fact for fact in part.facts if not fact.after]
    for number, fact in enumerate(dealt, 1):
        assert f" {number} {word(fact)} {fact.short}. {fact.words}" in of_role(files, "gp")
        assert f" {number} {word(fact)} {fact.short} [{fact.id}]. {fact.words}" in guide
    late = next(fact for fact in part.facts if fact.id == "GP-07")
    assert f" {len(part.facts)} {word(late)} {late.short} [GP-07]. {late.words}" in guide
    assert f"Family doctor {len(part.facts)} ({late.short})" in guide
    assert "and 1 that is on no slip" in guide.lower()
    told = "tell it to its holder, with number and word, once one of these was said: Housing officer 8"
    assert told in guide
    assert str(late.words) not in of_role(files, "gp")
    assert word(late) not in of_role(files, "gp").upper().split()


def test_a_printed_number_and_word_put_that_item_up() -> None:
    """What a holder reads out finds the item at their own seat, and at no other."""
    content = late_in_the_middle()
    views = opening_views(content)
    page = articles(slip_files(content, html=True)["slips.html"])
    for view in views:
        printed = re.findall(
            r'<span class="number">(\d+)</span> <span class="word">(\w+)</span> (.*?)\.(?: <span|</dt>)',
            page[view.seat.role or ""],
        )
        assert len(printed) == len(view.own.folder)
        for number, spoken, short in printed:
            fact = find(view, "jayden", int(number), spoken)
            assert fact is not None
            assert unescape(short) == str(fact.short)
            others = [one for one in views if one is not view]
            assert [one for one in others if find(one, "jayden", int(number), spoken)] == []


def test_a_slip_says_how_an_item_goes_up() -> None:
    """The first item serves as the example; whoever has no folder is told nothing of it."""
    files = slip_files(jayden(), html=True)
    first = next(part for part in jayden().scenario.slices if part.role == "gp").facts[0]
    how = f"say its number and the word beside it aloud, such as “1, {word_for('jayden', first.id)}”"
    assert of_role(files, "gp").count(how) == 2
    assert "the word beside it aloud" not in of_role(files, "chair")


def test_letters_have_no_word() -> None:
    """The chair reads them out; nobody puts them up."""
    guide = slip_files(jayden(), html=False)[f"{FACILITATOR}/facilitator.txt"]
    for fact in (fact for reply in jayden().scenario.replies for fact in reply.facts):
        assert f"1  {word(fact)}" not in guide
        assert f"{word(fact)}  {fact.short}" not in guide


def test_ids_stand_in_the_set_alone() -> None:
    """Whoever fills in an answers file from paper finds the id of every item; nobody at the table needs it."""
    files = slip_files(jayden(), html=True)
    scenario = jayden().scenario
    folders = [part.facts for part in scenario.slices] + [reply.facts for reply in scenario.replies]
    for fact in (fact for facts in folders for fact in facts):
        assert f"[{fact.id}]" in files[f"{FACILITATOR}/facilitator.txt"]
        assert f'<span class="id">{fact.id}</span>' in files[f"{FACILITATOR}/facilitator.html"]
        assert all(fact.id not in of_role(files, role) for role in ROLES)


def test_the_set_says_how_items_bear_on_each_other() -> None:
    """What does not fit together and what backs each other stand there as in the debrief."""
    guide = " ".join(slip_files(jayden(), html=False)[f"{FACILITATOR}/facilitator.txt"].split())
    for link in (*jayden().scenario.clashes, *jayden().scenario.corroborations):
        assert str(link.says) in guide
    assert "WHAT DOES NOT FIT TOGETHER" in guide
    assert "WHAT BACKS EACH OTHER" in guide


def test_each_part_of_a_plan_line_stands_on_a_line_of_its_own() -> None:
    """However an author ends it, one part does not run into the next."""
    lines = slip_files(jayden(), html=False)[f"{FACILITATOR}/facilitator.txt"].splitlines()
    for part in jayden().scenario.slices:
        for plan in part.plans[:1]:
            for name, words in (("Who", plan.who), ("When", plan.when), ("We will know by", plan.sign)):
                assert any(line.startswith(f"- {name}: {str(words)[:20]}") for line in lines)


@pytest.mark.parametrize(
    ("change", "holder"),
    [
        (lambda content: reworded(content, "housing_officer", "HO-12"), "housing_officer"),
        (lambda content: one_more(content, "gp"), "gp"),
        (other_key, None),
    ],
)
def test_nobody_elses_slip_shows_that_a_secret_changed(change: object, holder: str | None) -> None:
    """Whatever another folder or the key says, and however long it is, a slip is the same to the byte."""
    assert callable(change)
    first, second = slip_files(jayden(), html=True), slip_files(change(jayden()), html=True)
    changed = {role for role in ROLES if of_role(first, role) != of_role(second, role)}
    assert changed == ({holder} if holder else set())
    assert first[f"{FACILITATOR}/facilitator.txt"] != second[f"{FACILITATOR}/facilitator.txt"]


def with_scale() -> Content:
    """The same case in an area that asks for a number from 0 to 10 for each place."""
    content = jayden()
    asked = Asked(Item.SCALE, None, clean("How safe is the child?"), per_setting=True)
    scale = Scale(0, 10, clean("worst"), clean("best"), Source("A", "assumption"))
    framework = content.framework
    after = replace(framework.after, asks=(*framework.after.asks, asked))
    return replace(content, framework=replace(framework, scale=scale, after=after))


def test_a_form_names_a_place_only_to_whoever_holds_it() -> None:
    """A ballot speaks of a place in neutral words unless the seat's own folder names it."""
    files = slip_files(with_scale(), html=True)
    by_id = {place.id: place for place in jayden().scenario.settings}
    place = by_id["where_now"]
    assert f"How safe is the child? ({place.named})" in of_role(files, "designated_teacher")
    assert f"How safe is the child? ({place.neutral})" in of_role(files, "gp")
    assert str(place.named) not in of_role(files, "gp")


def test_a_ballot_asks_what_the_area_asks() -> None:
    """Both stages stand on a judge's slip with every level, plan and category; the family has no ballot."""
    framework = jayden().framework
    handed = slip_files(jayden(), html=False)["gp.txt"]
    for level in framework.levels:
        assert f"A[ ]B[ ] {level.value} {level.name}" in handed
    assert "  A[ ] not enough to say" in handed
    assert "A[ ]B[ ] not enough to say" not in handed
    for name in (
        *(status.name for status in framework.statuses),
        *(kind.name for kind in framework.categories),
    ):
        assert f"  B[ ] {name}" in handed
    assert handed.count("Level of need") == 1
    assert "[ ]" not in slip_files(jayden(), html=False)["mother.txt"]


def test_slips_are_for_a_table() -> None:
    """They give the number of questions that a table has, whatever the pack was loaded for."""
    pace = jayden().scenario.paces[1]
    assert pace.questions_table != pace.questions_alone
    assert f"My {pace.questions_table} questions" in slip_files(jayden(), html=False)["gp.txt"]


def test_text_keeps_to_80_columns() -> None:
    """No line of any text is wider than a page of 80 columns, long names and all."""
    content = jayden()
    level = replace(content.framework.levels[0], name=clean("a very long name for a level of need " * 4))
    framework = replace(content.framework, levels=(level, *content.framework.levels[1:]))
    for files in (
        slip_files(content, html=False),
        slip_files(replace(content, framework=framework), html=False),
    ):
        for text in files.values():
            assert max(map(len, text.splitlines())) <= 80


class Seen(HTMLParser):
    """What a browser would fetch, run or show as markup."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str | None]] = []
        self.tags: set[str] = set()
        self.language: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag and every attribute that names an address."""
        self.tags.add(tag)
        self.asked += [
            one for one in attrs if one[0] in ("src", "href", "srcset", "action", "data", "poster")
        ]
        if tag == "html":
            self.language = dict(attrs).get("lang")


def test_a_page_asks_for_nothing_from_outside() -> None:
    """No script, picture, font or address; the page says its language and forbids the rest itself."""
    for name, page in slip_files(jayden(), html=True).items():
        if name.endswith(".html"):
            seen = Seen()
            seen.feed(page)
            assert seen.language == "en-GB"
            assert seen.asked == []
            assert not seen.tags & {"script", "link", "img", "iframe", "object", "svg", "form", "a"}
            assert "url(" not in page
            assert "@import" not in page
            assert "default-src 'none'" in page
            assert "@page" in page
            assert "size: A4" in page


def test_words_of_a_pack_are_text() -> None:
    """Markup in a pack stands on the page as it was written and is never obeyed."""
    title = clean("<script>alert(1)</script> {{ 7 * 7 }} & <b>")
    content = replace(jayden(), scenario=replace(jayden().scenario, title=title))
    page = slip_files(content, html=True)["slips.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }} &amp; &lt;b&gt;" in page
    assert "<script" not in page


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A second time makes a second folder, and what lies in the first stays as it is."""
    first = write_slips(jayden(), tmp_path / "cpsim slips", html=True)
    (first / "gp.txt").write_text("my notes", encoding="utf-8")
    second = write_slips(jayden(), tmp_path / "cpsim slips", html=True)
    assert (first.name, second.name) == ("jayden-slips", "jayden-slips-2")
    assert (first / "gp.txt").read_text(encoding="utf-8") == "my notes"
    assert (second / FACILITATOR / "facilitator.html").is_file()
    written = {file.relative_to(second).as_posix() for file in second.rglob("*") if file.is_file()}
    assert written == set(slip_files(jayden(), html=True))


def told(
    output: str | None, scenario: str = "scenarios/jayden", pace: str | None = None
) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of the verb."""
    out, err = io.StringIO(), io.StringIO()
    options = Options(pace=pace or Options().pace)
    return run_print(scenario, output, options, html=False, out=out, err=err), out.getvalue(), err.getvalue()


def test_the_verb_writes_where_it_is_told(tmp_path: Path) -> None:
    """A new or an empty folder is filled; in one with something in it a new one is made."""
    wanted = tmp_path / "new" / "slips"
    code, out, err = told(str(wanted))
    assert (code, out) == (0, f"{wanted}\n")
    assert "9 slips" in err
    assert told(str(wanted))[1] == f"{wanted / 'jayden-slips'}\n"
    assert (wanted / "jayden-slips" / "gp.txt").is_file()


def test_the_verb_writes_here_where_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder there is a new one in the current one."""
    scenario = str(Path("scenarios/jayden").absolute())
    monkeypatch.chdir(tmp_path)
    assert told(None, scenario)[:2] == (0, "jayden-slips\n")
    assert (tmp_path / "jayden-slips" / "chair.txt").is_file()


def test_the_verb_says_what_it_cannot_do(tmp_path: Path) -> None:
    """An unknown scenario is used wrongly; a file in the way is something that could not be done."""
    code, out, err = told(str(tmp_path / "new"), "nowhere")
    assert (code, out) == (2, "")
    assert "nowhere" in err
    assert not (tmp_path / "new").exists()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    code, out, err = told(str(tmp_path / "file"))
    assert (code, out) == (3, "")
    assert "cannot be written" in err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_the_verb_prints_what_is_going_to_be_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What everybody knows beforehand, the procedure and what an author added are chosen as for playing."""
    slips = []
    chosen: list[list[str]] = [
        [],
        ["--card", "realistic"],
        ["--framework", "jersey", "--card", "minimal", "--without-authored"],
    ]
    for number, options in enumerate(chosen):
        folder = tmp_path / str(number)
        assert main(["print", "jayden", "-o", str(folder), *options]) == 0
        slips.append(" ".join((folder / "gp.txt").read_text(encoding="utf-8").split()))
    living = "He is living with his father at present."
    assert [living in slip for slip in slips] == [False, True, False]
    assert len(set(slips)) == 3
    for wrong in (["--card", "nothing"], ["--framework", "nowhere"]):
        assert main(["print", "jayden", "-o", str(tmp_path / "wrong"), *wrong]) == 2
    assert not (tmp_path / "wrong").exists()
    capsys.readouterr()


def test_the_verb_prints_for_a_pace(tmp_path: Path) -> None:
    """Every number on the slips is that pace's, they say whose they are, and lie in a folder of their own."""
    (tmp_path / "there").write_text("something", encoding="utf-8")
    for pace, folder in (
        (None, "jayden-slips"),
        ("short", "jayden-slips-short"),
        ("long", "jayden-slips-long"),
    ):
        code, out, _err = told(str(tmp_path), pace=pace)
        assert (code, out) == (0, f"{tmp_path / folder}\n")
    handed = {
        pace: " ".join((tmp_path / f"jayden-slips{pace}" / "gp.txt").read_text(encoding="utf-8").split())
        for pace in ("", "-short", "-long")
    }
    assert "up to 5 items in about 3:30 minutes, and 2 more before the summary." in handed[""]
    assert "up to 3 items in about 2:30 minutes. Say" in handed["-short"]
    assert "up to 7 items in about 5:00 minutes, and 3 more before the summary." in handed["-long"]
    for pace, questions in (
        ("", "My 2 questions"),
        ("-short", "My 1 question:"),
        ("-long", "My 3 questions"),
    ):
        assert questions in handed[pace]
    assert "Short, 60 minutes" in handed["-short"]
    chair = " ".join((tmp_path / "jayden-slips-short" / "chair.txt").read_text(encoding="utf-8").split())
    for left_out in ("circumstances", "contingency", "Anything to add", "Before you sum up"):
        assert left_out not in chair
    assert "circumstances" in (tmp_path / "jayden-slips" / "chair.txt").read_text(encoding="utf-8")


def test_a_pace_that_the_case_does_not_have_is_used_wrongly(tmp_path: Path) -> None:
    """It is told which there are, and nothing is written."""
    code, out, err = told(str(tmp_path / "new"), pace="endless")
    assert (code, out) == (2, "")
    assert "short, standard, long" in err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("pace", ["short", "standard", "long"])
def test_a_text_slip_is_a_few_pages(pace: str) -> None:
    """Of 66 lines each: two for whoever judges nothing, at most three for the largest folder."""
    content = replace(jayden(), options=replace(jayden().options, pace=pace))
    files = slip_files(content, html=False)
    for role in ROLES:
        most = 2 if role in ("mother", "father", "advocate") else 3
        assert files[f"{role}.txt"].count("\n") <= most * 66, role


def test_what_is_said_aloud_is_the_largest_of_an_item() -> None:
    """The number and its word are bold and at least ten points, larger than the words of the item."""
    page = slip_files(jayden(), html=True)["slips.html"]
    style = page.partition("<style>")[2].partition("</style>")[0]
    rules = dict(re.findall(r"^([\w. >]+?) \{([^}]*)\}", style, re.MULTILINE))
    sizes = {
        name: float(re.findall(r"font-size: ([\d.]+)pt", rules[name])[0])
        for name in (".word", "dt .number", ".entry")
    }
    assert sizes[".word"] >= 10 > sizes[".entry"]
    assert sizes["dt .number"] >= 10
    assert all("font-weight: 700" in rules[name] for name in (".word", "dt .number"))


COLUMN = 54
"""Characters in a line of a folder's column; less than any common type has there."""
LINES = 90
"""Lines of such a column that a front has room for, both columns together."""


def test_a_folder_fits_its_side_of_the_sheet() -> None:
    """Counted in lines, every folder of the case leaves room on the front for what stands above it."""
    for view in opening_views(jayden()):
        sheet = role_sheet(view, jayden().book, "jayden")
        items = [item for block in sheet.blocks if isinstance(block, Entries) for item in block.items]
        told = [f"{one.word} {one.short}. {one.limit} {one.words} {one.note}" for one in items]
        assert sum(len(textwrap.wrap(words, COLUMN)) for words in told) <= LINES, sheet.id


@pytest.mark.skipif(BROWSER is None, reason="there is no browser here that prints")
def test_every_slip_is_one_sheet_of_paper(tmp_path: Path) -> None:
    """Printed on both sides, each role is a front and a back: a browser makes two pages of every slip."""
    assert pages(slip_files(jayden(), html=True)["slips.html"], tmp_path) == 2 * len(ROLES)
