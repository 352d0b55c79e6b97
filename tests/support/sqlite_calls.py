"""The system calls that SQLite makes in this process, led through functions of our own.

SQLite offers this for tests (`xSetSystemCall`). Only the call that waits for the disk is not on its list;
that one is taken over where a file is opened. Everything the program itself uses stays as it is: the
same library, the same `sqlite3` module, the same settings.
"""

import _sqlite3
import ctypes
import errno
import os
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_long, c_size_t, c_ssize_t, c_void_p
from functools import cache
from typing import Any

SQLITE_CANTOPEN = 14
SQLITE_IOERR_FSYNC = 1034
_METHODS = 19
"""How many fields a table of a file's methods has: its version and 18 functions."""
_SYNC = 5
"""Which field waits for the disk."""


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        *((f"other{number}", c_void_p) for number in range(12)),
        ("set_call", c_void_p),
        ("get_call", c_void_p),
        ("next_call", c_void_p),
    )


_OPEN_FILE = CFUNCTYPE(c_int, POINTER(_Vfs), c_void_p, c_void_p, c_int, c_void_p)
_SYNC_FILE = CFUNCTYPE(c_int, c_void_p, c_int)
_SET_CALL = CFUNCTYPE(c_int, POINTER(_Vfs), c_char_p, c_void_p)
_GET_CALL = CFUNCTYPE(c_void_p, POINTER(_Vfs), c_char_p)

_CALLS: dict[str, tuple[Any, ...]] = {
    "open": (c_int, c_char_p, c_int, c_int),
    "close": (c_int, c_int),
    "stat": (c_int, c_char_p, c_void_p),
    "fstat": (c_int, c_int, c_void_p),
    "ftruncate": (c_int, c_int, c_long),
    "read": (c_ssize_t, c_int, c_void_p, c_size_t),
    "pread": (c_ssize_t, c_int, c_void_p, c_size_t, c_long),
    "pread64": (c_ssize_t, c_int, c_void_p, c_size_t, c_long),
    "write": (c_ssize_t, c_int, c_void_p, c_size_t),
    "pwrite": (c_ssize_t, c_int, c_void_p, c_size_t, c_long),
    "pwrite64": (c_ssize_t, c_int, c_void_p, c_size_t, c_long),
    "unlink": (c_int, c_char_p),
    "openDirectory": (c_int, c_char_p, POINTER(c_int)),
    "mmap": (c_void_p, c_void_p, c_size_t, c_int, c_int, c_int, c_long),
}
"""Each call by SQLite's name for it: what it gives back, then what it takes."""

Around = Callable[[str, Callable[..., Any], tuple[Any, ...]], Any]
"""Carries a call out: given its name, the call as the system has it, and what SQLite calls it with."""


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(getattr(_sqlite3, "__file__", None))


@cache
def reachable() -> bool:
    """Whether this Python lets SQLite's calls be led elsewhere; one with SQLite built in may hide them."""
    return os.name == "posix" and hasattr(_library(), "sqlite3_vfs_find")


class Taken:
    """SQLite's calls, led through `around` from `take` until `give_back`.

    `around` may raise OSError, which SQLite then sees as the failure of that call.
    """

    def __init__(self, around: Around) -> None:
        self._around = around
        find = _library().sqlite3_vfs_find
        find.restype = POINTER(_Vfs)
        self._vfs = find(None)
        self._real_open = _OPEN_FILE(self._vfs.contents.open)
        self._open_here = _OPEN_FILE(self._opened)
        self._files: dict[int, str] = {}
        self._tables: dict[int, int] = {}
        self._kept: list[Any] = [self._open_here]
        # SQLite may call these until the last of its files is closed, be it while the process ends.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self))

    def take(self) -> None:
        """Lead the calls through `around`."""
        get = _GET_CALL(self._vfs.contents.get_call)
        for name, types in _CALLS.items():
            address = get(self._vfs, name.encode())
            if address is not None:
                self._set(name, self._led(name, CFUNCTYPE(*types, use_errno=True), address))
        self._vfs.contents.open = ctypes.cast(self._open_here, c_void_p).value

    def give_back(self) -> None:
        """Let SQLite make its calls as before. Files that are open now go on through `around` for syncs."""
        self._vfs.contents.open = ctypes.cast(self._real_open, c_void_p).value
        for name in _CALLS:
            self._set(name, None)

    def _set(self, name: str, call: Any) -> None:
        address = None if call is None else ctypes.cast(call, c_void_p)
        _SET_CALL(self._vfs.contents.set_call)(self._vfs, name.encode(), address)

    def _led(self, name: str, kind: Any, address: int) -> Any:
        real = kind(address)
        failed = {"openDirectory": SQLITE_CANTOPEN, "mmap": c_void_p(-1).value}.get(name, -1)

        def led(*arguments: Any) -> Any:
            try:
                return self._around(name, real, arguments)
            except OSError as error:
                ctypes.set_errno(error.errno or errno.EIO)
                return failed

        call = kind(led)
        self._kept.append(call)
        return call

    def _opened(self, vfs: Any, name: int | None, file: int, flags: int, out: int | None) -> int:
        result: int = self._real_open(vfs, name, file, flags, out)
        table = ctypes.cast(file, POINTER(c_void_p))
        if result == 0 and name is not None and table[0]:
            self._files[file] = os.fsdecode(ctypes.string_at(name))
            table[0] = self._with_own_sync(table[0])
        return result

    def _with_own_sync(self, address: int) -> int:
        """A copy of a file's methods that waits for the disk through `around`, made once for each table."""
        if address in self._tables:
            return self._tables[address]
        methods = (c_void_p * _METHODS).from_buffer_copy(ctypes.string_at(address, _METHODS * 8))
        real = _SYNC_FILE(methods[_SYNC] or 0)

        def sync(file: int, flags: int) -> int:
            try:
                result: int = self._around("sync", lambda _: real(file, flags), (self._files[file],))
            except OSError:
                return SQLITE_IOERR_FSYNC
            return result

        call = _SYNC_FILE(sync)
        methods[_SYNC] = ctypes.cast(call, c_void_p)
        self._kept.extend([methods, call])
        self._tables[address] = ctypes.addressof(methods)
        return self._tables[address]
