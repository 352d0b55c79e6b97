"""The pages of the debrief: what was said, what was not, how judgements moved, and the key with its reasons."""

import re
from dataclasses import replace
from functools import cache

from conferences import (
    do,
    facilitator_seat,
    jayden,
    opened,
    random_conference,
    role_seat,
    round_a_table,
    seal,
    simulated,
    with_options,
)

from cpsim.conference import acts as a
from cpsim.conference import agenda
from cpsim.conference import events as e
from cpsim.conference.agenda import in_debrief, step_of
from cpsim.conference.view import Leave
from cpsim.model.case import AUTHORED
from cpsim.model.content import Options
from cpsim.model.said import clean
from cpsim.model.words import Driver, Service, Tag
from cpsim.present import closing, debrief, facilitating, joins, key, papers, prebrief, table
from cpsim.session import autopilot
from cpsim.session.host import Host


@cache
def _at_the_end(options: Options | None = None, *others: str) -> Host:
    """A conference played by the program in every seat, with the debrief opened page by page."""
    host = opened(jayden(options), "health_visitor", *others)
    while not in_debrief(host.state.public.step):
        simulated(host)
        if in_debrief(host.state.public.step):
            break
        seat = agenda.awaited(host.book, host.state.public)[0].id
        act = autopilot.act(host.book, host.view(seat), host.chance)
        assert act is not None
        assert do(host, seat, act) is None
    for _ in range(4):
        assert do(host, "s3", a.NextStep()) is None
    return host


def _text(lines: object) -> str:
    assert isinstance(lines, (tuple, list))
    return "\n".join(line.text for line in lines)


def _log(host: Host) -> list[e.Event]:
    return list(host.delivered("s3"))


def test_every_unsaid_item_stands_in_full_beside_its_holder() -> None:
    """What stayed in another folder is there word for word; what was said, and one's own, is there in short."""
    host = _at_the_end()
    text = _text(debrief.folders(_log(host), host.view("s3"), host.book))
    said = host.state.public.board
    opened_folders = debrief.every(_log(host), e.FolderOpened)
    assert opened_folders
    for folder in opened_folders:
        for fact in folder.facts:
            short = fact.id in said or folder.role == "health_visitor"
            assert (fact.short if short else fact.words).text in text


def test_the_rings_count_what_was_said() -> None:
    """Each holder's row has one ring an item, full for those that were said."""
    host = _at_the_end()
    lines = debrief.folders(_log(host), host.view("s3"), host.book)
    folders = debrief.every(_log(host), e.FolderOpened)
    rows = [line.text for line in lines[2 : 2 + len(folders)]]
    for row, folder in zip(rows, folders, strict=True):
        said = sum(fact.id in host.state.public.board for fact in folder.facts)
        assert (row.count("●"), row.count("○")) == (said, len(folder.facts) - said)


def test_what_was_said_stands_under_the_step_it_was_said_at() -> None:
    """When a piece came is half of why it was heard; each item stands under one step, as the log has it."""
    host = _at_the_end()
    lines = [line.text for line in debrief.folders(_log(host), host.view("s3"), host.book)]
    step = ""
    for event in _log(host):
        if isinstance(event, e.StepEntered):
            step = str(step_of(host.book, event.step).name)
        if isinstance(event, e.FactShared):
            (there,) = [
                line for line in lines if line.startswith(f"● {step}: ") and str(event.fact.short) in line
            ]
            assert there


def test_the_story_of_a_table_is_the_timeline_alone() -> None:
    """It is told from the child's side before anything is counted."""
    host = _at_the_end()
    text = _text(debrief.story(_log(host), host.view("s3"), counted=False))
    told = debrief.last(_log(host), e.StoryTold)
    assert told is not None
    assert all(str(moment.words) in text for moment in told.moments)
    assert "said" not in "".join(
        line for line in text.splitlines() if any(str(m.certainty) in line for m in told.moments)
    )


