"""A session for runs with faults: its steps by a seed, and what has to be kept after each of them.

What has to be kept is asked of the store in memory, which keeps the same contract without a disk.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cpsim.conference.codec import encode_event
from cpsim.conference.events import DissentRecorded, FloorGiven, TurnEnded
from cpsim.model.said import clean
from cpsim.store.memory import MemoryStore
from cpsim.store.protocol import Addressed, Row, Store, StoreProblem, Trouble

ID = "k7"
SEATS: tuple[str, ...] = ("s1", "s2", "s3")
ERASED_SEAT = "s3"
SECRET = "ZEBRA"
"""Stands in everything that the seat to be erased says and drafts, and nowhere else."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a running session asks of its store."""

    kind: str
    """begin, act, draft, list, copy, erase or leave."""
    name: str = ""
    """The act's id, a draft's seat, or the key of an entry in the list."""
    text: str = ""
    records: tuple[Addressed, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What a store gives back of the session."""

    rows: tuple[Row, ...]
    drafts: tuple[str, ...]
    meta: Mapping[str, str]


def steps_of(seed: int, events: int, *, erase: bool = False) -> list[Step]:
    """The steps of a session with at least so many events; with `erase` one seat's words go half way."""
    chance = random.Random(seed)
    steps = [Step("begin", text="pinned " * chance.randint(1, 400))]
    stored, seats = 0, SEATS
    while stored < events:
        act = _act(len(steps), seats, chance)
        stored += len(act.records)
        steps.append(act)
        steps.extend(_between(len(steps), seats, chance))
        if erase and stored >= events // 2 and ERASED_SEAT in seats:
            steps.append(Step("erase", ERASED_SEAT))
            seats = tuple(seat for seat in SEATS if seat != ERASED_SEAT)
    return steps


def _act(number: int, seats: Sequence[str], chance: random.Random) -> Step:
    records: list[Addressed] = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        seat = chance.choice(seats)
        said = clean(_words(seat, number, chance))
        event = chance.choice((TurnEnded(seat, said), DissentRecorded(seat, said), FloorGiven(seat)))
        records.append((encode_event(event), chance.choice((None, (seat,)))))
    return Step("act", f"a{number}", records=tuple(records))


def _between(number: int, seats: Sequence[str], chance: random.Random) -> list[Step]:
    """What else goes on between two acts."""
    steps = []
    if chance.random() < 0.3:
        seat = chance.choice(seats)
        steps.append(Step("draft", seat, chance.choice(("", _words(seat, number, chance)))))
    if chance.random() < 0.1:
        steps.append(Step("list", "place", f"J{number}"))
        steps.append(Step("copy"))
    if chance.random() < 0.04:
        steps.append(Step("leave"))
    return steps


def _words(seat: str, number: int, chance: random.Random) -> str:
    word = SECRET if seat == ERASED_SEAT else "heron"
    return f"{word} {number} " * chance.choice((1, 3, 10, 40, 160))


def carry_out(store: Store, step: Step) -> None:
    """Ask a store for a step; StoreProblem where it cannot. Asking again for one it kept changes nothing."""
    match step.kind:
        case "begin":
            store.create(ID, {"title": "Jayden"}, step.text.encode())
        case "act":
            store.append(ID, step.name, step.records, 1.0)
        case "draft":
            store.keep_draft(ID, step.name, "note", step.text)
        case "list":
            store.set_meta(ID, {step.name: step.text})
        case "copy":
            store.side_copy(ID)
        case "erase":
            store.erase(ID, {step.name})
        case _:
            store.leave(ID)


def carry_out_again(store: Store, step: Step) -> None:
    """Ask again for a step that may have been kept although it was not acknowledged."""
    try:
        carry_out(store, step)
    except StoreProblem as error:
        if step.kind != "begin" or error.trouble is not Trouble.EXISTS:
            raise


def kept_by(store: Store) -> Kept:
    """Everything a store gives back, with the chain checked."""
    return Kept(
        tuple(store.rows(ID)),
        tuple(store.draft(ID, seat, "note") for seat in SEATS),
        store.meta(ID),
    )


def differs(there: Kept, allowed: Sequence[Kept | None]) -> str:
    """What of the session is as in none of those that are allowed; empty if nothing is.

    A step that was cut off may be done in one part and not in another, as an erasure of words and drafts.
    """
    wrong = [
        part
        for part in ("rows", "drafts", "meta")
        if getattr(there, part) not in [getattr(kept, part) for kept in allowed if kept is not None]
    ]
    return f"{', '.join(wrong)} not as acknowledged" if wrong else ""


def kept_after(steps: Sequence[Step]) -> list[Kept | None]:
    """What has to be there after the first so many steps: an entry for none of them, and for each."""
    store = MemoryStore()
    kept: list[Kept | None] = [None]
    for step in steps:
        carry_out(store, step)
        kept.append(kept_by(store))
    return kept
