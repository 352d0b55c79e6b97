"""Ways of playing: passive, with hostile words everywhere, interrupted, observing, once more."""

from pathlib import Path
from typing import Any

import pytest
from keyboard_player import Manners, Player, program

from cpsim.conference import events as e
from cpsim.conference.acts import NextStep
from cpsim.conference.agenda import in_debrief
from cpsim.present import key
from cpsim.tui.dialogs.put_down import SAY_IT, TO_CHAIR, PutDown
from cpsim.tui.dialogs.real_child import RealChild
from cpsim.tui.dialogs.write import Write
from cpsim.tui.screens.ballot import BallotScreen
from cpsim.tui.screens.conference import Conference
from cpsim.tui.screens.debrief import Debrief
from cpsim.tui.screens.fill import Fill
from cpsim.tui.screens.home import HomeScreen
from cpsim.tui.screens.papers import Papers
from cpsim.tui.widgets.choice_list import ChoiceList
from cpsim.tui.widgets.field import Field
from cpsim.tui.widgets.form import Form
from cpsim.tui.widgets.radio_row import RadioRow
from cpsim.tui.widgets.text_view import TextView

HOSTILE = "[b]x[/b] [/] [@click=app.quit]y[/] \x1b]0;t\x07 \u202eabc {0} %s $(z) # h"


async def _carry_on(player: Player) -> None:
    """From the first screen back into the game that was left."""
    home = player.app.screen
    for _ in range(100):
        await player.settle()
        home = player.app.screen
        ready = [
            one for one in home.query_one(ChoiceList).choices if one.id == "carry_on" and not one.disabled
        ]
        if ready:
            break
    await player.pick("carry_on")
    for _ in range(100):
        await player.settle()
        if player.app.screen is not home:
            return
    raise AssertionError(player.seen())


@pytest.mark.slow
async def test_who_says_nothing_comes_to_the_end(tmp_path: Path) -> None:
    """A person who puts nothing forward, asks nothing and writes nothing still reaches the debrief's end."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(talks=False, asks=False))
        await player.play(until=Debrief)
        log = list(app.journey.link.log())
        await player.play()
    mine = [event for event in log if isinstance(event, e.FactShared) and event.seat == "s3"]
    assert [event for event in mine if event.occasion != "answer"] == []


@pytest.mark.slow
@pytest.mark.parametrize("role", ["gp", "chair"])
async def test_hostile_words_in_every_field(role: str, tmp_path: Path) -> None:
    """Markup, escapes and marks that turn text round are stored as text and shown letter for letter."""
    app = program(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        player = Player(app, pilot, Manners(role=role, words=HOSTILE))
        await player.play(until=Debrief)
        written = [
            getattr(event, name).text
            for event in app.journey.link.log()
            for name in getattr(event, "WORDS", ())
            if getattr(event, "seat", None) == app.journey.link.seat and getattr(event, name) is not None
        ]
        await player.play()
    assert written
    assert any("[@click=app.quit]y[/]" in words for words in written)
    assert not any("\x1b" in words or "\u202e" in words for words in written)


@pytest.mark.slow
async def test_hostile_words_are_read_at_the_table(tmp_path: Path) -> None:
    """What somebody typed stands in the transcript as typed."""
    app = program(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        player = Player(app, pilot, Manners(words="[b]x[/b] [@click=app.quit]y[/]", asks=False))
        await player.play(until=Write)
        await player.type("[b]x[/b] [@click=app.quit]y[/]")
        await player.press("enter")
        await player.settle()
        heard = app.screen.query_one("#heard", TextView)
        assert any("[b]x[/b] [@click=app.quit]y[/]" in line.text for line in heard.lines)
        assert "[b]x[/b]" in player.seen()


@pytest.mark.slow
async def test_an_item_for_the_chair_can_be_said_and_has_its_consequence(tmp_path: Path) -> None:
    """Said without leave it is a breach that everybody hears of, and whoever it is about falls silent."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(role="gp", asks=False))
        while not await _at_a_restricted_item(player):
            await player.step()
        await player.pick(SAY_IT)
        await player.play(until=Debrief)
        kinds = [type(event) for event in app.journey.link.log()]
    assert e.Breach in kinds
    assert e.Withdrew in kinds


async def _at_a_restricted_item(player: Player) -> bool:
    """Whether the dialog of an item that goes to the chair first is open."""
    await player.settle()
    screen = player.app.screen
    return isinstance(screen, PutDown) and screen.query_one(ChoiceList).choices[0].id == SAY_IT


