"""The board: the cards that were put down, under the headings of the area's own form."""

from dataclasses import dataclass

from cpsim.conference import events as e
from cpsim.conference.view import BoardCard, View
from cpsim.model.content import RuleBook
from cpsim.model.framework import Framework
from cpsim.model.said import Said
from cpsim.model.words import Topic
from cpsim.present import labels, titles
from cpsim.present.prose import Line, Tone, head, prose, quiet
from cpsim.present.tongue import _


@dataclass(frozen=True, slots=True)
class Column:
    """One heading with its cards, in the order they were put down."""

    id: str
    name: Said
    cards: tuple[BoardCard, ...]


def columns(view: View, framework: Framework) -> tuple[Column, ...]:
    """Every heading of the area with the cards this seat has heard under it."""
    cards = tuple(view.board.values())
    return tuple(
        Column(known.id, known.name, tuple(card for card in cards if card.heading == known.id))
        for known in framework.headings
    )


def mark(card: BoardCard, role: str | None, *, explained: bool = False) -> str:
    """What stands beside a card of who holds `role`: kind, whose word, and its turned side once it is turned.

    An item of the author's has a sign, with its meaning until that was `explained`.
    """
    words = labels.said_as(card.tag, card.whose, role)
    if card.basis is not None:
        words = [words[0], labels.known_by(card.basis, card.whose), str(card.when or "")]
    if card.private:
        words.append(_("private part"))
    if card.corrected:
        words.append(_("corrected"))
    if card.fact.authored:
        words.append(labels.by_author(explained=explained))
    return ", ".join(words)


def relabelled(event: e.CardRelabelled, role: str | None) -> str:
    """What a corrected card of who holds `role` is now, and what it was keyed as."""
    now = ", ".join(labels.said_as(event.tag, event.whose, role))
    before = ", ".join(labels.said_as(event.was_tag, event.was_whose, role))
    return _("{now} (before: {before})").format(now=now, before=before)


def lines(view: View, book: RuleBook, *, full: bool = False, child_first: bool = False) -> tuple[Line, ...]:
    """The whole board as lines: headings, and cards short with their holder, or `full` with all words.

    With `child_first` what the child says stands above the other headings, which keep their order.
    """
    made: list[Line] = []
    explained = False
    listed = columns(view, book.framework)
    if child_first:
        childs = {one.id for one in book.framework.headings if Topic.CHILDS_WORDS in one.topics}
        listed = tuple(sorted(listed, key=lambda column: column.id not in childs))
    for column in listed:
        if made:
            made.append(prose())
        made.append(head(column.name))
        if not column.cards:
            made.append(quiet(_("nothing yet"), indent=2))
        for card in column.cards:
            made.extend(_card(card, view, book, full=full, explained=explained))
            explained = explained or card.fact.authored
    return tuple(made)


def _card(card: BoardCard, view: View, book: RuleBook, *, full: bool, explained: bool) -> tuple[Line, ...]:
    holder = titles.seat(card.seat, view.public, book)
    turned = "◆ " if card.basis is not None else "· "
    first = prose(turned, (card.fact.words if full else card.fact.short, Tone.PLAIN), indent=1, hang=3)
    role = view.public.seat(card.seat).role
    return (first, quiet(f"{holder}: {mark(card, role, explained=explained)}", indent=3))
