"""How a simulated participant acts: published rules, from its own view and its manner alone.

It is handed a view, the rule book and keyed chance, like any other seat; never the pack or the key.
"""

from cpsim.conference import agenda
from cpsim.conference.acts import Act
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.words import Side
from cpsim.session.autopilot import asking, chairing, judging, speaking
from cpsim.session.ports import Chance

__all__ = ["UNASKED", "act", "unasked"]

UNASKED = ("take_to_chair", "give_leave", "dissent", "ask")
"""Names of the acts that a simulated participant does without being waited for."""


def act(book: RuleBook, view: View, chance: Chance) -> Act | None:
    """What the seat does while the table waits for it; None where its rules have nothing to do."""
    public = view.public
    question = public.question
    if question is not None:
        return speaking.answer(book, view, chance) if question.to == view.me else None
    if any(seat.id == view.me for seat in agenda.ballots_missing(book, public)):
        return judging.seal(book, view, chance)
    if public.floor == view.me:
        return _turn(book, view, chance)
    if agenda.side_of(book, view.seat) is Side.CHAIR and public.floor is None:
        return chairing.lead(book, view)
    return None


def unasked(book: RuleBook, view: View, chance: Chance) -> Act | None:
    """What the seat does of its own accord while the table waits for somebody else, or None."""
    acts = agenda.step_of(book, view.public.step).acts
    if "give_leave" in acts and view.own.leaves and agenda.side_of(book, view.seat) is Side.CHAIR:
        return chairing.unasked(book, view)
    if "take_to_chair" in acts and view.own.restricted:
        taken = speaking.to_chair(book, view, chance)
        if taken is not None:
            return taken
    if "ask" in acts:
        return asking.ask(book, view, chance)
    return judging.dissent(book, view, chance) if "dissent" in acts else None


def _turn(book: RuleBook, view: View, chance: Chance) -> Act:
    acts = agenda.step_of(book, view.public.step).acts
    if "speak_view" in acts:
        return judging.speak(book, view)
    if "plan_line" in acts:
        return speaking.plan(view)
    return speaking.turn(book, view, chance)
