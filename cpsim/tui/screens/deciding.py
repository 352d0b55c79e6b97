"""The chair's decision: threshold, plan, category, what it rests on and why.

What the chair sealed stands in the form already; every answer can still be changed.
"""

from textual.widget import Widget

from cpsim.conference import acts as a
from cpsim.model.said import Said
from cpsim.model.words import Item, Stage, Status
from cpsim.present import ballot, labels, titles
from cpsim.tui.dialogs.choose import cards_to_choose
from cpsim.tui.screens.desk import Desk
from cpsim.tui.widgets.choice_list import Choice
from cpsim.tui.widgets.field import Field
from cpsim.tui.widgets.form import Pick
from cpsim.tui.widgets.radio_row import Answer, RadioRow
from cpsim.tui.widgets.rests_on import RestsOn


async def decide(desk: Desk) -> None:
    """Ask for the decision on the next child, and announce it."""
    offer = desk.offer("decide")
    child = offer.field("child").choices[0]
    sealed = _sealed(desk, child)
    questions: list[Widget] = [
        _limb(desk, "suffered", "Has the child suffered significant harm?", sealed.get(Item.SUFFERED)),
        _limb(desk, "likely", "Is the child likely to suffer significant harm?", sealed.get(Item.LIKELY)),
        _plan(desk, sealed.get(Item.STATUS)),
        _category(desk, sealed.get(Item.CATEGORY)),
        *_rests_on(desk),
        Field("Your reasons", limit=offer.field("reason").most, rows=3, id="reason"),
    ]
    heading = f"The decision for {titles.child(child, desk.view.public)}"
    values = await desk.fill(heading, questions, form=f"decision_{child}", submit="Decide")
    if values is None:
        return
    cites, reason = values.get("cites"), values["reason"]
    await desk.send(
        a.Decide(
            child,
            str(values["suffered"]),
            str(values["likely"]),
            str(values["status"]),
            _categories(values["category"]),
            cites if isinstance(cites, tuple) else (),
            reason if isinstance(reason, Said) and reason else None,
        )
    )


def _sealed(desk: Desk, child: str) -> dict[Item, str]:
    """What this seat sealed last about `child`; nothing where everybody reads along."""
    paper = desk.view.own.sealed.get(Stage.AFTER) if not desk.aloud else None
    answers = paper.answers if paper is not None else ()
    return {answer.at.item: answer.value for answer in answers if answer.at.child == child}


def _limb(desk: Desk, name: str, question: str, value: str | None) -> RadioRow:
    values = desk.offer("decide").field(name).choices
    answers = [Answer(one, labels.limb(one), key=ballot.KEYS.get(one, "")) for one in values]
    return RadioRow(question, answers, value=value, id=name)


def _plan(desk: Desk, value: str | None) -> RadioRow:
    values, framework = desk.offer("decide").field("status").choices, desk.book.framework
    answers = [Answer(one, labels.status(one, framework), key=ballot.KEYS[one]) for one in values]
    return RadioRow("Which plan, if any?", answers, value=value, id="status")


def _category(desk: Desk, value: str | None) -> Widget:
    """One category or several, as the area has it; asked with a protection plan alone, which must have one."""
    field, framework = desk.offer("decide").field("category"), desk.book.framework
    planned = ("status", str(Status.PROTECTION_PLAN))
    if field.most == 1:
        answers = [Answer(v, labels.category(v, framework), key=ballot.KEYS[v]) for v in field.choices]
        return RadioRow("Category", answers, value=value, only_with=planned, id="category")
    choices = [Choice(v, labels.category(v, framework)) for v in field.choices]
    marked = (value,) if value is not None else ()
    return Pick(
        "Categories", choices, limit=field.most, required=True, value=marked, only_with=planned, id="category"
    )


def _rests_on(desk: Desk) -> list[Widget]:
    """The cards there are; none on an empty board."""
    field = desk.offer("decide").field("cites")
    if not field.choices:
        return []
    cards = cards_to_choose(desk.view, field.choices)
    return [RestsOn("What does the decision rest on?", cards, limit=field.most, id="cites")]


def _categories(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()
