"""A seat's whole log in words, event by event: the transcript, its own papers, what the debrief opened.

The transcript leaves out what is sealed or has a page of its own, because others may look on while a
conference runs. Whoever reads a log afterwards has been given all of it, so here it is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cpsim.conference import events as e
from cpsim.conference.agenda import chair_of, in_debrief, step_of
from cpsim.conference.view import View
from cpsim.export.reading import Reading
from cpsim.model.content import RuleBook
from cpsim.model.judgement import Answer
from cpsim.model.words import Stage
from cpsim.present import debrief, key, labels, papers, titles
from cpsim.present.ballot import title as form_title
from cpsim.present.outcome import order
from cpsim.present.prose import BLANK, Line, Tone, head, prose, quiet, unquoted
from cpsim.present.tongue import _, plural
from cpsim.present.transcript import Scribe
from cpsim.scoring.keys import select


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words."""

    number: int
    """In the seat's own numbering."""
    event: e.Event
    step: str
    """The agenda step it belongs to; empty before the first."""
    in_turn: bool
    """Whether somebody had the floor when it happened."""
    lines: tuple[Line, ...]
    speakers: tuple[str, ...]
    """The seats to whose part in the conversation it belongs; none for what only happens."""


def tell(reading: Reading, to: int | None = None) -> list[Told]:
    """Every event of the log in words, up to the one numbered `to`."""
    log = reading.log[:to]
    scribe = Scribe(reading.book, reading.seat.id)
    view = reading.start()
    made = []
    for place, event in enumerate(log):
        before = view
        view = reading.after(view, event)
        spoken = scribe.tell([event], log[place + 1 : place + 3])
        lines = spoken or _also(_Moment(log[: place + 1], log[place + 1 : place + 2], view, reading.book))
        made.append(
            Told(
                place + 1,
                event,
                view.public.step,
                before.public.floor is not None,
                lines,
                _speakers(event, before, view, reading.book),
            )
        )
    return made


# In whose part it stands

SAYS = (
    e.FactShared
    | e.FactSharedPrivately
    | e.TurnEnded
    | e.TakenToChair
    | e.Breach
    | e.QuestionAnswered
    | e.CardTurned
    | e.Summarised
    | e.ViewSpoken
    | e.Decided
    | e.DissentRecorded
    | e.PlanLineAdded
    | e.ContingencySet
    | e.Arrived
    | e.NoteMade
    | e.PrivateNoteMade
    | e.WordGiven
    | e.CommitmentMade
)
"""What the seat that the event names says or does before others."""
CHAIR_SAYS = e.ParticipationDecided | e.LeaveGiven | e.LeadNamed | e.CoreGroupNamed | e.DatesSet
"""What the chair says, whomever the event names."""


def _speakers(event: e.Event, before: View, view: View, book: RuleBook) -> tuple[str, ...]:
    match event:
        case e.CardWithdrawn() | e.CardRelabelled():
            card = before.board.get(event.fact)
            return (card.seat,) if card is not None else ()
        case e.QuestionAsked():
            return (event.seat, event.to)  # an answer is nothing without its question
        case e.ReplyRead():
            return tuple(dict.fromkeys((event.by, event.seat)))
        case _ if isinstance(event, CHAIR_SAYS):
            chair = chair_of(book, view.public)
            return (chair.id,) if chair is not None else ()
        case _ if isinstance(event, SAYS):
            return (event.seat,)
        case _:
            return ()


# What the transcript leaves out


@dataclass(frozen=True, slots=True)
class _Moment:
    """An event that the transcript has no line for, with what the seat knows by then."""

    log: Sequence[e.Event]
    """The log up to it, itself last."""
    following: Sequence[e.Event]
    """The event after it, if there is one."""
    view: View
    book: RuleBook

    def who(self, seat: str) -> str:
        """What the holder of a seat is called."""
        return titles.seat(seat, self.view.public, self.book)

    def last_of(self, *kinds: type) -> bool:
        """Whether no event of `kinds` follows at once: what came in several events is told after the last."""
        return not any(isinstance(event, kinds) for event in self.following)


def _also(now: _Moment) -> tuple[Line, ...]:
    """The lines of an event that the transcript leaves out."""
    if in_debrief(now.view.public.step):
        return _debrief(now)
    event = now.log[-1]
    match event:
        case e.CaseIntroduced():
            return papers.common_card(now.view, now.book)
        case e.FolderDealt():
            return (BLANK, head(_("Your folder")), *papers.folder(now.view))
        case e.PlaceNamed():
            return (quiet(_("(Your forms may name a place from now on: "), event.named, ")", indent=2),)
        case e.ContingencyProposed():
            return (BLANK, prose((_("For the chair, if circumstances change: "), Tone.QUIET), event.proposed))
        case e.BallotSealed() | e.BallotHandedIn() | e.BallotSetAside():
            return _judging(event, now)
        case _:
            return _facilitating(now)


def _judging(event: e.BallotSealed | e.BallotHandedIn | e.BallotSetAside, now: _Moment) -> tuple[Line, ...]:
    match event:
        case e.BallotSealed():
            return _sealed(event, now)
        case e.BallotHandedIn() if event.seat == now.view.me:
            return ()
        case e.BallotHandedIn():
            return (quiet(_("{who} has handed in.").format(who=now.who(event.seat))),)
        case e.BallotSetAside():
            return (BLANK, quiet(_("What the program sealed for this seat counts as not taken.")))


