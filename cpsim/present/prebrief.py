"""What a learner is told before anything begins: fiction, what is kept and who sees it, wellbeing, scores."""

from cpsim.model.said import Said
from cpsim.present.prose import BLANK, Line, Tone, prose
from cpsim.present.tongue import _


def prebrief(content_note: Said) -> tuple[Line, ...]:
    """The page that is read once before a game."""
    return (
        prose(
            (_("Invented. "), Tone.HEAD),
            _("Nobody in this case exists, and nothing you do in it can harm a child. "),
            _("Please keep real people out of what you type."),
        ),
        BLANK,
        prose(
            (_("What is kept, and who sees it. "), Tone.HEAD),
            _(
                "What you choose and type is stored on this computer and goes nowhere else; whoever owns "
                "the computer can read it. The table hears what you say. A judgement you seal is shown later "
                "without your name, and with names only at the end."
            ),
        ),
        BLANK,
        prose(
            (_("You. "), Tone.HEAD),
            content_note,
            " ",
            _("F2 blanks the screen at once; Ctrl+Q leaves, and everything is saved."),
        ),
        BLANK,
        prose(
            (_("Scores. "), Tone.HEAD),
            _(
                "At the end your judgements are laid beside a key. It is an opinion, and you see its reasons "
                "first. There is no total and no pass mark, and it says nothing about how you do your work. "
                "You need not look at the numbers at all."
            ),
        ),
    )


def read_before(printed_in: Said) -> Line:
    """The question whether the case is known."""
    return prose(
        (_("Have you read this case before? "), Tone.STRONG),
        _("All its papers are printed in "),
        printed_in,
        ".",
    )
