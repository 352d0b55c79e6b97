"""A table that somebody leads, for tests of what whoever facilitates may do."""

from conferences import jayden, round_a_table, simulated

from cpsim.conference import agenda
from cpsim.model.content import Options
from cpsim.session import autopilot
from cpsim.session.host import Host


def led(*played: str, facilitated: bool = True, names: bool = True) -> Host:
    """A table of these people, or of three, with somebody who facilitates or without, agreed to names or not."""
    content = jayden(Options(alone=False, facilitated=facilitated, names=names))
    return round_a_table(content, *(played or ("health_visitor", "gp", "chair")))


def up_to(host: Host, step: str, floor: str | None = None) -> None:
    """Everybody does what the program would do, up to a step or to a seat's turn in it."""
    for number in range(2000):
        simulated(host)
        public = host.state.public
        if public.step == step and (floor is None or public.floor == floor):
            return
        for seat in agenda.awaited(host.book, public):
            act = autopilot.act(host.book, host.view(seat.id), host.chance)
            if act is not None:
                assert host.submit(seat.id, f"to {number}", act) is None
                break
        else:
            raise AssertionError(f"{step} never comes; the table is at {public.step}")
    raise AssertionError(step)
