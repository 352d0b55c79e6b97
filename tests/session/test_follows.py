"""Items that are said after others: the order a simulated participant keeps, whatever a pack says of it."""

from dataclasses import replace

from conferences import jayden, opened, role_seat

from cpsim.model.content import Content
from cpsim.session.autopilot import speaking


def following(content: Content, role: str, after: dict[str, tuple[str, ...]]) -> Content:
    """`content` with other items that those of one folder follow, none of them restricted."""
    slices = []
    for part in content.scenario.slices:
        facts = tuple(replace(fact, follows=after.get(fact.id, ()), handling=()) for fact in part.facts)
        slices.append(replace(part, facts=facts) if part.role == role else part)
    return replace(content, scenario=replace(content.scenario, slices=tuple(slices)))


def said(content: Content, role: str, item: str) -> list[str]:
    """The items that go with one of a folder at the opening, by id, in the order they would be said."""
    host = opened(content)
    view = host.view(role_seat(host, role))
    fact = next(fact for fact in view.own.folder if fact.id == item)
    return [one.id for one in speaking._with_what_it_follows(speaking._sayable(view), fact)]


def test_what_it_follows_comes_first() -> None:
    """Each item once, after all that it follows."""
    after = {"GP-01": ("GP-02", "GP-03"), "GP-02": ("GP-04",), "GP-03": ("GP-04", "GP-02")}
    assert said(following(jayden(), "gp", after), "gp", "GP-01") == ["GP-04", "GP-02", "GP-03", "GP-01"]


def test_a_circle_ends() -> None:
    """Content kept by an older session may have items that follow each other; each is still said once."""
    after = {"GP-01": ("GP-02",), "GP-02": ("GP-03",), "GP-03": ("GP-01", "GP-03")}
    content = following(jayden(), "gp", after)
    assert said(content, "gp", "GP-01") == ["GP-03", "GP-02", "GP-01"]
    assert said(content, "gp", "GP-03") == ["GP-02", "GP-01", "GP-03"]


def test_many_ways_to_one_item_are_gone_once() -> None:
    """A folder in which everything follows everything before it takes no longer for that."""
    ids = [
        fact.id for part in jayden().scenario.slices if part.role == "health_visitor" for fact in part.facts
    ]
    dealt = ids[:18]
    after = {item: tuple(dealt[:number]) for number, item in enumerate(dealt)}
    content = following(jayden(), "health_visitor", after)
    assert said(content, "health_visitor", dealt[-1]) == dealt
