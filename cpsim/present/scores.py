"""A profile in words: what each line says, who says so, and the arithmetic for those who ask for it.

Calling too low and calling too high get the same words with another direction; neither is praised
or blamed, and nothing here adds lines up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cpsim.model.case import Child, KeyItem
from cpsim.model.framework import Framework
from cpsim.model.said import Said
from cpsim.present import labels
from cpsim.present.arithmetic import decimals, how
from cpsim.present.tongue import N_, _, plural
from cpsim.scoring.lines import (
    EQUAL,
    Code,
    Flag,
    Line,
    LineId,
    LineState,
    Movement,
    Profile,
    Shift,
)

NAMES = {
    LineId.LEVEL: N_("Level of need"),
    LineId.THRESHOLD: N_("Threshold"),
    LineId.STATUS: N_("Plan"),
    LineId.CATEGORY: N_("Category"),
    LineId.RISK_NOW: N_("Risk now"),
    LineId.RISK_IF_NOTHING_CHANGES: N_("Risk if nothing changes"),
    LineId.DIRECTION: N_("From now to later"),
    LineId.SCALE: N_("Safety scale"),
    LineId.CERTAINTY: N_("How sure"),
}
PLAIN = {
    Code.OTHER: N_("Another answer than the key's."),
    Code.DEFENSIBLE: N_("Not the key's answer, but one the key gives a reason for."),
    Code.MISSING: N_("Incomplete: this was not answered."),
    Code.NO_KEY: N_("The key says nothing about this, so your answer stands without a score."),
    Code.NOT_ENOUGH: N_("You found there was not enough to say. That is not scored."),
    Code.CANNOT_SAY: N_("You could not yet say, where the key does. That is not scored."),
    Code.KEY_CANNOT_SAY: N_("The key holds that this cannot yet be said, so your answer is not scored."),
    Code.NOT_REACHED: N_("Not asked after the plan you chose, so nothing is compared."),
    Code.NEVER_SCORED: N_("Shown, and never scored."),
}
FLAGS = {
    Flag.OVER_INTERVENTION: N_(
        "By your answers the family would be met with more than the key finds needed; that does harm as well."
    ),
    Flag.UNDER_INTERVENTION: N_(
        "By your answers the child would be met with less than the key finds needed; that does harm as well."
    ),
    Flag.COUNTED_AS_NO: N_(
        "'Cannot yet say' counts as a no when it is worked out whether the threshold is met."
    ),
    Flag.MET_WITHOUT_PLAN: N_(
        "By your answers the threshold is met, and you chose no plan. Worth a word; nothing is taken off."
    ),
    Flag.PLAN_WITHOUT_MET: N_(
        "By your answers the threshold is not met, and you chose a protection plan. Worth a word; "
        "nothing is taken off."
    ),
    Flag.SEXUAL_WITHOUT_KEY: N_(
        "You named sexual abuse, and nothing in the key points to it. Take it up with the facilitator."
    ),
    Flag.SAME_RISK_TWICE: N_(
        "You gave the same risk for now and for later. Where a child is safer for the moment only, "
        "the two come apart."
    ),
    Flag.NOT_PREFERRED: N_("The key would rather say {preferred}, and takes yours as well."),
    Flag.CITES_KEYED_FACT: N_("You cited at least one item the key rests on."),
}
MOVEMENTS = {
    Movement.MOVED_TOWARD: N_("Moved towards the key for all folders."),
    Movement.MOVED_AWAY: N_("Moved away from the key for all folders."),
    Movement.STAYED_WITH: N_("Stayed with the key for all folders."),
    Movement.STAYED_APART: N_("Stayed apart from the key for all folders."),
}
"""Which of the two keys is meant stands in each, because the first judgement has a key of its own."""
NO_DIRECTION = {
    Code.MISSING: N_("Incomplete: it follows from both risks, and one of them was not answered."),
    Code.CANNOT_SAY: N_("Incomplete: it follows from both risks, and you could not yet say one of them."),
    Code.KEY_CANNOT_SAY: N_(
        "Incomplete: it follows from both risks, and the key cannot yet say one of them."
    ),
    Code.NO_KEY: N_("Incomplete: it follows from both risks, and the key does not have both."),
}
"""Why there is no direction."""
DIRECTIONS = {"rises": N_("rising"), "same": N_("staying as it is"), "falls": N_("falling")}
FOOTER = (
    N_("An estimate for training, against one key. It says nothing about anybody's competence."),
    N_("The lines are not added up: there is no total, no pass mark and no ranking."),
)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line of a profile, ready for a screen or a file."""

    id: LineId
    name: str
    given: str
    """The answer in words, a dash where there is none."""
    key: str
    """What the key takes, in words; empty where it says nothing."""
    words: str
    """The comparison, one sentence."""
    notes: tuple[str, ...]
    reasons: tuple[Said, ...]
    """The key's reasons, and the reason for an answer it calls defensible; none for the direction,
    which follows from two lines that give theirs."""
    cites: tuple[str, ...]
    """The facts the key rests on."""
    cited: tuple[str, ...]
    """Those among them that the answerer cited."""
    number: str
    """The score; empty where there is none."""
    how: str
    """How the score came about, in words and figures; empty where there is none."""

    @property
    def arithmetic(self) -> str:
        """The score and how it came about; empty where there is none."""
        return f"{self.number}: {self.how}" if self.number else ""


