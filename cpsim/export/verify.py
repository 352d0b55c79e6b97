"""`cpsim verify`: whether a stored session is whole from its first event to its last."""

from typing import TextIO

from cpsim.export.exits import COULD_NOT, NO, WELL
from cpsim.present.tongue import _, plural
from cpsim.session import beside
from cpsim.store.protocol import Store, StoreProblem, Trouble

NOT_WHOLE = (Trouble.DAMAGED, Trouble.NOT_A_SESSION)
"""Troubles that are the answer to the question, and not a failure to look."""


def run_verify(store: Store, session: str, out: TextIO, err: TextIO) -> int:
    """Check the log of `session`, its texts, what it is pinned to and what lies beside it, and say how it stands.

    Gives the exit code: 0 whole, 1 not whole (the sentence names the first event that is not right),
    3 there is no such session, or it cannot be read now.
    """
    try:
        verdict = store.verify(session)
        as_begun = beside.is_whole(session, store.meta(session))
    except StoreProblem as problem:
        err.write(f"{problem}\n")
        return NO if problem.trouble in NOT_WHOLE else COULD_NOT
    finally:
        store.leave(session)
    if not as_begun:
        changed = _(
            "Session {id} is not whole: what it was begun with, beside its log, is not as it was stored."
            " Its log is whole.\n"
        )
        err.write(changed.format(id=session))
        return NO
    events = plural("{n} event", "{n} events", verdict.events)
    erased = _("nothing was erased")
    if verdict.erased:
        erased = plural("{n} text was erased", "{n} texts were erased", verdict.erased)
    out.write(
        _("Session {id} is whole: {events}, {erased}.\n").format(id=session, events=events, erased=erased)
    )
    return WELL
