"""Laws under other procedures and other families: everything an area or a pack may say is only data."""

from dataclasses import replace
from random import Random

from conferences import FixedDates, examples, jayden, random_conference, seats
from hypothesis import given
from hypothesis import strategies as st

from cpsim.conference import acts as a
from cpsim.conference import agenda, rules
from cpsim.conference import events as e
from cpsim.conference.agenda import steps_of
from cpsim.conference.offers import Offer
from cpsim.model.case import Child
from cpsim.model.content import Content
from cpsim.model.framework import Asked, Scale, Source
from cpsim.model.judgement import Answer
from cpsim.model.said import clean
from cpsim.model.words import Category, Item, Stage
from cpsim.present import key, transcript
from cpsim.session.host import Host
from cpsim.session.simulate import simulate_once

PLAYED = [("health_visitor",), ("chair", "gp"), ()]
SOURCE = Source("A", "made up")


def elsewhere() -> Content:
    """A brother and a child not yet born, in an area with a scale, several categories and likely harm alone.

    The sealed judgements are not shown before the decision there.
    """
    content = jayden()
    area = content.framework
    scaled = Asked(Item.SCALE, None, clean("How safe?"), per_setting=True)
    framework = replace(
        area,
        threshold="likely",
        category_choice="several",
        scale=Scale(0, 10, clean("none"), clean("enough"), SOURCE),
        before=replace(area.before, asks=(*area.before.asks, scaled)),
        after=replace(area.after, asks=(*area.after.asks, scaled)),
        steps=tuple(replace(step, reveals=None) for step in area.steps),
    )
    family = (
        Child("c1", clean("Jayden"), clean("four")),
        Child("c2", clean("Robin"), clean("not born yet"), unborn=True),
    )
    scenario = replace(content.scenario, children=family)
    return replace(content, framework=framework, scenario=scenario)


@examples(4)
@given(seed=st.integers(0, 10**9), played=st.sampled_from(PLAYED))
def test_a_conference_of_two_children_elsewhere_comes_to_its_end(seed: int, played: tuple[str, ...]) -> None:
    """Whoever plays: each child is judged and decided on, and nobody gets stuck."""
    host = random_conference(elsewhere(), seed, *played, most=1500).host
    assert host.state.public.step == steps_of(host.book)[-1].id
    assert set(host.state.public.decisions) == {"c1", "c2"}
    for child, decided in host.state.public.decisions.items():
        assert decided.met == (decided.likely == "yes"), child
    unborn = host.state.public.decisions["c2"]
    assert unborn.suffered == "not_applicable"


def test_simulated_people_hold_it_alone() -> None:
    """Every seat simulated, the same conference ends with a judgement for each child and each place."""
    host = simulate_once(elsewhere(), 3, FixedDates())
    sealed = host.view("s3").own.sealed[Stage.AFTER].answers
    places = {(one.at.child, one.at.setting) for one in sealed if one.at.item is Item.SCALE}
    assert places == {(child, place) for child in ("c1", "c2") for place in ("where_now", "as_before")}


def test_several_categories_can_be_sealed_where_the_area_has_several() -> None:
    """They stand as several answers at one address, each once; an area with one category takes one."""
    for content, taken in ((elsewhere(), True), (jayden(), False)):
        host = random_conference(content, 5, "gp", until="J10").host
        gp = next(seat.id for seat in host.state.public.seats if seat.role == "gp")
        act = _with_categories(host, gp, Category.NEGLECT, Category.PHYSICAL)
        assert (rules.refused(host.book, host.view(gp), act) is None) is taken
        twice = _with_categories(host, gp, Category.NEGLECT, Category.NEGLECT)
        assert rules.refused(host.book, host.view(gp), twice) is not None


def _with_categories(host: Host, seat: str, *named: Category) -> a.Seal:
    """A ballot for a plan, with these categories for every child."""
    made = rules.offer(host.book, host.view(seat), "seal")
    assert isinstance(made, Offer)
    answers = []
    for ask in made.field("answers").asks:
        values = named if ask.at.item is Item.CATEGORY else ask.choices[:1]
        answers += [Answer(ask.at, value) for value in values]
    return a.Seal("after", tuple(answers))


def test_what_the_agenda_did_not_show_is_shown_in_the_debrief() -> None:
    """Judgements that the area does not show before the decision are shown with the first ones."""
    host = random_conference(elsewhere(), 2, "gp").host
    shown: list[tuple[str, str]] = []
    step = ""
    for emission in host.log:
        if isinstance(emission.event, e.StepEntered):
            step = emission.event.step
        if isinstance(emission.event, e.JudgementsShown):
            shown.append((step, emission.event.stage))
    assert shown == [("D4", "before"), ("D4", "after")]


def test_everything_can_be_said_in_words() -> None:
    """The transcript and the key of such a conference are written for every seat without a slip."""
    host = random_conference(elsewhere(), 7, "health_visitor", "chair").host
    random = Random(7)
    for seat in random.sample(list(seats(host)), 4):
        log, view = host.delivered(seat), host.view(seat)
        assert transcript.whole(log, host.book, seat)
        for part in range(len(key.PARTS)):
            assert key.key_part(part, log, view, host.book, numbers=True)
    assert agenda.in_debrief(host.state.public.step)
