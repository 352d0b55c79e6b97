"""What a damaged session's file, its journal and its side copy still hold, brought together event by event.

Believes a row where the chain of hashes bears it out, wherever the row was found. Nothing is written here.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from cpsim.conference.codec import digest
from cpsim.store import chain
from cpsim.store.carve import Pages, Value, in_one, pages_of, rows_in, with_journal
from cpsim.store.schema import connect_in_memory

MOST_BEYOND = 10_000
"""A head that counts more events than this beyond the last that was found is taken for damage."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it lies in a file."""

    columns: tuple[object, ...]
    """All columns but the hash, in the table's order."""
    words: tuple[chain.KeptWord, ...]
    """Its texts, those that were erased among them; what cannot be found any more stands as erased."""
    lost: int
    """How many of its texts cannot be found any more."""
    checked: bool
    """The chain bears it out; False for one right behind a gap."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """Everything of one session that could be found."""

    session: str
    digest: str | None
    content: bytes | None
    events: tuple[Event, ...]
    """Those that were found, by number."""
    total: int
    """How many there were, as far as anything says so."""
    metas: tuple[dict[str, str], ...]
    """What stands beside the log in each source, the likeliest first."""
    drafts: dict[tuple[str, str], str]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the events that were found."""
        return tuple(int(str(event.columns[0])) for event in self.events)

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the events that were not."""
        found = set(self.numbers)
        return tuple(number for number in range(1, self.total + 1) if number not in found)

    @property
    def whole_to(self) -> int:
        """The last event up to which none is missing; 0 where the first is."""
        missing = self.missing
        return missing[0] - 1 if missing else self.total


@dataclass(slots=True)
class _Found:
    """The rows of all sources, sorted by what they are."""

    events: dict[int, list[tuple[object, ...]]] = field(default_factory=dict)
    words: dict[tuple[int, int], list[chain.KeptWord]] = field(default_factory=dict)
    heads: list[tuple[str, str, int, bytes]] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    metas: list[dict[str, str]] = field(default_factory=list)
    drafts: dict[tuple[str, str], str] = field(default_factory=dict)


def salvage(file: Path) -> Salvage | None:
    """Everything that `file`, the journal beside it and the side copy beside it hold of one session.

    A side copy is taken for itself: of the log beside it only which words were erased. None where there is
    nothing at all. OSError where a file cannot be read; ValueError for one that is too large.
    """
    if file.suffix == ".bak":
        found = _sorted(pages_of(file))
        log = file.with_suffix(".db")
        stored = pages_of(log)
        _erase(found, _sorted(with_journal(stored, journal_of(log)), stored))
    else:
        stored = pages_of(file)
        last = with_journal(stored, journal_of(file))
        found = _sorted(last, stored, pages_of(file.with_suffix(".bak")))
        drafts = _drafts(last)
        found.drafts = found.drafts if drafts is None else drafts
    return _brought_together(found, file.stem)


def counted(file: Path, *, copied: bool = False) -> int:
    """How many events `file` and its journal hold, or with `copied` its side copy; 0 where nothing can be read."""
    stored = pages_of(file.with_suffix(".bak") if copied else file)
    found = _sorted(stored if copied else with_journal(stored, journal_of(file)))
    one = _brought_together(found, file.stem)
    return 0 if one is None else one.total


def journal_of(file: Path) -> Path:
    """The journal of a session's file."""
    return file.with_name(f"{file.name}-wal")


def _brought_together(found: _Found, stem: str) -> Salvage | None:
    if not found.events and not found.heads:
        return None
    session, name = _whose(found, stem)
    last = max(found.events, default=0)
    total = max([last, *(head[2] for head in found.heads if last <= head[2] <= last + MOST_BEYOND)])
    start = None if name is None else chain.start(session, name)
    events = tuple(_walk(found, start, total))
    content = found.contents.get(name or "")
    return Salvage(session, name, content, events, total, tuple(found.metas), found.drafts)


def _sorted(*sources: Pages) -> _Found:
    found = _Found()
    for pages in sources:
        _sort(pages, found)
    return found


def _erase(found: _Found, log: _Found) -> None:
    """Mark as erased whatever the log has erased since."""
    for place, kept in log.words.items():
        found.words.setdefault(place, []).extend(
            word for word in kept if word.salt is None and word.text is None
        )


