"""Checks within one pack: names, ids, the cast and its folders, what refers to what."""

from collections.abc import Callable, Iterator

from cpsim.model.said import clean
from cpsim.model.words import Side
from cpsim.packs.checks.case import Case, Dealt, near, seats_without_papers, twice
from cpsim.packs.nodes import Leaf, Node, Series, text, texts, under
from cpsim.packs.problems import Problem, Severity, shown

CONTINGENCY = "contingency"
"""The one part of a step that a pace may leave out by name."""

_TABLE = "table"
_STANDARD = "standard"
_PACES = ("short", _STANDARD, "long")
_MANY = 3
"""More facts of one file than this that stand in another too are told in one line."""


def slug_is_folder(case: Case) -> Iterator[Problem]:
    """A pack is found by its folder's name, so its slug is that name."""
    page = case.pack.main
    for slug, leaf in texts(page.root, "slug"):
        if slug != case.pack.folder:
            folder = shown(case.pack.folder)
            message = f'"slug" is {shown(slug)}, but the folder is called {folder}; make them the same'
            yield page.problem(leaf, "name.folder", message)


def slice_is_role(case: Case) -> Iterator[Problem]:
    """A file of papers carries its role's name and belongs to somebody at the table."""
    cast = {role for role, _ in texts(case.pack.main.root, "cast", "*", "role")}
    for name, page in case.pack.slices.items():
        for role, leaf in texts(page.root, "role"):
            if role != name:
                message = f'"role" is {shown(role)}, but the file is called {name}.yaml; make them the same'
                yield page.problem(leaf, "name.file", message)
        if cast and name not in cast and text(page.root, "role") not in cast:
            meant = next((role for role in cast if case.papers(role) == name), None)
            if meant is not None and meant not in case.cards:
                continue  # the seat is misspelt, and told so in the cast
            remedy = ": add it to the cast, or take this file out"
            if meant is not None:
                remedy = f"; did you mean {shown(meant)}? Call the file and its role so"
            yield page.problem(None, "cast.no_seat", f"nobody at the table is {shown(name)}{remedy}")


def ids_stand_once(case: Case) -> Iterator[Problem]:
    """Every id stands for one thing; a fact's id in the whole pack."""
    pack = case.pack
    yield from _facts_stand_once(case)
    for page, what, path in (
        (pack.main, "the child", ("children", "*", "id")),
        (pack.main, "the setting", ("settings", "*", "id")),
        (pack.main, "the pace", ("paces", "*", "id")),
        (pack.main, "the role", ("cast", "*", "role")),
        (pack.cards, "the card", ("cards", "*", "id")),
        (pack.replies, "the service", ("replies", "*", "service")),
        (pack.injects, "the id", ("injects", "*", "id")),
    ):
        yield from twice(page, list(texts(page.root, *path)), what)
    yield from twice(pack.joins, list(texts(pack.joins.root, "*", "*", "id")), "the id")
    yield from twice(pack.main, list(texts(pack.main.root, "children", "*", "name")), "a child called")


def _facts_stand_once(case: Case) -> Iterator[Problem]:
    """A problem for each fact that stood before; one for a file that has many of another's."""
    seen: dict[str, Dealt] = {}
    again: dict[tuple[str, str], list[Dealt]] = {}
    for fact in case.dealt:
        first = seen.setdefault(fact.id, fact)
        if first is not fact:
            again.setdefault((first.page.file, fact.page.file), []).append(fact)
    for facts in again.values():
        for fact in facts[:1] if len(facts) > _MANY else facts:
            first = seen[fact.id]
            too = f", and so are {len(facts) - 1} more of this file" if len(facts) > _MANY else ""
            place = f"{first.page.file}, line {first.leaf.line}"
            message = (
                f"the fact {fact.id} is there twice{too}; the first is in {place}. Give each its own number"
            )
            yield fact.page.problem(fact.leaf, "id.twice", message)


