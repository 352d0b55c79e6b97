"""Prints a whole conference: at every act what each seat was told and now sees, and what it may do now.

Owns the form of the kept playthroughs; `scripts` says who does what in them.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import brief
from scripts import Script, script_for

from cpsim.conference import acts as a
from cpsim.conference import agenda, rules
from cpsim.conference.offers import Offer
from cpsim.conference.opening import seats_for
from cpsim.conference.parts import Seat
from cpsim.conference.view import Own, Public
from cpsim.conference.visibility import Emission
from cpsim.model.content import Content, Options
from cpsim.model.words import Driver
from cpsim.session.host import Host
from cpsim.session.simulate import FixedClock
from cpsim.session.table import simulated_act
from cpsim.store.memory import MemoryStore
from cpsim.wiring import HolidayDates

KEPT = Path(__file__).resolve().parent.parent / "playthroughs"
WIDTH = 150
LEGEND = """\
told: what was told, to whom. sees: what changed in whose view; own. is what a seat has for itself.
may: what opened (+), closed (-) or has other choices now (~), for whom, with the number of choices
of each field; * is a field that may stay empty."""


def shipped() -> list[tuple[str, str]]:
    """Every shipped scenario with every framework it supports."""
    from cpsim.packs import load_scenario
    from cpsim.packs.locate import scenario_folders

    pairs = []
    for folder in scenario_folders():
        scenario = load_scenario(folder).value
        assert scenario is not None, folder
        pairs += [(scenario.slug, framework) for framework in scenario.frameworks]
    return pairs


def kept(scenario: str, framework: str) -> Path:
    """Where the playthrough of a scenario under a framework is kept."""
    return KEPT / f"{scenario}-under-{framework}.txt"


def playthrough(scenario: str, framework: str) -> str:
    """The whole playthrough of `scenario` under `framework` as text."""
    script = script_for(scenario)
    host = _opened(_content(scenario, framework), script)
    names = {seat.id: seat.role or str(seat.kind) for seat in host.state.public.seats}
    played = ", ".join(script.roles) or "nobody"
    lines = [f"{scenario} under {framework}; seed {script.seed}; played: {played}", *LEGEND.splitlines()]
    for line in _told(host, script):
        named = re.sub(r"\bs\d+\b", lambda found: names.get(found[0], found[0]), line)
        lines += _wrapped(named) or [""]
    return "\n".join(lines) + "\n"


def _content(scenario: str, framework: str) -> Content:
    """A shipped pack under one of its frameworks, at the standard pace."""
    from cpsim.packs import load_content

    content, problems = load_content(scenario, framework, Options())
    assert content is not None, problems
    return content


def _opened(content: Content, script: Script) -> Host:
    return Host.open(
        "playthrough",
        content,
        seats_for(content, script.roles),
        seed=script.seed,
        store=MemoryStore(),
        clock=FixedClock(),
        dates=HolidayDates(content.framework),
    )


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(
        line,
        WIDTH,
        subsequent_indent=" " * 9,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _told(host: Host, script: Script) -> Iterator[str]:
    """The opening, then act after act to the end of the debrief."""
    yield from ("", _heading(host), "opening")
    before, now = Sight.at_first(host), Sight.of(host)
    yield from _changes(host, host.log, before, now)
    for number, (seat, act) in enumerate(_acts(host, script), 1):
        step, seen = host.state.public.step, len(host.log)
        refusal = host.submit(seat, str(number), act)
        assert refusal is None, (seat, act, refusal)
        yield f"{number}. {seat} {brief.act(act)}"
        before, now = now, Sight.of(host)
        yield from _changes(host, host.log[seen:], before, now)
        if host.state.public.step != step:
            yield from ("", _heading(host))


def _heading(host: Host) -> str:
    step = agenda.step_of(host.book, host.state.public.step)
    return f"== {step.id} {step.name}"


def _acts(host: Host, script: Script) -> Iterator[tuple[str, a.Act]]:
    """The script's next line as soon as it fits, else whatever a simulated participant does."""
    me = next(seat.id for seat in host.state.public.seats if seat.driver is Driver.PERSONS)
    lines = list(script.lines)
    while True:
        if lines and lines[0].when(host.view(me)):
            yield me, lines.pop(0).act(host.view(me))
        elif (found := simulated_act(host)) is not None:
            yield found
        elif isinstance(rules.offer(host.book, host.view(me), "next_step"), Offer):
            yield me, a.NextStep()
        else:
            break
    assert not lines, f"{len(lines)} lines of the script never had their moment"
    assert agenda.after(host.book, host.state.public.step) is None, "the debrief has come to its end"


