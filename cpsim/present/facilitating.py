"""The words of facilitating: what may be done, what to say to somebody who is upset, the papers to read."""

from collections.abc import Sequence

from cpsim.conference import events as e
from cpsim.conference.rules.facilitating import ALOUD, LEFT_OUT
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.framework import Framework
from cpsim.model.words import Driver, Whose
from cpsim.present import labels, titles
from cpsim.present.closing import about_a_real_child
from cpsim.present.hearing import ring, untold_line, untold_of
from cpsim.present.prose import BLANK, Line, Tone, Words, head, prose, quiet
from cpsim.present.tongue import N_, _

ACTS = (
    ("drive", N_("I step out, or am back; or a seat changes hands"), "h"),
    ("pause", N_("Pause everything"), "p"),
    ("go_on", N_("Go on after the pause"), "p"),
    ("correct", N_("Correct a card: it went up by mistake, or as the wrong kind"), "x"),
    ("done_aloud", N_("On to the next step: this one was done aloud, or is left out"), "s"),
    ("reveal", N_("Show the line of judgements"), "v"),
    ("bring", N_("Something arrives"), "i"),
    ("journal", N_("A note for the journal"), "j"),
    ("open_papers", N_("Open the facilitator's papers"), "o"),
    ("end_now", N_("End the conference here"), ""),
)
"""Acts with their words and keys, in the order they are listed."""

DRIVERS = {
    Driver.PERSONS: N_("somebody at the table sits there"),
    Driver.SIMULATED: N_("the program plays it"),
    Driver.ABSENT: N_("it stays empty; nobody waits for it"),
}
"""Who may move a seat."""

UPSET = (
    N_(
        "Stop for that person, not for the program: everything waits as long as you like, and nothing is lost."
    ),
    N_(
        "F2 blanks the screen. Nobody has to say why, or to come back; their seat can be played by the program."
    ),
    N_("Ask what would help: a break, company, somebody to ring. Do not ask what happened."),
    N_(
        "If they speak of a real child, or of themselves: listen, promise nothing you cannot keep, and follow "
        "your own safeguarding procedure today."
    ),
)
"""What to do about somebody who is upset, or who speaks of a real child."""


def acts() -> tuple[tuple[str, str, str], ...]:
    """The acts of facilitating by name, each with its words and its key, in the order they are listed."""
    return tuple((name, _(words), key) for name, words, key in ACTS)


def drivers() -> dict[Driver, str]:
    """Who may move a seat, in words."""
    return {driver: _(words) for driver, words in DRIVERS.items()}


def upset(framework: Framework | None) -> tuple[Words, ...]:
    """What to do about somebody who is upset, or who speaks of a real child in that area, a paragraph each."""
    afterwards = _("Afterwards tell the others only that there is a pause.")
    return (*(_(words) for words in UPSET), *about_a_real_child(framework), afterwards)


def ways() -> tuple[tuple[str, str], ...]:
    """How a step may have ended before its time, each with its words, in the order they are listed."""
    return (
        (ALOUD, _("The table did it aloud, without the screen")),
        (LEFT_OUT, _("It is left out")),
    )


MISTAKE, KIND, WHOSE = "mistake", "kind", "whose"
"""What may be wrong with a card."""
OWN = "own"
"""Stands where a card is nobody's word but its holder's."""


def wrong() -> tuple[tuple[str, str], ...]:
    """What may be wrong with a card, each with its words, in the order they are listed."""
    return (
        (MISTAKE, _("It went up by mistake: it goes back to its holder")),
        (KIND, _("It is another kind of statement")),
        (WHOSE, _("It is somebody else's word")),
    )


def whose(but: Whose | None, *, all_of: bool) -> tuple[tuple[str, str], ...]:
    """Whose word a card may be, each with its words, first nobody's but the holder's own (`OWN`).

    Without `but`, as it stands now, unless `all_of`.
    """
    own = (OWN, _("Nobody else's: their own"))
    others = [(one.value, labels.whose(one).capitalize()) for one in Whose]
    return tuple(one for one in (own, *others) if all_of or one[0] != (but or OWN))


def papers(log: Sequence[e.Event], view: View, book: RuleBook) -> tuple[Line, ...]:
    """Every folder with what was said of it, then the key's answers with their reasons, then what may arrive.

    `log` holds the papers, which its seat has opened.
    """
    opened = next(event for event in log if isinstance(event, e.FacilitatorsPapers))
    hidden = untold_of([fact for part in opened.slices for fact in part.facts], log, view)
    made: list[Line] = [quiet(_("● was said at the table   ○ is still in the folder")), *untold_line(hidden)]
    for part in opened.slices:
        made += [BLANK, head(titles.role(part.role, book))]
        for fact in part.facts:
            mark = f"{ring(fact.id, view.board, hidden)} "
            limits = ", ".join(labels.handling(one) for one in fact.handling)
            made.append(
                prose(mark, fact.words, (f"  ({limits})" if limits else "", Tone.QUIET), indent=2, hang=4)
            )
    made += [BLANK, head(_("The key")), quiet(opened.key.made_by)]
    for item in opened.key.items:
        taken = _(" or ").join(labels.answer(item.at, value, book.framework) for value in item.accepted)
        stage = _("before") if item.stage == "before" else _("after")
        whose = f", {titles.role(item.role, book)}" if item.role else ""
        name = f"{labels.question(item.at, view.public.children)} ({stage}{whose}): "
        made.append(prose((name, Tone.QUIET), (taken, Tone.STRONG), indent=2, hang=4))
        made.append(quiet(item.reason, indent=4))
    if opened.injects:
        made += [BLANK, head(_("What may arrive"))]
        for inject in opened.injects:
            made.append(prose((inject.title, Tone.STRONG), "  ", (inject.when, Tone.QUIET), indent=2))
            made.append(prose(inject.words, indent=4))
    return tuple(made)
