"""What the folders show together, when all of them lie open."""

from dataclasses import replace

from conferences import FixedClock, FixedDates, jayden, random_conference

from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.acts import EndNow, NextStep
from cpsim.conference.opening import table_seats
from cpsim.conference.parts import Seat
from cpsim.model.case import Insight
from cpsim.present import key
from cpsim.present.joins import BY_ONE, BY_ONE_MEANS
from cpsim.session.host import Host
from cpsim.store.memory import MemoryStore


def _page(host: Host, seat: str) -> str:
    lines = key.key_part(key.TOGETHER, host.delivered(seat), host.view(seat), host.book, numbers=False)
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
    lines = key.key_part(key.QUESTIONS, host.delivered("s6"), host.view("s6"), host.book, numbers=False)
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


# ---- few people, several roles


def _at_the_key(seats: tuple[Seat, ...]) -> Host:
    """A conference of these people that was ended at once, with its key open."""
    host = Host.open(
        "table1", jayden(), seats, seed=1, store=MemoryStore(), clock=FixedClock(), dates=FixedDates()
    )
    assert host.submit(seats[-1].id, "end", EndNow()) is None
    while not any(isinstance(emission.event, e.KeyOpened) for emission in host.log):
        assert agenda.in_debrief(host.state.public.step)
        assert host.submit(seats[-1].id, host.state.public.step, NextStep()) is None
    return host


def _noted(host: Host) -> set[str]:
    """The insights that stand as held by one person."""
    lines = _page(host, "s6").split("\n")
    noted = {line for line in lines if line.endswith(f"({BY_ONE})")}
    found = {one.id for one in host.content.scenario.insights if any(str(one.statement) in n for n in noted)}
    assert len(found) == len(noted)
    assert (BY_ONE_MEANS in lines) == bool(found)
    return found


def _needs_only(insight: Insight, *roles: str) -> bool:
    held = {fact.id for part in jayden().scenario.slices if part.role in roles for fact in part.facts}
    return held.issuperset(fact for group in insight.needs for fact in group)


def test_what_one_person_held_with_several_roles_is_listed_so() -> None:
    """Where few came and one sits on two seats, what both show together was for nobody else to bring."""
    taken = {"health_visitor": "anna", "gp": "anna", "chair": "ben", "designated_teacher": "carl"}
    host = _at_the_key(table_seats(jayden(), taken))
    insights = host.content.scenario.insights
    assert _noted(host) == {one.id for one in insights if _needs_only(one, "health_visitor", "gp")} == {"I2"}


def test_pieces_of_different_people_are_a_join_of_the_table() -> None:
    """With each role somebody else's, or simulated, nothing stands as held by one."""
    apart = {"health_visitor": "anna", "gp": "ben", "designated_teacher": "carl"}
    assert _noted(_at_the_key(table_seats(jayden(), apart))) == set()
    assert _noted(_at_the_key(table_seats(jayden(), {}))) == set()


def test_two_people_on_one_role_are_two_holders() -> None:
    """A piece that another seat of the same role holds as well could have come from there."""
    seats = table_seats(jayden(), {"health_visitor": "anna", "gp": "anna"})
    gp = next(seat for seat in seats if seat.role == "gp")
    second = replace(gp, id="s12", party="ben")
    assert _noted(_at_the_key((*seats[:-1], second, seats[-1]))) == set()
