"""Rules of what is said: items put on the board, questions and answers, cards turned over.

An item that must go to the chair first can still be said; what follows in the room is fixed here.
"""

from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.acts import (
    AnswerQuestion,
    Ask,
    EndTurn,
    MoveCard,
    ReadReply,
    Share,
    TurnCard,
)
from cpsim.conference.offers import Field, Offer, Shape
from cpsim.conference.opening import in_play
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules.common import Scene, closed, first, quiet, side, step
from cpsim.conference.state import State
from cpsim.conference.view import Public, View
from cpsim.conference.visibility import Emission, emit
from cpsim.model import limits
from cpsim.model.case import Fact, Heard
from cpsim.model.content import Content, RuleBook
from cpsim.model.words import Basis, Handling, Service, Side, Tag, Topic, Whose


def heading_for(book: RuleBook, fact: Fact | Heard) -> str:
    """The board heading proposed for an item: the one that lists its first topic, else the first heading."""
    for heading in book.framework.headings:
        if fact.topics and fact.topics[0] in heading.topics:
            return heading.id
    return book.framework.headings[0].id


TAGS, WORDS_OF, TOPICS, KNOWN_BY = tuple(Tag), tuple(Whose), tuple(Topic), tuple(Basis)
TAG_OF = {
    Basis.RECORD: Tag.FACT,
    Basis.SEEN: Tag.OBSERVATION,
    Basis.TOLD: Tag.ALLEGATION,
    Basis.GUESS: Tag.OPINION,
}
SERVICES = frozenset(
    {Whose.SCHOOL, Whose.HEALTH_SERVICE, Whose.HOSPITAL, Whose.POLICE, Whose.OTHER_PROFESSIONAL}
)


def called(fact: Fact) -> Tag:
    """What somebody who keeps the four kinds apart calls an item, from how the papers know it.

    That a person said a thing to the holder is a fact, and so is what the child said; another service's own
    record is one too, but not a child's words that come by way of it.
    """
    if fact.told_by is None:
        return TAG_OF[fact.basis]
    if fact.basis is Basis.SEEN or fact.told_by is Whose.CHILD:
        return Tag.FACT
    if fact.told_by in SERVICES and Topic.CHILDS_WORDS not in fact.topics:
        return Tag.FACT
    return TAG_OF[fact.basis]


def first_turn(public: Public, seat: str) -> bool:
    """Whether `seat` has ended no turn yet; a later one only adds an item or two."""
    return public.turns.get(seat, 0) == 0


def items_allowed(book: RuleBook, view: View) -> int:
    """How many items the turn that is going on may have: a first turn the pace's items, a later one fewer.

    Of a turn that was cut since the speaker left, what is left of them, and one at least.
    """
    whole = book.pace.items if first_turn(view.public, view.me) else book.pace.added
    said = view.public.cut.get(view.me, 0)
    return max(1, whole - said) if said else whole


