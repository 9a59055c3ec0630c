"""What hurt, from the stop to putting it back: one journal, the program begun anew each time."""

from __future__ import annotations

import pytest

from backstretch.coach.red_flags import say
from backstretch.tui.coach.escalation import EscalationScreen
from tests.tui.conftest import Desk, World, settled

pytestmark = pytest.mark.second

DAY = 86_400.0
BRIDGE_AT = 115.5
"""A second in the first hold of the bridge."""


def exercises(desk: Desk) -> set[str]:
    return {phase.exercise for phase in desk.runner.plan.timeline.phases if phase.exercise}


async def test_what_hurt_is_left_out_until_it_is_put_back(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(BRIDGE_AT)
        await desk.press("x")
        assert isinstance(desk.screen, EscalationScreen)
        await settled()
        await desk.press("enter", "enter")
        assert desk.at_library()
    world.clock.sleep(DAY)
    async with world.program() as desk:
        await desk.press("enter", "y", "y", "s")
        assert "Without Bridge" in desk.said()
        await desk.press("enter")
        assert exercises(desk) == {"knee-to-chest"}
        await desk.press("q", "q")
    world.clock.sleep(DAY)
    async with world.program() as desk:
        assert "Without Bridge" in desk.said()
        await desk.press("r")
        assert say("after_stop", "put_back") in desk.said()
        await desk.press("y")
        assert "Without Bridge" not in desk.said()
    async with world.program() as desk:
        assert "Without Bridge" not in desk.said()
        await desk.press("enter", "s", "enter")
        assert exercises(desk) == {"knee-to-chest", "bridge"}
