"""A profile as one JSON object: every figure, so that anybody can do the arithmetic again.

The shape is fixed by schemas/score.schema.json; fields may be added, none changes or goes.
"""

from cpsim.model.case import KeyItem
from cpsim.model.content import Content
from cpsim.model.framework import Framework
from cpsim.model.judgement import Address, Answer
from cpsim.present import scores
from cpsim.scoring.judgement import FORMULAS
from cpsim.scoring.lines import Figure, Forecast, Line, Profile, Shift

FORMAT = 1
DIGITS = 6
"""Decimals of a figure."""


def score_document(profile: Profile, content: Content) -> dict[str, object]:
    """The document for `profile`. It has no total."""
    framework = content.framework
    return {
        "format": FORMAT,
        "scoring_version": profile.version,
        "scenario": content.scenario.slug,
        "framework": profile.framework,
        "role": profile.role,
        "key": {
            "made_by": profile.made_by.text,
            "opinion_of": profile.opinion_of,
            "words": scores.opinion(profile),
        },
        "weights": {"under": profile.weights.under, "over": profile.weights.over},
        "lines": [_line(line, framework) for line in profile.lines],
        "before": [_line(line, framework) for line in profile.before],
        "shifts": [_shift(shift, framework) for shift in profile.shifts],
        "forecasts": [_forecast(forecast) for forecast in profile.forecasts],
        "footer": list(scores.footer(profile)),
    }


def _line(line: Line, framework: Framework) -> dict[str, object]:
    return {
        "id": line.id.value,
        "child": line.child,
        "setting": line.setting,
        "state": line.state.value,
        "code": line.code.value,
        "words": scores.sentence(line),
        "notes": list(scores.notes(line, framework)),
        "flags": [flag.value for flag in line.flags],
        "answers": [_answer(answer) for answer in line.answers],
        "key": [_key_item(item) for item in line.keys],
        "cited": list(line.cited),
        "formula": FORMULAS[line.id],
        "figures": _figures(line.figures),
        "score": None if line.score is None else round(line.score, DIGITS),
    }


def _at(at: Address) -> dict[str, object]:
    return {"item": at.item.value, "child": at.child, "setting": at.setting, "horizon": at.horizon}


def _answer(answer: Answer) -> dict[str, object]:
    return {**_at(answer.at), "value": answer.value}


def _key_item(item: KeyItem) -> dict[str, object]:
    return {
        **_at(item.at),
        "accepted": list(item.accepted),
        "preferred": item.preferred,
        "half": [{"value": half.value, "reason": half.reason.text} for half in item.half],
        "panel": dict(item.panel),
        "reason": item.reason.text,
        "cites": list(item.cites),
        "discussion_only": item.discussion_only,
    }


def _figures(figures: tuple[tuple[str, Figure], ...]) -> dict[str, Figure]:
    return {name: round(value, DIGITS) if isinstance(value, float) else value for name, value in figures}


def _shift(shift: Shift, framework: Framework) -> dict[str, object]:
    return {
        **_at(shift.at),
        "first": list(shift.before),
        "second": list(shift.after),
        "movement": None if shift.movement is None else shift.movement.value,
        "words": scores.shift(shift, framework, ()),
        "figures": _figures(shift.figures),
    }


def _forecast(forecast: Forecast) -> dict[str, object]:
    return {
        **_at(forecast.at),
        "rule": forecast.rule,
        "figures": _figures(forecast.figures),
        "value": round(forecast.value, DIGITS),
    }
