"""Round one table: who sits where, hand-overs, and what the screen that everybody sees shows of it."""

import asyncio
import gc
import weakref
from pathlib import Path

import pytest
from keyboard_player import program
from round_table import TWO, facilitate, floor_goes_to, player_of, sit_down, table_log, table_seat, table_view
from sizes import size
from table_player import SIX, TablePlayer

from cpsim.conference import events as e
from cpsim.model.words import Driver, SeatKind, Stage
from cpsim.present import note, table
from cpsim.session.people import TO_CHOOSE, opens
from cpsim.tui.dialogs.choose import Choose
from cpsim.tui.dialogs.put_aloud import PutAloud
from cpsim.tui.dialogs.put_down import TO_CHAIR
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.dialogs.write import Write
from cpsim.tui.screens.ballot import BallotScreen
from cpsim.tui.screens.fill import Fill
from cpsim.tui.screens.hand_over import NOT_ME, UNCOVER, HandOver
from cpsim.tui.screens.speaking_note import SpeakingNote
from cpsim.tui.screens.table import TableScreen
from cpsim.tui.screens.table_setup import TableSetup
from cpsim.tui.widgets.choice_list import ChoiceList
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.radio_row import RadioRow

pytestmark = pytest.mark.slow
MOST_HAND_OVERS = 15
"""For six people: two sittings each, and three for a word with the chair."""


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


@pytest.mark.parametrize("pace", ["standard", "short", "long"][: size(1, 1, 3)])
async def test_six_people_come_to_the_end_in_few_hand_overs(pace: str, tmp_path: Path) -> None:
    """At each pace: at most fifteen hand-overs, and no word of a folder on the shared screen before it is said."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, SIX, pace=pace, notes=4)
        await player.begin()
        await player.play_table()
        log = table_log(app)
    assert len(player.hand_overs) <= MOST_HAND_OVERS, player.hand_overs
    assert player.leaks == []
    sealed = [event for event in log if isinstance(event, e.BallotHandedIn)]
    assert len([one for one in sealed if one.stage == Stage.AFTER]) == 6
    assert any(isinstance(event, e.Decided) for event in log)


async def test_two_people_with_all_the_rest_played_by_the_program(tmp_path: Path) -> None:
    """The smallest table there is reaches the end; the program seals, speaks and answers for the others."""
    app = program(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table()
    assert len([who for who in player.hand_overs if who == "Family doctor"]) <= 3
    assert player.leaks == []


async def test_the_setup_is_done_with_the_keyboard(tmp_path: Path) -> None:
    """Roles, names for a pair, an observer with a task, pace, code; beginning waits for two people."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, {})
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
        public = table_view(app).public
        by_role = {seat.role: seat for seat in public.seats}
        assert by_role["gp"].party == by_role["social_worker"].party
        assert by_role["housing_officer"].driver is Driver.ABSENT
        assert [seat.watches for seat in public.seats if seat.kind is SeatKind.OBSERVER] != [None]
        names = [str(name) for party in app.round.room.people().parties for name in party.names]
        assert names == ["Ana", "Ben", "Cara"]
        assert not any("Cara" in repr(event) for event in table_log(app))


async def test_enter_pressed_again_uncovers_nothing(tmp_path: Path) -> None:
    """The mark on the cover stands on the way back, so an impatient key shows nobody anything."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.press("enter", "enter", "enter")
        await player.settle()
        assert not isinstance(app.screen, BallotScreen)
        assert not any(isinstance(event, e.BallotHandedIn) and event.seat == "s1" for event in table_log(app))


async def test_the_wrong_person_goes_back_and_leaves_no_trace(tmp_path: Path) -> None:
    """Nothing is in the log or beside it that was not there before the cover."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        before, people = len(table_log(app)), app.round.room.people()
        await player.pick("sit:p2")
        await player.settle()
        assert isinstance(app.screen, HandOver)
        await player.pick(NOT_ME)
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert (len(table_log(app)), app.round.room.people()) == (before, people)
        assert app.round.room.link(table_seat(app, "gp")).draft("ballot_before") == ""


