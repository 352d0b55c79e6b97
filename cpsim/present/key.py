"""The facilitators' key in words: what it takes and why, beside the own answers; numbers only when asked for.

Words come first. With scores off neither a comparison nor a number is shown, and the reasons stay.
"""

from collections.abc import Sequence
from dataclasses import replace

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.case import Key
from cpsim.model.content import RuleBook
from cpsim.model.judgement import Address, Answer
from cpsim.model.words import Item, Stage
from cpsim.present import labels, outcome, scores, titles
from cpsim.present.debrief import as_meant, by_address, last
from cpsim.present.hearing import untold_line
from cpsim.present.joins import Holders, cited, counted, gap_lines, together
from cpsim.present.meeting import meeting_lines
from cpsim.present.own_part import own_part
from cpsim.present.prose import BLANK, Line, Tone, head, prose, quiet
from cpsim.present.scores import ScoreRow
from cpsim.present.tongue import N_, _, plural
from cpsim.scoring import lines as scored
from cpsim.scoring.lines import LineId, Movement, Profile, Shift
from cpsim.scoring.profile import Given, profile

HANG = 13
OPEN = {"cannot_say", "not_enough"}
"""Answers that name no level and no side."""
MOVED = {
    Movement.MOVED_TOWARD: N_("Moved towards it: "),
    Movement.MOVED_AWAY: N_("Moved away from it: "),
    Movement.STAYED_WITH: N_("Stayed with it: "),
    Movement.STAYED_APART: N_("Stayed apart from it: "),
    None: N_("Not compared, because one of the two answers leaves it open: "),
}
"""Under a heading that says which key is meant."""

PARTS = (
    N_("Together"),
    N_("Questions"),
    N_("The meeting"),
    N_("Your part"),
    N_("The key"),
)
"""The parts of the step with the key, each a page of its own; their names fit in one row of 80.

What several folders showed, what nobody asked and how the meeting was run come first, then one's own part,
and the facilitators' judgements last (sources: R15).
"""
TOGETHER, QUESTIONS, MEETING, OWN, JUDGEMENTS = range(len(PARTS))
HOW_TO_SEE_MORE = N_("“Show the numbers” names every item a judgement rests on.")
"""Of use on a screen alone, which has that choice."""


def key_part(
    part: int, log: Sequence[e.Event], view: View, book: RuleBook, *, numbers: bool
) -> tuple[Line, ...]:
    """One of `PARTS`; `numbers` adds each score with its arithmetic to the judgements."""
    opened = last(log, e.KeyOpened)
    if opened is None:
        return ()
    holders = Holders.of(log, view, book)
    if part == OWN:
        return own_part(as_meant(log), view, book, holders, opened.facts)
    if part == TOGETHER:
        return together(opened.insights, opened.clashes, opened.corroborations, holders)
    if part == QUESTIONS:
        return tuple(gap_lines(opened.gaps))
    if part == MEETING:
        return meeting_lines(as_meant(log), view, book)
    return _judgements(opened, holders, view, book, numbers=numbers)


def _judgements(
    opened: e.KeyOpened, holders: Holders, view: View, book: RuleBook, *, numbers: bool
) -> tuple[Line, ...]:
    numbers = numbers and book.options.scores
    # Whoever cannot ask for the numbers has every item at once.
    full = numbers or not book.options.scores
    made: list[Line] = [*_made_by(opened, holders.hidden, full=full)]
    found = own_profile(opened, view, book)
    for line in found.lines:
        row = _named(scores.row(line, book.framework), line.child, view)
        if row.key:
            made += [BLANK, *_row(row, line, view, book)]
            made += _grounds(row, holders, full=full, numbers=numbers)
        elif line.id is LineId.DIRECTION and line.keys and Stage.AFTER in view.own.sealed:
            made += [BLANK, head(row.name), _part(_("you"), (row.words, Tone.PLAIN))]
    if not full:
        made += _not_heard(found, holders)
    made += _reason(view)
    made += _before(found, view, book)
    if numbers:
        made += [BLANK, *(quiet(words) for words in scores.footer(found))]
    return tuple(made)


