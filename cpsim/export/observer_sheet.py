"""An observer's sheet, one page for each task: what to watch for, where to note it, and how to say it later.

Made of the task and the title of the meeting alone; it holds nothing of any folder and nothing of the key.
"""

from cpsim.export.sheets import Block, Columns, Heading, Points, Room, Sheet, Text
from cpsim.model.words import Watch
from cpsim.present import table
from cpsim.present.prose import Words
from cpsim.present.tongue import N_, _

_LOOK = {
    Watch.CHILDS_VOICE: (
        N_("When does the table speak of what the child said, did or showed, and who brings it in?"),
        N_("In whose words: the child's own, or somebody's reading of them?"),
        N_(
            "When does the talk turn to adults, services or dates, and who brings it back to the child's day?"
        ),
        N_("Does what the child said weigh in the recommendations and in the decision?"),
    ),
    Watch.FACTS_AND_OPINIONS: (
        N_("What is an item called: fact, observation, allegation or opinion? Would you have called it so?"),
        N_("Who asks “How do we know?”, and what happens to the card then?"),
        N_("When does something that one person said become what everybody knows?"),
        N_("On what do the recommendations rest: on facts, or on what was repeated most?"),
    ),
    Watch.PARENTS: (
        N_("What words are used to the parents, and are they other words when they are not there?"),
        N_("Are they asked what they make of it, and what would help? Is there time for the answer?"),
        N_("Is anything good that they do named, and does it stay in the picture?"),
        N_("When is a parent explained (“she is like that”), and when is a situation?"),
    ),
}
"""What to look for with each task."""

_MISSED = {
    Watch.CHILDS_VOICE: N_("Moments when the child was not in the room"),
    Watch.FACTS_AND_OPINIONS: N_("Moments when nobody asked"),
    Watch.PARENTS: N_("Moments when somebody could have spoken otherwise"),
}


def observer_sheets(strap: Words, foot: Words) -> tuple[Sheet, ...]:
    """A sheet for each task an observer may have; `strap` says what meeting it is, `foot` stands under it."""
    return tuple(_sheet(watch, words, strap, foot) for watch, words in table.watches().items())


def _sheet(watch: Watch, words: str, strap: Words, foot: Words) -> Sheet:
    return Sheet(
        id=f"observer_{watch.value}",
        title=_("Observer"),
        strap=strap,
        warning=_("You watch, say nothing until you are asked, and have no folder. Judge no person."),
        blocks=(
            Text(words, lead=_("You watch for:")),
            Heading(_("What to look for")),
            Points(tuple(_(one) for one in _LOOK[watch])),
            Heading(_("What to note")),
            Text(
                _("Roles, not names, and the words as nearly as you can; what you saw before what you think.")
            ),
            Room(_("At which step, who, and what was said or done"), 7),
            Room(_(_MISSED[watch]), 2),
            *_for_the_debrief(),
        ),
        foot=foot,
    )


def _for_the_debrief() -> tuple[Block, ...]:
    """The form in which an observation is offered, so that whoever it is about can answer."""
    return (
        Heading(_("For the debrief")),
        Text(
            _(
                "You are asked when it is talked about how the meeting was run. Choose two things, one that went "
                "well. Say of each what was done, not what somebody is like, and wait for the answer."
            )
        ),
        Columns(
            (
                (Room(_("I saw"), 2), Room(_("I thought"), 2), _asking()),
                (Room(_("I saw"), 2), Room(_("I thought"), 2), _asking()),
            )
        ),
    )


def _asking() -> Text:
    return Text(_("“What was going on for you?”"), lead=_("And ask:"))
