"""What a conference comes to, in lines: summary, views, decision, plan, dates."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import assert_never

from cpsim.conference import events as e
from cpsim.conference.parts import DueDate
from cpsim.conference.view import Public
from cpsim.model.content import RuleBook
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import Said
from cpsim.model.words import Horizon, Item
from cpsim.present import labels, titles
from cpsim.present.prose import Line, Tone, Words, prose, quiet
from cpsim.present.tongue import _

Outcome = (
    e.Summarised
    | e.ViewSpoken
    | e.Decided
    | e.DissentRecorded
    | e.PlanLineAdded
    | e.ContingencySet
    | e.LeadNamed
    | e.CoreGroupNamed
    | e.DatesSet
)


def lines(event: Outcome, public: Public, book: RuleBook, shorts: Mapping[str, Words]) -> tuple[Line, ...]:
    """What stands under the speaker's name for `event`; `shorts` names cards by fact id."""
    match event:
        case e.Summarised():
            return _summary(event, shorts)
        case e.ViewSpoken():
            return (*_says(event.answers, public, book), *_because(event.reason))
        case e.Decided():
            return _decision(event, public, book, shorts)
        case e.DissentRecorded():
            recorded = _for(event.child, public, _("has a different view recorded"))
            return (prose((recorded, Tone.STRONG), event.reason, indent=2),)
        case e.PlanLineAdded():
            return _plan(event, public)
        case _:
            return _closing(event, public, book)


def _closing(
    event: e.ContingencySet | e.LeadNamed | e.CoreGroupNamed | e.DatesSet, public: Public, book: RuleBook
) -> tuple[Line, ...]:
    match event:
        case e.ContingencySet():
            return (prose((_("If circumstances change: "), Tone.STRONG), event.words, indent=2),)
        case e.LeadNamed():
            lead = titles.seat(event.seat, public, book)
            return (prose((_("Lead social worker: "), Tone.STRONG), lead, indent=2),)
        case e.CoreGroupNamed():
            group = ", ".join(titles.seat(seat, public, book) for seat in event.seats)
            return (prose((_("Core group: "), Tone.STRONG), group, indent=2),)
        case e.DatesSet():
            return date_lines(event.dates)
        case _unreachable:
            assert_never(_unreachable)


def _summary(event: e.Summarised, shorts: Mapping[str, Words]) -> tuple[Line, ...]:
    made = [prose((_("The summary rests on:"), Tone.STRONG), indent=2)]
    made += [prose("· ", shorts.get(card, card), indent=4, hang=6) for card in event.cards]
    if event.words:
        made.append(prose(event.words, indent=2))
    return tuple(made)


def _says(answers: Iterable[Answer], public: Public, book: RuleBook) -> tuple[Line, ...]:
    """A recommendation in one paragraph; of several children each has their own."""
    spoken: dict[str, list[str]] = {}
    for answer in answers:
        words = labels.answer(answer.at, answer.value, book.framework)
        spoken.setdefault(answer.at.child, []).append(f"{labels.asked(answer.at).capitalize()}: {words}.")
    return tuple(
        prose((_for_child(child, public), Tone.STRONG), " ".join(said), indent=2)
        for child, said in spoken.items()
    )


def _for_child(child: str, public: Public) -> str:
    """Before what is said of one child among several: whom it is about; empty where there is one child."""
    if len(public.children) < 2:
        return ""
    return _("For {child}: ").format(child=titles.child(child, public))


def _because(reason: Said | None) -> tuple[Line, ...]:
    return (prose((_("because "), Tone.QUIET), reason, indent=2),) if reason else ()


def _decision(
    event: e.Decided, public: Public, book: RuleBook, shorts: Mapping[str, Words]
) -> tuple[Line, ...]:
    met = _("The threshold is met.") if event.met else _("The threshold is not met.")
    harm = _("Has suffered significant harm: {suffered}. Is likely to suffer it: {likely}.").format(
        suffered=labels.limb(event.suffered), likely=labels.limb(event.likely)
    )
    child = titles.child(event.child, public)
    decided = _("The decision for {child}: ").format(child=child)
    made = [
        prose((decided, Tone.STRONG), (labels.status(event.status, book.framework), Tone.STRONG), indent=2),
        prose(harm, " ", met, indent=2),
    ]
    if event.category:
        named = ", ".join(str(labels.category(one, book.framework)) for one in event.category)
        made.append(prose(_("Category: "), named, indent=2))
    if event.cites:
        rests = ", ".join(str(shorts.get(fact, fact)) for fact in event.cites)
        made.append(quiet(_("It rests on: "), rests, indent=2))
    return (*made, *_because(event.reason))


def _for(child: str | None, public: Public, words: str) -> str:
    """`words` before a colon; where there are several children, with the one that is meant."""
    if child is None or len(public.children) < 2:
        return f"{words}: "
    return _("{words} ({child}): ").format(words=words, child=titles.child(child, public))


def _plan(event: e.PlanLineAdded, public: Public) -> tuple[Line, ...]:
    made = [prose((_for(event.child, public, _("For the plan")), Tone.STRONG), event.want, indent=2)]
    parts = (
        (_("how: "), event.how),
        (_("who: "), event.who),
        (_("by when: "), event.when),
        (_("how we will know: "), event.sign),
    )
    made += [prose((name, Tone.QUIET), words, indent=4) for name, words in parts if words]
    return tuple(made)


def date_lines(dates: Iterable[DueDate]) -> tuple[Line, ...]:
    """Statutory dates, each with its rule and source; a sentence where none follows."""
    due_dates = sorted(dates, key=lambda one: one.date)
    if not due_dates:
        return (prose(_("No date follows from this decision."), indent=2),)
    made = [prose((_("The dates:"), Tone.STRONG), indent=2)]
    for due in due_dates:
        made.append(prose((day(due.date), Tone.PLAIN), "  ", due.name, indent=4, hang=6))
        skipped = ", ".join(f"{day(off)} {name}" for off, name in due.skipped)
        over = _("; public holidays passed over: {days}").format(days=skipped) if skipped else ""
        if due.moved_from is not None:
            over = _("; moved from {day}, a day off").format(day=day(due.moved_from)) + over
        made.append(quiet(due.rule, " (", labels.documents(due.source), ")", over, indent=6))
    return tuple(made)


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def day(iso: str) -> str:
    """An ISO date as people write it: "Wed 30 Apr 2025"; itself where it is none."""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year}"


ITEMS = tuple(Item)
HORIZONS = (None, *Horizon)


def order(at: Address) -> tuple[str, int, str, int]:
    """Where an answer stands in a form: child by child, item by item, place by place, now before later."""
    return (at.child, ITEMS.index(at.item), at.setting or "", HORIZONS.index(at.horizon))
