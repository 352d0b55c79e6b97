"""One role's slip: who you are, what everybody knows, your folder, both judgements, room for notes.

It is made of that seat's own view at the opening of a conference and of the public rules, by the
same filter as every screen, so nothing of another role and nothing of the key can come into it.
"""

from cpsim.conference import agenda
from cpsim.conference.opening import begin, seats_for
from cpsim.conference.rules.judging import asks, ballot
from cpsim.conference.state import START, evolve
from cpsim.conference.view import View
from cpsim.export.running_order import spoken_time, stops
from cpsim.export.sheets import (
    Block,
    Choice,
    Columns,
    Entries,
    Entry,
    Heading,
    Points,
    Room,
    Sheet,
    Side,
    Subheading,
    Text,
)
from cpsim.model.case import Fact
from cpsim.model.content import Content, RuleBook
from cpsim.model.words import Side as TableSide
from cpsim.model.words import Stage, Tag
from cpsim.present import labels
from cpsim.present import ballot as forms
from cpsim.present.tongue import _, plural


def opening_views(content: Content) -> tuple[View, ...]:
    """What each seat of the cast knows when a conference of `content` begins."""
    seats = seats_for(content, tuple(member.role for member in content.scenario.cast))
    state = START
    for emission in begin(content, "", seats, ""):
        state = evolve(state, emission)
    return tuple(state.view(seat.id) for seat in seats)


def role_sheet(view: View, book: RuleBook) -> Sheet:
    """The slip of the seat whose view this is; the seat holds a role."""
    assert view.seat.role is not None, "an observer has no slip"
    card = book.role(view.seat.role)
    return Sheet(
        id=view.seat.role,
        title=card.title,
        strap=strap(view, book),
        warning=_("For the holder of this role alone, until the folders are opened."),
        blocks=(*_front(view, book), *_back(view, book)),
        foot=foot(),
    )


def strap(view: View, book: RuleBook) -> str:
    """What the sheet belongs to."""
    public = view.public
    return " · ".join(str(words) for words in (public.title, public.meeting, book.framework.title) if words)


def foot() -> str:
    """The line at the bottom of every sheet."""
    return _(
        "Training fiction: everybody in it is invented. Worried about a real child? Tell whoever leads on "
        "safeguarding where you work or study, or the children's services of the child's area; in danger "
        "now, the emergency services."
    )


def _front(view: View, book: RuleBook) -> list[Block]:
    card = book.role(view.seat.role or "")
    public = view.public
    others = ", ".join(labels.seat(seat.id, public, book) for seat in public.participants)
    everybody = (Subheading(_("What everybody knows")), Points(public.common))
    return [
        Text(card.purpose),
        Columns(
            (Subheading(_("What is yours to do")), Points(card.duties)),
            (Subheading(_("At the table")), Points(card.at_the_table), *everybody),
        ),
        Text(f"{others}.", lead=_("Round the table:"), quiet=True),
        *(_leading(view, book) if _leads(view, book) else _folder(view, book)),
    ]


def _leads(view: View, book: RuleBook) -> bool:
    return agenda.side_of(book, view.seat) is TableSide.CHAIR


def _folder(view: View, book: RuleBook) -> list[Block]:
    """The own items, and how they come into the room."""
    folder = view.own.folder
    if not folder:
        return [
            Heading(_("Your folder")),
            Text(_("You have no folder. What you know of the case, you will hear at the table.")),
        ]
    title = plural(
        "Your folder: {n} item that only you hold", "Your folder: {n} items that only you hold", len(folder)
    )
    blocks: list[Block] = [Heading(title)]
    if view.own.note:
        blocks.append(Text(view.own.note, lead=_("Note:"), quiet=True))
    return [*blocks, Entries(tuple(entry(number, fact) for number, fact in enumerate(folder, 1)))]


def entry(number: int, fact: Fact) -> Entry:
    """One item of a folder as its holder's slip has it."""
    return Entry(str(number), fact.short, fact.words, origin(fact), limits(fact))


def origin(fact: Fact) -> str:
    """Where an item is from, whose word it is where the papers say so, and when."""
    parts = [str(fact.source)]
    if fact.told_by is not None:
        parts.append(_("word of {who}").format(who=labels.whose(fact.told_by)))
    parts.append(str(fact.when))
    if fact.authored:
        parts.append(_("added by the author of this case"))
    return "; ".join(parts)


