"""The answers file of `cpsim score`: an already loaded object in, judgements or sentences about it out.

Every problem is told at once, each naming its field as `after.answers[2].value`. The format is
described in docs/scoring.md and schemas/answers.schema.json.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from cpsim.conference.rules.judging import choices
from cpsim.model.content import Content
from cpsim.model.framework import Asked, Ballot
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Horizon, Item, Stage
from cpsim.scoring.calibration import COUNTERS
from cpsim.scoring.forecasts import Chance, Spread
from cpsim.scoring.lines import EQUAL, Weights
from cpsim.scoring.profile import Given
from cpsim.scoring.sheet import RISK_LEVELS

FORMAT = 1
HEAVIEST = 10.0
"""The largest weight a direction can be given."""
FIELDS = ("format", "role", "before", "after", "weights")
STAGE_FIELDS = ("answers", "cites")
ANSWER_FIELDS = ("item", "child", "setting", "horizon", "value", "counters", "chance_of_yes")
COUNTED = (Item.LEVEL, Item.RISK)
LIMBS = (Item.SUFFERED, Item.LIKELY)


@dataclass(slots=True)
class _Reading:
    """The file being read: what it is read against, and what was found wrong so far."""

    content: Content
    problems: list[str] = field(default_factory=list)
    spreads: list[Spread] = field(default_factory=list)
    chances: list[Chance] = field(default_factory=list)

    def wrong(self, where: str, what: str) -> None:
        """Note one problem at a field."""
        self.problems.append(f"{where}: {what}")

    def mapping(self, value: object, where: str, known: Collection[str]) -> Mapping[str, object]:
        """`value` as an object with no fields but `known`; an empty one where it is something else."""
        if not isinstance(value, dict):
            self.wrong(where, "an object in braces is needed here")
            return {}
        for name in value:
            if name not in known:
                self.wrong(
                    _join(where, clean(str(name), 60).text), f"no such field; known: {', '.join(known)}"
                )
        return {str(name): part for name, part in value.items()}

    def rows(self, value: object, where: str) -> list[object]:
        """`value` as a list; an empty one where it is something else."""
        if isinstance(value, list):
            return value
        self.wrong(where, "a list in square brackets is needed here")
        return []

    def one_of(self, value: object, where: str, known: Collection[str]) -> str | None:
        """`value` where it is one of the texts `known`."""
        if isinstance(value, str) and value in known:
            return value
        listed = ", ".join(f'"{name}"' for name in known) or "nothing"
        said = "missing; it is" if value is None else f"{_shown(value)} is not"
        self.wrong(where, f"{said} one of {listed}")
        return None


def read_answers(loaded: object, content: Content) -> tuple[Given | None, tuple[str, ...]]:
    """Read one answers file against a pack and its framework.

    Gives the judgements and no sentences, or None and every problem found, each as one sentence.
    """
    reading = _Reading(content)
    document = reading.mapping(loaded, "file", FIELDS)
    if isinstance(loaded, dict):
        _check_format(reading, document)
    role = _role(reading, document)
    before, before_cited = _stage(reading, document, Stage.BEFORE, role)
    after, cited = _stage(reading, document, Stage.AFTER, role)
    weights = _weights(reading, document.get("weights"))
    if isinstance(loaded, dict) and not {"before", "after"} & set(document):
        reading.wrong("file", "there is nothing to score: neither `before` nor `after` is given")
    if (before or before_cited) and role is None and "role" not in document:
        reading.wrong(
            "role", "needed, because a first judgement is compared with the key for one role's folder"
        )
    if reading.problems:
        return None, tuple(reading.problems)
    spreads, chances = tuple(reading.spreads), tuple(reading.chances)
    return Given(before, after, role, before_cited, cited, weights, spreads, chances), ()


def _join(where: str, name: str) -> str:
    return name if where == "file" else f"{where}.{name}"


def _shown(value: object) -> str:
    """A value out of the file, cleaned and short enough for a sentence."""
    if isinstance(value, str):
        return f'"{clean(value, 60).text}"'
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"the number {clean(str(value), 60).text}, not in quotation marks,"
    return "this"


def _check_format(reading: _Reading, document: Mapping[str, object]) -> None:
    given = document.get("format")
    if isinstance(given, bool) or given != FORMAT:
        reading.wrong("format", f"the number {FORMAT} is needed here; this program reads no other format")


def _role(reading: _Reading, document: Mapping[str, object]) -> str | None:
    if document.get("role") is None:
        return None
    content = reading.content
    cast = [cast.role for cast in content.scenario.cast]
    judges = [role for role in cast if content.book.role(role).side in content.framework.judges]
    given = document["role"]
    if isinstance(given, str) and given in cast and given not in judges:
        listed = ", ".join(judges)
        reading.wrong("role", f"{_shown(given)} hands in no judgement in this area; these do: {listed}")
        return None
    return reading.one_of(given, "role", judges)


def _weights(reading: _Reading, given: object) -> Weights:
    if given is None:
        return EQUAL
    document = reading.mapping(given, "weights", ("under", "over"))
    numbers = []
    for name in ("under", "over"):
        number = document.get(name, 1.0)
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number <= HEAVIEST:
            reading.wrong(f"weights.{name}", f"a number above 0 and up to {HEAVIEST:g} is needed here")
            number = 1.0
        numbers.append(float(number))
    return Weights(under=numbers[0], over=numbers[1])


def _stage(
    reading: _Reading, document: Mapping[str, object], stage: Stage, role: str | None
) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    if document.get(stage) is None:
        return (), ()
    part = reading.mapping(document[stage], stage, STAGE_FIELDS)
    rows = reading.rows(part.get("answers", []), f"{stage}.answers")
    found = [_answer(reading, row, f"{stage}.answers[{number}]", stage) for number, row in enumerate(rows)]
    answers = tuple(answer for answer in found if answer is not None)
    _check_doubles(reading, found, stage)
    folder = _folder(reading, role) if stage is Stage.BEFORE and role is not None else None
    return answers, _cites(reading, part.get("cites", []), stage, folder)


def _folder(reading: _Reading, role: str) -> frozenset[str]:
    """The items a role holds before anybody has spoken."""
    papers = reading.content.scenario.slice(role)
    return frozenset(fact.id for fact in papers.facts if not fact.after) if papers else frozenset()


def _check_doubles(reading: _Reading, found: list[Answer | None], stage: Stage) -> None:
    several = reading.content.framework.category_choice == "several"
    seen: set[object] = set()
    for number, answer in enumerate(found):
        if answer is None:
            continue
        mark = answer if several and answer.at.item is Item.CATEGORY else answer.at
        if mark in seen:
            reading.wrong(f"{stage}.answers[{number}]", "this was answered already further up")
        seen.add(mark)


def _cites(reading: _Reading, given: object, stage: Stage, folder: frozenset[str] | None) -> tuple[str, ...]:
    """The items cited; those of a first judgement lie in the `folder` it is made from."""
    where = f"{stage}.cites"
    scenario = reading.content.scenario
    folders = [part.facts for part in scenario.slices] + [part.facts for part in scenario.replies]
    known = {fact.id for facts in folders for fact in facts}
    facts: list[str] = []
    for number, value in enumerate(reading.rows(given, where)):
        if not isinstance(value, str) or value not in known:
            reading.wrong(f"{where}[{number}]", f"{_shown(value)} is the id of no item in this pack")
        elif folder is not None and value not in folder:
            sentence = "is not in this role's folder, and a first judgement rests on that alone"
            reading.wrong(f"{where}[{number}]", f"{value} {sentence}")
        elif value in facts:
            reading.wrong(f"{where}[{number}]", f"{value} is cited twice")
        else:
            facts.append(value)
    most = _ballot(reading, stage).cites
    if len(facts) > most:
        reading.wrong(where, f"at most {most} items can be cited, and {len(facts)} are")
    return tuple(facts)


def _ballot(reading: _Reading, stage: Stage) -> Ballot:
    framework = reading.content.framework
    return framework.before if stage is Stage.BEFORE else framework.after


def _answer(reading: _Reading, given: object, where: str, stage: Stage) -> Answer | None:
    row = reading.mapping(given, where, ANSWER_FIELDS)
    if not isinstance(given, dict):
        return None
    at = _address(reading, row, where, stage)
    if at is None:
        return None
    child = next(child for child in reading.content.scenario.children if child.id == at.child)
    open_values = choices(reading.content.book, child, at.item, stage)
    value = reading.one_of(row.get("value"), f"{where}.value", open_values)
    _forecasts(reading, row, at, where, stage)
    return None if value is None else Answer(at, value)


def _address(reading: _Reading, row: Mapping[str, object], where: str, stage: Stage) -> Address | None:
    """The address of one answer; None with a problem noted where it is not one this ballot asks for."""
    ballot = _ballot(reading, stage)
    items = list(dict.fromkeys(ask.item for ask in ballot.asks))
    item = reading.one_of(row.get("item"), f"{where}.item", items)
    children = [child.id for child in reading.content.scenario.children]
    only = children[0] if len(children) == 1 else None
    child = reading.one_of(row.get("child", only), f"{where}.child", children)
    if item is None or child is None:
        return None
    asks = [ask for ask in ballot.asks if ask.item == item]
    ask = _asked_when(reading, row, where, asks)
    if ask is None:
        return None
    setting = None
    if ask.per_setting:
        places = [place.id for place in reading.content.scenario.settings]
        setting = reading.one_of(row.get("setting"), f"{where}.setting", places)
        if setting is None:
            return None
    elif row.get("setting") is not None:
        reading.wrong(f"{where}.setting", f"{item} is not asked for each place here; leave this out")
        return None
    return Address(ask.item, child, setting, ask.horizon)


def _asked_when(reading: _Reading, row: Mapping[str, object], where: str, asks: list[Asked]) -> Asked | None:
    """The question the answer's horizon picks out of those for its item."""
    horizons = [ask.horizon for ask in asks if ask.horizon is not None]
    given = row.get("horizon")
    if given is None and any(ask.horizon is None for ask in asks):
        return next(ask for ask in asks if ask.horizon is None)
    if not horizons:
        reading.wrong(f"{where}.horizon", "this item is asked without a horizon; leave this out")
        return None
    chosen = reading.one_of(given, f"{where}.horizon", horizons)
    return next((ask for ask in asks if chosen is not None and ask.horizon == Horizon(chosen)), None)


