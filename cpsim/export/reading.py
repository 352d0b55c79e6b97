"""One seat's log of a stored session, for whoever may have it: what every export and the replay read.

Who may have which seat's log is decided here and nowhere else; docs/log.md says it in words. What
comes out holds the public rules and what was delivered to the seat, and nothing of the pack, of the
store's envelope or of anybody's audience.
"""

import getpass
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TextIO

from cpsim.conference import events as e
from cpsim.conference.codec import ERASED, CodecError, decode_content, decode_event
from cpsim.conference.parts import Seat
from cpsim.conference.state import NOTHING, START, evolve, see
from cpsim.conference.view import Public, View
from cpsim.conference.visibility import REACH, Emission, Reach, reaches
from cpsim.export.exits import COULD_NOT, NO, USED_WRONGLY
from cpsim.model.content import RuleBook
from cpsim.model.said import clean
from cpsim.model.words import Driver, SeatKind
from cpsim.present import titles
from cpsim.present.tongue import N_, _
from cpsim.session.people import MOST_PIN, People, from_text, opens
from cpsim.session.room import PEOPLE
from cpsim.store.protocol import Row, Store, StoreProblem

TRIES = 3


class Declined(Exception):
    """The log is not given out, or nothing can be written: the exit code, and a sentence that says why."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Reading:
    """One seat's log of one session."""

    session: str
    seat: Seat
    """As it stands at the end of the log."""
    book: RuleBook
    log: tuple[e.Event, ...]
    """Every event that was delivered to the seat, in its order."""
    stored: int = 0
    """How many events the whole log had, whoever they were for."""
    erased: int = 0
    """How many texts of that whole log were erased."""

    def view(self) -> View:
        """What the seat knows at the end of the log."""
        view = self.start()
        for event in self.log:
            view = self.after(view, event)
        return view

    def start(self) -> View:
        """What the seat knows before anything happened."""
        return View(self.seat.id, Public(), NOTHING)

    def after(self, view: View, event: e.Event) -> View:
        """The seat's `view` after one event more of its log."""
        everybody = REACH[type(event)] is Reach.EVERYBODY
        return see(view, Emission(event, None if everybody else (self.seat.id,)))

    @property
    def who(self) -> str:
        """What the holder of the seat is called, by itself."""
        view = self.view()
        return titles.title(view.seat, view.public, self.book)


def use_reading(
    store: Store, session: str, seat: str | None, err: TextIO, use: Callable[[Reading], int]
) -> int:
    """Give the log of `seat` (an id, or a role one seat holds; else the only person's seat) to `use`.

    The session is left before `use` is called. Gives the exit code of `use`, or with a sentence on `err`:
    1 that seat's log is not to be had before the folders are open, or its PIN or the code was not typed;
    2 there is no such seat, or it has to be named; 3 no such session, or it cannot be read.
    """
    try:
        try:
            reading = read_seat(store, session, seat)
        finally:
            store.leave(session)
        return use(reading)
    except Declined as declined:
        err.write(f"{declined}\n")
        return declined.code
    except (StoreProblem, CodecError) as problem:
        err.write(f"{problem}\n")
        return COULD_NOT


def read_seat(store: Store, session: str, seat: str | None) -> Reading:
    """The log of `seat` in a stored session; Declined where it is not to be had."""
    rows = store.rows(session)
    emissions = [Emission(decode_event(row.record), row.to) for row in rows]
    if not emissions:
        raise Declined(COULD_NOT, _("Session {id} ended before it began.").format(id=session))
    public = _public(emissions)
    reader = _reader(public, seat)
    _allow(reader, emissions, lambda: _people(store, session, public))
    reading = _reading(session, reader, emissions, store.content(session))
    return replace(reading, erased=erased_in(rows))


def erased_in(rows: Iterable[Row]) -> int:
    """How many texts of these rows were erased."""
    return sum(word is ERASED for row in rows for word in row.record.words)


def as_it_was_read(session: str, seat: str, rows: Sequence[Row], content: bytes) -> Reading:
    """The log of the seat of that id at the end of `rows`, for who writes anew what was given out before.

    It asks for no PIN and shows nothing to anybody. KeyError where the log has no such seat.
    """
    emissions = [Emission(decode_event(row.record), row.to) for row in rows]
    return _reading(session, _public(emissions).seat(seat), emissions, content)


def _reading(session: str, reader: Seat, emissions: Sequence[Emission], content: bytes) -> Reading:
    given = tuple(emission.event for emission in emissions if reaches(emission, reader.id))
    return Reading(session, reader, decode_content(content).book, given, len(emissions))


def _public(emissions: Iterable[Emission]) -> Public:
    state = START
    for emission in emissions:
        if emission.to is None:
            state = evolve(state, emission)
    return state.public


def _reader(public: Public, named: str | None) -> Seat:
    """The seat that is meant, by its id, its role, or for a seat without one its kind; exit code 2 for no one seat.

    A facilitator's seat, with its notes and papers, is only ever meant where it is named.
    """
    if named is None:
        persons = [seat for seat in public.seats if seat.driver is Driver.PERSONS]
        alone = persons if all(seat.kind is not SeatKind.FACILITATOR for seat in persons) else []
        return _only(alone, public.seats)
    word = str(clean(named, 60))
    found = [seat for seat in public.seats if seat.id == word]
    found = found or [seat for seat in public.seats if (seat.role or seat.kind) == word]
    if not found:
        sentence = _("There is no seat {word} in this session. There are: {seats}.")
        raise Declined(USED_WRONGLY, sentence.format(word=word, seats=_listed(public.seats)))
    return _only(found, found)


