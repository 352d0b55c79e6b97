"""One sentence for each reason why an act was not taken, and the rule that stands behind it.

The sentences never blame; the rule's own text and source come from the framework.
"""

from dataclasses import dataclass

from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.view import Public, View
from cpsim.model.content import RuleBook
from cpsim.model.said import Said
from cpsim.present import labels, titles
from cpsim.present.prose import Line, Tone, prose, quiet
from cpsim.present.tongue import N_, _


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why something cannot be done now: a sentence, and the rule with its source where one refuses."""

    sentence: str
    rule: Said | None = None
    source: str | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The sentence, then the rule and where it stands."""
        if self.rule is None:
            return (prose(self.sentence),)
        return (
            prose(self.sentence),
            prose((_("The rule: "), Tone.STRONG), self.rule),
            quiet(_("Source: {source}").format(source=self.source)),
        )


SENTENCES: dict[Why, str] = {
    Why.NOT_IN_THIS_STEP: N_("This does not belong to the present step of the agenda."),
    Why.NOT_YOUR_PART: N_("In this step it is for others at the table."),
    Why.NOT_YOUR_FLOOR: N_("You do not have the floor now."),
    Why.SOMEBODY_HAS_THE_FLOOR: N_("Somebody else has the floor."),
    Why.ONLY_THE_CHAIR: N_("Only the chair does this."),
    Why.NO_ITEMS_LEFT_THIS_TURN: N_("All the items of this turn are used."),
    Why.FOLDER_IS_EMPTY: N_("There is nothing left in your folder that has not been said."),
    Why.QUESTION_STANDS: N_("A question stands in the room and is answered first."),
    Why.NO_QUESTION_TO_YOU: N_("No question has been put to you."),
    Why.NO_QUESTIONS_LEFT: N_("All your questions are used."),
    Why.NOBODY_TO_ASK: N_("There is nobody you could ask now."),
    Why.ALREADY_HANDED_IN: N_("You have handed this in; it stays sealed as it is."),
    Why.BALLOT_NOT_OPEN: N_("Judgements are not collected in this step."),
    Why.BALLOTS_MISSING: N_("Not everybody has handed in a judgement yet."),
    Why.ROUND_NOT_DONE: N_("Not everybody has spoken in this round yet."),
    Why.EVERYBODY_SPOKE: N_("Everybody has spoken in this round."),
    Why.SUMMARY_MISSING: N_("The summary comes first."),
    Why.DECISION_MISSING: N_("The chair's decision comes first."),
    Why.CLOSING_MISSING: N_("The conference cannot close yet; something still has to be settled."),
    Why.PARTICIPATION_MISSING: N_("How the child takes part has to be settled first."),
    Why.ALREADY_DONE: N_("This has been done."),
    Why.NOTHING_RESTRICTED: N_("Nothing in your folder has to go to the chair first."),
    Why.NOBODY_ASKED_LEAVE: N_("Nobody has brought you an item that waits for your answer."),
    Why.NO_PLAN: N_("No child protection plan was decided, and this belongs to one."),
    Why.NOBODY_CAN_LEAD: N_("Nobody at this table can lead the work; the service names somebody afterwards."),
    Why.NOT_JUDGING: N_("Your part does not hand in a judgement."),
    Why.OBSERVING: N_("You are observing; you see and hear, and take no part."),
    Why.ABSENT: N_("This seat is empty today."),
    Why.IT_IS_OVER: N_("The conference is over."),
    Why.PAUSED: N_("There is a pause; whoever facilitates goes on."),
    Why.NOT_PAUSED: N_("There is no pause."),
    Why.ONLY_THE_FACILITATOR: N_("Only whoever facilitates can do this."),
    Why.CHAIR_STAYS: N_("Somebody has to chair: a person, or the program."),
    Why.NO_CARD: N_("No card that somebody put up is on the board."),
    Why.NOT_A_CHOICE: N_("This is not one of the choices open now."),
    Why.FIELD_MISSING: N_("Something is still missing."),
    Why.TOO_FEW: N_("That is fewer than belong here."),
    Why.TOO_MANY: N_("That is more than fits here."),
    Why.TOO_LONG: N_("That is longer than fits here."),
    Why.NO_SUCH_SEAT: N_("Nobody sits there."),
    Why.NOT_STORED: N_("{why} What you did last was not recorded: you can do it again, or leave."),
}
"""For every reason the sentence a trainee reads."""

