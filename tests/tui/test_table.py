"""What is done at the table, in games that were played up to the moment by the script of the kept playthrough."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from keyboard_player import Manners, Player, program
from scripts import after_turn_of, at, my_floor
from stored_games import played
from terminals import SIZES

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.said import clean
from cpsim.present import menu
from cpsim.tui.dialogs.choose import Choose, ChooseSome
from cpsim.tui.dialogs.write import Write
from cpsim.tui.program import CpsimApp
from cpsim.tui.screens.ballot import BallotScreen
from cpsim.tui.screens.conference import Conference
from cpsim.tui.screens.papers import Papers
from cpsim.tui.screens.share import PickItems
from cpsim.tui.widgets.choice_list import ChoiceList
from cpsim.tui.widgets.text_view import TextView
from cpsim.wiring import LocalDoors

pytestmark = pytest.mark.slow
ME = "s3"


@asynccontextmanager
async def resumed(
    data: Path, until: Callable[[View], bool], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Player]:
    """The game of the health visitor, carried on at the table from the moment named."""
    session = await asyncio.to_thread(played, data, until)
    doors = LocalDoors(data)
    app = CpsimApp(doors, resume=session)
    async with app.run_test(size=size) as pilot:
        player = Player(app, pilot, Manners())
        for _ in range(100):
            await player.settle()
            if isinstance(app.screen, Conference):
                break
        await player.settle()
        yield player
    doors.shut()


def quiet_with_a_turned_card(view: View) -> bool:
    """One question is left, and a card of the housing officer was turned over before."""
    return after_turn_of("gp")(view) and view.board["HO-18"].basis is not None


def last_words(player: Player) -> str:
    """The last line of what was said, as it stands in the view."""
    return player.app.screen.query_one("#heard", TextView).lines[-1].text


def new(player: Player, kind: type) -> list[e.Event]:
    """The events of one kind by the learner's own seat."""
    log = player.app.journey.link.log()
    return [event for event in log if isinstance(event, kind) and getattr(event, "seat", None) == ME]


# ---- where reading goes on


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_the_table_comes_back_at_what_is_new(size: tuple[int, int], tmp_path: Path) -> None:
    """Carried on, after the papers, and after a judgement was sealed, what was said last is in sight."""
    async with resumed(tmp_path, at("J10"), size) as player:
        app = player.app

        def at_the_end() -> bool:
            heard = app.screen.query_one("#heard", TextView)
            return heard.at_end and last_words(player)[-20:] in " ".join(player.seen().split())

        assert at_the_end(), player.seen()
        await player.press("f")
        await player.settle()
        assert isinstance(app.screen, Papers)
        await player.press("escape")
        await player.settle()
        assert at_the_end(), player.seen()
        await player.press("enter")
        await player.settle()
        assert isinstance(app.screen, BallotScreen)
        while not isinstance(app.screen, Conference):
            await player.step()
            await player.settle()
        await player.settle()
        assert at_the_end(), player.seen()


# ---- one's own turn


async def test_going_back_from_the_folder_leaves_the_turn_open(tmp_path: Path) -> None:
    """Esc in the list of items goes back to the table; the turn ends only where one says so."""
    async with resumed(tmp_path, my_floor("J6")) as player:
        app = player.app
        await player.press("enter")
        await player.settle()
        assert isinstance(app.screen, PickItems)
        await player.press("escape")
        await player.settle()
        assert isinstance(app.screen, Conference)
        assert app.journey.link.view().public.floor == ME
        await player.press("enter")
        await player.settle()
        await player.pick("done")
        await player.settle()
        assert isinstance(app.screen, Write)
        await player.press("escape")
        await player.settle()
        assert app.journey.link.view().public.floor == ME


async def test_with_no_questions_left_that_is_the_reason(tmp_path: Path) -> None:
    """On one's own turn nobody is told to ask later who has used every question."""
    async with resumed(tmp_path, my_floor("JA")) as player:
        await player.press("a")
        await player.settle()
        said = player.seen().splitlines()[-2]
        assert said.strip() == "All your questions are used. R shows the rule."
        ask = next(one for one in player.app.screen.query_one("Menu", ChoiceList).choices if one.id == "ask")
        assert ask.disabled == "All your questions are used."


# ---- questions


