"""Words that stand in one secret and nowhere else, and who may have read each of them by now.

`marked` puts them into everything a pack keeps from somebody. `Told` works out from the acts alone who was
told what; whatever else turns up in front of a seat is a leak.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cpsim.conference import acts as a
from cpsim.conference import agenda
from cpsim.conference.parts import Seat
from cpsim.model.case import Fact, Scenario, Slice
from cpsim.model.content import Content
from cpsim.model.said import Said, clean
from cpsim.model.words import Handling, SeatKind, Side
from cpsim.session.host import Host

CANARY = re.compile("canary[a-z0-9]+")
EVERYBODY = "everybody"
"""Stands for the screen that a whole table looks at."""


def token(kind: str, *parts: object) -> str:
    """The word of one secret; letters and figures alone, so that no frame and no escaping changes it."""
    name = "".join(mark for part in parts for mark in str(part).lower() if mark.isalnum())
    return f"canary{kind}{name}x"


def with_word(words: Said, word: str) -> Said:
    """The same words with the canary behind them."""
    return clean(f"{words} {word}")


# ---- a pack in which everything has a word of its own


def marked(content: Content) -> Content:
    """The content with a word in every secret, restricted items in every folder, and questions enough."""
    scenario = content.scenario
    changed: Scenario = replace(
        scenario,
        slices=tuple(_papers(part) for part in scenario.slices),
        replies=tuple(
            replace(
                reply,
                title=with_word(reply.title, token("title", reply.service)),
                facts=tuple(_item(fact) for fact in reply.facts),
            )
            for reply in scenario.replies
        ),
        key=replace(
            scenario.key,
            items=tuple(
                replace(item, reason=with_word(item.reason, token("key", number)))
                for number, item in enumerate(scenario.key.items)
            ),
        ),
        insights=tuple(
            replace(one, statement=with_word(one.statement, token("key", one.id)))
            for one in scenario.insights
        ),
        corroborations=tuple(
            replace(one, says=with_word(one.says, token("key", one.id))) for one in scenario.corroborations
        ),
        clashes=tuple(
            replace(one, says=with_word(one.says, token("key", one.id))) for one in scenario.clashes
        ),
        gaps=tuple(
            replace(one, question=with_word(one.question, token("key", one.id))) for one in scenario.gaps
        ),
        moments=tuple(
            replace(one, words=with_word(one.words, token("moment", number)))
            for number, one in enumerate(scenario.moments)
        ),
        contingency=with_word(scenario.contingency, token("later")),
        injects=tuple(
            replace(
                one,
                title=with_word(one.title, token("inject", one.id)),
                words=with_word(one.words, token("inject", one.id)),
                when=with_word(one.when, token("inject", one.id, "when")),
            )
            for one in scenario.injects
        ),
        settings=tuple(
            replace(one, named=with_word(one.named, token("place", one.id))) for one in scenario.settings
        ),
        paces=tuple(replace(pace, questions_table=5) for pace in scenario.paces),
    )
    return replace(content, scenario=changed)


def _item(fact: Fact) -> Fact:
    return replace(
        fact,
        words=with_word(fact.words, token("item", fact.id)),
        short=with_word(fact.short, token("item", fact.id)),
        source=with_word(fact.source, token("source", fact.id)),
        when=with_word(fact.when, token("when", fact.id)),
    )


RESTRICTED = {1: (Handling.CHAIR_FIRST,), 3: (Handling.PRIVATE_PART,)}
"""Which items of every folder must not simply be said, by their place in it."""


def _papers(part: Slice) -> Slice:
    role = part.role
    facts = (
        replace(_item(fact), handling=RESTRICTED.get(number, fact.handling), about=fact.about or ("mother",))
        for number, fact in enumerate(part.facts)
    )
    return replace(
        part,
        facts=tuple(facts),
        note=clean(token("note", role)),
        impacts=tuple(
            replace(one, words=with_word(one.words, token("impact", role, number)))
            for number, one in enumerate(part.impacts)
        ),
        plans=tuple(
            replace(
                one,
                want=with_word(one.want, token("plan", role, number)),
                how=with_word(one.how, token("plan", role, number)),
            )
            for number, one in enumerate(part.plans)
        ),
    )


# ---- who was told what


def found(text: str) -> set[str]:
    """Every canary in a text, however it is spelt there."""
    return set(CANARY.findall(text.casefold())) if "canary" in text.casefold() else set()


@dataclass
class Told:
    """Who was told which words so far: by the acts, by the papers, and by the step of the agenda."""

    host: Host
    words: dict[str, set[str]] = field(default_factory=dict)
    """By seat, and for everybody at once under `EVERYBODY`."""
    recalled: set[str] = field(default_factory=set)
    private: dict[str, str] = field(default_factory=dict)
    """By item: what the chair answered."""
    _step: str = ""

    def __post_init__(self) -> None:
        """What each seat reads in its own papers."""
        scenario = self.host.content.scenario
        self.words = {seat: set() for seat in (*(one.id for one in self.host.state.public.seats), EVERYBODY)}
        self.held = {fact.id: part.role for part in scenario.slices for fact in part.facts}
        for seat in self.host.state.public.seats:
            part = scenario.slice(seat.role) if seat.role is not None else None
            self.words[seat.id] |= {token("draft", seat.id)}
            if part is not None:
                self._tell(_papers_of(part, dealt=True), seat.id)
                self._name_places((fact.id for fact in part.facts if not fact.after), (seat.id,))

    def may_read(self, seat: str) -> set[str]:
        """Every word `seat` may have in front of it now."""
        if seat != EVERYBODY:
            return self.words[seat] | self.words[EVERYBODY]
        # What each of them was told, be it one by one, they may read together.
        return self.words[EVERYBODY] | set.intersection(
            *(words for one, words in self.words.items() if one != EVERYBODY)
        )

    def too_much(self, seat: str, text: str) -> list[str]:
        """Words in `text`, which is in front of `seat`, that nobody told it. A word may be cut at its end."""
        there = found(text)
        if not there:
            return []
        may = self.may_read(seat)
        return sorted(word for word in there if word not in may and not any(m.startswith(word) for m in may))

    def after(self, seat: str, act: a.Act) -> None:
        """What `act` told, and whom."""
        match act:
            case a.Share():
                self._said(act.fact)
            case a.AnswerQuestion():
                for item in act.items:
                    self._said(item.fact)
            case a.TurnCard():
                self._tell({token("when", act.fact)})
            case a.TakeToChair():
                self._tell(_whole(act.fact), *self._chairs())
            case a.GiveLeave():
                self.private[act.fact] = act.leave
            case a.ReadReply():
                self._letter(act)
            case a.EndTurn() | a.PlanFor() | a.Contingency() | a.SpeakView() | a.Bring():
                self._spoken(seat, act)
            case a.OpenPapers():
                self._papers()
            case a.Journal() if act.reach == "private":
                self._tell(found(str(act.words)), *self._facilitators())
            case a.Seal():
                self._tell(found(str(act.reason or "")), seat)
            case _:
                pass
        self._at_step()

    def _tell(self, words: Iterable[str], *seats: str) -> None:
        for seat in seats or (EVERYBODY,):
            self.words[seat] |= set(words)

    def _chairs(self) -> list[str]:
        return [seat.id for seat in self._participants() if self._side(seat) is Side.CHAIR]

    def _facilitators(self) -> list[str]:
        return [seat.id for seat in self.host.state.public.seats if seat.kind is SeatKind.FACILITATOR]

    def _participants(self) -> tuple[Seat, ...]:
        return self.host.state.public.participants

    def _side(self, seat: Seat) -> Side | None:
        return agenda.side_of(self.host.book, seat)

    def _said(self, fact: str) -> None:
        """An item was said in the room, or without the family where the chair wanted that."""
        inside: tuple[str, ...] = ()
        if self.private.get(fact) == "private":
            sides = (Side.CHAIR, Side.PROFESSIONAL)
            inside = tuple(seat.id for seat in self._participants() if self._side(seat) in sides)
        self._tell({token("item", fact)}, *inside)
        hear = inside or tuple(seat.id for seat in self.host.state.public.seats)
        self._name_places((fact,), hear)
        for part in self.host.content.scenario.slices:
            for item in part.facts:
                holders = [one.id for one in self.host.state.public.seats if one.role == part.role]
                if fact in item.after and (those := [one for one in holders if one in hear]):
                    self.recalled.add(item.id)
                    self._tell(_whole(item.id), *those)

    def _name_places(self, facts: Iterable[str], to: tuple[str, ...]) -> None:
        known = set(facts)
        for setting in self.host.content.scenario.settings:
            if known & set(setting.known_by):
                self._tell({token("place", setting.id)}, *to)

    def _letter(self, act: a.ReadReply) -> None:
        for reply in self.host.content.scenario.replies:
            if reply.service == act.service:
                self._tell({token("title", reply.service)})
                for fact in reply.facts:
                    self._said(fact.id)
                    self._tell({token("when", fact.id)})

    def _spoken(self, seat: str, act: a.Act) -> None:
        """Words said aloud that the speaker had from their own papers; nobody else's come this way."""
        fields = (getattr(act, name) for name in act.__dataclass_fields__)
        said = {word for value in fields if isinstance(value, Said) for word in found(str(value))}
        self._tell(said & self.may_read(seat))
        if isinstance(act, a.Bring) and act.inject is not None:
            self._tell({token("inject", act.inject)})

    def _papers(self) -> None:
        scenario = self.host.content.scenario
        to = self._facilitators()
        for part in scenario.slices:
            self._tell(_papers_of(part, dealt=False), *to)
        self._tell((token("key", number) for number in range(len(scenario.key.items))), *to)
        for one in scenario.injects:
            self._tell({token("inject", one.id), token("inject", one.id, "when")}, *to)

    def _at_step(self) -> None:
        """What the agenda opens, once its step has come."""
        step = self.host.state.public.step
        if step == self._step:
            return
        self._step = step
        scenario = self.host.content.scenario
        order = [known.id for known in agenda.steps_of(self.host.book)]
        come = set(order[: order.index(step) + 1])
        if any("contingency" in agenda.step_of(self.host.book, one).acts for one in come):
            self._tell({token("later")}, *self._chairs())
        if "D2" in come:
            self._tell(token("moment", number) for number in range(len(scenario.moments)))
        if "D3" in come:
            self._open_folders()
        if "D5" in come:
            self._tell(token("key", number) for number in range(len(scenario.key.items)))
            joins = (scenario.insights, scenario.corroborations, scenario.clashes, scenario.gaps)
            self._tell(token("key", one.id) for part in joins for one in part)

    def _open_folders(self) -> None:
        scenario = self.host.content.scenario
        for part in scenario.slices:
            for fact in part.facts:
                if not fact.after or fact.id in self.recalled:
                    self._tell(_whole(fact.id))
        for reply in scenario.replies:
            self._tell({token("title", reply.service)})
            for fact in reply.facts:
                self._tell(_whole(fact.id))


def _whole(fact: str) -> set[str]:
    return {token("item", fact), token("source", fact), token("when", fact)}


def _papers_of(part: Slice, *, dealt: bool) -> set[str]:
    """The words of one folder: of all of it, or as it is dealt."""
    words = {token("note", part.role)}
    words |= {token("impact", part.role, number) for number in range(len(part.impacts))}
    words |= {token("plan", part.role, number) for number in range(len(part.plans))}
    for fact in part.facts:
        words |= _whole(fact.id) if not (dealt and fact.after) else set()
    return words
