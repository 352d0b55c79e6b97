"""The menu of a table: it stands on the screen that everybody sees, and says nothing of a folder."""

from dataclasses import replace

from conferences import do, facilitator_seat, jayden, role_seat, round_a_table

from cpsim.conference import rules
from cpsim.conference.acts import DoneAloud, GiveFloor
from cpsim.model.content import Content
from cpsim.present import table


def _menus(content: Content) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What stands in the shared menu at each step up to the first turns, with what is really open to each seat."""
    host = round_a_table(content, "chair", "gp")
    found = []
    for _step in range(9):
        shared = host.view(facilitator_seat(host))
        offers = {
            seat.id: rules.legal(host.book, host.view(seat.id)) for seat in table.persons(shared.public)
        }
        entries = table.table_menu(shared, host.book, offers, {})
        found.append((shared.public.step, [(one.id, one.label, one.hint) for one in entries]))
        if shared.public.floor == role_seat(host, "gp"):
            return found
        if shared.public.step == "J6":
            gp = role_seat(host, "gp")
            assert do(host, role_seat(host, "chair"), GiveFloor(gp)) is None
        else:
            assert do(host, facilitator_seat(host), DoneAloud()) is None
    raise AssertionError(f"the first turn never comes: {found[-1]}")


def test_the_menu_of_a_table_says_nothing_of_a_folder() -> None:
    """Whether somebody holds an item for the chair's ears alone cannot be read off the shared screen."""
    content = jayden()
    held = content.scenario.slice("gp")
    assert held is not None
    assert any(fact.handling for fact in held.facts)
    facts = tuple(replace(fact, handling=()) for fact in held.facts)
    slices = tuple(replace(one, facts=facts) if one is held else one for one in content.scenario.slices)
    without = replace(content, scenario=replace(content.scenario, slices=slices))
    menus = _menus(content)
    assert menus == _menus(without)
    words = "Somebody wants a word with the chair alone"
    assert any(words in label for _step, entries in menus for _id, label, _hint in entries)
