"""Checks of a pack's paces: the minutes of each add up, every part has some, and they can be kept."""

from collections.abc import Callable, Iterator

from cpsim.conference.agenda import DEBRIEF
from cpsim.conference.minutes import BREAK, WELCOME, part_named
from cpsim.model.case import minutes_at_table
from cpsim.model.words import Side
from cpsim.packs.checks.case import Case
from cpsim.packs.nodes import Leaf, Node, text, texts, under
from cpsim.packs.problems import Problem, Severity, shown

ASKING_SECONDS = 30
"""About how long one question takes with its answer."""

_NO_STEP = (WELCOME, BREAK)
_DEBRIEF = tuple(step.id for step in DEBRIEF)


def paces_add_up(case: Case) -> Iterator[Problem]:
    """A pace that gives minutes gives them to every part once, and together they are its length."""
    page = case.pack.main
    for pace in under(page.root, "paces", "*"):
        given = list(under(pace, "times", "*"))
        if not given:
            continue
        yield from _named_well(case, pace)
        for slug, area in case.frameworks().items():
            kept = _kept(area, pace)
            missing = [part for part in kept if part not in _minutes(pace)]
            place = next(under(pace, "times"))
            if missing:
                message = f"the times of this pace have no minutes for {', '.join(missing)} (under {slug})"
                yield page.problem(place, "pace.no_minutes", message)
                continue
            yield from _whole(case, pace, kept, slug)
            yield from _time_to_speak(case, pace, area)


def _named_well(case: Case, pace: Node) -> Iterator[Problem]:
    """Each part is one that there is, that the pace has not left out, and stands there once."""
    page = case.pack.main
    areas = case.frameworks().values()
    known = dict.fromkeys(part for area in areas for part in _parts(area))
    kept = {part for area in areas for part in _kept(area, pace)}
    first: dict[str, Leaf] = {}
    for part, leaf in texts(pace, "times", "*", "part"):
        if part in first:
            message = f"{shown(part)} has minutes twice; the first are on line {first[part].line}"
            yield page.problem(leaf, "id.twice", message)
        first.setdefault(part, leaf)
        if part in _NO_STEP or part in kept or not known:
            continue
        if part in known:
            message = f"this pace leaves {part} out, so it has no minutes"
        else:
            named = ", ".join((*_NO_STEP, *known, *_DEBRIEF))
            message = f"there is no part {shown(part)}; there are: {named}"
        yield page.problem(leaf, "pace.unknown_part", message)


def _whole(case: Case, pace: Node, kept: list[str], slug: str) -> Iterator[Problem]:
    """The minutes of the parts that the framework `slug` keeps are those of the pace."""
    minutes = _minutes(pace)
    found = sum(minutes.get(part, 0) for part in (BREAK, *kept))
    whole = _number(pace, "minutes_table")
    if not any(under(pace, "minutes_table")):
        whole = minutes_at_table(_number(pace, "minutes_alone"), whole)
    if whole and found != whole:
        place = next(under(pace, "minutes_table"), None) or next(under(pace, "times"))
        message = (
            f"the times of this pace add up to {found} minutes, and it is {whole} minutes long (under {slug})"
        )
        yield case.pack.main.problem(place, "pace.not_the_sum", message)


def _time_to_speak(case: Case, pace: Node, area: Node) -> Iterator[Problem]:
    """In the first round everybody can speak for as long as is meant, and ask what they may ask; a warning."""
    cast = [role for role, _ in texts(case.pack.main.root, "cast", "*", "role")]
    people = _number(pace, "people")
    speakers = sum(case.side(role) == Side.PROFESSIONAL for role in cast)
    if not people or not speakers:
        return
    asked = people * _number(pace, "questions_table")
    needed = speakers * _number(pace, "speaking_seconds") + asked * ASKING_SECONDS
    step = next((one for one in under(area, "steps", "*") if _first_round(one)), None)
    part = _part(step) if step is not None else ""
    given = _minutes(pace).get(part)
    if given is not None and 60 * given < needed:
        leaf = next(leaf for value, leaf in texts(pace, "times", "*", "part") if value == part)
        message = (
            f"{part} has {given} minutes; {_counted(speakers, 'speaker', 'speakers')} and the questions of "
            f"{_counted(people, 'person', 'people')} take about {-(-needed // 60)} minutes"
        )
        yield case.pack.main.problem(leaf, "pace.too_short", message, Severity.WARNING)


def _first_round(step: Node) -> bool:
    """Whether the professionals put their items forward at `step`, one after the other."""
    acts = {act for act, _ in texts(step, "acts", "*")}
    sides = {side for side, _ in texts(step, "speaks", "*")}
    return text(step, "floor") == "round" and "share" in acts and Side.PROFESSIONAL in sides


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _part(step: Node) -> str:
    """What the minutes of a step of a framework are called."""
    return part_named(text(step, "id") or "", text(step, "once_shown_as"))


def _parts(area: Node) -> list[str]:
    """The parts of an area's agenda in order."""
    return list(dict.fromkeys(_part(step) for step in under(area, "steps", "*")))


def _kept(area: Node, pace: Node) -> list[str]:
    """Every part that a pace has to give minutes to, but for the break, which it may do without."""
    left_out = {step for step, _ in texts(pace, "leaves_out", "*")}
    steps = [step for step in under(area, "steps", "*") if text(step, "id") not in left_out]
    return [WELCOME, *dict.fromkeys(map(_part, steps)), *_DEBRIEF]


def _minutes(pace: Node) -> dict[str, int]:
    """What the pace gives each part."""
    return {text(one, "part") or "": _number(one, "minutes") for one in under(pace, "times", "*")}


def _number(node: Node, field: str) -> int:
    """The whole number of a field; 0 where there is none, which the schema refuses where it has to."""
    found = next((one.value for one in under(node, field) if isinstance(one, Leaf)), 0)
    return found if isinstance(found, int) else 0


CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (paces_add_up,)
