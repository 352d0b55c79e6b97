"""Finding leaks two ways: planted words that must not appear, and twins that must look the same.

A canary says that a secret was shown; a twin says that anything at all depends on it, be it a
count, an order or a menu. Looking for words alone misses most leaks.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from conferences import do, opened, random_conference, seats, sight

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference.agenda import in_debrief
from cpsim.conference.parts import Seat
from cpsim.model.case import Fact, Scenario, Slice
from cpsim.model.content import Content
from cpsim.model.judgement import Answer
from cpsim.model.said import Said, clean
from cpsim.model.words import Basis, Tag
from cpsim.session.host import Host


@dataclass(frozen=True, slots=True)
class Twin:
    """One secret that is changed, and which seats may notice."""

    name: str
    change: Callable[[Content], Content]
    knows: Callable[[Host], Iterable[str]]
    spoils: Callable[[a.Act], bool] = lambda act: False
    """Whether an act tells the secret to others, after which they may notice."""
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
    return _scenario(
        content,
        key=replace(key, items=items, facts=facts),
        insights=(),
        gaps=(),
        moments=(),
        corroborations=(),
        clashes=(),
    )


def known_otherwise(content: Content, role: str) -> Content:
    """Every item of one role says the same, and its papers know it in another way."""

    def change(fact: Fact) -> Fact:
        basis = Basis.GUESS if fact.basis is not Basis.GUESS else Basis.RECORD
        other = replace(fact, basis=basis, source=clean("Elsewhere."), when=clean("Another day."))
        return replace(other, about=(), volunteered=not fact.volunteered)

    return _slices(content, role, lambda part: replace(part, facts=tuple(change(f) for f in part.facts)))


def spoken_otherwise(content: Content, role: str) -> Content:
    """One role's papers have another note, and propose other things to say."""

    def change(part: Slice) -> Slice:
        return replace(part, note=clean("Another note."), impacts=part.impacts[:-1], plans=part.plans[:-1])

    return _slices(content, role, change)


def other_contingency(content: Content) -> Content:
    """The pack offers the chair something else for changed circumstances."""
    return _scenario(content, contingency=clean("Something else."))


def says(*facts: str) -> Callable[[a.Act], bool]:
    """Whether an act says one of `facts`, in the room or to the chair."""

    def tells(act: a.Act) -> bool:
        said = [act.fact] if isinstance(act, a.Share | a.TakeToChair) else []
        if isinstance(act, a.AnswerQuestion):
            said += [item.fact for item in act.items]
        return any(fact in facts for fact in said)

    return tells


def does(*kinds: type) -> Callable[[a.Act], bool]:
    """Whether an act is of one of `kinds`."""
    return lambda act: type(act) in kinds


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
        says("HO-12"),
    ),
    Twin(
        "an unsaid item of the school",
        lambda c: reworded(c, "designated_teacher", "DT-05"),
        _holder("designated_teacher"),
        says("DT-05"),
    ),
    Twin("how many items the GP has", lambda c: one_more(c, "gp"), _holder("gp"), says("ZZ-99")),
    Twin("how many items the mother has", lambda c: one_more(c, "mother"), _holder("mother"), says("ZZ-99")),
    Twin("how many items the father has", lambda c: one_more(c, "father"), _holder("father"), says("ZZ-99")),
    Twin(
        "how the school knows what it says",
        lambda c: known_otherwise(c, "designated_teacher"),
        _holder("designated_teacher"),
        does(a.TurnCard),
    ),
    Twin(
        "how the GP knows what they say",
        lambda c: known_otherwise(c, "gp"),
        _holder("gp"),
        does(a.TurnCard, a.TakeToChair),
    ),
    Twin(
        "what housing may say of it",
        lambda c: spoken_otherwise(c, "housing_officer"),
        _holder("housing_officer"),
    ),
    Twin("what the chair may take for later", other_contingency, _nobody, open_from="J12"),
    Twin("the key, its length and its joins", other_key, _nobody),
    Twin("what services wrote", no_replies, _nobody, does(a.ReadReply)),
    Twin("the ballot of s3", lambda c: c, lambda host: ("s3",), act=_other_ballot("s3"), open_from="J11"),
    Twin(
        "the ballot of the chair",
        lambda c: c,
        lambda host: ("s1",),
        act=_other_ballot("s1"),
        open_from="J11",
    ),
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
        if number == len(first.acts) or told or twin.spoils(first.acts[number][1]):
            break
        seat, act = first.acts[number]
        do(again, seat, act)
        do(second, seat, twin.act(seat, act))
    return told


