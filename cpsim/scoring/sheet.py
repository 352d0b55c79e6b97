"""One child's answers at one stage beside the key's items for it: what every line is worked out from."""

from collections.abc import Mapping
from dataclasses import dataclass

from cpsim.model.case import KeyItem
from cpsim.model.framework import Asked, Ballot, Framework
from cpsim.model.judgement import Address, Answer
from cpsim.model.words import Horizon, Item
from cpsim.scoring.lines import Code, Figure, Flag, Line, LineId, LineState, Weights

RISK_LEVELS = ("1", "2", "3", "4")
"""Low, moderate, high, very high."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a line comes to, before answers and key are put beside it."""

    state: LineState
    code: Code
    score: float | None = None
    figures: tuple[tuple[str, Figure], ...] = ()
    flags: tuple[Flag, ...] = ()


MISSING = Result(LineState.INCOMPLETE, Code.MISSING)
NO_KEY = Result(LineState.UNSCORED, Code.NO_KEY)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One child's answers at one stage, with the key's items and what was asked."""

    framework: Framework
    ballot: Ballot
    child: str
    unborn: bool
    answers: tuple[Answer, ...]
    """Of this child alone."""
    keys: Mapping[Address, KeyItem]
    cited: frozenset[str]
    weights: Weights

    def at(self, item: Item, setting: str | None = None, horizon: Horizon | None = None) -> Address:
        """The address of one of this child's answers."""
        return Address(item, self.child, setting, horizon)

    def values(self, at: Address) -> tuple[str, ...]:
        """The answers at `at`, none or one or, where several may be chosen, more; in alphabetical order."""
        return tuple(sorted({answer.value for answer in self.answers if answer.at == at}))

    def asked(self, item: Item, horizon: Horizon | None = None) -> Asked | None:
        """The question of this stage's ballot for `item`, or None where it is not asked."""
        for ask in self.ballot.asks:
            if ask.item == item and ask.horizon == horizon:
                return ask
        return None

    def settings(self, item: Item, horizon: Horizon | None = None) -> tuple[str | None, ...]:
        """The settings an item is answered or keyed for, by name; (None,) where there are none.

        Keyed settings count only where the question is asked per setting: a pack keys them for every area.
        """
        ask = self.asked(item, horizon)
        answered = {
            answer.at.setting
            for answer in self.answers
            if (answer.at.item, answer.at.horizon) == (item, horizon)
        }
        keyed = {at.setting for at in self.keys if at == self.at(item, at.setting, horizon)}
        if ask is not None and ask.per_setting:
            return tuple(sorted(setting for setting in answered | keyed if setting is not None)) or (None,)
        return (None, *sorted(setting for setting in answered if setting is not None))

    @property
    def levels(self) -> tuple[str, ...]:
        """The values of the framework's continuum, lowest need first."""
        return tuple(level.value for level in self.framework.levels)

    def line(self, line_id: LineId, ats: tuple[Address, ...], result: Result) -> Line:
        """The line for `result`, with the answers, the key's items and the shared citations at `ats`."""
        keys = tuple(self.keys[at] for at in ats if at in self.keys)
        return Line(
            id=line_id,
            child=self.child,
            setting=ats[0].setting,
            state=result.state,
            code=result.code,
            score=result.score,
            answers=tuple(Answer(at, value) for at in ats for value in self.values(at)),
            keys=keys,
            cited=tuple(sorted(self.cited & {fact for key in keys for fact in key.cites})),
            figures=result.figures,
            flags=result.flags,
        )
