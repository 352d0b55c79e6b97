"""A scenario pack as the rest of the program sees it, after reading and checking.

A fact comes in two parts in two types: `Fact` is what its holder is dealt, `FactKey` what the
facilitators' key says of it. The second part reaches no seat before the debrief.
"""

from dataclasses import dataclass

from cpsim.model.judgement import Address
from cpsim.model.said import Said
from cpsim.model.words import Basis, Handling, Manner, Polarity, Service, Stage, Tag, Topic, Whose

AUTHORED = "authored"
"""The provenance of what the pack author added."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a room hears of an item: its words. How it is known is told when the card is turned over."""

    id: str
    words: Said
    short: Said
    topics: tuple[Topic, ...]
    provenance: str

    @property
    def authored(self) -> bool:
        """True where the pack author added the item and no source document has it."""
        return self.provenance == AUTHORED


@dataclass(frozen=True, slots=True)
class Fact:
    """One item of a folder, as its holder's papers give it."""

    id: str
    words: Said
    """The item in full, a sentence or two."""
    short: Said
    """Two to five words for cards, slips and lists."""
    source: Said
    """Where the holder has it from, as the papers give it: "own clinic records"."""
    when: Said
    """When, relative to the conference or the event, as the papers give it; "not stated" where they do not."""
    topics: tuple[Topic, ...]
    told_by: Whose | None = None
    """Whose word it is where the papers say so."""
    basis: Basis = Basis.RECORD
    """How the papers know it: what the card shows once somebody asks and it is turned over."""
    about: tuple[str, ...] = ()
    """Role ids, or `child`, of the people the item is about, other than its holder."""
    handling: tuple[Handling, ...] = ()
    volunteered: bool = True
    """False: a simulated holder tells it only when asked."""
    follows: tuple[str, ...] = ()
    """Ids of the holder's own items: a simulated holder says this only after those, so that it makes sense."""
    after: tuple[str, ...] = ()
    """Ids of other roles' items: it comes to its holder's mind once one of them was said in the room."""
    provenance: str = AUTHORED
    """A document tag such as `S0:242-250`, or `authored`."""

    @property
    def authored(self) -> bool:
        """True where the pack author added the item and no source document has it."""
        return self.provenance == AUTHORED

    @property
    def heard(self) -> Heard:
        """What everybody learns when it is said; the rest stays with its holder until somebody asks."""
        return Heard(self.id, self.words, self.short, self.topics, self.provenance)


@dataclass(frozen=True, slots=True)
class FactKey:
    """What the key says of a fact: kinds accepted (the first preferred), whose word, direction, weight."""

    fact: str
    types: tuple[Tag, ...]
    whose: Whose | None
    """Whose word it is if it is second-hand, else None."""
    polarity: tuple[Polarity, ...]
    weight: int
    """1 minor, 2 important, 3 critical."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What some items mean for the child's day, in one sentence."""

    words: Said
    rests_on: tuple[str, ...] = ()
    """Said only once all of these were heard, so that it tells nothing which stayed in a folder."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of an outline plan: want, how, who, by when, how we will know."""

    want: Said
    how: Said
    who: Said
    when: Said
    sign: Said
    rests_on: tuple[str, ...] = ()
    """Offered only once all of these were heard."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One role's papers."""

    role: str
    facts: tuple[Fact, ...]
    impacts: tuple[Impact, ...] = ()
    """What a simulated holder says the items mean for the child's day: the first that fits what was heard."""
    plans: tuple[PlanLine, ...] = ()
    """The line a simulated holder offers for the outline plan: the first that fits what was heard."""
    note: Said | None = None
    """A remark on these papers for their holder, such as what a colleague heard instead."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service without a seat wrote; the chair reads it out when somebody asks that service."""

    service: Service
    title: Said
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Child:
    """One child of the conference."""

    id: str
    name: Said
    age: Said
    unborn: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A place where the child is or would be. The neutral form is used until a fact in `known_by` is heard."""

    id: str
    neutral: Said
    named: Said
    known_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The common card in one variant: what everybody knows before the conference."""

    id: str
    lines: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """One seat the conference has: a role, whether it has direct contact with the child."""

    role: str
    playable: bool
    """May a learner choose it when playing alone?"""
    direct_contact: str
    """`yes`, `no` or `unknown`; what a quorum counts."""


@dataclass(frozen=True, slots=True)
class PartTime:
    """How long one part of a session at a table is meant to take."""

    part: str
    """`welcome`, `break`, a step's id, or the word for steps that are shown as one."""
    minutes: int


def minutes_at_table(alone: int, said: int) -> int:
    """About how many minutes a session takes round a table: what the pack said, or for 0 twice the time alone.

    People talk there, and the debrief is theirs.
    """
    return said or 2 * alone


