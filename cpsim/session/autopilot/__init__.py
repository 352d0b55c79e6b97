"""How a simulated participant acts: published rules, from its own view and its manner alone.

It is handed a view, the rule book and keyed chance, like any other seat; never the pack or the key.
"""

from collections.abc import Sequence

from cpsim.conference import agenda
from cpsim.conference.acts import Act
from cpsim.conference.parts import Seat
from cpsim.conference.view import Public, View
from cpsim.model.content import RuleBook
from cpsim.model.words import Driver, Side
from cpsim.session.autopilot import asking, chairing, judging, speaking
from cpsim.session.ports import Chance

__all__ = ["act", "stirring", "unasked"]


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


def stirring(book: RuleBook, public: Public) -> Sequence[Seat]:
    """The simulated participants that could have something to do of their own accord, the first at the table first.

    From what everybody knows alone, and cheap: it is asked before every act, and mostly there is nobody.
    """
    acts = agenda.step_of(book, public.step).acts
    if "give_leave" in acts or "take_to_chair" in acts:
        able = public.participants
    elif "ask" in acts:
        able = asking.may_ask(book, public)
    elif "dissent" in acts and public.decisions:
        able = tuple(s for s in public.participants if agenda.side_of(book, s) is Side.PROFESSIONAL)
    else:
        able = ()
    return [seat for seat in able if seat.driver is Driver.SIMULATED]


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
