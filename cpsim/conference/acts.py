"""What a seat can ask to do.

An act is a wish, not yet an event: `rules.decide` answers it with events or with a refusal.
The field names of an act are those of its offer.
"""

from dataclasses import dataclass
from typing import get_args

from cpsim.model.judgement import Answer
from cpsim.model.said import Said
from cpsim.model.words import Basis, Driver, Service, Tag, Topic, Whose


@dataclass(frozen=True, slots=True)
class Seal:
    """Hand in a ballot: answers, what they rest on, and a reason if one likes."""

    stage: str
    answers: tuple[Answer, ...]
    cites: tuple[str, ...] = ()
    moved_by: str | None = None
    reason: Said | None = None


@dataclass(frozen=True, slots=True)
class TakeToChair:
    """Bring one's own restricted item to the chair, and nobody else, before saying it."""

    fact: str


@dataclass(frozen=True, slots=True)
class GiveLeave:
    """The chair's answer: `room` (say what bears on the child), `private` (without the family), `keep_out`."""

    fact: str
    leave: str


@dataclass(frozen=True, slots=True)
class DecideParticipation:
    """How the child takes part: `invite`, `advocate` or `written`."""

    child: str
    how: str


@dataclass(frozen=True, slots=True)
class GiveFloor:
    """The chair asks a seat to speak."""

    seat: str


@dataclass(frozen=True, slots=True)
class Share:
    """Put one item of one's own folder on the board."""

    fact: str
    tag: Tag
    heading: str
    whose: Whose | None = None
    """Whose word it is, for a second-hand item."""


@dataclass(frozen=True, slots=True)
class EndTurn:
    """Give the floor back, with one sentence on what this means for the child's day."""

    impact: Said | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Put a question to a seat: about a topic, or about one card (`card`)."""

    to: str
    topic: Topic | None = None
    card: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer: `papers` with items of one's folder, `find_out`, or `own_words` (never evidence)."""

    kind: str
    items: tuple[Share, ...] = ()
    words: Said | None = None


@dataclass(frozen=True, slots=True)
class TurnCard:
    """Answer 'how do we know?' about a card one put down: how, whose word, and how old."""

    fact: str
    basis: Basis
    whose: Whose | None = None


@dataclass(frozen=True, slots=True)
class MoveCard:
    """The chair, or who put it there, moves a card to another heading."""

    fact: str
    heading: str


@dataclass(frozen=True, slots=True)
class ReadReply:
    """Ask for a written reply of a service that has no seat; the chair reads it out."""

    service: Service


@dataclass(frozen=True, slots=True)
class Summarise:
    """The chair's summary: up to six cards it rests on, and a sentence."""

    cards: tuple[str, ...]
    words: Said | None = None


@dataclass(frozen=True, slots=True)
class SpeakView:
    """Say one's view and recommendation aloud."""

    answers: tuple[Answer, ...]
    reason: Said | None = None


@dataclass(frozen=True, slots=True)
class Decide:
    """The chair's decision for one child."""

    child: str
    suffered: str
    likely: str
    status: str
    category: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    reason: Said | None = None


@dataclass(frozen=True, slots=True)
class Dissent:
    """Have a different view recorded, after the decision: on one child, or on all of them."""

    reason: Said
    child: str | None = None


@dataclass(frozen=True, slots=True)
class PlanFor:
    """One line of the outline plan from one agency, for one child or for all of them."""

    want: Said
    how: Said
    who: Said | None = None
    when: Said | None = None
    sign: Said | None = None
    child: str | None = None


@dataclass(frozen=True, slots=True)
class Contingency:
    """What happens if circumstances change."""

    words: Said


@dataclass(frozen=True, slots=True)
class NameLead:
    """The chair names the lead social worker by seat."""

    seat: str


@dataclass(frozen=True, slots=True)
class NameCoreGroup:
    """The chair names the core group by seats."""

    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetDates:
    """The chair has the dates read out; the host works them out from the area's rules."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Go on to the next agenda step; who leads the step does this."""


@dataclass(frozen=True, slots=True)
class GiveWord:
    """One word on how it was."""

    word: Said


