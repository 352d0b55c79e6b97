"""A judgement to seal: all questions on one page, what it rests on, the card that moved one, a reason."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from cpsim.conference.acts import Seal
from cpsim.conference.offers import Field as OfferField
from cpsim.model.said import Said, clean
from cpsim.model.words import Stage
from cpsim.present import ballot
from cpsim.present.agenda import minutes_left
from cpsim.present.refusals import excuse
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import facts_to_cite
from cpsim.tui.journey import Journey
from cpsim.tui.lines import Words
from cpsim.tui.widgets.field import Field
from cpsim.tui.widgets.form import Form
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.question import Value
from cpsim.tui.widgets.radio_row import Answer, RadioRow
from cpsim.tui.widgets.rests_on import RestsOn

CITES, MOVED_BY, REASON = "cites", "moved_by", "reason"


class BallotScreen(CpsimScreen[None]):
    """The form of the stage that is open. Every change is kept, so nothing is lost by leaving."""

    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Nobody sees what you seal here before everybody's judgement is shown without names.",
        "Enter or Space takes an answer. What you have filled in is kept at every change.",
    )
    KEYS_OF: ClassVar[str] = "ballot"

    def __init__(self, journey: Journey) -> None:
        super().__init__()
        self._journey, self._link = journey, journey.link
        offer = self._link.offers()["seal"]
        self._stage = Stage(offer.field("stage").choices[0])
        self._field = offer.field("answers")
        self._cites, self._moved = offer.field(CITES), offer.field(MOVED_BY)
        self._reason = offer.field(REASON)
        self._draft = ballot.unpack(self._link.draft(self._form), self._field)
        self.heading = ballot.title(self._stage)
        self.place = "Your judgement"
        self.aside = (
            "F3 my papers" if self._stage is Stage.BEFORE else "F3 my papers, the board, what was said"
        )
        if journey.TELLS_MINUTES:
            self.minutes_left = minutes_left(self._link.view().public.step, self._link.book)

    @property
    def _form(self) -> str:
        return ballot.form_name(self._stage)

    def body(self) -> ComposeResult:
        """The questions, with what was filled in before."""
        yield Form(*self._questions(), submit="Seal it and hand it in", back="Back, and keep it as it is")

    def _questions(self) -> list[Widget]:
        view, book, draft = self._link.view(), self._link.book, self._draft
        made: list[Widget] = []
        for ask in self._field.asks:
            row = ballot.row(ask, self._stage, view, book)
            answers = [_answer(option) for option in row.options]
            value = draft.values.get(row.key)
            only = (ballot.key_of(ask.only_if.at), ask.only_if.value) if ask.only_if is not None else None
            made.append(RadioRow(row.question, answers, value=value, only_with=only, id=row.key))
        if self._cites.choices:
            made.append(self._rests_on(CITES, "What does it rest on most?", self._cites, draft.cites))
        if self._moved.choices:
            moved = (draft.moved_by,) if draft.moved_by else ()
            made.append(self._rests_on(MOVED_BY, "Which one card moved you?", self._moved, moved))
        made.append(Field("Why?", limit=self._reason.most, rows=3, value=draft.reason or None, id=REASON))
        return made

    def _rests_on(self, name: str, question: str, field: OfferField, value: tuple[str, ...]) -> RestsOn:
        items = facts_to_cite(self._link.view(), field.choices, self._link.book)
        return RestsOn(question, items, limit=field.most, value=value, id=name)

    @on(Form.Changed)
    @on(RestsOn.Changed)
    def _keep(self) -> None:
        """Keep what is filled in so far."""
        values = self.query_one(Form).values
        self._link.keep_draft(self._form, ballot.pack(_draft(values)))

    @on(Form.HandedIn)
    def _hand_in(self, event: Form.HandedIn) -> None:
        """Ask once: what is sealed stays as it is."""
        draft = _draft(event.values)
        missing = ballot.missing(self._field, draft.values)
        if missing:
            row = self.query_one(f"#{missing[0]}", RadioRow)
            row.take_keyboard()
            self.say(f"Not answered yet: {row.question}")
            return

        async def seal(yes: bool | None) -> None:
            if yes:
                await self._seal(draft)

        question = Ask(
            "Sealed judgements cannot be changed.",
            *_left_open(draft),
            yes="Seal",
            no="Look again",
            first="yes",
        )
        self.app.push_screen(question, seal)

    async def _seal(self, draft: ballot.Draft) -> None:
        act = Seal(
            self._stage,
            ballot.answers(self._field, draft.values),
            draft.cites,
            draft.moved_by,
            draft.reason or None,
        )
        refusal = await self._link.send(act)
        if refusal is not None:
            self.say(excuse(refusal, self._link.book, self._link.view()).sentence)
            return
        self._link.keep_draft(self._form, "")
        self._journey.onward()

    def action_papers(self) -> None:
        """Look something up in the papers."""
        from cpsim.tui.screens.papers import Papers

        self.app.push_screen(Papers(self._journey, looking_up=True))

    def go_back(self) -> None:
        """Back to the papers before the conference, or to the table; the draft is kept."""
        if self._stage is Stage.BEFORE:
            from cpsim.tui.screens.papers import Papers

            self._journey.show(Papers(self._journey, at_folder=True))
        else:
            self._journey.table()


def _answer(option: ballot.Option) -> Answer:
    """A level's number is its key, so it stands once."""
    label = option.label.removeprefix(f"{option.key} ") if option.key else option.label
    return Answer(option.value, label, option.hint, option.key)


def _left_open(draft: ballot.Draft) -> tuple[str, ...]:
    """What may be left out and was, in one sentence, for whoever did not mean to."""
    empty = [("no item that it rests on", bool(draft.cites)), ("no reason", bool(draft.reason))]
    names = " and ".join(name for name, there in empty if not there)
    return (f"You have given {names}; that is allowed.",) if names else ()


def _draft(values: Mapping[str, Value]) -> ballot.Draft:
    """What a form holds, as a draft."""
    moved = values.get(MOVED_BY)
    cites = values.get(CITES)
    reason = values.get(REASON)
    return ballot.Draft(
        {key: value for key, value in values.items() if isinstance(value, str)},
        cites if isinstance(cites, tuple) else (),
        moved[0] if isinstance(moved, tuple) and moved else None,
        reason if isinstance(reason, Said) else clean(""),
    )
