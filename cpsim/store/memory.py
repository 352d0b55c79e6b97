"""A store that keeps nothing beyond the process: for simulated conferences and for tests.

Owns no durability; keeps every other promise of the contract.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cpsim.conference.codec import ERASED, Record, speaker
from cpsim.store.protocol import (
    NOTHING_KEPT,
    Addressed,
    Row,
    SessionMeta,
    StoreProblem,
    Trouble,
    Verdict,
    Written,
)


@dataclass(slots=True)
class _Session:
    meta: dict[str, str]
    content: bytes
    rows: list[Row] = field(default_factory=list)
    acts: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By act id: the numbers before its first and of its last event."""
    drafts: dict[tuple[str, str], str] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)


class MemoryStore:
    """The contract of `Store` without a disk."""

    def __init__(self) -> None:
        self._sessions: dict[str, _Session] = {}

    def create(self, session_id: str, meta: Mapping[str, str], content: bytes) -> None:
        """Begin a session."""
        if session_id in self._sessions:
            raise StoreProblem(Trouble.EXISTS, f"There is a session {session_id!r} already.")
        self._sessions[session_id] = _Session(dict(meta), content)

    def hold(self, session_id: str) -> None:
        """Nobody else can reach this store, so holding asks only that the session exists."""
        self._session(session_id)

    def append(self, session_id: str, act_id: str, records: Sequence[Addressed], at: float) -> int:
        """Store all events of one act; the number of its last event."""
        session = self._session(session_id)
        known = session.acts.get(act_id)
        if known is not None:
            return known[1]
        if not records:
            raise ValueError("an act without events cannot be stored")
        before = len(session.rows)
        session.rows.extend(
            [
                Row(before + 1 + index, act_id, index, to, record, at)
                for index, (record, to) in enumerate(records)
            ]
        )
        session.acts[act_id] = (before, len(session.rows))
        return len(session.rows)

    def rows(self, session_id: str, after: int = 0) -> Sequence[Row]:
        """The events whose number is greater than `after`."""
        return tuple(self._session(session_id).rows[max(after, 0) :])

    def rows_of(self, session_id: str, act_id: str) -> Sequence[Row]:
        """The events of one act."""
        session = self._session(session_id)
        before, last = session.acts.get(act_id, (0, 0))
        return tuple(session.rows[before:last])

    def content(self, session_id: str) -> bytes:
        """The content the session is pinned to."""
        return self._session(session_id).content

    def sessions(self) -> Sequence[SessionMeta]:
        """All sessions by id."""
        return tuple(
            SessionMeta(name, dict(session.meta), len(session.rows))
            for name, session in sorted(self._sessions.items())
        )

    def meta(self, session_id: str) -> Mapping[str, str]:
        """What a list shows of the session."""
        return dict(self._session(session_id).meta)

    def set_meta(self, session_id: str, meta: Mapping[str, str]) -> None:
        """Set some of what a list shows."""
        self._session(session_id).meta.update(meta)

    def draft(self, session_id: str, seat: str, form: str) -> str:
        """The unfinished text or form a seat left, or an empty string."""
        return self._session(session_id).drafts.get((seat, form), "")

    def keep_draft(self, session_id: str, seat: str, form: str, text: str) -> None:
        """Keep an unfinished text or form instead of the last one; an empty string erases it."""
        drafts = self._session(session_id).drafts
        drafts.pop((seat, form), None)
        if text:
            drafts[seat, form] = text

    def drafts(self, session_id: str, seat: str) -> Sequence[str]:
        """The forms for which a seat left something unfinished."""
        return sorted(form for known, form in self._session(session_id).drafts if known == seat)

    def written(self, session_id: str) -> Sequence[Written]:
        """The files that were made from the session."""
        return tuple(self._session(session_id).written)

    def note_written(self, session_id: str, *files: Written, instead: bool = False) -> None:
        """Note files that were made from the session."""
        known = self._session(session_id).written
        last = {one.path: one for one in files}
        others = [] if instead else [one for one in known if one.path not in last]
        known[:] = [*others, *(one for one in last.values() if one.form)]

    def side_copy(self, session_id: str) -> None:
        """Nothing outlives the process, so there is nothing a copy could save."""
        self._session(session_id)

    def verify(self, session_id: str) -> Verdict:
        """What is in memory is as it was stored; counts it."""
        rows = self._session(session_id).rows
        erased = sum(word is ERASED for row in rows for word in row.record.words)
        return Verdict(len(rows), erased)

    def verify_copy(self, session_id: str) -> Verdict | None:
        """There is no copy."""
        self._session(session_id)
        return None

    def erase(
        self, session_id: str, seats: Collection[str], keep: Mapping[tuple[str, str], str] = NOTHING_KEPT
    ) -> int:
        """Put the mark of erased words in place of what some seats said and drafted."""
        session = self._session(session_id)
        gone = 0
        for at, row in enumerate(session.rows):
            if speaker(row.record) in seats:
                record, count = without_words(row.record)
                session.rows[at] = replace(row, record=record)
                gone += count
        for key in [key for key in session.drafts if key[0] in seats]:
            del session.drafts[key]
            gone += key not in keep
        session.drafts.update({key: text for key, text in keep.items() if text})
        return gone

    def leave(self, session_id: str) -> None:
        """Nothing is held."""

    def give_up(self, session_id: str) -> None:
        """Forget a session that could not be begun."""
        self._sessions.pop(session_id, None)

    def close(self) -> None:
        """Nothing is held."""

    def _session(self, session_id: str) -> _Session:
        session = self._sessions.get(session_id)
        if session is None:
            raise StoreProblem(Trouble.NO_SUCH_SESSION, f"There is no session {session_id!r}.")
        return session


def without_words(record: Record) -> tuple[Record, int]:
    """A record with the mark of erased words wherever words stood, and how many texts went."""
    words = tuple(ERASED if isinstance(word, str) else word for word in record.words)
    return replace(record, words=words), sum(isinstance(word, str) for word in record.words)
