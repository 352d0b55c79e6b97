"""Who does what in the kept playthroughs: one learner's lines for a scenario, everybody else simulated."""

from collections.abc import Callable
from dataclasses import dataclass

from cpsim.conference import acts as a
from cpsim.conference.view import View
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Basis, Horizon, Item, Service, Tag, Topic, Whose

When = Callable[[View], bool]
"""Whether the moment for a line has come."""


@dataclass(frozen=True, slots=True)
class Line:
    """One act of the learner, done as soon as its moment has come and the lines before it are done."""

    when: When
    act: Callable[[View], a.Act]


@dataclass(frozen=True, slots=True)
class Script:
    """A learner's part in one conference."""

    seed: int
    roles: tuple[str, ...] = ()
    """The role the learner plays; none to watch."""
    lines: tuple[Line, ...] = ()


def script_for(scenario: str) -> Script:
    """The script of a scenario; somebody who watches where it has none of its own."""
    return SCRIPTS.get(scenario, Script(seed=1))


# ---- moments


def at(step: str) -> When:
    """The step has come."""
    return lambda view: view.public.step == step


def my_floor(step: str) -> When:
    """The learner has the floor in that step."""
    return lambda view: view.public.step == step and view.public.floor == view.me


begun = my_floor("J6")
"""The learner has the floor for the first time."""


def asked(view: View) -> bool:
    """Somebody asks the learner."""
    return view.public.question is not None and view.public.question.to == view.me


def after_turn_of(role: str) -> When:
    """The room is quiet after that role has spoken."""

    def quiet(view: View) -> bool:
        public = view.public
        seat = public.seat_of(role)
        assert seat is not None
        return seat.id in public.spoke and public.floor is None and public.question is None

    return quiet


# ---- acts


def does(act: a.Act) -> Callable[[View], a.Act]:
    """An act that asks for nothing the view knows."""
    return lambda _view: act


def asks(role: str, *, topic: Topic | None = None, card: str | None = None) -> Callable[[View], a.Act]:
    """A question to whoever holds `role`."""

    def question(view: View) -> a.Act:
        seat = view.public.seat_of(role)
        assert seat is not None
        return a.Ask(seat.id, topic=topic, card=card)

    return question


def judges(
    level: str,
    suffered: str,
    likely: str,
    *,
    now: str,
    unchanged: str,
    sure: str,
    plan: tuple[str, str] | None = None,
) -> tuple[Answer, ...]:
    """The answers of a ballot about the one child; `plan` is the status with its category."""
    answers = [
        Answer(Address(Item.LEVEL, "c1"), level),
        Answer(Address(Item.SUFFERED, "c1"), suffered),
        Answer(Address(Item.LIKELY, "c1"), likely),
        Answer(Address(Item.RISK, "c1", horizon=Horizon.NOW), now),
        Answer(Address(Item.RISK, "c1", horizon=Horizon.IF_NOTHING_CHANGES), unchanged),
        Answer(Address(Item.CERTAINTY, "c1"), sure),
    ]
    if plan is not None:
        answers += [
            Answer(Address(Item.STATUS, "c1"), plan[0]),
            Answer(Address(Item.CATEGORY, "c1"), plan[1]),
        ]
    return tuple(answers)


def says_sealed(view: View) -> a.Act:
    """Say aloud what was sealed."""
    aloud = (Item.SUFFERED, Item.LIKELY, Item.STATUS, Item.CATEGORY)
    return a.SpeakView(tuple(one for one in view.own.sealed["after"].answers if one.at.item in aloud))


def plan_of_papers(view: View) -> a.Act:
    """The plan line that the own papers propose."""
    line = view.plan_line
    assert line is not None
    return a.PlanFor(line.want, line.how, line.who, line.when, line.sign)


SCRIPTS: dict[str, Script] = {
    "jayden": Script(
        seed=36,
        roles=("health_visitor",),
        lines=(
            Line(
                at("P"),
                does(
                    a.Seal(
                        "before",
                        judges("2", "cannot_say", "cannot_say", now="2", unchanged="3", sure="2"),
                        cites=("HV-15", "HV-17", "HV-19"),
                        reason=clean("Many small injuries, and no home visit for a long time."),
                    )
                ),
            ),
            Line(my_floor("J6"), does(a.Share("HV-15", Tag.OBSERVATION, "worries"))),
            Line(my_floor("J6"), does(a.Share("HV-18", Tag.FACT, "worries"))),
            Line(my_floor("J6"), does(a.Share("HV-19", Tag.ALLEGATION, "worries", Whose.HOSPITAL))),
            Line(my_floor("J6"), does(a.Share("HV-17", Tag.OPINION, "worries"))),
            Line(my_floor("J6"), does(a.Share("HV-13", Tag.FACT, "complicating"))),
            Line(my_floor("J6"), does(a.EndTurn(clean("He is hurt often, and nobody has seen his room.")))),
            Line(asked, does(a.TurnCard("HV-19", Basis.TOLD, Whose.HOSPITAL))),
            Line(after_turn_of("designated_teacher"), asks("designated_teacher", topic=Topic.CHILDS_WORDS)),
            Line(after_turn_of("housing_officer"), asks("housing_officer", card="HO-18")),
            Line(after_turn_of("gp"), does(a.ReadReply(Service.POLICE))),
            Line(my_floor("JA"), does(a.Share("HV-20", Tag.FACT, "worries"))),
            Line(my_floor("JA"), does(a.EndTurn())),
            Line(
                at("J10"),
                does(
                    a.Seal(
                        "after",
                        judges(
                            "4",
                            "yes",
                            "yes",
                            now="2",
                            unchanged="4",
                            sure="3",
                            plan=("protection_plan", "physical"),
                        ),
                        cites=("HV-15", "HV-19"),
                        moved_by="HO-17",
                    )
                ),
            ),
            Line(my_floor("J10"), says_sealed),
            Line(my_floor("J12"), plan_of_papers),
            Line(at("D1"), does(a.GiveWord(clean("Heavy")))),
            Line(at("D6"), does(a.Commit(clean("Ask how we know, at the conference next week.")))),
        ),
    ),
}
