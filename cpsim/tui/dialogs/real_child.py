"""What to do about a real child, and what to do if this touches oneself."""

from typing import ClassVar

from cpsim.tui.dialogs.reader import Reader
from cpsim.tui.lines import Line, Tone, Words, line

ABOUT_A_CHILD: tuple[Words, ...] = (
    (
        "This is an exercise with invented people. Nothing you write here reaches anybody: "
        "please do not write about a real child in it."
    ),
    "If a child is in danger now, ring the emergency services: 999, or 112 in most of Europe.",
    (
        "If you are worried about a child, tell the person who leads on safeguarding where you work "
        "or study, or ring the children's services of the area where the child lives."
    ),
    "In Jersey that is the Children and Families Hub, telephone 519000.",  # source: S0
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

    def __init__(self) -> None:
        page: list[Line | Words] = [line(("A real child", Tone.STRONG))]
        for sentence in ABOUT_A_CHILD:
            page += [line(sentence, indent=2), ""]
        page.append(line(("If this upsets you", Tone.STRONG)))
        for sentence in ABOUT_YOURSELF:
            page += [line(sentence, indent=2), ""]
        super().__init__("Worried about a real child, or upset", page)
