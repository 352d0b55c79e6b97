"""What every rule of procedure asks first: is it this step, this part, this floor."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cpsim.conference import agenda
from cpsim.conference.offers import Offer
from cpsim.conference.parts import DueDate
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.state import State
from cpsim.conference.view import View
from cpsim.conference.visibility import Emission
from cpsim.model.content import Content, RuleBook
from cpsim.model.framework import Step
from cpsim.model.words import Driver, SeatKind, Side


@dataclass(frozen=True, slots=True)
class Scene:
    """What an effect may use: everything the host knows, whose act it is, and dates worked out for it."""

    content: Content
    book: RuleBook
    state: State
    seat: str
    dates: tuple[DueDate, ...] = ()

    @property
    def view(self) -> View:
        """The acting seat's own view."""
        return self.state.view(self.seat)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of act: when it is open, from the seat's own view; and what follows from it."""

    offer: Callable[[RuleBook, View], Offer | Refusal]
    effect: Callable[[Scene, Any], list[Emission]]


def step(book: RuleBook, view: View) -> Step:
    """The present step."""
    return agenda.step_of(book, view.public.step)


def side(book: RuleBook, view: View) -> Side | None:
    """The acting seat's side of the table."""
    return agenda.side_of(book, view.seat)


def closed(book: RuleBook, view: View, act: str) -> Refusal | None:
    """Why `act` cannot be open to this seat in this step at all, or None where it may be."""
    if not view.public.step:
        return Refusal(Why.NOT_IN_THIS_STEP)
    seat = view.seat
    if seat.driver is Driver.ABSENT:
        return Refusal(Why.ABSENT)
    if seat.kind is not SeatKind.PARTICIPANT and not agenda.in_debrief(view.public.step):
        return Refusal(Why.OBSERVING)
    now = step(book, view)
    if act not in now.acts:
        return Refusal(Why.NOT_IN_THIS_STEP, rule="step_order", about=(now.id,))
    return None


def only_chair(book: RuleBook, view: View) -> Refusal | None:
    """Why this seat cannot do what the chair does, or None for the chair."""
    return None if side(book, view) is Side.CHAIR else Refusal(Why.ONLY_THE_CHAIR)


def quiet(view: View) -> Refusal | None:
    """Why nothing new can begin while a question stands or somebody speaks, or None."""
    if view.public.question is not None:
        return Refusal(Why.QUESTION_STANDS, about=(view.public.question.to,))
    if view.public.floor is not None:
        return Refusal(
            Why.SOMEBODY_HAS_THE_FLOOR, rule="one_professional_at_a_time", about=(view.public.floor,)
        )
    return None


def about(scene: Scene, child: str | None) -> str | None:
    """Whom an act is about that names no child: the one there is, or None for several."""
    children = scene.state.public.children
    return children[0].id if child is None and len(children) == 1 else child


def first(*refusals: Refusal | None) -> Refusal | None:
    """The first reason that stands, or None."""
    return next((refusal for refusal in refusals if refusal is not None), None)
