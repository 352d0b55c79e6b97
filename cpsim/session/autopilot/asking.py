"""What a simulated professional asks: one question, once all of them have spoken, where its own papers touch another's.

Everybody at the table is asked about as often as anybody else, whoever plays them.
"""

from collections import Counter

from cpsim.conference import agenda
from cpsim.conference.acts import Act, Ask
from cpsim.conference.offers import Offer
from cpsim.conference.parts import Seat
from cpsim.conference.rules import offer
from cpsim.conference.view import Public, View
from cpsim.model.content import RuleBook
from cpsim.model.words import Manner, Side, Topic
from cpsim.session.autopilot.speaking import manner
from cpsim.session.ports import Chance


def may_ask(book: RuleBook, public: Public) -> tuple[Seat, ...]:
    """The professionals who have not asked yet, once each has had the floor in this step and nobody speaks."""
    if public.floor is not None or public.question is not None or agenda.to_speak(book, public):
        return ()
    return tuple(
        seat
        for seat in agenda.round_of(book, public)
        if not public.asked.get(seat.id, 0) and agenda.side_of(book, seat) is Side.PROFESSIONAL
    )


def ask(book: RuleBook, view: View, chance: Chance) -> Act | None:
    """One question to another professional after the round of information, or None; nobody in a hurry asks."""
    if view.seat not in may_ask(book, view.public) or not view.own.folder:
        return None
    if not isinstance(offer(book, view, "ask"), Offer) or manner(book, view, chance) is Manner.HURRIED:
        return None
    mine = Counter(fact.topics[0] for fact in view.own.folder)
    common = {seat.id: _in_common(view, seat, mine) for seat in _others(book, view)}
    touched = [seat for seat, topics in common.items() if topics]
    if not touched:
        return None
    fewest = min(view.public.questioned.get(seat, 0) for seat in touched)
    least = [seat for seat in touched if view.public.questioned.get(seat, 0) == fewest]
    to = min(least, key=lambda seat: chance.draw(view.me, f"ask {seat}"))
    return Ask(to, topic=max(common[to], key=lambda topic: (mine[topic], topic)))


def _others(book: RuleBook, view: View) -> list[Seat]:
    """The other professionals who have spoken and will still answer."""
    return [
        seat
        for seat in agenda.round_of(book, view.public)
        if seat.id != view.me and seat.id not in view.public.withdrawn
    ]


def _in_common(view: View, seat: Seat, mine: Counter[Topic]) -> set[Topic]:
    """What both the own folder and the cards that `seat` put down are mainly about."""
    theirs = {view.public.board[fact].fact.topics[0] for fact in view.public.shared_by.get(seat.id, ())}
    return theirs & set(mine)
