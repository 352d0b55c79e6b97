"""How a simulated professional judges: by counting what it holds and has heard, and from how many agencies.

The rules look at topics and board headings, which everybody sees, never at the key.
"""

from collections import Counter
from dataclasses import dataclass

from cpsim.conference import agenda
from cpsim.conference.acts import Act, Dissent, Seal, SpeakView
from cpsim.conference.offers import AskedAt, Offer, applies
from cpsim.conference.rules import offer
from cpsim.conference.rules.judging import asks, ballot
from cpsim.conference.rules.talk import heading_for
from cpsim.conference.view import View
from cpsim.model.case import Heard
from cpsim.model.content import RuleBook
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Category, Horizon, Item, Lean, Limb, Manner, Side, Status, Topic
from cpsim.session.autopilot.speaking import manner
from cpsim.session.ports import Chance

CATEGORY_OF = {
    Topic.INJURIES: Category.PHYSICAL,
    Topic.DAILY_CARE: Category.NEGLECT,
    Topic.HOME: Category.NEGLECT,
    Topic.CONFLICT_AT_HOME: Category.EMOTIONAL,
}
"""Which category an item's first topic speaks for, where it speaks for one."""

CERTAINTY = {Manner.FORTHCOMING: "3", Manner.RESERVED: "2", Manner.HURRIED: "3"}
"""How sure each manner of professional says it is; any other says 2."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a seat can count: worrying items, items on injuries, agencies behind them, and what was told."""

    worries: tuple[Heard, ...]
    injuries: int
    agencies: int
    child_spoke: bool
    whereabouts: bool


def picture(book: RuleBook, view: View) -> Picture:
    """Count the own folder and everything heard."""
    lean = {heading.id: heading.lean for heading in book.framework.headings}
    heard = view.board
    items: list[tuple[str, Heard, bool]] = [
        (view.me, fact.heard, lean[heading_for(book, fact)] is Lean.WORRY) for fact in view.unsaid
    ]
    items += [(card.seat, card.fact, lean[card.heading] is Lean.WORRY) for card in heard.values()]
    return Picture(
        worries=tuple(fact for _, fact, worry in items if worry),
        injuries=sum(Topic.INJURIES in fact.topics for _, fact, _ in items),
        agencies=len({seat for seat, _, worry in items if worry}),
        child_spoke=any(Topic.CHILDS_WORDS in fact.topics for _, fact, _ in items),
        whereabouts=any(Topic.WHERE_THE_CHILD_LIVES in fact.topics for _, fact, _ in items),
    )


def _height(seen: Picture) -> int:
    """How far from the top of the continuum: 0 is the top, 1 the level below, and so on.

    Injuries and five worries, or worries from three agencies with an injury among them: the top.
    Two worries: one below. Less: two below.
    """
    if seen.injuries and (len(seen.worries) >= 5 or seen.agencies >= 3):
        return 0
    return 1 if len(seen.worries) >= 2 else 2


def seal(book: RuleBook, view: View, chance: Chance) -> Act:
    """The ballot that is open, filled in by the rules above."""
    stage = agenda.open_stage(book, view.public)
    assert stage is not None, "a ballot is open"
    seen = picture(book, view)
    sure = CERTAINTY.get(manner(book, view, chance), "2")
    answers: dict[Address, str] = {}
    for ask in asks(book, view, stage):
        if applies(ask, answers):
            answers[ask.at] = _answer(book, seen, ask, sure)
    form = ballot(book, stage)
    cites = tuple(dict.fromkeys(fact.id for fact in seen.worries))[: form.cites]
    moved = None
    if form.moved_by:
        heard = [card.fact for card in view.board.values() if card.seat != view.me]
        telling = [fact for fact in heard if {Topic.INJURIES, Topic.CHILDS_WORDS} & set(fact.topics)]
        moved = next((fact.id for fact in (*telling, *heard)), None)
    return Seal(stage, tuple(Answer(at, value) for at, value in answers.items()), cites, moved)


def _answer(book: RuleBook, seen: Picture, ask: AskedAt, sure: str) -> str:
    height = _height(seen)
    wanted = {
        Item.LEVEL: _level(book, height),
        Item.SUFFERED: Limb.YES if seen.injuries >= 2 or seen.child_spoke else Limb.CANNOT_SAY,
        Item.LIKELY: (Limb.YES, Limb.CANNOT_SAY, Limb.NO)[height],
        Item.RISK: _risk(seen, ask.at.horizon, height),
        Item.CERTAINTY: sure,
        Item.SCALE: ("2", "4", "6")[height],
        Item.STATUS: _status(book, height),
        Item.CATEGORY: _category(seen),
    }[ask.at.item]
    return wanted if wanted in ask.choices else ask.choices[0]


def _level(book: RuleBook, height: int) -> str:
    levels = [level.value for level in book.framework.levels]
    return levels[max(0, len(levels) - 1 - height)]


def _risk(seen: Picture, horizon: Horizon | None, height: int) -> str:
    if horizon is Horizon.NOW:
        calm = seen.whereabouts or height > 0
        return "2" if calm else "3"
    return ("4" if seen.injuries >= 3 else "3", "3", "2")[height]


def _status(book: RuleBook, height: int) -> str:
    has = [option.value for option in book.framework.statuses]
    order = (Status.PROTECTION_PLAN, Status.IN_NEED_PLAN, Status.EARLY_HELP, Status.NO_PLAN)
    open_to = [status for status in order if status in has]
    return open_to[min(height, len(open_to) - 1)]


def _category(seen: Picture) -> str:
    votes = Counter(CATEGORY_OF[fact.topics[0]] for fact in seen.worries if fact.topics[0] in CATEGORY_OF)
    ranked = sorted(votes.items(), key=lambda entry: (-entry[1], entry[0]))
    return ranked[0][0] if ranked else Category.NEGLECT


def speak(book: RuleBook, view: View) -> Act:
    """Say aloud what was sealed."""
    made = offer(book, view, "speak_view")
    assert isinstance(made, Offer), "it is this seat's turn in the round"
    return SpeakView(spoken(view, made))


def spoken(view: View, made: Offer) -> tuple[Answer, ...]:
    """Those of the sealed answers that are said aloud in the round."""
    asked = {ask.at for ask in made.field("answers").asks}
    sealed = view.own.sealed["after"].answers
    return tuple(answer for answer in sealed if answer.at in asked)


def dissent(book: RuleBook, view: View, chance: Chance) -> Act | None:
    """A forthcoming professional whose own recommendation was another has that recorded."""
    if agenda.side_of(book, view.seat) is not Side.PROFESSIONAL:
        return None
    if not isinstance(offer(book, view, "dissent"), Offer):
        return None
    if manner(book, view, chance) is not Manner.FORTHCOMING:
        return None
    for child, decision in view.public.decisions.items():
        mine = {answer.at: answer.value for answer in view.public.views.get(view.me, ())}
        wanted = mine.get(Address(Item.STATUS, child))
        if wanted is not None and wanted != decision.status:
            return Dissent(clean("My recommendation was a different one, and I stand by it."))
    return None
