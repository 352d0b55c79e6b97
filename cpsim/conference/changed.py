"""A changed copy of a frozen value: what `dataclasses.replace` makes, at a third of its cost.

The fold copies a state of three dozen fields for nearly every event, and `replace` gives each of them to
`__init__`, which sets them one by one through a refusal. Here the slots are copied as they are.
"""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def changed(value: T, **changes: Any) -> T:
    """`value` with other values in the fields named; for frozen dataclasses with slots and two fields or more.

    TypeError for a field it does not have. What a class works out in `__post_init__` is copied as well, so
    a change of what it is worked out from has to go through `dataclasses.replace`.
    """
    cls: Any = type(value)
    names, values_of, setters = _slots(cls)
    kept = dict(zip(names, values_of(value), strict=True))
    kept.update(changes)
    if len(kept) != len(names):
        raise TypeError(f"{cls.__name__} has no field {min(set(kept) - set(names))}")
    made: T = object.__new__(cls)
    for put, one in zip(setters, kept.values(), strict=True):
        put(made, one)
    return made


@cache
def _slots(
    cls: Any,
) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[Callable[..., None], ...]]:
    names = tuple(field.name for field in fields(cls))
    return names, attrgetter(*names), tuple(getattr(cls, name).__set__ for name in names)
