"""The exported log: exactly what one seat was given, for whoever may have it, as its page describes it."""

import io
import json
import os
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from conferences import bytes_of, do, game, jayden, opened, random_conference, role_seat, round_a_table, seal
from json_shape import misfits
from rescore import rescored

from cpsim.conference.acts import Journal
from cpsim.conference.events import EVENT_TYPES, BallotSealed
from cpsim.conference.visibility import REACH
from cpsim.export import log
from cpsim.export.exporting import run_export
from cpsim.export.reading import read_seat
from cpsim.model.said import clean
from cpsim.model.words import Stage
from cpsim.scoring.profile import Given, profile
from cpsim.store.memory import MemoryStore
from cpsim.store.protocol import Store

SCHEMA = json.loads(Path("schemas/log.schema.json").read_text(encoding="utf-8"))
PAGE = Path("docs/log.md").read_text(encoding="utf-8")


def exported(store: Store, seat: str | None = None, output: Path | None = None) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of the verb."""
    out, err = io.StringIO(), io.StringIO()
    target = str(output) if output is not None else None
    code = run_export(store, "test01", "jsonl", seat, target, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


def log_lines(store: Store, session: str, seat: str | None) -> list[str]:
    """The lines of one seat's log in a stored session."""
    return log.lines(read_seat(store, session, seat))


# ---- exactly what the seat was given


@pytest.mark.parametrize("seat", [f"s{number}" for number in range(1, 10)])
def test_a_log_is_what_the_seat_was_given(seat: str) -> None:
    """Every event delivered to the seat, in its order, numbered without gaps, and no other."""
    host = game(5, "health_visitor")
    header, *lines = [json.loads(line) for line in log_lines(host.store, "test01", seat)]
    assert header["seat"] == seat
    assert [line["n"] for line in lines] == list(range(1, len(lines) + 1))
    given = [json.loads(line) for line in bytes_of(host, seat).splitlines()]
    assert [(line["name"], line["version"], line["event"]) for line in lines] == [
        (known["name"], known["version"], known["event"]) for known in given
    ]


def test_a_log_tells_nothing_of_store_or_audience() -> None:
    """A line has its number, name, version and event, and nothing else."""
    _, *lines = log_lines(game(5, "health_visitor").store, "test01", None)
    assert {tuple(json.loads(line)) for line in lines} == {("n", "name", "version", "event")}


def test_words_are_written_as_they_were_said() -> None:
    """Accents, brackets and quotation marks come out as UTF-8, and a line stays a line."""
    host = opened(jayden(), "gp")
    seat = role_seat(host, "gp")
    reason = clean('[red]Größe[/] "quoted" \u2028 end')
    seal(host, seat, reason=str(reason))
    lines = log_lines(host.store, "test01", None)
    assert any('"reason":"[red]Größe[/] \\"quoted\\"   end"' in line for line in lines)
    assert all(line.count("\n") == 1 and line.endswith("}\n") for line in lines)


# ---- who may have it


def test_a_person_may_have_the_own_log_at_any_time() -> None:
    """The only seat a person plays is the one that is meant where none is named."""
    host = opened(jayden(), "gp", store=MemoryStore())
    code, out, err = exported(host.store)
    assert (code, err) == (0, "")
    assert json.loads(out.splitlines()[0])["seat"] == role_seat(host, "gp")
    assert exported(host.store, "gp")[1] == out


def test_another_log_is_not_to_be_had_before_the_folders_are_open() -> None:
    """The answer is no, in a sentence, until the debrief opens the folders; then it is there."""
    before = random_conference(jayden(), 2, "gp", until="D2").host
    code, out, err = exported(before.store, "health_visitor")
    assert (code, out) == (1, "")
    assert "s3 (health_visitor)" in err
    assert exported(game(5, "gp").store, "health_visitor")[0] == 0


def test_a_seat_has_to_be_named_where_several_persons_play() -> None:
    """Without a name the answer lists the seats; with one it is there."""
    host = opened(jayden(), "gp", "chair", store=MemoryStore())
    code, out, err = exported(host.store)
    assert (code, out) == (2, "")
    assert "--as" in err
    assert "s6 (gp)" in err
    assert exported(host.store, "chair")[0] == 0


def test_a_facilitators_seat_is_never_meant_unless_it_is_named() -> None:
    """Its notes and papers are no answer to a command that names nobody, even where it is the only person's."""
    host = round_a_table(jayden())
    facilitator = next(seat for seat in host.state.public.seats if seat.kind == "facilitator")
    watcher = next(seat for seat in host.state.public.seats if seat.kind == "observer")
    assert do(host, facilitator.id, Journal(clean("canary note"), "private")) is None
    out, err = io.StringIO(), io.StringIO()
    assert run_export(host.store, "table1", "jsonl", None, None, out=out, err=err) == 2
    assert run_export(host.store, "table1", "jsonl", watcher.id, None, out=out, err=err) == 0
    assert "canary" not in out.getvalue()
    assert run_export(host.store, "table1", "jsonl", facilitator.id, None, out=out, err=err) == 0
    assert "canary note" in out.getvalue()


@pytest.mark.parametrize("word", ["s99", "police", "\x1b[31m"])
def test_an_unknown_seat_is_said_plainly(word: str) -> None:
    """A seat nobody holds is used wrongly, and nothing of the word is obeyed."""
    code, out, err = exported(opened(jayden(), "gp", store=MemoryStore()).store, word)
    assert (code, out) == (2, "")
    assert "There is no seat" in err
    assert "\x1b" not in err


