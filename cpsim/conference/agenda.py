"""The order of things: the framework's agenda followed by the debrief, and whom the table waits for.

The one place that decides which step comes next; the debrief's order is the same everywhere.
"""

from cpsim.conference.parts import Seat
from cpsim.conference.view import Public
from cpsim.model.case import Pace
from cpsim.model.content import RuleBook
from cpsim.model.framework import Source, Step
from cpsim.model.said import clean
from cpsim.model.words import Driver, SeatKind, Side, Stage

_DEBRIEF_SOURCE = Source("R15", "debriefing practice: reactions, description, analysis, application")


def _debrief(step_id: str, name: str, explains: str, minutes: int, *acts: str) -> Step:
    return Step(
        id=step_id,
        name=clean(name),
        explains=clean(explains),
        leads=Side.PROFESSIONAL,
        floor="open",
        speaks=tuple(Side),
        acts=(*acts, "next_step"),
        source=_DEBRIEF_SOURCE,
        minutes=minutes,
    )


DEBRIEF: tuple[Step, ...] = (
    _debrief(
        "D1", "One word", "Leave the role. One word on how it was; nothing is discussed yet.", 1, "give_word"
    ),
    _debrief("D2", "The child's story", "What these weeks were like from the child's side.", 2),
    _debrief("D3", "All folders open", "What was said, and what stayed in a folder.", 5),
    _debrief("D4", "Before and after", "How each judgement stood before the talk and after it.", 2),
    _debrief("D5", "The key", "What the facilitators' key says, and why.", 8),
    _debrief(
        "D6", "One thing to take away", "What you will do at your next conference, and by when.", 1, "commit"
    ),
    _debrief("D7", "Closing", "Where to turn if this stirred something.", 1),
)
"""The debrief, in an order that never changes: feelings, then the child, then what happened, then the key."""
_DEBRIEF_BY_ID = {step.id: step for step in DEBRIEF}


def steps_of(book: RuleBook) -> tuple[Step, ...]:
    """All steps of this session in order: the agenda without what the pace leaves out, then the debrief."""
    return steps_of_pace(book, book.pace)


def steps_of_pace(book: RuleBook, pace: Pace) -> tuple[Step, ...]:
    """The same as it would be at `pace`, whatever the pace of this session is."""
    return (*(step for step in book.framework.steps if step.id not in pace.leaves_out), *DEBRIEF)


def step_of(book: RuleBook, step_id: str) -> Step:
    """The step named `step_id`; KeyError for one that neither agenda nor debrief has."""
    return _DEBRIEF_BY_ID.get(step_id) or book.step(step_id)


def after(book: RuleBook, step_id: str) -> Step | None:
    """The step that follows `step_id`, or None after the last."""
    steps = steps_of(book)
    for number, step in enumerate(steps):
        if step.id == step_id:
            return steps[number + 1] if number + 1 < len(steps) else None
    return None


def in_debrief(step_id: str) -> bool:
    """Whether the conference is over and the debrief has begun."""
    return step_id in _DEBRIEF_BY_ID


def side_of(book: RuleBook, seat: Seat) -> Side | None:
    """The side of the table a seat belongs to; None for an observer or facilitator."""
    if seat.kind is not SeatKind.PARTICIPANT or seat.role is None:
        return None
    return book.side(seat.role)


def round_of(book: RuleBook, public: Public) -> tuple[Seat, ...]:
    """The seats that speak one after the other in the present step; empty where it is no round."""
    step = step_of(book, public.step)
    if step.floor != "round":
        return ()
    return tuple(seat for seat in public.participants if side_of(book, seat) in step.speaks)


def to_speak(book: RuleBook, public: Public) -> tuple[Seat, ...]:
    """Those of the round that have not spoken in this step yet."""
    return tuple(seat for seat in round_of(book, public) if seat.id not in public.spoke)


def judges(book: RuleBook, public: Public) -> tuple[Seat, ...]:
    """The seats that hand in judgements under this framework."""
    return tuple(seat for seat in public.participants if side_of(book, seat) in book.framework.judges)


def open_stage(book: RuleBook, public: Public) -> Stage | None:
    """The ballot that is open now, or None: nobody judges what they have seen the others' judgements of."""
    opens = step_of(book, public.step).opens
    return Stage(opens) if opens is not None and opens not in public.shown else None


def to_reveal(book: RuleBook, public: Public) -> Stage | None:
    """The stage whose line of judgements may be shown now, or None.

    The agenda shows it with the next step, everybody present has handed in what is open and said what they have
    to say, and it was not shown yet. Who comes back to the round after that still speaks: a professional says
    what they sealed themselves; who sealed nothing, what they think with the line in sight.
    """
    comes = after(book, public.step)
    if comes is None or comes.reveals is None or comes.reveals in public.shown:
        return None
    unfinished = ballots_missing(book, public) or to_speak(book, public) or public.floor or public.question
    return None if unfinished else Stage(comes.reveals)


def ballots_missing(book: RuleBook, public: Public) -> tuple[Seat, ...]:
    """Judges who have not handed in the ballot that is open now."""
    stage = open_stage(book, public)
    if stage is None:
        return ()
    done = public.handed_in.get(stage, ())
    return tuple(seat for seat in judges(book, public) if seat.id not in done)


def chair_of(book: RuleBook, public: Public) -> Seat | None:
    """The seat that leads the conference, if somebody holds it."""
    return next((seat for seat in public.participants if side_of(book, seat) is Side.CHAIR), None)


def awaited(book: RuleBook, public: Public) -> tuple[Seat, ...]:
    """Whom the table waits for, the most pressing first: an answer, a ballot, the speaker, the lead."""
    if in_debrief(public.step):
        return tuple(seat for seat in public.seats if seat.driver is Driver.PERSONS)
    if public.question is not None:
        return (public.seat(public.question.to),)
    missing = ballots_missing(book, public)
    if missing:
        return missing
    if public.floor is not None:
        return (public.seat(public.floor),)
    chair = chair_of(book, public)
    return (chair,) if chair is not None else ()
