"""Games on disk, played by the script of the kept playthrough up to a moment, for tests that carry them on."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from scripts import SCRIPTS

from cpsim.conference.events import Event
from cpsim.conference.view import View
from cpsim.model.content import Options
from cpsim.session.doors import Start
from cpsim.session.link import Link, Room
from cpsim.wiring import LocalDoors

MOST_BEATS = 400


def played(data: Path, until: Callable[[View], bool]) -> str:
    """A game as health visitor in the folder `data`, left at the first moment for which `until` holds; its id."""
    doors = LocalDoors(data, seed=SCRIPTS["jayden"].seed)
    try:
        return asyncio.run(_play(doors, until))
    finally:
        doors.shut()


async def _play(doors: LocalDoors, until: Callable[[View], bool]) -> str:
    link = await doors.start(Start("jayden", "health_visitor", "jersey", Options()))
    link.keep_draft("papers_read", "yes")
    lines = list(SCRIPTS["jayden"].lines)
    for _ in range(MOST_BEATS):
        if until(link.view()):
            return link.session
        if lines and lines[0].when(link.view()):
            act = lines.pop(0).act(link.view())
            assert await link.send(act) is None
        elif not await link.go_on():
            await _next_step(link)
    raise AssertionError("that moment never comes")


async def _next_step(link: Link) -> None:
    from cpsim.conference.acts import NextStep

    refusal = await link.send(NextStep())
    assert refusal is None, refusal


def log_of(data: Path, session: str) -> tuple[Event, ...]:
    """Every event of a stored session that its learner was given, read from the disk."""
    doors = LocalDoors(data)
    try:
        link = asyncio.run(doors.resume(session))
        assert not isinstance(link, Room), "nobody else sits at a learner's table"
        return tuple(link.log())
    finally:
        doors.shut()
