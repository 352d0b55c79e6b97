"""The side copy of a session: whether it is whole, and whether it is a copy of this log."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from cpsim.conference.codec import ERASED
from cpsim.store.protocol import Row, StoreProblem, Trouble, Verdict
from cpsim.store.schema import connect_to_copy
from cpsim.store.session_file import SessionFile
from cpsim.store.trouble import plainly

_OTHER = (
    "The side copy of session {name} tells other events than its log. Move {name}.bak elsewhere; the next is made"
    " at the next step of the agenda."
)
_BRINGS_BACK = (
    "The side copy of session {name} holds words that were erased from its log. Delete {name}.bak; the next is made"
    " at the next step of the agenda."
)
_NOT_WHOLE = (
    "The side copy of session {name} is not whole. Nothing is lost by that while the log is; move {name}.bak"
    " elsewhere, and the next is made at the next step of the agenda."
)


def check_copy(path: Path, session_id: str, log: Sequence[Row] | None) -> Verdict:
    """Check the copy at `path` from end to end, and against the `log` where that could be read.

    StoreProblem where the copy is not whole, tells other events than the log, or holds words that were erased.
    """
    try:
        with plainly(session_id), closing(connect_to_copy(path)) as connection:
            file = SessionFile(connection, session_id)
            verdict, rows = file.verify(), file.rows()
    except StoreProblem as error:
        raise StoreProblem(error.trouble, _NOT_WHOLE.format(name=session_id)) from error
    if log is not None:
        if [_event(row) for row in rows] != [_event(row) for row in log[: len(rows)]]:
            raise StoreProblem(Trouble.REPLACED, _OTHER.format(name=session_id))
        if any(_brings_back(row, now) for row, now in zip(rows, log, strict=False)):
            raise StoreProblem(Trouble.DAMAGED, _BRINGS_BACK.format(name=session_id))
    return verdict


def _event(row: Row) -> tuple[object, ...]:
    """Everything of an event but its words, which may have been erased since."""
    record = row.record
    return row.number, row.act_id, row.index, row.to, record.name, record.version, record.body, row.at


def _brings_back(copied: Row, now: Row) -> bool:
    words = zip(copied.record.words, now.record.words, strict=False)
    return any(after is ERASED and before is not ERASED for before, after in words)
