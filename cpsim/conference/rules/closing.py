"""Rules of the end: outline plan, lead social worker, core group, dates; then what the debrief opens."""

from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.acts import (
    Commit,
    Contingency,
    GiveWord,
    NameCoreGroup,
    NameLead,
    PlanFor,
    SetDates,
)
from cpsim.conference.offers import Field, Offer, Shape
from cpsim.conference.opening import in_play
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules import judging
from cpsim.conference.rules.common import Scene, about, closed, first, only_chair, quiet
from cpsim.conference.view import View
from cpsim.conference.visibility import Emission, emit
from cpsim.model import limits
from cpsim.model.content import RuleBook
from cpsim.model.framework import Step
from cpsim.model.words import Driver, SeatKind, Stage, Status


def offer_plan(book: RuleBook, view: View) -> Offer | Refusal:
    """Open at one's turn in the round of the outline plan: one line an agency."""
    refusal = closed(book, view, "plan_line")
    if refusal is not None:
        return refusal
    if view.public.floor != view.me:
        return Refusal(Why.NOT_YOUR_FLOOR)
    parts = tuple(
        Field(name, Shape.TEXT, most=limits.PLAN_PART, optional=name in ("who", "when", "sign"))
        for name in ("want", "how", "who", "when", "sign")
    )
    children = tuple(child.id for child in view.public.children)
    return Offer("plan_line", (*parts, Field("child", Shape.ONE, children, optional=True)))


def plan(scene: Scene, act: PlanFor) -> list[Emission]:
    """The line stands in the outline plan, and the turn is over."""
    child = about(scene, act.child)
    return [emit(e.PlanLineAdded(scene.seat, act.want, act.how, act.who, act.when, act.sign, child))]


def proposed(scene: Scene, entered: Step) -> list[Emission]:
    """What the pack offers for 'if circumstances change', to the chair alone and when the step for it begins."""
    chair = agenda.chair_of(scene.book, scene.state.public)
    if chair is None or "contingency" not in entered.acts or "contingency" in scene.book.pace.leaves_out:
        return []
    return [emit(e.ContingencyProposed(scene.content.scenario.contingency), chair.id)]