TO_ME = {
    Why.SOMEBODY_HAS_THE_FLOOR: N_("Say your own items first; you can ask once your turn is over."),
    Why.QUESTION_STANDS: N_("Answer first."),
    Why.BALLOTS_MISSING: N_("Your own judgement is still to be sealed."),
    Why.ROUND_NOT_DONE: N_("You have not spoken in this round yet."),
}
"""Where the reason lies with the reader, it is said so."""

OF_OTHERS = {
    Why.SOMEBODY_HAS_THE_FLOOR: N_("{who} has the floor."),
    Why.QUESTION_STANDS: N_("{who} answers first."),
}
"""Where it lies with one other person, that person is named in the sentence."""

FIELDS = {
    "fact": N_("the item"),
    "tag": N_("what kind of statement it is"),
    "heading": N_("the heading"),
    "whose": N_("whose word it is"),
    "impact": N_("what it means for the child"),
    "to": N_("whom you ask"),
    "topic": N_("what you ask about"),
    "card": N_("the card you ask about"),
    "items": N_("the items you answer with"),
    "words": N_("the words"),
    "basis": N_("how you know"),
    "service": N_("the service"),
    "cards": N_("the cards"),
    "answers": N_("the answers"),
    "cites": N_("what it rests on"),
    "moved_by": N_("the card that moved you"),
    "reason": N_("the reason"),
    "category": N_("the category"),
    "status": N_("the plan"),
    "suffered": N_("whether the child has suffered harm"),
    "likely": N_("whether harm is likely"),
    "want": N_("what should happen"),
    "how": N_("how"),
    "who": N_("who"),
    "when": N_("by when"),
    "sign": N_("how we will know"),
    "seat": N_("who"),
    "seats": N_("who"),
    "word": N_("the word"),
    "leave": N_("your answer"),
    "child": N_("the child"),
}


def excuse(refusal: Refusal, book: RuleBook, view: View) -> Excuse:
    """The sentence for `refusal`, naming whom and what it is about, with the rule if one refuses."""
    public = view.public
    sentence = _(SENTENCES[refusal.why])
    if refusal.why is Why.NOT_STORED:
        return Excuse(sentence.format(why=" ".join(refusal.about)))
    if view.me in refusal.about and refusal.why in TO_ME:
        refusal = Refusal(refusal.why, refusal.rule)
        sentence = _(TO_ME[refusal.why])
    about = _about(refusal, book, public)
    if about and refusal.why in OF_OTHERS:
        sentence = _(OF_OTHERS[refusal.why]).format(who=about)
    elif about:
        sentence = f"{sentence} ({about})"
    rule = book.framework.rule(refusal.rule) if refusal.rule else None
    if rule is None:
        return Excuse(sentence)
    return Excuse(sentence, rule.text, labels.documents(rule.source.text))


def _about(refusal: Refusal, book: RuleBook, public: Public) -> str:
    seats = {seat.id for seat in public.seats}
    named = [titles.seat(part, public, book) for part in refusal.about if part in seats]
    if named:
        return ", ".join(named)
    fields = [_(FIELDS[part]) for part in refusal.about if part in FIELDS]
    bound = _("at least {n}") if refusal.why is Why.TOO_FEW else _("at most {n}")
    if refusal.why in (Why.TOO_FEW, Why.TOO_MANY, Why.TOO_LONG):
        fields += [bound.format(n=part) for part in refusal.about if part.isdigit()]
    return ", ".join(fields)
