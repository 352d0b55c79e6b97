"""The facilitator's set: how to run it, every folder, the letters, the key with its reasons, the child's story.

Everything here is for one pair of eyes; the file goes into a folder of its own.
"""

from collections.abc import Iterable
from dataclasses import replace

from cpsim.clock.deadlines import rule_words
from cpsim.export.facilitator_key import Names, dealt, figures, key_blocks, what_it_shows
from cpsim.export.role_slip import entry
from cpsim.export.running_order import Stop, minutes, spoken_time, stops, table_minutes
from cpsim.export.sheets import Block, Entries, Entry, Heading, Points, Sheet, Side, Subheading, Table, Text
from cpsim.model.case import Fact, PlanLine, Slice
from cpsim.model.content import Content
from cpsim.model.framework import Framework
from cpsim.present import labels
from cpsim.present.prose import Words
from cpsim.present.tongue import _, plural


def facilitator_sheet(content: Content, foot: str) -> Sheet:
    """The whole set of `content`, at the pace and options it was made with; `foot` stands under it."""
    scenario = content.scenario
    names = Names.of(content)
    blocks = (
        *_before_people_come(content),
        *_running(content),
        *_care(content),
        *_folders(content, names),
        *_letters(content),
        *key_blocks(content, names),
        *_story(content, names),
        *what_it_shows(content, names),
        *figures(content, names),
    )
    return Sheet(
        id="facilitator",
        title=_("Facilitator's set"),
        strap=" · ".join(str(words) for words in (scenario.title, scenario.meeting, content.framework.title)),
        warning=_("It holds every folder and the key. Nobody at the table sees it before the debrief."),
        blocks=blocks,
        foot=foot,
    )


def _before_people_come(content: Content) -> list[Block]:
    scenario, framework = content.scenario, content.framework
    seats = ", ".join(labels.role(member.role, content.book) for member in scenario.cast)
    blocks: list[Block] = [
        Heading(_("Before people come")),
        Points(
            (
                _("Print the slips on both sides of the paper: one sheet for each role."),
                _("The seats: {seats}.").format(seats=seats),
                _(
                    "Fill the roles with large folders first: {roles}. One person may take two of them. Leave the "
                    "others out, or read their slips yourself."
                ).format(roles=", ".join(_largest_folders(content))),
                _("A parent's seat is only for somebody who chooses it, and may be given back at any time."),
                _("Whoever has read the case takes the chair, observes, or plays another case."),
                _("Decide now what you will do if somebody is upset, and whom you will name for support."),
            )
        ),
    ]
    if scenario.printed_in is not None:
        printed = _("The papers of this case are printed in {where}; ask who knows them.")
        blocks.append(Text(printed.format(where=scenario.printed_in)))
    blocks += [
        Text(framework.quorum.text, lead=_("Who has to be there:")),
        Text(framework.quorum.source.text, lead=_("Source:"), quiet=True),
        Text(framework.threshold_text, lead=_("The threshold:")),
        Text(framework.threshold_source.text, lead=_("Source:"), quiet=True),
        Heading(_("What to say before it begins")),
        Points(_opening_words(content)),
    ]
    return blocks


def _largest_folders(content: Content) -> list[str]:
    """Roles with items from the papers, the largest folder first, with how many they hold."""
    held = [(sum(not fact.authored for fact in part.facts), part.role) for part in content.scenario.slices]
    ranked = sorted((entry for entry in held if entry[0]), key=lambda entry: (-entry[0], entry[1]))
    return [f"{labels.role(role, content.book)} ({number})" for number, role in ranked]


def _opening_words(content: Content) -> tuple[Words, ...]:
    return (
        _("The case is invented, and nothing you do in it can harm a child. Leave real children out of it."),
        content.scenario.content_note,
        _("Say what is written down or typed in, who sees it, and what becomes of the paper."),
        _("You hold one agency's papers. Nobody else has them, and nobody has the whole picture."),
        _(
            "Speak from your slip and do not show it. If it is not in your papers: “I would have to find out.”"
        ),
        _("You judge twice, before and after. There is no mark, and no right way to be quick."),
        _("You may stop, step out or pass at any time, and nobody asks why."),
    )


