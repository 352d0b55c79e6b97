"""What a session is pinned to: the pack, the framework, the role cards and the settings it began with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cpsim.model.case import Pace, RoleCard, Scenario
from cpsim.model.framework import Framework, Step
from cpsim.model.words import Side


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen when the session began."""

    pace: str = "standard"
    card: str = "table"
    """Which common card."""
    authored: bool = True
    """Are the pack author's own replies in play?"""
    scores: bool = True
    """False: the debrief shows words and no scores."""
    names: bool = True
    """Has the table agreed that judgements are shown with names at the debrief?"""
    alone: bool = True
    """One learner and simulated others; decides how many questions there are."""
    facilitated: bool = False
    """Round a table: somebody facilitates; False: the table does that by agreement."""
    read_before: bool = False
    """The learner has read the case before; the debrief marks the first judgement so."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a session reads; stored once beside the log under its digest."""

    scenario: Scenario
    framework: Framework
    roles: tuple[RoleCard, ...]
    options: Options

    @property
    def book(self) -> "RuleBook":
        """The part that every seat may know from the start."""
        pace = next(pace for pace in self.scenario.paces if pace.id == self.options.pace)
        return RuleBook(self.framework, self.roles, pace, self.options)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The public rules of this session: procedure, role cards, pace. Holds nothing of the case."""

    framework: Framework
    roles: tuple[RoleCard, ...]
    pace: Pace
    options: Options
    _cards: Mapping[str, RoleCard] = field(init=False, repr=False, compare=False)
    _steps: Mapping[str, Step] = field(init=False, repr=False, compare=False)
    _sides: Mapping[str, Side] = field(init=False, repr=False, compare=False)
    worked_out: dict[Any, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What rules worked out from this book and the key it stands under, and from nothing else."""

    def __post_init__(self) -> None:
        """Find cards, sides and steps by their ids: every rule asks for them."""
        object.__setattr__(self, "_cards", {card.id: card for card in self.roles})
        object.__setattr__(self, "_sides", {card.id: Side(card.side) for card in self.roles})
        object.__setattr__(self, "_steps", {step.id: step for step in self.framework.steps})

    def role(self, role_id: str) -> RoleCard:
        """The card of `role_id`; KeyError for a role without one."""
        return self._cards[role_id]

    def side(self, role_id: str) -> Side:
        """The side of the table `role_id` belongs to; KeyError for a role without a card."""
        return self._sides[role_id]

    def step(self, step_id: str) -> Step:
        """The step of the agenda named `step_id`; KeyError for one it does not have."""
        return self._steps[step_id]

    @property
    def questions(self) -> int:
        """How many questions each seat has in this session."""
        return self.pace.questions_alone if self.options.alone else self.pace.questions_table
