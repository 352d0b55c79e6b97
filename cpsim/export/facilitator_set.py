"""The facilitator's set: how to run it, every folder, the letters, the key with its reasons, the child's story.

Everything here is for one pair of eyes; the file goes into a folder of its own.
"""

from dataclasses import replace

from cpsim.export.facilitator_key import Names, dealt, figures, key_blocks, what_it_shows
from cpsim.export.facilitator_people import care, folders, who_plays_what
from cpsim.export.facilitator_running import running
from cpsim.export.role_slip import entry
from cpsim.export.sheets import Block, Entries, Entry, Heading, Points, Sheet, Side, Subheading, Text
from cpsim.model.case import Fact, PlanLine, Slice
from cpsim.model.content import Content
from cpsim.present import titles
from cpsim.present.prose import Words
from cpsim.present.slip_words import words_of
from cpsim.present.tongue import _, plural


def facilitator_sheet(content: Content, foot: str) -> Sheet:
    """The whole set of `content`, at the pace and options it was made with; `foot` stands under it."""
    scenario = content.scenario
    names = Names.of(content)
    blocks = (
        *_before_people_come(content),
        *care(content),
        *running(content),
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
    blocks: list[Block] = [
        Heading(_("Before people come")),
        Points(
            (
                _("Print the slips on both sides of the paper: one sheet for each role."),
                _("Fill the roles with large folders first: {roles}.").format(
                    roles=_largest_folders(content)
                ),
                _("Choose one who keeps the keyboard in the public parts: typing is all they do there."),
                _("Decide now what you will do if somebody is upset, and whom you will name for support."),
            )
        ),
    ]
    if scenario.printed_in is not None:
        printed = _("The papers of this case are printed in {where}; ask who knows them.")
        blocks.append(Text(printed.format(where=scenario.printed_in)))
    blocks += [
        *who_plays_what(content),
        Heading(_("The rules")),
        Text(framework.quorum.text, lead=_("Who has to be there:")),
        Text(framework.quorum.source.text, lead=_("Source:"), quiet=True),
        Text(framework.threshold_text, lead=_("The threshold:")),
        Text(framework.threshold_source.text, lead=_("Source:"), quiet=True),
        Heading(_("What to say before it begins")),
        Points(_opening_words(content)),
    ]
    return blocks


def _largest_folders(content: Content) -> str:
    """Roles with items of the case, the largest folder first, with how many they hold."""
    return ", ".join(f"{titles.role(role, content.book)} ({number})" for role, number in folders(content))


def _opening_words(content: Content) -> tuple[Words, ...]:
    return (
        _("The case is invented, and nothing you do in it can harm a child. Leave real children out of it."),
        content.scenario.content_note,
        _("Say what is written down or typed in, who sees it, and what becomes of the paper."),
        _("You hold one agency's papers. Nobody else has them, and nobody has the whole picture."),
        _(
            "Speak from your slip and do not show it. If it is not in your papers: “I would have to find out.”"
        ),
        _(
            "An item goes up by its number and the word beside it. Say both aloud when you put it forward, and "
            "the word not before."
        ),
        _("You judge twice, before and after. There is no mark, and no right way to be quick."),
        _("You may stop, step out or pass at any time, and nobody asks why."),
    )


def _folders(content: Content, names: Names) -> list[Block]:
    blocks: list[Block] = [
        Side(_("Every folder")),
        Text(
            _(
                "Numbers and words are those of the slips: both are typed, and the item goes up. Beside the short "
                "words stands what a file calls the item. An item that is on no slip comes last and says when to "
                "tell it to its holder, aside and in a whisper or on a piece of paper. What stands below "
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
    title = titles.role(part.role, content.book)
    count = plural("{n} item", "{n} items", len(facts) - later)
    if later:
        count += plural(", and {n} that is on no slip", ", and {n} that are on no slip", later)
    blocks: list[Block] = [Heading(f"{title}: {count}")]
    if part.note:
        blocks.append(Text(part.note, lead=_("Note:"), quiet=True))
    words = words_of(content.scenario.slug, facts)
    items = [entry(number, fact, words[fact.id]) for number, fact in enumerate(facts, 1)]
    blocks.append(Entries(tuple(_entry(item, fact, names) for item, fact in zip(items, facts, strict=True))))
    lead = _("What it means for the child, as far as it was said:")
    blocks.extend(Text(impact.words, lead=lead, quiet=True) for impact in part.impacts[:1])
    for line in part.plans[:1]:
        blocks += _plan(line)
    return blocks


def _entry(slip: Entry, fact: Fact, names: Names) -> Entry:
    """An item as its holder's slip has it, with its id; one that is on no slip says when it comes."""
    if not fact.after:
        return replace(slip, id=fact.id)
    when = plural(
        "on no slip; tell it to its holder, with number and word, once this was said:",
        "on no slip; tell it to its holder, with number and word, once one of these was said:",
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
