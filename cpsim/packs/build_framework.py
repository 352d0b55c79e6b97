"""From a validated framework file to the model: rules in words, each with its source spelled out."""

from collections.abc import Mapping

from cpsim.model import framework as model
from cpsim.packs import schema_framework as schema
from cpsim.packs.build import said

ASSUMPTION = "A"


def framework(part: schema.FrameworkFile) -> model.Framework:
    """The procedure that one file describes."""
    sources = _Sources({one.tag: one.title for one in part.documents})
    return model.Framework(
        slug=part.slug,
        title=said(part.title),
        law=said(part.law),
        holidays=part.holidays,
        added_days=part.added_days,
        removed_days=part.removed_days,
        documents=tuple(
            model.Document(one.tag, said(one.title), said(one.edition)) for one in part.documents
        ),
        levels=tuple(
            model.Level(one.value, said(one.name), said(one.response), sources(one.source))
            for one in part.levels
        ),
        threshold=part.threshold,
        threshold_text=said(part.threshold_text),
        threshold_source=sources(part.threshold_source),
        categories=tuple(
            model.CategoryOption(one.value, said(one.name), said(one.covers), sources(one.source))
            for one in part.categories
        ),
        category_choice=part.category_choice,
        statuses=tuple(
            model.StatusOption(one.value, said(one.name), sources(one.source)) for one in part.statuses
        ),
        headings=tuple(
            model.Heading(one.id, said(one.name), one.lean, one.topics, sources(one.source))
            for one in part.headings
        ),
        steps=tuple(_step(one, sources) for one in part.steps),
        judges=part.judges,
        before=_ballot("before", part.ballots.before),
        after=_ballot("after", part.ballots.after),
        scale=_scale(part.scale, sources),
        decider=part.decider,
        quorum=_quorum(part.quorum, sources),
        private_part=said(part.private_part),
        deadlines=tuple(_deadline(one, sources) for one in part.deadlines),
        rules=tuple(_rule(one, sources) for one in part.rules),
        not_modelled=tuple(_rule(one, sources) for one in part.not_modelled),
    )


class _Sources:
    """Turns tags into what is printed beside a rule."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles

    def __call__(self, tags: str) -> model.Source:
        """`S0:596,A` with the words for it: "Title, line 596; assumption, confirm locally"."""
        listed = [tag.strip() for tag in tags.split(",")]
        return model.Source(",".join(listed), said("; ".join(map(self._printed, listed))).text)

    def _printed(self, tag: str) -> str:
        if tag == ASSUMPTION:
            return "assumption, confirm locally"
        document, _, lines = tag.partition(":")
        title = self._titles.get(document, document)
        if not lines:
            return title
        return f"{title}, line{'s' if '-' in lines else ''} {lines}"


def _step(part: schema.StepPart, sources: _Sources) -> model.Step:
    return model.Step(
        id=part.id,
        name=said(part.name),
        explains=said(part.explains),
        leads=part.leads,
        floor=part.floor,
        speaks=part.speaks,
        acts=part.acts,
        source=sources(part.source),
        opens=part.opens.value if part.opens else None,
        reveals=part.reveals,
        once_shown_as=part.once_shown_as,
        minutes=part.minutes,
    )


def _ballot(stage: str, part: schema.BallotPart) -> model.Ballot:
    asks = tuple(
        model.Asked(one.item, one.horizon, said(one.question), one.per_setting, one.only_if_status)
        for one in part.asks
    )
    return model.Ballot(stage, asks, part.cites, part.moved_by)


def _scale(part: schema.ScalePart | None, sources: _Sources) -> model.Scale | None:
    if part is None:
        return None
    return model.Scale(part.low, part.high, said(part.low_means), said(part.high_means), sources(part.source))


def _quorum(part: schema.QuorumPart, sources: _Sources) -> model.Quorum:
    return model.Quorum(
        part.required, part.others, said(part.unit).text, said(part.text), sources(part.source)
    )


def _deadline(part: schema.DeadlinePart, sources: _Sources) -> model.Deadline:
    return model.Deadline(
        id=part.id,
        name=said(part.name),
        anchor=part.anchor,
        number=part.number,
        unit=part.unit,
        limit=part.limit,
        source=sources(part.source),
        review_only=part.review_only,
        needs_plan=part.needs_plan,
    )


def _rule(part: schema.RulePart, sources: _Sources) -> model.Rule:
    return model.Rule(part.id, said(part.text), sources(part.source))