def row(line: Line, framework: Framework) -> ScoreRow:
    """One line in words."""
    follows = line.id is LineId.DIRECTION
    return ScoreRow(
        line.id,
        name(line),
        given(line, framework),
        key(line, framework),
        sentence(line),
        notes(line, framework),
        () if follows else _reasons(line),
        () if follows else tuple(dict.fromkeys(fact for item in line.keys for fact in item.cites)),
        () if follows else line.cited,
        "" if line.score is None else decimals(line.score),
        how(line),
    )


def name(line: Line) -> str:
    """What a line is about."""
    return _(NAMES[line.id])


def opinion(profile: Profile) -> str:
    """Whose opinion the key is; one facilitator's is labelled as one opinion."""
    return plural("one facilitator's opinion", "the agreed opinion of {n} facilitators", profile.opinion_of)


def given(line: Line, framework: Framework) -> str:
    """The answers of a line in words."""
    if line.id is LineId.DIRECTION:
        direction = line.figure("direction")
        return "–" if direction is None else _(DIRECTIONS[str(direction)])
    words = [labels.answer(answer.at, answer.value, framework) for answer in line.answers]
    if line.id is LineId.THRESHOLD:
        pairs = zip(line.answers, words, strict=True)
        words = [f"{labels.asked(answer.at)}: {word}" for answer, word in pairs]
    return "; ".join(words) or "–"


def key(line: Line, framework: Framework) -> str:
    """What the key takes, in words."""
    if line.id is LineId.DIRECTION:
        direction = line.figure("key_direction")
        return "" if direction is None else _(DIRECTIONS[str(direction)])
    words = []
    for item in line.keys:
        taken = _(" or ").join(labels.answer(item.at, value, framework) for value in item.accepted)
        words.append(f"{labels.asked(item.at)}: {taken}" if line.id is LineId.THRESHOLD else taken)
    return "; ".join(words)


def sentence(line: Line) -> str:
    """The comparison of one line in one sentence."""
    if line.state is LineState.DISCUSSION_ONLY:
        return _("No score: answers to this differ too much among facilitators. Something to talk about.")
    if line.id is LineId.DIRECTION and line.code in NO_DIRECTION:
        return _(NO_DIRECTION[line.code])
    if line.code in PLAIN:
        return _(PLAIN[line.code])
    if line.id is LineId.THRESHOLD:
        return _threshold(line)
    if line.id is LineId.DIRECTION:
        return _direction(line)
    if line.code is Code.SEVERAL:
        return _several(line)
    if line.code is Code.AS_KEY:
        several = any(len(item.accepted) > 1 for item in line.keys)
        return _("Among the answers the key takes.") if several else _("The same as the key.")
    return _apart(line)


