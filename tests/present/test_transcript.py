"""The transcript says who said what, shows nothing sealed, and is the same in one piece or in many."""

from dataclasses import replace

from conferences import do, jayden, opened, simulated

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.conference.parts import Seat
from cpsim.model.case import Fact
from cpsim.model.said import clean
from cpsim.model.words import Basis, Driver, SeatKind, Tag, Topic, Whose
from cpsim.present.transcript import Scribe, whole
from cpsim.session.host import Host


def _whole_conference(role: str = "health_visitor") -> Host:
    """A conference in which nobody is played by a person but an observer of the debrief's door."""
    host = opened(jayden(), role)
    seat = host.state.public.seat_of(role)
    assert seat is not None
    for _ in range(60):
        simulated(host)
        act = _plain_act(host, seat.id)
        if act is None:
            return host
        assert do(host, seat.id, act) is None
    raise AssertionError("the conference did not end")


def _plain_act(host: Host, seat: str) -> a.Act | None:
    """What the simulated participants would do in this seat, so that the test needs no play of its own."""
    from cpsim.conference.agenda import in_debrief
    from cpsim.session import autopilot

    if in_debrief(host.state.public.step):
        return None
    return autopilot.act(host.book, host.view(seat), host.chance)


def _log(host: Host, seat: str) -> list[e.Event]:
    return list(host.delivered(seat))


def test_told_in_pieces_or_at_once_it_reads_the_same() -> None:
    """Appending event by event gives the lines that the whole log gives."""
    host = _whole_conference()
    log = _log(host, "s3")
    scribe = Scribe(host.book, "s3")
    pieces = tuple(line for event in log for line in scribe.tell([event]))
    assert pieces == whole(log, host.book, "s3")
    assert len(pieces) > 100


def test_everything_said_in_the_room_stands_in_it() -> None:
    """Each shared item's words are there, once."""
    host = _whole_conference()
    log = _log(host, "s3")
    text = "\n".join(line.text for line in whole(log, host.book, "s3"))
    for event in log:
        if isinstance(event, e.FactShared):
            assert text.count(event.fact.words.text) == 1


def test_nothing_sealed_stands_in_it() -> None:
    """A sealed judgement leaves no line, not even for its own seat, before it is shown without names."""
    host = _whole_conference()
    log = _log(host, "s3")
    sealed = [event for event in log if isinstance(event, e.BallotSealed)]
    assert sealed
    scribe = Scribe(host.book, "s3")
    for event in log:
        lines = scribe.tell([event])
        if isinstance(event, (e.BallotSealed, e.BallotHandedIn, e.FolderDealt)):
            assert lines == ()


def test_the_debrief_has_pages_of_its_own() -> None:
    """Nothing that the debrief opens comes into the transcript."""
    host = _whole_conference()
    before = whole(_log(host, "s3"), host.book, "s3")
    for _ in range(5):
        assert do(host, "s3", a.NextStep()) is None
    assert whole(_log(host, "s3"), host.book, "s3") == before


def _room(*events: e.Event) -> str:
    seats = (
        Seat("s1", SeatKind.PARTICIPANT, "chair", Driver.SIMULATED),
        Seat("s2", SeatKind.PARTICIPANT, "gp", Driver.PERSONS),
        Seat("s3", SeatKind.PARTICIPANT, "father", Driver.SIMULATED),
    )
    opening = e.Opened("digest", "jayden", "jersey", "standard", seats, "2025-04-30")
    return "\n".join(line.text for line in whole([opening, *events], jayden().book, "s2"))


def test_words_of_ones_own_are_marked_as_such() -> None:
    """An answer in own words is never taken for one from papers."""
    text = _room(e.QuestionAnswered("s2", "own_words", clean("[b]I think[/b] so")))
    assert "“[b]I think[/b] so”" in text
    assert "own words" in text


def test_not_knowing_is_an_answer() -> None:
    """'I would have to find out' stands as said, and noted; of a parent it is simply not knowing."""
    assert "I would have to find out." in _room(e.QuestionAnswered("s2", "find_out", None))
    assert "I do not know that." in _room(e.QuestionAnswered("s3", "find_out", None))


def test_a_turn_that_was_cut_says_nothing_of_its_speaker() -> None:
    """Whoever had the floor, or was asked, as a step was left said nothing, and no word is put in their mouth."""
    for left, words in (
        (e.StepLeftOut("J6"), "Left out: Information"),
        (e.StepDoneAloud("J6"), "Done aloud: Information"),
        (e.BrokenOff("J6"), "The conference is ended here."),
    ):
        cut = _room(
            e.StepEntered("J6"),
            e.FloorGiven("s3"),
            e.QuestionAsked("s1", "s2", Topic.HEALTH, None),
            e.QuestionAnswered("s2", "declined", None),
            e.TurnEnded("s3", None),
            left,
        )
        assert words in cut
        assert "adds nothing" not in cut
        assert "I would rather not say" not in cut
    assert "adds nothing" in _room(
        e.StepEntered("J6"), e.FloorGiven("s3"), e.TurnEnded("s3", None), e.FloorGiven("s2")
    )


def test_whoever_stepped_out_in_the_middle_of_a_turn_is_not_said_to_add_nothing() -> None:
    """They are gone; that is all there is to tell."""
    gone = e.DriverChanged("s3", Driver.ABSENT)
    text = _room(e.StepEntered("J6"), e.FloorGiven("s3"), gone, e.TurnEnded("s3", None))
    assert "adds nothing" not in text