@pytest.mark.slow
async def test_pressing_enter_through_commits_no_breach(tmp_path: Path) -> None:
    """Under Enter an item that goes to the chair first goes there; what the chair keeps out is passed by."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(role="gp", asks=False))
        while not await _at_a_restricted_item(player):
            await player.step()
        assert app.screen.query_one(ChoiceList).highlighted == TO_CHAIR
        assert "Enter - tell the chair" in player.seen()
        await player.play(until=Debrief)
        kinds = [type(event) for event in app.journey.link.log()]
    assert e.TakenToChair in kinds
    assert e.LeaveGiven in kinds
    assert e.Breach not in kinds


@pytest.mark.slow
async def test_an_item_can_be_taken_to_the_chair_from_the_papers(tmp_path: Path) -> None:
    """Before the conference the chair hears it alone and answers, and the papers stand there again."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(role="gp"))
        await player.play(until=Papers)
        await player.pick("to_chair")
        await player.settle()
        await player.press("enter")
        await player.settle()
        assert "The chair answers" in player.seen()
        await player.press("enter")
        await player.settle()
        assert isinstance(app.screen, Papers)
        kinds = [type(event) for event in app.journey.link.log()]
        assert e.TakenToChair in kinds
        assert e.LeaveGiven in kinds
        assert e.FactShared not in kinds


