"""The quiet pages of the debrief: leaving the role, one thing to take away, closing care."""

from collections.abc import Mapping, Sequence

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.framework import Framework
from cpsim.present import titles
from cpsim.present.debrief import every
from cpsim.present.prose import BLANK, Line, Tone, Words, head, prose, quiet
from cpsim.present.tongue import N_, _

A_REAL_CHILD = (
    N_("If a child is in danger now, ring the emergency services: 999, or 112 in most of Europe."),
    N_(
        "If you are worried about a child, tell the person who leads on safeguarding where you work "
        "or study, or ring the children's services of the area where the child lives."
    ),
)
"""What to do about a real child, wherever one is."""
IN_A_LINE = N_(
    "Worried about a real child? Tell whoever leads on safeguarding where you work or study, or the children's "
    "services of the child's area; in danger now, the emergency services."
)
"""The same for the foot of a sheet, which has one line."""


def about_a_real_child(framework: Framework | None) -> tuple[Words, ...]:
    """What to do about a real child; last the area's own words, if an area is known and has any."""
    rule = framework.rule("urgent_concern") if framework is not None else None
    return (*(_(words) for words in A_REAL_CHILD), *((rule.text,) if rule is not None else ()))


def leaving_the_role(view: View, book: RuleBook) -> tuple[Line, ...]:
    """Out of the role first, before anything is looked at."""
    role = titles.title(view.seat, view.public, book)
    return (
        prose((_("The conference is over."), Tone.STRONG)),
        BLANK,
        prose(_("You were {role}. Now you are yourself again.").format(role=titles.the(role))),
        prose(_("Move your chair a little, say your own name, and one thing about you unlike this part.")),
        BLANK,
        prose(_("Then give one word on how it was. Nothing is discussed yet.")),
    )


def said_so_far(log: Sequence[e.Event], view: View, book: RuleBook) -> tuple[Line, ...]:
    """The one word of each who gave one; where somebody gave another, the newer."""
    said = {event.seat: event.word for event in every(log, e.WordGiven)}
    return _by_whom(said, view, book)


def _by_whom(said: Mapping[str, Words], view: View, book: RuleBook) -> tuple[Line, ...]:
    if not said:
        return ()
    made = [BLANK, head(_("Said so far"))]
    for seat in view.public.seats:
        if seat.id in said:
            who = titles.title(seat, view.public, book)
            made.append(prose((f"{who}: ", Tone.QUIET), "“", said[seat.id], "”", indent=2, hang=4))
    return tuple(made)


def taking_away(log: Sequence[e.Event], view: View, book: RuleBook) -> tuple[Line, ...]:
    """One thing to do, by when; what was named already, the newest of each."""
    made = [prose(_("Think of the next real conference you will sit in."))]
    made += [prose(_("What is one thing you will do there, and by when?"))]
    said = {event.seat: event.words for event in every(log, e.CommitmentMade)}
    mine = said.pop(view.me, None)
    if mine is not None:
        made += [BLANK, prose((_("You said: "), Tone.QUIET), mine)]
    return (*made, *_by_whom(said, view, book))


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
    made += [prose(words, indent=2) for words in about_a_real_child(book.framework)]
    made += [
        BLANK,
        quiet(_("Everything is saved, and nothing of it says how well you do your work.")),
    ]
    return tuple(made)