def lists_repeat_nothing(case: Case) -> Iterator[Problem]:
    """A word or id stands once in a list."""
    for page in case.pack.pages:
        for series in _lists(page.root):
            words = [item for item in series.items if isinstance(item, Leaf) and isinstance(item.value, str)]
            yield from twice(page, [(str(one.value), one) for one in words], "in this list,")


def _lists(node: Node | None) -> Iterator[Series]:
    if isinstance(node, Series):
        yield node
    for member in under(node, "*"):
        yield from _lists(member)


def cast_has_cards(case: Case) -> Iterator[Problem]:
    """Every role at the table has a card, and one of them is the chair."""
    page, cards = case.pack.main, case.cards
    cast = list(texts(page.root, "cast", "*", "role"))
    for role, leaf in cast:
        if role not in cards:
            meant = near(role, {*cards, *case.pack.slices} - {one for one, _ in cast})
            write = f"write one into roles/{clean(role, 40)}.yaml"
            remedy = f"; {write}, or take one of: {', '.join(sorted(cards))}"
            if meant is not None:
                remedy = f"; did you mean {shown(meant)}? If not, {write}"
            message = f"the role {shown(role)} has no card{remedy}"
            yield page.problem(leaf, "role.no_card", message)
    if cast and Side.CHAIR not in {case.side(role) for role, _ in cast}:
        message = "nobody in the cast is a chair; a conference needs one"
        yield page.problem(next(under(page.root, "cast")), "cast.no_chair", message)


def playable_has_papers(case: Case) -> Iterator[Problem]:
    """Whoever a learner may play has something to put forward; a chair may go without."""
    pack = case.pack
    for role, seat in seats_without_papers(pack, case.cards):
        file = f"slices/{role}.yaml"
        if pack.slices and file not in pack.misnamed:
            message = f"a learner may play {shown(role)}, which has no papers; add facts in {file}"
            yield pack.main.problem(seat, "cast.no_papers", message)


def about_is_known(case: Case) -> Iterator[Problem]:
    """`about` names roles that have a card, or the child, and never the holder itself."""
    for fact in case.dealt:
        for name, leaf in texts(fact.node, "about", "*"):
            if name == fact.holder:
                message = f"{fact.id} is about its own holder; leave {shown(name)} out of about"
                yield fact.page.problem(leaf, "fact.about_self", message)
            elif name != "child" and name not in case.cards:
                meant = near(name, (*case.cards, "child"))
                remedy = f"did you mean {shown(meant)}?" if meant else 'for a child write "child"'
                message = f"{fact.id} is about {shown(name)}, which is no role that has a card; {remedy}"
                yield fact.page.problem(leaf, "role.no_card", message)


def insights_join_roles(case: Case) -> Iterator[Problem]:
    """An insight cannot be had from one folder alone."""
    page, known = case.pack.joins, case.by_id
    for insight in under(page.root, "insights", "*"):
        groups = [
            {known[fact].holder for fact, _ in texts(group, "*") if fact in known}
            for group in under(insight, "needs", "*")
        ]
        alone = set.intersection(*groups) if groups and all(groups) else set()
        if alone:
            name = text(insight, "id") or "this insight"
            message = (
                f"{name} can be had from the papers of {shown(min(alone))} alone; an insight joins two roles"
            )
            yield page.problem(insight, "insight.one_role", message)


def letters_can_be_asked_for(case: Case) -> Iterator[Problem]:
    """A service that sits at the table is asked itself, and nobody can ask what it wrote."""
    seats = {role for role, _ in texts(case.pack.main.root, "cast", "*", "role")}
    page = case.pack.replies
    for service, leaf in texts(page.root, "replies", "*", "service"):
        if service in seats:
            message = (
                f"{shown(service)} has a seat, so nobody can ask for what it wrote, and this is never heard; "
                f"put it into slices/{service}.yaml"
            )
            yield page.problem(leaf, "reply.has_seat", message, Severity.WARNING)