def _drafts(pages: Pages) -> dict[tuple[str, str], str] | None:
    """The drafts in a file whose table of them is whole; None where it is not.

    One that is not among them was handed in or erased, so neither an older page nor the side copy is believed.
    """
    try:
        with closing(connect_in_memory(in_one(pages))) as connection:
            if connection.execute("pragma integrity_check(drafts)").fetchall() != [("ok",)]:
                return None
            rows = connection.execute("select seat, form, text from drafts").fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    return {(str(seat), str(form)): str(text) for seat, form, text in rows}


def _sort(pages: Pages, found: _Found) -> None:
    """Put every row of one source to the others of its kind; of two drafts the first that is found stands."""
    meta: dict[str, str] = {}
    for _row, values in rows_in(pages):
        match values:
            case (None, str(session), str(name), int(events), bytes(last)):
                found.heads.append((session, name, events, last))
            case (int(number), int(place), bytes() | None as salt, str() | None as text):
                found.words.setdefault((number, place), []).append(chain.KeptWord(place, salt, text))
            case (str(name), bytes(body)) if digest(body) == name:
                found.contents[name] = body
            case (str(key), str(value)):
                meta[key] = value
            case (str(seat), str(form), str(text)):
                found.drafts.setdefault((seat, form), text)
            case (None, str(), int(), str() | None, str(), int(), str(), str(), int() | float(), bytes()):
                if _row is not None:
                    # SQLite writes a real number that is whole as a whole number.
                    columns = (_row, *values[1:8], float(values[8] or 0), values[9])
                    known = found.events.setdefault(_row, [])
                    known.extend([columns] if columns not in known else [])
            case _:
                pass
    if meta:
        found.metas.append(meta)


def _whose(found: _Found, stem: str) -> tuple[str, str | None]:
    """The session and the digest of its content: those from which the chain leads to the first event."""
    known = [(session, name) for session, name, _events, _last in found.heads]
    guesses = [*known, *((stem, name) for name in found.contents)]
    for session, name in guesses:
        start = chain.start(session, name)
        if any(_own(start, columns) == columns[-1] for columns in found.events.get(1, [])):
            return session, name
    return guesses[0] if guesses else (stem, None)


def _walk(found: _Found, before: bytes | None, total: int) -> Iterator[Event]:
    """The events in order, each as the chain bears it out; `before` is None wherever the chain is broken."""
    for number in range(1, total + 1):
        candidates = found.events.get(number, [])
        borne_out = _borne_out(found, number, before, candidates)
        if borne_out is not None:
            columns, before = borne_out
            yield _event(found, number, columns, checked=True)
            continue
        # Of a changed or a missing one the hash may be right still, so that the rest can be checked again.
        followed = [columns for columns in candidates if _is_followed(found, number, columns[-1])]
        likeliest = (followed or candidates)[:1] if before is None else []
        before = followed[0][-1] if followed and isinstance(followed[0][-1], bytes) else None
        for columns in likeliest:
            yield _event(found, number, columns, checked=False)


def _borne_out(
    found: _Found, number: int, before: bytes | None, candidates: Iterable[tuple[object, ...]]
) -> tuple[tuple[object, ...], bytes] | None:
    """The candidate that follows from the hash before, and its own hash."""
    if before is None:
        return None
    for columns in candidates:
        own = _own(before, columns)
        if own is not None and (own == columns[-1] or _is_followed(found, number, own)):
            return columns, own
    return None


def _is_followed(found: _Found, number: int, own: object) -> bool:
    """Whether something later in the log was made from this hash."""
    if not isinstance(own, bytes):
        return False
    if any(events == number and last == own for _session, _name, events, last in found.heads):
        return True
    return any(_own(own, columns) == columns[-1] for columns in found.events.get(number + 1, []))


def _own(before: bytes, columns: Sequence[object]) -> bytes | None:
    try:
        return chain.link(before, tuple(columns[:-1]))
    except (TypeError, ValueError):
        return None


def _event(found: _Found, number: int, columns: tuple[object, ...], *, checked: bool) -> Event:
    """An event with its texts: as they were committed to, or erased where any source has them erased."""
    words = []
    lost = 0
    for place, promised in enumerate(_promises(columns[7])):
        if promised is None:
            continue
        kept = found.words.get((number, place), [])
        right = [
            word
            for word in kept
            if word.salt is not None
            and word.text is not None
            and chain.commitment(word.salt, word.text) == promised
        ]
        erased = any(word.salt is None and word.text is None for word in kept)
        lost += not erased and not right
        words.append(right[0] if right and not erased else chain.KeptWord(place, None, None))
    return Event(columns[:-1], tuple(words), lost, checked)


def _promises(commitments: object) -> list[Value]:
    try:
        promises = json.loads(str(commitments))
    except ValueError:
        return []
    return promises if isinstance(promises, list) else []
