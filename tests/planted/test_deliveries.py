"""Leaks planted where events are made and delivered: audiences, order, moment, size, numbers, the views."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from planting import Leak, assert_found, names, swap
from twins import fewer, for_later, how_many, injects, one_ballot, the_joins, the_seed, two_ballots

from cpsim.conference import acts as a
from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.opening import begin as plain_begin
from cpsim.conference.parts import Spread
from cpsim.conference.rules import chairing, judging, restricted, talk
from cpsim.conference.rules.common import Scene
from cpsim.conference.view import View
from cpsim.conference.visibility import Emission, emit
from cpsim.model.judgement import Answer
from cpsim.model.said import clean
from cpsim.model.words import SeatKind, Side
from cpsim.session.host import Host
from cpsim.session.room import SharedLink
from cpsim.session.table import LocalLink


def item_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taken to the chair reaches the whole table."""

    def effect(scene: Scene, act: a.TakeToChair) -> list[Emission]:
        fact = next(item for item in scene.view.own.folder if item.id == act.fact)
        return [emit(e.TakenToChair(scene.seat, fact), *(s.id for s in scene.state.public.seats))]

    swap(monkeypatch, a.TakeToChair, effect=effect)


def judgement_in_the_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The notice that a judgement is in says what stands in it."""

    def effect(scene: Scene, act: a.Seal) -> list[Emission]:
        told = e.NoteMade(scene.seat, clean(f"level {act.answers[0].value}"))
        return [*judging.seal(scene, act), emit(told)]

    swap(monkeypatch, a.Seal, effect=effect)


def notice_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something else follows the notice, by what was judged."""

    def effect(scene: Scene, act: a.Seal) -> list[Emission]:
        again = [emit(e.ParticipationDecided("c1", "written"))] if act.answers[0].value in "13" else []
        return [*judging.seal(scene, act), *again]

    swap(monkeypatch, a.Seal, effect=effect)


def line_in_order_of_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line without names stands in the order of the table."""

    def shown(scene: Scene, stage: str) -> list[Emission]:
        by_address: dict[Any, list[str]] = {}
        for seat in scene.state.public.seats:
            paper = scene.state.view(seat.id).own.sealed.get(stage)
            for answer in paper.answers if paper is not None else ():
                by_address.setdefault(answer.at, []).append(answer.value)
        spreads = tuple(
            Spread(tuple(Answer(at, value) for value in values))
            for at, values in sorted(by_address.items(), key=str)
        )
        return [emit(e.JudgementsShown(stage, spreads))]

    monkeypatch.setattr(judging, "shown", shown)


def size_of_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer is as long as the folder of whoever gives it."""

    def effect(scene: Scene, act: a.AnswerQuestion) -> list[Emission]:
        *before, last = talk.answer(scene, act)
        assert isinstance(last.event, e.QuestionAnswered)
        words = clean("." * len(scene.view.unsaid))
        return [*before, emit(replace(last.event, words=words))]

    swap(monkeypatch, a.AnswerQuestion, effect=effect)


def floor_before_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause is made as soon as somebody has judged high; nothing else tells what was judged."""

    def effect(scene: Scene, act: a.Seal) -> list[Emission]:
        high = act.answers[0].value in ("2", "4")
        noted = [emit(e.Paused()), emit(e.WentOn())] if high else []
        return [*judging.seal(scene, act), *noted]

    swap(monkeypatch, a.Seal, effect=effect)


def contingency_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chair has what the pack offers for changed circumstances from the first step on."""

    def effect(scene: Scene, act: a.NextStep) -> list[Emission]:
        offered = e.ContingencyProposed(scene.content.scenario.contingency)
        return [*chairing.next_step(scene, act), emit(offered, scene.seat)]

    swap(monkeypatch, a.NextStep, effect=effect)


