"""Round one table: hand-overs, what the shared screen shows, people who come and go, facilitating, the debrief."""

import asyncio
import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from keyboard_player import program
from table_player import SIX, Sitting, TablePlayer
from textual.pilot import Pilot

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.words import Driver, SeatKind, Stage
from cpsim.present import note, table
from cpsim.session.people import TO_CHOOSE, opens
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import Choose
from cpsim.tui.dialogs.put_aloud import PutAloud
from cpsim.tui.dialogs.put_down import TO_CHAIR
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.dialogs.write import Write
from cpsim.tui.program import CpsimApp
from cpsim.tui.screens.ballot import BallotScreen
from cpsim.tui.screens.hand_over import NOT_ME, UNCOVER, HandOver
from cpsim.tui.screens.home import HomeScreen
from cpsim.tui.screens.speaking_note import SpeakingNote
from cpsim.tui.screens.table import TableScreen
from cpsim.tui.screens.table_debrief import OwnPart, TableDebrief
from cpsim.tui.screens.table_setup import TableSetup
from cpsim.tui.widgets.choice_list import ChoiceList
from cpsim.tui.widgets.menu import Menu

pytestmark = pytest.mark.slow
MOST_HAND_OVERS = 15
"""For six people: two sittings each, and three for a word with the chair."""
TWO = {"chair": "p1", "gp": "p2"}


def _log(app: CpsimApp) -> list[e.Event]:
    return list(app.round.room.shared.log())


def _view(app: CpsimApp) -> View:
    return app.round.room.shared.view()


def _seat(app: CpsimApp, role: str) -> str:
    seat = _view(app).public.seat_of(role)
    assert seat is not None
    return seat.id


def _table(app: CpsimApp, pilot: Pilot[Any], people: dict[str, str], **more: Any) -> TablePlayer:
    return TablePlayer(app, pilot, Sitting(people, **more))


async def _facilitate(player: TablePlayer, choice: str) -> None:
    """G, a choice, and the table's agreement or the code where one is asked."""
    await player.press("g")
    await player.settle()
    await player.pick(choice)
    await player.settle()
    if isinstance(player.app.screen, HandOver):
        await player.press(*"boss1", "enter")
    elif isinstance(player.app.screen, Ask) and "agree" in str(player.app.screen._question):
        await player.pick("yes")
    await player.settle()


async def _sit_down(player: TablePlayer) -> BallotScreen:
    """The second party at its first sitting, uncovered."""
    await player.pick("sit:p2")
    await player.settle()
    await player.pick(UNCOVER)
    await player.settle()
    form = player.app.screen
    assert isinstance(form, BallotScreen)
    return form


@pytest.mark.parametrize("pace", ["short", "standard", "long"])
async def test_six_people_come_to_the_end_in_few_hand_overs(pace: str, tmp_path: Path) -> None:
    """At each pace: at most fifteen hand-overs, and no word of a folder on the shared screen before it is said."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, SIX, pace=pace, notes=4)
        await player.begin()
        await player.play_table()
        log = _log(app)
    assert len(player.hand_overs) <= MOST_HAND_OVERS, player.hand_overs
    assert player.leaks == []
    sealed = [event for event in log if isinstance(event, e.BallotHandedIn)]
    assert len([one for one in sealed if one.stage == Stage.AFTER]) == 6
    assert any(isinstance(event, e.Decided) for event in log)


async def test_two_people_with_all_the_rest_played_by_the_program(tmp_path: Path) -> None:
    """The smallest table there is reaches the end; the program seals, speaks and answers for the others."""
    app = program(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        await player.play_table()
    assert len([who for who in player.hand_overs if who == "Family doctor"]) <= 3
    assert player.leaks == []


async def test_enter_pressed_again_uncovers_nothing(tmp_path: Path) -> None:
    """The mark on the cover stands on the way back, so an impatient key shows nobody anything."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        await player.press("enter", "enter", "enter")
        await player.settle()
        assert not isinstance(app.screen, BallotScreen)
        assert not any(isinstance(event, e.BallotHandedIn) and event.seat == "s1" for event in _log(app))


