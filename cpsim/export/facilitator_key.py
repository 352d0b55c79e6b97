"""The key on paper: reasons in words first, what only several folders show, and figures on the last pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cpsim.conference.opening import in_play
from cpsim.export.sheets import Block, Heading, Points, Side, Subheading, Table, Text
from cpsim.model.case import Fact, FactKey, KeyItem, Link, Slice
from cpsim.model.content import Content
from cpsim.model.words import Stage
from cpsim.present import labels, titles
from cpsim.present.slip_words import in_printed_order
from cpsim.present.tongue import _, plural
from cpsim.scoring.keys import select


@dataclass(frozen=True, slots=True)
class Names:
    """What an item is called on paper: its holder, its number on the slip and its short words."""

    names: Mapping[str, str]

    @classmethod
    def of(cls, content: Content) -> "Names":
        """The names of every dealt item of `content`, and of the letters' items."""
        found: dict[str, str] = {}
        for part in content.scenario.slices:
            role = titles.role(part.role, content.book)
            for number, fact in enumerate(dealt(part, content), 1):
                found[fact.id] = _("{role} {number} ({short})").format(
                    role=role, number=number, short=fact.short
                )
        for reply in content.scenario.replies:
            for fact in reply.facts:
                found[fact.id] = f"{reply.title} ({fact.short})"
        return cls(found)

    def listed(self, facts: Iterable[str]) -> str:
        """Items in a row."""
        return "; ".join(self.names.get(fact, fact) for fact in facts)


def dealt(part: Slice, content: Content) -> tuple[Fact, ...]:
    """The items of one folder under the options of `content`: first those of the slip, in its order.

    Those that come to mind later are on no slip; their numbers go on from there.
    """
    return in_printed_order(in_play(content, part.facts))


def key_blocks(content: Content, names: Names) -> list[Block]:
    """What the key takes and why: after everybody was heard, then from each folder alone."""
    key = content.scenario.key
    opinion = plural("one facilitator's opinion", "the opinion of {n} facilitators", key.opinion_of)
    blocks: list[Block] = [
        Side(_("The key, with its reasons")),
        Text(
            _(
                "Made by: {who}. It is {opinion}. Where the table differs and can say why, talk it over."
            ).format(who=key.made_by, opinion=opinion)
        ),
        Heading(_("When everybody has been heard")),
    ]
    for item in _asked(content, Stage.AFTER, None):
        blocks += _item(item, content, names)
    for member in content.scenario.cast:
        items = [
            item for item in _asked(content, Stage.BEFORE, member.role) if item.role in (None, member.role)
        ]
        if items:
            role = titles.role(member.role, content.book)
            blocks.append(
                Heading(
                    _("From the folder of {role} alone: compared, never scored").format(role=titles.the(role))
                )
            )
            for item in items:
                blocks += _item(item, content, names)
    return blocks


def _asked(content: Content, stage: Stage, role: str | None) -> Sequence[KeyItem]:
    """The key's items that this area's form of `stage` asks for."""
    framework = content.framework
    form = framework.before if stage is Stage.BEFORE else framework.after
    asked = {(ask.item, ask.horizon): ask.per_setting for ask in form.asks}
    taken = select(content.scenario.key.items, framework.slug, stage, role)
    return [
        item
        for at, item in taken.items()
        if asked.get((at.item, at.horizon)) is not None
        and asked[at.item, at.horizon] == (at.setting is not None)
    ]


def _item(item: KeyItem, content: Content, names: Names) -> list[Block]:
    framework = content.framework
    accepted = _(" or ").join(labels.answer(item.at, value, framework) for value in item.accepted)
    blocks: list[Block] = [
        Subheading(f"{_question(item, content)}: {accepted}"),
        Text(item.reason, lead=_("Because:")),
    ]
    if item.preferred is not None and len(item.accepted) > 1:
        blocks.append(Text(labels.answer(item.at, item.preferred, framework), lead=_("Its first choice:")))
    for half in item.half:
        value = labels.answer(item.at, half.value, framework)
        blocks.append(Text(half.reason, lead=_("Also defensible, {value}:").format(value=value)))
    if item.discussion_only:
        blocks.append(Text(_("For discussion only; never scored."), quiet=True))
    if item.cites:
        blocks.append(Text(names.listed(item.cites), lead=_("It rests on:"), quiet=True))
    return blocks


def _question(item: KeyItem, content: Content) -> str:
    scenario = content.scenario
    words = labels.asked(item.at).capitalize()
    for place in scenario.settings:
        if place.id == item.at.setting:
            words = f"{words}, {place.named}"
    if len(scenario.children) > 1:
        words = ", ".join(
            [words, *(str(child.name) for child in scenario.children if child.id == item.at.child)]
        )
    return words


def what_it_shows(content: Content, names: Names) -> list[Block]:
    """What only several folders together show, how items bear on each other, and what nobody knows."""
    scenario = content.scenario
    blocks: list[Block] = []
    if scenario.insights:
        blocks.append(Side(_("What only several folders together show")))
        for insight in scenario.insights:
            groups = [
                _(" or ").join(names.names.get(fact, fact) for fact in group) for group in insight.needs
            ]
            blocks += [Text(insight.statement, lead=f"{insight.id}."), Points(tuple(groups))]
    blocks += _links(_("What does not fit together"), scenario.clashes, names)
    blocks += _links(_("What backs each other"), scenario.corroborations, names)
    if scenario.gaps:
        rows = tuple((gap.question, gap.who) for gap in scenario.gaps)
        blocks += [
            Heading(_("What nobody at the table knows")),
            Table((_("question"), _("who could say")), rows),
        ]
    return blocks


def _links(title: str, links: Iterable[Link], names: Names) -> list[Block]:
    """What lies between items, and who holds which."""
    blocks: list[Block] = [Heading(title)]
    for link in links:
        blocks += [Text("", lead=link.says), Text(names.listed(link.facts), quiet=True)]
    return blocks if len(blocks) > 1 else []


def figures(content: Content, names: Names) -> list[Block]:
    """For every item: what it may be called, whose word it is, which way it points, how much it matters."""
    heads = (_("item"), _("kind of statement"), _("whose word"), _("points to"), _("weight"))
    known = {fact.fact: fact for fact in content.scenario.key.facts}
    blocks: list[Block] = [
        Side(_("In figures")),
        Text(_("Weight 3 is critical, 2 important, 1 minor. Kinds: the first is preferred."), quiet=True),
    ]
    for part in content.scenario.slices:
        rows = tuple(
            (f"{number} {fact.short}", *_figures(known[fact.id]))
            for number, fact in enumerate(dealt(part, content), 1)
            if fact.id in known
        )
        if rows:
            blocks += [Heading(titles.role(part.role, content.book)), Table(heads, rows)]
    for reply in content.scenario.replies:
        rows = tuple(
            (f"{number} {fact.short}", *_figures(known[fact.id]))
            for number, fact in enumerate(reply.facts, 1)
            if fact.id in known
        )
        if rows:
            blocks += [Heading(reply.title), Table(heads, rows)]
    return blocks


def _figures(fact: FactKey) -> tuple[str, str, str, str]:
    return (
        _(" or ").join(labels.tag(kind) for kind in fact.types),
        labels.whose(fact.whose) if fact.whose is not None else _("their own"),
        _(", or ").join(labels.polarity(way) for way in fact.polarity),
        str(fact.weight),
    )
