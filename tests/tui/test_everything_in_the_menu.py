"""A curious person takes every line of the menu once; each does what it says."""

from pathlib import Path

import pytest
from keyboard_player import Manners, Player, program

from cpsim.conference import events as e
from cpsim.present import menu
from cpsim.tui.dialogs.choose import Choose
from cpsim.tui.screens.conference import Conference
from cpsim.tui.screens.debrief import Debrief
from cpsim.tui.widgets.choice_list import ChoiceList


class CuriousPlayer(Player):
    """Takes what was not taken yet before what moves the meeting on, and words of one's own where offered."""

    tried: set[str]

    async def _at_table(self, screen: Conference) -> None:
        shown = screen.query_one("Menu", ChoiceList)
        open_now = [choice.id for choice in shown.choices if not choice.disabled]
        new = [one for one in open_now if one.split(":")[0] not in self.tried and one != menu.SAY_SEALED]
        choice = next((one for one in new if one in (*menu.ASIDE, "speak_view")), open_now[0])
        self.tried.add(choice.split(":")[0])
        await self.pick(choice)

    async def _act(self, screen: object) -> None:
        if isinstance(screen, Choose):
            ids = [choice.id for choice in screen.query_one(ChoiceList).choices]
            if "words" in ids:
                await self.pick("words")
                return
        await super()._act(screen)


EXPECTED = {
    "gp": (e.TakenToChair, e.QuestionAsked, e.ReplyRead, e.CardMoved, e.DissentRecorded, e.PlanLineAdded),
    "chair": (
        e.ParticipationDecided,
        e.FloorGiven,
        e.QuestionAsked,
        e.ReplyRead,
        e.CardMoved,
        e.Summarised,
        e.Decided,
        e.ContingencySet,
        e.LeadNamed,
        e.CoreGroupNamed,
        e.DatesSet,
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("role", list(EXPECTED))
async def test_every_line_of_the_menu_does_what_it_says(role: str, tmp_path: Path) -> None:
    """What a role may do in a conference can be done from the menu, and stands in the log as done."""
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        player = CuriousPlayer(app, pilot, Manners(role=role, words="In my own words."))
        player.tried = set()
        await player.play(until=Debrief)
        link = app.journey.link
        kinds = {type(event) for event in link.log()}
        own = [event for event in link.log() if getattr(event, "seat", None) == link.seat]
    assert kinds.issuperset(EXPECTED[role])
    assert any("In my own words." in str(getattr(event, name, "")) for event in own for name in event.WORDS)
