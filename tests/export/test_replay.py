"""The replay: what one seat was given, in words, in parts, for whoever may have that seat's log."""

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from conferences import (
    bytes_of,
    do,
    facilitator_seat,
    game,
    jayden,
    opened,
    random_conference,
    role_seat,
    round_a_table,
    simulated,
    with_options,
)
from secrecy import canary, with_canaries
from terminals import TerminalStream

from cpsim.cli import main
from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.export.line_text import as_text
from cpsim.export.reading import Reading, read_seat
from cpsim.export.replay import BY, Part, parts, run_replay
from cpsim.export.telling import tell
from cpsim.model.said import clean
from cpsim.model.words import Tag
from cpsim.present import titles
from cpsim.present.prose import BLANK, head, prose
from cpsim.session.host import Host
from cpsim.session.room import PEOPLE
from cpsim.store.sqlite import SqliteStore


def reading(host: Host, seat: str | None = None) -> Reading:
    """The log of a seat as the replay reads it."""
    return read_seat(host.store, host.session, seat)


def replayed(
    host: Host, seat: str | None = None, by: str = "turn", to: int | None = None, keys: str | None = None
) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of the verb; with `keys` on a terminal on which these are pressed."""
    out, err = (io.StringIO() if keys is None else TerminalStream()), io.StringIO()
    pressed = None if keys is None else TerminalStream(keys)
    code = run_replay(host.store, host.session, seat=seat, by=by, to=to, keys=pressed, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


def words_of(part: Part) -> str:
    """A part on one long line, so that wrapping hides nothing."""
    return " ".join(line.text for line in part.lines)


def flat(text: str) -> str:
    """A text without its line ends."""
    return " ".join(text.split())


# ---- who may have it


def test_the_rules_are_those_of_every_export() -> None:
    """The own log at any time, another once the folders are open, several persons only by name, no session: 3."""
    before = random_conference(jayden(), 2, "gp", until="D2").host
    assert replayed(before)[0] == 0
    code, out, err = replayed(before, "health_visitor")
    assert (code, out) == (1, "")
    assert "not to be had yet" in err
    assert replayed(game(5, "gp"), "health_visitor")[0] == 0
    assert replayed(opened(jayden(), "gp", "chair"))[0] == 2
    assert replayed(before, "police")[0] == 2
    assert replayed(replace_session(before))[0] == 3


def replace_session(host: Host) -> Host:
    """The same store asked for a session that is not there."""
    return Host("nobody", host.store, host.clock, host.dates, host.chance, host.content, host.book)


def test_a_facilitators_notes_and_papers_are_told_to_that_seat_alone() -> None:
    """With `--as` they stand there; in the log of anybody else only that the papers were opened."""
    host = round_a_table(jayden(), "gp", "chair")
    facilitator = facilitator_seat(host)
    assert do(host, facilitator, a.OpenPapers()) is None
    assert do(host, facilitator, a.Journal(clean("a private thought"), "private")) is None
    assert do(host, facilitator, a.Journal(clean("a public word"), "public")) is None
    code, out, _ = replayed(host, "facilitator")
    assert code == 0
    assert "A private note: a private thought" in out
    assert "Lock outside his door" in flat(out)
    assert "child protection plan" in flat(out).lower()
    told = replayed(host, "gp")[1]
    assert "The facilitator has opened their own papers." in told
    assert "A note: a public word" in told
    assert "private thought" not in told
    assert "Lock outside his door" not in told
    assert replayed(host)[0] == 2


# ---- what is told


@pytest.mark.parametrize("seat", ["gp", "health_visitor", "chair", "mother"])
def test_everything_said_before_a_seat_is_told_once_and_in_order(seat: str) -> None:
    """Each item stands in the part of its own event, in the words in which it was said."""
    told = tell(reading(game(5, "gp"), seat))
    for one in told:
        if isinstance(one.event, e.FactShared | e.FactSharedPrivately):
            assert str(one.event.fact.words) in " ".join(line.text for line in one.lines)
    assert [one.number for one in told] == list(range(1, len(told) + 1))
    assert [one.event for one in told] == list(reading(game(5, "gp"), seat).log)


def test_the_own_papers_and_judgements_are_told_and_nobody_elses() -> None:
    """What is sealed has no line in the transcript; here its own seat reads it, and of others that it is in."""
    host = opened(jayden(), "gp")
    simulated(host)
    text = flat(replayed(host)[1])
    folder = host.view(role_seat(host, "gp")).own.folder
    assert all(str(fact.words) in text for fact in folder)
    assert "Health visitor has handed in." in text
    assert "as you sealed it" not in text


def test_before_the_debrief_nothing_is_told_that_the_seat_was_not_given() -> None:
    """Every word planted in a folder or the key that stands in a replay was delivered to that seat."""
    content = with_canaries(jayden())
    host = random_conference(content, 3, "gp", "chair", until="D1").host
    planted = [canary(part.role, n) for part in content.scenario.slices for n in range(len(part.facts))]
    for role in ("gp", "chair"):
        given = bytes_of(host, role_seat(host, role)).decode()
        text = replayed(host, role)[1]
        assert "canarykey" not in text
        assert all(word in given for word in planted if word in text)
        assert any(word in text for word in planted)


def test_the_debrief_is_told_as_it_was_opened() -> None:
    """Story, folders, both judgements and the key stand under their steps, without hints for a screen."""
    text = flat(replayed(game(5, "gp"))[1])
    steps = ["THE CHILD'S STORY", "ALL FOLDERS OPEN", "BEFORE AND AFTER", "THE KEY", "ONE THING TO TAKE AWAY"]
    places = [text.index(name) for name in steps]
    assert places == sorted(places)
    case = jayden().scenario
    assert str(case.moments[0].words) in text
    assert str(case.insights[0].statement) in text
    assert "Where you differ and can say why" in text
    assert "Show the numbers" not in text


@pytest.mark.parametrize("scores", [True, False])
def test_scores_are_never_told(scores: bool) -> None:
    """Words first; numbers are for the screen, where one asks for them."""
    host = random_conference(with_options(jayden(), scores=scores), 5, "gp").host
    assert "score: " not in replayed(host)[1]


def test_what_was_erased_reads_so() -> None:
    """Words that a person had erased are told as the mark that stands for them."""
    host = round_a_table(jayden(), "gp")
    facilitator = host.state.public.seats[-1].id
    assert do(host, facilitator, a.Journal(clean("something personal"), "public")) is None
    people = host.store.draft(host.session, facilitator, PEOPLE)
    host.store.erase(host.session, [facilitator])
    # Who sits there is kept at that seat, and whoever erases its words says anew who does.
    host.store.keep_draft(host.session, facilitator, PEOPLE, people)
    text = replayed(host, "gp")[1]
    assert "(these words were erased)" in text
    assert "something personal" not in text


# ---- parts


@pytest.mark.parametrize("by", ["turn", "step"])
@pytest.mark.parametrize(("seed", "seat"), [(5, "gp"), (5, "chair"), (7, "s10"), (7, "s11")])
def test_parts_leave_out_no_event_and_tell_none_twice(by: str, seed: int, seat: str) -> None:
    """The numbers of the parts follow each other from the first event to the last."""
    log = reading(game(seed, "gp", "chair", table=seed == 7), seat)
    made = parts(log, by)
    numbers = [part.numbers for part in made if part.numbers is not None]
    assert len(numbers) == len(made)
    assert numbers[0][0] == 1
    assert numbers[-1][1] == len(log.log)
    assert all(last + 1 == first for (_, last), (first, _) in pairwise(numbers))
    whole = [line for one in tell(log) for line in one.lines]
    assert [line for part in made for line in part.lines] == whole


def test_a_step_is_one_part_and_each_turn_in_it_one_too() -> None:
    """By step a part begins with its step; by turn every floor, and every question between turns, begins one."""
    log = reading(game(5, "gp"))
    entered = [place for place, event in enumerate(log.log, 1) if isinstance(event, e.StepEntered)]
    firsts = {part.numbers[0] for part in parts(log, "step") if part.numbers} - {1}
    assert firsts <= set(entered)
    turns = {part.numbers[0] for part in parts(log, "turn") if part.numbers}
    for number, event in enumerate(log.log, 1):
        if isinstance(event, e.FloorGiven):
            # The first of a step stays under its heading.
            assert number in turns or isinstance(log.log[number - 2], e.StepEntered)
    assert len(turns) > 2 * len(firsts)


def test_by_role_each_stands_with_what_they_said_themselves() -> None:
    """An item stands in its speaker's part alone; a question in that of who asks and of who is asked."""
    log = reading(game(5, "gp"))
    view = log.view()
    made = {part.lines[0].text.removesuffix(" (you)"): words_of(part) for part in parts(log, "role")}
    names = {seat.id: titles.title(seat, view.public, log.book) for seat in view.public.seats}
    for event in log.log:
        if isinstance(event, e.FactShared):
            said_in = {name for name, words in made.items() if f"{event.fact.words}  (" in words}
            assert said_in == {names[event.seat]}
        if isinstance(event, e.QuestionAsked):
            assert {names[event.seat], names[event.to]} <= set(made)
    assert list(made) == [names[seat.id] for seat in view.public.seats if names[seat.id] in made]
    assert "Family doctor (you)" in [part.lines[0].text for part in parts(log, "role")]


