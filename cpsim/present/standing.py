"""Where a table stands, in words for everybody: on the wall, in the line above the table, and on another day.

Made of what every seat knows and of names that were given for the hand-overs; nothing private comes here.
"""

from collections.abc import Sequence

from cpsim.conference import agenda as order
from cpsim.conference.parts import Seat
from cpsim.conference.view import BoardCard, View
from cpsim.model.content import RuleBook
from cpsim.model.words import Driver, SeatKind
from cpsim.present import agenda, board, labels, outcome, titles
from cpsim.present.prose import BLANK, Line, Tone, Words, head, prose, quiet
from cpsim.present.table import watches
from cpsim.present.tongue import _, plural
from cpsim.session.people import People

DONE, OPEN = "✓", "○"
"""Beside a seat that has handed in what is open now, and beside one that has not."""
FEW, FEWER = 3, 2
"""So many of the newest items stand on the wall: fewer where judgements are open, or in a pause."""


def _who(seats: Sequence[Seat], view: View, book: RuleBook) -> str:
    return ", ".join(titles.title(seat, view.public, book) for seat in seats)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def who_is_on(view: View, book: RuleBook) -> str:
    """Who answers, whether judgements are open, who has the floor, or who leads; the most pressing alone."""
    public = view.public
    if order.in_debrief(public.step):
        return _("The conference has closed")
    if public.question is not None:
        to = titles.the(titles.seat(public.question.to, public, book))
        by = titles.the(titles.seat(public.question.seat, public, book))
        return _capital(_("{by} asks {to}, who answers").format(by=by, to=to))
    if order.ballots_missing(book, public):
        return _("Judgements are handed in")
    if public.floor is not None:
        who = titles.the(titles.seat(public.floor, public, book))
        return _capital(_("{who} has the floor").format(who=who))
    return _("The chair leads") if order.chair_of(book, public) else _("Nobody has the floor")


def _yet_to_speak(view: View, book: RuleBook) -> tuple[Seat, ...]:
    """Those of the round who neither spoke nor have the floor, in the order of the table."""
    return tuple(seat for seat in order.to_speak(book, view.public) if seat.id != view.public.floor)


def _judges(view: View, book: RuleBook) -> tuple[list[tuple[Seat, bool]], list[tuple[Seat, bool]]]:
    """People, then those whom the program plays, each with whether they handed in what is open; none if nothing."""
    stage = order.open_stage(book, view.public)
    done = view.public.handed_in.get(stage, ()) if stage is not None else ()
    every = order.judges(book, view.public) if stage is not None else ()
    all_of = [(seat, seat.id in done) for seat in every]
    people = [one for one in all_of if one[0].driver is Driver.PERSONS]
    return people, [one for one in all_of if one[0].driver is not Driver.PERSONS]


def handed_in(view: View, book: RuleBook) -> str:
    """How many of the people who judge have handed in what is open; empty where nothing is, or nobody does."""
    people, _program = _judges(view, book)
    if not people:
        return ""
    all_of = plural("{n} person", "{n} people", len(people))
    return _("handed in: {done} of {all}").format(done=sum(done for _seat, done in people), all=all_of)


def _card(card: BoardCard, view: View, book: RuleBook) -> Line:
    role = view.public.seat(card.seat).role
    holder = titles.seat(card.seat, view.public, book)
    whose = f"{holder}, {board.mark(card, role, explained=True)}: "
    return prose((whose, Tone.QUIET), card.fact.short, hang=2)


def _newest(view: View, book: RuleBook, most: int) -> list[Line]:
    """The cards that were put up last, the newest first, with whose they are and of what kind."""
    return [_card(card, view, book) for card in [*view.public.board.values()][: -most - 1 : -1]]


def wall(view: View, book: RuleBook) -> tuple[Line, ...]:
    """The table for a wall: the step, who is on, who comes next, who has handed in, what went up last."""
    public = view.public
    where = agenda.where(view, book) if not order.in_debrief(public.step) else None
    made: list[Line] = []
    if where is not None:
        at = _("Step {number} of {of}").format(number=where.number, of=where.of)
        made += [prose((f"{at}   ", Tone.QUIET), (where.name, Tone.HEAD)), BLANK]
    made.append(prose((who_is_on(view, book), Tone.STRONG)))
    people, program = _judges(view, book)
    if not order.ballots_missing(book, public):
        # Who speaks next matters once everybody has sealed; that all have needs no list.
        made += [*_coming(view, book), *([BLANK, quiet(_("All have handed in."))] if people else [])]
        people, program = [], []
    if people or program:
        made.append(BLANK)
    if people:
        made.append(prose((_("Handed in: "), Tone.QUIET), *_ticked(people, view, book), hang=11))
    if program:
        made.append(prose((_("By the program: "), Tone.QUIET), *_ticked(program, view, book), hang=16))
    for card in _newest(view, book, FEWER if people or program or public.paused else FEW):
        made += [BLANK, card]
    return tuple(made)


