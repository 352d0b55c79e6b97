"""`cpsim doctor`: whether this computer, this folder and this terminal are fit for sessions, and what to do if not.

Each thing it looked at is one finding: well, a note, or a problem, with a sentence that says what to do.
"""

import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from cpsim import __version__
from cpsim.export.exits import NO, WELL
from cpsim.export.verify import look_at
from cpsim.model.said import clean
from cpsim.paths import crash_folder, sessions_folder
from cpsim.present.tongue import _, plural
from cpsim.store import place
from cpsim.store.holder import Holder, holder_of
from cpsim.store.protocol import SessionMeta, Store, StoreProblem

FORMAT = 1
LITTLE, TOO_LITTLE = 500 << 20, 50 << 20
"""Bytes of room: below the first is a note, below the second a problem. A long session with its copy takes 3 MB."""
MOST_NAMED = 5
"""So many files are named, the rest counted."""


class State(StrEnum):
    """How a thing is that was looked at."""

    WELL = "well"
    NOTE = "note"
    """It works; something about it should be known."""
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    check: str
    """What: sqlite, place, space, rights, session, terminal."""
    state: State
    says: str
    """A sentence with what to do, if anything."""
    about: str = ""
    """Which session, for a check of one."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What is known of the terminal this was started in."""

    problem: str | None
    """Why the interface cannot be shown in it."""
    notes: Sequence[str] = ()


def run_doctor(data: Path, store: Store, terminal: Terminal | None, *, as_json: bool, out: TextIO) -> int:
    """Look at everything that sessions in the data folder `data` rest on, and say on `out` how it is.

    `terminal` is None where this was not started in one. Gives the exit code: 0 where there is no problem, 1 where
    there is one; notes are none.
    """
    findings = [
        *_sqlite(),
        *_place(data),
        *_space(data),
        *_rights(data),
        *_sessions(data, store),
        *_terminal(terminal),
    ]
    return report(data, findings, as_json=as_json, out=out)


def report(data: Path | str, findings: Sequence[Finding], *, as_json: bool, out: TextIO) -> int:
    """Say what was found, in words or as one JSON object, and give the exit code."""
    problems = sum(finding.state is State.PROBLEM for finding in findings)
    if as_json:
        document = {
            "format": FORMAT,
            "cpsim": __version__,
            "python": platform.python_version(),
            "sqlite": place.sqlite_release(),
            "data": str(data),
            "well": problems == 0,
            "findings": [
                {"check": one.check, "state": one.state, "about": one.about or None, "says": one.says}
                for one in findings
            ],
        }
        out.write(json.dumps(document, ensure_ascii=True, indent=2) + "\n")
    else:
        words = {State.WELL: _("well"), State.NOTE: _("note"), State.PROBLEM: _("problem")}
        width = max(map(len, words.values())) + 2
        out.writelines(f"{words[one.state].ljust(width)}{one.says}\n" for one in findings)
        notes = sum(finding.state is State.NOTE for finding in findings)
        out.write(
            "\n{problems}, {notes}.\n".format(
                problems=plural("{n} problem", "{n} problems", problems),
                notes=plural("{n} note", "{n} notes", notes),
            )
        )
    return NO if problems else WELL


def _sqlite() -> Iterator[Finding]:
    release = place.sqlite_release()
    if place.loses_nothing(release):
        yield Finding("sqlite", State.WELL, _("SQLite {release}.").format(release=release))
        return
    old = _(
        "SQLite {release} came with this Python. Before 3.51.3 (3.50.7, 3.44.6) it can lose what was stored where two"
        " connections write and tidy up at the same instant; cpsim writes with one, so this is unlikely. A newer"
        " Python brings a newer SQLite."
    )
    yield Finding("sqlite", State.NOTE, old.format(release=release))


