"""What a simulated professional asks: one question, once all of them have spoken, where its own papers touch another's.

Everybody at the table is asked about as often as anybody else, whoever plays them.
"""

from collections import Counter

from cpsim.conference import agenda
from cpsim.conference.acts import Act, Ask
from cpsim.conference.offers import Offer
from cpsim.conference.parts import Seat
from cpsim.conference.rules import offer
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.words import Manner, Side, Topic
from cpsim.session.autopilot.speaking import manner
from cpsim.session.ports import Chance


def ask(book: RuleBook, view: View, chance: Chance) -> Act | None:
    """One question to another professional after the round of information, or None; nobody in a hurry asks."""
    if view.public.floor is not None or view.public.asked.get(view.me, 0) or not view.own.folder:
        return None
    if not _round_is_over(book, view) or agenda.side_of(book, view.seat) is not Side.PROFESSIONAL:
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


def _round_is_over(book: RuleBook, view: View) -> bool:
    """Whether the professionals have each had the floor in this step."""
    return view.me in view.public.spoke and not agenda.to_speak(book, view.public)


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
