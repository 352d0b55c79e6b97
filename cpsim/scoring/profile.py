"""The profile: every line that can be worked out of one set of judgements and one key, and no total."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cpsim.model.case import Child, Key
from cpsim.model.framework import Framework
from cpsim.model.judgement import Answer
from cpsim.model.words import Item, Stage
from cpsim.scoring.choices import category_lines, status_lines
from cpsim.scoring.forecasts import Chance, Spread, chance_forecast, spread_forecast
from cpsim.scoring.keys import select
from cpsim.scoring.levels import level_lines, risk_lines, scale_lines
from cpsim.scoring.lines import (
    EQUAL,
    SCORING_VERSION,
    Code,
    Forecast,
    Line,
    LineId,
    LineState,
    Profile,
    Shift,
    Weights,
)
from cpsim.scoring.sheet import Result, Sheet
from cpsim.scoring.shift import shifts
from cpsim.scoring.threshold import threshold_lines


@dataclass(frozen=True, slots=True)
class Given:
    """What one person judged, and how it is to be weighed."""

    before: tuple[Answer, ...] = ()
    after: tuple[Answer, ...] = ()
    role: str | None = None
    """Whose folder the first judgement was made from."""
    before_cited: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    """The facts the second judgement rests on."""
    weights: Weights = EQUAL
    spreads: tuple[Spread, ...] = ()
    chances: tuple[Chance, ...] = ()


def profile(framework: Framework, key: Key, children: Iterable[Child], given: Given) -> Profile:
    """Hold `given` against `key`, child by child, by the rules of `framework`.

    Lines come in the order level, threshold, status, category, risks and direction, scale, certainty.
    The first judgement is compared with the key for the own papers and never scored.
    """
    lines: list[Line] = []
    before: list[Line] = []
    moves: list[Shift] = []
    forecasts: list[Forecast] = []
    for child in children:
        second = _sheet(framework, key, child, given, Stage.AFTER)
        first = _sheet(framework, key, child, given, Stage.BEFORE)
        lines += _lines(second)
        if first.answers:
            before += [_unscored(line) for line in _lines(first)]
        moves += shifts(first, second)
        forecasts += _forecasts(second, given)
    return Profile(
        version=SCORING_VERSION,
        framework=framework.slug,
        role=given.role,
        made_by=key.made_by,
        opinion_of=key.opinion_of,
        weights=given.weights,
        lines=tuple(lines),
        before=tuple(before),
        shifts=tuple(moves),
        forecasts=tuple(forecasts),
    )


def _sheet(framework: Framework, key: Key, child: Child, given: Given, stage: Stage) -> Sheet:
    after = stage is Stage.AFTER
    return Sheet(
        framework=framework,
        ballot=framework.after if after else framework.before,
        child=child.id,
        unborn=child.unborn,
        answers=tuple(a for a in (given.after if after else given.before) if a.at.child == child.id),
        keys=select(key.items, framework.slug, stage, given.role),
        cited=frozenset(given.cited if after else given.before_cited),
        weights=given.weights,
    )


def _lines(sheet: Sheet) -> list[Line]:
    return [
        *level_lines(sheet),
        *threshold_lines(sheet),
        *status_lines(sheet),
        *category_lines(sheet),
        *risk_lines(sheet),
        *scale_lines(sheet),
        *_certainty_lines(sheet),
    ]


def _certainty_lines(sheet: Sheet) -> list[Line]:
    """How sure somebody says they are is no outcome: courses raise it while knowledge falls."""
    at = sheet.at(Item.CERTAINTY)
    if sheet.asked(Item.CERTAINTY) is None or not sheet.values(at):
        return []
    return [sheet.line(LineId.CERTAINTY, (at,), Result(LineState.UNSCORED, Code.NEVER_SCORED))]


def _unscored(line: Line) -> Line:
    """A line of the first judgement: the comparison stays, the number goes."""
    state = LineState.UNSCORED if line.state is LineState.COMPLETE else line.state
    return replace(line, state=state, score=None)


def _forecasts(sheet: Sheet, given: Given) -> list[Forecast]:
    own = [spread_forecast(sheet, spread) for spread in given.spreads if spread.at.child == sheet.child]
    own += [chance_forecast(sheet, chance) for chance in given.chances if chance.at.child == sheet.child]
    return [forecast for forecast in own if forecast is not None]
