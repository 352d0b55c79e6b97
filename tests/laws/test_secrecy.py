"""Laws of secrecy: nothing of another seat's papers, ballot or of the key can be told before its time.

The last part plants leaks of different kinds and asks the same checks to find every one.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from conferences import SOAK, examples, jayden, random_conference
from hypothesis import given
from hypothesis import strategies as st
from secrecy import TWINS, Twin, heard_too_much, noticed, with_canaries

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference import rules
from cpsim.conference.offers import Field, Offer, Shape
from cpsim.conference.refusals import Refusal
from cpsim.conference.rules import chairing, judging, restricted, talk
from cpsim.conference.rules.common import Scene
from cpsim.conference.view import View
from cpsim.conference.visibility import Emission, emit
from cpsim.model.content import RuleBook
from cpsim.model.words import SeatKind
from cpsim.session.host import Host

PLAYED = [("health_visitor",), ("chair", "gp"), (), ("mother", "social_worker")]


@examples(6)
@given(seed=st.integers(0, 10**9), played=st.sampled_from(PLAYED), table=st.booleans())
def test_no_seat_sees_a_word_it_was_not_told(seed: int, played: tuple[str, ...], table: bool) -> None:
    """Canaries in every item and in the key stay where they belong, in every view at every point.

    A facilitator who has opened their own papers may see all of them, and everybody knows.
    """
    found: list[tuple[str, str]] = []

    def look(host: Host) -> None:
        if len(host.log) % 5 == 0:
            public = host.state.public
            reads = {
                seat.id for seat in public.seats if seat.kind is SeatKind.FACILITATOR and public.papers_opened
            }
            found.extend(one for one in heard_too_much(host) if one[0] not in reads)

    random_conference(with_canaries(jayden()), seed, *played, each=look, until="D1", table=table, most=2500)
    assert found == []


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.name)
def test_nobody_can_tell_a_session_from_its_twin(twin: Twin) -> None:
    """Change one secret, play the same acts: every seat that is not entitled sees the same bytes."""
    for seed in range(2 if SOAK == 1 else 40):
        for played in PLAYED[: 2 if SOAK == 1 else 4]:
            assert noticed(jayden(), twin, seed, *played) == []


def test_the_twins_can_be_told_apart_by_who_may() -> None:
    """The check of the check: the holder of a changed item does see a change."""
    twin = replace(TWINS[0], knows=lambda host: ())
    assert noticed(jayden(), twin, 0, "health_visitor") != []


def test_the_key_stays_shut_until_its_step() -> None:
    """No event of key, story or folders exists before the debrief, and each comes at its own step."""
    host = random_conference(jayden(), 4).host
    kinds = (e.KeyOpened, e.StoryTold, e.FolderOpened, e.LetterOpened, e.JudgementsNamed)
    step, opened_at = "", {}
    for emission in host.log:
        if isinstance(emission.event, e.StepEntered):
            step = emission.event.step
        if isinstance(emission.event, kinds):
            opened_at[type(emission.event).__name__] = step
    assert opened_at == {
        "StoryTold": "D2",
        "FolderOpened": "D3",
        "LetterOpened": "D3",
        "JudgementsNamed": "D4",
        "KeyOpened": "D5",
    }


def test_the_line_of_judgements_names_nobody() -> None:
    """Before the decision everyone's judgement is shown as sorted values without a seat."""
    host = random_conference(jayden(), 4, until="J12").host
    shown = [em.event for em in host.log if isinstance(em.event, e.JudgementsShown)]
    assert [event.stage for event in shown] == ["after"]
    for spread in shown[0].spreads:
        values = [answer.value for answer in spread.answers]
        assert values == sorted(values)


# ---- planted leaks: each must be found, or the checks above prove nothing


def swap(monkeypatch: pytest.MonkeyPatch, act: type, **changes: Callable[..., Any]) -> None:
    """Give an act another rule for one test."""
    monkeypatch.setitem(rules.RULES, act, replace(rules.RULES[act], **changes))


