"""Rules between the fields of one act, which offers cannot say field by field."""

from cpsim.conference import acts as a
from cpsim.conference import agenda
from cpsim.conference.acts import Act
from cpsim.conference.offers import Offer, fits
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules.talk import share_fields
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.words import Driver, Side, Status


def coherent(book: RuleBook, view: View, act: Act) -> Refusal | None:
    """Why the fields of `act` do not go together, or None."""
    match act:
        case a.Ask(topic=None, card=None):
            return Refusal(Why.FIELD_MISSING, about=("topic",))
        case a.Ask(topic=topic, card=card) if topic is not None and card is not None:
            return Refusal(Why.NOT_A_CHOICE, about=("card",))
        case a.Drive():
            return _drive(book, view, act)
        case a.Relabel():
            return _relabel(view, act)
        case a.Bring():
            return _bring(act)
        case a.AnswerQuestion():
            return _answer(book, view, act)
        case a.Decide(status=Status.PROTECTION_PLAN, category=()):
            return Refusal(Why.FIELD_MISSING, rule="category_if_plan", about=("category",))
        case _:
            return None


def _drive(book: RuleBook, view: View, act: a.Drive) -> Refusal | None:
    seat = view.public.seat(act.seat)
    if act.driver is Driver.ABSENT and agenda.side_of(book, seat) is Side.CHAIR:
        return Refusal(Why.CHAIR_STAYS)
    return Refusal(Why.ALREADY_DONE) if seat.driver is act.driver else None


def _bring(act: a.Bring) -> Refusal | None:
    if act.inject is None and act.words is None:
        return Refusal(Why.FIELD_MISSING, about=("words",))
    both = act.inject is not None and act.words is not None
    return Refusal(Why.NOT_A_CHOICE, about=("words",)) if both else None


def _relabel(view: View, act: a.Relabel) -> Refusal | None:
    card = view.public.board[act.fact]
    same = (card.tag, card.whose) == (act.tag, act.whose)
    return Refusal(Why.ALREADY_DONE) if same else None


def _answer(book: RuleBook, view: View, act: a.AnswerQuestion) -> Refusal | None:
    if (act.kind == "papers") != bool(act.items):
        return Refusal(Why.FIELD_MISSING, about=("items",))
    if act.kind == "own_words" and act.words is None:
        return Refusal(Why.FIELD_MISSING, about=("words",))
    if act.kind != "own_words" and act.words is not None:
        return Refusal(Why.NOT_A_CHOICE, about=("words",))
    unsaid = tuple(fact.id for fact in view.unsaid)
    one = Offer("share", share_fields(book, unsaid))
    for item in act.items:
        refusal = fits(one, item)
        if refusal is not None:
            return refusal
    return None
