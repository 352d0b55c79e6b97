"""The facilitators' key in words: what it accepts and why, what only several folders show, what nobody knew.

Words come first and numbers stand elsewhere; an own answer is shown beside the key, never marked here.
"""

from collections.abc import Iterable, Sequence

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.case import Fact, Gap, Insight, KeyItem
from cpsim.model.content import RuleBook
from cpsim.model.judgement import Address
from cpsim.model.words import Stage
from cpsim.present import labels
from cpsim.present.debrief import by_address, facts_of, last
from cpsim.present.prose import BLANK, Line, Tone, head, prose, quiet
from cpsim.present.tongue import _, plural


def key_items(opened: e.KeyOpened, framework: str, stage: Stage, role: str | None) -> tuple[KeyItem, ...]:
    """The key's items for one area and stage; an override of the area takes the general one's place."""
    chosen: dict[Address, KeyItem] = {}
    for item in opened.items:
        fits = item.stage is stage and item.framework in (None, framework) and item.role in (None, role)
        if fits and (item.at not in chosen or item.framework == framework):
            chosen[item.at] = item
    return tuple(chosen.values())


def key_pages(log: Sequence[e.Event], view: View, book: RuleBook) -> tuple[Line, ...]:
    """The key in words: what it accepts and why, beside the own answer; then joins and open questions."""
    opened = last(log, e.KeyOpened)
    if opened is None:
        return ()
    facts = facts_of(log)
    made: list[Line] = [*_made_by(opened)]
    after = by_address(view.own.sealed.get(Stage.AFTER))
    for item in key_items(opened, book.framework.slug, Stage.AFTER, view.seat.role):
        made += [BLANK, *_key_item(item, after.get(item.at), facts, view, book)]
    made += _first_judgement(opened, view, book)
    made += _joins(opened.insights, facts, view, book)
    made += _gaps(opened.gaps)
    return tuple(made)


def _made_by(opened: e.KeyOpened) -> list[Line]:
    opinion = plural("one facilitator's opinion", "the opinion of {n} facilitators", opened.opinion_of)
    return [
        prose(
            _("The key was made by "),
            opened.made_by,
            ". ",
            (_("It is {opinion}.").format(opinion=opinion), Tone.STRONG),
        ),
        quiet(_("Where you differ and can say why, that is worth talking over, not a mistake.")),
    ]


def _key_item(
    item: KeyItem, mine: str | None, facts: dict[str, tuple[Fact, str]], view: View, book: RuleBook
) -> list[Line]:
    accepted = _(" or ").join(labels.answer(item.at, value, book.framework) for value in item.accepted)
    yours = labels.answer(item.at, mine, book.framework) if mine is not None else _("no answer")
    made = [
        head(labels.asked(item.at).capitalize()),
        prose((_("the key:  "), Tone.QUIET), (accepted, Tone.STRONG), indent=2, hang=12),
    ]
    if view.own.sealed:
        made.append(prose((_("you:      "), Tone.QUIET), yours, indent=2, hang=12))
    made.append(prose((_("because:  "), Tone.QUIET), item.reason, indent=2, hang=12))
    for half in item.half:
        value = labels.answer(item.at, half.value, book.framework)
        made.append(quiet(_("also defensible: {value}: ").format(value=value), half.reason, indent=12))
    if item.discussion_only:
        made.append(quiet(_("for discussion only; never scored"), indent=12))
    rests = [_cited(fact, facts, view, book) for fact in item.cites]
    if rests:
        made.append(prose((_("rests on: "), Tone.QUIET), ("; ".join(rests), Tone.QUIET), indent=2, hang=12))
    return made


def _cited(fact_id: str, facts: dict[str, tuple[Fact, str]], view: View, book: RuleBook) -> str:
    if fact_id not in facts:
        return fact_id
    fact, role = facts[fact_id]
    heard = "" if fact_id in view.board else _(", unsaid")
    return f"{fact.short} ({labels.role(role, book)}{heard})"


def _first_judgement(opened: e.KeyOpened, view: View, book: RuleBook) -> list[Line]:
    before = by_address(view.own.sealed.get(Stage.BEFORE))
    items = [
        item
        for item in key_items(opened, book.framework.slug, Stage.BEFORE, view.seat.role)
        if item.at in before
    ]
    if not items:
        return []
    made = [BLANK, head(_("Your first judgement, from your own papers: compared, never scored"))]
    for item in items:
        accepted = _(" or ").join(labels.answer(item.at, value, book.framework) for value in item.accepted)
        yours = labels.answer(item.at, before[item.at], book.framework)
        made.append(
            prose(
                (f"{labels.asked(item.at)}:  ", Tone.QUIET),
                _("you {yours}; the key {key}").format(yours=yours, key=accepted),
                indent=2,
                hang=4,
            )
        )
        made.append(quiet(item.reason, indent=4))
    return made


def _joins(
    insights: Iterable[Insight], facts: dict[str, tuple[Fact, str]], view: View, book: RuleBook
) -> list[Line]:
    made: list[Line] = [BLANK, head(_("What only several folders together could show"))]
    for insight in insights:
        held = [_group(group, facts, view, book) for group in insight.needs]
        complete = all(any(fact in view.board for fact in group) for group in insight.needs)
        mark = "● " if complete else "○ "
        state = _("all its pieces were said") if complete else _("not all its pieces were said")
        made.append(prose(mark, insight.statement, (f"  ({state})", Tone.QUIET), indent=2, hang=4))
        made.append(quiet(" + ".join(held), indent=4))
    return made if len(made) > 2 else []


def _group(group: tuple[str, ...], facts: dict[str, tuple[Fact, str]], view: View, book: RuleBook) -> str:
    """One piece of a join: the item that was said, else the first that would have done."""
    shown = next((fact for fact in group if fact in view.board), group[0])
    return _cited(shown, facts, view, book)


def _gaps(gaps: Iterable[Gap]) -> list[Line]:
    made: list[Line] = [BLANK, head(_("What nobody at the table knew"))]
    for gap in gaps:
        who = (_("  who could say: "), Tone.QUIET)
        made += [prose("· ", gap.question, who, (gap.who, Tone.QUIET), indent=2, hang=4)]
    return made if len(made) > 2 else []
