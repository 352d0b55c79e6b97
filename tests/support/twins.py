"""Every kind of secret there is, each changed in a twin of a session that was played."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from steering import Session
from twin import Twin, holder, of_item, of_papers, of_scenario, said_in, says

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.model.case import Fact, Slice
from cpsim.model.content import Content
from cpsim.model.judgement import Answer
from cpsim.model.said import clean
from cpsim.model.words import Basis, Handling, SeatKind, Stage, Tag, Topic
from cpsim.session.host import Host

NEVER = ""
"""For a secret that no step of the agenda opens."""


def unheard(session: Session) -> list[tuple[str, str]]:
    """The items that nobody heard, each with the role that holds it."""
    told = said_in(session)
    slices = session.host.content.scenario.slices
    return [(part.role, fact.id) for part in slices for fact in part.facts if fact.id not in told]


def unsaid_item(session: Session, random: Random) -> Twin:
    """An item that nobody heard has other words."""
    role, name = random.choice(unheard(session))

    def change(fact: Fact) -> Fact:
        other = clean("Something else altogether, and longer than it was.")
        return replace(fact, words=other, short=clean("another")) if fact.id == name else fact

    return Twin(f"unsaid item {name}", lambda c: of_item(c, role, change), holder(role), says(name))


def how_many(session: Session, random: Random) -> Twin:
    """A role holds an item more."""
    role = random.choice([part.role for part in session.host.content.scenario.slices])

    def change(part: Slice) -> Slice:
        extra = replace(part.facts[-1], id="ZZ-99", words=clean("One more."), volunteered=False, after=())
        return replace(part, facts=(*part.facts, extra))

    return Twin(f"how many items: {role}", lambda c: of_papers(c, role, change), holder(role), says("ZZ-99"))


def fewer(session: Session, random: Random) -> Twin:
    """A role holds nothing but what it said."""
    told = said_in(session)
    role = random.choice([part.role for part in session.host.content.scenario.slices])

    def change(part: Slice) -> Slice:
        return replace(part, facts=tuple(fact for fact in part.facts if fact.id in told or fact.after))

    return Twin(f"nothing but what was said: {role}", lambda c: of_papers(c, role, change), holder(role))


def how_known(session: Session, random: Random) -> Twin:
    """Items that nobody turned over are known in another way, and told or kept back otherwise."""
    turned = {act.fact for _seat, act in session.moves if isinstance(act, a.TurnCard | a.TakeToChair)}
    role = random.choice([part.role for part in session.host.content.scenario.slices])

    def change(fact: Fact) -> Fact:
        if fact.id in turned:
            return fact
        basis = Basis.GUESS if fact.basis is not Basis.GUESS else Basis.RECORD
        source, when = clean("Elsewhere."), clean("Another day altogether.")
        return replace(fact, basis=basis, source=source, when=when, volunteered=not fact.volunteered)

    return Twin(f"how it is known: {role}", lambda c: of_item(c, role, change), holder(role))


def handled(session: Session, random: Random) -> Twin:
    """An unsaid item may be said freely, or must not."""
    role, name = random.choice(unheard(session))

    def change(fact: Fact) -> Fact:
        if fact.id != name:
            return fact
        return replace(fact, handling=() if fact.handling else (Handling.CHAIR_FIRST,), about=("father",))

    return Twin(f"how it is handled: {name}", lambda c: of_item(c, role, change), holder(role), says(name))


def about_what(session: Session, random: Random) -> Twin:
    """The items that a role kept to itself are about something else, so that other questions would reach them."""
    told = said_in(session)
    role = random.choice([part.role for part in session.host.content.scenario.slices])
    topic = random.choice(tuple(Topic))

    def change(fact: Fact) -> Fact:
        return fact if fact.id in told else replace(fact, topics=(topic,))

    return Twin(f"what unsaid items are about: {role}", lambda c: of_item(c, role, change), holder(role))


def remembered(session: Session, random: Random) -> Twin:
    """Something said brings one item more to a holder's mind, so that events pass by the others."""
    rooms = [act.fact for _seat, act in session.moves if isinstance(act, a.Share)]
    role = random.choice([part.role for part in session.host.content.scenario.slices])

    def change(part: Slice) -> Slice:
        after = tuple(dict.fromkeys(rooms))[:1] or ("HV-01",)
        new = (
            replace(
                part.facts[-1], id=f"ZZ-9{number}", words=clean("It comes back."), handling=(), after=after
            )
            for number in range(1, 4)
        )
        return replace(part, facts=(*part.facts, *new))

    return Twin(f"what comes to mind: {role}", lambda c: of_papers(c, role, change), holder(role))


