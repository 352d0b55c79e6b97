"""The page of one conference: what was said and decided, no names, nothing sealed, words that stay text."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conferences import do, game, jayden, opened, random_conference, role_seat, round_a_table, simulated
from markdown_it import MarkdownIt
from secrecy import canary, other_key, reworded, with_canaries

from cpsim.cli import main
from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference.opening import table_seats
from cpsim.export.exporting import run_export
from cpsim.export.reading import read_seat
from cpsim.export.sheet_html import as_html
from cpsim.export.sheet_markdown import as_markdown, plain
from cpsim.export.sheets import Choice, Columns, Heading, Points, Sheet, Side, Subheading, Table, Text
from cpsim.export.summary import summary_sheet
from cpsim.model.content import Options
from cpsim.model.said import clean
from cpsim.model.words import Driver, SeatKind, Tag, Whose
from cpsim.present import labels, titles
from cpsim.present.own_part import ANSWERED
from cpsim.present.prose import unquoted
from cpsim.present.scores import FOOTER
from cpsim.session.host import Host
from cpsim.session.people import People, to_text
from cpsim.session.room import PEOPLE
from cpsim.store.sqlite import SqliteStore

PAYLOADS = (
    "[/x]", "[b]risk[/b]", "[risk]", "[x](http://a.b)", "![x](http://a.b/p.png)", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<!-- x -->", "&lt;b&gt;", "&#60;", "https://a.b/c", "www.a.b", "a@b.cd", "@all",
    "*em* **strong** _em_ __s__", "`code` ``c``", "~~gone~~", "# heading", "1. one", "12) two", "- point", "+ point",
    "* point", "> quoted", "| a | b |", "a\\", "\\*x\\*", "--- a", "=== a", ":smile:", "$x^2$", "[^1]", "{{ 7*7 }}",
    "{% raw %}", "\x1b]0;title\x07", "\x1b]8;;u\x1b\\", "\u202etxt", "a\nb", "a\u2028b", '"q" \'q\'', "=1+1",
)  # fmt: skip


def sheet(host: Host, seat: str | None = None) -> Sheet:
    """The page from the log of a seat."""
    return summary_sheet(read_seat(host.store, host.session, seat))


def markdown(host: Host, seat: str | None = None) -> str:
    """The page as Markdown."""
    return as_markdown(sheet(host, seat))


def page(host: Host, seat: str | None = None) -> str:
    """The page as HTML, by the way of the command."""
    out, err = io.StringIO(), io.StringIO()
    assert run_export(host.store, host.session, "summary-html", seat, None, out=out, err=err) == 0
    return out.getvalue()


class Read(HTMLParser):
    """What a browser makes of a page: its tags with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.comments: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that is alive."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Words."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """What is hidden from readers."""
        self.comments.append(data)


# ---- what stands on it


def test_it_says_what_was_decided_and_on_what_grounds() -> None:
    """Case, day, who sat there, what was said under each heading, the decision, the plan and the dates."""
    host = game(5, "gp")
    text = markdown(host)
    public = host.state.public
    assert "Jayden" in text.splitlines()[0]
    assert "Wed 30 Apr 2025" in text
    assert "**Played by people:** the family doctor." in text
    assert "**Played by the program:** the chair" in text
    for card in public.board.values():
        assert plain(card.fact.short) in text
    decided = public.decisions["c1"]
    assert plain(str(decided.reason or "")) in text
    assert "Decided for Jayden:" in text
    assert "threshold is" in text
    assert all(plain(f"{one.name}") in text for one in public.dates)
    assert "Training fiction" in text
    assert plain(FOOTER[0]) in text.splitlines()[-1]


