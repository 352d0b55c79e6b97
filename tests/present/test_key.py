"""The page of the judgements: the key, what was decided and one's own answer beside each other."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from conferences import jayden, random_conference, role_seat

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.content import Options
from cpsim.model.judgement import Address, Answer
from cpsim.model.words import Horizon, Item, Stage
from cpsim.present import key
from cpsim.session.host import Host

LEVEL, SUFFERED, LIKELY = (Address(item, "c1") for item in (Item.LEVEL, Item.SUFFERED, Item.LIKELY))
NOW = Address(Item.RISK, "c1", horizon=Horizon.NOW)
LATER = Address(Item.RISK, "c1", horizon=Horizon.IF_NOTHING_CHANGES)
PLAN = Address(Item.STATUS, "c1")
KEYED = {LEVEL: "4", SUFFERED: "yes", LIKELY: "yes", NOW: "2", LATER: "4", PLAN: "protection_plan"}


@cache
def _host(options: Options | None = None) -> Host:
    return random_conference(jayden(options), 3, "health_visitor").host


def _sealed(host: Host, before: dict[Address, str], after: dict[Address, str]) -> View:
    """The health visitor's view, with these two judgements sealed instead of its own."""
    me = role_seat(host, "health_visitor")

    def ballot(stage: Stage, values: dict[Address, str]) -> e.BallotSealed:
        answers = tuple(Answer(at, value) for at, value in values.items())
        return e.BallotSealed(me, stage, answers, ("HV-17", "HV-19"), None, None)

    view = host.view(me)
    sealed = {str(stage): ballot(stage, values) for stage, values in zip(Stage, (before, after), strict=True)}
    return replace(view, own=replace(view.own, sealed=sealed))


def _page(host: Host, view: View, *, numbers: bool = False, log: Iterable[e.Event] | None = None) -> str:
    events = list(host.delivered(view.me) if log is None else log)
    lines = key.key_part(key.JUDGEMENTS, events, view, host.book, numbers=numbers)
    return "\n".join(line.text for line in lines)


def _block(page: str, name: str) -> str:
    """The lines under one heading of the page."""
    return page.split(f"\n{name}\n")[1].partition("\n\n")[0]


def test_the_two_keys_are_told_apart() -> None:
    """A first judgement off the key for its folder may stay with the key for all: each line names its key."""
    host = _host()
    page = _page(host, _sealed(host, {NOW: "2", LEVEL: "2"}, {**KEYED, NOW: "2"}))
    assert "Level of need: you level 2; the key for your folder level 3 or level 4" in page
    assert "beside the key for your own folder alone" in page
    assert "Risk now: you moderate; the key for your folder high or very high" in page
    way = page.split("by the key for all folders\n")[1]
    assert "Stayed with it: risk now." in way
    assert "the key" not in way.split("Stayed with it")[1]


def test_a_move_is_measured_by_the_key_for_all_folders() -> None:
    """Nearer, away, with and apart, each once, and not by the key for the own folder."""
    host = _host()
    before = {LEVEL: "2", SUFFERED: "yes", LIKELY: "yes", NOW: "1", LATER: "1"}
    after = {**KEYED, SUFFERED: "no", NOW: "1", LATER: "3"}
    way = _page(host, _sealed(host, before, after)).split("by the key for all folders\n")[1]
    assert "Moved towards it: level of need; risk if nothing changes." in way
    assert "Moved away from it: has suffered significant harm." in way
    assert "Stayed with it: is likely to suffer it." in way
    assert "Stayed apart from it: risk now." in way


