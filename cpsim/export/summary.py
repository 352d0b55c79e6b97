"""`cpsim export --format summary` and `summary-html`: one conference on one page, without names.

Made of one seat's own log. Nothing sealed, nobody's private note and no score is on it, and of what
was not said in the room only what the debrief has opened.
"""

from collections.abc import Iterator, Sequence

from cpsim.conference import events as e
from cpsim.conference.agenda import in_debrief, step_of
from cpsim.conference.parts import Spread
from cpsim.conference.view import BoardCard, View
from cpsim.export.reading import Reading
from cpsim.export.role_slip import foot
from cpsim.export.sheets import Block, Heading, Points, Sheet, Table, Text
from cpsim.export.summary_people import people
from cpsim.model.case import Fact
from cpsim.model.content import RuleBook
from cpsim.model.judgement import Address, Answer
from cpsim.model.words import Item, Stage
from cpsim.present import board, labels, outcome, titles
from cpsim.present.debrief import every, last
from cpsim.present.hearing import UNTOLD, untold, untold_line
from cpsim.present.own_part import ANSWERED
from cpsim.present.prose import unquoted
from cpsim.present.scores import FOOTER
from cpsim.present.tongue import _, plural


def summary_sheet(reading: Reading) -> Sheet:
    """The page of one session, from the log of one seat."""
    view, book, log = reading.view(), reading.book, reading.log
    who = titles.the(titles.title(view.seat, view.public, book))
    strap = _("{area}, {day}. Session {id}, as {who} was given it.")
    parts: tuple[tuple[str, list[Block]], ...] = (
        ("", _where(log, view, book)),
        (_("At the table"), people(reading)),
        (_("What was said"), _said(log, view, book)),
        (_("What was asked"), _asked(log, view, book)),
        (_("Judgements, without names"), _judged(log, view, book)),
        (_("Summary and decision"), _decided(log, view, book)),
        (_("Outline plan and dates"), _planned(log, view, book)),
        (_("What stayed in the folders"), _stayed(log, view, book)),
        (_("How it was led"), _led(log, view, book)),
    )
    return Sheet(
        id="summary",
        title=_("{case}: {meeting}").format(case=view.public.title or "", meeting=view.public.meeting or ""),
        strap=strap.format(
            area=book.framework.title, day=outcome.day(view.public.date), id=reading.session, who=who
        ),
        warning=foot(),
        blocks=tuple(
            block for name, blocks in parts if blocks for block in ([Heading(name)] if name else []) + blocks
        ),
        foot=_(FOOTER[0]),
    )


def _where(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Block]:
    """Whether the conference came to its end; nothing where it did."""
    broken = last(log, e.BrokenOff)
    if broken is not None:
        ended = _("at “{step}”, before its last step. What was not reached stays open.")
        return [Text(ended.format(step=step_of(book, broken.step).name), lead=_("Ended early:"))]
    if not view.public.step or in_debrief(view.public.step):
        return []
    so_far = _("the conference is at “{step}”.").format(step=step_of(book, view.public.step).name)
    return [Text(so_far, lead=_("Not over yet:"))]


# The talk


def _said(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Block]:
    """Under each heading of the area the items in short, with who said them.

    What was said in a part without the family is counted alone until the folders are open, since a page is
    soon passed on.
    """
    opened = last(log, e.FolderOpened) is not None
    blocks: list[Block] = []
    authored = False
    for column in board.columns(view, book.framework):
        cards = [card for card in column.cards if opened or not card.private]
        authored = authored or any(card.fact.authored for card in cards)
        if cards:
            blocks.append(Text(_by_holder(cards, view, book), lead=f"{column.name}"))
    if authored:
        blocks.append(Text(_("* added by the author of the case"), quiet=True))
    private = sum(card.private for card in view.board.values())
    if private and not opened:
        count = plural(
            "{n} item was said in a part without the family.",
            "{n} items were said in a part without the family.",
            private,
        )
        blocks.append(Text(count, quiet=True))
    return blocks


def _by_holder(cards: Sequence[BoardCard], view: View, book: RuleBook) -> str:
    held: dict[str, list[str]] = {}
    for card in cards:
        mark = ("*" if card.fact.authored else "") + (_(" (without the family)") if card.private else "")
        mark += _(" (corrected)") if card.corrected else ""
        held.setdefault(titles.seat(card.seat, view.public, book), []).append(f"{card.fact.short}{mark}")
    return " ".join(f"{holder}: {'; '.join(shorts)}." for holder, shorts in held.items())


