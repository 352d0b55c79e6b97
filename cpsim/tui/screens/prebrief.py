"""Before anything begins: what this is, what is kept, how one is looked after, and who has read the case."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.present import prebrief
from cpsim.session.doors import PackInfo
from cpsim.tui.journey import Journey
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.shown import shown
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.menu import Menu
from cpsim.tui.widgets.text_view import Say, TextView

CHAIR = Choice("chair", "Take the chair", hint="who leads knows the papers least", does="take the chair")
OBSERVE = Choice("observe", "Observe", hint="you see what the table sees and play nobody", does="observe")
KNOWN = Choice("known", "I have read this case before", does="say what to do then")
OTHER = Choice("other", "Choose another case", does="go back to the cases")


class Prebrief(CpsimScreen[None]):
    """One page and one question."""

    PLACE: ClassVar[str] = "Before you begin"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Read this once. Then say whether you know the case already; whoever does is not judging fresh.",
    )

    def __init__(self, journey: Journey, pack: PackInfo, pace: str | None) -> None:
        super().__init__()
        self._asks_what_then = False
        self._journey, self._pack, self._pace = journey, pack, pace
        self.heading = pack.title
        self.next_key = ("Enter", "choose")

    def body(self) -> ComposeResult:
        """The page, the question, the answers."""
        text = TextView(shown(prebrief.prebrief(self._pack.content_note)))
        yield text
        yield Say(*self._question(), id="question")
        yield Menu(text, choices=self._answers())

    def _question(self) -> list[Line | Words]:
        if self._pack.printed_in is None:
            return [line(("Ready?", Tone.STRONG))]
        return ["", *shown([prebrief.read_before(self._pack.printed_in)])]

    def _answers(self) -> list[Choice]:
        if self._pack.printed_in is None:
            return [self._on("Go on", "fresh"), BACK]
        return [self._on("I have not read this case", "fresh"), KNOWN, BACK]

    def _on(self, words: str, answer: str, hint: str = "") -> Choice:
        """The choice that leads on: to the roles, or to the papers of the role that was named already."""
        does = "read the papers" if self._journey.role else "choose a role"
        label = f"{words}: {does}" if answer == "fresh" else words
        return Choice(answer, label, hint=hint, does=does, after_reading=answer == "fresh")

    def on_mount(self) -> None:
        """The keyboard is in the list."""
        self.query_one(Menu).focus()

    @on(ChoiceList.Chosen)
    async def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Go on, or ask who knows the case what to do about it."""
        event.stop()
        match event.id:
            case "back":
                return  # the frame goes back
            case "other":
                self._journey.leave()
            case "known":
                self._offer_others()
            case "chair":
                self._choose_role(role="chair", known=True)
            case "observe":
                self._choose_role(role=None, known=True)
            case answer:
                self._choose_role(role=self._journey.role, known=answer == "anyway")

    def _offer_others(self) -> None:
        """Who has read the case judges better from where the papers matter less."""
        self._asks_what_then = True
        self.query_one("#question", Say).set_lines(
            "",
            line(("Then it would be no first look. ", Tone.STRONG), "What would you like to do?"),
        )
        chair = any(role.id == "chair" for role in self._pack.roles)
        others = [CHAIR] if chair else []
        same = "Play the role you named" if self._journey.role else "Choose a role"
        anyway = self._on(f"{same} all the same", "anyway", "the debrief will say that you knew the case")
        self.query_one(Menu).set_choices([*others, OBSERVE, anyway, OTHER, BACK])
        self.query_one(Menu).highlight(others[0].id if others else OBSERVE.id)

    def _choose_role(self, *, role: str | None, known: bool) -> None:
        from cpsim.tui.screens.choose_role import ChooseRole

        self._journey.show(ChooseRole(self._journey, self._pack, role=role, pace=self._pace, known=known))

    def go_back(self) -> None:
        """Back to the question before, or to the first screen."""
        if not self._asks_what_then:
            self._journey.leave()
            return
        self._asks_what_then = False
        self.query_one("#question", Say).set_lines(*self._question())
        self.query_one(Menu).set_choices(self._answers())
        self.query_one(Menu).highlight(KNOWN.id)
