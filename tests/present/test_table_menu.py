"""The menu that a whole table sees: whose turn it is, and nothing of what is left in anybody's folder."""

from dataclasses import replace

from conferences import do, jayden, role_seat, round_a_table, seats, simulated, with_options

from cpsim.conference import acts as a
from cpsim.conference import rules
from cpsim.model.case import Slice
from cpsim.model.content import Content
from cpsim.model.words import Topic
from cpsim.present.menu import Entry
from cpsim.present.table import persons, table_menu
from cpsim.session.host import Host
from cpsim.session.people import People
from cpsim.session.room import SharedLink
from cpsim.session.table import LocalLink

PARENT = "father"


def with_papers(keep: int) -> Content:
    """The case round a table, with so many items in the father's folder."""

    def change(part: Slice) -> Slice:
        return replace(part, facts=part.facts[:keep]) if part.role == PARENT else part

    content = jayden()
    scenario = replace(content.scenario, slices=tuple(change(part) for part in content.scenario.slices))
    return with_options(replace(content, scenario=scenario), alone=False, facilitated=True)


def at_his_turn(keep: int) -> tuple[Host, str]:
    """A table whose father has the floor, and the father's seat."""
    host = round_a_table(with_papers(keep), PARENT)
    facilitator = host.state.public.seats[-1].id
    simulated(host)
    seat = role_seat(host, PARENT)
    while host.state.public.floor != seat:
        simulated(host)
        if host.state.public.floor != seat:
            assert do(host, facilitator, a.DoneAloud()) is None
    return host, seat


def seen_by_all(host: Host) -> tuple[Entry, ...]:
    """The menu of the shared screen."""
    shared = SharedLink(host, host.state.public.seats[-1].id)
    offers = {seat.id: LocalLink(host, seat.id).offers() for seat in persons(host.state.public)}
    return table_menu(shared.view(), shared.book, offers, People())


def test_the_menu_does_not_say_that_a_folder_is_empty() -> None:
    """Whoever has the floor is asked for an item as long as the turn has room, whatever is left in the folder."""
    full, seat = at_his_turn(3)
    empty, _seat = at_his_turn(0)
    assert seen_by_all(full) == seen_by_all(empty)
    assert f"number:{seat}:share" in [entry.id for entry in seen_by_all(empty)]


def test_the_menu_does_not_say_who_could_answer_from_papers() -> None:
    """Whoever is asked may name an item, find out or use own words, whatever is left in the folder."""
    menus = []
    for keep in (3, 0):
        host, seat = at_his_turn(keep)
        assert do(host, seat, a.EndTurn()) is None
        asks = next(one for one in seats(host) if "ask" in rules.legal(host.book, host.view(one)))
        assert do(host, asks, a.Ask(seat, topic=Topic.HOME)) is None
        menus.append([entry.id for entry in seen_by_all(host)])
    assert menus[0] == menus[1]
    assert f"number:{seat}:answer" in menus[0]
