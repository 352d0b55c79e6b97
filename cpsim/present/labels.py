"""Every value of the closed lists in plain English.

One function for each list, so that a new value without words fails the type check.
"""

import re
from collections.abc import Sequence
from typing import assert_never

from cpsim.model.case import Child
from cpsim.model.framework import Framework
from cpsim.model.judgement import Address
from cpsim.model.words import (
    Basis,
    Driver,
    Handling,
    Horizon,
    Item,
    Polarity,
    Service,
    Tag,
    Topic,
    Whose,
)
from cpsim.present.prose import Words
from cpsim.present.tongue import N_, _, plural


def tag(value: Tag) -> str:
    """What kind of statement an item is."""
    match value:
        case Tag.FACT:
            return _("fact")
        case Tag.OBSERVATION:
            return _("observation")
        case Tag.ALLEGATION:
            return _("allegation")
        case Tag.OPINION:
            return _("opinion")
        case _unreachable:
            assert_never(_unreachable)


TAG_KEYS = {Tag.FACT: "f", Tag.OBSERVATION: "o", Tag.ALLEGATION: "a", Tag.OPINION: "p"}
"""The one keystroke that puts a tag on an item."""


def tag_means(value: Tag) -> str:
    """One line on when a tag fits."""
    match value:
        case Tag.FACT:
            return _("can be checked in your records, or something you did")
        case Tag.OBSERVATION:
            return _("you saw or heard it yourself")
        case Tag.ALLEGATION:
            return _("somebody claims it; nobody has shown it")
        case Tag.OPINION:
            return _("what you make of it")
        case _unreachable:
            assert_never(_unreachable)


TOPICS = {
    Topic.INJURIES: N_("injuries"),
    Topic.HEALTH: N_("health"),
    Topic.DEVELOPMENT: N_("talking, growing and learning"),
    Topic.DAILY_CARE: N_("daily care"),
    Topic.HOME: N_("the home"),
    Topic.SCHOOL: N_("school"),
    Topic.CHILDS_WORDS: N_("what the child has said"),
    Topic.CHILDS_MANNER: N_("how the child seems"),
    Topic.PARENT_AND_CHILD: N_("parent and child together"),
    Topic.PARENTS_OWN_NEEDS: N_("the parents' own needs"),
    Topic.CONFLICT_AT_HOME: N_("conflict at home"),
    Topic.FAMILY_AND_NETWORK: N_("family and people close to them"),
    Topic.WHERE_THE_CHILD_LIVES: N_("where the child lives"),
    Topic.SERVICES_AND_ACCESS: N_("services, visits and appointments"),
    Topic.NEIGHBOURS: N_("neighbours"),
    Topic.EARLIER_HISTORY: N_("earlier history"),
}

WHOSE = {
    Whose.CHILD: N_("the child"),
    Whose.MOTHER: N_("the mother"),
    Whose.FATHER: N_("the father"),
    Whose.OTHER_FAMILY: N_("others in the family"),
    Whose.NEIGHBOUR: N_("a neighbour"),
    Whose.SCHOOL: N_("the school"),
    Whose.HEALTH_SERVICE: N_("a health service"),
    Whose.HOSPITAL: N_("the hospital"),
    Whose.POLICE: N_("the police"),
    Whose.OTHER_PROFESSIONAL: N_("another professional"),
    Whose.UNKNOWN: N_("not known"),
}

SERVICES = {
    Service.POLICE: N_("the police"),
    Service.HOSPITAL: N_("the hospital"),
    Service.SPEECH_THERAPY: N_("speech and language therapy"),
    Service.PAEDIATRICIAN: N_("the paediatrician"),
    Service.MENTAL_HEALTH: N_("adult mental health"),
    Service.DOMESTIC_ABUSE_SERVICE: N_("the domestic abuse service"),
    Service.EARLIER_AREA: N_("the area the family lived in before"),
    Service.NURSERY: N_("the nursery"),
}

RISKS = {
    "1": N_("low"),
    "2": N_("moderate"),
    "3": N_("high"),
    "4": N_("very high"),
    "cannot_say": N_("cannot yet say"),
}

CERTAINTIES = {
    "1": N_("guess"),
    "2": N_("unsure"),
    "3": N_("fairly sure"),
    "4": N_("very sure"),
}

LIMBS = {
    "yes": N_("yes"),
    "no": N_("no"),
    "cannot_say": N_("cannot yet say"),
    "not_applicable": N_("does not apply"),
}

POLARITIES = {
    Polarity.WORRY: N_("a worry"),
    Polarity.STRENGTH: N_("a strength"),
    Polarity.COMPLICATING: N_("makes things harder"),
    Polarity.GREY: N_("could be read both ways"),
    Polarity.NEUTRAL: N_("neither way"),
}

PARTICIPATION = {
    "invite": N_("comes to the conference"),
    "advocate": N_("is spoken for by an advocate"),
    "written": N_("has views read out that were written down"),
}

LEAVES = {
    "room": N_("Say in the room what bears on the child."),
    "private": N_("Say it in the part of the conference that the family is out of."),
    "keep_out": N_("Leave it out of the conference."),
}


def topic(value: Topic) -> str:
    """What a question is about."""
    return _(TOPICS[value])


def whose(value: Whose) -> str:
    """Whose word an item is."""
    return _(WHOSE[value])


def leave(value: str) -> str:
    """The chair's answer about an item that was brought first."""
    return _(LEAVES.get(value, value))


LINES = re.compile(r", lines? [0-9][0-9, -]*(?=;|$)")
"""Where in a document a rule stands, as a source's words end."""