def offer_contingency(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to the chair, once, unless the pace leaves it out."""
    refusal = first(closed(book, view, "contingency"), only_chair(book, view), quiet(view))
    if refusal is not None:
        return refusal
    if view.public.contingency or "contingency" in book.pace.leaves_out:
        return Refusal(Why.ALREADY_DONE)
    return Offer("contingency", (Field("words", Shape.TEXT, most=limits.CONTINGENCY),))


def contingency(scene: Scene, act: Contingency) -> list[Emission]:
    """It is settled what happens if circumstances change."""
    return [emit(e.ContingencySet(scene.seat, act.words))]


def offer_lead(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to the chair, once: somebody of the role without which no table is quorate (sources: S0:219, S1:73)."""
    refusal = first(closed(book, view, "name_lead"), only_chair(book, view), quiet(view), _no_plan(view))
    if refusal is not None:
        return refusal
    if view.public.lead is not None:
        return Refusal(Why.ALREADY_DONE)
    able = _can_lead(book, view)
    if not able:
        return Refusal(Why.NOBODY_CAN_LEAD, rule="lead_social_worker")
    return Offer("name_lead", (Field("seat", Shape.ONE, able),))


def _planned(view: View) -> bool:
    """Whether a child protection plan was decided for any child."""
    return any(one.status == Status.PROTECTION_PLAN for one in view.public.decisions.values())


def _no_plan(view: View) -> Refusal | None:
    """Why nobody is named to carry a plan out that there is not, or None."""
    return None if _planned(view) else Refusal(Why.NO_PLAN)


def _can_lead(book: RuleBook, view: View) -> tuple[str, ...]:
    required = book.framework.quorum.required
    return tuple(seat.id for seat in view.public.participants if seat.role == required)


def lead(scene: Scene, act: NameLead) -> list[Emission]:
    """The lead social worker is named."""
    return [emit(e.LeadNamed(act.seat))]


def offer_core_group(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to the chair, once: anybody at the table but the chair, and nobody alone (sources: S0:617, S1:12-15)."""
    refusal = first(
        closed(book, view, "name_core_group"), only_chair(book, view), quiet(view), _no_plan(view)
    )
    if refusal is not None:
        return refusal
    if view.public.core_group:
        return Refusal(Why.ALREADY_DONE)
    able = tuple(seat.id for seat in view.public.participants if seat.id != view.me)
    return Offer(
        "name_core_group", (Field("seats", Shape.MANY, able, least=min(2, len(able)), most=len(able)),)
    )


def core_group(scene: Scene, act: NameCoreGroup) -> list[Emission]:
    """The core group is named, in the order of the table."""
    order = tuple(seat.id for seat in scene.state.public.seats if seat.id in act.seats)
    return [emit(e.CoreGroupNamed(order))]


def offer_dates(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to the chair, once."""
    refusal = first(closed(book, view, "set_dates"), only_chair(book, view), quiet(view))
    if refusal is not None:
        return refusal
    return Refusal(Why.ALREADY_DONE) if view.public.dated else Offer("set_dates")


def dates(scene: Scene, act: SetDates) -> list[Emission]:
    """The dates stand in the log as values, with the rule and the holidays behind each.

    Those of a child protection plan are left out where none was decided.
    """
    of_a_plan = {rule.id for rule in scene.book.framework.deadlines if rule.needs_plan}
    left_out = frozenset() if _planned(scene.view) else of_a_plan
    return [emit(e.DatesSet(tuple(due for due in scene.dates if due.id not in left_out)))]


def unfinished(book: RuleBook, view: View) -> Refusal | None:
    """What the last step of the conference still lacks: dates, and with a plan its people."""
    public = view.public
    planned = _planned(view)
    led = public.lead is not None or not _can_lead(book, view)
    people = not planned or (led and public.core_group)
    settled = not planned or public.contingency or "contingency" in book.pace.leaves_out
    return None if public.dated and people and settled else Refusal(Why.CLOSING_MISSING)


def offer_word(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to every person until the step is left: a word given by mistake is given again, and the newer stands."""
    refusal = first(closed(book, view, "give_word"), _person(view))
    if refusal is not None:
        return refusal
    return Offer("give_word", (Field("word", Shape.TEXT, most=limits.WORD),))


def word(scene: Scene, act: GiveWord) -> list[Emission]:
    """One word on how it was."""
    return [emit(e.WordGiven(scene.seat, act.word))]


def offer_commit(book: RuleBook, view: View) -> Offer | Refusal:
    """Open to every person until the step is left, as a word is."""
    refusal = first(closed(book, view, "commit"), _person(view))
    if refusal is not None:
        return refusal
    return Offer("commit", (Field("words", Shape.TEXT, most=limits.COMMITMENT),))


def commit(scene: Scene, act: Commit) -> list[Emission]:
    """One thing to do at the next conference."""
    return [emit(e.CommitmentMade(scene.seat, act.words))]


def _person(view: View) -> Refusal | None:
    return None if view.seat.driver is Driver.PERSONS else Refusal(Why.NOT_YOUR_PART)


def debrief_brings(scene: Scene, step_id: str) -> list[Emission]:
    """What becomes known with each step of the debrief; before it, none of this reached any seat."""
    scenario = scene.content.scenario
    match step_id:
        case "D2":
            return [emit(e.StoryTold(scenario.moments))]
        case "D3":
            return [*_folders(scene), *_letters(scene)]
        case "D4":
            return [
                *(found for stage in _not_shown_yet(scene) for found in judging.shown(scene, stage)),
                *judging.named(scene.state, who_sees_names(scene)),
            ]
        case "D5":
            key = scenario.key
            return [
                emit(
                    e.KeyOpened(
                        key.made_by,
                        key.opinion_of,
                        key.items,
                        key.facts,
                        scenario.insights,
                        scenario.gaps,
                        scenario.corroborations,
                        scenario.clashes,
                    )
                )
            ]
        case _:
            return []


def _folders(scene: Scene) -> list[Emission]:
    """Every role's folder as its holder has it by now: an item that never came to mind is in none."""
    folders = {
        seat.role: scene.state.view(seat.id).own.folder
        for seat in scene.state.public.seats
        if seat.role is not None
    }
    return [emit(e.FolderOpened(role, facts)) for role, facts in folders.items() if facts]


def _letters(scene: Scene) -> list[Emission]:
    """What services without a seat wrote; a letter nobody asked for is part of what nobody heard."""
    replies = scene.content.scenario.replies
    letters = ((reply, in_play(scene.content, reply.facts)) for reply in replies)
    return [emit(e.LetterOpened(reply.service, reply.title, facts)) for reply, facts in letters if facts]


def _not_shown_yet(scene: Scene) -> tuple[Stage, ...]:
    """The first judgements, and the second where no step that was reached has shown them."""
    return tuple(stage for stage in Stage if stage not in scene.state.public.shown)


def who_sees_names(scene: Scene) -> tuple[str, ...]:
    """In the debrief: everybody where the table agreed; else whoever facilitates, and nobody where all do so together.

    A table's own seat has no code, so what it were given would be anybody's.
    """
    seats = scene.state.public.seats
    if scene.book.options.names:
        return tuple(seat.id for seat in seats)
    if not scene.book.options.facilitated:
        return ()
    return tuple(seat.id for seat in seats if seat.kind is SeatKind.FACILITATOR)
