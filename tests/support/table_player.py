"""People round one table for tests: one keyboard keeper who does what stands first, and sittings behind covers.

It counts the hand-overs, and looks at every public screen for words that only one seat was given.
"""

from dataclasses import dataclass, field
from typing import Any

from keyboard_player import Manners, Player
from textual.pilot import Pilot

from cpsim.conference import events as e
from cpsim.model.said import clean
from cpsim.model.words import Watch
from cpsim.present import note, slip_words, table
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import ChooseSome
from cpsim.tui.dialogs.put_aloud import PutAloud
from cpsim.tui.dialogs.put_down import TO_CHAIR
from cpsim.tui.dialogs.write import Write
from cpsim.tui.program import CpsimApp
from cpsim.tui.screens.ballot import BallotScreen
from cpsim.tui.screens.hand_over import UNCOVER, HandOver
from cpsim.tui.screens.speaking_note import SpeakingNote
from cpsim.tui.screens.table import TableScreen
from cpsim.tui.screens.table_debrief import OwnPart, TableDebrief
from cpsim.tui.screens.table_setup import TableSetup
from cpsim.tui.widgets.menu import Menu

MOST_STEPS = 900
PRIVATE = (HandOver, BallotScreen, SpeakingNote, OwnPart, ChooseSome)
"""Screens of a sitting: whoever sits there may read their own papers."""


def _letters(words: str) -> str:
    """Letters alone, so that no frame, wrapping or column keeps words from being found."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())


@dataclass
class Sitting:
    """What this table is like."""

    people: dict[str, str]
    """Role and party, as `TableSetup` has them: `p1`, or `program`, or `empty`."""
    notes: int = 5
    """Items each person puts on their speaking note."""
    pace: str = "standard"
    pins: bool = False
    names: bool = False
    code: str = ""
    called: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Names by party, as they stand on the covers; two for a pair."""
    observers: tuple[Watch, ...] = ()
    """What each observer watches for."""
    typed: list[str] = field(default_factory=list)


