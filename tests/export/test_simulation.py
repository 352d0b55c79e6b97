"""`cpsim simulate`: whole conferences, the same bytes for the same seed, and what gets stuck is named."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from conferences import FixedDates, jayden

from cpsim.conference.codec import canonical, digest, encode_content
from cpsim.export import simulation
from cpsim.export.simulation import run_simulate
from cpsim.model.case import Child, FactKey
from cpsim.model.content import Content
from cpsim.model.framework import Framework
from cpsim.model.said import clean
from cpsim.model.words import Polarity, Tag
from cpsim.packs.problems import Problem
from cpsim.session.host import Host
from cpsim.session.simulate import run, simulate_once
from cpsim.session.table import Stuck

CONTENT = jayden()


class CountedDates(FixedDates):
    """Dates that know how often they were worked out."""

    made = 0
    asked = 0

    def __init__(self, framework: Framework) -> None:
        type(self).made += 1
        assert framework.slug == "jersey"

    def due(self, conference: str) -> Sequence[object]:  # type: ignore[override]
        """The one date, counted."""
        type(self).asked += 1
        return super().due(conference)


@pytest.fixture(autouse=True)
def _loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped case, read once for the whole file."""

    def load(word: str, framework: str | None, options: object) -> tuple[object, list[Problem]]:
        return (CONTENT if word == "jayden" else None), []

    monkeypatch.setattr(simulation, "load_content", load)


def simulated(runs: int = 2, seed: int = 3, *, as_json: bool = True) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of the verb."""
    out, err = io.StringIO(), io.StringIO()
    code = run_simulate(
        "jayden",
        framework=None,
        runs=runs,
        seed=seed,
        as_json=as_json,
        dates=CountedDates,  # type: ignore[arg-type]
        out=out,
        err=err,
    )
    return code, out.getvalue(), err.getvalue()


def test_the_same_seed_gives_the_same_bytes() -> None:
    """Twice the same runs are the same to the byte; speed is told on stderr alone."""
    first, second = simulated(), simulated()
    assert first[:2] == second[:2]
    assert first[0] == 0
    assert "conferences a second" in first[2]
    assert "a second" not in first[1]


def test_a_run_does_not_depend_on_the_runs_before_it() -> None:
    """A seed gives the same conference wherever it stands among others, and another seed another one."""
    several = json.loads(simulated(runs=3, seed=2)[1])["runs"]
    assert [run["seed"] for run in several] == [2, 3, 4]
    assert json.loads(simulated(runs=1, seed=4)[1])["runs"] == several[2:]
    assert len({run["sha256"] for run in several}) == 3


def test_the_object_says_how_a_conference_went() -> None:
    """Events, their sum, the last step, the decision and the critical silences are those of the conference."""
    document = json.loads(simulated(runs=1)[1])
    assert {key: document[key] for key in ("format", "scenario", "framework")} == {
        "format": 1,
        "scenario": "jayden",
        "framework": "jersey",
    }
    assert document["digest"] == digest(encode_content(CONTENT))
    (told,) = document["runs"]
    host = simulate_once(CONTENT, 3, FixedDates())
    public = host.state.public
    lines = [canonical(emission.event, emission.to) + b"\n" for emission in host.log]
    decided = public.decisions["c1"]
    assert told["events"] == len(host.log)
    assert told["sha256"] == sha256(b"".join(lines)).hexdigest()
    assert (told["last_step"], told["stuck"]) == ("D7", None)
    assert told["decisions"] == [
        {
            "child": "c1",
            "suffered": decided.suffered,
            "likely": decided.likely,
            "met": decided.met,
            "status": decided.status,
            "category": list(decided.category),
        }
    ]
    critical = {known.fact for known in CONTENT.scenario.key.facts if known.weight == 3}
    assert set(told["unsaid"]) == critical - set(public.board)


def test_dates_are_worked_out_once() -> None:
    """However many conferences run, the calendar is asked a single time."""
    CountedDates.made = CountedDates.asked = 0
    simulated(runs=3)
    assert (CountedDates.made, CountedDates.asked) == (1, 1)


def test_words_say_what_came_of_it() -> None:
    """Without --json the same comes as text, with the roles of those who kept silent."""
    code, out, _ = simulated(runs=2, as_json=False)
    assert code == 0
    assert "2 conferences, seeds 3 to 4" in out
    assert "2 came to the end of the debrief" in out
    assert "Child protection plan" in out
    assert "HV-" in out
    assert "(Health visitor)" in out


@pytest.mark.parametrize("as_json", [True, False])
def test_a_stuck_conference_is_an_error_with_seed_and_step(
    monkeypatch: pytest.MonkeyPatch, *, as_json: bool
) -> None:
    """It is named, the others still run, and the answer is no."""

    def stuck_once(host: Host) -> None:
        if host.chance.draw("x", "y") == host.chance.__class__(3).draw("x", "y"):
            raise Stuck(f"gp has nothing to do at step {host.state.public.step}")
        run(host)

    monkeypatch.setattr(simulation, "run", stuck_once)
    code, out, err = simulated(as_json=as_json)
    assert code == 1
    assert "Seed 3 got stuck: gp has nothing to do at step P." in err
    if as_json:
        first, second = json.loads(out)["runs"]
        assert (first["last_step"], first["decisions"]) == ("P", [])
        assert first["stuck"] == "gp has nothing to do at step P"
        assert second["stuck"] is None
    else:
        assert "1 came to the end of the debrief" in out
        assert "no decision" in out


@pytest.mark.parametrize("runs", [0, -1, 100_001])
def test_a_number_of_runs_that_is_none_is_used_wrongly(runs: int) -> None:
    """Nothing runs."""
    code, out, err = simulated(runs=runs)
    assert (code, out) == (2, "")
    assert "runs" in err


def test_every_name_in_the_object_is_explained() -> None:
    """The page says what every field of the object means."""
    page = Path("docs/simulation.md").read_text(encoding="utf-8")
    document = json.loads(simulated(runs=1)[1])
    for part in (document, document["runs"][0], document["runs"][0]["decisions"][0]):
        for name in part:
            assert f"`{name}`" in page, name


def _two_children_and_a_letter() -> tuple[Content, str]:
    """The case with a second child, and with an item of a letter that the key calls critical."""
    case = CONTENT.scenario
    letter = next(reply for reply in case.replies if reply.facts)
    critical = FactKey(letter.facts[0].id, (Tag.FACT,), None, (Polarity.WORRY,), 3)
    key = replace(case.key, facts=(*case.key.facts, critical))
    second = Child("c2", clean("Robin"), clean("two"))
    changed = replace(case, children=(*case.children, second), key=key)
    return replace(CONTENT, scenario=changed), f"{letter.facts[0].short} ({letter.title})"


def test_a_letter_nobody_asked_for_and_each_child_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A critical item of a letter is listed with the letter; decisions are counted child by child."""
    content, listed = _two_children_and_a_letter()
    monkeypatch.setattr(simulation, "load_content", lambda *_: (content, []))
    code, text, _ = simulated(as_json=False)
    assert code == 0
    assert listed in text
    decided = text.split("Decided\n")[1].split("\n\n")[0].splitlines()
    assert {line.split()[1] for line in decided} == {"Jayden:", "Robin:"}
