"""`cpsim export --format csv`: the answers of one seat's log as a table, one row an answer.

Own judgements are there always, everybody's once names were agreed, and before that the sealed
lines as counts without seats. No cell is ever run by a spreadsheet, and none breaks its row;
docs/log.md describes every column.
"""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator

from cpsim.conference import events as e
from cpsim.conference.parts import Named
from cpsim.conference.view import View
from cpsim.export.reading import Reading
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Stage
from cpsim.present import labels
from cpsim.present.debrief import every, last
from cpsim.present.hearing import untold
from cpsim.present.outcome import order
from cpsim.present.prose import Words

HEADS = (
    "session", "seat", "role", "stage", "item", "child", "setting", "horizon", "value", "value_words", "cites",
    "reason", "moved_by", "sealed_by", "people", "program", "seats",
)  # fmt: skip
MARK = "\ufeff"
"""Spreadsheets take a file for UTF-8 only where it begins with this."""
RUN = frozenset("=+-@\u2212")
"""With these a cell begins that a spreadsheet may run, in any width; the last is the minus sign."""
PROGRAM, PERSON = "program", "person"


def answers_csv(reading: Reading) -> str:
    """The whole file with its mark for UTF-8 and the line ends of CSV."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEADS)
    for row in _rows(reading):
        writer.writerow([cell(row.get(head, "")) for head in HEADS])
    return MARK + file.getvalue()


def cell(words: Words) -> str:
    """`words` as one cell: on one line, without anything a terminal obeys, and never run as a formula."""
    raw = str(words)
    text = str(clean(raw, 3 * len(raw)))
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if raw[:1] in ("\t", "\r") or RUN & set(first) else text


def _rows(reading: Reading) -> Iterator[dict[str, str]]:
    view = reading.view()
    named = last(reading.log, e.JudgementsNamed)
    others = [one for one in named.given if one.seat != view.me] if named is not None else []
    sealed: list[e.BallotSealed] = [
        *view.own.sealed.values(),
        *(_named(one, untold(reading.log, view)) for one in others),
    ]
    places = [seat.id for seat in view.public.seats]
    for paper in sorted(sealed, key=lambda one: (_stage(one.stage), places.index(one.seat))):
        yield from _paper(reading, view, paper)
    if named is None:
        for shown in sorted(every(reading.log, e.JudgementsShown), key=lambda one: _stage(one.stage)):
            yield from _counts(reading, shown)


def _named(one: Named, hidden: frozenset[str]) -> e.BallotSealed:
    """Another seat's judgement; without what a log of an earlier release tells of a part this seat was out of."""
    cites = tuple(fact for fact in one.cites if fact not in hidden)
    moved = None if one.moved_by in hidden else one.moved_by
    return e.BallotSealed(one.seat, one.stage, one.answers, cites, moved, None)


def _stage(stage: str) -> int:
    return tuple(Stage).index(Stage(stage))


def _paper(reading: Reading, view: View, paper: e.BallotSealed) -> Iterator[dict[str, str]]:
    """One sealed judgement, an answer a row; what holds for all of it stands in each of them."""
    seat = view.public.seat(paper.seat)
    by_program = (paper.seat, paper.stage) in view.public.by_program
    for answer in sorted(paper.answers, key=lambda one: order(one.at)):
        yield {
            **_answer(reading, paper.stage, answer),
            "seat": paper.seat,
            "role": seat.role or seat.kind,
            "cites": " ".join(paper.cites),
            "reason": str(paper.reason or ""),
            "moved_by": paper.moved_by or "",
            "sealed_by": PROGRAM if by_program else PERSON,
        }


def _counts(reading: Reading, shown: e.JudgementsShown) -> Iterator[dict[str, str]]:
    """The sealed line of one stage: how many gave each value, and not who; the program's are no people."""
    given = Counter(answer for spread in shown.spreads for answer in spread.answers)
    known = shown.by_program is not None
    program = Counter(answer for spread in shown.by_program or () for answer in spread.answers)
    for answer, seats in sorted(given.items(), key=lambda one: (order(one[0].at), one[0].value)):
        yield {
            **_answer(reading, shown.stage, answer),
            "people": str(seats - program[answer]) if known else "",
            "program": str(program[answer]) if known else "",
            "seats": str(seats),
        }


def _answer(reading: Reading, stage: str, answer: Answer) -> dict[str, str]:
    at: Address = answer.at
    return {
        "session": reading.session,
        "stage": stage,
        "item": at.item,
        "child": at.child,
        "setting": at.setting or "",
        "horizon": at.horizon or "",
        "value": answer.value,
        "value_words": labels.answer(at, answer.value, reading.book.framework),
    }
