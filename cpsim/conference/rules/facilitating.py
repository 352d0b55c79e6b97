"""Rules of facilitating: seats that change hands, corrections, pauses, what arrives, notes, an early end.

Open at every step to a facilitator's seat alone. A table without a facilitator holds that seat together.
"""

from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.acts import (
    Bring,
    Correct,
    DoneAloud,
    Drive,
    EndNow,
    GoOn,
    Journal,
    OpenPapers,
    Pause,
    Relabel,
    Reveal,
)
from cpsim.conference.offers import Field, Offer, Shape
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules import chairing, judging, talk
from cpsim.conference.rules.common import Scene, first
from cpsim.conference.view import View
from cpsim.conference.visibility import Emission, emit
from cpsim.model import limits
from cpsim.model.content import RuleBook
from cpsim.model.words import Driver, SeatKind

FOR_ALL, FOR_FACILITATORS = "public", "private"
ALOUD, LEFT_OUT = "aloud", "left_out"
IN_A_PAUSE = frozenset({"go_on", "journal", "open_papers", "drive", "end_now"})
"""What is open while everything waits."""


def _facilitates(view: View) -> Refusal | None:
    facilitates = view.seat.kind is SeatKind.FACILITATOR
    return None if facilitates else Refusal(Why.ONLY_THE_FACILITATOR)


def _somebody_facilitates(book: RuleBook) -> Refusal | None:
    """What is for one person's eyes alone needs one person: a table that facilitates together has no such eyes."""
    return None if book.options.facilitated else Refusal(Why.ONLY_THE_FACILITATOR)


def _may(view: View) -> Refusal | None:
    """Why this seat cannot do now what is done by whoever facilitates, while the conference lasts; or None."""
    over = Refusal(Why.IT_IS_OVER) if agenda.in_debrief(view.public.step) else None
    before = None if view.public.step else Refusal(Why.NOT_IN_THIS_STEP)
    return first(_facilitates(view), before, over)


def _open_ends(scene: Scene, *, of: str | None = None, card: str | None = None) -> list[Emission]:
    """Whoever was asked or has the floor is done, so that nobody waits for them.

    Everybody, or the seat `of` alone; with `card` only who was asked about that card.
    """
    question, floor = scene.state.public.question, scene.state.public.floor
    found: list[Emission] = []
    if question is not None and of in (None, question.to) and card in (None, question.card):
        found.append(emit(e.QuestionAnswered(question.to, "declined", None)))
    if floor is not None and of in (None, floor) and card is None:
        found.append(emit(e.TurnEnded(floor, None)))
    return found


def offer_drive(book: RuleBook, view: View) -> Offer | Refusal:
    """Open before the debrief for every seat with a role."""
    refusal = _may(view)
    if refusal is not None:
        return refusal
    seats = tuple(seat.id for seat in view.public.seats if seat.kind is SeatKind.PARTICIPANT)
    return Offer("drive", (Field("seat", Shape.ONE, seats), Field("driver", Shape.ONE, tuple(Driver))))


def drive(scene: Scene, act: Drive) -> list[Emission]:
    """The seat changes hands. What waits for somebody who has left is closed, so that nobody waits in vain.

    A turn that ends so is not had: whoever is back in the same round is given the floor as if it were their first.
    A judgement that the program sealed is not that of the person who takes the seat over.
    """
    public = scene.state.public
    found = [emit(e.DriverChanged(act.seat, act.driver))]
    if act.driver is Driver.ABSENT:
        found += _open_ends(scene, of=act.seat)
    if act.driver is Driver.PERSONS:
        mine = [stage for seat, stage in public.by_program if seat == act.seat]
        set_aside = [stage for stage in mine if stage not in public.shown]
        found += [emit(e.BallotSetAside(act.seat, stage), act.seat) for stage in set_aside]
    return found


def offer_correct(book: RuleBook, view: View) -> Offer | Refusal:
    """Open before the debrief for every card that somebody put up before everybody.

    A letter was read out and stays. A card of the part without the family can be neither corrected nor set right:
    the seat that does it was not given it.
    """
    refusal = _may(view)
    if refusal is not None:
        return refusal
    cards = _put_up(view)
    return Offer("correct", (Field("fact", Shape.ONE, cards),)) if cards else Refusal(Why.NO_CARD)


def _put_up(view: View) -> tuple[str, ...]:
    """The cards that somebody put up before everybody."""
    return tuple(fact for fact, card in view.public.board.items() if not card.letter)


def correct(scene: Scene, act: Correct) -> list[Emission]:
    """The card goes back to its holder, in the open; a question about it is closed first."""
    return [*_open_ends(scene, card=act.fact), emit(e.CardWithdrawn(scene.seat, act.fact))]


def offer_relabel(book: RuleBook, view: View) -> Offer | Refusal:
    """Open for the cards that `correct` is: the card stays, and its kind and whose word it is are set right."""
    refusal = _may(view)
    if refusal is not None:
        return refusal
    cards = _put_up(view)
    if not cards:
        return Refusal(Why.NO_CARD)
    return Offer(
        "relabel",
        (
            Field("fact", Shape.ONE, cards),
            Field("tag", Shape.ONE, talk.TAGS),
            Field("whose", Shape.ONE, talk.WORDS_OF, optional=True),
        ),
    )


def relabel(scene: Scene, act: Relabel) -> list[Emission]:
    """Everybody learns what it is, and what it was keyed as."""
    card = scene.state.public.board[act.fact]
    return [emit(e.CardRelabelled(scene.seat, act.fact, act.tag, act.whose, card.tag, card.whose))]


