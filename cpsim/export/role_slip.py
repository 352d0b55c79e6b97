"""One role's slip: who you are, what everybody knows, your folder, both judgements, room for notes.

It is made of that seat's own view at the opening of a conference and of the public rules, by the
same filter as every screen, so nothing of another role and nothing of the key can come into it.
"""

from collections.abc import Sequence

from cpsim.conference import agenda
from cpsim.conference.offers import AskedAt
from cpsim.conference.opening import begin, seats_for
from cpsim.conference.rules.judging import asks, ballot
from cpsim.conference.state import START, evolve
from cpsim.conference.view import View
from cpsim.export.running_order import stops
from cpsim.export.sheets import (
    Block,
    Cell,
    Choice,
    Columns,
    Entries,
    Entry,
    Form,
    Heading,
    Points,
    Room,
    Row,
    Sheet,
    Side,
    Subheading,
    Text,
)
from cpsim.model.case import Fact, Pace
from cpsim.model.content import Content, RuleBook
from cpsim.model.judgement import Address
from cpsim.model.words import Side as TableSide
from cpsim.model.words import Stage, Tag
from cpsim.present import ballot as forms
from cpsim.present import labels, papers, titles
from cpsim.present.closing import IN_A_LINE
from cpsim.present.slip_words import in_printed_order, words_of
from cpsim.present.timing import spoken_time
from cpsim.present.tongue import _, plural


def opening_views(content: Content) -> tuple[View, ...]:
    """What each seat of the cast knows when a conference of `content` begins."""
    seats = seats_for(content, tuple(member.role for member in content.scenario.cast))
    state = START
    for emission in begin(content, "", seats, ""):
        state = evolve(state, emission)
    return tuple(state.view(seat.id) for seat in seats)


def role_sheet(view: View, book: RuleBook, scenario: str) -> Sheet:
    """The slip of the seat whose view this is, from the pack called `scenario`; the seat holds a role."""
    assert view.seat.role is not None, "an observer has no slip"
    card = book.role(view.seat.role)
    return Sheet(
        id=view.seat.role,
        title=card.title,
        strap=strap(view, book),
        warning=_("For the holder of this role alone, until the folders are opened."),
        blocks=(*_front(view, book, scenario), *_back(view, book)),
        foot=foot(),
    )


def strap(view: View, book: RuleBook) -> str:
    """What the sheet belongs to, and the pace whose numbers stand on it."""
    public = view.public
    parts = (public.title, public.meeting, book.framework.title, length(book.pace))
    return " · ".join(str(words) for words in parts if words)


def length(pace: Pace) -> str:
    """A pace with how long it takes round a table."""
    return _("{pace}, {minutes} minutes").format(pace=pace.title, minutes=pace.at_table)


def foot() -> str:
    """The line at the bottom of every sheet."""
    return f"{_('Training fiction: everybody in it is invented.')} {_(IN_A_LINE)}"


def _front(view: View, book: RuleBook, scenario: str) -> list[Block]:
    card = book.role(view.seat.role or "")
    public = view.public
    others = ", ".join(titles.seat(seat.id, public, book) for seat in public.participants)
    return [
        Text(card.purpose),
        Columns(
            (
                (Subheading(_("What is yours to do")), Points(card.duties)),
                (Subheading(_("At the table")), Points(card.at_the_table)),
                (Subheading(_("What everybody knows")), Points(public.common)),
            )
        ),
        Text(f"{others}.", lead=_("Round the table:"), quiet=True),
        *(_leading(view, book) if _leads(view, book) else _folder(view, scenario)),
    ]


def _leads(view: View, book: RuleBook) -> bool:
    return agenda.side_of(book, view.seat) is TableSide.CHAIR


def _folder(view: View, scenario: str) -> list[Block]:
    """The own items, and how they come into the room."""
    folder = in_printed_order(view.own.folder)
    if not folder:
        return [
            Heading(_("Your folder")),
            Text(_("You have no folder. What you know of the case, you will hear at the table.")),
        ]
    title = plural(
        "Your folder: {n} item that only you hold", "Your folder: {n} items that only you hold", len(folder)
    )
    words = words_of(scenario, folder)
    blocks: list[Block] = [Heading(title), Text(_how_to_say(words[folder[0].id]), quiet=True)]
    if view.own.note:
        blocks.append(Text(view.own.note, lead=_("Note:"), quiet=True))
    items = (entry(number, fact, words[fact.id]) for number, fact in enumerate(folder, 1))
    return [*blocks, Entries(tuple(items))]


def _how_to_say(first: str) -> str:
    """How an item comes from paper to the board, with the word of the first one for an example."""
    return _(
        "To put an item forward, say its number and the word beside it aloud, such as “1, {word}”, then the item: "
        "whoever keeps the keyboard types both. Nobody can guess the word; keep it to yourself until then."
    ).format(word=first)


def entry(number: int, fact: Fact, word: str = "") -> Entry:
    """One item as its holder's slip has it, with the word that puts it up; empty for what nobody puts up."""
    return Entry(str(number), fact.short, fact.words, papers.origin(fact), limits(fact), word=word)


def limits(fact: Fact) -> str:
    """How an item may be passed on; empty where it may simply be said."""
    return ", ".join(labels.handling(one) for one in fact.handling)