def leak_item_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taken to the chair reaches the whole table."""

    def effect(scene: Scene, act: a.TakeToChair) -> list[Emission]:
        fact = next(item for item in scene.view.own.folder if item.id == act.fact)
        return [emit(e.TakenToChair(scene.seat, fact), *(s.id for s in scene.state.public.seats))]

    swap(monkeypatch, a.TakeToChair, effect=effect)


def leak_ballot_in_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The notice that a ballot is in says what stands in it."""

    def effect(scene: Scene, act: a.Seal) -> list[Emission]:
        sealed = judging.seal(scene, act)
        level = act.answers[0].value
        return [sealed[0], sealed[1], emit(e.Withdrew(f"level {level}"))]

    swap(monkeypatch, a.Seal, effect=effect)


def leak_names_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The notice that a ballot is in comes once or twice, by what was judged."""

    def effect(scene: Scene, act: a.Seal) -> list[Emission]:
        sealed = judging.seal(scene, act)
        again = [emit(e.ParticipationDecided("c1", "written"))] if act.answers[0].value in "13" else []
        return [*sealed, *again]

    swap(monkeypatch, a.Seal, effect=effect)


def leak_count_in_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal says how many items lie unsaid at the table."""
    host_content = jayden

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = talk.offer_share(book, view)
        if isinstance(made, Refusal):
            return Refusal(made.why, about=(str(HELD[0]),))
        return made

    HELD[0] = sum(len(part.facts) for part in host_content().scenario.slices)
    swap(monkeypatch, a.Share, offer=offer)
    plain = Host.open.__func__  # type: ignore[attr-defined]

    def counted(cls: type[Host], session: str, content: Any, *more: Any, **named: Any) -> Host:
        HELD[0] = sum(len(part.facts) for part in content.scenario.slices)
        host: Host = plain(cls, session, content, *more, **named)
        return host

    monkeypatch.setattr(Host, "open", classmethod(counted))
    monkeypatch.setattr(Host, "view", _remember(Host.view))


HELD = [0]


def _remember(view: Callable[[Host, str], View]) -> Callable[[Host, str], View]:
    def seen(host: Host, seat: str) -> View:
        HELD[0] = sum(len(part.facts) for part in host.content.scenario.slices)
        return view(host, seat)

    return seen