def _running(content: Content) -> list[Block]:
    scenario, book = content.scenario, content.book
    order = stops(book, scenario.children)
    blocks: list[Block] = [
        Side(_("Running order")),
        Text(_("Times are about right and cut nobody off. People talk to each other, not to a screen.")),
        _times(content, order),
        _allowances(content),
    ]
    for number, stop in enumerate(order, 1):
        blocks += [Subheading(f"{number}  {stop.name} ({stop.leads})"), Points((*stop.happens, *stop.says))]
        sources = tuple(dict.fromkeys(step.source.text for step in stop.steps))
        blocks.append(Text("; ".join(sources), lead=_("Source:"), quiet=True))
    return [*blocks, *_dates(content.framework)]


def _times(content: Content, order: Iterable[Stop]) -> Table:
    paces = content.scenario.paces
    by_pace = [minutes(pace, content.book) for pace in paces]
    heads: tuple[Words, ...] = ("", _("step"), *(pace.title for pace in paces))
    rows: list[tuple[Words, ...]] = []
    for number, stop in enumerate(order, 1):
        times = [sum(known.get(step.id, 0) for step in stop.steps) for known in by_pace]
        shown = [f"{time} min" if time else _("left out") for time in times]
        rows.append((str(number), stop.name, *shown))
    whole = [f"{table_minutes(pace)} min" for pace in paces]
    rows.append(("", _("all together, about"), *whole))
    return Table(heads, tuple(rows))


def _allowances(content: Content) -> Table:
    paces = content.scenario.paces
    rows: tuple[tuple[Words, ...], ...] = (
        (_("items on a turn"), *(str(pace.items) for pace in paces)),
        (_("items more before the summary"), *(str(pace.added) for pace in paces)),
        (_("questions each"), *(str(pace.questions_table) for pace in paces)),
        (_("speaking time, minutes"), *(spoken_time(pace.speaking_seconds) for pace in paces)),
    )
    heads: tuple[Words, ...] = (_("each seat has"), *(pace.title for pace in paces))
    return Table(heads, rows)


def _dates(framework: Framework) -> list[Block]:
    known = {deadline.id: deadline for deadline in framework.deadlines}
    rows = tuple(
        (deadline.name, rule_words(deadline, known), deadline.source.text)
        for deadline in framework.deadlines
        if not deadline.review_only
    )
    if not rows:
        return []
    command = _("`cpsim dates {area} --conference DATE` works them out for a day, past public holidays.")
    return [
        Subheading(_("Dates to read out")),
        Table((_("what"), _("when"), _("source")), rows),
        Text(command.format(area=framework.slug), quiet=True),
    ]


def _care(content: Content) -> list[Block]:
    framework = content.framework
    blocks: list[Block] = [
        Side(_("Looking after people")),
        Heading(_("If somebody is upset")),
        Points(
            (
                _("Stop, for that person or for everybody. No reason is asked and none is written down."),
                _("Let somebody else hold the slip, or leave the seat silent; either works."),
                _("Stay with them or ask a colleague to; speak about it after, not in front of the table."),
                _("At the end say whom people can talk to, by name, and leave time for it."),
            )
        ),
    ]
    rule = framework.rule("wellbeing")
    if rule is not None:
        blocks += [Text(rule.text), Text(rule.source.text, lead=_("Source:"), quiet=True)]
    blocks += [
        Heading(_("If somebody speaks of a real child")),
        Points(
            (
                _("Stop the exercise for that person and listen, away from the table."),
                _(
                    "Follow your own safeguarding procedure the same day; in danger now, the emergency services."
                ),
                _("Nothing about a real child is written on a slip or typed into the program."),
            )
        ),
    ]
    urgent = framework.rule("urgent_concern")
    if urgent is not None:
        blocks += [Text(urgent.text), Text(urgent.source.text, lead=_("Source:"), quiet=True)]
    return blocks