def _named(row: ScoreRow, child: str, view: View) -> ScoreRow:
    """A line of the profile; among several children its name says whose it is."""
    if len(view.public.children) < 2:
        return row
    return replace(row, name=f"{titles.child(child, view.public)}: {row.name}")


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


def _made_by(opened: e.KeyOpened, hidden: frozenset[str], *, full: bool) -> list[Line]:
    opinion = plural("one facilitator's opinion", "the opinion of {n} facilitators", opened.opinion_of)
    words = _("This key is {opinion}.").format(opinion=opinion)
    made = [
        prose((words, Tone.STRONG), (_(" Made by: "), Tone.QUIET), (opened.made_by, Tone.QUIET)),
        quiet(_("Where you differ and can say why, that is worth talking over. It is not a mistake.")),
    ]
    if full:
        made += [quiet(_("● was said at the table   ○ that item was not said")), *untold_line(hidden)]
    else:
        made.append(quiet(_(HOW_TO_SEE_MORE)))
    return made


def _decided(line: scored.Line, view: View, book: RuleBook) -> str:
    """What the conference decided on the matter of a line; empty where it decided nothing on it."""
    decided = view.public.decisions.get(line.child)
    if decided is None:
        return ""
    values: tuple[tuple[Item, str], ...]
    match line.id:
        case LineId.THRESHOLD:
            values = ((Item.SUFFERED, decided.suffered), (Item.LIKELY, decided.likely))
        case LineId.STATUS:
            values = ((Item.STATUS, decided.status),)
        case LineId.CATEGORY:
            values = tuple((Item.CATEGORY, one) for one in decided.category)
        case _:
            return ""
    answers = tuple(Answer(Address(item, line.child), value) for item, value in values)
    return scores.given(replace(line, answers=answers), book.framework) if answers else _("none")


def _met(line: scored.Line, view: View) -> str:
    """After the decision on the threshold: what followed from it by the area's rule."""
    decided = view.public.decisions.get(line.child)
    if decided is None or line.id is not LineId.THRESHOLD:
        return ""
    return _(", so it is met") if decided.met else _(", so it is not met")


def _row(row: ScoreRow, line: scored.Line, view: View, book: RuleBook) -> list[Line]:
    """The key, what the conference decided, and one's own answer, which is only said again where it differs."""
    compares, decided = book.options.scores, _decided(line, view, book)

    def again(words: str) -> str:
        return _("the same") if compares and words == row.key else words

    made = [head(row.name), _part(_("the key"), (row.key, Tone.STRONG))]
    if decided:
        made.append(_part(_("decided"), (again(decided), Tone.PLAIN), (_met(line, view), Tone.PLAIN)))
    if not view.own.sealed:
        return made
    mine = again(row.given)
    if not compares or (row.given == row.key and row.id is not LineId.THRESHOLD):
        return [*made, _part(_("you"), (mine, Tone.PLAIN))]
    given = f"{mine}. " if line.answers else ""
    made.append(_part(_("you"), (given, Tone.PLAIN), (row.words, Tone.ACCENT)))
    return [*made, *(_part("", (note, Tone.PLAIN)) for note in row.notes)]


def _grounds(row: ScoreRow, holders: Holders, *, full: bool, numbers: bool) -> list[Line]:
    """The key's reasons and the items behind them; with `numbers` the score."""
    made = [
        _part(_("because") if number == 0 else "", (reason, Tone.PLAIN))
        for number, reason in enumerate(row.reasons)
    ]
    rests = cited(row.cites, holders) if full else counted(row.cites, holders)
    if rests:
        made.append(_part(_("rests on"), (rests, Tone.QUIET)))
    shared = ", ".join(holders.short(fact) for fact in row.cited)
    if shared:
        made.append(_part(_("you cited"), (shared, Tone.QUIET)))
    if numbers and row.number:
        made.append(_part(_("score"), (f"{row.number}: ", Tone.STRONG), (row.how, Tone.QUIET)))
    return made


