"""Checks of the facilitators' part: every fact weighed, every answer at an address that exists."""

import re
from collections.abc import Callable, Iterator, Sequence

from cpsim.model.words import Horizon, Item, Limb, Stage
from cpsim.packs.checks.case import (
    Case,
    Dealt,
    beginning,
    near,
    seats_without_papers,
)
from cpsim.packs.nodes import Leaf, Node, Series, Table, text, texts, under
from cpsim.packs.problems import Problem, Severity, shown
from cpsim.packs.shapes import FACT_ID, VALUE
from cpsim.scoring.keys import positions

_RISK = tuple("1234")
_SCALE = (0, 10)
"""What a scale runs from and to where the pack's own areas have none."""
_ORDERED = frozenset({Item.LEVEL, Item.RISK, Item.SCALE})
"""What is answered on an ordered list and scored by how far off it is."""
_NOT_ENOUGH = "not_enough"
_CANNOT_SAY = Limb.CANNOT_SAY.value
_MANY = 3
"""More facts of one file than this of which the key says nothing are told in one line."""


def every_fact_is_weighed(case: Case) -> Iterator[Problem]:
    """Each fact of the case has a part in the key."""
    page, known = case.pack.key, case.by_id
    table = next(under(page.root, "facts"), None)
    if not isinstance(table, Table):
        return
    # Where the key spells an id wrongly, that is told, and the fact it means is not missed once more.
    misspelt = {beginning(name) for name in table.entries if not re.fullmatch(FACT_ID, name)}
    missed: dict[str, list[Dealt]] = {}
    for fact in known.values():
        plain = re.fullmatch(FACT_ID, fact.id) and not fact.authored
        if plain and fact.id not in table.entries and not misspelt & {beginning(fact.id), ""}:
            missed.setdefault(fact.page.file, []).append(fact)
    for facts in missed.values():
        too = f" and {len(facts) - 1} more facts of this file" if len(facts) > _MANY else ""
        for fact in facts[:1] if too else facts:
            message = f"the key says nothing of {fact.id}{too}; add it under facts in {page.file}"
            yield fact.page.problem(fact.leaf, "key.no_part", message)


def addresses_exist(case: Case) -> Iterator[Problem]:
    """An answer is about a child, a setting and a time that the pack has."""
    page, main = case.pack.key, case.pack.main
    children = {value for value, _ in texts(main.root, "children", "*", "id")}
    settings = {value for value, _ in texts(main.root, "settings", "*", "id")}
    frameworks = {value for value, _ in texts(main.root, "frameworks", "*")}
    for item in under(page.root, "items", "*"):
        for field, known in (("child", children), ("setting", settings), ("framework", frameworks)):
            for value, leaf in texts(item, field):
                # Without a child or a framework in the pack, that is what is wrong.
                if main.root is not None and value not in known and (known or field == "setting"):
                    listed = ", ".join(sorted(known)) or "none"
                    message = (
                        f"{field} is {shown(value)}, which scenario.yaml does not have; it has: {listed}"
                    )
                    yield page.problem(leaf, f"key.unknown_{field}", message)
        risk, horizon = text(item, "item") == Item.RISK, text(item, "horizon")
        if risk and horizon is None:
            message = f"a risk needs a horizon: {' or '.join(Horizon)}"
            yield page.problem(item, "key.horizon", message)
        elif horizon is not None and not risk:
            message = "only a risk has a horizon; take it out here"
            yield page.problem(next(under(item, "horizon")), "key.horizon", message)


def stages_have_roles(case: Case) -> Iterator[Problem]:
    """A judgement from one folder names whose folder, and rests on that folder alone."""
    page, known = case.pack.key, case.by_id
    cast = {role for role, _ in texts(case.pack.main.root, "cast", "*", "role")}
    told_elsewhere = {role for role, _ in seats_without_papers(case.pack, case.cards)}
    told_elsewhere |= {role for role in cast if case.papers(role) is not None}
    for item in under(page.root, "items", "*"):
        role, stage = text(item, "role"), text(item, "stage")
        if stage == Stage.BEFORE and role is None:
            message = 'an answer for the stage before needs a "role": whose folder it is judged from'
            yield page.problem(item, "key.role", message)
        elif stage == Stage.AFTER and role is not None:
            message = 'an answer for the stage after holds for everybody; take "role" out'
            yield page.problem(next(under(item, "role")), "key.role", message)
        elif role is not None and role not in case.pack.slices:
            if role not in told_elsewhere and case.pack.slices:
                meant = near(role, case.pack.slices)
                remedy = f"; did you mean {shown(meant)}?" if meant else ""
                message = f"role is {shown(role)}, which has no papers in slices{remedy}"
                yield page.problem(next(under(item, "role")), "key.role", message)
        elif role is not None:
            for fact, leaf in texts(item, "cites", "*"):
                if fact in known and known[fact].holder != role:
                    message = (
                        f"{fact} is not in the folder of {shown(role)}, who judges from their own papers here"
                    )
                    yield page.problem(leaf, "key.other_folder", message)


