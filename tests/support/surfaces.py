"""Everything that can be in front of somebody, as text: what is delivered, offered, refused, shown, written.

Each surface is made as the program makes it, through the link of a seat or through a store, so that a leak
on any way out is seen on at least one of them. What a whole table sees stands under `EVERYBODY`.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from canaries import EVERYBODY, token

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference import rules
from cpsim.conference.agenda import in_debrief
from cpsim.conference.codec import canonical
from cpsim.conference.offers import Shape
from cpsim.conference.parts import Seat
from cpsim.conference.refusals import Refusal
from cpsim.export.exporting import run_export
from cpsim.export.replay import run_replay
from cpsim.export.role_slip import opening_views, role_sheet
from cpsim.export.sessions import run_sessions
from cpsim.export.sheet_text import as_text as sheet_text
from cpsim.model.said import clean
from cpsim.model.words import Basis, Driver, SeatKind, Service, Stage, Tag, Topic
from cpsim.present import (
    agenda,
    ballot,
    board,
    closing,
    debrief,
    facilitating,
    judged,
    key,
    menu,
    note,
    papers,
    quorum,
    standing,
    table,
)
from cpsim.present.prose import Line
from cpsim.present.refusals import excuse
from cpsim.present.transcript import whole
from cpsim.session.host import Host
from cpsim.session.link import Link
from cpsim.session.people import People
from cpsim.session.room import SharedLink
from cpsim.session.table import LocalLink
from cpsim.store.protocol import SessionMeta, Store, StoreProblem
from cpsim.tui.crash import sorry, write_report

FORMS = ("ballot_before", "ballot_after", "answer", "end_turn", note.FORM, "papers_read", "people")
"""Names under which unfinished texts are kept."""
Surface = Callable[[Host, str, Random], str]


def link_of(host: Host, seat: str) -> Link:
    """The link of a seat, or that of the screen everybody sees."""
    if seat == EVERYBODY:
        return SharedLink(host, facilitator(host))
    return LocalLink(host, seat)


def facilitator(host: Host) -> str:
    """The facilitator's seat of a table."""
    return next(seat.id for seat in host.state.public.seats if seat.kind is SeatKind.FACILITATOR)


def is_table(host: Host) -> bool:
    """Whether people share one screen."""
    return any(seat.kind is SeatKind.FACILITATOR for seat in host.state.public.seats)


def as_text(lines: Iterable[Line]) -> str:
    """Lines as they are shown, with the tone of every word and how far it is set in."""
    return "\n".join(
        "".join(f"{words}<{tone}>" for words, tone in line.parts) + f" {line.indent} {line.hang}"
        for line in lines
    )


def canon(event: e.Event) -> str:
    """The canonical bytes of a delivered event, as text."""
    return canonical(event, None).decode()


# ---- what a seat is offered and refused


def offered(host: Host, seat: str, _random: Random) -> str:
    """What is open with all its choices, and why the rest is not."""
    link = link_of(host, seat)
    offers = link.offers()
    return "\n".join(repr(offers.get(name) or link.why_not(name)) for name in a.ACT_NAMES)


def tried(host: Host, seat: str, random: Random) -> str:
    """What comes of acts that are not open: the refusal and its sentence."""
    made = []
    for name in random.sample(list(TRIALS), 4):
        act = TRIALS[name](random)
        decided = rules.decide(host.content, host.book, host.state, seat, act)
        if isinstance(decided, Refusal):
            why = excuse(decided, host.book, host.view(seat))
            made.append(f"{name}: {decided!r} {why.sentence}")
        else:
            made.append(f"{name}: taken")
    return "\n".join(made)