async def test_a_turned_card_is_not_offered_again(tmp_path: Path) -> None:
    """No question is spent on what stands on the card already; the other cards are still there."""
    async with resumed(tmp_path, quiet_with_a_turned_card) as player:
        view = player.app.journey.link.view()
        officer = view.public.seat_of("housing_officer")
        assert officer is not None
        await player.press("a")
        await player.settle()
        await player.pick(officer.id)
        await player.settle()
        await player.pick("a_card")
        await player.settle()
        shown = [choice.id for choice in player.app.screen.query_one(ChoiceList).choices]
        turned = {name for name, card in view.board.items() if card.basis is not None}
        theirs = {name for name, card in view.board.items() if card.seat == officer.id}
        assert "HO-18" in turned & theirs
        assert set(shown) - {"back"} == theirs - turned
        await player.press("escape")
        await player.settle()
        assert len(new(player, e.QuestionAsked)) == 2


async def test_who_answers_no_more_cannot_be_asked(tmp_path: Path) -> None:
    """A person who has withdrawn stands in the list with the reason, and no question goes there."""
    async with resumed(tmp_path, quiet_with_a_turned_card) as player:
        link = player.app.journey.link
        host = link._host  # type: ignore[attr-defined]
        mother = host.state.public.seat_of("mother").id
        host.state = withdrawn(host.state, mother)
        await player.press("a")
        await player.settle()
        await player.pick(mother)
        await player.settle()
        assert isinstance(player.app.screen, Choose)
        assert "they will answer no more today" in player.seen()
        assert len(new(player, e.QuestionAsked)) == 2


def withdrawn(state: object, seat: str) -> object:
    """The same state after that seat has withdrawn."""
    from cpsim.conference.state import State, evolve
    from cpsim.conference.visibility import emit

    assert isinstance(state, State)
    return evolve(state, emit(e.Withdrew(seat)))


# ---- the second judgement, and what is said of it


async def test_what_a_judgement_rests_on_is_listed_by_who_said_it(tmp_path: Path) -> None:
    """One's own items come first, said and not said, then the others' by speaker; headings are passed by."""
    async with resumed(tmp_path, at("J10")) as player:
        view = player.app.journey.link.view()
        await player.press("enter")
        await player.settle()
        player.app.screen.query_one("#cites").focus()
        await player.press("enter")
        await player.settle()
        assert isinstance(player.app.screen, ChooseSome)
        choices = player.app.screen.query_one("#choices", ChoiceList).choices
        heads = [choice.under for choice in choices if choice.under]
        assert heads[:3] == ["Your own, said", "Your own, not said", "Said by the chair"]
        assert "Said by the housing officer" in heads
        assert len({choice.id for choice in choices}) == len(choices)
        assert {choice.id for choice in choices} == {fact.id for fact in view.own.folder} | set(view.board)
        assert "Your own, said" in player.seen()
        await player.press("enter", "end", "enter")
        await player.settle()
        assert isinstance(player.app.screen, BallotScreen)


REASON = "He is hurt more often than others, and nobody could say why in two years."


@pytest.mark.parametrize(("choice", "kept"), [(menu.SAY_SEALED, REASON), (menu.SAY_ANSWERS, None)])
async def test_a_reason_is_said_aloud_only_where_one_says_so(
    choice: str, kept: str | None, tmp_path: Path
) -> None:
    """What would be said stands beside the choice, the reason too; another says the answers alone."""
    async with resumed(tmp_path, at("J10")) as player:
        app = player.app
        await player.press("enter")
        await player.settle()
        player.manners.words = REASON
        while not isinstance(app.screen, Conference):
            await player.step()
            await player.settle()
        while app.journey.link.view().public.floor != ME:
            await player.step()
            await player.settle()
        entry = app.screen.query_one("Menu", ChoiceList).choices[0]
        assert entry.id == menu.SAY_SEALED
        assert REASON in str(entry.hint)
        await player.pick(choice)
        await player.settle()
        if not new(player, e.ViewSpoken):
            await player.pick(choice)
            await player.settle()
        (spoken,) = new(player, e.ViewSpoken)
        assert isinstance(spoken, e.ViewSpoken)
        assert spoken.reason == (clean(kept) if kept else None)
        assert spoken.answers


# ---- the chair


async def test_after_the_chairs_decision_the_others_may_dissent_at_once(tmp_path: Path) -> None:
    """Whoever sees it differently says so as soon as the chair, a person, has decided."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        wanted = {"suffered": "no", "likely": "no", "status": "no_plan", "level": "1"}
        player = Player(app, pilot, Manners(role="chair", decides=wanted))
        for _ in range(400):
            await player.settle()
            if any(isinstance(event, e.Decided) for event in _log(app)):
                break
            await player.step()
        await player.settle()
        kinds = [type(event) for event in app.journey.link.log()]
        assert e.DissentRecorded in kinds[kinds.index(e.Decided) :]
        assert app.journey.link.view().public.step == "J11"


def _log(app: CpsimApp) -> list[e.Event]:
    """What the learner was given so far; nothing before a game is open."""
    link = app.journey._link
    return list(link.log()) if link is not None else []
