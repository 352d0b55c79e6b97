"""The chain of hashes over a log, and the salted commitments that stand in it for people's words.

Every row's hash covers all its columns and the hash before, so that nothing can change, vanish or
move unnoticed. Of a person's words only a commitment is covered, so that they can be erased.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cpsim.conference.codec import ERASED, Word

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class KeptWord:
    """A person's words as they lie in their own table; both None once erased."""

    place: int
    salt: bytes | None
    text: str | None


def start(session_id: str, digest: str) -> bytes:
    """The hash before the first row: binds the log to its session and to its content."""
    return sha256(_bytes(["cpsim log", session_id, digest])).digest()


def link(before: bytes, columns: tuple[object, ...]) -> bytes:
    """The hash of a row, given all its columns but the hash, in the table's order.

    TypeError where a damaged file has given a column a value that JSON lacks.
    """
    return sha256(before + _bytes(columns)).digest()


def commitment(salt: bytes, text: str) -> str:
    """What stands in the chain for `text`; says nothing of it to whoever lacks the salt."""
    return sha256(salt + text.encode()).hexdigest()


def commit(words: Iterable[Word], salts: Iterable[bytes]) -> tuple[str, list[KeptWord]]:
    """The commitments of a record's words, and the words to keep, each with a salt of its own.

    ValueError for words that were erased: they had to be in the chain before that.
    """
    commitments: list[str | None] = []
    kept: list[KeptWord] = []
    for place, (word, salt) in enumerate(zip(words, salts, strict=False)):
        if word is ERASED:
            raise ValueError("erased words cannot be stored anew")
        commitments.append(None if word is None else commitment(salt, word))
        if word is not None:
            kept.append(KeptWord(place, salt, word))
    return _bytes(commitments).decode(), kept


def reveal(commitments: str, kept: Mapping[int, KeptWord]) -> tuple[Word, ...]:
    """A record's words from what is kept of them; ValueError where a word is not what was committed."""
    places = json.loads(commitments)
    if set(kept) != {place for place, promised in enumerate(places) if promised is not None}:
        raise ValueError("a text is missing, or there is one too many")
    return tuple(
        None if promised is None else _word(promised, kept[place]) for place, promised in enumerate(places)
    )


def _word(promised: object, kept: KeptWord) -> Word:
    if kept.salt is None and kept.text is None:
        return ERASED
    if not isinstance(kept.salt, bytes) or not isinstance(kept.text, str):
        raise ValueError("a text has lost its salt")  # noqa: TRY004 (damage, not a wrong argument)
    if commitment(kept.salt, kept.text) != promised:
        raise ValueError("a text is not the one that was stored")
    return kept.text


def _bytes(values: Sequence[object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
