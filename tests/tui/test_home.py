"""The first screens, as somebody new to a terminal sees them."""

from collections.abc import Callable
from typing import Any

import pytest

from cpsim.tui import themes
from cpsim.tui.screens.home import HomeData, HomeScreen
from cpsim.tui.screens.how_it_works import HowItWorks
from cpsim.tui.screens.sessions import SessionRow, SessionsScreen
from cpsim.tui.screens.settings import SettingsData, SettingsScreen
from cpsim.tui.widgets.choice_list import ChoiceList

Make = Callable[..., Any]
Look = Callable[[Any], str]
NOTE = "Content: a young child's injuries and quarrels at home are talked about, without pictures."


class Home:
    """A home screen whose data the test changes, and what was chosen on it."""

    def __init__(self, **data: Any) -> None:
        self.data = HomeData(NOTE, **data)
        self.chosen: list[str] = []
        self.screen = HomeScreen(lambda: self.data, self.chosen.append)


async def test_it_says_all_that_a_beginner_needs_on_one_screen(
    bench: Make, look: Look, size: tuple[int, int]
) -> None:
    """What it is, the ways to begin, the four keys, that all is saved, and the content note are all in sight."""
    app = bench(screen=Home().screen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seen = " ".join(look(app).split())
        for words in (
            "practice child protection conference", "Start alone", "about 45 minutes", "about 35 minutes",
            "Carry on where I stopped", "Print the slips", "How this works", "Real worries",
            "Enter", "Esc", "F2", "blank the screen at once", "Everything is saved",
            "Home · next: Enter - start alone",
        ):  # fmt: skip
            assert words in seen
        for words in NOTE.split():
            assert words in seen


async def test_the_smallest_window_hides_nothing_for_good(bench: Make, look: Look) -> None:
    """At 60 by 20 every choice is in sight, and the notes below them scroll."""
    app = bench(screen=Home(carry_on="Jayden, as health visitor, at the first views", sessions=1).screen)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "Leave" in look(app)
        await pilot.press("end")
        read = ""
        for _ in range(12):
            read += look(app)
            await pilot.press("down")
        for words in ("Everything is saved", "without pictures."):
            assert words in " ".join(read.split())


async def test_it_names_nothing_a_beginner_does_not_know(bench: Make, look: Look) -> None:
    """No version, seed, framework or path stands on it, and nothing about how it is built."""
    app = bench(screen=Home().screen)
    async with app.run_test() as pilot:
        await pilot.pause()
        seen = look(app).lower()
        for word in ("version", "seed", "framework", "/", "\\", "0.", "yaml", "session id", "textual"):
            assert word not in seen


async def test_carrying_on_is_closed_with_a_reason_until_something_was_begun(bench: Make, look: Look) -> None:
    """With nothing begun the choice says so and does nothing; afterwards it names what is carried on."""
    home = Home()
    app = bench(screen=home.screen)
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "down")
        assert "not now: nothing has been begun yet" in look(app)
        assert "next: ↑ ↓ - move" in look(app)
        await pilot.press("enter")
        assert home.chosen == []
        home.data = HomeData(NOTE, carry_on="Jayden, as health visitor", sessions=1)
        await app.push_screen(HowItWorks())
        await pilot.press("escape")
        await pilot.pause()
        assert "Jayden, as health visitor" in look(app)
        assert "My sessions" in look(app)
        await pilot.press("enter")
        assert home.chosen == ["carry_on"]


async def test_with_everything_finished_nothing_is_said_to_be_new(bench: Make, look: Look) -> None:
    """Who has finished a game is told that nothing is unfinished, not that nothing was begun."""
    app = bench(screen=Home(sessions=1).screen)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "not now: nothing is unfinished" in look(app)
        assert "begun yet" not in look(app)


