"""What the real program paints for a stored session: every frame of one walk, and what lies in the clipboard.

The session is opened from a file, as `cpsim resume` does it. The walk presses the keys that only look.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from canaries import EVERYBODY, Told
from conferences import do
from keyboard_player import Manners, Player
from planting import canaried
from steering import Coverage, Plan, Session, begin, plan, play
from surfaces import is_table, leave_drafts
from twin import Twin, entitled
from twins import Maker

from cpsim import paths
from cpsim.session.host import Host
from cpsim.store.sqlite import SqliteStore
from cpsim.tui.program import CpsimApp
from cpsim.tui.screens.hand_over import HandOver
from cpsim.wiring import LocalDoors, own_link

SIZE = (120, 40)
LOOKING = ("", "b", "b", "r", "escape", "f", "3", "escape", "f1", "escape", "ctrl+p", "escape", "ctrl+c")
"""Keys that only look, for somebody alone: board, why not, papers, help, what can be done, the copy key."""
TOGETHER = ("", "enter", "b", "b", "r", "escape", "g", "escape", "f1", "escape", "ctrl+p", "escape", "enter")
"""The same for a table; the last takes what stands first, which may be a cover."""
CLOCK = re.compile(r"\d+:\d\d")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stood on the screen, with its colours, after a key; and the clipboard."""

    key: str
    painted: str
    words: str
    clipboard: str


async def frames(data: Path, session: str, *, table: bool) -> list[Frame]:
    """Every frame of the walk through a stored session."""
    doors = LocalDoors(data)
    app = CpsimApp(doors, resume=session)
    made = []
    async with app.run_test(size=SIZE) as pilot:
        player = Player(app, pilot, Manners())
        await _arrive(player)
        for number, key in enumerate(TOGETHER if table else LOOKING):
            if key:
                await player.press(key)
            await player.settle()
            made.append(_frame(app, f"{number} {key}"))
            if isinstance(app.screen, HandOver) and number:
                break
    doors.shut()
    return made


async def _arrive(player: Player) -> None:
    home = player.app.screen
    for _ in range(100):
        await player.settle()
        if player.app.screen is not home:
            break
    await player.settle()


async def crash(data: Path, session: str, key: str) -> str:
    """Everything that is left of a crash under `key` in a stored session: the reports and the last words."""
    doors = LocalDoors(data)
    app = CpsimApp(doors, paths.crash_folder(data), resume=session)
    with suppress(ValueError):
        async with app.run_test(size=SIZE) as pilot:
            player = Player(app, pilot, Manners())
            await _arrive(player)
            await player.press(key)
            await player.settle()
    doors.shut()
    reports = [file.read_text(encoding="utf-8") for file in paths.crash_folder(data).iterdir()]
    return "\n".join([*reports, app._last_words])


def _frame(app: CpsimApp, key: str) -> Frame:
    strips = app.screen._compositor.render_strips()
    painted = "\n".join("".join(f"{part.text}<{part.style}>" for part in strip) for strip in strips)
    words = " ".join(strip.text for strip in strips)
    return Frame(key, CLOCK.sub("0:00", painted), words, app.clipboard)


# ---- a session on disk, and its twin


@dataclass(frozen=True, slots=True)
class Shown:
    """A session that was played for some acts, put on the disk and looked at through the program."""

    session: Session
    told: Told
    host: Host
    frames: list[Frame]

    @property
    def viewer(self) -> str:
        """Whose eyes are on the screen."""
        return EVERYBODY if is_table(self.host) else own_link(self.host).seat


async def show(data: Path, planned: Plan, most: int) -> Shown:
    """Play the session of `planned` for `most` acts, and walk through it."""
    store = SqliteStore(paths.sessions_folder(data))
    host = begin(canaried(), planned, store=store)
    leave_drafts(host, host.state.public.seats)
    told = Told(host)
    session = play(host, planned, Coverage(), most=most)
    for seat, act in session.moves:
        told.after(seat, act)
    store.close()
    return Shown(session, told, host, await frames(data, host.session, table=is_table(host)))


async def show_twin(data: Path, first: Shown, twin: Twin) -> tuple[list[Frame], bool]:
    """The frames of the twin, and whether whoever looks is entitled to its secret."""
    planned = first.session.plan
    store = SqliteStore(paths.sessions_folder(data))
    host = begin(twin.change(canaried()), planned, more=twin.seed, store=store)
    leave_drafts(host, host.state.public.seats)
    for seat, act in first.session.moves:
        assert not twin.spoils(act), "a twin changes what was not told"
        assert do(host, seat, twin.act(seat, act)) is None
    store.close()
    return await frames(data, host.session, table=is_table(host)), first.viewer in entitled(twin, host)


async def painted_leaks(data: Path, number: int, most: int, makers: Sequence[Maker]) -> list[str]:
    """What the walk through session `number` shows that it should not: words, and differences of its twins."""
    first = await show(data / "first", plan(canaried(), number), most)
    found = []
    for frame in first.frames:
        for where, text in (("screen", frame.words), ("clipboard", frame.clipboard)):
            found += [f"{frame.key} {where} {word}" for word in first.told.too_much(first.viewer, text)]
        found += [f"{frame.key} something lies in the clipboard"] if frame.clipboard else []
    for place, make in enumerate(makers):
        twin = make(first.session, Random(f"twin {number}"))
        other, knows = await show_twin(data / f"twin{place}", first, twin)
        if not knows:
            pairs = zip(first.frames, other, strict=True)
            found += [f"{one.key} twin {twin.name}" for one, two in pairs if one.painted != two.painted]
    return found
