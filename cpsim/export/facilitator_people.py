"""The people of a session on paper: who plays what in groups of two to eight, and looking after them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cpsim.conference.opening import in_play
from cpsim.export.sheets import Block, Heading, Points, Side, Table, Text
from cpsim.model.case import Insight
from cpsim.model.content import Content
from cpsim.model.words import Side as TableSide
from cpsim.present import titles
from cpsim.present.closing import about_a_real_child
from cpsim.present.prose import Words
from cpsim.present.tongue import _, plural

FEWEST, MOST = 2, 8
"""People round one table."""
FOLDERS_EACH = 2
"""Folders one person can speak from and still listen."""

_JOINING = (TableSide.CHAIR, TableSide.PROFESSIONAL, TableSide.CHILD)
"""Who is played next once every folder of the case has somebody; a parent's seat only by choice."""


@dataclass(frozen=True, slots=True)
class Group:
    """Who plays what when so many people came."""

    people: int
    hands: tuple[tuple[str, ...], ...]
    """The roles of each person who has one."""
    alone: tuple[Insight, ...]
    """Insights whose pieces one person then holds by themselves."""

    @property
    def spare(self) -> int:
        """People for whom no role is left but a parent's."""
        return self.people - len(self.hands)


def groups(content: Content) -> tuple[Group, ...]:
    """The groups of two to eight people, made of the cast and of who holds how much of the case."""
    return tuple(_group(content, people) for people in range(FEWEST, MOST + 1))


def folders(content: Content) -> list[tuple[str, int]]:
    """Roles with items of the case, the largest folder first, with how many they hold."""
    held = {part.role: sum(not fact.authored for fact in part.facts) for part in content.scenario.slices}
    roles = [member.role for member in content.scenario.cast if held.get(member.role)]
    return sorted(((role, held[role]) for role in roles), key=lambda one: -one[1])


def _group(content: Content, people: int) -> Group:
    sizes = dict(folders(content))
    taken = tuple(sizes)[: min(FOLDERS_EACH * people, MOST)]
    if len(taken) > people:
        hands = min(
            _shared_out(taken, len(taken) - people),
            key=lambda one: (sum(i.weight for i in _alone(content, one)), _spread(one, sizes)),
        )
    else:
        others = [role for side in _JOINING for role in _of_side(content, side) if role not in taken]
        hands = tuple((role,) for role in (*taken, *others)[:people])
    return Group(people, hands, _alone(content, hands))


def _of_side(content: Content, side: TableSide) -> list[str]:
    roles = [member.role for member in content.scenario.cast]
    return [role for role in roles if content.book.role(role).side == side]


def _shared_out(roles: Sequence[str], doubled: int) -> Iterator[tuple[tuple[str, ...], ...]]:
    """All ways in which `doubled` people take two of `roles` each and the others one."""
    if not roles:
        yield ()
        return
    first, rest = roles[0], tuple(roles[1:])
    if len(roles) > FOLDERS_EACH * doubled:
        for others in _shared_out(rest, doubled):
            yield ((first,), *others)
    if doubled:
        for at, second in enumerate(rest):
            for others in _shared_out((*rest[:at], *rest[at + 1 :]), doubled - 1):
                yield ((first, second), *others)


def _spread(hands: Sequence[Sequence[str]], sizes: dict[str, int]) -> int:
    """How unevenly the items are shared out."""
    held = [sum(sizes[role] for role in roles) for roles in hands]
    return max(held) - min(held)


def _alone(content: Content, hands: Collection[Sequence[str]]) -> tuple[Insight, ...]:
    """The insights that somebody who plays several roles can have from their own folders."""
    found = []
    for insight in content.scenario.insights:
        for roles in hands:
            parts = [part for part in content.scenario.slices if part.role in roles]
            held = {fact.id for part in parts for fact in in_play(content, part.facts)}
            if all(held.intersection(group) for group in insight.needs):
                found.append(insight)
                break
    return tuple(found)


def who_plays_what(content: Content) -> list[Block]:
    """The table for groups of two to eight, and what to do with more people, or with a parent's seat."""
    heads = (_("people"), _("who plays what"), _("one person alone sees"))
    rows = tuple(_row(group, content) for group in groups(content))
    family = ", ".join(titles.role(role, content.book) for role in _of_side(content, TableSide.FAMILY))
    said = [
        _("You are not counted. Everybody whom nobody plays, the chair too, is played by the program."),
        _(
            "Who plays two roles has both slips and both judgements, and speaks twice. An insight whose pieces one "
            "person holds is no work of several: it counts as that person's own, and is named on the right."
        ),
        _("Somebody who knows the case already takes the chair, observes, or plays another case."),
        _(
            "More people than roles: two share a seat and a slip, or observe with a task: the child's voice; facts "
            "and opinions; how the parents were spoken to. A sheet for each task lies beside the slips."
        ),
    ]
    if family:
        said.append(
            _(
                "The family ({roles}): only for somebody who chooses it, and given back at any time. "
                "The program plays them otherwise."
            ).format(roles=family)
        )
    return [Heading(_("Who plays what")), Table(heads, rows), Points(tuple(said))]


def _row(group: Group, content: Content) -> tuple[Words, ...]:
    hands = [" + ".join(titles.role(role, content.book) for role in roles) for roles in group.hands]
    if group.spare:
        more = plural("{n} more shares a seat or observes", "{n} more share a seat or observe", group.spare)
        if _of_side(content, TableSide.FAMILY):
            more = _("{more} (a parent's seat by choice)").format(more=more)
        hands.append(more)
    alone = ", ".join(insight.id for insight in group.alone)
    return (str(group.people), "; ".join(hands), alone or _("nothing"))


def care(content: Content) -> list[Block]:
    """The page for the moment when somebody is upset or speaks of a real child."""
    framework = content.framework
    blocks: list[Block] = [
        Side(_("When somebody is upset, or speaks of a real child")),
        Text(_("Keep this page at hand. The exercise can wait; nothing is lost by stopping.")),
        Heading(_("Somebody is upset")),
        Points(
            (
                _("Say: “Let us stop here for a moment.” For that person, or for everybody."),
                _(
                    "Aside, say: “You need not go on, and you need not say why.” No reason is asked or written down."
                ),
                _(
                    "Let somebody else hold the slip, or leave the seat silent; either works, and it can be taken back."
                ),
                _("Stay with them or ask a colleague to; speak about it after, not in front of the table."),
                _("Before you go on, ask the others whether they want to."),
                _(
                    "At the end say whom people can talk to, by name, and leave time for it. Ask again the next day."
                ),
            )
        ),
    ]
    rule = framework.rule("wellbeing")
    if rule is not None:
        blocks += [Text(rule.text), Text(rule.source.text, lead=_("Source:"), quiet=True)]
    blocks += [
        Heading(_("Somebody speaks of a real child")),
        Points(
            (
                _("Stop it kindly: “That sounds like somebody real. Let us talk outside, you and me.”"),
                _(
                    "Listen, away from the table. Ask no more than you need, and do not promise to keep it to yourself."
                ),
                _(
                    "Follow your own safeguarding procedure the same day, and write down afterwards what was said."
                ),
                *about_a_real_child(framework),
                _("Nothing about a real child is written on a slip or typed into the program."),
            )
        ),
    ]
    urgent = framework.rule("urgent_concern")
    if urgent is not None:
        blocks.append(Text(urgent.source.text, lead=_("Source:"), quiet=True))
    return blocks