async def test_the_mark_stands_on_the_game_that_waits(bench: Make, look: Look) -> None:
    """Whoever comes back with a game waiting has only to press Enter; with none, Enter begins one."""
    home = Home()
    app = bench(screen=home.screen)
    async with app.run_test() as pilot:
        assert "› Start alone" in look(app)
        home.data = HomeData(NOTE, carry_on="Jayden, as health visitor", sessions=1)
        home.screen.look_again()
        await pilot.pause()
        assert "› Carry on where I stopped" in look(app)
        assert "next: Enter - carry on where I stopped" in look(app)
        await pilot.press("up", "up", "up")
        home.screen.look_again()
        assert home.screen.query_one(ChoiceList).highlighted == "start"
        await pilot.press("down", "down", "down")
        home.data = HomeData(NOTE, sessions=1)
        home.screen.look_again()
        await pilot.pause()
        assert "› Start alone" in look(app)


@pytest.mark.parametrize("choice", ["start", "short", "print", "sessions", "settings"])
async def test_each_choice_is_handed_on(choice: str, bench: Make) -> None:
    """What the screen does not do itself goes out as a word."""
    home = Home(sessions=2)
    app = bench(screen=home.screen)
    async with app.run_test() as pilot:
        app.screen.query_one(ChoiceList).highlight(choice)
        await pilot.press("enter")
        assert home.chosen == [choice]


async def test_the_bottom_line_follows_the_mark(bench: Make, look: Look) -> None:
    """The bottom line names what Enter does for the choice under the mark."""
    app = bench(screen=Home().screen)
    async with app.run_test() as pilot:
        await pilot.press("down")
        assert "next: Enter - start alone, short" in look(app)


@pytest.mark.parametrize(
    ("choice", "words"), [("how", "You choose a role"), ("real_child", "If a child is in danger")]
)
async def test_pages_open_and_close(choice: str, words: str, bench: Make, look: Look) -> None:
    """How it works and the page about real worries open from here; Enter reads to the end and comes back."""
    home = Home()
    app = bench(screen=home.screen)
    async with app.run_test() as pilot:
        app.screen.query_one(ChoiceList).highlight(choice)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert words in look(app)
        assert "More   page 1 of" in look(app)
        read = ""
        while app.screen is not home.screen:
            read += look(app)
            await pilot.press("enter")
            await pilot.pause()
        assert "Talk to somebody" in read or "F2 or Ctrl+L" in read
        assert "Jersey" not in read, "no area is chosen yet"


@pytest.mark.parametrize("keys", [("escape",), ("end", "enter")])
async def test_leaving_asks(keys: tuple[str, ...], bench: Make, look: Look) -> None:
    """Esc on the first screen, and the choice Leave, ask before anything ends."""
    app = bench(screen=Home().screen)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.pause()
        assert "Leave now?" in look(app)


async def test_settings_count_at_once(bench: Make, look: Look) -> None:
    """A theme is on as soon as it is chosen, and each answer is handed on to be kept."""
    kept: list[SettingsData] = []
    app = bench(screen=SettingsScreen(SettingsData(), kept.append))
    async with app.run_test() as pilot:
        assert "for sessions begun from now on" in look(app)
        await pilot.press("right", "right", "enter")
        assert app.theme == themes.HIGH
        await pilot.press("right", "enter")
        assert kept == [SettingsData(themes.HIGH), SettingsData(themes.HIGH, scores=False)]
        await pilot.press("up", "up")
        assert "›(•) High contrast" in look(app)
        assert look(app).count("›") == 1


@pytest.mark.parametrize(("keys", "expected"), [
    (("enter", "enter"), [("one", "carry_on")]),
    (("enter", "down", "enter"), [("one", "again")]),
    (("down", "enter", "enter"), [("two", "carry_on")]),
    (("enter", "escape"), []),
    (("enter", "end", "enter"), []),
])  # fmt: skip
async def test_a_session_is_carried_on_or_run_again(
    keys: tuple[str, ...], expected: list[tuple[str, str]], bench: Make, look: Look
) -> None:
    """Choosing a session asks what to do with it; going back does nothing."""
    rows = [SessionRow("one", "Jayden, as GP", "Tuesday", "at the first views"),
            SessionRow("two", "Jayden, as chair", "Monday", "at the end", finished=True)]  # fmt: skip
    chosen: list[tuple[str, str]] = []
    app = bench(screen=SessionsScreen(rows, lambda session, what: chosen.append((session, what))))
    async with app.run_test() as pilot:
        assert "Jayden, as chair  [finished]" in look(app)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert chosen == expected
        assert app.screen is app.shown