async def test_the_wrong_person_goes_back_and_leaves_no_trace(tmp_path: Path) -> None:
    """Nothing is in the log or beside it that was not there before the cover."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        before, people = len(_log(app)), app.round.room.people()
        await player.pick("sit:p2")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        await player.pick(NOT_ME)
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert (len(_log(app)), app.round.room.people()) == (before, people)
        assert app.round.room.link(_seat(app, "gp")).draft("ballot_before") == ""


async def test_after_a_sitting_nothing_of_it_is_left(tmp_path: Path) -> None:
    """Screen, widgets and clipboard: what the last person saw is gone before the next one sits down."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        form = await _sit_down(player)
        left = weakref.ref(form)
        await player._fill(form.query_one("Form"))  # type: ignore[arg-type]
        await player.settle()
        await player.press("enter")  # seal it
        await player.settle()
        paper = app.screen
        assert isinstance(paper, SpeakingNote)
        items = weakref.ref(paper)
        await player.pick("done")
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        del form, paper
        for _ in range(20):
            await asyncio.sleep(0.05)
            gc.collect()
            if left() is None and items() is None:
                break
        assert left() is None
        assert items() is None
        assert app.clipboard == ""
        folder = app.round.room.link(_seat(app, "gp")).view().own.folder
        seen = player.seen()
        assert not [fact.id for fact in folder if str(fact.words)[:40] in seen]


async def test_a_pin_is_chosen_at_the_first_hand_over_and_asked_at_the_next(tmp_path: Path) -> None:
    """A wrong one uncovers nothing; a forgotten one is reset in the open, and chosen anew."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO, pins=True)
        await player.begin()
        await player.play_table(until="J6")
        kept = app.round.room.people().party("p2").pin
        assert opens("4711", kept)
        assert "4711" not in kept
        await player.press("c")
        await player.settle()
        assert isinstance(app.screen, Choose)
        await player.press("enter")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        await player.press(*"9999", "enter")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        assert "That is not the PIN" in player.seen()
        await player.pick(NOT_ME)
        await player.settle()
        await _facilitate(player, "reset_pin")
        await player.pick("p2")
        await player.settle()
        assert app.round.room.people().party("p2").pin == TO_CHOOSE


async def test_a_facilitators_code_is_asked_and_nothing_of_it_is_shown(tmp_path: Path) -> None:
    """Without it nothing is paused; with it everything waits, and the table says so."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO, code="boss1")
        await player.begin()
        await player.press("g")
        await player.settle()
        await player.pick("pause")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        await player.press(*"wrong", "enter")
        await player.settle()
        assert "wrong" not in player.seen()
        await player.press(*"boss1", "enter")
        await player.settle()
        assert _view(app).public.paused
        assert "boss1" not in player.seen()
        await _facilitate(player, "go_on")
        assert not _view(app).public.paused


async def test_without_a_facilitator_the_table_agrees(tmp_path: Path) -> None:
    """What changes the record is asked of everybody; no is no."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        await player.press("g")
        await player.settle()
        await player.pick("done_aloud")
        await player.settle()
        assert isinstance(app.screen, Ask)
        await player.pick("no")
        await player.settle()
        assert _view(app).public.step == "P"
        await _facilitate(player, "done_aloud")
        await player.pick("yes")
        await player.settle()
        assert _view(app).public.step == "J1"
        assert any(isinstance(event, e.StepDoneAloud) for event in _log(app))


async def test_what_to_do_about_a_person_asks_for_nothing(tmp_path: Path) -> None:
    """Somebody upset: one key, one more, and no code, no agreement, no line in the log."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO, code="boss1")
        await player.begin()
        before = len(_log(app))
        await player.press("g")
        await player.settle()
        await player.press("u")
        await player.settle()
        assert isinstance(app.screen, Reader)
        assert "First the person" in player.seen()
        assert "Stop for that person" in player.seen()
        assert len(_log(app)) == before


