"""Before a table begins: what a command line asked for is kept, and nothing settled is lost by one key."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot

from cpsim.chosen import Wanted, read_pack_info, start_of
from cpsim.model.said import clean
from cpsim.model.words import Watch
from cpsim.session.doors import PackInfo, Start, TableStart
from cpsim.session.people import opens, sealed
from cpsim.tui.app import GuardedApp
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import Choose
from cpsim.tui.screens.hand_over import HandOver
from cpsim.tui.screens.table_setup import PROGRAM, TableSetup
from cpsim.tui.widgets.choice_list import ChoiceList

SEATS = ("gp", "health_visitor")
NO_NAME = "without"


class OneJourney:
    """Takes what the table settled, and does nothing with it."""

    def __init__(self) -> None:
        self.began: list[TableStart] = []
        self.left = 0
        self.doors = SimpleNamespace(
            preferences=lambda: SimpleNamespace(scores=False), seal=lambda code: sealed(code, "salt")
        )

    async def start_table(self, start: TableStart) -> None:
        """Keep it."""
        self.began.append(start)

    def leave(self) -> None:
        """Count it."""
        self.left += 1


def jayden() -> PackInfo:
    """The shipped case."""
    pack = read_pack_info("jayden")
    assert pack is not None
    return pack


def wanted(**more: Any) -> Start:
    """What `cpsim play jayden --seats gp,health_visitor` and more asks for."""
    options = {"pace": None, "card": None, "authored": True, "seats": SEATS} | more
    return start_of("jayden", None, None, Wanted(**options))


async def _take(pilot: Pilot[Any], choice: str) -> None:
    shown = pilot.app.screen.query_one(ChoiceList)
    shown.focus()
    shown.highlight(choice)
    await pilot.press("enter")
    for _ in range(3):
        await pilot.pause()


def _setup(pack: PackInfo, start: Start | None = None) -> tuple[OneJourney, TableSetup]:
    journey = OneJourney()
    seats = SEATS if start is not None else ()
    return journey, TableSetup(journey, pack, seats, start)  # type: ignore[arg-type]


async def test_a_table_begins_with_what_the_command_line_asked_for(bench: Callable[..., Any]) -> None:
    """Pace, card, the author's own items and the area reach the session; scores are as they are set."""
    start = replace(wanted(pace="short", card="minimal", authored=False), framework="elsewhere")
    pack = replace(jayden(), frameworks=(*jayden().frameworks, ("elsewhere", clean("Elsewhere"))))
    journey, setup = _setup(pack, start)
    app = bench(screen=setup)
    async with app.run_test(size=(80, 24)) as pilot:
        await _take(pilot, "begin")
    options = journey.began[0].options
    assert (options.pace, options.card, options.authored, options.scores) == (
        "short",
        "minimal",
        False,
        False,
    )
    assert journey.began[0].framework == "elsewhere"


async def test_an_area_is_chosen_where_there_are_several(
    bench: Callable[..., Any], look: Callable[[GuardedApp], str]
) -> None:
    """One line says under whose procedure; with a single one there is nothing to ask."""
    _journey, alone = _setup(jayden(), wanted())
    assert "area" not in {one.id for one in alone._choices()}
    pack = replace(jayden(), frameworks=(*jayden().frameworks, ("elsewhere", clean("Elsewhere"))))
    journey, setup = _setup(pack, wanted())
    app = bench(screen=setup)
    async with app.run_test(size=(80, 24)) as pilot:
        await _take(pilot, "area")
        assert "Under which area" in look(app)
        await _take(pilot, "elsewhere")
        await _take(pilot, "begin")
    assert journey.began[0].framework == "elsewhere"


async def test_a_code_is_sealed_as_soon_as_it_is_typed(bench: Callable[..., Any]) -> None:
    """Neither the screen, which stays while the table is open, nor what it begins with has it in plain text."""
    journey, setup = _setup(jayden(), wanted())
    app = bench(screen=setup)
    async with app.run_test(size=(80, 24)) as pilot:
        await _take(pilot, "code")
        assert isinstance(app.screen, HandOver)
        for _twice in range(2):
            await pilot.press(*"boss1", "enter")
            await pilot.pause()
        assert setup.is_current
        assert opens("boss1", setup._settled.code)
        assert "boss1" not in setup._settled.code
        await _take(pilot, "begin")
    (began,) = journey.began
    assert began.people.code == setup._settled.code
    assert began.options.facilitated