FACTS = ("HV-01", "DT-05", "HO-12", "GP-02", "SW-03", "MU-01", "XX-99")
"""Items to try: one of each folder, and one that nobody holds."""
TRIALS: Mapping[str, Callable[[Random], a.Act]] = {
    "seal": lambda r: a.Seal(r.choice(("before", "after")), ()),
    "take_to_chair": lambda r: a.TakeToChair(r.choice(FACTS)),
    "give_leave": lambda r: a.GiveLeave(r.choice(FACTS), "room"),
    "decide_participation": lambda r: a.DecideParticipation("c1", "written"),
    "give_floor": lambda r: a.GiveFloor(f"s{r.randint(1, 9)}"),
    "share": lambda r: a.Share(r.choice(FACTS), Tag.FACT, "worries"),
    "end_turn": lambda r: a.EndTurn(),
    "ask": lambda r: a.Ask(f"s{r.randint(1, 9)}", topic=r.choice(tuple(Topic))),
    "ask by card": lambda r: a.Ask(f"s{r.randint(1, 9)}", card=r.choice(FACTS)),
    "answer": lambda r: a.AnswerQuestion("papers", (a.Share(r.choice(FACTS), Tag.FACT, "worries"),)),
    "turn_card": lambda r: a.TurnCard(r.choice(FACTS), Basis.SEEN),
    "move_card": lambda r: a.MoveCard(r.choice(FACTS), "worries"),
    "read_reply": lambda r: a.ReadReply(r.choice(tuple(Service))),
    "summarise": lambda r: a.Summarise((r.choice(FACTS),)),
    "speak_view": lambda r: a.SpeakView(()),
    "decide": lambda r: a.Decide("c1", "yes", "yes", "no_plan", cites=(r.choice(FACTS),)),
    "dissent": lambda r: a.Dissent(clean("x")),
    "plan_line": lambda r: a.PlanFor(clean("x"), clean("y")),
    "contingency": lambda r: a.Contingency(clean("x")),
    "name_lead": lambda r: a.NameLead(f"s{r.randint(1, 9)}"),
    "name_core_group": lambda r: a.NameCoreGroup((f"s{r.randint(1, 9)}",)),
    "set_dates": lambda r: a.SetDates(),
    "next_step": lambda r: a.NextStep(),
    "give_word": lambda r: a.GiveWord(clean("x")),
    "commit": lambda r: a.Commit(clean("x")),
    "drive": lambda r: a.Drive(f"s{r.randint(1, 9)}", Driver.SIMULATED),
    "correct": lambda r: a.Correct(r.choice(FACTS)),
    "bring": lambda r: a.Bring(inject="mother_delayed"),
    "journal": lambda r: a.Journal(clean("x"), "private"),
    "open_papers": lambda r: a.OpenPapers(),
}
"""For every act one that is seldom open just so."""


# ---- what a seat's screens say


def _reasons(link: Link) -> str:
    return as_text(menu.reasons(link.view(), link.book, link.why_not))


def at_the_table(host: Host, seat: str, _random: Random) -> str:
    """The menu, the line of the agenda with the minutes left, the board, and why the rest is not open."""
    link = link_of(host, seat)
    view, book = link.view(), link.book
    made = [
        repr(menu.menu(view, book, link.offers(), link.why_not)),
        repr(agenda.where(view, book)),
        as_text(board.lines(view, book)),
        _reasons(link),
    ]
    return "\n".join(made)


def known(host: Host, seat: str, _random: Random) -> str:
    """The view itself, whatever a screen may make of it."""
    return repr(link_of(host, seat).view())


def drafted(host: Host, seat: str, _random: Random) -> str:
    """Every unfinished text that the seat finds again."""
    link = link_of(host, seat)
    return "\n".join(link.draft(form) for form in FORMS if form != "people")


def read_up(host: Host, seat: str, _random: Random) -> str:
    """The papers, the whole transcript, the board in full, the forms."""
    link = link_of(host, seat)
    view, book = link.view(), link.book
    made = [
        as_text(papers.role_card(view, book)),
        as_text(papers.common_card(view, book)),
        as_text(papers.folder(view)),
        as_text(board.lines(view, book, full=True)),
        as_text(whole(link.log(), book, link.seat)),
        as_text(quorum.lines(view.public, book)),
    ]
    fields = [field for offer in link.offers().values() for field in offer.fields]
    forms = [field for field in fields if field.shape is Shape.ANSWERS]
    made += [repr(ballot.rows(field, Stage.AFTER, view, book, {})) for field in forms]
    return "\n".join(made)


def looked_back(host: Host, seat: str, _random: Random) -> str:
    """Every page of the debrief, as the seat's log fills it: before its step a page is empty."""
    link = link_of(host, seat)
    log, view, book = link.log(), link.view(), link.book
    made = [
        as_text(debrief.story(log, view)),
        as_text(debrief.folders(log, view, book)),
        as_text(debrief.before_and_after(log, view, book)),
        as_text(closing.taking_away(log, view, book)),
        *(as_text(key.key_part(part, log, view, book, numbers=True)) for part in range(len(key.PARTS))),
    ]
    if debrief.last(log, e.FacilitatorsPapers) is not None:
        made.append(as_text(facilitating.papers(log, view, book)))
    made += [
        as_text(judged.shown_lines(one, view.public, book)) for one in debrief.every(log, e.JudgementsShown)
    ]
    return "\n".join(made)


# ---- what leaves the program


def exported(form: str) -> Surface:
    """One format of `cpsim export`, or the sentence that refuses it."""

    def write(host: Host, seat: str, _random: Random) -> str:
        out, err = io.StringIO(), io.StringIO()
        code = run_export(host.store, host.session, form, seat, None, out=out, err=err)
        return f"{code}\n{out.getvalue()}\n{err.getvalue()}"

    return write


def replayed(host: Host, seat: str, random: Random) -> str:
    """The session told in words, in one of its ways."""
    by = random.choice(("turn", "step", "role"))
    out, err = io.StringIO(), io.StringIO()
    code = run_replay(host.store, host.session, seat=seat, by=by, to=None, keys=None, out=out, err=err)
    return f"{by} {code}\n{out.getvalue()}\n{err.getvalue()}"