@pytest.mark.parametrize(("accepted", "stays"), [(("yes", "no"), False), (("yes", "no", "cannot_say"), True)])
def test_an_open_answer_stays_with_the_key_only_where_the_key_takes_it(
    accepted: tuple[str, ...], stays: bool
) -> None:
    """A key that takes both sides does not by that take 'cannot yet say'."""
    host = _host()
    view = _sealed(host, {LIKELY: "no"}, {**KEYED, LIKELY: "cannot_say"})

    def changed(event: e.Event) -> e.Event:
        if not isinstance(event, e.KeyOpened):
            return event
        items = [replace(item, accepted=accepted) if item.at == LIKELY else item for item in event.items]
        return replace(event, items=tuple(items))

    way = _page(host, view, log=map(changed, host.delivered(view.me))).split("by the key for all folders\n")[
        1
    ]
    assert ("Stayed with it: is likely to suffer it." in way) is stays
    assert ("leaves it open: is likely to suffer it." in way) is not stays


def test_what_was_decided_stands_between_the_key_and_ones_own_answer() -> None:
    """The conference's decision on threshold and plan is there for everybody, an observer too."""
    played, watched = _host(), random_conference(jayden(), 3).host
    watching = next(seat.id for seat in watched.state.public.seats if seat.role is None)
    for host, view in ((played, _sealed(played, {}, KEYED)), (watched, watched.view(watching))):
        decided = host.state.public.decisions["c1"]
        page = _page(host, view)
        met = "so it is met" if decided.met else "so it is not met"
        assert met in _block(page, "Threshold")
        same = decided.status == "protection_plan"
        assert ("decided:   the same" in _block(page, "Plan")) is same
    assert "you: " not in _page(watched, watched.view(watching))


def test_with_scores_off_no_answer_is_called_the_same() -> None:
    """Every answer stands in full, and every item the key rests on."""
    host = _host(Options(scores=False))
    page = _page(host, _sealed(host, {}, KEYED))
    assert "the same" not in page
    assert "you:       yes" not in page
    assert "you:       Child protection plan" in page
    assert "items, " not in _block(page, "Plan")


def test_a_direction_that_does_not_follow_is_on_the_page_with_why() -> None:
    """Whoever could not yet say one of the risks reads that, and is not left without the line."""
    host = _host()
    block = _block(_page(host, _sealed(host, {}, {**KEYED, NOW: "cannot_say"})), "From now to later")
    assert "Incomplete: it follows from both risks, and you could not yet say one of them." in block
    assert "it follows from both risks" not in _page(host, _sealed(host, {}, KEYED))
    unanswered = _block(_page(host, _sealed(host, {}, KEYED)), "Category")
    assert "you:       Incomplete: this was not answered." in unanswered


def test_every_label_is_apart_from_its_words() -> None:
    """The longest label of the column has a space after it like the others."""
    host = _host()
    page = _page(host, _sealed(host, {}, KEYED), numbers=True)
    labels = ("the key", "decided", "you", "because", "rests on", "you cited", "score")
    for label in labels:
        assert f"\n{label}: " in page
        assert f"\n{label}:" not in page.replace(f"\n{label}: ", "")


def test_what_was_said_is_named_with_the_numbers_alone() -> None:
    """At first items are counted, and what the table did not hear stands once for all judgements."""
    host = _host()
    view = _sealed(host, {}, KEYED)
    opened = next(event for event in host.delivered(view.me) if isinstance(event, e.KeyOpened))
    after = [item for item in opened.items if item.stage == Stage.AFTER and item.framework is None]
    short, full = (_page(host, view, numbers=numbers) for numbers in (False, True))
    cites = {fact for item in after for fact in item.cites if item.at in KEYED}
    shorts = {fact.id: fact.short for part in host.content.scenario.slices for fact in part.facts}
    for fact in cites:
        ring = "●" if fact in view.board else "○"
        assert f"{ring}{shorts[fact]}" in full
        assert short.count(f"○{shorts[fact]}") == (fact not in view.board)
    plan = next(item for item in after if item.at == PLAN)
    said = [fact for fact in plan.cites if fact in view.board]
    assert f"rests on:  {len(plan.cites)} items, {len(said)} said" in _block(short, "Plan")
    assert "did not hear" not in full
