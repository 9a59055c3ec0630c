"""``f`` at the check-in: the signs, then what is left of the session on a bad day."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from backstretch.coach.red_flags import say
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.signs import SignsScreen
from tests.tui.conftest import Desk, World

pytestmark = pytest.mark.second


def text(desk: Desk, name: str) -> str:
    return str(desk.screen.query_one(f"#{name}", Static).visual)


async def test_the_signs_come_first_then_half(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        assert text(desk, "bad-day") == say("bad_day", "offered")
        whole = text(desk, "title")
        await desk.press("f")
        assert isinstance(desk.screen, SignsScreen)
        await desk.press("enter")
        assert isinstance(desk.screen, CheckInScreen)
        assert text(desk, "bad-day") == say("bad_day", "taken", percent="50")
        assert "Without Bridge: a bad day." in text(desk, "left-out")
        assert text(desk, "title") != whole
        await desk.press("f")
        assert (text(desk, "title"), text(desk, "bad-day")) == (whole, say("bad_day", "offered")), "not asked again"
        assert "Bridge" not in text(desk, "left-out")
        await desk.press("f", "enter")
        assert isinstance(desk.screen, CoachScreen)
        assert desk.runner.log.start.easy


async def test_a_sign_keeps_it_away(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("f", "1", "enter")
        assert say("check_in", "blocked") in desk.said()
        assert world.runs() == []
