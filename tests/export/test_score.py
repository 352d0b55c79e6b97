"""`cpsim score` on the shipped Jayden pack: the command's body, its JSON and the published shapes."""

import json
import math
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cpsim.export.score import as_words, run_score
from cpsim.model.case import Child
from cpsim.model.content import Options
from cpsim.model.said import clean
from cpsim.packs import load_content
from cpsim.scoring.answers import read_answers
from cpsim.scoring.lines import SCORING_VERSION, Code, Flag, LineId, LineState, Movement
from cpsim.scoring.profile import profile

ROOT = Path(__file__).parents[2]
KEYED: dict[str, Any] = {
    "format": 1,
    "after": {
        "answers": [
            {"item": "level", "value": "4"},
            {"item": "suffered", "value": "yes"},
            {"item": "likely", "value": "yes"},
            {"item": "status", "value": "protection_plan"},
            {"item": "category", "value": "physical"},
            {"item": "risk", "horizon": "now", "value": "2"},
            {"item": "risk", "horizon": "if_nothing_changes", "value": "4"},
            {"item": "certainty", "value": "2"},
        ],
        "cites": ["HV-17", "DT-14", "HO-08"],
    },
}
BOTH: dict[str, Any] = {
    "format": 1,
    "role": "gp",
    "weights": {"under": 2, "over": 1},
    "before": {
        "answers": [
            {"item": "level", "value": "2"},
            {"item": "likely", "value": "no"},
            {"item": "risk", "horizon": "now", "value": "3"},
        ],
        "cites": ["GP-07"],
    },
    "after": {
        "answers": [
            {"item": "level", "value": "3", "counters": [0, 1, 3, 6]},
            {"item": "suffered", "value": "cannot_say"},
            {"item": "likely", "value": "yes", "chance_of_yes": 0.9},
            {"item": "status", "value": "in_need_plan"},
            {"item": "risk", "horizon": "now", "value": "cannot_say"},
            {"item": "risk", "horizon": "if_nothing_changes", "value": "2"},
        ]
    },
}


def run(
    folder: Path, answers: object, *, as_json: bool = True, scenario: str = "jayden"
) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of the command over `answers`, which may be bytes."""
    path = folder / "answers.json"
    path.write_bytes(answers if isinstance(answers, bytes) else json.dumps(answers).encode())
    out, err = StringIO(), StringIO()
    code = run_score(scenario, path, None, as_json, out, err)
    return code, out.getvalue(), err.getvalue()


def lines(document: dict[str, Any]) -> dict[str, Any]:
    """The lines by their ids."""
    return {line["id"]: line for line in document["lines"]}


def test_the_keys_own_answers(tmp_path: Path) -> None:
    """Whoever judges as the key has 1 on all seven lines, and no field holds a sum of them."""
    code, out, err = run(tmp_path, KEYED)
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert [line["score"] for line in document["lines"]] == [1, 1, 1, 1, 1, 1, 1, None]
    assert document["scoring_version"] == SCORING_VERSION
    assert (document["scenario"], document["framework"]) == ("jayden", "jersey")
    assert document["key"]["words"] == "one facilitator's opinion"
    assert not {"total", "sum", "overall"} & set(document)


def test_other_answers_and_unequal_weights(tmp_path: Path) -> None:
    """Each line by hand: one level under at 2:1, a limb open, a defensible plan, a risk one level under."""
    found = lines(json.loads(run(tmp_path, BOTH)[1]))
    scores = {line_id: line["score"] for line_id, line in found.items()}
    assert scores == {
        "level": pytest.approx(1 / 3, abs=1e-6),
        "threshold": 0.875,
        "status": 0.5,
        "category": None,
        "risk_now": 1,
        "risk_if_nothing_changes": pytest.approx(1 / 3, abs=1e-6),
        "direction": None,
    }
    assert found["category"]["code"] == "not_reached"


def test_the_first_judgement_has_no_score(tmp_path: Path) -> None:
    """It is compared with the key for the general practitioner's folder, and the move is named."""
    document = json.loads(run(tmp_path, BOTH)[1])
    assert {line["score"] for line in document["before"]} == {None}
    assert document["before"][0]["words"] == "One level below the key."
    moves = {(shift["item"], shift["horizon"]): shift["movement"] for shift in document["shifts"]}
    assert moves[("level", None)] == "moved_toward"
    assert [round(one["value"], 4) for one in document["forecasts"]] == [0.0567, 0.01]


