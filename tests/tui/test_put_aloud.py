"""One item on the shared screen: nothing is read off it that only its holder's papers say."""

from collections.abc import Callable
from typing import Any

import pytest
from conferences import jayden, opened, role_seat

from cpsim.conference import acts as a
from cpsim.model.case import Fact
from cpsim.model.words import Tag, Whose
from cpsim.tui.app import GuardedApp
from cpsim.tui.dialogs.put_aloud import PutAloud

Look = Callable[[GuardedApp], str]


def folder() -> tuple[Fact, ...]:
    """The family doctor's items: some open, one for the chair first."""
    host = opened(jayden(), "gp")
    return host.view(role_seat(host, "gp")).own.folder


async def _shown(fact: Fact, look: Look, bench: Callable[..., Any], *keys: str) -> str:
    dialog = PutAloud(fact, 7, jayden().book, chair=True)
    app = bench(screen=dialog)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        for _ in range(5):
            await pilot.pause()
        return look(app)


@pytest.mark.parametrize("keys", [(), ("a",)])
async def test_every_item_is_asked_about_in_the_same_words(
    keys: tuple[str, ...], look: Look, bench: Callable[..., Any]
) -> None:
    """Neither its words nor what the papers say of it: marks, whose word, and heading make no difference."""
    facts = folder()
    assert any(fact.handling for fact in facts)
    shown = {await _shown(fact, look, bench, *keys) for fact in facts}
    assert len(shown) == 1


async def _answer(fact: Fact, bench: Callable[..., Any], *keys: str) -> object:
    answered: list[object] = []
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PutAloud(fact, 7, jayden().book, chair=True), answered.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return answered[0]


async def test_enter_leaves_an_item_in_the_folder(bench: Callable[..., Any]) -> None:
    """A key pressed by habit says nothing, whatever the item is."""
    assert await _answer(folder()[0], bench, "enter") is None


async def test_a_letter_says_the_kind_and_an_allegation_asks_whose_word(bench: Callable[..., Any]) -> None:
    """The heading stays the usual one unless somebody asks for another."""
    fact = folder()[0]
    said = await _answer(fact, bench, "o")
    assert isinstance(said, a.Share)
    assert (said.fact, said.tag, said.whose) == (fact.id, Tag.OBSERVATION, None)
    told = await _answer(fact, bench, "a", "enter")
    assert isinstance(told, a.Share)
    assert told.whose is next(iter(Whose))
    moved = await _answer(fact, bench, "h", "f")
    assert isinstance(moved, a.Share)
    assert moved.heading != said.heading


async def test_a_word_with_the_chair_may_be_had_about_any_item(bench: Callable[..., Any]) -> None:
    """It stands last but one, above the way back."""
    fact = folder()[0]
    assert await _answer(fact, bench, "up", "enter") == a.TakeToChair(fact.id)
