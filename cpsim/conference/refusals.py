"""Why an act was not taken: values from a closed list, each with a stable code.

The sentence a trainee reads stands in `present`; where a rule of procedure refuses, `rule`
names the framework's rule, whose text and source are printed with it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """The closed list of reasons."""

    NOT_IN_THIS_STEP = "not_in_this_step"
    NOT_YOUR_PART = "not_your_part"
    NOT_YOUR_FLOOR = "not_your_floor"
    SOMEBODY_HAS_THE_FLOOR = "somebody_has_the_floor"
    ONLY_THE_CHAIR = "only_the_chair"
    NO_ITEMS_LEFT_THIS_TURN = "no_items_left_this_turn"
    FOLDER_IS_EMPTY = "folder_is_empty"
    QUESTION_STANDS = "question_stands"
    NO_QUESTION_TO_YOU = "no_question_to_you"
    NO_QUESTIONS_LEFT = "no_questions_left"
    NOBODY_TO_ASK = "nobody_to_ask"
    ALREADY_HANDED_IN = "already_handed_in"
    BALLOT_NOT_OPEN = "ballot_not_open"
    BALLOTS_MISSING = "ballots_missing"
    ROUND_NOT_DONE = "round_not_done"
    EVERYBODY_SPOKE = "everybody_spoke"
    SUMMARY_MISSING = "summary_missing"
    DECISION_MISSING = "decision_missing"
    CLOSING_MISSING = "closing_missing"
    PARTICIPATION_MISSING = "participation_missing"
    ALREADY_DONE = "already_done"
    NOTHING_RESTRICTED = "nothing_restricted"
    NOBODY_ASKED_LEAVE = "nobody_asked_leave"
    NOBODY_CAN_LEAD = "nobody_can_lead"
    NO_PLAN = "no_plan"
    NOT_JUDGING = "not_judging"
    OBSERVING = "observing"
    ABSENT = "absent"
    IT_IS_OVER = "it_is_over"
    PAUSED = "paused"
    NOT_PAUSED = "not_paused"
    ONLY_THE_FACILITATOR = "only_the_facilitator"
    CHAIR_STAYS = "chair_stays"
    NO_CARD = "no_card"
    NOT_A_CHOICE = "not_a_choice"
    FIELD_MISSING = "field_missing"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    NO_SUCH_SEAT = "no_such_seat"
    NOT_STORED = "not_stored"
    """It is allowed, and could not be kept; `about` is the store's own sentence."""


QUOTED = (
    "step_order",
    "one_professional_at_a_time",
    "sealed_before",
    "sealed_after",
    "items_limit",
    "questions_limit",
    "category_if_plan",
    "dissent_after_decision",
    "lead_social_worker",
)
"""Every rule a refusal may name; each framework has a text and a source for it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act was not taken."""

    why: Why
    rule: str | None = None
    """The id of the framework's rule that refuses, if a rule of procedure does."""
    about: tuple[str, ...] = ()
    """Parameters for the sentence: seat ids, field names, numbers; in the order the sentence uses them."""
