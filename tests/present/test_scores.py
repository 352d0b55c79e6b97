"""A profile in words."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cpsim.model.case import KeyItem
from cpsim.model.framework import Framework
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Horizon, Item, Stage
from cpsim.packs.load import load_framework
from cpsim.present import arithmetic, labels, scores
from cpsim.scoring.lines import (
    Code,
    Figure,
    Flag,
    Line,
    LineId,
    LineState,
    Movement,
    Profile,
    Shift,
    Weights,
)

JERSEY = Path(__file__).parents[2] / "frameworks" / "jersey.yaml"


@pytest.fixture(scope="module")
def framework() -> Framework:
    """The shipped framework, for the names of levels and plans."""
    loaded = load_framework(JERSEY).value
    assert loaded is not None
    return loaded


def keyed(item: Item, *accepted: str, preferred: str | None = None) -> KeyItem:
    """A key item for the one child."""
    return KeyItem(
        Address(item, "c1"), Stage.AFTER, accepted, clean("because"), ("HV-01",), preferred=preferred
    )


def line(line_id: LineId = LineId.LEVEL, code: Code = Code.AS_KEY, **more: Figure) -> Line:
    """A complete line with one answer beside a key, and the figures given."""
    item = Item.LEVEL if line_id is LineId.LEVEL else Item.LIKELY
    return Line(
        id=line_id,
        child="c1",
        setting=None,
        state=LineState.COMPLETE,
        code=code,
        score=2 / 3,
        answers=(Answer(Address(item, "c1"), "3"),),
        keys=(keyed(item, "4"),),
        cited=(),
        figures=tuple(more.items()),
    )


@pytest.mark.parametrize(
    ("code", "distance", "words"),
    [
        (Code.UNDER, -1, "One level below the key."),
        (Code.UNDER, -2, "2 levels below the key."),
        (Code.OVER, 1, "One level above the key."),
        (Code.OVER, 3, "3 levels above the key."),
        (Code.SAFER, 1, "One point safer than the key's band."),
        (Code.LESS_SAFE, -2, "2 points less safe than the key's band."),
        (Code.AS_KEY, 0, "The same as the key."),
    ],
)
def test_words_for_a_distance(code: Code, distance: int, words: str) -> None:
    """Too low and too high are said alike, with the number of levels."""
    assert scores.sentence(line(code=code, distance=distance)) == words


def test_too_low_and_too_high_differ_in_one_word() -> None:
    """Neither direction is said with more weight than the other."""
    low, high = (scores.sentence(line(code=code, distance=2)) for code in (Code.UNDER, Code.OVER))
    assert low.replace("below", "above") == high
    flags = (scores.FLAGS[Flag.UNDER_INTERVENTION], scores.FLAGS[Flag.OVER_INTERVENTION])
    assert flags[0].replace("the child", "the family").replace("less", "more") == flags[1]


def test_one_of_several_accepted_answers() -> None:
    """A range is called a range."""
    one = replace(line(), keys=(keyed(Item.LEVEL, "3", "4"),))
    assert scores.sentence(one) == "Among the answers the key takes."


@pytest.mark.parametrize(
    ("code", "met", "key_met", "words"),
    [
        (Code.AS_KEY, "met", "met", "Your two answers meet the threshold, and so do the key's."),
        (
            Code.AS_KEY,
            "not_met",
            "not_met",
            "Your two answers do not meet the threshold, and nor do the key's.",
        ),
        (Code.OVER, "met", "not_met", "Your two answers meet the threshold; the key's do not."),
        (Code.UNDER, "not_met", "met", "Your two answers do not meet the threshold; the key's do."),
        (
            Code.AS_KEY,
            "met",
            "either",
            "By the key's answers the threshold may be met or not; yours are among them.",
        ),
    ],
)
def test_words_for_the_threshold(code: Code, met: str, key_met: str, words: str) -> None:
    """What follows from the two answers beside what follows from the key's."""
    assert scores.sentence(line(LineId.THRESHOLD, code, met=met, key_met=key_met)) == words


