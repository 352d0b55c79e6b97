"""A changed copy of a frozen value: what `dataclasses.replace` makes, at a third of its cost.

The fold copies a state of three dozen fields for nearly every event, and `replace` gives each of them to
`__init__`, which sets them one by one through a refusal. Here the slots are copied as they are.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def changed(value: T, **changes: Any) -> T:
    """`value` with other values in the fields named; for frozen dataclasses with slots and two fields or more.

    TypeError for a field it does not have, and for one that it works out itself. A class that works fields
    out in `__post_init__` names what it works from in `WORKED_FROM`; a change of that is worked out anew.
    """
    cls: Any = type(value)
    names, values_of, setters, special = _slots(cls)
    if not special.isdisjoint(changes):
        return _worked_out(value, changes)
    kept = dict(zip(names, values_of(value), strict=True))
    kept.update(changes)
    if len(kept) != len(names):
        raise TypeError(f"{cls.__name__} has no field {min(set(kept) - set(names))}")
    made: T = object.__new__(cls)
    for put, one in zip(setters, kept.values(), strict=True):
        put(made, one)
    return made


def _worked_out(value: T, changes: dict[str, Any]) -> T:
    """A change that goes beyond copying: the slow way, which works out what follows from it."""
    cls: Any = type(value)
    found = min((field.name for field in fields(cls) if not field.init and field.name in changes), default="")
    if found:
        raise TypeError(f"{cls.__name__} works out {found} itself")
    made: T = replace(value, **changes)  # type: ignore[type-var]
    return made


@cache
def _slots(
    cls: Any,
) -> tuple[
    tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[Callable[..., None], ...], frozenset[str]
]:
    """Of a class: its fields, what reads them all, what sets each, and those a copy alone is wrong for."""
    names = tuple(field.name for field in fields(cls))
    own = {field.name for field in fields(cls) if not field.init}
    worked_from: frozenset[str] = getattr(cls, "WORKED_FROM", frozenset())
    if own and not worked_from:
        raise TypeError(f"{cls.__name__} does not say in WORKED_FROM what it works {min(own)} out from")
    return (
        names,
        attrgetter(*names),
        tuple(getattr(cls, name).__set__ for name in names),
        frozenset(own | worked_from),
    )
