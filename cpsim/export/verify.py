"""`cpsim verify`: whether a stored session is whole from its first event to its last."""

from typing import TextIO

from cpsim.export.exits import COULD_NOT, NO, WELL
from cpsim.present.tongue import _, plural
from cpsim.session import beside
from cpsim.store.protocol import Store, StoreProblem, Trouble

NOT_WHOLE = (Trouble.DAMAGED, Trouble.NOT_A_SESSION, Trouble.REPLACED)
"""Troubles that are the answer to the question, and not a failure to look."""


def run_verify(store: Store, session: str, out: TextIO, err: TextIO) -> int:
    """Check the log of `session`, its texts, what it is pinned to, what lies beside it and its side copy.

    Gives the exit code: 0 all of it is whole, said on `out`; 1 something is not, said on `err` with the first
    event that is not right and with what is whole; 3 there is no such session, or it cannot be read now.
    """
    try:
        found = look_at(store, session)
    except StoreProblem as problem:
        err.write(f"{problem}\n")
        return COULD_NOT
    finally:
        store.leave(session)
    code = max(code for code, _sentence in found)
    (out if code == WELL else err).writelines(f"{sentence}\n" for _code, sentence in found)
    return code


def look_at(store: Store, session: str) -> list[tuple[int, str]]:
    """How a session and its side copy stand: the exit code and the sentence of each.

    StoreProblem where the session could not be looked at.
    """
    return [_log(store, session), _copy(store, session)]


def _log(store: Store, session: str) -> tuple[int, str]:
    """How the session itself stands, and the exit code of that; StoreProblem where it could not be looked at."""
    try:
        verdict = store.verify(session)
        as_begun = beside.is_whole(session, store.meta(session))
    except StoreProblem as problem:
        if problem.trouble not in NOT_WHOLE:
            raise
        return NO, str(problem)
    if not as_begun:
        changed = _(
            "Session {id} is not whole: what it was begun with, beside its log, is not as it was stored."
            " Its log is whole."
        )
        return NO, changed.format(id=session)
    whole = _("Session {id} is whole: {events}, {erased}.")
    return WELL, whole.format(id=session, events=_events(verdict.events), erased=_erased(verdict.erased))


def _copy(store: Store, session: str) -> tuple[int, str]:
    """How the side copy stands; that there is none is no fault of the session."""
    try:
        verdict = store.verify_copy(session)
    except StoreProblem as problem:
        return NO, str(problem)
    if verdict is None:
        return WELL, _("It has no side copy; one is made at each step of the agenda.")
    whole = _("Its side copy is whole: {events}, {erased}.")
    return WELL, whole.format(events=_events(verdict.events), erased=_erased(verdict.erased))


def _events(number: int) -> str:
    return plural("{n} event", "{n} events", number)


def _erased(number: int) -> str:
    return (
        plural("{n} text was erased", "{n} texts were erased", number) if number else _("nothing was erased")
    )