def key_one_phase_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key opens with the decision."""

    def effect(scene: Scene, act: a.NextStep) -> list[Emission]:
        found = chairing.next_step(scene, act)
        key = scene.content.scenario.key
        if scene.state.public.step == "J9":
            found.append(emit(e.KeyOpened(key.made_by, 1, key.items, key.facts, (), (), (), ())))
        return found

    swap(monkeypatch, a.NextStep, effect=effect)


def length_of_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step is entered once more for each ten joins."""

    def effect(scene: Scene, act: a.NextStep) -> list[Emission]:
        found = chairing.next_step(scene, act)
        return [*found, *([found[0]] * (len(scene.content.scenario.insights) // 10))]

    swap(monkeypatch, a.NextStep, effect=effect)


def everything_on_joining(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody is dealt every folder."""

    def begin(content: Any, *more: Any) -> list[Emission]:
        first = plain_begin(content, *more)
        seats = tuple(seat.id for seat in first[0].event.seats)  # type: ignore[union-attr]
        return [Emission(em.event, seats) if isinstance(em.event, e.FolderDealt) else em for em in first]

    monkeypatch.setattr("cpsim.session.host.begin", begin)


def leave_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chair's answer about a restricted item quotes it to the whole table."""

    def effect(scene: Scene, act: a.GiveLeave) -> list[Emission]:
        words = str(scene.view.own.leaves[act.fact].fact.words)
        return [*restricted.leave(scene, act), emit(e.CardMoved(scene.seat, act.fact, words))]

    swap(monkeypatch, a.GiveLeave, effect=effect)


def back_of_the_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is said tells how old it is, before anybody asks how it is known."""

    def effect(scene: Scene, act: a.Share) -> list[Emission]:
        fact = next(item for item in scene.view.own.folder if item.id == act.fact)
        return [*talk.share(scene, act), emit(e.ParticipationDecided("c1", str(fact.when)))]

    swap(monkeypatch, a.Share, effect=effect)


def places_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody's forms name the places from the start."""

    def begin(content: Any, *more: Any) -> list[Emission]:
        first = plain_begin(content, *more)
        seats = [seat.id for seat in first[0].event.seats]  # type: ignore[union-attr]
        named = [emit(e.PlaceNamed(one.id, one.named), *seats) for one in content.scenario.settings]
        return [*first[:2], *named, *first[2:]]

    monkeypatch.setattr("cpsim.session.host.begin", begin)


def ids_that_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The opening calls each party by how many items it holds."""

    def begin(content: Any, digest: str, seats: Any, date: str) -> list[Emission]:
        first = plain_begin(content, digest, seats, date)
        held = {part.role: len(part.facts) for part in content.scenario.slices}
        told = tuple(replace(seat, party=f"p{held.get(seat.role, 0)}") for seat in seats)
        opened = first[0].event
        assert isinstance(opened, e.Opened)
        return [emit(replace(opened, seats=told)), *first[1:]]

    monkeypatch.setattr("cpsim.session.host.begin", begin)


def day_of_the_conference(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day moves with the number of joins."""

    def begin(content: Any, digest: str, seats: Any, date: str) -> list[Emission]:
        return plain_begin(content, digest, seats, f"2025-05-{1 + len(content.scenario.insights):02}")

    monkeypatch.setattr("cpsim.session.host.begin", begin)


def memory_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes to one holder's mind is told to everybody who heard what brought it back."""
    plain = talk._recalled

    def recalled(content: Any, state: Any, fact: str, by: tuple[str, ...]) -> list[Emission]:
        return [emit(one.event, *by) for one in plain(content, state, fact, by)]

    monkeypatch.setattr(talk, "_recalled", recalled)


def family_hears_the_private_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said without the family reaches everybody at the table."""

    def side_of(book: Any, seat: Any) -> Any:
        return Side.PROFESSIONAL if seat.kind is SeatKind.PARTICIPANT else None

    plain = talk._put_down_privately

    def put_down(scene: Scene, act: Any, fact: Any, occasion: str) -> list[Emission]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(agenda, "side_of", side_of)
            return plain(scene, act, fact, occasion)

    monkeypatch.setattr(talk, "_put_down_privately", put_down)


def papers_before_they_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A facilitator has the folders and the key from the start, without anybody's log showing it."""

    def begin(content: Any, *more: Any) -> list[Emission]:
        first = plain_begin(content, *more)
        scenario = content.scenario
        opened = first[0].event
        assert isinstance(opened, e.Opened)
        seats = opened.seats
        who = [seat.id for seat in seats if seat.kind is SeatKind.FACILITATOR]
        papers = e.FacilitatorsPapers(scenario.slices, scenario.key, scenario.injects)
        return [*first, *([emit(papers, *who)] if who else [])]

    monkeypatch.setattr("cpsim.session.host.begin", begin)


def neighbours_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A seat's own view carries an item of the next seat's folder."""
    plain = Host.view

    def view(self: Host, seat: str) -> View:
        made = plain(self, seat)
        ids = [one.id for one in self.state.public.seats]
        other = self.state.view(ids[(ids.index(seat) + 1) % len(ids)]).own.folder
        return replace(made, own=replace(made.own, folder=(*made.own.folder, *other[:1])))

    monkeypatch.setattr(Host, "view", view)


def chair_sees_judgements(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chair's view holds a judgement that somebody else sealed."""
    plain = Host.view

    def view(self: Host, seat: str) -> View:
        made = plain(self, seat)
        if self.state.public.seat(seat).role != "chair":
            return made
        others = {
            f"{one.id} {stage}": paper
            for one in self.state.public.seats
            if one.id != seat
            for stage, paper in self.state.view(one.id).own.sealed.items()
        }
        return replace(made, own=replace(made.own, sealed={**made.own.sealed, **others}))

    monkeypatch.setattr(Host, "view", view)


def facilitator_sees_what_may_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    """A facilitator's view holds the injects although the papers are shut."""
    plain = Host.view

    def view(self: Host, seat: str) -> View:
        made = plain(self, seat)
        if self.state.public.seat(seat).kind is not SeatKind.FACILITATOR:
            return made
        return replace(made, own=replace(made.own, injects=self.content.scenario.injects))

    monkeypatch.setattr(Host, "view", view)


def shared_screen_is_the_facilitators(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen that everybody sees shows what the facilitator's seat alone was given."""

    def log(self: SharedLink) -> Sequence[e.Event]:
        return self._host.delivered(self.seat)

    monkeypatch.setattr(SharedLink, "log", log)


def shared_view_is_the_facilitators(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may arrive stands in the view of the shared screen once the facilitator has opened the papers."""
    monkeypatch.setattr(SharedLink, "view", LocalLink.view)


def drafts_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form comes back with what somebody else wrote into it."""
    plain = LocalLink.draft

    def draft(self: LocalLink, form: str) -> str:
        own = plain(self, form)
        ids = [seat.id for seat in self._host.state.public.seats]
        other = ids[ids.index(self.seat) - 1]
        return own or self._host.store.draft(self.session, other, "answer")

    monkeypatch.setattr(LocalLink, "draft", draft)


def resumed_without_audiences(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that is carried on has lost who its events were for."""

    def catch_up(self: Host) -> None:
        from cpsim.conference.codec import decode_event

        for row in self.store.rows(self.session, len(self.log)):
            self.acts.add(row.act_id)
            self._fold(Emission(decode_event(row.record), None))

    monkeypatch.setattr(Host, "_catch_up", catch_up)


def seed_in_the_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads the opening learns the seed, and so what chance will bring."""
    plain = Host.open.__func__  # type: ignore[attr-defined]

    def opened(cls: Any, /, session: str, content: Any, seats: Any, **more: Any) -> Host:
        told = tuple(replace(seat, direct_contact=str(more["seed"])) for seat in seats)
        host: Host = plain(cls, session, content, told, **more)
        return host

    monkeypatch.setattr(Host, "open", classmethod(opened))


def word_of_the_holder(monkeypatch: pytest.MonkeyPatch) -> None:
    """When a letter is read out everybody hears of which items the folders say the same."""

    def effect(scene: Scene, act: a.ReadReply) -> list[Emission]:
        backed = sum(len(one.facts) for one in scene.content.scenario.corroborations)
        told = e.NoteMade(scene.seat, clean("x" * (backed % 7)))
        return [*talk.read_reply(scene, act), emit(told)]

    swap(monkeypatch, a.ReadReply, effect=effect)


def what_may_still_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step counts what the pack has up its sleeve."""

    def effect(scene: Scene, act: a.NextStep) -> list[Emission]:
        left = len(scene.content.scenario.injects)
        return [*chairing.next_step(scene, act), emit(e.NoteMade(scene.seat, clean("." * (left + 1))))]

    swap(monkeypatch, a.NextStep, effect=effect)


LEAKS = (
    Leak(item_to_all),
    Leak(judgement_in_the_notice, (one_ballot,)),
    Leak(notice_twice, (one_ballot,)),
    Leak(line_in_order_of_seats, (two_ballots,)),
    Leak(size_of_an_answer, (fewer, how_many)),
    Leak(floor_before_its_time, (one_ballot,)),
    Leak(contingency_at_the_start, (for_later,)),
    Leak(key_one_phase_early),
    Leak(length_of_the_key, (the_joins,)),
    Leak(everything_on_joining),
    Leak(leave_to_all),
    Leak(back_of_the_card),
    Leak(places_by_name),
    Leak(ids_that_count, (how_many,)),
    Leak(day_of_the_conference, (the_joins,)),
    Leak(memory_of_others),
    Leak(family_hears_the_private_part),
    Leak(papers_before_they_are_opened),
    Leak(neighbours_folder),
    Leak(chair_sees_judgements),
    Leak(facilitator_sees_what_may_arrive),
    Leak(shared_screen_is_the_facilitators),
    Leak(shared_view_is_the_facilitators),
    Leak(drafts_of_another),
    Leak(resumed_without_audiences),
    Leak(seed_in_the_opening, (the_seed,)),
    Leak(word_of_the_holder, (the_joins,)),
    Leak(what_may_still_arrive, (injects,)),
)


@pytest.mark.parametrize("leak", LEAKS, ids=names(LEAKS))
def test_a_leak_on_the_way_to_a_seat_is_found(leak: Leak, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an event, its moment or a view tells to a seat that is not entitled is found."""
    assert_found(leak, monkeypatch)
