"""Round one table: what whoever facilitates does, and people who come and go."""

from pathlib import Path

import pytest
from keyboard_player import program
from round_table import TWO, facilitate, player_of, sit_down, table_log, table_seat, table_view
from table_player import SIX

from cpsim.conference import events as e
from cpsim.model.words import Driver, Stage, Tag, Whose
from cpsim.present import labels
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.screens.hand_over import HandOver
from cpsim.tui.screens.papers import Papers
from cpsim.tui.screens.table import TableScreen
from cpsim.tui.screens.table_debrief import TableDebrief

pytestmark = pytest.mark.slow


async def test_a_facilitators_code_is_asked_and_nothing_of_it_is_shown(tmp_path: Path) -> None:
    """Without it nothing is paused; with it everything waits, and the table says so."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
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
        assert table_view(app).public.paused
        assert "boss1" not in player.seen()
        await facilitate(player, "go_on")
        assert not table_view(app).public.paused


async def test_without_a_facilitator_the_table_agrees(tmp_path: Path) -> None:
    """What changes the record is asked of everybody; no is no."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.press("g")
        await player.settle()
        await player.pick("done_aloud")
        await player.settle()
        assert isinstance(app.screen, Ask)
        await player.pick("no")
        await player.settle()
        assert table_view(app).public.step == "P"
        await facilitate(player, "done_aloud")
        await player.pick("aloud")
        await player.settle()
        assert table_view(app).public.step == "J1"
        assert any(isinstance(event, e.StepDoneAloud) for event in table_log(app))
        await facilitate(player, "done_aloud")
        await player.pick("left_out")
        await player.settle()
        assert any(isinstance(event, e.StepLeftOut) for event in table_log(app))
        assert "Left out:" in player.seen()


async def test_somebody_steps_out_and_comes_back(tmp_path: Path) -> None:
    """The program plays the seat meanwhile; no reason is kept, and the papers are the person's own again."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, SIX)
        await player.begin()
        await player.play_table(until="J6")
        gp = table_seat(app, "gp")
        for driver in (Driver.SIMULATED, Driver.PERSONS):
            await facilitate(player, "drive")
            await player.pick(gp)
            await player.settle()
            await player.pick(driver)
            await player.settle()
            if driver is Driver.PERSONS:
                await player.pick("before")
                await player.settle()
            assert table_view(app).public.seat(gp).driver is driver
        changes = [event for event in table_log(app) if isinstance(event, e.DriverChanged)]
        assert [(one.seat, one.driver) for one in changes] == [(gp, Driver.SIMULATED), (gp, Driver.PERSONS)]
        await player.play_table()


async def test_a_late_comer_takes_a_free_seat(tmp_path: Path) -> None:
    """Their first judgement counts as not taken, and the second is asked of them."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        await player.play_table(until="J6")
        teacher = table_seat(app, "designated_teacher")
        await facilitate(player, "drive")
        await player.pick(teacher)
        await player.settle()
        for choice in (Driver.PERSONS, "else", "yes"):
            await player.pick(choice)
            await player.settle()
        await player.play_table()
        own = app.round.room.link(teacher).view().own
        assert set(own.sealed) == {Stage.AFTER}
    assert "Designated teacher" in player.hand_overs


async def test_a_mis_keyed_item_is_corrected_in_the_open(tmp_path: Path) -> None:
    """The card leaves the board, everybody sees that it did, and the log keeps both."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, SIX)
        await player.begin()
        await player.play_table(until="J6")
        while not table_view(app).public.shared_by:
            await player.step()
            await player.settle()
        while not isinstance(app.screen, TableScreen):
            await player.step()
            await player.settle()
        card = list(table_view(app).public.board)[-1]
        await facilitate(player, "correct")
        await player.pick(card)
        await player.settle()
        await player.pick("mistake")
        await player.settle()
        assert card not in table_view(app).board
        assert isinstance(table_log(app)[-1], e.CardWithdrawn)
        assert "put up by mistake" in " ".join(player.seen().split())


async def test_something_arrives_and_a_private_note_stays_private(tmp_path: Path) -> None:
    """Words written on the spot stand on the shared screen; a note for facilitators does not."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
        await player.begin()
        await player.play_table(until="J1")
        await facilitate(player, "bring")
        await player.type("A neighbour has rung")
        await player.press("enter")
        await player.settle()
        assert "A neighbour has rung" in " ".join(player.seen().split())
        await facilitate(player, "journal")
        await player.pick("private")
        await player.settle()
        await player.type("Watch the pair")
        await player.press("enter")
        await player.settle()
        assert not any(isinstance(event, e.PrivateNoteMade) for event in table_log(app))
        theirs = app.round.room.facilitator.log()
        assert any(isinstance(event, e.PrivateNoteMade) for event in theirs)
        assert "Watch the pair" not in player.seen()


