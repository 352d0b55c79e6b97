"""Whole conferences on the disk, for tests of the files they leave."""

from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

from conferences import Played, jayden, random_conference

from cpsim.conference.codec import speaker
from cpsim.model.words import SeatKind
from cpsim.session import beside
from cpsim.session.people import People, to_text
from cpsim.session.room import PEOPLE
from cpsim.store.protocol import Row
from cpsim.store.sqlite import SqliteStore

MOST_SEEDS = 60


@cache
def conference(*, table: bool = False, until: str | None = None, seed: int = 3) -> Played:
    """A conference of two people, alone or round a table, of which those who sit there wrote something.

    The first from `seed` on that came to its end.
    """
    roles = ("gp", "chair") if table else ("gp",)
    for number in range(seed, seed + MOST_SEEDS):
        played = random_conference(jayden(), number, *roles, table=table, until=until)
        names = {emission.event.NAME for emission in played.host.log}
        if "broken_off" not in names and _wrote(played) >= {*roles, *(["facilitator"] if table else [])}:
            return played
    raise AssertionError("no such conference")


def _wrote(played: Played) -> set[str]:
    """The roles and kinds of seats with three texts and more."""
    host = played.host
    rows = host.store.rows(host.session)
    wrote = [speaker(row.record) for row in rows for word in row.record.words if isinstance(word, str)]
    return {seat.role or seat.kind for seat in host.state.public.seats if wrote.count(seat.id) > 2}


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
    for seat in host.state.public.seats:
        if seat.kind is SeatKind.FACILITATOR:
            store.keep_draft(session, seat.id, PEOPLE, to_text(People()))
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
