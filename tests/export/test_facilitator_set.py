"""What the facilitator has on paper: times that add up, who plays what, what may arrive, looking after people."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conferences import jayden

from cpsim.conference.minutes import minutes_of, part_of
from cpsim.export.facilitator_people import folders, groups
from cpsim.export.running_order import Stop, stops, times
from cpsim.export.slips import FACILITATOR, slip_files
from cpsim.model.case import Insight
from cpsim.model.content import Content, Options
from cpsim.model.said import clean
from cpsim.present.agenda import minutes_left

PACES = {pace.id: pace for pace in jayden().scenario.paces}
SPEAKERS = 5
"""Professionals of the case who put items forward."""


def guide(content: Content | None = None) -> str:
    """The facilitator's set as text, with the spaces of wrapped lines made one."""
    return " ".join(slip_files(content or jayden(), html=False)[f"{FACILITATOR}/facilitator.txt"].split())


def changed(**parts: object) -> Content:
    """The same content with parts of its scenario exchanged."""
    return replace(jayden(), scenario=replace(jayden().scenario, **parts))  # type: ignore[arg-type]


def order() -> tuple[Stop, ...]:
    """Every stop of the area, whatever a pace leaves out."""
    book = jayden().book
    return stops(replace(book, pace=replace(book.pace, leaves_out=())), jayden().scenario.children)


@pytest.mark.parametrize(("pace", "whole"), [("short", 60), ("standard", 90), ("long", 180)])
def test_the_times_of_a_session_add_up(pace: str, whole: int) -> None:
    """Welcome, steps and break are the whole session to the minute, and every step that is kept has time."""
    known = times(PACES[pace], jayden().book, order())
    assert PACES[pace].at_table == whole
    assert known.welcome + sum(known.stops) + known.pause == whole
    untimed = [stop.steps[0].id for stop, time in zip(order(), known.stops, strict=True) if not time]
    assert untimed == [step for step in PACES[pace].leaves_out if step != "contingency"]
    assert bool(known.pause) == (whole == 180)


@pytest.mark.parametrize("pace", PACES)
def test_the_times_can_be_kept_by_as_many_as_they_are_meant_for(pace: str) -> None:
    """Speaking and asking, six sittings and five recommendations, leaving the role, and a debrief worth the name."""
    part = minutes_of(PACES[pace], jayden().book)
    people, plenty = PACES[pace].people, pace == "long"
    asking = people * PACES[pace].questions_table
    assert people == SPEAKERS + 1
    assert part["J6"] * 60 >= SPEAKERS * PACES[pace].speaking_seconds + asking * 30
    assert part["P"] * 60 >= 3 * 60 + people * 45
    assert part["J10"] * 60 >= people * 35 + SPEAKERS * 25
    assert part["D1"] >= 4
    debrief = sum(minutes for step, minutes in part.items() if step.startswith("D"))
    conference = sum(part.values()) - debrief - part["welcome"] - part["P"] - part.get("break", 0)
    assert debrief >= conference * (3 / 4 if plenty else 1 / 2)


def test_screen_and_paper_have_the_same_minutes() -> None:
    """What is left at a step on the screen of a table is what the set has from there to the end."""
    for name, pace in PACES.items():
        content = jayden(Options(pace=name, alone=False))
        known = times(pace, content.book, stops(content.book, content.scenario.children))
        kept = stops(content.book, content.scenario.children)
        for at, stop in enumerate(kept):
            left = sum(known.stops[at:]) + (0 if stop.debrief else known.pause)
            assert minutes_left(stop.steps[0].id, content.book) == left


