"""A store on the disk with one session in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from one_session import FLOOR

from cpsim.store.sqlite import SqliteStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the sessions lie."""
    return tmp_path / "sessions"


@pytest.fixture
def store(folder: Path) -> Iterator[SqliteStore]:
    """A store with session k7 begun and one event in it."""
    made = SqliteStore(folder)
    made.create("k7", {"title": "Jayden"}, b"content")
    made.append("k7", "a1", [FLOOR], 1.0)
    yield made
    made.close()
