"""Leaks planted in what stands on the screens: hints, counts, minutes, marks, tones, pages, papers, slips."""

from dataclasses import replace
from typing import Any

import pytest
from planting import Leak, assert_found, held, names, peeking
from twins import drafts, fewer, how_many, one_ballot, the_joins, the_key

from cpsim.conference.parts import Seat
from cpsim.conference.view import BoardCard, View
from cpsim.export import role_slip
from cpsim.model.content import RuleBook
from cpsim.present import agenda, board, debrief, menu, papers, refusals, standing, table, transcript
from cpsim.present.prose import Line, Tone, prose, quiet
from cpsim.present.slip_words import in_printed_order, words_of
from cpsim.session.table import LocalLink


def hint_in_the_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a choice stands how many items nobody has said."""
    peek = peeking(monkeypatch)
    plain = menu._hint

    def hint(name: str, view: View, book: RuleBook) -> str:
        return f"{plain(name, view, book)} ({held(peek.host.state)} left at the table)"

    monkeypatch.setattr(menu, "_hint", hint)


def minutes_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """More minutes are left where the folders have more to join."""
    peek = peeking(monkeypatch)
    plain = agenda.minutes_left

    def minutes(step: str, book: RuleBook) -> int:
        return plain(step, book) + len(peek.host.content.scenario.insights)

    monkeypatch.setattr(agenda, "minutes_left", minutes)


def progress_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many have handed in leaves out those who judged low."""
    peek = peeking(monkeypatch)
    plain = standing.handed_in

    def handed_in(view: View, book: RuleBook) -> str:
        sealed = [one for own in peek.host.state.own.values() for one in own.sealed.values()]
        low = sum(paper.answers[0].value in ("1", "3") for paper in sealed)
        made = plain(view, book)
        return f"{made} ({low})" if made else ""

    monkeypatch.setattr(standing, "handed_in", handed_in)