@dataclass(frozen=True, slots=True)
class Commit:
    """One thing to do at the next real conference, and by when."""

    words: Said


@dataclass(frozen=True, slots=True)
class Drive:
    """Say who moves a seat from now on: `persons`, `simulated`, or `absent`."""

    seat: str
    driver: Driver


@dataclass(frozen=True, slots=True)
class Correct:
    """Take a card that was put up by mistake off the board, in the open."""

    fact: str


@dataclass(frozen=True, slots=True)
class Relabel:
    """Correct, in the open, what kind of statement a card is and whose word: both as they are to stand.

    `whose` is None where it is nobody's word but the speaker's own.
    """

    fact: str
    tag: Tag
    whose: Whose | None = None


@dataclass(frozen=True, slots=True)
class DoneAloud:
    """Go on to the next step, since the table did this one `aloud`, or because it is `left_out`."""

    way: str = "aloud"


@dataclass(frozen=True, slots=True)
class Reveal:
    """Show the line of judgements now, to look at it before the table goes on."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop everything for now."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Go on after a pause."""


@dataclass(frozen=True, slots=True)
class OpenPapers:
    """The facilitator opens their own papers: every folder, the key, the injects. Everybody's log shows it."""


@dataclass(frozen=True, slots=True)
class Bring:
    """Something arrives during the exercise: an inject of the pack, or words written on the spot."""

    inject: str | None = None
    words: Said | None = None


@dataclass(frozen=True, slots=True)
class Journal:
    """A note in the facilitator's journal: `public` for everybody, `private` for nobody else."""

    words: Said
    reach: str


@dataclass(frozen=True, slots=True)
class EndNow:
    """End the conference here and go to the debrief."""


Act = (
    Seal
    | TakeToChair
    | GiveLeave
    | DecideParticipation
    | GiveFloor
    | Share
    | EndTurn
    | Ask
    | AnswerQuestion
    | TurnCard
    | MoveCard
    | ReadReply
    | Summarise
    | SpeakView
    | Decide
    | Dissent
    | PlanFor
    | Contingency
    | NameLead
    | NameCoreGroup
    | SetDates
    | NextStep
    | GiveWord
    | Commit
    | Drive
    | Correct
    | Relabel
    | DoneAloud
    | Reveal
    | Pause
    | GoOn
    | OpenPapers
    | Bring
    | Journal
    | EndNow
)
"""Any act."""

ACT_NAMES: dict[str, type] = {
    "seal": Seal,
    "take_to_chair": TakeToChair,
    "give_leave": GiveLeave,
    "decide_participation": DecideParticipation,
    "give_floor": GiveFloor,
    "share": Share,
    "end_turn": EndTurn,
    "ask": Ask,
    "answer": AnswerQuestion,
    "turn_card": TurnCard,
    "move_card": MoveCard,
    "read_reply": ReadReply,
    "summarise": Summarise,
    "speak_view": SpeakView,
    "decide": Decide,
    "dissent": Dissent,
    "plan_line": PlanFor,
    "contingency": Contingency,
    "name_lead": NameLead,
    "name_core_group": NameCoreGroup,
    "set_dates": SetDates,
    "next_step": NextStep,
    "give_word": GiveWord,
    "commit": Commit,
    "drive": Drive,
    "correct": Correct,
    "relabel": Relabel,
    "done_aloud": DoneAloud,
    "reveal": Reveal,
    "pause": Pause,
    "go_on": GoOn,
    "open_papers": OpenPapers,
    "bring": Bring,
    "journal": Journal,
    "end_now": EndNow,
}
"""The closed list of names of acts, each with its act."""

FACILITATING = frozenset(
    {
        "drive",
        "correct",
        "relabel",
        "done_aloud",
        "reveal",
        "pause",
        "go_on",
        "open_papers",
        "bring",
        "journal",
        "end_now",
    }
)
"""The acts of whoever facilitates: open at every step, and in no framework's agenda."""

NAME_OF: dict[type, str] = {act: name for name, act in ACT_NAMES.items()}

assert set(ACT_NAMES.values()) == set(get_args(Act)), "every act has exactly one name"
