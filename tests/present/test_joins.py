"""What the folders show together, when all of them lie open."""

from conferences import jayden, random_conference

from cpsim.conference import events as e
from cpsim.present import key
from cpsim.session.host import Host


def _page(host: Host, seat: str) -> str:
    lines = key.key_part(2, host.delivered(seat), host.view(seat), host.book, numbers=False)
    return "\n".join(line.text for line in lines)


def test_every_join_and_every_clash_of_the_case_stands_on_the_page() -> None:
    """Joins first, then what does not fit together, then what backs each other, each in the author's words."""
    host = random_conference(jayden(), 3, "gp").host
    page, case = _page(host, "s6"), host.content.scenario
    parts = (
        [one.statement for one in case.insights],
        [one.says for one in case.clashes],
        [one.says for one in case.corroborations],
    )
    places = [[page.index(str(words)) for words in part] for part in parts]
    assert [len(part) for part in places] == [11, 8, 6]
    assert max(places[0]) < min(places[1])
    assert max(places[1]) < min(places[2])


def test_what_lacks_a_piece_comes_first() -> None:
    """Of each part what the table could not put together stands before what it heard in full."""
    host = random_conference(jayden(), 3, "gp").host
    page, case, board = _page(host, "s6"), host.content.scenario, host.view("s6").board
    for links in (case.clashes, case.corroborations):
        lacking = {
            page.index(str(link.says)): not all(fact in board for fact in link.facts) for link in links
        }
        order = [lacking[place] for place in sorted(lacking)]
        assert order == sorted(order, reverse=True)
        for link in links:
            ring = "●" if all(fact in board for fact in link.facts) else "○"
            assert f"{ring} {link.says}" in page


def test_a_piece_says_who_held_it_and_whether_it_was_said() -> None:
    """A ring before each item tells what was said; of a clash those that were not are named alone."""
    host = random_conference(jayden(), 3, "gp").host
    view = host.view("s6")
    facts = {fact.id: fact for part in host.content.scenario.slices for fact in part.facts}
    page = _page(host, "s6")
    for insight in host.content.scenario.insights:
        heard = [[fact for fact in group if fact in view.board] for group in insight.needs]
        assert f"{'●' if all(heard) else '○'} {insight.statement}" in page
        for said, group in zip(heard, insight.needs, strict=True):
            ring, fact = ("●", said[0]) if said else ("○", group[0])
            assert all(heard) or f"{ring}{facts[fact].short}" in page
    clash = host.content.scenario.clashes[0]
    told = page.split(str(clash.says))[1].split("\n")[1]
    for name in clash.facts:
        assert (f"○{facts[name].short}" in told) is (name not in view.board)
    assert "it may have come up in other words" in page


def test_questions_are_asked_without_saying_that_nobody_knew() -> None:
    """Each stands with who could say, and some may have been answered: the page does not guess which."""
    host = random_conference(jayden(), 3, "gp").host
    lines = key.key_part(3, host.delivered("s6"), host.view("s6"), host.book, numbers=False)
    page = "\n".join(line.text for line in lines)
    for gap in host.content.scenario.gaps:
        assert f"{gap.question} ({gap.who})" in page
    assert "nobody" not in lines[0].text.lower()
    assert "Some may have been answered at the table, in a folder or in a letter" in page


def test_none_of_it_is_there_before_the_key_is_opened() -> None:
    """The page is empty for every seat until its step of the debrief."""
    host = random_conference(jayden(), 3, "gp", until="D4").host
    assert not [emission for emission in host.log if isinstance(emission.event, e.KeyOpened)]
    assert _page(host, "s6") == ""
