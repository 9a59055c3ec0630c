"""Keys that every screen has answer no question of safety, and stand over neither a session nor the advice."""

from __future__ import annotations

from backstretch.coach.events import State
from backstretch.coach.red_flags import say
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.widgets.pick_list import MarkedList
from tests.tui.conftest import World


async def test_where_enter_alone_answers_nothing_no_letter_changes_that(world: World) -> None:
    world.remember_stop()
    async with world.program() as desk:
        await desk.press("enter", "j", "enter", "g", "enter", "G", "K", "enter")
        assert say("after_stop", "settled") in desk.text()
        assert desk.screen.query_one(MarkedList).highlighted is None
        await desk.press("down")
        assert desk.screen.query_one(MarkedList).highlighted == 0


async def test_nothing_is_told_over_a_session_or_the_advice(world: World) -> None:
    """There F1 is a key without a meaning, and pauses; the advice keeps the screen."""
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("f1")
        assert isinstance(desk.screen, CoachScreen)
        assert desk.state() is State.PAUSED
        await desk.press("x", "f1", "?")
        assert isinstance(desk.screen, EscalationScreen)