def test_the_guide_has_the_minutes_of_the_paces() -> None:
    """The table of the facilitator's guide says of every step when it begins, as the pack has it."""
    text = (Path(__file__).parents[2] / "facilitator_guide.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (?:\d+ )?([^|]*?)(?:, [JD]\d+(?: to J\d+)?)? \| ([\d–/ a-z]+) \|", text, re.MULTILINE
    )
    told = {name: begins.split(" / ") for name, begins in rows if " / " in begins}
    for at, pace in enumerate(PACES.values()):
        minutes = minutes_of(pace, jayden().book)
        names = {part_of(stop.steps[0]): stop.name for stop in order()}
        names |= {"welcome": "Welcome", "break": "Break", "opening": "The opening"}
        for part, name in names.items():
            wanted = None if part not in minutes else str(sum_before(minutes, part))
            assert told[name][at] == (wanted or ("none" if part == "break" else "left out")), name


def sum_before(minutes: dict[str, int], part: str) -> int:
    """The minute at which a part begins."""
    parts = list(minutes)
    return sum(minutes[one] for one in parts[: parts.index(part)])


def test_a_step_left_out_takes_no_time() -> None:
    """What a pace leaves out has no minutes; one without minutes of its own shares its length out."""
    pace = replace(PACES["short"], leaves_out=("JA",), times=())
    known = times(pace, jayden().book, order())
    assert [stop.steps[0].id for stop, time in zip(order(), known.stops, strict=True) if not time] == ["JA"]
    assert known.welcome + sum(known.stops) == 60
    assert known.pause == 0
    assert "Short leaves out: “Anything to add?”, what happens if circumstances change." in guide()
    assert re.search(r"Anything to add\? left out \d", guide())


@pytest.mark.parametrize("pace", PACES)
def test_the_set_has_the_same_table_whichever_pace_is_printed(pace: str) -> None:
    """A step that these slips leave out has its minutes at the other paces, and no number."""
    text = guide(jayden(Options(pace=pace, alone=False)))
    assert re.search(r"(\d )?Anything to add\? left out 3 \(0:48\) 6 \(1:19\)", text)
    assert re.search(r"Closing 1 \(1:00\) 2 \(1:30\) 3 \(3:00\)", text)
    assert ("15 Closing 1" in text) == (pace == "short")
    assert "The minutes are meant for 6 people." in text


def test_a_pack_that_names_no_table_time_takes_twice_the_time_alone() -> None:
    """People talk, and the debrief is theirs."""
    assert replace(PACES["short"], minutes_table=0).at_table == 70


def test_the_set_says_when_every_step_is_over() -> None:
    """Each pace has its column, which ends with the session."""
    text = guide()
    assert "step Short, 60 min Standard, 90 min Long, 180 min" in text
    assert re.search(r"a break none none 10 \(1:57\)", text)
    assert re.search(r"Closing \d \(1:00\) \d \(1:30\) \d \(3:00\)", text)
    assert "Long has a break before the debrief" in text


def test_groups_of_two_to_eight_know_who_plays_what() -> None:
    """The folders of the case first, two to a person where few came; then the chair and the others."""
    found = {group.people: group for group in groups(jayden())}
    assert list(found) == [2, 3, 4, 5, 6, 7, 8]
    with_papers = {role for role, _ in folders(jayden())}
    assert with_papers == {"health_visitor", "housing_officer", "designated_teacher", "gp"}
    for people in (2, 3, 4):
        assert {role for roles in found[people].hands for role in roles} == with_papers
        assert len(found[people].hands) == people
        assert max(map(len, found[people].hands)) <= 2
    for people in (4, 5, 6, 7, 8):
        assert all(len(roles) == 1 for roles in found[people].hands)
    assert [found[people].hands[-1] for people in (5, 6, 7)] == [
        ("chair",),
        ("social_worker",),
        ("advocate",),
    ]
    assert (found[8].hands, found[8].spare) == (found[7].hands, 1)
    assert all("mother" not in roles for group in found.values() for roles in group.hands)


def test_a_parents_seat_is_offered_where_there_is_one() -> None:
    """Whoever finds no role left shares a seat, observes, or chooses to play family, if the case has any."""
    family = ("mother", "father")
    cast = tuple(seat for seat in jayden().scenario.cast if seat.role not in family)
    slices = tuple(part for part in jayden().scenario.slices if part.role not in family)
    assert "1 more shares a seat or observes (a parent's seat by choice)" in guide()
    alone = guide(changed(cast=cast, slices=slices))
    assert "1 more shares a seat or observes" in alone
    assert "parent's seat" not in alone


