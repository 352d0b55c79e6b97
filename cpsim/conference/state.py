"""The fold: how each event changes what is known. The same for the host and for every seat.

Events for everybody change the public state, which is folded once; events for some seats change
the own state of those seats. Nothing here decides anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cpsim.conference import events as e
from cpsim.conference.changed import changed
from cpsim.conference.view import BoardCard, Leave, Own, Public, Question, View
from cpsim.conference.visibility import Emission
from cpsim.model.case import Fact
from cpsim.model.words import Driver


@dataclass(frozen=True, slots=True)
class State:
    """Everything the host knows: the public state and what each seat knows besides."""

    public: Public
    own: Mapping[str, Own]
    _views: dict[str, View] = field(init=False, repr=False, compare=False, default_factory=dict)
    """The views that were asked for; rules, screens and simulated participants ask again and again."""

    def view(self, seat: str) -> View:
        """What `seat` knows."""
        known = self._views.get(seat)
        if known is None:
            known = self._views[seat] = View(seat, self.public, self.own.get(seat, NOTHING))
        return known


IN_TURN = ("turn", "added", "with_leave")
"""Occasions that use up one of the items of a turn."""
NOTHING = Own()
START = State(Public(), {})


def evolve(state: State, emission: Emission) -> State:
    """The state after one event."""
    if emission.to is None:
        return State(fold_public(state.public, emission.event), state.own)
    own = dict(state.own)
    for seat in emission.to:
        own[seat] = fold_own(own.get(seat, NOTHING), emission.event)
    return State(state.public, own)


def see(view: View, emission: Emission) -> View:
    """A seat's view after one event it was given."""
    if emission.to is None:
        return View(view.me, fold_public(view.public, emission.event), view.own)
    return View(view.me, view.public, fold_own(view.own, emission.event))


def fold_public(public: Public, event: e.Event) -> Public:
    """The public state after an event that everybody was given."""
    fold = _PUBLIC.get(type(event))
    return public if fold is None else fold(public, event)


def fold_own(own: Own, event: e.Event) -> Own:
    """A seat's own state after an event that only some seats were given."""
    fold = _OWN.get(type(event))
    return own if fold is None else fold(own, event)


def _opened(public: Public, event: e.Opened) -> Public:
    return replace(public, seats=event.seats, date=event.date)


def _introduced(public: Public, event: e.CaseIntroduced) -> Public:
    return changed(
        public,
        title=event.title,
        meeting=event.meeting,
        common=event.lines,
        children=event.children,
        places=event.places,
    )


def _entered(public: Public, event: e.StepEntered) -> Public:
    # What was said in a first turn that was cut counts until that turn is had, whichever step it is had in.
    cut = {seat: said for seat, said in public.cut.items() if seat not in public.turns}
    return changed(public, step=event.step, floor=None, turn_items=0, turn_facts=(), spoke=(), cut=cut)


def _participation(public: Public, event: e.ParticipationDecided) -> Public:
    return changed(public, participation={**public.participation, event.child: event.how})


def _floor(public: Public, event: e.FloorGiven) -> Public:
    return changed(public, floor=event.seat, turn_items=0, turn_facts=())


def _turn_over(public: Public, seat: str, **changes: Any) -> Public:
    """The floor goes back to the chair; a plan line or a view may be what ended the turn."""
    if public.floor != seat:
        return changed(public, **changes) if changes else public
    turns = {**public.turns, seat: public.turns.get(seat, 0) + 1}
    spoke = (*public.spoke, seat)
    cut = {other: said for other, said in public.cut.items() if other != seat}
    over: dict[str, Any] = {"spoke": spoke, "turns": turns, "cut": cut, **changes}
    return changed(public, floor=None, turn_items=0, turn_facts=(), **over)


def _turn_ended(public: Public, event: e.TurnEnded) -> Public:
    if public.floor != event.seat or public.seat(event.seat).driver is not Driver.ABSENT:
        return _turn_over(public, event.seat)
    # Whoever has left did not have this turn; it is theirs when they are back.
    cut = {**public.cut, event.seat: public.cut.get(event.seat, 0) + public.turn_items}
    return changed(public, floor=None, turn_items=0, turn_facts=(), cut=cut)


def _shared(public: Public, event: e.FactShared) -> Public:
    letter = event.occasion == "reply"
    card = BoardCard(event.fact, event.seat, event.tag, event.heading, event.whose, letter=letter)
    mine = (*public.shared_by.get(event.seat, ()), event.fact.id)
    in_turn = public.floor == event.seat and event.occasion in IN_TURN
    return changed(
        public,
        board={**public.board, event.fact.id: card},
        shared_by={**public.shared_by, event.seat: mine},
        turn_items=public.turn_items + in_turn,
        turn_facts=(*public.turn_facts, event.fact.id) if in_turn else public.turn_facts,
    )


def _private_held(public: Public, event: e.PrivatePartHeld) -> Public:
    return changed(public, turn_items=public.turn_items + 1)


