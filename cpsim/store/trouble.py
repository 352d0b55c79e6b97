"""Failures of SQLite and of the system, said in plain sentences.

The only file that reads error codes. What it does not know is called damage where the file's own
content failed, and a failure of the disk otherwise; it never hides one.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cpsim.store.protocol import StoreProblem, Trouble

_OF_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_NOTADB: Trouble.NOT_A_SESSION,
    sqlite3.SQLITE_CANTOPEN: Trouble.READ_ONLY,
    sqlite3.SQLITE_IOERR: Trouble.FAILED,
    sqlite3.SQLITE_NOMEM: Trouble.FAILED,
    sqlite3.SQLITE_PROTOCOL: Trouble.BUSY,
}
_OF_SYSTEM = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.READ_ONLY,
    errno.EPERM: Trouble.READ_ONLY,
}
_SENTENCES = {
    Trouble.NO_SUCH_SESSION: "There is no session {name}.",
    Trouble.EXISTS: "There is a session {name} already.",
    Trouble.BUSY: "Another program keeps session {name} busy. Wait a moment and try again.",
    Trouble.FULL: "The disk is full, so session {name} cannot go on. Everything up to here is safe.",
    Trouble.READ_ONLY: "This program may not open session {name} where it lies, or not write there. Check the"
    " rights of its file and folder.",
    Trouble.NOT_A_SESSION: "The file of session {name} is not a session of this program. If it was one, cpsim rescue"
    " {name} saves what it and its side copy still hold.",
    Trouble.NEWER: "A later release of this program wrote session {name}. Install that one to open it.",
    Trouble.DAMAGED: "The file of session {name} is damaged. cpsim rescue {name} saves what it and its side copy"
    " still hold.",
    Trouble.GONE: "The file of session {name} was taken away or deleted, so nothing more of it can be kept."
    " Put it back to go on.",
    Trouble.REPLACED: "Another file was put in the place of session {name}. Leave, and carry on from what is"
    " there now.",
    Trouble.FAILED: "The disk failed while session {name} was in use. What was recorded before is kept.",
}


def problem(trouble: Trouble, session_id: str) -> StoreProblem:
    """The error to raise for a trouble with one session."""
    return StoreProblem(trouble, _SENTENCES[trouble].format(name=session_id))


def damaged_at(session_id: str, number: int) -> StoreProblem:
    """The error for a log in which the event of this number is the first that is not right."""
    return StoreProblem(
        Trouble.DAMAGED,
        f"Session {session_id} is damaged at event {number}. cpsim rescue {session_id} saves what it and its"
        " side copy still hold.",
    )


def unreadable(folder: Path, error: OSError) -> StoreProblem:
    """The error for a folder of sessions that cannot be listed."""
    trouble = _OF_SYSTEM.get(error.errno or 0, Trouble.FAILED)
    if error.errno == errno.ENOTDIR:
        return StoreProblem(trouble, f"Sessions are kept in a folder, and {str(folder)!r} is none.")
    return StoreProblem(trouble, f"The folder {str(folder)!r} cannot be read. Check its rights.")


@contextmanager
def plainly(session_id: str) -> Iterator[None]:
    """Turn what SQLite or the system raises into a StoreProblem about this session."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a mistake of this program, never of a file
    except sqlite3.Error as error:
        raise problem(_of_sqlite(error), session_id) from error
    except UnicodeDecodeError as error:
        # SQLite quotes a damaged file in its messages, and Python cannot read the quotation.
        raise problem(Trouble.DAMAGED, session_id) from error
    except OSError as error:
        raise problem(_OF_SYSTEM.get(error.errno or 0, Trouble.FAILED), session_id) from error


def _of_sqlite(error: sqlite3.Error) -> Trouble:
    code = getattr(error, "sqlite_errorcode", None)
    # Without a code it is Python that failed, on text that is not UTF-8: damage.
    return Trouble.DAMAGED if code is None else _OF_SQLITE.get(code & 0xFF, Trouble.DAMAGED)
