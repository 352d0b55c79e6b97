"""The papers of a seat: its role card, what everybody knows, and its own folder."""

from cpsim.conference.view import View
from cpsim.model.case import Fact
from cpsim.model.content import RuleBook
from cpsim.model.words import Driver, Side
from cpsim.present import labels, titles
from cpsim.present.outcome import day
from cpsim.present.prose import BLANK, Line, Tone, head, prose, quiet
from cpsim.present.tongue import _, plural


def role_card(view: View, book: RuleBook) -> tuple[Line, ...]:
    """Purpose, duties and ways at the table; for an observer what observing means."""
    if view.seat.role is None:
        return (
            head(_("You observe")),
            prose(_("You hear what everybody at the table hears, and play nobody. Watch what gets asked.")),
        )
    card = book.role(view.seat.role)
    made = [head(card.title), prose(card.purpose), BLANK, prose((_("What is yours to do"), Tone.STRONG))]
    made += [prose("· ", duty, indent=2, hang=4) for duty in card.duties]
    made += [BLANK, prose((_("At the table"), Tone.STRONG))]
    made += [prose("· ", way, indent=2, hang=4) for way in card.at_the_table]
    return tuple(made)


def common_card(view: View, book: RuleBook) -> tuple[Line, ...]:
    """What everybody knows beforehand, who sits at the table, and how the meeting goes."""
    public = view.public
    made = [
        head(public.meeting or public.title or ""),
        quiet(day(public.date), ", ", book.framework.title),
        BLANK,
    ]
    made += [prose("· ", words, hang=2) for words in public.common]
    made += [BLANK, prose((_("At the table"), Tone.STRONG))]
    for seat in public.participants:
        who = titles.seat(seat.id, public, book)
        you = _("you") if seat.id == view.me else labels.driver(seat.driver)
        made.append(prose("· ", who, (f"  ({you})", Tone.QUIET), indent=2, hang=4))
    absent = [seat for seat in public.seats if seat.driver is Driver.ABSENT]
    made += [prose("· ", titles.seat(seat.id, public, book), _("  (absent)"), indent=2) for seat in absent]
    made += [BLANK, prose((_("You have"), Tone.STRONG)), *_allowance(view, book)]
    made += [
        BLANK,
        prose((_("When the threshold is met"), Tone.STRONG)),
        prose(book.framework.threshold_text, indent=2),
    ]
    made.append(quiet(_("Source: "), labels.documents(book.framework.threshold_source.text), indent=2))
    return tuple(made)


def _allowance(view: View, book: RuleBook) -> list[Line]:
    questions = plural("{n} question in all", "{n} questions in all", book.questions)
    if view.seat.role is None:
        return [prose("· ", _("nothing to do but listen"), indent=2)]
    if Side(book.role(view.seat.role).side) is Side.CHAIR:
        return [
            prose("· ", questions, indent=2),
            prose("· ", _("the floor to give, and the decision"), indent=2),
        ]
    items = plural("{n} item on your turn", "{n} items on your turn", book.pace.items)
    if book.pace.added:
        more = plural("{n} more before the summary", "{n} more before the summary", book.pace.added)
        items = f"{items}, {more}"
    return [prose("· ", items, indent=2), prose("· ", questions, indent=2)]


def folder(view: View) -> tuple[Line, ...]:
    """Every item of the own folder in full: whose word it is, when, and how it may be passed on."""
    count = plural("{n} item", "{n} items", len(view.own.folder))
    # Where the whole folder is the author's, it is said once and not under every item.
    authored = bool(view.own.folder) and all(fact.authored for fact in view.own.folder)
    whole = _(" that only you hold, all of them added by the author of this case")
    made: list[Line] = [prose((count, Tone.STRONG), whole if authored else _(" that only you hold"))]
    if view.own.note:
        made += [quiet(view.own.note)]
    for fact in view.own.folder:
        made += [BLANK, prose("· ", fact.words, hang=2), quiet(origin(fact, authored=not authored), indent=2)]
        limits = ", ".join(labels.handling(one) for one in fact.handling)
        if limits:
            made.append(prose((f"! {limits}", Tone.WARN), indent=2))
    return tuple(made)


def origin(fact: Fact, *, authored: bool = True) -> str:
    """Where an item is from, whose word it is where the papers say so, and when.

    With `authored` also whether the author of the case added it.
    """
    parts = [_("from: {source}").format(source=fact.source)]
    if fact.told_by is not None:
        parts.append(labels.word_of(fact.told_by))
    parts.append(_("when: {when}").format(when=fact.when))
    if authored and fact.authored:
        parts.append(_("added by the author of this case"))
    return "; ".join(parts)