async def test_after_a_sitting_nothing_of_it_is_left(tmp_path: Path) -> None:
    """Screen, widgets and clipboard: what the last person saw is gone before the next one sits down."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        form = await sit_down(player)
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
        folder = app.round.room.link(table_seat(app, "gp")).view().own.folder
        seen = player.seen()
        assert not [fact.id for fact in folder if str(fact.words)[:40] in seen]


async def test_a_blanked_sitting_comes_back_behind_the_cover(tmp_path: Path) -> None:
    """Any key after F2 shows the cover and not the form; whoever it is for finds it as it was."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        form = await sit_down(player)
        await _blank_and_come_back(player)
        await player.pick(UNCOVER)
        await player.settle()
        assert app.screen is form
        assert "-covered" not in form.classes


async def test_a_pin_is_chosen_at_the_first_hand_over_and_asked_at_the_next(tmp_path: Path) -> None:
    """A wrong one uncovers nothing; a forgotten one is reset in the open, and chosen anew."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, pins=True)
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
        await facilitate(player, "reset_pin")
        await player.pick("p2")
        await player.settle()
        assert app.round.room.people().party("p2").pin == TO_CHOOSE


async def test_a_pair_and_one_with_two_roles(tmp_path: Path) -> None:
    """Two share a seat and are both named on its cover; one person has both roles in one sitting."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        people = {"chair": "p1", "gp": "p2", "social_worker": "p2", "health_visitor": "p3"}
        player = player_of(app, pilot, people, called={"p3": ("Ana", "Ben")})
        await player.begin()
        seats = {seat.role: seat.party for seat in table_view(app).public.seats}
        assert seats["gp"] == seats["social_worker"] == "p2"
        await player.play_table(until="J6")
        covers = ["Chair", "Social worker and Family doctor", "Health visitor (Ana, Ben)"]
        assert player.hand_overs == covers
        for role in people:
            assert Stage.BEFORE in app.round.room.link(table_seat(app, role)).view().own.sealed


async def test_next_week_it_opens_with_a_recap_and_goes_on(tmp_path: Path) -> None:
    """Everything was closed; the table comes together again, sees where it stood, and somebody else sits in."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J6")
        gp = table_seat(app, "gp")
        items = note.of(app.round.room.link(gp))
        app.doors.shut()  # type: ignore[attr-defined]
    again = program(tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        player = player_of(again, pilot, TWO)
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
        assert "Go on from here" in player.seen()
        await player.press("escape")
        await player.settle()
        assert isinstance(again.screen, TableScreen)
        assert note.of(again.round.room.link(gp)) == items
        await facilitate(player, "rename")
        await player.pick("p2")
        await player.settle()
        await player.type("Somebody New")
        await player.press("enter")
        await player.settle()
        assert [str(name) for name in again.round.room.people().party("p2").names] == ["Somebody New"]
        await player.play_table()


async def test_an_item_goes_up_by_number_and_word_and_by_no_other(tmp_path: Path) -> None:
    """A wrong word puts nothing up and says so; the right one shows the item and asks what it is called."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, notes=0)
        await player.begin()
        await player.play_table(until="J6")
        await floor_goes_to(player, table_seat(app, "gp"))
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
            one
            for one in table_log(app)
            if isinstance(one, e.FactShared) and one.seat == table_seat(app, "gp")
        ]
        await player.press("i")
        await player.settle()
        await player._say_word()
        await player.settle()
        assert isinstance(app.screen, PutAloud)
        await player.press("o")
        await player.settle()
        shared = [
            one
            for one in table_log(app)
            if isinstance(one, e.FactShared) and one.seat == table_seat(app, "gp")
        ]
        assert len(shared) == 1


