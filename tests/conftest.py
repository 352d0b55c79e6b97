"""What every test shares: how many examples a property test draws, and a data folder of its own."""

import importlib
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sizes import FORM, Form

# The plug-in for pictures hands its folder on to the other processes of a run in a variable of
# Textual's kind, and the interface takes those away when it is first imported.
PICTURES = "TEXTUAL_SNAPSHOT_TEMPDIR"
_pictures = os.environ.get(PICTURES)
importlib.import_module("cpsim.tui")
if _pictures is not None:
    os.environ[PICTURES] = _pictures

# A pseudo-terminal needs modules that Windows does not have.
collect_ignore = ["pty"] if sys.platform == "win32" else []

SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]

# The same examples in every ordinary run, so that a red run is red again; fresh ones in a soak.
settings.register_profile(
    "usual", max_examples=50, deadline=None, derandomize=True, suppress_health_check=SLOW_IS_FINE
)
settings.register_profile("long", max_examples=2_000, deadline=None, suppress_health_check=SLOW_IS_FINE)
settings.load_profile("long" if FORM is Form.FULL else "usual")


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests of terminals and screens wait for much of their time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the sessions of whoever runs it."""
    monkeypatch.setenv("CPSIM_DATA", str(tmp_path / "data"))
