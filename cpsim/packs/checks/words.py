"""A look at the words of a case for what belongs to a real person: dates of birth, numbers, addresses.

People in a pack are invented. What looks like a real person's details is a warning, since only
its author can tell.
"""

import re
from collections.abc import Callable, Iterator

from cpsim.packs.checks.case import Case
from cpsim.packs.nodes import Page, leaves, texts, under
from cpsim.packs.problems import Problem, Severity, shown

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

LOOKS_LIKE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a full date", re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b")),
    ("a full date", re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS}),? (?:19|20)\d\d\b")),
    ("a telephone number", re.compile(r"(?<![\w:])(?:\+\d{2,3}|0)[ -]?\(?\d{2,5}\)?(?:[ -]?\d{2,4}){2,3}\b")),
    ("a health number", re.compile(r"\b\d{3} \d{3} \d{4}\b")),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")),
    ("an e-mail or web address", re.compile(r"\b[\w.+-]+@[\w-]+\.\w+|\bhttps?://|\bwww\.")),
    (
        "a street address",
        re.compile(
            r"\b\d{1,4}[a-z]?,? (?:[A-Z][a-z]+ )+(?:Road|Street|Avenue|Lane|Close|Drive|Terrace|Court)\b"
        ),
    ),
)
"""What each pattern finds, in words."""


_SAY_WHEN = "say when it was from the conference on, such as three weeks ago"


def no_real_details(case: Case) -> Iterator[Problem]:
    """Nothing in the case reads like the details of a real person."""
    pack = case.pack
    single = (pack.main, pack.cards, pack.joins, pack.key, pack.replies, pack.injects)
    for page in (*single, *pack.slices.values()):
        yield from _details(page)


def _details(page: Page) -> Iterator[Problem]:
    exempt = {id(node) for field in ("made_by", "printed_in") for node in under(page.root, field)}
    for leaf in leaves(page.root) if page.root is not None else ():
        if not isinstance(leaf.value, str) or id(leaf) in exempt:
            continue
        for what, pattern in LOOKS_LIKE:
            match = pattern.search(leaf.value)
            if match:
                remedy = _SAY_WHEN if what == "a full date" else "leave it out"
                message = f"{shown(match[0])} reads like {what}; people in a pack are invented, so {remedy}"
                yield page.problem(leaf, "words.personal", message, Severity.WARNING)
                break


_TO_THE_HOLDER = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|\u201c[^\u201d]*\u201d|\u2018[^\u2019]*\u2019")


def words_are_for_everybody(case: Case) -> Iterator[Problem]:
    """What is read aloud does not speak to its holder; words that somebody said may say what they like."""
    said = [(fact.page, fact.node, field) for fact in case.dealt for field in ("words", "short")]
    for page in case.pack.slices.values():
        said += [(page, impact, "words") for impact in under(page.root, "impacts", "*")]
    for page, node, field in said:
        for value, leaf in texts(node, field):
            found = _TO_THE_HOLDER.search(_QUOTED.sub("", value))
            if found is not None:
                message = (
                    f"{shown(found[0])} speaks to the holder, and everybody will hear these words; "
                    "name who is meant, and let the family say I"
                )
                yield page.problem(leaf, "words.you", message, Severity.WARNING)


CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (no_real_details, words_are_for_everybody)
