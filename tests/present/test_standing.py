"""Where a table stands: for the wall, and on another day."""

from dataclasses import replace

from conferences import facilitator_seat, jayden, role_seat, round_a_table

from cpsim.conference.events import Decided
from cpsim.conference.parts import Seat
from cpsim.conference.view import BoardCard, Public, Question, View
from cpsim.model.case import Heard
from cpsim.model.content import RuleBook
from cpsim.model.said import clean
from cpsim.model.words import Driver, SeatKind, Stage, Tag, Topic, Watch, Whose
from cpsim.present import board, standing
from cpsim.session.people import Party, People

HOST = round_a_table(jayden(), "chair", "gp", "health_visitor")
BOOK: RuleBook = HOST.book
CHAIR, GP, VISITOR, OFFICER = (
    role_seat(HOST, role) for role in ("chair", "gp", "health_visitor", "housing_officer")
)


def _at(step: str, **changes: object) -> View:
    shared = HOST.view(facilitator_seat(HOST))
    public: Public = replace(shared.public, step=step, **changes)  # type: ignore[arg-type]
    return View(shared.me, public, shared.own)


def _wall(view: View) -> str:
    return "\n".join(line.text for line in standing.wall(view, BOOK))


def _recap(view: View, people: People | None = None) -> str:
    return "\n".join(line.text for line in standing.recap(view, BOOK, people or People()))


def _cards(*names: str) -> dict[str, BoardCard]:
    return {
        name: BoardCard(
            Heard(name, clean(f"All of {name}"), clean(f"Item {name}"), (), "S0:1"),
            GP,
            Tag.OPINION,
            "worries",
            None,
        )
        for name in names
    }


def _driven(seat_id: str, driver: Driver) -> tuple[Seat, ...]:
    seats = HOST.view(facilitator_seat(HOST)).public.seats
    return tuple(replace(seat, driver=driver) if seat.id == seat_id else seat for seat in seats)


def test_the_wall_says_who_is_on_and_who_comes_next() -> None:
    """The speaker, the next one in the order of the table, and those after; whoever spoke is not among them."""
    seen = _wall(_at("J6", floor=GP, spoke=(VISITOR,)))
    assert "Step 3 of 16" in seen
    assert "The family doctor has the floor" in seen
    assert "Next: Social worker" in seen
    assert "Yet to speak: Designated teacher, Housing officer" in seen
    assert "Health visitor" not in seen


def test_a_question_on_the_wall_has_who_asks_and_who_answers() -> None:
    """The question is more pressing than the floor."""
    seen = _wall(_at("J6", floor=GP, question=Question(CHAIR, OFFICER, Topic.HOME, None)))
    assert "The chair asks the housing officer, who answers" in seen
    assert "has the floor" not in seen


def test_whoever_handed_in_has_a_tick_and_the_program_is_apart() -> None:
    """People are counted by themselves: a table of three sees how many of three."""
    view = _at("P", handed_in={Stage.BEFORE: (GP, OFFICER)})
    seen = _wall(view)
    assert "Handed in: ○\u00a0Chair" in seen
    assert "✓\u00a0Family doctor" in seen
    assert "By the program:" in seen
    assert "✓\u00a0Housing officer" in seen
    assert standing.handed_in(view, BOOK) == "handed in: 1 of 3 people"
    assert standing.handed_in(_at("J6"), BOOK) == ""


def test_the_newest_items_stand_on_the_wall_with_whose_they_are() -> None:
    """Three at most, the newest first, short and with their kind; fewer in a pause."""
    cards = _cards("A", "B", "C", "D")
    seen = _wall(_at("J6", board=cards))
    assert "Family doctor, opinion: Item D" in seen
    assert seen.index("Item D") < seen.index("Item C") < seen.index("Item B")
    assert "Item A" not in seen
    assert "All of" not in seen
    assert "Item B" not in _wall(_at("J6", board=cards, paused=True))


