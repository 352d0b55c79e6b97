"""The word beside each item of a slip: told apart by ear, stable for ever, and of no use without the number."""

import hashlib
import re
from collections import Counter
from dataclasses import replace

import pytest
from conferences import jayden, opened

from cpsim.conference.view import View
from cpsim.model.case import Fact
from cpsim.present.slip_words import WORDS, find, in_printed_order, word_for, words_of

SAMPLE = {
    "HV-01": "lilac",
    "HV-22": "menu",
    "DT-07": "bronze",
    "HO-19": "archway",
    "GP-12": "button",
    "SW-01": "forest",
    "MO-05": "bonnet",
}


def view_of(role: str) -> View:
    """What a seat knows when the conference has just begun."""
    host = opened(jayden(), role)
    seat = host.state.public.seat_of(role)
    assert seat is not None
    return host.view(seat.id)


def later(fact: Fact, number: int) -> Fact:
    """An item like `fact` that comes to mind later."""
    return replace(fact, id=f"ZZ-{number:02}", after=("HO-01",))


def recalling(view: View, *facts: Fact) -> View:
    """The same seat after some items have come to mind."""
    return replace(view, own=replace(view.own, folder=(*view.own.folder, *facts)))


def test_a_printed_word_holds_for_ever() -> None:
    """Slips lie in drawers: neither the list nor how a word is chosen from it may ever change."""
    assert {fact: word_for("jayden", fact) for fact in SAMPLE} == SAMPLE
    listed = hashlib.sha256("\n".join(WORDS).encode()).hexdigest()
    assert listed == "44460270300fd62050e0d61b8e8cd74d0678ef66dd1543d23521c017fed52f17"


def test_the_words_are_short_and_each_stands_once() -> None:
    """Five hundred and twelve words of four to seven small letters."""
    assert len(WORDS) == len(set(WORDS)) == 512
    assert all(re.fullmatch(r"[a-z]{4,7}", word) for word in WORDS)


def test_no_word_reads_like_another() -> None:
    """One letter added, lost or changed never makes a word of the list, and none is the beginning of another."""
    blurred = Counter(shape for word in WORDS for shape in shapes(word))
    assert [shape for shape, times in blurred.items() if times > 1] == []
    assert [(one, two) for one in WORDS for two in WORDS if one != two and one in two] == []


def shapes(word: str) -> set[str]:
    """What two words share that differ in one letter at most."""
    changed = {f"{word[:at]}_{word[at + 1 :]}" for at in range(len(word))}
    added = {f"{word[:at]}_{word[at:]}" for at in range(len(word) + 1)}
    return changed | added


def test_no_word_is_of_a_case(pytestconfig: pytest.Config) -> None:
    """Nothing a shipped pack, role card or procedure speaks of is a word of the list, so none gives a hint."""
    folders = ("scenarios", "roles", "frameworks")
    files = [file for name in folders for file in (pytestconfig.rootpath / name).rglob("*.yaml")]
    spoken = {word for file in files for word in re.findall("[a-z]+", file.read_text("utf-8").lower())}
    assert [word for word in WORDS if word in spoken or f"{word}s" in spoken] == []


def test_items_of_one_pack_have_words_of_their_own_mostly() -> None:
    """Words are spread over the list, and another pack has others for the same ids."""
    ids = [fact.id for part in jayden().scenario.slices for fact in part.facts]
    assert len({word_for("jayden", fact) for fact in ids}) > 0.85 * len(ids)
    assert sum(word_for("jayden", fact) == word_for("robin", fact) for fact in ids) < 3


@pytest.mark.parametrize("role", ["health_visitor", "designated_teacher", "housing_officer", "gp"])
def test_no_word_stands_twice_in_one_folder(role: str) -> None:
    """Who hears "one" for "ten" still gets no other item up; the first to draw a word keeps it."""
    folder = view_of(role).own.folder
    words = words_of("jayden", folder)
    assert len(set(words.values())) == len(folder)
    drawn = [word_for("jayden", fact.id) for fact in folder]
    firsts = [fact.id for place, fact in enumerate(folder) if drawn[place] not in drawn[:place]]
    assert all(words[fact] == word_for("jayden", fact) for fact in firsts)


