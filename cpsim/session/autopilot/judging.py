"""How a simulated professional judges: by counting what it holds and has heard, and from how many agencies.

The rules look at topics and board headings, which everybody sees, never at the key.
"""

from collections import Counter
from dataclasses import dataclass

from cpsim.conference import agenda
from cpsim.conference.acts import Act, Dissent, Seal, SpeakView
from cpsim.conference.offers import AskedAt, Offer, applies
from cpsim.conference.rules import offer
from cpsim.conference.rules.judging import NOT_ENOUGH, asks, ballot
from cpsim.conference.rules.talk import heading_for
from cpsim.conference.view import BoardCard, View
from cpsim.model.case import Heard
from cpsim.model.content import RuleBook
from cpsim.model.judgement import Address, Answer
from cpsim.model.limits import REASON
from cpsim.model.said import Said, clean
from cpsim.model.words import (
    Basis,
    Category,
    Horizon,
    Item,
    Lean,
    Limb,
    Manner,
    Side,
    Stage,
    Status,
    Tag,
    Topic,
    Whose,
)
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


NEEDS = {Manner.FORTHCOMING: 10, Manner.HURRIED: 9, Manner.RESERVED: 12}
"""The weight of concern from which each manner sees the top level; any other needs 11."""

LEANINGS = 8
"""Each seat needs up to seven more, drawn once: people differ who see the same."""

FULL_TABLE = 5
"""Professionals at the table that `NEEDS` is meant for."""

ONE_AGENCY = 4
"""The most that the items of one agency weigh: ten items from one folder do not corroborate each other."""

SOME_CONCERN = 3
"""The weight from which a seat sees the level below the top."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a seat can count in its own folder and in what was said, and how much it needs to be sure."""

    empty: bool
    """Nothing is known at all: the chair's first view, for one."""
    worries: tuple[Heard, ...]
    injuries: int
    weight: int
    """One for each worry, one more for each about an injury, at most four an agency; two where the child spoke."""
    needs: int
    child_spoke: bool
    whereabouts: bool

    @property
    def height(self) -> int:
        """How far from the top of the continuum: 0 is the top, 1 the level below, 2 further down."""
        if self.weight >= self.needs:
            return 0
        return 1 if self.weight >= SOME_CONCERN else 2


def picture(book: RuleBook, view: View, chance: Chance) -> Picture:
    """Count the own folder and everything heard."""
    lean = {heading.id: heading.lean for heading in book.framework.headings}
    items: list[tuple[str, Heard, bool]] = [
        (view.me, fact.heard, lean[heading_for(book, fact)] is Lean.WORRY) for fact in view.unsaid
    ]
    cards = view.board.values()
    items += [(card.seat, card.fact, lean[card.heading] is Lean.WORRY) for card in cards]
    by_agency: Counter[str] = Counter()
    for seat, fact, worry in items:
        by_agency[seat] += worry + (worry and Topic.INJURIES in fact.topics)
    spoke = any({Topic.CHILDS_WORDS, Topic.INJURIES} <= set(fact.topics) for _, fact, _ in items)
    leaning = int(chance.draw(view.me, "leaning") * LEANINGS)
    return Picture(
        empty=not items,
        worries=tuple(fact for _, fact, worry in items if worry),
        injuries=sum(Topic.INJURIES in fact.topics for _, fact, _ in items),
        weight=sum(min(ONE_AGENCY, weight) for weight in by_agency.values()) + 2 * spoke,
        needs=round((NEEDS.get(manner(book, view, chance), 11) + leaning) * _size(book, view)),
        child_spoke=spoke,
        whereabouts=any(Topic.WHERE_THE_CHILD_LIVES in fact.topics for _, fact, _ in items),
    )


def _size(book: RuleBook, view: View) -> float:
    """How large the table is beside one of five professionals, at most 1: a small one never says as much."""
    seats = view.public.participants
    return min(1.0, sum(agenda.side_of(book, seat) is Side.PROFESSIONAL for seat in seats) / FULL_TABLE)


def seal(book: RuleBook, view: View, chance: Chance) -> Act:
    """The ballot that is open, filled in by the rules above."""
    stage = agenda.open_stage(book, view.public)
    assert stage is not None, "a ballot is open"
    seen = picture(book, view, chance)
    sure = CERTAINTY.get(manner(book, view, chance), "2")
    answers: dict[Address, str] = {}
    for ask in asks(book, view, stage):
        if applies(ask, answers):
            answers[ask.at] = _answer(book, seen, ask, sure)
    form = ballot(book, stage)
    ranked = sorted(
        seen.worries, key=lambda fact: (fact.id not in view.board, Topic.INJURIES not in fact.topics)
    )
    cites = tuple(dict.fromkeys(fact.id for fact in ranked if not _opinion(view, fact.id)))[: form.cites]
    moved = _moved_by(book, view, chance) if form.moved_by else None
    return Seal(stage, tuple(Answer(at, value) for at, value in answers.items()), cites, moved)


def _opinion(view: View, fact: str) -> bool:
    """Whether an item is somebody's opinion, or a parent's account, which a judgement does not rest on first."""
    card = view.board.get(fact)
    if card is not None:
        return card.tag is Tag.OPINION or card.whose in (Whose.MOTHER, Whose.FATHER)
    own = next((item for item in view.own.folder if item.id == fact), None)
    return own is not None and own.basis is Basis.GUESS


def _moved_by(book: RuleBook, view: View, chance: Chance) -> str | None:
    """One card of somebody else's: rather the child's own words, an injury or a worry, and not the same for all."""
    lean = {heading.id: heading.lean for heading in book.framework.headings}

    def distance(card: BoardCard) -> float:
        if {Topic.CHILDS_WORDS, Topic.INJURIES}.intersection(card.fact.topics):
            near = 0.0
        else:
            near = 0.1 if lean[card.heading] is Lean.WORRY else 0.6
        return near + chance.draw(view.me, f"moved by {card.fact.id}")

    heard = [card for card in view.board.values() if card.seat != view.me and card.tag is not Tag.OPINION]
    return min(heard, key=distance).fact.id if heard else None


def _answer(book: RuleBook, seen: Picture, ask: AskedAt, sure: str) -> str:
    height = seen.height
    if seen.empty:
        unknown = (NOT_ENOUGH, Limb.CANNOT_SAY, "cannot_say", "1")
        return next((value for value in unknown if value in ask.choices), ask.choices[0])
    wanted = {
        Item.LEVEL: _level(book, height),
        Item.SUFFERED: Limb.YES if height == 0 or seen.child_spoke else Limb.CANNOT_SAY,
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
    return SpeakView(spoken(view, made), _because(view))


def _because(view: View) -> Said | None:
    """What the own judgement rests on, in the short words of cards that the room has heard; else nothing."""
    cites = view.own.sealed[Stage.AFTER].cites
    heard = [str(view.board[fact].fact.short) for fact in cites if fact in view.public.board]
    return clean("; ".join(heard), REASON) if heard else None


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
