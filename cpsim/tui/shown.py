"""What `present` made, handed to our widgets: its lines become painted lines, nothing else changes."""

from collections.abc import Iterable, Sequence

from cpsim.present import prose
from cpsim.tui.lines import Line, Span, Tone, line


def shown(lines: Iterable[prose.Line]) -> list[Line]:
    """The same lines for the widgets."""
    return [
        line(*((words, Tone(tone)) for words, tone in one.parts), indent=one.indent, hang=one.hang)
        for one in lines
    ]


def tabs(names: Sequence[str], here: int) -> Line:
    """The names of pages with their numbers; the open one stands in brackets."""
    spans: list[Span] = []
    for number, name in enumerate(names):
        open_now = number == here
        words = f"[{number + 1} {name}]" if open_now else f" {number + 1} {name} "
        spans += [Span(words, Tone.STRONG if open_now else Tone.QUIET), Span("  ")]
    return line(*spans)
