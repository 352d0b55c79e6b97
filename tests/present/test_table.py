"""The menu of the shared screen: what it offers, and what it does not say of what only one seat holds."""

from dataclasses import replace
from typing import Any

from conferences import do, facilitator_seat, jayden, role_seat, round_a_table, seal, simulated

from cpsim.conference import rules
from cpsim.conference.acts import DoneAloud, Drive, GiveFloor
from cpsim.conference.view import View
from cpsim.model.content import Content
from cpsim.model.words import Driver, Stage
from cpsim.present import table
from cpsim.present.menu import SAY_ANSWERS, SAY_SEALED, Entry
from cpsim.session.people import People

OPEN: Any = object()
"""An offer of which only that it is there matters."""


def menu_of(
    act: str, *, handed_in: bool = False, step: str = "P", shown: tuple[str, ...] = ()
) -> tuple[str, list[Entry]]:
    """The family doctor's seat, and the menu at `step` where `act` is open to it and nothing to anybody else."""
    host = round_a_table(jayden(), "chair", "gp")
    gp = role_seat(host, "gp")
    shared = host.view(host.state.public.seats[-1].id)
    done: dict[str, tuple[str, ...]] = {Stage.AFTER: (gp,)} if handed_in else {}
    shared = View(shared.me, replace(shared.public, step=step, handed_in=done, shown=shown), shared.own)
    offers = {seat.id: {act: OPEN} if seat.id == gp else {} for seat in table.persons(shared.public)}
    return gp, list(table.table_menu(shared, host.book, offers, People()))


def test_whether_a_reason_was_written_stands_nowhere() -> None:
    """Both ways to say what was sealed are there for everybody, without a reason first."""
    gp, entries = menu_of("speak_view", handed_in=True)
    whats = [table.Moment.of(one.id).what for one in entries if table.Moment.of(one.id).who == gp]
    assert whats == [SAY_ANSWERS, SAY_SEALED, "speak_view"]


def test_once_the_line_was_shown_nothing_else_than_what_was_sealed_is_offered() -> None:
    """A form with the sealed values alone would show them to the table before they are said."""
    gp, entries = menu_of("speak_view", handed_in=True, shown=(Stage.AFTER,))
    assert [table.Moment.of(one.id).what for one in entries if table.Moment.of(one.id).who == gp] == [
        SAY_ANSWERS,
        SAY_SEALED,
    ]
    gp, entries = menu_of("speak_view", shown=(Stage.AFTER,))
    assert "speak_view" in [table.Moment.of(one.id).what for one in entries]


def test_whether_there_is_a_note_and_how_long_it_is_stands_nowhere() -> None:
    """The line is there in every turn, and has no number."""
    _gp, entries = menu_of("end_turn", step="J6")
    (note,) = [one for one in entries if one.key == "n"]
    assert note.hint == ""


def test_what_an_act_does_is_said_in_few_words() -> None:
    """Long labels with a role in them would push the rest off the bottom line."""
    _gp, entries = menu_of("end_turn", step="J6")
    by_number = next(one for one in entries if one.key == "i")
    assert by_number.does == "type number and word"
    assert len(by_number.does) < len(by_number.label)


def _menus(content: Content) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What stands in the shared menu at each step up to the first turns, with what is really open to each seat."""
    host = round_a_table(content, "chair", "gp")
    found = []
    for _step in range(9):
        shared = host.view(facilitator_seat(host))
        offers = {
            seat.id: rules.legal(host.book, host.view(seat.id)) for seat in table.persons(shared.public)
        }
        entries = table.table_menu(shared, host.book, offers, People())
        found.append((shared.public.step, [(one.id, one.label, one.hint) for one in entries]))
        if shared.public.floor == role_seat(host, "gp"):
            return found
        if shared.public.step == "J6":
            gp = role_seat(host, "gp")
            assert do(host, role_seat(host, "chair"), GiveFloor(gp)) is None
        else:
            assert do(host, facilitator_seat(host), DoneAloud()) is None
    raise AssertionError(f"the first turn never comes: {found[-1]}")


def test_whoever_gave_a_seat_up_can_look_back_at_what_they_sealed() -> None:
    """The program plays the seat on; the person's own judgement is still theirs, and the program's nobody's."""
    host = round_a_table(jayden(), "chair", "gp")
    gp, hv, led = role_seat(host, "gp"), role_seat(host, "health_visitor"), facilitator_seat(host)
    simulated(host)
    seal(host, gp)
    assert do(host, led, Drive(gp, Driver.SIMULATED)) is None
    public = host.state.public
    assert [seat.role for seat in table.looks_back(public)] == ["chair", "gp"]
    assert table.seats_of(public, "gp", People()) == ()
    assert table.party_title("gp", public, host.book, People()) == "Family doctor"
    assert hv in public.handed_in[Stage.BEFORE]


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
