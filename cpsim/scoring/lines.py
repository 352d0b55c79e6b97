"""What scoring hands on: lines, shifts and the profile they stand in.

A line carries a code and the figures behind it; the sentence a person reads is `present`'s.
There is no total, no pass mark and no rank, and no type here could hold one.
"""

from dataclasses import dataclass
from enum import StrEnum

from cpsim.model.case import KeyItem
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import Said

SCORING_VERSION = 1
"""Goes up with every change that could give the same answers another score."""

Figure = str | int | float
"""One figure behind a line: a number, or a word such as `met`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What one step of under-calling costs, and one step of over-calling; equal unless a facilitator chooses.

    Unequal weights reward calling in the direction that costs less, so they are printed with every profile.
    """

    under: float = 1.0
    over: float = 1.0


EQUAL = Weights()
"""Both directions cost the same."""


class LineId(StrEnum):
    """The lines a profile can have."""

    LEVEL = "level"
    THRESHOLD = "threshold"
    STATUS = "status"
    CATEGORY = "category"
    RISK_NOW = "risk_now"
    RISK_IF_NOTHING_CHANGES = "risk_if_nothing_changes"
    DIRECTION = "direction"
    SCALE = "scale"
    CERTAINTY = "certainty"


class LineState(StrEnum):
    """How far a line could be worked out."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    """An answer that was asked for is missing; missing is never counted as 0."""
    UNSCORED = "unscored"
    """Shown without a score: no key, nothing to compare, or the first judgement."""
    DISCUSSION_ONLY = "discussion_only"
    """The key's answers lie so far apart that a number would say nothing."""


class Code(StrEnum):
    """What a line says, in one word; `present` has the sentence for each."""

    AS_KEY = "as_key"
    UNDER = "under"
    """Lower than the key; the figure `distance` is negative."""
    OVER = "over"
    """Higher than the key; the figure `distance` is positive."""
    SAFER = "safer"
    """Above the key's band on the safety scale."""
    LESS_SAFE = "less_safe"
    """Below the key's band on the safety scale."""
    DEFENSIBLE = "defensible"
    """Not the key's answer, but one the key gives a reason for."""
    OTHER = "other"
    """Another answer than the key's, with no order between the two."""
    SEVERAL = "several"
    """Several answers compared with the key's set."""
    MISSING = "missing"
    NO_KEY = "no_key"
    NOT_ENOUGH = "not_enough"
    CANNOT_SAY = "cannot_say"
    KEY_CANNOT_SAY = "key_cannot_say"
    NOT_REACHED = "not_reached"
    """The question comes only after another answer than the one given."""
    NEVER_SCORED = "never_scored"


class Flag(StrEnum):
    """Something to talk about; none of them moves a score."""

    OVER_INTERVENTION = "over_intervention"
    """The answers meet the threshold, the key's do not."""
    UNDER_INTERVENTION = "under_intervention"
    """The key meets the threshold, the answers do not."""
    COUNTED_AS_NO = "counted_as_no"
    """A 'cannot yet say' counted as no when the threshold was worked out."""
    MET_WITHOUT_PLAN = "met_without_plan"
    PLAN_WITHOUT_MET = "plan_without_met"
    SEXUAL_WITHOUT_KEY = "sexual_without_key"
    """Sexual abuse named where the key knows of nothing that points to it: for the facilitator."""
    SAME_RISK_TWICE = "same_risk_twice"
    """The risk today was carried over to the future although the key sees a change."""
    NOT_PREFERRED = "not_preferred"
    """One of the key's answers, though not its first choice."""
    CITES_KEYED_FACT = "cites_keyed_fact"
    """On the scale line: at least one cited item is one the key rests on."""


class Movement(StrEnum):
    """How the second judgement stands to the key, seen from the first. Shown, never credited."""

    MOVED_TOWARD = "moved_toward"
    MOVED_AWAY = "moved_away"
    STAYED_WITH = "stayed_with"
    STAYED_APART = "stayed_apart"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a profile."""

    id: LineId
    child: str
    setting: str | None
    state: LineState
    code: Code
    score: float | None
    """0 to 1, or None wherever the state is not complete."""
    answers: tuple[Answer, ...]
    keys: tuple[KeyItem, ...]
    cited: tuple[str, ...]
    """The facts the answerer cited that the key rests on too."""
    figures: tuple[tuple[str, Figure], ...] = ()
    """Everything needed to do the arithmetic again, in the order in which it is used."""
    flags: tuple[Flag, ...] = ()

    def figure(self, name: str) -> Figure | None:
        """The figure called `name`, or None where this line has none."""
        return dict(self.figures).get(name)


@dataclass(frozen=True, slots=True)
class Shift:
    """First and second answer at one address, and how they lie to the key of the second stage."""

    at: Address
    before: tuple[str, ...]
    after: tuple[str, ...]
    movement: Movement | None
    """None where the two cannot be compared."""
    figures: tuple[tuple[str, Figure], ...] = ()
    """`before` and `after`: distance from the key, 0 being with it."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A proper score of a stated probability (0 is best), shown apart from the lines and never as a label."""

    at: Address
    rule: str
    """`rps` or `brier`."""
    value: float
    figures: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What one set of judgements comes to beside one key. It has no total."""

    version: int
    framework: str
    role: str | None
    made_by: Said
    """Who made the key."""
    opinion_of: int
    """How many facilitators agreed on it."""
    weights: Weights
    lines: tuple[Line, ...]
    before: tuple[Line, ...]
    """The first judgement beside the key for the own papers: compared, never scored."""
    shifts: tuple[Shift, ...]
    forecasts: tuple[Forecast, ...] = ()