def offer_done_aloud(book: RuleBook, view: View) -> Offer | Refusal:
    """Open before the debrief, but a decision cannot be left out."""
    refusal = _may(view)
    if refusal is not None:
        return refusal
    now = agenda.step_of(book, view.public.step)
    if "decide" in now.acts and len(view.public.decisions) < len(view.public.children):
        return Refusal(Why.DECISION_MISSING)
    return Offer("done_aloud", (Field("way", Shape.ONE, (ALOUD, LEFT_OUT)),))


def done_aloud(scene: Scene, act: DoneAloud) -> list[Emission]:
    """The step counts as done, or as left out, and the next begins; nobody waits for who spoke or was asked."""
    step = scene.state.public.step
    left = e.StepDoneAloud(step) if act.way == ALOUD else e.StepLeftOut(step)
    return [*_open_ends(scene), emit(left), *chairing.following(scene)]


def offer_reveal(book: RuleBook, view: View) -> Offer | Refusal:
    """Open from the last recommendation on until the next step shows it by itself."""
    refusal = _may(view)
    if refusal is not None:
        return refusal
    return (
        Offer("reveal") if agenda.to_reveal(book, view.public) is not None else Refusal(Why.NOTHING_TO_SHOW)
    )


def reveal(scene: Scene, act: Reveal) -> list[Emission]:
    """What the next step would have shown, now."""
    stage = agenda.to_reveal(scene.book, scene.state.public)
    assert stage is not None, "the offer is open only while there is a line to show"
    return judging.revealed(scene, stage)


def offer_pause(book: RuleBook, view: View) -> Offer | Refusal:
    """Open before the debrief while there is no pause."""
    refusal = _may(view)
    if refusal is not None:
        return refusal
    return Refusal(Why.PAUSED) if view.public.paused else Offer("pause")


def pause(scene: Scene, act: Pause) -> list[Emission]:
    """Everything waits."""
    return [emit(e.Paused())]


def offer_go_on(book: RuleBook, view: View) -> Offer | Refusal:
    """Open during a pause."""
    refusal = _facilitates(view)
    if refusal is not None:
        return refusal
    return Offer("go_on") if view.public.paused else Refusal(Why.NOT_PAUSED)


def go_on(scene: Scene, act: GoOn) -> list[Emission]:
    """The pause is over."""
    return [emit(e.WentOn())]


def offer_open_papers(book: RuleBook, view: View) -> Offer | Refusal:
    """Open once, where somebody facilitates."""
    refusal = first(_facilitates(view), _somebody_facilitates(book))
    if refusal is not None:
        return refusal
    return Refusal(Why.ALREADY_DONE) if view.public.papers_opened else Offer("open_papers")


def open_papers(scene: Scene, act: OpenPapers) -> list[Emission]:
    """Everybody learns that they were opened; what is in them reaches facilitators alone."""
    scenario = scene.content.scenario
    papers = e.FacilitatorsPapers(scenario.slices, scenario.key, scenario.injects)
    seats = tuple(seat.id for seat in scene.state.public.seats if seat.kind is SeatKind.FACILITATOR)
    return [emit(e.PapersOpened()), emit(papers, *seats)]


def offer_bring(book: RuleBook, view: View) -> Offer | Refusal:
    """Open before the debrief: words of one's own, and those of the pack once the papers are open."""
    refusal = _may(view)
    if refusal is not None:
        return refusal
    left = tuple(one.id for one in view.own.injects if one.id not in view.public.arrived)
    return Offer(
        "bring",
        (
            Field("inject", Shape.ONE, left, optional=True),
            Field("words", Shape.TEXT, most=limits.INJECT, optional=True),
        ),
    )


def bring(scene: Scene, act: Bring) -> list[Emission]:
    """It arrives in the room's hearing."""
    if act.inject is None:
        assert act.words is not None, "one of the two is there"
        return [emit(e.Arrived(scene.seat, None, None, act.words))]
    inject = next(one for one in scene.content.scenario.injects if one.id == act.inject)
    return [emit(e.Arrived(scene.seat, inject.id, inject.title, inject.words))]


def offer_journal(book: RuleBook, view: View) -> Offer | Refusal:
    """Open at every step."""
    refusal = _facilitates(view)
    if refusal is not None:
        return refusal
    alone = (FOR_FACILITATORS,) if _somebody_facilitates(book) is None else ()
    reach = Field("reach", Shape.ONE, (FOR_ALL, *alone))
    return Offer("journal", (Field("words", Shape.TEXT, most=limits.NOTE), reach))


def journal(scene: Scene, act: Journal) -> list[Emission]:
    """The note stands, for everybody or for facilitators alone."""
    if act.reach == FOR_ALL:
        return [emit(e.NoteMade(scene.seat, act.words))]
    seats = tuple(seat.id for seat in scene.state.public.seats if seat.kind is SeatKind.FACILITATOR)
    return [emit(e.PrivateNoteMade(scene.seat, act.words), *seats)]


def offer_end_now(book: RuleBook, view: View) -> Offer | Refusal:
    """Open before the debrief."""
    refusal = _may(view)
    return refusal if refusal is not None else Offer("end_now")


def end_now(scene: Scene, act: EndNow) -> list[Emission]:
    """What was not reached stays open, and the debrief begins."""
    begins = agenda.DEBRIEF[0].id
    return [*_open_ends(scene), emit(e.BrokenOff(scene.state.public.step)), emit(e.StepEntered(begins))]