@pytest.mark.slow
async def test_a_half_filled_judgement_is_there_again(tmp_path: Path) -> None:
    """Answers and reason are kept at every change, and stand in the form when the game is carried on."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners())
        await player.play(until=BallotScreen)
        await player.press("4", "y", "c")
        form = app.screen.query_one(Form)
        form.query_one(Field).take_keyboard()
        await player.type("Because of the [pattern].")
        before = form.values
    app.doors.shut()  # type: ignore[attr-defined]
    again = program(tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        player = Player(again, pilot, Manners())
        await _carry_on(player)
        assert isinstance(again.screen, BallotScreen)
        after = again.screen.query_one(Form).values
        assert after == before
        assert [value for value in after.values() if value][:3] == ["4", "yes", "cannot_say"]


@pytest.mark.slow
async def test_a_half_written_sentence_is_there_again(tmp_path: Path) -> None:
    """The sentence of a turn is kept while it is written."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(asks=False))
        await player.play(until=Write)
        await player.type("He is hurt more often than")
    app.doors.shut()  # type: ignore[attr-defined]
    again = program(tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        player = Player(again, pilot, Manners(asks=False))
        await _carry_on(player)
        await player.pick("end_turn")
        await player.settle()
        assert again.screen.query_one(Field).said.text == "He is hurt more often than"


@pytest.mark.slow
async def test_a_game_can_be_left_anywhere_and_carried_on(tmp_path: Path) -> None:
    """Closed after every few steps and opened again, the game goes on from where it was to its end."""
    steps = 0
    while True:
        app = program(tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            player = Player(app, pilot, Manners(asks=False))
            await player.settle()
            if steps:
                await _carry_on(player)
            for _ in range(23):
                await player.settle()
                await player.step()
                link = app.journey._link
                if link is not None and in_debrief(link.view().public.step):
                    return
        app.doors.shut()  # type: ignore[attr-defined]
        steps += 1
        assert steps < 30, "the game does not come on"


@pytest.mark.slow
async def test_who_knows_the_case_can_observe(tmp_path: Path) -> None:
    """An observer sees the whole table, plays nobody, and reaches the end with the same keys."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners())
        await player.settle()
        await player.pick("start")
        await player.settle()
        await player.pick("known")
        await player.settle()
        await player.pick("observe")
        await player.settle()
        assert "You will observe" in player.seen()
        await player.press("enter")
        await player.play(until=Debrief)
        link = app.journey.link
        assert link.view().seat.role is None
        assert link.view().own.folder == ()
        assert any(isinstance(event, e.FactShared) for event in link.log())
        await player.play()
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.slow
async def test_run_it_again_skips_the_prebrief(tmp_path: Path) -> None:
    """At the end the same role can be played once more, from its papers."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(talks=False, asks=False))
        await player.play(until=Debrief)
        link = app.journey.link
        while link.view().public.step != "D7":
            assert await link.send(NextStep()) is None
        app.journey.onward()
        await player.settle()
        await player.pick("again")
        await player.settle()
        assert isinstance(app.screen, Papers)
        assert app.journey.link.session != link.session
        assert app.journey.link.book.options.read_before


@pytest.mark.slow
async def test_what_is_refused_says_why_and_shows_the_rule(tmp_path: Path) -> None:
    """A choice that is not open gives its reason in a sentence, and one key lists the rules."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(asks=False))
        await player.play(until=Conference)
        while app.journey.link.view().public.floor != app.journey.link.seat:
            await player.step()
            await player.settle()
        await player.press("a")
        await player.settle()
        assert "you can ask once your turn is over." in player.seen()
        await player.press("r")
        await player.settle()
        assert "The rule:" in "\n".join(line.text for line in app.screen.query_one(TextView).lines)
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, Conference)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "beside"), [((80, 24), False), ((120, 40), True)])
async def test_the_board_stands_beside_where_there_is_room(
    size: tuple[int, int], beside: bool, tmp_path: Path
) -> None:
    """A wide window has transcript and board side by side; a small one has either, by one key."""
    app = program(tmp_path)
    async with app.run_test(size=size) as pilot:
        player = Player(app, pilot, Manners())
        await player.play(until=Conference)
        board, heard = app.screen.query_one("#board"), app.screen.query_one("#heard")
        assert (bool(board.display and board.size.width), bool(heard.size.width)) == (beside, True)
        await player.press("b")
        await player.settle()
        assert board.size.width > 0
        assert bool(heard.display and heard.size.width) is beside


@pytest.mark.slow
async def test_the_folder_is_one_key_away_at_the_table(tmp_path: Path) -> None:
    """F opens the own papers over the table, and Esc puts them away."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners())
        await player.play(until=Conference)
        await player.press("f")
        await player.settle()
        assert isinstance(app.screen, Papers)
        assert "items that only you hold" in player.seen()
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, Conference)


@pytest.mark.slow
async def test_a_real_worry_has_the_words_of_the_area_that_is_played(tmp_path: Path) -> None:
    """The page names where to turn there while a game of that area is open."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners())
        await player.play(until=Papers)
        app.action_real_child()
        read = ""
        for _ in range(6):
            await player.settle()
            if not isinstance(app.screen, RealChild):
                break
            read += player.seen()
            await player.press("enter")
        rule = app.journey.link.book.framework.rule("urgent_concern")
        assert rule is not None
        assert str(rule.text) in " ".join(read.replace("│", " ").split())


async def test_leaving_asks_and_keeps_everything(tmp_path: Path) -> None:
    """Esc at the table asks; having left, the first screen offers to carry on."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners())
        await player.play(until=Conference)
        await player.press("escape")
        await player.settle()
        await player.pick("yes")
        await player.settle()
        assert isinstance(app.screen, HomeScreen)
        await _carry_on(player)
        assert isinstance(app.screen, Conference)


@pytest.mark.slow
async def test_the_chairs_decision_begins_with_what_was_sealed(tmp_path: Path) -> None:
    """Nothing is answered twice: the form of the decision holds the chair's own sealed answers."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        wanted = {"suffered": "yes", "likely": "no", "status": "in_need_plan"}
        player = Player(app, pilot, Manners(role="chair", decides=wanted))
        await player.play(until=Fill)
        rows: dict[Any, Any] = {row.id: row.value for row in app.screen.query(RadioRow)}
        assert {name: rows[name] for name in wanted} == wanted
        form = app.screen.query_one(Form)
        assert "category" not in [question.id for question in form.questions]
        assert not form.query_one("#category").display
        form.query_one("#status", RadioRow).take_keyboard()
        await player.press("p")
        await player.settle()
        assert form.query_one("#category").display
        form.query_one("#ends", ChoiceList).focus()
        await player.press("home", "enter")
        await player.settle()
        assert isinstance(app.screen, Fill)
        assert "Category   (not answered yet)" in player.seen()


@pytest.mark.slow
async def test_numbers_come_only_when_asked_for(tmp_path: Path) -> None:
    """The key's page has words first; one key shows the scores with their arithmetic and hides them again."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(talks=False, asks=False))
        await player.play(until=Debrief)
        for _ in range(4):
            assert await app.journey.link.send(NextStep()) is None
        app.journey.onward()
        await player.settle()

        def page() -> str:
            return "\n".join(line.text for line in app.screen.query_one(TextView).lines)

        for _page in key.PARTS[1:]:
            await player.press("right")
        await player.settle()
        assert f"part {4 + len(key.PARTS)} of " in player.seen()
        assert "because:" in page()
        assert "score:" not in page()
        await player.press("n")
        await player.settle()
        assert "score:" in page()
        await player.press("n")
        await player.settle()
        assert "score:" not in page()
        assert app.screen.query_one("Menu", ChoiceList).highlighted is not None


@pytest.mark.slow
async def test_a_judgement_with_something_missing_is_not_asked_to_be_sealed(tmp_path: Path) -> None:
    """A protection plan without a category: the form says what is missing beside it and goes there."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(talks=False, asks=False, decides={"status": "protection_plan"}))
        await player.play(until=Conference)
        while app.journey.link.view().public.step != "J10" or not isinstance(app.screen, BallotScreen):
            await player.step()
            await player.settle()
        form = app.screen.query_one(Form)
        for question in form.query(RadioRow):
            if not (question.id or "").startswith("category"):
                question.take_keyboard()
                await player.settle()
                await player._answer(question)
        form.query_one("#ends", ChoiceList).focus()
        await player.press("home", "enter")
        await player.settle()
        assert isinstance(app.screen, BallotScreen)
        assert "(not answered yet)" in player.seen()
        where = app.screen.focused
        assert where is not None
        assert (where.id or "").startswith("category")