def offer_share(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to who has the floor, while items are left in this turn and in the folder."""
    refusal = first(closed(book, view, "share"), _my_floor(view), _no_question(view))
    if refusal is not None:
        return refusal
    allowed = items_allowed(book, view)
    if view.public.turn_items >= allowed:
        return Refusal(Why.NO_ITEMS_LEFT_THIS_TURN, rule="items_limit", about=(str(allowed),))
    unsaid = view.unsaid
    if not unsaid:
        return Refusal(Why.FOLDER_IS_EMPTY)
    return Offer("share", share_fields(book, tuple(fact.id for fact in unsaid)))


def share_fields(book: RuleBook, facts: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields of putting one of `facts` on the board."""
    return (
        Field("fact", Shape.ONE, facts),
        Field("tag", Shape.ONE, TAGS),
        Field("heading", Shape.ONE, tuple(heading.id for heading in book.framework.headings)),
        Field("whose", Shape.ONE, WORDS_OF, optional=True),
    )


def share(scene: Scene, act: Share) -> list[Emission]:
    """The item stands on the board; what else follows depends on the leave a restricted item has."""
    return put_down(scene, act, "turn" if first_turn(scene.state.public, scene.seat) else "added")


def put_down(scene: Scene, act: Share, occasion: str) -> list[Emission]:
    """The events of one item said, in a turn or as an answer."""
    view = scene.view
    fact = next(item for item in view.own.folder if item.id == act.fact)
    leave = view.own.leaves.get(fact.id)
    answer = leave.leave if leave is not None else None
    if answer == "private":
        return _put_down_privately(scene, act, fact, occasion)
    occasion = "with_leave" if answer == "room" else occasion
    said = emit(e.FactShared(scene.seat, fact.heard, act.tag, act.heading, act.whose, occasion))
    everybody = tuple(seat.id for seat in scene.state.public.seats)
    heard = heard_of(scene.content, scene.state, fact.id, everybody)
    consequences = _breach(scene, fact) if _restricted(fact) and answer != "room" else []
    return [said, *heard, *consequences]


def _put_down_privately(scene: Scene, act: Share, fact: Fact, occasion: str) -> list[Emission]:
    public = scene.state.public
    inside = tuple(
        seat.id
        for seat in public.participants
        if agenda.side_of(scene.book, seat) in (Side.CHAIR, Side.PROFESSIONAL)
    )
    out = tuple(seat.id for seat in public.participants if seat.id not in inside)
    said = e.FactSharedPrivately(scene.seat, fact.heard, act.tag, act.heading, act.whose, occasion)
    return [
        emit(e.PrivatePartHeld(out)),
        emit(said, *inside),
        *heard_of(scene.content, scene.state, fact.id, inside),
    ]


def _restricted(fact: Fact) -> bool:
    return Handling.CHAIR_FIRST in fact.handling or Handling.PRIVATE_PART in fact.handling


def _breach(scene: Scene, fact: Fact) -> list[Emission]:
    """Said without leave: it is noted, and whoever it is about answers no more questions today."""
    public = scene.state.public
    hurt = tuple(seat.id for seat in public.participants if seat.role in fact.about and seat.id != scene.seat)
    new = [seat for seat in hurt if seat not in public.withdrawn]
    return [emit(e.Breach(scene.seat, fact.id, hurt)), *(emit(e.Withdrew(seat)) for seat in new)]


def heard_of(content: Content, state: State, fact: str, by: tuple[str, ...]) -> list[Emission]:
    """What follows for those who now heard an item: places they can name, own items it brings to mind."""
    return [*_places_named(content, state, fact, by), *_recalled(content, state, fact, by)]


def _places_named(content: Content, state: State, fact: str, by: tuple[str, ...]) -> list[Emission]:
    """A place is named to those who now heard of it and had not before."""
    found = []
    for setting in content.scenario.settings:
        if fact in setting.known_by:
            new = [seat for seat in by if setting.id not in state.view(seat).own.place_names]
            if new:
                found.append(emit(e.PlaceNamed(setting.id, setting.named), *new))
    return found


def _recalled(content: Content, state: State, fact: str, by: tuple[str, ...]) -> list[Emission]:
    """Items that come to mind once another was said, each to its holder alone and once."""
    found = []
    for papers in content.scenario.slices:
        later = [item for item in papers.facts if fact in item.after]
        for item in in_play(content, tuple(later)):
            holders = [seat.id for seat in state.public.seats if seat.role == papers.role and seat.id in by]
            new = [seat for seat in holders if item not in state.view(seat).own.folder]
            if new:
                found.append(emit(e.ItemRecalled(item), *new))
    return found


def offer_end_turn(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to who has the floor, but where a view is owed the turn ends by speaking it."""
    refusal = first(_my_floor(view), _no_question(view))
    if refusal is not None:
        return refusal
    if "speak_view" in step(book, view).acts:
        return Refusal(Why.NOT_IN_THIS_STEP)
    return Offer("end_turn", (Field("impact", Shape.TEXT, most=limits.IMPACT, optional=True),))


def end_turn(scene: Scene, act: EndTurn) -> list[Emission]:
    """The floor goes back to the chair."""
    return [emit(e.TurnEnded(scene.seat, act.impact))]


def offer_ask(book: RuleBook, view: View) -> Offer | Refusal:
    """Open between turns to anybody at the table with a question left; about a topic or about a card."""
    refusal = first(closed(book, view, "ask"), _questions_left(book, view), quiet(view))
    if refusal is not None:
        return refusal
    others = tuple(seat.id for seat in view.public.participants if seat.id != view.me)
    if not others:
        return Refusal(Why.NOBODY_TO_ASK)
    return Offer(
        "ask",
        (
            Field("to", Shape.ONE, others),
            Field("topic", Shape.ONE, TOPICS, optional=True),
            Field("card", Shape.ONE, tuple(view.public.board), optional=True),
        ),
    )


def ask(scene: Scene, act: Ask) -> list[Emission]:
    """The question stands; somebody who withdrew declines at once, and an absent seat is not among the choices."""
    asked = emit(e.QuestionAsked(scene.seat, act.to, act.topic, act.card))
    if act.to in scene.state.public.withdrawn:
        return [asked, emit(e.QuestionAnswered(act.to, "declined", None))]
    return [asked]


def offer_answer(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to who was asked: items of the papers, 'I would have to find out', or own words."""
    question = view.public.question
    if question is None or question.to != view.me:
        return Refusal(Why.NO_QUESTION_TO_YOU)
    unsaid = tuple(fact.id for fact in view.unsaid)
    kinds = ("papers", "find_out", "own_words") if unsaid else ("find_out", "own_words")
    return Offer(
        "answer",
        (
            Field("kind", Shape.ONE, kinds),
            Field("items", Shape.SHARES, unsaid, least=0, most=limits.ANSWER_ITEMS, optional=True),
            Field("words", Shape.TEXT, most=limits.OWN_WORDS, optional=True),
        ),
    )


def answer(scene: Scene, act: AnswerQuestion) -> list[Emission]:
    """Items from the papers go on the board first, then the question is answered."""
    items = [emission for item in act.items for emission in put_down(scene, item, "answer")]
    return [*items, emit(e.QuestionAnswered(scene.seat, act.kind, act.words))]


def offer_turn_card(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to who is asked about a card they put down themselves."""
    question = view.public.question
    if question is None or question.to != view.me or question.card is None:
        return Refusal(Why.NO_QUESTION_TO_YOU)
    if view.public.board[question.card].seat != view.me or _own(view, question.card) is None:
        return Refusal(Why.NO_QUESTION_TO_YOU)
    return Offer(
        "turn_card",
        (
            Field("fact", Shape.ONE, (question.card,)),
            Field("basis", Shape.ONE, KNOWN_BY),
            Field("whose", Shape.ONE, WORDS_OF, optional=True),
        ),
    )


def turn_card(scene: Scene, act: TurnCard) -> list[Emission]:
    """The card shows how it is known, whose word it is and how old it is."""
    fact = _own(scene.view, act.fact)
    assert fact is not None, "the offer is open only to its holder"
    return [
        emit(e.CardTurned(scene.seat, act.fact, act.basis, act.whose, fact.when)),
        emit(e.QuestionAnswered(scene.seat, "turned", None)),
    ]


def _own(view: View, name: str) -> Fact | None:
    return next((fact for fact in view.own.folder if fact.id == name), None)


def offer_move_card(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to the chair for every card, and to everybody else for the cards they put down."""
    refusal = closed(book, view, "move_card")
    if refusal is not None:
        return refusal
    chair = side(book, view) is Side.CHAIR
    cards = tuple(fact for fact, card in view.public.board.items() if chair or card.seat == view.me)
    if not cards:
        return Refusal(Why.NOT_YOUR_PART)
    headings = tuple(heading.id for heading in book.framework.headings)
    return Offer("move_card", (Field("fact", Shape.ONE, cards), Field("heading", Shape.ONE, headings)))


def move_card(scene: Scene, act: MoveCard) -> list[Emission]:
    """The card stands under another heading."""
    return [emit(e.CardMoved(scene.seat, act.fact, act.heading))]


def offer_read_reply(book: RuleBook, view: View) -> Offer | Refusal:
    """Open between turns to anybody at the table with a question left: what did a service write?"""
    refusal = first(closed(book, view, "read_reply"), _questions_left(book, view), quiet(view))
    if refusal is not None:
        return refusal
    if agenda.chair_of(book, view.public) is None:
        return Refusal(Why.NOBODY_TO_ASK)
    here = {seat.role for seat in view.public.participants}
    left = tuple(name for name in Service if name not in view.public.replies_read and name not in here)
    if not left:
        return Refusal(Why.ALREADY_DONE)
    return Offer("read_reply", (Field("service", Shape.ONE, left),))


def read_reply(scene: Scene, act: ReadReply) -> list[Emission]:
    """The chair reads out what that service wrote and how it knows, or says that nothing came."""
    chair = agenda.chair_of(scene.book, scene.state.public)
    assert chair is not None, "the offer is open only with a chair"
    reply = next((one for one in scene.content.scenario.replies if one.service == act.service), None)
    facts = in_play(scene.content, reply.facts) if reply is not None else ()
    if reply is None or not facts:
        return [emit(e.ReplyRead(chair.id, scene.seat, act.service, None))]
    everybody = tuple(seat.id for seat in scene.state.public.seats)
    read = emit(e.ReplyRead(chair.id, scene.seat, act.service, reply.title))
    items = [emission for fact in facts for emission in _read_out(scene, chair.id, fact)]
    heard = [
        emission for fact in facts for emission in heard_of(scene.content, scene.state, fact.id, everybody)
    ]
    return [read, *items, *heard]


def _read_out(scene: Scene, chair: str, fact: Fact) -> list[Emission]:
    """One item of a letter. A letter says how it knows, and nobody here could be asked for more."""
    tag = called(fact) if fact.told_by is not None else Tag.FACT
    heading = heading_for(scene.book, fact)
    return [
        emit(e.FactShared(chair, fact.heard, tag, heading, fact.told_by, "reply")),
        emit(e.CardTurned(chair, fact.id, fact.basis, fact.told_by, fact.when)),
    ]


def questions_left(book: RuleBook, view: View) -> int:
    """How many questions this seat has left in this session."""
    return max(0, book.questions - view.public.asked.get(view.me, 0))


def _questions_left(book: RuleBook, view: View) -> Refusal | None:
    if questions_left(book, view) > 0:
        return None
    return Refusal(Why.NO_QUESTIONS_LEFT, rule="questions_limit", about=(str(book.questions),))


def _my_floor(view: View) -> Refusal | None:
    return None if view.public.floor == view.me else Refusal(Why.NOT_YOUR_FLOOR)


def _no_question(view: View) -> Refusal | None:
    question = view.public.question
    return None if question is None else Refusal(Why.QUESTION_STANDS, about=(question.to,))