def test_every_question_stands_with_how_it_was_answered() -> None:
    """By who asked, whom, about what, and what came of it."""
    host = game(5, "gp", "health_visitor")
    text = markdown(host, "gp")
    part = text.split("## What was asked")[1].split("\n## ")[0]
    rows = dict(row.removeprefix("**").split(":** ", 1) for row in part.strip().split("\n\n"))
    told = {who: sorted(asked.removesuffix(".").split("; ")) for who, asked in rows.items()}
    expected: dict[str, list[str]] = {}
    for who, asked in _asked(host):
        expected.setdefault(titles.seat(who, host.state.public, host.book), []).append(plain(asked))
    assert told == {who: sorted(asked) for who, asked in expected.items()}
    assert len({asked.rpartition("(")[2] for all_of in told.values() for asked in all_of}) > 1


def _asked(host: Host) -> Iterator[tuple[str, str]]:
    """By who asked, in order: whom, about what, and how it was answered or what was read out."""
    waiting: e.QuestionAsked | None = None
    for event in (one.event for one in host.log):
        if isinstance(event, e.QuestionAsked):
            waiting = event
        elif isinstance(event, e.QuestionAnswered):
            assert waiting is not None
            to = titles.the(titles.seat(waiting.to, host.state.public, host.book))
            facts = [fact for part in host.content.scenario.slices for fact in part.facts]
            short = next((unquoted(fact.short) for fact in facts if fact.id == waiting.card), "")
            about = labels.topic(waiting.topic) if waiting.topic is not None else f"how “{short}” is known"
            yield waiting.seat, f"{to} on {about} ({ANSWERED[event.kind]})"
        elif isinstance(event, e.ReplyRead):
            came = "a letter was read out" if event.title is not None else "nothing had come"
            yield event.by, f"what {labels.service(event.service)} wrote ({came})"


def test_judgements_stand_without_seats() -> None:
    """A dot for each judgement at its value; which seat gave it stands nowhere."""
    host = game(5, "gp")
    table = next(block for block in sheet(host).blocks if isinstance(block, Table))
    assert table.heads == ("", "sealed before", "sealed after", "said aloud")
    shown = {
        one.event.stage: one.event.spreads for one in host.log if isinstance(one.event, e.JudgementsShown)
    }
    given = {
        stage: {labels.asked(spread.answers[0].at).capitalize(): spread.answers for spread in spreads}
        for stage, spreads in shown.items()
    }
    names = [str(row[0]) for row in table.rows]
    assert names == [name for name in dict.fromkeys((*names, *given["after"])) if name != "How sure"]
    for name, before, after, _aloud in table.rows:
        assert str(before).count("●") == len(given["before"].get(str(name), ()))
        assert str(after).count("●") == len(given["after"].get(str(name), ()))


def test_a_different_view_stands_with_its_reason() -> None:
    """Whoever has it recorded is named by role."""
    host = game(17, "gp", "chair", "health_visitor")
    dissents = [one.event for one in host.log if isinstance(one.event, e.DissentRecorded)]
    assert dissents
    text = markdown(host, "gp")
    for one in dissents:
        assert plain(one.reason) in text
    assert "A different view is on record, of the" in text


def test_what_stayed_in_folders_is_there_once_they_are_open() -> None:
    """Before the debrief nothing that was not said stands on the page, afterwards all of it in short."""
    before = random_conference(jayden(), 5, "gp", until="D1").host
    assert "What stayed in the folders" not in markdown(before)
    host = game(5, "gp")
    text = markdown(host).replace("\\", "")
    for opened_folder in (one.event for one in host.log if isinstance(one.event, e.FolderOpened)):
        for fact in opened_folder.facts:
            assert str(fact.short) in text
    held = [fact for part in jayden().scenario.slices for fact in part.facts]
    unsaid = [fact for fact in held if fact.id not in before.state.public.board]
    assert unsaid
    page_before = markdown(before).replace("\\", "")
    assert [fact.id for fact in unsaid if str(fact.short) in page_before] == []


def test_what_was_said_without_the_family_is_counted_until_the_folders_are_open() -> None:
    """A page is soon passed on, so the words come onto it when everybody has them."""
    host = random_conference(jayden(), 17, "gp", "chair", "health_visitor", until="D1").host
    private = [one.event for one in host.log if isinstance(one.event, e.FactSharedPrivately)]
    assert private
    text = markdown(host, "chair")
    assert f"{len(private)} item" in text
    assert all(plain(one.fact.short) not in text for one in private)
    after = random_conference(jayden(), 17, "gp", "chair", "health_visitor").host
    assert all(f"{plain(one.fact.short)}" in markdown(after, "chair") for one in private)
    assert "(without the family)" in markdown(after, "chair")


