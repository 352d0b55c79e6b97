"""Where the conference is: the step in words, whose floor it is, and about how long is left."""

from dataclasses import dataclass

from cpsim.conference.agenda import awaited, in_debrief, step_of, steps_of
from cpsim.conference.minutes import minutes_from
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.framework import Step
from cpsim.model.said import Said
from cpsim.present import labels, titles
from cpsim.present.tongue import _


@dataclass(frozen=True, slots=True)
class Where:
    """The agenda line of one moment."""

    step: str
    name: Said
    explains: str
    number: int
    """Counted from 1; steps shown as one screen count once."""
    of: int
    minutes_left: int
    floor: str
    """Whose floor it is, in words."""
    mine: bool
    """Does the table wait for this seat?"""
    source: str


def where(view: View, book: RuleBook) -> Where:
    """The agenda line for `view`."""
    step = step_of(book, view.public.step)
    groups = groups_of(book)
    number = next(n for n, group in enumerate(groups, 1) if any(one.id == step.id for one in group))
    return Where(
        step.id,
        step.name,
        str(step.explains),
        number,
        len(groups),
        minutes_left(view.public.step, book),
        whose_floor(view, book),
        any(seat.id == view.me for seat in awaited(book, view.public)[:1]) or _ballot_mine(view, book),
        labels.documents(step.source.text),
    )


def _ballot_mine(view: View, book: RuleBook) -> bool:
    return view.public.question is None and any(seat.id == view.me for seat in awaited(book, view.public))


def groups_of(book: RuleBook) -> list[list[Step]]:
    """The parts of a session in order: each step, with those shown as one together."""
    groups: list[list[Step]] = []
    for step in steps_of(book):
        shown_as = step.once_shown_as
        if shown_as is not None and groups and groups[-1][0].once_shown_as == shown_as:
            groups[-1].append(step)
        else:
            groups.append([step])
    return groups


def minutes_left(step_id: str, book: RuleBook) -> int:
    """About how many minutes the rest of the session takes from the beginning of `step_id`, at its pace."""
    steps = steps_of(book)
    if not book.options.alone:
        return max(1, minutes_from(next((step for step in steps if step.id == step_id), steps[0]), book))
    whole = sum(step.minutes for step in steps)
    ids = [step.id for step in steps]
    start = ids.index(step_id) if step_id in ids else 0
    rest = sum(step.minutes for step in steps[start:])
    return max(1, round(rest * book.pace.minutes_alone / whole))


def whose_floor(view: View, book: RuleBook) -> str:
    """Whose floor it is, in a few words."""
    public = view.public
    if in_debrief(public.step):
        return _("debrief")
    if public.question is not None:
        if public.question.to == view.me:
            return _("a question to you")
        return _("a question to {who}").format(who=titles.the(titles.seat(public.question.to, public, book)))
    if public.floor is None:
        return _("the chair leads")
    if public.floor == view.me:
        return _("you have the floor")
    return _("floor: {who}").format(who=titles.the(titles.seat(public.floor, public, book)))