def defaults_are_there(case: Case) -> Iterator[Problem]:
    """The card and the pace that a session begins with, unless somebody chooses another, exist."""
    for page, field, wanted in (
        (case.pack.cards, "cards", _TABLE),
        (case.pack.main, "paces", _STANDARD),
    ):
        ids = [value for value, _ in texts(page.root, field, "*", "id")]
        known = all(one in _PACES for one in ids) if field == "paces" else True
        if ids and known and wanted not in ids:
            message = (
                f'one of the {field} needs the id "{wanted}": it is used unless somebody chooses another'
            )
            yield page.problem(next(under(page.root, field)), f"{field}.no_default", message)


def paces_leave_out_steps(case: Case) -> Iterator[Problem]:
    """What a pace leaves out is a step of an agenda, or the contingency."""
    page = case.pack.main
    areas = case.frameworks().values()
    known = dict.fromkeys(step for root in areas for step, _ in texts(root, "steps", "*", "id"))
    for step, leaf in texts(page.root, "paces", "*", "leaves_out", "*"):
        if known and step != CONTINGENCY and step not in known:
            listed = ", ".join(known)
            message = (
                f"leaves_out names {shown(step)}, which is neither {CONTINGENCY} nor an agenda step: {listed}"
            )
            yield page.problem(leaf, "pace.unknown_step", message)
        elif any(_judged(root, step) for root in areas):
            message = (
                f"without {step} this pace has a judgement or the decision left out, "
                "and the debrief has little to compare"
            )
            yield page.problem(leaf, "pace.no_judgement", message, Severity.WARNING)


def _judged(framework: Node, step: str) -> bool:
    """Whether people judge or the chair decides at the step."""
    return any(
        text(one, "id") == step and {"seal", "decide"} & {act for act, _ in texts(one, "acts", "*")}
        for one in under(framework, "steps", "*")
    )


def frameworks_exist(case: Case) -> Iterator[Problem]:
    """The pack names procedures that there are."""
    page = case.pack.main
    for slug, leaf in texts(page.root, "frameworks", "*"):
        if slug not in case.known_areas:
            message = (
                f"there is no framework {shown(slug)}; there are: {', '.join(case.known_areas) or 'none'}"
            )
            yield page.problem(leaf, "framework.unknown", message)


def conference_is_quorate(case: Case) -> Iterator[Problem]:
    """By its own framework's rule, enough people sit at the table; a warning: it may be meant."""
    page = case.pack.main
    seats = list(texts(page.root, "cast", "*", "role"))
    if not seats or any(case.side(role) is None for role, _ in seats):
        return
    contact = {
        text(seat, "role") or ""
        for seat in under(page.root, "cast", "*")
        if text(seat, "direct_contact") == "yes"
    }
    for slug, root in case.frameworks().items():
        required = text(root, "quorum", "required") or ""
        others = next((one.value for one in under(root, "quorum", "others") if isinstance(one, Leaf)), 0)
        units = {_unit(case, role) for role in contact if case.side(role) == Side.PROFESSIONAL}
        enough = isinstance(others, int) and len(units - {_unit(case, required)}) >= others
        if required not in {role for role, _ in seats} or not enough:
            message = (
                f"under {shown(slug)} this conference has no quorum: it needs {shown(required)} "
                f"and {others} other units with direct contact"
            )
            yield page.problem(next(under(page.root, "cast")), "cast.no_quorum", message, Severity.WARNING)


def _unit(case: Case, role: str) -> str | None:
    """What a role counts as for a quorum."""
    card = case.cards.get(role)
    return text(card.root, "unit") if card else None


def own_roles_are_new(case: Case) -> Iterator[Problem]:
    """A pack may bring cards for new roles and does not change those that are shipped."""
    for role, page in case.pack.roles.items():
        if role in case.shipped_roles:
            message = (
                f"the program has a card for {shown(role)} already; use it, or give this role another name"
            )
            yield page.problem(None, "role.shipped", message)


CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    slug_is_folder,
    slice_is_role,
    ids_stand_once,
    lists_repeat_nothing,
    cast_has_cards,
    playable_has_papers,
    about_is_known,
    insights_join_roles,
    letters_can_be_asked_for,
    defaults_are_there,
    paces_leave_out_steps,
    frameworks_exist,
    conference_is_quorate,
    own_roles_are_new,
)
