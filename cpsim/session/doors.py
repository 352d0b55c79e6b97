"""What the screens may ask of the rest of the program: packs to play, sessions to carry on, slips to print.

Owns the contract; `wiring` is the only file that fills it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # For the types alone: the first screen needs the doors and nothing of a conference.
    from cpsim.model.content import Options
    from cpsim.model.said import Said
    from cpsim.model.words import Watch
    from cpsim.session.link import Link, Room
    from cpsim.session.people import People


class DoorProblem(Exception):
    """Something could not be opened; the message is a plain sentence for the screen.

    `code` is the exit code of a command that ends with it.
    """

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class RoleInfo:
    """A role one can choose when playing alone."""

    id: str
    title: Said
    purpose: Said
    has_folder: bool
    """False for roles whose papers are the author's own items or none."""
    family: bool = False
    """A parent's part, or another's of the family: given only to somebody who chooses it."""


@dataclass(frozen=True, slots=True)
class PaceInfo:
    """A pace of the pack."""

    id: str
    title: Said
    minutes: int
    """About how long alone."""
    at_table: int
    """About how long round a table."""


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A pack for the list of what can be played."""

    slug: str
    title: Said
    summary: Said
    content_note: Said
    printed_in: Said | None
    roles: tuple[RoleInfo, ...]
    paces: tuple[PaceInfo, ...]
    frameworks: tuple[tuple[str, Said], ...]
    """Slug and title; the first is the default."""
    others: tuple[RoleInfo, ...] = ()
    """Roles that somebody round a table may take as well: the family, and who speaks for the child."""


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """A session that is stored here."""

    id: str
    title: str
    role: str
    """The learner's role title, or how many people came to the table: both of a pair, and observers."""
    begun: str
    """ISO date and minute, local."""
    place: str
    """The agenda step in words."""
    ended: bool
    problem: str = ""
    """Why it cannot be opened, as a sentence; of the rest only the id says something then."""
    table: bool = False
    """Several people share it."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a learner chose."""

    pack: str
    role: str | None
    """None to observe."""
    framework: str
    options: Options


@dataclass(frozen=True, slots=True)
class TableStart:
    """What a table chose before it began."""

    pack: str
    framework: str
    options: Options
    taken: tuple[tuple[str, str], ...]
    """Role and party, for each role that somebody plays."""
    absent: tuple[str, ...]
    """Roles that stay empty on purpose."""
    observers: tuple[tuple[str, Watch | None], ...]
    """Parties that observe, with what they watch for."""
    people: People
    """With the facilitator's code, sealed; empty where nobody facilitates."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person set once and wants to find again."""

    theme: str = "cpsim-dark"
    scores: bool = True


class Doors(Protocol):
    """Everything the screens may ask for."""

    def packs(self) -> tuple[PackInfo, ...]:
        """Packs that can be played, shipped ones first."""

    def sessions(self) -> tuple[SessionInfo, ...]:
        """Sessions stored here, newest first, and last those that cannot be opened.

        DoorProblem where there is no list at all.
        """

    async def start(self, start: Start) -> Link:
        """Open a new session; DoorProblem with a sentence where it cannot."""

    async def start_table(self, start: TableStart) -> Room:
        """Open a new session round one table; DoorProblem with a sentence where it cannot."""

    def seal(self, code: str) -> str:
        """A code as it may be kept; an empty one stays empty."""

    async def resume(self, session: str) -> Link | Room:
        """Carry a session on, alone or round a table; DoorProblem with a sentence where it cannot."""

    def again(self, session: str) -> Start:
        """The choices of an earlier session, to run it again without the prebrief."""

    def print_slips(self, pack: str, pace: str) -> str:
        """Write the role slips for a table at that pace and return the folder's path as a sentence for the screen."""

    def preferences(self) -> Preferences:
        """What was set before."""

    def set_preferences(self, preferences: Preferences) -> None:
        """Keep it."""

    def close(self, link: Link) -> None:
        """Leave a session; everything is stored already."""
