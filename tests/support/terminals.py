"""Terminals for tests: a stream that says it is one, and the sizes at which screens are looked at."""

import io

SIZES = ((80, 24), (120, 40))
"""The smallest window that is wide enough for everything, and a usual one."""


class TerminalStream(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It says so."""
        return True
