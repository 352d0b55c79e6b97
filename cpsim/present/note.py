"""The speaking note of one seat: ids of own items, kept as a draft and never in the log."""

import json
from collections.abc import Sequence
from typing import Protocol

from cpsim.conference.view import View

FORM = "speaking_note"


class Keeps(Protocol):
    """What a note is kept with: a seat's link."""

    def view(self) -> View:
        """What the seat knows."""

    def draft(self, form: str) -> str:
        """What is kept under `form`."""

    def keep_draft(self, form: str, text: str) -> None:
        """Keep it."""


def of(link: Keeps) -> tuple[str, ...]:
    """The items of the note that are still unsaid, in the order they were chosen."""
    try:
        kept = json.loads(link.draft(FORM) or "[]")
    except ValueError:
        return ()
    unsaid = {fact.id for fact in link.view().unsaid}
    return tuple(one for one in kept if one in unsaid) if isinstance(kept, list) else ()


def keep(link: Keeps, items: Sequence[str]) -> None:
    """Keep a note; an empty one is taken away."""
    link.keep_draft(FORM, json.dumps(list(items)) if items else "")
