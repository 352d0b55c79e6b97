"""One session's file through one connection: whole acts in, and reading with the chain checked.

Owns the log's SQL. Raises what SQLite raises, and StoreProblem where the log is not as it was stored.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from cpsim.conference.codec import ERASED, Record, digest, speaker
from cpsim.store import chain
from cpsim.store.protocol import Addressed, Row, StoreProblem, Trouble, Verdict
from cpsim.store.schema import check_version, make_tables
from cpsim.store.trouble import damaged_at, problem


class SessionFile:
    """A session's log and content behind one connection, which it does not close."""

    def __init__(self, connection: sqlite3.Connection, session_id: str) -> None:
        """Take a file that was begun; StoreProblem where it is not this session or cannot be read."""
        self._connection = connection
        self._id = session_id
        check_version(connection, session_id)
        name, self._digest, self._events, self._hash = self._head()
        if name != session_id:
            raise problem(Trouble.NO_SUCH_SESSION, session_id)

    @staticmethod
    def begin(
        connection: sqlite3.Connection, session_id: str, meta: Mapping[str, str], content: bytes
    ) -> None:
        """Make the tables and put in what the session starts from, all or nothing."""
        name = digest(content)
        with transaction(connection):
            make_tables(connection)
            connection.execute("insert into content values (?, ?)", (name, content))
            start = chain.start(session_id, name)
            connection.execute("insert into head values (1, ?, ?, 0, ?)", (session_id, name, start))
            connection.executemany("insert into meta values (?, ?)", list(meta.items()))

    @property
    def events(self) -> int:
        """How many events there are."""
        return self._events

    @property
    def end(self) -> tuple[int, bytes]:
        """How many events there are and the hash of the last, as far as this object knows."""
        return self._events, self._hash

    def goes_through(self, end: tuple[int, bytes]) -> bool:
        """Whether the log once ended at `end`: whatever came later, all that was there then still is."""
        events, last = end
        return events <= self._events and self._hash_at(events) == last

    def append(
        self, act_id: str, records: Sequence[Addressed], at: float, salt: Callable[[int], bytes]
    ) -> None:
        """Store the events of one act behind the last one and move the head, in one transaction."""
        events: list[tuple[object, ...]] = []
        words: list[tuple[object, ...]] = []
        before, number = self._hash, self._events
        for place, (record, to) in enumerate(records):
            number += 1
            commitments, kept = chain.commit(record.words, [salt(chain.SALT_BYTES) for _ in record.words])
            seats = None if to is None else json.dumps(to, separators=(",", ":"))
            said = (record.name, record.version, record.body, commitments)
            columns = (number, act_id, place, seats, *said, float(at))
            before = chain.link(before, columns)
            events.append((*columns, before))
            words.extend((number, word.place, word.salt, word.text) for word in kept)
        with transaction(self._connection):
            self._insert(events, words, number, before)
        self._events, self._hash = number, before

    def _insert(
        self,
        events: list[tuple[object, ...]],
        words: list[tuple[object, ...]],
        number: int,
        last: bytes,
    ) -> None:
        run = self._connection
        run.executemany("insert into events values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", events)
        if words:
            run.executemany("insert into words values (?, ?, ?, ?)", words)
        moved = run.execute(
            "update head set events = ?, hash = ? where events = ? and hash = ?",
            (number, last, self._events, self._hash),
        )
        if moved.rowcount != 1:
            raise StoreProblem(
                Trouble.HELD, f"Another program has written to session {self._id}. Open it again."
            )

    def rows(self, after: int = 0) -> list[Row]:
        """The events after a number, each checked against the one before, and the last with the head."""
        after = max(after, 0)
        with transaction(self._connection, "deferred"):
            _, _, events, last = self._head()
            if after >= events:
                return []
            before = self._hash_at(after)
            words = self._words(after)
            rows = []
            for number, (*columns, stored) in enumerate(self._events_after(after), after + 1):
                before, row = self._checked(number, before, (*columns, stored), words.get(number, {}))
                rows.append(row)
        found = after + len(rows)
        if found != events:
            raise damaged_at(self._id, min(found, events) + 1)
        if before != last:
            raise damaged_at(self._id, found)
        return rows

    def _head(self) -> tuple[str, str, int, bytes]:
        found = self._connection.execute("select session, digest, events, hash from head").fetchone()
        match found:
            case (str(name), str(named), int(events), bytes(last)):
                return name, named, events, last
            case _:
                raise problem(Trouble.DAMAGED, self._id)

    def _checked(
        self,
        number: int,
        before: bytes,
        columns: tuple[object, ...],
        words: Mapping[int, chain.KeptWord],
    ) -> tuple[bytes, Row]:
        try:
            own = chain.link(before, columns[:-1])
            if own != columns[-1] or columns[0] != number:
                raise damaged_at(self._id, number)
            return own, _row(columns, words)
        except (TypeError, ValueError, KeyError) as error:
            raise damaged_at(self._id, number) from error

    def _events_after(self, after: int) -> Iterator[tuple[object, ...]]:
        return self._connection.execute(
            "select number, act_id, place, seats, name, version, body, commitments, at, hash"
            " from events where number > ? order by number",
            (after,),
        )

    def _hash_at(self, number: int) -> bytes:
        if number == 0:
            return chain.start(self._id, self._digest)
        row = self._connection.execute("select hash from events where number = ?", (number,)).fetchone()
        if row is None or not isinstance(row[0], bytes):
            raise damaged_at(self._id, number)
        return row[0]

    def _words(self, after: int) -> dict[int, dict[int, chain.KeptWord]]:
        found: dict[int, dict[int, chain.KeptWord]] = {}
        for number, place, salt, text in self._connection.execute(
            "select number, place, salt, text from words where number > ?", (after,)
        ):
            found.setdefault(number, {})[place] = chain.KeptWord(place, salt, text)
        return found

    def content(self) -> bytes:
        """The content the session is pinned to; Trouble.DAMAGED where it is not what its digest names."""
        row = self._connection.execute(
            "select body from content where digest = ?", (self._digest,)
        ).fetchone()
        if row is None or not isinstance(row[0], bytes) or digest(row[0]) != self._digest:
            raise problem(Trouble.DAMAGED, self._id)
        return row[0]

    def verify(self) -> Verdict:
        """Check the chain, every text, the content and SQLite's own structure."""
        rows = self.rows()
        self.content()
        for check in ("integrity_check", "foreign_key_check"):
            if self._connection.execute(f"pragma {check}").fetchall() not in ([], [("ok",)]):
                raise problem(Trouble.DAMAGED, self._id)
        return Verdict(len(rows), sum(word is ERASED for row in rows for word in row.record.words))

    def erase(self, seats: Collection[str], keep: Mapping[tuple[str, str], str]) -> int:
        """Take what some seats said and drafted out of the file, salts too; the commitments stay in the chain.

        The drafts in `keep` stand from now on. All of it happens or nothing; returns how many texts went.
        """
        theirs = [(row.number,) for row in self.rows() if speaker(row.record) in seats]
        with transaction(self._connection) as run:
            words = run.executemany(
                "update words set salt = null, text = null where number = ? and text is not null", theirs
            )
            run.executemany("delete from drafts where seat = ? and form = ?", list(keep))
            drafts = run.executemany("delete from drafts where seat = ?", [(seat,) for seat in sorted(seats)])
            kept = [(seat, form, text) for (seat, form), text in keep.items() if text]
            run.executemany("insert into drafts values (?, ?, ?)", kept)
        return max(words.rowcount, 0) + max(drafts.rowcount, 0)


def _row(columns: tuple[object, ...], words: Mapping[int, chain.KeptWord]) -> Row:
    number, act_id, place, seats, name, version, body, commitments, at, _hash = columns
    match (number, act_id, place, seats, name, version, body, commitments, at):
        case (
            int(number), str(act_id), int(place), str() | None as seats, str(name), int(version), str(body),
            str(commitments), float(at),
        ):  # fmt: skip
            to = None if seats is None else tuple(json.loads(seats))
            record = Record(name, version, body, chain.reveal(commitments, words))
            return Row(number, act_id, place, to, record, at)
        case _:
            raise TypeError("a column is not of its type")


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "immediate") -> Iterator[sqlite3.Connection]:
    """All of the block or nothing. Returns only when it is on the disk; undoes it on any exception."""
    connection.execute(f"begin {kind}")
    try:
        yield connection
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