def _only(found: Sequence[Seat], choice: Sequence[Seat]) -> Seat:
    if len(found) != 1:
        raise Declined(USED_WRONGLY, _("Name one seat with --as: {seats}.").format(seats=_listed(choice)))
    return found[0]


def _listed(seats: Iterable[Seat]) -> str:
    return ", ".join(f"{seat.id} ({seat.role or seat.kind})" for seat in seats)


@dataclass(frozen=True, slots=True)
class _Secret:
    """What has to be typed before a seat is uncovered, and the sentences that go with it."""

    asks: str
    again: str
    in_a_terminal: str
    wrong: str
    unseen: str


_PIN = _Secret(
    N_("PIN of {seat}, which is not shown as you type: "),
    N_("That is not the PIN. PIN of {seat}: "),
    N_("This seat has a PIN; ask for it in a terminal."),
    N_("That is not the PIN of {seat}, so its log is not shown."),
    N_("This terminal would show the PIN as it is typed, so it is not asked for here."),
)
_PIN_OR_CODE = _Secret(
    N_("PIN of {seat}, or the facilitator's code; it is not shown as you type: "),
    N_("That is neither. PIN of {seat}, or the facilitator's code: "),
    N_("This seat has a PIN; ask for it in a terminal."),
    N_("That is neither the PIN of {seat} nor the facilitator's code, so its log is not shown."),
    N_("This terminal would show the PIN or code as it is typed, so neither is asked for here."),
)
_CODE_FOR_PIN = _Secret(
    N_("The PIN of {seat} is yet to be chosen. Facilitator's code, which is not shown as you type: "),
    N_("That is not the code. Facilitator's code: "),
    N_("This seat has a PIN that is yet to be chosen; the facilitator's code is asked for in a terminal."),
    N_("That is not the facilitator's code, so the log of {seat} is not shown."),
    N_("This terminal would show the code as it is typed, so it is not asked for here."),
)
_CODE = _Secret(
    N_("Facilitator's code, which is not shown as you type: "),
    N_("That is not the code. Facilitator's code: "),
    N_("The facilitator's seat has a code; ask for it in a terminal."),
    N_("That is not the facilitator's code, so the log of {seat} is not shown."),
    N_("This terminal would show the code as it is typed, so it is not asked for here."),
)


def _allow(reader: Seat, emissions: Iterable[Emission], people: Callable[[], People]) -> None:
    """Pass by, or Declined: the one rule for whose log may be read when.

    The facilitator's seat goes to whoever knows the code, at any time. Every other seat goes to whoever names
    it and knows its PIN; but a seat that no person plays only once the folders lie open, and from then on the
    facilitator's code opens what a PIN opens. It stands in for a PIN that is yet to be chosen as well. Where there
    is no code or PIN nothing has to be known.
    """
    if reader.kind is SeatKind.FACILITATOR:
        codes = people().codes
        if codes:
            _uncover(reader, _CODE, *codes)
        return
    opened = any(isinstance(emission.event, e.FolderOpened) for emission in emissions)
    if reader.driver is not Driver.PERSONS and not opened:
        sentence = _(
            "The log of {seat} is not to be had yet: no person plays that seat, and its papers are opened at"
            " the debrief."
        )
        raise Declined(NO, sentence.format(seat=_listed([reader])))
    known = people()
    party = known.party(known.party_of(reader))
    if party.has_pin:
        # Whoever left their seat to the program keeps the PIN on what they sealed there.
        code_too = opened and bool(known.codes)
        kept = (party.pin, *known.codes) if code_too else (party.pin,)
        _uncover(reader, _PIN_OR_CODE if code_too else _PIN, *kept)
    elif party.chooses_pin and known.codes:
        _uncover(reader, _CODE_FOR_PIN, *known.codes)


def _people(store: Store, session: str, public: Public) -> People:
    """Who sits there, kept at the facilitator's seat; nobody where no table was laid.

    Declined where it cannot be read or is not there: PINs that are unknown open nothing.
    """
    for seat in public.seats:
        if seat.kind is SeatKind.FACILITATOR:
            try:
                return from_text(store.draft(session, seat.id, PEOPLE))
            except ValueError as error:
                raise _unreadable() from error
    return People()


def _unreadable() -> Declined:
    sentence = _("Who sits at this table cannot be read, so no seat is shown that a PIN or code may keep.")
    return Declined(COULD_NOT, sentence)


def _uncover(reader: Seat, secret: _Secret, *kept: str) -> None:
    """Ask on the terminal for what was sealed as one of `kept`; Declined where it is not typed in a few tries."""
    if any("$" not in one or not one.isascii() for one in kept):
        raise _unreadable()  # nothing that anybody types would fit
    if sys.stdin is None or not sys.stdin.isatty():
        raise Declined(NO, _(secret.in_a_terminal))
    seat = clean(_listed([reader]), 100)
    for prompt in (secret.asks, *[secret.again] * (TRIES - 1)):
        typed = _typed(_(prompt).format(seat=seat), secret)
        if any(opens(typed, one) for one in kept):
            return
    raise Declined(NO, _(secret.wrong).format(seat=seat))


def _typed(prompt: str, secret: _Secret) -> str:
    """What is typed unseen, as a hand-over takes it: without blanks, and no longer than a PIN can be."""
    try:
        with warnings.catch_warnings():
            # Where it cannot be hidden it would be typed for all to see, with a warning beside it.
            warnings.simplefilter("error", getpass.GetPassWarning)
            typed = getpass.getpass(prompt)
    except getpass.GetPassWarning:
        raise Declined(NO, _(secret.unseen)) from None
    except EOFError:
        raise Declined(NO, _(secret.in_a_terminal)) from None
    except UnicodeError:
        return ""
    return "".join(mark for mark in typed if mark.isprintable() and mark != " ")[:MOST_PIN]