async def test_an_item_goes_up_by_number_and_word_and_by_no_other(tmp_path: Path) -> None:
    """A wrong word puts nothing up and says so; the right one shows the item and asks what it is called."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO, notes=0)
        await player.begin()
        await player.play_table(until="J6")
        while _view(app).public.floor != _seat(app, "gp"):
            await player.step()
            await player.settle()
        await player.press("i")
        await player.settle()
        assert isinstance(app.screen, Write)
        await player.type("5 nonsense")
        await player.press("enter")
        await player.settle()
        assert isinstance(app.screen, Write)
        assert "No item of this slip" in player.seen()
        await player.press("escape")
        await player.settle()
        assert not [
            one for one in _log(app) if isinstance(one, e.FactShared) and one.seat == _seat(app, "gp")
        ]
        await player.press("i")
        await player.settle()
        await player._say_word()
        await player.settle()
        assert isinstance(app.screen, PutAloud)
        await player.press("o")
        await player.settle()
        shared = [one for one in _log(app) if isinstance(one, e.FactShared) and one.seat == _seat(app, "gp")]
        assert len(shared) == 1


async def test_a_restricted_item_shows_no_word_before_it_is_clear_that_it_is_said(tmp_path: Path) -> None:
    """The shared screen asks about item 2 as about any other; Enter leaves it, and the chair hears of it privately."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO, notes=0)
        await player.begin()
        await player.play_table(until="J6")
        gp = _seat(app, "gp")
        while _view(app).public.floor != gp:
            await player.step()
            await player.settle()
        fact = next(one for one in app.round.room.link(gp).view().own.folder if one.id == "GP-02")
        await player.press("i")
        await player.settle()
        from cpsim.present import slip_words

        number = slip_words.number_of(app.round.room.link(gp).view(), "GP-02")
        await player.type(f"{number} {slip_words.word_for('jayden', 'GP-02')}")
        await player.press("enter")
        await player.settle()
        assert isinstance(app.screen, PutAloud)
        assert str(fact.words)[:30] not in player.seen()
        await player.press("enter")
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert fact in app.round.room.link(gp).view().unsaid
        await player.press("i")
        await player.settle()
        await player.type(f"{number} {slip_words.word_for('jayden', 'GP-02')}")
        await player.press("enter")
        await player.settle()
        await player.pick(TO_CHAIR)
        await player.settle()
        assert isinstance(app.screen, HandOver)
        await player.pick(UNCOVER)
        await player.settle()
        assert not any(isinstance(event, e.Breach) for event in _log(app))
        assert any(
            isinstance(event, e.TakenToChair) for event in app.round.room.link(_seat(app, "chair")).log()
        )
        assert str(fact.words)[:30] not in player.seen()


async def test_nothing_sealed_stands_in_a_form_that_everybody_reads(tmp_path: Path) -> None:
    """The chair's decision and 'something else' begin empty on the shared screen."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J11")
        while not player.app.screen.query("RadioRow"):
            await player.step()
            await player.settle()
        assert isinstance(app.screen, object)
        rows = list(app.screen.query("RadioRow"))
        assert rows
        assert all(row.value is None for row in rows)  # type: ignore[attr-defined]


async def test_somebody_steps_out_and_comes_back(tmp_path: Path) -> None:
    """The program plays the seat meanwhile; no reason is kept, and the papers are the person's own again."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, SIX)
        await player.begin()
        await player.play_table(until="J6")
        gp = _seat(app, "gp")
        for driver in (Driver.SIMULATED, Driver.PERSONS):
            await _facilitate(player, "drive")
            await player.pick(gp)
            await player.settle()
            await player.pick(driver)
            await player.settle()
            if driver is Driver.PERSONS:
                await player.pick("before")
                await player.settle()
            assert _view(app).public.seat(gp).driver is driver
        changes = [event for event in _log(app) if isinstance(event, e.DriverChanged)]
        assert [(one.seat, one.driver) for one in changes] == [(gp, Driver.SIMULATED), (gp, Driver.PERSONS)]
        await player.play_table()


async def test_a_late_comer_takes_a_free_seat(tmp_path: Path) -> None:
    """Their first judgement counts as not taken, and the second is asked of them."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J6")
        teacher = _seat(app, "designated_teacher")
        await _facilitate(player, "drive")
        await player.pick(teacher)
        await player.settle()
        await player.pick(Driver.PERSONS)
        await player.settle()
        await player.play_table()
        own = app.round.room.link(teacher).view().own
        assert set(own.sealed) == {Stage.AFTER}
    assert "Designated teacher" in player.hand_overs


async def test_a_mis_keyed_item_is_corrected_in_the_open(tmp_path: Path) -> None:
    """The card leaves the board, everybody sees that it did, and the log keeps both."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, SIX)
        await player.begin()
        await player.play_table(until="J6")
        while not _view(app).public.shared_by:
            await player.step()
            await player.settle()
        while not isinstance(app.screen, TableScreen):
            await player.step()
            await player.settle()
        card = list(_view(app).public.board)[-1]
        await _facilitate(player, "correct")
        await player.pick(card)
        await player.settle()
        assert card not in _view(app).board
        assert isinstance(_log(app)[-1], e.CardWithdrawn)
        assert "put up by mistake" in " ".join(player.seen().split())


