"""A whole conference with every seat simulated: what `cpsim simulate`, tests and benchmarks run.

Owns no chance and no time of its own: the same content, seed and dates give the same events.
"""

from cpsim.conference import agenda, rules
from cpsim.conference.acts import NAME_OF, Act, NextStep
from cpsim.conference.opening import seats_for
from cpsim.conference.refusals import Refusal
from cpsim.model.content import Content
from cpsim.model.words import Driver
from cpsim.session.host import Host
from cpsim.session.ports import Dates
from cpsim.session.table import Stuck, simulated_act
from cpsim.store.memory import MemoryStore

DAY = "2025-04-30"
"""The day of every simulated conference, a Wednesday; a fixed one, so that its dates repeat."""
SESSION = "simulated"
MOST_ACTS = 5_000
"""Far beyond the longest conference: more acts mean that somebody goes round in circles."""


class FixedClock:
    """The time of a simulated conference, which stands still."""

    def now(self) -> float:
        """No time passes."""
        return 0.0

    def today(self) -> str:
        """Always the same day."""
        return DAY


def begin(content: Content, seed: int, dates: Dates, pinned: bytes | None = None) -> Host:
    """A conference nobody plays, kept in memory alone; one observer's seat steps through the debrief.

    `pinned` is the encoded content, for who runs many of the same.
    """
    return Host.open(
        SESSION,
        content,
        seats_for(content, ()),
        seed=seed,
        store=MemoryStore(),
        clock=FixedClock(),
        dates=dates,
        pinned=pinned,
    )


def run(host: Host) -> None:
    """Go on to the end of the debrief. Stuck names the step; `host` then shows how far it came."""
    watcher = next(seat.id for seat in host.state.public.seats if seat.driver is Driver.PERSONS)
    for number in range(MOST_ACTS):
        move = simulated_act(host) or _watched(host, watcher)
        if move is None:
            return
        seat, act = move
        refusal = host.submit(seat, str(number), act)
        if refusal is not None:
            raise Stuck(f"{seat} was refused {NAME_OF[type(act)]} ({refusal.why}) at step {_step(host)}")
    raise Stuck(f"no end after {MOST_ACTS} acts, at step {_step(host)}")


def simulate_once(content: Content, seed: int, dates: Dates) -> Host:
    """One whole conference, from its opening to the end of the debrief; Stuck where it comes to no end."""
    host = begin(content, seed, dates)
    run(host)
    return host


def _watched(host: Host, watcher: str) -> tuple[str, Act] | None:
    """The observer goes on through the debrief; None once it is over."""
    offered = rules.offer(host.book, host.view(watcher), "next_step")
    if not isinstance(offered, Refusal):
        return watcher, NextStep()
    if agenda.after(host.book, _step(host)) is None:
        return None
    raise Stuck(f"nobody has anything to do at step {_step(host)}")


def _step(host: Host) -> str:
    return host.state.public.step
