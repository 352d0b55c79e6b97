"""Rules of judgement: sealed ballots, views spoken, the decision and dissent.

A form is built from the seat's own view and the framework alone, so that it hints at nothing unheard.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.acts import Decide, Dissent, Seal, SpeakView
from cpsim.conference.offers import AskedAt, Field, Offer, Shape
from cpsim.conference.parts import Named, Spread
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules.common import Scene, about, closed, first, only_chair, quiet, side
from cpsim.conference.state import State
from cpsim.conference.view import Public, View
from cpsim.conference.visibility import Emission, emit
from cpsim.model import limits
from cpsim.model.case import Child
from cpsim.model.content import RuleBook
from cpsim.model.framework import Asked, Ballot
from cpsim.model.judgement import Address, Answer
from cpsim.model.words import Item, Limb, SeatKind, Side, Stage, Status

NOT_ENOUGH = "not_enough"
"""'Not enough information': an answer one may give before the conference only; it is counted, never scored."""
LIMBS = (Limb.YES, Limb.NO, Limb.CANNOT_SAY)
RISKS = ("1", "2", "3", "4", "cannot_say")
CERTAINTIES = ("1", "2", "3", "4")


def ballot(book: RuleBook, stage: str) -> Ballot:
    """The framework's form for `stage`."""
    return book.framework.before if stage == Stage.BEFORE else book.framework.after


def asks(book: RuleBook, view: View, stage: str) -> tuple[AskedAt, ...]:
    """Every answer the ballot of `stage` asks this seat for, child by child and place by place."""
    public = view.public
    key = ("asks", stage, public.children, public.places)
    known: tuple[AskedAt, ...] | None = book.worked_out.get(key)
    if known is None:
        # The same for every seat and all through a session, and asked for at every look at the form.
        known = book.worked_out[key] = tuple(_asked(book, public, stage))
    return known


def _asked(book: RuleBook, public: Public, stage: str) -> Iterator[AskedAt]:
    for child in public.children:
        for asked in ballot(book, stage).asks:
            places = [place.id for place in public.places] if asked.per_setting else [None]
            for place in places:
                yield _ask(book, child, asked, place, stage)


def _ask(book: RuleBook, child: Child, asked: Asked, place: str | None, stage: str) -> AskedAt:
    at = Address(asked.item, child.id, place, asked.horizon)
    only_if = None
    if asked.only_if_status is not None:
        only_if = Answer(Address(Item.STATUS, child.id), asked.only_if_status)
    open_values = choices(book, child, asked.item, stage)
    several = asked.item is Item.CATEGORY and book.framework.category_choice == "several"
    return AskedAt(at, open_values, only_if=only_if, most=len(open_values) if several else 1)


def choices(book: RuleBook, child: Child, item: Item, stage: str) -> tuple[str, ...]:
    """The values open for `item` at `stage` under this framework."""
    framework = book.framework
    match item:
        case Item.LEVEL:
            levels = tuple(level.value for level in framework.levels)
            return (*levels, NOT_ENOUGH) if stage == Stage.BEFORE else levels
        case Item.SUFFERED:
            return (Limb.NOT_APPLICABLE,) if child.unborn else LIMBS
        case Item.LIKELY:
            return LIMBS
        case Item.RISK:
            return RISKS
        case Item.CERTAINTY:
            return CERTAINTIES
        case Item.SCALE:
            scale = framework.scale
            return tuple(str(n) for n in range(scale.low, scale.high + 1)) if scale is not None else ()
        case Item.STATUS:
            return tuple(status.value for status in framework.statuses)
        case Item.CATEGORY:
            return tuple(category.value for category in framework.categories)


