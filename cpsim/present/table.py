"""What a table can do now on the screen that everybody sees: whose turn it is to sit, to speak, to answer, to lead.

Built from the offers of each seat that people hold and from what everybody knows. Of a folder, a note or a
sealed judgement nothing comes here, not even whether there is a note or a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cpsim.conference.agenda import (
    awaited,
    ballots_missing,
    in_debrief,
    open_stage,
    side_of,
    step_of,
)
from cpsim.conference.offers import Offer
from cpsim.conference.parts import Seat
from cpsim.conference.rules.judging import bound
from cpsim.conference.rules.talk import items_allowed
from cpsim.conference.view import Public, View
from cpsim.model.content import RuleBook
from cpsim.model.words import Driver, SeatKind, Side, Stage, Watch
from cpsim.present import titles
from cpsim.present.menu import GO_ON, LABELS, SAY_ANSWERS, SAY_SEALED, TO_DEBRIEF, Entry
from cpsim.present.prose import BLANK, Line, Tone, head, prose, quiet
from cpsim.present.tongue import N_, _, plural
from cpsim.session.people import People

Offers = Mapping[str, Offer]

SIT, PRIVATE, DO, NUMBER, NOTE, FLOOR = "sit", "private", "do", "number", "note", "floor"
"""How an entry's id begins: a sitting of a party, a word in private, an act of a seat, an item, the floor."""
QUESTION, LETTER, WORD, NOTES, PAPERS = "question", "letter", "word", "notes", "papers"
"""Entries for which the table first says who."""

LEADS = (
    "decide_participation",
    "summarise",
    "decide",
    "contingency",
    "name_lead",
    "name_core_group",
    "set_dates",
    "next_step",
)
"""What the chair does aloud, the most pressing first."""

WATCHES = {
    Watch.CHILDS_VOICE: N_("the child's voice: when it is heard, and when it is not"),
    Watch.FACTS_AND_OPINIONS: N_("facts and opinions: how each is called, and who asks"),
    Watch.PARENTS: N_("how the parents are spoken to, and of"),
}


def watches() -> dict[Watch, str]:
    """What an observer may be asked to watch for, in words."""
    return {watch: _(words) for watch, words in WATCHES.items()}


@dataclass(frozen=True, slots=True)
class Moment:
    """What an entry's id says: what kind it is, which seat or party it is about, and which act."""

    kind: str
    who: str = ""
    what: str = ""

    @classmethod
    def of(cls, entry_id: str) -> "Moment":
        """The parts of an id."""
        kind, _sep, rest = entry_id.partition(":")
        who, _sep, what = rest.partition(":")
        return cls(kind, who, what)

    @property
    def id(self) -> str:
        """The id of the entry."""
        return ":".join(part for part in (self.kind, self.who, self.what) if part)


def persons(public: Public) -> tuple[Seat, ...]:
    """The seats with a role that people hold now."""
    return tuple(
        seat for seat in public.seats if seat.kind is SeatKind.PARTICIPANT and seat.driver is Driver.PERSONS
    )


def seats_of(public: Public, party: str, people: People) -> tuple[Seat, ...]:
    """The seats that one party holds now, in the order of the table."""
    return tuple(seat for seat in persons(public) if people.party_of(seat) == party)


def parties(public: Public, people: People) -> tuple[str, ...]:
    """The parties that hold a seat with a role now, in the order of the table."""
    return tuple(dict.fromkeys(people.party_of(seat) for seat in persons(public)))


def looks_back(public: Public) -> tuple[Seat, ...]:
    """The seats with something for a person to look back at: those that people hold, and those where one sealed.

    Whoever gave a seat up, to the program or to nobody, keeps what they sealed there themselves.
    """
    held = {seat.id for seat in persons(public)}
    sealed = {
        seat
        for stage, seats in public.handed_in.items()
        for seat in seats
        if (seat, stage) not in public.by_program
    }
    return tuple(seat for seat in public.seats if seat.id in held | sealed)


def to_sit(view: View, book: RuleBook, people: People) -> tuple[str, ...]:
    """The parties that still have a judgement to hand in, in the order of the table."""
    missing = {seat.id for seat in ballots_missing(book, view.public)}
    due = [people.party_of(seat) for seat in persons(view.public) if seat.id in missing]
    return tuple(dict.fromkeys(due))


