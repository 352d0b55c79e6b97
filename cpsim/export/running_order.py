"""The order of a session at a table: each step with who leads it, about how long, and what to say.

Made of the area's agenda and the pace alone, so it is the same whoever leads, and holds nothing of the case.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cpsim.conference import agenda
from cpsim.conference.minutes import BREAK, WELCOME, minutes_of, part_of
from cpsim.conference.rules.chairing import PARTICIPATION
from cpsim.model.case import Child, Pace
from cpsim.model.content import RuleBook
from cpsim.model.framework import Step
from cpsim.model.said import Said
from cpsim.model.words import Side, Stage
from cpsim.present import labels, titles
from cpsim.present.agenda import groups_of
from cpsim.present.prose import Words
from cpsim.present.timing import spoken_time
from cpsim.present.tongue import N_, _, plural

DEBRIEF_SAYS = {
    "D1": (
        N_(
            "Leave your role: move to another chair, or say your own name aloud. Whoever played family, first."
        ),
        N_("One word each on how it was. Nobody comments yet."),
    ),
    "D2": (
        N_("Who tells the story in one minute, from the child's side?"),
        N_("Then read out the child's story from this set."),
    ),
    "D3": (
        N_("Open the folders: every slip face up on the table."),
        N_("What stayed in a folder, and what made it easy to keep? What did nobody ask?"),
        N_("Say what you saw, what you thought, and ask: what was going on for you?"),
    ),
    "D4": (
        N_("Show first and second judgements beside each other, without names unless all agree."),
        N_("What moved you, and was it new, or only said louder?"),
    ),
    "D5": (
        N_(
            "First what only several folders together could show, what nobody knew, and how the meeting was run."
        ),
        N_("Then read out the key with its reasons. It is an opinion: where do you differ, and why?"),
    ),
    "D6": (N_("One thing each: what will you do at your next conference, and by when?"),),
    "D7": (
        N_("This was invented, and work like it stirs things up. Say whom people can talk to, by name."),
        N_("Collect all slips and this set."),
    ),
}
"""What the facilitator says in the debrief, which is the same in every area."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the running order: a step, or several that are one for those who do not lead."""

    steps: tuple[Step, ...]
    name: str
    leads: str
    happens: tuple[Said, ...]
    """What those who do not lead are told of steps in which nothing has to be said."""
    says: tuple[str, ...]

    @property
    def debrief(self) -> bool:
        """Whether it comes after the conference."""
        return agenda.in_debrief(self.steps[0].id)


@dataclass(frozen=True, slots=True)
class Times:
    """About how many whole minutes the parts of a session at a table take; together they are the session."""

    welcome: int
    stops: tuple[int, ...]
    """For every stop of the running order; 0 where it is left out."""
    pause: int
    """The break before the debrief; 0 for none."""


def stops(book: RuleBook, children: Sequence[Child]) -> tuple[Stop, ...]:
    """Every stop in order; `children` are those the conference is about."""
    spoken: set[Side] = set()
    found = []
    for group in groups_of(book):
        found.append(_stop(group, book, children, spoken))
        spoken.update(side for step in group if "share" in step.acts for side in step.speaks)
    return tuple(found)


def _stop(group: list[Step], book: RuleBook, children: Sequence[Child], spoken: set[Side]) -> Stop:
    said = {step.id: _says(step, book, children, spoken) for step in group}
    return Stop(
        steps=tuple(group),
        name=str(group[0].name) if len(group) == 1 else _("The opening"),
        leads=_leads(group[0], book),
        happens=tuple(step.explains for step in group if not said[step.id]),
        # An item may go to the chair at more than one step of a group; it is asked for once.
        says=tuple(dict.fromkeys(words for step in group for words in said[step.id])),
    )


def times(pace: Pace, book: RuleBook, order: Sequence[Stop]) -> Times:
    """The minutes of each stop of `order` at `pace`, as the pace has them."""
    known = minutes_of(pace, book)
    return Times(
        known[WELCOME],
        tuple(known.get(part_of(stop.steps[0]), 0) for stop in order),
        known.get(BREAK, 0),
    )


