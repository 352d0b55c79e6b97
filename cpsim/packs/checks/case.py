"""What the checks of a pack look at: its pages, its facts by id, and what lies outside the pack."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cpsim.model.case import RoleCard
from cpsim.model.framework import Framework
from cpsim.packs.folder import Pack
from cpsim.packs.nodes import Leaf, Node, Page, text, texts, under
from cpsim.packs.problems import Problem
from cpsim.packs.shapes import FACT_ID


@dataclass(frozen=True, slots=True)
class Around:
    """What is shipped and a pack may refer to. None stands for something that is there and broken."""

    cards: Mapping[str, RoleCard | None]
    frameworks: Mapping[str, Framework | None]


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
    around: Around
    cards: Mapping[str, RoleCard | None]
    """The shipped role cards and those the pack brings along."""
    dealt: tuple[Dealt, ...]
    complete: bool
    """False where a fact may only seem to be missing: a file cannot be read, or an id has the wrong shape."""

    @classmethod
    def of(cls, pack: Pack, around: Around, own: Mapping[str, RoleCard | None]) -> "Case":
        """The case of `pack`, which brings the cards `own` along."""
        sources = [*pack.slices.values(), pack.replies]
        unread = any(page.root is None and page.problems for page in sources)
        dealt = tuple(_dealt(pack))
        misnamed = any(not re.fullmatch(FACT_ID, fact.id) for fact in dealt)
        return cls(
            pack=pack,
            around=around,
            cards={**around.cards, **own},
            dealt=dealt,
            complete=bool(pack.slices) and not unread and not misnamed,
        )

    def facts(self) -> dict[str, Dealt]:
        """The facts by id, the first of each."""
        found: dict[str, Dealt] = {}
        for one in self.dealt:
            found.setdefault(one.id, one)
        return found

    def frameworks(self, only: str | None = None) -> list[Framework]:
        """The frameworks the pack names that can be used; `only` one of them where given."""
        named = [value for value, _ in texts(self.pack.main.root, "frameworks", "*")]
        usable = [self.around.frameworks.get(slug) for slug in named if only in (None, slug)]
        return [one for one in usable if one is not None]

    def cited(self) -> Iterator[tuple[Page, str, str, Leaf]]:
        """Every place that names a fact by id: page, what it is called there, the id, its leaf."""
        pack = self.pack
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