def test_of_two_items_with_one_word_the_second_is_found_by_its_own() -> None:
    """Items 1 and 10 of this folder draw the same word; with it the tenth is not found."""
    view = view_of("housing_officer")
    first, tenth = view.own.folder[0], view.own.folder[9]
    assert word_for("jayden", first.id) == word_for("jayden", tenth.id)
    words = words_of("jayden", view.own.folder)
    assert find(view, "jayden", 1, words[first.id]) == first
    assert find(view, "jayden", 10, words[tenth.id]) == tenth
    assert find(view, "jayden", 10, words[first.id]) is None


def test_a_later_item_has_its_word_whatever_else_came_to_mind() -> None:
    """It gives way to items dealt, and never to another that only some tables have by then."""
    dealt = view_of("gp").own.folder
    one, two = later(dealt[0], 1), later(dealt[0], 2)
    assert words_of("jayden", (*dealt, two))[two.id] == words_of("jayden", (*dealt, one, two))[two.id]


def test_an_item_is_found_by_its_number_and_word() -> None:
    """Every item of a folder is found by what stands on its slip, in capitals and with spaces around it too."""
    view = view_of("health_visitor")
    assert len(view.own.folder) == 22
    for number, fact in enumerate(view.own.folder, 1):
        word = words_of("jayden", view.own.folder)[fact.id]
        assert find(view, "jayden", number, word) == fact
        assert find(view, "jayden", number, f"  {word.upper()}\n") == fact


def test_neither_number_nor_word_is_enough() -> None:
    """A word at another number, a number with another word, and numbers that no slip has give nothing."""
    view = view_of("gp")
    first = word_for("jayden", view.own.folder[0].id)
    for number in (-1, 0, 2, len(view.own.folder), len(view.own.folder) + 1, 10**9):
        assert find(view, "jayden", number, first) is None
    for word in ("", " ", "lantern", first[:-1], f"{first} {first}"):
        assert find(view, "jayden", 1, word) is None
    assert find(view, "robin", 1, first) is None


def test_nobody_shows_an_item_of_another_folder() -> None:
    """What stands on one slip is found at its holder's seat alone."""
    holder, other = view_of("gp"), view_of("housing_officer")
    for number, word in enumerate(words_of("jayden", holder.own.folder).values(), 1):
        assert find(other, "jayden", number, word) is None


def test_an_item_that_comes_to_mind_later_stands_behind_the_others() -> None:
    """It takes no number from those on the slip, whatever its place in the papers, and is found once it came."""
    view = view_of("gp")
    dealt = view.own.folder
    late = later(dealt[0], 1)
    assert in_printed_order((late, *dealt)) == (*dealt, late)
    word = word_for("jayden", late.id)
    number = len(dealt) + 1
    assert find(view, "jayden", number, word) is None
    assert find(recalling(view, late), "jayden", number, word) == late
    assert find(recalling(view, late), "jayden", len(dealt), word) is None


def test_items_that_come_to_mind_in_another_order_are_found_by_their_printed_numbers() -> None:
    """The facilitator's set numbers all of them; that another one has not come yet does not matter."""
    view = view_of("gp")
    one, two = later(view.own.folder[0], 1), later(view.own.folder[0], 2)
    dealt = len(view.own.folder)
    assert find(recalling(view, two), "jayden", dealt + 2, word_for("jayden", two.id)) == two
    both = recalling(view, two, one)
    assert find(both, "jayden", dealt + 1, word_for("jayden", one.id)) == one
    assert find(both, "jayden", dealt + 2, word_for("jayden", two.id)) == two
