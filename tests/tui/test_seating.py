"""Who sits where while a session runs: PINs and codes chosen blind, people who step out, come back or come late."""

from pathlib import Path

import pytest
from keyboard_player import program
from round_table import TWO, facilitate, floor_goes_to, player_of, table_log, table_seat
from table_player import TablePlayer

from cpsim.conference import events as e
from cpsim.conference.parts import Seat
from cpsim.model.words import Driver, Watch
from cpsim.session.people import TO_CHOOSE, People, opens
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import Choose
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.dialogs.write import Write
from cpsim.tui.program import CpsimApp
from cpsim.tui.screens import seating
from cpsim.tui.screens.hand_over import NOT_ME, UNCOVER, HandOver
from cpsim.tui.screens.table import TableScreen
from cpsim.tui.screens.table_debrief import TableDebrief

pytestmark = pytest.mark.slow


def _seat(app: CpsimApp, role: str) -> Seat:
    seat = app.round.room.shared.view().public.seat_of(role)
    assert seat is not None
    return seat


def _people(app: CpsimApp) -> People:
    return app.round.room.people()


async def _pick(player: TablePlayer, *choices: str) -> None:
    for choice in choices:
        assert isinstance(player.app.screen, Choose), player.seen()
        await player.pick(choice)
        await player.settle()


async def _agree(player: TablePlayer, answer: str = "yes") -> None:
    """Yes, or no, to the question in front."""
    assert isinstance(player.app.screen, Ask), player.seen()
    await player.pick(answer)
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
        player = player_of(app, pilot, TWO, pins=True)
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
        player = player_of(app, pilot, TWO, pins=True)
        await player.begin()
        await player.play_table(until="J4")
        gp = table_seat(app, "gp")
        kept = _people(app).party("p2").pin
        assert opens("4711", kept)
        await facilitate(player, "drive")
        await _pick(player, gp, Driver.SIMULATED)
        assert _seat(app, "gp").driver is Driver.SIMULATED
        await facilitate(player, "drive")
        await _pick(player, gp, Driver.PERSONS)
        assert "Who sits there now?" in player.seen()
        await _pick(player, seating.BEFORE)
        assert _seat(app, "gp").driver is Driver.PERSONS
        assert _people(app).party("p2").pin == kept

        await facilitate(player, "drive")
        await _pick(player, gp, Driver.ABSENT)
        await facilitate(player, "drive")
        await _pick(player, gp, Driver.PERSONS, seating.ELSE)
        await _agree(player)
        await _write(player, "Nadia")
        party = _people(app).party("p2")
        assert [str(name) for name in party.names] == ["Nadia"]
        assert party.pin == TO_CHOOSE


async def test_to_step_out_and_to_be_back_needs_no_code(tmp_path: Path) -> None:
    """It stands at the top of the list with a key; somebody else gets a seat by the code alone."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
        await player.begin()
        gp = table_seat(app, "gp")
        for way in ((Driver.SIMULATED,), (Driver.PERSONS, seating.BEFORE), (Driver.ABSENT,)):
            await player.press("g")
            await player.settle()
            assert "I step out, or am back" in player.seen()
            await player.press("h")
            await player.settle()
            await _pick(player, gp, *way)
            assert isinstance(app.screen, TableScreen)
            assert _seat(app, "gp").driver is way[0]
        for way in ((Driver.SIMULATED,), (Driver.PERSONS, "p1"), (Driver.PERSONS, seating.ELSE)):
            await player.press("g")
            await player.settle()
            await player.press("h")
            await player.settle()
            await _pick(player, gp, *way)
            assert isinstance(app.screen, HandOver)
            await player.pick(NOT_ME)
            await player.settle()
            assert _seat(app, "gp").driver is Driver.ABSENT


async def test_somebody_who_sits_here_takes_over_a_seat_besides(tmp_path: Path) -> None:
    """One hand-over for both roles, one PIN, and the names in no event; given to somebody new it is theirs alone."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, pins=True, called={"p1": ("Ana",)})
        await player.begin()
        teacher = _seat(app, "designated_teacher")
        await facilitate(player, "drive")
        await _pick(player, teacher.id, Driver.PERSONS, "p1")
        await _agree(player)
        assert _people(app).party_of(teacher) == "p1"
        assert "chair and the designated teacher" in " ".join(player.seen().split())
        await player.play_table(until="J1")
        assert player.hand_overs.count("Chair and Designated teacher (Ana)") == 1
        for role in ("chair", "designated_teacher"):
            assert app.round.room.link(table_seat(app, role)).view().own.sealed
        kept = _people(app).party("p1").pin

        await facilitate(player, "drive")
        await _pick(player, teacher.id, Driver.SIMULATED)
        await facilitate(player, "drive")
        await _pick(player, teacher.id, Driver.PERSONS, seating.ELSE)
        await _agree(player)
        await _write(player, "Nadia")
        people = _people(app)
        assert people.party_of(teacher) == teacher.id
        assert [str(name) for name in people.party(teacher.id).names] == ["Nadia"]
        assert [str(name) for name in people.party("p1").names] == ["Ana"]
        assert people.party("p1").pin == kept