def test_a_card_that_was_corrected_is_corrected_in_its_holders_part() -> None:
    """Whoever reads one role's part is told that the item was put up by mistake."""
    host = round_a_table(jayden(), "health_visitor")
    facilitator, hv = host.state.public.seats[-1].id, role_seat(host, "health_visitor")
    simulated(host)
    assert do(host, facilitator, a.DoneAloud()) is None
    for _ in range(40):
        simulated(host)
        if host.state.public.floor == hv:
            break
        assert do(host, facilitator, a.DoneAloud()) is None
    share = a.Share(host.view(hv).own.folder[0].id, Tag.FACT, "worries")
    assert do(host, hv, share) is None
    assert do(host, facilitator, a.Relabel(share.fact, Tag.OPINION)) is None
    assert do(host, facilitator, a.Correct(share.fact)) is None
    part = next(one for one in parts(reading(host, hv), "role") if one.lines[0].text.startswith("Health"))
    assert "opinion (before: fact)" in words_of(part)
    assert "Corrected, put up by mistake" in words_of(part)


# ---- up to one event


@pytest.mark.parametrize("by", BY)
def test_told_up_to_an_event_it_holds_nothing_of_what_came_after(by: str) -> None:
    """It is the same as if the log had ended there."""
    log = reading(game(5, "gp"))
    for to in range(1, len(log.log), 9):
        # Names at the top are those of the whole log, which stay the same.
        assert parts(log, by, to) == parts(replace(log, log=log.log[:to]), by)


