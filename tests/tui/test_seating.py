"""Who sits where while a session runs: PINs and codes chosen blind, people who step out, come back or come late."""

from pathlib import Path
from typing import Any

import pytest
from keyboard_player import program
from table_player import Sitting, TablePlayer
from textual.pilot import Pilot

from cpsim.conference import events as e
from cpsim.conference.parts import Seat
from cpsim.model.words import Driver, Watch
from cpsim.session.people import TO_CHOOSE, People, opens
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import Choose
from cpsim.tui.dialogs.message import Message
from cpsim.tui.dialogs.write import Write
from cpsim.tui.program import CpsimApp
from cpsim.tui.screens import seating
from cpsim.tui.screens.hand_over import NOT_ME, UNCOVER, HandOver
from cpsim.tui.screens.table import TableScreen
from cpsim.tui.screens.table_debrief import TableDebrief

pytestmark = pytest.mark.slow
TWO = {"chair": "p1", "gp": "p2"}


def _table(app: CpsimApp, pilot: Pilot[Any], **more: Any) -> TablePlayer:
    return TablePlayer(app, pilot, Sitting(TWO, **more))


def _seat(app: CpsimApp, role: str) -> Seat:
    seat = app.round.room.shared.view().public.seat_of(role)
    assert seat is not None
    return seat


def _people(app: CpsimApp) -> People:
    return app.round.room.people()


def _log(app: CpsimApp) -> list[e.Event]:
    return list(app.round.room.shared.log())


async def _facilitate(player: TablePlayer, choice: str, code: str = "") -> None:
    """G, a choice, and the code or the table's agreement."""
    await player.press("g")
    await player.settle()
    await player.pick(choice)
    await player.settle()
    if code and isinstance(player.app.screen, HandOver):
        await player.press(*code, "enter")
        await player.settle()
    elif isinstance(player.app.screen, Ask) and "agree" in str(player.app.screen._question):
        await player.pick("yes")
        await player.settle()


async def _pick(player: TablePlayer, *choices: str) -> None:
    for choice in choices:
        assert isinstance(player.app.screen, Choose), player.seen()
        await player.pick(choice)
        await player.settle()


async def _write(player: TablePlayer, words: str) -> None:
    assert isinstance(player.app.screen, Write), player.seen()
    await player.type(words)
    await player.press("enter")
    await player.settle()


async def test_a_pin_counts_once_it_was_typed_the_same_twice(tmp_path: Path) -> None:
    """Nobody sees what is typed, so a slip of the finger is found before it locks somebody out."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, pins=True)
        await player.begin()
        await player.pick("sit:p2")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        await player.press(*"4711")
        assert "Enter - type it once more" in player.seen()
        await player.press("enter")
        await player.settle()
        assert "The same PIN once more" in player.seen()
        await player.press(*"4712", "enter")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        assert "Those were not the same" in player.seen()
        assert _people(app).party("p2").pin == TO_CHOOSE
        await player.press(*"4711", "enter", *"4711")
        assert "Enter - take this PIN" in player.seen()
        await player.press("enter")
        await player.settle()
        assert not isinstance(app.screen, HandOver)
        assert opens("4711", _people(app).party("p2").pin)


async def test_whoever_steps_out_and_comes_back_keeps_their_pin(tmp_path: Path) -> None:
    """The seat is played meanwhile; nobody else can take it with the old PIN."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, pins=True)
        await player.begin()
        await player.play_table(until="J4")
        gp = _seat(app, "gp").id
        kept = _people(app).party("p2").pin
        assert opens("4711", kept)
        await _facilitate(player, "drive")
        await _pick(player, gp, Driver.SIMULATED)
        assert _seat(app, "gp").driver is Driver.SIMULATED
        await _facilitate(player, "drive")
        await _pick(player, gp, Driver.PERSONS)
        assert "Who sits there now?" in player.seen()
        await _pick(player, seating.BEFORE)
        assert _seat(app, "gp").driver is Driver.PERSONS
        assert _people(app).party("p2").pin == kept

        await _facilitate(player, "drive")
        await _pick(player, gp, Driver.ABSENT)
        await _facilitate(player, "drive")
        await _pick(player, gp, Driver.PERSONS, seating.ELSE)
        await _write(player, "Nadia")
        party = _people(app).party("p2")
        assert [str(name) for name in party.names] == ["Nadia"]
        assert party.pin == TO_CHOOSE


