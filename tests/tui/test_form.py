"""Questions, fields and the page they stand on."""

from collections.abc import Callable
from typing import Any

import pytest
from textual import events

from cpsim.model.said import Said, clean
from cpsim.tui.widgets.choice_list import Choice
from cpsim.tui.widgets.field import Editor, Field
from cpsim.tui.widgets.form import Form, Pick
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.radio_row import Answer, RadioRow
from cpsim.tui.widgets.rests_on import RestsOn
from cpsim.tui.widgets.text_view import Say

Make = Callable[..., Any]
Look = Callable[[Any], str]
YES_NO = [Answer("yes", "yes", key="y"), Answer("no", "no", key="n"), Answer("cannot_say", "cannot yet say")]
LEVELS = [Answer(str(n), f"Level {n}", hint="what it means " * 3) for n in range(1, 5)]


class Views(CpsimScreen[None]):
    """A screen with one form, which keeps what was handed in."""

    def __init__(self, *items: Any) -> None:
        super().__init__()
        self.form = Form(*items, id="form")
        self.handed: list[dict[str, Any]] = []
        self.drafts: list[dict[str, Any]] = []

    def body(self) -> Any:
        """The form."""
        yield self.form

    def on_form_handed_in(self, event: Form.HandedIn) -> None:
        """Keep the values."""
        self.handed.append(event.values)

    def on_form_changed(self, event: Form.Changed) -> None:
        """Keep the values."""
        self.drafts.append(event.values)


def ballot() -> Views:
    """A form with one question of every kind."""
    return Views(
        Say("From your folder alone"),
        RadioRow("Level of need", LEVELS, id="level"),
        RadioRow("Has he suffered?", YES_NO, id="suffered"),
        Pick("Which items?", [Choice(name, name.upper()) for name in "abc"], limit=2, id="cites"),
        Field("A reason", limit=40, id="reason"),
        Field("What it means", rows=3, required=True, id="day"),
    )


async def test_the_bottom_line_names_the_arrow_that_leads_to_an_answer(bench: Make, look: Look) -> None:
    """A question that only now is asked, with answers below one another, is answered with the arrow down."""
    answers = [Answer(name, f"{name} " * 12) for name in ("neglect", "emotional", "physical")]
    category = RadioRow("Category", answers, only_with=("plan", "yes"), id="category")
    app = bench(screen=Views(RadioRow("A plan?", YES_NO, id="plan"), category))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "enter")
        for _ in range(3):
            await pilot.pause()
        assert "↓ - to an answer" in look(app).splitlines()[-1]
        await pilot.press("enter")
        await pilot.pause()
        assert "Arrow down to an answer" in look(app)


async def test_a_whole_form_by_keyboard_alone(bench: Make, size: tuple[int, int]) -> None:
    """Arrows, Enter, Space and letters fill a form from its first question to its last row."""
    screen = ballot()
    async with bench(screen=screen).run_test(size=size) as pilot:
        await pilot.press("down", "down", "enter", "y")
        await pilot.press("enter", "down", "down", "enter", "end")
        await pilot.press(*"words ?", "enter")
        await pilot.press(*"one two", "enter", "enter")
        await pilot.pause()
        assert screen.handed == [
            {"level": "2", "suffered": "yes", "cites": ("a", "c"), "reason": clean("words ?"),
             "day": clean("one two")}
        ]  # fmt: skip
        assert screen.drafts[-1] == screen.handed[0]