def _different(one: Host, other: Host, knows: set[str]) -> list[str]:
    return [seat for seat in seats(one) if seat not in knows and _seen(one, seat) != _seen(other, seat)]


def _seen(host: Host, seat: str) -> bytes:
    """What a seat can observe, but for the digest, which names the content and hides it."""
    digest = host.log[0].event.digest  # type: ignore[union-attr]
    return sight(host, seat).replace(digest.encode(), b"digest")


# ---- canaries


def canary(role: str, number: int, side: str = "") -> str:
    """A word that stands in one role's item and nowhere else; `side` is `back` for how it is known."""
    return f"canary{side}{role.replace('_', '')}{number}x"


KEY, LATER = "canarykey", "canarylater"
"""What words of the key and of all it opens begin with, and the word of what the chair may take for later."""


def with_canaries(content: Content) -> Content:
    """Every item, what stands behind it, every note, the key and all it opens carry words of their own."""

    def mark(part: Slice) -> Slice:
        facts = tuple(
            replace(
                fact,
                words=_marked(fact.words, canary(part.role, number)),
                source=_marked(fact.source, canary(part.role, number, "back")),
                when=_marked(fact.when, canary(part.role, number, "back")),
            )
            for number, fact in enumerate(part.facts)
        )
        return replace(part, facts=facts, note=clean(canary(part.role, 0, "note")))

    scenario = content.scenario
    return _scenario(
        content,
        slices=tuple(mark(part) for part in scenario.slices),
        key=replace(
            scenario.key,
            items=tuple(
                replace(item, reason=_marked(item.reason, f"{KEY}{number}x"))
                for number, item in enumerate(scenario.key.items)
            ),
        ),
        insights=tuple(replace(one, statement=_marked(one.statement, KEY)) for one in scenario.insights),
        corroborations=tuple(replace(one, says=_marked(one.says, KEY)) for one in scenario.corroborations),
        clashes=tuple(replace(one, says=_marked(one.says, KEY)) for one in scenario.clashes),
        gaps=tuple(replace(one, question=_marked(one.question, KEY)) for one in scenario.gaps),
        moments=tuple(replace(one, words=_marked(one.words, KEY)) for one in scenario.moments),
        contingency=_marked(scenario.contingency, LATER),
    )


def _marked(words: Said, word: str) -> Said:
    return clean(f"{words} {word}")


def heard_too_much(host: Host) -> list[tuple[str, str]]:
    """Canaries that a seat can see and was not told: pairs of seat and word."""
    if in_debrief(host.state.public.step):
        return []
    found: list[tuple[str, str]] = []
    for seat in host.state.public.seats:
        seen = sight(host, seat.id).decode()
        found += [(seat.id, word) for word in _not_told(host, seat) if word in seen]
    return found


def _not_told(host: Host, seat: Seat) -> Iterator[str]:
    """Every canary that `seat` must not have seen yet."""
    view = host.view(seat.id)
    to_chair = view.own.leaves if seat.role == "chair" else {}
    # By the log and not by the board: what was put up by mistake was heard all the same.
    log = host.delivered(seat.id)
    heard = {one.fact.id for one in log if isinstance(one, e.FactShared | e.FactSharedPrivately)}
    turned = {one.fact for one in log if isinstance(one, e.CardTurned)}
    for part in host.content.scenario.slices:
        if part.role == seat.role:
            continue
        yield canary(part.role, 0, "note")
        for number, fact in enumerate(part.facts):
            if fact.id not in heard and fact.id not in to_chair:
                yield canary(part.role, number)
            if fact.id not in turned and fact.id not in to_chair:
                yield canary(part.role, number, "back")
    yield KEY
    if host.state.public.step != "J12":
        yield LATER
