"""One writing process for each session: a lock that the system itself drops when its holder dies.

The lock lies on a file of its own beside the log, which also says who holds it, so that a second
process can tell a person. No lock ever goes stale.
"""

import os
import socket
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
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

    # Windows knows no lock that several may have here.
    _try_lock = _lock
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


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
            where = _read(self._descriptor).where
            os.close(self._descriptor)
            sentence = f"Session {session_id} is open {where}. Leave it there first."
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


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a session, as far as its lock says so."""

    process: int | None
    """The number of the process; None where the lock does not say."""
    host: str | None
    """The name of the other computer it is on; None on this one."""
    since: float
    """Since when, in seconds since 1970."""

    @property
    def where(self) -> str:
        """Where it is open, and since when, for the middle of a sentence."""
        here = "in another window" if self.host is None else "on another computer"
        told = [f"process {self.process} on {self.host or 'this computer'}"] if self.process else []
        return f"{here} ({', '.join([*told, f'since {_moment(self.since)}'])})"


def holder_of(path: Path) -> Holder | None:
    """Who holds the lock at `path`, which is left as it is; None where nobody does, or it cannot be opened."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        # Two who look at the same instant must not take each other for the holder.
        _try_lock(descriptor)
    except (BlockingIOError, PermissionError):
        return _read(descriptor)
    except OSError:
        return None
    else:
        return None
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> Holder:
    """What the lock's own text says, of which only a number and a tame name are believed."""
    since = os.fstat(descriptor).st_mtime
    os.lseek(descriptor, 0, os.SEEK_SET)
    process, _, rest = os.read(descriptor, 300).decode("ascii", "replace").partition("\n")
    host = rest.partition("\n")[0]
    # No system counts its processes further than that, and Python turns no longer text into a number.
    if not process.isdigit() or len(process) > 20:
        return Holder(None, None, since)
    tame = host.replace("-", "").replace(".", "").isalnum()
    return Holder(int(process), host if tame and host != socket.gethostname() else None, since)


def _moment(seconds: float) -> str:
    """A moment on this computer's clock, as people write it."""
    at = datetime.fromtimestamp(seconds, UTC).astimezone()
    return f"{at:%H:%M} on {at.day} {at:%B %Y}"
