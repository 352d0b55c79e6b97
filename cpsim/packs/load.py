"""Read, validate, check and build: from folders and files to the model, with every problem on the way.

The one entry for the rest of the program. Nothing here raises for what an author wrote; a value
comes out only where no error was found.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from cpsim.model.case import RoleCard, Scenario
from cpsim.model.content import Content, Options
from cpsim.model.framework import Framework
from cpsim.packs import build, schema
from cpsim.packs.checks import key as key_checks
from cpsim.packs.checks import named as named_checks
from cpsim.packs.checks import order as order_checks
from cpsim.packs.checks import paces as pace_checks
from cpsim.packs.checks import pack as pack_checks
from cpsim.packs.checks import words as word_checks
from cpsim.packs.checks.case import Case
from cpsim.packs.folder import Pack, read_pack
from cpsim.packs.loaded import Loaded
from cpsim.packs.locate import framework_files, role_files, shortened
from cpsim.packs.nodes import Page, texts, under
from cpsim.packs.problems import Problem, fatal, in_order, shown
from cpsim.packs.source import read_file
from cpsim.packs.validate import validate

T = TypeVar("T")


def load_role(path: Path) -> Loaded[RoleCard]:
    """The role card in the file at `path`; the role is the file's name."""
    return _role(read_file(path), path.stem)


def load_framework(path: Path, *, quick: bool = False) -> Loaded[Framework]:
    """The procedure in the file at `path`; `quick` looks at the shape of the file alone."""
    from cpsim.packs import build_framework, schema_framework
    from cpsim.packs.checks import framework as framework_checks

    page = read_file(path)
    part, problems = validate(page, schema_framework.FrameworkFile)
    problems.extend(page.problems)
    area = framework_checks.Area(page, path.stem, {file.stem for file in role_files()})
    for check in () if quick else framework_checks.CHECKS:
        problems.extend(check(area))
    return _loaded(None if part is None else build_framework.framework(part), problems)


def load_roles() -> Loaded[tuple[RoleCard, ...]]:
    """All shipped role cards, by name."""
    found = [load_role(shortened(file)) for file in role_files()]
    problems = [problem for one in found for problem in one.problems]
    return _loaded(tuple(one.value for one in found if one.value is not None), problems)


def load_scenario(path: Path, *, quick: bool = False) -> Loaded[Scenario]:
    """The pack in the folder `path`, checked against the shipped frameworks and role cards.

    `quick` looks at the shape of the pack's files alone.
    """
    return _scenario(read_pack(path), quick=quick)


def load_content(path: Path, framework: str | None, options: Options) -> tuple[Content | None, list[Problem]]:
    """All that a session reads: the pack at `path` under the framework of that name, with `options`.

    Without a name it is the pack's first. Warnings come along with a content; with an error there is none.
    """
    pack = read_pack(path)
    loaded = _scenario(pack)
    problems = list(loaded.problems)
    scenario = loaded.value
    if scenario is None:
        return None, problems
    name = framework if framework is not None else scenario.frameworks[0]
    problems.extend(_mismatches(pack, scenario, name, options))
    if fatal(problems):
        return None, problems
    area = load_framework(next(shortened(file) for file in framework_files() if file.stem == name))
    problems.extend(area.problems)
    if area.value is None:
        return None, problems
    found = [_card(pack, role) for role in _needed(scenario, area.value)]
    problems.extend(problem for card in found if card for problem in card.problems)
    if fatal(problems):
        return None, problems
    cards = tuple(card.value for card in found if card and card.value)
    return Content(scenario, area.value, cards, options), problems


def _mismatches(pack: Pack, scenario: Scenario, framework: str, options: Options) -> Iterator[Problem]:
    """What was chosen for a session and this pack does not have."""
    chosen = (
        ("framework", framework, scenario.frameworks, pack.main, "frameworks"),
        ("pace", options.pace, [pace.id for pace in scenario.paces], pack.main, "paces"),
        ("card", options.card, [card.id for card in scenario.cards], pack.cards, "cards"),
    )
    for what, wanted, known, page, field in chosen:
        if wanted not in known:
            node = next(under(page.root, field), None)
            message = f"this pack has no {what} {shown(wanted)}; it has: {', '.join(known)}"
            yield page.problem(node, f"choice.{what}", message)


def _needed(scenario: Scenario, area: Framework) -> list[str]:
    """The roles of the cast in its order, then the one that a quorum needs.

    Nothing of the papers comes in: every seat has the cards, and a card for somebody whom the papers
    mention would say that they do.
    """
    seats = [seat.role for seat in scenario.cast]
    return [*seats, *([] if area.quorum.required in seats else [area.quorum.required])]


def _card(pack: Pack, role: str) -> Loaded[RoleCard] | None:
    """The card of `role`, the pack's own or a shipped one; None where there is neither."""
    if role in pack.roles:
        return _role(pack.roles[role], role)
    return next((load_role(shortened(file)) for file in role_files() if file.stem == role), None)


def _scenario(pack: Pack, *, quick: bool = False) -> Loaded[Scenario]:
    main, told_main = validate(pack.main, schema.ScenarioFile)
    cards, told_cards = validate(pack.cards, schema.CardsFile)
    joins, told_joins = validate(pack.joins, schema.JoinsFile)
    key, told_key = validate(pack.key, schema.KeyFile)
    replies, told_replies = validate(pack.replies, schema.RepliesFile)
    injects, told_injects = validate(pack.injects, schema.InjectsFile)
    problems = [*pack.problems, *told_main, *told_cards, *told_joins, *told_key, *told_replies, *told_injects]
    slices: dict[str, schema.SliceFile] = {}
    for role, page in pack.slices.items():
        part, told = validate(page, schema.SliceFile)
        problems.extend(told)
        if part is not None:
            slices[role] = part
    for page in pack.pages:
        problems.extend(page.problems)
    for role, page in pack.roles.items():
        problems.extend(_role(page, role).problems)
    if not quick:
        problems.extend(_checked(Case.of(pack)))
    whole = len(slices) == len(pack.slices) and not fatal(problems)
    if whole and main and cards and joins and key:
        return _loaded(build.scenario(main, cards, slices, replies, injects, joins, key), problems)
    return Loaded(None, in_order(problems))


def _checked(case: Case) -> Iterator[Problem]:
    checks = (pack_checks, pace_checks, named_checks, order_checks, key_checks, word_checks)
    for check in (check for module in checks for check in module.CHECKS):
        yield from check(case)


def _role(page: Page, role: str) -> Loaded[RoleCard]:
    part, problems = validate(page, schema.RoleFile)
    problems.extend(page.problems)
    for name, leaf in texts(page.root, "id"):
        if name != role:
            problems.append(
                page.problem(leaf, "name.file", f'"id" is {shown(name)}, but the file is called {role}.yaml')
            )
    return _loaded(None if part is None else build.role_card(part, role), problems)


def _loaded(value: T | None, problems: list[Problem]) -> Loaded[T]:
    return Loaded(None if fatal(problems) else value, in_order(problems))
