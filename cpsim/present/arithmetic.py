"""How a score came about, in words with every figure in it, for those who ask for it."""

from cpsim.present.tongue import N_, _, plural
from cpsim.scoring.lines import Code, Line, LineId


def how(line: Line) -> str:
    """How the score came about, in words with every figure in it; empty where there is no score.

    The formula itself, over the names of the figures, is in the machine's form of a profile.
    """
    if line.score is None:
        return ""
    match line.id:
        case LineId.THRESHOLD:
            return _shares(line)
        case LineId.DIRECTION:
            return _ways(line)
        case _ if line.figure("TP") is not None:
            return _hits(line)
        case _ if line.figure("steps") is not None:
            return _steps(line)
        case _:
            return _chosen(line)


def _chosen(line: Line) -> str:
    """Of an answer that is the key's or is not."""
    if line.code is Code.AS_KEY:
        return _("whole, for an answer the key takes")
    if line.code is Code.DEFENSIBLE:
        return _("half, for an answer the key gives a reason for")
    return _("nothing, for an answer the key neither takes nor gives a reason for")


def _steps(line: Line) -> str:
    """Of an answer on an ordered list: what each step away takes off."""
    steps = abs(int(line.figure("distance") or 0))
    if not steps:
        return _("whole, for an answer within the key's range")
    each = f"{_number(line.figure('weight') or 0)}/{_number(line.figure('steps') or 1)}"
    if line.id is LineId.SCALE:
        away = plural("{n} point from the key's band", "{n} points from the key's band", steps)
    else:
        away = plural("{n} level from the key", "{n} levels from the key", steps)
    floor = _(", and nothing is left") if line.score == 0 else ""
    return _("{away}, and each takes off {each} of 1{floor}").format(away=away, each=each, floor=floor)


SHARES = {0.5: N_("half"), 0.25: N_("a quarter")}
PARTS = (
    ("M", N_("whether the threshold is met")),
    ("S", N_("\u201chas suffered\u201d")),
    ("L", N_("\u201cis likely\u201d")),
)
"""The parts of the threshold's score by the name of their figure."""
EARNED = {1.0: N_("as the key"), 0.5: N_("half of it earned"), 0.0: N_("not as the key")}


def _shares(line: Line) -> str:
    """Of the threshold: what each of its parts counts, and what it earned."""
    told = []
    for part, about in PARTS:
        share, earned = float(line.figure(f"share_{part}") or 0), float(line.figure(part) or 0)
        if share:
            told.append(
                _("{share} for {about} ({earned}: {points})").format(
                    share=_(SHARES[share]) if share in SHARES else _number(share),
                    about=_(about),
                    earned=_(EARNED[earned])
                    if earned in EARNED
                    else _("{part} of it earned").format(part=_number(earned)),
                    points=_number(share * earned),
                )
            )
    return ", ".join(told)


def _ways(line: Line) -> str:
    """Of the direction: the same or another, and between which risks the key's direction lies."""
    same = (
        _("whole, for the key's direction")
        if line.score
        else _("nothing, for another than the key's direction")
    )
    return _("{same}; the key's is from {now} now to {later} later (1 low, 4 very high)").format(
        same=same,
        now=_number(line.figure("key_now") or 0),
        later=_number(line.figure("key_if_nothing_changes") or 0),
    )


def _hits(line: Line) -> str:
    """Of several answers: what was named, missed and named beyond the key."""
    hits, misses, extras = (int(line.figure(part) or 0) for part in ("TP", "FN", "FP"))
    return _(
        "{hits} of the key's named, {misses} missed, {extras} beyond it: one named counts 5, one missed 4, "
        "one beyond 1, so {top} of {whole}"
    ).format(hits=hits, misses=misses, extras=extras, top=5 * hits, whole=5 * hits + 4 * misses + extras)


def decimals(score: float) -> str:
    """A score with two decimals, and up to four where it has them."""
    text = f"{score:.4f}"
    return text if text[-1] != "0" else text[:-1] if text[-2] != "0" else text[:-2]


def _number(value: str | float) -> str:
    return f"{round(value, 4):g}" if isinstance(value, float) else str(value)
