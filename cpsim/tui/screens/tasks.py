"""What one does at the table oneself: put items forward, ask, take to the chair, say a view, plan.

The choices of every dialog come from the offer, so nothing can be picked that would be refused.
"""

from collections.abc import Awaitable, Callable

from textual.widget import Widget

from cpsim.conference import acts as a
from cpsim.conference.rules.talk import first_turn, items_allowed
from cpsim.model.case import Fact
from cpsim.model.said import Said
from cpsim.model.words import Service, Stage, Topic
from cpsim.present import ballot, labels, menu, titles
from cpsim.tui.dialogs.choose import cards_to_choose, facts_to_choose
from cpsim.tui.dialogs.write import Sheet
from cpsim.tui.lines import Tone, line
from cpsim.tui.screens import answering, leading
from cpsim.tui.screens.desk import Desk
from cpsim.tui.screens.fill import Values
from cpsim.tui.screens.share import Picking, PickItems
from cpsim.tui.widgets.choice_list import Choice
from cpsim.tui.widgets.field import Field
from cpsim.tui.widgets.radio_row import Answer, RadioRow

A_CARD = "a_card"


async def share(desk: Desk) -> None:
    """Items one after the other, then the sentence that ends the turn; going back leaves the turn open."""

    def left() -> int:
        if not desk.may("share"):
            return 0
        return items_allowed(desk.book, desk.view) - desk.view.public.turn_items

    def items() -> tuple[Fact, ...]:
        if not desk.may("share"):
            return ()
        open_now = desk.offer("share").field("fact").choices
        return tuple(fact for fact in desk.view.own.folder if fact.id in open_now)

    picking = Picking("Which item do you put forward?", "That is all", left, items, desk.send, desk.to_chair)
    done = await desk.screen.app.push_screen_wait(PickItems(desk.link, picking, "Your turn"))
    if done and desk.may("end_turn"):
        await end_turn(desk)


async def end_turn(desk: Desk) -> None:
    """One sentence for the whole turn on what this means for the child, if one likes; then the floor goes back.

    Asked after the round of information; a later turn adds an item or two and gives the floor back.
    """
    if not first_turn(desk.view.public, desk.view.me):
        await desk.send(a.EndTurn())
        return
    child = titles.whom(desk.view.public.children)
    said = await desk.write(
        f"What does this mean for {child}'s day?",
        line(("One sentence for your whole turn. It ends the turn.", Tone.QUIET)),
        form="impact",
        sheet=Sheet(
            desk.offer("end_turn").field("impact").most,
            without="End the turn without a sentence",
            done="Say it and end the turn",
        ),
    )
    if said is not None:
        await desk.send(a.EndTurn(said or None))


async def ask(desk: Desk) -> None:
    """Whom, then about what: a topic, or how one of their cards is known that nobody has asked about yet."""
    offer = desk.offer("ask")
    withdrawn = desk.view.public.withdrawn
    people = [
        Choice(
            seat,
            desk.who(seat),
            hint=labels.cards(len(desk.view.public.shared_by.get(seat, ()))),
            disabled="they will answer no more today" if seat in withdrawn else "",
        )
        for seat in offer.field("to").choices
    ]
    to = await desk.choose("Whom do you ask?", people, beside=True)
    if to is None:
        return
    # What is known of a turned card stands on it already: nobody spends a question on it.
    cards = [
        card
        for card in offer.field("card").choices
        if desk.view.board[card].seat == to and desk.view.board[card].basis is None
    ]
    choices = (
        [Choice(A_CARD, "How do we know ...?", hint="one of their cards is turned over")] if cards else []
    )
    choices += [
        Choice(topic, labels.topic(Topic(topic)).capitalize()) for topic in offer.field("topic").choices
    ]
    about = await desk.choose(f"What do you ask {titles.the(desk.who(to))}?", choices)
    card = None
    if about == A_CARD:
        card = await desk.choose("How do we know this?", cards_to_choose(desk.view, cards))
    if about is None or (about == A_CARD and card is None):
        return
    question = a.Ask(to, card=card) if card is not None else a.Ask(to, topic=Topic(about))
    if await desk.send(question):
        await desk.go_on()


async def read_reply(desk: Desk) -> None:
    """Ask for what a service wrote that sent nobody."""
    services = [
        Choice(service, labels.service(Service(service)).capitalize())
        for service in desk.offer("read_reply").field("service").choices
    ]
    more = line(("It counts as one of your questions. The chair reads it out.", Tone.QUIET))
    service = await desk.choose("Which service is not here, and may have written?", services, more)
    if service is not None:
        await desk.send(a.ReadReply(Service(service)))


async def take_to_chair(desk: Desk) -> None:
    """Which item, and what the chair says to it."""
    items = facts_to_choose(desk.view, desk.offer("take_to_chair").field("fact").choices)
    fact = await desk.choose("Which item do you take to the chair?", items)
    if fact is not None:
        await desk.to_chair(a.TakeToChair(fact))


