"""The building blocks of the schemas: words with limits, ids, closed lists, source tags.

Strict on purpose: nothing is turned into something else, so what an author wrote is what is read.
"""

import os
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from cpsim.model import words
from cpsim.packs import limits

WORD = r"^[a-z][a-z0-9_]*$"
SLUG = r"^[a-z][a-z0-9_-]*$"
FACT_ID = r"^[A-Z]{2,3}-[0-9]{2}$"
CHILD_ID = r"^c[1-9][0-9]?$"
JOIN_ID = r"^[A-Z][1-9][0-9]?$"
STEP_ID = r"^[A-Za-z][A-Za-z0-9_]*$"
VALUE = r"^[a-z0-9_]+$"
DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_TAG = r"[A-Z][A-Z0-9]*(:[0-9]+(-[0-9]+)?)?"
DOCUMENT_TAG = r"^[A-Z][A-Z0-9]+$"
SOURCE = rf"^{_TAG}(, ?{_TAG})*$"
PROVENANCE = rf"^(authored|{_TAG}(, ?{_TAG})*)$"

PATTERNS: dict[str, str] = {
    WORD: "one word in small letters, digits and underscores, such as health_visitor",
    SLUG: "small letters, digits, hyphens and underscores, beginning with a letter, such as west-sussex",
    FACT_ID: "two or three capital letters, a hyphen and two digits, such as HV-07",
    CHILD_ID: "c and a number, such as c1",
    JOIN_ID: "a capital letter and a number, such as I1 or G12",
    STEP_ID: "a letter, then letters, digits or underscores, such as J10",
    VALUE: 'a word in small letters, or a number in quotes, such as in_need_plan or "4"',
    DAY: 'a day written "2026-05-09", in quotes',
    DOCUMENT_TAG: "two or more capital letters and digits, such as S0 or E7",
    SOURCE: "one or more tags parted by commas, such as S0:596 or S0:596,E7, or A for an assumption",
    PROVENANCE: "the tag of a document, such as S0:242-250, or the word authored",
}
"""What each pattern asks for, in words."""

# Whatever else is installed, no plug-in of somebody else's looks at packs; looking for some takes time too.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Part(BaseModel):
    """A table in a file: its fields and no others."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=limits.NAME)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=limits.LINE)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=limits.TEXT)]

Word = Annotated[str, StringConstraints(pattern=WORD, max_length=40)]
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=40)]
FactId = Annotated[str, StringConstraints(pattern=FACT_ID)]
ChildId = Annotated[str, StringConstraints(pattern=CHILD_ID)]
JoinId = Annotated[str, StringConstraints(pattern=JOIN_ID)]
StepId = Annotated[str, StringConstraints(pattern=STEP_ID, max_length=40)]
Day = Annotated[str, StringConstraints(pattern=DAY)]
SourceTags = Annotated[str, StringConstraints(pattern=SOURCE, max_length=200)]
Provenance = Annotated[str, StringConstraints(pattern=PROVENANCE, max_length=200)]
Value = Annotated[str, StringConstraints(pattern=VALUE, max_length=40)]
Weight = Annotated[int, Field(ge=1, le=3)]

Some = Field(min_length=1)
"""A list with at least one member."""

# An enumeration is written as its plain word, which strict validation would refuse.
Basis = Annotated[words.Basis, Field(strict=False)]
Category = Annotated[words.Category, Field(strict=False)]
Handling = Annotated[words.Handling, Field(strict=False)]
Horizon = Annotated[words.Horizon, Field(strict=False)]
Item = Annotated[words.Item, Field(strict=False)]
Lean = Annotated[words.Lean, Field(strict=False)]
Manner = Annotated[words.Manner, Field(strict=False)]
Polarity = Annotated[words.Polarity, Field(strict=False)]
Service = Annotated[words.Service, Field(strict=False)]
Side = Annotated[words.Side, Field(strict=False)]
Stage = Annotated[words.Stage, Field(strict=False)]
Status = Annotated[words.Status, Field(strict=False)]
Tag = Annotated[words.Tag, Field(strict=False)]
Topic = Annotated[words.Topic, Field(strict=False)]
Whose = Annotated[words.Whose, Field(strict=False)]
