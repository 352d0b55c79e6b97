"""A sentence that stands in a table of ours is turned into the reader's language where it is shown."""

from gettext import NullTranslations

import pytest

from cpsim.present import closing, facilitating, table, tongue


class Louder(NullTranslations):
    """A catalogue that has every sentence, in capitals."""

    def gettext(self, message: str) -> str:
        """The sentence in capitals."""
        return message.upper()


@pytest.fixture
def _louder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tongue, "CATALOGUE", Louder())


@pytest.mark.usefixtures("_louder")
def test_the_words_of_facilitating_and_observing_are_turned() -> None:
    """Acts, who may move a seat, what to do about somebody upset, what an observer watches for."""
    shown = [words for _name, words, _key in facilitating.acts()]
    shown += [
        *facilitating.drivers().values(),
        *map(str, facilitating.upset(None)),
        *table.watches().values(),
    ]
    shown += [str(words) for words in closing.about_a_real_child(None)]
    assert shown
    assert [words for words in shown if words != words.upper()] == []
