"""What was said without the family: told to those who sat in that part, and to nobody else either way."""

from functools import cache

from conferences import jayden, random_conference, role_seat

from cpsim.conference import events as e
from cpsim.export.reading import read_seat
from cpsim.export.sheet_markdown import as_markdown
from cpsim.export.summary import summary_sheet
from cpsim.model.case import Fact
from cpsim.present import debrief, hearing, key, meeting
from cpsim.present.prose import Line
from cpsim.session.host import Host
from cpsim.session.link import Link
from cpsim.session.room import SharedLink
from cpsim.session.table import LocalLink

PLAYED = ("gp", "chair", "health_visitor", "social_worker")
NOT_TOLD = "? may have been said in the part without the family, which is not told here"


@cache
def _host() -> Host:
    """A table at which one item was said in the part without the family alone: the first that chance brings there."""
    for seed in range(400):
        host = random_conference(jayden(), seed, *PLAYED, table=True).host
        events = [one.event for one in host.log]
        said = [event.fact.id for event in events if isinstance(event, e.FactSharedPrivately)]
        first = {
            fact.id
            for event in events
            if isinstance(event, e.FolderOpened)
            for fact in event.facts
            if meeting.FIRST.intersection(fact.handling)
        }
        heard = {event.fact.id for event in events if isinstance(event, e.FactShared)}
        if len(said) == 1 and first.intersection(said) and not heard.intersection(said):
            return host
    raise AssertionError("no such table comes about")


def _kept() -> Fact:
    """That item."""
    host = _host()
    (said,) = [one.event for one in host.log if isinstance(one.event, e.FactSharedPrivately)]
    opened = [one.event for one in host.log if isinstance(one.event, e.FolderOpened)]
    return next(fact for folder in opened for fact in folder.facts if fact.id == said.fact.id)


def _shared() -> Link:
    """What the screen that everybody sees is given."""
    return SharedLink(_host(), _host().state.public.seats[-1].id)


def _text(lines: tuple[Line, ...]) -> str:
    return "\n".join(line.text for line in lines)


def _pages(link: Link) -> dict[str, str]:
    log, view, book = link.log(), link.view(), link.book
    return {
        "folders": _text(debrief.folders(log, view, book)),
        "meeting": _text(key.key_part(key.MEETING, log, view, book, numbers=False)),
        "together": _text(key.key_part(key.TOGETHER, log, view, book, numbers=False)),
    }


def test_the_table_is_told_neither_that_it_was_said_nor_that_it_was_not() -> None:
    """On the screen that everybody sees the item has a mark of its own, and its line says that it is not told."""
    pages, fact = _pages(_shared()), _kept()
    assert f"? {fact.words}" in pages["folders"]
    assert NOT_TOLD in pages["folders"]
    assert "items were said before everybody." in pages["folders"]
    line = next(row for row in pages["meeting"].splitlines() if str(fact.short) in row)
    assert line.endswith(": not said before everybody; what was said without the family is not told here.")
    for page in pages.values():
        assert f"○ {fact.words}" not in page
        assert f"○{fact.short}" not in page
        assert f"●{fact.short}" not in page


def test_who_sat_in_that_part_is_told_that_it_was_said() -> None:
    """The holder and the chair see it as said, with no mark of doubt and nothing about other rooms."""
    fact = _kept()
    for role in ("gp", "chair"):
        pages = _pages(LocalLink(_host(), role_seat(_host(), role)))
        assert f"? {fact.words}" not in pages["folders"]
        assert str(fact.short) in pages["folders"]
        assert "said in the part without the family." in pages["meeting"]
        assert NOT_TOLD not in "".join(pages.values())


def test_who_was_out_of_the_room_is_told_what_they_know() -> None:
    """A seat of the family reads that it was not said while it was there, and no ring that claims more."""
    fact = _kept()
    out = next(one.event.seats_out for one in _host().log if isinstance(one.event, e.PrivatePartHeld))
    link = LocalLink(_host(), out[0])
    pages = _pages(link)
    assert f"? {fact.words}" in pages["folders"]
    assert "not said while you were in the room." in pages["meeting"]


def test_only_an_item_with_a_limit_is_in_doubt() -> None:
    """What might simply have been said and was not did stay in its folder."""
    link = _shared()
    doubtful = hearing.untold(link.log(), link.view())
    opened = [event for event in link.log() if isinstance(event, e.FolderOpened)]
    facts = [fact for folder in opened for fact in folder.facts]
    assert doubtful == {fact.id for fact in facts if fact.handling and fact.id not in link.view().board}
    assert any(f"○ {fact.words}" in _pages(link)["folders"] for fact in facts)


def test_without_such_a_part_every_item_was_said_or_was_not() -> None:
    """Where nothing was said apart, the pages have no third mark."""
    host = random_conference(jayden(), 3, "gp", table=True).host
    link = SharedLink(host, host.state.public.seats[-1].id)
    assert hearing.untold(link.log(), link.view()) == frozenset()
    assert NOT_TOLD not in "".join(_pages(link).values())


def test_a_page_from_an_observers_log_says_as_little() -> None:
    """The summary of whoever watched marks the item among what stayed in the folders."""
    watching = next(seat.id for seat in _host().state.public.seats if seat.role is None)
    text = as_markdown(summary_sheet(read_seat(_host().store, _host().session, watching))).replace("\\", "")
    assert f"? {_kept().short}" in text
    assert NOT_TOLD in text
