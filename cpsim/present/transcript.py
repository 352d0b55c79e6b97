"""What was said and done, as the room hears it: each event becomes lines of who says what.

Only events delivered to the seat come here. What is sealed has no line, not even for its own
seat, and the openings of the debrief have pages of their own.
"""

from collections.abc import Iterable, Sequence
from functools import singledispatchmethod

from cpsim.conference import events as e
from cpsim.conference.agenda import chair_of, in_debrief, side_of, step_of, steps_of
from cpsim.conference.state import fold_public
from cpsim.conference.view import Public
from cpsim.model.content import RuleBook
from cpsim.model.said import Said
from cpsim.model.words import Driver, Side
from cpsim.present import board, judged, labels, outcome, quorum, titles
from cpsim.present.prose import BLANK, Line, Tone, Words, head, prose, quiet, unquoted
from cpsim.present.tongue import _

CLOSES = e.StepDoneAloud | e.StepLeftOut | e.BrokenOff
"""What closes a turn and a question that are open, whatever their seats had to say."""
CLOSES_A_QUESTION = CLOSES | e.CardWithdrawn
"""The same for a question, which is gone as well with the card that it was about."""


class Scribe:
    """Writes the transcript of one seat, event by event, in the order of its log."""

    def __init__(self, book: RuleBook, me: str) -> None:
        self._book = book
        self._me = me
        self._public = Public()
        self._shorts: dict[str, Said] = {}
        self._holders: dict[str, str] = {}
        """Who put an item up, by its id."""
        self._speaker: str | None = None
        self._said = False
        """Whether something was put forward in the turn that is going on."""
        self._explained = False
        """Whether whoever speaks now has had the author's mark explained beside an item."""
        self._nothing: tuple[Line, ...] = ()
        """That a turn ended without a word, until it is known that it was not cut by what came next."""
        self._shown_as: str | None = None

    def tell(self, events: Iterable[e.Event], following: Sequence[e.Event] = ()) -> tuple[Line, ...]:
        """The lines of `events`, which follow on from those told before.

        `following` are the next two of the log where `events` ends between those of one act.
        """
        lines: list[Line] = []
        coming = [*events, *following]
        for place, event in enumerate(coming[: len(coming) - len(following)]):
            if in_debrief(self._public.step):
                break
            if not isinstance(event, CLOSES):
                lines.extend(self._nothing)
            self._nothing = ()
            then = coming[place + 1 : place + 3]
            self._public = fold_public(self._public, event)
            if not self._cut(event, then):
                told = self._lines(event)
                waits = isinstance(event, e.TurnEnded) and event.impact is None and not then
                lines.extend(() if waits else told)
                self._nothing = told if waits else ()
        return tuple(lines)

    def _cut(self, event: e.Event, following: Sequence[e.Event]) -> bool:
        """Whether a turn or a question was closed with what happened around it, and by nobody who spoke.

        What closed it, and all it closed, came of one act and stands in the log in a row.
        """
        match event:
            case e.TurnEnded(impact=None):
                found = any(isinstance(one, CLOSES) for one in following[:1])
            case e.QuestionAnswered(kind="declined"):
                if event.seat in self._public.withdrawn:
                    return False  # they decline by themselves
                found = any(isinstance(one, CLOSES_A_QUESTION) for one in following)
            case _:
                return False
        if not found and self._public.seat(event.seat).driver is not Driver.ABSENT:
            return False
        self._speaker = None
        return True

    @singledispatchmethod
    def _lines(self, event: object) -> tuple[Line, ...]:
        """The lines of one event; what has none is sealed, or shown elsewhere."""
        del event
        return ()

    # Who is who

    def _who(self, seat: str) -> str:
        name = titles.seat(seat, self._public, self._book)
        return _("{title} (you)").format(title=name) if seat == self._me else name

    def _the(self, seat: str) -> str:
        if seat == self._me:
            return _("you")
        return titles.the(titles.seat(seat, self._public, self._book))

    def _short(self, fact: str) -> Words:
        return unquoted(self._shorts.get(fact, fact))

    def _chairs(self) -> bool:
        """Whether this seat leads the conference itself."""
        return any(
            seat.id == self._me and side_of(self._book, seat) is Side.CHAIR for seat in self._public.seats
        )

    def _speaks(self, seat: str) -> tuple[Line, ...]:
        """The speaker's line, once for everything said in a row."""
        if self._speaker == seat:
            return ()
        self._speaker = seat
        self._explained = False
        return (BLANK, prose((self._who(seat), Tone.STRONG)))

    def _note(self, *parts: Said | str | tuple[Said | str, Tone]) -> tuple[Line, ...]:
        """Something that happens in the room without being said."""
        self._speaker = None
        return (BLANK, prose(*parts))

    # The agenda

    @_lines.register
    def _entered(self, event: e.StepEntered) -> tuple[Line, ...]:
        self._speaker = None
        if in_debrief(event.step):
            return ()
        step = step_of(self._book, event.step)
        explains = step.explains
        together = step.once_shown_as is not None and not self._chairs()
        first = not together or self._shown_as != step.once_shown_as
        self._shown_as = step.once_shown_as
        title = _("The opening") if together else step.name
        heading = (BLANK, head(title)) if first else ()
        # Whether the table may meet at all is looked at once, as the conference begins.
        begins = steps_of(self._book)[1].id == step.id
        counted = quorum.lines(self._public, self._book) if begins else ()
        if together:
            return (*heading, prose((step.name, Tone.STRONG), ". ", explains), *counted)
        return (*heading, quiet(explains), *counted)

    @_lines.register
    def _participation(self, event: e.ParticipationDecided) -> tuple[Line, ...]:
        how = labels.participation(event.how)
        return self._note(titles.child(event.child, self._public), " ", how, ".")

    @_lines.register
    def _floor(self, event: e.FloorGiven) -> tuple[Line, ...]:
        self._speaker = None
        self._said = False
        if event.seat == self._me:
            return (BLANK, prose((_("The chair turns to you: you have the floor."), Tone.ACCENT)))
        return (BLANK, quiet(_("The chair turns to {who}.").format(who=self._the(event.seat))))

    @_lines.register
    def _turn_ended(self, event: e.TurnEnded) -> tuple[Line, ...]:
        if event.impact is None:
            self._speaker = None
            nothing = quiet(_("{who} adds nothing.").format(who=self._who(event.seat)))
            return () if self._said else (nothing,)
        spoken = self._speaks(event.seat)
        self._speaker = None
        means = (_("What this means for the child's day: "), Tone.QUIET)
        return (*spoken, prose(means, event.impact, indent=2))

    # Facilitating

    @_lines.register
    def _driven(self, event: e.DriverChanged) -> tuple[Line, ...]:
        who = self._who(event.seat)
        return self._note((f"{who}: ", Tone.STRONG), (labels.driver(event.driver), Tone.QUIET))

    @_lines.register
    def _withdrawn_card(self, event: e.CardWithdrawn) -> tuple[Line, ...]:
        return self._note(_("Corrected, put up by mistake: "), (self._short(event.fact), Tone.STRONG))

    @_lines.register
    def _relabelled(self, event: e.CardRelabelled) -> tuple[Line, ...]:
        holder = self._holders.get(event.fact)
        role = self._public.seat(holder).role if holder is not None else None
        words = board.relabelled(event, role)
        return self._note(_("Corrected: "), (self._short(event.fact), Tone.STRONG), f": {words}")

    @_lines.register
    def _done_aloud(self, event: e.StepDoneAloud) -> tuple[Line, ...]:
        step = step_of(self._book, event.step)
        return self._note(_("Done aloud: "), (step.name, Tone.STRONG))

    @_lines.register
    def _left_out(self, event: e.StepLeftOut) -> tuple[Line, ...]:
        step = step_of(self._book, event.step)
        return self._note(_("Left out: "), (step.name, Tone.STRONG))

    @_lines.register
    def _pause(self, event: e.Paused) -> tuple[Line, ...]:
        return self._note((_("A pause."), Tone.STRONG))

    @_lines.register
    def _went_on(self, event: e.WentOn) -> tuple[Line, ...]:
        return self._note((_("The pause is over."), Tone.STRONG))

    @_lines.register
    def _papers_opened(self, event: e.PapersOpened) -> tuple[Line, ...]:
        return self._note((_("The facilitator has opened their own papers."), Tone.QUIET))

    @_lines.register
    def _arrived(self, event: e.Arrived) -> tuple[Line, ...]:
        heading = event.title or _("Something arrives")
        return (*self._note((heading, Tone.STRONG)), prose(event.words, indent=2))

    @_lines.register
    def _note_made(self, event: e.NoteMade) -> tuple[Line, ...]:
        return self._note((_("A note: "), Tone.QUIET), event.words)

    @_lines.register
    def _broken_off(self, event: e.BrokenOff) -> tuple[Line, ...]:
        return self._note((_("The conference is ended here."), Tone.STRONG))

    # Items

    @_lines.register
    def _shared(self, event: e.FactShared) -> tuple[Line, ...]:
        self._shorts[event.fact.id] = event.fact.short
        self._holders[event.fact.id] = event.seat
        self._said = True
        return (*self._speaks(event.seat), self._item(event, event.occasion))

    @_lines.register
    def _privately(self, event: e.FactSharedPrivately) -> tuple[Line, ...]:
        self._shorts[event.fact.id] = event.fact.short
        self._said = True
        return (*self._speaks(event.seat), self._item(event, "private"))

    @_lines.register
    def _private_part(self, event: e.PrivatePartHeld) -> tuple[Line, ...]:
        out = ", ".join(self._the(seat) for seat in event.seats_out)
        part = self._book.framework.private_part
        words = _("{part}: for a part of the conference these are out of the room: {who}.")
        return self._note((words.format(part=str(part).capitalize(), who=out), Tone.QUIET))

    @_lines.register
    def _to_chair(self, event: e.TakenToChair) -> tuple[Line, ...]:
        self._shorts[event.fact.id] = event.fact.short
        who = _("You tell the chair alone: ")
        if event.seat != self._me:
            who = _("For the chair alone, from {who}: ").format(who=self._the(event.seat))
        return self._note((who, Tone.STRONG), event.fact.words)

    @_lines.register
    def _recalled(self, event: e.ItemRecalled) -> tuple[Line, ...]:
        self._shorts[event.fact.id] = event.fact.short
        return self._note(
            (_("This brings something to your mind, and it is in your folder now: "), Tone.STRONG),
            event.fact.words,
        )

    @_lines.register
    def _leave(self, event: e.LeaveGiven) -> tuple[Line, ...]:
        answer = labels.leave(event.leave)
        who = _("The chair answers: ") if event.seat == self._me else _("You answer: ")
        return self._note((who, Tone.STRONG), "“", self._short(event.fact), "”. ", answer)

    @_lines.register
    def _breach(self, event: e.Breach) -> tuple[Line, ...]:
        words = _("The chair stops for a moment: “{item}” should have come to the chair first.")
        return self._note(words.format(item=self._short(event.fact)))

    @_lines.register
    def _withdrew(self, event: e.Withdrew) -> tuple[Line, ...]:
        who = titles.seat(event.seat, self._public, self._book)
        return self._note(_("{who} looks down and will answer no more questions today.").format(who=who))

    # Questions

    @_lines.register
    def _asked(self, event: e.QuestionAsked) -> tuple[Line, ...]:
        self._speaker = None
        asks = _("{who} asks {whom}: ").format(who=self._who(event.seat), whom=self._the(event.to))
        if event.card is not None:
            return (
                BLANK,
                prose((asks, Tone.STRONG), "“", self._short(event.card), "”: ", _("how do we know?")),
            )
        about = labels.topic(event.topic) if event.topic is not None else ""
        return (
            BLANK,
            prose((asks, Tone.STRONG), _("what can you tell us about {topic}?").format(topic=about)),
        )

    @_lines.register
    def _answered(self, event: e.QuestionAnswered) -> tuple[Line, ...]:
        match event.kind:
            case "find_out" if side_of(self._book, self._public.seat(event.seat)) in (
                Side.FAMILY,
                Side.CHILD,
            ):
                words = prose(_("I do not know that."), (_("  (noted)"), Tone.QUIET), indent=2)
            case "find_out":
                words = prose(_("I would have to find out."), (_("  (noted)"), Tone.QUIET), indent=2)
            case "declined":
                words = prose(_("I would rather not say."), indent=2)
            case "own_words" if event.words is not None:
                own = (_("  (own words, not from papers)"), Tone.QUIET)
                words = prose("“", event.words, "”", own, indent=2)
            case _:
                self._speaker = None
                return ()
        spoken = self._speaks(event.seat)
        self._speaker = None
        return (*spoken, words)

    @_lines.register
    def _turned(self, event: e.CardTurned) -> tuple[Line, ...]:
        how = labels.known_by(event.basis, event.whose)
        known = _("{how}; when: {when}").format(how=how, when=event.when)
        return (prose("◆ “", self._short(event.fact), "”: ", (known, Tone.ACCENT), indent=2),)

    @_lines.register
    def _moved(self, event: e.CardMoved) -> tuple[Line, ...]:
        under = labels.heading(event.heading, self._book.framework)
        return (quiet("“", self._short(event.fact), "” ", _("now stands under: "), under, indent=2),)

    @_lines.register
    def _reply(self, event: e.ReplyRead) -> tuple[Line, ...]:
        self._speaker = event.seat
        service = labels.service(event.service)
        asked = _("{who} asks for what {service} wrote.").format(who=self._who(event.by), service=service)
        if event.title is None:
            nothing = _("Nothing has come in writing from {service}.").format(service=service)
            return (
                BLANK,
                prose(asked),
                prose((self._who(event.seat), Tone.STRONG)),
                prose(nothing, indent=2),
            )
        reads = _("{who} reads out: ").format(who=self._who(event.seat))
        return (BLANK, prose(asked), prose((reads, Tone.STRONG), event.title))

    # What comes of it

    @_lines.register
    def _outcome(self, event: outcome.Outcome) -> tuple[Line, ...]:
        if isinstance(event, e.LeadNamed | e.CoreGroupNamed | e.DatesSet):
            spoken = self._speaks(self._chair())  # it names others, and the chair says it
        else:
            spoken = self._speaks(event.seat)
        self._speaker = None
        return (*spoken, *outcome.lines(event, self._public, self._book, self._shorts))

    @_lines.register
    def _shown(self, event: e.JudgementsShown) -> tuple[Line, ...]:
        self._speaker = None
        return (BLANK, *judged.shown_lines(event, self._public, self._book))

    @_lines.register
    def _named(self, event: e.JudgementsNamed) -> tuple[Line, ...]:
        self._speaker = None
        title = _("Who sealed what, as agreed")
        if not (self._book.options.names and in_debrief(self._public.step)):
            title = _("Who sealed what, for whoever facilitates alone")
        return (BLANK, head(title), *judged.named_lines(event.given, self._public, self._book))

    def _item(self, event: e.FactShared | e.FactSharedPrivately, occasion: str) -> Line:
        kind = labels.said_as(event.tag, event.whose, self._public.seat(event.seat).role)
        if occasion == "with_leave":
            kind.append(_("with the chair's leave"))
        if occasion == "private":
            kind.append(_("without the family"))
        if event.fact.authored:
            kind.append(labels.by_author(explained=self._explained))
            self._explained = True
        return prose(event.fact.words, (f"  ({', '.join(kind)})", Tone.QUIET), indent=2)

    def _chair(self) -> str:
        chair = chair_of(self._book, self._public)
        return chair.id if chair is not None else self._me


def whole(events: Iterable[e.Event], book: RuleBook, me: str) -> tuple[Line, ...]:
    """The transcript of a log from its beginning."""
    return Scribe(book, me).tell(events)
