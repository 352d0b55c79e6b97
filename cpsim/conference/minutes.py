"""About how long each part of a session round a table takes, from the pace alone: screen and paper ask here.

Minutes are advice and cut nobody off; no rule reads them.
"""

from collections.abc import Sequence

from cpsim.conference import agenda
from cpsim.model.case import Pace
from cpsim.model.content import RuleBook
from cpsim.model.framework import Step

WELCOME = "welcome"
"""The part before the first step: what is said before it begins, and handing out the slips."""
BREAK = "break"
"""The part between the conference and the debrief."""
_WELCOME_MINUTES = 5
"""Minutes of an hour for the welcome, where a pace has no minutes of its own."""


def part_of(step: Step) -> str:
    """What the minutes of `step` are called: its id, or the word for steps that are shown as one."""
    return part_named(step.id, step.once_shown_as)


def part_named(step_id: str, shown_as: str | None) -> str:
    """The same of a step that is not built yet: its id, and the word it is shown under, if any."""
    return shown_as or step_id


def minutes_of(pace: Pace, book: RuleBook) -> dict[str, int]:
    """Whole minutes by part, in order, at `pace` under the area of `book`: they add up to the session.

    A pace without minutes of its own shares its length out by those of the area's steps, without a break.
    """
    steps = agenda.steps_of_pace(book, pace)
    parts = list(dict.fromkeys(part_of(step) for step in steps))
    if not pace.times:
        weights = {part: sum(one.minutes for one in steps if part_of(one) == part) for part in parts}
        shares = _shares([_WELCOME_MINUTES, *weights.values()], pace.at_table)
        return dict(zip((WELCOME, *parts), shares, strict=True))
    given = {time.part: time.minutes for time in pace.times}
    debrief = next(at for at, part in enumerate(parts) if agenda.in_debrief(part))
    ordered = (WELCOME, *parts[:debrief], BREAK, *parts[debrief:])
    return {part: given[part] for part in ordered if part in given}


def minutes_from(step: Step, book: RuleBook) -> int:
    """About how many minutes are left round a table when `step` begins, its own part and the break included."""
    known = minutes_of(book.pace, book)
    parts = list(known)
    at = parts.index(part_of(step)) if part_of(step) in parts else 0
    return sum(known[part] for part in parts[at:])


def _shares(weights: Sequence[int], whole: int) -> list[int]:
    """`whole` shared out by weight in whole numbers: what is lost in rounding goes where most was lost."""
    heavy = sum(weights) or 1
    shares = [weight * whole // heavy for weight in weights]
    lost = sorted(range(len(weights)), key=lambda at: (-(weights[at] * whole % heavy), at))
    for at in lost[: whole - sum(shares)]:
        shares[at] += 1
    return shares