def _leads(step: Step, book: RuleBook) -> str:
    if agenda.in_debrief(step.id) or step.opens == Stage.BEFORE:
        return _("facilitator")
    return _("chair") if step.leads is Side.CHAIR else _("facilitator")


def _says(step: Step, book: RuleBook, children: Sequence[Child], spoken: set[Side]) -> list[str]:
    if step.id in DEBRIEF_SAYS and agenda.in_debrief(step.id):
        return [_(words) for words in DEBRIEF_SAYS[step.id]]
    return [
        *_papers(step),
        *_before(step, children),
        *_round(step, book, titles.whom(children), spoken),
        *_judgements(step),
        *_end(step, book),
    ]


def _papers(step: Step) -> list[str]:
    if step.opens == Stage.BEFORE:
        return [
            _("Read your slip, both sides. Show it to nobody until the folders are opened."),
            _("Fill in the first judgement from your own papers alone, and fold the slip over it."),
        ]
    return []


def _before(step: Step, children: Sequence[Child]) -> list[str]:
    said = []
    if "take_to_chair" in step.acts and step.floor != "round":
        said.append(_("Is an item marked for the chair first? Take it to the chair now, quietly."))
    if "decide_participation" in step.acts:
        ways = _(", or ").join(_(labels.PARTICIPATION[how]) for how in PARTICIPATION)
        asked = _("How does {child} take part? {child} {ways}.")
        said += [asked.format(child=child.name, ways=ways) for child in children if not child.unborn]
    return said


def _round(step: Step, book: RuleBook, child: Words, spoken: set[Side]) -> list[str]:
    if step.floor != "round" or "share" not in step.acts:
        return []
    said = []
    if spoken.issuperset(step.speaks):
        more = plural("{n} more item", "{n} more items", book.pace.added)
        said.append(
            _("Does anything in a folder still need to be heard? Up to {more} each.").format(more=more)
        )
    elif Side.FAMILY in step.speaks:
        said.append(
            _("To the family, and to whoever speaks for {child}: what do you make of what you heard?").format(
                child=child
            )
        )
        said.append(_("What would help, and what would not?"))
    else:
        items = plural("{n} item", "{n} items", book.pace.items)
        said.append(
            _("One at a time: up to {items}, each with its number and its word first.").format(items=items)
        )
        said.append(_("Close with one sentence: what does this mean for {child}'s day?").format(child=child))
        time = spoken_time(book.pace.speaking_seconds)
        said.append(_("About {time} minutes each; nobody is cut off.").format(time=time))
        questions = plural("{n} question", "{n} questions", book.questions)
        said.append(
            _("Between turns anybody may ask: {questions} each. “How do we know?” counts as one.").format(
                questions=questions
            )
        )
    return said


def _judgements(step: Step) -> list[str]:
    said = []
    if "summarise" in step.acts:
        said.append(_("The chair sums up what was heard, for and against. Nothing new is added."))
    if step.opens == Stage.AFTER:
        said.append(_("Before anybody speaks: fill in the second judgement, and fold the slip over it."))
    if "speak_view" in step.acts:
        said.append(_("Then one after the other: has suffered, is likely to, which plan, and why."))
    if step.reveals is not None:
        said.append(_("Show what everybody sealed, without names, before the chair decides."))
    if "decide" in step.acts:
        said.append(_("The chair decides, and says on which grounds."))
    if "dissent" in step.acts:
        said.append(_("Whoever sees it differently may have that written down, with the reason."))
    return said


def _end(step: Step, book: RuleBook) -> list[str]:
    said = []
    if "plan_line" in step.acts:
        said.append(_("One line from each agency: what it wants, how, who, by when, how we will know."))
    if "contingency" in step.acts and "contingency" not in book.pace.leaves_out:
        said.append(_("What happens if circumstances change?"))
    if "name_lead" in step.acts:
        said.append(_("Settle who leads the plan and who is in the core group, and read out the dates."))
    return said
