"""A disk that can be watched and made to fail, under one folder and in this process.

Every call that SQLite or the store itself makes on a file there passes by a `Watcher`, which may refuse
it and is told of it when it is done. Only what reads or changes a file or a list of names counts as one.
"""

import ctypes
import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import sqlite_calls
from sqlite_calls import Taken

needs_own_disk = pytest.mark.skipif(
    not sqlite_calls.reachable(), reason="this Python does not let SQLite's system calls be watched"
)


@dataclass(frozen=True, slots=True)
class Call:
    """One call on a file or a folder."""

    kind: str
    """open, make, read, write, cut, sync, sync_folder, remove, rename, make_folder, look, list or map."""
    path: str
    at: int = 0
    """Where a write begins, or the size a file is cut to, in bytes."""
    data: bytes = b""
    to: str = ""
    """The new name, of a rename."""
    for_writing: bool = False
    """Whether a file is opened to be written to."""

    @property
    def changes(self) -> bool:
        """Whether the call needs room or changes something."""
        return self.kind not in {"open", "read", "look", "list"}


class Watcher:
    """Sees every call; this one lets all of them through."""

    waits = True
    """Whether the program is kept waiting for the disk, as it asks."""

    def before(self, call: Call) -> int:
        """How many bytes of a write to carry out; OSError to refuse the call."""
        return len(call.data)

    def after(self, call: Call) -> None:
        """Be told of a call that was carried out."""


