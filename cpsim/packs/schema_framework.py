"""The shape of a framework file: one area's procedure, each rule and number with its source."""

from typing import Annotated, Literal

from pydantic import Field

from cpsim.packs import shapes
from cpsim.packs.shapes import Day, Line, Name, Part, Slug, Some, SourceTags, StepId, Text, Value, Word

_SOURCE = "the tags of the documents it stands in, such as S0:596; A for an assumption"


class DocumentPart(Part):
    """A document the file is made from."""

    tag: Annotated[str, Field(pattern=shapes.DOCUMENT_TAG)] = Field(
        description="a short tag, such as S0 or E7"
    )
    title: Line = Field(description="how people know the document")
    edition: Line = Field(description="edition or date, and how much of it was read")


class LevelPart(Part):
    """One level of the continuum of need."""

    value: Value = Field(description='the level\'s number in quotes, "1" for the lowest')
    name: Name = Field(description="what the area calls it")
    response: Text = Field(description="what has to happen at this level")
    source: SourceTags = Field(description=_SOURCE)


class CategoryPart(Part):
    """One category of harm."""

    value: shapes.Category = Field(description="physical, emotional, sexual or neglect")
    name: Name = Field(description="what the area calls it")
    covers: Text = Field(description="what the area says it covers")
    source: SourceTags = Field(description=_SOURCE)


class StatusPart(Part):
    """What the area calls one of the neutral statuses."""

    value: shapes.Status = Field(description="the neutral word")
    name: Name = Field(description="what the area calls it")
    source: SourceTags = Field(description=_SOURCE)


class HeadingPart(Part):
    """One heading of the board."""

    id: Word = Field(description="a word for the heading")
    name: Name = Field(description="what the area calls it")
    lean: shapes.Lean = Field(description="worry, strength or neither")
    topics: tuple[shapes.Topic, ...] = Field((), description="topics whose items are proposed for it")
    source: SourceTags = Field(description=_SOURCE)


class StepPart(Part):
    """One agenda step."""

    id: StepId = Field(description="a short name, such as J6")
    name: Name = Field(description="what the step is called on screen")
    explains: Text = Field(description="one sentence: what happens here, at every pace")
    leads: shapes.Side = Field(description="the side that leads it")
    floor: Literal["lead", "round", "open"] = Field(
        description="lead: the leading side alone; round: each seat in turn; open: anybody who may speak"
    )
    speaks: tuple[shapes.Side, ...] = Field(description="the sides that may speak")
    acts: Annotated[tuple[Word, ...], Some] = Field(description="the acts that belong to this step")
    source: SourceTags = Field(description=_SOURCE)
    opens: shapes.Stage | None = Field(None, description="the ballot that opens with this step")
    reveals: Literal["after"] | None = Field(None, description="after: the judgements shown on entering it")
    once_shown_as: Word | None = Field(None, description="steps with the same word are one screen")
    minutes: int = Field(3, ge=0, le=120, description="about how long it takes at the standard pace")


class AskedPart(Part):
    """One question of a ballot."""

    item: shapes.Item = Field(description="what the judgement is about")
    horizon: shapes.Horizon | None = Field(None, description="for risk: now, or if_nothing_changes")
    question: Line = Field(description="the question as it is asked")
    per_setting: bool = Field(False, description="true: asked for each place the seat has heard of")
    only_if_status: shapes.Status | None = Field(
        None, description="asked only of those who chose this status"
    )


class BallotPart(Part):
    """The form of one stage."""

    cites: int = Field(ge=0, le=10, description="at most so many facts it may rest on")
    moved_by: bool = Field(description="true: the one card that moved the person is asked for")
    asks: Annotated[tuple[AskedPart, ...], Some] = Field(description="the questions, in order")


class BallotsPart(Part):
    """The two forms."""

    before: BallotPart = Field(description="the form before the conference")
    after: BallotPart = Field(description="the form after everybody was heard")


