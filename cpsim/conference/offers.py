"""What a seat may do now: act kinds with the choices open for each field, and the check of an act.

The same offers build the menus and check the acts, so what is shown is what is allowed.
"""

from dataclasses import dataclass
from enum import StrEnum

from cpsim.conference.acts import NAME_OF, Act, Share
from cpsim.conference.refusals import Refusal, Why
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import Said


class Shape(StrEnum):
    """What kind of value a field takes."""

    ONE = "one"
    """One of `choices`."""
    MANY = "many"
    """A tuple of `choices`, `least` to `most` of them."""
    TEXT = "text"
    """A `Said` of at most `most` characters."""
    ANSWERS = "answers"
    """A tuple of `Answer`, by `asks`."""
    SHARES = "shares"
    """A tuple of `Share`, `least` to `most`, by `choices` (facts) and the share offer's other fields."""


@dataclass(frozen=True, slots=True)
class AskedAt:
    """One answer that a form asks for."""

    at: Address
    choices: tuple[str, ...]
    required: bool = True
    only_if: Answer | None = None
    """Asked only where this other answer stands in the same form."""
    most: int = 1
    """So many different values may be given; more than one stand as so many answers at the same address."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an act, and what may stand in it."""

    name: str
    shape: Shape
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 1
    optional: bool = False
    asks: tuple[AskedAt, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of act that is open now."""

    act: str
    fields: tuple[Field, ...] = ()

    def field(self, name: str) -> Field:
        """The field named `name`; KeyError for one the act does not have."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def fits(offer: Offer, act: Act) -> Refusal | None:
    """None where `act` is one of those `offer` leaves open, else why not, naming the field."""
    assert NAME_OF[type(act)] == offer.act
    for field in offer.fields:
        refusal = _field_fits(field, getattr(act, field.name))
        if refusal is not None:
            return refusal
    return None


def _field_fits(field: Field, value: object) -> Refusal | None:
    if value is None or value == ():
        missing = not field.optional and not (isinstance(value, tuple) and field.least == 0)
        return Refusal(Why.FIELD_MISSING, about=(field.name,)) if missing else None
    match field.shape:
        case Shape.ONE:
            return None if value in field.choices else Refusal(Why.NOT_A_CHOICE, about=(field.name,))
        case Shape.TEXT:
            assert isinstance(value, Said)
            return None if len(value.text) <= field.most else Refusal(Why.TOO_LONG, about=(field.name,))
        case Shape.MANY:
            assert isinstance(value, tuple)
            return _many_fit(field, value)
        case Shape.ANSWERS:
            assert isinstance(value, tuple)
            return _answers_fit(field, value)
        case Shape.SHARES:
            assert isinstance(value, tuple)
            return _shares_fit(field, value)


def _many_fit(field: Field, values: tuple[object, ...]) -> Refusal | None:
    if len(set(values)) != len(values) or any(value not in field.choices for value in values):
        return Refusal(Why.NOT_A_CHOICE, about=(field.name,))
    return _number_fits(field, len(values))


def _number_fits(field: Field, number: int) -> Refusal | None:
    if number < field.least:
        return Refusal(Why.TOO_FEW, about=(field.name, str(field.least)))
    return Refusal(Why.TOO_MANY, about=(field.name, str(field.most))) if number > field.most else None


def _answers_fit(field: Field, answers: tuple[object, ...]) -> Refusal | None:
    values: dict[Address, list[str]] = {}
    for answer in answers:
        assert isinstance(answer, Answer)
        values.setdefault(answer.at, []).append(answer.value)
    given = {at: several[0] for at, several in values.items()}
    open_asks = {ask.at: ask for ask in field.asks if applies(ask, given)}
    for at, several in values.items():
        ask = open_asks.get(at)
        if ask is None or any(value not in ask.choices for value in several):
            return Refusal(Why.NOT_A_CHOICE, about=(field.name, at.item))
        if len(several) > ask.most or len(set(several)) < len(several):
            return Refusal(Why.NOT_A_CHOICE, about=(field.name,))
    for at, ask in open_asks.items():
        if ask.required and at not in given:
            return Refusal(Why.FIELD_MISSING, about=(field.name, at.item))
    return None


def applies(ask: AskedAt, given: dict[Address, str]) -> bool:
    """Whether `ask` is asked at all, given the other answers of the same form."""
    return ask.only_if is None or given.get(ask.only_if.at) == ask.only_if.value


def _shares_fit(field: Field, shares: tuple[object, ...]) -> Refusal | None:
    ids: list[str] = []
    for share in shares:
        assert isinstance(share, Share)
        ids.append(share.fact)
    if len(set(ids)) != len(ids) or any(fact not in field.choices for fact in ids):
        return Refusal(Why.NOT_A_CHOICE, about=(field.name,))
    return _number_fits(field, len(ids))