def test_words_for_the_direction(framework: Framework) -> None:
    """The direction is named on both sides."""
    one = line(LineId.DIRECTION, Code.UNDER, direction="same", key_direction="rises")
    assert scores.sentence(one) == "You see the risk staying as it is; the key sees it rising."
    assert (scores.given(one, framework), scores.key(one, framework)) == ("staying as it is", "rising")
    same = line(LineId.DIRECTION, direction="rises", key_direction="rises")
    assert scores.sentence(same) == "You see the risk rising, and so does the key."
    assert scores.given(line(LineId.DIRECTION), framework) == "–"


def test_words_for_several_answers() -> None:
    """Hits and extras are counted in words."""
    one = line(LineId.CATEGORY, Code.SEVERAL, TP=1, FN=1, FP=2)
    assert scores.sentence(one) == "1 of the 2 the key names, and 2 it does not."


@pytest.mark.parametrize("code", sorted(set(scores.PLAIN)))
def test_every_other_code_has_its_sentence(code: Code) -> None:
    """A code without figures is one whole sentence."""
    assert scores.sentence(line(code=code)).endswith(".")


def test_every_code_state_flag_and_movement_has_words(framework: Framework) -> None:
    """Nothing that scoring can say is without words."""
    ordered = {Code.AS_KEY, Code.UNDER, Code.OVER, Code.SAFER, Code.LESS_SAFE, Code.SEVERAL}
    assert set(scores.PLAIN) | ordered == set(Code)
    assert set(scores.FLAGS) == set(Flag)
    assert set(scores.MOVEMENTS) == set(Movement)
    assert set(scores.NAMES) == set(LineId)
    talk = replace(line(), state=LineState.DISCUSSION_ONLY, score=None)
    assert "Something to talk about" in scores.sentence(talk)
    assert scores.row(talk, framework).number == ""


def test_a_limb_that_differs_is_named(framework: Framework) -> None:
    """The threshold line says which of the two answers differs from the key's."""
    at = Address(Item.SUFFERED, "c1")
    one = replace(
        line(LineId.THRESHOLD, met="met", key_met="met"),
        answers=(Answer(at, "cannot_say"), Answer(Address(Item.LIKELY, "c1"), "yes")),
        keys=(keyed(Item.SUFFERED, "yes"), keyed(Item.LIKELY, "yes")),
        flags=(Flag.COUNTED_AS_NO,),
    )
    notes = scores.notes(one, framework)
    assert notes[0] == (
        "Has suffered significant harm: you say \u201ccannot yet say\u201d, the key says \u201cyes\u201d."
    )
    assert "counts as a no" in notes[1]
    assert scores.given(one, framework) == (
        "has suffered significant harm: cannot yet say; is likely to suffer it: yes"
    )


def test_an_open_key_corrects_nobody(framework: Framework) -> None:
    """Where the key takes yes and no, no answer differs from it."""
    one = replace(
        line(LineId.THRESHOLD),
        answers=(Answer(Address(Item.LIKELY, "c1"), "cannot_say"),),
        keys=(keyed(Item.LIKELY, "yes", "no"),),
    )
    assert scores.notes(one, framework) == ()


