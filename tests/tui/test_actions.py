"""One table feeds the bindings, the help and the palette."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from textual.keys import format_key

from cpsim.tui import dialogs, screens
from cpsim.tui.actions import ACTIONS, EVERYWHERE, GENERAL, actions_at, app_bindings, screen_bindings
from cpsim.tui.app import GuardedApp
from cpsim.tui.dialogs.help import Help, key_lines
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.text_view import Say

Make = Callable[..., Any]
Look = Callable[[Any], str]


def own_screens() -> list[type[CpsimScreen[Any]]]:
    """Every screen and dialog of the program."""
    for package in (screens, dialogs):
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")
    found: list[type[CpsimScreen[Any]]] = [CpsimScreen]
    for one in found:
        found += [
            sub for sub in one.__subclasses__() if sub not in found and sub.__module__.startswith("cpsim.")
        ]
    return found


def screens_of(place: str) -> list[type[CpsimScreen[Any]]]:
    """The screens that have the keys of `place`."""
    return [screen for screen in own_screens() if place in (EVERYWHERE, screen.KEYS_OF)]


KEPT_BY_BROWSERS = {f"ctrl+{letter}" for letter in "ntwbas"}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_words_and_a_place(action: Any) -> None:
    """Each entry says what it does, takes no key a browser keeps, and is something the program can do."""
    assert action.label
    assert action.help.endswith(".")
    assert bool(action.keys) <= bool(action.shown)
    assert not KEPT_BY_BROWSERS & set(action.keys)
    assert format_key(action.keys[0]) if action.keys else True
    if action.target == "app":
        assert callable(getattr(GuardedApp, f"action_{action.id}"))
    for screen in screens_of(action.where) if action.target == "screen" and action.keys else ():
        assert callable(getattr(screen, f"action_{(action.does or action.id).split('(')[0]}"))


@pytest.mark.parametrize("place", sorted({action.where for action in ACTIONS}))
def test_every_place_has_a_screen(place: str) -> None:
    """No entry of the table belongs to a screen that does not exist."""
    assert screens_of(place)


@pytest.mark.parametrize("screen", own_screens(), ids=lambda screen: screen.__name__)
def test_no_screen_binds_a_key_of_its_own(screen: type[CpsimScreen[Any]]) -> None:
    """Every key of a screen stands in the table; a letter works as a capital too."""
    promised = {key for action in actions_at(screen.KEYS_OF) for key in action.keys} | {"question_mark"}
    promised |= {key.upper() for key in promised if len(key) == 1}
    bound = {key for one in vars(screen).get("BINDINGS", ()) for key in one.key.split(",")}
    assert bound <= promised
    assert not screen.KEYS_OF or screen.KEYS_OF in {action.where for action in ACTIONS}


def test_ids_and_keys_are_used_once() -> None:
    """No id stands twice, and no key does two things in one place."""
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    for place in {action.where for action in ACTIONS} - {EVERYWHERE} | {"nowhere"}:
        keys = [key for action in actions_at(place) for key in action.keys]
        assert len(keys) == len(set(keys))


def test_every_general_key_is_bound() -> None:
    """What the table promises everywhere is bound on the application or on every screen."""
    bound = {key for one in (*app_bindings(), *screen_bindings()) for key in one.key.split(",")}
    assert bound == {key for action in GENERAL for key in action.keys} | {"question_mark"}


async def test_the_help_lists_every_key_of_the_table(bench: Make, look: Look) -> None:
    """F1 opens the help with the screen's own words and every key; Enter closes it."""
    app = bench(Say("words"))
    type(app.shown).ABOUT = ("What this screen is for.",)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        seen = look(app)
        assert "What this screen is for." in seen
        for action in GENERAL:
            if action.shown:
                assert action.shown in seen
        await pilot.press("f1")
        assert len([screen for screen in app.screen_stack if isinstance(screen, Help)]) == 1
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is app.shown
    del type(app.shown).ABOUT
    everywhere = [one.text for one in key_lines(EVERYWHERE)]
    assert len(set(everywhere)) == len(everywhere)
    assert len(key_lines("nowhere")) == len([action for action in actions_at("nowhere") if action.shown])


async def test_the_palette_does_what_it_lists(bench: Make, look: Look) -> None:
    """Ctrl+P lists what the table offers; a choice runs on the screen it was opened from."""
    app = bench(Say("words"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        for action in GENERAL:
            assert (action.label in look(app)) == action.offered
        for forbidden in ("creenshot", "opy", "heme", "aximize"):
            assert forbidden not in look(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.blanked
        await pilot.press("x", "ctrl+p", "end", "enter")
        await pilot.pause()
        assert app.screen is app.shown


async def test_leaving_asks_once_and_only_yes_leaves(bench: Make, look: Look) -> None:
    """Ctrl+Q asks, however often it is pressed; no stays, yes ends with 0."""
    app = bench(Say("words"))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q", "ctrl+q")
        await pilot.pause()
        assert len(app.screen_stack) == 3
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.screen is app.shown
        await pilot.press("ctrl+c")
        assert "Ctrl+Q leaves" in look(app)
        await pilot.press("ctrl+q", "enter")
        await pilot.pause()
        assert app.return_code == 0


async def test_the_page_about_a_real_child_opens_from_the_palette(bench: Make, look: Look) -> None:
    """Where to turn is two keys away from every screen."""
    app = bench(Say("words"))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        app.screen.query_one("ChoiceList").highlight("real_child")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert "If a child is in danger now" in look(app)
