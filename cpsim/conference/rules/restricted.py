"""Rules for items that must not simply be said: taken to the chair first, and what the chair answers."""

from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.acts import GiveLeave, TakeToChair
from cpsim.conference.offers import Field, Offer, Shape
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules.common import Scene, closed, first, only_chair, side
from cpsim.conference.view import View
from cpsim.conference.visibility import Emission, emit
from cpsim.model.content import RuleBook
from cpsim.model.words import Side

LEAVES = ("room", "private", "keep_out")
"""What the chair may answer: say what bears on the child; only without the family; not today."""


def offer_take(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to a holder of restricted items that the chair has not heard of yet."""
    refusal = closed(book, view, "take_to_chair")
    if refusal is not None:
        return refusal
    if side(book, view) is Side.CHAIR or agenda.chair_of(book, view.public) is None:
        return Refusal(Why.NOT_YOUR_PART)
    items = tuple(fact.id for fact in view.unsaid if fact.handling and fact.id not in view.own.leaves)
    if not items:
        return Refusal(Why.NOTHING_RESTRICTED)
    return Offer("take_to_chair", (Field("fact", Shape.ONE, items),))


def take(scene: Scene, act: TakeToChair) -> list[Emission]:
    """The chair hears of it, and nobody else."""
    chair = agenda.chair_of(scene.book, scene.state.public)
    assert chair is not None, "the offer is open only with a chair"
    fact = next(item for item in scene.view.own.folder if item.id == act.fact)
    return [emit(e.TakenToChair(scene.seat, fact), scene.seat, chair.id)]


def offer_leave(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to the chair while somebody waits for an answer about a restricted item."""
    refusal = first(closed(book, view, "give_leave"), only_chair(book, view))
    if refusal is not None:
        return refusal
    waiting = tuple(fact for fact, asked in view.own.leaves.items() if asked.leave is None)
    if not waiting:
        return Refusal(Why.NOBODY_ASKED_LEAVE)
    return Offer("give_leave", (Field("fact", Shape.ONE, waiting), Field("leave", Shape.ONE, LEAVES)))


def leave(scene: Scene, act: GiveLeave) -> list[Emission]:
    """The holder hears the chair's answer, and nobody else."""
    holder = scene.view.own.leaves[act.fact].seat
    return [emit(e.LeaveGiven(holder, act.fact, act.leave), holder, scene.seat)]