@dataclass(frozen=True, slots=True)
class Pace:
    """How much fits into the session: data of the pack."""

    id: str
    title: Said
    minutes_alone: int
    """About how long alone."""
    items: int
    """Items a seat may put forward on its turn."""
    added: int
    """Items more at 'anything to add'."""
    questions_alone: int
    questions_table: int
    speaking_seconds: int
    leaves_out: tuple[str, ...] = ()
    """Ids of agenda steps or parts of them (`contingency`) this pace has no time for."""
    minutes_table: int = 0
    """About how long round a table, with the talk before and after; 0 where the pack does not say."""
    people: int = 0
    """How many people round a table the times are meant for; 0 where the pack does not say."""
    times: tuple[PartTime, ...] = ()
    """The minutes of each part round a table, which add up to the whole; empty where the pack does not say."""

    @property
    def at_table(self) -> int:
        """About how many minutes a session takes round a table, as `minutes_at_table` has it."""
        return minutes_at_table(self.minutes_alone, self.minutes_table)


@dataclass(frozen=True, slots=True)
class Half:
    """A value that earns part of the score, with the reason why it is defensible."""

    value: str
    reason: Said


@dataclass(frozen=True, slots=True)
class KeyItem:
    """The facilitators' answer at one address."""

    at: Address
    stage: Stage
    accepted: tuple[str, ...]
    reason: Said
    cites: tuple[str, ...]
    """The ids of the facts it rests on."""
    role: str | None = None
    """For the before-stage: whose slice it is judged from."""
    preferred: str | None = None
    half: tuple[Half, ...] = ()
    panel: tuple[tuple[str, int], ...] = ()
    """How many panel members chose each value, where a panel was asked."""
    framework: str | None = None
    """Set where the item overrides the general one under one framework."""
    discussion_only: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """All the facilitators' answers, and who made them."""

    made_by: Said
    opinion_of: int
    """How many facilitators agreed on it; one is labelled as one opinion."""
    items: tuple[KeyItem, ...]
    facts: tuple[FactKey, ...]


@dataclass(frozen=True, slots=True)
class Insight:
    """A join that needs facts of two or more roles: every group needs one of its facts."""

    id: str
    weight: int
    needs: tuple[tuple[str, ...], ...]
    statement: Said


@dataclass(frozen=True, slots=True)
class Link:
    """Items that back each other, or that do not fit together."""

    id: str
    facts: tuple[str, ...]
    says: Said


@dataclass(frozen=True, slots=True)
class Gap:
    """Something nobody at the table knows, with who could find out."""

    id: str
    weight: int
    question: Said
    who: Said


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the child's side of the story, shown when the folders are open."""

    when: Said
    words: Said
    cites: tuple[str, ...]
    certainty: Said


@dataclass(frozen=True, slots=True)
class Inject:
    """Something that may arrive during the exercise, when whoever facilitates brings it."""

    id: str
    title: Said
    words: Said
    when: Said
    """The moment the author meant it for, in words for the facilitator."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One whole scenario pack."""

    slug: str
    title: Said
    summary: Said
    """One sentence for the list of packs; gives nothing of the case away."""
    content_note: Said
    meeting: Said
    """The kind of meeting, as it is announced."""
    made_by: Said
    printed_in: Said | None
    """Where the case's papers are printed, if a learner may have read them; None if nowhere."""
    frameworks: tuple[str, ...]
    children: tuple[Child, ...]
    settings: tuple[Setting, ...]
    cards: tuple[Card, ...]
    """The first is the default."""
    cast: tuple[Cast, ...]
    slices: tuple[Slice, ...]
    replies: tuple[Reply, ...]
    paces: tuple[Pace, ...]
    key: Key
    insights: tuple[Insight, ...]
    gaps: tuple[Gap, ...]
    corroborations: tuple[Link, ...]
    clashes: tuple[Link, ...]
    moments: tuple[Moment, ...]
    contingency: Said
    """What the chair may put down for 'if circumstances change', and a simulated one does."""
    injects: tuple[Inject, ...] = ()

    def slice(self, role: str) -> Slice | None:
        """The papers of `role`, or None where the pack gives that role none."""
        return next((part for part in self.slices if part.role == role), None)


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One role's card: purpose, duties and manner at the table; never anything about a case."""

    id: str
    title: Said
    side: str
    """A `Side`."""
    unit: str
    """The professional group or agency it counts as for a quorum."""
    purpose: Said
    duties: tuple[Said, ...]
    at_the_table: tuple[Said, ...]
    manners: tuple[Manner, ...]
    """The manners a simulated holder may have; one is drawn for each session."""
