"""Finding leaks two ways: planted words that must not appear, and twins that must look the same.

A canary says that a secret was shown; a twin says that anything at all depends on it, be it a
count, an order or a menu. Looking for words alone misses most leaks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from conferences import Played, do, opened, random_conference, seats, sight

from cpsim.conference import acts as a
from cpsim.conference.agenda import in_debrief
from cpsim.model.case import Fact, Scenario, Slice
from cpsim.model.content import Content
from cpsim.model.judgement import Answer
from cpsim.model.said import Said, clean
from cpsim.model.words import Tag
from cpsim.session.host import Host


@dataclass(frozen=True, slots=True)
class Twin:
    """One secret that is changed, and which seats may notice."""

    name: str
    change: Callable[[Content], Content]
    knows: Callable[[Host], Iterable[str]]
    act: Callable[[str, a.Act], a.Act] = lambda seat, act: act
    open_from: str = "D1"
    """The step with which everybody may know: for ballots the one that shows the line of judgements."""


def _nobody(host: Host) -> tuple[str, ...]:
    return ()


def _holder(role: str) -> Callable[[Host], tuple[str, ...]]:
    def knows(host: Host) -> tuple[str, ...]:
        return tuple(seat.id for seat in host.state.public.seats if seat.role == role)

    return knows


def _slices(content: Content, role: str, change: Callable[[Slice], Slice]) -> Content:
    parts = tuple(change(part) if part.role == role else part for part in content.scenario.slices)
    return _scenario(content, slices=parts)


def _scenario(content: Content, **changes: object) -> Content:
    scenario: Scenario = replace(content.scenario, **changes)  # type: ignore[arg-type]
    return replace(content, scenario=scenario)


def reworded(content: Content, role: str, fact_id: str) -> Content:
    """One item of one role says something else."""

    def change(fact: Fact) -> Fact:
        return replace(fact, words=clean("Something else altogether.")) if fact.id == fact_id else fact

    return _slices(content, role, lambda part: replace(part, facts=tuple(change(f) for f in part.facts)))


def one_more(content: Content, role: str) -> Content:
    """One role holds an item more, at the end of its folder."""

    def change(part: Slice) -> Slice:
        extra = replace(part.facts[-1], id="ZZ-99", words=clean("One more."), volunteered=False)
        return replace(part, facts=(*part.facts, extra))

    return _slices(content, role, change)


def other_key(content: Content) -> Content:
    """The facilitators see it all the other way round, and say less."""
    key = content.scenario.key
    items = tuple(replace(item, accepted=item.accepted[:1], reason=clean("No.")) for item in key.items[1:])
    facts = tuple(replace(fact, weight=4 - fact.weight, types=(Tag.OPINION,)) for fact in key.facts)
    return _scenario(content, key=replace(key, items=items, facts=facts), insights=(), gaps=(), moments=())


def no_replies(content: Content) -> Content:
    """No service wrote anything."""
    return _scenario(content, replies=())


def _other_ballot(seat: str) -> Callable[[str, a.Act], a.Act]:
    def change(actor: str, act: a.Act) -> a.Act:
        if actor != seat or not isinstance(act, a.Seal):
            return act
        return replace(
            act,
            answers=tuple(_other_answer(answer) for answer in act.answers),
            cites=(),
            reason=clean("Because."),
        )

    return change


def _other_answer(answer: Answer) -> Answer:
    """Another value at items where any value goes with any other."""
    turned = {"1": "2", "2": "1", "3": "4", "4": "3"}
    return replace(answer, value=turned.get(answer.value, answer.value))


TWINS: tuple[Twin, ...] = (
    Twin(
        "an unsaid item of housing",
        lambda c: reworded(c, "housing_officer", "HO-12"),
        _holder("housing_officer"),
    ),
    Twin(
        "an unsaid item of the school",
        lambda c: reworded(c, "designated_teacher", "DT-05"),
        _holder("designated_teacher"),
    ),
    Twin("how many items the GP has", lambda c: one_more(c, "gp"), _holder("gp")),
    Twin("how many items the mother has", lambda c: one_more(c, "mother"), _holder("mother")),
    Twin("how many items the father has", lambda c: one_more(c, "father"), _holder("father")),
    Twin("the key, its length and its joins", other_key, _nobody),
    Twin("what services wrote", no_replies, _nobody),
    Twin("the ballot of s3", lambda c: c, lambda host: ("s3",), _other_ballot("s3"), "J11"),
    Twin("the ballot of the chair", lambda c: c, lambda host: ("s1",), _other_ballot("s1"), "J11"),
)


def noticed(content: Content, twin: Twin, seed: int, *played: str, until: str = "D1") -> list[str]:
    """Seats that can tell the session from its twin and should not be able to.

    The acts of the first session are played again over the changed secret, so that no simulated
    participant decides anything anew; a secret that was told aloud in the session proves nothing
    and makes the pair void (None of the seats).
    """
    first = random_conference(content, seed, *played, until=until)
    second = opened(twin.change(content), *played, seed=seed)
    knows = set(twin.knows(first.host))
    told: list[str] = []
    again = opened(content, *played, seed=seed)
    for number in range(len(first.acts) + 1):
        if again.state.public.step == twin.open_from:
            break
        told += _different(again, second, knows)
        if number == len(first.acts) or told or _spoils(twin, first, number):
            break
        seat, act = first.acts[number]
        do(again, seat, act)
        do(second, seat, twin.act(seat, act))
    return told


def _spoils(twin: Twin, first: Played, number: int) -> bool:
    """Whether the next act says the changed secret aloud, after which everybody may know it."""
    _, act = first.acts[number]
    said = [act.fact] if isinstance(act, a.Share | a.TakeToChair) else []
    if isinstance(act, a.AnswerQuestion):
        said += [item.fact for item in act.items]
    if isinstance(act, a.ReadReply):
        return twin.change is no_replies
    return any(fact in ("HO-12", "DT-05", "ZZ-99") for fact in said)


def _different(one: Host, other: Host, knows: set[str]) -> list[str]:
    return [seat for seat in seats(one) if seat not in knows and _seen(one, seat) != _seen(other, seat)]


def _seen(host: Host, seat: str) -> bytes:
    """What a seat can observe, but for the digest, which names the content and hides it."""
    digest = host.log[0].event.digest  # type: ignore[union-attr]
    return sight(host, seat).replace(digest.encode(), b"digest")


# ---- canaries


def canary(role: str, number: int) -> str:
    """A word that stands in one role's item and nowhere else."""
    return f"canary{role.replace('_', '')}{number}x"


