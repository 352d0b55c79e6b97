"""The pages of the debrief: the child's story, all folders open at once, before and after.

Everything here was delivered to the seat when the debrief opened it; nothing is read from a pack.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from cpsim.conference import events as e
from cpsim.conference.agenda import step_of
from cpsim.conference.view import Public, View
from cpsim.model.case import Fact, Moment
from cpsim.model.content import RuleBook
from cpsim.model.judgement import Address
from cpsim.model.words import Stage
from cpsim.present import judged, labels, outcome, titles
from cpsim.present.hearing import ring, untold, untold_line
from cpsim.present.prose import BLANK, Line, Tone, Words, head, prose, quiet
from cpsim.present.tongue import _

E = TypeVar("E", bound=e.Event)


def last(log: Iterable[e.Event], kind: type[E]) -> E | None:
    """The last event of `kind` in a log, or None."""
    found = None
    for event in log:
        if isinstance(event, kind):
            found = event
    return found


def every(log: Iterable[e.Event], kind: type[E]) -> tuple[E, ...]:
    """All events of `kind` in a log, in order."""
    return tuple(event for event in log if isinstance(event, kind))


def as_meant(log: Sequence[e.Event]) -> list[e.Event]:
    """A log without what was put up by mistake and corrected, and without what followed from that.

    An item whose kind or source was corrected stands there as it was corrected. The whole log keeps both;
    what people meant to say is told without.
    """
    kept: list[e.Event] = []
    for event in log:
        kept.append(event)
        if isinstance(event, e.CardWithdrawn):
            place = _put_up(kept, event.fact)
            if place is not None:
                kept[place:] = [one for one in kept[place + 1 :] if not _follows(one, event.fact)]
        elif isinstance(event, e.CardRelabelled):
            place = _put_up(kept, event.fact)
            said = kept[place] if place is not None else None
            if place is not None and isinstance(said, e.FactShared | e.FactSharedPrivately):
                kept[place] = replace(said, tag=event.tag, whose=event.whose)
    return kept


def _put_up(log: Sequence[e.Event], fact: str) -> int | None:
    """Where an item went up last."""
    places = [
        place
        for place, one in enumerate(log)
        if isinstance(one, e.FactShared | e.FactSharedPrivately) and one.fact.id == fact
    ]
    return places[-1] if places else None


def _follows(event: e.Event, fact: str) -> bool:
    """Whether an event is the correction of an item, or says that saying it was a breach."""
    return isinstance(event, e.CardWithdrawn | e.CardRelabelled | e.Breach) and event.fact == fact


def facts_of(log: Sequence[e.Event], book: RuleBook) -> dict[str, tuple[Fact, str]]:
    """Every item of the opened folders and letters by id, with what its holder or its letter is called."""
    found: dict[str, tuple[Fact, str]] = {}
    for folder in every(log, e.FolderOpened):
        title = titles.role(folder.role, book)
        found |= {fact.id: (fact, title) for fact in folder.facts}
    for letter in every(log, e.LetterOpened):
        found |= {fact.id: (fact, str(letter.title)) for fact in letter.facts}
    return found


# The child's side


def story(log: Sequence[e.Event], view: View, *, counted: bool = True) -> tuple[Line, ...]:
    """The child's side as a timeline; if `counted`, beside each moment how many of its items the table heard."""
    told = last(log, e.StoryTold)
    if told is None:
        return ()
    made: list[Line] = []
    if counted:
        made.append(
            quiet(
                _("Beside each moment stands how many of the items it is drawn from were said. "),
                _("The family, or anybody else, may have spoken of it in other words."),
            )
        )
    hidden = untold(log, view)
    for moment in told.moments:
        said = _how_many(moment, view, hidden) if counted else ""
        beside = f"   {moment.certainty}; {said}" if said else f"   {moment.certainty}"
        made += [BLANK, prose((moment.when, Tone.HEAD), (beside, Tone.QUIET), hang=2)]
        made.append(prose(moment.words, indent=2))
    return tuple(made)


