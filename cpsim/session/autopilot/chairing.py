"""How a simulated chair leads: in the order of the table, asking how allegations are known, by the majority."""

from collections import Counter

from cpsim.conference import agenda
from cpsim.conference.acts import (
    Act,
    Ask,
    Contingency,
    Decide,
    DecideParticipation,
    GiveFloor,
    GiveLeave,
    NameCoreGroup,
    NameLead,
    NextStep,
    SetDates,
    Summarise,
)
from cpsim.conference.offers import Offer
from cpsim.conference.rules import offer
from cpsim.conference.view import BoardCard, View
from cpsim.model import limits
from cpsim.model.content import RuleBook
from cpsim.model.judgement import Address
from cpsim.model.said import clean
from cpsim.model.words import Handling, Item, Lean, Limb, Side, Status, Tag, Topic, Whose


def unasked(book: RuleBook, view: View) -> Act | None:
    """Answer who asked for leave: what concerns the child's care may be said, the rest only in private."""
    made = offer(book, view, "give_leave")
    if not isinstance(made, Offer):
        return None
    fact = made.field("fact").choices[0]
    private = Handling.PRIVATE_PART in view.own.leaves[fact].fact.handling
    return GiveLeave(fact, "private" if private else "room")


def lead(book: RuleBook, view: View) -> Act | None:
    """The next thing a chair does: what the step still needs, a question, the floor, or the next step."""
    acts = agenda.step_of(book, view.public.step).acts
    for name in ("decide_participation", "summarise", "decide"):
        if name in acts and isinstance(made := offer(book, view, name), Offer):
            return _DOES[name](book, view, made)
    asked = _how_do_we_know(book, view)
    if asked is not None:
        return asked
    made = offer(book, view, "give_floor")
    if isinstance(made, Offer):
        return GiveFloor(made.field("seat").choices[0])
    asked = _not_asked_yet(book, view)
    if asked is not None:
        return asked
    for name in ("contingency", "name_lead", "name_core_group", "set_dates"):
        if name in acts and isinstance(made := offer(book, view, name), Offer):
            act = _DOES[name](book, view, made)
            if act is not None:
                return act
    return NextStep() if isinstance(offer(book, view, "next_step"), Offer) else None


def _not_asked_yet(book: RuleBook, view: View) -> Act | None:
    """Once all professionals have spoken: ask who was asked nothing so far about what the board holds most of."""
    public = view.public
    here = agenda.round_of(book, public)
    professionals = [seat for seat in here if agenda.side_of(book, seat) is Side.PROFESSIONAL]
    if not professionals or agenda.to_speak(book, public) or not isinstance(offer(book, view, "ask"), Offer):
        return None
    topics = Counter(card.fact.topics[0] for card in public.board.values())
    for seat in professionals:
        own = {public.board[fact].fact.topics[0] for fact in public.shared_by.get(seat.id, ())}
        open_topics = [topic for topic in topics if topic in own] or list(topics)
        if not public.questioned.get(seat.id) and seat.id not in public.withdrawn and open_topics:
            return Ask(seat.id, topic=max(open_topics, key=lambda topic: (topics[topic], topic)))
    return None


def _how_do_we_know(book: RuleBook, view: View) -> Act | None:
    """Ask a professional about the first second-hand item of their turn; nobody of the family is questioned so."""
    spoke = view.public.spoke
    made = offer(book, view, "ask")
    if not spoke or not isinstance(made, Offer) or spoke[-1] not in made.field("to").choices:
        return None
    if agenda.side_of(book, view.public.seat(spoke[-1])) is not Side.PROFESSIONAL:
        return None
    if any(card.basis is not None for card in view.public.board.values() if card.seat == spoke[-1]):
        return None
    for fact in view.public.shared_by.get(spoke[-1], ()):
        if view.public.board[fact].tag is Tag.ALLEGATION:
            return Ask(spoke[-1], card=fact)
    return None


def _participation(_book: RuleBook, _view: View, made: Offer) -> Act:
    return DecideParticipation(made.field("child").choices[0], made.field("how").choices[0])


def _summarise(book: RuleBook, view: View, _made: Offer) -> Act:
    """What bears most on the child: words on being hurt, injuries, worries, other words, strengths."""
    ranked = sorted(view.public.board.values(), key=lambda card: _bearing(book, card))
    return Summarise(tuple(card.fact.id for card in ranked[: limits.SUMMARY_CARDS]))


FAMILY = frozenset({Whose.MOTHER, Whose.FATHER, Whose.OTHER_FAMILY})
"""What they say of an injury is an account of it; what was seen and recorded comes before."""


def _bearing(book: RuleBook, card: BoardCard) -> int:
    """The place of a card in a summary; cards of the same place keep the order they were said in."""
    lean = {heading.id: heading.lean for heading in book.framework.headings}[card.heading]
    if card.tag is Tag.OPINION or card.whose in FAMILY:
        return 4 if lean is Lean.WORRY else 5
    if {Topic.CHILDS_WORDS, Topic.INJURIES} <= set(card.fact.topics):
        return 0
    if Topic.INJURIES in card.fact.topics:
        return 1
    own_words = Topic.CHILDS_WORDS in card.fact.topics
    return 3 if own_words else {Lean.WORRY: 2, Lean.STRENGTH: 4, Lean.NEITHER: 5}[lean]


def _decide(_book: RuleBook, view: View, made: Offer) -> Act:
    """Follow the majority of the views spoken; where it is even, the more protective answer."""
    child = made.field("child").choices[0]
    suffered = _majority(view, child, Item.SUFFERED, made.field("suffered").choices, Limb.YES)
    likely = _majority(view, child, Item.LIKELY, made.field("likely").choices, Limb.YES)
    status = _majority(view, child, Item.STATUS, made.field("status").choices, Status.PROTECTION_PLAN)
    category: tuple[str, ...] = ()
    if status == Status.PROTECTION_PLAN:
        open_to = made.field("category").choices
        category = (_majority(view, child, Item.CATEGORY, open_to, open_to[0]),)
    open_to = made.field("cites").choices
    cites = tuple(fact for fact in view.public.summary or () if fact in open_to)[:3]
    return Decide(child, suffered, likely, status, category, cites)


def _majority(view: View, child: str, item: Item, open_to: tuple[str, ...], leaning: str) -> str:
    at = Address(item, child)
    votes = Counter(
        answer.value for answers in view.public.views.values() for answer in answers if answer.at == at
    )
    ranked = sorted(open_to, key=lambda value: (-votes[value], value != leaning))
    return ranked[0]


def _contingency(_book: RuleBook, view: View, _made: Offer) -> Act:
    offered = view.own.contingency
    return Contingency(offered if offered is not None else clean("The core group meets at once."))


def _lead_worker(_book: RuleBook, _view: View, made: Offer) -> Act:
    return NameLead(made.field("seat").choices[0])


def _core_group(_book: RuleBook, _view: View, made: Offer) -> Act:
    return NameCoreGroup(made.field("seats").choices)


def _dates(_book: RuleBook, _view: View, _made: Offer) -> Act:
    return SetDates()


_DOES = {
    "decide_participation": _participation,
    "summarise": _summarise,
    "decide": _decide,
    "contingency": _contingency,
    "name_lead": _lead_worker,
    "name_core_group": _core_group,
    "set_dates": _dates,
}
