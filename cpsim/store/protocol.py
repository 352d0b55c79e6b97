"""What every store promises, and the one error it raises.

Owns the contract: whole acts or nothing, durable before a call returns, the same act never twice.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from cpsim.conference.codec import Record

NOTHING_KEPT: Mapping[tuple[str, str], str] = MappingProxyType({})
"""No drafts."""

Addressed = tuple[Record, tuple[str, ...] | None]
"""An event and the seats it is for; None for all."""


class Trouble(StrEnum):
    """Why a store could not do what it was asked."""

    NO_SUCH_SESSION = "no_such_session"
    EXISTS = "exists"
    HELD = "held"
    """Another process is writing to this session."""
    BUSY = "busy"
    FULL = "full"
    READ_ONLY = "read_only"
    NOT_A_SESSION = "not_a_session"
    """The file is something else."""
    NEWER = "newer"
    """A later release wrote it."""
    DAMAGED = "damaged"
    GONE = "gone"
    """The file was taken away while the session was held."""
    REPLACED = "replaced"
    """Another file, or an older copy, was put in its place while the session was held."""
    FAILED = "failed"
    """The disk or the system failed in another way."""


class StoreProblem(Exception):
    """A store could not do it. The message is a plain sentence; nothing acknowledged is lost."""

    def __init__(self, trouble: Trouble, sentence: str) -> None:
        super().__init__(sentence)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Row:
    """One event in its envelope, which is the store's own and is never delivered to a seat."""

    number: int
    """1, 2, 3 and so on in its session."""
    act_id: str
    index: int
    """Its place among the events of its act, from 0."""
    to: tuple[str, ...] | None
    record: Record
    at: float
    """When, in seconds since 1970, as the caller said."""


@dataclass(frozen=True, slots=True)
class SessionMeta:
    """A stored session as a list shows it."""

    id: str
    meta: Mapping[str, str]
    events: int = 0
    problem: str | None = None
    """Why it cannot be opened, as a sentence; the other fields say nothing then."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A session that was checked from end to end and is as it was stored."""

    events: int
    erased: int
    """How many texts were erased."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was made from a session, as it was when it was written."""

    path: str
    """From the root on."""
    form: str
    """Its format, as the command that wrote it calls it; empty for one that is not there any more."""
    seat: str
    """Whose log it was made from; empty where it is nobody's alone."""
    events: int
    """How many events the log had."""
    digest: str
    """SHA-256 of the file, in hexadecimal."""
    erased: int = 0
    """How many texts of those events were erased by then, and so are not in it."""


class Store(Protocol):
    """The logs of many sessions. Every method raises StoreProblem where it cannot do its work."""

    def create(self, session_id: str, meta: Mapping[str, str], content: bytes) -> None:
        """Begin a session: what a list shows of it, and the content it is pinned to."""

    def hold(self, session_id: str) -> None:
        """Take the session for writing and check it whole; Trouble.HELD where somebody else has it.

        The first write does the same. Whoever creates a session holds it. After a write that failed
        the session is taken anew, and what was acknowledged before has to be in it still.
        """

    def append(self, session_id: str, act_id: str, records: Sequence[Addressed], at: float) -> int:
        """Store all events of one act, or none; return the number of the act's last event.

        Repeating an `act_id` stores nothing: the events that are there already stand (`rows_of`).
        ValueError for an act without events.
        """

    def rows(self, session_id: str, after: int = 0) -> Sequence[Row]:
        """The events whose number is greater than `after`, checked against the chain."""

    def rows_of(self, session_id: str, act_id: str) -> Sequence[Row]:
        """The events of one act; empty where the act was never stored."""

    def content(self, session_id: str) -> bytes:
        """The content the session is pinned to, as it was when the session began."""

    def sessions(self) -> Sequence[SessionMeta]:
        """All sessions by id, with what a list shows; opens no log and checks no chain.

        One that cannot be read is listed with the reason; StoreProblem where there is no list at all.
        """

    def meta(self, session_id: str) -> Mapping[str, str]:
        """What a list shows of the session; outside the log."""

    def set_meta(self, session_id: str, meta: Mapping[str, str]) -> None:
        """Set some of what a list shows; other entries stay."""

    def draft(self, session_id: str, seat: str, form: str) -> str:
        """The unfinished text or form a seat left, or an empty string."""

    def keep_draft(self, session_id: str, seat: str, form: str, text: str) -> None:
        """Keep an unfinished text or form instead of the last one; an empty string erases it."""

    def drafts(self, session_id: str, seat: str) -> Sequence[str]:
        """The forms for which a seat left something unfinished, in order."""

    def written(self, session_id: str) -> Sequence[Written]:
        """The files that were made from the session, each once, as and when it was noted last; outside the log."""

    def note_written(self, session_id: str, *files: Written, instead: bool = False) -> None:
        """Note files that were made from the session; with `instead` those noted before are forgotten.

        One without a format is taken off the list. Nobody has to hold the session for it, and what somebody else
        notes at the same moment stays, but for `instead`.
        """

    def side_copy(self, session_id: str) -> None:
        """Make a whole copy beside the log, in place of the last one."""

    def verify(self, session_id: str) -> Verdict:
        """Check everything that is stored; Trouble.DAMAGED names the first event that is not right."""

    def verify_copy(self, session_id: str) -> Verdict | None:
        """Check the side copy in the same way, and that its events are the log's; None where there is none.

        StoreProblem where it is not whole, tells other events than the log, or holds words that were erased.
        """

    def erase(
        self, session_id: str, seats: Collection[str], keep: Mapping[tuple[str, str], str] = NOTHING_KEPT
    ) -> int:
        """Erase the words and drafts of some seats for good; return how many texts went.

        The events stay, with a mark where the words were, and the chain stays valid. `keep` has drafts by seat
        and form that are to stand from now on, whatever stood there and whoever goes; they are not counted.
        """

    def leave(self, session_id: str) -> None:
        """Stop holding a session, with everything in one file; no matter whether it was held."""

    def give_up(self, session_id: str) -> None:
        """Take away a session that this process created and that could not be begun, with all that is in it.

        Nobody else may have it. Nothing is said where there is no such session.
        """

    def close(self) -> None:
        """Leave every session."""
