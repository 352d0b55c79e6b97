"""How a session begins: who sits where, what everybody knows, and each seat's papers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.parts import Place, Seat
from cpsim.conference.visibility import Emission, emit
from cpsim.model.case import Fact
from cpsim.model.content import Content
from cpsim.model.said import Said
from cpsim.model.words import Driver, SeatKind, Side, Watch


def seats_for(content: Content, played: tuple[str, ...]) -> tuple[Seat, ...]:
    """The pack's cast in order, persons on the roles in `played`, the rest simulated.

    Where nobody plays, one observer's seat is added for whoever watches. KeyError for a role that
    the cast does not have.
    """
    cast = content.scenario.cast
    unknown = [role for role in played if role not in {member.role for member in cast}]
    if unknown:
        raise KeyError(unknown[0])
    seats = tuple(
        Seat(
            f"s{number}",
            SeatKind.PARTICIPANT,
            member.role,
            Driver.PERSONS if member.role in played else Driver.SIMULATED,
            member.direct_contact,
        )
        for number, member in enumerate(cast, start=1)
    )
    if played:
        return seats
    return (*seats, Seat(f"s{len(cast) + 1}", SeatKind.OBSERVER, None, Driver.PERSONS, "no"))


def table_seats(
    content: Content,
    taken: Mapping[str, str],
    *,
    absent: Collection[str] = (),
    observers: Sequence[tuple[str, Watch | None]] = (),
) -> tuple[Seat, ...]:
    """The seats of people round one table.

    `taken` gives for each role that somebody plays the party who sit there: one person, a pair, or one
    person with several roles. Roles in `absent` stay empty on purpose, the others are simulated.
    `observers` are parties with what they watch for. The last seat is for whoever facilitates, or for the
    table itself where nobody does. KeyError for a role that the cast does not have; ValueError for an
    empty chair, and for a role that is both taken and left empty.
    """
    empty = set(absent)
    if any(card.id in empty and card.side == Side.CHAIR for card in content.roles) or empty & set(taken):
        raise ValueError("somebody has to chair, and a seat that is taken is not empty")
    seats = [
        replace(
            seat,
            party=taken.get(seat.role or "", ""),
            driver=Driver.ABSENT if seat.role in absent else seat.driver,
        )
        for seat in seats_for(content, tuple(taken))
        if seat.role is not None
    ]
    for party, watches in observers:
        number = len(seats) + 1
        seats.append(Seat(f"s{number}", SeatKind.OBSERVER, None, Driver.PERSONS, "no", party, watches))
    return (*seats, Seat(f"s{len(seats) + 1}", SeatKind.FACILITATOR, None, Driver.PERSONS, "no"))


def begin(content: Content, digest: str, seats: tuple[Seat, ...], date: str) -> list[Emission]:
    """The first events of a session on `date` (ISO), pinned to the content with `digest`."""
    scenario, options = content.scenario, content.options
    card = next(card for card in scenario.cards if card.id == options.card)
    opened = e.Opened(digest, scenario.slug, content.framework.slug, options.pace, seats, date)
    introduced = e.CaseIntroduced(
        scenario.title,
        scenario.meeting,
        card.lines,
        scenario.children,
        tuple(Place(setting.id, setting.neutral) for setting in scenario.settings),
    )
    dealt = [found for seat in seats for found in _deal(content, seat)]
    first = agenda.steps_of(content.book)[0]
    return [emit(opened), emit(introduced), *dealt, emit(e.StepEntered(first.id))]


def _deal(content: Content, seat: Seat) -> list[Emission]:
    """A seat's papers, and the names of the places they speak of."""
    if seat.role is None:
        return []
    papers = content.scenario.slice(seat.role)
    if papers is None:
        return []
    facts = tuple(fact for fact in in_play(content, papers.facts) if not fact.after)
    dealt = e.FolderDealt(seat.id, facts, papers.note, papers.impacts, papers.plans)
    return [emit(dealt, seat.id), *(_name(seat.id, place) for place in _places(content, facts))]


def in_play(content: Content, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Those of one folder's or letter's items that this session plays with."""
    return tuple(fact for fact in facts if content.options.authored or not fact.authored)


def _places(content: Content, facts: tuple[Fact, ...]) -> list[tuple[str, Said]]:
    held = {fact.id for fact in facts}
    settings = content.scenario.settings
    return [(setting.id, setting.named) for setting in settings if held.intersection(setting.known_by)]


def _name(seat: str, place: tuple[str, Said]) -> Emission:
    return emit(e.PlaceNamed(place[0], place[1]), seat)
