"""The form of a judgement: its questions with the choices in words, and the half-filled form as text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from cpsim.conference.offers import AskedAt, Field, applies
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.framework import Asked, Ballot
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import Said, clean
from cpsim.model.words import Category, Item, Limb, Stage, Status
from cpsim.present import labels, titles
from cpsim.present.tongue import _


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    value: str
    label: str
    hint: str = ""
    key: str = ""
    """One letter or digit that takes it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the form."""

    key: str
    """The address as one word, for drafts and widgets."""
    at: Address
    question: str
    options: tuple[Option, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that may be half filled."""

    values: Mapping[str, str]
    """By a row's key."""
    cites: tuple[str, ...] = ()
    moved_by: str | None = None
    reason: Said = clean("")  # noqa: RUF009 - a Said never changes


EMPTY = Draft({})

KEYS = {
    **{str(number): str(number) for number in range(1, 10)},
    Limb.YES: "y",
    Limb.NO: "n",
    Limb.CANNOT_SAY: "c",
    "not_enough": "0",
    Status.PROTECTION_PLAN: "p",
    Status.IN_NEED_PLAN: "i",
    Status.EARLY_HELP: "e",
    Status.CONTINUE_ASSESSMENT: "c",
    Status.NO_PLAN: "n",
    Category.PHYSICAL: "p",
    Category.EMOTIONAL: "e",
    Category.SEXUAL: "s",
    Category.NEGLECT: "n",
}
"""The key of each answer; one question never has two answers with the same."""


def form_name(stage: str) -> str:
    """Under which name the draft of a stage's form is kept."""
    return f"ballot_{stage}"


def key_of(at: Address) -> str:
    """An address as one word, fit to name a widget by."""
    return "__".join(part or "" for part in (at.item, at.child, at.setting, at.horizon))


def rows(
    field: Field, stage: Stage, view: View, book: RuleBook, values: Mapping[str, str]
) -> tuple[Row, ...]:
    """The questions that `field` asks now, given the values so far (by key)."""
    given = {ask.at: values[key_of(ask.at)] for ask in field.asks if key_of(ask.at) in values}
    return tuple(row(ask, stage, view, book) for ask in field.asks if applies(ask, given))


def row(ask: AskedAt, stage: Stage, view: View, book: RuleBook) -> Row:
    """One question with its choices in words."""
    options = tuple(
        Option(
            value,
            labels.answer(ask.at, value, book.framework),
            _hint(ask.at, value, book),
            KEYS.get(value, "") if ask.at.item is not Item.SCALE else "",
        )
        for value in ask.choices
    )
    return Row(key_of(ask.at), ask.at, _question(ask.at, stage, view, book), options, ask.required)


def _question(at: Address, stage: Stage, view: View, book: RuleBook) -> str:
    ballot = book.framework.before if stage is Stage.BEFORE else book.framework.after
    words = str(_asked(ballot, at) or labels.asked(at))
    if at.setting is not None:
        words = f"{words} ({view.place(at.setting)})"
    if len(view.public.children) > 1:
        words = f"{titles.child(at.child, view.public)}: {words}"
    return words


def _asked(ballot: Ballot, at: Address) -> Said | None:
    def fits(asked: Asked) -> bool:
        return asked.item == at.item and asked.horizon == at.horizon

    return next((asked.question for asked in ballot.asks if fits(asked)), None)


def _hint(at: Address, value: str, book: RuleBook) -> str:
    """What stands behind a choice: the response a level calls for, what a category covers."""
    match at.item:
        case Item.LEVEL:
            return next((str(known.response) for known in book.framework.levels if known.value == value), "")
        case Item.CATEGORY:
            return next((str(c.covers) for c in book.framework.categories if c.value == value), "")
        case _:
            return ""


def answers(field: Field, values: Mapping[str, str]) -> tuple[Answer, ...]:
    """The answers as the act takes them: those asked, in the form's order."""
    given = {ask.at: values[key_of(ask.at)] for ask in field.asks if key_of(ask.at) in values}
    return tuple(
        Answer(ask.at, given[ask.at]) for ask in field.asks if ask.at in given and applies(ask, given)
    )


def missing(field: Field, values: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of questions that must be answered and are not, given the values so far, in the form's order."""
    given = {ask.at: values[key_of(ask.at)] for ask in field.asks if key_of(ask.at) in values}
    return tuple(
        key_of(ask.at) for ask in field.asks if ask.required and ask.at not in given and applies(ask, given)
    )


def pack(draft: Draft) -> str:
    """A draft as text to keep."""
    kept = {
        "values": dict(draft.values),
        "cites": list(draft.cites),
        "moved_by": draft.moved_by,
        "reason": draft.reason.text,
    }
    return json.dumps(kept, ensure_ascii=False)


def unpack(text: str, field: Field) -> Draft:
    """The draft kept as `text`; whatever no longer fits the form is left out, and rubbish is no draft."""
    try:
        kept = json.loads(text) if text else {}
    except ValueError:
        return EMPTY
    if not isinstance(kept, dict):
        return EMPTY
    choices = {key_of(ask.at): ask.choices for ask in field.asks}
    values = kept.get("values")
    fitting = {
        key: value
        for key, value in (values.items() if isinstance(values, dict) else ())
        if value in choices.get(key, ())
    }
    cites = kept.get("cites")
    moved_by = kept.get("moved_by")
    reason = kept.get("reason")
    return Draft(
        fitting,
        tuple(fact for fact in cites if isinstance(fact, str)) if isinstance(cites, list) else (),
        moved_by if isinstance(moved_by, str) else None,
        clean(reason) if isinstance(reason, str) else clean(""),
    )


def spoken_from(sealed: tuple[Answer, ...], field: Field) -> tuple[Answer, ...]:
    """What was sealed, cut to what is said aloud: the answers that `field` asks."""
    asked = {ask.at for ask in field.asks}
    return tuple(answer for answer in sealed if answer.at in asked)


def title(stage: Stage) -> str:
    """What the form is called."""
    if stage is Stage.BEFORE:
        return _("Your first judgement, from your own papers")
    return _("Your second judgement, after all that was said")


def only_with(ask: AskedAt, book: RuleBook) -> str:
    """When a question is asked that is not asked of everybody."""
    if ask.only_if is None:
        return ""
    answer = labels.answer(ask.only_if.at, ask.only_if.value, book.framework)
    return _("only with: {answer}").format(answer=answer)