@dataclass(frozen=True, slots=True)
class Sight:
    """What each seat sees and may do at one moment, in lines by name."""

    seen: dict[str, dict[str, str]]
    may: dict[str, dict[str, str]]

    @classmethod
    def of(cls, host: Host) -> "Sight":
        """At this moment."""
        shared = brief.flat(host.state.public)
        seen, may = {}, {}
        for seat in host.state.public.seats:
            view = host.view(seat.id)
            seen[seat.id] = {**shared, **brief.flat(view.own, "own.")}
            may[seat.id] = {name: brief.offer(offer) for name, offer in rules.legal(host.book, view).items()}
        return cls(seen, may)

    @classmethod
    def at_first(cls, host: Host) -> "Sight":
        """Before anything was told."""
        nothing = {**brief.flat(Public()), **brief.flat(Own(), "own.")}
        seats = [seat.id for seat in host.state.public.seats]
        return cls(dict.fromkeys(seats, nothing), {seat: {} for seat in seats})


def _changes(host: Host, new: Sequence[Emission], before: Sight, now: Sight) -> Iterator[str]:
    seats = host.state.public.seats
    for emission in new:
        to = emission.to if emission.to is not None else [seat.id for seat in seats]
        yield f"  told {_who(to, seats)}: {brief.brief(emission.event)}"
    yield from _grouped("sees", seats, lambda seat: _seen(before.seen[seat], now.seen[seat]))
    yield from _grouped("may", seats, lambda seat: _may(before.may[seat], now.may[seat]))


def _grouped(word: str, seats: Sequence[Seat], changes: Callable[[str], list[str]]) -> Iterator[str]:
    """One line for each group of seats that have changes in common."""
    concerned: dict[str, list[str]] = {}
    for seat in seats:
        for change in changes(seat.id):
            concerned.setdefault(change, []).append(seat.id)
    groups: dict[tuple[str, ...], list[str]] = {}
    for change, who in concerned.items():
        groups.setdefault(tuple(who), []).append(change)
    for together, common in groups.items():
        yield f"  {word} {_who(together, seats)}: {'; '.join(common)}"


def _who(to: Iterable[str], seats: Sequence[Seat]) -> str:
    """Seats in words: all, all but a few, or one by one."""
    given = set(to)
    missing = [seat.id for seat in seats if seat.id not in given]
    if not missing:
        return "all"
    if len(missing) <= 2:
        return f"all but {' '.join(missing)}"
    return " ".join(seat.id for seat in seats if seat.id in given)


def _seen(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    gone = _together("-", [path for path in old if path not in new])
    come = _together("+", [f"{path} {new[path]}".rstrip() for path in new if path not in old])
    other = [
        f"{path} {old[path]} → {value}" for path, value in new.items() if path in old and old[path] != value
    ]
    return [*gone, *come, *other]


def _together(sign: str, paths: Iterable[str]) -> list[str]:
    """Members of one list, written with its name once."""
    made: dict[str, list[str]] = {}
    for path in paths:
        name, _, member = path.partition("/")
        made.setdefault(name, []).append(member)
    return [f"{sign}{name} {', '.join(members)}".rstrip() for name, members in made.items()]


def _may(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    closed = [f"-{name}" for name in old if name not in new]
    opened = [f"+{name}{offer}" for name, offer in new.items() if name not in old]
    other = [f"~{name}{offer}" for name, offer in new.items() if name in old and old[name] != offer]
    return [*closed, *opened, *other]
