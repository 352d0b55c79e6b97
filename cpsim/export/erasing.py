"""`cpsim erase`: one person's name and words, taken out of a session and of everything that was made from it.

What happened stays: the events, the judgements, the scores. It asks first and shows what will go, and never
shows the words themselves. `wanted` finds out whose they are, `rewritten` deals with the files.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TextIO

from cpsim.conference.codec import CodecError
from cpsim.export.exits import COULD_NOT, NO, WELL
from cpsim.export.person import Person, who_is_meant
from cpsim.export.reading import Declined
from cpsim.export.rewritten import Fate, File, files_with_words, rewrite
from cpsim.model.said import clean
from cpsim.present.tongue import _, plural
from cpsim.session.people import sealed, to_text
from cpsim.session.room import PEOPLE
from cpsim.store.protocol import Store, StoreProblem, Trouble

YES = ("yes", "y")


@dataclass(frozen=True, slots=True)
class Asking:
    """How whoever erases is asked: `yes` answers beforehand, `keys` is where an answer is typed."""

    yes: bool
    keys: TextIO | None
    out: TextIO
    err: TextIO


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything that goes, and what is left as it is."""

    session: str
    person: Person
    texts: int
    drafts: int
    files: tuple[File, ...]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing of theirs anywhere in reach."""
        held = any(file.fate in (Fate.ANEW, Fate.DELETED) for file in self.files)
        return not (self.texts or self.drafts or self.person.names or held)


def run_erase(store: Store, session: str, named: str, chance: Callable[[], str], asking: Asking) -> int:
    """Erase the person called `named` at the table of `session`, or who sits at the seat of that id or role.

    `chance` gives a word that nobody can guess. What will go is shown on `asking.err` before it goes, and what
    went on `asking.out`. Gives the exit code: 0 it is gone, or there was nothing; 1 whoever was asked said no, or
    nobody could be asked; 2 nobody is meant, or more than one; 3 no such session, somebody else holds it, or it
    or a file made from it cannot be written. Run again after a 3, it goes on where it stopped.
    """
    try:
        try:
            store.hold(session)
            _finish(store, session)
            plan = _plan(store, session, named)
            if plan.nothing:
                asking.err.write(_said_of_nothing(plan))
                return WELL
            asking.err.writelines(f"{line}\n" for line in _shown(plan, store))
            if not _agreed(asking):
                return NO
            with _said_of_half():
                _carry_out(store, plan, chance)
            asking.out.writelines(f"{line}\n" for line in _done(store, plan))
            return WELL
        finally:
            store.leave(session)
    except Declined as declined:
        asking.err.write(f"{declined}\n")
        return declined.code
    except (StoreProblem, CodecError) as problem:
        asking.err.write(f"{problem}\n")
        return COULD_NOT


def _plan(store: Store, session: str, named: str) -> _Plan:
    person = who_is_meant(store, session, named)
    drafts = sum(
        (seat, form) != (person.list_at, PEOPLE)
        for seat in person.seats
        for form in store.drafts(session, seat)
    )
    return _Plan(
        session, person, person.texts, drafts, files_with_words(store, session, frozenset(person.seats))
    )


# ---- what is said before


def _shown(plan: _Plan, store: Store) -> list[str]:
    """What goes, what stays, and what is out of reach."""
    person = plan.person
    lines = [_("This goes for good from session {id}:").format(id=plan.session)]
    if person.names:
        lines.append(_("  from the list of who sits there: {names}").format(names=_and(person.names)))
    if what := _texts_and_drafts(plan):
        lines.append(_("  {what} of {seats}").format(what=_and(what), seats=", ".join(person.seats_shown)))
    lines += [f"  {_file(file)}" for file in plan.files if file.fate in (Fate.ANEW, Fate.DELETED)]
    lines.append(
        _(
            "Everything else stays: what happened, who handed in, the judgements, the decision and the scores. Where"
            " words stood, “(these words were erased)” stands."
        )
    )
    return [*lines, *_shared(person), *_others(person), *_out_of_reach(plan), *_relatives(plan, store)]


def _file(file: File) -> str:
    path = clean(file.written.path, 400)
    if file.fate is Fate.ANEW:
        return _("the words in {path}, which is written anew without them").format(path=path)
    return _("{path}, which was changed since it was written, and goes as a whole").format(path=path)


def _shared(person: Person) -> list[str]:
    """Where more than one person's words lie at these seats."""
    lines = []
    if person.others_there:
        both = _(
            "{all} sat at one seat, and the record does not say who of them wrote what: what they wrote there goes,"
            " whoever it was. The name {stays} stays."
        )
        everybody = (*person.names, *person.others_there)
        lines.append(both.format(all=_and(everybody), stays=_and(person.others_there)))
    if person.changed_hands:
        hands = _(
            "{seats} changed hands during the session. What was written there goes, whoever sat there then."
        )
        lines.append(hands.format(seats=_and(person.changed_hands)))
    return lines


def _others(person: Person) -> list[str]:
    if not person.named_by_others:
        return []
    return [
        plural(
            "The name stands in {n} text that somebody else wrote. That is theirs, and stays; it goes with their"
            " own seat.",
            "The name stands in {n} texts that somebody else wrote. Those are theirs, and stay; they go with their"
            " own seats.",
            person.named_by_others,
        )
    ]


