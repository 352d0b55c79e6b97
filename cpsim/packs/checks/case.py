"""What the checks of a pack look at: its pages, its facts by id, and the shipped files it refers to.

Role cards and frameworks are looked at as pages too: whether they are sound is their own check.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cpsim.packs.folder import Pack
from cpsim.packs.locate import framework_files, role_files, shortened
from cpsim.packs.nodes import Leaf, Node, Page, text, texts, under
from cpsim.packs.problems import Problem
from cpsim.packs.shapes import FACT_ID
from cpsim.packs.source import read_file

AUTHORED_REMEDY = "Leave it out here, or give it a tag of its own as its provenance, such as P1"
"""What to do about an authored fact where none may stand."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """One fact where its holder's file has it."""

    id: str
    page: Page
    node: Node
    leaf: Leaf
    """Its id, for messages."""
    holder: str
    """The role whose folder it is in, or the service that wrote it."""
    authored: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One pack with all that its checks need."""

    pack: Pack
    shipped_roles: frozenset[str]
    cards: Mapping[str, Page]
    """The role cards, shipped and the pack's own, by role."""
    areas: Mapping[str, Page]
    """The shipped frameworks that the pack names, by slug."""
    known_areas: tuple[str, ...]
    """All shipped frameworks."""
    dealt: tuple[Dealt, ...]
    complete: bool
    """False where a fact may only seem to be missing: a file cannot be read, or an id has the wrong shape."""

    @classmethod
    def of(cls, pack: Pack) -> "Case":
        """The case of `pack` among the shipped role cards and frameworks."""
        sources = [*pack.slices.values(), pack.replies]
        unread = any(page.root is None and page.problems for page in sources)
        dealt = tuple(_dealt(pack))
        misnamed = any(not re.fullmatch(FACT_ID, fact.id) for fact in dealt)
        roles = {file.stem: file for file in role_files()}
        areas = {file.stem: file for file in framework_files()}
        named = {slug for slug, _ in texts(pack.main.root, "frameworks", "*")}
        return cls(
            pack=pack,
            shipped_roles=frozenset(roles),
            cards={role: read_file(shortened(file)) for role, file in roles.items()} | dict(pack.roles),
            areas={slug: read_file(shortened(file)) for slug, file in areas.items() if slug in named},
            known_areas=tuple(areas),
            dealt=dealt,
            complete=bool(pack.slices) and not unread and not misnamed,
        )

    def side(self, role: str) -> str | None:
        """The side of the table that `role` belongs to, where its card says so."""
        card = self.cards.get(role)
        return text(card.root, "side") if card else None

    def facts(self) -> dict[str, Dealt]:
        """The facts by id, the first of each."""
        found: dict[str, Dealt] = {}
        for one in self.dealt:
            found.setdefault(one.id, one)
        return found

    def frameworks(self, only: str | None = None) -> dict[str, Node]:
        """The frameworks the pack names that can be read; `only` one of them where given."""
        named = [value for value, _ in texts(self.pack.main.root, "frameworks", "*")]
        roots = {slug: self.areas[slug].root for slug in named if slug in self.areas and only in (None, slug)}
        return {slug: root for slug, root in roots.items() if root is not None}

    def cited(self) -> Iterator[tuple[Page, str, str, Leaf]]:
        """Every place that names a fact by id: page, what it is called there, the id, its leaf."""
        pack = self.pack
        for page in pack.slices.values():
            for value, leaf in texts(page.root, "facts", "*", "after", "*"):
                yield page, "after", value, leaf
            for value, leaf in texts(page.root, "facts", "*", "follows", "*"):
                yield page, "follows", value, leaf
            for listed in ("impacts", "plans"):
                for value, leaf in texts(page.root, listed, "*", "rests_on", "*"):
                    yield page, "rests_on", value, leaf
        for called, page, path in (
            ("known_by", pack.main, ("settings", "*", "known_by", "*")),
            ("needs", pack.joins, ("insights", "*", "needs", "*", "*")),
            ("facts", pack.joins, ("corroborations", "*", "facts", "*")),
            ("facts", pack.joins, ("clashes", "*", "facts", "*")),
            ("cites", pack.key, ("items", "*", "cites", "*")),
            ("cites", pack.key, ("moments", "*", "cites", "*")),
        ):
            for value, leaf in texts(page.root, *path):
                yield page, called, value, leaf


def _dealt(pack: Pack) -> Iterator[Dealt]:
    for role, page in pack.slices.items():
        for fact in under(page.root, "facts", "*"):
            yield from _fact(page, fact, role)
    for reply in under(pack.replies.root, "replies", "*"):
        for fact in under(reply, "facts", "*"):
            yield from _fact(pack.replies, fact, text(reply, "service") or "")


def _fact(page: Page, node: Node, holder: str) -> Iterator[Dealt]:
    for value, leaf in texts(node, "id"):
        authored = (text(node, "provenance") or "authored") == "authored"
        yield Dealt(value, page, node, leaf, holder, authored)


def twice(page: Page, found: list[tuple[str, Leaf]], what: str, elsewhere: str = "") -> Iterator[Problem]:
    """A problem for each of `found` that stood before; `what` says what they are."""
    first: dict[str, Leaf] = {}
    for value, leaf in found:
        if value in first:
            message = f"{what} {value} is there twice{elsewhere}; the first is on line {first[value].line}"
            yield page.problem(leaf, "id.twice", message)
        first.setdefault(value, leaf)