class TablePlayer(Player):
    """Plays one session round a table from the first screen to the end of the debrief."""

    def __init__(self, app: CpsimApp, pilot: Pilot[Any], sitting: Sitting) -> None:
        super().__init__(app, pilot, Manners(asks=False))
        self.sitting = sitting
        self.hand_overs: list[str] = []
        self.leaks: list[str] = []

    async def begin(self) -> None:
        """From the first screen to the table."""
        await self.settle()
        await self.pick("table")
        await self.settle()
        setup = self.app.screen
        assert isinstance(setup, TableSetup)
        settled = setup._settled
        settled.roles = {role: self.sitting.people.get(role, "program") for role in settled.roles}
        settled.parties = {
            party: tuple(clean(name) for name in self.sitting.called.get(party, ()))
            for party in sorted(set(self.sitting.people.values()))
            if party.startswith("p")
        }
        settled.observers = [(settled.new_party(()), watch) for watch in self.sitting.observers]
        settled.pace, settled.pins, settled.names = self.sitting.pace, self.sitting.pins, self.sitting.names
        settled.code = self.app.doors.seal(self.sitting.code)
        setup._show()
        await self.pick("begin")
        await self.settle()

    async def play_table(self, until: str | None = None) -> None:
        """Do what stands first until the last page of the debrief, or until the step `until`."""
        for _step in range(MOST_STEPS):
            await self.settle()
            screen = self.app.screen
            if isinstance(screen, TableDebrief) and screen._now == "D7":
                return
            if not isinstance(screen, PRIVATE) and self.app.round.private is None:
                self.look()
            reached = until is not None and self.app.round.room.shared.view().public.step == until
            if reached and isinstance(screen, TableScreen | TableDebrief):
                return
            await self.step()
        raise AssertionError(f"the session did not end; in front is\n{self.seen()}")

    def look(self) -> None:
        """No word of a folder that was not said stands on a screen everybody sees."""
        room = self.app.round.room
        view = room.shared.view()
        if view.public.step.startswith("D"):
            return
        heard = {one.fact.id for one in room.shared.log() if isinstance(one, e.FactShared)}
        seen = _letters(self.seen())
        for seat in view.public.participants:
            own = room.link(seat.id).view().own
            for fact in own.folder:
                if fact.id not in heard and _letters(str(fact.words))[:25] in seen:
                    self.leaks.append(fact.id)
            lines = [one for one in room.shared.log() if isinstance(one, e.PlanLineAdded)]
            said = {_letters(str(one.want))[:25] for one in lines}
            for line in own.plans:
                begins = _letters(str(line.want))[:25]
                if begins not in said and begins in seen:
                    self.leaks.append(f"plan of {seat.id}")

    async def _act(self, screen: object) -> None:
        match screen:
            case HandOver():
                await self._uncover(screen)
            case SpeakingNote():
                await self._note_items(screen)
            case PutAloud():
                await self._put_up(screen)
            case TableDebrief() | OwnPart():
                await self.press("enter")
            case TableScreen():
                await self._keep(screen)
            case Write() if "which item" in str(screen._question):
                await self._say_word()
            case Ask() if "ready to say" in str(screen._question):
                await self.pick("yes")
            case _:
                await super()._act(screen)

    async def _uncover(self, screen: HandOver) -> None:
        self.hand_overs.append(str(screen._who))
        if screen._asks:
            await self.press(*"4711", "enter")
            if screen._new:
                await self.press(*"4711", "enter")
        else:
            await self.pick(UNCOVER)

    async def _put_up(self, screen: PutAloud) -> None:
        """The holder names a kind, or asks the chair first where the slip says so; no answer yet, and it stays."""
        room = self.app.round.room
        owns = [room.link(seat.id).view().own for seat in room.shared.view().public.participants]
        own = next(one for one in owns if screen._fact in one.folder)
        leave = own.leaves.get(screen._fact.id)
        if screen._fact.handling and leave is None and screen._chair:
            await self.pick(TO_CHAIR)
        elif leave is not None and leave.leave is None:
            await self.press("enter")
        else:
            await self.press("f")

    async def _note_items(self, screen: SpeakingNote) -> None:
        for _ in range(self.sitting.notes):
            await self.press("enter", "down")
            await self.settle()
        await self.pick("done")

    async def _keep(self, screen: TableScreen) -> None:
        """The keeper reads on, then takes what stands first; a note is used up before an item is typed in."""
        shown = screen.query_one(Menu)
        if not shown._over.at_end:
            await self.press("enter")
            return
        ids = [choice.id for choice in shown.choices if not choice.disabled]
        if table.Moment.of(ids[0]).kind in (table.PRIVATE, table.SIT):
            await self.press("enter")
            return
        from_note = next(
            (
                one
                for one in ids
                if table.Moment.of(one).kind == table.NOTE and self._noted(table.Moment.of(one).who)
            ),
            None,
        )
        if from_note is not None:
            await self.pick(from_note)
            return
        first = ids[0]
        if table.Moment.of(first).kind == table.NUMBER and not self._unsaid(table.Moment.of(first).who):
            # Only the holder knows that nothing is left; the line stands there for everybody else.
            await self.pick(next(one for one in ids if one.endswith((":end_turn", ":find_out"))))
            return
        if table.Moment.of(first).kind == table.NUMBER and table.Moment.of(first).what == "share":
            end = next((one for one in ids if one.endswith(":end_turn")), None)
            if end is not None and first in self.sitting.typed:
                await self.pick(end)
                return
            self.sitting.typed.append(first)
        await self.press("enter")

    def _noted(self, seat: str) -> bool:
        """Whether something is left on the holder's speaking note, as its holder would know."""
        return bool(note.of(self.app.round.room.link(seat)))

    def _unsaid(self, seat: str) -> bool:
        """Whether the holder of a seat has an item left, as its holder would know."""
        return bool(self.app.round.room.link(seat).view().unsaid)

    async def _say_word(self) -> None:
        """The holder reads number and word off the slip."""
        room = self.app.round.room
        public = room.shared.view().public
        seat = public.floor or (public.question.to if public.question is not None else "")
        view = room.link(seat).view()
        fact = view.unsaid[0]
        number = slip_words.number_of(view, fact.id)
        word = slip_words.words_of("jayden", view.own.folder)[fact.id]
        await self.type(f"{number} {word}")
        await self.press("enter")


SIX = {
    role: f"p{number}"
    for number, role in enumerate(
        ("chair", "social_worker", "health_visitor", "designated_teacher", "housing_officer", "gp"), 1
    )
}
"""Six people on the six roles that may be played."""
