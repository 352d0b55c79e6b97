"""Closed lists of words that packs, events and screens share.

Each is a `StrEnum`, so a value is written in YAML and in the log as its plain name, which
never changes once a session has been stored.
"""

from enum import StrEnum


class Tag(StrEnum):
    """What kind of statement an item is (sources: fact, observation, allegation, opinion kept apart)."""

    FACT = "fact"
    OBSERVATION = "observation"
    ALLEGATION = "allegation"
    OPINION = "opinion"


class Polarity(StrEnum):
    """Which way an item points, in the key only."""

    WORRY = "worry"
    STRENGTH = "strength"
    COMPLICATING = "complicating"
    GREY = "grey"
    NEUTRAL = "neutral"


class Handling(StrEnum):
    """A limit on how a fact may be passed on; a fact with none is open."""

    CHAIR_FIRST = "chair_first"
    PRIVATE_PART = "private_part"
    NOT_IN_REPORT = "not_in_report"


class Topic(StrEnum):
    """The one list of things a question can be about, the same in every pack.

    It is fixed here, not in a pack, so that the list of askable things hints at no case.
    """

    INJURIES = "injuries"
    HEALTH = "health"
    DEVELOPMENT = "development"
    DAILY_CARE = "daily_care"
    HOME = "home"
    SCHOOL = "school"
    CHILDS_WORDS = "childs_words"
    CHILDS_MANNER = "childs_manner"
    PARENT_AND_CHILD = "parent_and_child"
    PARENTS_OWN_NEEDS = "parents_own_needs"
    CONFLICT_AT_HOME = "conflict_at_home"
    FAMILY_AND_NETWORK = "family_and_network"
    WHERE_THE_CHILD_LIVES = "where_the_child_lives"
    SERVICES_AND_ACCESS = "services_and_access"
    NEIGHBOURS = "neighbours"
    EARLIER_HISTORY = "earlier_history"


class Whose(StrEnum):
    """Whose word an item is, when it is not the speaker's own."""

    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"
    OTHER_FAMILY = "other_family"
    NEIGHBOUR = "neighbour"
    SCHOOL = "school"
    HEALTH_SERVICE = "health_service"
    HOSPITAL = "hospital"
    POLICE = "police"
    OTHER_PROFESSIONAL = "other_professional"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How a speaker knows an item: what a card shows once somebody asked and it is turned over."""

    RECORD = "record"
    SEEN = "seen"
    TOLD = "told"
    GUESS = "guess"


class Side(StrEnum):
    """Which part of the table a role belongs to; agenda steps name sides, not people."""

    CHAIR = "chair"
    PROFESSIONAL = "professional"
    FAMILY = "family"
    CHILD = "child"


class SeatKind(StrEnum):
    """What a seat is for."""

    PARTICIPANT = "participant"
    OBSERVER = "observer"
    FACILITATOR = "facilitator"


class Driver(StrEnum):
    """Who moves a seat; it changes by an event."""

    PERSONS = "persons"
    SIMULATED = "simulated"
    ABSENT = "absent"


class Watch(StrEnum):
    """What an observer may be asked to watch for."""

    CHILDS_VOICE = "childs_voice"
    FACTS_AND_OPINIONS = "facts_and_opinions"
    PARENTS = "parents"


class Manner(StrEnum):
    """How a simulated participant behaves at the table; drawn from its role card."""

    FORTHCOMING = "forthcoming"
    RESERVED = "reserved"
    HURRIED = "hurried"
    GUARDED = "guarded"
    TIRED = "tired"
    TALKATIVE = "talkative"


class Item(StrEnum):
    """What a judgement is about; which of these are asked is the framework's to say."""

    LEVEL = "level"
    SUFFERED = "suffered"
    LIKELY = "likely"
    RISK = "risk"
    CERTAINTY = "certainty"
    SCALE = "scale"
    STATUS = "status"
    CATEGORY = "category"


class Horizon(StrEnum):
    """The time a judgement looks at."""

    NOW = "now"
    IF_NOTHING_CHANGES = "if_nothing_changes"


class Stage(StrEnum):
    """Before the conference, from the own folder alone, or after everybody was heard."""

    BEFORE = "before"
    AFTER = "after"


class Lean(StrEnum):
    """How a board heading reads: a place for worries, for strengths, or for neither."""

    WORRY = "worry"
    STRENGTH = "strength"
    NEITHER = "neither"


class Limb(StrEnum):
    """The answers to 'has suffered' and 'is likely to suffer'."""

    YES = "yes"
    NO = "no"
    CANNOT_SAY = "cannot_say"
    NOT_APPLICABLE = "not_applicable"


class Status(StrEnum):
    """Neutral names for what a conference may decide; each framework maps those it has."""

    PROTECTION_PLAN = "protection_plan"
    IN_NEED_PLAN = "in_need_plan"
    EARLY_HELP = "early_help"
    CONTINUE_ASSESSMENT = "continue_assessment"
    NO_PLAN = "no_plan"


class Category(StrEnum):
    """The four categories of harm under which a plan is made."""

    PHYSICAL = "physical"
    EMOTIONAL = "emotional"
    SEXUAL = "sexual"
    NEGLECT = "neglect"


class Service(StrEnum):
    """Services that may have written without sending anybody; the one list for every pack.

    It is fixed here so that the list of services one may ask for hints at no case.
    """

    POLICE = "police"
    HOSPITAL = "hospital"
    SPEECH_THERAPY = "speech_therapy"
    PAEDIATRICIAN = "paediatrician"
    MENTAL_HEALTH = "mental_health"
    DOMESTIC_ABUSE_SERVICE = "domestic_abuse_service"
    EARLIER_AREA = "earlier_area"
    NURSERY = "nursery"
