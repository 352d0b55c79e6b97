"""One writing process for each session: a lock that the system itself drops when its holder dies.

The lock lies on a file of its own beside the log, which also says who holds it, so that a second
process can tell a person. No lock ever goes stale.
"""

import os
import socket
import sys
from pathlib import Path

from cpsim.store.protocol import StoreProblem, Trouble

if sys.platform == "win32":
    import msvcrt

    # Windows forbids reading what is locked, so the lock lies far behind the text.
    _LOCKED_BYTE = 1 << 30

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Hold:
    """The right to write to one session, until `release` or the end of the process."""

    def __init__(self, path: Path, session_id: str) -> None:
        """Take the lock at `path`.

        StoreProblem naming the holder where another process has it; OSError where the system fails.
        """
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor)
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, f"{os.getpid()}\n{socket.gethostname()}\n".encode())
        except (BlockingIOError, PermissionError) as error:
            sentence = f"Session {session_id} is open {_where(self._descriptor)}. Leave it there first."
            os.close(self._descriptor)
            raise StoreProblem(Trouble.HELD, sentence) from error
        except OSError:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Let go, also where the disk fails and OSError says so.

        The file stays, empty: taking it away would let two processes lock two files.
        """
        try:
            os.ftruncate(self._descriptor, 0)
        finally:
            os.close(self._descriptor)


def _where(descriptor: int) -> str:
    """Who holds it, from the lock's own text, of which only a number and a tame name are believed."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    process, _, rest = os.read(descriptor, 300).decode("ascii", "replace").partition("\n")
    host = rest.partition("\n")[0]
    if not process.isdigit():
        return "in another window"
    if host == socket.gethostname() or not host.replace("-", "").replace(".", "").isalnum():
        return f"in another window (process {process} on this computer)"
    return f"on another computer (process {process} on {host})"