async def test_something_arrives_and_a_private_note_stays_private(tmp_path: Path) -> None:
    """Words written on the spot stand on the shared screen; a note for facilitators does not."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO, code="boss1")
        await player.begin()
        await player.play_table(until="J1")
        await _facilitate(player, "bring")
        await player.type("A neighbour has rung")
        await player.press("enter")
        await player.settle()
        assert "A neighbour has rung" in " ".join(player.seen().split())
        await _facilitate(player, "journal")
        await player.pick("private")
        await player.settle()
        await player.type("Watch the pair")
        await player.press("enter")
        await player.settle()
        assert not any(isinstance(event, e.PrivateNoteMade) for event in _log(app))
        theirs = app.round.room.facilitator.log()
        assert any(isinstance(event, e.PrivateNoteMade) for event in theirs)
        assert "Watch the pair" not in player.seen()


async def test_a_pair_one_with_two_roles_and_an_observer(tmp_path: Path) -> None:
    """Two share a seat, one person has two roles in one sitting, and an observer is asked what they saw."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        people = {"chair": "p1", "gp": "p2", "social_worker": "p2", "health_visitor": "p3"}
        player = _table(app, pilot, people)
        await player.begin()
        seats = {seat.role: seat.party for seat in _view(app).public.seats}
        assert seats["gp"] == seats["social_worker"] == "p2"
        await player.play_table(until="J6")
        assert len(player.hand_overs) <= 4
        assert any("and" in who for who in player.hand_overs)


async def _set_up(player: TablePlayer) -> None:
    """A person with two roles, a pair, a seat left empty on purpose, and an observer without a name."""
    for role, names in (("gp", "Ana"), ("health_visitor", "Ben and Cara")):
        await player.pick(role)
        await player.settle()
        await player.pick("new")
        await player.settle()
        await player.type(names)
        await player.press("enter")
        await player.settle()
    await player.pick("social_worker")
    await player.settle()
    await player.pick("p1")
    await player.settle()
    await player.pick("housing_officer")
    await player.settle()
    await player.pick("empty")
    await player.settle()
    await player.pick("observe")
    await player.settle()
    await player.press("enter")
    await player.settle()
    await player.pick("without")
    await player.settle()


