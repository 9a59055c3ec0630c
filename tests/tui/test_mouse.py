"""Everything can be done with a mouse alone."""

from __future__ import annotations

import pytest
from textual.widget import Widget
from textual.widgets import OptionList

from backstretch.tui.coach.afterwards import SummaryScreen
from backstretch.tui.coach.dialogs import PainScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.library.screen import LibraryScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.questions.signs import SignsScreen
from backstretch.tui.settings.screen import SettingsScreen
from backstretch.tui.widgets.checklist import Checklist
from backstretch.tui.widgets.pain_scale import PainScale

from .conftest import APART, Desk, World

pytestmark = pytest.mark.second


async def click(desk: Desk, words: str) -> None:
    """Click on words of the screen."""
    desk.clock.go(APART)
    y, row = next((y, row) for y, row in enumerate(desk.rows()) if words in row)
    assert await desk.pilot.click(offset=(row.index(words) + 1, y))


def tooltip(widget: Widget) -> str:
    return str(widget.tooltip)


async def test_a_session_from_the_library_to_its_summary(painted_world: World) -> None:
    async with painted_world.program((100, 30)) as desk:
        sessions = desk.screen.query_one(OptionList)
        await click(desk, "Gentle start")
        assert isinstance(desk.screen, LibraryScreen)
        assert sessions.highlighted == 1
        await click(desk, "Small")
        await click(desk, "? keys")
        assert isinstance(desk.screen, HelpScreen)
        await desk.press("escape")
        await click(desk, "s settings")
        assert isinstance(desk.screen, SettingsScreen)
        await click(desk, "Space on/off")
        assert not desk.app.context.settings.sounds
        await click(desk, "Esc back")
        await click(desk, "Small")
        assert isinstance(desk.screen, CheckInScreen)
        assert tooltip(desk.screen.query_one(PainScale)) == "Click a number"
        await click(desk, "y signs")
        assert isinstance(desk.screen, SignsScreen)
        assert tooltip(desk.screen.query_one(Checklist)).startswith("Click a line")
        await click(desk, "Enter goes on")
        await click(desk, "Enter starts")
        assert isinstance(desk.screen, CoachScreen)
        await click(desk, "p pain")
        assert isinstance(desk.screen, PainScreen)
        await click(desk, "Esc back")
        await click(desk, "q end")
        assert isinstance(desk.screen, ChoiceScreen)
        await click(desk, "End it here")
        assert isinstance(desk.screen, SummaryScreen)
        await click(desk, "Esc done")
        assert desk.at_library()
