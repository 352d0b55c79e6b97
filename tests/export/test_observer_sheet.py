"""Observers on paper: a page for each task, beside the slips and with nothing of them."""

from pathlib import Path

import pytest
from conferences import jayden
from paper import BROWSER, articles, pages
from secrecy import with_canaries

from cpsim.export.slips import slip_files
from cpsim.model.words import Watch
from cpsim.present.slip_words import words_of
from cpsim.present.table import watches

OBSERVERS = tuple(f"observer_{watch.value}" for watch in Watch)


def test_an_observer_has_a_page_with_the_task_and_how_to_say_it() -> None:
    """What to watch for, room to note, and the form for the debrief; nothing of any folder or of the key."""
    files = slip_files(with_canaries(jayden()), html=True)
    for watch, sheet in zip(Watch, OBSERVERS, strict=True):
        text = files[f"{sheet}.txt"]
        assert watches()[watch] in " ".join(text.split())
        assert text.count("I saw") == text.count("I thought") == text.count("What was going on for you?") == 2
        assert text.count("\n") <= 66
        handed = text + articles(files["observers.html"])[sheet]
        assert "canary" not in handed.casefold()
        folders = [part.facts for part in jayden().scenario.slices]
        spoken = [word for facts in folders for word in words_of("jayden", facts).values()]
        assert not set(spoken) & set(handed.casefold().split())


@pytest.mark.skipif(BROWSER is None, reason="there is no browser here that prints")
def test_every_observer_has_one_page(tmp_path: Path) -> None:
    """A page for each task, with nothing on the next one but its blank back."""
    made = pages(slip_files(jayden(), html=True)["observers.html"], tmp_path)
    assert made in (len(OBSERVERS), 2 * len(OBSERVERS) - 1)
