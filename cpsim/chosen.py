"""What a person named, looked up and checked: a pack, a role, a pace, the roles of a table.

Everything that is not there becomes a DoorProblem whose sentence says what is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpsim.session.doors import DoorProblem, PaceInfo, PackInfo, RoleInfo, Start

if TYPE_CHECKING:
    from cpsim.model.case import Cast
    from cpsim.model.content import Content, Options
    from cpsim.model.said import Said


def load(pack: str, framework: str | None, options: Options) -> Content:
    """A pack, its framework and the role cards, checked. DoorProblem with every problem in words.

    Its code is 2 for a name that there is nothing for, and 1 for files that have problems.
    """
    from cpsim.packs import load_content

    content, problems = load_content(pack, framework, options)
    if content is None:
        from cpsim.export.exits import refused
        from cpsim.packs.problems import as_text

        raise DoorProblem(as_text(problems).rstrip(), code=refused(problems))
    return content


def read_pack_info(pack: str) -> PackInfo | None:
    """What the list of packs shows of one, or None where it has problems."""
    from cpsim.model.content import Options

    try:
        content = load(pack, None, Options())
    except DoorProblem:
        return None
    scenario = content.scenario
    cards = {card.id: card for card in content.roles}
    held = {part.role for part in scenario.slices if any(not fact.authored for fact in part.facts)}

    def role(member: Cast) -> RoleInfo:
        card = cards[member.role]
        return RoleInfo(member.role, card.title, card.purpose, member.role in held)

    ranked = sorted(scenario.cast, key=lambda member: member.role not in held)
    return PackInfo(
        slug=pack,
        title=scenario.title,
        summary=scenario.summary,
        content_note=scenario.content_note,
        printed_in=scenario.printed_in,
        # Roles with papers of their own come first: they are what most people come to play.
        roles=tuple(role(member) for member in ranked if member.playable),
        others=tuple(role(member) for member in ranked if not member.playable),
        paces=tuple(
            PaceInfo(pace.id, pace.title, pace.minutes_alone, pace.at_table) for pace in scenario.paces
        ),
        frameworks=tuple((name, _framework_title(name, content)) for name in scenario.frameworks),
    )


def _framework_title(slug: str, content: Content) -> Said:
    if slug == content.framework.slug:
        return content.framework.title
    from cpsim.model.said import clean

    return clean(slug)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command line says of the options; None is the pack's default."""

    pace: str | None
    card: str | None
    authored: bool
    seats: tuple[str, ...] | None
    """Roles of people round a table; None plays alone."""


def start_of(pack: str, role: str | None, framework: str | None, wanted: Wanted) -> Start:
    """The choices of a command line, checked. DoorProblem names what is not there, and what is."""
    from cpsim.model.content import Options

    content = load(pack, framework, Options())
    scenario = content.scenario
    roles = [member.role for member in scenario.cast if member.playable]
    if role is not None and role not in roles:
        raise DoorProblem(f"There is no role {role!r} to play here. There are: {', '.join(roles)}.", code=2)
    if wanted.seats is not None:
        _check_seats(wanted.seats, role, [member.role for member in scenario.cast])
    paces = [entry.id for entry in scenario.paces]
    if wanted.pace is not None and wanted.pace not in paces:
        raise DoorProblem(f"This case has no pace {wanted.pace!r}. It has: {', '.join(paces)}.", code=2)
    cards = [entry.id for entry in scenario.cards]
    if wanted.card is not None and wanted.card not in cards:
        raise DoorProblem(f"This case has no card {wanted.card!r}. It has: {', '.join(cards)}.", code=2)
    default = Options()
    options = Options(wanted.pace or default.pace, wanted.card or default.card, authored=wanted.authored)
    return Start(pack, role, content.framework.slug, options)


def _check_seats(seats: tuple[str, ...], role: str | None, cast: list[str]) -> None:
    """Roles for people round a table: each there, each once, two at least, and no role for one alone beside them."""
    if role is not None:
        raise DoorProblem(
            "--role is for playing alone, --seats for several people; name one of them.", code=2
        )
    strange = next((one for one in seats if one not in cast), None)
    if strange is not None:
        raise DoorProblem(
            f"There is no role {strange!r} at this table. There are: {', '.join(cast)}.", code=2
        )
    if len(set(seats)) < len(seats) or len(seats) < 2:
        raise DoorProblem("--seats takes two roles or more, each once, such as gp,health_visitor.", code=2)
