"""The answers as a table: what the reader's own log holds, safe in a spreadsheet, one row an answer."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from conferences import game, jayden, opened, role_seat, seal, simulated

from cpsim.conference import events as e
from cpsim.export.answers_csv import HEADS, MARK, answers_csv, cell
from cpsim.export.exporting import run_export
from cpsim.export.reading import read_seat
from cpsim.present.debrief import last
from cpsim.session.host import Host

PAYLOADS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://a.b","x")',
    "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)", "\ufe621", "\u22121", "  =1+1", "\u00a0=1+1", "\u3000@x",
    "\u200b=1+1", "\ufeff=1", "\u202e=1", "a\n=1+1", "a\r\n=1+1", "a\x85b", "a\u2028b", "a\x0bb\x0cc", 'a"b,c;d',
    "[/x]", "[@click=app.quit]x[/]", ":smile:", "{0}%s$x", "# h *e*", "\x1b]0;title\x07", "\x1b]52;c;c2VjcmV0\x07",
    "\x1b[2J", "\x9b31m", "\x7f\x08\x00", "\udc80x", "\U000e0041", "a" + "\u0301" * 500, "<b>&amp;</b>", "'=1", "",
)  # fmt: skip
"""The kinds of FINDINGS: markup, escapes, and cells a spreadsheet would run or break at."""
RUNS = "=+-@\t\r\uff1d\uff0b\uff0d\uff20\ufe62\u2212"


def rows(host: Host, seat: str | None = None) -> list[dict[str, str]]:
    """What a spreadsheet reads of one seat's file."""
    text = answers_csv(read_seat(host.store, "test01", seat))
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


# ---- whose answers


def test_own_answers_are_there_as_soon_as_they_are_sealed() -> None:
    """One row an answer, with its words, and nobody else's; before that there are the heads alone."""
    host = opened(jayden(), "gp")
    assert rows(host) == []
    seat = role_seat(host, "gp")
    simulated(host)
    seal(host, seat, "because")
    found = rows(host)
    sealed = host.view(seat).own.sealed["before"]
    assert {row["seat"] for row in found} == {seat}
    assert Counter((row["item"], row["value"]) for row in found) == Counter(
        (str(answer.at.item), answer.value) for answer in sealed.answers
    )
    assert all(row["session"] == "test01" and row["role"] == "gp" for row in found)
    assert {row["reason"] for row in found} == {"because"}
    level = next(row for row in found if row["item"] == "level")
    assert level["value_words"] == "1 Universal need"
    assert level["child"] == "c1"


def test_the_others_are_counts_without_seats_until_names_are_agreed() -> None:
    """The sealed line tells how many gave each value, never who; own answers keep their seat."""
    host = game(5, "gp", "social_worker", "health_visitor", names=False)
    seat = role_seat(host, "gp")
    found = rows(host, seat)
    assert {row["seat"] for row in found} == {seat, ""}
    shown = {one.stage: one for one in host.delivered(seat) if isinstance(one, e.JudgementsShown)}
    for stage, event in shown.items():
        given = Counter(
            (str(one.at.item), str(one.at.horizon or ""), one.value)
            for spread in event.spreads
            for one in spread.answers
        )
        counts = {
            (row["item"], row["horizon"], row["value"]): int(row["seats"])
            for row in found
            if not row["seat"] and row["stage"] == stage
        }
        assert counts == given
        program = Counter(
            (str(one.at.item), str(one.at.horizon or ""), one.value)
            for spread in event.by_program or ()
            for one in spread.answers
        )
        assert program
        for row in found:
            if not row["seat"] and row["stage"] == stage:
                played = program[(row["item"], row["horizon"], row["value"])]
                assert (row["program"], row["people"]) == (str(played), str(int(row["seats"]) - played))
    assert all(not row["people"] + row["program"] + row["seats"] for row in found if row["seat"])
    assert all(not row["role"] and not row["sealed_by"] for row in found if not row["seat"])


def test_too_few_people_are_not_told_from_the_program() -> None:
    """Where no names were agreed a count of one or two people would name them; how many seats stays there."""
    counts = [row for row in rows(game(5, "gp", names=False)) if not row["seat"]]
    assert counts
    assert all(row["seats"] and not row["people"] + row["program"] for row in counts)


