"""The question before a seat of the family is given to somebody: such a part is nobody's duty."""

from textual.app import App

from cpsim.tui.dialogs.ask import Ask
from cpsim.tui.lines import Words


async def chooses_it(app: App[object], role: Words) -> bool:
    """Whether whoever is to sit for `role`, a parent or another of the family, chooses it; Esc is no."""
    question = Ask(
        f"{role}: does this person choose it?",
        "This is a parent's part. It is only for somebody who chooses it, and can be given back at any moment.",
        yes="Yes, they choose it",
        no="No, or not sure",
        first="no",
    )
    return await app.push_screen_wait(question)
