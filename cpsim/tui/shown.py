"""What `present` made, handed to our widgets: its lines become painted lines, nothing else changes."""

from collections.abc import Iterable

from cpsim.present import prose
from cpsim.tui.lines import Line, Tone, line


def shown(lines: Iterable[prose.Line]) -> list[Line]:
    """The same lines for the widgets."""
    return [
        line(*((words, Tone(tone)) for words, tone in one.parts), indent=one.indent, hang=one.hang)
        for one in lines
    ]
