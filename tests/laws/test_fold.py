"""Laws of delivery: whole or nothing, one fold, and the order append, fold, deliver."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conferences import (
    bytes_of,
    do,
    examples,
    jayden,
    opened,
    random_conference,
    role_seat,
    round_a_table,
    seats,
    simulated,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference import rules
from cpsim.conference.codec import canonical
from cpsim.conference.events import EVENT_TYPES
from cpsim.conference.refusals import Why
from cpsim.conference.state import START, evolve, see
from cpsim.conference.view import Own, Public, View
from cpsim.conference.visibility import REACH, Reach, emit, reaches
from cpsim.model.content import Options
from cpsim.packs import load_content, locate
from cpsim.present.key import own_profile
from cpsim.session.host import Host
from cpsim.session.table import LocalLink
from cpsim.store.memory import MemoryStore
from cpsim.store.protocol import StoreProblem, Trouble
from cpsim.store.sqlite import SqliteStore

PLAYED = [("health_visitor",), ("chair",), ("gp", "social_worker"), (), ("designated_teacher", "mother")]


def test_every_event_type_says_how_far_it_may_go() -> None:
    """Default deny: an event type without an entry in the table of secrecy does not exist."""
    assert set(REACH) == set(EVENT_TYPES)


def test_an_event_for_some_cannot_be_emitted_to_everybody() -> None:
    """The table decides the reach, not the caller."""
    with pytest.raises(ValueError, match="ballot_sealed"):
        emit(e.BallotSealed("s1", "before", (), (), None, None))


def test_an_event_for_everybody_cannot_be_kept_from_some() -> None:
    """What all may know is never told to a few."""
    with pytest.raises(ValueError, match="floor_given"):
        emit(e.FloorGiven("s1"), "s2")


@examples(15)
@given(seed=st.integers(0, 10**9), played=st.sampled_from(PLAYED), table=st.booleans())
def test_a_view_is_the_fold_of_what_was_delivered(seed: int, played: tuple[str, ...], table: bool) -> None:
    """Folding only the events a seat was given makes exactly the view the host has of it."""
    host = random_conference(jayden(), seed, *played, table=table, most=2500).host
    for seat in seats(host):
        view = View(seat, Public(), Own())
        for emission in host.log:
            if reaches(emission, seat):
                view = see(view, emission)
        assert view == host.view(seat)


@examples(8)
@given(seed=st.integers(0, 10**9))
def test_a_log_that_was_asked_for_late_is_the_same(seed: int) -> None:
    """Whoever takes a link late finds what was delivered from the first event on."""
    early: list[list[e.Event]] = []

    def watch(host: Host) -> None:
        if not early:
            early.append(host.delivered("s4"))

    host = random_conference(jayden(), seed, "gp", each=watch).host
    host.logs.clear()
    assert early[0] == host.delivered("s4")


def test_what_cannot_be_stored_is_neither_folded_nor_delivered() -> None:
    """A full disk leaves the conference where it was; nothing is shown that is not kept."""

    class Full(MemoryStore):
        full = False

        def append(self, *args: object, **more: object) -> int:
            if self.full:
                raise StoreProblem(Trouble.FULL, "The disk is full.")
            return super().append(*args, **more)  # type: ignore[arg-type]

    store = Full()
    host = opened(jayden(), "gp", store=store)
    seat = role_seat(host, "gp")
    before, state = bytes_of(host, seat), host.state
    store.full = True
    with pytest.raises(StoreProblem):
        do(host, seat, a.TakeToChair("GP-02"))
    assert (bytes_of(host, seat), host.state) == (before, state)
    store.full = False
    assert do(host, seat, a.TakeToChair("GP-02")) is None


async def test_a_write_that_fails_after_it_was_kept_is_found_again() -> None:
    """The disk fails once the act lies on it: a retry finds it there, and another act is decided after it."""

    class Late(MemoryStore):
        late = False

        def append(self, *args: object, **more: object) -> int:
            kept = super().append(*args, **more)  # type: ignore[arg-type]
            if self.late:
                self.late = False
                raise StoreProblem(Trouble.FAILED, "The disk failed.")
            return kept

    for then, refusal in ((a.TakeToChair("GP-02"), None), (a.NextStep(), Why.ONLY_THE_CHAIR)):
        store = Late()
        host = opened(jayden(), "gp", store=store)
        link = LocalLink(host, role_seat(host, "gp"))
        store.late = True
        unsure = await link.send(a.TakeToChair("GP-02"))
        assert unsure is not None
        assert unsure.why is Why.NOT_STORED
        assert link.view().own.leaves == {}
        answer = await link.send(then)
        assert (answer and answer.why) == refusal
        assert list(link.view().own.leaves) == ["GP-02"]
        again = Host.resume(host.session, store=store, clock=host.clock, dates=host.dates)
        assert (again.state, again.log) == (host.state, host.log)


def test_the_same_act_twice_happens_once() -> None:
    """A retry after a cut finds the events already there."""
    host = opened(jayden(), "gp")
    seat = role_seat(host, "gp")
    assert host.submit(seat, "one", a.TakeToChair("GP-02")) is None
    events = len(host.log)
    assert host.submit(seat, "one", a.TakeToChair("GP-02")) is None
    assert len(host.log) == events


@examples(6)
@given(seed=st.integers(0, 10**9), played=st.sampled_from(PLAYED))
def test_a_resumed_session_is_the_session(seed: int, played: tuple[str, ...]) -> None:
    """From the store alone come the same state, the same logs and the same further play."""
    host = random_conference(jayden(), seed, *played, until="J9").host
    again = Host.resume(host.session, store=host.store, clock=host.clock, dates=host.dates)
    assert again.state == host.state
    assert [bytes_of(again, seat) for seat in seats(host)] == [bytes_of(host, seat) for seat in seats(host)]
    assert rules.legal(again.book, again.view("s1")) == rules.legal(host.book, host.view("s1"))


@examples(6)
@given(seed=st.integers(0, 10**9), played=st.sampled_from(PLAYED), table=st.booleans())
def test_the_same_acts_give_the_same_bytes(seed: int, played: tuple[str, ...], table: bool) -> None:
    """Replay: content, seed and acts fix every canonical event, audiences and all."""
    first = random_conference(jayden(), seed, *played, table=table, most=2500)
    begun = round_a_table if table else opened
    second = begun(jayden(), *played, seed=seed)
    for seat, act in first.acts:
        assert do(second, seat, act) is None
    for one, other in zip(first.host.log, second.log, strict=True):
        assert canonical(one.event, one.to) == canonical(other.event, other.to)


def test_a_session_reads_its_own_copy_and_never_the_folder(tmp_path: Path) -> None:
    """The pack is edited and then taken away while a session runs, and nothing changes for it."""
    folder = tmp_path / "jayden"
    shutil.copytree(locate.shipped() / "scenarios" / "jayden", folder)
    content, problems = load_content(folder, "jersey", Options())
    assert content is not None, problems
    store = SqliteStore(tmp_path / "sessions")
    host = opened(content, "gp", store=store)
    gp = role_seat(host, "gp")
    before = bytes_of(host, gp)
    papers = folder / "slices" / "gp.yaml"
    papers.write_text(papers.read_text(encoding="utf-8").replace("twelve times", "once"), encoding="utf-8")
    edited, _ = load_content(folder, "jersey", Options())
    assert edited is not None
    assert edited != content
    shutil.rmtree(folder)
    store.close()
    again = Host.resume(host.session, store=store, clock=host.clock, dates=host.dates)
    assert again.content == content
    assert (again.state, bytes_of(again, gp)) == (host.state, before)
    store.close()


@examples(4)
@given(seed=st.integers(0, 10**9), until=st.sampled_from(["J7", "J12", "D6"]))
def test_erased_words_change_no_rule_and_no_score(seed: int, until: str) -> None:
    """Whoever has their words erased leaves a session in which the same may be done and the same is scored."""
    host = random_conference(jayden(), seed, "gp", "chair", until=until).host
    gone = host.store.erase(host.session, [role_seat(host, "gp"), role_seat(host, "chair")])
    again = Host.resume(host.session, store=host.store, clock=host.clock, dates=host.dates)
    assume(gone > 0)
    for seat in seats(host):
        view, erased = host.view(seat), again.view(seat)
        assert rules.legal(again.book, erased) == rules.legal(host.book, view)
        assert _without_words(erased) == _without_words(view)
        for opened_key in (event for event in again.delivered(seat) if isinstance(event, e.KeyOpened)):
            assert own_profile(opened_key, erased, again.book) == own_profile(opened_key, view, host.book)


def _without_words(view: View) -> View:
    """A view with the same in place of whatever a person wrote."""
    decisions = {child: replace(made, reason=None) for child, made in view.public.decisions.items()}
    sealed = {stage: replace(paper, reason=None) for stage, paper in view.own.sealed.items()}
    public, own = replace(view.public, decisions=decisions), replace(view.own, sealed=sealed)
    return View(view.me, public, own)


async def test_a_link_pauses_and_goes_on() -> None:
    """A beat ends at a pause, and the table waits once it is the learner's turn."""
    host = opened(jayden(), "gp")
    link = LocalLink(host, role_seat(host, "gp"))
    while await link.go_on():
        pass
    assert link.view().public.handed_in.get("before", ()) != ()
    assert "seal" in link.offers()
    assert link.why_not("next_step") is not None


def test_the_host_folds_public_events_once_and_own_events_by_seat() -> None:
    """The state after a log is the fold of that log from nothing."""
    host = opened(jayden())
    simulated(host)
    state = START
    for emission in host.log:
        state = evolve(state, emission)
    assert state == host.state
    assert any(REACH[type(emission.event)] is Reach.SOME for emission in host.log)