def recomputed(line: dict[str, Any]) -> float:
    """A line's score, worked out from its printed figures alone."""
    figures = line["figures"]
    match line["id"]:
        case "threshold":
            return sum(float(figures[f"share_{part}"] * figures[part]) for part in "MSL")
        case "direction":
            return float(figures["direction"] == figures["key_direction"])
        case "status" | "category":
            value, key = line["answers"][0]["value"], line["key"][0]
            halves = [half["value"] for half in key["half"]]
            return 1.0 if value in key["accepted"] else 0.5 if value in halves else 0.0
        case _:
            if not figures:
                return float(line["answers"][0]["value"] in line["key"][0]["accepted"])
            lost = float(figures["weight"] * abs(figures["distance"]) / figures["steps"])
            return max(0.0, 1 - lost)


@pytest.mark.parametrize("answers", [KEYED, BOTH])
def test_the_arithmetic_can_be_done_again_from_the_document(tmp_path: Path, answers: object) -> None:
    """Nothing but the printed figures is needed to come to every score."""
    for line in json.loads(run(tmp_path, answers)[1])["lines"]:
        if line["state"] == "complete":
            assert line["score"] == pytest.approx(recomputed(line), abs=1e-5)


def test_the_text_says_words_first_and_figures_last(tmp_path: Path) -> None:
    """No number of a score stands above the heading that announces figures."""
    code, out, _ = run(tmp_path, BOTH, as_json=False)
    assert code == 0
    words, figures = out.split("In figures\n")
    assert "The key is one facilitator's opinion." in words
    assert "One level below the key." in words
    assert "0.33" not in words
    assert "  Level of need: 0.3333: 1 level from the key, and each takes off 2/3 of 1" in figures
    assert "  Category: no score (unscored)" in figures
    assert "Unequal weights make it pay" in figures.replace("\n", " ")
    assert max(map(len, out.splitlines())) <= 80


def test_the_second_judgement_alone_as_text(tmp_path: Path) -> None:
    """Without a first judgement there is neither its part nor a shift."""
    out = run(tmp_path, KEYED, as_json=False)[1]
    assert "first judgement" not in out
    assert "From the first" not in out


def test_the_child_is_named_where_there_are_several(tmp_path: Path) -> None:
    """With a second child every line says whose it is."""
    content, _ = load_content("jayden", "jersey", Options())
    assert content is not None
    given, _ = read_answers(KEYED, content)
    assert given is not None
    sister = Child("c2", clean("Ana"), clean("two"))
    children = (*content.scenario.children, sister)
    two = replace(content, scenario=replace(content.scenario, children=children))
    text = as_words(profile(two.framework, two.scenario.key, children, given), two)
    assert "Level of need, Jayden\n  4" in text
    assert "Level of need, Ana\n  –\n  Incomplete: this was not answered." in text


def test_problems_of_the_answers_are_told_and_nothing_is_printed(tmp_path: Path) -> None:
    """Exit code 1, every problem on a line of its own with the file's name."""
    code, out, err = run(tmp_path, {"format": 1, "after": {"answers": [{"item": "level"}], "cites": ["?"]}})
    assert (code, out) == (1, "")
    told = err.splitlines()
    assert len(told) == 2
    assert all("answers.json: after." in line for line in told)


def test_a_judgement_nobody_could_hand_in_is_refused(tmp_path: Path) -> None:
    """The family has no ballot, and a first judgement rests on one folder; both are said in a sentence."""
    given = BOTH | {"role": "mother"}
    code, out, err = run(tmp_path, given)
    assert (code, out) == (1, "")
    assert 'role: "mother" hands in no judgement in this area' in err
    given = BOTH | {"before": BOTH["before"] | {"cites": ["HO-08"]}}
    code, out, err = run(tmp_path, given)
    assert (code, out) == (1, "")
    assert "before.cites[0]: HO-08 is not in this role's folder" in err


