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
    said = [
        *(one.statement for one in case.insights),
        *(one.says for one in (*case.clashes, *case.corroborations)),
    ]
    places = [page.index(str(words)) for words in said]
    assert places == sorted(places)
    assert len(places) == 11 + 8 + 6


def test_a_piece_says_who_held_it_and_whether_it_was_said() -> None:
    """A ring before each item tells what the table heard from what stayed in a folder."""
    host = random_conference(jayden(), 3, "gp").host
    view, facts = (
        host.view("s6"),
        {fact.id: fact for part in host.content.scenario.slices for fact in part.facts},
    )
    clash = host.content.scenario.clashes[0]
    page = _page(host, "s6")
    for name in clash.facts:
        ring = "●" if name in view.board else "○"
        assert f"{ring}{facts[name].short}" in page


def test_none_of_it_is_there_before_the_key_is_opened() -> None:
    """The page is empty for every seat until its step of the debrief."""
    host = random_conference(jayden(), 3, "gp", until="D4").host
    assert not [emission for emission in host.log if isinstance(emission.event, e.KeyOpened)]
    assert _page(host, "s6") == ""