def _not_heard(found: Profile, holders: Holders) -> list[Line]:
    """What the judgements rest on and the table did not hear, once for all of them."""
    cites = dict.fromkeys(fact for line in found.lines for item in line.keys for fact in item.cites)
    left = [fact for fact in cites if fact not in holders.heard]
    if not left:
        return []
    heading = _("What these rest on and the table did not hear")
    if holders.hidden.intersection(left):
        heading = _("What these rest on and not everybody heard")
    return [
        BLANK,
        head(heading),
        prose((cited(left, holders), Tone.QUIET), indent=2),
        *untold_line(holders.hidden.intersection(left)),
    ]


def _part(name: str, *words: tuple[object, Tone]) -> Line:
    label = f"{name}: ".ljust(HANG - 2) if name else " " * (HANG - 2)
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
    """The first judgement beside the key for the own folder, and the way from it to the second."""
    if not by_address(view.own.sealed.get(Stage.BEFORE)):
        return []
    compared = [line for line in found.before if line.answers and line.keys]
    made: list[Line] = []
    if compared:
        made += [
            BLANK,
            head(_("Your first judgement, beside the key for your own folder alone")),
            quiet(_("Compared, and never scored.")),
        ]
    for line in compared:
        row = _named(scores.row(line, book.framework), line.child, view)
        given, key = _briefly(line, row)
        words = _("you {given}; the key for your folder {key}").format(given=given, key=key)
        made.append(prose((f"{row.name}: ", Tone.QUIET), words, indent=2, hang=4))
        made += [quiet(reason, indent=4) for reason in row.reasons]
    return [*made, *(_shifts(found, view) if book.options.scores else [])]


def _briefly(line: scored.Line, row: ScoreRow) -> tuple[str, str]:
    """Answer and key of a line; levels by number alone, since their names stand further up."""
    values = [line.answers[0].value, *line.keys[0].accepted]
    if line.id is not LineId.LEVEL or not all(value.isdigit() for value in values):
        return row.given, row.key
    given, *taken = (_("level {number}").format(number=value) for value in values)
    return given, _(" or ").join(taken)


def _shifts(found: Profile, view: View) -> list[Line]:
    """How the judgements moved, by the one key for all folders."""
    taken = {item.at: item.accepted for line in found.lines for item in line.keys}
    groups: dict[Movement | None, list[str]] = {movement: [] for movement in MOVED}
    for one in sorted(found.shifts, key=lambda shift: outcome.order(shift.at)):
        movement = _movement(one, taken.get(one.at, ()))
        compared = movement is not None or (one.at in taken and OPEN & {*one.before, *one.after})
        if compared:
            name = labels.question(one.at, view.public.children)
            groups[movement].append(name if len(view.public.children) > 1 else labels.asked(one.at))
    made = [
        prose("· ", _(MOVED[movement]), (f"{'; '.join(names)}.", Tone.STRONG), indent=2, hang=4)
        for movement, names in groups.items()
        if names
    ]
    if not made:
        return []
    return [
        BLANK,
        head(_("From your first judgement to your second, by the key for all folders")),
        quiet(
            _(
                "Both are held against the key further up, which can differ from the key for your folder alone."
            ),
            _(" Shown, and never credited."),
        ),
        *made,
    ]


def _movement(one: Shift, taken: Sequence[str]) -> Movement | None:
    """The word for a shift; none where the second answer stays open and the key does not take that."""
    left_open = bool(OPEN & set(one.after)) and not set(one.after) <= set(taken)
    return None if left_open and one.movement is Movement.STAYED_WITH else one.movement