def _breach(public: Public, event: e.Breach) -> Public:
    return changed(public, breach=event.fact, breaches={**public.breaches, event.fact: event.hurt})


def _answers_no_more(public: Public, event: e.Withdrew) -> Public:
    fact = public.breach or ""
    hurt = public.breaches.get(fact, ())
    if event.seat in hurt:
        return public
    # A breach as earlier releases stored it does not say whom it hurt.
    return changed(public, breaches={**public.breaches, fact: (*hurt, event.seat)})


def _asked(public: Public, event: e.QuestionAsked) -> Public:
    asked = {**public.asked, event.seat: public.asked.get(event.seat, 0) + 1}
    questioned = {**public.questioned, event.to: public.questioned.get(event.to, 0) + 1}
    question = Question(event.seat, event.to, event.topic, event.card)
    return changed(public, question=question, asked=asked, questioned=questioned)


def _answered(public: Public, event: e.QuestionAnswered) -> Public:
    return changed(public, question=None)


def _turned(public: Public, event: e.CardTurned) -> Public:
    card = public.board.get(event.fact)
    if card is None:
        return public
    # A speaker who named whose word it is does not take that back by saying how it reached them.
    turned = replace(card, basis=event.basis, whose=event.whose or card.whose, when=event.when)
    return changed(public, board={**public.board, event.fact: turned})


def _moved(public: Public, event: e.CardMoved) -> Public:
    card = public.board.get(event.fact)
    if card is None:
        return public
    return changed(public, board={**public.board, event.fact: replace(card, heading=event.heading)})


def _reply(public: Public, event: e.ReplyRead) -> Public:
    asked = {**public.asked, event.by: public.asked.get(event.by, 0) + 1}
    return changed(public, replies_read=(*public.replies_read, event.service), asked=asked)


def _handed_in(public: Public, event: e.BallotHandedIn) -> Public:
    seats = (*public.handed_in.get(event.stage, ()), event.seat)
    simulated = public.seat(event.seat).driver is Driver.SIMULATED
    by_program = (*public.by_program, (event.seat, event.stage)) if simulated else public.by_program
    return changed(public, handed_in={**public.handed_in, event.stage: seats}, by_program=by_program)


def _summary(public: Public, event: e.Summarised) -> Public:
    return changed(public, summary=event.cards)


def _viewed(public: Public, event: e.ViewSpoken) -> Public:
    return _turn_over(public, event.seat, views={**public.views, event.seat: event.answers})


def _decided(public: Public, event: e.Decided) -> Public:
    return changed(public, decisions={**public.decisions, event.child: event})


def _dissented(public: Public, event: e.DissentRecorded) -> Public:
    return changed(public, dissents=(*public.dissents, (event.seat, event.child)))


def _planned(public: Public, event: e.PlanLineAdded) -> Public:
    return _turn_over(public, event.seat)


def _contingency(public: Public, event: e.ContingencySet) -> Public:
    return changed(public, contingency=True)


def _lead(public: Public, event: e.LeadNamed) -> Public:
    return changed(public, lead=event.seat)


def _core_group(public: Public, event: e.CoreGroupNamed) -> Public:
    return changed(public, core_group=event.seats)


def _dates(public: Public, event: e.DatesSet) -> Public:
    return changed(public, dates=event.dates, dated=True)


def _driven(public: Public, event: e.DriverChanged) -> Public:
    seats = tuple(
        replace(seat, driver=event.driver) if seat.id == event.seat else seat for seat in public.seats
    )
    if event.driver is not Driver.PERSONS:
        return replace(public, seats=seats)
    # What the program sealed and nobody was shown yet is not the person's: it counts as not handed in, and
    # while its form is open it is asked again. What was shown stays the program's.
    theirs = {stage for seat, stage in public.by_program if seat == event.seat and stage not in public.shown}
    others = tuple(one for one in public.by_program if one[0] != event.seat or one[1] not in theirs)
    handed_in = {
        stage: tuple(seat for seat in done if seat != event.seat or stage not in theirs)
        for stage, done in public.handed_in.items()
    }
    return replace(public, seats=seats, by_program=others, handed_in=handed_in)


def _card_withdrawn(public: Public, event: e.CardWithdrawn) -> Public:
    card = public.board.get(event.fact)
    if card is None:
        return public
    theirs = tuple(fact for fact in public.shared_by.get(card.seat, ()) if fact != event.fact)
    in_turn = event.fact in public.turn_facts
    return changed(
        public,
        board={fact: one for fact, one in public.board.items() if fact != event.fact},
        shared_by={**public.shared_by, card.seat: theirs},
        turn_items=public.turn_items - in_turn,
        turn_facts=tuple(fact for fact in public.turn_facts if fact != event.fact),
        # Nobody was hurt by what was never meant to be said, and no summary rests on it.
        breaches={fact: hurt for fact, hurt in public.breaches.items() if fact != event.fact},
        summary=(
            None if public.summary is None else tuple(fact for fact in public.summary if fact != event.fact)
        ),
    )