async def dissent(desk: Desk) -> None:
    """A different view for the record."""
    words = await desk.write(
        "You see it differently. What is your reason?",
        form="dissent",
        sheet=Sheet(desk.offer("dissent").field("reason").most, required=True, done="Have it recorded"),
    )
    if words:
        await desk.send(a.Dissent(words))


async def move_card(desk: Desk) -> None:
    """Which card, and where to."""
    offer = desk.offer("move_card")
    card = await desk.choose(
        "Which card do you move?", cards_to_choose(desk.view, offer.field("fact").choices)
    )
    if card is None:
        return
    headings = [
        Choice(heading, labels.heading(heading, desk.book.framework))
        for heading in offer.field("heading").choices
    ]
    heading = await desk.choose("Under which heading?", headings)
    if heading is not None:
        await desk.send(a.MoveCard(card, heading))


async def say_sealed(desk: Desk) -> None:
    """Say aloud what was sealed, with the reason; nothing is typed twice."""
    await _say_sealed(desk, desk.view.own.sealed[Stage.AFTER].reason)


async def say_answers(desk: Desk) -> None:
    """Say aloud what was sealed, and keep the reason to oneself."""
    await _say_sealed(desk, None)


async def _say_sealed(desk: Desk, reason: Said | None) -> None:
    sealed = desk.view.own.sealed[Stage.AFTER]
    answers = ballot.spoken_from(sealed.answers, desk.offer("speak_view").field("answers"))
    await desk.send(a.SpeakView(answers, reason))


async def speak_view(desk: Desk) -> None:
    """Say something else than what was sealed."""
    offer = desk.offer("speak_view")
    field = offer.field("answers")
    sealed = desk.view.own.sealed.get(Stage.AFTER) if not desk.aloud else None
    before = {ballot.key_of(one.at): one.value for one in sealed.answers} if sealed is not None else {}
    questions: list[Widget] = []
    for asked in field.asks:
        row = ballot.row(asked, Stage.AFTER, desk.view, desk.book)
        answers = [Answer(option.value, option.label, key=option.key) for option in row.options]
        only = (ballot.key_of(asked.only_if.at), asked.only_if.value) if asked.only_if is not None else None
        questions.append(
            RadioRow(row.question, answers, value=before.get(row.key), only_with=only, id=row.key)
        )
    questions.append(Field("Why?", limit=offer.field("reason").most, rows=3, id="reason"))
    values = await desk.fill("What you say aloud", questions, form="view", submit="Say it")
    if values is not None:
        chosen = {key: value for key, value in values.items() if isinstance(value, str)}
        await desk.send(a.SpeakView(ballot.answers(field, chosen), words_of(values, "reason")))


PLAN_PARTS = (
    ("want", "What should be different for the child?"),
    ("how", "How?"),
    ("who", "Who?"),
    ("when", "By when?"),
    ("sign", "How will you know?"),
)


async def plan_line(desk: Desk) -> None:
    """One line that one's own service can keep: the one in the papers, or words of one's own."""
    offer = desk.offer("plan_line")
    # What the papers propose stands nowhere that others read along.
    ready = None if desk.aloud else desk.view.plan_line
    if ready is not None:
        own = Choice("papers", ready.want, hint=ready.how)
        choice = await desk.choose(
            "One line for the outline plan from your service",
            [own, Choice("words", "Write a line of my own")],
            line(("Your papers propose the first one.", Tone.QUIET)),
        )
        if choice is None:
            return
        if choice == own.id:
            await desk.send(a.PlanFor(ready.want, ready.how, ready.who, ready.when, ready.sign))
            return
    questions = [
        Field(label, limit=offer.field(name).most, required=not offer.field(name).optional, id=name)
        for name, label in PLAN_PARTS
    ]
    values = await desk.fill("A line for the plan", questions, form="plan", submit="Put it into the plan")
    want, how = (words_of(values, name) for name in ("want", "how")) if values is not None else (None, None)
    if values is not None and want is not None and how is not None:
        who, when, sign = (words_of(values, name) for name in ("who", "when", "sign"))
        await desk.send(a.PlanFor(want, how, who, when, sign))


def words_of(values: Values, name: str) -> Said | None:
    """The words of one field; None where nothing is written."""
    value = values.get(name)
    return value if isinstance(value, Said) and value else None


async def seal(desk: Desk) -> None:
    """The form of the judgement has a screen of its own."""
    desk.journey.ballot()


Task = Callable[[Desk], Awaitable[None]]

TASKS: dict[str, Task] = {
    "seal": seal,
    "share": share,
    "end_turn": end_turn,
    "ask": ask,
    "answer": answering.answer,
    "turn_card": answering.turn_card,
    "read_reply": read_reply,
    "take_to_chair": take_to_chair,
    "dissent": dissent,
    "move_card": move_card,
    menu.SAY_SEALED: say_sealed,
    menu.SAY_ANSWERS: say_answers,
    "speak_view": speak_view,
    "plan_line": plan_line,
    **leading.LEADING,
}
"""What stands in the menu, with what it asks."""
