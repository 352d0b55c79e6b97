"""Checks of one framework file: topics, agenda, ballots, dates and the documents behind them."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from cpsim.conference.acts import ACT_NAMES, FACILITATING
from cpsim.conference.refusals import QUOTED
from cpsim.model.words import Item, Stage, Topic
from cpsim.packs.checks.case import twice
from cpsim.packs.nodes import Leaf, Node, Page, Series, Table, text, texts, under
from cpsim.packs.problems import Problem, shown

_CONFERENCE = "conference"
_ASSUMPTION = "A"


@dataclass(frozen=True, slots=True)
class Area:
    """One framework file with what its checks need."""

    page: Page
    name: str
    """The file's name without `.yaml`."""
    cards: Collection[str]
    """The roles that have a card."""


def slug_is_file(area: Area) -> Iterator[Problem]:
    """A framework is found by its file's name, so its slug is that name."""
    page = area.page
    for slug, leaf in texts(page.root, "slug"):
        if slug != area.name:
            message = f'"slug" is {shown(slug)}, but the file is called {area.name}.yaml; make them the same'
            yield page.problem(leaf, "name.file", message)


def ids_stand_once(area: Area) -> Iterator[Problem]:
    """Every id, value and tag stands for one thing."""
    page = area.page
    for what, field, key in (
        ("the document", "documents", "tag"),
        ("the level", "levels", "value"),
        ("the category", "categories", "value"),
        ("the status", "statuses", "value"),
        ("the heading", "headings", "id"),
        ("the step", "steps", "id"),
        ("the deadline", "deadlines", "id"),
        ("the rule", "rules", "id"),
        ("the rule", "not_modelled", "id"),
    ):
        yield from twice(page, list(texts(page.root, field, "*", key)), what)


def topics_have_one_heading(area: Area) -> Iterator[Problem]:
    """Each topic proposes exactly one heading of the board."""
    page = area.page
    found = list(texts(page.root, "headings", "*", "topics", "*"))
    yield from twice(page, found, "the topic", "; it can propose one heading only")
    headings = next(under(page.root, "headings"), None)
    missing = [topic.value for topic in Topic if topic.value not in {value for value, _ in found}]
    if headings is not None and missing:
        message = f"these topics propose no heading: {', '.join(missing)}; add each to the topics of one"
        yield page.problem(headings, "heading.topic", message)


def acts_are_known(area: Area) -> Iterator[Problem]:
    """A step offers acts that the program knows."""
    page = area.page
    for act, leaf in texts(page.root, "steps", "*", "acts", "*"):
        if act not in ACT_NAMES or act in FACILITATING:
            acts = ", ".join(name for name in ACT_NAMES if name not in FACILITATING)
            message = f"there is no act {shown(act)}; the acts are: {acts}"
            yield page.problem(leaf, "step.act", message)


def ballots_open_once(area: Area) -> Iterator[Problem]:
    """Each ballot opens with one step, the first before the second, and is revealed after that if at all."""
    page = area.page
    steps = list(under(page.root, "steps", "*"))
    opened: dict[str, int] = {}
    for index, step in enumerate(steps):
        for stage, leaf in texts(step, "opens"):
            if stage in opened:
                yield page.problem(
                    leaf, "step.opens", f"the ballot {shown(stage)} opens with an earlier step already"
                )
            opened.setdefault(stage, index)
        for _, leaf in texts(step, "reveals"):
            if opened.get(Stage.AFTER, index) >= index:
                message = (
                    "judgements can only be shown at a step later than the one that opens the ballot after"
                )
                yield page.problem(leaf, "step.reveals", message)
    missing = [stage.value for stage in Stage if stage not in opened]
    if steps and missing:
        message = (
            f"no step opens the ballot {missing[0]}; write opens: {missing[0]} at the step it belongs to"
        )
        yield page.problem(next(under(page.root, "steps")), "step.opens", message)
    elif steps and opened[Stage.BEFORE] >= opened[Stage.AFTER]:
        message = "the ballot after opens before the ballot before, or with the same step"
        yield page.problem(steps[opened[Stage.AFTER]], "step.opens", message)


