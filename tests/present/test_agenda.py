"""Where one is, whose floor it is, and about how long is left."""

from dataclasses import replace

from conferences import jayden, opened

from cpsim.conference.agenda import steps_of
from cpsim.conference.minutes import WELCOME, minutes_of
from cpsim.conference.view import Question, View
from cpsim.model.content import Options
from cpsim.present import agenda


def _at(step: str, role: str = "health_visitor", **changes: object) -> View:
    host = opened(jayden(), role)
    seat = host.state.public.seat_of(role)
    assert seat is not None
    view = host.view(seat.id)
    return replace(view, public=replace(view.public, step=step, **changes))  # type: ignore[arg-type]


def test_the_time_left_runs_down_to_one_minute() -> None:
    """The whole is the pace's minutes; each step leaves no more than the one before."""
    book = jayden().book
    left = [agenda.minutes_left(step.id, book) for step in steps_of(book)]
    assert left[0] == book.pace.minutes_alone
    assert left == sorted(left, reverse=True)
    assert left[-1] == 1


def test_a_table_has_the_time_of_a_table() -> None:
    """Round one table the whole but for the welcome is left at the first step, and each step takes its minutes."""
    book = jayden(Options(alone=False)).book
    assert agenda.minutes_left("P", book) == 90 - 5
    assert agenda.minutes_left("J6", book) - agenda.minutes_left("J7", book) == 24
    assert agenda.minutes_left("J1", book) == agenda.minutes_left("J5", book)
    left = [agenda.minutes_left(step.id, book) for step in steps_of(book)]
    assert left == sorted(left, reverse=True)
    unnamed = replace(book, pace=replace(book.pace, minutes_table=0, times=()))
    welcome = minutes_of(unnamed.pace, unnamed)[WELCOME]
    assert agenda.minutes_left("P", unnamed) == 2 * book.pace.minutes_alone - welcome


def test_a_shorter_pace_leaves_less_time() -> None:
    """The same step has fewer minutes before it at the short pace."""
    short = jayden(Options(pace="short")).book
    assert agenda.minutes_left("J6", short) < agenda.minutes_left("J6", jayden().book)


def test_steps_shown_as_one_count_once() -> None:
    """The opening is one step of the whole, whichever of its parts is going on."""
    book = jayden().book
    places = {agenda.where(_at(step), book).number for step in ("J1", "J3", "J5")}
    assert places == {2}


def test_whose_floor_it_is() -> None:
    """The chair's, somebody's, one's own, or a question's."""
    book = jayden().book
    assert agenda.whose_floor(_at("J6"), book) == "the chair leads"
    assert agenda.whose_floor(_at("J6", floor="s2"), book) == "floor: the social worker"
    assert agenda.whose_floor(_at("J6", floor="s3"), book) == "you have the floor"
    asked = Question("s2", "s3", None, None)
    assert agenda.whose_floor(_at("J6", question=asked), book) == "a question to you"


def test_it_is_said_whether_the_table_waits_for_this_seat() -> None:
    """One's own floor is one's own to use; another's is not."""
    book = jayden().book
    assert agenda.where(_at("J6", floor="s3"), book).mine
    assert not agenda.where(_at("J6", floor="s2"), book).mine


def test_a_step_is_explained_to_everybody_alike() -> None:
    """Whoever leads and whoever waits read the same sentence, which speaks to neither of them alone."""
    book = jayden().book
    for step in book.framework.steps:
        assert "you " not in f"{step.explains} ".lower(), step.id
    assert agenda.where(_at("J1"), book).explains == agenda.where(_at("J1", role="chair"), book).explains


def test_no_step_announces_what_a_pace_leaves_out() -> None:
    """Neither a step that is kept nor a duty of somebody at the table speaks of what there is no time for."""
    for pace in jayden().scenario.paces:
        book = jayden(Options(pace=pace.id, alone=False)).book
        told = [str(step.explains) for step in steps_of(book)]
        told += [str(words) for card in book.roles for words in (*card.duties, *card.at_the_table)]
        names = [str(step.name) for step in book.framework.steps if step.id in pace.leaves_out]
        names += ["contingency", "circumstances change"] if "contingency" in pace.leaves_out else []
        assert [words for words in told for name in names if name.casefold() in words.casefold()] == []
