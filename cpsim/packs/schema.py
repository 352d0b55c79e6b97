"""The shape of every file of a scenario pack, and of a role card, as pydantic models.

The field names are those of `cpsim.model`, with addresses written flat. Each description is what
an editor shows beside the field, and what a message says is expected there.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cpsim.model import limits as said_limits
from cpsim.model.words import Basis
from cpsim.packs import shapes
from cpsim.packs.shapes import (
    ChildId,
    FactId,
    JoinId,
    Line,
    Name,
    Part,
    Slug,
    Some,
    StepId,
    Text,
    Value,
    Weight,
    Word,
)


class ChildPart(Part):
    """One child of the conference."""

    id: ChildId = Field(description="c1 for the first child, c2 for the next")
    name: Name = Field(description="an invented first name")
    age: Name = Field(description='the age in words: "four", "nine months"')
    unborn: bool = Field(False, description="true for a child not yet born")


class SettingPart(Part):
    """A place where the child lives or would live."""

    id: Word = Field(description="a word for this place, used by the key")
    neutral: Line = Field(description="how the place is called before anybody has heard of it; names nothing")
    named: Line = Field(description="how it is called once a fact in known_by was heard")
    known_by: Annotated[tuple[FactId, ...], Some] = Field(description="facts that give the place away")


class CastPart(Part):
    """One seat at the table."""

    role: Word = Field(description="a role that has a card")
    playable: bool = Field(description="true if a learner may choose it")
    direct_contact: Literal["yes", "no", "unknown"] = Field(
        description='whether the role knows the child from direct contact: "yes", "no" or unknown; '
        "yes and no stand in quotes"
    )


class TimePart(Part):
    """How long one part of a session at a table takes."""

    part: StepId = Field(
        description="welcome, break, an agenda step, D1 to D7 of the debrief, or the word for steps shown as one"
    )
    minutes: int = Field(ge=1, le=240, description="whole minutes for this part")


class PacePart(Part):
    """How much fits into a session."""

    id: Literal["short", "standard", "long"] = Field(description="short, standard or long")
    title: Name = Field(description="how the choice is called on screen")
    minutes_alone: int = Field(ge=5, le=240, description="about how many minutes it takes alone")
    minutes_table: int | None = Field(
        None,
        ge=10,
        le=480,
        description="about how many minutes round a table, with the talk before and after",
    )
    items: int = Field(ge=1, le=20, description="items a seat may put forward on its turn")
    added: int = Field(ge=0, le=10, description="items more when the chair asks for anything to add")
    questions_alone: int = Field(ge=0, le=20, description="questions each seat has when one person plays")
    questions_table: int = Field(ge=0, le=20, description="questions each seat has with several people")
    speaking_seconds: int = Field(ge=30, le=1200, description="the soft time for one turn, in seconds")
    leaves_out: tuple[StepId, ...] = Field(
        (), description="agenda steps there is no time for, or contingency"
    )
    people: int | None = Field(
        None, ge=2, le=20, description="for how many people round a table the times are meant"
    )
    times: tuple[TimePart, ...] = Field(
        (), description="the minutes of every part round a table; together they are minutes_table"
    )


class ScenarioFile(Part):
    """scenario.yaml: what the pack is, who sits at the table, and how much fits into a session."""

    pack_format: Literal[1] = Field(description="always 1")
    slug: Slug = Field(description="the name of the pack's folder")
    title: Name = Field(description="the title in the list of packs")
    summary: Line = Field(description="one sentence for the list of packs; gives nothing of the case away")
    content_note: Text = Field(
        description="what the case deals with, so that people can decide not to play it"
    )
    meeting: Name = Field(description="the kind of meeting, as it is announced")
    made_by: Line = Field(description="who made the pack")
    printed_in: Line | None = Field(
        None, description="where the papers are printed, if a learner may know them"
    )
    frameworks: Annotated[tuple[Slug, ...], Some] = Field(description="the procedures it can be played under")
    children: Annotated[tuple[ChildPart, ...], Some] = Field(description="the children of the conference")
    settings: tuple[SettingPart, ...] = Field((), description="places where the child lives or would live")
    cast: Annotated[tuple[CastPart, ...], Some] = Field(description="the seats, in the order they speak")
    paces: Annotated[tuple[PacePart, ...], Some] = Field(description="how much fits into a session")
    contingency: Text = Field(description="what the chair may put down for changed circumstances")


class CardPart(Part):
    """The common card in one variant."""

    id: Word = Field(description="a word for this variant; one has to be called table")
    lines: Annotated[tuple[Line, ...], Some] = Field(description="what everybody knows beforehand")


class CardsFile(Part):
    """cards.yaml: the common card, in one or more variants; the first is the default."""

    cards: Annotated[tuple[CardPart, ...], Some] = Field(description="the variants of the common card")


class FactPart(Part):
    """One item of a folder, as its holder's papers give it."""

    id: FactId = Field(description="letters for the role, a hyphen, two digits; never changed once used")
    words: Text = Field(description="the item in full, in a sentence or two")
    short: Name = Field(description="two to five words for cards and lists")
    source: Line = Field(description='where the holder has it from, such as "own clinic records"')
    when: Line = Field(
        description='when, relative to the conference; "not stated" where the papers do not say'
    )
    topics: Annotated[tuple[shapes.Topic, ...], Some] = Field(description="one or more of the fixed topics")
    told_by: shapes.Whose | None = Field(None, description="whose word it is, where the papers say so")
    basis: shapes.Basis = Field(Basis.RECORD, description="how the papers know it")
    about: tuple[Word, ...] = Field(
        (), description="roles, or child, whom it is about, other than its holder"
    )
    handling: tuple[shapes.Handling, ...] = Field((), description="limits on passing it on; none means open")
    volunteered: bool = Field(True, description="false: a simulated holder tells it only when asked")
    follows: tuple[FactId, ...] = Field(
        (), description="own items that a simulated holder says before this one, so that it makes sense"
    )
    after: tuple[FactId, ...] = Field(
        (),
        description="items of other roles or of letters; once one is said, this one comes to its holder's mind",
    )
    provenance: shapes.Provenance = Field("authored", description="a document's tag, or authored")


