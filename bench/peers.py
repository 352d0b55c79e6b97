"""Fetch the programs to measure beside, each into an environment of its own under build/peers.

They are never dependencies of cpsim. Needs the network once; does nothing where they stand already.
"""

import subprocess
import sys
import venv

from bench.programs import PEERS

WANTED = {
    "harlequin": ("harlequin==2.17.0",),
    # posting crashes with tree-sitter 0.26, which pip would choose.
    "posting": ("posting==2.11.1", "tree-sitter<0.26"),
}


def main() -> None:
    """Fetch what is missing; the benchmark leaves out what cannot be fetched."""
    for name, packages in WANTED.items():
        folder = PEERS / name
        if (folder / "bin" / name).exists():
            continue
        print(f"fetching {name}", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages]
        if subprocess.run(install, check=False).returncode:
            print(f"{name} could not be fetched; the table will leave it out", file=sys.stderr)


if __name__ == "__main__":
    main()
