"""What this seat may do now, in words and in order: the most pressing first, the refused with its reason.

Built from offers and refusals alone, so what is shown is what is allowed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cpsim.conference.agenda import chair_of, in_debrief, step_of
from cpsim.conference.offers import Offer
from cpsim.conference.refusals import Refusal, Why
from cpsim.conference.rules.judging import SPOKEN, bound
from cpsim.conference.rules.talk import first_turn, items_allowed, questions_left
from cpsim.conference.view import View
from cpsim.model.content import RuleBook
from cpsim.model.words import Stage
from cpsim.present import labels, titles
from cpsim.present.prose import BLANK, Line, Tone, prose
from cpsim.present.refusals import Excuse, excuse
from cpsim.present.tongue import N_, _, plural

GO_ON = "go_on"
"""Not an act: let the others act up to the next pause."""
TO_DEBRIEF = "to_debrief"
"""Not an act: leave the table once the conference has closed."""
GIVE_FLOOR = "give_floor:"
"""Followed by a seat: `give_floor` to that seat."""
SAY_SEALED = "say_sealed"
"""Not an act of its own: `speak_view` with what was sealed."""
SAY_ANSWERS = "say_answers"
"""As SAY_SEALED, but without the reason that was written."""
REASON_SHOWN = 140
"""As many characters of a reason stand in the menu; enough to know one's own words by."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the menu."""

    id: str
    """The name of an act, or one of the two above."""
    label: str
    hint: str = ""
    not_now: str = ""
    """Why it is not open; empty where it is."""
    key: str = ""
    does: str = ""
    """What it does in a few words, where the label is too long for the bottom line."""


PRESSING = (
    "give_leave",
    "turn_card",
    "answer",
    "seal",
    "decide_participation",
    "share",
    "plan_line",
    "end_turn",
    "give_floor",
    "summarise",
    "decide",
    "contingency",
    "name_lead",
    "name_core_group",
    "set_dates",
    "next_step",
)
"""Acts that move the conference on, the most pressing first."""

ASIDE = ("ask", "read_reply", "take_to_chair", "dissent", "move_card")
"""Acts one may do besides; those that belong to the step are shown greyed when they are not open."""

LABELS = {
    "give_leave": N_("Answer somebody's request about an item"),
    "turn_card": N_("Say how you know"),
    "answer": N_("Answer"),
    "seal": N_("Seal your judgement"),
    "decide_participation": N_("Settle how the child takes part"),
    "share": N_("Put items forward"),
    "end_turn": N_("End your turn"),
    "plan_line": N_("Offer a line for the plan"),
    "give_floor": N_("Give the floor"),
    "summarise": N_("Sum up"),
    "decide": N_("Decide"),
    "contingency": N_("Settle what happens if circumstances change"),
    "name_lead": N_("Name the lead social worker"),
    "name_core_group": N_("Name the core group"),
    "set_dates": N_("Have the dates read out"),
    "next_step": N_("Go on to the next step"),
    "ask": N_("Ask somebody a question"),
    "read_reply": N_("Ask for what a service wrote"),
    "take_to_chair": N_("Take an item to the chair"),
    "dissent": N_("Have a different view recorded"),
    "move_card": N_("Move a card on the board"),
    "speak_view": N_("Say something else"),
    "give_word": N_("Give one word"),
    "commit": N_("Name one thing to take away"),
    GO_ON: N_("Go on"),
    SAY_SEALED: N_("Say aloud what you sealed"),
    SAY_ANSWERS: N_("Say it without your reason"),
}

GOES_WITHOUT = (Why.ONLY_THE_CHAIR, Why.NO_QUESTION_TO_YOU, Why.NOBODY_ASKED_LEAVE)
"""Reasons that need no explaining: nobody expects to do these."""

KEYS = {
    "ask": "a",
    "read_reply": "w",
    "take_to_chair": "c",
    "dissent": "d",
    "move_card": "m",
    "end_turn": "e",
    "share": "s",
    SAY_SEALED: "s",
}


def menu(
    view: View,
    book: RuleBook,
    offers: Mapping[str, Offer],
    why_not: Callable[[str], Refusal | None],
) -> tuple[Entry, ...]:
    """What may be done now. The first is what Enter does; `why_not` gives a refusal by act name."""
    if in_debrief(view.public.step):
        return (Entry(TO_DEBRIEF, _("On to the debrief")),)
    made: list[Entry] = []
    for name in PRESSING:
        if name == "give_floor" and name in offers:
            made += _floors(offers[name], view, book)
        elif name in offers and _sensible(name, offers):
            made.append(_entry(name, view, book))
    if "speak_view" in offers:
        sealed = view.own.sealed.get(Stage.AFTER)
        aloud = () if sealed is None else (SAY_SEALED, SAY_ANSWERS) if sealed.reason else (SAY_SEALED,)
        others = () if bound(view.public, view.me) else ("speak_view",)
        made = [*(_entry(name, view, book) for name in (*aloud, *others)), *made]
    if not made:
        made.append(_entry(GO_ON, view, book))
    step = step_of(book, view.public.step)
    for name in ASIDE:
        if name in offers:
            made.append(_entry(name, view, book))
        elif name in step.acts and name in ("ask", "read_reply"):
            made.append(_refused(name, view, book, why_not(name)))
    return tuple(made)


