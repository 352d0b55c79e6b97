"""The quiet pages of the debrief: leaving the role, one thing to take away, closing care."""

from collections.abc import Sequence

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.present import labels
from cpsim.present.debrief import every
from cpsim.present.prose import BLANK, Line, Tone, prose, quiet
from cpsim.present.tongue import _


def leaving_the_role(view: View, book: RuleBook) -> tuple[Line, ...]:
    """Out of the role first, before anything is looked at."""
    role = labels.title(view.seat, view.public, book)
    return (
        prose((_("The conference is over."), Tone.STRONG)),
        BLANK,
        prose(_("You were {role}. Now you are yourself again.").format(role=labels.the(role))),
        prose(_("Move your chair a little, say your own name, and one thing about you unlike this part.")),
        BLANK,
        prose(_("Then give one word on how it was. Nothing is discussed yet.")),
    )


def taking_away(log: Sequence[e.Event], view: View) -> tuple[Line, ...]:
    """One thing to do, by when; what was named already."""
    made = [prose(_("Think of the next real conference you will sit in."))]
    made += [prose(_("What is one thing you will do there, and by when?"))]
    for made_before in every(log, e.CommitmentMade):
        if made_before.seat == view.me:
            made += [BLANK, prose((_("You said: "), Tone.QUIET), made_before.words)]
    return tuple(made)


def care(book: RuleBook) -> tuple[Line, ...]:
    """If this stirred something, and where a real worry goes."""
    made = [
        prose((_("If this stirred something. "), Tone.HEAD)),
    ]
    wellbeing = book.framework.rule("wellbeing")
    if wellbeing is not None:
        made.append(prose(wellbeing.text, indent=2))
    made.append(
        prose(
            _("Talk to somebody today: a colleague, your manager or tutor, your doctor, a friend."), indent=2
        )
    )
    made += [BLANK, prose((_("If you are worried about a real child. "), Tone.HEAD))]
    urgent = book.framework.rule("urgent_concern")
    if urgent is not None:
        made.append(prose(urgent.text, indent=2))
    made.append(
        prose(
            _("In danger now: 999. Otherwise tell whoever leads on safeguarding where you work, today."),
            indent=2,
        )
    )
    made += [
        BLANK,
        quiet(_("Everything is saved, and nothing of it says how well you do your work.")),
    ]
    return tuple(made)