async def test_a_card_keyed_as_the_wrong_kind_is_set_right_in_the_open(tmp_path: Path) -> None:
    """By keys alone: the card stays with its new kind and a word that it was corrected; leaving changes nothing."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, SIX)
        await player.begin()
        await player.play_table(until="J6")
        while not table_view(app).public.shared_by or not isinstance(app.screen, TableScreen):
            await player.step()
            await player.settle()
        card = list(table_view(app).public.board)[-1]
        before = table_view(app).public.board[card]
        kind = Tag.ALLEGATION if before.tag is not Tag.ALLEGATION else Tag.OPINION
        for leaves in ("escape", None):
            await facilitate(player, "correct")
            await player.pick(card)
            await player.settle()
            await player.pick("kind")
            await player.settle()
            if leaves is not None:
                await player.press(leaves)
                await player.settle()
                assert table_view(app).public.board[card] == before
                continue
            await player.press(labels.TAG_KEYS[kind])
            await player.settle()
        if kind is Tag.ALLEGATION and before.whose is None:
            assert "Whose word is it?" in player.seen()
            await player.pick(Whose.NEIGHBOUR)
            await player.settle()
        after = table_view(app).public.board[card]
        assert (after.tag, after.corrected) == (kind, True)
        event = table_log(app)[-1]
        assert isinstance(event, e.CardRelabelled)
        assert (event.was_tag, event.tag) == (before.tag, kind)
        assert "Corrected: " in player.seen()


async def test_a_name_can_be_given_and_taken_away(tmp_path: Path) -> None:
    """Whoever would rather not stand there by name is taken out again, and hand-overs say the role alone."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO)
        await player.begin()
        for words, names in (("Ana and Ben", ("Ana", "Ben")), ("", ())):
            await facilitate(player, "rename")
            await player.pick("p2")
            await player.settle()
            await player.type(words)
            if words:
                await player.press("enter")
            else:
                await player.pick("without")
            await player.settle()
            assert tuple(str(name) for name in app.round.room.people().party("p2").names) == names


async def test_a_note_begun_in_private_stands_in_no_public_sheet(tmp_path: Path) -> None:
    """What was not sent is kept for the same kind of note alone."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
        await player.begin()
        await facilitate(player, "journal")
        await player.pick("private")
        await player.settle()
        await player.type("Watch the pair")
        await player.press("escape")
        await player.settle()
        for reach, there in (("public", False), ("private", True)):
            await facilitate(player, "journal")
            await player.pick(reach)
            await player.settle()
            assert ("Watch the pair" in player.seen()) is there
            await player.press("escape")
            await player.settle()


async def test_minutes_stand_behind_the_code_and_nowhere_else(tmp_path: Path) -> None:
    """No screen at a table says how long there is; whoever facilitates reads what a part has had."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
        await player.begin()
        assert " min" not in player.seen().splitlines()[-1]
        await sit_down(player)
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, Papers)
        assert " min" not in player.seen().splitlines()[-1]
        await player.press("escape")
        await player.settle()
        await facilitate(player, "time")
        assert "Nobody has the floor." in player.seen()
        assert "of about" in player.seen()
        await player.press("enter")
        await player.settle()
        await facilitate(player, "end_now")
        await player.pick("yes")
        await player.settle()
        while not isinstance(app.screen, TableDebrief):
            await player.step()
            await player.settle()
        assert " min" not in player.seen().splitlines()[-1]


async def test_what_is_for_facilitators_alone_says_first_that_everybody_looks_away(tmp_path: Path) -> None:
    """A private note and what the pack has ready; after either the table stands there as everybody sees it."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = player_of(app, pilot, TWO, code="boss1")
        await player.begin()
        before = player.seen()
        for reach, asks in (("private", True), ("public", False)):
            await facilitate(player, "journal")
            await player.pick(reach)
            await player.settle()
            assert ("Everybody else still looks away." in player.seen()) is asks
            await player.press("escape")
            await player.settle()
            assert player.seen() == before
        await facilitate(player, "open_papers")
        await player.press("escape")
        await player.settle()
        await facilitate(player, "bring")
        first = player.app.round.room.facilitator.view().own.injects[0]
        assert "Everybody else still looks away." in player.seen()
        assert str(first.title) in player.seen()
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, TableScreen)
        assert str(first.title) not in player.seen()
        assert app.round.private is None
