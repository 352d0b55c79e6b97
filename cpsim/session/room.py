"""One table at one machine: the shared screen's link, each seat's own, and who the people are."""

from collections.abc import Callable

from cpsim.model.content import RuleBook
from cpsim.model.words import SeatKind
from cpsim.session.host import Host
from cpsim.session.link import Link
from cpsim.session.people import People, from_text, sealed, to_text
from cpsim.session.table import LocalLink

PEOPLE = "people"
"""The draft that keeps who they are, at the shared screen's seat."""


class LocalRoom:
    """The room of a host in the same process."""

    def __init__(self, host: Host, salt: Callable[[], str]) -> None:
        """`salt` gives another word each time, for sealing PINs."""
        self._host, self._salt = host, salt
        self._shared = next(seat.id for seat in host.state.public.seats if seat.kind is SeatKind.FACILITATOR)
        self._links: dict[str, LocalLink] = {}

    @property
    def session(self) -> str:
        """The session's id."""
        return self._host.session

    @property
    def book(self) -> RuleBook:
        """The public rules of the session."""
        return self._host.book

    @property
    def shared(self) -> Link:
        """The link of the screen that everybody sees: the facilitator's seat, which is given what all are given."""
        return self.link(self._shared)

    def link(self, seat: str) -> Link:
        """The link of one seat."""
        if seat not in self._links:
            self._links[seat] = LocalLink(self._host, seat)
        return self._links[seat]

    def seal(self, pin: str) -> str:
        """A PIN or code as it may be kept."""
        return sealed(pin, self._salt())

    def people(self) -> People:
        """Who sits here."""
        return from_text(self.shared.draft(PEOPLE))

    def keep_people(self, people: People) -> None:
        """Keep who sits here; their names stand in no event."""
        self.shared.keep_draft(PEOPLE, to_text(people))