def with_canaries(content: Content) -> Content:
    """Every item of every folder, and every reason of the key, carries a word of its own."""

    def mark(part: Slice) -> Slice:
        facts = tuple(
            replace(fact, words=clean(f"{fact.words} {canary(part.role, number)}"))
            for number, fact in enumerate(part.facts)
        )
        return replace(part, facts=facts)

    key = content.scenario.key
    items = tuple(replace(item, reason=_marked(item.reason, number)) for number, item in enumerate(key.items))
    slices = tuple(mark(part) for part in content.scenario.slices)
    return _scenario(content, slices=slices, key=replace(key, items=items))


def _marked(reason: Said, number: int) -> Said:
    return clean(f"{reason} canarykey{number}x")


def heard_too_much(host: Host) -> list[tuple[str, str]]:
    """Canaries that a seat can see and was not told: pairs of seat and word."""
    found: list[tuple[str, str]] = []
    if in_debrief(host.state.public.step):
        return found
    for seat in host.state.public.seats:
        seen = sight(host, seat.id).decode()
        known = host.view(seat.id).board
        taken = host.view(seat.id).own.leaves
        for part in host.content.scenario.slices:
            if part.role == seat.role:
                continue
            for number, fact in enumerate(part.facts):
                word = canary(part.role, number)
                told = fact.id in known or (fact.id in taken and seat.role == "chair")
                if not told and word in seen:
                    found.append((seat.id, word))
        found += [(seat.id, "canarykey")] if "canarykey" in seen else []
    return found
