"""Before a table begins: who sits where, who facilitates, how long there is, and what the table agrees to."""

from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cpsim.model.content import Options
from cpsim.model.said import Said
from cpsim.model.words import Watch
from cpsim.present import table
from cpsim.session.doors import PackInfo, Start, TableStart
from cpsim.session.people import TO_CHOOSE, Party, People
from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.dialogs.choose import Choose
from cpsim.tui.dialogs.names import ask_names
from cpsim.tui.dialogs.parents_part import chooses_it
from cpsim.tui.lines import Tone, Words, line
from cpsim.tui.screens.hand_over import HandOver
from cpsim.tui.table_journey import TableJourney
from cpsim.tui.widgets.choice_list import BACK, Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen
from cpsim.tui.widgets.text_view import Say

MOST_PEOPLE = 8
PROGRAM, EMPTY = "program", "empty"
"""Who holds a role that nobody at the table plays."""


@dataclass
class Table:
    """What was settled so far."""

    pace: str = "standard"
    area: str = ""
    """The framework."""
    code: str = ""
    """The facilitator's code, sealed as soon as it was typed; empty where nobody facilitates."""
    names: bool = False
    pins: bool = False
    roles: dict[str, str] = field(default_factory=dict)
    """Role and party; `PROGRAM` or `EMPTY` where nobody sits there."""
    parties: dict[str, tuple[Said, ...]] = field(default_factory=dict)
    observers: list[tuple[str, Watch]] = field(default_factory=list)

    def taken(self) -> tuple[tuple[str, str], ...]:
        """The roles that people play, each with its party."""
        return tuple((role, who) for role, who in self.roles.items() if who not in (PROGRAM, EMPTY))

    def new_party(self, names: tuple[Said, ...]) -> str:
        """Somebody new at the table."""
        party = f"p{len(self.parties) + 1}"
        self.parties[party] = names
        return party


