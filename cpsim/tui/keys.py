"""The reader of keys, made to keep an Escape that another key follows at once.

Many terminals send Escape as the first byte of other keys, so that the reader waits for a moment
whether more comes. Stock, an Enter within that moment swallows the Escape and stands alone: who
pressed Escape to leave a question has answered it. Here both keys arrive, in the order pressed.
"""

from collections.abc import Iterable

from textual import events

from cpsim.tui.paste import PasteReader

ESCAPE = "\x1b"


class KeyReader(PasteReader):
    """Textual's parser of what a terminal sends, with pastes taken out of it before."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """As stock, but Escape before Enter, Space, Tab or another key without a letter is a key as well."""
        if len(sequence) == 2 and sequence[0] == ESCAPE and not _is_sign(sequence[1]):
            yield events.Key("escape", ESCAPE)
            sequence = sequence[1]
        yield from super()._sequence_to_key_events(sequence, alt)


def _is_sign(character: str) -> bool:
    """Whether it may go on as the name of a key, or stand for one pressed with Alt."""
    return character.isprintable() and not character.isspace()