def answers_stand_once(case: Case) -> Iterator[Problem]:
    """There is one answer to one question."""
    page = case.pack.key
    first: dict[tuple[str | None, ...], Node] = {}
    fields = ("item", "child", "setting", "horizon", "stage", "role", "framework")
    for item in under(page.root, "items", "*"):
        address = tuple(text(item, field) for field in fields)
        if address in first:
            called = ", ".join(part for part in address if part)
            message = (
                f"there is an answer to this already ({shown(called)[1:-1]}), on line {first[address].line}"
            )
            yield page.problem(item, "key.twice", message)
        first.setdefault(address, item)


def values_fit_together(case: Case) -> Iterator[Problem]:
    """The preferred value is an accepted one, and no value earns half and full credit."""
    page = case.pack.key
    for item in under(page.root, "items", "*"):
        accepted = [value for value, _ in texts(item, "accepted", "*")]
        # What has the wrong shape is told by the schema, and not once more for each that misses it.
        whole = len(accepted) == len(list(under(item, "accepted", "*")))
        whole = whole and all(re.fullmatch(VALUE, value) for value in accepted)
        for value, leaf in texts(item, "preferred"):
            if whole and value not in accepted:
                message = f"preferred is {shown(value)}, which is not one of the accepted values"
                yield page.problem(leaf, "key.preferred", message)
        halves: set[str] = set()
        for value, leaf in texts(item, "half", "*", "value"):
            if value in accepted or value in halves:
                message = (
                    f"{shown(value)} is accepted already, or stands here twice; a value earns one credit"
                )
                yield page.problem(leaf, "key.half", message)
            halves.add(value)


def values_exist(case: Case) -> Iterator[Problem]:
    """A key knows only values that a framework of the pack lets people choose."""
    page, unborn = case.pack.key, _unborn(case)
    for item in under(page.root, "items", "*"):
        frameworks = case.frameworks(text(item, "framework"))
        if not frameworks:
            continue
        what, before = text(item, "item"), text(item, "stage") == Stage.BEFORE
        if what in (Item.SUFFERED, Item.LIKELY):
            yield from _harm(case, item, unborn=what == Item.SUFFERED and text(item, "child") in unborn)
            continue
        allowed = [value for root in frameworks.values() for value in _values(root, what, before=before)]
        for value, node in _chosen(item):
            if allowed and value not in allowed and re.fullmatch(VALUE, value):
                names = ", ".join(frameworks)
                listed = ", ".join(dict.fromkeys(allowed))
                message = (
                    f"{shown(value)} is no answer to {shown(what)} under {names}; the answers are: {listed}"
                )
                yield page.problem(node, "key.value", message)


def every_child_has_answers(case: Case) -> Iterator[Problem]:
    """What is decided for a child is held against the key; a warning where the key says nothing of one."""
    main, items = case.pack.main, list(under(case.pack.key.root, "items", "*"))
    children = {
        value: child for child in under(main.root, "children", "*") for value, _ in texts(child, "id")
    }
    answered = {child for item in items for child, _ in texts(item, "child")}
    after = {
        child for item in items if text(item, "stage") == Stage.AFTER for child, _ in texts(item, "child")
    }
    written = any(isinstance(one, Series) for one in under(case.pack.key.root, "items"))
    if not written or answered - set(children):
        return
    for value, child in children.items():
        if value not in after:
            name = f"{shown(text(child, 'name') or value)[1:-1]} ({value})"
            message = (
                f"the key has no answer for {name} at the stage after; "
                "what is judged and decided for this child is shown and never scored"
            )
            yield main.problem(child, "key.no_answers", message, Severity.WARNING)