class ImpactPart(Part):
    """What some items mean for the child's day."""

    words: Line = Field(description="one sentence on the child's day")
    rests_on: tuple[FactId, ...] = Field(
        (), description="items that must have been said before a simulated holder says this"
    )


class PlanPart(Part):
    """One line of an outline plan."""

    want: Line = Field(description="what should be different for the child")
    how: Line = Field(description="what is done about it")
    who: Line = Field(description="who does it")
    when: Line = Field(description="by when")
    sign: Line = Field(description="how people will know that it worked")
    rests_on: tuple[FactId, ...] = Field(
        (), description="items that must have been said before a simulated holder offers this"
    )


class SliceFile(Part):
    """slices/<role>.yaml: the papers of one role."""

    role: Word = Field(description="the name of this file without .yaml")
    note: Text | None = Field(None, description="a remark on these papers for their holder")
    impacts: tuple[ImpactPart, ...] = Field(
        (), description="what a simulated holder says of the child's day: the first that fits what was said"
    )
    plans: tuple[PlanPart, ...] = Field(
        (), description="the plan line a simulated holder offers: the first that fits what was said"
    )
    facts: tuple[FactPart, ...] = Field(description="the items of the folder, in the order they are read")


class ReplyPart(Part):
    """What one service without a seat wrote."""

    service: shapes.Service = Field(description="a service of the fixed list")
    title: Name = Field(description='how it is called on screen, such as "Letter from the police"')
    facts: Annotated[tuple[FactPart, ...], Some] = Field(description="what it says, item by item")


class RepliesFile(Part):
    """replies.yaml: what services without a seat wrote."""

    replies: Annotated[tuple[ReplyPart, ...], Some] = Field(description="one entry a service")


Arriving = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=said_limits.INJECT)
]


class InjectPart(Part):
    """Something that may arrive during the exercise, when whoever facilitates brings it."""

    id: Word = Field(description="a word for it, such as late_by_ten; never changed once used")
    title: Name = Field(description="two to five words, which everybody reads when it arrives")
    words: Arriving = Field(description="what the room hears; changes nothing that the key rests on")
    when: Line = Field(description="the moment you mean it for, said to whoever facilitates")


class InjectsFile(Part):
    """injects.yaml: what may arrive while the table talks."""

    injects: Annotated[tuple[InjectPart, ...], Some] = Field(description="one entry for each thing")


class InsightPart(Part):
    """A join that needs the facts of two or more roles."""

    id: JoinId = Field(description="I and a number, such as I1")
    weight: Weight = Field(description="1 minor, 2 important, 3 critical")
    needs: Annotated[tuple[Annotated[tuple[FactId, ...], Some], ...], Field(min_length=2)] = Field(
        description="groups of facts; one fact of every group has to be on the table"
    )
    statement: Text = Field(description="what is seen once they lie side by side")


