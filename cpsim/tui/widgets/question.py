"""What the questions of a form have in common, whatever they are answered with."""

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from cpsim.model.said import Said
from cpsim.tui.lines import Line, Span, Tone, Words, line, plain
from cpsim.tui.widgets.painted import MARK

Value = str | Said | tuple[str, ...] | None
"""An answer: a chosen value, words, chosen ids, or nothing yet."""
UNANSWERED = "not answered yet"


@dataclass
class Go(Message):
    """The person wants to go on from a question to the next (1) or the one before (-1)."""

    way: int


class Question(Widget):
    """A question of a form. Subclasses hold the answer and know what is missing."""

    required: bool = True
    only_with: tuple[str, str] | None = None
    """The id of another question of the form and its answer, with which alone this one is asked."""

    @property
    def value(self) -> Value:
        """The answer so far."""
        raise NotImplementedError

    def load(self, value: Value) -> None:
        """Put an earlier answer in; one that no longer fits is left out."""
        raise NotImplementedError

    def missing(self) -> str:
        """What is missing, in words; empty where nothing is."""
        return "" if self.value or not self.required else UNANSWERED

    def show_missing(self, on: bool) -> None:
        """Show beside the question what is missing, or stop showing it."""
        raise NotImplementedError

    def take_keyboard(self) -> None:
        """Give the keyboard to the part that is answered with."""
        raise NotImplementedError


@dataclass
class NotYet(Message):
    """Enter found nothing to take; the frame says what to do first."""

    what_first: str


def asked(question: Words, *, live: bool, missing: str = "", note: Words = "") -> Line:
    """The line of a question, with what is missing beside it; `live`: the mark of the screen stands here."""
    spans = [Span(f"{MARK} " if live else "  ", Tone.ACCENT), Span(plain(question), Tone.STRONG)]
    if missing:
        spans.append(Span(f"   ({missing})", Tone.WARN))
    if plain(note):
        spans.append(Span(f"   {plain(note)}", Tone.QUIET))
    return line(*spans, hang=2)