def _floors(offer: Offer, view: View, book: RuleBook) -> list[Entry]:
    """One entry for each seat that could speak next."""
    give = _("Give the floor to {who}")
    return [
        Entry(f"{GIVE_FLOOR}{seat}", give.format(who=titles.the(titles.seat(seat, view.public, book))))
        for seat in offer.field("seat").choices
    ]


def _sensible(name: str, offers: Mapping[str, Offer]) -> bool:
    """One way of answering 'how do we know?' is enough in the menu; the dialog has the others."""
    return not (name == "answer" and "turn_card" in offers)


def _entry(name: str, view: View, book: RuleBook) -> Entry:
    return Entry(name, _(LABELS[name]), _hint(name, view, book), key=KEYS.get(name, ""))


def _refused(name: str, view: View, book: RuleBook, refusal: Refusal | None) -> Entry:
    reason = excuse(refusal, book, view).sentence if refusal is not None else ""
    return Entry(name, _(LABELS[name]), not_now=reason, key=KEYS.get(name, ""))


def _hint(name: str, view: View, book: RuleBook) -> str:
    match name:
        case "share":
            left = min(items_allowed(book, view) - view.public.turn_items, len(view.unsaid))
            return plural("{n} more this turn", "{n} more this turn", left)
        case "end_turn" if first_turn(view.public, view.me):
            return _("with a sentence on the child's day")
        case "ask" | "read_reply":
            return plural("{n} question left", "{n} questions left", questions_left(book, view))
        case "say_sealed":
            return _sealed_words(view, book) + _sealed_reason(view)
        case "take_to_chair":
            return _("nobody else hears it")
        case "seal":
            return _("nobody sees it before it is shown without names")
        case "go_on" if chair_of(book, view.public) is not None:
            return _whose_next(view, book)
        case _:
            return ""


def _sealed_words(view: View, book: RuleBook) -> str:
    """What would be said, so that nobody says aloud what they no longer remember."""
    sealed = view.own.sealed.get(Stage.AFTER)
    spoken: dict[str, list[str]] = {}
    for answer in sealed.answers if sealed is not None else ():
        if answer.at.item in SPOKEN:
            words = labels.answer(answer.at, answer.value, book.framework)
            spoken.setdefault(answer.at.child, []).append(words)
    if len(spoken) < 2:
        return "; ".join(word for words in spoken.values() for word in words)
    public = view.public
    return ". ".join(f"{titles.child(child, public)}: {'; '.join(words)}" for child, words in spoken.items())


def _sealed_reason(view: View) -> str:
    """The reason that would be said with it: it was written where nobody saw it."""
    sealed = view.own.sealed.get(Stage.AFTER)
    if sealed is None or not sealed.reason:
        return ""
    words = " ".join(str(sealed.reason).split())
    if len(words) > REASON_SHOWN:
        words = f"{words[:REASON_SHOWN].rpartition(' ')[0] or words[:REASON_SHOWN]} ..."
    return _("; and your reason: “{reason}”").format(reason=words)


def _whose_next(view: View, book: RuleBook) -> str:
    public = view.public
    if public.question is not None:
        return _("{who} answers").format(who=titles.the(titles.seat(public.question.to, public, book)))
    if public.floor is not None:
        return _("{who} speaks").format(who=titles.the(titles.seat(public.floor, public, book)))
    return ""


def reasons(view: View, book: RuleBook, why_not: Callable[[str], Refusal | None]) -> tuple[Line, ...]:
    """Everything that is not open now, each with the reason, the rule and where the rule stands."""
    found = [(name, why_not(name)) for name in (*ASIDE, *PRESSING, "speak_view")]
    refused = [
        (name, refusal) for name, refusal in found if refusal is not None and refusal.why not in GOES_WITHOUT
    ]
    made: list[Line] = []
    # What a rule of procedure refuses stands first; that is what one opens this page for.
    for name, refusal in sorted(refused, key=lambda one: one[1].rule is None):
        why: Excuse = excuse(refusal, book, view)
        if made:
            made.append(BLANK)
        made.append(prose((_(LABELS[name]), Tone.STRONG)))
        made += [Line(line.parts, 2) for line in why.lines]
    return tuple(made)
