"""What to do about a real child, and what to do if this touches oneself."""

from typing import ClassVar

from cpsim.model.framework import Framework
from cpsim.present.closing import about_a_real_child
from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.lines import Line, Tone, Words, line

INVENTED = (
    "This is an exercise with invented people. Nothing you write here reaches anybody: "
    "please do not write about a real child in it."
)
ABOUT_YOURSELF: tuple[Words, ...] = (
    (
        "A case like this can bring back memories, or bring somebody you know to mind. "
        "You need no reason to stop."
    ),
    "F2 blanks the screen, Ctrl+Q leaves, and everything is kept.",
    "Talk to somebody: your manager or tutor, your doctor, or a person you trust.",
)


class RealChild(Reader):
    """The page."""

    PLACE: ClassVar[str] = "Real worries"

    def __init__(self, framework: Framework | None = None) -> None:
        """`framework` is that of the game that is open: its own words on an urgent worry stand there too."""
        page: list[Line | Words] = [line(("A real child", Tone.STRONG))]
        for sentence in (INVENTED, *about_a_real_child(framework)):
            page += [line(sentence, indent=2), ""]
        page.append(line(("If this upsets you", Tone.STRONG)))
        for sentence in ABOUT_YOURSELF:
            page += [line(sentence, indent=2), ""]
        super().__init__("Worried about a real child, or upset", page)
