"""Facts that are named and that nobody holds: one mistake is one line, however often it is felt."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cpsim.packs.checks.case import Case, beginning
from cpsim.packs.nodes import Entry, Node, Page, Table, under
from cpsim.packs.problems import Problem, shown

MANY = 3
"""From so many places on, the id is not mistyped where it is named but where it is held, or not at all."""


@dataclass(frozen=True, slots=True)
class _Named:
    """One place that names a fact nobody holds."""

    page: Page
    where: Node | Entry
    fact: str
    says: str
    """What is told of it where it is alone."""


def named_facts_are_held(case: Case) -> Iterator[Problem]:
    """Whatever names a fact names one that somebody holds."""
    lost = [one for one in _named(case) if case.absent(one.fact)]
    held = case.held
    groups: dict[str, list[_Named]] = {}
    for one in lost:
        start = beginning(one.fact)
        groups.setdefault(one.fact if start in held else f"{start}-", []).append(one)
    for group in groups.values():
        yield from _told(group, case, held)


def _told(group: Sequence[_Named], case: Case, held: frozenset[str]) -> Iterator[Problem]:
    first, start = group[0], beginning(group[0].fact)
    if len(group) < MANY:
        yield from (one.page.problem(one.where, "fact.unknown", one.says) for one in group)
        return
    more = f"{len(group) - 1} more places name"
    if start in held:
        spare = _unnamed(case, start)
        remedy = (
            f"is {spare[0]} meant, which nothing names?" if len(spare) == 1 else "see the files in slices"
        )
        message = f"nobody holds the fact {shown(first.fact)}, which this and {more}; {remedy}"
    else:
        message = (
            f"nobody holds the fact {shown(first.fact)} or any other that begins with {start}-, "
            f"and {more} one; is a file in slices missing?"
        )
    yield first.page.problem(first.where, "fact.unknown", message)


def _named(case: Case) -> Iterator[_Named]:
    """Every place that names a fact, by what it is called there."""
    for page, called, fact, leaf in case.cited():
        says = f"{called} names the fact {shown(fact)}, which nobody holds; see the files in slices"
        yield _Named(page, leaf, fact, says)
    page = case.pack.key
    for table in under(page.root, "facts"):
        for fact, entry in table.entries.items() if isinstance(table, Table) else ():
            says = f"the fact {shown(fact)} is weighed here, but nobody holds it"
            yield _Named(page, entry, fact, says)


def _unnamed(case: Case, start: str) -> list[str]:
    """Facts of the case beginning with `start` that nothing names, the key least of all."""
    named = {one.fact for one in _named(case)}
    return [
        fact.id
        for fact in case.by_id.values()
        if beginning(fact.id) == start and not fact.authored and fact.id not in named
    ]


CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (named_facts_are_held,)