def test_with_names_everybody_has_rows_and_no_count_is_left() -> None:
    """Each sealed answer stands once; a reason stands at the own judgements alone, since no other was given."""
    host = game(5, "gp")
    seat = role_seat(host, "gp")
    named = last(host.delivered(seat), e.JudgementsNamed)
    assert named is not None
    found = rows(host)
    assert len(found) == sum(len(one.answers) for one in named.given)
    assert {(row["seat"], row["stage"]) for row in found} == {(one.seat, one.stage) for one in named.given}
    assert {row["sealed_by"] for row in found if row["seat"] == seat} == {"person"}
    assert {row["sealed_by"] for row in found if row["seat"] != seat} == {"program"}
    assert not any(row["people"] for row in found)
    assert not any(row["reason"] for row in found if row["seat"] != seat)
    cited = next(one for one in named.given if one.cites)
    assert any(row["cites"] == " ".join(cited.cites) for row in found if row["seat"] == cited.seat)


def test_nothing_of_another_judgement_is_there_before_the_reveal() -> None:
    """While the conference runs the file is the same whatever the others sealed: it has none of it."""
    host = game(2, "gp", until="J10")
    assert {row["seat"] for row in rows(host)} <= {role_seat(host, "gp")}


# ---- safe in a spreadsheet


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_reason_is_never_run_and_breaks_no_row(payload: str) -> None:
    """Read back, each row has every column, and its reason is what was said behind an apostrophe if need be."""
    host = opened(jayden(), "gp")
    seat = role_seat(host, "gp")
    simulated(host)
    seal(host, seat, payload)
    text = answers_csv(read_seat(host.store, "test01", None))
    lines = text.removeprefix(MARK).split("\r\n")
    assert lines[-1] == ""
    assert not any(end in line for line in lines for end in "\r\n\x0b\x0c\x85\u2028\u2029")
    read = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    assert len(read) == len(lines) - 1
    assert {len(row) for row in read} == {len(HEADS)}
    for row in read[1:]:
        assert not any(one[:1] in RUNS or one.lstrip()[:1] in RUNS for one in row if one)
        stored = str(host.view(seat).own.sealed["before"].reason or "")
        assert row[HEADS.index("reason")] in (stored, f"'{stored}")
    text.encode("utf-8")


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_cell_is_safe_whatever_is_put_in(payload: str) -> None:
    """Words that nobody cleaned before, of a file that was meddled with, are as harmless."""
    made = cell(payload)
    assert made.lstrip()[:1] not in RUNS or not made
    assert all(char.isprintable() for char in made.replace("\u00a0", "").replace("\u3000", ""))
    assert cell(made) == made


@pytest.mark.parametrize(
    "payload", ["=1", "+1", "-1", "@a", "\t1", "\r1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"]
)
def test_what_a_spreadsheet_runs_gets_an_apostrophe(payload: str) -> None:
    """The four signs in either width, a tab and a carriage return."""
    assert cell(payload).startswith("'")


@pytest.mark.parametrize("words", ["because", "a = b", "2 + 2", "mother@home", "a-b", "O'Neill", "'quoted'"])
def test_plain_words_stay_as_they_are(words: str) -> None:
    """A sign within the words is no danger and is left alone."""
    assert cell(words) == words


def test_the_file_is_utf_8_with_its_mark_on_every_way_out(tmp_path: Path) -> None:
    """The file begins with the mark and ends its lines as CSV does; stdout gets the same text."""
    host = game(5, "gp")
    out, err, target = io.StringIO(newline=""), io.StringIO(), tmp_path / "answers.csv"
    assert run_export(host.store, "test01", "csv", None, str(target), out=out, err=err) == 0
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfsession,seat,role,stage,item,child")
    assert raw.count(b"\r\n") == raw.count(b"\n")
    assert run_export(host.store, "test01", "csv", None, None, out=out, err=err) == 0
    assert out.getvalue().encode() == raw
    assert err.getvalue() == ""
