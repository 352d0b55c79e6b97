"""Facts that are named somewhere: that somebody holds them, and that what rests on them may.

One mistake is one line, however many places feel it: it lies where the fact is held, then.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from cpsim.packs.checks.case import Case, beginning
from cpsim.packs.nodes import Entry, Node, Page, Table, under
from cpsim.packs.problems import Problem, shown

MANY = 3
"""From so many places on, what is wrong is not told at each of them."""
MANY_FACTS = 4
"""From so many facts of one beginning on, a part of their file is most likely gone."""
LINES_SHOWN = 12

_NEEDS_CASE = {
    "needs": "an insight rests on facts of the case alone",
    "cites": "the key rests on facts of the case alone",
    "weighs": "the key weighs facts of the case alone",
}
"""What is told where an authored fact may not stand, by what the place is called."""


@dataclass(frozen=True, slots=True)
class _Named:
    """One place that names a fact."""

    page: Page
    where: Node | Entry
    called: str
    fact: str


def named_facts_are_held(case: Case) -> Iterator[Problem]:
    """Whatever names a fact names one that somebody holds."""
    by_start: dict[str, list[_Named]] = {}
    for one in _named(case):
        if case.absent(one.fact):
            by_start.setdefault(beginning(one.fact), []).append(one)
    for start, group in by_start.items():
        by_fact = _by_fact(group)
        if start not in case.held and len(group) >= MANY:
            yield _together(
                group,
                f"nobody holds the fact {shown(group[0].fact)} or any other that begins with {start}-, "
                f"and {_more(group)} one; is a file in slices missing?",
            )
        elif len(by_fact) >= MANY_FACTS:
            file = next(fact.page.file for fact in case.dealt if beginning(fact.id) == start)
            yield _together(
                group,
                f"nobody holds {_listed(list(by_fact))}, which this and {_more(group)}; "
                f"is a part of {file} missing?",
            )
        else:
            for fact, places in by_fact.items():
                yield from _absent(fact, places, case)


def _absent(fact: str, places: Sequence[_Named], case: Case) -> Iterator[Problem]:
    if len(places) < MANY:
        for one in places:
            says = f"{one.called} names the fact {shown(fact)}, which nobody holds; see the files in slices"
            if one.called == "weighs":
                says = f"the fact {shown(fact)} is weighed here, but nobody holds it"
            yield one.page.problem(one.where, "fact.unknown", says)
        return
    spare = _unnamed(case, beginning(fact))
    remedy = f"is {spare[0]} meant, which nothing names?" if len(spare) == 1 else "see the files in slices"
    yield _together(places, f"nobody holds the fact {shown(fact)}, which this and {_more(places)}; {remedy}")


def authored_facts_carry_nothing(case: Case) -> Iterator[Problem]:
    """Neither key nor insights rest on an item that was added to the case and can be switched off."""
    named = [
        one
        for one in _named(case)
        if one.called in _NEEDS_CASE and one.fact in case.by_id and case.by_id[one.fact].authored
    ]
    for fact, places in _by_fact(named).items():
        if len(places) >= MANY:
            message = (
                f"{fact} is authored, and the key and insights rest on facts of the case alone; this and "
                f"{_more(places)} it. Give it a tag of its own as its provenance, such as P1"
            )
            yield _together(places, message, "fact.authored")
            continue
        for one in places:
            message = (
                f"{fact} is authored; {_NEEDS_CASE[one.called]}. "
                "Leave it out here, or give it a tag of its own as its provenance, such as P1"
            )
            yield one.page.problem(one.where, "fact.authored", message)


def _named(case: Case) -> Iterator[_Named]:
    """Every place that names a fact, by what it is called there; the key's table weighs them."""
    for page, called, fact, leaf in case.cited():
        yield _Named(page, leaf, called, fact)
    page = case.pack.key
    for table in under(page.root, "facts"):
        for fact, entry in table.entries.items() if isinstance(table, Table) else ():
            yield _Named(page, entry, "weighs", fact)


def _by_fact(named: Sequence[_Named]) -> Mapping[str, list[_Named]]:
    found: dict[str, list[_Named]] = {}
    for one in named:
        found.setdefault(one.fact, []).append(one)
    return found


def _together(places: Sequence[_Named], message: str, code: str = "fact.unknown") -> Problem:
    """One problem for all of `places`, at the first of them."""
    return places[0].page.problem(places[0].where, code, message)


def _more(places: Sequence[_Named]) -> str:
    """The places after the first, with the files and lines they are in, and that they name something."""
    by_file: dict[str, list[int]] = {}
    for one in places[1 : 1 + LINES_SHOWN]:
        by_file.setdefault(PurePath(one.page.file).name, []).append(one.where.line)
    listed = "; ".join(
        f"{file} line{'s' if len(lines) > 1 else ''} {', '.join(map(str, sorted(lines)))}"
        for file, lines in by_file.items()
    )
    rest = "; ..." if len(places) > 1 + LINES_SHOWN else ""
    return f"{len(places) - 1} more places ({listed}{rest}) name"


def _listed(facts: Sequence[str]) -> str:
    rest = ", ..." if len(facts) > LINES_SHOWN else ""
    return f"{len(facts)} facts ({', '.join(facts[:LINES_SHOWN])}{rest})"


def _unnamed(case: Case, start: str) -> list[str]:
    """Facts of the case beginning with `start` that nothing names, the key least of all."""
    named = {one.fact for one in _named(case)}
    return [
        fact.id
        for fact in case.by_id.values()
        if beginning(fact.id) == start and not fact.authored and fact.id not in named
    ]


CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    named_facts_are_held,
    authored_facts_carry_nothing,
)
