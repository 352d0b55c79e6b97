"""Checks of what comes before what: the items an item follows, and those it comes to mind after."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from cpsim.packs.checks.case import Case, Dealt
from cpsim.packs.nodes import texts
from cpsim.packs.problems import Problem, shown

FOLLOWS, AFTER = "follows", "after"
RING_SHOWN = 20
"""Items of a circle that a message names; nobody writes a longer one by mistake."""


def follows_own_items(case: Case) -> Iterator[Problem]:
    """An item follows items of its own folder: nobody can say somebody else's first."""
    known = case.by_id
    for fact in _in_folders(case):
        for name, leaf in texts(fact.node, FOLLOWS, "*"):
            if name in known and known[name].page is not fact.page:
                message = (
                    f"{fact.id} follows {name}, which {shown(known[name].holder)} holds; follows names items "
                    "of the same file. If it waits for somebody else's item, write after"
                )
                yield fact.page.problem(leaf, "fact.follows_other", message)


def after_others_items(case: Case) -> Iterator[Problem]:
    """An item comes to mind after somebody else's: its own holder needs no reminder of the rest."""
    known = case.by_id
    for fact in _in_folders(case):
        for name, leaf in texts(fact.node, AFTER, "*"):
            if name in known and known[name].page is fact.page:
                which = "itself" if name == fact.id else f"{name}, which is in the same file"
                message = (
                    f"{fact.id} comes after {which}; after names items of other roles. "
                    "If it is said later by the same holder, write follows"
                )
                yield fact.page.problem(leaf, "fact.after_own", message)


def letters_are_whole(case: Case) -> Iterator[Problem]:
    """A letter is read out from its first item to its last, so none of them waits for another."""
    page = case.pack.replies
    for fact in case.dealt:
        for field in (FOLLOWS, AFTER) if fact.page is page else ():
            for _, leaf in list(texts(fact.node, field, "*"))[:1]:
                message = f"{fact.id} is in a letter, which is read out as a whole; leave {field} out here"
                yield page.problem(leaf, "fact.in_letter", message)


def nothing_follows_itself(case: Case) -> Iterator[Problem]:
    """What has to be said first can be said first."""
    known = case.by_id
    graph = {
        fact.id: [name for name in _named(fact, FOLLOWS) if name in known and known[name].page is fact.page]
        for fact in _in_folders(case)
    }
    for ring in _rings(graph):
        if len(ring) == 1:
            message = f"{ring[0]} follows itself; leave it out of follows"
        else:
            message = (
                f"follows goes round in a circle: {_listed(ring)}; none of them can be said first. "
                "Take one of them out of follows"
            )
        yield _at(known[ring[0]], FOLLOWS, ring, message)


def nothing_waits_for_itself(case: Case) -> Iterator[Problem]:
    """Every item that comes to mind after others waits for one that can be said."""
    known = case.by_id
    waits = {fact.id: _named(fact, AFTER) for fact in _in_folders(case)}
    # One item that can be said is enough; what does not exist or lies in the same file is told elsewhere.
    stuck = {
        item
        for item, names in waits.items()
        if names and all(name in known and known[name].page is not known[item].page for name in names)
    }
    ready = [item for item in known if item not in stuck]
    calls: dict[str, list[str]] = {}
    for item in stuck:
        for name in waits[item]:
            calls.setdefault(name, []).append(item)
    while ready:
        for item in calls.get(ready.pop(), ()):
            if item in stuck:
                stuck.remove(item)
                ready.append(item)
    for ring in _rings({item: names for item, names in waits.items() if item in stuck}):
        message = (
            f"after goes round in a circle: {_listed(ring)}; each waits for the next, and they come to nobody. "
            "Take one of them out of after, or add an item that can be said"
        )
        yield _at(known[ring[0]], AFTER, ring, message)


def _in_folders(case: Case) -> Iterator[Dealt]:
    """The items of folders, not of letters; of those under one id the first."""
    return (fact for fact in case.by_id.values() if fact.page is not case.pack.replies)


def _named(fact: Dealt, field: str) -> list[str]:
    return [name for name, _ in texts(fact.node, field, "*")]


def _rings(graph: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The circles of `graph`, each from the item that stands first; no recursion, a chain may be long."""
    place = {item: number for number, item in enumerate(graph)}
    done: set[str] = set()
    told: set[str] = set()
    for start in graph:
        path = {start: iter(graph[start])} if start not in done else {}
        while path:
            last = next(reversed(path))
            for name in path[last]:
                if name in path:
                    ring = list(path)[list(path).index(name) :]
                    first = ring.index(min(ring, key=place.__getitem__))
                    if not told.issuperset(ring):
                        told.update(ring)
                        yield ring[first:] + ring[:first]
                elif name in graph and name not in done:
                    path[name] = iter(graph[name])
                    break
            else:
                done.add(last)
                del path[last]


def _listed(ring: Sequence[str]) -> str:
    """The whole circle, back to where it began."""
    shown_items = [*ring[:RING_SHOWN], "..."] if len(ring) > RING_SHOWN else ring
    return ", ".join([*shown_items, ring[0]])


def _at(fact: Dealt, field: str, ring: Sequence[str], message: str) -> Problem:
    """A problem where the first item of a circle names the next one."""
    following = ring[1 % len(ring)]
    leaf = next(leaf for name, leaf in texts(fact.node, field, "*") if name == following)
    return fact.page.problem(leaf, "fact.circle", message)


CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    follows_own_items,
    after_others_items,
    letters_are_whole,
    nothing_follows_itself,
    nothing_waits_for_itself,
)