def test_an_unknown_session_could_not_be_read() -> None:
    """No session, no log."""
    code, out, err = exported(MemoryStore())
    assert (code, out) == (3, "")
    assert "test01" in err


def test_a_file_is_written_once(tmp_path: Path) -> None:
    """The file holds the same bytes as stdout; one that is there is never written over."""
    host = game(5, "health_visitor")
    target = tmp_path / "log.jsonl"
    assert exported(host.store, output=target) == (0, "", "")
    assert target.read_bytes() == exported(host.store)[1].encode()
    if os.name != "nt":
        assert target.stat().st_mode & 0o777 == 0o600
    target.write_text("mine", encoding="utf-8")
    code, _, err = exported(host.store, output=target)
    assert code == 3
    assert "nothing is overwritten" in err
    assert target.read_text(encoding="utf-8") == "mine"
    assert exported(host.store, output=tmp_path / "none" / "log.jsonl")[0] == 3


# ---- the page and the schema


@pytest.mark.parametrize(("seed", "played"), [(5, ("health_visitor",)), (7, ("gp", "chair")), (11, ())])
def test_logs_of_whole_games_fit_the_schema(seed: int, played: tuple[str, ...]) -> None:
    """Every line of every seat's log of a whole game is as the schema says."""
    host = game(seed, *played)
    for seat in host.state.public.seats:
        for line in log_lines(host.store, "test01", seat.id):
            assert misfits(json.loads(line), SCHEMA, SCHEMA) == []


def test_the_schema_refuses_what_is_not_so() -> None:
    """A line with a field too many, one too few, a wrong name or a wrong type does not fit."""
    _, *lines = (json.loads(line) for line in log_lines(game(5, "health_visitor").store, "test01", None))
    line = next(line for line in lines if line["name"] == "ballot_sealed")
    event = line["event"]
    wrong = (
        {**line, "to": ["s3"]},
        {**line, "n": "1"},
        {**line, "name": "ballot_opened"},
        {**line, "version": 9},
        {**line, "event": {**event, "hash": "00"}},
        {**line, "event": {key: value for key, value in event.items() if key != "cites"}},
        {**line, "event": {**event, "answers": [{"value": "4"}]}},
        {**line, "event": {**event, "reason": 4}},
    )
    assert misfits(line, SCHEMA, SCHEMA) == []
    assert all(misfits(one, SCHEMA, SCHEMA) for one in wrong)


def shapes(hint: Any) -> set[type]:
    """The dataclasses that a type hint leads to."""
    inner = [found for arg in get_args(hint) for found in shapes(arg)]
    if isinstance(hint, type) and is_dataclass(hint):
        return {hint, *(found for part in get_type_hints(hint).values() for found in shapes(part))}
    return set(inner)


def test_the_schema_names_every_event_and_every_field_with_its_meaning() -> None:
    """No event, field or part is missing in the schema, none is there too many, and each is explained."""
    listed = {choice["$ref"].rsplit("/", 1)[1] for choice in SCHEMA["oneOf"]}
    names = {kind.NAME for kind in EVENT_TYPES}  # type: ignore[attr-defined]
    assert listed == {"header", *names}
    for kind in EVENT_TYPES:
        known = SCHEMA["$defs"][kind.NAME]  # type: ignore[attr-defined]
        assert known["description"]
        assert known["properties"]["version"]["const"] == kind.VERSION  # type: ignore[attr-defined]
        explains(known["properties"]["event"], kind)
        for hint in get_type_hints(kind).values():
            for part in shapes(hint):
                assert SCHEMA["$defs"][part.__name__]["description"]
                explains(SCHEMA["$defs"][part.__name__], part)


def explains(known: Any, kind: type) -> None:
    """The fields of `kind`, all needed, no others, each with a meaning."""
    names = {field.name for field in fields(kind)}
    assert set(known["properties"]) == set(known["required"]) == names
    assert known["additionalProperties"] is False
    assert all(part["description"] for part in known["properties"].values())


def test_the_page_lists_every_event_under_whom_it_is_for() -> None:
    """The page names every event, those for some seats in the table of who is given them."""
    everybody, some = PAGE.split("For some seats:")
    for kind, reach in REACH.items():
        name = kind.NAME  # type: ignore[attr-defined]
        listed = some.split("## Working")[0] if reach == "some" else everybody
        assert f"`{name}`" in listed, name
    assert set(re.findall(r'"(?:kind|name)":"([a-z-_]+)"', PAGE)) == {"cpsim-log", "ballot_handed_in"}


# ---- the scores, from the page alone


@pytest.mark.parametrize("role", ["health_visitor", "designated_teacher", "housing_officer", "gp", "chair"])
@pytest.mark.parametrize("seed", range(1, 7))
def test_a_program_that_knows_the_page_alone_finds_the_same_scores(seed: int, role: str) -> None:
    """Every line of the profile comes out the same from the exported log and from cpsim."""
    host = game(seed, role)
    seat = role_seat(host, role)
    sealed = host.view(seat).own.sealed[Stage.AFTER]
    assert isinstance(sealed, BallotSealed)
    content = host.content
    given = Given(after=sealed.answers, role=role, cited=sealed.cites)
    found = profile(content.framework, content.scenario.key, content.scenario.children, given)
    ours = {line.id.value: line.score for line in found.lines if line.id != "certainty"}
    theirs = rescored("".join(log_lines(host.store, "test01", None)), "c1")
    assert theirs == pytest.approx(ours)
    assert sum(score is not None for score in theirs.values()) >= 4