def offer_seal(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to every judge while a ballot is open, once."""
    refusal = closed(book, view, "seal")
    if refusal is not None:
        return refusal
    stage = agenda.open_stage(book, view.public)
    if stage is None:
        return Refusal(Why.BALLOT_NOT_OPEN)
    if side(book, view) not in book.framework.judges:
        return Refusal(Why.NOT_JUDGING)
    if view.me in view.public.handed_in.get(stage, ()):
        return Refusal(Why.ALREADY_HANDED_IN)
    form = ballot(book, stage)
    known = known_items(view)
    fields = [
        Field("stage", Shape.ONE, (stage,)),
        Field("answers", Shape.ANSWERS, asks=asks(book, view, stage)),
        Field("cites", Shape.MANY, known, most=form.cites, optional=True),
        Field("reason", Shape.TEXT, most=limits.REASON, optional=True),
    ]
    heard = tuple(fact for fact, card in view.board.items() if card.seat != view.me)
    fields.append(Field("moved_by", Shape.ONE, heard if form.moved_by else (), optional=True))
    return Offer("seal", tuple(fields))


def known_items(view: View) -> tuple[str, ...]:
    """Every item this seat may rest a judgement on: its own folder, then what it has heard."""
    own = tuple(fact.id for fact in view.own.folder)
    return (*own, *(fact for fact in view.board if fact not in own))


def seal(scene: Scene, act: Seal) -> list[Emission]:
    """What was judged is the seat's own; that it was handed in is public."""
    sealed = e.BallotSealed(scene.seat, act.stage, act.answers, act.cites, act.moved_by, act.reason)
    return [emit(sealed, scene.seat), emit(e.BallotHandedIn(scene.seat, act.stage))]


def offer_speak(book: RuleBook, view: View) -> Offer | Refusal:
    """Open at one's turn in the round of recommendations, after every judgement was handed in.

    Once the line of judgements was shown it leaves open what was sealed, and nothing else.
    """
    refusal = closed(book, view, "speak_view")
    if refusal is not None:
        return refusal
    if view.public.floor != view.me:
        return Refusal(Why.NOT_YOUR_FLOOR)
    spoken = _as_sealed(view, tuple(ask for ask in asks(book, view, Stage.AFTER) if ask.at.item in SPOKEN))
    return Offer(
        "speak_view",
        (
            Field("answers", Shape.ANSWERS, asks=spoken),
            Field("reason", Shape.TEXT, most=limits.REASON, optional=True),
        ),
    )


def bound(public: Public, seat: str) -> bool:
    """Whether `seat` may speak no other view than its sealed one: the line was shown, and nobody's changes by that.

    What the program sealed binds nobody who sits there now.
    """
    handed_in = seat in public.handed_in.get(Stage.AFTER, ())
    return Stage.AFTER in public.shown and handed_in and (seat, Stage.AFTER) not in public.by_program


def _as_sealed(view: View, spoken: tuple[AskedAt, ...]) -> tuple[AskedAt, ...]:
    """What is asked of a view, with the sealed values alone where these bind."""
    if not bound(view.public, view.me):
        return spoken
    values: dict[Address, tuple[str, ...]] = {}
    for answer in view.own.sealed[Stage.AFTER].answers:
        values[answer.at] = (*values.get(answer.at, ()), answer.value)
    return tuple(replace(ask, choices=values.get(ask.at, ask.choices)) for ask in spoken)


SPOKEN = (Item.SUFFERED, Item.LIKELY, Item.STATUS, Item.CATEGORY)
"""What a professional says aloud in the round: both limbs, plan or none, category."""


def speak(scene: Scene, act: SpeakView) -> list[Emission]:
    """The view is said, and the turn is over. Whether it is what was sealed stays unsaid."""
    return [emit(e.ViewSpoken(scene.seat, act.answers, act.reason))]


def offer_decide(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to the chair for each child that has no decision yet."""
    refusal = first(closed(book, view, "decide"), only_chair(book, view), quiet(view))
    if refusal is not None:
        return refusal
    children = [child for child in view.public.children if child.id not in view.public.decisions]
    if not children:
        return Refusal(Why.ALREADY_DONE)
    framework = book.framework
    child = children[0]
    limbs = choices(book, child, Item.SUFFERED, Stage.AFTER)
    categories = tuple(category.value for category in framework.categories)
    return Offer(
        "decide",
        (
            Field("child", Shape.ONE, (child.id,)),
            Field("suffered", Shape.ONE, limbs),
            Field("likely", Shape.ONE, LIMBS),
            Field("status", Shape.ONE, tuple(status.value for status in framework.statuses)),
            Field(
                "category",
                Shape.MANY,
                categories,
                most=1 if framework.category_choice == "single" else len(categories),
                optional=True,
            ),
            Field("cites", Shape.MANY, tuple(view.public.board), most=limits.DECISION_CARDS, optional=True),
            Field("reason", Shape.TEXT, most=limits.REASON, optional=True),
        ),
    )


def decide(scene: Scene, act: Decide) -> list[Emission]:
    """The decision, with whether the threshold is met worked out by the area's rule."""
    return [
        emit(
            e.Decided(
                scene.seat,
                act.child,
                act.suffered,
                act.likely,
                scene.book.framework.met(act.suffered, act.likely),
                act.status,
                act.category if act.status == Status.PROTECTION_PLAN else (),
                act.cites,
                act.reason,
            )
        )
    ]


def offer_dissent(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to every professional once the chair has decided, once for each child."""
    refusal = closed(book, view, "dissent")
    if refusal is not None:
        return refusal
    if side(book, view) is not Side.PROFESSIONAL:
        return Refusal(Why.NOT_YOUR_PART)
    if len(view.public.decisions) < len(view.public.children):
        return Refusal(Why.DECISION_MISSING, rule="dissent_after_decision")
    mine = {child for seat, child in view.public.dissents if seat == view.me}
    open_for = tuple(child.id for child in view.public.children if not mine & {child.id, None})
    if not open_for:
        return Refusal(Why.ALREADY_DONE)
    return Offer(
        "dissent",
        (
            Field("reason", Shape.TEXT, most=limits.REASON),
            Field("child", Shape.ONE, open_for, optional=True),
        ),
    )


def dissent(scene: Scene, act: Dissent) -> list[Emission]:
    """The different view stands in the record."""
    return [emit(e.DissentRecorded(scene.seat, act.reason, about(scene, act.child)))]


def revealed(scene: Scene, stage: str) -> list[Emission]:
    """The line of `stage` while the conference lasts: values without seats to all, with seats to who facilitates.

    Names for all wait for the debrief, also where the table agreed to them. Where the table facilitates
    together its seat has no code, so nobody is given any.
    """
    seats = scene.state.public.seats if scene.book.options.facilitated else ()
    led_by = tuple(seat.id for seat in seats if seat.kind is SeatKind.FACILITATOR)
    return [*shown(scene, stage), *_values_named(scene.state, stage, led_by)]


FEW = 3
"""With fewer people than these, what all gave less what the program gave says who judged what."""


def shown(scene: Scene, stage: str) -> list[Emission]:
    """Everyone's sealed answers of `stage`, sorted at each address, without seats; and which the program sealed.

    The second is kept back at a table where so few people sealed that it would name them: names wait for the debrief.
    """
    state = scene.state
    papers = [own.sealed[stage] for own in state.own.values() if stage in own.sealed]
    by_program = [paper for paper in papers if (paper.seat, stage) in state.public.by_program]
    one_learner = scene.book.options.alone and scene.book.options.names
    tells_who = not one_learner and len(papers) - len(by_program) < FEW
    return [emit(e.JudgementsShown(stage, _spreads(papers), None if tells_who else _spreads(by_program)))]


def _spreads(papers: Iterable[e.BallotSealed]) -> tuple[Spread, ...]:
    by_address: dict[Address, list[str]] = {}
    for paper in papers:
        for answer in paper.answers:
            by_address.setdefault(answer.at, []).append(answer.value)
    return tuple(
        Spread(tuple(Answer(at, value) for value in sorted(values)))
        for at, values in sorted(by_address.items(), key=_address_order)
    )


def _address_order(entry: tuple[Address, list[str]]) -> tuple[str, str, str, str]:
    at = entry[0]
    return (at.child, at.item, at.setting or "", at.horizon or "")


def _values_named(state: State, stage: str, to: tuple[str, ...]) -> list[Emission]:
    """The values of `stage` with their seats, for `to`. What they rest on may be in a folder, which is not open yet."""
    papers = [state.view(seat.id).own.sealed.get(stage) for seat in state.public.seats]
    given = tuple(Named(paper.seat, stage, paper.answers, (), None) for paper in papers if paper is not None)
    return [emit(e.JudgementsNamed(given), *to)] if to and given else []


def named(state: State, to: tuple[str, ...]) -> list[Emission]:
    """All sealed judgements with their seats, for `to`; of what they rest on what says nothing of a part apart.

    Only an item with a limit is said without the family, so one that somebody of `to` did not hear is named to
    none of them, said or not: that anybody else rests on it would tell that it was said.
    """
    limited = {fact for own in state.own.values() for fact in own.restricted}
    boards = [state.view(seat).board for seat in to]
    hidden = {fact for fact in limited if not all(fact in board for board in boards)}
    given = tuple(
        Named(
            paper.seat,
            paper.stage,
            paper.answers,
            tuple(fact for fact in paper.cites if fact not in hidden),
            None if paper.moved_by in hidden else paper.moved_by,
        )
        for seat in state.public.seats
        for paper in state.view(seat.id).own.sealed.values()
    )
    return [emit(e.JudgementsNamed(given), *to)] if to and given else []
