"""How long and how many: the limits of what is said at the table, in one place.

What a pack may hold is limited in `packs.limits`; a pack's own lines for simulated participants
fit these, or a simulated participant could be refused what its papers say.
"""

IMPACT = 300
"""Characters of the one sentence that ends a turn: what this means for the child's day."""

OWN_WORDS = 400
"""Characters of an answer in one's own words."""

ANSWER_ITEMS = 3
"""Items one answer may bring from a folder."""

REASON = 600
"""Characters of a reason: of a judgement, a view, a decision, a dissent."""

DECISION_CARDS = 5
"""Cards a decision may rest on."""

SUMMARY = 600
"""Characters of the chair's summary."""

SUMMARY_CARDS = 6
"""Cards a summary may name."""

PLAN_PART = 400
"""Characters of each part of a plan line."""

CONTINGENCY = 800
"""Characters of what happens if circumstances change."""

WORD = 40
"""Characters of 'one word'."""

INJECT = 600
"""Characters of something that arrives, written on the spot."""

NOTE = 600
"""Characters of a note in the facilitator's journal."""

COMMITMENT = 300
"""Characters of what one will do at the next conference."""