def declined(host: Host, _seat: str, random: Random) -> str:
    """What is said to whoever asks for a log that is not theirs to have, as anybody at this computer may."""
    seat = random.choice(host.state.public.seats)
    out, err = io.StringIO(), io.StringIO()
    code = run_export(host.store, host.session, "jsonl", seat.id, None, out=out, err=err)
    return f"{seat.id} given" if code == 0 else f"{seat.id} {code}\n{out.getvalue()}\n{err.getvalue()}"


def resumed(host: Host, seat: str, random: Random) -> str:
    """The same seat after the session was opened again from its store."""
    again = Host.resume(host.session, store=host.store, clock=host.clock, dates=host.dates)
    log = "\n".join(canon(event) for event in link_of(again, seat).log())
    return "\n".join(
        [log, known(again, seat, random), offered(again, seat, random), drafted(again, seat, random)]
    )


def slip(host: Host, seat: str, _random: Random) -> str:
    """The printed slip of the seat's role, as text."""
    role = host.state.public.seat(seat).role
    views = [view for view in opening_views(host.content) if view.seat.role == role and role is not None]
    opened = host.content.scenario.slug
    return "\n".join(sheet_text(role_sheet(view, host.book, opened)) for view in views)


class _Uncounted:
    """A store whose list does not say how many events a session has; docs/security.md says that it does."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sessions(self) -> Sequence[SessionMeta]:
        """The list of the store."""
        return [replace(one, events=0) for one in self._store.sessions()]


def listed(host: Host, _seat: str, _random: Random) -> str:
    """The list of sessions, which anybody at this computer reads; without the number of events."""
    out, err = io.StringIO(), io.StringIO()
    run_sessions(_Uncounted(host.store), out, err)  # type: ignore[arg-type]
    return out.getvalue() + err.getvalue()


def crashed(host: Host, seat: str, _random: Random) -> str:
    """The report of a crash that happens with everything this seat knows in reach, and its last words."""
    with TemporaryDirectory() as folder:
        try:
            _fall_over(host, link_of(host, seat))
        except ValueError as error:
            report = write_report(error, Path(folder))
            assert report is not None
            head, *rest = report.read_text(encoding="utf-8").splitlines()
            return "\n".join([head, *rest[2:], sorry(Path("report"))])
    raise AssertionError("it did not fall over")


def _fall_over(host: Host, link: Link) -> None:
    words = f"{link.view()!r} {host.content.scenario!r}"
    first = KeyError(words)
    first.add_note(words)
    raise ValueError(words, link.log()) from first


# ---- what a whole table sees


def on_the_shared_screen(host: Host, _seat: str, _random: Random) -> str:
    """Menu, counts and board of the screen that everybody at a table looks at."""
    shared = link_of(host, EVERYBODY)
    view, book = shared.view(), shared.book
    seats = table.persons(view.public)
    offers = {seat.id: LocalLink(host, seat.id).offers() for seat in seats}
    made = [
        repr(table.table_menu(view, book, offers, People())),
        standing.handed_in(view, book),
        as_text(standing.wall(view, book)),
        repr(table.to_sit(view, book, People())),
        repr(agenda.where(view, book)),
        as_text(board.lines(view, book)),
        repr(view),
    ]
    return "\n".join(made)


def read_on_the_shared_screen(host: Host, _seat: str, _random: Random) -> str:
    """What was said and what the debrief opened, as a whole table reads it."""
    shared = link_of(host, EVERYBODY)
    view, book, log = shared.view(), shared.book, shared.log()
    made = [as_text(whole(log, book, shared.seat)), as_text(standing.recap(view, book, People()))]
    if in_debrief(view.public.step):
        made += [
            as_text(debrief.folders(log, view, book)),
            as_text(debrief.before_and_after(log, view, book)),
        ]
        made += [as_text(key.key_part(part, log, view, book, numbers=True)) for part in (0, 2, 3, 4)]
    return "\n".join(made)


OFTEN: dict[str, Surface] = {
    "offers": offered,
    "refusals": tried,
    "table": at_the_table,
    "view": known,
}
"""Looked at again and again."""
SELDOM: dict[str, Surface] = {
    "drafts": drafted,
    "papers": read_up,
    "debrief": looked_back,
    "export as jsonl": exported("jsonl"),
    "export as csv": exported("csv"),
    "summary": exported("summary"),
    "summary as a page": exported("summary-html"),
    "replay": replayed,
    "resume": resumed,
    "slip": slip,
    "list of sessions": listed,
    "crash report": crashed,
}
"""Looked at a few times in a session."""
ANYBODY: dict[str, Surface] = {"export declined": declined}
"""Of somebody who plays alone, and of whoever else comes to that computer."""
SHARED: dict[str, Surface] = {
    "shared screen": on_the_shared_screen,
    "shared reading": read_on_the_shared_screen,
}
"""Of a table."""


def leave_drafts(host: Host, seats: Iterable[Seat]) -> None:
    """Every seat leaves unfinished texts with a word of its own."""
    for seat in seats:
        link = LocalLink(host, seat.id)
        for form in FORMS[:4]:
            try:
                link.keep_draft(form, token("draft", seat.id))
            except StoreProblem:
                return