async def test_what_is_missing_is_said_beside_the_question(bench: Make, look: Look) -> None:
    """Handing in too early hands nothing in, names every gap in words, and goes to the first of them."""
    screen = ballot()
    async with bench(screen=screen).run_test(size=(100, 40)) as pilot:
        screen.form.query_one("#ends").focus()
        await pilot.press("enter")
        await pilot.pause()
        assert screen.handed == []
        seen = look(pilot.app)
        assert "› Level of need   (not answered yet)" in seen
        assert "Has he suffered?   (not answered yet)" in seen
        assert "What it means   (nothing written yet)" in seen
        assert "A reason   if you like" in seen
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Level of need   (not" not in look(pilot.app)


async def test_passing_through_answers_nothing(bench: Make) -> None:
    """Tab and the arrows go from question to question and back without answering any."""
    screen = ballot()
    async with bench(screen=screen).run_test() as pilot:
        await pilot.press(*["enter"] * 3, *["tab"] * 4)
        await pilot.press(*["up"] * 12, *["down"] * 5, "tab", "shift+tab")
        values = screen.form.values
        assert values["level"] is None
        assert values["suffered"] is None
        assert values["cites"] == ()


async def test_a_hint_fits_the_question_and_goes_with_the_next_key(bench: Make, look: Look) -> None:
    """Enter on an open question names the arrow that leads to its answers; any key, a letter too, ends that."""
    screen = ballot()
    async with bench(screen=screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "Arrow down to an answer" in look(pilot.app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Arrow" not in look(pilot.app)
        await pilot.press("enter")
        assert "Arrow right to an answer" in look(pilot.app)
        await pilot.press("y")
        await pilot.pause()
        assert "Arrow" not in look(pilot.app)


async def test_a_question_is_asked_only_with_the_answer_it_belongs_to(bench: Make, look: Look) -> None:
    """It comes and goes with that answer; while it is not there, it is neither missing nor handed in."""
    plans = [Answer("plan", "a plan", key="p"), Answer("none", "no plan", key="n")]
    harms = [Answer("neglect", "neglect", key="g"), Answer("other", "other", key="o")]
    screen = Views(
        RadioRow("Which plan?", plans, id="status"),
        RadioRow("Which category?", harms, only_with=("status", "plan"), id="category"),
        Field("Why?", id="reason"),
    )
    async with bench(screen=screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Which category?" not in look(pilot.app)
        await pilot.press("p", "g")
        await pilot.pause()
        assert screen.form.values["category"] == "neglect"
        await pilot.press("up", "up", "n")
        await pilot.pause()
        assert "Which category?" not in look(pilot.app)
        assert "› Why?" in look(pilot.app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert [handed["category"] for handed in screen.handed] == [None]
        await pilot.press("up", "up", "p", "down", "down", "enter")
        await pilot.pause()
        assert screen.handed[-1]["category"] == "neglect"
        screen.form.load({"status": "plan", "category": None})
        await pilot.press("enter")
        await pilot.pause()
        assert len(screen.handed) == 2
        assert "Which category?   (not answered yet)" in look(pilot.app)


async def test_enter_never_breaks_a_line(bench: Make) -> None:
    """Enter in a small page of words goes on, as everywhere in a form."""
    screen = Views(Field("Why?", rows=3, id="why"), Field("How?", rows=3, id="how"))
    async with bench(screen=screen).run_test() as pilot:
        await pilot.press(*"one", "enter", *"two", "enter", "enter")
        await pilot.pause()
        assert screen.handed == [{"why": clean("one"), "how": clean("two")}]


async def test_every_question_comes_into_sight(bench: Make, look: Look) -> None:
    """On a page longer than the window the question with the keyboard is on the screen."""
    rows = [RadioRow(f"Question {n}", YES_NO, id=f"q{n}") for n in range(20)]
    async with bench(screen=Views(*rows)).run_test(size=(60, 20)) as pilot:
        for number in range(20):
            await pilot.pause()
            seen = look(pilot.app)
            assert f"› Question {number} " in seen.replace("\n", " ")
            assert seen.count("›") == 1
            await pilot.press("down")
        await pilot.pause()
        assert "› Hand in" in look(pilot.app)


async def test_earlier_answers_come_back(bench: Make, look: Look) -> None:
    """A draft is loaded as it was; what no longer fits is left out."""
    screen = ballot()
    async with bench(screen=screen).run_test(size=(100, 40)) as pilot:
        screen.form.load(
            {"level": "3", "suffered": "perhaps", "cites": ("b", "z"), "reason": clean("kept"), "gone": "x"}
        )
        await pilot.pause()
        values = screen.form.values
        assert values["level"] == "3"
        assert values["suffered"] is None
        assert values["cites"] == ("b",)
        assert values["reason"] == clean("kept")
        assert "(•) Level 3" in look(pilot.app)


async def test_an_answer_by_mouse(bench: Make, look: Look) -> None:
    """A click takes an answer side by side, below one another, and in a list of several."""
    screen = ballot()
    async with bench(screen=screen).run_test(size=(100, 40)) as pilot:
        await pilot.click("#level", offset=(10, 3))
        await pilot.click("#suffered", offset=(20, 1))
        await pilot.click("#cites ChoiceList", offset=(6, 1))
        assert screen.form.values["level"] == "3"
        assert screen.form.values["suffered"] == "no"
        assert screen.form.values["cites"] == ("b",)
        assert "›(•) no" in look(pilot.app) or "(•) n no" in look(pilot.app)


async def test_answers_stand_below_one_another_where_they_do_not_fit(bench: Make, look: Look) -> None:
    """Side by side with room, one to a row without, and never cut."""
    row = RadioRow("Question", [Answer(str(n), f"A rather long answer {n}") for n in range(3)], id="q")
    async with bench(row).run_test(size=(120, 30)) as pilot:
        assert "answer 0" in look(pilot.app).splitlines()[3]
        assert "answer 2" in look(pilot.app).splitlines()[3]
        await pilot.resize_terminal(70, 30)
        await pilot.pause()
        for number in range(3):
            assert f"answer {number}" in look(pilot.app).splitlines()[3 + number]


async def test_the_limit_is_said_and_kept(bench: Make, look: Look) -> None:
    """No more characters than the limit are taken, by key or paste, and the field says so."""
    field = Field("Reason", limit=10)
    async with bench(field).run_test() as pilot:
        field.take_keyboard()
        await pilot.press(*"12345678")
        await pilot.pause()
        assert "2 characters left" in look(pilot.app)
        await pilot.press(*"90ab")
        await pilot.pause()
        assert field.said.text == "1234567890"
        assert "the limit is reached" in look(pilot.app)
        field.load(clean("abc"))
        field.query_one(Editor).post_message(events.Paste("x" * 50))
        await pilot.pause()
        assert len(field.said.text) == 10


@pytest.mark.parametrize("rows", [1, 4])
async def test_a_paste_is_cleaned(rows: int, bench: Make) -> None:
    """A paste keeps its words, loses what a terminal obeys, and its line breaks only where there are lines."""
    field = Field("Reason", rows=rows)
    async with bench(field).run_test() as pilot:
        field.take_keyboard()
        await pilot.pause()
        field.query_one(Editor).post_message(events.Paste("[b]one[/b]\r\ntwo\x1b]52;c;eA==\x07\u202ethree"))
        await pilot.pause()
        said = field.said
        assert isinstance(said, Said)
        assert said == clean(said.text, lines=rows > 1)
        assert "[b]one[/b]" in said.text
        assert ("\n" in said.text) == (rows > 1)
        assert "\x1b" not in said.text
        assert "\u202e" not in said.text


async def test_words_survive_a_resize_and_nothing_can_be_copied(bench: Make) -> None:
    """A resize keeps the words; copy and cut put nothing on any clipboard and take nothing away."""
    field = Field("Reason", rows=2)
    async with bench(field).run_test() as pilot:
        field.take_keyboard()
        await pilot.press(*"private")
        await pilot.resize_terminal(120, 40)
        await pilot.press("f7", "ctrl+c", "ctrl+x")
        assert field.said.text == "private"
        assert pilot.app.clipboard == ""


async def test_keys_of_the_frame_work_while_typing(bench: Make) -> None:
    """A question mark is typed into a field, and F1 still opens the help."""
    field = Field("Reason")
    async with bench(field).run_test() as pilot:
        field.take_keyboard()
        await pilot.press("question_mark")
        assert field.said.text == "?"
        await pilot.press("f1")
        await pilot.pause()
        assert pilot.app.screen.PLACE == "Help"


async def test_the_cursor_never_blinks(bench: Make) -> None:
    """No timer paints a cursor; it stands still."""
    field = Field("Reason")
    async with bench(field).run_test() as pilot:
        field.take_keyboard()
        await pilot.pause()
        assert field.query_one(Editor).cursor_blink is False


async def test_a_question_with_one_answer_is_answered(bench: Make) -> None:
    """Nobody has to pick the only answer there is; one that may be left out stays open."""
    screen = Views(
        RadioRow("Has he suffered?", [Answer("not_applicable", "does not apply")], id="suffered"),
        RadioRow("Category", [Answer("neglect", "neglect")], required=False, id="category"),
    )
    async with bench(screen=screen).run_test() as pilot:
        screen.form.query_one("#ends").focus()
        await pilot.press("enter")
        await pilot.pause()
        assert screen.handed == [{"suffered": "not_applicable", "category": None}]


async def test_a_list_to_open_is_marked_while_it_has_the_keyboard(bench: Make, look: Look) -> None:
    """The mark and the way to open the list stand there on arriving, and go on leaving."""
    screen = Views(
        RadioRow("Has he suffered?", YES_NO, id="suffered"),
        RestsOn("What does it rest on?", [Choice("a", "A")], limit=1, id="cites"),
        Field("A reason", id="reason"),
    )
    app = bench(screen=screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        await pilot.pause()
        assert "› What does it rest on?" in look(app)
        assert "Enter opens the list" in look(app)
        await pilot.press("down")
        await pilot.pause()
        assert "› What does it rest on?" not in look(app)
        assert "Enter opens the list" not in look(app)
