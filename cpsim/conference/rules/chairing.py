"""Rules of leading: the floor, the summary, the child's part in it, and going on to the next step."""

from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.acts import DecideParticipation, GiveFloor, NextStep, Summarise
from cpsim.conference.offers import Field, Offer, Shape
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules import closing, judging
from cpsim.conference.rules.common import Scene, closed, first, only_chair, quiet, step
from cpsim.conference.view import View
from cpsim.conference.visibility import Emission, emit
from cpsim.model import limits
from cpsim.model.content import RuleBook
from cpsim.model.words import Driver, Side, Stage

PARTICIPATION = ("advocate", "written", "invite")
"""How a child may take part (sources: S0:598)."""


def offer_participation(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to the chair until it is settled for every child who is born; an advocate only where one sits there."""
    refusal = first(closed(book, view, "decide_participation"), only_chair(book, view))
    if refusal is not None:
        return refusal
    open_for = _participation_open(view)
    if not open_for:
        return Refusal(Why.ALREADY_DONE)
    spoken_for = any(agenda.side_of(book, seat) is Side.CHILD for seat in view.public.participants)
    ways = PARTICIPATION if spoken_for else tuple(how for how in PARTICIPATION if how != "advocate")
    return Offer(
        "decide_participation",
        (Field("child", Shape.ONE, open_for), Field("how", Shape.ONE, ways)),
    )


def _participation_open(view: View) -> tuple[str, ...]:
    public = view.public
    return tuple(c.id for c in public.children if not c.unborn and c.id not in public.participation)


def participation(scene: Scene, act: DecideParticipation) -> list[Emission]:
    """It is settled how the child takes part."""
    return [emit(e.ParticipationDecided(act.child, act.how))]


def offer_floor(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to the chair between turns of a round, once every judgement that is due is in."""
    refusal = first(closed(book, view, "give_floor"), only_chair(book, view), quiet(view))
    if refusal is not None:
        return refusal
    missing = agenda.ballots_missing(book, view.public)
    if missing:
        return Refusal(Why.BALLOTS_MISSING, rule="sealed_after", about=tuple(seat.id for seat in missing))
    waiting = tuple(seat.id for seat in agenda.to_speak(book, view.public))
    if not waiting:
        return Refusal(Why.EVERYBODY_SPOKE)
    return Offer("give_floor", (Field("seat", Shape.ONE, waiting),))


def floor(scene: Scene, act: GiveFloor) -> list[Emission]:
    """The seat has the floor."""
    return [emit(e.FloorGiven(act.seat))]


def offer_summarise(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to the chair, once."""
    refusal = first(closed(book, view, "summarise"), only_chair(book, view), quiet(view))
    if refusal is not None:
        return refusal
    if view.public.summary is not None:
        return Refusal(Why.ALREADY_DONE)
    return Offer(
        "summarise",
        (
            Field("cards", Shape.MANY, tuple(view.public.board), most=limits.SUMMARY_CARDS, optional=True),
            Field("words", Shape.TEXT, most=limits.SUMMARY, optional=True),
        ),
    )


def summarise(scene: Scene, act: Summarise) -> list[Emission]:
    """The chair has summed up."""
    return [emit(e.Summarised(scene.seat, act.cards, act.words))]


def offer_next(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to who leads, once the step has what it must have; in the debrief to any person."""
    if agenda.in_debrief(view.public.step):
        if view.seat.driver is not Driver.PERSONS:
            return Refusal(Why.NOT_YOUR_PART)
        last = agenda.after(book, view.public.step) is None
        return Refusal(Why.IT_IS_OVER) if last else Offer("next_step")
    refusal = first(
        closed(book, view, "next_step"), only_chair(book, view), quiet(view), _unfinished(book, view)
    )
    return refusal if refusal is not None else Offer("next_step")


def _unfinished(book: RuleBook, view: View) -> Refusal | None:
    """What the step still lacks, or None."""
    public = view.public
    now = step(book, view)
    missing = agenda.ballots_missing(book, public)
    if missing:
        rule = "sealed_before" if now.opens == Stage.BEFORE else "sealed_after"
        return Refusal(Why.BALLOTS_MISSING, rule=rule, about=tuple(seat.id for seat in missing))
    waiting = agenda.to_speak(book, public)
    if waiting:
        return Refusal(Why.ROUND_NOT_DONE, about=tuple(seat.id for seat in waiting))
    if "decide_participation" in now.acts and _participation_open(view):
        return Refusal(Why.PARTICIPATION_MISSING)
    if "summarise" in now.acts and public.summary is None:
        return Refusal(Why.SUMMARY_MISSING)
    if "decide" in now.acts and len(public.decisions) < len(public.children):
        return Refusal(Why.DECISION_MISSING)
    if "set_dates" in now.acts:
        return closing.unfinished(book, view)
    return None


def next_step(scene: Scene, act: NextStep) -> list[Emission]:
    """The next step begins, with what it brings: judgements shown, folders and key opened."""
    return following(scene)


def following(scene: Scene) -> list[Emission]:
    """The step after the present one, with what it brings."""
    comes = agenda.after(scene.book, scene.state.public.step)
    assert comes is not None, "the offer is open only while a step follows"
    entered = emit(e.StepEntered(comes.id))
    brought = closing.proposed(scene, comes)
    if comes.reveals is not None and comes.reveals not in scene.state.public.shown:
        brought += judging.revealed(scene, comes.reveals)
    if agenda.in_debrief(comes.id):
        brought = closing.debrief_brings(scene, comes.id)
    return [entered, *brought]