def test_a_table_is_told_with_its_changes_and_who_led() -> None:
    """Drivers by role and from which step on, several roles of one person, observers, corrections, notes, the end."""
    host = _led()
    text = markdown(host, "gp")
    assert "**Absent:** the child's advocate." in text
    assert "**Roles of the same person:** the health visitor, the family doctor." in text
    assert "the housing officer: absent, from “Information” on" in text
    assert "the housing officer: played by a person, from “Information” on" in text
    assert "2 people observed." in text
    assert "Somebody facilitated." in text
    assert "**Note:** slowly today" in text
    assert "**Something arrived:** a telephone rings" in text
    assert "**Corrected, put up by mistake:**" in text
    assert "**Corrected:**" in text
    assert "(before: fact)." in text
    assert " (corrected)" in text
    assert "**Done aloud:** Before the conference." in text
    assert "The facilitator opened their own papers." in text
    assert "**Ended early:** at “Information”, before its last step." in text


def test_a_step_that_was_left_out_is_not_called_done() -> None:
    """Whoever reads the page can tell which of the two it was."""
    host = round_a_table(jayden(), "gp")
    assert do(host, host.state.public.seats[-1].id, a.DoneAloud("left_out")) is None
    text = markdown(host, "gp")
    assert "**Left out:** Before the conference." in text
    assert "Done aloud" not in text


def test_nothing_private_of_the_facilitator_is_on_the_page_of_any_seat() -> None:
    """Not even where the page is made from the facilitator's own log: a page is for passing on."""
    host = _led()
    for seat in host.state.public.seats:
        if seat.driver is Driver.PERSONS:
            text = markdown(host, seat.id)
            assert "private thought" not in text
            assert "Lock outside" not in text


def test_no_person_is_named() -> None:
    """Seats of one person are known by a word of their own, which may be a name and stays off the page."""
    text = (markdown(_led(), "gp") + page(_led(), "gp")).lower()
    assert {seat.party for seat in _led().state.public.seats} >= set(NAMES)
    assert [name for name in NAMES if re.search(rf"\b{name}\b", text)] == []


NAMES = ("anna", "ben", "carl", "dora")


@cache
def _led() -> Host:
    """A table where much happens that whoever facilitates does."""
    content = jayden(Options(alone=False, facilitated=True))
    taken = {"health_visitor": "anna", "gp": "anna", "housing_officer": "ben"}
    watching = [("carl", None), ("dora", None)]
    seats = table_seats(content, taken, absent=("advocate",), observers=watching)
    host = round_a_table(content)
    host = Host.open(
        "table2",
        content,
        seats,
        seed=1,
        store=host.store,
        clock=host.clock,
        dates=host.dates,
        drafts={(seats[-1].id, PEOPLE): to_text(People())},
    )
    led, hv = seats[-1].id, role_seat(host, "health_visitor")
    assert seats[-1].kind is SeatKind.FACILITATOR
    acts: list[tuple[str, a.Act]] = [
        (led, a.OpenPapers()),
        (led, a.Journal(clean("a private thought"), "private")),
        (led, a.Journal(clean("slowly today"), "public")),
        (led, a.Bring(words=clean("a telephone rings"))),
    ]
    simulated(host)
    for seat, act in acts:
        assert do(host, seat, act) is None
    while host.state.public.step != "J6":
        assert do(host, led, a.DoneAloud()) is None
        simulated(host)
    while host.state.public.floor != hv:
        simulated(host)
    share, other = (a.Share(host.view(hv).own.folder[number].id, Tag.FACT, "worries") for number in (0, 1))
    for seat, act in (
        (hv, share),
        (led, a.Correct(share.fact)),
        (hv, other),
        (led, a.Relabel(other.fact, Tag.ALLEGATION, Whose.NEIGHBOUR)),
        (led, a.Drive(role_seat(host, "housing_officer"), Driver.ABSENT)),
        (led, a.Drive(role_seat(host, "housing_officer"), Driver.PERSONS)),
        (led, a.EndNow()),
    ):
        assert do(host, seat, act) is None
    return host


