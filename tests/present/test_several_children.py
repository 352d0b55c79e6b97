"""A conference about two children, one of them unborn: every judgement says whose it is."""

from dataclasses import replace
from functools import cache

from conferences import do, jayden, opened, simulated

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference import rules
from cpsim.conference.agenda import in_debrief
from cpsim.conference.offers import Offer
from cpsim.model.case import Child
from cpsim.model.content import Content
from cpsim.model.said import clean
from cpsim.model.words import Stage
from cpsim.present import debrief, key, menu, outcome, titles
from cpsim.session import autopilot
from cpsim.session.host import Host

BORN, UNBORN = "Jayden", "Bump"


def _siblings() -> Content:
    """The shipped case with a second child who is not born yet, judged by the same key."""
    content = jayden()
    case = content.scenario
    second = Child("c2", clean(UNBORN), clean("not yet born"), unborn=True)
    items = tuple(replace(item, at=replace(item.at, child="c2")) for item in case.key.items)
    both = replace(case.key, items=(*case.key.items, *items))
    return replace(content, scenario=replace(case, children=(*case.children, second), key=both))


@cache
def _at_the_end() -> Host:
    host = opened(_siblings(), "gp")
    simulated(host)
    while not in_debrief(host.state.public.step):
        act = autopilot.act(host.book, host.view("s6"), host.chance)
        assert act is not None
        assert do(host, "s6", act) is None
        simulated(host)
    for _ in range(4):
        assert do(host, "s6", a.NextStep()) is None
    return host


def _log(host: Host) -> list[e.Event]:
    return list(host.delivered("s6"))


def _names_in(text: str) -> tuple[int, int]:
    return text.count(f"{BORN}: "), text.count(f"{UNBORN}: ")


def test_a_recommendation_has_a_paragraph_for_each_child() -> None:
    """What was said of one child never runs on into the other."""
    host = _at_the_end()
    spoken = next(event for event in _log(host) if isinstance(event, e.ViewSpoken))
    said = [line.text for line in outcome.lines(spoken, host.state.public, host.book, {})]
    assert [line.startswith(("For Jayden: ", "For Bump: ")) for line in said[:2]] == [True, True]
    assert "does not apply" not in said[0]
    assert "Has suffered significant harm: does not apply." in said[1]


def test_what_everybody_sealed_is_told_child_by_child() -> None:
    """Each question stands once for each child, with the name."""
    host = _at_the_end()
    shown = debrief.last(_log(host), e.JudgementsShown)
    assert shown is not None
    lines = outcome.spread_lines(shown.spreads, host.state.public, host.book)[1:]
    assert all(line.text.startswith((f"{BORN}: ", f"{UNBORN}: ")) for line in lines)


def test_before_and_after_and_the_key_name_the_child() -> None:
    """Both pages of the debrief say of every line whose it is, as often for one child as for the other."""
    host = _at_the_end()
    view, log = host.view("s6"), _log(host)
    pages = "\n".join(line.text for line in debrief.before_and_after(log, view, host.book))
    first, second = _names_in(pages)
    assert first == second > 0
    first, second = _names_in(
        "\n".join(line.text for line in key.key_part(key.JUDGEMENTS, log, view, host.book, numbers=True))
    )
    assert first > 0
    assert second > 0


def test_what_one_would_say_aloud_names_the_child() -> None:
    """The menu's short form of one's sealed judgement keeps the children apart."""
    host = opened(_siblings(), "gp")
    simulated(host)
    while host.state.public.floor != "s6" or "speak_view" not in rules.legal(host.book, host.view("s6")):
        act = autopilot.act(host.book, host.view("s6"), host.chance)
        assert act is not None
        assert do(host, "s6", act) is None
        simulated(host)
    view = host.view("s6")
    entries = menu.menu(view, host.book, rules.legal(host.book, view), lambda _name: None)
    hint = next(entry.hint for entry in entries if entry.id == menu.SAY_SEALED)
    assert hint.startswith(f"{BORN}: ")
    assert f". {UNBORN}: does not apply; " in hint


def test_the_children_are_asked_after_together() -> None:
    """One child is called by name, two are the children."""
    children = _siblings().scenario.children
    assert titles.whom(children[:1]) == clean(BORN)
    assert titles.whom(children) == "the children"


def test_nobody_settles_how_an_unborn_child_takes_part() -> None:
    """The chair is asked for the child who is born alone, and goes on once that is settled."""
    host = opened(_siblings(), "chair")
    simulated(host)
    while "decide_participation" not in rules.legal(host.book, host.view("s1")):
        offers = rules.legal(host.book, host.view("s1"))
        act = (
            a.NextStep() if "next_step" in offers else autopilot.act(host.book, host.view("s1"), host.chance)
        )
        assert act is not None
        assert do(host, "s1", act) is None
        simulated(host)
    made = rules.offer(host.book, host.view("s1"), "decide_participation")
    assert isinstance(made, Offer)
    assert made.field("child").choices == ("c1",)
    assert do(host, "s1", a.DecideParticipation("c1", "advocate")) is None
    assert "decide_participation" not in rules.legal(host.book, host.view("s1"))
    assert "next_step" in rules.legal(host.book, host.view("s1"))
    assert Stage.BEFORE in host.state.public.handed_in