def _how_many(moment: Moment, view: View, hidden: frozenset[str]) -> str:
    """How many of the items behind a moment were said; nothing for a moment that rests on no item."""
    said, of = sum(fact in view.board for fact in moment.cites), len(moment.cites)
    if not of:
        return ""
    if hidden.intersection(moment.cites):
        return _("{said} of {n} items said before everybody").format(said=said, n=of)
    if of == 1:
        return _("its one item was said") if said else _("its one item was not said")
    return _("{said} of {n} items said").format(said=said, n=of)


# All folders


def folders(log: Sequence[e.Event], view: View, book: RuleBook) -> tuple[Line, ...]:
    """Every folder open at once: beside each holder what stayed unsaid, then what was said.

    What stayed unsaid is there in full, in the own folder in short; what was said, in short under the step it was
    said at. What may have been said out of this seat's hearing stands with what stayed unsaid, under a mark of
    its own that says neither.
    """
    hidden = untold(log, view)
    opened = every(log, e.FolderOpened)
    total = sum(len(folder.facts) for folder in opened)
    said = sum(1 for folder in opened for fact in folder.facts if fact.id in view.board)
    words = (
        _("{said} of {total} items were said before everybody.")
        if hidden
        else _("{said} of {total} items were said at the table.")
    )
    count = words.format(said=said, total=total)
    made: list[Line] = [prose((count, Tone.STRONG), _("  ● said  ○ stayed in the folder"))]
    made += [*untold_line(hidden), BLANK]
    names = [_holder(folder, view, book) for folder in opened]
    width = max((len(name) for name in names), default=0) + 2
    for name, folder in zip(names, opened, strict=True):
        rings = "".join(ring(fact.id, view.board, hidden) for fact in folder.facts)
        made.append(prose(name.ljust(width), (rings, Tone.ACCENT), indent=2))
    steps = _steps(log, book)
    for folder in opened:
        made += _folder(folder, view, book, hidden)
        made += _said_at([fact for fact in folder.facts if fact.id in view.board], steps)
    return (*made, *_letters(log, view, steps))


def _steps(log: Sequence[e.Event], book: RuleBook) -> dict[str, Words]:
    """For each item that was said in this seat's hearing, the name of the step it was said at."""
    found: dict[str, Words] = {}
    step: Words = ""
    for event in as_meant(log):
        match event:
            case e.StepEntered():
                step = step_of(book, event.step).name
            case e.FactShared() | e.FactSharedPrivately():
                found[event.fact.id] = step
            case _:
                pass
    return found


def _said_at(facts: Sequence[Fact], steps: dict[str, Words]) -> list[Line]:
    """Items that were said, in short, step by step as they were said."""
    shorts = {fact.id: str(fact.short) for fact in facts}
    found: dict[Words, list[str]] = {}
    for fact, step in steps.items():
        if fact in shorts:
            found.setdefault(step, []).append(shorts[fact])
    return [
        prose("● ", (f"{step}: ", Tone.PLAIN), ("; ".join(said), Tone.QUIET), indent=2, hang=4)
        for step, said in found.items()
    ]


def _letters(log: Sequence[e.Event], view: View, steps: dict[str, Words]) -> list[Line]:
    """What services without a seat wrote: in full where nobody asked for it, in short where it was read out."""
    made: list[Line] = []
    for letter in every(log, e.LetterOpened):
        read = letter.service in view.public.replies_read
        note = _("read out") if read else _("nobody asked for it")
        made += [BLANK, prose((letter.title, Tone.HEAD), (f"   {note}", Tone.QUIET))]
        if read:
            made += _said_at(letter.facts, steps)
        else:
            made += [prose("○ ", fact.words, indent=2, hang=4) for fact in letter.facts]
    return made


def _holder(folder: e.FolderOpened, view: View, book: RuleBook) -> str:
    """Whose folder it is."""
    name = titles.role(folder.role, book)
    return _("{title} (you)").format(title=name) if view.seat.role == folder.role else name


