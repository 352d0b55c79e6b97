"""Everybody's sealed judgements as lines: every value of a question in order, with a sign for each who gave it.

A person's sign differs from that of a seat the program played, where the log tells which is which. Names
stand beside the signs only where the seat was given them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cpsim.conference import events as e
from cpsim.conference.agenda import judges
from cpsim.conference.parts import Named, Spread
from cpsim.conference.rules.judging import choices
from cpsim.conference.view import Public
from cpsim.model.content import RuleBook
from cpsim.model.judgement import Address, Answer
from cpsim.model.words import Item, Stage
from cpsim.present import labels, outcome, titles
from cpsim.present.prose import Line, Tone, Words, head, prose, quiet
from cpsim.present.tongue import _

PERSON, PROGRAM, NOBODY = "●", "○", "·"
"""A seat that a person sealed for, one that the program did, and a value that no seat gave."""
Counts = Mapping[Answer, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was sealed at one stage, question by question."""

    stage: str
    spreads: Mapping[Address, tuple[Answer, ...]]
    program: Counts | None
    """How many of each answer the program sealed; None where this log does not tell."""
    names: Mapping[Answer, Sequence[str]] = field(default_factory=dict)
    """By answer what those who gave it are called, persons first; empty where names were not given."""


def judged(
    shown: e.JudgementsShown, named: e.JudgementsNamed | None, public: Public, book: RuleBook
) -> Judged:
    """One stage as it was shown, with names where `named` has them."""
    papers = [one for one in named.given if one.stage == shown.stage] if named is not None else []
    by_program = {one.seat for one in papers if (one.seat, one.stage) in public.by_program}
    program = _count(shown.by_program) if shown.by_program is not None else None
    if program is None and papers:
        program = Counter(answer for one in papers if one.seat in by_program for answer in one.answers)
    names: dict[Answer, list[str]] = {}
    for one in sorted(papers, key=lambda paper: paper.seat in by_program):
        for answer in one.answers:
            names.setdefault(answer, []).append(titles.seat(one.seat, public, book))
    return Judged(shown.stage, by_address(shown.spreads), program, names)


def _count(spreads: Iterable[Spread]) -> Counts:
    return Counter(answer for spread in spreads for answer in spread.answers)


def by_address(spreads: Iterable[Spread]) -> dict[Address, tuple[Answer, ...]]:
    """The answers of spreads by what was asked."""
    return {spread.answers[0].at: spread.answers for spread in spreads if spread.answers}


def legend(stages: Iterable[Judged]) -> Line:
    """What the signs mean."""
    told = {one.program is not None for one in stages}
    if told == {True, False}:
        return quiet(_("● one seat   ○ played by the program, where that is told   · nobody"))
    if False in told:
        return quiet(_("● one seat   · nobody   (which of them the program played is not told)"))
    return quiet(_("● a person   ○ played by the program   · nobody"))


def line_of(at: Address, one: Judged, public: Public, book: RuleBook) -> str:
    """Every value at `at` with its signs: "level 1 ·   level 2 ●○   level 3 ●●"."""
    values = _values(at, one, public, book)
    return "   ".join(_value(answer, number, one, book) for answer, number in values.items())


def given(at: Address, one: Judged, public: Public, book: RuleBook) -> tuple[str, ...]:
    """The values at `at` that some seat gave, each with its signs, where there is no room for the whole line."""
    values = _values(at, one, public, book)
    return tuple(_value(answer, number, one, book) for answer, number in values.items() if number)


def _values(at: Address, one: Judged, public: Public, book: RuleBook) -> dict[Answer, int]:
    """Every value at `at` in the order of the form, with how many seats gave it."""
    values = Counter(answer.value for answer in one.spreads.get(at, ()))
    scale = dict.fromkeys((*_scale(at, one.stage, public, book), *sorted(values)))
    return {Answer(at, value): values[value] for value in scale}


def _scale(at: Address, stage: str, public: Public, book: RuleBook) -> tuple[str, ...]:
    """All values that were open at `at`, in their order."""
    child = next((child for child in public.children if child.id == at.child), None)
    return choices(book, child, at.item, stage) if child is not None else ()


def _value(answer: Answer, number: int, one: Judged, book: RuleBook) -> str:
    program = min(number, (one.program or {}).get(answer, 0))
    signs = PERSON * (number - program) + PROGRAM * program
    names = ", ".join(one.names.get(answer, ()))
    return " ".join(part for part in (value_name(answer, book), signs or NOBODY, names) if part)


def value_name(answer: Answer, book: RuleBook) -> str:
    """A value in few words: levels by number alone, since their names stand elsewhere."""
    if answer.at.item is Item.LEVEL and answer.value.isdigit():
        return _("level {number}").format(number=answer.value)
    return str(labels.answer(answer.at, answer.value, book.framework))


def shown_lines(shown: e.JudgementsShown, public: Public, book: RuleBook) -> tuple[Line, ...]:
    """One stage as it is shown at the table, one line a question, without names."""
    one = judged(shown, None, public, book)
    made = [head(_("What everybody sealed, without names")), legend([one])]
    for at in asked([one]):
        question = (labels.question(at, public.children), Tone.STRONG)
        made.append(prose(question, ":  ", line_of(at, one, public, book), indent=2, hang=6))
    return tuple(made)


def asked(stages: Iterable[Judged]) -> list[Address]:
    """What was asked at any of `stages`, in the order of the form, without how sure somebody was."""
    found = {at for one in stages for at in one.spreads if at.item is not Item.CERTAINTY}
    return sorted(found, key=outcome.order)


def named_lines(given: Iterable[Named], public: Public, book: RuleBook) -> tuple[Line, ...]:
    """Who sealed what, a line for each seat."""
    made = []
    for one in given:
        who = titles.seat(one.seat, public, book)
        words = "; ".join(
            f"{labels.question(answer.at, public.children)}: {value_name(answer, book)}"
            for answer in sorted(one.answers, key=lambda answer: outcome.order(answer.at))
            if answer.at.item is not Item.CERTAINTY
        )
        made.append(prose((f"{who}: ", Tone.STRONG), words, indent=2, hang=4))
    return tuple(made)


def before_and_after(stages: Sequence[Judged], public: Public, book: RuleBook) -> tuple[Line, ...]:
    """Question by question both stages, one below the other; then how many of the seats sealed none."""
    names: dict[str, Words] = {Stage.BEFORE: _("before "), Stage.AFTER: _("after  ")}
    made = [legend(stages)]
    for at in asked(stages):
        made.append(prose((labels.question(at, public.children), Tone.STRONG), indent=2))
        for one in stages:
            if at in one.spreads:
                words = line_of(at, one, public, book)
                made.append(prose((names[one.stage], Tone.QUIET), words, indent=4, hang=11))
    return (*made, *_not_taken(stages, public, book))


def _not_taken(stages: Iterable[Judged], public: Public, book: RuleBook) -> list[Line]:
    """For each stage how many of those who judge have none: they came late, or the step was left."""
    made = []
    for one in stages:
        done = public.handed_in.get(one.stage, ())
        left = sum(seat.id not in done for seat in judges(book, public))
        if left:
            first, second = _("First judgement not taken: {n}"), _("Second judgement not taken: {n}")
            words = first if one.stage == Stage.BEFORE else second
            made.append(quiet(words.format(n=left), indent=2))
    return made