def test_whoever_withdrew_still_declines_though_the_step_is_left_next() -> None:
    """A word that was really said stays."""
    text = _room(
        e.StepEntered("J6"),
        e.Withdrew("s3"),
        e.QuestionAsked("s1", "s3", Topic.HEALTH, None),
        e.QuestionAnswered("s3", "declined", None),
        e.StepLeftOut("J6"),
    )
    assert "I would rather not say" in text


def test_whoever_was_hurt_by_what_was_corrected_is_as_anybody_again() -> None:
    """The card was never meant to be said: a question that the end of the step closes has no word from them."""
    fact = jayden().scenario.slices[0].facts[0]
    text = _room(
        e.StepEntered("J6"),
        e.FactShared("s2", fact.heard, Tag.FACT, "worries", None, "turn"),
        e.Breach("s2", fact.id, ("s3",)),
        e.Withdrew("s3"),
        e.CardWithdrawn("s1", fact.id),
        e.QuestionAsked("s1", "s3", Topic.HEALTH, None),
        e.QuestionAnswered("s3", "declined", None),
        e.StepLeftOut("J6"),
    )
    assert "I would rather not say" not in text


def test_what_was_told_event_by_event_is_what_the_whole_log_tells() -> None:
    """A turn given back without a word, and the step left next: neither telling says that nothing was added."""
    seats = (
        Seat("s1", SeatKind.PARTICIPANT, "chair", Driver.PERSONS),
        Seat("s3", SeatKind.PARTICIPANT, "father", Driver.PERSONS),
    )
    opening = e.Opened("digest", "jayden", "jersey", "standard", seats, "2025-04-30")
    turn = (opening, e.StepEntered("J6"), e.FloorGiven("s3"), e.TurnEnded("s3", None))
    for then, adds in ((e.StepLeftOut("J6"), False), (e.FloorGiven("s1"), True), (e.Paused(), True)):
        scribe = Scribe(jayden().book, "s1")
        live = [line.text for event in (*turn, then) for line in scribe.tell([event])]
        assert live == [line.text for line in whole([*turn, then], jayden().book, "s1")]
        assert any("adds nothing" in line for line in live) is adds


def test_a_breach_is_told_without_blame() -> None:
    """The chair notes it, and whoever it hurt falls silent."""
    fact = jayden().scenario.slices[0].facts[0]
    shared = e.FactShared("s2", fact.heard, Tag.FACT, "worries", None, "turn")
    text = _room(shared, e.Breach("s2", fact.id), e.Withdrew("s3"))
    assert fact.short.text in text
    assert "should have come to the chair first" in text
    assert "Father" in text


def test_a_turned_card_says_how_it_is_known() -> None:
    """Basis, whose word and when stand beside the turned card."""
    fact = jayden().scenario.slices[0].facts[0]
    shared = e.FactShared("s2", fact.heard, Tag.FACT, "worries", None, "turn")
    turned = e.CardTurned("s2", fact.id, Basis.TOLD, Whose.MOTHER, clean("last week"))
    text = _room(shared, turned)
    assert "told by the mother" in text
    assert "last week" in text


def test_short_words_in_quotation_marks_are_set_in_one_pair() -> None:
    """Where a sentence sets an item's short words in quotation marks, it does not double the author's."""
    for short, told in (
        ('"I do the evenings"', "“I do the evenings”"),
        ("“I do the evenings”", "“I do the evenings”"),
        ('"Yes" and "no"', '“"Yes" and "no"”'),
        ("The 'evenings'", "“The 'evenings'”"),
        ('"', '“"”'),
    ):
        fact = replace(jayden().scenario.slices[0].facts[0], short=clean(short))
        shared = e.FactShared("s2", fact.heard, Tag.FACT, "worries", None, "turn")
        text = _room(shared, e.CardTurned("s2", fact.id, Basis.SEEN, None, clean("today")))
        assert f"◆ {told}: " in text


def test_the_authors_mark_is_explained_once_each_time_somebody_speaks() -> None:
    """Every item the author added keeps its mark; what it means stands beside the first of each speaker."""
    facts = {part.role: part.facts for part in jayden().scenario.slices}
    authored = [fact for fact in facts["father"] if fact.authored][:2]
    own = facts["gp"][0]

    def said(seat: str, fact: Fact) -> e.FactShared:
        return e.FactShared(seat, fact.heard, Tag.FACT, "worries", None, "turn")

    text = _room(
        *(said("s3", fact) for fact in authored), said("s2", own), *(said("s3", fact) for fact in authored)
    )
    rows = [row for row in text.splitlines() if "(fact" in row]
    marks = [row.rsplit("(", 1)[1] for row in rows]
    explained, again = "fact, * added by the author)", "fact, *)"
    assert marks == [explained, again, "fact)", explained, again]


def test_a_service_that_wrote_nothing() -> None:
    """Asking for what nobody wrote is answered in a sentence."""
    from cpsim.model.words import Service

    assert "Nothing has come in writing" in _room(e.ReplyRead("s1", "s2", Service.NURSERY, None))


def test_the_chair_names_lead_core_group_and_dates() -> None:
    """What is settled about others is said by the chair."""
    text = _room(e.LeadNamed("s2"), e.CoreGroupNamed(("s2", "s3")))
    assert text.count("Chair") == 2
    assert "Core group: Family doctor" in text
