"""The limits of what is read, in one table; `docs/authoring.md` prints the same numbers.

They are far above what an honest pack needs and low enough that a hostile file costs nothing:
every file limit is tested before the parser sees the text or while it hands over its events.
"""

FILE_BYTES = 1_000_000
"""Bytes in one file."""

FILES_IN_PACK = 100
"""YAML files in one pack folder."""

NODES = 50_000
"""Values, lists and tables in one file."""

DEPTH = 24
"""Lists and tables inside each other."""

SCALAR = 20_000
"""Characters in one piece of text before it is checked against its own field's limit."""

PROBLEMS = 200
"""Problems told about one file; more would bury the first ones."""

NAME = 80
"""Characters in a name, a title or a `short`."""

LINE = 300
"""Characters in one line of a card, a duty, a plan's answer."""

TEXT = 800
"""Characters in any longer piece of text: a fact, a rule, a reason."""
