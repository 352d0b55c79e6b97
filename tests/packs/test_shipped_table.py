"""What the shipped packs say for a table: their times, and what may arrive while it talks."""

import re

import pytest

from cpsim.model import limits
from cpsim.packs import list_scenarios, load_scenario


def test_jayden_fits_into_three_lengths_of_a_session() -> None:
    """Sixty, ninety and a hundred and eighty minutes, with more to say and to ask in the longer ones."""
    scenario = load_scenario("jayden").value
    assert scenario is not None
    found = [(pace.id, pace.minutes_table, pace.speaking_seconds) for pace in scenario.paces]
    assert found == [("short", 60, 150), ("standard", 90, 210), ("long", 180, 300)]
    allowed = [(pace.items, pace.added, pace.questions_table) for pace in scenario.paces]
    assert allowed == sorted(allowed)
    assert [pace.leaves_out for pace in scenario.paces] == [("JA", "contingency"), (), ()]


@pytest.mark.parametrize("slug", list_scenarios())
def test_what_arrives_gives_no_folder_away(slug: str) -> None:
    """No inject has the short words of an item in it, and each fits what may be brought on the spot."""
    scenario = load_scenario(slug).value
    assert scenario is not None
    shorts = [str(fact.short).casefold() for part in scenario.slices for fact in part.facts]
    for one in scenario.injects:
        assert len(one.words.text) <= limits.INJECT
        assert [
            short for short in shorts if re.search(rf"\b{re.escape(short)}\b", str(one.words).casefold())
        ] == []


def test_three_things_may_arrive_in_jayden() -> None:
    """A call, an appointment and a question: each says when it is meant for."""
    scenario = load_scenario("jayden").value
    assert scenario is not None
    assert [one.id for one in scenario.injects] == ["mother_delayed", "medical_booked", "told_at_school"]
    assert all(str(one.when) for one in scenario.injects)
