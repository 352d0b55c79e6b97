"""Leaks planted in what leaves the program: exports, replay, the list of sessions, the report of a crash."""

from collections.abc import Iterator
from typing import Any

import pytest
from planting import Leak, assert_found, names, peeking
from twins import how_many, remembered, the_key

from cpsim.conference import events as e
from cpsim.conference.parts import Seat
from cpsim.conference.visibility import reaches
from cpsim.export import answers_csv, log, reading, replay, sessions, summary, telling
from cpsim.export.sheets import Block, Text
from cpsim.present.prose import quiet
from cpsim.tui import crash


def numbers_of_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of a log carry the session's own numbers, so that what a seat was not given leaves gaps."""
    peek = peeking(monkeypatch)
    plain = log.lines

    def lines(read: Any) -> list[str]:
        head, *rest = plain(read)
        numbers = [n for n, one in enumerate(peek.host.log, 1) if reaches(one, read.seat.id)]
        return [head, *(f"{number} {line}" for number, line in zip(numbers, rest, strict=True))]

    monkeypatch.setattr(log, "lines", lines)


def how_many_events_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The header of a log says how many events the whole session has."""
    peek = peeking(monkeypatch)
    plain = log._header
    monkeypatch.setattr(log, "_header", lambda read: f"{len(peek.host.log)} {plain(read)}")


def judgements_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of answers has everybody's reasons in it."""
    peek = peeking(monkeypatch)
    plain = answers_csv._rows

    def rows(read: Any) -> Iterator[dict[str, str]]:
        yield from plain(read)
        view = read.view()
        for own in peek.host.state.own.values():
            for paper in own.sealed.values():
                yield from answers_csv._paper(read, view, paper)

    monkeypatch.setattr(answers_csv, "_rows", rows)


def order_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the table of answers those that the key takes stand first."""
    peek = peeking(monkeypatch)
    plain = answers_csv._rows

    def rows(read: Any) -> Iterator[dict[str, str]]:
        taken = {
            (item.at.item, value) for item in peek.host.content.scenario.key.items for value in item.accepted
        }
        yield from sorted(plain(read), key=lambda row: (row["item"], row["value"]) not in taken)

    monkeypatch.setattr(answers_csv, "_rows", rows)


def column_of_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column more says what the key has there."""
    peek = peeking(monkeypatch)
    plain = answers_csv._answer

    def answer(read: Any, stage: str, one: Any) -> dict[str, str]:
        keys = [item for item in peek.host.content.scenario.key.items if item.at == one.at]
        return {**plain(read, stage, one), "key": " ".join(value for item in keys for value in item.accepted)}

    monkeypatch.setattr(answers_csv, "HEADS", (*answers_csv.HEADS, "key"))
    monkeypatch.setattr(answers_csv, "_answer", answer)


def folders_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page about a conference that is not over lists what stayed in the folders."""
    peek = peeking(monkeypatch)

    def stayed(*_more: Any) -> list[Block]:
        return [
            Text("; ".join(str(f.short) for part in peek.host.content.scenario.slices for f in part.facts))
        ]

    monkeypatch.setattr(summary, "_stayed", stayed)


def sealed_in_the_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told afterwards, every notice says what was sealed."""
    peek = peeking(monkeypatch)
    plain = telling._judging

    def judging(event: Any, now: Any) -> Any:
        if isinstance(event, e.BallotHandedIn):
            paper = peek.host.state.view(event.seat).own.sealed.get(event.stage)
            return (quiet(paper.reason or "") if paper is not None else quiet(""),)
        return plain(event, now)

    monkeypatch.setattr(telling, "_judging", judging)


def length_of_the_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every part of a replay is counted among all events of the session."""
    peek = peeking(monkeypatch)
    plain = replay._show

    def show(told: Any, _events: int, keys: Any, out: Any) -> None:
        plain(told, len(peek.host.log), keys, out)

    monkeypatch.setattr(replay, "_show", show)


def sentence_that_declines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may not have a seat's log is told how much is in its folder."""
    peek = peeking(monkeypatch)
    plain = reading._allow

    def allow(reader: Seat, *more: Any) -> None:
        try:
            plain(reader, *more)
        except reading.Declined as declined:
            count = len(peek.host.state.view(reader.id).own.folder)
            raise reading.Declined(declined.code, f"{declined} ({count})") from None

    monkeypatch.setattr(reading, "_allow", allow)


def list_of_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a session stands is listed with how much is still to be said in it."""
    peek = peeking(monkeypatch)
    plain = sessions._row

    def row(one: Any) -> tuple[str, ...]:
        from planting import held

        return (*plain(one), str(held(peek.host.state)))

    monkeypatch.setattr(sessions, "_row", row)
    monkeypatch.setattr(sessions, "_", lambda words: words)
    plain_table = sessions._table
    monkeypatch.setattr(sessions, "_table", lambda rows: plain_table([rows[0] + ("left",), *rows[1:]]))


def words_in_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report of a crash says what the exception said."""
    plain = crash.frames
    monkeypatch.setattr(crash, "frames", lambda error: [*plain(error), str(error)])


def size_of_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report of a crash says how much was in reach."""
    plain = crash.frames
    monkeypatch.setattr(crash, "frames", lambda error: [*plain(error), str(len(str(error)))])


def marks_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of a log says whether the key knows the item."""
    peek = peeking(monkeypatch)
    plain = log._numbered

    def numbered(given: Any) -> Iterator[str]:
        weights = {key.fact: key.weight for key in peek.host.content.scenario.key.facts}
        for event, line in zip(given, plain(given), strict=True):
            fact = getattr(event, "fact", None)
            yield f"{weights.get(getattr(fact, 'id', ''), 0)} {line}"

    monkeypatch.setattr(log, "_numbered", numbered)


LEAKS = (
    Leak(numbers_of_the_store, (remembered,), closely=True),
    Leak(how_many_events_there_are, (remembered,), closely=True),
    Leak(judgements_of_all, closely=True),
    Leak(order_of_rows, (the_key,), closely=True),
    Leak(column_of_the_key, (the_key,), closely=True),
    Leak(folders_on_the_page, closely=True),
    Leak(sealed_in_the_replay, closely=True),
    Leak(length_of_the_replay, (remembered,), closely=True),
    Leak(sentence_that_declines, (how_many,), 2),
    Leak(list_of_sessions, (how_many,), closely=True),
    Leak(words_in_a_report, closely=True),
    Leak(size_of_a_report, (how_many,), closely=True),
    Leak(marks_in_the_log, (the_key,), closely=True),
)


@pytest.mark.parametrize("leak", LEAKS, ids=names(LEAKS))
def test_a_leak_in_what_leaves_the_program_is_found(leak: Leak, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a file, a replay, a list or a report tells of somebody else's secret is found."""
    assert_found(leak, monkeypatch)