def _leading(view: View, book: RuleBook) -> list[Block]:
    """For the chair, in place of a folder: the meeting step by step, and what to write down."""
    blocks: list[Block] = [Heading(_("The meeting, step by step"))]
    for stop in stops(book, view.public.children):
        if not stop.debrief:
            blocks += [Subheading(stop.name), Points(stop.says)]
    return blocks


def _back(view: View, book: RuleBook) -> list[Block]:
    title = _("{role}: to write on").format(role=book.role(view.seat.role or "").title)
    side = agenda.side_of(book, view.seat)
    judges = side in book.framework.judges
    return [
        Side(title),
        *(_decision(view, book) if side is TableSide.CHAIR else _speaking_note(view, book)),
        *([both_ballots(view, book), _levels(book)] if judges else [_no_ballot()]),
        Room(_("Notes"), 2 if side is TableSide.CHAIR else 3),
    ]


def _no_ballot() -> Block:
    return Text(_("You hand in no judgement. You say what you make of it when the chair turns to you."))


def _speaking_note(view: View, book: RuleBook) -> list[Block]:
    pace = book.pace
    items = plural("up to {n} item", "up to {n} items", pace.items)
    time = spoken_time(pace.speaking_seconds)
    questions = plural("My {n} question", "My {n} questions", book.questions)
    allowed = _("On your turn, {items} in about {time} minutes").format(items=items, time=time)
    if pace.added:
        more = plural("{n} more before the summary", "{n} more before the summary", pace.added)
        allowed = _("{on_turn}, and {more}").format(on_turn=allowed, more=more)
    how = _(
        "{allowed}. Say the number and its word, then the item, whose word it is, and what kind of statement it is:"
    ).format(allowed=allowed)
    kinds = tuple(f"{labels.tag(tag)}: {labels.tag_means(tag)}" for tag in Tag)
    return [
        Heading(_("To say and to ask")),
        Columns(
            (
                (Text(how, quiet=True), Points(kinds)),
                (
                    Room(_("The numbers of my items"), 1),
                    Room(_("What they mean for the child's day, in one sentence"), 1),
                    Room(_("{questions}: to whom, about what").format(questions=questions), 1),
                ),
            )
        ),
    ]


def _decision(view: View, book: RuleBook) -> list[Block]:
    """For the chair: what has to stand on paper at the end, child by child."""
    framework = book.framework
    children = view.public.children
    left: tuple[Block, ...] = ()
    for child in children:
        named = (Subheading(child.name),) if len(children) > 1 else ()
        left += (
            *named,
            Choice(_("Is the threshold met?"), (_("yes"), _("no"))),
            Choice(_("Decided"), tuple(status.name for status in framework.statuses)),
            Choice(_("Category"), tuple(category.name for category in framework.categories)),
        )
    right: tuple[Block, ...] = (
        Room(_("Grounds, and different views with their reasons"), 2),
        Room(_("Lead social worker, core group, dates"), 1),
    )
    if "contingency" not in book.pace.leaves_out:
        right = (*right, Room(_("If circumstances change"), 1))
    return [Heading(_("The decision")), Columns((left, right))]


def both_ballots(view: View, book: RuleBook) -> Form:
    """The forms of both stages, asked as this seat's screen would ask them before anything was said."""
    stages = (Stage.BEFORE, Stage.AFTER)
    asked = [{ask.at: ask for ask in asks(book, view, stage)} for stage in stages]
    rows = [
        _question([(stage, known.get(at)) for stage, known in zip(stages, asked, strict=True)], view, book)
        for at in dict.fromkeys((*asked[0], *asked[1]))
    ]
    cites = [ballot(book, stage).cites for stage in stages]
    rests = plural("Rests on this item", "Rests on these items, at most {n}", max(cites))
    rows.append(Row(rests, tuple(Cell(lines=1 if most else 0) for most in cites)))
    moved = [ballot(book, stage).moved_by for stage in stages]
    if any(moved):
        rows.append(Row(_("The one card that moved me"), tuple(Cell(lines=int(one)) for one in moved)))
    rows.append(Row(_("Because"), tuple(Cell(lines=2) for _stage in stages)))
    return Form(tuple(forms.title(stage) for stage in stages), tuple(rows))


def _question(asked: Sequence[tuple[Stage, AskedAt | None]], view: View, book: RuleBook) -> Row:
    """One address at both stages: the area's own question where both ask the same, else its short name."""
    known = [(ask, forms.row(ask, stage, view, book)) for stage, ask in asked if ask is not None]
    ask, first = known[0]
    same = {row.question for _ask, row in known} == {first.question}
    question = first.question if same else _short(ask.at, view)
    options = {stage: forms.row(ask, stage, view, book).options for stage, ask in asked if ask is not None}
    cells = tuple(Cell(tuple(one.label for one in options.get(stage, ()))) for stage, _ask in asked)
    return Row(question, cells, hint=forms.only_with(ask, book))


def _short(at: Address, view: View) -> str:
    """What an answer is about in a few words, with the place and, where there are several, the child."""
    words = labels.asked(at).capitalize()
    if at.setting is not None:
        words = f"{words} ({view.place(at.setting)})"
    if len(view.public.children) > 1:
        words = f"{titles.child(at.child, view.public)}: {words}"
    return words


def _levels(book: RuleBook) -> Block:
    """What the levels of need mean, to look up."""
    levels = tuple(f"{level.value} {level.name}: {level.response}" for level in book.framework.levels)
    half = (len(levels) + 1) // 2
    return Columns(((Points(levels[:half]),), (Points(levels[half:]),)), small=True)