async def test_a_restricted_item_shows_no_word_before_it_is_clear_that_it_is_said(tmp_path: Path) -> None:
    """The shared screen asks about item 2 as about any other; Enter leaves it, and the chair hears of it privately."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, notes=0)
        await player.begin()
        await player.play_table(until="J6")
        gp = table_seat(app, "gp")
        await floor_goes_to(player, gp)
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
        assert not any(isinstance(event, e.Breach) for event in table_log(app))
        assert any(
            isinstance(event, e.TakenToChair) for event in app.round.room.link(table_seat(app, "chair")).log()
        )
        assert str(fact.words)[:30] not in player.seen()


async def _open(player: TablePlayer, act: str) -> list[RadioRow]:
    """Play on until the table may pick `act` of somebody, pick it, and give the questions of its form."""
    for _step in range(200):
        if isinstance(player.app.screen, TableScreen):
            ids = [choice.id for choice in player.app.screen.query_one(ChoiceList).choices]
            found = next((one for one in ids if one.startswith("do:") and one.endswith(f":{act}")), None)
            if found is not None:
                await player.pick(found)
                await player.settle()
                if isinstance(player.app.screen, Fill):
                    return list(player.app.screen.query(RadioRow))
                continue  # Enter has turned a page first
        await player.step()
        await player.settle()
    raise AssertionError(f"{act} is never open; in front is\n{player.seen()}")


async def test_nothing_sealed_stands_in_a_form_that_everybody_reads(tmp_path: Path) -> None:
    """'Something else' and the chair's decision begin empty on the shared screen, whatever each of them sealed."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        for step, act in (("J10", "speak_view"), ("J11", "decide")):
            await player.play_table(until=step)
            rows = await _open(player, act)
            assert rows
            assert [row.value for row in rows] == [None] * len(rows)
            if act == "speak_view":
                await player.press("escape")
                await player.settle()
        for role in TWO:
            assert app.round.room.link(table_seat(app, role)).view().own.sealed[Stage.AFTER].answers


async def test_after_the_last_hand_over_the_table_is_seen_before_the_next_step(tmp_path: Path) -> None:
    """Somebody may want a word with the chair first; where the program chairs, the step waits for Go on."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, {"gp": "p1", "health_visitor": "p2"}, notes=0)
        await player.begin()
        room = app.round.room
        while table.to_sit(table_view(app), room.book, room.people()) or not isinstance(
            app.screen, TableScreen
        ):
            await player.step()
            await player.settle()
        assert table_view(app).public.step == "P"
        choices = app.screen.query_one(Menu).choices
        assert choices[0].id == "go_on"
        assert "c" in {one.key for one in choices}
        await player.press("enter")
        await player.settle()
        assert table_view(app).public.step == "J1"


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


async def test_a_cover_that_somebody_else_takes_away_ends_the_sitting(tmp_path: Path) -> None:
    """The table is there again, what was filled in is kept, and the next sitting finds it; no one is locked out."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        form = await sit_down(player)
        await player.press("right", "space", "f3")
        await player.settle()
        kept = app.round.room.link(table_seat(app, "gp")).draft("ballot_before")
        assert kept
        await _blank_and_come_back(player)
        assert form.veiled
        await player.pick(NOT_ME)
        for _ in range(10):
            await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert app.round.private is None
        assert app.round.room.link(table_seat(app, "gp")).draft("ballot_before") == kept
        again = await sit_down(player)
        assert not again.veiled


async def test_blanked_papers_of_the_facilitator_come_back_by_the_code_alone(tmp_path: Path) -> None:
    """Every folder and the key lie behind F2: whoever presses a key has to know the code, or is at the table."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
        await player.begin()
        await facilitate(player, "open_papers")
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
        await facilitate(player, "bring")
        assert "What arrives?" in player.seen()
        await _blank_and_come_back(player)
        await player.pick(NOT_ME)
        for _ in range(10):
            await player.settle()
        assert isinstance(app.screen, TableScreen)


async def test_what_was_sealed_is_said_only_by_a_step_on_purpose(tmp_path: Path) -> None:
    """The first line asks whether the speaker is ready; Enter and Esc say nothing, and yes does."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J10")
        gp = table_seat(app, "gp")
        await floor_goes_to(player, gp)
        while not isinstance(app.screen, TableScreen):
            await player.step()
            await player.settle()
        first = next(one.id for one in app.screen.query_one(Menu).choices if one.id.startswith(f"do:{gp}:"))
        for leaves in ("enter", "escape"):
            await player.pick(first)
            await player.settle()
            assert "ready to say what they sealed?" in player.seen()
            await player.press(leaves)
            await player.settle()
            assert gp not in table_view(app).public.views
        await player.pick(first)
        await player.settle()
        await player.pick("yes")
        await player.settle()
        assert gp in table_view(app).public.views
