"""Pairs of sessions that differ in one secret alone: who is not entitled to it must not be able to tell them apart.

A twin says what is changed, in the content or in an act, who may notice, which acts tell the secret to others,
and with which step of the agenda everybody may know. It is chosen after the first session was played, so that
it can change something that was never said.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from steering import Session

from cpsim.conference import acts as a
from cpsim.model.case import Fact, Scenario, Slice
from cpsim.model.content import Content
from cpsim.model.words import SeatKind
from cpsim.session.host import Host

Knows = Callable[[Host], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Twin:
    """One secret that is changed, and which seats may notice."""

    name: str
    change: Callable[[Content], Content] = lambda content: content
    knows: Knows = lambda host: ()
    spoils: Callable[[a.Act], bool] = lambda act: False
    """Whether an act tells the secret to others, after which they may notice."""
    act: Callable[[str, a.Act], a.Act] = lambda seat, act: act
    open_from: str = "D3"
    """The step with which everybody may know; empty for a secret that nobody is ever told."""
    drafts: Callable[[str], str] = lambda seat: ""
    """What a seat has in its drafts besides its own word."""
    seed: int = 0
    """Added to the seed of the session."""
    papers: bool = True
    """Is the secret among the papers that a facilitator may open?"""


def entitled(twin: Twin, host: Host) -> set[str]:
    """The seats that may notice now."""
    public = host.state.public
    reads = twin.papers and public.papers_opened
    opened = {seat.id for seat in public.seats if reads and seat.kind is SeatKind.FACILITATOR}
    return opened | set(twin.knows(host))


# ---- changes of content


def of_scenario(content: Content, **changes: object) -> Content:
    """The content with some of its scenario changed."""
    scenario: Scenario = replace(content.scenario, **changes)  # type: ignore[arg-type]
    return replace(content, scenario=scenario)


def of_papers(content: Content, role: str, change: Callable[[Slice], Slice]) -> Content:
    """The content with one role's papers changed."""
    parts = tuple(change(part) if part.role == role else part for part in content.scenario.slices)
    return of_scenario(content, slices=parts)


def of_item(content: Content, role: str, change: Callable[[Fact], Fact]) -> Content:
    """The content with each item of one role changed."""
    return of_papers(
        content, role, lambda part: replace(part, facts=tuple(change(one) for one in part.facts))
    )


def holder(role: str) -> Knows:
    """The seats that hold a role."""
    return lambda host: [seat.id for seat in host.state.public.seats if seat.role == role]


# ---- what an act tells


def says(*facts: str) -> Callable[[a.Act], bool]:
    """Whether an act says one of `facts`, in the room or to the chair, or tells how it is known."""

    def tells(act: a.Act) -> bool:
        said = [act.fact] if isinstance(act, a.Share | a.TakeToChair | a.TurnCard) else []
        if isinstance(act, a.AnswerQuestion):
            said += [item.fact for item in act.items]
        return any(fact in facts for fact in said)

    return tells


def said_in(session: Session) -> set[str]:
    """Every item that was said, taken to the chair or turned over in a session."""
    told: set[str] = set()
    for _seat, act in session.moves:
        told |= set(_facts_of(act))
    return told


def _facts_of(act: a.Act) -> list[str]:
    match act:
        case a.Share() | a.TakeToChair() | a.TurnCard():
            return [act.fact]
        case a.AnswerQuestion():
            return [item.fact for item in act.items]
        case _:
            return []
