"""Leaks planted where acts are offered and refused: texts, codes, order, choices, limits, forms."""

from dataclasses import replace
from typing import Any

import pytest
from planting import Leak, assert_found, held, names, peeking, swap
from twins import about_what, fewer, handled, how_many, letters, the_key, to_be_said

from cpsim.conference import acts as a
from cpsim.conference import rules
from cpsim.conference.offers import AskedAt, Field, Offer, Shape
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules import judging, talk
from cpsim.conference.rules.common import closed, first, quiet
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.words import Topic


def count_in_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal says how many items lie unsaid at the table."""
    plain = rules.decide

    def decide(content: Any, book: Any, state: Any, seat: str, act: Any, dates: Any = ()) -> Any:
        made = plain(content, book, state, seat, act, dates)
        if isinstance(made, Refusal):
            return replace(made, about=(*made.about, str(held(state))))
        return made

    monkeypatch.setattr(rules, "decide", decide)


def code_of_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the floor is refused in another way while the folders hold an odd number of items."""
    peek = peeking(monkeypatch)
    plain = rules.RULES[a.Share].offer

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = plain(book, view)
        odd = held(peek.host.state) % 2
        if isinstance(made, Refusal) and made.why is Why.NOT_YOUR_FLOOR and odd:
            return Refusal(Why.NOT_YOUR_PART)
        return made

    swap(monkeypatch, a.Share, offer=offer)


def order_of_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which of two reasons is given depends on how long the key is."""
    peek = peeking(monkeypatch)

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        reasons = [closed(book, view, "ask"), quiet(view)]
        if len(peek.host.content.scenario.key.items) % 2:
            reasons.reverse()
        return first(*reasons) or talk.offer_ask(book, view)

    swap(monkeypatch, a.Ask, offer=offer)


def refused_though_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that whoever is asked could not answer is refused."""
    plain = rules.decide

    def decide(content: Any, book: Any, state: Any, seat: str, act: Any, dates: Any = ()) -> Any:
        if isinstance(act, a.Ask) and act.topic is not None and "s" in act.to:
            topics = {topic for fact in state.view(act.to).unsaid for topic in fact.topics}
            if act.topic not in topics:
                return Refusal(Why.NOBODY_TO_ASK)
        return plain(content, book, state, seat, act, dates)

    monkeypatch.setattr(rules, "decide", decide)


def menu_of_services(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only services that wrote something can be asked for, by the pack and not by the list."""
    peek = peeking(monkeypatch)

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = talk.offer_read_reply(book, view)
        if isinstance(made, Refusal):
            return made
        wrote = tuple(reply.service for reply in peek.host.content.scenario.replies)
        left = tuple(one for one in wrote if one in made.field("service").choices)
        return Offer("read_reply", (Field("service", Shape.ONE, left or made.field("service").choices),))

    swap(monkeypatch, a.ReadReply, offer=offer)


def order_of_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Askable seats are ordered by how many items they still hold."""
    peek = peeking(monkeypatch)

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = talk.offer_ask(book, view)
        if isinstance(made, Refusal):
            return made
        left = {seat: len(peek.host.state.view(seat).unsaid) for seat in made.field("to").choices}
        ranked = tuple(sorted(left, key=lambda seat: -left[seat]))
        return Offer("ask", (replace(made.field("to"), choices=ranked), *made.fields[1:]))

    swap(monkeypatch, a.Ask, offer=offer)


def topics_that_lead_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one can ask about is ordered by how much of it is still held."""
    peek = peeking(monkeypatch)

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = talk.offer_ask(book, view)
        if isinstance(made, Refusal):
            return made
        state = peek.host.state
        known = [t for seat in view.public.seats for fact in state.view(seat.id).unsaid for t in fact.topics]
        topics = tuple(sorted(Topic, key=lambda topic: -known.count(topic)))
        to, _topic, card = made.fields
        return Offer("ask", (to, Field("topic", Shape.ONE, topics, optional=True), card))

    swap(monkeypatch, a.Ask, offer=offer)


def form_hints_at_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a ballot the answers of the key stand first."""
    peek = peeking(monkeypatch)

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = judging.offer_seal(book, view)
        if isinstance(made, Refusal):
            return made
        taken = {item.at: item.accepted for item in peek.host.content.scenario.key.items}

        def hinting(ask: AskedAt) -> AskedAt:
            accepted = taken.get(ask.at, ())
            return replace(ask, choices=tuple(sorted(ask.choices, key=lambda value: value not in accepted)))

        asks = tuple(hinting(ask) for ask in made.field("answers").asks)
        fields = (replace(one, asks=asks) if one.name == "answers" else one for one in made.fields)
        return Offer("seal", tuple(fields))

    swap(monkeypatch, a.Seal, offer=offer)


def room_for_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a sentence may be depends on how much the papers of others propose to say."""
    peek = peeking(monkeypatch)

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = talk.offer_end_turn(book, view)
        if isinstance(made, Refusal):
            return made
        more = sum(len(part.impacts) for part in peek.host.content.scenario.slices)
        return Offer("end_turn", tuple(replace(one, most=one.most + more) for one in made.fields))

    swap(monkeypatch, a.EndTurn, offer=offer)


def cites_from_other_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """A judgement may rest on items that this seat never heard, so the form lists their numbers."""
    peek = peeking(monkeypatch)

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = judging.offer_seal(book, view)
        if isinstance(made, Refusal):
            return made
        every = tuple(fact.id for part in peek.host.content.scenario.slices for fact in part.facts)
        fields = (replace(one, choices=every) if one.name == "cites" else one for one in made.fields)
        return Offer("seal", tuple(fields))

    swap(monkeypatch, a.Seal, offer=offer)


def nobody_need_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """A seat without restricted items is told whether anybody else has one."""
    peek = peeking(monkeypatch)
    plain = rules.RULES[a.TakeToChair].offer

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = plain(book, view)
        if isinstance(made, Refusal):
            papers = peek.host.content.scenario.slices
            limited = sum(bool(fact.handling) for part in papers for fact in part.facts)
            return replace(made, about=(*made.about, str(limited)))
        return made

    swap(monkeypatch, a.TakeToChair, offer=offer)


LEAKS = (
    Leak(count_in_a_refusal, (how_many,)),
    Leak(code_of_a_refusal, (how_many,)),
    Leak(order_of_refusals, (the_key,)),
    Leak(refused_though_open, first=3),
    Leak(menu_of_services, (letters,)),
    Leak(order_of_choices, (fewer, how_many)),
    Leak(topics_that_lead_somewhere, (about_what,)),
    Leak(form_hints_at_the_key, (the_key,)),
    Leak(room_for_words, (to_be_said,)),
    Leak(cites_from_other_folders, (how_many,)),
    Leak(nobody_need_ask, (handled,)),
)


@pytest.mark.parametrize("leak", LEAKS, ids=names(LEAKS))
def test_a_leak_in_offers_or_refusals_is_found(leak: Leak, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an offer or a refusal tells of somebody else's secret is found."""
    assert_found(leak, monkeypatch)
