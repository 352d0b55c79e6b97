"""How the meeting was run, for the debrief: who was there and heard, what went to the chair, what stands on record.

Everything here is read from the log of one seat. Nothing of it is scored, and nobody's manner is judged.
"""

from collections.abc import Iterable, Sequence

from cpsim.conference import events as e
from cpsim.conference.agenda import side_of
from cpsim.conference.quorum import quorum
from cpsim.conference.view import View
from cpsim.model.case import Fact
from cpsim.model.content import RuleBook
from cpsim.model.words import Handling, Item, Side
from cpsim.present import labels, titles
from cpsim.present.debrief import every, last
from cpsim.present.hearing import hurt, untold
from cpsim.present.outcome import day
from cpsim.present.prose import Line, Tone, Words, head, prose, quiet
from cpsim.present.tongue import _, plural

FIRST = frozenset({Handling.CHAIR_FIRST, Handling.PRIVATE_PART})
"""The limits that hold in the room."""


def meeting_lines(log: Sequence[e.Event], view: View, book: RuleBook) -> tuple[Line, ...]:
    """Quorum, items that were not for every ear, whose views were heard, dissent, dates: a line each."""
    return (
        head(_("How the meeting was run")),
        quiet(_("As far as you were told. Nothing of it is scored.")),
        _told(_("Enough agencies: "), _quorate(view, book)),
        *_with_care(log, view, book),
        *_heard(log, view, book),
        _told(_("Another view: "), _dissent(view, book)),
        _told(_("What follows: "), _follows(log, view)),
    )


def _told(name: str, words: Words) -> Line:
    return prose("· ", (name, Tone.STRONG), words, indent=2, hang=4)


def _quorate(view: View, book: RuleBook) -> str:
    found = quorum(book, view.public)
    verdict = _("the table was quorate.") if found.met else _("the table was not quorate, and it went ahead.")
    required = titles.the(titles.role(book.framework.quorum.required, book))
    here = _("{who} was there") if found.required_here else _("{who} was missing")
    others = plural(
        "{n} other agency had met the child", "{n} other agencies had met the child", len(found.units)
    )
    who = here.format(who=required[:1].upper() + required[1:])
    needed = _("{who}; {others}, {needed} are needed.")
    return f"{verdict} {needed.format(who=who, others=others, needed=found.needed)}"


# What was not for every ear


def _with_care(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Line]:
    """Every item with a limit on passing it on, and what became of it in this seat's hearing."""
    made = []
    for folder in every(log, e.FolderOpened):
        holder = titles.the(titles.role(folder.role, book))
        for fact in folder.facts:
            if FIRST.intersection(fact.handling):
                words = _("“{item}”, of {holder}: {became}.")
                became = _became(fact, log, view, book)
                told = words.format(item=fact.short, holder=holder, became=became)
                made.append(_told(_("Not for every ear: "), told))
    return made


def _became(fact: Fact, log: Sequence[e.Event], view: View, book: RuleBook) -> str:
    """What this seat knows to have become of a restricted item."""
    if any(event.fact == fact.id for event in every(log, e.Breach)):
        said = _("said in the room without the chair's leave")
        silent = _fell_silent(fact, log, view, book)
        return (
            _("{said}; after that {who} answered no more").format(said=said, who=silent) if silent else said
        )
    if any(event.fact.id == fact.id for event in every(log, e.FactSharedPrivately)):
        return _("said in the part without the family")
    if any(event.fact.id == fact.id for event in every(log, e.FactShared)):
        return _("taken to the chair, and said with leave")
    if fact.id in view.own.leaves:
        return _("taken to the chair, and not said")
    if any(view.me in event.seats_out for event in every(log, e.PrivatePartHeld)):
        return _("not said while you were in the room")
    if fact.id in untold(log, view):
        return _("not said before everybody; what was said without the family is not told here")
    return _("not said")


def _fell_silent(fact: Fact, log: Sequence[e.Event], view: View, book: RuleBook) -> str:
    """Who would answer no more for an item that was said without leave; empty where nobody."""
    breaches = (
        place for place, event in enumerate(log) if isinstance(event, e.Breach) and event.fact == fact.id
    )
    seats = dict.fromkeys(seat for place in breaches for seat in hurt(log, place))
    return _(" and ").join(titles.the(titles.seat(seat, view.public, book)) for seat in seats)


# Whose views


def _heard(log: Sequence[e.Event], view: View, book: RuleBook) -> list[Line]:
    """How each child took part, and who of the family and on the child's side said anything."""
    made = []
    for child, how in view.public.participation.items():
        who = titles.child(child, view.public)
        made.append(_told(_("The child: "), f"{who} {labels.participation(how)}."))
    spoke = set(_speakers(log))
    seats = [seat for seat in view.public.participants if side_of(book, seat) in (Side.FAMILY, Side.CHILD)]
    for name, theirs in (
        (_("Heard: "), [seat for seat in seats if seat.id in spoke]),
        (_("At the table and not heard: "), [seat for seat in seats if seat.id not in spoke]),
    ):
        if theirs:
            who = ", ".join(titles.the(titles.title(seat, view.public, book)) for seat in theirs)
            made.append(_told(name, f"{who}."))
    if not seats:
        made.append(_told(_("Heard: "), _("nobody of the family was at the table.")))
    return made


def _speakers(log: Iterable[e.Event]) -> Iterable[str]:
    """The seats that put something forward, or answered in words of their own."""
    for event in log:
        match event:
            case e.FactShared() | e.FactSharedPrivately() if event.occasion != "reply":
                yield event.seat
            case e.QuestionAnswered(kind="own_words"):
                yield event.seat
            case _:
                pass


# On record


def _dissent(view: View, book: RuleBook) -> str:
    """Whose different view is on record, and whose recommendation was another than the decision."""
    public = view.public
    recorded = list(dict.fromkeys(seat for seat, _child in public.dissents))
    decided = {child: one.status for child, one in public.decisions.items()}
    apart = [
        seat
        for seat, answers in public.views.items()
        if seat not in recorded
        and any(
            answer.at.item is Item.STATUS and decided.get(answer.at.child, answer.value) != answer.value
            for answer in answers
        )
    ]
    told = (
        _("on record for {who}.").format(who=_names(recorded, view, book))
        if recorded
        else _("none was put on record.")
    )
    if apart:
        other = _(" Another plan than the one decided was recommended by {who}.")
        told += other.format(who=_names(apart, view, book))
    return told


def _names(seats: Iterable[str], view: View, book: RuleBook) -> str:
    return ", ".join(titles.the(titles.seat(seat, view.public, book)) for seat in seats)


def _follows(log: Sequence[e.Event], view: View) -> str:
    """The dates that were set, and whether people were named."""
    dated = last(log, e.DatesSet)
    if dated is None:
        told = _("no dates were set.")
    elif not dated.dates:
        told = _("no date follows from the decision.")
    else:
        told = plural("{n} date was read out", "{n} dates were read out", len(dated.dates))
        after = [due for due in dated.dates if due.date > view.public.date]
        if after:
            first = min(after, key=lambda due: due.date)
            told += _(", the next: {name}, {day}").format(name=first.name, day=day(first.date))
        told += "."
    if view.public.lead is not None:
        told += _(" A lead social worker was named.")
    if view.public.core_group:
        told += plural(
            " The core group has {n} member.", " The core group has {n} members.", len(view.public.core_group)
        )
    return told
