"""What to do for somebody who is upset, under a heading that tells nobody why there is a pause."""

from typing import ClassVar

from cpsim.model.framework import Framework
from cpsim.present import facilitating
from cpsim.tui.dialogs.reader import Reader


class PausePage(Reader):
    """The page."""

    PLACE: ClassVar[str] = "A pause"

    def __init__(self, framework: Framework | None) -> None:
        """`framework` is that of the open session: its own words on an urgent worry stand there too."""
        super().__init__("A pause", facilitating.upset(framework))
