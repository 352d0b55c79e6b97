"""Whole conferences on the disk, for tests of the files they leave."""

from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

from conferences import Played, jayden, random_conference

from cpsim.conference.codec import speaker
from cpsim.session import beside
from cpsim.store.protocol import Row
from cpsim.store.sqlite import SqliteStore


@cache
def conference(*, table: bool = False, until: str | None = None, seed: int = 3) -> Played:
    """A conference of two people, alone or round a table, with everything they wrote."""
    roles = ("gp", "chair") if table else ("gp",)
    return random_conference(jayden(), seed, *roles, table=table, until=until)


def stored(
    folder: Path, played: Played, session: str = "k7", copied: int | None = None, *, marked: bool = False
) -> SqliteStore:
    """The same conference in a store in `folder`; its side copy is made behind act number `copied`, or at the end.

    `marked`: whatever somebody wrote says whose it is, in words that stand nowhere else.
    """
    host = played.host
    store = SqliteStore(folder)
    entries = {"title": "Jayden", "begun": "2025-04-30", "ended": "", "seed": "3"}
    store.create(session, beside.bound(session, entries), host.store.content(host.session))
    acts = groupby(host.store.rows(host.session), key=lambda row: row.act_id)
    for number, (act, rows) in enumerate(acts):
        listed = [_marked(row) if marked else row for row in rows]
        store.append(session, act, [(row.record, row.to) for row in listed], listed[0].at)
        if number == copied:
            store.side_copy(session)
    if copied is None:
        store.side_copy(session)
    return store


def mark(seat: str) -> str:
    """What stands in every text of a seat, and in nobody else's."""
    return f"ZEBRA-{seat}-"


def _marked(row: Row) -> Row:
    words = tuple(
        f"{mark(speaker(row.record) or '')}{row.number}-{place} <b>& so on</b>"
        if isinstance(word, str)
        else word
        for place, word in enumerate(row.record.words)
    )
    return replace(row, record=replace(row.record, words=words))