def test_the_key_comes_last_of_its_step() -> None:
    """What several folders showed, what nobody asked and how the meeting was run are talked over before it."""
    host = _at_the_end()
    pages = [
        _text(key.key_part(part, _log(host), host.view("s3"), host.book, numbers=False))
        for part in range(len(key.PARTS))
    ]
    assert "How the meeting was run" in pages[key.MEETING]
    assert [part for part, page in enumerate(pages) if "This key is" in page] == [len(key.PARTS) - 1]


def test_the_story_counts_the_items_that_were_said() -> None:
    """Beside a moment stands how many of its items were said, and never that nobody spoke of it."""
    host = _at_the_end()
    text = _text(debrief.story(_log(host), host.view("s3")))
    told = debrief.last(_log(host), e.StoryTold)
    assert told is not None
    board = host.view("s3").board
    heard = [(sum(fact in board for fact in moment.cites), len(moment.cites)) for moment in told.moments]
    for said, of in heard:
        one = f"its one item was {'' if said else 'not '}said"
        assert (one if of == 1 else f"; {said} of {of} items said") in text
    assert "spoken of at the table" not in text
    assert "may have spoken of it in other words" in text


def _everybody(host: Host, seat: str, named: str) -> list[str]:
    """The rows of everybody's judgements on the page of one seat, under a heading that ends so."""
    page = _text(debrief.before_and_after(host.delivered(seat), host.view(seat), host.book))
    part = page.split(f"Everybody, {named}\n")[1].split("The card that moved")[0]
    assert part.startswith("● a person   ○ played by the program   · nobody")
    return [row for row in part.splitlines() if row.strip().startswith(("before ", "after "))]


def test_everybodys_judgements_stand_on_their_scale_and_the_programs_are_told_apart() -> None:
    """Every value has its place, one sign stands for each seat, and no name beside any where none was agreed."""
    host = _at_the_end(Options(names=False), "gp", "social_worker")
    rows = _everybody(host, "s3", "without names")
    judges = len(host.state.public.handed_in["after"])
    levels = [row for row in rows if "level 1" in row]
    assert len(levels) == 2
    for row in levels:
        assert all(f"level {number} " in row for number in (1, 2, 3, 4))
        assert (row.count("●"), row.count("○")) == (3, judges - 3)
    assert any("·" in row for row in levels)
    assert "Health visitor" not in "".join(rows)


def test_of_one_or_two_people_nobody_is_told_by_the_program_from_the_others() -> None:
    """Where no names were agreed there is one kind of sign, and a sentence says what it is not telling."""
    host = _at_the_end(Options(names=False), "gp")
    page = _text(debrief.before_and_after(_log(host), host.view("s3"), host.book))
    part = page.split("Everybody, without names\n")[1]
    assert part.startswith("● one seat   · nobody   (which of them the program played is not told)")
    assert "○" not in part


def test_names_stand_beside_judgements_where_they_were_given() -> None:
    """Each role stands once on every line that it answered, persons before the program."""
    host = _at_the_end()
    rows = _everybody(host, "s3", "with names")
    for row in (one for one in rows if "level 1" in one):
        assert all(row.count(name) == 1 for name in ("Health visitor", "Family doctor", "Social worker"))
    named = debrief.last(_log(host), e.JudgementsNamed)
    assert named is not None
    mine = next(one for one in named.given if one.seat == "s3" and one.stage == "after")
    level = next(answer.value for answer in mine.answers if answer.at.item == "level")
    assert any(re.search(rf"level {level} ●○* Health visitor", row) for row in rows)


def test_a_judgement_that_was_not_taken_is_said_to_be_missing() -> None:
    """Whoever took a seat over from the program has no first judgement; the line says that one is not there."""
    host = round_a_table(with_options(jayden(), names=False), "gp", "chair")
    hv, led = role_seat(host, "health_visitor"), facilitator_seat(host)
    simulated(host)
    for seat in ("gp", "chair"):
        seal(host, role_seat(host, seat))
    assert do(host, led, a.Drive(hv, Driver.PERSONS)) is None
    assert do(host, led, a.DoneAloud("left_out")) is None
    assert do(host, led, a.EndNow()) is None
    for _ in range(3):
        assert do(host, hv, a.NextStep()) is None
    page = _text(debrief.before_and_after(host.delivered(led), host.view(led), host.book))
    assert "First judgement not taken: 1" in page