def _asked(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Block]:
    """By who asked: whom, about what, and how it was answered."""
    asked: dict[str, list[str]] = {}
    for who, about in _questions(log, view, book):
        asked.setdefault(titles.seat(who, view.public, book), []).append(about)
    return [Text("; ".join(all_of) + ".", lead=f"{who}:") for who, all_of in asked.items()]


def _questions(log: Sequence[e.Event], view: View, book: RuleBook) -> Iterator[tuple[str, str]]:
    shorts = _shorts(log)
    waiting: e.QuestionAsked | None = None
    for event in log:
        match event:
            case e.QuestionAsked():
                waiting = event
            case e.QuestionAnswered() if waiting is not None:
                to = titles.the(titles.seat(waiting.to, view.public, book))
                about = labels.topic(waiting.topic) if waiting.topic is not None else ""
                if waiting.card is not None:
                    about = _("how “{card}” is known").format(card=shorts.get(waiting.card, waiting.card))
                asked = _("{who} on {about} ({answered})")
                yield waiting.seat, asked.format(who=to, about=about, answered=_(ANSWERED[event.kind]))
                waiting = None
            case e.ReplyRead():
                there = _("a letter was read out") if event.title is not None else _("nothing had come")
                wrote = _("what {service} wrote ({there})")
                yield event.by, wrote.format(service=labels.service(event.service), there=there)
            case _:
                pass


def _shorts(log: Sequence[e.Event]) -> dict[str, str]:
    """The short words of everything this seat heard, what was corrected among them."""
    heard = [event for event in log if isinstance(event, e.FactShared | e.FactSharedPrivately)]
    return {event.fact.id: str(unquoted(event.fact.short)) for event in heard}


# What came of it


def _judged(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Block]:
    """A row for each question: what was sealed before and after, and what was said aloud, a dot for each seat."""
    shown = {event.stage: event.spreads for event in every(log, e.JudgementsShown)}
    spoken: dict[Address, tuple[Answer, ...]] = {}
    for spoke in every(log, e.ViewSpoken):
        for answer in spoke.answers:
            spoken[answer.at] = (*spoken.get(answer.at, ()), answer)
    columns = {
        _("sealed before"): _by_address(shown.get(Stage.BEFORE, ())),
        _("sealed after"): _by_address(shown.get(Stage.AFTER, ())),
        _("said aloud"): spoken,
    }
    columns = {head: given for head, given in columns.items() if given}
    asked = sorted({at for given in columns.values() for at in given}, key=outcome.order)
    rows = tuple(
        (
            labels.question(at, view.public.children),
            *(_spread(given.get(at, ()), book) for given in columns.values()),
        )
        for at in asked
        if at.item is not Item.CERTAINTY
    )
    return [Table(("", *columns), rows)] if rows else []


def _spread(answers: tuple[Answer, ...], book: RuleBook) -> str:
    """Values with a dot for each seat; empty where nothing was asked."""
    return "; ".join(outcome.spread_text(answers, book).split("   ")) if answers else ""


def _by_address(spreads: Sequence[Spread]) -> dict[Address, tuple[Answer, ...]]:
    return {spread.answers[0].at: spread.answers for spread in spreads if spread.answers}


def _decided(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Block]:
    """What the chair summed up, each decision with its grounds, and every different view on record."""
    shorts = _shorts(log)
    blocks: list[Block] = []
    for summed in every(log, e.Summarised):
        cards = "; ".join(shorts.get(card, card) for card in summed.cards)
        words = [f"{cards}." if cards else "", str(summed.words or "")]
        blocks.append(Text(" ".join(part for part in words if part), lead=_("The chair summed up:")))
    blocks += [_decision(decision, shorts, view, book) for decision in every(log, e.Decided)]
    return [*blocks, *(_dissent(dissent, view, book) for dissent in every(log, e.DissentRecorded))]


def _dissent(event: e.DissentRecorded, view: View, book: RuleBook) -> Block:
    who = titles.the(titles.seat(event.seat, view.public, book))
    lead = _("A different view is on record, of {who}:")
    if event.child is not None and len(view.public.children) > 1:
        lead = _("A different view on {child} is on record, of {who}:")
    child = titles.child(event.child or "", view.public)
    return Text(event.reason, lead=lead.format(who=who, child=child))


def _decision(event: e.Decided, shorts: dict[str, str], view: View, book: RuleBook) -> Block:
    harm = _("Has suffered significant harm: {suffered}. Is likely to suffer it: {likely}. {met}")
    met = _("The threshold is met.") if event.met else _("The threshold is not met.")
    words = [harm.format(suffered=labels.limb(event.suffered), likely=labels.limb(event.likely), met=met)]
    if event.category:
        named = ", ".join(str(labels.category(one, book.framework)) for one in event.category)
        words.append(_("Category: {named}.").format(named=named))
    if event.reason:
        words.append(_("Because: {reason}").format(reason=event.reason))
    if event.cites:
        cites = "; ".join(shorts.get(fact, fact) for fact in event.cites)
        words.append(_("It rests on: {cites}.").format(cites=cites))
    decided = _("Decided for {child}: {status}.")
    child = titles.child(event.child, view.public)
    lead = decided.format(child=child, status=labels.status(event.status, book.framework))
    return Text(" ".join(words), lead=lead)


