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
from cpsim.tui.widgets.text_view import Say


class ChooseRole(CpsimScreen[None]):
    """Role, then pace, then area; each is asked only where there is something to choose."""

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
        self._role = role
        self._pace, self._pace_first = pace, pace
        self._area: str | None = None
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
            roles = (Choice(role.id, role.title) for role in self._pack.roles)
            self._show("Who will you be?", roles)
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
        else:
            await self._begin(self._pace)

    def _show(self, question: str, choices: Iterable[Choice]) -> None:
        made = [*choices, BACK]
        self.query_one("#question", Say).set_lines(line((question, Tone.STRONG)), "")
        shown = self.query_one(ChoiceList)
        shown.set_choices(made)
        shown.highlight(made[0].id)
        self._explain(made[0].id)

    @on(ChoiceList.Highlighted)
    def _highlighted(self, event: ChoiceList.Highlighted) -> None:
        """Say what the choice under the mark means."""
        self._explain(event.id)

    def _explain(self, choice: str) -> None:
        self.query_one("#about", Say).set_lines(*self._about(choice))

    def _about(self, choice: str) -> list[Words]:
        for role in self._pack.roles:
            if self._role == "" and role.id == choice:
                papers = (
                    ""
                    if role.has_folder
                    else "This role has few papers; its part is to bring the others together."
                )
                return [role.purpose, "", papers]
        return []

    @on(ChoiceList.Chosen)
    async def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Take the answer and ask the next question."""
        event.stop()
        if event.id == BACK.id:
            return  # the frame goes back
        if self._role == "":
            self._role = event.id
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
        """Back to the page before."""
        self._journey.begin(self._pack, self._pace_first)