def test_a_log_that_does_not_tell_the_program_apart_says_so() -> None:
    """Of an earlier release's line nobody is called a person who was not; of both stages, or of one."""
    host = _at_the_end(Options(names=False), "gp", "social_worker")
    for lacking in (("before", "after"), ("before",)):
        old = [
            replace(event, by_program=None)
            if isinstance(event, e.JudgementsShown) and event.stage in lacking
            else event
            for event in _log(host)
        ]
        page = _text(debrief.before_and_after(old, host.view("s3"), host.book))
        assert ("which of them the program played is not told" in page) is (len(lacking) == 2)
        assert ("played by the program, where that is told" in page) is (len(lacking) == 1)
        assert "a person" not in page.split("Everybody, without names")[1]


def test_who_had_read_the_case_is_told_so() -> None:
    """A first judgement by somebody who knew the case is marked."""
    host = _at_the_end(Options(read_before=True))
    assert "read this case before" in _text(debrief.before_and_after(_log(host), host.view("s3"), host.book))
    fresh = _at_the_end()
    assert "read this case before" not in _text(
        debrief.before_and_after(_log(fresh), fresh.view("s3"), fresh.book)
    )


def test_who_only_watched_is_not_told_of_a_first_judgement() -> None:
    """An observer who knows the case has judged nothing, so there is nothing to mark."""
    host = random_conference(jayden(Options(read_before=True)), 3).host
    watching = next(seat.id for seat in host.state.public.seats if seat.role is None)
    view = host.view(watching)
    page = _text(debrief.before_and_after(list(host.delivered(watching)), view, host.book))
    assert "read this case before" not in page
    assert "Everybody, with names" in page


def test_an_own_item_that_went_to_the_chair_says_so() -> None:
    """In the own folder, where items stand in short, what was to go to the chair first keeps its mark."""
    host = random_conference(jayden(), 3, "gp").host
    me = role_seat(host, "gp")
    view, log = host.view(me), list(host.delivered(me))
    fact = next(fact for fact in view.own.folder if fact.handling)
    kept = replace(
        view,
        public=replace(view.public, board={}),
        own=replace(view.own, private_board={}, leaves={fact.id: Leave(me, fact, "keep_out")}),
    )
    page = _text(debrief.folders(log, kept, host.book))
    assert f"{fact.short} (to the chair first, taken to the chair)" in page


def test_the_key_comes_with_reasons_and_without_numbers() -> None:
    """Words first: no score is shown before it is asked for."""
    host = _at_the_end()
    words = _text(key.key_part(key.JUDGEMENTS, _log(host), host.view("s3"), host.book, numbers=False))
    numbers = _text(key.key_part(key.JUDGEMENTS, _log(host), host.view("s3"), host.book, numbers=True))
    assert "one facilitator's opinion" in words
    assert "because:" in words
    assert "score:" not in words
    assert "score:" in numbers


def test_scores_can_be_off() -> None:
    """With scores off there is neither number nor comparison, and the reasons stay."""
    host = _at_the_end(Options(scores=False))
    text = _text(key.key_part(key.JUDGEMENTS, _log(host), host.view("s3"), host.book, numbers=True))
    assert "because:" in text
    assert "score:" not in text
    assert "The same as the key" not in text
    assert "below the key" not in text


def test_joins_and_gaps_have_parts_of_their_own() -> None:
    """Every join and every open question of the key is on its page."""
    host = _at_the_end()
    opened_key = debrief.last(_log(host), e.KeyOpened)
    assert opened_key is not None
    joins = _text(key.key_part(key.TOGETHER, _log(host), host.view("s3"), host.book, numbers=False))
    gaps = _text(key.key_part(key.QUESTIONS, _log(host), host.view("s3"), host.book, numbers=False))
    assert all(insight.statement.text in joins for insight in opened_key.insights)
    assert all(gap.question.text in gaps for gap in opened_key.gaps)


