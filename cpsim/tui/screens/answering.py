"""A question to oneself: items of the papers, 'I would have to find out', own words, or how one knows."""

from collections.abc import Iterable

from cpsim.conference import acts as a
from cpsim.model.case import Fact
from cpsim.model.words import Basis, Topic, Whose
from cpsim.present import labels
from cpsim.present.prose import unquoted
from cpsim.tui.dialogs.write import Sheet
from cpsim.tui.lines import Line, Tone, Words, line
from cpsim.tui.screens.desk import Desk
from cpsim.tui.screens.share import Picking, PickItems
from cpsim.tui.widgets.choice_list import Choice

FIND_OUT = Choice("find_out", "I would have to find out", hint="counts as much as knowing")
OWN_WORDS = Choice("own_words", "In my own words", hint="shown as such, never evidence")


def _question(desk: Desk) -> Line:
    question = desk.view.public.question
    assert question is not None, "an answer is open only while a question stands"
    who = desk.who(question.seat)
    if question.card is not None:
        short = unquoted(desk.view.board[question.card].fact.short)
        return line((f"{who} asks you: ", Tone.STRONG), "“", short, "”: how do we know?")
    about = labels.topic(question.topic) if question.topic is not None else ""
    return line((f"{who} asks you: ", Tone.STRONG), f"what can you tell us about {about}?")


async def answer(desk: Desk) -> None:
    """An item of the papers, 'I would have to find out', or own words: one list, what fits the question first."""
    if "papers" not in desk.offer("answer").field("kind").choices:
        kind = await desk.choose("A question to you", [FIND_OUT, OWN_WORDS], _question(desk))
        await _without_papers(desk, kind)
        return
    field = desk.offer("answer").field("items")
    topics = _topics(desk)
    chosen: list[a.Share] = []

    def left() -> int:
        return field.most - len(chosen)

    def items() -> tuple[Fact, ...]:
        taken = {share.fact for share in chosen}
        open_now = [
            fact for fact in desk.view.own.folder if fact.id in field.choices and fact.id not in taken
        ]
        return tuple(sorted(open_now, key=lambda fact: not topics.intersection(fact.topics)))

    async def put(share: a.Share) -> bool:
        chosen.append(share)
        return True

    question = "An item nobody has heard yet, or one of the first two"
    picking = Picking(
        question, "That is my answer", left, items, put, desk.to_chair, (FIND_OUT, OWN_WORDS), _question(desk)
    )
    done = await desk.screen.app.push_screen_wait(PickItems(desk.link, picking, "A question to you"))
    if isinstance(done, str):
        await _without_papers(desk, done)
    elif done and chosen:
        await desk.send(a.AnswerQuestion("papers", tuple(chosen)))


def _topics(desk: Desk) -> frozenset[Topic]:
    """What the question is about."""
    question = desk.view.public.question
    assert question is not None, "an answer is open only while a question stands"
    if question.card is not None:
        return frozenset(desk.view.board[question.card].fact.topics)
    return frozenset((question.topic,) if question.topic is not None else ())


async def _without_papers(desk: Desk, kind: str | None) -> None:
    match kind:
        case FIND_OUT.id:
            await find_out(desk)
        case OWN_WORDS.id:
            await own_words(desk, "Your answer", _question(desk))
        case _:
            return


async def find_out(desk: Desk) -> None:
    """The answer that counts as much as knowing."""
    await desk.send(a.AnswerQuestion("find_out"))


async def own_words(desk: Desk, question: Words, *more: Line) -> None:
    """What is said in own words; shown as such, never evidence."""
    sheet = Sheet(desk.offer("answer").field("words").most, required=True)
    words = await desk.write(question, *more, form="answer", sheet=sheet)
    if words:
        await desk.send(a.AnswerQuestion("own_words", words=words))


async def turn_card(desk: Desk) -> None:
    """How one knows an item one put down; the papers' own answer stands first."""
    question = desk.view.public.question
    assert question is not None, "open only while a question stands"
    assert question.card is not None, "open only while a card is asked about"
    fact = next(own for own in desk.view.own.folder if own.id == question.card)
    known = sorted(Basis, key=lambda basis: basis is not fact.basis)
    choices = [
        Choice(
            basis,
            labels.basis(basis).capitalize(),
            mark="as your papers have it" if basis is fact.basis else "",
        )
        for basis in known
    ]
    chosen = await desk.choose(
        "How do you know?", [*choices, FIND_OUT, OWN_WORDS], _question(desk), line((fact.words, Tone.QUIET))
    )
    if chosen is None or chosen in (FIND_OUT.id, OWN_WORDS.id):
        await _without_papers(desk, chosen)
        return
    first = fact.told_by or Whose.UNKNOWN
    await say_basis(desk, fact.id, Basis(chosen), sorted(Whose, key=lambda whose: whose is not first))


async def say_basis(desk: Desk, card: str, basis: Basis, people: Iterable[Whose]) -> None:
    """How a card is known; whoever was told it says by whom, out of `people` in this order."""
    whose = None
    if basis is Basis.TOLD:
        told = [Choice(one, labels.whose(one).capitalize()) for one in people]
        word = await desk.choose("Who told you?", told)
        if word is None:
            return
        whose = Whose(word)
    await desk.send(a.TurnCard(card, basis, whose))