async def test_a_code_is_not_dropped_by_one_key(bench: Callable[..., Any]) -> None:
    """Enter on it asks first, and Enter again keeps it."""
    _journey, setup = _setup(jayden())
    app = bench(screen=setup)
    async with app.run_test(size=(80, 24)) as pilot:
        setup._settled.code = "boss1"
        await _take(pilot, "code")
        assert isinstance(app.screen, Choose)
        await pilot.press("enter")
        await pilot.pause()
        assert setup._settled.code == "boss1"
        await _take(pilot, "code")
        await _take(pilot, "none")
        assert setup._settled.code == ""


@pytest.mark.parametrize("settled", [{"code": "boss1"}, {"pins": True}, {"pace": "long"}, {}])
async def test_going_back_asks_wherever_something_was_settled(
    settled: dict[str, Any], bench: Callable[..., Any]
) -> None:
    """A code that was typed twice is not lost by Esc, though nobody sits anywhere yet."""
    journey, setup = _setup(jayden())
    app = bench(screen=setup)
    async with app.run_test(size=(80, 24)) as pilot:
        for name, value in settled.items():
            setattr(setup._settled, name, value)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Ask) is bool(settled)
        assert journey.left == (not settled)


async def test_a_parents_part_is_only_for_somebody_who_chooses_it(
    bench: Callable[..., Any], look: Callable[[GuardedApp], str]
) -> None:
    """It is asked before the seat is given, and Enter says no; another role asks nothing."""
    _journey, setup = _setup(jayden())
    app = bench(screen=setup)
    async with app.run_test(size=(80, 24)) as pilot:
        await _take(pilot, "mother")
        await _take(pilot, "new")
        assert isinstance(app.screen, Ask)
        assert "only for somebody who chooses it" in " ".join(look(app).split())
        await pilot.press("enter")
        await pilot.pause()
        assert setup._settled.roles["mother"] == PROGRAM
        await _take(pilot, "gp")
        await _take(pilot, "new")
        await _take(pilot, NO_NAME)
        assert setup._settled.roles["gp"] == "p1"
        await _take(pilot, "mother")
        await _take(pilot, "p1")
        await _take(pilot, "yes")
        assert setup._settled.roles["mother"] == "p1"
        await _take(pilot, "mother")
        await _take(pilot, PROGRAM)
        assert setup._settled.roles["mother"] == PROGRAM


@pytest.mark.parametrize("chosen", [True, False])
async def test_a_parents_part_named_on_the_command_line_is_asked_about(
    chosen: bool, bench: Callable[..., Any]
) -> None:
    """Until somebody says that they choose it the program plays it."""
    setup = TableSetup(OneJourney(), jayden(), ("gp", "father"), wanted())  # type: ignore[arg-type]
    app = bench(screen=setup)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Ask)
        assert setup._settled.roles["father"] == PROGRAM
        await _take(pilot, "yes" if chosen else "no")
        assert setup._settled.roles["gp"] == "p1"
        assert setup._settled.roles["father"] == ("p2" if chosen else PROGRAM)


async def test_an_observer_is_not_dropped_by_one_key(bench: Callable[..., Any]) -> None:
    """Enter on them asks first, and Enter again keeps them; they may get another task, or go."""
    _journey, setup = _setup(jayden())
    app = bench(screen=setup)
    async with app.run_test(size=(80, 24)) as pilot:
        setup._settled.observers = [(setup._settled.new_party(()), Watch.PARENTS)]
        setup._show()
        await _take(pilot, "observer:0")
        await pilot.press("enter")
        await pilot.pause()
        assert setup._settled.observers == [("p1", Watch.PARENTS)]
        await _take(pilot, "observer:0")
        await _take(pilot, "another")
        await _take(pilot, Watch.CHILDS_VOICE)
        assert setup._settled.observers == [("p1", Watch.CHILDS_VOICE)]
        await _take(pilot, "observer:0")
        await _take(pilot, "away")
        assert setup._settled.observers == []