def _apart(line: Line) -> str:
    steps = abs(int(line.figure("distance") or 0))
    match line.code:
        case Code.UNDER:
            return plural("One level below the key.", "{n} levels below the key.", steps)
        case Code.OVER:
            return plural("One level above the key.", "{n} levels above the key.", steps)
        case Code.SAFER:
            return plural(
                "One point safer than the key's band.", "{n} points safer than the key's band.", steps
            )
        case _:
            return plural(
                "One point less safe than the key's band.", "{n} points less safe than the key's band.", steps
            )


def _threshold(line: Line) -> str:
    if line.figure("key_met") == "either":
        return _("By the key's answers the threshold may be met or not; yours are among them.")
    met = line.figure("met") == "met"
    if line.code is Code.AS_KEY:
        if met:
            return _("Your two answers meet the threshold, and so do the key's.")
        return _("Your two answers do not meet the threshold, and nor do the key's.")
    if met:
        return _("Your two answers meet the threshold; the key's do not.")
    return _("Your two answers do not meet the threshold; the key's do.")


def _direction(line: Line) -> str:
    ours, theirs = (_(DIRECTIONS[str(line.figure(part))]) for part in ("direction", "key_direction"))
    if line.code is Code.AS_KEY:
        return _("You see the risk {direction}, and so does the key.").format(direction=ours)
    return _("You see the risk {direction}; the key sees it {other}.").format(direction=ours, other=theirs)


def _several(line: Line) -> str:
    hits, misses, extras = (int(line.figure(part) or 0) for part in ("TP", "FN", "FP"))
    return _("{hits} of the {all} the key names, and {extras} it does not.").format(
        hits=hits, all=hits + misses, extras=extras
    )


def notes(line: Line, framework: Framework) -> tuple[str, ...]:
    """What else there is to say about a line: its limbs, and whatever is worth talking about."""
    found = _limb_notes(line, framework) if line.id is LineId.THRESHOLD else []
    for flag in line.flags:
        words = _(FLAGS[flag])
        if flag is Flag.NOT_PREFERRED:
            item = line.keys[0]
            words = words.format(preferred=labels.answer(item.at, item.preferred or "", framework))
        found.append(words)
    return tuple(found)


def _limb_notes(line: Line, framework: Framework) -> list[str]:
    """Each limb beside the key's, where the two differ."""
    found = []
    taken = {item.at: item for item in line.keys}
    for answer in line.answers:
        item = taken.get(answer.at)
        if item is not None and answer.value not in item.accepted and not _open(item):
            found.append(
                _("{question}: you say \u201c{given}\u201d, the key says \u201c{taken}\u201d.").format(
                    question=labels.asked(answer.at).capitalize(),
                    given=labels.answer(answer.at, answer.value, framework),
                    taken=_(" or ").join(labels.answer(item.at, value, framework) for value in item.accepted),
                )
            )
    return found


def _open(item: KeyItem) -> bool:
    return {"yes", "no"} <= set(item.accepted)


def _reasons(line: Line) -> tuple[Said, ...]:
    chosen = {answer.value for answer in line.answers}
    halves = [half.reason for item in line.keys for half in item.half if half.value in chosen]
    return (*(item.reason for item in line.keys), *halves)


def shift(moved: Shift, framework: Framework, children: Sequence[Child]) -> str:
    """First and second answer at one address, and the word for the move; of several children the name too."""
    first, second = (
        ", ".join(labels.answer(moved.at, value, framework) for value in values)
        for values in (moved.before, moved.after)
    )
    words = "" if moved.movement is None else " " + _(MOVEMENTS[moved.movement])
    return (
        _("{question}: {first}, then {second}.").format(
            question=labels.question(moved.at, children), first=first, second=second
        )
        + words
    )


def footer(profile: Profile) -> tuple[str, ...]:
    """What stands under every profile: what it is not, and the weights where they are not equal."""
    lines = tuple(_(words) for words in FOOTER)
    if profile.weights == EQUAL:
        return lines
    unequal = _(
        "A level too low weighs {under:g} here and a level too high {over:g}. Unequal weights make it pay "
        "to call towards the lighter side, so read the scores with that in mind."
    )
    return (*lines, unequal.format(under=profile.weights.under, over=profile.weights.over))