async def test_a_parents_seat_is_taken_over_by_nobody_who_does_not_choose_it(tmp_path: Path) -> None:
    """No leaves it as it was; yes gives it, and it is given back without being asked anything."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        mother = table_seat(app, "mother")
        for answer, driver in (("no", Driver.SIMULATED), ("yes", Driver.PERSONS)):
            await facilitate(player, "drive")
            await _pick(player, mother, Driver.PERSONS, "p2")
            await _agree(player)
            await _agree(player, answer)
            assert _seat(app, "mother").driver is driver
        await facilitate(player, "drive")
        await _pick(player, mother, Driver.SIMULATED)
        assert _seat(app, "mother").driver is Driver.SIMULATED


async def test_going_back_from_a_takeover_leaves_the_seat_as_it_was(tmp_path: Path) -> None:
    """Who sits there is asked before anything is done."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        gp = table_seat(app, "gp")
        await facilitate(player, "drive")
        await _pick(player, gp, Driver.SIMULATED)
        await facilitate(player, "drive")
        await _pick(player, gp, Driver.PERSONS)
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert _seat(app, "gp").driver is Driver.SIMULATED


async def test_going_back_from_the_names_leaves_the_seat_as_it_was(tmp_path: Path) -> None:
    """Somebody new gets what a seat was given once it is settled who they are."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        gp = table_seat(app, "gp")
        await facilitate(player, "drive")
        await _pick(player, gp, Driver.SIMULATED)
        before = _people(app)
        await facilitate(player, "drive")
        await _pick(player, gp, Driver.PERSONS, seating.ELSE)
        await _agree(player)
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert _seat(app, "gp").driver is Driver.SIMULATED
        assert _people(app) == before


async def test_coming_back_needs_leave_where_the_pin_is_yet_to_be_chosen(tmp_path: Path) -> None:
    """No PIN tells who it is; and none that stays is spoken of."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, pins=True)
        await player.begin()
        gp = table_seat(app, "gp")
        assert _people(app).party("p2").pin == TO_CHOOSE
        for answer, driver in (("no", Driver.SIMULATED), ("yes", Driver.PERSONS)):
            await facilitate(player, "drive")
            if _seat(app, "gp").driver is Driver.PERSONS:
                await _pick(player, gp, Driver.SIMULATED)
                await facilitate(player, "drive")
            await _pick(player, gp, Driver.PERSONS)
            assert "their PIN stays" not in player.seen()
            await _pick(player, seating.BEFORE)
            await _agree(player, answer)
            assert _seat(app, "gp").driver is driver


async def test_whoever_gave_a_seat_up_may_have_forgotten_their_pin_too(tmp_path: Path) -> None:
    """They look back at what they sealed there, and the cover asks for it."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, pins=True)
        await player.begin()
        await player.play_table(until="J4")
        await facilitate(player, "drive")
        await _pick(player, table_seat(app, "gp"), Driver.SIMULATED)
        await facilitate(player, seating.RESET_PIN)
        await _pick(player, "p2")
        assert _people(app).party("p2").pin == TO_CHOOSE


async def test_whoever_comes_late_joins_a_pair_takes_a_seat_or_watches(tmp_path: Path) -> None:
    """One question, three ways; a name is asked for each, and kept beside the record."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J4")
        await facilitate(player, seating.LATE)
        await _pick(player, seating.JOINS, "p2")
        await _write(player, "Ana and Ben")
        assert [str(name) for name in _people(app).party("p2").names] == ["Ana", "Ben"]
        await facilitate(player, seating.LATE)
        await _pick(player, seating.JOINS, "p2")
        assert "added to Ana and Ben" in player.seen()
        await _write(player, "Eve")
        assert [str(name) for name in _people(app).party("p2").names] == ["Ana", "Ben", "Eve"]

        teacher = table_seat(app, "designated_teacher")
        await facilitate(player, seating.LATE)
        await _pick(player, seating.TAKES, teacher, seating.ELSE)
        await _write(player, "Carol")
        assert _seat(app, "designated_teacher").driver is Driver.PERSONS
        assert [str(name) for name in _people(app).party(teacher).names] == ["Carol"]

        before = len(table_log(app))
        await facilitate(player, seating.LATE)
        await _pick(player, seating.WATCHES, Watch.PARENTS)
        await _write(player, "Cem and Dot")
        watching = [(str(name), watch) for name, watch in _people(app).watching]
        assert watching == [("Cem", Watch.PARENTS), ("Dot", Watch.PARENTS)]
        assert len(table_log(app)) == before
        assert not any("Dot" in repr(event) for event in table_log(app))


