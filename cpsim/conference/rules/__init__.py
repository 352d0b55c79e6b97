"""What may be done and what follows: `legal` from a seat's own view, `decide` from the host's state.

One table names every act with its rule. `decide` checks an act against the acting seat's own view
with the very function that makes the offers, then uses the full state only to work out what follows.
"""

from cpsim.conference import acts as a
from cpsim.conference.acts import NAME_OF, Act
from cpsim.conference.offers import Offer, fits
from cpsim.conference.parts import DueDate
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules import chairing, closing, facilitating, judging, restricted, talk
from cpsim.conference.rules.coherent import coherent
from cpsim.conference.rules.common import Rule, Scene
from cpsim.conference.state import State
from cpsim.conference.view import View
from cpsim.conference.visibility import Emission
from cpsim.model.content import Content, RuleBook

RULES: dict[type, Rule] = {
    a.Seal: Rule(judging.offer_seal, judging.seal),
    a.TakeToChair: Rule(restricted.offer_take, restricted.take),
    a.GiveLeave: Rule(restricted.offer_leave, restricted.leave),
    a.DecideParticipation: Rule(chairing.offer_participation, chairing.participation),
    a.GiveFloor: Rule(chairing.offer_floor, chairing.floor),
    a.Share: Rule(talk.offer_share, talk.share),
    a.EndTurn: Rule(talk.offer_end_turn, talk.end_turn),
    a.Ask: Rule(talk.offer_ask, talk.ask),
    a.AnswerQuestion: Rule(talk.offer_answer, talk.answer),
    a.TurnCard: Rule(talk.offer_turn_card, talk.turn_card),
    a.MoveCard: Rule(talk.offer_move_card, talk.move_card),
    a.ReadReply: Rule(talk.offer_read_reply, talk.read_reply),
    a.Summarise: Rule(chairing.offer_summarise, chairing.summarise),
    a.SpeakView: Rule(judging.offer_speak, judging.speak),
    a.Decide: Rule(judging.offer_decide, judging.decide),
    a.Dissent: Rule(judging.offer_dissent, judging.dissent),
    a.PlanFor: Rule(closing.offer_plan, closing.plan),
    a.Contingency: Rule(closing.offer_contingency, closing.contingency),
    a.NameLead: Rule(closing.offer_lead, closing.lead),
    a.NameCoreGroup: Rule(closing.offer_core_group, closing.core_group),
    a.SetDates: Rule(closing.offer_dates, closing.dates),
    a.NextStep: Rule(chairing.offer_next, chairing.next_step),
    a.GiveWord: Rule(closing.offer_word, closing.word),
    a.Commit: Rule(closing.offer_commit, closing.commit),
    a.Drive: Rule(facilitating.offer_drive, facilitating.drive),
    a.Correct: Rule(facilitating.offer_correct, facilitating.correct),
    a.Relabel: Rule(facilitating.offer_relabel, facilitating.relabel),
    a.DoneAloud: Rule(facilitating.offer_done_aloud, facilitating.done_aloud),
    a.Reveal: Rule(facilitating.offer_reveal, facilitating.reveal),
    a.Pause: Rule(facilitating.offer_pause, facilitating.pause),
    a.GoOn: Rule(facilitating.offer_go_on, facilitating.go_on),
    a.OpenPapers: Rule(facilitating.offer_open_papers, facilitating.open_papers),
    a.Bring: Rule(facilitating.offer_bring, facilitating.bring),
    a.Journal: Rule(facilitating.offer_journal, facilitating.journal),
    a.EndNow: Rule(facilitating.offer_end_now, facilitating.end_now),
}
"""Every act with its rule."""


def offer(book: RuleBook, view: View, act: str) -> Offer | Refusal:
    """Whether the act named `act` is open to this seat now: what it may hold, or why not."""
    return _made(book, view, a.ACT_NAMES[act])


def _made(book: RuleBook, view: View, act: type) -> Offer | Refusal:
    """What the act's rule makes of a view; during a pause little of what facilitates is open, and nothing else.

    Worked out once for each view: whoever acts looks first, and what was looked at is checked again.
    """
    known: tuple[RuleBook, Offer | Refusal] | None = view.offered.get(act)
    if known is None or known[0] is not book:
        known = view.offered[act] = (book, _ruled(book, view, act))
    return known[1]


def _ruled(book: RuleBook, view: View, act: type) -> Offer | Refusal:
    if view.public.paused and NAME_OF[act] not in facilitating.IN_A_PAUSE:
        return Refusal(Why.PAUSED)
    return RULES[act].offer(book, view)


def legal(book: RuleBook, view: View) -> dict[str, Offer]:
    """Everything this seat may do now, by act name, in the order of the table of acts."""
    found: dict[str, Offer] = {}
    for act in RULES:
        made = _made(book, view, act)
        if isinstance(made, Offer):
            found[NAME_OF[act]] = made
    return found


def refused(book: RuleBook, view: View, act: Act) -> Refusal | None:
    """Why this seat may not do exactly this now, from its own view alone; None where it may."""
    made = _made(book, view, type(act))
    if isinstance(made, Refusal):
        return made
    return fits(made, act) or coherent(book, view, act)


def decide(
    content: Content,
    book: RuleBook,
    state: State,
    seat: str,
    act: Act,
    dates: tuple[DueDate, ...] = (),
) -> list[Emission] | Refusal:
    """The events that follow from an act, or why it is not taken.

    `dates` are the statutory dates, worked out by the host where the act has them read out.
    """
    if all(place.id != seat for place in state.public.seats):
        return Refusal(Why.NO_SUCH_SEAT, about=(seat,))
    refusal = refused(book, state.view(seat), act)
    if refusal is not None:
        return refusal
    return RULES[type(act)].effect(Scene(content, book, state, seat, dates), act)
