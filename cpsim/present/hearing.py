"""What a log cannot tell: items that may have been said in a part of the conference its seat was out of.

The folders lie open in the debrief. Whether an item went from one into the part without the family is known
to those who sat in it; to everybody else a page says neither that it was said nor that it was not.
"""

from collections.abc import Container, Iterable, Sequence
from itertools import pairwise, takewhile

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.case import Fact
from cpsim.present.prose import Line, quiet
from cpsim.present.tongue import _

UNTOLD = "?"
"""The ring of an item of which a page does not tell whether it was said."""


def untold(log: Sequence[e.Event], view: View) -> frozenset[str]:
    """The items of the opened folders of which this log does not say whether they were said, by id."""
    opened = [fact for event in log if isinstance(event, e.FolderOpened) for fact in event.facts]
    return untold_of(opened, log, view)


def untold_of(facts: Iterable[Fact], log: Sequence[e.Event], view: View) -> frozenset[str]:
    """Those of `facts` of which this log does not say whether they were said, by id.

    In the part without the family only an item with a limit is said, by leave of the chair. What became of
    one's own one knows. Empty where no such part was held, or where this seat sat in all of them.
    """
    if not _missed(log):
        return frozenset()
    known = {*view.board, *(fact.id for fact in view.own.folder)}
    return frozenset(fact.id for fact in facts if fact.handling and fact.id not in known)


def _missed(log: Sequence[e.Event]) -> bool:
    """Whether a part was held of which this log has no word: who sits in it is given the item at once."""
    return any(
        isinstance(event, e.PrivatePartHeld) and not isinstance(following, e.FactSharedPrivately)
        for event, following in pairwise((*log, None))
    )


def ring(fact: str, said: Container[str], hidden: Container[str]) -> str:
    """The ring before the item of that id: full where said, empty where not, `UNTOLD` where neither is told."""
    return "●" if fact in said else UNTOLD if fact in hidden else "○"


def untold_line(hidden: frozenset[str]) -> tuple[Line, ...]:
    """What `UNTOLD` means, for a page that has one; nothing for a page that has none."""
    words = _("? may have been said in the part without the family, which is not told here")
    return (quiet(words),) if hidden else ()


def hurt(log: Sequence[e.Event], place: int) -> tuple[str, ...]:
    """The seats that answer no more for the breach at `place` of `log`, be it the first that hurt them or not."""
    breach = log[place]
    assert isinstance(breach, e.Breach), "only a breach hurts"
    if breach.hurt:
        return breach.hurt
    # A breach as earlier releases stored it does not say whom it hurt; who withdrew for it stands right behind.
    behind = takewhile(lambda event: isinstance(event, e.Withdrew), log[place + 1 :])
    return tuple(event.seat for event in behind if isinstance(event, e.Withdrew))
