"""What the list of sessions says of each: written when a session begins, and read again when it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cpsim.session.doors import DoorProblem, SessionInfo, Start, TableStart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpsim.model.content import Content
    from cpsim.store.protocol import SessionMeta

LONGEST = 80
"""Characters of a text in the list, at most."""


def alone(start: Start, content: Content, begun: str) -> dict[str, str]:
    """What is written of a session that one person plays; `begun` is the local minute, ISO."""
    title = str(content.book.role(start.role).title) if start.role is not None else "Observer"
    return {**_new(start.pack, content, begun), "seat": start.role or "", "role": title}


def table(start: TableStart, content: Content, begun: str) -> dict[str, str]:
    """What is written of a session round one table: how many people came, and nobody's name."""
    came = {party for _role, party in start.taken} | {party for party, _watches in start.observers}
    people = sum(max(1, len(start.people.party(party).names)) for party in came)
    return {**_new(start.pack, content, begun), "table": str(people)}


def _new(pack: str, content: Content, begun: str) -> dict[str, str]:
    """Of which pack a session is, when it begins, and where it stands."""
    from cpsim.conference import agenda
    from cpsim.packs.locate import is_shipped

    return {
        # Run again, it has to be found from any folder.
        "pack": pack if is_shipped(pack) else str(Path(pack).absolute()),
        "begun": begun,
        "place": str(agenda.steps_of(content.book)[0].name),
    }


def shown(entry: SessionMeta) -> SessionInfo:
    """What the list shows of a stored session. Anybody may have written there, so its texts are cleaned."""
    from cpsim.model.said import clean
    from cpsim.session.beside import came

    texts = {key: str(clean(value, LONGEST)) for key, value in entry.meta.items()}
    people = came(texts)
    return SessionInfo(
        id=entry.id,
        title=texts.get("title", entry.id),
        role=texts.get("role", "") or (f"table of {people}" if people.isdigit() else ""),
        table=bool(people),
        begun=texts.get("begun", ""),
        place=texts.get("place", ""),
        ended=bool(texts.get("ended")),
        problem=entry.problem or "",
    )


def to_resume(known: Sequence[SessionInfo], session: str) -> SessionInfo:
    """That of the `known` sessions to carry on: `session`, or the newest unfinished one for `newest`.

    DoorProblem where there is none, or it cannot be opened.
    """
    if session != "newest":
        meant = [info for info in known if info.id == session]
        if not meant:
            raise DoorProblem(f"There is no session {session!r} here. `cpsim sessions` lists them.", code=3)
    else:
        meant = [info for info in known if not info.ended and not info.problem]
        # Nothing to carry on is the answer only where nothing is kept from us.
        meant = meant or [info for info in known if info.problem]
        if not meant:
            raise DoorProblem("There is nothing to carry on here.")
    if meant[0].problem:
        raise DoorProblem(meant[0].problem, code=3)
    return meant[0]