def test_a_file_that_is_no_json(tmp_path: Path) -> None:
    """Exit code 1 and where it stops being JSON."""
    code, out, err = run(tmp_path, b"{")
    assert (code, out) == (1, "")
    assert "line 1, column 2" in err


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Exit code 3."""
    out, err = StringIO(), StringIO()
    assert run_score("jayden", tmp_path / "none.json", "jersey", True, out, err) == 3
    assert (out.getvalue(), "none.json" in err.getvalue()) == ("", True)


@pytest.mark.parametrize(("scenario", "framework"), [("nobody", None), ("jayden", "atlantis")])
def test_a_pack_or_a_framework_that_is_not_there(
    tmp_path: Path, scenario: str, framework: str | None
) -> None:
    """Exit code 2 and what there is instead."""
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(KEYED), encoding="utf-8")
    out, err = StringIO(), StringIO()
    assert run_score(scenario, path, framework, True, out, err) == 2
    assert out.getvalue() == ""
    assert "jayden" in err.getvalue() or "jersey" in err.getvalue()


def schema(name: str) -> dict[str, Any]:
    """A published schema."""
    loaded = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def of_type(value: object, names: str | list[str]) -> bool:
    """Is `value` of one of the JSON types? A truth value is no number."""
    wanted = [names] if isinstance(names, str) else names
    if isinstance(value, bool):
        return "boolean" in wanted
    return any(isinstance(value, TYPES[name]) for name in wanted)


def faults(value: object, shape: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """Where `value` does not have the shape; knows the words of JSON Schema that the two files use."""
    if "$ref" in shape:
        return faults(value, root["$defs"][shape["$ref"].rsplit("/", 1)[1]], root, at)
    known = {
        "$schema", "$id", "$defs", "title", "description", "type", "enum", "const", "required", "anyOf",
        "properties", "additionalProperties", "items", "uniqueItems", "minimum", "maximum",
        "exclusiveMinimum",
    }  # fmt: skip
    assert set(shape) <= known, f"{at}: this check does not know {set(shape) - known}"
    found = []
    if "type" in shape and not of_type(value, shape["type"]):
        found.append(f"{at}: type")
    if "enum" in shape and value not in shape["enum"]:
        found.append(f"{at}: enum")
    if "const" in shape and value != shape["const"]:
        found.append(f"{at}: const")
    if "anyOf" in shape and all(faults(value, part, root, at) for part in shape["anyOf"]):
        found.append(f"{at}: anyOf")
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = shape.get("minimum", -math.inf), shape.get("maximum", math.inf)
        if not low <= value <= high or value <= shape.get("exclusiveMinimum", -math.inf):
            found.append(f"{at}: range")
    if isinstance(value, list) and "items" in shape:
        for number, part in enumerate(value):
            found += faults(part, shape["items"], root, f"{at}[{number}]")
    if isinstance(value, dict):
        found += object_faults(value, shape, root, at)
    return found


def object_faults(value: dict[str, Any], shape: dict[str, Any], root: dict[str, Any], at: str) -> list[str]:
    """The part of `faults` for objects."""
    found = [f"{at}.{name}: required" for name in shape.get("required", ()) if name not in value]
    rest = shape.get("additionalProperties", True)
    for name, part in value.items():
        if name in shape.get("properties", {}):
            found += faults(part, shape["properties"][name], root, f"{at}.{name}")
        elif rest is False:
            found.append(f"{at}.{name}: unknown")
        elif isinstance(rest, dict):
            found += faults(part, rest, root, f"{at}.{name}")
    return found


@pytest.mark.parametrize("answers", [KEYED, BOTH])
def test_input_and_output_have_the_published_shape(tmp_path: Path, answers: dict[str, Any]) -> None:
    """The answers files tried here and what comes of them fit the two schemas."""
    assert faults(answers, schema("answers"), schema("answers")) == []
    document = json.loads(run(tmp_path, answers)[1])
    assert faults(document, schema("score"), schema("score")) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"format": 2}, "$.format: const"),
        ({"total": 5}, "$.total: unknown"),
        ({"weights": {"under": 0}}, "$.weights.under: range"),
        ({"after": {"answers": [{"item": "level", "value": 4}]}}, "$.after.answers[0].value: type"),
        ({"after": {"answers": [{"item": "mood", "value": "4"}]}}, "$.after.answers[0].item: enum"),
        ({"after": {"answers": [{"value": "4"}]}}, "$.after.answers[0].item: required"),
    ],
)
def test_the_schema_refuses_what_the_program_refuses(
    tmp_path: Path, change: dict[str, Any], fault: str
) -> None:
    """A file that the schema finds fault with is not scored either."""
    answers = KEYED | change
    assert faults(answers, schema("answers"), schema("answers")) == [fault]
    assert run(tmp_path, answers)[0] == 1


def test_the_schema_lists_every_word_there_is() -> None:
    """Line ids, states, codes, flags and movements in the published shape are those of the program."""
    shapes = schema("score")["$defs"]
    line = shapes["line"]["properties"]
    assert line["id"]["enum"] == list(LineId)
    assert line["state"]["enum"] == list(LineState)
    assert line["code"]["enum"] == list(Code)
    assert line["flags"]["items"]["enum"] == list(Flag)
    assert shapes["shift"]["properties"]["movement"]["enum"] == [*Movement, None]


@pytest.mark.parametrize("name", ["answers", "score"])
def test_every_reference_in_a_schema_leads_somewhere(name: str) -> None:
    """No shape is named that is not described."""
    text = json.dumps(schema(name))
    named = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}
    assert named == set(schema(name)["$defs"])
