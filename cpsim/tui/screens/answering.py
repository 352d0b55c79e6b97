"""A question to oneself: items of the papers, 'I would have to find out', own words, or how one knows."""

from cpsim.conference import acts as a
from cpsim.model.case import Fact
from cpsim.model.words import Basis, Whose
from cpsim.present import labels
from cpsim.present.prose import unquoted
from cpsim.tui.dialogs.write import Sheet
from cpsim.tui.lines import Line, Tone, line
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
    """One of three ways to answer."""
    kinds = desk.offer("answer").field("kind").choices
    papers = Choice("papers", "From my papers", hint="up to three items nobody has heard yet")
    choices = [choice for choice in (papers, FIND_OUT, OWN_WORDS) if choice.id in kinds]
    kind = await desk.choose("A question to you", choices, _question(desk))
    await _answer_with(desk, kind)


async def _answer_with(desk: Desk, kind: str | None) -> None:
    match kind:
        case "papers":
            await _from_papers(desk)
        case "find_out":
            await desk.send(a.AnswerQuestion("find_out"))
        case "own_words":
            words = await desk.write(
                "Your answer",
                _question(desk),
                form="answer",
                sheet=Sheet(desk.offer("answer").field("words").most, required=True),
            )
            if words:
                await desk.send(a.AnswerQuestion("own_words", words=words))
        case _:
            return


async def _from_papers(desk: Desk) -> None:
    """Collect items, then answer with all of them at once."""
    field = desk.offer("answer").field("items")
    chosen: list[a.Share] = []

    def left() -> int:
        return field.most - len(chosen)

    def items() -> tuple[Fact, ...]:
        taken = {share.fact for share in chosen}
        return tuple(
            fact for fact in desk.view.own.folder if fact.id in field.choices and fact.id not in taken
        )

    async def put(share: a.Share) -> bool:
        chosen.append(share)
        return True

    picking = Picking("What do you answer with?", "That is my answer", left, items, put, desk.to_chair)
    done = await desk.screen.app.push_screen_wait(PickItems(desk.link, picking, "An answer from your papers"))
    if done and chosen:
        await desk.send(a.AnswerQuestion("papers", tuple(chosen)))


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
        await _answer_with(desk, chosen)
        return
    whose = None
    if chosen == Basis.TOLD:
        first = fact.told_by or Whose.UNKNOWN
        people = [
            Choice(who, labels.whose(who).capitalize()) for who in sorted(Whose, key=lambda w: w is not first)
        ]
        word = await desk.choose("Who told you?", people)
        if word is None:
            return
        whose = Whose(word)
    await desk.send(a.TurnCard(fact.id, Basis(chosen), whose))
