"""What stands beside a log, and whether it is as it was when the session was begun."""

import pytest

from cpsim.session import beside

BEGUN = {"title": "Jayden", "begun": "2025-04-30T09:05", "pack": "jayden", "seed": "17", "place": "Before"}


def test_what_changes_in_play_changes_nothing() -> None:
    """Where the conference is and that it ended are set anew; the session stays whole."""
    entries = beside.bound("k7", BEGUN)
    assert beside.is_whole("k7", entries)
    assert beside.is_whole("k7", {**entries, "place": "The decision", "ended": "yes"})


@pytest.mark.parametrize(
    "change",
    [{"seed": "18"}, {"seed": ""}, {"title": "Another"}, {"begun": "2026-13-25T09:05"}, {"more": "1"}],
)
def test_what_never_changes_is_noticed_where_it_has(change: dict[str, str]) -> None:
    """Another seed, name or day, and an entry too many."""
    assert not beside.is_whole("k7", {**beside.bound("k7", BEGUN), **change})


@pytest.mark.parametrize("key", ["seed", "begun", "pack"])
def test_what_is_missing_is_noticed(key: str) -> None:
    """An entry that was there when the session was begun belongs there."""
    entries = beside.bound("k7", BEGUN)
    del entries[key]
    assert not beside.is_whole("k7", entries)


def test_entries_belong_to_their_session() -> None:
    """Those of another session are not taken for its own."""
    assert not beside.is_whole("k8", beside.bound("k7", BEGUN))


def test_a_session_from_before_there_was_a_digest_is_judged_by_its_form() -> None:
    """It is whole with a seed and a day, and not without."""
    assert beside.is_whole("k7", BEGUN)
    assert not beside.is_whole("k7", {**BEGUN, "seed": "12x"})
    assert not beside.is_whole("k7", {**BEGUN, "begun": "some day"})