def table_menu(view: View, book: RuleBook, offers: Mapping[str, Offers], people: People) -> tuple[Entry, ...]:
    """What can be done now, the most pressing first; `offers` by seat, and `people` say who has which."""
    public = view.public
    if in_debrief(public.step):
        return (Entry(TO_DEBRIEF, _("On to the debrief")),)
    if public.paused:
        return (Entry(GO_ON, _("A pause"), not_now=_("Press G to go on.")),)
    made = [*_sittings(view, book, people), *_private(view, book, offers)]
    for seat in persons(public):
        made += _answers(seat, view, book, offers[seat.id])
        made += _turn(seat, view, book, offers[seat.id])
    for seat in persons(public):
        made += _leads(seat, view, book, offers[seat.id])
    if _program_moves(view, book):
        made = [Entry(GO_ON, _(LABELS[GO_ON]), _who_moves(view, book)), *made]
    return (*made, *_aside(view, book, offers))


def _sittings(view: View, book: RuleBook, people: People) -> list[Entry]:
    hint = (
        _("first judgement, speaking note")
        if open_stage(book, view.public) is Stage.BEFORE
        else _("second judgement")
    )
    return [
        Entry(
            Moment(SIT, party).id,
            _("Hand the keyboard to {who}").format(who=_the_party(party, view, book, people)),
            hint,
            does=_("hand it over"),
        )
        for party in to_sit(view, book, people)
    ]


def party_title(party: str, public: Public, book: RuleBook, people: People) -> str:
    """What a party is called on the shared screen: by its roles, never by names."""
    held = seats_of(public, party, people)
    seats = held or [seat for seat in public.seats if people.party_of(seat) == party]
    return _(" and ").join(titles.title(seat, public, book) for seat in seats) or party


def _the_party(party: str, view: View, book: RuleBook, people: People) -> str:
    return _(" and ").join(
        titles.the(titles.title(seat, view.public, book)) for seat in seats_of(view.public, party, people)
    )


def _private(view: View, book: RuleBook, offers: Mapping[str, Offers]) -> list[Entry]:
    """The chair has to answer somebody, where nobody else hears it."""
    return [
        Entry(
            Moment(PRIVATE, seat.id, "give_leave").id,
            _("Hand the keyboard to {who}").format(who=titles.the(titles.title(seat, view.public, book))),
            _("somebody has brought an item"),
            does=_("hand it over"),
        )
        for seat in persons(view.public)
        if "give_leave" in offers[seat.id]
    ]


def _answers(seat: Seat, view: View, book: RuleBook, offers: Offers) -> list[Entry]:
    who = titles.title(seat, view.public, book)
    made = []
    if "turn_card" in offers:
        made.append(_do(seat, "turn_card", _("{who} says how they know").format(who=who)))
    if "answer" in offers:
        # Whether anything is left in the folder is its holder's own: the line stands here all the same.
        words = _("{who} answers with an item: number and word").format(who=who)
        made.append(Entry(Moment(NUMBER, seat.id, "answer").id, words, does=_("type number and word")))
        made.append(_do(seat, "find_out", _("{who} would have to find out").format(who=who)))
        made.append(_do(seat, "own_words", _("{who} answers in their own words").format(who=who)))
    return made


def _turn(seat: Seat, view: View, book: RuleBook, offers: Offers) -> list[Entry]:
    who = titles.title(seat, view.public, book)
    made = []
    if "speak_view" in offers:
        if seat.id in view.public.handed_in.get(Stage.AFTER, ()):
            # Whether a reason was written is the speaker's own: both lines stand here for everybody.
            without = _("{who} says what they sealed, without a reason").format(who=who)
            made.append(_do(seat, SAY_ANSWERS, without))
            words = _("{who} says it with the reason, if they wrote one").format(who=who)
            made.append(_do(seat, SAY_SEALED, words))
        if not bound(view.public, seat.id):
            made.append(_do(seat, "speak_view", _("{who} says something else").format(who=who)))
    if "plan_line" in offers:
        made.append(_do(seat, "plan_line", _("{who} offers a line for the plan").format(who=who)))
    left = items_allowed(book, View(seat.id, view.public, view.own)) - view.public.turn_items
    # As long as the turn has room, whatever is left in the folder: that is its holder's own.
    if "end_turn" in offers and "share" in step_of(book, view.public.step).acts and left > 0:
        hint = plural("{n} more this turn", "{n} more this turn", left)
        # What stands first is taken by whoever presses Enter too often: it only asks, and shows nothing.
        words = _("{who}: an item by its number and word").format(who=who)
        by_number = Moment(NUMBER, seat.id, "share").id
        made.append(Entry(by_number, words, hint, key="i", does=_("type number and word")))
        words = _("{who}: the next item of the note").format(who=who)
        made.append(Entry(Moment(NOTE, seat.id).id, words, key="n", does=_("take the next item")))
    if "end_turn" in offers:
        made.append(_do(seat, "end_turn", _("{who} gives the floor back").format(who=who), key="e"))
    return made