async def test_going_back_from_a_takeover_leaves_the_seat_as_it_was(tmp_path: Path) -> None:
    """Who sits there is asked before anything is done."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot)
        await player.begin()
        gp = _seat(app, "gp").id
        await _facilitate(player, "drive")
        await _pick(player, gp, Driver.SIMULATED)
        await _facilitate(player, "drive")
        await _pick(player, gp, Driver.PERSONS)
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert _seat(app, "gp").driver is Driver.SIMULATED


async def test_whoever_comes_late_joins_a_pair_takes_a_seat_or_watches(tmp_path: Path) -> None:
    """One question, three ways; a name is asked for each, and kept beside the record."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot)
        await player.begin()
        await player.play_table(until="J4")
        await _facilitate(player, seating.LATE)
        await _pick(player, seating.JOINS, "p2")
        await _write(player, "Ana and Ben")
        assert [str(name) for name in _people(app).party("p2").names] == ["Ana", "Ben"]

        teacher = _seat(app, "designated_teacher").id
        await _facilitate(player, seating.LATE)
        await _pick(player, seating.TAKES, teacher)
        await _write(player, "Carol")
        assert _seat(app, "designated_teacher").driver is Driver.PERSONS
        assert [str(name) for name in _people(app).party(teacher).names] == ["Carol"]

        before = len(_log(app))
        await _facilitate(player, seating.LATE)
        await _pick(player, seating.WATCHES, Watch.PARENTS)
        await _write(player, "Dot")
        assert [(str(name), watch) for name, watch in _people(app).watching] == [("Dot", Watch.PARENTS)]
        assert len(_log(app)) == before
        assert not any("Dot" in repr(event) for event in _log(app))


async def test_a_second_facilitator_has_the_same_powers_behind_their_own_code(tmp_path: Path) -> None:
    """Either code opens; once taken away, the second opens nothing."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, code="boss1")
        await player.begin()
        await _facilitate(player, seating.SECOND, "boss1")
        assert isinstance(app.screen, HandOver)
        await player.press(*"second", "enter", *"second", "enter")
        await player.settle()
        await _facilitate(player, "pause", "second")
        assert app.round.room.shared.view().public.paused
        await _facilitate(player, "go_on", "boss1")
        assert not app.round.room.shared.view().public.paused
        await _facilitate(player, seating.NO_SECOND, "second")
        await _facilitate(player, "pause", "second")
        assert isinstance(app.screen, HandOver)
        assert "That is not the code" in player.seen()
        await player.pick(NOT_ME)
        await player.settle()
        assert not app.round.room.shared.view().public.paused


async def test_a_forgotten_code_is_chosen_anew_by_agreement_and_in_the_record(tmp_path: Path) -> None:
    """The table is asked; going back changes nothing; the change stands in everybody's record."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, code="boss1")
        await player.begin()
        await _facilitate(player, seating.NEW_CODE)
        assert isinstance(app.screen, HandOver)
        await player.pick(NOT_ME)
        await player.settle()
        assert opens("boss1", _people(app).code)
        assert not any(isinstance(event, e.NoteMade) for event in _log(app))

        await _facilitate(player, seating.NEW_CODE)
        await player.press(*"other2", "enter", *"other2", "enter")
        await player.settle()
        assert opens("other2", _people(app).code)
        assert not opens("boss1", _people(app).code)
        assert [event for event in _log(app) if isinstance(event, e.NoteMade)]
        assert "other2" not in player.seen()


async def test_in_the_debrief_whoever_facilitates_still_has_what_is_needed(tmp_path: Path) -> None:
    """Somebody upset, a forgotten PIN before the pages that are read alone; no seat changes hands any more."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, pins=True)
        await player.begin()
        await player.play_table(until="J4")
        await _facilitate(player, "end_now")
        await player.pick("yes")
        await player.settle()
        await player.pick("to_debrief") if isinstance(app.screen, TableScreen) else None
        await player.play_table(until="D1")
        assert isinstance(app.screen, TableDebrief)
        await player.press("g")
        await player.settle()
        seen = player.seen()
        assert "Somebody comes late" not in seen
        assert "How long they have been speaking" not in seen
        await player.press("u")
        await player.settle()
        assert isinstance(app.screen, Message)
        await player.press("enter")
        await player.settle()
        await _facilitate(player, seating.RESET_PIN)
        await _pick(player, "p2")
        assert _people(app).party("p2").pin == TO_CHOOSE
        assert UNCOVER not in player.seen()
