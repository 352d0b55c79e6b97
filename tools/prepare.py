"""Set up the virtual environment `.venv` from the pinned lists, or do nothing if it is up to date.

    python tools/prepare.py          what is needed to play
    python tools/prepare.py --dev    what is needed to test, too

Needs the standard library only. Written so that an older Python can at least read it and say so.
It touches nothing outside the project's folder.
"""

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LISTS = {"play": "requirements.txt", "dev": "requirements-dev.txt"}
TOO_OLD = (
    "cpsim needs Python 3.11 or newer; this is Python {}. Get one from https://www.python.org/downloads/"
)


def main() -> int:
    """Parse the one option, set up what is missing and return the exit code."""
    if sys.version_info < (3, 11):
        print(TOO_OLD.format(sys.version.split()[0]), file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(description="Set up .venv from the pinned lists.")
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    profile = "dev" if parser.parse_args().dev else "play"
    try:
        prepare(profile)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"Setting up did not work: {error}", file=sys.stderr)
        print("The lines above say why. It needs the network once, to fetch the libraries.", file=sys.stderr)
        return 3
    return 0


def prepare(profile: str) -> None:
    """Bring `.venv` to what the list of `profile` pins, unless it already is."""
    if is_current(profile):
        return
    print(f"Setting up ({LISTS[profile]}); this takes about a minute, once.", flush=True)
    make_venv()
    # The lists name everything, so pip resolves nothing: its resolver would look past the pins at whatever
    # was published since, and refuse it for want of a hash.
    pip("install", "--no-deps", "--require-hashes", "-r", str(ROOT / LISTS[profile]))
    pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    # The first start is then as quick as the tenth, also where Python may not write beside its sources.
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "cpsim")], check=True)
    stamp(profile).write_text(digest(profile), encoding="ascii")


def is_current(profile: str) -> bool:
    """Whether `.venv` was set up from the lists as they stand now; the dev list holds the play list."""
    stamps = [name for name in (profile, "dev") if stamp(name).is_file()]
    return PYTHON.exists() and any(stamp(n).read_text(encoding="ascii") == digest(n) for n in stamps)


def stamp(profile: str) -> Path:
    """The file that says what `.venv` was set up from."""
    return VENV / f"cpsim-{profile}.stamp"


def digest(profile: str) -> str:
    """A digest of everything an installed `.venv` depends on, the folder itself included."""
    parts = [(ROOT / name).read_bytes() for name in (LISTS[profile], "pyproject.toml")]
    return hashlib.sha256(b"\0".join([*parts, str(ROOT).encode()])).hexdigest()


def make_venv() -> None:
    """Make `.venv` with pip in it; Debian splits `venv` off, so `virtualenv` is the way round."""
    if has_pip():
        return
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode == 0 and has_pip():
        return
    print("No venv module here; fetching virtualenv instead.", flush=True)
    aside = ROOT / "build" / "virtualenv"
    fetch = ["install", "--quiet", "--target", str(aside), "virtualenv"]
    subprocess.run([sys.executable, "-m", "pip", *fetch], check=True)
    env = {**os.environ, "PYTHONPATH": str(aside)}
    subprocess.run([sys.executable, "-m", "virtualenv", "--clear", str(VENV)], check=True, env=env)


def has_pip() -> bool:
    """Whether `.venv` has a Python that runs, is new enough and has pip."""
    if not PYTHON.exists():
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([str(PYTHON), "-c", probe], check=False, capture_output=True).returncode == 0


def pip(*arguments: str) -> None:
    """Run the environment's own pip, quietly, and raise if it fails."""
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([str(PYTHON), "-m", "pip", arguments[0], *quiet, *arguments[1:]], check=True)


if __name__ == "__main__":
    sys.exit(main())