def test_the_wall_fits_the_smallest_usual_window() -> None:
    """Judgements open, two newest items: what is to be read from far away is not scrolled."""
    cards = _cards("A", "B", "C")
    judges = tuple(seat.id for seat in HOST.view(GP).public.seats)
    for handed_in in ((), judges):
        lines = standing.wall(_at("J10", board=cards, handed_in={Stage.AFTER: handed_in}, paused=True), BOOK)
        assert sum(1 + len(line.text) // 74 for line in lines) <= 14
        assert ("All have handed in." in [line.text for line in lines]) is bool(handed_in)


def test_at_a_table_the_board_begins_with_what_the_child_says() -> None:
    """The other headings keep their order; alone nothing is moved."""
    view = _at("J6", board=_cards("A"))
    names = [str(one.name) for one in BOOK.framework.headings]
    first = [line.text for line in board.lines(view, BOOK, child_first=True) if line.text in names]
    assert first == ["What the child says", *(name for name in names if name != "What the child says")]
    assert [line.text for line in board.lines(view, BOOK) if line.text in names] == names


def test_a_recap_names_nobody_who_does_not_sit_there() -> None:
    """A seat that was given to the program is the program's, whoever held it before."""
    people = People((Party("gp", (clean("Ana"),)), Party("chair", (clean("Ben"),))))
    assert "Family doctor: Ana" in _recap(_at("J6"), people)
    gone = _recap(_at("J6", seats=_driven(GP, Driver.SIMULATED)), people)
    assert "Ana" not in gone
    assert "Family doctor: played by the program" in gone
    assert "Chair: Ben" in gone


def test_a_recap_says_what_stands_open() -> None:
    """A pause, whose floor it is, and who has spoken in this round and who has not."""
    seen = _recap(_at("J6", floor=GP, spoke=(VISITOR,), paused=True))
    assert "There is a pause. G, then P, goes on." in seen
    assert "The family doctor has the floor." in seen
    assert "Have spoken in this round: Health visitor" in seen
    assert "Have yet to speak: Social worker, Designated teacher, Housing officer" in seen
    assert "pause" not in _recap(_at("J6"))


def test_in_the_debrief_a_recap_promises_no_table() -> None:
    """The next screen is a page of the debrief."""
    assert "stand on the next screen" in _recap(_at("J6"))
    assert "stand on the next screen" not in _recap(_at("D4"))


def test_a_recap_says_who_handed_in_what_is_open() -> None:
    """Names of roles, of people and of the program alike."""
    seen = _recap(_at("P", handed_in={Stage.BEFORE: (GP,)}))
    assert "Have handed in: Family doctor" in seen
    assert "Have not handed in: Chair" in seen
    assert "handed in" not in _recap(_at("J6"))


def test_a_recap_has_the_decision_and_the_newest_cards() -> None:
    """What was settled and what was said last come back with whoever said it."""
    child = HOST.view(GP).public.children[0].id
    statuses = [one.value for one in BOOK.framework.statuses]
    decided = Decided(CHAIR, child, "yes", "yes", True, statuses[0], (), (), clean("Too many injuries"))
    seen = _recap(_at("J12", board=_cards("A", "B", "C", "D"), decisions={child: decided}))
    assert "What was decided" in seen
    assert "Too many injuries" in seen
    assert "4 items have been said." in seen
    assert "Family doctor, opinion: Item D" in seen
    assert "Item A" not in seen
    assert "decided" not in _recap(_at("J6"))


def test_a_recap_has_observers_with_their_task() -> None:
    """Those with a seat and those who came late."""
    late = People(watching=((clean("Cem"), Watch.PARENTS),))
    seen = _recap(_at("J6"), late)
    observer = next(seat for seat in HOST.view(GP).public.seats if seat.kind is SeatKind.OBSERVER)
    assert observer.watches is Watch.CHILDS_VOICE
    assert "Observer: the child's voice" in seen
    assert "Cem: how the parents are spoken to" in seen


def test_whose_word_an_item_is_stands_on_the_wall() -> None:
    """An allegation has whose it is."""
    (card,) = _cards("A").values()
    told = replace(card, tag=Tag.ALLEGATION, whose=Whose.NEIGHBOUR)
    assert "allegation, on the word of a neighbour: Item A" in _wall(_at("J6", board={"A": told}))