def _coming(view: View, book: RuleBook) -> list[Line]:
    """Who speaks next if the chair keeps the order of the table, and who then; nothing where it is no round."""
    left = _yet_to_speak(view, book)
    if not order.round_of(book, view.public):
        return []
    if not left:
        return [BLANK, quiet(_("Nobody else has yet to speak."))]
    made = [BLANK, prose((_("Next: "), Tone.QUIET), _who(left[:1], view, book))]
    if left[1:]:
        made.append(prose((_("Yet to speak: "), Tone.QUIET), _who(left[1:], view, book), hang=14))
    return made


def _ticked(seats: Sequence[tuple[Seat, bool]], view: View, book: RuleBook) -> list[tuple[Words, Tone]]:
    marked = [
        (f"{DONE if done else OPEN}\u00a0{titles.title(seat, view.public, book)}", done)
        for seat, done in seats
    ]
    return [
        (words if at == len(marked) else f"{words}   ", Tone.STRONG if done else Tone.PLAIN)
        for at, (words, done) in enumerate(marked, 1)
    ]


def recap(view: View, book: RuleBook, people: People) -> tuple[Line, ...]:
    """Where a table stands that comes together again: the step, whose turn, who sits where, the board."""
    step = order.step_of(book, view.public.step)
    made = [prose((_("You stopped at: "), Tone.QUIET), (step.name, Tone.STRONG)), quiet(step.explains)]
    if view.public.paused:
        made.append(prose((_("There is a pause. G, then P, goes on."), Tone.WARN)))
    made += [prose(f"{who_is_on(view, book)}."), *_spoken(view, book), *_in_and_out(view, book)]
    made += [*_decisions(view, book), BLANK, head(_("Who sits where")), *_sitting(view, book, people)]
    count = plural("{n} item has been said.", "{n} items have been said.", len(view.public.board))
    # In the debrief the next screen is a page of its own.
    where = (
        () if order.in_debrief(step.id) else (" ", _("The board and what was said stand on the next screen."))
    )
    made += [BLANK, prose(count, *where)]
    newest = _newest(view, book, FEW)
    if newest:
        made += [quiet(_("The last of them:")), *newest]
    made.append(quiet(_("Slips can be printed again from the first screen; numbers and words are the same.")))
    made.append(quiet(_("Somebody else sits in, or a name has changed: G, then “Somebody else sits there”.")))
    return tuple(made)


def _spoken(view: View, book: RuleBook) -> list[Line]:
    """In a round: who has spoken in it, and who has not."""
    if not order.round_of(book, view.public):
        return []
    spoke = [view.public.seat(seat) for seat in dict.fromkeys(view.public.spoke)]
    left = _yet_to_speak(view, book)
    return [
        _named(_("Have spoken in this round: "), spoke, view, book),
        _named(_("Have yet to speak: "), left, view, book),
    ]


def _in_and_out(view: View, book: RuleBook) -> list[Line]:
    """While judgements are open: who has handed in, and who has not."""
    people, program = _judges(view, book)
    every = [*people, *program]
    if not every:
        return []
    return [
        _named(_("Have handed in: "), [seat for seat, done in every if done], view, book),
        _named(_("Have not handed in: "), [seat for seat, done in every if not done], view, book),
    ]


def _named(what: str, seats: Sequence[Seat], view: View, book: RuleBook) -> Line:
    return prose((what, Tone.QUIET), _who(seats, view, book) or _("nobody"), hang=4)


def _decisions(view: View, book: RuleBook) -> list[Line]:
    """What the chair has decided."""
    public = view.public
    if not public.decisions:
        return []
    shorts = {fact: card.fact.short for fact, card in public.board.items()}
    made = [BLANK, head(_("What was decided"))]
    for decided in public.decisions.values():
        made += outcome.lines(decided, public, book, shorts)
    return made


def _sitting(view: View, book: RuleBook, people: People) -> list[Line]:
    """Every seat with who holds it now, and those who watch with their task. A name stands for a person alone."""
    made = []
    for seat in view.public.seats:
        if seat.kind is SeatKind.FACILITATOR:
            continue
        persons = seat.driver is Driver.PERSONS
        names = (
            _(" and ").join(str(name) for name in people.party(people.party_of(seat)).names)
            if persons
            else ""
        )
        who = names or labels.driver(seat.driver)
        if seat.watches is not None:
            task = watches()[seat.watches]
            who = _("{names}, {task}").format(names=names, task=task) if names else task
        made.append(prose((f"{titles.title(seat, view.public, book)}: ", Tone.QUIET), who, indent=2))
    for name, watch in people.watching:
        made.append(prose((f"{name or _('Somebody')}: ", Tone.QUIET), watches()[watch], indent=2))
    return made