def answers_can_be_compared(case: Case) -> Iterator[Problem]:
    """A warning where an answer's values lie so far apart that it is only talked about, unless that is meant."""
    page = case.pack.key
    for item in under(page.root, "items", "*"):
        what = text(item, "item")
        meant = any(isinstance(one, Leaf) and one.value is True for one in under(item, "discussion_only"))
        if meant or what not in _ORDERED:
            continue
        accepted = next(under(item, "accepted"), None)
        for root in list(case.frameworks(text(item, "framework")).values())[:1]:
            order = [value for value in _values(root, what, before=False) if value != _CANNOT_SAY]
            apart = _apart([value for value, _ in texts(accepted, "*")], order)
            if accepted is not None and apart:
                message = (
                    f"accepted {apart}, so this answer is for discussion only and none is held against it. "
                    "Change it, or write discussion_only: true"
                )
                yield page.problem(accepted, "key.apart", message, Severity.WARNING)


def _apart(accepted: Sequence[str], order: Sequence[str]) -> str | None:
    """How the values of an ordered list lie too far apart to score anybody by; None where they do not."""
    taken = positions(accepted, order)
    if not taken:
        return None
    missing = [order[place] for place in range(taken[0], taken[-1]) if place not in taken]
    if missing:
        return f"leaves out {', '.join(missing)}, which {'lie' if len(missing) > 1 else 'lies'} between"
    return f"takes {len(taken)} of {len(order)} values" if len(taken) >= len(order) - 1 else None


def _unborn(case: Case) -> set[str | None]:
    """The ids of the children who are not yet born."""
    return {
        text(child, "id")
        for child in under(case.pack.main.root, "children", "*")
        if any(isinstance(one, Leaf) and one.value is True for one in under(child, "unborn"))
    }


def _harm(case: Case, item: Node, *, unborn: bool) -> Iterator[Problem]:
    """Whether an unborn child has suffered does not apply; every other question of harm is answered."""
    allowed = [Limb.NOT_APPLICABLE] if unborn else [limb for limb in Limb if limb is not Limb.NOT_APPLICABLE]
    what = text(item, "item")
    whom = "an unborn child" if unborn else "a child" if what == Item.LIKELY else "a child who is born"
    for value, node in _chosen(item):
        if value not in allowed and re.fullmatch(VALUE, value):
            listed = ", ".join(allowed)
            message = f"{shown(value)} is no answer to {shown(what)} for {whom}; the answers are: {listed}"
            yield case.pack.key.problem(node, "key.value", message)


def _chosen(item: Node) -> Iterator[tuple[str, Leaf]]:
    """Every value one answer names, with where it stands."""
    yield from texts(item, "accepted", "*")
    yield from texts(item, "half", "*", "value")
    for panel in under(item, "panel"):
        if isinstance(panel, Table):
            for value, entry in panel.entries.items():
                yield value, Leaf(value, entry.line, entry.column)


def _values(framework: Node, item: str | None, *, before: bool) -> list[str]:
    """What can be answered to `item`; nothing for an item the schema refuses."""
    match item:
        case Item.LEVEL:
            return [*_listed(framework, "levels"), *([_NOT_ENOUGH] if before else [])]
        case Item.RISK:
            return [*_RISK, _CANNOT_SAY]
        case Item.CERTAINTY:
            return list(_RISK)
        case Item.SCALE:
            ends = [_number(framework, end) for end in ("low", "high")]
            low, high = (end if end is not None else usual for end, usual in zip(ends, _SCALE, strict=True))
            return [str(number) for number in range(low, high + 1)]
        case Item.STATUS:
            return _listed(framework, "statuses")
        case Item.CATEGORY:
            return _listed(framework, "categories")
        case _:
            return []


def _listed(framework: Node, field: str) -> list[str]:
    return [value for value, _ in texts(framework, field, "*", "value")]


def _number(framework: Node, end: str) -> int | None:
    """One end of the area's scale, where it has one."""
    found = next((one.value for one in under(framework, "scale", end) if isinstance(one, Leaf)), None)
    return found if isinstance(found, int) else None


CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    every_fact_is_weighed,
    addresses_exist,
    stages_have_roles,
    answers_stand_once,
    values_fit_together,
    values_exist,
    every_child_has_answers,
    answers_can_be_compared,
)
