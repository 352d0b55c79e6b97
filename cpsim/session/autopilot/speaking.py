"""What a simulated participant says: which items, in which turn, and what it answers.

The manner decides how much is volunteered and how much is told when asked; chance decides which
items come first, item by item, so that the same seat keeps the same order all through.
"""

from collections.abc import Mapping

from cpsim.conference.acts import (
    Act,
    AnswerQuestion,
    EndTurn,
    PlanFor,
    Share,
    TakeToChair,
    TurnCard,
)
from cpsim.conference.offers import Offer
from cpsim.conference.rules import offer
from cpsim.conference.rules.talk import called, heading_for, items_allowed
from cpsim.conference.view import View
from cpsim.model.case import Fact
from cpsim.model.content import RuleBook
from cpsim.model.words import Handling, Manner, Topic
from cpsim.session.ports import Chance

VOLUNTEERS = {
    Manner.FORTHCOMING: 1.0,
    Manner.TALKATIVE: 1.0,
    Manner.RESERVED: 0.8,
    Manner.TIRED: 0.6,
    Manner.HURRIED: 0.6,
    Manner.GUARDED: 0.4,
}
"""The share of the items a turn allows that each manner uses; at least one item."""

ABOUT_THE_CHILD = 0.3
"""How much earlier, on a scale of one, an item about the child comes than any other."""

CLOSE = frozenset({Topic.CHILDS_WORDS, Topic.WHERE_THE_CHILD_LIVES, Topic.INJURIES})
CLOSE_TO_THE_CHILD = 0.25
"""How much earlier again an item with one of the topics in `CLOSE` comes."""

TELLS_WHEN_ASKED = {
    Manner.FORTHCOMING: 2,
    Manner.TALKATIVE: 2,
    Manner.RESERVED: 1,
    Manner.TIRED: 1,
    Manner.HURRIED: 1,
    Manner.GUARDED: 1,
}
"""Items an answer brings at most."""


def manner(book: RuleBook, view: View, chance: Chance) -> Manner:
    """The manner drawn for this seat from its role card, the same all through the session."""
    role = view.seat.role
    assert role is not None, "a simulated participant holds a role"
    open_to = book.role(role).manners
    return open_to[int(chance.draw(view.me, "manner") * len(open_to))]


def turn(book: RuleBook, view: View, chance: Chance) -> Act:
    """The next item of the turn that is going on, or its end with a word on the child's day."""
    wanted = _to_volunteer(book, view, chance)
    if wanted and isinstance(offer(book, view, "share"), Offer):
        return _say(book, wanted[0])
    later = view.public.turns.get(view.me, 0) > 0
    return EndTurn(None if later else view.impact)


def _to_volunteer(book: RuleBook, view: View, chance: Chance) -> list[Fact]:
    """What this seat still means to say in this turn, in the order of its folder."""
    allowed = items_allowed(book, view)
    wants = max(1, round(allowed * VOLUNTEERS[manner(book, view, chance)]))
    left = wants - view.public.turn_items
    if view.me in view.public.withdrawn:
        left = min(left, 1 - view.public.turn_items)
    if left <= 0:
        return []
    open_items = [fact for fact in view.unsaid if fact.volunteered and _may_say(view, fact)]
    ranked = sorted(open_items, key=lambda fact: _lateness(view, fact, chance))
    sayable = _sayable(view)
    chosen: list[str] = []
    for fact in ranked:
        chosen += [item.id for item in _with_what_it_follows(sayable, fact) if item.id not in chosen]
    first = set(chosen[:left])
    return [fact for fact in view.unsaid if fact.id in first]


def _lateness(view: View, fact: Fact, chance: Chance) -> float:
    """Where an item comes in what a seat would say: by chance, rather early if it is about the child."""
    early = ABOUT_THE_CHILD if "child" in fact.about else 0.0
    early += CLOSE_TO_THE_CHILD if CLOSE.intersection(fact.topics) else 0.0
    return chance.draw(view.me, f"item {fact.id}") - early


def _sayable(view: View) -> dict[str, Fact]:
    """What is unsaid and may be said, by id."""
    return {item.id: item for item in view.unsaid if _may_say(view, item)}


def _with_what_it_follows(sayable: Mapping[str, Fact], fact: Fact) -> list[Fact]:
    """An item, after those of the own folder without which it makes no sense and that can still be said.

    Each is visited once, so that items which follow each other in a circle, as content kept by an older
    session may have them, end the walk instead of prolonging it.
    """
    if not fact.follows:
        return [fact]
    found: list[Fact] = []
    seen = {fact.id}
    path = [(fact, iter(fact.follows))]
    while path:
        item, before = path[-1]
        name = next((name for name in before if name in sayable and name not in seen), None)
        if name is None:
            path.pop()
            found.append(item)
        else:
            seen.add(name)
            path.append((sayable[name], iter(sayable[name].follows)))
    return found


def _may_say(view: View, fact: Fact) -> bool:
    """Open items, and restricted ones the chair gave leave for."""
    if not fact.handling or fact.handling == (Handling.NOT_IN_REPORT,):
        return True
    leave = view.own.leaves.get(fact.id)
    return leave is not None and leave.leave in ("room", "private")


def _say(book: RuleBook, fact: Fact) -> Share:
    return Share(fact.id, called(fact), heading_for(book, fact), fact.told_by)


def answer(book: RuleBook, view: View, chance: Chance) -> Act:
    """Turn one's own card over; else bring items that fit the question; else offer to find out."""
    question = view.public.question
    assert question is not None, "somebody asked"
    card = view.public.board[question.card] if question.card is not None else None
    if card is not None and isinstance(offer(book, view, "turn_card"), Offer):
        own = next(fact for fact in view.own.folder if fact.id == card.fact.id)
        return TurnCard(own.id, own.basis, card.whose)
    topics: set[Topic | None] = {question.topic} if card is None else set(card.fact.topics)
    most = TELLS_WHEN_ASKED[manner(book, view, chance)]
    fitting = [(_fit(view, fact, topics, card is not None), fact) for fact in view.unsaid]
    ranked = sorted((entry for entry in fitting if entry[0] > 0), key=lambda entry: -entry[0])
    sayable = _sayable(view)
    told = dict.fromkeys(item for _, fact in ranked for item in _with_what_it_follows(sayable, fact))
    items = tuple(_say(book, fact) for fact in list(told)[:most])
    return AnswerQuestion("papers", items) if items else AnswerQuestion("find_out")


def _fit(view: View, fact: Fact, topics: set[Topic | None], about_card: bool) -> int:
    """How well an item answers: what it is mainly about counts most, then shared topics and the child.

    About a card, what is told only when asked comes first: it is often the answer.
    """
    if not _may_say(view, fact):
        return 0
    shared = len(topics.intersection(fact.topics))
    if not shared:
        return 0
    mainly = fact.topics[0] in topics
    return 2 * shared + 2 * mainly + ("child" in fact.about) + 3 * (about_card and not fact.volunteered)


def to_chair(book: RuleBook, view: View, chance: Chance) -> Act | None:
    """Somebody careful takes a restricted item to the chair; somebody in a hurry leaves it in the folder."""
    made = offer(book, view, "take_to_chair")
    if not isinstance(made, Offer) or manner(book, view, chance) is Manner.HURRIED:
        return None
    return TakeToChair(made.field("fact").choices[0])


def plan(view: View) -> Act:
    """The plan line of one's own papers, or nothing where they hold none."""
    line = view.plan_line
    return EndTurn() if line is None else PlanFor(line.want, line.how, line.who, line.when, line.sign)
