"""Stated probabilities beside the key: counters spread over the levels, and the chance of a yes."""

from dataclasses import dataclass

from cpsim.model.judgement import Address
from cpsim.model.words import Item, Limb
from cpsim.scoring.calibration import brier, point_mass, ranked_probability, shares
from cpsim.scoring.keys import for_discussion, positions
from cpsim.scoring.lines import Figure, Forecast
from cpsim.scoring.sheet import RISK_LEVELS, Sheet


@dataclass(frozen=True, slots=True)
class Spread:
    """Counters spread over the levels of an ordered item, lowest level first; they add up to 10."""

    at: Address
    counters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chance:
    """The stated chance, 0 to 1, that a limb of the threshold is a yes."""

    at: Address
    yes: float


def spread_forecast(sheet: Sheet, spread: Spread) -> Forecast | None:
    """The ranked probability score of `spread`; None without a key to hold it against.

    The outcome is the panel's distribution where a panel was asked, else the one accepted level
    nearest to the fullest.
    """
    order = sheet.levels if spread.at.item is Item.LEVEL else RISK_LEVELS
    key = sheet.keys.get(spread.at)
    if key is None or for_discussion(key, order):
        return None
    panel = dict(key.panel)
    accepted = positions(key.accepted, order)
    asked = [panel.get(value, 0) for value in order]
    if not any(asked) and not accepted:
        return None
    outcome = shares(asked) if any(asked) else point_mass(spread.counters, accepted)
    forecast = shares(spread.counters)
    figures: list[tuple[str, Figure]] = [
        (f"p_{value}", share) for value, share in zip(order, forecast, strict=True)
    ]
    figures += [(f"o_{value}", share) for value, share in zip(order, outcome, strict=True)]
    return Forecast(spread.at, "rps", ranked_probability(forecast, outcome), tuple(figures))


def chance_forecast(sheet: Sheet, chance: Chance) -> Forecast | None:
    """The Brier score of `chance`; None where the key takes both answers or neither."""
    key = sheet.keys.get(chance.at)
    if key is None or for_discussion(key):
        return None
    said = {Limb.YES, Limb.NO} & set(key.accepted)
    if len(said) != 1:
        return None
    outcome = Limb.YES in said
    figures = (("p", chance.yes), ("y", int(outcome)))
    return Forecast(chance.at, "brier", brier(chance.yes, outcome), figures)
