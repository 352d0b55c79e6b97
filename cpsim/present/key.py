"""The facilitators' key in words: what it takes and why, beside the own answers; numbers only when asked for.

Words come first. With scores off neither a comparison nor a number is shown, and the reasons stay.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.case import Key
from cpsim.model.content import RuleBook
from cpsim.model.words import Stage
from cpsim.present import labels, scores
from cpsim.present.debrief import by_address, last
from cpsim.present.joins import Holders, cited, gap_lines, join_lines, link_lines
from cpsim.present.own_part import own_part
from cpsim.present.prose import BLANK, Line, Tone, head, prose, quiet
from cpsim.present.scores import ScoreRow
from cpsim.present.tongue import N_, _, plural
from cpsim.scoring.lines import Profile
from cpsim.scoring.profile import Given, profile

HANG = 12


PARTS = (
    N_("The judgements"),
    N_("Your own part"),
    N_("What the folders show together"),
    N_("What nobody knew"),
)
"""The parts of the key, each a page of its own."""


def key_part(
    part: int, log: Sequence[e.Event], view: View, book: RuleBook, *, numbers: bool
) -> tuple[Line, ...]:
    """One of `PARTS`; `numbers` adds each score with its arithmetic to the first."""
    opened = last(log, e.KeyOpened)
    if opened is None:
        return ()
    holders = Holders.of(log, view, book)
    if part == 1:
        return own_part(log, view, book, holders, opened.facts)
    if part == 2:
        return (
            *join_lines(opened.insights, holders),
            *link_lines(_("What does not fit together"), opened.clashes, holders),
            *link_lines(_("What backs each other"), opened.corroborations, holders),
        )
    if part == 3:
        return tuple(gap_lines(opened.gaps))
    return _judgements(opened, holders, view, book, numbers=numbers)


def _judgements(
    opened: e.KeyOpened, holders: Holders, view: View, book: RuleBook, *, numbers: bool
) -> tuple[Line, ...]:
    made: list[Line] = [*_made_by(opened)]
    found = own_profile(opened, view, book)
    for line in found.lines:
        row = scores.row(line, book.framework)
        if row.key:
            named = _named(row, line.child, view)
            made += [BLANK, *_row(named, holders, view, book, numbers=numbers and book.options.scores)]
    made += _reason(view)
    made += _before(found, view, book)
    if numbers and book.options.scores:
        made += [BLANK, *(quiet(words) for words in scores.footer(found))]
    return tuple(made)


def _named(row: ScoreRow, child: str, view: View) -> ScoreRow:
    """A line of the profile; among several children its name says whose it is."""
    if len(view.public.children) < 2:
        return row
    return replace(row, name=f"{labels.child(child, view.public)}: {row.name}")


def own_profile(opened: e.KeyOpened, view: View, book: RuleBook) -> Profile:
    """What this seat sealed, held against the key; an observer's is empty of answers."""
    before, after = view.own.sealed.get(Stage.BEFORE), view.own.sealed.get(Stage.AFTER)
    given = Given(
        before.answers if before is not None else (),
        after.answers if after is not None else (),
        view.seat.role,
        before.cites if before is not None else (),
        after.cites if after is not None else (),
    )
    key = Key(opened.made_by, opened.opinion_of, opened.items, opened.facts)
    return profile(book.framework, key, view.public.children, given)


def _made_by(opened: e.KeyOpened) -> list[Line]:
    opinion = plural("one facilitator's opinion", "the opinion of {n} facilitators", opened.opinion_of)
    return [
        prose((_("This key is {opinion}.").format(opinion=opinion), Tone.STRONG)),
        quiet(_("Made by: "), opened.made_by),
        quiet(_("Where you differ and can say why, that is worth talking over. It is not a mistake.")),
        quiet(_("● was said at the table   ○ stayed in a folder")),
    ]


def _row(row: ScoreRow, holders: Holders, view: View, book: RuleBook, *, numbers: bool) -> list[Line]:
    made = [head(row.name), _part(_("the key"), (row.key, Tone.STRONG))]
    if view.own.sealed:
        made.append(_part(_("you"), (row.given, Tone.PLAIN)))
        if book.options.scores:
            made.append(_part("", (row.words, Tone.ACCENT)))
            made += [_part("", (note, Tone.PLAIN)) for note in row.notes]
    for number, reason in enumerate(row.reasons):
        made.append(_part(_("because") if number == 0 else "", (reason, Tone.PLAIN)))
    rests = cited(row.cites, holders)
    if rests:
        made.append(_part(_("rests on"), (rests, Tone.QUIET)))
    shared = ", ".join(holders.short(fact) for fact in row.cited)
    if shared:
        made.append(_part(_("you cited"), (shared, Tone.QUIET)))
    if numbers and row.number:
        made.append(_part(_("score"), (f"{row.number}: ", Tone.STRONG), (row.how, Tone.QUIET)))
    return made


def _part(name: str, *words: tuple[object, Tone]) -> Line:
    label = f"{name}:".ljust(HANG - 2) if name else " " * (HANG - 2)
    return prose((label, Tone.QUIET), *((str(text), tone) for text, tone in words), indent=2, hang=HANG)


def _reason(view: View) -> list[Line]:
    """The own reason, where one was given: free text is shown beside the key and never marked."""
    after = view.own.sealed.get(Stage.AFTER)
    if after is None or not after.reason:
        return []
    return [
        BLANK,
        prose((_("Your own reason: "), Tone.STRONG), after.reason),
        quiet(_("Nobody marks it here; read it beside the key's reasons.")),
    ]


def _before(found: Profile, view: View, book: RuleBook) -> list[Line]:
    rows = [_named(scores.row(line, book.framework), line.child, view) for line in found.before]
    rows = [row for row in rows if row.key and row.given]
    if not rows or not by_address(view.own.sealed.get(Stage.BEFORE)):
        return []
    made = [BLANK, head(_("Your first judgement, from your own papers alone: compared, never scored"))]
    for row in rows:
        words = _("you {given}; the key {key}").format(given=row.given, key=row.key)
        made.append(prose((f"{row.name}:  ", Tone.QUIET), words, indent=2, hang=4))
        made += [quiet(reason, indent=4) for reason in row.reasons]
    return [*made, *_shifts(found, view, book)]


def _shifts(found: Profile, view: View, book: RuleBook) -> Iterable[Line]:
    if not book.options.scores:
        return []
    moved = [
        scores.shift(one, book.framework, view.public.children)
        for one in found.shifts
        if one.movement is not None
    ]
    if not moved:
        return []
    heading = head(_("From your first judgement to your second: shown, never credited"))
    return [BLANK, heading, *(prose("· ", words, indent=2, hang=4) for words in moved)]