def _relabelled(public: Public, event: e.CardRelabelled) -> Public:
    card = public.board.get(event.fact)
    if card is None:
        return public
    corrected = replace(card, tag=event.tag, whose=event.whose, corrected=True)
    return replace(public, board={**public.board, event.fact: corrected})


def _paused(public: Public, event: e.Paused) -> Public:
    return changed(public, paused=True)


def _went_on(public: Public, event: e.WentOn) -> Public:
    return changed(public, paused=False)


def _papers_opened(public: Public, event: e.PapersOpened) -> Public:
    return changed(public, papers_opened=True)


def _arrived(public: Public, event: e.Arrived) -> Public:
    return public if event.inject is None else changed(public, arrived=(*public.arrived, event.inject))


def _broken_off(public: Public, event: e.BrokenOff) -> Public:
    return changed(public, paused=False)


def _judgements_shown(public: Public, event: e.JudgementsShown) -> Public:
    return changed(public, shown=(*public.shown, event.stage))


def _word(public: Public, event: e.WordGiven) -> Public:
    return changed(public, words_given=tuple(dict.fromkeys((*public.words_given, event.seat))))


def _committed(public: Public, event: e.CommitmentMade) -> Public:
    return changed(public, committed=tuple(dict.fromkeys((*public.committed, event.seat))))


def _held(own: Own, facts: tuple[Fact, ...]) -> Own:
    return changed(own, folder=facts, restricted=tuple(fact.id for fact in facts if fact.handling))


def _dealt(own: Own, event: e.FolderDealt) -> Own:
    return changed(_held(own, event.facts), note=event.note, impacts=event.impacts, plans=event.plans)


def _recalled(own: Own, event: e.ItemRecalled) -> Own:
    return _held(own, (*own.folder, event.fact))


def _proposed(own: Own, event: e.ContingencyProposed) -> Own:
    return changed(own, contingency=event.proposed)


def _named(own: Own, event: e.PlaceNamed) -> Own:
    return changed(own, place_names={**own.place_names, event.place: event.named})


def _shared_privately(own: Own, event: e.FactSharedPrivately) -> Own:
    card = BoardCard(event.fact, event.seat, event.tag, event.heading, event.whose, private=True)
    return changed(own, private_board={**own.private_board, event.fact.id: card})


def _taken(own: Own, event: e.TakenToChair) -> Own:
    return changed(own, leaves={**own.leaves, event.fact.id: Leave(event.seat, event.fact)})


def _leave(own: Own, event: e.LeaveGiven) -> Own:
    asked = own.leaves.get(event.fact)
    if asked is None:
        return own
    return changed(own, leaves={**own.leaves, event.fact: replace(asked, leave=event.leave)})


def _sealed(own: Own, event: e.BallotSealed) -> Own:
    return changed(own, sealed={**own.sealed, event.stage: event})


def _set_aside(own: Own, event: e.BallotSetAside) -> Own:
    return changed(own, sealed={stage: one for stage, one in own.sealed.items() if stage != event.stage})


def _papers(own: Own, event: e.FacilitatorsPapers) -> Own:
    return changed(own, injects=event.injects)


_PUBLIC: dict[type, Callable[[Public, Any], Public]] = {
    e.Opened: _opened,
    e.CaseIntroduced: _introduced,
    e.StepEntered: _entered,
    e.ParticipationDecided: _participation,
    e.FloorGiven: _floor,
    e.TurnEnded: _turn_ended,
    e.FactShared: _shared,
    e.PrivatePartHeld: _private_held,
    e.Withdrew: _answers_no_more,
    e.QuestionAsked: _asked,
    e.QuestionAnswered: _answered,
    e.CardTurned: _turned,
    e.CardMoved: _moved,
    e.ReplyRead: _reply,
    e.BallotHandedIn: _handed_in,
    e.Summarised: _summary,
    e.ViewSpoken: _viewed,
    e.Decided: _decided,
    e.DissentRecorded: _dissented,
    e.PlanLineAdded: _planned,
    e.ContingencySet: _contingency,
    e.LeadNamed: _lead,
    e.CoreGroupNamed: _core_group,
    e.DatesSet: _dates,
    e.WordGiven: _word,
    e.CommitmentMade: _committed,
    e.DriverChanged: _driven,
    e.CardWithdrawn: _card_withdrawn,
    e.CardRelabelled: _relabelled,
    e.Paused: _paused,
    e.WentOn: _went_on,
    e.PapersOpened: _papers_opened,
    e.Arrived: _arrived,
    e.BrokenOff: _broken_off,
    e.JudgementsShown: _judgements_shown,
    e.Breach: _breach,
}

_OWN: dict[type, Callable[[Own, Any], Own]] = {
    e.FolderDealt: _dealt,
    e.ItemRecalled: _recalled,
    e.ContingencyProposed: _proposed,
    e.PlaceNamed: _named,
    e.FactSharedPrivately: _shared_privately,
    e.TakenToChair: _taken,
    e.LeaveGiven: _leave,
    e.BallotSealed: _sealed,
    e.BallotSetAside: _set_aside,
    e.FacilitatorsPapers: _papers,
}