async def test_a_second_facilitator_has_the_same_powers_behind_their_own_code(tmp_path: Path) -> None:
    """Either code opens; once taken away, the second opens nothing."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
        await player.begin()
        await facilitate(player, seating.SECOND, "boss1")
        assert isinstance(app.screen, HandOver)
        await player.press(*"second", "enter", *"second", "enter")
        await player.settle()
        await facilitate(player, "pause", "second")
        assert app.round.room.shared.view().public.paused
        await facilitate(player, "go_on", "boss1")
        assert not app.round.room.shared.view().public.paused
        await facilitate(player, seating.NO_SECOND, "second")
        await facilitate(player, "pause", "second")
        assert isinstance(app.screen, HandOver)
        assert "That is not the code" in player.seen()
        await player.pick(NOT_ME)
        await player.settle()
        assert not app.round.room.shared.view().public.paused


async def test_a_forgotten_code_is_chosen_anew_by_agreement_and_in_the_record(tmp_path: Path) -> None:
    """The table is asked; going back changes nothing; the change stands in everybody's record."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
        await player.begin()
        await facilitate(player, seating.NEW_CODE)
        assert isinstance(app.screen, HandOver)
        await player.pick(NOT_ME)
        await player.settle()
        assert opens("boss1", _people(app).code)
        assert not any(isinstance(event, e.NoteMade) for event in table_log(app))

        await facilitate(player, seating.NEW_CODE)
        await player.press(*"other2", "enter", *"other2", "enter")
        await player.settle()
        assert opens("other2", _people(app).code)
        assert not opens("boss1", _people(app).code)
        assert [event for event in table_log(app) if isinstance(event, e.NoteMade)]
        assert "other2" not in player.seen()


async def test_in_the_debrief_whoever_facilitates_still_has_what_is_needed(tmp_path: Path) -> None:
    """Somebody upset, a forgotten PIN before the pages that are read alone; no seat changes hands any more."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, pins=True)
        await player.begin()
        await player.play_table(until="J4")
        await facilitate(player, "end_now")
        await player.pick("yes")
        await player.settle()
        await player.pick("to_debrief") if isinstance(app.screen, TableScreen) else None
        await player.play_table(until="D1")
        assert isinstance(app.screen, TableDebrief)
        await player.press("g")
        await player.settle()
        seen = player.seen()
        assert "Somebody comes late" not in seen
        assert "I step out, or am back" not in seen
        assert "How long this has taken so far" in seen
        await player.press("u")
        await player.settle()
        assert isinstance(app.screen, Reader)
        await player.press("escape")
        await player.settle()
        await facilitate(player, seating.RESET_PIN)
        await _pick(player, "p2")
        assert _people(app).party("p2").pin == TO_CHOOSE
        (note,) = [event for event in table_log(app) if isinstance(event, e.NoteMade)]
        assert str(note.words) == "A PIN was reset for: Family doctor. Another is chosen there."
        assert UNCOVER not in player.seen()


async def test_who_stepped_out_in_the_middle_of_their_turn_is_given_the_floor_again(tmp_path: Path) -> None:
    """The chair gives it in the same round, as to anybody who has not spoken."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J6")
        gp = table_seat(app, "gp")
        await floor_goes_to(player, gp)
        for way in ((Driver.ABSENT,), (Driver.PERSONS, seating.BEFORE)):
            await facilitate(player, "drive")
            await _pick(player, gp, *way)
        assert app.round.room.shared.view().public.floor is None
        await floor_goes_to(player, gp)
        assert app.round.room.shared.view().public.step == "J6"
