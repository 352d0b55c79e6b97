"""A question to the learner: from the papers, 'I would have to find out', own words, or how one knows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from keyboard_player import Manners, Player, program

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.model.words import Basis, Topic
from cpsim.tui.screens.conference import Conference
from cpsim.tui.screens.share import PickItems

ME, OTHER = "s3", "s2"


@asynccontextmanager
async def _asked(tmp_path: Path, *, card: bool = False) -> AsyncIterator[Player]:
    """At the table, after the own turn, with a question of the social worker to the learner."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(app, pilot, Manners(asks=False))
        await player.play(until=PickItems)
        while not isinstance(app.screen, Conference) or app.journey.link.view().public.floor == ME:
            await player.step()
            await player.settle()
        host = app.journey.link._host  # type: ignore[attr-defined]
        mine = host.state.public.shared_by[ME][0]
        question = a.Ask(ME, card=mine) if card else a.Ask(ME, topic=Topic.INJURIES)
        assert host.submit(OTHER, "asked-by-the-test", question) is None
        app.screen.refresh_table()
        await player.settle()
        yield player


def _last_answer(player: Player) -> e.QuestionAnswered:
    found = [event for event in player.app.journey.link.log() if isinstance(event, e.QuestionAnswered)]
    return found[-1]


@pytest.mark.slow
async def test_the_question_stands_first_and_is_read_again(tmp_path: Path) -> None:
    """Enter opens the answer, and the dialog repeats who asks what."""
    async with _asked(tmp_path) as player:
        assert "a question to you" in player.seen()
        await player.press("enter")
        await player.settle()
        assert isinstance(player.app.screen, PickItems)
        assert "what can you tell us about injuries?" in player.seen()


@pytest.mark.slow
async def test_not_knowing_is_one_choice(tmp_path: Path) -> None:
    """'I would have to find out' is an answer."""
    async with _asked(tmp_path) as player:
        await player.press("enter")
        await player.settle()
        await player.pick("find_out")
        await player.settle()
        assert _last_answer(player).kind == "find_out"


@pytest.mark.slow
async def test_own_words_are_typed_and_shown_as_such(tmp_path: Path) -> None:
    """Words of one's own go into the room marked as not from papers."""
    async with _asked(tmp_path) as player:
        await player.press("enter")
        await player.settle()
        await player.pick("own_words")
        await player.settle()
        await player.type("I never [saw] it myself.")
        await player.press("enter")
        await player.settle()
        answer = _last_answer(player)
        assert answer.words is not None
        assert (answer.kind, answer.words.text) == ("own_words", "I never [saw] it myself.")
        assert "own words, not from papers" in player.seen()


@pytest.mark.slow
async def test_an_answer_from_the_papers_puts_items_on_the_board(tmp_path: Path) -> None:
    """Several items are picked one after the other and said together."""
    async with _asked(tmp_path) as player:
        before = len(player.app.journey.link.view().board)
        await player.press("enter")
        await player.settle()
        for _ in range(2):
            await player.press("enter")
            await player.settle()
            while not isinstance(player.app.screen, PickItems):
                await player.press("enter")
                await player.settle()
        await player.pick("done")
        await player.settle()
        assert _last_answer(player).kind == "papers"
        assert len(player.app.journey.link.view().board) == before + 2


@pytest.mark.slow
async def test_how_do_we_know_begins_with_what_the_papers_say(tmp_path: Path) -> None:
    """Asked about a card of one's own, the basis in the papers stands first, and the card turns over."""
    async with _asked(tmp_path, card=True) as player:
        view = player.app.journey.link.view()
        assert view.public.question is not None
        card = view.public.question.card
        assert card is not None
        await player.press("enter")
        await player.settle()
        assert "as your papers have it" in player.seen()
        await player.press("enter")
        await player.settle()
        turned = player.app.journey.link.view().board[card]
        assert turned.basis is next(own for own in view.own.folder if own.id == card).basis
        assert turned.basis is not Basis.TOLD


@pytest.mark.slow
async def test_going_back_leaves_the_question_standing(tmp_path: Path) -> None:
    """Esc answers nothing; the question waits."""
    async with _asked(tmp_path) as player:
        await player.press("enter")
        await player.settle()
        await player.press("escape")
        await player.settle()
        assert isinstance(player.app.screen, Conference)
        assert player.app.journey.link.view().public.question is not None