class WatchedDisk:
    """The files under `root`, every call on which goes past `watcher` between `take` and `give_back`."""

    def __init__(self, root: Path, watcher: Watcher) -> None:
        self._root = str(root)
        self._watcher = watcher
        self._paths: dict[int, str] = {}
        """Of the files that are open, by their number."""
        self._asking = False
        self._real = {name: getattr(os, name) for name in _OF_PYTHON}
        self._sqlite = Taken(self._of_sqlite)
        self._patches = [mock.patch.object(os, name, self._of_python(name)) for name in _OF_PYTHON]

    def take(self) -> None:
        """Lead the calls past the watcher."""
        self._sqlite.take()
        for patch in self._patches:
            patch.start()

    def give_back(self) -> None:
        """Let the calls go their own way again."""
        for patch in self._patches:
            patch.stop()
        self._sqlite.give_back()
        self._watcher = Watcher()

    def _pass(self, call: Call, act: Callable[[int], Any]) -> Any:
        """Carry a call out past the watcher; one elsewhere than under the root is none of its business."""
        if self._asking or not call.path.startswith(self._root):
            return act(len(call.data))
        room = self._ask(self._watcher.before, call)
        result = act(room) if self._watcher.waits or call.kind != "sync" else 0
        self._ask(self._watcher.after, replace(call, data=call.data[:room]))
        return result

    def _ask(self, watcher: Callable[[Call], Any], call: Call) -> Any:
        """What a watcher looks up itself is no call of the program."""
        self._asking = True
        try:
            return watcher(call)
        finally:
            self._asking = False

    # ---- what SQLite calls

    def _of_sqlite(self, name: str, real: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        match name:
            case "open":
                return self._open(os.fsdecode(given[0]), given[1], given[2])
            case "close":
                self._paths.pop(given[0], None)
                return real(*given)
            case "openDirectory":
                return self._open_folder(os.fsdecode(given[0]), given[1])
            case "unlink":
                path = os.fsdecode(given[0])
                return self._pass(Call("remove", path), lambda _: self._real["unlink"](path)) or 0
            case "stat" | "sync":
                kind = {"stat": "look", "sync": "sync"}[name]
                return self._pass(Call(kind, os.fsdecode(given[0])), lambda _: real(*given))
            case "mmap":
                return self._pass(Call("map", self._paths.get(given[4], "")), lambda _: real(*given))
            case _:
                return self._on_number(name, real, given)

    def _on_number(self, name: str, real: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        path = self._paths.get(given[0], "")
        match name:
            case "fstat":
                return self._pass(Call("look", path), lambda _: real(*given))
            case "ftruncate":
                return self._pass(Call("cut", path, given[1]), lambda _: real(*given))
            case "read" | "pread" | "pread64":
                return self._pass(Call("read", path), lambda _: real(*given))
            case _:
                return self._write(path, real, given)

    def _write(self, path: str, real: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        data = ctypes.string_at(given[1], given[2])
        at = given[3] if len(given) > 3 else os.lseek(given[0], 0, os.SEEK_CUR)
        return self._pass(
            Call("write", path, at, data), lambda room: real(given[0], given[1], room, *given[3:])
        )

    def _open(self, path: str, flags: int, mode: int = 0o777, **named: Any) -> int:
        kind = "make" if flags & os.O_CREAT and not os.path.lexists(path) else "open"
        writing = flags & os.O_ACCMODE != os.O_RDONLY
        number: int = self._pass(
            Call(kind, path, for_writing=writing), lambda _: self._real["open"](path, flags, mode, **named)
        )
        if path.startswith(self._root):
            self._paths[number] = path
        return number

    def _open_folder(self, name: str, out: Any) -> int:
        folder = str(Path(name).parent)
        # SQLite opens a folder for one purpose only, and what it does then is not on its list of calls.
        out[0] = self._pass(Call("sync_folder", folder), lambda _: self._real["open"](folder, os.O_RDONLY))
        return 0

    # ---- what the store itself calls

    def _of_python(self, name: str) -> Callable[..., Any]:
        real = self._real[name]

        def called(target: Any, *rest: Any, **named: Any) -> Any:
            if named.get("dir_fd") is not None:
                return real(target, *rest, **named)  # a test tidying up; the program names whole paths
            if isinstance(target, int):
                return self._on_open_file(name, target, rest)
            path = os.fsdecode(os.fspath(target))
            if name == "open":
                return self._open(path, *rest, **named)
            kind = _OF_PYTHON[name]
            to = os.fsdecode(os.fspath(rest[0])) if name == "replace" else ""
            return self._pass(Call(kind, path, to=to), lambda _: real(target, *rest, **named))

        return called

    def _on_open_file(self, name: str, number: int, rest: tuple[Any, ...]) -> Any:
        real, path = self._real[name], self._paths.get(number, "")
        match name:
            case "close":
                self._paths.pop(number, None)
                return real(number)
            case "write":
                at = os.lseek(number, 0, os.SEEK_CUR) if path else 0
                return self._pass(Call("write", path, at, rest[0]), lambda room: real(number, rest[0][:room]))
            case "ftruncate":
                return self._pass(Call("cut", path, rest[0]), lambda _: real(number, *rest))
            case "fsync":
                is_folder = stat.S_ISDIR(self._real["stat"](number).st_mode)
                kind = "sync_folder" if is_folder else "sync"
                return self._pass(Call(kind, path), lambda _: real(number))
            case _:
                return self._pass(Call("look", path), lambda _: real(number, *rest))


_OF_PYTHON = {
    "open": "open",
    "close": "close",
    "write": "write",
    "ftruncate": "cut",
    "fsync": "sync",
    "replace": "rename",
    "unlink": "remove",
    "mkdir": "make_folder",
    "stat": "look",
    "listdir": "list",
}
"""The functions of `os` that the store and `pathlib` call, and the kind of each."""


class Hurried(Watcher):
    """Never waits for the disk, for a run in which no power goes."""

    waits = False


class NthFails(Watcher):
    """Refuses the n-th call that the error can strike, and with `lasting` every later one until `mend`."""

    waits = False

    def __init__(self, nth: int, error: int, *, lasting: bool = False, short: bool = False) -> None:
        """`nth` counts from 1. With `short` half of a write is carried out before the error comes."""
        self._nth = nth
        self._seen = 0
        self._error = error
        self._lasting = lasting
        self._short = short
        self._mended = False
        self.struck: list[str] = []
        """Of what kind the calls were that it refused."""

    def mend(self) -> None:
        """Let every call through from now on."""
        self._mended = True

    def before(self, call: Call) -> int:
        """How much of a call to carry out; OSError where it is one to refuse."""
        if self._mended or not self.strikes(call):
            return len(call.data)
        self._seen += 1
        if self._short and self._seen == self._nth:
            # Whoever wrote asks for the rest again, and then the error comes.
            return max(len(call.data) // 2, 1)
        first = self._nth + self._short
        if self._seen == first or (self._lasting and self._seen > first):
            self.struck.append(call.kind)
            raise OSError(self._error, os.strerror(self._error), call.path)
        return len(call.data)

    def strikes(self, call: Call) -> bool:
        """Whether a call of this kind is counted."""
        if self._short:
            return call.kind == "write"
        return call.changes or self._error == errno.EIO


class Room(Watcher):
    """A disk with room for so many bytes: a write is cut short where the room ends."""

    def __init__(self, root: Path, room: int) -> None:
        self._root = root
        self.room = room
        """In bytes, of all files together."""
        self.refused = 0

    def before(self, call: Call) -> int:
        """How much of a write there is room for; OSError where none is left for it."""
        if call.kind not in {"write", "make", "make_folder"}:
            return len(call.data)
        size = Path(call.path).stat().st_size if call.kind == "write" else 0
        grows = max(call.at + len(call.data) - size, 0)
        left = self.room - sum(_sizes(self._root))
        if grows > left or (call.kind == "make" and left <= 0):
            room = max(len(call.data) - grows + left, 0)
            if room == 0:
                self.refused += 1
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), call.path)
            return room
        return len(call.data)


class ReadOnly(Watcher):
    """A disk on which nothing may be changed."""

    def before(self, call: Call) -> int:
        """OSError for whatever would change something."""
        if call.changes or call.for_writing:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), call.path)
        return len(call.data)


def _sizes(root: Path) -> Iterator[int]:
    for folder, _, names in os.walk(root):
        for name in names:
            with suppress(FileNotFoundError):
                yield (Path(folder) / name).stat().st_size


@contextmanager
def watched(root: Path, watcher: Watcher) -> Iterator[None]:
    """Inside the block every call on a file under `root` goes past `watcher`."""
    disk = WatchedDisk(root, watcher)
    disk.take()
    try:
        yield
    finally:
        disk.give_back()
