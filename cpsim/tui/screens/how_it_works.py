"""How a session goes, told once, in the order in which it happens."""

from typing import ClassVar

from textual.app import ComposeResult

from cpsim.tui.actions import EVERYWHERE
from cpsim.tui.dialogs.help import key_lines
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.menu import BACK_WHEN_READ, Menu
from cpsim.tui.widgets.text_view import TextView

STEPS: tuple[tuple[str, str], ...] = (
    ("You choose a role", "Health visitor, teacher, housing officer, doctor, social worker or chair."),
    (
        "You read your papers",
        "What everybody knows, and your own folder. The others at the table have folders of their own.",
    ),
    ("You give a first view", "From your folder alone. It is sealed: nobody sees it until the end."),
    (
        "The conference meets",
        "It goes step by step. On your turn you say some of what you hold; you ask, and ask how they know.",
    ),
    (
        "You give a second view",
        "Sealed again, when everybody has been heard. Then the conference decides and makes its plan.",
    ),
    (
        "All folders are opened",
        "You see what nobody said, and how your views compare with the facilitators', with their reasons.",
    ),
)
KNOW: tuple[str, ...] = (
    "There is nothing to win here, and nothing you do harms anybody in the story.",
    "What you do is recorded on this computer and nowhere else.",
    "Times are a guide; nothing cuts you off.",
    "You may stop at any step; you come back to exactly where you were.",
)


def page() -> list[Line | Words]:
    """The whole text."""
    lines: list[Line | Words] = []
    for number, (what, more) in enumerate(STEPS, 1):
        lines += [line((f"{number}  {what}", Tone.STRONG)), line(more, indent=3), ""]
    lines += [line(("Good to know", Tone.STRONG)), *(line(words, indent=3) for words in KNOW), ""]
    return [*lines, line(("The keys", Tone.STRONG)), *key_lines(EVERYWHERE)]


class HowItWorks(CpsimScreen[None]):
    """The page; Enter reads on and then goes back."""

    PLACE: ClassVar[str] = "How this works"
    ABOUT: ClassVar[tuple[Words, ...]] = ("A page to read; Enter turns it.",)
    DEFAULT_CSS = """
    HowItWorks TextView { max-width: 100; }
    """

    def body(self) -> ComposeResult:
        """The page above the way back."""
        text = TextView(page())
        yield text
        yield Menu(text, choices=[BACK_WHEN_READ])