def _folders(content: Content, names: Names) -> list[Block]:
    blocks: list[Block] = [
        Side(_("Every folder")),
        Text(
            _(
                "Item numbers are those of the slips; beside the short words stands what a file calls the item. "
                "An item that is on no slip comes last and says when to tell it to its holder. What stands below "
                "the items is what the program's own people say in that role; it is an example and not in the "
                "slip."
            ),
            quiet=True,
        ),
    ]
    for member in content.scenario.cast:
        part = content.scenario.slice(member.role)
        if part is not None:
            blocks += _folder(part, content, names)
    contingency = Text(content.scenario.contingency, lead=_("If asked what happens if circumstances change:"))
    return [*blocks, Heading(_("The chair")), contingency]


def _folder(part: Slice, content: Content, names: Names) -> list[Block]:
    facts = dealt(part, content)
    later = sum(1 for fact in facts if fact.after)
    title = labels.role(part.role, content.book)
    count = plural("{n} item", "{n} items", len(facts) - later)
    if later:
        count += plural(", and {n} that is on no slip", ", and {n} that are on no slip", later)
    blocks: list[Block] = [Heading(f"{title}: {count}")]
    if part.note:
        blocks.append(Text(part.note, lead=_("Note:"), quiet=True))
    blocks.append(Entries(tuple(_entry(number, fact, names) for number, fact in enumerate(facts, 1))))
    lead = _("What it means for the child, as far as it was said:")
    blocks.extend(Text(impact.words, lead=lead, quiet=True) for impact in part.impacts[:1])
    for line in part.plans[:1]:
        blocks += _plan(line)
    return blocks


def _entry(number: int, fact: Fact, names: Names) -> Entry:
    """An item as its holder's slip has it, with its id; one that is on no slip says when it comes."""
    slip = entry(number, fact)
    if not fact.after:
        return replace(slip, id=fact.id)
    when = plural(
        "on no slip; tell it to its holder once this was said:",
        "on no slip; tell it to its holder once one of these was said:",
        len(fact.after),
    )
    limits = (slip.limit, f"{when} {names.listed(fact.after)}")
    return replace(slip, id=fact.id, limit="; ".join(str(words) for words in limits if words))


def _plan(line: PlanLine) -> list[Block]:
    """A line for the plan, each part of it on a line of its own."""
    parts = (
        (_("How: {words}"), line.how),
        (_("Who: {words}"), line.who),
        (_("When: {words}"), line.when),
        (_("We will know by: {words}"), line.sign),
    )
    return [
        Text(line.want, lead=_("For the plan:"), quiet=True),
        Points(tuple(named.format(words=words) for named, words in parts)),
    ]


def _letters(content: Content) -> list[Block]:
    if not content.options.authored or not content.scenario.replies:
        return []
    blocks: list[Block] = [
        Side(_("Letters")),
        Text(
            _(
                "The chair reads one out when somebody asks what that service wrote, which uses up a question. "
                "From any other service nothing has come. All of them were added by the author of this case."
            )
        ),
    ]
    for reply in content.scenario.replies:
        facts = tuple(replace(entry(number, fact), id=fact.id) for number, fact in enumerate(reply.facts, 1))
        blocks += [Heading(reply.title), Entries(facts)]
    return blocks


def _story(content: Content, names: Names) -> list[Block]:
    if not content.scenario.moments:
        return []
    blocks: list[Block] = [Side(_("The child's story")), Text(_("For the second part of the debrief."))]
    for moment in content.scenario.moments:
        certainty = f"{moment.certainty}; {names.listed(moment.cites)}"
        blocks += [Subheading(moment.when), Text(moment.words), Text(certainty, quiet=True)]
    return blocks