def to_be_said(session: Session, random: Random) -> Twin:
    """A role's papers have another note, and propose other things to say."""
    role = random.choice([part.role for part in session.host.content.scenario.slices])

    def change(part: Slice) -> Slice:
        return replace(part, note=clean("Another note."), impacts=part.impacts[:-1], plans=part.plans[:-1])

    return Twin(
        f"what they may say of it: {role}",
        lambda c: of_papers(c, role, change),
        holder(role),
        open_from=NEVER,
    )


def the_key(session: Session, random: Random) -> Twin:
    """The facilitators see it all the other way round, and say less."""

    def change(content: Content) -> Content:
        key = content.scenario.key
        items = tuple(
            replace(item, accepted=item.accepted[:1], reason=clean("No.")) for item in key.items[1:]
        )
        facts = tuple(replace(fact, weight=4 - fact.weight, types=(Tag.OPINION,)) for fact in key.facts)
        return of_scenario(content, key=replace(key, items=items, facts=facts))

    return Twin("the key", change, open_from="D5")


def the_joins(session: Session, random: Random) -> Twin:
    """What the folders show together is something else, and less."""

    def change(content: Content) -> Content:
        return of_scenario(content, insights=(), gaps=(), corroborations=(), clashes=())

    return Twin("the joins", change, open_from="D5", papers=False)


def the_story(session: Session, random: Random) -> Twin:
    """The child's side is told otherwise."""
    return Twin(
        "the story", lambda c: of_scenario(c, moments=c.scenario.moments[1:]), open_from="D2", papers=False
    )


def for_later(session: Session, random: Random) -> Twin:
    """The pack offers the chair something else for changed circumstances."""
    order = {step.id: number for number, step in enumerate(session.host.content.framework.steps)}

    def knows(host: Host) -> list[str]:
        begun = order.get(host.state.public.step, len(order)) >= order["J12"]
        chairs = holder("chair")(host)
        return list(chairs) if begun else []

    def change(content: Content) -> Content:
        return of_scenario(content, contingency=clean("Something else."))

    return Twin("what the chair may take for later", change, knows, open_from=NEVER, papers=False)


def letters(session: Session, random: Random) -> Twin:
    """Services that nobody asked for wrote nothing."""
    read = {act.service for _seat, act in session.moves if isinstance(act, a.ReadReply)}

    def change(content: Content) -> Content:
        kept = tuple(reply for reply in content.scenario.replies if reply.service in read)
        return of_scenario(content, replies=kept)

    return Twin("what services wrote", change, papers=False)


def injects(session: Session, random: Random) -> Twin:
    """What may still arrive is something else."""
    brought = {act.inject for _seat, act in session.moves if isinstance(act, a.Bring)}

    def change(content: Content) -> Content:
        kept = tuple(one for one in content.scenario.injects if one.id in brought)
        return of_scenario(content, injects=kept)

    return Twin("what may arrive", change, open_from=NEVER)


def places(session: Session, random: Random) -> Twin:
    """A place has another name for who has heard of it."""
    setting = random.choice(session.host.content.scenario.settings)

    def change(content: Content) -> Content:
        known = content.scenario.settings
        new = tuple(
            replace(one, named=clean("at the lake")) if one.id == setting.id else one for one in known
        )
        return of_scenario(content, settings=new)

    def knows(host: Host) -> list[str]:
        return [
            seat.id for seat in host.state.public.seats if setting.id in host.view(seat.id).own.place_names
        ]

    return Twin(f"the name of {setting.id}", change, knows, open_from=NEVER, papers=False)