class GapPart(Part):
    """Something nobody at the table knows."""

    id: JoinId = Field(description="G and a number, such as G1")
    weight: Weight = Field(description="1 minor, 2 important, 3 critical")
    question: Text = Field(description="what is not known, as a question")
    who: Line = Field(description="who could find out")


class LinkPart(Part):
    """Facts that back each other, or that do not fit together."""

    id: JoinId = Field(description="K or X and a number, such as K1")
    facts: Annotated[tuple[FactId, ...], Field(min_length=2)] = Field(description="the facts it links")
    says: Text = Field(description="how they bear on each other")


class JoinsFile(Part):
    """joins.yaml: how the papers fit together, and what nobody knows."""

    corroborations: tuple[LinkPart, ...] = Field((), description="facts that back each other")
    clashes: tuple[LinkPart, ...] = Field((), description="facts that do not fit together")
    insights: tuple[InsightPart, ...] = Field(description="what only two or more roles together can see")
    gaps: tuple[GapPart, ...] = Field(description="what nobody at the table knows")


class FactKeyPart(Part):
    """What the key says of one fact."""

    types: Annotated[tuple[shapes.Tag, ...], Some] = Field(description="kinds accepted, the preferred first")
    whose: shapes.Whose | None = Field(None, description="whose word it is if second-hand, else null")
    polarity: Annotated[tuple[shapes.Polarity, ...], Some] = Field(description="which way it points")
    weight: Weight = Field(description="1 minor, 2 important, 3 critical")


class HalfPart(Part):
    """A value that earns half the credit."""

    value: Value = Field(description="the value")
    reason: Text = Field(description="why it can be defended")


class KeyItemPart(Part):
    """The facilitators' answer to one question."""

    item: shapes.Item = Field(description="what the judgement is about")
    child: ChildId = Field(description="the id of the child")
    setting: Word | None = Field(None, description="the id of a setting, for items asked for each place")
    horizon: shapes.Horizon | None = Field(None, description="for risk: now, or if_nothing_changes")
    stage: shapes.Stage = Field(description="before, from one folder alone, or after everybody was heard")
    role: Word | None = Field(None, description="for the stage before: whose folder it is judged from")
    framework: Slug | None = Field(None, description="only where it holds under this one framework")
    accepted: Annotated[tuple[Value, ...], Some] = Field(
        description="values that are right, numbers in quotes"
    )
    preferred: Value | None = Field(None, description="the best of the accepted values, or null")
    half: tuple[HalfPart, ...] = Field((), description="values that can be defended, for half the credit")
    panel: dict[Value, Annotated[int, Field(ge=0)]] = Field(
        default_factory=dict, description="how many members of a panel chose each value"
    )
    reason: Text = Field(description="why, in words for the learner")
    cites: Annotated[tuple[FactId, ...], Some] = Field(description="the facts it rests on, at least one")
    discussion_only: bool = Field(False, description="true: shown and talked about, never scored")


class MomentPart(Part):
    """One line of the child's side of the story."""

    when: Line = Field(description="when, in words")
    words: Text = Field(description="what it was like for the child; sober, nothing in detail")
    cites: Annotated[tuple[FactId, ...], Some] = Field(description="the facts it rests on, at least one")
    certainty: Line = Field(description="how sure the papers are of it, and of its order")


class KeyFile(Part):
    """key.yaml: the facilitators' part; it reaches nobody at the table before the debrief."""

    made_by: Line = Field(description="who made the key")
    opinion_of: int = Field(ge=1, le=999, description="how many facilitators agreed on it")
    facts: dict[FactId, FactKeyPart] = Field(
        description="for each fact that is not authored, its kind and weight"
    )
    items: tuple[KeyItemPart, ...] = Field(description="the answers, one entry a question")
    moments: tuple[MomentPart, ...] = Field((), description="the child's side of the story, in order")


class RoleFile(Part):
    """roles/<role>.yaml: purpose, duties and manner of a role; never anything about a case."""

    role_format: Literal[1] = Field(description="always 1")
    id: Word | None = Field(None, description="the name of this file without .yaml; may be left out")
    title: Name = Field(description="how the role is called on screen")
    side: shapes.Side = Field(description="the part of the table it belongs to")
    unit: Word = Field(description="the professional group or agency it counts as for a quorum")
    purpose: Text = Field(description="what the role is there for")
    duties: Annotated[tuple[Line, ...], Some] = Field(description="what it has to do")
    at_the_table: Annotated[tuple[Line, ...], Some] = Field(description="how it goes about it")
    manners: Annotated[tuple[shapes.Manner, ...], Some] = Field(
        description="manners a simulated holder may have; one is drawn for each session"
    )