def test_a_conference_that_is_not_over_says_where_it_is() -> None:
    """The page can be made at any time and does not pretend that it is the end."""
    host = opened(jayden(), "gp")
    assert "**Not over yet:** the conference is at “Before the conference”." in markdown(host)
    assert "Not over yet" not in markdown(game(5, "gp"))


# ---- from the reader's own log alone


def test_nothing_unheard_is_on_a_page_before_the_debrief() -> None:
    """Every word planted in a folder, a note or the key that stands there was said in the room."""
    content = with_canaries(jayden())
    slices = tuple(
        replace(part, facts=tuple(replace(fact, short=clean(f"in short {fact.id}x")) for fact in part.facts))
        for part in content.scenario.slices
    )
    content = replace(content, scenario=replace(content.scenario, slices=slices))
    host = random_conference(content, 3, "gp", "chair", until="D1").host
    for role in ("gp", "chair"):
        heard = host.view(role_seat(host, role)).board
        text = f"{markdown(host, role)} {page(host, role)}".replace("\\", "")
        assert "canarykey" not in text
        found = [fact.id for part in slices for fact in part.facts if f"in short {fact.id}x" in text]
        assert found
        assert [fact for fact in found if fact not in heard] == []
        for part in slices:
            for number, fact in enumerate(part.facts):
                assert fact.id in heard or canary(part.role, number) not in text


@pytest.mark.parametrize("twin", [lambda c: reworded(c, "housing_officer", "HO-12"), other_key])
def test_what_a_seat_cannot_see_changes_no_byte_of_its_page(twin: Any) -> None:
    """The same conference with another secret gives the same page, as long as it is one."""
    pages = []
    for content in (jayden(), twin(jayden())):
        host = random_conference(content, 4, "gp", until="J6").host
        assert "HO-12" not in host.state.public.board
        pages.append(page(host))
    assert pages[0] == pages[1]


def test_a_sealed_judgement_is_on_no_page() -> None:
    """Not even the own one: its reason stands nowhere, and no answers before they were shown."""
    host = random_conference(jayden(), 2, "gp", until="J10").host
    assert not any(isinstance(block, Table) for block in sheet(host).blocks)
    after = game(5, "gp")
    reasons = {
        str(one.reason) for one in after.view(role_seat(after, "gp")).own.sealed.values() if one.reason
    }
    spoken = {str(one.event.reason) for one in after.log if isinstance(one.event, e.ViewSpoken | e.Decided)}
    assert not any(reason in markdown(after) for reason in reasons - spoken)


# ---- words stay text


def with_words(payload: str) -> Host:
    """A table at which somebody writes `payload` wherever one can."""
    host = round_a_table(jayden(), "gp")
    led = host.state.public.seats[-1].id
    words = clean(f"{payload} end")
    for act in (a.Journal(words, "public"), a.Bring(words=words)):
        assert do(host, led, act) is None
    return host


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_html_shows_every_payload_and_obeys_none(payload: str) -> None:
    """The page has the same tags whatever was written, and its text is what was written."""
    stored = str(clean(f"{payload} end"))
    found, plainly = Read(page(with_words(payload), "gp")), Read(page(with_words("words"), "gp"))
    assert found.tags == plainly.tags
    assert found.comments == []
    assert found.text.count(stored) == 2


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_markdown_shows_every_payload_and_obeys_none(payload: str) -> None:
    """Read by a Markdown reader with tables and strikethrough, nothing but our own marks is a mark."""
    stored = str(clean(f"{payload} end"))
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    kinds, text = _read(reader.parse(markdown(with_words(payload), "gp")))
    expected, _ = _read(reader.parse(markdown(with_words("words"), "gp")))
    assert kinds == expected
    assert text.count(" ".join(stored.split())) == 2


