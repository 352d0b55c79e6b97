"""What stands beside a session's log: the seed, and what a list of sessions shows of it.

It lies outside the log's chain, since some of it changes. What never changes is bound by a digest of its
own, so that whoever checks a session can tell whether that is as it was stored, too.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from cpsim.store.protocol import StoreProblem, Trouble

CHANGING = ("place", "ended", "came")
"""What is set anew while the session is played."""
SUM = "sum"


def bound(session: str, entries: Mapping[str, str]) -> dict[str, str]:
    """The entries of a new session, with the digest of those that stay."""
    return {**entries, SUM: _sum(session, entries)}


def seed_of(session: str, entries: Mapping[str, str]) -> int:
    """The seed of a session; StoreProblem where there is none any more."""
    try:
        return int(entries["seed"])
    except (KeyError, ValueError):
        sentence = (
            f"What session {session} was begun with is not as it was stored, so it cannot go on."
            f" cpsim rescue {session} looks for it in its side copy."
        )
        raise StoreProblem(Trouble.DAMAGED, sentence) from None


def came(entries: Mapping[str, str]) -> str:
    """How many have come to a table, as it stands there; empty where one person plays alone."""
    return entries.get("came") or entries.get("table", "")


def is_whole(session: str, entries: Mapping[str, str]) -> bool:
    """Whether everything that never changes is as it was when the session was begun."""
    try:
        seed_of(session, entries)
        datetime.fromisoformat(entries["begun"])
    except (StoreProblem, KeyError, ValueError):
        return False
    # Sessions of earlier releases have no digest.
    return entries.get(SUM) in (None, _sum(session, entries))


def _sum(session: str, entries: Mapping[str, str]) -> str:
    staying = sorted((key, value) for key, value in entries.items() if key not in (*CHANGING, SUM))
    return sha256(json.dumps([session, *staying], ensure_ascii=True).encode()).hexdigest()