def questions_have_horizons(area: Area) -> Iterator[Problem]:
    """A risk is asked for a time and nothing else is; no question is asked twice, no scale without one."""
    page = area.page
    no_scale = any(isinstance(one, Leaf) and one.value is None for one in under(page.root, "scale"))
    for stage in Stage:
        first: dict[tuple[str | None, str | None], Node] = {}
        for ask in under(page.root, "ballots", stage.value, "asks", "*"):
            item, horizon = text(ask, "item"), text(ask, "horizon")
            if item in set(Item) and (item == Item.RISK) != (horizon is not None):
                message = "a risk is asked with a horizon (now, if_nothing_changes), and nothing else is"
                yield page.problem(ask, "ballot.horizon", message)
            if item == Item.SCALE and no_scale:
                yield page.problem(ask, "ballot.scale", "the scale is asked here, but scale is null")
            if (item, horizon) in first:
                message = f"this is asked already, on line {first[item, horizon].line}"
                yield page.problem(ask, "ballot.twice", message)
            first.setdefault((item, horizon), ask)
    statuses = {value for value, _ in texts(page.root, "statuses", "*", "value")}
    for status, leaf in texts(page.root, "ballots", "*", "asks", "*", "only_if_status"):
        if status not in statuses:
            message = f"only_if_status is {shown(status)}, which is not one of this area's statuses"
            yield page.problem(leaf, "ballot.status", message)


def deadlines_have_anchors(area: Area) -> Iterator[Problem]:
    """A date is counted from the conference or from another date, and never from itself."""
    page = area.page
    anchors: dict[str, tuple[str, Leaf]] = {}
    for deadline in under(page.root, "deadlines", "*"):
        for anchor, leaf in texts(deadline, "anchor"):
            anchors[text(deadline, "id") or ""] = (anchor, leaf)
    for name, (anchor, leaf) in anchors.items():
        if anchor != _CONFERENCE and anchor not in anchors:
            message = f"anchor is {shown(anchor)}; expected {_CONFERENCE} or the id of another deadline"
            yield page.problem(leaf, "deadline.anchor", message)
            continue
        passed, back = {name}, anchor
        while back in anchors and back not in passed:
            passed.add(back)
            back = anchors[back][0]
        if back in passed:
            message = f"{shown(name)} is counted from itself, by way of {shown(anchor)}"
            yield page.problem(leaf, "deadline.circle", message)


def sources_are_documents(area: Area) -> Iterator[Problem]:
    """A tag names a document of this file; `A` is an assumption."""
    page = area.page
    known = {tag for tag, _ in texts(page.root, "documents", "*", "tag")}
    for tags, leaf in _sources(page.root):
        for tag in tags.split(","):
            document = tag.strip().partition(":")[0]
            if document not in known and document != _ASSUMPTION:
                message = (
                    f"the source {shown(tag.strip())} names a document that is not listed under documents"
                )
                yield page.problem(leaf, "source.unknown", message)


def _sources(node: Node | None) -> Iterator[tuple[str, Leaf]]:
    """Every source tag in a file."""
    if isinstance(node, Series):
        for item in node.items:
            yield from _sources(item)
    elif isinstance(node, Table):
        for name, entry in node.entries.items():
            if name in ("source", "threshold_source"):
                yield from texts(entry.node)
            else:
                yield from _sources(entry.node)


def quorum_role_exists(area: Area) -> Iterator[Problem]:
    """The role that has to be there has a card."""
    page = area.page
    for role, leaf in texts(page.root, "quorum", "required"):
        if role not in area.cards:
            message = f"required is {shown(role)}, a role that has no card"
            yield page.problem(leaf, "role.no_card", message)


def quoted_rules_are_there(area: Area) -> Iterator[Problem]:
    """Whoever is refused by a rule of procedure can read it, with its source."""
    page = area.page
    rules = next(under(page.root, "rules"), None)
    known = {value for value, _ in texts(rules, "*", "id")}
    missing = [rule for rule in QUOTED if rule not in known]
    if rules is not None and missing:
        message = (
            f"refusals quote rules that are not here: {', '.join(missing)}; write each as this area has it"
        )
        yield page.problem(rules, "rule.missing", message)


CHECKS: tuple[Callable[[Area], Iterator[Problem]], ...] = (
    slug_is_file,
    ids_stand_once,
    topics_have_one_heading,
    acts_are_known,
    ballots_open_once,
    questions_have_horizons,
    deadlines_have_anchors,
    sources_are_documents,
    quorum_role_exists,
    quoted_rules_are_there,
)
