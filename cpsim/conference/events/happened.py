"""What every type of event says of itself."""

from typing import ClassVar


class Happened:
    """What every type of event says of itself, for ever."""

    __slots__ = ()
    NAME: ClassVar[str]
    VERSION: ClassVar[int] = 1
    WORDS: ClassVar[tuple[str, ...]] = ()
    """The fields that hold a person's own words."""