def documents(source: str) -> str:
    """A source for a screen: its documents once each, without their lines, which no reader's copy has."""
    return "; ".join(dict.fromkeys(LINES.sub("", source).split("; ")))


def participation(value: str) -> str:
    """How a child takes part, after the child's name."""
    return _(PARTICIPATION.get(value, value))


def said_as(kind: Tag, value: Whose | None, role: str | None) -> list[str]:
    """What stands beside an item: its kind and whose word it is.

    What a parent says of themselves has no kind: it is their own account, and neither proved nor alleged.
    """
    if value is not None and value.value == role:
        return [_("own account")]
    if value is Whose.CHILD and role == "advocate":
        return [_("the child's own")]
    return [tag(kind), *([word_of(value)] if value is not None else [])]


def by_author(*, explained: bool) -> str:
    """What stands beside an item that no source has: a mark, with its meaning until that was `explained`."""
    return "*" if explained else _("* added by the author")


def word_of(value: Whose) -> str:
    """Whose word an item is, as a mark beside it."""
    if value is Whose.UNKNOWN:
        return _("whose word is not known")
    return _("on the word of {who}").format(who=whose(value))


def service(value: Service) -> str:
    """A service that may have written."""
    return _(SERVICES[value])


def basis(value: Basis) -> str:
    """How a speaker knows an item."""
    match value:
        case Basis.RECORD:
            return _("it stands in our records")
        case Basis.SEEN:
            return _("I saw or heard it myself")
        case Basis.TOLD:
            return _("somebody told me")
        case Basis.GUESS:
            return _("it is a guess")
        case _unreachable:
            assert_never(_unreachable)


def known_by(value: Basis, word: Whose | None) -> str:
    """What stands on a turned card."""
    match value:
        case Basis.RECORD:
            return _("from records")
        case Basis.SEEN:
            return _("seen or heard first hand")
        case Basis.TOLD:
            return _("told by {who}").format(who=whose(word)) if word else _("told by somebody")
        case Basis.GUESS:
            return _("a guess")
        case _unreachable:
            assert_never(_unreachable)


def handling(value: Handling) -> str:
    """A limit on how an item may be passed on, as a mark beside it."""
    match value:
        case Handling.CHAIR_FIRST:
            return _("to the chair first")
        case Handling.PRIVATE_PART:
            return _("not before the whole room")
        case Handling.NOT_IN_REPORT:
            return _("not in the report")
        case _unreachable:
            assert_never(_unreachable)


def polarity(value: Polarity) -> str:
    """Which way an item points."""
    return _(POLARITIES[value])


def limb(value: str) -> str:
    """An answer to 'has suffered' or 'is likely to suffer'."""
    return _(LIMBS.get(value, value))


def risk(value: str) -> str:
    """How high a risk is."""
    return _(RISKS.get(value, value))


def certainty(value: str) -> str:
    """How sure somebody is."""
    return _(CERTAINTIES.get(value, value))


def status(value: str, framework: Framework) -> Words:
    """A plan as the area calls it."""
    return next((option.name for option in framework.statuses if option.value == value), value)


def category(value: str, framework: Framework) -> Words:
    """A category of harm as the area calls it."""
    return next((option.name for option in framework.categories if option.value == value), value)


def level(value: str, framework: Framework) -> str:
    """A level of need as the area calls it, with its number."""
    if value == "not_enough":
        return _("not enough to say")
    for known in framework.levels:
        if known.value == value:
            return f"{value} {known.name}"
    return value


def heading(value: str, framework: Framework) -> Words:
    """A heading of the board."""
    return next((known.name for known in framework.headings if known.id == value), value)


def answer(at: Address, value: str, framework: Framework) -> str:
    """The value of one answer in words."""
    match at.item:
        case Item.LEVEL:
            return level(value, framework)
        case Item.SUFFERED | Item.LIKELY:
            return limb(value)
        case Item.RISK:
            return risk(value)
        case Item.CERTAINTY:
            return certainty(value)
        case Item.SCALE:
            return value
        case Item.STATUS:
            return str(status(value, framework))
        case Item.CATEGORY:
            return str(category(value, framework))
        case _unreachable:
            assert_never(_unreachable)


def asked(at: Address) -> str:
    """What an answer is about, in a few words."""
    match at.item:
        case Item.LEVEL:
            return _("level of need")
        case Item.SUFFERED:
            return _("has suffered significant harm")
        case Item.LIKELY:
            return _("is likely to suffer it")
        case Item.RISK:
            return _("risk now") if at.horizon is Horizon.NOW else _("risk if nothing changes")
        case Item.CERTAINTY:
            return _("how sure")
        case Item.SCALE:
            return _("safety, as a number")
        case Item.STATUS:
            return _("plan")
        case Item.CATEGORY:
            return _("category")
        case _unreachable:
            assert_never(_unreachable)


def cards(number: int) -> str:
    """How much somebody has put on the board."""
    return plural("{n} card on the board", "{n} cards on the board", number) if number else ""


def driver(value: Driver) -> str:
    """Who moves a seat."""
    match value:
        case Driver.PERSONS:
            return _("played by a person")
        case Driver.SIMULATED:
            return _("played by the program")
        case Driver.ABSENT:
            return _("absent")
        case _unreachable:
            assert_never(_unreachable)


def question(at: Address, children: Sequence[Child]) -> str:
    """What an answer is about, as a line begins: among several children with the child's name before it."""
    if len(children) < 2:
        return asked(at).capitalize()
    names = {known.id: known.name for known in children}
    return _("{child}: {question}").format(child=names.get(at.child, at.child), question=asked(at))