def leak_menu_of_services(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only services that wrote something can be asked for, by the pack and not by the list."""

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = talk.offer_read_reply(book, view)
        if isinstance(made, Offer):
            return Offer("read_reply", (Field("service", Shape.ONE, WROTE[0]),))
        return made

    swap(monkeypatch, a.ReadReply, offer=offer)
    original = Host.view

    def seen(host: Host, seat: str) -> View:
        WROTE[0] = tuple(reply.service for reply in host.content.scenario.replies)
        return original(host, seat)

    monkeypatch.setattr(Host, "view", seen)


WROTE: list[tuple[str, ...]] = [()]


def leak_whole_pack_on_joining(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody is dealt every folder."""
    from cpsim.conference.opening import begin as plain

    def begin(content: Any, *more: Any) -> list[Emission]:
        first = plain(content, *more)
        everybody = tuple(seat.id for seat in first[0].event.seats)  # type: ignore[union-attr]
        return [Emission(em.event, everybody) if isinstance(em.event, e.FolderDealt) else em for em in first]

    monkeypatch.setattr("cpsim.session.host.begin", begin)


def leak_key_one_phase_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key opens with the decision."""

    def effect(scene: Scene, act: a.NextStep) -> list[Emission]:
        found = chairing.next_step(scene, act)
        key = scene.content.scenario.key
        if scene.state.public.step == "J9":
            found.append(emit(e.KeyOpened(key.made_by, 1, key.items, key.facts, (), (), (), ())))
        return found

    swap(monkeypatch, a.NextStep, effect=effect)


def leak_key_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step is entered once more for each ten items of the key."""

    def effect(scene: Scene, act: a.NextStep) -> list[Emission]:
        found = chairing.next_step(scene, act)
        return [*found, *([found[0]] * (len(scene.content.scenario.insights) // 10))]

    swap(monkeypatch, a.NextStep, effect=effect)


def leak_order_by_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Askable seats are ordered by how many items they hold."""

    def offer(book: RuleBook, view: View) -> Offer | Refusal:
        made = talk.offer_ask(book, view)
        if not isinstance(made, Offer) or ORDER[0] is None:
            return made
        to = made.field("to")
        ranked = tuple(sorted(to.choices, key=lambda seat: -ORDER[0].get(seat, 0)))
        return Offer("ask", (replace(to, choices=ranked), *made.fields[1:]))

    swap(monkeypatch, a.Ask, offer=offer)
    original = Host.view

    def seen(host: Host, seat: str) -> View:
        ORDER[0] = {place.id: len(original(host, place.id).own.folder) for place in host.state.public.seats}
        return original(host, seat)

    monkeypatch.setattr(Host, "view", seen)


ORDER: list[Any] = [None]


def leak_leave_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chair's answer about a restricted item quotes it to the whole table."""

    def effect(scene: Scene, act: a.GiveLeave) -> list[Emission]:
        words = str(scene.view.own.leaves[act.fact].fact.words)
        return [*restricted.leave(scene, act), emit(e.CardMoved(scene.seat, act.fact, words))]

    swap(monkeypatch, a.GiveLeave, effect=effect)


def leak_back_of_the_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is said tells how old it is, before anybody asks how it is known."""

    def effect(scene: Scene, act: a.Share) -> list[Emission]:
        fact = next(item for item in scene.view.own.folder if item.id == act.fact)
        return [*talk.share(scene, act), emit(e.ParticipationDecided("c1", str(fact.when)))]

    swap(monkeypatch, a.Share, effect=effect)


def leak_contingency_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chair has what the pack offers for changed circumstances from the first step on."""

    def effect(scene: Scene, act: a.NextStep) -> list[Emission]:
        offered = e.ContingencyProposed(scene.content.scenario.contingency)
        return [*chairing.next_step(scene, act), emit(offered, scene.seat)]

    swap(monkeypatch, a.NextStep, effect=effect)


WORDS = "words"
LEAKS = {
    leak_item_to_all: WORDS,
    leak_ballot_in_notice: "the ballot of s3",
    leak_names_in_order: "the ballot of the chair",
    leak_count_in_refusal: "how many items the GP has",
    leak_menu_of_services: "what services wrote",
    leak_whole_pack_on_joining: "an unsaid item of housing",
    leak_key_one_phase_early: WORDS,
    leak_key_length: "the key, its length and its joins",
    leak_order_by_weight: "how many items the mother has",
    leak_leave_to_all: WORDS,
    leak_back_of_the_card: "how the school knows what it says",
    leak_contingency_at_the_start: "what the chair may take for later",
}
"""Every kind of leak that was ever planted here, with the check that finds it."""


@pytest.mark.parametrize(("plant", "check"), LEAKS.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_a_planted_leak_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking for words finds some; the others are found by a twin, and by nothing else."""
    plant(monkeypatch)
    if check == WORDS:
        assert words_found()
    else:
        twin = next(twin for twin in TWINS if twin.name == check)
        assert noticed(jayden(), twin, 0, "chair", "health_visitor", until="J12")


def words_found() -> bool:
    """Whether a word turns up where it should not."""
    found: list[tuple[str, str]] = []

    def look(host: Host) -> None:
        if not found:
            found.extend(heard_too_much(host))

    for seed in range(2):
        random_conference(with_canaries(jayden()), seed, "gp", each=look, until="J12")
    return bool(found)


def test_without_a_leak_the_checks_find_nothing() -> None:
    """The same searches on the rules as they are come back empty, so that what they find is the leak."""
    assert not words_found()
    for name in sorted({check for check in LEAKS.values() if check != WORDS}):
        twin = next(twin for twin in TWINS if twin.name == name)
        assert noticed(jayden(), twin, 0, "chair", "health_visitor", until="J12") == []
