"""One table at one machine: the shared screen's link, each seat's own, and who the people are."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from cpsim.conference import events as e
from cpsim.conference.parts import Seat
from cpsim.conference.state import NOTHING
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.words import SeatKind
from cpsim.session.host import Host
from cpsim.session.link import Link
from cpsim.session.people import People, from_text, sealed, to_text
from cpsim.session.table import LocalLink
from cpsim.store.protocol import StoreProblem, Trouble

PEOPLE = "people"
"""The draft that keeps who they are, at the facilitator's seat."""


def list_at(seats: Sequence[Seat]) -> str:
    """The seat whose draft keeps who they are: the facilitator's, which every table has."""
    return next(seat.id for seat in seats if seat.kind is SeatKind.FACILITATOR)


class SharedLink(LocalLink):
    """What everybody at the table may see on one screen: what every seat was given, and nothing besides.

    It sits at the facilitator's seat and shows nothing that this seat alone was given: no papers, no private
    note, no name beside a judgement that the table did not agree to.
    """

    def __init__(self, host: Host, seat: str) -> None:
        super().__init__(host, seat)
        self._shown: list[e.Event] = []
        self._looked_at = 0
        self._everybody = {one.id for one in host.state.public.seats}

    def view(self) -> View:
        """What everybody knows: the public state, and the names of places that every seat has heard."""
        state = self._host.state
        named = [state.view(seat).own.place_names for seat in sorted(self._everybody)]
        heard = {place: words for place, words in named[0].items() if all(place in one for one in named)}
        return View(self.seat, state.public, replace(NOTHING, place_names=heard))

    def _passes_by(self, step_id: str) -> bool:
        """A table takes every step of the opening one by one: somebody speaks in each."""
        return False

    def log(self) -> Sequence[e.Event]:
        """What every seat was given, in order; a list that only grows."""
        for emission in self._host.log[self._looked_at :]:
            if emission.to is None or self._everybody <= set(emission.to):
                self._shown.append(emission.event)
        self._looked_at = len(self._host.log)
        return self._shown


class LocalRoom:
    """The room of a host in the same process."""

    def __init__(self, host: Host, salt: Callable[[], str]) -> None:
        """`salt` gives another word each time, for sealing PINs.

        StoreProblem where who sits here cannot be read or was not kept: a table whose PINs are unknown opens
        to nobody.
        """
        self._host, self._salt = host, salt
        self._seat = list_at(host.state.public.seats)
        self._links: dict[str, LocalLink] = {}
        self._shared_link = SharedLink(host, self._seat)
        try:
            self._people = from_text(host.store.draft(host.session, self._seat, PEOPLE))
        except ValueError as error:
            raise StoreProblem(
                Trouble.DAMAGED, "Who sits at this table cannot be read, so it is not opened."
            ) from error

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
        """The link of the screen that everybody sees."""
        return self._shared_link

    @property
    def facilitator(self) -> Link:
        """The link of the facilitator's seat, for who facilitates alone."""
        return self.link(self._seat)

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
        return self._people

    def keep_people(self, people: People) -> None:
        """Keep who sits here; their names stand in no event. The list of sessions counts who has come.

        A name that is not among them any more goes from the side copy too, where that can be written.
        """
        more = people.number > self._people.number
        fewer = not self._people.named <= people.named
        self._people = people
        self.shared.keep_draft(PEOPLE, to_text(people))
        if more:
            # How many began stays as it was bound; a full disk costs the table nothing for this.
            with suppress(StoreProblem):
                self._host.store.set_meta(self.session, {"came": str(people.number)})
        if fewer:
            # A name that was taken away is in the side copy until the next one.
            with suppress(StoreProblem):
                self._host.store.side_copy(self.session)
