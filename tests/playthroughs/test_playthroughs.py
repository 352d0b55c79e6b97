"""Every shipped scenario runs, under every framework it supports, as its kept playthrough says.

Where a difference is meant, `python tools/keep_playthroughs.py` keeps the new one.
"""

from difflib import unified_diff
from pathlib import Path

import pytest
from playthrough import KEPT, kept, playthrough, shipped

MOST_LINES = 2_500


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "framework"), shipped())
def test_a_conference_runs_as_it_is_kept(scenario: str, framework: str) -> None:
    """What each seat is told and sees, and what it may do, is at every act what the kept file says."""
    file = kept(scenario, framework)
    assert file.exists(), f"{file.name} is missing; python tools/keep_playthroughs.py writes it"
    before, now = file.read_text(encoding="utf-8"), playthrough(scenario, framework)
    changed = "\n".join(unified_diff(before.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=1))
    assert before == now, changed[:6_000]


def test_no_playthrough_is_kept_of_what_is_not_shipped() -> None:
    """A file whose scenario or framework has gone would be compared with nothing."""
    wanted = {kept(scenario, framework) for scenario, framework in shipped()}
    assert set(KEPT.glob("*.txt")) == wanted


@pytest.mark.parametrize("file", sorted(KEPT.glob("*.txt")), ids=lambda file: file.stem)
def test_a_kept_playthrough_can_be_read(file: Path) -> None:
    """It is short enough to look through."""
    assert file.read_text(encoding="utf-8").count("\n") < MOST_LINES


def test_the_playthrough_of_jayden_shows_what_is_hardest_to_keep() -> None:
    """The kept conference has a turned card, an item taken to the chair, an answer by topic and both ballots."""
    text = kept("jayden", "jersey").read_text(encoding="utf-8")
    for act in (
        "health_visitor turn_card",
        "gp take_to_chair",
        "health_visitor ask to=designated_teacher topic=",
        "health_visitor ask to=housing_officer card=",
        "health_visitor read_reply",
        "health_visitor seal stage=before",
        "health_visitor seal stage=after",
        "health_visitor speak_view",
        "health_visitor plan_line",
        "health_visitor commit",
    ):
        assert f". {act}" in text, act
    assert "told chair gp: taken_to_chair" in text
