"""What one person did at the table, for the debrief: items put forward with their tags, questions, care taken.

Shown and never scored. The key's kinds stand beside the own tags only where comparisons are on.
"""

from collections.abc import Iterable, Sequence

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.case import FactKey
from cpsim.model.content import RuleBook
from cpsim.model.words import Whose
from cpsim.present import labels, titles
from cpsim.present.debrief import every
from cpsim.present.hearing import hurt
from cpsim.present.joins import Holders
from cpsim.present.prose import BLANK, Line, Tone, head, prose, quiet
from cpsim.present.tongue import N_, _, plural

ANSWERED = {
    "papers": N_("answered from the papers"),
    "find_out": N_("they would have to find out"),
    "own_words": N_("answered in their own words, which is no evidence"),
    "turned": N_("they said how they know it"),
    "declined": N_("they did not answer any more"),
}
"""How a question was answered, by the kind that stands in the log."""
Shared = e.FactShared | e.FactSharedPrivately


def own_part(
    log: Sequence[e.Event], view: View, book: RuleBook, holders: Holders, facts: Iterable[FactKey]
) -> tuple[Line, ...]:
    """What this seat said, asked and brought to the chair; one sentence where it did none of it."""
    keys = {key.fact: key for key in facts}
    made = [
        *_said(log, view, book, keys),
        *_with_care(log, view, holders),
        *_asked(log, view, book, holders),
    ]
    if made:
        return tuple(made[1:])
    if view.seat.role is None:
        return (prose(_("You watched, so there is nothing of yours to look at here.")),)
    return (prose(_("You put nothing forward and asked nothing.")),)


def _said(log: Sequence[e.Event], view: View, book: RuleBook, keys: dict[str, FactKey]) -> list[Line]:
    shared = [
        event
        for event in log
        if isinstance(event, Shared) and event.seat == view.me and event.occasion != "reply"
    ]
    if not shared:
        return []
    made: list[Line] = []
    alike = 0
    corrected = {event.fact for event in every(log, e.CardRelabelled)}
    for event in shared:
        key = keys.get(event.fact.id) if book.options.scores else None
        apart = _apart(event, key) if key is not None else ()
        alike += key is not None and not apart
        called = labels.said_as(event.tag, event.whose, view.seat.role)
        words = ", ".join([*called, *([_("corrected")] if event.fact.id in corrected else [])])
        made.append(prose(event.fact.short, (f"  {words}", Tone.QUIET), indent=2, hang=4))
        made += [prose((note, Tone.ACCENT), indent=6) for note in apart]
    count = sum(1 for event in shared if event.fact.id in keys)
    heading = [BLANK, head(_("What you put forward, and what you called it"))]
    if book.options.scores and count:
        heading.append(quiet(_as_the_key(alike, count)))
    return [*heading, *made]


def _as_the_key(alike: int, count: int) -> str:
    said = plural("{n} item the key knows", "{n} items the key knows", count)
    return _("{said}; {alike} under the same kind as there. Shown, and never scored.").format(
        said=said, alike=alike
    )


def _apart(event: Shared, key: FactKey) -> tuple[str, ...]:
    """Where the own tag or source differs from what the key takes; empty where it does not."""
    found = []
    if event.tag not in key.types:
        taken = _(" or ").join(labels.tag(kind) for kind in key.types)
        found.append(_("the key calls it {taken}").format(taken=taken))
    if key.whose is not None and event.whose is None:
        found.append(_("second-hand: {whose}; no source was named").format(whose=labels.word_of(key.whose)))
    elif key.whose is not None and event.whose not in (key.whose, Whose.UNKNOWN):
        found.append(_("the key has it {whose}").format(whose=labels.word_of(key.whose)))
    return tuple(found)


def _with_care(log: Sequence[e.Event], view: View, holders: Holders) -> list[Line]:
    """Restricted items: taken to the chair with the answer, or said without leave with what followed."""
    made: list[Line] = []
    for event in every(log, e.LeaveGiven):
        if event.seat == view.me:
            made.append(
                prose(
                    _("You took it to the chair first: "), (holders.short(event.fact), Tone.STRONG), indent=2
                )
            )
            made.append(quiet(_("The chair said: "), labels.leave(event.leave), indent=4))
    for place, happened in enumerate(log):
        if isinstance(happened, e.Breach) and happened.seat == view.me:
            made.append(
                prose(
                    _("Said in the room without asking the chair: "),
                    (holders.short(happened.fact), Tone.STRONG),
                    indent=2,
                )
            )
            if hurt(log, place):
                made.append(quiet(_("After that the person it was about answered no more."), indent=4))
    return [BLANK, head(_("What was not for every ear")), *made] if made else []


def _asked(log: Sequence[e.Event], view: View, book: RuleBook, holders: Holders) -> list[Line]:
    """Own questions, each with how it was answered; letters asked for among them."""
    made: list[Line] = []
    waiting = False
    for event in log:
        match event:
            case e.QuestionAsked() if event.seat == view.me:
                to = titles.the(titles.seat(event.to, view.public, book))
                if event.card is not None:
                    about = _("how one knows: {card}").format(card=holders.short(event.card))
                else:
                    about = labels.topic(event.topic) if event.topic is not None else ""
                made.append(prose(_("To {who}, on ").format(who=to), (about, Tone.STRONG), indent=2, hang=4))
                waiting = True
            case e.QuestionAnswered() if waiting:
                made.append(quiet(_(ANSWERED[event.kind]), indent=4))
                waiting = False
            case e.ReplyRead() if event.by == view.me:
                there = _("a letter was read out") if event.title is not None else _("nothing had come")
                made.append(
                    prose(
                        _("What did they write: "),
                        (labels.service(event.service), Tone.STRONG),
                        indent=2,
                        hang=4,
                    )
                )
                made.append(quiet(there, indent=4))
            case _:
                pass
    if not made:
        return []
    left = quiet(
        _("Not knowing, and finding out, counts as much as an answer from the papers."),
    )
    return [BLANK, head(_("What you asked")), left, *made]
