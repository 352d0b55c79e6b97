"""Values of acts, events and states in a few letters, for the kept playthroughs.

A long text is cut and a long list counted: what they hold has tests of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from cpsim.conference import acts as a
from cpsim.conference.events import Happened
from cpsim.conference.offers import Field, Offer
from cpsim.conference.parts import DueDate, Place, Seat, Spread
from cpsim.conference.view import BoardCard, Own, Public
from cpsim.model.case import Child, Fact, FactKey, Gap, Insight, KeyItem, Link, Moment, PlanLine
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import Said

WORDS = 32
"""Characters that are shown of what somebody said or wrote."""
MANY = 8
"""Members of a list that are shown; of a longer one these, and how many there are."""


def brief(value: object) -> str:
    """Any value on as few letters as tell it from others."""
    shown = _SHOWN.get(type(value))
    if shown is not None:
        return shown(value)
    if isinstance(value, tuple):
        more = f" … {len(value)}" if len(value) > MANY else ""
        return f"[{' '.join(brief(one) for one in value[:MANY])}{more}]"
    if isinstance(value, Happened):
        return f"{value.NAME} {_parts(value)}".rstrip()
    return _parts(value) if is_dataclass(value) else str(value) or "none"


def act(value: a.Act) -> str:
    """An act by its name, with what it holds."""
    return f"{a.NAME_OF[type(value)]} {_parts(value)}".rstrip()


def flat(state: Public | Own, prefix: str = "") -> dict[str, str]:
    """A state as lines: one for a value, one for each member of a list or table."""
    found: dict[str, str] = {}
    for field in (one for one in fields(state) if one.compare):
        name, value = prefix + field.name, getattr(state, field.name)
        if isinstance(value, Mapping):
            for key, one in value.items():
                found |= (
                    _members(f"{name}/{key}", one) if type(one) is tuple else {f"{name}/{key}": _state(one)}
                )
        elif type(value) is tuple:
            found |= _members(name, value)
        else:
            found[name] = _state(value)
    return found


def offer(value: Offer) -> str:
    """An offer as the number of choices of each field; texts and fields without a choice are left out."""
    shown = " ".join(found for found in map(_field, value.fields) if found)
    return f"({shown})" if shown else ""


def _field(value: Field) -> str:
    number = len(value.asks) or len(value.choices)
    return f"{value.name} {number}{'*' if value.optional else ''}" if number else ""


def _members(name: str, values: tuple[object, ...]) -> dict[str, str]:
    return {f"{name}/{_state(one)}": "" for one in values}


def _state(value: object) -> str:
    """A part of a state; an event that is kept there was printed when it was told."""
    if isinstance(value, Happened):
        return f"{value.NAME} of {getattr(value, 'seat', '')}"
    return brief(value)


def _parts(value: Any) -> str:
    """The fields of a value that hold something, but for the digest, which any word of the pack changes."""
    shown = ((field.name, getattr(value, field.name)) for field in fields(value) if field.name != "digest")
    return " ".join(f"{name}={brief(part)}" for name, part in shown if part not in (None, (), False))


def _said(value: Said) -> str:
    text = value.text.replace("\n", " ")
    return f"“{text}”" if len(text) <= WORDS else f"“{text[:WORDS].rstrip()}…”"


def _address(value: Address) -> str:
    place = f"@{value.setting}" if value.setting is not None else ""
    return f"{value.item}{place}" + (f".{value.horizon}" if value.horizon is not None else "")


def _card(value: BoardCard) -> str:
    whose = f", word of {value.whose}" if value.whose is not None else ""
    basis = f", known by {value.basis}" if value.basis is not None else ""
    return f"{value.seat} {value.tag} under {value.heading}{whose}{basis}"


def _id(value: Any) -> str:
    return str(value.id)


_SHOWN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _value: "none",
    Said: _said,
    Address: _address,
    Answer: lambda value: f"{_address(value.at)}={value.value}",
    BoardCard: _card,
    Seat: lambda value: f"{value.id}({value.driver}, contact {value.direct_contact})",
    DueDate: lambda value: f"{value.id} {value.date}",
    Spread: lambda value: brief(value.answers),
    FactKey: lambda value: str(value.fact),
    Moment: lambda value: brief(value.cites),
    PlanLine: lambda value: brief(value.want),
    KeyItem: lambda value: f"{value.at}.{value.stage}",
    **dict.fromkeys((Fact, Place, Child, Insight, Gap, Link), _id),
}
"""Types that are shown in a way of their own."""