def _planned(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Block]:
    """The outline plan, a line each; what if circumstances change, who carries it on, and the dates."""
    public = view.public
    blocks: list[Block] = []
    lines = tuple(_plan_line(line, view) for line in every(log, e.PlanLineAdded))
    if lines:
        blocks.append(Points(lines))
    blocks += [Text(set_.words, lead=_("If circumstances change:")) for set_ in every(log, e.ContingencySet)]
    who = []
    if public.lead is not None:
        lead = titles.seat(public.lead, public, book)
        who.append(_("Lead social worker: {who}.").format(who=titles.the(lead)))
    if public.core_group:
        group = ", ".join(titles.the(titles.seat(seat, public, book)) for seat in public.core_group)
        who.append(_("Core group: {group}.").format(group=group))
    if who:
        blocks.append(Text(" ".join(who)))
    due = sorted((one for one in public.dates if one.date >= public.date), key=lambda one: one.date)
    if due:
        dates = " · ".join(f"{outcome.day(one.date)} {one.name}" for one in due)
        blocks.append(Text(f"{dates}.", lead=_("Dates:")))
    return blocks


def _plan_line(line: e.PlanLineAdded, view: View) -> str:
    """What is wanted, who does it and by when; how stands in the log."""
    words = str(line.want)
    if line.child is not None and len(view.public.children) > 1:
        words = f"{titles.child(line.child, view.public)}: {words}"
    beside = ", ".join(str(part).rstrip(".") for part in (line.who, line.when) if part)
    return f"{words} ({beside})" if beside else words


# What lay outside the talk


def _stayed(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Block]:
    """Of each folder that the debrief opened, what nobody said, in short; and letters that nobody asked for."""
    blocks: list[Block] = []
    hidden = untold(log, view)
    for folder in every(log, e.FolderOpened):
        left = [_left(fact, hidden) for fact in folder.facts if fact.id not in view.board]
        said = _("{said} of {all} said").format(said=len(folder.facts) - len(left), all=len(folder.facts))
        lead = f"{titles.role(folder.role, book)}, {said}{':' if left else '.'}"
        blocks.append(Text(f"{'; '.join(left)}." if left else "", lead=lead))
    for letter in every(log, e.LetterOpened):
        if letter.service not in view.public.replies_read:
            shorts = "; ".join(str(fact.short) for fact in letter.facts)
            lead = _("{title}, nobody asked for it:").format(title=letter.title)
            blocks.append(Text(f"{shorts}.", lead=lead))
    if hidden:
        blocks.append(Text("".join(line.text for line in untold_line(hidden)), quiet=True))
    return blocks


def _left(fact: Fact, hidden: frozenset[str]) -> str:
    """An item that this seat did not hear, with a mark where it may have been said elsewhere."""
    return f"{UNTOLD} {fact.short}" if fact.id in hidden else str(fact.short)


def _led(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Block]:
    """What whoever facilitates did before everybody: what arrived, notes, corrections, steps done aloud or left out."""
    shorts = _shorts(log)
    roles = {event.fact.id: view.public.seat(event.seat).role for event in every(log, e.FactShared)}
    blocks: list[Block] = []
    for event in log:
        match event:
            case e.Arrived():
                lead = f"{event.title}:" if event.title is not None else _("Something arrived:")
                blocks.append(Text(event.words, lead=lead))
            case e.NoteMade():
                blocks.append(Text(event.words, lead=_("Note:")))
            case e.CardWithdrawn():
                short = f"{shorts.get(event.fact, event.fact)}."
                blocks.append(Text(short, lead=_("Corrected, put up by mistake:")))
            case e.CardRelabelled():
                words = board.relabelled(event, roles.get(event.fact))
                blocks.append(Text(f"{shorts.get(event.fact, event.fact)}: {words}.", lead=_("Corrected:")))
            case e.StepDoneAloud():
                blocks.append(Text(f"{step_of(book, event.step).name}.", lead=_("Done aloud:")))
            case e.StepLeftOut():
                blocks.append(Text(f"{step_of(book, event.step).name}.", lead=_("Left out:")))
            case e.PapersOpened():
                blocks.append(Text(_("The facilitator opened their own papers.")))
            case _:
                pass
    return blocks