def _forecasts(reading: _Reading, row: Mapping[str, object], at: Address, where: str, stage: Stage) -> None:
    """Counters over the levels and the chance of a yes, where they are given."""
    for name, items in (("counters", COUNTED), ("chance_of_yes", LIMBS)):
        if name in row and (stage is Stage.BEFORE or at.item not in items):
            reading.wrong(f"{where}.{name}", f"this goes with {' or '.join(items)}, in `after`")
            return
    if "counters" in row:
        _spread(reading, row["counters"], at, f"{where}.counters")
    if "chance_of_yes" in row:
        chance = row["chance_of_yes"]
        if isinstance(chance, bool) or not isinstance(chance, int | float) or not 0 <= chance <= 1:
            reading.wrong(f"{where}.chance_of_yes", "a number from 0 to 1 is needed here")
        else:
            reading.chances.append(Chance(at, float(chance)))


def _spread(reading: _Reading, given: object, at: Address, where: str) -> None:
    levels = len(reading.content.framework.levels) if at.item is Item.LEVEL else len(RISK_LEVELS)
    counters = given if isinstance(given, list) else []
    whole = all(type(count) is int and count >= 0 for count in counters)
    if whole and len(counters) == levels and sum(counters) == COUNTERS:
        reading.spreads.append(Spread(at, tuple(counters)))
    else:
        what = f"{levels} whole numbers that add up to {COUNTERS} are needed here, lowest level first"
        reading.wrong(where, what)
