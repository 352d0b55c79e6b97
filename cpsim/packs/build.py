"""From validated files to the model: the one place where pack text becomes `Said`.

What comes in has been validated; nothing is checked here. Order is file order everywhere.
"""

from collections.abc import Mapping

from cpsim.model import case
from cpsim.model.judgement import Address
from cpsim.model.said import Said, clean
from cpsim.packs import limits, schema


def said(text: str) -> Said:
    """One running text of a file. Its length has been held against its own limit before."""
    return clean(text, limits.SCALAR)


def maybe(text: str | None) -> Said | None:
    """As `said`, for a field that may be left out."""
    return None if text is None else said(text)


def role_card(part: schema.RoleFile, role: str) -> case.RoleCard:
    """The card of `role`."""
    return case.RoleCard(
        id=role,
        title=said(part.title),
        side=part.side,
        unit=part.unit,
        purpose=said(part.purpose),
        duties=tuple(map(said, part.duties)),
        at_the_table=tuple(map(said, part.at_the_table)),
        manners=part.manners,
    )


def scenario(
    main: schema.ScenarioFile,
    cards: schema.CardsFile,
    slices: Mapping[str, schema.SliceFile],
    replies: schema.RepliesFile | None,
    injects: schema.InjectsFile | None,
    joins: schema.JoinsFile,
    key: schema.KeyFile,
) -> case.Scenario:
    """The scenario of one pack; slices in the order of the cast, then the rest by name."""
    seats = [seat.role for seat in main.cast]
    order = [role for role in seats if role in slices] + sorted(set(slices) - set(seats))
    return case.Scenario(
        slug=main.slug,
        title=said(main.title),
        summary=said(main.summary),
        content_note=said(main.content_note),
        meeting=said(main.meeting),
        made_by=said(main.made_by),
        printed_in=maybe(main.printed_in),
        frameworks=main.frameworks,
        children=tuple(
            case.Child(one.id, said(one.name), said(one.age), one.unborn) for one in main.children
        ),
        settings=tuple(
            case.Setting(one.id, said(one.neutral), said(one.named), one.known_by) for one in main.settings
        ),
        cards=tuple(case.Card(one.id, tuple(map(said, one.lines))) for one in cards.cards),
        cast=tuple(case.Cast(one.role, one.playable, one.direct_contact) for one in main.cast),
        slices=tuple(_slice(slices[role]) for role in order),
        replies=tuple(_reply(one) for one in (replies.replies if replies else ())),
        paces=tuple(_pace(one) for one in main.paces),
        key=_key(key),
        insights=tuple(
            case.Insight(one.id, one.weight, one.needs, said(one.statement)) for one in joins.insights
        ),
        gaps=tuple(case.Gap(one.id, one.weight, said(one.question), said(one.who)) for one in joins.gaps),
        corroborations=tuple(map(_link, joins.corroborations)),
        clashes=tuple(map(_link, joins.clashes)),
        moments=tuple(
            case.Moment(said(one.when), said(one.words), one.cites, said(one.certainty))
            for one in key.moments
        ),
        contingency=said(main.contingency),
        injects=tuple(map(_inject, injects.injects if injects else ())),
    )


def _inject(part: schema.InjectPart) -> case.Inject:
    return case.Inject(part.id, said(part.title), said(part.words), said(part.when))


def _link(part: schema.LinkPart) -> case.Link:
    return case.Link(part.id, part.facts, said(part.says))


def _pace(part: schema.PacePart) -> case.Pace:
    return case.Pace(
        id=part.id,
        title=said(part.title),
        minutes_alone=part.minutes_alone,
        items=part.items,
        added=part.added,
        questions_alone=part.questions_alone,
        questions_table=part.questions_table,
        speaking_seconds=part.speaking_seconds,
        leaves_out=part.leaves_out,
        minutes_table=part.minutes_table or 0,
        people=part.people or 0,
        times=tuple(case.PartTime(one.part, one.minutes) for one in part.times),
    )


def _fact(part: schema.FactPart) -> case.Fact:
    return case.Fact(
        id=part.id,
        words=said(part.words),
        short=said(part.short),
        source=said(part.source),
        when=said(part.when),
        topics=part.topics,
        follows=part.follows,
        after=part.after,
        told_by=part.told_by,
        basis=part.basis,
        about=part.about,
        handling=part.handling,
        volunteered=part.volunteered,
        provenance=part.provenance,
    )


def _plan(part: schema.PlanPart) -> case.PlanLine:
    return case.PlanLine(
        said(part.want), said(part.how), said(part.who), said(part.when), said(part.sign), part.rests_on
    )


def _slice(part: schema.SliceFile) -> case.Slice:
    return case.Slice(
        role=part.role,
        facts=tuple(map(_fact, part.facts)),
        impacts=tuple(case.Impact(said(one.words), one.rests_on) for one in part.impacts),
        plans=tuple(map(_plan, part.plans)),
        note=maybe(part.note),
    )


def _reply(part: schema.ReplyPart) -> case.Reply:
    return case.Reply(part.service, said(part.title), tuple(map(_fact, part.facts)))


def _key(part: schema.KeyFile) -> case.Key:
    return case.Key(
        made_by=said(part.made_by),
        opinion_of=part.opinion_of,
        items=tuple(map(_key_item, part.items)),
        facts=tuple(
            case.FactKey(fact, one.types, one.whose, one.polarity, one.weight)
            for fact, one in part.facts.items()
        ),
    )


def _key_item(part: schema.KeyItemPart) -> case.KeyItem:
    return case.KeyItem(
        at=Address(part.item, part.child, part.setting, part.horizon),
        stage=part.stage,
        accepted=part.accepted,
        reason=said(part.reason),
        cites=part.cites,
        role=part.role,
        preferred=part.preferred,
        half=tuple(case.Half(one.value, said(one.reason)) for one in part.half),
        panel=tuple(part.panel.items()),
        framework=part.framework,
        discussion_only=part.discussion_only,
    )