def test_a_number_past_the_end_tells_all_and_none_below_one_is_taken() -> None:
    """`--to` is a number of the seat's own events."""
    host = game(5, "gp")
    assert replayed(host, to=10_000) == replayed(host)
    for wrong in (0, -3):
        code, out, err = replayed(host, to=wrong)
        assert (code, out) == (2, "")
        assert "--to" in err
    assert f"events 1 to 3 of {len(reading(host).log)}" in replayed(host, to=3)[1]


# ---- on a terminal


def test_a_terminal_waits_after_each_part_and_anything_else_does_not() -> None:
    """Enter goes on, q ends, and so does the end of what is typed; in a file there is nothing to press."""
    host = game(5, "gp")
    asked = "Enter goes on, q ends:"
    steps = len(parts(reading(host), "step"))
    code, whole, _ = replayed(host, by="step", keys="\n" * 99)
    assert code == 0
    assert whole.count(asked) == steps - 1
    assert replayed(host, by="step", keys="\n\nq\n\n")[1].count(asked) == 3
    assert replayed(host, by="step", keys="\n Q \n\n")[1].count(asked) == 2
    assert replayed(host, by="step", keys="")[1].count(asked) == 1
    assert asked not in replayed(host, by="step")[1]


def test_only_a_terminal_on_both_sides_is_waited_at() -> None:
    """With a file at either end nobody is there to press anything."""
    host = game(5, "gp")
    for keys, out in (
        (io.StringIO(), TerminalStream()),
        (TerminalStream(), io.StringIO()),
        (None, TerminalStream()),
    ):
        assert (
            run_replay(
                host.store, "test01", seat=None, by="turn", to=None, keys=keys, out=out, err=io.StringIO()
            )
            == 0
        )
        assert "Enter goes on" not in out.getvalue()
        assert "CLOSING" in out.getvalue()


def test_the_command_line_knows_the_verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every option comes through, and the session can be held again afterwards."""
    store = SqliteStore(tmp_path / "sessions")
    opened(jayden(), "gp", store=store)
    store.close()
    arguments = ["--data", str(tmp_path), "replay", "test01", "--as", "gp", "--by", "step", "--to", "4"]
    assert main(arguments) == 0
    told = capsys.readouterr().out
    assert "as the family doctor (s6) was given it" in flat(told)
    assert "BEFORE THE CONFERENCE" in told
    assert re.search(r"event 4 of \d+", told)
    assert main([*arguments[:3], "nobody"]) == 3
    store.hold("test01")
    store.close()


# ---- the text


def test_lines_are_wrapped_set_in_and_headed() -> None:
    """No row is wider than asked for, empty rows do not pile up, and a heading stands in capitals."""
    lines = [BLANK, head("A heading"), prose("word " * 40, indent=2, hang=6), BLANK, BLANK, prose("x" * 99)]
    text = as_text(lines, 40)
    rows = text.splitlines()
    assert rows[0] == "A HEADING"
    assert rows[1].startswith("  word")
    assert rows[2].startswith("      word")
    assert max(map(len, rows)) <= 40
    assert "\n\n\n" not in text
    assert as_text([BLANK], 40) == ""
    assert as_text([prose("a", indent=200, hang=300)], 40).strip() == "a"