async def test_the_setup_is_done_with_the_keyboard(tmp_path: Path) -> None:
    """Roles, names for a pair, an observer with a task, pace, code; beginning waits for two people."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, {})
        await player.settle()
        await player.pick("table")
        await player.settle()
        setup = app.screen
        assert isinstance(setup, TableSetup)
        begin = next(one for one in setup.query_one(ChoiceList).choices if one.id == "begin")
        assert begin.disabled
        await _set_up(player)
        await player.pick("begin")
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        public = _view(app).public
        by_role = {seat.role: seat for seat in public.seats}
        assert by_role["gp"].party == by_role["social_worker"].party
        assert by_role["housing_officer"].driver is Driver.ABSENT
        assert [seat.watches for seat in public.seats if seat.kind is SeatKind.OBSERVER] != [None]
        names = [str(name) for party in app.round.room.people().parties for name in party.names]
        assert names == ["Ana", "Ben", "Cara"]
        assert not any("Cara" in repr(event) for event in _log(app))


async def test_next_week_it_opens_with_a_recap_and_goes_on(tmp_path: Path) -> None:
    """Everything was closed; the table comes together again, sees where it stood, and somebody else sits in."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J6")
        gp = _seat(app, "gp")
        items = note.of(app.round.room.link(gp))
        app.doors.shut()  # type: ignore[attr-defined]
    again = program(tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        player = _table(again, pilot, TWO)
        await player.settle()
        for _ in range(100):
            ready = [one for one in again.screen.query_one(ChoiceList).choices if one.id == "carry_on"]
            if ready and not ready[0].disabled:
                break
            await player.settle()
        await player.pick("carry_on")
        for _ in range(100):
            await player.settle()
            if isinstance(again.screen, Reader):
                break
        assert "You stopped at: Information" in player.seen()
        assert "Where you are" in player.seen().splitlines()[-1]
        await player.press("end")
        await player.settle()
        assert "On to the table" in player.seen()
        await player.press("escape")
        await player.settle()
        assert isinstance(again.screen, TableScreen)
        assert note.of(again.round.room.link(gp)) == items
        await _facilitate(player, "rename")
        await player.pick("p2")
        await player.settle()
        await player.type("Somebody New")
        await player.press("enter")
        await player.settle()
        assert [str(name) for name in again.round.room.people().party("p2").names] == ["Somebody New"]
        await player.play_table()


async def test_each_looks_at_their_own_judgements_behind_the_cover(tmp_path: Path) -> None:
    """After the group's key, one seat's own comparison is shown to whoever uncovers it, and to nobody else."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        await player.play_table()
        assert isinstance(app.screen, TableDebrief)
        assert "Your own judgement" not in player.seen()
        await player.pick("alone")
        await player.settle()
        assert isinstance(app.screen, Choose)
        await player.pick("p2")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        await player.pick(UNCOVER)
        await player.settle()
        assert isinstance(app.screen, OwnPart)
        assert "Your two judgements" in player.seen()
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, TableDebrief)
        for _ in range(4):
            if isinstance(app.screen, TableDebrief):
                await player.pick("home")  # Enter reads on as long as there is more of the page
                await player.settle()
        assert isinstance(app.screen, HomeScreen)


async def test_judgements_have_names_only_where_the_table_agreed(tmp_path: Path) -> None:
    """By default nobody's name stands beside a judgement, in no seat's log; with agreement everybody's does."""
    for agreed in (False, True):
        app = program(tmp_path / str(agreed))
        async with app.run_test(size=(80, 24)) as pilot:
            player = _table(app, pilot, TWO, names=agreed)
            await player.begin()
            await player.play_table()
            gp = app.round.room.link(_seat(app, "gp")).log()
            assert any(isinstance(event, e.JudgementsNamed) for event in gp) is agreed


def test_the_menu_of_a_table_says_nothing_of_a_folder() -> None:
    """Whether somebody holds an item for the chair's ears alone cannot be read off the shared screen."""
    from conferences import jayden, round_a_table

    def words(*played: str) -> list[str]:
        host = round_a_table(jayden(), *played)
        shared = host.view(host.state.public.seats[-1].id)
        entries = table.table_menu(
            shared, host.book, {seat.id: {} for seat in table.persons(shared.public)}, table.Held()
        )
        return [entry.label for entry in entries]

    with_one, without = words("chair", "gp"), words("chair", "designated_teacher")
    assert "Somebody wants a word with the chair alone" in with_one
    assert "Somebody wants a word with the chair alone" in without


async def test_after_the_last_hand_over_the_table_is_seen_before_the_next_step(tmp_path: Path) -> None:
    """Somebody may want a word with the chair first; where the program chairs, the step waits for Go on."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, {"gp": "p1", "health_visitor": "p2"}, notes=0)
        await player.begin()
        while table.to_sit(_view(app), app.round.room.book) or not isinstance(app.screen, TableScreen):
            await player.step()
            await player.settle()
        assert _view(app).public.step == "P"
        choices = app.screen.query_one(Menu).choices
        assert choices[0].id == "go_on"
        assert "c" in {one.key for one in choices}
        await player.press("enter")
        await player.settle()
        assert _view(app).public.step == "J1"


async def _blank_and_come_back(player: TablePlayer) -> None:
    """F2, and any key: a cover is in front."""
    await player.press("f2")
    await player.settle()
    assert player.app.covered
    await player.press("x")
    for _ in range(20):
        await player.settle()
    assert isinstance(player.app.screen, HandOver)
    assert not player.app.covered


async def test_a_blanked_sitting_comes_back_behind_the_cover(tmp_path: Path) -> None:
    """Any key after F2 shows the cover and not the form; whoever it is for finds it as it was."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        form = await _sit_down(player)
        await _blank_and_come_back(player)
        await player.pick(UNCOVER)
        await player.settle()
        assert app.screen is form
        assert "-covered" not in form.classes


async def test_a_cover_that_somebody_else_takes_away_ends_the_sitting(tmp_path: Path) -> None:
    """The table is there again, what was filled in is kept, and the next sitting finds it; no one is locked out."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO)
        await player.begin()
        form = await _sit_down(player)
        await player.press("right", "space", "f3")
        await player.settle()
        kept = app.round.room.link(_seat(app, "gp")).draft("ballot_before")
        assert kept
        await _blank_and_come_back(player)
        assert form.veiled
        await player.pick(NOT_ME)
        for _ in range(10):
            await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert app.round.private is None
        assert app.round.room.link(_seat(app, "gp")).draft("ballot_before") == kept
        again = await _sit_down(player)
        assert not again.veiled


async def test_blanked_papers_of_the_facilitator_come_back_by_the_code_alone(tmp_path: Path) -> None:
    """Every folder and the key lie behind F2: whoever presses a key has to know the code, or is at the table."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = _table(app, pilot, TWO, code="boss1")
        await player.begin()
        await _facilitate(player, "open_papers")
        assert isinstance(app.screen, Reader)
        await _blank_and_come_back(player)
        await player.press(*"boss1", "enter")
        await player.settle()
        assert isinstance(app.screen, Reader)
        await _blank_and_come_back(player)
        await player.pick(NOT_ME)
        for _ in range(10):
            await player.settle()
        assert isinstance(app.screen, TableScreen)
        await _facilitate(player, "bring")
        assert "What arrives?" in player.seen()
        await _blank_and_come_back(player)
        await player.pick(NOT_ME)
        for _ in range(10):
            await player.settle()
        assert isinstance(app.screen, TableScreen)
