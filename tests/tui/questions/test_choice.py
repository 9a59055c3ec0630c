"""Space takes what is marked, as it does in every list of the program."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from backstretch.coach.events import State
from backstretch.coach.red_flags import say
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from tests.tui.conftest import World

pytestmark = pytest.mark.second


async def test_in_the_gate_space_answers_what_was_marked_and_nothing_before(world: World) -> None:
    world.remember_stop()
    async with world.program() as desk:
        await desk.press("enter", "space")
        assert say("after_stop", "settled") in desk.text()
        await desk.press("down", "space")
        assert say("after_stop", "advised") in desk.text()
        await desk.press("space", "down", "space")
        assert isinstance(desk.screen, CheckInScreen)


async def test_in_ease_off_and_in_the_list_of_sessions_too(world: World) -> None:
    async with world.program() as desk:
        await desk.press("space")
        assert isinstance(desk.screen, CheckInScreen)
        await desk.press("escape")
        await desk.begin_at(12)
        await desk.press("e", "down", "down")
        assert isinstance(desk.screen, ChoiceScreen)
        assert desk.screen.query_one(OptionList).highlighted == 2
        await desk.press("space")
        assert isinstance(desk.screen, CoachScreen)
        assert (desk.at, desk.kind, desk.state()) == (110, "ready", State.GETTING_READY)