def one_ballot(session: Session, random: Random) -> Twin:
    """A seat judged otherwise."""
    seat = random.choice(_judges(session))

    def other(actor: str, act: a.Act) -> a.Act:
        if actor != seat or not isinstance(act, a.Seal):
            return act
        answers = tuple(replace(one, value=TURNED.get(one.value, one.value)) for one in act.answers)
        return replace(act, answers=answers, cites=(), moved_by=None, reason=clean("Because of something."))

    return Twin(
        f"the judgement of {seat}",
        knows=lambda host: (seat,),
        spoils=lambda act: isinstance(act, a.Reveal),
        act=other,
        open_from="J11",
        papers=False,
    )


TURNED = {"1": "2", "2": "1", "3": "4", "4": "3"}
"""Another value at items where any value goes with any other."""


def two_ballots(session: Session, random: Random) -> Twin:
    """Two seats judged as the other did: the line without names is the same, whoever gave which value."""
    judges = _alike(session, random.choice(_judges(session)))
    pair = random.sample(judges, min(2, len(judges)))
    sealed = {
        (seat, act.stage): act.answers
        for seat, act in session.moves
        if isinstance(act, a.Seal) and seat in pair
    }

    def swapped(actor: str, act: a.Act) -> a.Act:
        if actor not in pair or not isinstance(act, a.Seal):
            return act
        answers: tuple[Answer, ...] = sealed.get((pair[pair.index(actor) - 1], act.stage), act.answers)
        return replace(act, answers=answers, cites=(), moved_by=None)

    whole = all((seat, stage) in sealed for seat in pair for stage in (Stage.BEFORE, Stage.AFTER))
    open_from = "D4" if whole else "J11"

    def knows(host: Host) -> list[str]:
        """Once the line was shown, whoever facilitates besides."""
        seats = host.state.public.seats if host.state.public.shown else ()
        return [*pair, *(one.id for one in seats if one.kind is SeatKind.FACILITATOR)]

    return Twin("who judged what", knows=knows, act=swapped, open_from=open_from, papers=False)


def _alike(session: Session, one: str) -> list[str]:
    """The judges whose answers the line does not tell from those of seat `one`.

    Where it tells the program's from the people's, those that the same of the two sealed for; else all.
    """
    host = session.host
    shown = [event.event for event in host.log if isinstance(event.event, e.JudgementsShown)]
    judges = _judges(session)
    if all(event.by_program is None for event in shown):
        return judges
    sealed = {
        seat: {stage for other, stage in host.state.public.by_program if other == seat} for seat in judges
    }
    return [seat for seat in judges if sealed.get(seat) == sealed.get(one)]


def _judges(session: Session) -> list[str]:
    found = dict.fromkeys(seat for seat, act in session.moves if isinstance(act, a.Seal))
    return list(found) or ["s1"]


def private_notes(session: Session, random: Random) -> Twin:
    """The facilitator's private notes say something else."""

    def other(_actor: str, act: a.Act) -> a.Act:
        if isinstance(act, a.Journal) and act.reach == "private":
            return replace(act, words=clean("Something that is longer than it was before."))
        return act

    def knows(host: Host) -> list[str]:
        return [seat.id for seat in host.state.public.seats if seat.kind is SeatKind.FACILITATOR]

    return Twin("private notes", knows=knows, act=other, open_from=NEVER)


def drafts(session: Session, random: Random) -> Twin:
    """A seat has other unfinished texts."""
    seat = random.choice([seat.id for seat in session.host.state.public.seats])
    return Twin(
        f"the drafts of {seat}",
        knows=lambda host: (seat,),
        drafts=lambda one: "and something more" if one == seat else "",
        open_from=NEVER,
        papers=False,
    )


def the_seed(session: Session, random: Random) -> Twin:
    """Chance would fall otherwise; what was done stays the same."""
    return Twin("the seed", seed=1, open_from=NEVER, papers=False)


Maker = Callable[[Session, Random], Twin]
MAKERS: tuple[Maker, ...] = (
    unsaid_item,
    the_key,
    how_many,
    one_ballot,
    how_known,
    two_ballots,
    fewer,
    the_joins,
    handled,
    about_what,
    places,
    remembered,
    drafts,
    to_be_said,
    letters,
    the_story,
    for_later,
    private_notes,
    injects,
    the_seed,
)
"""Every kind of secret."""


def twin_for(session: Session, number: int) -> Twin:
    """The twin of session `number` of a run: each kind in its turn, which of its kind by the number."""
    return MAKERS[number % len(MAKERS)](session, Random(f"twin {number}"))