def _read(tokens: Any) -> tuple[list[str], str]:
    """The kinds of all marks in order, and the text."""
    kinds, text = [], ""
    for token in tokens:
        if token.type == "inline":
            inner, words = _read(token.children or [])
            kinds += inner
            text += words + "\n"
        elif token.type in {"text", "text_special"}:
            text += token.content
        else:
            kinds.append(token.type)
            text += token.content if token.type not in {"softbreak", "hardbreak"} else "\n"
    return kinds, text


@pytest.mark.parametrize(
    "words", ["https://a.b", "www.a.b", "WWW.a.b", "a@b.cd", "@all", ":smile:", "http://x"]
)
def test_what_some_readers_make_a_link_of_is_broken_up(words: str) -> None:
    """Readers that link bare addresses see an escaped sign in them."""
    assert "\\" in plain(words)
    assert plain(words).replace("\\", "") == words


@pytest.mark.parametrize("words", ["A&E three times", "at 14:30", "a - b", "it is 3. of May", "50%", "Mum's"])
def test_plain_words_are_left_readable(words: str) -> None:
    """Nothing is escaped that no reader would take for a mark."""
    assert plain(words) == words


def test_the_html_page_asks_for_nothing_from_outside() -> None:
    """No address, no script, one style within the page, and a policy that says so; it is made for A4."""
    text = page(game(5, "gp"))
    found = Read(text)
    assert not any({"src", "href", "srcset", "action"} & set(attrs) for _tag, attrs in found.tags)
    assert {"script", "link", "img", "iframe", "object", "form", "base"}.isdisjoint(
        tag for tag, _ in found.tags
    )
    assert not re.search(r"url\(|@import|https?:", text)
    policy = [attrs["content"] for tag, attrs in found.tags if attrs.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert "size: A4" in text
    assert [tag for tag, _ in found.tags].count("article") == 1


def test_slips_keep_their_own_style() -> None:
    """The style of the page is its own and comes to no other sheet."""
    made = Sheet("a", "b", "c", "d", (), "e")
    assert "column-span" not in as_html("t", [made])
    assert "column-span" in as_html("t", [made], "summary")


def test_markdown_knows_every_block_but_forms() -> None:
    """Headings, paragraphs, points and tables have Markdown; boxes to tick are for paper."""
    blocks = (Side("S"), Heading("H"), Subheading("U"), Text("w", lead="l"), Points(("a", "1. b")))
    columns = Columns(((Text("x"),), (Table(("h", ""), (("c|d", "e"),)),)))
    text = as_markdown(Sheet("i", "T", "s", "w", (*blocks, columns), "f"))
    assert text == (
        "# T\n\ns\n\n> **w**\n\n## S\n\n## H\n\n### U\n\n**l** w\n\n- a\n- 1\\. b\n\nx\n\n"
        "| h |  |\n| --- | --- |\n| c\\|d | e |\n\n---\n\nf\n"
    )
    with pytest.raises(ValueError, match="choice"):
        as_markdown(Sheet("i", "T", "s", "w", (Choice("q", ("a",)),), "f"))


# ---- the command


@pytest.mark.parametrize("form", ["summary", "summary-html"])
def test_the_command_writes_it_to_a_new_file_for_its_owner(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """UTF-8 with line feeds, never over a file that is there; to stdout the same text."""
    store = SqliteStore(tmp_path / "sessions")
    opened(jayden(), "gp", store=store)
    store.close()
    target = tmp_path / "page"
    command = ["--data", str(tmp_path), "export", "test01", "--format", form]
    assert main([*command, "-o", str(target)]) == 0
    raw = target.read_bytes()
    assert b"\r" not in raw
    assert "Jayden" in raw.decode("utf-8")
    assert main([*command, "-o", str(target)]) == 3
    assert target.read_bytes() == raw
    capsys.readouterr()
    assert main(command) == 0
    assert capsys.readouterr().out == raw.decode("utf-8")
    assert main([*command, "--as", "mother"]) == 1