def test_a_row_puts_words_first_and_the_arithmetic_last(framework: Framework) -> None:
    """All there is to show of a line, with the score and how it came about in words."""
    one = replace(
        line(code=Code.UNDER, distance=-1, steps=3, weight=1.0), flags=(Flag.NOT_PREFERRED,), cited=("HV-01",)
    )
    row = scores.row(replace(one, keys=(keyed(Item.LEVEL, "3", "4", preferred="4"),)), framework)
    assert row.name == "Level of need"
    assert row.given == labels.level("3", framework)
    assert row.key.endswith(" or " + labels.level("4", framework))
    preferred = labels.level("4", framework)
    assert row.notes == (f"The key would rather say {preferred}, and takes yours as well.",)
    assert row.reasons == (clean("because"),)
    assert row.cites == row.cited == ("HV-01",)
    assert row.number == "0.6667"
    assert row.arithmetic == "0.6667: 1 level from the key, and each takes off 1/3 of 1"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (
            line(
                LineId.THRESHOLD,
                met="met",
                key_met="met",
                M=1.0,
                S=0.5,
                L=1.0,
                share_M=0.5,
                share_S=0.25,
                share_L=0.25,
            ),
            (
                "half for whether the threshold is met (as the key: 0.5), a quarter for “has suffered” (half of it "
                "earned: 0.125), a quarter for “is likely” (as the key: 0.25)"
            ),
        ),
        (
            line(LineId.THRESHOLD, Code.OVER, M=0.4, S=0.0, L=0.0, share_M=0.6, share_S=0.0, share_L=0.4),
            (
                "0.6 for whether the threshold is met (0.4 of it earned: 0.24), 0.4 for “is likely” (not as the "
                "key: 0)"
            ),
        ),
        (line(distance=0, steps=3, weight=1.0), "whole, for an answer within the key's range"),
        (
            replace(line(code=Code.OVER, distance=2, steps=3, weight=2.0), score=0.0),
            "2 levels from the key, and each takes off 2/3 of 1, and nothing is left",
        ),
        (
            line(LineId.SCALE, Code.SAFER, distance=1, steps=5, weight=1.0),
            "1 point from the key's band, and each takes off 1/5 of 1",
        ),
        (line(LineId.STATUS), "whole, for an answer the key takes"),
        (line(LineId.STATUS, Code.DEFENSIBLE), "half, for an answer the key gives a reason for"),
        (
            line(LineId.CATEGORY, Code.OTHER),
            "nothing, for an answer the key neither takes nor gives a reason for",
        ),
        (
            line(LineId.CATEGORY, Code.SEVERAL, TP=1, FN=1, FP=2),
            (
                "1 of the key's named, 1 missed, 2 beyond it: one named counts 5, one missed 4, one beyond 1, so 5 "
                "of 11"
            ),
        ),
        (
            line(
                LineId.DIRECTION,
                direction="rises",
                key_now=2.5,
                key_if_nothing_changes=3.5,
                key_direction="rises",
            ),
            "whole, for the key's direction; the key's is from 2.5 now to 3.5 later (1 low, 4 very high)",
        ),
    ],
)
def test_how_a_score_came_about_is_a_sentence(made: Line, words: str) -> None:
    """Whoever never saw a formula can follow it, and every figure stands in it."""
    assert arithmetic.how(made) == words


@pytest.mark.parametrize(
    ("score", "text"), [(1.0, "1.00"), (0.875, "0.875"), (2 / 3, "0.6667"), (0.5, "0.50"), (0.0, "0.00")]
)
def test_a_score_has_two_decimals_or_as_many_as_it_needs(
    framework: Framework, score: float, text: str
) -> None:
    """Nothing is rounded away that changes the sum."""
    assert scores.row(replace(line(), score=score), framework).number == text


@pytest.mark.parametrize("code", sorted(scores.NO_DIRECTION))
def test_a_direction_that_is_missing_says_why(code: Code) -> None:
    """Both risks are needed, and which of the four is missing is said."""
    words = scores.sentence(line(LineId.DIRECTION, code))
    assert words.startswith("Incomplete: it follows from both risks, and ")
    assert words.endswith(".")


@pytest.fixture
def make_profile() -> Callable[..., Profile]:
    """Makes a profile without lines."""

    def make(opinion_of: int = 1, weights: Weights | None = None) -> Profile:
        return Profile(1, "jersey", None, clean("Somebody."), opinion_of, weights or Weights(), (), (), ())

    return make


def test_a_key_is_labelled_as_what_it_is(make_profile: Callable[..., Profile]) -> None:
    """One facilitator's key is one opinion."""
    assert scores.opinion(make_profile(1)) == "one facilitator's opinion"
    assert scores.opinion(make_profile(4)) == "the agreed opinion of 4 facilitators"


def test_the_footer_names_unequal_weights(make_profile: Callable[..., Profile]) -> None:
    """What scores are not always stands there; weights that reward one direction are never silent."""
    plain = scores.footer(make_profile())
    assert any("no total" in words for words in plain)
    unequal = scores.footer(make_profile(weights=Weights(2, 1)))
    assert unequal[: len(plain)] == plain
    assert "too low weighs 2 here and a level too high 1" in unequal[-1]


def test_a_shift_in_words(framework: Framework) -> None:
    """First, then second, and where that leads; without a comparison only the two."""
    at = Address(Item.RISK, "c1", None, Horizon.NOW)
    moved = Shift(at, ("4",), ("3",), Movement.MOVED_TOWARD)
    assert scores.shift(moved, framework, ()) == (
        "Risk now: very high, then high. Moved towards the key for all folders."
    )
    assert scores.shift(replace(moved, movement=None), framework, ()) == "Risk now: very high, then high."
