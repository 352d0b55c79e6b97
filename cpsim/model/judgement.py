"""A judgement: answers addressed by item, child, setting and horizon.

The address is there from the first stored event on, so that a second child, a second home or
another area's items are more answers and never a new kind of event.
"""

from dataclasses import dataclass

from cpsim.model.words import Horizon, Item


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """What one answer is about."""

    item: Item
    child: str
    """The child's id in the pack, `c1` and so on."""
    setting: str | None = None
    """A setting's id for items asked per place, else None."""
    horizon: Horizon | None = None
    """For risk: now, or if nothing changes; else None."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer at one address. `value` is the word or number as it stands in logs and answer files.

    level: "1" to "9" (the framework's level number) or "not_enough" (before stage only);
    suffered, likely: a `Limb`; risk: "1" low to "4" very high, or "cannot_say"; certainty: "1" to "4";
    scale: "0" to "10"; status: a `Status`; category: a `Category`.
    """

    at: Address
    value: str
