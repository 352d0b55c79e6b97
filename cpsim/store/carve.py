"""Reads what is left in the pages of a damaged SQLite file, page by page and row by row.

SQLite refuses a whole table where one page of its tree is gone. Here every page stands for itself: a row is
read wherever it lies, and whether it is the right one is for whoever asks to find out. Nothing is written.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

Value = int | float | str | bytes | None
Pages = Mapping[int, bytes]
"""Pages of one size by their number, from 1."""

PAGE_SIZE = 4096
"""Of every file this program made; others say theirs in their first page."""
LARGEST_FILE = 512 << 20
_FIRST = b"SQLite format 3\0"
_FILE_HEADER = 100
_WAL_HEADER, _FRAME_HEADER = 32, 24
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_DAMAGE = (ValueError, IndexError, struct.error, UnicodeDecodeError, OverflowError)


def pages_of(file: Path) -> dict[int, bytes]:
    """The pages of a database file as they lie there; none where there is no such file."""
    data = _read(file)
    size = _page_size(data[16:18]) if data.startswith(_FIRST) else PAGE_SIZE
    return {at // size + 1: data[at : at + size] for at in range(0, len(data) - size + 1, size)}


def with_journal(pages: Pages, journal: Path, *, as_sqlite: bool = False) -> dict[int, bytes]:
    """The same pages as the last whole transaction in the journal left them.

    SQLite itself stops at the first frame whose sum is not right; `as_sqlite` does so, too. Otherwise whatever
    lies in the journal is taken, for the chain to judge.
    """
    data = _read(journal)
    made, waiting = dict(pages), dict[int, bytes]()
    size = int.from_bytes(data[8:12], "big")
    if len(data) < _WAL_HEADER or size != len(next(iter(pages.values()), b"\0" * PAGE_SIZE)):
        return made
    order = ">" if data[3] & 1 else "<"
    sums = _sums(order, data[:24], (0, 0))
    if as_sqlite and struct.pack(">II", *sums) != data[24:32]:
        return made
    for at in range(_WAL_HEADER, len(data) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        # A frame of an earlier round of the journal has other salts.
        if data[at + 8 : at + 16] != data[16:24]:
            break
        number, after = struct.unpack(">II", data[at : at + 8])
        page = data[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        if as_sqlite:
            sums = _sums(order, data[at : at + 8] + page, sums)
            if struct.pack(">II", *sums) != data[at + 16 : at + 24]:
                break
        waiting[number] = page
        if after:
            made.update(waiting)
            waiting.clear()
            if as_sqlite:
                made = {one: page for one, page in made.items() if one <= after}
    return made


def _sums(order: str, data: bytes, before: tuple[int, int]) -> tuple[int, int]:
    """The two sums of a journal carried on over `data` (https://sqlite.org/fileformat2.html#checksum_algorithm)."""
    first, second = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def in_one(pages: Pages) -> bytes:
    """A database of these pages as one run of bytes; a page that is not there is empty."""
    size = len(next(iter(pages.values()), b""))
    return b"".join(pages.get(number, bytes(size)) for number in range(1, max(pages, default=0) + 1))


def rows_in(pages: Pages) -> Iterator[tuple[int | None, tuple[Value, ...]]]:
    """Every row that can be read in any page: its number in a table that counts its rows, and its values."""
    for number, page in sorted(pages.items()):
        start = _FILE_HEADER if number == 1 else 0
        kind = page[start] if len(page) > start else 0
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER):
            continue
        first = start + (12 if kind == _INDEX_INNER else 8)
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        for place in range(first, min(first + 2 * count, len(page) - 1), 2):
            try:
                yield _cell(pages, page, int.from_bytes(page[place : place + 2], "big"), kind)
            except _DAMAGE:
                continue


def _cell(pages: Pages, page: bytes, at: int, kind: int) -> tuple[int | None, tuple[Value, ...]]:
    if kind == _INDEX_INNER:
        at += 4
    length, at = _varint(page, at)
    row = None
    if kind == _TABLE_LEAF:
        row, at = _varint(page, at)
    size = len(page)
    if length > size * len(pages):
        raise ValueError("a row is longer than its file")
    least = (size - 12) * 32 // 255 - 23
    most = size - 35 if kind == _TABLE_LEAF else (size - 12) * 64 // 255 - 23
    if length <= most:
        return row, _values(page[at : at + length])
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    (beyond,) = struct.unpack(">I", page[at + here : at + here + 4])
    return row, _values(page[at : at + here] + _overflow(pages, beyond, length - here))


def _overflow(pages: Pages, number: int, left: int) -> bytes:
    """The rest of a long row, which lies in a chain of pages of its own."""
    parts = []
    while left > 0:
        page = pages.get(number)
        if page is None:
            raise ValueError("a page of a long row is not there")
        parts.append(page[4 : 4 + left])
        left -= len(parts[-1])
        (number,) = struct.unpack(">I", page[:4])
    return b"".join(parts)


def _values(record: bytes) -> tuple[Value, ...]:
    """The columns of one row as SQLite writes them."""
    end, at = _varint(record, 0)
    kinds = []
    while at < end:
        kind, at = _varint(record, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(record, at, kind)
        values.append(value)
    if at != len(record):
        raise ValueError("a row is longer or shorter than it says")
    return tuple(values)


_WHOLE_NUMBERS = (0, 1, 2, 3, 4, 6, 8)
"""Bytes of a whole number, by its kind."""


def _value(record: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind <= 6:
        end = at + _WHOLE_NUMBERS[kind]
        return int.from_bytes(_part(record, at, end), "big", signed=True), end
    if kind == 7:
        (real,) = struct.unpack(">d", _part(record, at, at + 8))
        return float(real), at + 8
    if kind in (8, 9):
        return kind - 8, at
    if kind < 12:
        raise ValueError("no value is of that kind")
    end = at + (kind - 12) // 2
    part = _part(record, at, end)
    return (part.decode() if kind % 2 else part), end


def _part(record: bytes, start: int, end: int) -> bytes:
    if end > len(record):
        raise ValueError("a value ends behind its row")
    return record[start:end]


def _varint(data: Sequence[int], at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place behind it."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _read(file: Path) -> bytes:
    """The bytes of a file; none where it is not there, ValueError where it is larger than any session."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise ValueError(f"{file.name} is larger than any session")
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def _page_size(two: bytes) -> int:
    size = int.from_bytes(two, "big")
    size = 65536 if size == 1 else size
    return size if size in {1 << power for power in range(9, 17)} else PAGE_SIZE
