"""The menu holds what is open, the most pressing first, and says of the rest why not."""

from dataclasses import replace

from conferences import do, jayden, opened, simulated

from cpsim.conference import rules
from cpsim.conference.acts import EndTurn, Seal
from cpsim.conference.agenda import in_debrief
from cpsim.conference.events import BallotSealed
from cpsim.conference.offers import Offer
from cpsim.conference.refusals import Refusal
from cpsim.model.judgement import Answer
from cpsim.model.said import clean
from cpsim.model.words import Stage
from cpsim.present import menu
from cpsim.session.host import Host


def _entries(host: Host, seat: str) -> tuple[menu.Entry, ...]:
    view = host.view(seat)
    return menu.menu(view, host.book, rules.legal(host.book, view), lambda name: _why_not(host, seat, name))


def _why_not(host: Host, seat: str, name: str) -> Refusal | None:
    made = rules.offer(host.book, host.view(seat), name)
    return made if isinstance(made, Refusal) else None


def _sealed(host: Host, seat: str, stage: Stage) -> None:
    offer = rules.legal(host.book, host.view(seat))["seal"]
    answers = tuple(
        Answer(ask.at, ask.choices[0]) for ask in offer.field("answers").asks if ask.only_if is None
    )
    assert do(host, seat, Seal(stage, answers)) is None


def test_what_waits_for_this_seat_stands_first() -> None:
    """Before the conference it is the judgement; on one's floor it is one's items."""
    host = opened(jayden(), "health_visitor")
    assert _entries(host, "s3")[0].id == "seal"
    _sealed(host, "s3", Stage.BEFORE)
    simulated(host)
    assert host.state.public.floor == "s3"
    assert [entry.id for entry in _entries(host, "s3")][:2] == ["share", "end_turn"]


def test_with_nothing_to_do_one_goes_on() -> None:
    """While others act there is still one choice that lets them."""
    host = opened(jayden(), "health_visitor")
    assert _entries(host, "s1")[-1].id != menu.GO_ON
    assert _entries(host, "s7")[0].id == menu.GO_ON


def test_what_is_shown_open_is_open() -> None:
    """Every entry without a reason is an offer, and every one with a reason is not."""
    host = opened(jayden(), "health_visitor")
    _sealed(host, "s3", Stage.BEFORE)
    for _ in range(30):
        simulated(host)
        if in_debrief(host.state.public.step):
            break
        for seat in host.state.public.seats:
            offers = rules.legal(host.book, host.view(seat.id))
            for entry in _entries(host, seat.id):
                if entry.id in (menu.GO_ON, menu.SAY_SEALED) or entry.id.startswith(menu.GIVE_FLOOR):
                    continue
                assert (entry.id in offers) == (not entry.not_now), (seat.id, entry.id)
        if host.state.public.floor == "s3" and "end_turn" in rules.legal(host.book, host.view("s3")):
            assert do(host, "s3", EndTurn(None)) is None
        else:
            break


def test_no_two_entries_share_a_key() -> None:
    """A letter chooses one thing."""
    host = opened(jayden(), "health_visitor")
    _sealed(host, "s3", Stage.BEFORE)
    simulated(host)
    keys = [entry.key for entry in _entries(host, "s3") if entry.key]
    assert len(set(keys)) == len(keys)


def test_a_reason_that_would_be_said_is_shown_and_can_be_kept() -> None:
    """With a reason sealed there are two ways to say it aloud, and the first shows how the reason begins."""
    host = opened(jayden(), "health_visitor")
    _sealed(host, "s3", Stage.BEFORE)
    view, offers = host.view("s3"), dict(rules.legal(host.book, host.view("s3")))
    offers["speak_view"] = Offer("speak_view")
    for reason, aloud in ((None, [menu.SAY_SEALED]), ("why " * 90, [menu.SAY_SEALED, menu.SAY_ANSWERS])):
        paper = BallotSealed("s3", Stage.AFTER, (), (), None, clean(reason) if reason else None)
        own = replace(view.own, sealed={**view.own.sealed, Stage.AFTER: paper})
        made = menu.menu(replace(view, own=own), host.book, offers, lambda name: None)
        assert [entry.id for entry in made][: len(aloud) + 1] == [*aloud, "speak_view"]
        assert ("why why" in made[0].hint) == (reason is not None)
        assert len(made[0].hint) < 200
        public = replace(view.public, shown=(Stage.AFTER,), handed_in={Stage.AFTER: ("s3",)})
        made = menu.menu(replace(view, own=own, public=public), host.book, offers, lambda name: None)
        assert "speak_view" not in [entry.id for entry in made]


def test_a_sentence_on_the_childs_day_is_announced_where_it_is_asked_for() -> None:
    """A first turn ends with it; a later one adds an item and gives the floor back."""
    host = opened(jayden(), "health_visitor")
    _sealed(host, "s3", Stage.BEFORE)
    simulated(host)
    view, offers = host.view("s3"), rules.legal(host.book, host.view("s3"))
    for turns, hint in ((0, "with a sentence on the child's day"), (1, "")):
        later = replace(view, public=replace(view.public, turns={"s3": turns}))
        made = menu.menu(later, host.book, offers, lambda name: None)
        assert [entry.hint for entry in made if entry.id == "end_turn"] == [hint]


def test_every_act_has_words() -> None:
    """No act is offered under its bare name."""
    for name in (*menu.PRESSING, *menu.ASIDE, "speak_view", menu.GO_ON, menu.SAY_SEALED, menu.SAY_ANSWERS):
        assert name in menu.LABELS


def test_the_page_of_reasons_has_the_rule_with_its_source() -> None:
    """What a rule of procedure refuses stands first, with the rule and where it is written."""
    host = opened(jayden(), "health_visitor")
    lines = menu.reasons(host.view("s3"), host.book, lambda name: _why_not(host, "s3", name))
    texts = [line.text for line in lines]
    first_rule = next(number for number, text in enumerate(texts) if text.startswith("The rule: "))
    assert first_rule <= 2
    assert any(text.startswith("Source: ") for text in texts)