def test_before_the_key_is_opened_there_is_no_page() -> None:
    """Nothing of the key can be made from a log that does not have it."""
    host = opened(jayden(), "health_visitor")
    for part in range(len(key.PARTS)):
        assert key.key_part(part, _log(host), host.view("s3"), host.book, numbers=True) == ()


def test_the_papers_hold_every_item_with_its_origin() -> None:
    """The folder page has each item in full, and the cards name who sits at the table."""
    host = opened(jayden(), "gp")
    seat = host.state.public.seat_of("gp")
    assert seat is not None
    view = host.view(seat.id)
    text = _text(papers.folder(view))
    assert all(fact.words.text in text for fact in view.own.folder)
    assert "to the chair first" in text
    assert "played by the program" in _text(papers.common_card(view, host.book))
    assert host.book.role("gp").purpose.text in _text(papers.role_card(view, host.book))


def test_papers_that_are_all_the_authors_say_so_once() -> None:
    """What the author added is labelled: once for a whole folder, and not under each of its items."""
    host = opened(jayden(), "social_worker", "gp")
    whole, mixed = (host.view(role_seat(host, role)) for role in ("social_worker", "gp"))
    assert _text(papers.folder(whole)).count("added by the author of this case") == 1
    fact = replace(mixed.own.folder[0], provenance=AUTHORED)
    some = replace(mixed, own=replace(mixed.own, folder=(fact, *mixed.own.folder[1:])))
    assert _text(papers.folder(some)).count("; added by the author of this case") == 1


def test_no_page_of_the_papers_names_a_line_of_a_document() -> None:
    """A document is named by its title; its reader has no line numbers."""
    host = opened(jayden(), "gp")
    page = _text(papers.common_card(host.view(role_seat(host, "gp")), host.book))
    assert "Source: Jersey delegate workbook" in page
    assert ", line " not in page
    assert "This file" not in page


def test_an_observer_is_told_what_observing_is() -> None:
    """Who plays nobody has no role card and no folder."""
    host = opened(jayden())
    watching = next(seat for seat in host.state.public.seats if seat.role is None)
    assert "You observe" in _text(papers.role_card(host.view(watching.id), host.book))


def test_the_closing_names_where_a_real_worry_goes() -> None:
    """The area's own words on wellbeing and on an urgent worry close the debrief."""
    book = jayden().book
    text = _text(closing.care(book))
    for name in ("wellbeing", "urgent_concern"):
        rule = book.framework.rule(name)
        assert rule is not None
        assert rule.text.text in text
    assert all(words in text for words in closing.A_REAL_CHILD)


def test_a_real_worry_goes_the_same_way_on_every_page() -> None:
    """The same anywhere, and last the area's own words, which are its rule's; no area, no place named."""
    framework = jayden().book.framework
    rule = framework.rule("urgent_concern")
    assert rule is not None
    assert closing.about_a_real_child(framework) == (*closing.A_REAL_CHILD, rule.text)
    assert closing.about_a_real_child(None) == closing.A_REAL_CHILD
    upset = facilitating.upset(framework)
    assert [words for words in upset if words in closing.about_a_real_child(framework)] == list(
        closing.about_a_real_child(framework)
    )


def test_the_prebrief_says_what_is_kept_and_shows_the_content_note() -> None:
    """Fiction, what is kept, wellbeing and scores are all told before anything begins."""
    note = jayden().scenario.content_note
    text = _text(prebrief.prebrief(note))
    assert note.text in text
    for word in ("Nobody in this case exists", "stored on this computer", "no pass mark"):
        assert word in text


