"""What the checks of a pack look at: its pages, its facts by id, and the shipped files it refers to.

Role cards and frameworks are looked at as pages too: whether they are sound is their own check.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cpsim.model.words import Side
from cpsim.packs.folder import Pack
from cpsim.packs.locate import framework_files, role_files, shortened
from cpsim.packs.nodes import Leaf, Node, Page, text, texts, under
from cpsim.packs.problems import Problem
from cpsim.packs.shapes import FACT_ID
from cpsim.packs.source import read_file

_CLOSE = 0.8
"""How much alike two names are where one is taken for the other misspelt."""


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
    by_id: Mapping[str, Dealt]
    """The facts by id, the first of each."""
    held: frozenset[str]
    """The beginnings of all ids that somebody holds."""
    doubted: frozenset[str]
    """Beginnings of ids under which a fact may only seem to be missing: a mistake that is told already."""
    unread: bool
    """Whether papers are missing or cannot be read, so that a beginning which nobody holds may be theirs."""

    @classmethod
    def of(cls, pack: Pack) -> "Case":
        """The case of `pack` among the shipped role cards and frameworks."""
        dealt = tuple(_dealt(pack))
        by_id: dict[str, Dealt] = {}
        for fact in dealt:
            by_id.setdefault(fact.id, fact)
        roles = {file.stem: file for file in role_files()}
        areas = {file.stem: file for file in framework_files()}
        named = {slug for slug, _ in texts(pack.main.root, "frameworks", "*")}
        cards = {role: read_file(shortened(file)) for role, file in roles.items()} | dict(pack.roles)
        return cls(
            pack=pack,
            shipped_roles=frozenset(roles),
            cards=cards,
            areas={slug: read_file(shortened(file)) for slug, file in areas.items() if slug in named},
            known_areas=tuple(areas),
            dealt=dealt,
            by_id=by_id,
            held=frozenset(beginning(fact.id) for fact in dealt),
            doubted=frozenset(_doubted(pack, dealt)),
            unread=_unread(pack, cards),
        )

    def absent(self, fact: str) -> bool:
        """Whether nobody holds `fact`, an id, and that is no consequence of a mistake told elsewhere."""
        start = beginning(fact)
        if not re.fullmatch(FACT_ID, fact) or fact in self.by_id or self.doubted & {start, ""}:
            return False
        return not (self.unread and start not in self.held)

    def side(self, role: str) -> str | None:
        """The side of the table that `role` belongs to, where its card says so."""
        card = self.cards.get(role)
        return text(card.root, "side") if card else None

    def papers(self, role: str) -> str | None:
        """The name of the file that holds the papers of `role`, or that was most likely meant to; else None."""
        return papers_of(self.pack, role)

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


def beginning(fact: str) -> str:
    """The letters an id begins with, which stand for its role; empty where there are none."""
    return (re.match("[A-Za-z]*", fact) or [""])[0].upper()


def near(word: str, known: Iterable[str]) -> str | None:
    """That of the `known` words which `word` was most likely meant to be; None where none is close."""
    found = difflib.get_close_matches(word, sorted(known), 1, _CLOSE)
    return found[0] if found else None


def papers_of(pack: Pack, role: str) -> str | None:
    """As `Case.papers`."""
    if role in pack.slices:
        return role
    says_so = (name for name, page in pack.slices.items() if text(page.root, "role") == role)
    cast = {seat for seat, _ in texts(pack.main.root, "cast", "*", "role")}
    return next(says_so, None) or near(role, set(pack.slices) - cast)


def seats_without_papers(pack: Pack, cards: Mapping[str, Page]) -> Iterator[tuple[str, Node]]:
    """Every role a learner may play that has nothing to put forward, with its seat; a chair may go without."""
    for seat in under(pack.main.root, "cast", "*"):
        role = text(seat, "role")
        playable = any(isinstance(one, Leaf) and one.value is True for one in under(seat, "playable"))
        if role is None or not playable or role not in cards:
            continue
        name = papers_of(pack, role)
        page = pack.slices.get(name or "")
        empty = page is None or (page.root is not None and not list(under(page.root, "facts", "*")))
        if empty and text(cards[role].root, "side") != Side.CHAIR:
            yield role, seat


def _unread(pack: Pack, cards: Mapping[str, Page]) -> bool:
    sources = [*pack.slices.values(), pack.replies]
    return (
        not pack.slices
        or any(page.root is None and page.problems for page in sources)
        or any(name == "replies.yaml" or name.startswith("slices/") for name in pack.misnamed)
        or any(True for _ in seats_without_papers(pack, cards))
    )


def _doubted(pack: Pack, dealt: Iterable[Dealt]) -> Iterator[str]:
    """Beginnings of ids that are spelt wrongly or stand twice, and those of files with an item lost."""
    seen: set[str] = set()
    by_page: dict[str, set[str]] = {}
    for fact in dealt:
        start = beginning(fact.id)
        by_page.setdefault(fact.page.file, set()).add(start)
        if not re.fullmatch(FACT_ID, fact.id) or fact.id in seen:
            yield start
        seen.add(fact.id)
    for page in (*pack.slices.values(), pack.replies):
        items = [*under(page.root, "facts", "*"), *under(page.root, "replies", "*", "facts", "*")]
        lost = any(problem.code == "yaml.duplicate_key" for problem in page.problems)
        if lost or any(text(item, "id") is None for item in items):
            yield from by_page.get(page.file, ())


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
