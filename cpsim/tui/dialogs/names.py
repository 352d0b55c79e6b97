"""What people are called, for the hand-overs alone: asked when a table is set up, and when somebody else sits there."""

from textual.app import App

from cpsim.model.said import Said
from cpsim.session.people import NAME, names_in
from cpsim.tui.dialogs.write import Sheet, Write
from cpsim.tui.lines import Tone, line


async def ask_names(app: App[object], joins: tuple[Said, ...] | None = None) -> tuple[Said, ...] | None:
    """One name, or two with "and" between; none where nobody likes to, None where one went back. No draft is kept.

    `joins` are the names already there where somebody joins them: only the one who comes is asked for.
    """
    how = "For hand-overs alone. Two who share a seat: Ana and Ben."
    if joins:
        how = f"For hand-overs alone. It is added to {' and '.join(str(name) for name in joins)}."
    words: Said | None = await app.push_screen_wait(
        Write(
            "What are they called?" if joins is None else "What is whoever joins them called?",
            line((how, Tone.QUIET)),
            sheet=Sheet(2 * NAME, rows=1, done="So be it", without="No name"),
        )
    )
    return names_in(words) if words is not None else None
