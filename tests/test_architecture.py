"""The shape of the house: who may import whom, what a verb loads, how long a file may grow."""

import ast
import os
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cpsim"
PURE = ("model", "conference", "scoring", "clock", "present")
HEAVY = ("textual", "rich", "yaml", "sqlite3", "psycopg", "aiohttp", "pydantic", "networkx", "holidays")
LONG, TOO_LONG, HEADING = 400, 500, 8

SEEN_AFTER = """
import sys
{work}
print("seen:", *sorted(name for name in {names!r} if name in sys.modules))
"""
RUN = """
sys.argv = ["cpsim", *{arguments!r}]
from cpsim.cli import main
try:
    main()
except SystemExit:
    pass
"""


def loaded_after(work: str, names: tuple[str, ...], cwd: Path = ROOT) -> list[str]:
    """The modules of `names` that a fresh interpreter holds after `work`."""
    code = SEEN_AFTER.format(work=work, names=names)
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1].split()[1:]


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of the `pyproject.toml` in `folder` on the `cpsim` beside it."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    # The folder comes first on the path, before the checkout an editable install points at.
    env = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


def modules_of(package: str) -> list[str]:
    """Every module below one package of cpsim, itself included."""
    found = pkgutil.walk_packages([str(PACKAGE / package)], f"cpsim.{package}.")
    return [f"cpsim.{package}", *(module.name for module in found)]


def sources() -> list[Path]:
    """Every Python file of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def test_the_import_contracts_hold() -> None:
    """Every contract of pyproject.toml is kept by the package as it stands."""
    done = contracts(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("model/words.py", "import yaml", "Pure packages stay pure"),
        ("scoring/__init__.py", "from random import random", "Pure packages stay pure"),
        ("model/words.py", "import cpsim.conference", "One direction through the house"),
        ("tui/__init__.py", "import cpsim.packs", "Screens reach a link and nothing behind it"),
        ("session/__init__.py", "import sqlite3", "SQLite is opened in store alone"),
    ],
)
def test_the_contracts_find_a_planted_import(tmp_path: Path, file: str, line: str, contract: str) -> None:
    """An import that breaks the house rules, even inside a function, breaks the contract that names it."""
    ignore = shutil.ignore_patterns("__pycache__", "_data")
    shutil.copytree(PACKAGE, tmp_path / "cpsim", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "cpsim" / file).open("a", encoding="utf-8") as target:
        target.write(f"\ndef planted() -> None:\n    {line}\n")
    done = contracts(tmp_path)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_loads_nothing_heavy(package: str) -> None:
    """Importing every module of a pure package in a fresh process loads no library that does I/O."""
    work = "\n".join(f"import {name}" for name in modules_of(package))
    assert loaded_after(work, HEAVY) == []


def test_the_watch_sees_what_is_loaded() -> None:
    """The watch itself notices a heavy module, so that an empty answer means something."""
    assert loaded_after("import sqlite3", HEAVY) == ["sqlite3"]


def test_version_loads_nothing_it_does_not_need() -> None:
    """`cpsim --version` answers without textual, pydantic, yaml, sqlite3, holidays or asyncio."""
    watched = (*HEAVY, "jinja2", "asyncio")
    assert loaded_after(RUN.format(arguments=["--version"]), watched) == []


def test_check_loads_no_screen_and_no_calendar() -> None:
    """`cpsim check` reads a pack without textual, rich, networkx, sqlite3, holidays or jinja2."""
    watched = ("textual", "rich", "networkx", "sqlite3", "holidays", "jinja2")
    assert loaded_after(RUN.format(arguments=["check", "scenarios/jayden"]), watched) == []


def test_no_file_grows_past_reading() -> None:
    """No file is over 500 lines; the message lists those over 400, each worth a hard look."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    long = [f"{path.relative_to(ROOT)}: {length}" for path, length in lengths.items() if length > LONG]
    assert max(lengths.values()) <= TOO_LONG, "\n".join(["files over 400 lines:", *long])


def test_a_module_says_briefly_what_it_owns() -> None:
    """Every module opens with a docstring, and none needs more than eight lines for it."""
    headings = {path: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for path in sources()}
    wrong = [
        str(path.relative_to(ROOT))
        for path, heading in headings.items()
        if not heading or len(heading.splitlines()) > HEADING
    ]
    assert not wrong, "\n".join(wrong)
