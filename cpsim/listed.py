"""What the list of sessions says of each: written when a session begins, and read again when it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cpsim.session.doors import SessionInfo, Start, TableStart

if TYPE_CHECKING:
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