class TableSetup(CpsimScreen[None]):
    """One list of what is settled; Enter on a line changes it, the first line begins."""

    PLACE: ClassVar[str] = "Round one table"
    ABOUT: ClassVar[tuple[Words, ...]] = (
        "Give each role to whoever plays it: one person, a pair, or one person with several roles.",
        "What nobody plays is played by the program, or left empty on purpose.",
        "Names are for the hand-overs alone. They are kept outside the record and can be taken away.",
    )

    def __init__(
        self,
        journey: TableJourney,
        pack: PackInfo,
        roles: tuple[str, ...] = (),
        wanted: Start | None = None,
    ) -> None:
        """`roles` are given to one person each; `wanted` is what else a command line asked for, None for nothing."""
        super().__init__()
        self._journey, self._pack = journey, pack
        self._options = wanted.options if wanted is not None else Options()
        self._settled = Table(
            self._options.pace, wanted.framework if wanted is not None else pack.frameworks[0][0]
        )
        self._settled.roles = {role.id: PROGRAM for role in (*pack.roles, *pack.others)}
        self._family = {role.id: str(role.title) for role in (*pack.roles, *pack.others) if role.family}
        """By role: a part that is given only to somebody who chooses it."""
        self._to_ask = [role for role in roles if role in self._family]
        for role in roles:
            if role not in self._family:
                self._settled.roles[role] = self._settled.new_party(())
        self._at_first = deepcopy(self._settled)
        self.heading = pack.title
        self.next_key = ("Enter", "change it")

    def body(self) -> ComposeResult:
        """What this is, and the list."""
        yield Say(
            line(
                ("Read aloud: ", Tone.STRONG), "everything in it is invented; anybody may stop at any moment."
            ),
            line((str(self._pack.content_note), Tone.QUIET)),
            "",
        )
        yield ChoiceList(classes="whole")

    def on_mount(self) -> None:
        """What was given beforehand stands there; a part of the family is asked about first."""
        self.query_one(ChoiceList).focus()
        self._show()
        if self._to_ask:
            self.run_worker(self._ask_for_parts(), exclusive=True)

    async def _ask_for_parts(self) -> None:
        """A command line names roles; whether somebody chooses such a part only they can say."""
        for role in self._to_ask:
            if await chooses_it(self.app, self._family[role]):
                self._settled.roles[role] = self._settled.new_party(())
        self._show()

    # Showing

    def _show(self) -> None:
        listed = self.query_one(ChoiceList)
        here = listed.highlighted
        choices = self._choices()
        listed.set_choices(choices)
        listed.highlight(here if here in {one.id for one in choices} else choices[1].id)

    def _choices(self) -> list[Choice]:
        settled = self._settled
        people = len({who for _role, who in settled.taken()})
        wanting = "" if people >= 2 else "give a role to at least two people first"
        pace = next(pace for pace in self._pack.paces if pace.id == settled.pace)
        return [
            Choice("begin", "Begin", hint=f"{people} at the table", disabled=wanting, does="begin"),
            *(self._role(role.id, str(role.title)) for role in (*self._pack.roles, *self._pack.others)),
            *(
                Choice(f"observer:{number}", self._party(party), mark=f"watches {table.watches()[watch]}")
                for number, (party, watch) in enumerate(settled.observers)
            ),
            Choice("observe", "Somebody observes"),
            Choice("pace", "How long", mark=f"{pace.title}, about {pace.at_table} minutes"),
            *self._areas(),
            Choice("code", "Facilitator", mark="has a code" if settled.code else "nobody; the table agrees"),
            Choice("names", "Names beside judgements at the end", mark="yes" if settled.names else "no"),
            Choice("pins", "A PIN for each hand-over", mark="yes" if settled.pins else "no"),
            BACK,
        ]

    def _areas(self) -> list[Choice]:
        """The area's procedure, where there is more than one to choose."""
        titles = dict(self._pack.frameworks)
        area = [Choice("area", "Under the procedure of", mark=titles.get(self._settled.area, ""))]
        return area if len(titles) > 1 else []

    def _role(self, role: str, title: str) -> Choice:
        who = self._settled.roles[role]
        if who == PROGRAM:
            return Choice(role, title, mark="played by the program")
        if who == EMPTY:
            return Choice(role, title, mark="left empty")
        return Choice(role, title, mark=self._party(who))

    def _party(self, party: str) -> str:
        names = " and ".join(str(name) for name in self._settled.parties[party])
        here = [one for one in self._settled.parties if one in self._present()]
        return names or f"person {here.index(party) + 1}"

    def _present(self) -> set[str]:
        """The parties that sit or watch here."""
        return {who for _role, who in self._settled.taken()} | {
            party for party, _watch in self._settled.observers
        }

    # Changing

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        """Change one line, or begin."""
        if event.id == BACK.id:
            return  # the frame goes back
        event.stop()
        self.run_worker(self._change(event.id), exclusive=True)

    async def _change(self, what: str) -> None:
        does: dict[str, Callable[[], Awaitable[None]]] = {
            "begin": self._begin,
            "observe": self._observe,
            "pace": self._pace,
            "area": self._area,
            "code": self._code,
            "names": self._names,
            "pins": self._pins,
        }
        if what in does:
            await does[what]()
        elif what.startswith("observer:"):
            await self._observer(int(what.partition(":")[2]))
        else:
            await self._give(what)
        if self.is_current:
            self._show()

    async def _choose(self, question: str, choices: list[Choice]) -> str | None:
        return await self.app.push_screen_wait(Choose(question, choices))

    async def _give(self, role: str) -> None:
        settled = self._settled
        sitting = dict.fromkeys(who for _role, who in settled.taken())
        choices = [Choice("new", "One person, or two who share the seat")]
        choices += [
            Choice(party, f"{self._party(party)}, besides what they play already") for party in sitting
        ]
        choices += [
            Choice(PROGRAM, "Nobody: the program plays it"),
            Choice(
                EMPTY,
                "Nobody: it stays empty on purpose",
                disabled="somebody has to chair" if role == "chair" else "",
            ),
        ]
        who = await self._choose("Who plays this role?", choices)
        if who is None:
            return
        plays = who not in (PROGRAM, EMPTY, settled.roles[role])
        if plays and role in self._family and not await chooses_it(self.app, self._family[role]):
            return
        if who == "new":
            if len(sitting) == MOST_PEOPLE:
                self.say(f"There is room for {MOST_PEOPLE}. Let two share a seat.")
                return
            names = await ask_names(self.app)
            if names is None:
                return
            who = settled.new_party(names)
        settled.roles[role] = who

    async def _observe(self) -> None:
        watch = await self._ask_task()
        if watch is not None:
            names = await ask_names(self.app)
            if names is not None:
                self._settled.observers.append((self._settled.new_party(names), watch))

    async def _ask_task(self) -> Watch | None:
        """What somebody watches for; None where one went back."""
        tasks = [Choice(watch, words) for watch, words in table.watches().items()]
        watch = await self._choose("What do they watch for?", tasks)
        return Watch(watch) if watch is not None else None

    async def _observer(self, number: int) -> None:
        """Somebody who observes already: Enter twice leaves everything as it is."""
        party, _watch = self._settled.observers[number]
        ways = [
            Choice("keep", "They observe, as it stands"),
            Choice("another", "They watch for something else"),
            Choice("away", "Take them away", hint="they do not observe after all"),
        ]
        way = await self._choose(f"{self._party(party)} observes.", ways)
        if way == "away":
            del self._settled.observers[number]
        elif way == "another":
            watch = await self._ask_task()
            if watch is not None:
                self._settled.observers[number] = (party, watch)

    async def _pace(self) -> None:
        paces = [
            Choice(pace.id, pace.title, mark=f"about {pace.at_table} minutes") for pace in self._pack.paces
        ]
        pace = await self._choose("How long do you have?", paces)
        if pace is not None:
            self._settled.pace = pace

    async def _area(self) -> None:
        areas = [Choice(slug, title) for slug, title in self._pack.frameworks]
        area = await self._choose("Under which area's procedure?", areas)
        if area is not None:
            self._settled.area = area

    async def _code(self) -> None:
        """Behind a cover, and without a letter of it on the screen; with one there, it is asked whether it goes."""
        if self._settled.code:
            ways = [
                Choice("keep", "Keep it"),
                Choice("another", "Choose another"),
                Choice("none", "Take it away", hint="nobody facilitates then, and the table agrees"),
            ]
            way = await self._choose("Whoever facilitates has a code.", ways)
            if way == "none":
                self._settled.code = ""
            if way != "another":
                return
        typed = await self.app.push_screen_wait(HandOver("whoever facilitates", asks="code", new=True))
        self._settled.code = self._journey.doors.seal(typed or "") or self._settled.code

    async def _names(self) -> None:
        self._settled.names = not self._settled.names

    async def _pins(self) -> None:
        self._settled.pins = not self._settled.pins

    async def _begin(self) -> None:
        settled = self._settled
        pin = TO_CHOOSE if settled.pins else ""
        sitting = {who for _role, who in settled.taken()}
        # Nobody's name is kept who does not sit here after all.
        parties = tuple(
            Party(party, names, pin if party in sitting else "")
            for party, names in settled.parties.items()
            if party in self._present()
        )
        options = replace(
            self._options,
            pace=settled.pace,
            names=settled.names,
            alone=False,
            facilitated=bool(settled.code),
            scores=self._journey.doors.preferences().scores,
        )
        await self._journey.start_table(
            TableStart(
                self._pack.slug,
                settled.area,
                options,
                settled.taken(),
                tuple(role for role, who in settled.roles.items() if who == EMPTY),
                tuple(settled.observers),
                People(parties, settled.code),
            )
        )

    def go_back(self) -> None:
        """Back to the first screen, after one question where something was settled already."""
        if self._settled == self._at_first and not self._settled.parties:
            self._journey.leave()
            return

        def answered(leave: bool | None) -> None:
            if leave:
                self._journey.leave()

        lost = "What was settled here is settled again next time, a code as well; nothing has begun."
        self.app.push_screen(Ask("Leave the table?", lost, yes="Leave", no="Stay", first="no"), answered)
