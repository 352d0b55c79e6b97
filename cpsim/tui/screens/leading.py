"""What the chair does besides deciding: leave for items, the child's part, the summary, the closing."""

from collections.abc import Awaitable, Callable

from cpsim.conference import acts as a
from cpsim.present import labels, titles
from cpsim.tui.dialogs.choose import cards_to_choose
from cpsim.tui.dialogs.write import Sheet
from cpsim.tui.lines import Tone, line
from cpsim.tui.screens.deciding import decide
from cpsim.tui.screens.desk import Desk
from cpsim.tui.widgets.choice_list import Choice


async def give_leave(desk: Desk) -> None:
    """Answer whoever brought an item before saying it."""
    offer = desk.offer("give_leave")
    fact = offer.field("fact").choices[0]
    asked = desk.view.own.leaves[fact]
    choices = [Choice(leave, labels.leave(leave)) for leave in offer.field("leave").choices]
    who = desk.who(asked.seat)
    leave = await desk.choose(
        "An item brought to you alone",
        choices,
        line((f"{who}: ", Tone.STRONG), asked.fact.words),
        line(("Decide what of it bears on the child, and who has to hear it.", Tone.QUIET)),
    )
    if leave is not None:
        await desk.send(a.GiveLeave(fact, leave))


async def participation(desk: Desk) -> None:
    """How the child takes part."""
    offer = desk.offer("decide_participation")
    child = offer.field("child").choices[0]
    name = titles.child(child, desk.view.public)
    choices = [Choice(how, f"{name} {labels.participation(how)}") for how in offer.field("how").choices]
    how = await desk.choose(f"How does {name} take part?", choices)
    if how is not None:
        await desk.send(a.DecideParticipation(child, how))


async def summarise(desk: Desk) -> None:
    """Up to six cards, and a sentence if one likes."""
    offer = desk.offer("summarise")
    field = offer.field("cards")
    cards: tuple[str, ...] | None = ()
    if field.choices:
        cards = await desk.choose_some(
            "Which cards does your summary rest on?",
            cards_to_choose(desk.view, field.choices),
            line(("Some for the child's safety, some against.", Tone.QUIET)),
            limit=field.most,
        )
    if cards is None:
        return
    words = await desk.write(
        "Sum up in a sentence or two",
        form="summary",
        sheet=Sheet(offer.field("words").most, without="The cards say it", done="Sum up"),
    )
    if words is not None:
        await desk.send(a.Summarise(cards, words or None))


async def contingency(desk: Desk) -> None:
    """What happens if circumstances change: the case's own line, or words of one's own."""
    # What the chair's papers propose stands nowhere that others read along.
    ready = None if desk.aloud else desk.view.own.contingency
    if ready is not None:
        choices = [Choice("ready", ready), Choice("words", "Write it myself")]
        choice = await desk.choose("If circumstances change, who does what?", choices)
        if choice == "ready":
            await desk.send(a.Contingency(ready))
        if choice != "words":
            return
    words = await desk.write(
        "If circumstances change, who does what?",
        form="contingency",
        sheet=Sheet(
            desk.offer("contingency").field("words").most, required=True, done="Put it into the plan"
        ),
    )
    if words:
        await desk.send(a.Contingency(words))


async def name_lead(desk: Desk) -> None:
    """Who leads the plan; where there is only one to name, that one."""
    seats = desk.offer("name_lead").field("seat").choices
    seat: str | None = seats[0]
    if len(seats) > 1:
        seat = await desk.choose("Who is the lead social worker?", [Choice(s, desk.who(s)) for s in seats])
    if seat is not None:
        await desk.send(a.NameLead(seat))


async def name_core_group(desk: Desk) -> None:
    """Who meets from now on."""
    field = desk.offer("name_core_group").field("seats")
    people = [Choice(seat, desk.who(seat)) for seat in field.choices]
    seats = await desk.choose_some("Who is in the core group?", people, limit=field.most, least=field.least)
    if seats:
        await desk.send(a.NameCoreGroup(seats))


async def set_dates(desk: Desk) -> None:
    """The dates are read out."""
    await desk.send(a.SetDates())


async def next_step(desk: Desk) -> None:
    """On to the next step of the agenda."""
    await desk.send(a.NextStep())


LEADING: dict[str, Callable[[Desk], Awaitable[None]]] = {
    "give_leave": give_leave,
    "decide_participation": participation,
    "summarise": summarise,
    "decide": decide,
    "contingency": contingency,
    "name_lead": name_lead,
    "name_core_group": name_core_group,
    "set_dates": set_dates,
    "next_step": next_step,
}
"""What the chair has in the menu besides."""
