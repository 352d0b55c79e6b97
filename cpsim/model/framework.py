"""One area's procedure as data: what a conference there does, in which order, by which rule.

Every rule and number carries a `Source`, printed beside it, so that a facilitator can tell
local text from an assumption.
"""

from dataclasses import dataclass

from cpsim.model.said import Said
from cpsim.model.words import Category, Horizon, Item, Lean, Limb, Side, Status, Topic


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands: a tag such as `S0:596`, `E7`, or `A` for an assumption, and the words for people."""

    tag: str
    text: str
    """As it is printed: "Jersey delegate workbook, line 596" or "assumption, confirm locally"."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the continuum of need."""

    value: str
    name: Said
    response: Said
    source: Source


@dataclass(frozen=True, slots=True)
class StatusOption:
    """What the area calls one of the neutral statuses."""

    value: Status
    name: Said
    source: Source


@dataclass(frozen=True, slots=True)
class CategoryOption:
    """One category of harm and what the area says it covers."""

    value: Category
    name: Said
    covers: Said
    source: Source


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the board. `topics` says which items it is proposed for."""

    id: str
    name: Said
    lean: Lean
    topics: tuple[Topic, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Step:
    """One agenda step: who leads, who may speak, which acts, and what it does to judgements."""

    id: str
    name: Said
    explains: Said
    """One sentence for the screen: what happens here."""
    leads: Side
    floor: str
    """`lead`: the leading side alone; `round`: each seat of `speaks` in turn; `open`: anybody of `speaks`."""
    speaks: tuple[Side, ...]
    acts: tuple[str, ...]
    """Names of acts that belong to this step, from the closed list in `conference.acts`."""
    source: Source
    opens: str | None = None
    """`before` or `after`: the ballot that opens with this step and must be in before it goes on."""
    reveals: str | None = None
    """`after`: the judgements shown without names on entering this step."""
    once_shown_as: str | None = None
    """Steps with the same word here are one screen for everyone but the lead (Jersey's opening)."""
    minutes: int = 3
    """About how long it takes at the standard pace, alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a ballot."""

    item: Item
    horizon: Horizon | None
    question: Said
    per_setting: bool = False
    only_if_status: Status | None = None
    """Asked only of those who answered `status` so: the category, where the area asks it then."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The form of one stage."""

    stage: str
    asks: tuple[Asked, ...]
    cites: int
    """At most so many facts it may rest on."""
    moved_by: bool
    """Is the one card that moved you asked?"""


@dataclass(frozen=True, slots=True)
class Scale:
    """The safety scale, where an area has one."""

    low: int
    high: int
    low_means: Said
    high_means: Said
    source: Source


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date rule. `unit`: working_days, days, weeks or months; negative numbers are before the anchor."""

    id: str
    name: Said
    anchor: str
    """`conference`, or the id of another deadline."""
    number: int
    unit: str
    limit: str
    """`by` (no later than), `from` (no earlier than) or `every` (repeats at this interval)."""
    source: Source
    review_only: bool = False
    needs_plan: bool = False
    """It follows from a child protection plan and from nothing else."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who has to be there: `required` role, and `others` further units with direct contact."""

    required: str
    others: int
    unit: str
    text: Said
    source: Source


@dataclass(frozen=True, slots=True)
class Document:
    """A document the file is made from."""

    tag: str
    title: Said
    edition: Said


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words that a screen, a refusal or a document quotes, with its source."""

    id: str
    text: Said
    source: Source


@dataclass(frozen=True, slots=True)
class Framework:
    """One area's procedure."""

    slug: str
    title: Said
    law: Said
    holidays: str
    """The public-holiday calendar: `jersey` or `england`."""
    added_days: tuple[str, ...]
    """ISO dates that are also not working days here."""
    removed_days: tuple[str, ...]
    """ISO dates the calendar lists that are working days here."""
    documents: tuple[Document, ...]
    levels: tuple[Level, ...]
    threshold: str
    """`suffered_or_likely`, `likely`, or `likely_needed_for_both`: how `met` is derived."""
    threshold_text: Said
    threshold_source: Source
    categories: tuple[CategoryOption, ...]
    category_choice: str
    """`single` or `several`."""
    statuses: tuple[StatusOption, ...]
    headings: tuple[Heading, ...]
    steps: tuple[Step, ...]
    judges: tuple[Side, ...]
    before: Ballot
    after: Ballot
    scale: Scale | None
    decider: Side
    quorum: Quorum
    private_part: Said
    """What the area calls the part of a conference that some people are out of."""
    deadlines: tuple[Deadline, ...]
    rules: tuple[Rule, ...]
    """Named rules, found by id; `conference` quotes them when it refuses."""
    not_modelled: tuple[Rule, ...] = ()

    def rule(self, rule_id: str) -> Rule | None:
        """The rule named `rule_id`, or None where the area has no such text."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def met(self, suffered: str, likely: str) -> bool:
        """Whether the threshold is met by two `Limb` answers, by the area's own rule.

        'Cannot yet say' and 'not applicable' count as no. A rule that wants likely harm for both of its
        parts comes to the same as one that asks for likely harm alone.
        """
        if self.threshold == "suffered_or_likely":
            return Limb.YES in (suffered, likely)
        return likely == Limb.YES
