"""The board shows every card this seat has heard, under its heading, with its kind and its turned side."""

from dataclasses import replace

from conferences import jayden, opened

from cpsim.conference.view import BoardCard, View
from cpsim.model.words import Basis, Tag, Whose
from cpsim.present import board


def _view(*cards: BoardCard) -> View:
    view = opened(jayden(), "health_visitor").view("s3")
    return replace(view, public=replace(view.public, board={card.fact.id: card for card in cards}))


def _card(heading: str = "worries", **changes: object) -> BoardCard:
    fact = jayden().scenario.slices[0].facts[0]
    card = BoardCard(fact.heard, "s3", Tag.ALLEGATION, heading, Whose.MOTHER)
    return replace(card, **changes)  # type: ignore[arg-type]


def test_every_heading_stands_even_when_empty() -> None:
    """All headings of the area are columns, in its order."""
    columns = board.columns(_view(), jayden().framework)
    assert [column.id for column in columns] == [heading.id for heading in jayden().framework.headings]


def test_a_card_stands_under_its_heading_and_nowhere_else() -> None:
    """A card is found once."""
    columns = board.columns(_view(_card("complicating")), jayden().framework)
    assert [column.id for column in columns if column.cards] == ["complicating"]


def test_a_card_says_whose_word_it_is() -> None:
    """Second-hand items name the person before anybody asks."""
    assert board.mark(_card(), "gp").startswith("allegation, on the word of the mother")


def test_a_turned_card_says_how_and_when() -> None:
    """After 'how do we know?' the other side is shown, with a sign of its own beside the card."""
    turned = _card(basis=Basis.SEEN)
    assert "seen or heard first hand" in board.mark(turned, "gp")
    text = "\n".join(line.text for line in board.lines(_view(turned), jayden().book))
    assert "◆" in text
    assert "◆" not in "\n".join(line.text for line in board.lines(_view(_card()), jayden().book))


def test_an_authored_card_is_labelled() -> None:
    """What the author of the case added is marked so."""
    fact = replace(_card().fact, provenance="authored")
    assert "added by the author" in board.mark(_card(fact=fact), "gp")


def test_a_corrected_card_says_so() -> None:
    """Kind and source are those of now; that they were keyed otherwise is one word."""
    assert "corrected" in board.mark(_card(corrected=True), "gp").split(", ")
    assert "corrected" not in board.mark(_card(), "gp")