def _out_of_reach(plan: _Plan) -> list[str]:
    lines = [
        _("Out of reach: {path} is not there any more. If it was moved, delete it where it is now.").format(
            path=clean(file.written.path, 400)
        )
        for file in plan.files
        if file.fate is Fate.GONE
    ]
    lines += [
        _(
            "Out of reach: what is noted of {path} means nothing to this release. If it is there, look into it"
            " yourself, and delete it."
        ).format(path=clean(file.written.path, 400))
        for file in plan.files
        if file.fate is Fate.UNKNOWN
    ]
    lines += [
        _(
            "{path} was changed since it was written, and none of the words was found in it; it is left as it is."
        ).format(path=clean(file.written.path, 400))
        for file in plan.files
        if file.fate is Fate.LEFT
    ]
    lines.append(
        _("Out of reach: what was printed, copied, sent on or written to standard output, and any backup.")
    )
    return lines


def _relatives(plan: _Plan, store: Store) -> list[str]:
    """Sessions that were rescued from this one, or the one it was rescued from, hold the same words."""
    own = store.meta(plan.session).get("rescued", "")
    found = [
        one.id
        for one in store.sessions()
        if one.id != plan.session
        and (one.id == own or one.meta.get("rescued", "") in (plan.session, own or None))
    ]
    also = _("Session {id} holds the same words. Erase them there too, or delete its files if it is damaged.")
    return [also.format(id=clean(one, 64)) for one in found]


def _said_of_nothing(plan: _Plan) -> str:
    nothing = _("Nothing that {who} wrote is in session {id}, nor in a file that was made from it.\n")
    return nothing.format(who=_and(plan.person.seats_shown), id=plan.session)


def _agreed(asking: Asking) -> bool:
    """Whether it may go; said on the command line, or typed."""
    if asking.yes:
        return True
    keys = asking.keys
    if keys is None or not keys.isatty():
        asking.err.write(_("Nothing was erased. Ask in a terminal, or add --yes.\n"))
        return False
    asking.err.write(_("Erase it? Type yes, and nothing brings it back: "))
    asking.err.flush()
    if keys.readline().strip().casefold() in YES:
        return True
    asking.err.write(_("Nothing was erased.\n"))
    return False


# ---- doing it


def _carry_out(store: Store, plan: _Plan, chance: Callable[[], str]) -> None:
    """Files first and names last, so that whoever was stopped half way finds the same person again."""
    rewrite(store, plan.session, plan.files)
    person, without = plan.person, _list_without(plan.person, chance)
    if person.seats:
        # The list as it is, until the words are gone from everything and a new side copy stands.
        listed = {place: store.draft(plan.session, *place) for place in without}
        store.erase(plan.session, person.seats, listed)
    if any(store.draft(plan.session, *place) != text for place, text in without.items()):
        store.erase(plan.session, (), without)


def _finish(store: Store, session: str) -> None:
    """Do the rest of an erasure that was cut off, whoever was meant: its side copy is gone, or from before it.

    What was taken out of the log may stand in the free space of its file until that is written anew.
    """
    try:
        done = store.verify_copy(session) is not None
    except StoreProblem:
        done = not store.verify(session).erased
    if not done:
        store.erase(session, ())


@contextmanager
def _said_of_half() -> Iterator[None]:
    """Where the session's files cannot be written, say that the erasure is not done, and what to do."""
    try:
        yield
    except StoreProblem as problem:
        again = _("{why} The erasure is not finished, and words may be left. Run the same command again.")
        full = _(
            "The disk is full, so the erasure is not finished, and words may be left. Make room, then run the same"
            " command again."
        )
        half = full if problem.trouble is Trouble.FULL else again.format(why=problem)
        raise Declined(COULD_NOT, half) from problem


def _list_without(person: Person, chance: Callable[[], str]) -> Mapping[tuple[str, str], str]:
    """The list of who sits there without their names; with nobody left at a seat, without their PIN too."""
    people, party = person.people, person.party
    if people is None or person.list_at is None:
        return {}
    if party is None:
        watching = tuple(one for one in people.watching if one[0] not in person.names)
        return {(person.list_at, PEOPLE): to_text(replace(people, watching=watching))}
    left = replace(party, names=person.others_there)
    if not person.others_there and party.has_pin:
        # A PIN says something of whoever chose it. What it covered stays covered: nobody knows this one.
        left = replace(left, pin=sealed(chance(), chance()))
    known = any(one.id == party.id for one in people.parties)
    text = to_text(people.but(left) if known else people)
    return {(person.list_at, PEOPLE): text}


def _done(store: Store, plan: _Plan) -> list[str]:
    verdict = store.verify(plan.session)
    names = [plural("{n} name", "{n} names", len(plan.person.names))] if plan.person.names else []
    went = [*_texts_and_drafts(plan), *names]
    # Words that were in a file alone are told of with the file.
    erased = [_("{what} erased from session {id}.").format(what=_and(went), id=plan.session)] if went else []
    whole = _("Its chain is whole: {events}, {texts}.").format(
        events=plural("{n} event", "{n} events", verdict.events),
        texts=plural("{n} text was erased", "{n} texts were erased", verdict.erased),
    )
    lines = [*erased, whole]
    for file in plan.files:
        if file.fate is Fate.ANEW:
            lines.append(_("Written anew: {path}").format(path=clean(file.written.path, 400)))
        elif file.fate is Fate.DELETED:
            lines.append(_("Deleted: {path}").format(path=clean(file.written.path, 400)))
    return lines


def _texts_and_drafts(plan: _Plan) -> list[str]:
    """How many texts and drafts go, without what is none; nothing where there are neither."""
    texts = [plural("{n} text", "{n} texts", plan.texts)] if plan.texts else []
    drafts = [plural("{n} draft", "{n} drafts", plan.drafts)] if plan.drafts else []
    return [*texts, *drafts]


def _and(words: tuple[object, ...] | list[str]) -> str:
    """Words in a row: "Ana, Ben and Cem"."""
    *first, last = [str(word) for word in words]
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last