def _folder(folder: e.FolderOpened, view: View, book: RuleBook, hidden: frozenset[str]) -> list[Line]:
    said = [fact for fact in folder.facts if fact.id in view.board]
    unsaid = [fact for fact in folder.facts if fact.id not in view.board]
    count = _("{said} of {all} said").format(said=len(said), all=len(folder.facts))
    made = [BLANK, prose((_holder(folder, view, book), Tone.HEAD), (f"   {count}", Tone.QUIET))]
    if view.seat.role == folder.role and unsaid:
        # Its holder has read it; in short it leaves room for what was in the other folders.
        shorts = "; ".join(f"{fact.short}{_limits(fact, view)}" for fact in unsaid)
        made.append(prose("○ ", shorts, indent=2, hang=4))
    else:
        for fact in unsaid:
            mark = f"{ring(fact.id, view.board, hidden)} "
            made.append(prose(mark, fact.words, (_limits(fact, view), Tone.QUIET), indent=2, hang=4))
    return made


def _limits(fact: Fact, view: View) -> str:
    """After an unsaid item: how it was to be passed on, and whether it went to the chair."""
    notes = [labels.handling(one) for one in fact.handling]
    if fact.id in view.own.leaves:
        notes.append(_("taken to the chair"))
    return f" ({', '.join(notes)})" if notes else ""


# Before and after


def before_and_after(log: Sequence[e.Event], view: View, book: RuleBook) -> tuple[Line, ...]:
    """The own two judgements side by side, then everybody's, without names or with them if agreed."""
    made: list[Line] = []
    if book.options.read_before and Stage.BEFORE in view.own.sealed:
        made += [
            prose(
                (_("You had read this case before, so your first judgement was not a first look."), Tone.WARN)
            ),
            BLANK,
        ]
    mine = _own(view, book)
    if mine:
        made += [head(_("Your two judgements")), *mine, BLANK]
    made += _everybody(log, view.public, book)
    made += _moved(log, view, book)
    return tuple(made)


def _own(view: View, book: RuleBook) -> list[Line]:
    before = by_address(view.own.sealed.get(Stage.BEFORE))
    after = by_address(view.own.sealed.get(Stage.AFTER))
    asked = sorted(dict.fromkeys((*before, *after)), key=outcome.order)
    names = {at: f"{labels.question(at, view.public.children)}:" for at in asked}
    width = max(map(len, names.values()), default=0) + 2

    def words(values: dict[Address, str], at: Address) -> str:
        return labels.answer(at, values[at], book.framework) if at in values else _("no answer")

    made = []
    for at in asked:
        name = (names[at].ljust(width), Tone.QUIET)
        second = (words(after, at), Tone.STRONG)
        if at not in before:
            parts: tuple[Words | tuple[Words, Tone], ...] = (second, _("  (asked at the end only)"))
        elif words(before, at) == words(after, at):
            parts = (words(before, at), (_("  (as before)"), Tone.QUIET))
        else:
            parts = (words(before, at), "  →  ", second)
        made.append(prose(name, *parts, indent=2, hang=2 + width))
    return made


def by_address(sealed: e.BallotSealed | None) -> dict[Address, str]:
    """The values of a sealed judgement by address; empty where there is none."""
    return {answer.at: answer.value for answer in sealed.answers} if sealed is not None else {}


def _everybody(log: Sequence[e.Event], public: Public, book: RuleBook) -> list[Line]:
    """Everybody's judgements of both stages, with names where this log was given them."""
    named = last(log, e.JudgementsNamed)
    shown = {event.stage: event for event in every(log, e.JudgementsShown)}
    stages = [judged.judged(shown[stage], named, public, book) for stage in Stage if stage in shown]
    if named is None:
        title = _("Everybody, without names")
    elif book.options.names:
        title = _("Everybody, with names")
    else:
        title = _("Everybody, with names that the table was not given")
    return [head(title), *judged.before_and_after(stages, public, book)]


def _moved(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Line]:
    """Which cards moved people between the two judgements, with names where the table agreed to them."""
    named = last(log, e.JudgementsNamed)
    shorts = {fact: card.fact.short for fact, card in view.board.items()}
    # A log of an earlier release names what was said without the family to those who did not hear it, too.
    moved = [one for one in named.given if one.moved_by in shorts] if named is not None else []
    if not moved:
        return []
    made = [BLANK, head(_("The card that moved each, with names"))]
    for one in moved:
        who = titles.seat(one.seat, view.public, book)
        card = shorts[one.moved_by or ""]
        made.append(prose((f"{who}: ", Tone.STRONG), card, indent=2, hang=4))
    return made
