"""The speaking note: what Enter does is said for each item, chosen or not."""

from collections.abc import Callable
from typing import Any

from conferences import jayden, role_seat, round_a_table

from cpsim.session.table import LocalLink
from cpsim.tui.app import GuardedApp
from cpsim.tui.screens.speaking_note import SpeakingNote


async def test_an_item_is_taken_and_taken_off(
    bench: Callable[..., Any], look: Callable[[GuardedApp], str]
) -> None:
    """The bottom line says which of the two Enter does; the end of the list promises no cover that does not come."""
    host = round_a_table(jayden(), "chair", "gp")
    link = LocalLink(host, role_seat(host, "gp"))
    app = bench(screen=SpeakingNote(link, "Family doctor"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Enter - take it " in look(app).splitlines()[-1]
        await pilot.press("enter")
        await pilot.pause()
        assert "on the note, as number 1" in look(app)
        assert "Enter - take it off" in look(app).splitlines()[-1]
        await pilot.press("end")
        await pilot.pause()
        assert "Enter - be done" in look(app).splitlines()[-1]
        assert "over the screen" not in look(app)