def _leads(seat: Seat, view: View, book: RuleBook, offers: Offers) -> list[Entry]:
    made = []
    if "give_floor" in offers:
        give = _("The floor goes to {who}")
        made += [
            Entry(
                Moment(FLOOR, seat.id, to).id,
                give.format(who=titles.the(titles.seat(to, view.public, book))),
                does=_("give the floor"),
            )
            for to in offers["give_floor"].field("seat").choices
        ]
    return [*made, *(_do(seat, name, _(LABELS[name])) for name in LEADS if name in offers)]


def _do(seat: Seat, what: str, words: str, key: str = "") -> Entry:
    return Entry(Moment(DO, seat.id, what).id, words, key=key)


def _program_moves(view: View, book: RuleBook) -> bool:
    """Whether the table waits for somebody whom the program plays."""
    waiting = awaited(book, view.public)
    return bool(waiting) and waiting[0].driver is Driver.SIMULATED


def _who_moves(view: View, book: RuleBook) -> str:
    seat = awaited(book, view.public)[0]
    return _("{who}, played by the program").format(who=titles.the(titles.title(seat, view.public, book)))


def _aside(view: View, book: RuleBook, offers: Mapping[str, Offers]) -> list[Entry]:
    """What anybody at the table may do besides; who it is, is said next."""
    made = []
    for name, entry_id, words, key in (
        ("ask", QUESTION, _("Somebody asks a question"), "a"),
        ("read_reply", LETTER, _("Somebody asks for what a service wrote"), "w"),
        ("dissent", "dissent", _("Somebody has a different view recorded"), "d"),
    ):
        able = [seat for seat in persons(view.public) if name in offers[seat.id]]
        if able:
            made.append(Entry(entry_id, words, key=key))
    if "share" in step_of(book, view.public.step).acts and persons(view.public):
        made.append(Entry(NOTES, _("Somebody changes their speaking note, alone")))
    if "take_to_chair" in step_of(book, view.public.step).acts and professionals(view, book):
        # Whether anybody holds such an item is their own: the line stands here whoever does.
        made.append(Entry(WORD, _("Somebody wants a word with the chair alone"), key="c"))
    if persons(view.public):
        made.append(Entry(PAPERS, _("Somebody reads their own papers, alone"), key="p"))
    return made


def professionals(view: View, book: RuleBook) -> list[str]:
    """The seats of people who are professionals, in the order of the table."""
    return [seat.id for seat in persons(view.public) if side_of(book, seat) is Side.PROFESSIONAL]


def may_see_chair(view: View, book: RuleBook) -> bool:
    """Whether this seat may have a word with the chair alone at this step, whatever it holds."""
    return "take_to_chair" in step_of(book, view.public.step).acts and view.me in professionals(view, book)


def who_may(view: View, offers: Mapping[str, Offers], act: str) -> Sequence[str]:
    """The seats of people to whom `act` is open, in the order of the table."""
    return [seat.id for seat in persons(view.public) if act in offers[seat.id]]


def leaving_the_roles() -> tuple[Line, ...]:
    """Out of the roles first, the family's and the child's before the others, before anything is looked at."""
    return (
        prose((_("The conference is over."), Tone.STRONG)),
        BLANK,
        prose(
            _(
                "Whoever sat for the family or the child begins, then the others: move your chair a little, say "
                "your own name, and one thing about you unlike the part you played."
            )
        ),
        BLANK,
        prose(_("Then each gives one word on how it was. Nothing is discussed yet.")),
    )


def telling_the_story(public: Public) -> tuple[Line, ...]:
    """Before the timeline is read somebody tells it."""
    words = _("Somebody tells these weeks in a minute, from the side of {child}. Then read on together.")
    return (prose((words.format(child=titles.whom(public.children)), Tone.STRONG)),)


def how_to_ask() -> tuple[Line, ...]:
    """The form in which people ask each other what happened."""
    words = _("I saw …; I thought …; what was going on for you?")
    return (prose((_("Ask each other in this form: "), Tone.QUIET), "“", words, "”"), BLANK)


def own_parts() -> tuple[Line, ...]:
    """What each did is for each alone."""
    return (
        prose(
            _(
                "What each of you put forward, asked and handled with care is for each alone, behind the cover."
            )
        ),
        BLANK,
        quiet(_("Talk about it as far as each of you likes.")),
    )


def observers(public: Public, people: People) -> tuple[Line, ...]:
    """What each observer is asked for, once it is talked about; those who came late stand last."""
    watching = [seat.watches for seat in public.seats if seat.watches is not None]
    watching += [watch for _name, watch in people.watching]
    made = [prose("· ", watches()[watch], indent=2, hang=4) for watch in watching]
    return (BLANK, head(_("Observers, what did you see?")), *made) if made else ()