def _facilitating(now: _Moment) -> tuple[Line, ...]:
    """What only facilitators are given; and what they do in the debrief, where the transcript has ended."""
    event = now.log[-1]
    match event:
        case e.PrivateNoteMade():
            return (BLANK, prose((_("A private note: "), Tone.QUIET), event.words))
        case e.NoteMade():
            return (BLANK, prose((_("A note: "), Tone.QUIET), event.words))
        case e.PapersOpened():
            return (BLANK, quiet(_("The facilitator has opened their own papers.")))
        case e.FacilitatorsPapers():
            return _all_papers(event, now)
        case _:
            return ()


def _sealed(event: e.BallotSealed, now: _Moment) -> tuple[Line, ...]:
    """The own judgement as it was sealed."""
    made = [BLANK, prose((form_title(Stage(event.stage)), Tone.STRONG), _(", as you sealed it:"))]
    made += _answers(event.answers, now)
    shorts = {fact.id: fact.short for fact in now.view.own.folder}
    shorts |= {fact: card.fact.short for fact, card in now.view.board.items()}
    named = [str(unquoted(shorts.get(fact, fact))) for fact in event.cites]
    if named:
        made.append(quiet(_("It rests on: "), "; ".join(named), indent=2))
    if event.moved_by is not None:
        moved = shorts.get(event.moved_by, event.moved_by)
        made.append(quiet(_("The card that moved you: "), moved, indent=2))
    if event.reason:
        made.append(prose((_("because "), Tone.QUIET), event.reason, indent=2))
    return tuple(made)


def _answers(answers: Iterable[Answer], now: _Moment) -> list[Line]:
    children = now.view.public.children
    return [
        prose(
            (f"{labels.question(answer.at, children)}: ", Tone.QUIET),
            labels.answer(answer.at, answer.value, now.book.framework),
            indent=2,
            hang=4,
        )
        for answer in sorted(answers, key=lambda one: order(one.at))
    ]


def _all_papers(event: e.FacilitatorsPapers, now: _Moment) -> tuple[Line, ...]:
    """The facilitator's papers in short: folders by their short words, what may arrive, the key's answers."""
    made = [BLANK, head(_("Your own papers"))]
    for part in event.slices:
        count = plural("{n} item", "{n} items", len(part.facts))
        shorts = "; ".join(str(fact.short) for fact in part.facts)
        name = _("{role}, {count}: ").format(role=titles.role(part.role, now.book), count=count)
        made.append(prose((name, Tone.STRONG), shorts, indent=2, hang=4))
    for inject in event.injects:
        title = _("May arrive, {title}: ").format(title=inject.title)
        made.append(prose((title, Tone.STRONG), inject.words, indent=2, hang=4))
    made.append(prose((_("The key, made by: "), Tone.STRONG), event.key.made_by, indent=2))
    framework = now.book.framework
    items = select(event.key.items, framework.slug, Stage.AFTER, None)
    for at, item in sorted(items.items(), key=lambda one: order(one[0])):
        taken = _(" or ").join(labels.answer(at, value, framework) for value in item.accepted)
        question = labels.question(at, now.view.public.children)
        made.append(prose((f"{question}: ", Tone.QUIET), taken, indent=4, hang=6))
    return tuple(made)


# The debrief


def _debrief(now: _Moment) -> tuple[Line, ...]:
    """The debrief as it went: its steps, the words given, and each page once all of it was opened."""
    event, log, view, book = now.log[-1], now.log, now.view, now.book
    match event:
        case e.StepEntered():
            step = step_of(book, event.step)
            return (BLANK, head(step.name), quiet(step.explains))
        case e.WordGiven():
            return (prose((f"{now.who(event.seat)}: ", Tone.STRONG), "“", event.word, "”", indent=2),)
        case e.CommitmentMade():
            return (prose((f"{now.who(event.seat)}: ", Tone.STRONG), event.words, indent=2, hang=4),)
        case e.StoryTold():
            return debrief.story(log, view)
        case e.FolderOpened() | e.LetterOpened() if now.last_of(e.FolderOpened, e.LetterOpened):
            return (BLANK, *debrief.folders(log, view, book))
        case e.JudgementsShown() | e.JudgementsNamed() if now.last_of(e.JudgementsShown, e.JudgementsNamed):
            return (BLANK, *debrief.before_and_after(log, view, book))
        case e.KeyOpened():
            return _key(now)
        case _:
            return _facilitating(now)


def _key(now: _Moment) -> tuple[Line, ...]:
    """Every part of the key, under its name where it has no heading of its own."""
    made: list[Line] = []
    for number, name in enumerate(key.PARTS):
        lines = key.key_part(number, now.log, now.view, now.book, numbers=False)
        named = [] if _is_heading(lines[:1]) else [head(_(name))]
        kept = [line for line in lines if line.text != _(key.HOW_TO_SEE_MORE)]
        made += [BLANK, *named, *kept] if lines else []
    return tuple(made)


def _is_heading(lines: Sequence[Line]) -> bool:
    return any(tone is Tone.HEAD for line in lines for _words, tone in line.parts)
