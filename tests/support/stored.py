"""Whole conferences on the disk, for tests of the files they leave."""

from functools import cache
from itertools import groupby
from pathlib import Path

from conferences import Played, jayden, random_conference

from cpsim.session import beside
from cpsim.store.sqlite import SqliteStore


@cache
def conference(*, table: bool = False, until: str | None = None) -> Played:
    """A conference of two people, alone or round a table, with everything they wrote."""
    roles = ("gp", "chair") if table else ("gp",)
    return random_conference(jayden(), 3, *roles, table=table, until=until)


def stored(folder: Path, played: Played, session: str = "k7", copied: int | None = None) -> SqliteStore:
    """The same conference in a store in `folder`; its side copy is made behind act number `copied`, or at the end."""
    host = played.host
    store = SqliteStore(folder)
    entries = {"title": "Jayden", "begun": "2025-04-30", "ended": "", "seed": "3"}
    store.create(session, beside.bound(session, entries), host.store.content(host.session))
    acts = groupby(host.store.rows(host.session), key=lambda row: row.act_id)
    for number, (act, rows) in enumerate(acts):
        listed = list(rows)
        store.append(session, act, [(row.record, row.to) for row in listed], listed[0].at)
        if number == copied:
            store.side_copy(session)
    if copied is None:
        store.side_copy(session)
    return store