def _letters(*read: Service) -> str:
    """The folders' page of a log in which only the services of `read` were asked."""
    host = _at_the_end()
    view = host.view("s3")
    changed = replace(view, public=replace(view.public, replies_read=read))
    read_out = [
        e.FactShared("s1", fact.heard, Tag.FACT, "worries", None, "reply")
        for letter in debrief.every(_log(host), e.LetterOpened)
        for fact in letter.facts
        if letter.service in read
    ]
    return _text(debrief.folders([*read_out, *_log(host)], changed, host.book))


def test_a_letter_nobody_asked_for_lies_open_in_full() -> None:
    """What a service wrote and nobody asked for is there word for word; one that was read out is there in short."""
    letters = debrief.every(_log(_at_the_end()), e.LetterOpened)
    first = letters[0]
    assert {letter.title for letter in letters} == {one.title for one in jayden().scenario.replies}
    unasked, read = _letters(), _letters(first.service)
    assert f"{first.title}   nobody asked for it" in unasked
    assert f"{first.title}   read out" in read
    for fact in first.facts:
        assert fact.words.text in unasked
        assert fact.words.text not in read
        assert fact.short.text in read


def test_what_the_key_rests_on_is_named_by_its_letter() -> None:
    """An item of a letter stands under the letter's title, heard or not, and never as a bare id."""
    host = _at_the_end()
    holders = joins.Holders.of(_log(host), host.view("s3"), host.book)
    letter = jayden().scenario.replies[0]
    fact = letter.facts[0]
    assert joins.cited([fact.id], holders) == f"{letter.title}: ○{fact.short}"


def test_what_was_said_so_far_has_whose_it_is_and_the_newer_where_there_are_two() -> None:
    """A slip of the keyboard is put right by saying it again; an observer's word stands there too."""
    host = round_a_table(jayden(), "gp")
    gp, watcher, led = role_seat(host, "gp"), host.state.public.seats[-2].id, host.state.public.seats[-1].id
    assert do(host, led, a.EndNow()) is None
    for seat, word in ((gp, "hevay"), (watcher, "quiet"), (gp, "heavy")):
        assert do(host, seat, a.GiveWord(clean(word))) is None
    log, view = host.delivered(led), host.view(led)
    assert _text(closing.said_so_far(log, view, host.book)).split("\n")[1:] == [
        "Said so far",
        "Family doctor: “heavy”",
        "Observer: “quiet”",
    ]
    assert host.state.public.words_given == (gp, watcher)
    for _ in range(5):
        assert do(host, gp, a.NextStep()) is None
    for seat, words in ((gp, "ask twice"), (watcher, "listen"), (gp, "ask once")):
        assert do(host, seat, a.Commit(clean(words))) is None
    page = _text(closing.taking_away(log, view, host.book))
    assert "Family doctor: “ask once”" in page
    assert "Observer: “listen”" in page
    assert "twice" not in page
    own = _text(closing.taking_away(host.delivered(gp), host.view(gp), host.book))
    assert "You said: ask once" in own
    assert "ask twice" not in own


def test_leaving_the_roles_is_told_in_whole_sentences() -> None:
    """Whoever reads it aloud is not stopped in the middle of one."""
    for line in table.leaving_the_roles():
        assert not line.text or line.text.endswith(".")


def test_a_card_that_was_not_heard_here_has_no_row() -> None:
    """Beside each role stands the card by its short words; of one said out of hearing a page tells nothing."""
    host = random_conference(jayden(), 5, "gp").host
    view = host.view(role_seat(host, "gp"))
    log = list(host.delivered(view.me))
    named = debrief.last(log, e.JudgementsNamed)
    assert named is not None
    moved = {one.moved_by for one in named.given if one.moved_by}
    page = _text(debrief.before_and_after(log, view, host.book))
    assert all(str(view.board[card].fact.short) in page for card in moved)
    unheard = replace(view, public=replace(view.public, board={}), own=replace(view.own, private_board={}))
    page = _text(debrief.before_and_after(log, unheard, host.book))
    assert "The card that moved each" not in page
    assert not any(card in page for card in moved)
