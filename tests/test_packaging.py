"""What reaches a user: the wheel and its content, the pinned lists, the commands that set things up."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ("scenarios", "frameworks", "roles", "schemas")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)

posix_only = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell script; Windows has start-windows.cmd")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the project as it stands, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def shipped_files() -> list[Path]:
    """Every file of the content folders."""
    return [path for name in CONTENT for path in (ROOT / name).rglob("*") if path.is_file()]


@pytest.mark.slow
def test_the_wheel_carries_all_content(wheel: Path) -> None:
    """Each scenario, framework, role and schema file stands in the wheel, byte for byte."""
    with zipfile.ZipFile(wheel) as archive:
        for path in shipped_files():
            assert archive.read(f"cpsim/_data/{path.relative_to(ROOT).as_posix()}") == path.read_bytes()
    assert len(shipped_files()) > len(CONTENT)


@pytest.mark.slow
def test_the_wheel_carries_the_package_and_nothing_else(wheel: Path) -> None:
    """Every file of the package is in the wheel; no test, benchmark or tool is."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = {path for path in (ROOT / "cpsim").rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert {path.relative_to(ROOT).as_posix() for path in sources} <= names
    assert {name.split("/")[0] for name in names} == {"cpsim", f"cpsim-{version()}.dist-info"}


@pytest.mark.slow
def test_an_installed_wheel_finds_its_own_content(wheel: Path, tmp_path: Path) -> None:
    """The program runs from an unpacked wheel, far from any checkout, and checks the shipped case."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-P", "-m", "cpsim", "check"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def version() -> str:
    """The version pyproject.toml states."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert isinstance(stated, str)
    return stated


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_pinned_list_agrees_with_the_lock(name: str) -> None:
    """Every line of a pinned list is a version the lock holds, so both ways of setting up agree."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {(package["name"], package.get("version")) for package in lock["package"]}
    pinned = set(PINNED.findall((ROOT / name).read_text(encoding="utf-8")))
    assert pinned
    assert pinned <= locked


def test_the_pinned_list_holds_every_dependency() -> None:
    """Each library pyproject.toml asks for is on the list that `make play` installs."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=;\[ ]", line)[0].lower() for line in asked}
    assert names <= {name for name, _ in PINNED.findall((ROOT / "requirements.txt").read_text("utf-8"))}


def test_an_old_python_is_told_so() -> None:
    """Setting up with a Python that is too old ends with one sentence, not with a traceback."""
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 0); runpy.run_path('tools/prepare.py', {}, '__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stderr
    assert "Traceback" not in done.stderr


@posix_only
def test_a_machine_without_python_is_told_so(tmp_path: Path) -> None:
    """Where no Python is new enough, the search says which one is needed and where to get it."""
    for name in ("python3", "python"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
        (tmp_path / name).chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", "tools/find-python"],
        cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "Python 3.11 or newer" in done.stderr


@posix_only
@pytest.mark.parametrize("name", ["tools/play", "tools/find-python", "start-macos.command", ".ci/run"])
def test_a_starter_can_be_run(name: str) -> None:
    """Each starter is executable and its shell can read it."""
    assert os.access(ROOT / name, os.X_OK)
    shell = "bash" if name == ".ci/run" else "sh"
    subprocess.run([shell, "-n", name], cwd=ROOT, check=True)


def test_the_windows_starter_has_windows_line_ends() -> None:
    """cmd.exe misreads labels and blocks in a file with bare line feeds."""
    text = (ROOT / "start-windows.cmd").read_bytes()
    assert text.count(b"\r\n") == text.count(b"\n") > 0