def test_an_insight_that_one_person_then_holds_is_named() -> None:
    """Two people cannot but hold one between them in this case; from three on every insight joins people."""
    found = {group.people: group for group in groups(jayden())}
    assert [insight.id for insight in found[2].alone] == ["I8"]
    assert all(found[people].alone == () for people in range(3, 9))
    assert re.search(r"Family doctor I8|I8 officer \+ Family doctor", guide())
    assert "I8. " in guide()


def test_two_slips_are_given_to_one_person_where_it_costs_least() -> None:
    """Of all ways to double, that one is taken which leaves the weightiest insights to several people."""
    costly = Insight("I1", 3, (("HV-01",), ("DT-01",)), clean("Only together."))
    cheap = Insight("I2", 1, (("HO-01",), ("GP-01",)), clean("Together too."))
    both = {group.people: group for group in groups(changed(insights=(costly, cheap)))}
    assert both[2].alone == ()
    assert both[3].alone == ()
    pair = next(roles for roles in both[2].hands if "health_visitor" in roles)
    assert "designated_teacher" not in pair


def test_a_case_of_few_folders_has_a_table_too() -> None:
    """With one folder the second person takes the chair; nobody is made up."""
    slices = tuple(part for part in jayden().scenario.slices if part.role in ("gp", "mother"))
    cast = tuple(seat for seat in jayden().scenario.cast if seat.role in ("chair", "gp", "mother"))
    content = changed(slices=slices, cast=cast, insights=())
    found = {group.people: group for group in groups(content)}
    assert found[2].hands == (("gp",), ("chair",))
    assert (found[8].hands, found[8].spare) == ((("gp",), ("chair",)), 6)


def test_a_case_of_many_folders_is_shared_out_quickly() -> None:
    """Twelve folders for two people: each takes two, and the smallest are played by the program."""
    base = jayden().scenario
    seat, part = base.cast[4], base.slice("housing_officer")
    assert part is not None
    names = [f"role_{number}" for number in range(12)]
    card = jayden().book.role("housing_officer")
    cast = (base.cast[0], *(replace(seat, role=name) for name in names))
    slices = tuple(
        replace(part, role=name, facts=part.facts[: number + 1]) for number, name in enumerate(names)
    )
    content = replace(
        changed(cast=cast, slices=slices, insights=()),
        roles=(*jayden().roles, *(replace(card, id=name) for name in names)),
    )
    found = {group.people: group for group in groups(content)}
    assert sorted(role for roles in found[2].hands for role in roles) == [
        "role_10",
        "role_11",
        "role_8",
        "role_9",
    ]
    assert found[2].hands[0] == ("role_11", "role_8")
    assert [len(roles) for roles in found[8].hands] == [1] * 8


def test_what_may_arrive_stands_in_the_set_with_its_moment() -> None:
    """Words to read out, the moment they are meant for, and that the author added them; on no slip."""
    files = slip_files(jayden(), html=True)
    text = guide()
    for one in jayden().scenario.injects:
        assert f"{one.title} To read out: {one.words} Meant for: {one.when}" in text
        assert all(str(one.title) not in files[name] for name in files if not name.startswith(FACILITATOR))
    assert "All of them were added by the author of this case" in text
    assert "WHAT MAY ARRIVE" not in guide(changed(injects=()))


def test_looking_after_people_has_a_page_of_its_own() -> None:
    """Somebody upset, and somebody who speaks of a real child: what to say and where it goes."""
    page = slip_files(jayden(), html=True)[f"{FACILITATOR}/facilitator.html"]
    own = page.partition('<h1 class="side">When somebody is upset')[2].partition('<h1 class="side">')[0]
    assert "Let us stop here for a moment" in own
    assert "999" in own
    assert "do not promise to keep it to yourself" in own
    rule = jayden().framework.rule("urgent_concern")
    assert rule is not None
    assert str(rule.text).replace("'", "&#39;") in own