class ScalePart(Part):
    """The safety scale."""

    low: int = Field(ge=0, le=100, description="its lowest number")
    high: int = Field(ge=1, le=100, description="its highest number")
    low_means: Line = Field(description="what the lowest number means")
    high_means: Line = Field(description="what the highest number means")
    source: SourceTags = Field(description=_SOURCE)


class QuorumPart(Part):
    """Who has to be there."""

    required: Word = Field(description="the role that has to be there")
    others: int = Field(ge=0, le=10, description="how many further units with direct contact")
    unit: Name = Field(description="what is counted")
    text: Text = Field(description="the rule in words")
    source: SourceTags = Field(description=_SOURCE)


class DeadlinePart(Part):
    """One date rule."""

    id: Word = Field(description="a word for the date")
    name: Line = Field(description="what is due")
    anchor: Word = Field(description="conference, or the id of another deadline")
    number: int = Field(ge=-400, le=400, description="how many units after the anchor; negative is before")
    unit: Literal["working_days", "days", "weeks", "months"] = Field(description="what is counted")
    limit: Literal["by", "from", "every"] = Field(
        description="by: no later than; from: no earlier than; every: repeats at this interval"
    )
    source: SourceTags = Field(description=_SOURCE)
    review_only: bool = Field(False, description="true: only for review conferences")
    needs_plan: bool = Field(
        False,
        description="true: follows from a child protection plan, and is left out where none was decided",
    )


class RulePart(Part):
    """A rule in words."""

    id: Word = Field(description="a word for the rule")
    text: Text = Field(description="the rule, in own words")
    source: SourceTags = Field(description=_SOURCE)


class FrameworkFile(Part):
    """frameworks/<slug>.yaml: what a conference in one area does, in which order, by which rule."""

    framework_format: Literal[1] = Field(description="always 1")
    slug: Slug = Field(description="the name of this file without .yaml")
    title: Name = Field(description="the area's name")
    law: Text = Field(description="the law it stands on, in own words")
    holidays: Literal["jersey", "england"] = Field(description="the calendar of public holidays")
    added_days: tuple[Day, ...] = Field((), description="days that are also not working days, in quotes")
    removed_days: tuple[Day, ...] = Field((), description="listed holidays that are working days here")
    documents: Annotated[tuple[DocumentPart, ...], Some] = Field(description="the documents it is made from")
    levels: Annotated[tuple[LevelPart, ...], Some] = Field(description="the continuum, lowest level first")
    threshold: Literal["suffered_or_likely", "likely", "likely_needed_for_both"] = Field(
        description="how it follows from the two answers that the threshold is met"
    )
    threshold_text: Text = Field(description="the threshold in words")
    threshold_source: SourceTags = Field(description=_SOURCE)
    categories: Annotated[tuple[CategoryPart, ...], Some] = Field(description="the categories of harm")
    category_choice: Literal["single", "several"] = Field(description="whether one is chosen or several")
    statuses: Annotated[tuple[StatusPart, ...], Some] = Field(description="what a conference may decide")
    headings: Annotated[tuple[HeadingPart, ...], Some] = Field(description="the headings of the board")
    steps: Annotated[tuple[StepPart, ...], Some] = Field(description="the agenda, in order")
    judges: Annotated[tuple[shapes.Side, ...], Some] = Field(description="the sides that hand in judgements")
    ballots: BallotsPart = Field(description="the two forms")
    scale: ScalePart | None = Field(description="the safety scale, or null where the area has none")
    decider: shapes.Side = Field(description="the side that decides")
    quorum: QuorumPart = Field(description="who has to be there")
    private_part: Name = Field(description="what the area calls the part that some people are out of")
    deadlines: Annotated[tuple[DeadlinePart, ...], Some] = Field(description="the date rules")
    rules: tuple[RulePart, ...] = Field(description="rules that screens and refusals quote")
    not_modelled: tuple[RulePart, ...] = Field((), description="rules of the area that are not played")