def counts_of_the_board(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over each heading of the board stands how many items still belong there."""
    peek = peeking(monkeypatch)
    plain = board.lines

    def lines(view: View, book: RuleBook, *, full: bool = False) -> tuple[Line, ...]:
        return (quiet(f"{held(peek.host.state)} to come"), *plain(view, book, full=full))

    monkeypatch.setattr(board, "lines", lines)


def explanation_of_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a step is for is explained with what the folders would show together."""
    peek = peeking(monkeypatch)
    plain = agenda.where

    def where(view: View, book: RuleBook) -> agenda.Where:
        made = plain(view, book)
        return replace(made, explains=f"{made.explains} {peek.host.content.scenario.insights[0].statement}")

    monkeypatch.setattr(agenda, "where", where)


def who_has_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The common card says how much each of the others holds."""
    peek = peeking(monkeypatch)
    plain = papers.common_card

    def common_card(view: View, book: RuleBook) -> tuple[Line, ...]:
        counts = [len(peek.host.state.view(seat.id).own.folder) for seat in view.public.seats]
        return (*plain(view, book), prose(" ".join(map(str, counts))))

    monkeypatch.setattr(papers, "common_card", common_card)


def story_before_the_debrief(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page with the child's side can be turned to before the conference is over."""
    peek = peeking(monkeypatch)
    plain = debrief.story

    def story(log: Any, view: View) -> tuple[Line, ...]:
        return plain(log, view) or tuple(prose(one.words) for one in peek.host.content.scenario.moments)

    monkeypatch.setattr(debrief, "story", story)


def colour_of_a_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the key calls critical stands out on the board."""
    peek = peeking(monkeypatch)
    plain = board._card

    def card(one: BoardCard, view: View, book: RuleBook, **more: Any) -> tuple[Line, ...]:
        weights = {key.fact: key.weight for key in peek.host.content.scenario.key.facts}
        first, *rest = plain(one, view, book, **more)
        tone = Tone.ACCENT if weights.get(one.fact.id) == 3 else Tone.PLAIN
        return (Line(tuple((words, tone) for words, _tone in first.parts), first.indent, first.hang), *rest)

    monkeypatch.setattr(board, "_card", card)


def mark_in_the_transcript(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside what is said stands whether something else backs it."""
    peek = peeking(monkeypatch)
    plain = transcript.Scribe._item

    def item(self: transcript.Scribe, event: Any, occasion: str) -> Line:
        backed = {fact for one in peek.host.content.scenario.corroborations for fact in one.facts}
        made = plain(self, event, occasion)
        mark = "+" if event.fact.id in backed else "-"
        return Line((*made.parts, (mark, Tone.QUIET)), made.indent, made.hang)

    monkeypatch.setattr(transcript.Scribe, "_item", item)


def sentence_of_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence that says why not says what is left, though the refusal itself does not."""
    peek = peeking(monkeypatch)
    plain = refusals.excuse

    def excuse(refusal: Any, book: RuleBook, view: View) -> refusals.Excuse:
        made = plain(refusal, book, view)
        return replace(made, sentence=f"{made.sentence} {held(peek.host.state)}")

    for module in (refusals, menu):
        monkeypatch.setattr(module, "excuse", excuse)


def note_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the own folder stands the remark in somebody else's."""
    peek = peeking(monkeypatch)
    plain = papers.folder

    def folder(view: View) -> tuple[Line, ...]:
        others = [part for part in peek.host.content.scenario.slices if part.role != view.seat.role]
        return (*plain(view), quiet(others[0].note or ""))

    monkeypatch.setattr(papers, "folder", folder)


def where_a_table_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that comes together again reads how many items each of them still holds."""
    peek = peeking(monkeypatch)
    plain = standing.recap

    def recap(view: View, book: RuleBook, people: Any) -> tuple[Line, ...]:
        left = [len(peek.host.state.view(seat.id).unsaid) for seat in view.public.seats]
        return (*plain(view, book, people), quiet(" ".join(map(str, left))))

    monkeypatch.setattr(standing, "recap", recap)


def menu_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the menu that everybody sees stands how many items the speaker could still say."""
    peek = peeking(monkeypatch)
    plain = table._turn

    def turn(seat: Seat, view: View, book: RuleBook, offers: Any) -> list[menu.Entry]:
        count = len(peek.host.state.view(seat.id).unsaid)
        return [replace(one, hint=f"{one.hint} of {count}") for one in plain(seat, view, book, offers)]

    monkeypatch.setattr(table, "_turn", turn)


def word_on_a_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    """The word beside an item depends on what the key makes of it."""
    peek = peeking(monkeypatch)

    def words(scenario: str, folder: Any) -> dict[str, str]:
        weights = {key.fact: key.weight for key in peek.host.content.scenario.key.facts}
        return {fact.id: words_of(f"{scenario}{weights.get(fact.id, 0)}", [fact])[fact.id] for fact in folder}

    monkeypatch.setattr(role_slip, "words_of", words)


def numbers_on_a_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    """Items are numbered by how much the key makes of them."""
    peek = peeking(monkeypatch)
    plain = in_printed_order

    def in_order(facts: Any) -> Any:
        weights = {key.fact: key.weight for key in peek.host.content.scenario.key.facts}
        return tuple(sorted(plain(facts), key=lambda fact: -weights.get(fact.id, 0)))

    monkeypatch.setattr(role_slip, "in_printed_order", in_order)


def unfinished_words_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """A speaking note counts the letters of what the next seat has not finished writing."""
    peek = peeking(monkeypatch)
    plain = standing.recap

    def recap(view: View, book: RuleBook, people: Any) -> tuple[Line, ...]:
        host = peek.host
        texts = [LocalLink(host, seat.id).draft("answer") for seat in view.public.seats]
        return (*plain(view, book, people), quiet(str(sum(map(len, texts)))))

    monkeypatch.setattr(standing, "recap", recap)


LEAKS = (
    Leak(hint_in_the_menu, (how_many,)),
    Leak(minutes_left, (the_joins,)),
    Leak(progress_line, (one_ballot,)),
    Leak(counts_of_the_board, (how_many,)),
    Leak(explanation_of_a_step),
    Leak(who_has_a_folder, (how_many,)),
    Leak(story_before_the_debrief),
    Leak(colour_of_a_card, (the_key,)),
    Leak(mark_in_the_transcript, (the_joins,)),
    Leak(sentence_of_a_refusal, (how_many,)),
    Leak(note_of_another),
    Leak(where_a_table_stands, (fewer,)),
    Leak(menu_of_the_table, (how_many,)),
    Leak(word_on_a_slip, (the_key,), closely=True),
    Leak(numbers_on_a_slip, (the_key,), closely=True),
    Leak(unfinished_words_of_another, (drafts,)),
)


@pytest.mark.parametrize("leak", LEAKS, ids=names(LEAKS))
def test_a_leak_in_the_words_of_a_screen_is_found(leak: Leak, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a screen's words, counts, tones or order tell of somebody else's secret is found."""
    assert_found(leak, monkeypatch)
