"""Who one will be, how long it may take, and under which area's procedure where there is a choice."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.model.content import Options
from cpsim.session.doors import PackInfo, Start
from cpsim.tui.journey import Journey
from cpsim.tui.lines import Tone, Words, line
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.guide import doing
from cpsim.tui.widgets.text_view import Say

BEGIN = "begin"
OBSERVE = Choice("observe", "Observe", does="observe")
OBSERVING = "You play nobody: you see and hear what the whole table does, and take no part."
FEW_PAPERS = "This role has few papers; its part is to bring the others together."


class ChooseRole(CpsimScreen[None]):
    """Role, then pace, then area; each is asked only where there is something to choose.

    Nothing is begun before the role that was chosen stands there once more, with the way back to the others.
    """

    PLACE: ClassVar[str] = "Choose a role"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "You play one professional and hold that agency's papers alone. The program plays the others.",
    )
    DEFAULT_CSS = """
    ChooseRole #about { margin-top: 1; padding-left: 2; height: 1fr; }
    """

    def __init__(
        self, journey: Journey, pack: PackInfo, *, role: str | None, pace: str | None, known: bool
    ) -> None:
        """`role` is a role already chosen, an empty word to ask, or None to observe; `pace` None asks."""
        super().__init__()
        self._journey, self._pack, self._known = journey, pack, known
        self._role = self._role_first = role
        # A role that a command line named was chosen with more care than a press of a key.
        self._sure = bool(role) and role == journey.role
        self._pace, self._pace_first = pace, pace
        self._area: str | None = None
        self._last = ""
        """The role that was chosen last, for whoever comes back to the roles."""
        self.heading = pack.title
        self.next_key = ("Enter", "choose")

    def body(self) -> ComposeResult:
        """One question at a time, and what the choice under the mark means."""
        yield Say(id="question")
        yield ChoiceList()
        yield Say(id="about")

    async def on_mount(self) -> None:
        """Ask the first question that is open."""
        self.query_one(ChoiceList).focus()
        await self._ask()

    async def _ask(self) -> None:
        """Ask what is still open; where nothing is, begin."""
        if self._role == "":
            roles = [Choice(role.id, role.title) for role in self._pack.roles]
            self.place = "Choose a role"
            self._show("Who will you be?", [*roles, OBSERVE], first=self._last)
        elif self._pace is None:
            # The usual pace first: whoever presses Enter through gets it.
            paces = sorted(self._pack.paces, key=lambda pace: pace.id != "standard")
            self.place = "Choose a pace"
            self._show(
                "How long do you have?",
                (Choice(pace.id, pace.title, mark=f"about {pace.minutes} minutes") for pace in paces),
            )
        elif self._area is None and len(self._pack.frameworks) > 1:
            self.place = "Choose an area"
            areas = (Choice(slug, title) for slug, title in self._pack.frameworks)
            self._show("Under which area's procedure?", areas)
        elif not self._sure:
            self.place = "Your role"
            begin = Choice(BEGIN, "Read your papers, and begin", does="read your papers")
            self._show(self._chosen_words(), [begin], back=self._back_words())
        else:
            await self._begin(self._pace)

    def _chosen_words(self) -> str:
        titles = {role.id: role.title for role in self._pack.roles}
        if self._role is None:
            return "You will observe."
        return f"You will be: {titles.get(self._role, self._role)}."

    def _back_words(self) -> str:
        return "Choose another role" if self._role_first == "" else str(BACK.label)

    def _show(
        self, question: str, choices: Iterable[Choice], *, first: str = "", back: Words = "Back"
    ) -> None:
        made = [*choices, replace(BACK, label=back, does=doing(back) if back != BACK.label else BACK.does)]
        self.query_one("#question", Say).set_lines(line((question, Tone.STRONG)), "")
        shown = self.query_one(ChoiceList)
        shown.set_choices(made)
        shown.highlight(made[0].id)
        shown.highlight(first)
        self._explain(shown.highlighted or "")

    @on(ChoiceList.Highlighted)
    def _highlighted(self, event: ChoiceList.Highlighted) -> None:
        """Say what the choice under the mark means."""
        self._explain(event.id)

    def _explain(self, choice: str) -> None:
        self.query_one("#about", Say).set_lines(*self._about(choice))

    def _about(self, choice: str) -> list[Words]:
        chosen = self._role if choice == BEGIN else choice if self._role == "" else ""
        if chosen in (None, OBSERVE.id):
            return [OBSERVING]
        for role in self._pack.roles:
            if role.id == chosen:
                papers = "" if role.has_folder else FEW_PAPERS
                return [role.purpose, "", papers]
        return []

    @on(ChoiceList.Chosen)
    async def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Take the answer and ask the next question."""
        event.stop()
        if event.id == BACK.id:
            return  # the frame goes back
        if event.id == BEGIN:
            self._sure = True
        elif self._role == "":
            self._last = event.id
            self._role = None if event.id == OBSERVE.id else event.id
        elif self._pace is None:
            self._pace = event.id
        else:
            self._area = event.id
        await self._ask()

    async def _begin(self, pace: str) -> None:
        wanted = self._journey.wanted
        options = replace(
            wanted.options if wanted is not None else Options(),
            pace=pace,
            scores=self._journey.doors.preferences().scores,
            read_before=self._known,
        )
        first = wanted.framework if wanted is not None else self._pack.frameworks[0][0]
        area = self._area or first
        await self._journey.start(Start(self._pack.slug, self._role, area, options))

    def go_back(self) -> None:
        """Back to the roles where one was chosen here, else to the page before."""
        if self._role == "" or self._role_first != "":
            self._journey.begin(self._pack, self._pace_first)
            return
        self._role, self._pace, self._area = "", self._pace_first, None
        self.call_later(self._ask)