def _place(data: Path) -> Iterator[Finding]:
    """On whose disk the data folder lies, and who copies it."""
    where = _path(data)
    kind = place.file_system(data.resolve(), place.system_mounts())
    service = place.copied_by(data.resolve())
    elsewhere = _(
        "Choose a folder on this computer's own disk with --data or CPSIM_DATA, and move the files there."
    )
    if kind in place.NETWORK or kind == "unc":
        shared = _("{where} lies on another computer ({kind}). What is stored can be lost or damaged there.")
        yield Finding("place", State.PROBLEM, f"{shared.format(where=where, kind=kind)} {elsewhere}")
    if kind in place.LENT:
        lent = _(
            "{where} is lent by the computer this system runs in ({kind}). Play from one of the two alone, never from"
            " both at a time."
        )
        yield Finding("place", State.NOTE, lent.format(where=where, kind=kind))
    if service is not None:
        copied = _(
            "{where} is copied elsewhere by {service}: it can put an old file in the place of a new one, and people's"
            " words leave this computer."
        )
        yield Finding("place", State.PROBLEM, f"{copied.format(where=where, service=service)} {elsewhere}")
    named = place.named_like(data.resolve()) if service is None else None
    if named is not None:
        perhaps = _(
            "{where} is called after {service}. If that service copies it elsewhere, choose another folder with --data"
            " or CPSIM_DATA."
        )
        yield Finding("place", State.NOTE, perhaps.format(where=where, service=named))
    if service is named is None and kind not in place.NETWORK | place.LENT | {"unc"}:
        yield Finding("place", State.WELL, _("The data folder is {where}.").format(where=where))


def _space(data: Path) -> Iterator[Finding]:
    try:
        free = place.free_bytes(data)
    except OSError as error:
        why = error.strerror or type(error).__name__
        unknown = _("How much room there is cannot be told: {why}.")
        yield Finding("space", State.NOTE, unknown.format(why=why))
        return
    room = _("{n} MB are free.").format(n=f"{free >> 20:,}")
    if free < TOO_LITTLE:
        full = _(
            "The disk is all but full, and a session stops where it is full. Make room before you begin."
        )
        yield Finding("space", State.PROBLEM, f"{room} {full}")
    elif free < LITTLE:
        yield Finding("space", State.NOTE, f"{room} {_('That is enough for now; make some room soon.')}")
    else:
        yield Finding("space", State.WELL, room)


def _rights(data: Path) -> Iterator[Finding]:
    """Who may look in, and whether we may write."""
    found = [*_folder_rights(data), *_too_open(data)]
    for folder in (data, sessions_folder(data)):
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            shut = _("{where} may not be written to. Give yourself the right: chmod u+rwx {where}")
            found.append(Finding("rights", State.PROBLEM, shut.format(where=_path(folder))))
    yield from found or [Finding("rights", State.WELL, _("What is stored is for your account alone."))]


def _folder_rights(data: Path) -> Iterator[Finding]:
    """The data folder may be made for more than this: who sees its names matters less than who may change it."""
    reads, writes = place.others_may(data)
    if writes:
        change = _(
            "Other accounts of this computer may change what is in {where}. Take that right away: chmod 700 {where}"
        )
        yield Finding("rights", State.PROBLEM, change.format(where=_path(data)))
    elif reads:
        look = _(
            "Other accounts of this computer may look into {where}, though not at its sessions. To close it:"
            " chmod 700 {where}"
        )
        yield Finding("rights", State.NOTE, look.format(where=_path(data)))


def _too_open(data: Path) -> Iterator[Finding]:
    """Folders and files with people's words in them that others may open."""
    for folder in (sessions_folder(data), crash_folder(data)):
        try:
            inside = sorted(folder.iterdir())
        except OSError:
            continue  # it is not there, or what follows says that it cannot be read
        wide = [path for path in (folder, *inside) if any(_rights_of(path))]
        if wide:
            named = ", ".join(_path(path) for path in wide[:MOST_NAMED])
            more = (
                plural(" and {n} more", " and {n} more", len(wide) - MOST_NAMED)
                if len(wide) > MOST_NAMED
                else ""
            )
            says = _("Other accounts of this computer may read {named}. Close them: chmod -R go-rwx {folder}")
            text = says.format(named=f"{named}{more}", folder=_path(folder))
            yield Finding("rights", State.PROBLEM, text)


