"""A seat's end of the line: what a screen, a simulated participant or a network seat holds.

Owns the contract and nothing else. A link shows only what was delivered to its own seat.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from cpsim.conference.acts import Act
from cpsim.conference.events import Event
from cpsim.conference.offers import Offer
from cpsim.conference.refusals import Refusal
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.session.people import People


class Link(Protocol):
    """One seat in one running conference."""

    @property
    def session(self) -> str:
        """The session's id."""

    @property
    def seat(self) -> str:
        """The seat this link acts for."""

    @property
    def book(self) -> RuleBook:
        """The public rules of the session."""

    def view(self) -> View:
        """What the seat knows now."""

    def log(self) -> Sequence[Event]:
        """Every event delivered to the seat, in its own order; a list that only grows."""

    def offers(self) -> dict[str, Offer]:
        """What the seat may do now, by act name."""

    def why_not(self, act_name: str) -> Refusal | None:
        """Why an act is not open now; None where it is."""

    def watch(self, hear: Callable[[str], None]) -> None:
        """Have `hear` called with a sentence whenever something could not be kept, or a draft not be read.

        That may be an act or draft of this seat or of any other that shares the screen; whoever watched
        before is told no more. An empty sentence says that it has been kept, or could be read, after all.
        """

    async def send(self, act: Act) -> Refusal | None:
        """Ask for an act. Returns once it is stored for good, or why it was not taken.

        What is allowed and could not be kept is refused too, as `Why.NOT_STORED`, and may be sent again.
        """

    async def go_on(self) -> bool:
        """Let the simulated participants act up to the next natural pause.

        A pause is: a turn, an answer or a spoken view has ended, a step was entered, or somebody
        who is not simulated has to act. Returns False where nothing happened: the table waits for
        this seat, or what came next could not be kept, which `watch` tells.
        """

    def draft(self, form: str) -> str:
        """The unfinished text or form kept under `form` for this seat, or an empty string."""

    def keep_draft(self, form: str, text: str) -> None:
        """Keep an unfinished text or form; an empty string takes it away.

        What cannot be kept now stands in `draft` all the same, and is kept as soon as that is possible. But
        what could not be read is never replaced unseen: until `draft` has given it, `watch` tells that nothing
        else is kept in its place.
        """


@runtime_checkable
class Room(Protocol):
    """One table that several people share at one machine."""

    @property
    def session(self) -> str:
        """The session's id."""

    @property
    def book(self) -> RuleBook:
        """The public rules of the session."""

    @property
    def shared(self) -> Link:
        """The link of the screen that everybody sees."""

    @property
    def facilitator(self) -> Link:
        """The link of the facilitator's seat, for who facilitates alone."""

    def link(self, seat: str) -> Link:
        """The link of one seat, for its own holder's eyes, or to say aloud what that seat says."""

    def seal(self, pin: str) -> str:
        """A PIN or code as it may be kept."""

    def people(self) -> People:
        """Who sits here."""

    def keep_people(self, people: People) -> None:
        """Keep who sits here; their names stand in no event."""
