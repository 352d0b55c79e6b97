"""What a disk may hold after the power went: a model of files and folders with writes not yet safe.

Safe is what was waited for (`fsync`), of a file its bytes and of a folder its names. Of everything since,
each write may be there, be missing, be there in some of its sectors only, or have left noise in them, in
whatever order; names change in order, cut off anywhere. That is less than any real disk promises.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from faulty_disk import Call, Watcher

SECTOR = 512
STYLES = ("none", "all", "in order", "some", "torn", "noise")
"""How much of what was not safe is there: nothing, all, the first so many with the last one torn, any of
the writes, any of their sectors, and any of their sectors with noise in others."""


class Recording(Watcher):
    """Keeps every call that changed something, and between them what was acknowledged when."""

    def __init__(self) -> None:
        self.entries: list[Call | int] = []
        """Calls in order; a number says that so many steps of the session were acknowledged by then."""

    def after(self, call: Call) -> None:
        """Keep a call."""
        if call.changes and call.kind != "map":
            self.entries.append(call)


@dataclass(slots=True)
class _File:
    safe: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)


@dataclass(slots=True)
class _Folder:
    now: dict[str, "_File | _Folder"] = field(default_factory=dict)
    safe: dict[str, "_File | _Folder"] = field(default_factory=dict)
    pending: list[tuple[str, "_File | _Folder | None"]] = field(default_factory=list)
    """Names in the order they changed, with what they name since."""


class Model:
    """The disk as it goes through a recording, below the folder `root`, which was there before."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._top = _Folder()

    def apply(self, call: Call) -> None:
        """Carry a recorded call out."""
        folder, name = self._named(call.path)
        match call.kind:
            case "make":
                self._change(folder, name, _File())
            case "make_folder":
                self._change(folder, name, _Folder())
            case "remove":
                self._change(folder, name, None)
            case "rename":
                moved = folder.now[name]
                # One change of the list of names: no cut shows the file twice or not at all.
                self._change(folder, f"{name}/{Path(call.to).name}", moved)
            case "sync_folder":
                self._sync_folder(self._top if call.path == str(self._root) else folder.now[name])
            case _:
                self._on_file(folder.now[name], call)

    def states(self, chance: random.Random, count: int) -> Iterator["State"]:
        """So many different things the disk may hold if the power goes now, each style in its turn."""
        for number in range(count):
            yield State(self._top, STYLES[number % len(STYLES)], chance)

    def only_safe(self) -> "State":
        """What is there if everything is lost that was not waited for."""
        return State(self._top, "none", random.Random(0))

    def everything(self) -> "State":
        """What is there if nothing is lost."""
        return State(self._top, "all", random.Random(0))

    def _named(self, path: str) -> tuple[_Folder, str]:
        *folders, name = Path(path).relative_to(self._root).parts or (".",)
        folder = self._top
        for step in folders:
            inner = folder.now[step]
            assert isinstance(inner, _Folder)
            folder = inner
        return folder, name

    @staticmethod
    def _change(folder: _Folder, name: str, what: "_File | _Folder | None") -> None:
        _rename(folder.now, name, what)
        folder.pending.append((name, what))

    @staticmethod
    def _sync_folder(folder: "_File | _Folder") -> None:
        assert isinstance(folder, _Folder)
        folder.safe = dict(folder.now)
        folder.pending.clear()

    @staticmethod
    def _on_file(file: "_File | _Folder", call: Call) -> None:
        assert isinstance(file, _File)
        if call.kind != "sync":
            file.pending.append(call)
            return
        for write in file.pending:
            _carry_out(file.safe, write)
        file.pending.clear()


class State:
    """One thing that a disk may hold after the power went."""

    def __init__(self, top: _Folder, style: str, chance: random.Random) -> None:
        self.style = style
        self.files = dict(_files(top, style, chance))
        """The bytes of each file, by its path below the root; a folder has None."""

    @property
    def digest(self) -> bytes:
        """The same for two states that differ in nothing that counts."""
        whole = sha256()
        for name, content in sorted(self.files.items()):
            if not name.endswith("-shm"):
                whole.update(repr((name, len(content or b""))).encode() + (content or b""))
        return whole.digest()

    def lay_out(self, folder: Path) -> None:
        """Write the files into an empty folder."""
        for name, content in self.files.items():
            if content is None:
                (folder / name).mkdir(mode=0o700)
            else:
                (folder / name).write_bytes(content)


def _files(
    folder: _Folder, style: str, chance: random.Random, under: str = ""
) -> Iterator[tuple[str, bytes | None]]:
    names = dict(folder.safe)
    for change in folder.pending[: _names_kept(len(folder.pending), style, chance)]:
        _rename(names, *change)
    for name, what in names.items():
        if isinstance(what, _Folder):
            yield under + name, None
            yield from _files(what, style, chance, f"{under}{name}/")
        elif name.endswith("-shm"):
            # It only ever lies in memory that is written back at any time, or never.
            yield under + name, chance.randbytes(chance.choice((0, 32_768)))
        else:
            yield under + name, bytes(_content(what, style, chance))


def _names_kept(changes: int, style: str, chance: random.Random) -> int:
    return {"none": 0, "all": changes}.get(style, chance.randint(0, changes))


def _content(file: _File, style: str, chance: random.Random) -> bytearray:
    content = bytearray(file.safe)
    if style == "none":
        return content
    last = chance.randint(0, len(file.pending)) if style == "in order" else len(file.pending)
    for number, write in enumerate(file.pending[: last + 1]):
        if style == "all" or (style == "in order" and number < last):
            _carry_out(content, write)
        elif style == "in order" or chance.random() < 0.5:
            _carry_out_in_part(content, write, style, chance)
    return content


def _carry_out_in_part(content: bytearray, write: Call, style: str, chance: random.Random) -> None:
    if style == "some" or write.kind == "cut":
        _carry_out(content, write)
        return
    sectors = list(_sectors(write))
    if style == "in order":
        sectors = sectors[: chance.randint(0, len(sectors))]
    for sector in sectors:
        fate = chance.random()
        if style == "in order" or fate < 0.5:
            _carry_out(content, sector)
        elif style == "noise" and fate < 0.7:
            _carry_out(content, Call("write", "", sector.at, chance.randbytes(len(sector.data))))


def _sectors(write: Call) -> Iterator[Call]:
    at, end = write.at, write.at + len(write.data)
    while at < end:
        border = min((at // SECTOR + 1) * SECTOR, end)
        yield Call("write", "", at, write.data[at - write.at : border - write.at])
        at = border


def _carry_out(content: bytearray, write: Call) -> None:
    if write.kind == "cut":
        del content[write.at :]
        content.extend(bytes(write.at - len(content)))
        return
    content.extend(bytes(max(write.at - len(content), 0)))
    content[write.at : write.at + len(write.data)] = write.data


def _rename(names: dict[str, "_File | _Folder"], name: str, what: "_File | _Folder | None") -> None:
    old, _, new = name.partition("/")
    if new or what is None:
        names.pop(old, None)
    if what is not None:
        names[new or old] = what
