"""The way through one game: which screen comes next, by what the link says and by nothing else.

Every screen calls `onward()` when it is done; resuming is asking the same question of a stored session.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from cpsim.session.doors import DoorProblem, Doors, PackInfo, Start
from cpsim.tui.widgets.frame import CpsimScreen

if TYPE_CHECKING:
    from cpsim.conference.offers import Offer
    from cpsim.model.framework import Framework
    from cpsim.session.link import Link
    from cpsim.tui.app import GuardedApp

READ = "papers_read"
"""The draft that remembers that the papers were read."""


class Journey:
    """One game on one screen stack; the screen it was begun from comes back when it ends."""

    TELLS_MINUTES: ClassVar[bool] = True
    """Whether the bottom line says about how long it still takes; at a table that is the facilitator's alone."""

    def __init__(self, app: "GuardedApp", doors: Doors) -> None:
        self.app = app
        self.doors = doors
        self._link: Link | None = None
        self._begun = False
        self.heard = 0
        """How many events of the open session's log were told at the table; 0 where it was only just opened."""
        self.trouble = ""
        """Why the last thing that had to be kept could not be; empty where all is kept."""
        self.wanted: Start | None = None
        """What a command line asked for; the screens ask for what it left open."""

    @property
    def role(self) -> str:
        """The role a command line named; an empty word where it is to be asked for."""
        return (self.wanted.role if self.wanted is not None else None) or ""

    @property
    def link(self) -> "Link":
        """The open link; it is there from the papers on."""
        assert self._link is not None, "a screen of the conference is shown only with a link"
        return self._link

    def begin(self, pack: PackInfo, pace: str | None = None) -> None:
        """A new game of `pack`: the prebrief first. `pace` None asks for one."""
        from cpsim.tui.screens.prebrief import Prebrief

        self.show(Prebrief(self, pack, pace))

    async def start(self, start: Start) -> None:
        """Open a new session and go on to its papers."""
        try:
            self.enter(await self.doors.start(start))
        except DoorProblem as problem:
            self._say(str(problem))

    async def again(self, session: str) -> None:
        """Run an earlier session's choices once more, without the prebrief."""
        self.leave_link()
        try:
            start = self.doors.again(session)
        except DoorProblem as problem:
            self._say(str(problem))
        else:
            await self.start(start)

    def enter(self, link: "Link") -> None:
        """Go on with an open link."""
        self.trouble = ""
        link.watch(self._kept_or_not)
        self._link, self.heard = link, 0
        self.onward()

    def onward(self) -> None:
        """Show the screen that the session is at."""
        self.show(self._next())
        if self.trouble:
            # The screen that was told has gone.
            self.app.call_after_refresh(self._say, self.trouble)

    def _kept_or_not(self, sentence: str) -> None:
        """Say at once, on whatever is in front, that something could not be kept."""
        self.trouble = sentence
        if sentence:
            self._say(sentence)

    def _next(self) -> Screen[None]:
        from cpsim.conference.agenda import in_debrief
        from cpsim.tui.screens.ballot import BallotScreen
        from cpsim.tui.screens.conference import Conference
        from cpsim.tui.screens.debrief import Debrief
        from cpsim.tui.screens.papers import Papers

        link = self.link
        view, offers = link.view(), link.offers()
        steps = link.book.framework.steps
        if in_debrief(view.public.step):
            return Debrief(self)
        if view.public.step == steps[0].id and not link.draft(READ):
            return Papers(self)
        if "seal" in offers and (view.public.step == steps[0].id or self._half_filled(offers["seal"])):
            return BallotScreen(self)
        return Conference(self)

    def _half_filled(self, seal: "Offer") -> bool:
        """Whether the form of the judgement that is open was begun before."""
        from cpsim.present.ballot import form_name

        return bool(self.link.draft(form_name(seal.field("stage").choices[0])))

    def papers_read(self) -> None:
        """The papers were read; go on to the first judgement, or to the table where none is asked."""
        self.link.keep_draft(READ, "yes")
        self.onward()

    def table(self) -> None:
        """To the conference table, whatever else is open there."""
        from cpsim.tui.screens.conference import Conference

        self.show(Conference(self))

    def ballot(self) -> None:
        """To the form of the judgement that is open."""
        from cpsim.tui.screens.ballot import BallotScreen

        self.show(BallotScreen(self))

    def show(self, screen: Screen[None]) -> None:
        """Put `screen` in the place of the journey's last one."""
        if self._begun:
            self.app.switch_screen(screen)
        else:
            self._begun = True
            self.app.push_screen(screen)

    def leave(self) -> None:
        """Leave the game; the screen below comes back. Everything is stored already. Twice is once."""
        if not self._begun:
            return
        self.leave_link()
        self._begun = False
        self.app.pop_screen()

    def leave_link(self) -> None:
        """Close the session, if one is open."""
        if self._link is not None:
            self.doors.close(self._link)
            self._link = None

    @property
    def framework(self) -> "Framework | None":
        """The procedure of the open session; None where none is open."""
        return self._link.book.framework if self._link is not None else None

    def _say(self, words: str) -> None:
        screen = self.app.screen
        if isinstance(screen, CpsimScreen):
            screen.say(words)
