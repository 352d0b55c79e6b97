"""The menu of the shared screen: what it offers, and what it does not say of what only one seat holds."""

from dataclasses import replace
from typing import Any

from conferences import jayden, role_seat, round_a_table

from cpsim.conference.view import View
from cpsim.model.words import Stage
from cpsim.present import table
from cpsim.present.menu import SAY_ANSWERS, SAY_SEALED, Entry

OPEN: Any = object()
"""An offer of which only that it is there matters."""


def menu_of(act: str, held: table.Held, *, handed_in: bool = False) -> tuple[str, list[Entry]]:
    """The family doctor's seat, and the menu where `act` is open to it and nothing to anybody else."""
    host = round_a_table(jayden(), "chair", "gp")
    gp = role_seat(host, "gp")
    shared = host.view(host.state.public.seats[-1].id)
    if handed_in:
        public = replace(shared.public, handed_in={Stage.AFTER: (gp,)})
        shared = View(shared.me, public, shared.own)
    offers = {seat.id: {act: OPEN} if seat.id == gp else {} for seat in table.persons(shared.public)}
    return gp, list(table.table_menu(shared, host.book, offers, held))


def test_a_reason_is_offered_where_one_was_written() -> None:
    """Nobody is offered to say a reason that is not there; with one, both ways stand there, without it first."""
    gp, entries = menu_of("speak_view", table.Held(), handed_in=True)
    whats = [table.Moment.of(one.id).what for one in entries if table.Moment.of(one.id).who == gp]
    assert whats == [SAY_ANSWERS, "speak_view"]
    assert all("reason" not in one.label for one in entries)
    gp, entries = menu_of("speak_view", table.Held(reasons={gp}), handed_in=True)
    whats = [table.Moment.of(one.id).what for one in entries if table.Moment.of(one.id).who == gp]
    assert whats == [SAY_ANSWERS, SAY_SEALED, "speak_view"]


def test_how_long_a_note_is_stands_nowhere() -> None:
    """That a speaker has a note is read off the menu; how much is left on it is the speaker's own."""
    gp, without = menu_of("share", table.Held())
    assert not [one for one in without if one.key == "n"]
    _gp, entries = menu_of("share", table.Held(notes={gp}))
    (note,) = [one for one in entries if one.key == "n"]
    assert note.hint == ""


def test_what_an_act_does_is_said_in_few_words() -> None:
    """Long labels with a role in them would push the rest off the bottom line."""
    _gp, entries = menu_of("share", table.Held())
    by_number = next(one for one in entries if one.key == "i")
    assert by_number.does == "type number and word"
    assert len(by_number.does) < len(by_number.label)
