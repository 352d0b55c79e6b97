"""A program that knows docs/log.md and nothing of cpsim: it works scores out from an exported log alone."""

import json
from collections.abc import Iterable
from itertools import product
from statistics import median
from typing import Any

RISKS = ["1", "2", "3", "4"]


class Log:
    """An exported log, read line by line."""

    def __init__(self, text: str) -> None:
        header, *events = [json.loads(line) for line in text.splitlines()]
        assert (header["format"], header["kind"]) == (1, "cpsim-log")
        self.header, self.rules = header, header["rules"]
        self.events = [(line["name"], line["event"]) for line in events]
        seats = {seat["id"]: seat for seat in self.first("session_opened")["seats"]}
        self.role = seats[header["seat"]]["role"]

    def all(self, name: str) -> list[Any]:
        """Every event of one kind."""
        return [event for kind, event in self.events if kind == name]

    def first(self, name: str) -> Any:
        """The first event of one kind, or None."""
        return next(iter(self.all(name)), None)

    def sealed(self) -> dict[tuple[Any, ...], str]:
        """The seat's own second judgement by address."""
        papers = [paper for paper in self.all("ballot_sealed") if paper["stage"] == "after"]
        return {address(answer["at"]): answer["value"] for paper in papers for answer in paper["answers"]}

    def key(self) -> dict[tuple[Any, ...], Any]:
        """The key's item for each address of the second judgement."""
        found: dict[tuple[Any, ...], Any] = {}
        for item in self.first("key_opened")["items"]:
            fits = item["framework"] in (None, self.header["framework"]) and item["role"] in (None, self.role)
            if item["stage"] == "after" and fits:
                at = address(item["at"])
                if at not in found or named(item) > named(found[at]):
                    found[at] = item
        return found


def named(item: Any) -> tuple[bool, bool]:
    """How much an item names: framework first, then role."""
    return item["framework"] is not None, item["role"] is not None


def address(at: Any) -> tuple[Any, ...]:
    """An address as a tuple."""
    return at["item"], at["child"], at["setting"], at["horizon"]


def halves(item: Any) -> set[str]:
    """The values that earn half."""
    return {half["value"] for half in item["half"]}


def for_talk(item: Any, order: Iterable[str] = ()) -> bool:
    """Is the item for discussion only?"""
    ordered = list(order)
    places = sorted({ordered.index(value) for value in item["accepted"] if value in ordered})
    hole = bool(places) and places[-1] - places[0] + 1 != len(places)
    return item["discussion_only"] or hole or (bool(places) and len(places) >= len(ordered) - 1)


def ordinal(value: str, item: Any, order: list[str], steps: int) -> float | None:
    """The score of one answer on an ordered list."""
    if for_talk(item, order):
        return None
    if value not in order:
        return 1.0 if value in item["accepted"] else 0.5 if value in halves(item) else None
    places = [order.index(one) for one in item["accepted"] if one in order]
    if not places:
        return None
    place = order.index(value)
    away = max(min(places) - place, place - max(places), 0)
    return max(0.0, 1 - away / steps)


def choice(value: str, item: Any) -> float | None:
    """The score of a plan or a single category."""
    if for_talk(item):
        return None
    return 1.0 if value in item["accepted"] else 0.5 if value in halves(item) else 0.0


def limb(value: str, item: Any) -> float:
    """The score of one limb."""
    if value in item["accepted"] or {"yes", "no"} <= set(item["accepted"]):
        return 1.0
    return 0.5 if value == "cannot_say" or value in halves(item) else 0.0


def middle(item: Any) -> float | None:
    """Where the key stands between its risk levels."""
    if item["preferred"] in RISKS:
        return float(item["preferred"])
    levels = [int(value) for value in item["accepted"] if value in RISKS]
    return float(median(levels)) if levels else None


def way(now: float, later: float) -> int:
    """1 rising, 0 the same, -1 falling."""
    return (later > now) - (later < now)


def direction(given: list[str], items: list[Any]) -> float | None:
    """The score of the direction between two risks."""
    if len(items) < 2 or any(for_talk(item, RISKS) for item in items) or not set(given) <= set(RISKS):
        return None
    first, second = (middle(item) for item in items)
    if first is None or second is None:
        return None
    return float(way(int(given[0]), int(given[1])) == way(first, second))


def met(rule: str, suffered: str, likely: str) -> bool:
    """Whether the threshold is met."""
    return "yes" in (suffered, likely) if rule == "suffered_or_likely" else likely == "yes"


def threshold(rule: str, given: list[str], items: list[Any]) -> float | None:
    """The score of the threshold of a born child."""
    if len(items) < 2 or any(for_talk(item) for item in items):
        return None
    known = {met(rule, one, two) for one, two in product(items[0]["accepted"], items[1]["accepted"])}
    right = float(met(rule, *given) in known)
    return 0.5 * right + 0.25 * limb(given[0], items[0]) + 0.25 * limb(given[1], items[1])


def rescored(text: str, child: str) -> dict[str, float | None]:
    """Every line of one born child that the seat's own second judgement can be scored on."""
    log = Log(text)
    sealed, key, rules = log.sealed(), log.key(), log.rules

    def at(item: str, horizon: str | None = None) -> tuple[Any, ...]:
        return item, child, None, horizon

    def one(where: tuple[Any, ...], order: list[str]) -> float | None:
        item = key.get(where)
        return None if item is None else ordinal(sealed[where], item, order, len(order) - 1)

    def items(*wheres: tuple[Any, ...]) -> list[Any]:
        return [key[where] for where in wheres if where in key]

    now, later = at("risk", "now"), at("risk", "if_nothing_changes")
    limbs = at("suffered"), at("likely")
    scores: dict[str, float | None] = {
        "level": one(at("level"), rules["levels"]),
        "threshold": threshold(rules["threshold"], [sealed[where] for where in limbs], items(*limbs)),
        "status": choice(sealed[at("status")], key[at("status")]),
        "risk_now": one(now, RISKS),
        "risk_if_nothing_changes": one(later, RISKS),
        "direction": direction([sealed[now], sealed[later]], items(now, later)),
        "category": None,
    }
    if rules["category_only_if"] in (None, sealed[at("status")]):
        scores["category"] = choice(sealed[at("category")], key[at("category")])
    return scores
