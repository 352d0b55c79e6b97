"""`python -m cpsim`: the same as the `cpsim` command."""

import sys

from cpsim.cli import main

if __name__ == "__main__":
    sys.exit(main())
