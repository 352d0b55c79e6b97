"""A small framework and key, built by hand, on which whole profiles are tried."""

from collections.abc import Callable

import pytest

from cpsim.model.case import (
    Card,
    Cast,
    Child,
    Fact,
    Half,
    Key,
    KeyItem,
    Pace,
    RoleCard,
    Scenario,
    Setting,
    Slice,
)
from cpsim.model.content import Content, Options
from cpsim.model.framework import (
    Asked,
    Ballot,
    CategoryOption,
    Framework,
    Level,
    Quorum,
    Source,
    StatusOption,
)
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import clean
from cpsim.model.words import Category, Horizon, Item, Side, Stage, Status

SOURCE = Source("A", "assumption, confirm locally")
WORDS = clean("words")
RISKS = (
    Asked(Item.RISK, Horizon.NOW, WORDS),
    Asked(Item.RISK, Horizon.IF_NOTHING_CHANGES, WORDS),
)
LIMBS = (Asked(Item.LEVEL, None, WORDS), Asked(Item.SUFFERED, None, WORDS), Asked(Item.LIKELY, None, WORDS))
PLAN = (
    Asked(Item.STATUS, None, WORDS),
    Asked(Item.CATEGORY, None, WORDS, only_if_status=Status.PROTECTION_PLAN),
)


@pytest.fixture
def child() -> Child:
    """The one child."""
    return Child("c1", clean("Jo"), clean("four"))


@pytest.fixture
def framework() -> Framework:
    """Four levels, either limb enough, one category, no scale."""
    return Framework(
        slug="jersey",
        title=clean("Jersey"),
        law=WORDS,
        holidays="jersey",
        added_days=(),
        removed_days=(),
        documents=(),
        levels=tuple(Level(str(n), clean(f"Level {n} need"), WORDS, SOURCE) for n in range(1, 5)),
        threshold="suffered_or_likely",
        threshold_text=WORDS,
        threshold_source=SOURCE,
        categories=tuple(
            CategoryOption(value, clean(value.capitalize()), WORDS, SOURCE) for value in Category
        ),
        category_choice="single",
        statuses=tuple(
            StatusOption(value, clean(value.replace("_", " ")), SOURCE)
            for value in (Status.PROTECTION_PLAN, Status.IN_NEED_PLAN, Status.NO_PLAN)
        ),
        headings=(),
        steps=(),
        judges=(Side.PROFESSIONAL, Side.CHAIR),
        before=Ballot("before", (*LIMBS, *RISKS, Asked(Item.CERTAINTY, None, WORDS)), 3, False),
        after=Ballot("after", (*LIMBS, *RISKS, Asked(Item.CERTAINTY, None, WORDS), *PLAN), 3, True),
        scale=None,
        decider=Side.CHAIR,
        quorum=Quorum("social_worker", 2, "agency", WORDS, SOURCE),
        private_part=WORDS,
        deadlines=(),
        rules=(),
    )


def item(
    what: Item,
    *accepted: str,
    horizon: Horizon | None = None,
    preferred: str | None = None,
    half: tuple[str, ...] = (),
    cites: tuple[str, ...] = (),
    stage: Stage = Stage.AFTER,
    role: str | None = None,
    setting: str | None = None,
) -> KeyItem:
    """One item of a key, for the one child."""
    return KeyItem(
        at=Address(what, "c1", setting, horizon),
        stage=stage,
        accepted=accepted,
        reason=clean(f"why {what}"),
        cites=cites,
        role=role,
        preferred=preferred,
        half=tuple(Half(value, clean(f"{value} can be argued")) for value in half),
    )


@pytest.fixture
def make_item() -> Callable[..., KeyItem]:
    """Makes key items."""
    return item


@pytest.fixture
def key() -> Key:
    """A key as for a child who is safer for the moment only."""
    now, later = Horizon.NOW, Horizon.IF_NOTHING_CHANGES
    items = (
        item(Item.LEVEL, "4", preferred="4", cites=("HV-01", "DT-01")),
        item(Item.SUFFERED, "yes", preferred="yes"),
        item(Item.LIKELY, "yes", preferred="yes"),
        item(Item.STATUS, "protection_plan", half=("in_need_plan",)),
        item(Item.CATEGORY, "physical", half=("neglect", "emotional")),
        item(Item.RISK, "2", "3", "cannot_say", horizon=now),
        item(Item.RISK, "3", "4", horizon=later, preferred="4"),
        item(Item.LEVEL, "3", "4", preferred="3", stage=Stage.BEFORE, role="gp"),
        item(Item.LEVEL, "3", "4", preferred="4", stage=Stage.BEFORE, role="health_visitor"),
        item(Item.RISK, "3", "4", horizon=now, stage=Stage.BEFORE, role="health_visitor"),
    )
    return Key(clean("One facilitator."), 1, items, ())


def _fact(fact_id: str) -> Fact:
    return Fact(fact_id, WORDS, WORDS, WORDS, WORDS, ())


@pytest.fixture
def content(framework: Framework, key: Key, child: Child) -> Content:
    """A pack with two professionals, a mother and two places round the same key."""
    roles = ("health_visitor", "gp", "mother")
    cards = tuple(
        RoleCard(role, WORDS, Side.FAMILY if role == "mother" else Side.PROFESSIONAL, role, WORDS, (), (), ())
        for role in roles
    )
    scenario = Scenario(
        slug="jo",
        title=clean("Jo"),
        summary=WORDS,
        content_note=WORDS,
        meeting=WORDS,
        made_by=WORDS,
        printed_in=None,
        frameworks=("jersey",),
        children=(child,),
        settings=(Setting("as_before", WORDS, WORDS, ()), Setting("where_now", WORDS, WORDS, ())),
        cards=(Card("table", (WORDS,)),),
        cast=tuple(Cast(role, True, "yes") for role in roles),
        slices=(
            Slice("health_visitor", (_fact("HV-01"), _fact("HV-02"))),
            Slice("gp", (_fact("GP-01"), _fact("GP-02"))),
            Slice("mother", (_fact("MO-01"),)),
        ),
        replies=(),
        paces=(Pace("standard", WORDS, 45, 5, 2, 3, 2, 210),),
        key=key,
        insights=(),
        gaps=(),
        corroborations=(),
        clashes=(),
        moments=(),
        contingency=WORDS,
    )
    return Content(scenario, framework, cards, Options())


def answers(**values: str | None) -> tuple[Answer, ...]:
    """Answers for the one child, as the key has them but for `values`; None leaves one out."""
    whole: dict[str, str | None] = {
        "level": "4",
        "suffered": "yes",
        "likely": "yes",
        "status": "protection_plan",
        "category": "physical",
        "now": "2",
        "later": "4",
    }
    places = {"now": ("risk", Horizon.NOW), "later": ("risk", Horizon.IF_NOTHING_CHANGES)}
    made = []
    for name, value in (whole | values).items():
        item, horizon = places.get(name, (name, None))
        if value is not None:
            made.append(Answer(Address(Item(item), "c1", None, horizon), value))
    return tuple(made)


@pytest.fixture
def judged() -> Callable[..., tuple[Answer, ...]]:
    """Makes answers that differ from the key's in those named."""
    return answers
