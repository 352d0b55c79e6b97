"""`cpsim score`: one set of judgements held against a pack's key, with nothing run.

stdout gets the profile, in words first and in figures below, or as one JSON object; stderr gets
whatever is wrong with the files.
"""

import json
import textwrap
from pathlib import Path
from typing import TextIO

from cpsim.export.exits import COULD_NOT, NO, WELL, refused
from cpsim.export.json_file import JsonFileError, read_json
from cpsim.export.score_document import score_document
from cpsim.model.content import Content, Options
from cpsim.packs import Problem, load_content, load_scenario
from cpsim.packs.problems import as_text
from cpsim.present import scores
from cpsim.present.tongue import _
from cpsim.scoring.answers import read_answers
from cpsim.scoring.lines import Forecast, Line, Profile
from cpsim.scoring.profile import profile

WIDTH = 80


def run_score(
    scenario: str, answers: str | Path, framework: str | None, as_json: bool, out: TextIO, err: TextIO
) -> int:
    """Score the answers file `answers` against the key of `scenario` under `framework`.

    Without a framework the pack's first one counts.
    Gives the exit code: 0 scored, 1 the pack or the answers have problems, 2 there is no such pack
    or framework, 3 the answers file cannot be read.
    """
    try:
        loaded = read_json(Path(answers))
    except OSError as error:
        err.write(f"{answers}: {error.strerror or error}\n")
        return COULD_NOT
    except JsonFileError as error:
        err.write(f"{answers}: {error}\n")
        return NO
    content, problems = _content(scenario, framework)
    if content is None:
        err.write(as_text(problems))
        return refused(problems)
    given, sentences = read_answers(loaded, content)
    if given is None:
        err.writelines(f"{answers}: {sentence}\n" for sentence in sentences)
        return NO
    found = profile(content.framework, content.scenario.key, content.scenario.children, given)
    if as_json:
        out.write(json.dumps(score_document(found, content), ensure_ascii=False, indent=2) + "\n")
    else:
        out.write(as_words(found, content))
    return WELL


def _content(scenario: str, framework: str | None) -> tuple[Content | None, list[Problem]]:
    if framework is None:
        loaded = load_scenario(scenario)
        if loaded.value is None:
            return None, list(loaded.problems)
        framework = loaded.value.frameworks[0]
    return load_content(scenario, framework, Options())


def as_words(found: Profile, content: Content) -> str:
    """A profile as text: every line in words, the first judgement, the shift, and then the figures."""
    framework = content.framework
    heading = f"{content.scenario.title}, {framework.title}"
    lines = [
        heading,
        _("The key is {words}. Made by: {made_by}").format(
            words=scores.opinion(found), made_by=found.made_by
        ),
    ]
    lines += ["", *_rows(found.lines, content)]
    if found.before:
        lines += [_("The first judgement, beside the key for that folder alone (never scored)"), ""]
        lines += _rows(found.before, content)
    if found.shifts:
        lines += [_("From the first to the second (shown, never credited)")]
        children = content.scenario.children
        lines += [*(f"  {scores.shift(shift, framework, children)}" for shift in found.shifts), ""]
    lines += [_("In figures"), *_figures(found, content), ""]
    lines += scores.footer(found)
    return "".join(f"{_wrapped(line)}\n" for line in lines)


def _wrapped(line: str) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(line.strip(), WIDTH, initial_indent=indent, subsequent_indent=indent)


def _rows(lines: tuple[Line, ...], content: Content) -> list[str]:
    text = []
    for line in lines:
        row = scores.row(line, content.framework)
        text += [_where(line, row.name, content), f"  {row.given}", f"  {row.words}"]
        if row.key:
            text.append("  " + _("The key: {key}").format(key=row.key))
        text += [f"  {note}" for note in row.notes]
        text += [f"  {reason}" for reason in row.reasons]
        if row.cites:
            text.append("  " + _("It rests on: {facts}").format(facts=", ".join(row.cites)))
        if row.cited:
            text.append("  " + _("You cited of these: {facts}").format(facts=", ".join(row.cited)))
        text.append("")
    return text


def _where(line: Line, name: str, content: Content) -> str:
    """The name of a line, with the place and, where there are several, the child."""
    parts = [name]
    if len(content.scenario.children) > 1:
        parts += [str(child.name) for child in content.scenario.children if child.id == line.child]
    parts += [str(place.named) for place in content.scenario.settings if place.id == line.setting]
    return ", ".join(parts)


def _figures(found: Profile, content: Content) -> list[str]:
    text = []
    for line in found.lines:
        row = scores.row(line, content.framework)
        shown = row.arithmetic or _("no score ({state})").format(state=line.state.replace("_", " "))
        text.append(f"  {_where(line, row.name, content)}: {shown}")
    return text + [_forecast(forecast) for forecast in found.forecasts]


def _forecast(forecast: Forecast) -> str:
    names = {"rps": _("ranked probability score"), "brier": _("Brier score")}
    figures = ", ".join(f"{name} = {round(float(value), 4):g}" for name, value in forecast.figures)
    return f"  {forecast.at.item}, {names[forecast.rule]} (0 is best): {forecast.value:.4f}  ({figures})"