def limits(fact: Fact) -> str:
    """How an item may be passed on; empty where it may simply be said."""
    return ", ".join(labels.handling(one) for one in fact.handling)


def _leading(view: View, book: RuleBook) -> list[Block]:
    """For the chair, in place of a folder: the meeting step by step, and what to write down."""
    child = labels.first_child(view.public)
    blocks: list[Block] = [Heading(_("The meeting, step by step"))]
    for stop in stops(book, child):
        if not stop.debrief:
            blocks += [Subheading(stop.name), Points(stop.says)]
    return blocks


def _back(view: View, book: RuleBook) -> list[Block]:
    blocks: list[Block] = [Side(_("{role}: to write on").format(role=book.role(view.seat.role or "").title))]
    side = agenda.side_of(book, view.seat)
    if side is TableSide.CHAIR:
        blocks += _decision(book)
    else:
        blocks += _speaking_note(view, book)
    if side in book.framework.judges:
        blocks.append(Columns(_ballot(Stage.BEFORE, view, book), _ballot(Stage.AFTER, view, book)))
        blocks += _levels(book)
    else:
        blocks.append(
            Text(_("You hand in no judgement: you have been heard, and the others judge."), quiet=True)
        )
    return [*blocks, Room(_("Notes"), 4)]


def _speaking_note(view: View, book: RuleBook) -> list[Block]:
    pace = book.pace
    items = plural("up to {n} item", "up to {n} items", pace.items)
    more = plural("{n} more before the summary", "{n} more before the summary", pace.added)
    time = spoken_time(pace.speaking_seconds)
    questions = plural("You have {n} question", "You have {n} questions", book.questions)
    return [
        Heading(_("To say and to ask")),
        Text(
            _(
                "On your turn, {items} in about {time} minutes, and {more}. Say the number and the short words, "
                "then the item; whose word it is; and what kind of statement:"
            ).format(items=items, time=time, more=more)
        ),
        Points(tuple(f"{labels.tag(tag)}: {labels.tag_means(tag)}" for tag in Tag)),
        Room(_("Items I will put forward, by number"), 1),
        Room(_("What this means for the child's day, in one sentence"), 1),
        Room(_("{questions}: whom, and about what").format(questions=questions), 2),
    ]


def _decision(book: RuleBook) -> list[Block]:
    """For the chair: what has to stand on paper at the end."""
    blocks: list[Block] = [
        Heading(_("The decision")),
        Choice(_("Threshold met?"), (_("yes"), _("no")), hint=str(book.framework.threshold_text)),
        Choice(_("Decided:"), tuple(status.name for status in book.framework.statuses)),
        Choice(_("Category:"), tuple(category.name for category in book.framework.categories)),
        Room(_("Grounds, and any different view with its reason"), 2),
        Room(_("Lead social worker, core group, dates"), 1),
    ]
    if "contingency" not in book.pace.leaves_out:
        blocks.append(Room(_("If circumstances change"), 1))
    return blocks


def _ballot(stage: Stage, view: View, book: RuleBook) -> tuple[Block, ...]:
    """The form of one stage, asked as this seat's screen would ask it before anything was said."""
    form = ballot(book, stage)
    blocks: list[Block] = [Heading(forms.title(stage))]
    for ask in asks(book, view, stage):
        row = forms.row(ask, stage, view, book)
        options = tuple(option.label for option in row.options)
        blocks.append(Choice(row.question, options, hint=forms.only_with(ask, book)))
    rests = plural("It rests on (one item)", "It rests on (up to {n} items)", form.cites)
    blocks.append(Room(rests, 1))
    if form.moved_by:
        blocks.append(Room(_("The one card that moved me"), 1))
    return (*blocks, Room(_("Because"), 2))


def _levels(book: RuleBook) -> list[Block]:
    levels = tuple(f"{level.value} {level.name}: {level.response}" for level in book.framework.levels)
    covers = tuple(f"{category.name}: {category.covers}" for category in book.framework.categories)
    return [
        Columns(
            (Subheading(_("The levels of need")), Points(levels)),
            (Subheading(_("The categories")), Points(covers)),
        )
    ]
