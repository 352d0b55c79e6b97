"""Everything shipped is sound; a new pack, framework or role card is collected here unasked."""

from pathlib import Path

import pytest

from cpsim.packs import check_paths, load_framework
from cpsim.packs.locate import framework_files, role_files, scenario_folders
from cpsim.packs.problems import as_text

ROOT = Path(__file__).parents[1]
CONTENT = [*scenario_folders(), *framework_files(), *role_files()]
FILES = [
    file
    for folder in ("scenarios", "frameworks", "roles")
    for file in sorted((ROOT / folder).rglob("*.yaml"))
]


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_content_is_clean(path: Path) -> None:
    """No error and no warning in anything that is shipped."""
    problems = check_paths([path])
    assert not problems, as_text(problems)


def test_content_is_taken_from_the_checkout() -> None:
    """In a checkout the folders beside the package are the content, not a copy of them."""
    assert {path.resolve().parents[1] for path in CONTENT} == {ROOT}
    assert len(CONTENT) >= 12


@pytest.mark.parametrize("file", framework_files(), ids=lambda file: file.stem)
def test_a_date_is_named_without_its_limit(file: Path) -> None:
    """Where a date is shown, its rule stands under it and says whether it is the first day or the last."""
    framework = load_framework(str(file)).value
    assert framework is not None
    names = [str(deadline.name) for deadline in framework.deadlines]
    assert not [name for name in names if "no earlier" in name or "no later" in name]


@pytest.mark.parametrize("file", framework_files(), ids=lambda file: file.stem)
def test_no_step_announces_what_a_pace_may_leave_out(file: Path) -> None:
    """The sentence on a step is the same at every pace, so it names no part that the short one has no time for."""
    framework = load_framework(str(file)).value
    assert framework is not None
    assert not [step.id for step in framework.steps if "circumstances" in str(step.explains)]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_editor_hints_lead_to_a_schema(file: Path) -> None:
    """Where a file names its schema for editors, the relative path leads to one that is there."""
    first = file.read_text(encoding="utf-8").partition("\n")[0]
    hint, _, target = first.partition("$schema=")
    if "yaml-language-server" in hint:
        assert (file.parent / target).resolve().is_file(), first
