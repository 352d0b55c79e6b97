"""How to run it: when each step is over at every pace, what to say at it, and what may arrive meanwhile."""

from collections.abc import Sequence
from dataclasses import replace

from cpsim.clock.deadlines import rule_words
from cpsim.conference import agenda
from cpsim.conference.minutes import BREAK, minutes_of
from cpsim.export.running_order import Stop, Times, stops, times
from cpsim.export.sheets import Block, Heading, Points, Side, Subheading, Table, Text
from cpsim.model.case import Pace
from cpsim.model.content import Content
from cpsim.model.framework import Framework
from cpsim.present.prose import Words
from cpsim.present.timing import spoken_time
from cpsim.present.tongue import _, plural

AN_HOUR = 60


def running(content: Content) -> list[Block]:
    """The running order of a session of `content`: times, what each seat has, and every step with its words."""
    scenario, book = content.scenario, content.book
    order = stops(book, scenario.children)
    blocks: list[Block] = [
        Side(_("Running order")),
        Text(_("Times are about right and cut nobody off. People talk to each other, not to a screen.")),
        _table_of_times(content, order),
        Text(
            _("Minutes; in brackets the hours and minutes since you began, once the step is over."),
            quiet=True,
        ),
        *_for_how_many(content),
        _allowances(content),
        *_by_length(content),
    ]
    for number, stop in enumerate(order, 1):
        blocks += [Subheading(f"{number}  {stop.name} ({stop.leads})"), Points((*stop.happens, *stop.says))]
        sources = tuple(dict.fromkeys(step.source.text for step in stop.steps))
        blocks.append(Text("; ".join(sources), lead=_("Source:"), quiet=True))
    return [*blocks, *_arriving(content), *_dates(content.framework)]


def _for_how_many(content: Content) -> list[Block]:
    """How many people the minutes are meant for, and what to do where more came; nothing where no pace says."""
    meant = {pace.people for pace in content.scenario.paces if pace.people}
    if not meant:
        return []
    people = plural(
        "The minutes are meant for {n} person.", "The minutes are meant for {n} people.", max(meant)
    )
    return [
        Points(
            (
                people,
                _(
                    "More people: two share a seat and its judgement, or observe with a task, and the minutes hold. "
                    "Where more hold a seat of their own, cut the questions first, then an item each, then the "
                    "step for anything to add; the debrief and leaving the role stay as long as they are."
                ),
                _("Fewer people: what you save before the debrief belongs to the debrief."),
            )
        )
    ]


def _all_stops(content: Content) -> tuple[Stop, ...]:
    """Every stop of the area, also those that the pace of these slips leaves out."""
    whole = replace(content.book.pace, leaves_out=())
    return stops(replace(content.book, pace=whole), content.scenario.children)


def _table_of_times(content: Content, printed: Sequence[Stop]) -> Table:
    """Each step with its minutes and the time when it is over, pace by pace.

    The numbers are those of the pace of these slips, as on its screen; a step that it leaves out has none.
    """
    paces = content.scenario.paces
    order = _all_stops(content)
    numbers = {stop.name: str(number) for number, stop in enumerate(printed, 1)}
    known = [times(pace, content.book, order) for pace in paces]
    heads: tuple[Words, ...] = ("", _("step"), *(_head(pace) for pace in paces))
    debrief = next((at for at, stop in enumerate(order) if stop.debrief), len(order))
    rows: list[tuple[Words, ...]] = [("", _("welcome, seats and slips"), *(_cell(one, 0) for one in known))]
    for at, stop in enumerate(order):
        if at == debrief and any(one.pause for one in known):
            rows.append(("", _("a break"), *(_pause(one, at) for one in known)))
        rows.append((numbers.get(stop.name, ""), stop.name, *(_cell(one, at + 1, debrief) for one in known)))
    return Table(heads, tuple(rows))


def _head(pace: Pace) -> str:
    return _("{pace}, {minutes} min").format(pace=pace.title, minutes=pace.at_table)


def _cell(known: Times, upto: int, debrief: int | None = None) -> str:
    """The minutes of one row, the welcome being the first, and when it is over."""
    rows = (known.welcome, *known.stops)
    over = sum(rows[: upto + 1]) + (known.pause if debrief is not None and upto > debrief else 0)
    return _minutes(rows[upto], over)


def _pause(known: Times, before: int) -> str:
    """The break, which comes after so many stops."""
    over = sum((known.welcome, *known.stops[:before], known.pause))
    return _minutes(known.pause, over) if known.pause else _("none")


def _minutes(number: int, over: int) -> str:
    return f"{number} ({over // AN_HOUR}:{over % AN_HOUR:02})" if number else _("left out")


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


def _by_length(content: Content) -> list[Block]:
    """What a pace leaves out, and what a long one has time for; the slips are those of one pace."""
    printed = content.book.pace
    said: list[Words] = []
    for pace in content.scenario.paces:
        left_out = ", ".join(_left_out(one, content) for one in pace.leaves_out)
        if left_out:
            said.append(_("{pace} leaves out: {what}.").format(pace=pace.title, what=left_out))
        if BREAK in minutes_of(pace, content.book):
            said.append(
                _(
                    "{pace} has a break before the debrief, and time for two things more: let everybody add their "
                    "own sentence to the summary, and talk the key over in pairs before all together."
                ).format(pace=pace.title)
            )
    said.append(
        _("The slips have the numbers of the pace {pace}. Say it aloud if you take another one.").format(
            pace=f"“{printed.title}”"
        )
    )
    return [Points(tuple(said))]


def _left_out(part: str, content: Content) -> str:
    """A step, or the part of one, that a pace has no time for."""
    if part == "contingency":
        return _("what happens if circumstances change")
    known = {step.id: step.name for step in agenda.steps_of(content.book)}
    known |= {step.id: step.name for step in content.framework.steps}
    return f"“{known.get(part, part)}”"


def _arriving(content: Content) -> list[Block]:
    """What may be brought into the room while it talks, and when."""
    injects = content.scenario.injects
    if not injects:
        return []
    blocks: list[Block] = [
        Heading(_("What may arrive")),
        Text(
            _(
                "Bring one of these, or none; more than one is too much for a short session. Read it out, or bring "
                "it on the screen, where everybody reads it. All of them were added by the author of this case, and "
                "none changes the key. Something of your own can be brought in the same way: it must not change what "
                "happened to the child."
            )
        ),
    ]
    for inject in injects:
        blocks += [
            Subheading(inject.title),
            Text(inject.words, lead=_("To read out:")),
            Text(inject.when, lead=_("Meant for:"), quiet=True),
        ]
    return blocks


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
        Heading(_("Dates to read out")),
        Table((_("what"), _("when"), _("source")), rows),
        Text(command.format(area=framework.slug), quiet=True),
    ]