def _rights_of(path: Path) -> tuple[bool, bool]:
    try:
        return place.others_may(path)
    except OSError:
        return False, False  # gone since it was listed


# ---- sessions


def _sessions(data: Path, store: Store) -> Iterator[Finding]:
    """Every session with its side copy, who holds it, and what was left lying."""
    folder = sessions_folder(data)
    try:
        listed = store.sessions()
    except StoreProblem as problem:
        yield Finding("session", State.PROBLEM, str(problem))
        return
    found = [finding for one in listed for finding in _session(folder, store, one)]
    found += _left_lying(folder, {one.id for one in listed})
    if all(one.state is not State.PROBLEM for one in found):
        says = plural(
            "{n} session is stored here, whole.", "{n} sessions are stored here, all whole.", len(listed)
        )
        yield Finding("session", State.WELL, says if listed else _("No session is stored here yet."))
    yield from found


def _session(folder: Path, store: Store, one: SessionMeta) -> Iterator[Finding]:
    holder = holder_of(folder / f"{one.id}.lock")
    if holder is not None:
        yield _held(one.id, holder)
    if one.problem is not None:
        yield Finding("session", State.PROBLEM, str(clean(one.problem, 400)), one.id)
        return
    try:
        looks = look_at(store, one.id)
    except StoreProblem as problem:
        yield Finding("session", State.NOTE, str(problem), one.id)
        return
    finally:
        store.leave(one.id)
    for code, sentence in looks:
        if code != WELL:
            yield Finding("session", State.PROBLEM, sentence, one.id)
    if not (folder / f"{one.id}.bak").is_file():
        missing = _(
            "Session {id} has no side copy, so nothing could make good a damaged file. Carry it on to the next step of"
            " the agenda, where one is made, or copy {id}.db to a safe place while nobody plays it,"
            " with {id}.db-wal if that is there."
        )
        yield Finding("session", State.NOTE, missing.format(id=one.id), one.id)


def _held(session: str, holder: Holder) -> Finding:
    if holder.host is not None:
        far = _(
            "Session {id} is open {where}, so its folder is shared between computers. Leave it there, and keep"
            " sessions on one computer's own disk."
        )
        return Finding("session", State.PROBLEM, far.format(id=session, where=holder.where), session)
    near = _("Session {id} is open {where}. While it is, nobody else can carry it on; leave it there first.")
    return Finding("session", State.NOTE, near.format(id=session, where=holder.where), session)


def _left_lying(folder: Path, known: set[str]) -> Iterator[Finding]:
    """What an end in the middle of something left, or somebody who took a file away."""
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return
    for path in files:
        held = holder_of(path.with_suffix(".lock")) is not None
        if path.suffix == ".half" and not held:
            half = _(
                "{name} is half a side copy, left where one was cut off, with people's words in it. Delete it."
            )
            yield Finding("session", State.NOTE, half.format(name=_path(path)), path.stem)
        if path.suffix == ".bak" and path.stem not in known:
            lost = _(
                "The file of session {id} is gone, and its side copy is here. Get it back: cpsim rescue {id}"
            )
            yield Finding("session", State.PROBLEM, lost.format(id=clean(path.stem, 64)), path.stem)


def _terminal(terminal: Terminal | None) -> Iterator[Finding]:
    if terminal is None:
        unseen = _(
            "This was not started in a terminal, so nothing is said of one. Start it in the one you play in."
        )
        yield Finding("terminal", State.NOTE, unseen)
        return
    if terminal.problem is not None:
        yield Finding("terminal", State.PROBLEM, terminal.problem)
    elif not terminal.notes:
        yield Finding("terminal", State.WELL, _("This terminal can show the program."))
    for note in terminal.notes:
        yield Finding("terminal", State.NOTE, note)


def _path(path: Path) -> str:
    return str(clean(str(path), 400))
