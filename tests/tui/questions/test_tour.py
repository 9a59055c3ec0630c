"""The tour: once before the first session, in safety, and again when asked for."""

from __future__ import annotations

import pytest

from backstretch.coach.red_flags import say, words
from backstretch.run.person import read_person
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.notice import FirstRunScreen
from backstretch.tui.questions.tour import TourScreen
from tests.tui.conftest import SMALL, World

pytestmark = pytest.mark.second


async def test_the_key_for_sharp_pain_is_tried_in_safety(world: World) -> None:
    world.forget_answers()
    async with world.program() as desk:
        await desk.press("enter", "enter")
        assert "1 of 3" in desk.text()
        assert "RELEASE" in desk.text()
        await desk.press("enter")
        assert "2 of 3" in desk.text()
        for line in words()["tour"]["stop"]:
            assert line in desk.said()
        await desk.press("x")
        assert isinstance(desk.screen, TourScreen)
        for line in words()["tour"]["practised"]:
            assert line in desk.said()
        assert desk.app.runner is None
        await desk.press("enter")
        assert say("check_in", "reach") in desk.said()
        await desk.press("left", "right", "enter")
        assert isinstance(desk.screen, CheckInScreen)
        await desk.press("escape", "enter")
        assert isinstance(desk.screen, CheckInScreen)
    assert world.runs() == []
    assert world.stops_aside() == []
    assert read_person(world.paths.person)[0].toured


async def test_a_real_pain_in_the_tour_opens_the_advice(world: World) -> None:
    async with world.program() as desk:
        for keys in (("x",), ("enter", "x", "x"), ("enter", "enter", "exclamation_mark")):
            desk.app.tour()
            await desk.pilot.pause()
            await desk.press(*keys)
            assert isinstance(desk.screen, EscalationScreen), keys
            await desk.press("enter", "enter")
            assert desk.at_library()
    assert world.runs() == []


async def test_it_is_left_at_any_time_and_not_shown_for_one_session(world: World) -> None:
    async with world.program() as desk:
        for keys in (("escape",), ("enter", "q"), ("enter", "enter", "Q")):
            desk.app.tour()
            await desk.pilot.pause()
            await desk.press(*keys)
            assert desk.at_library()
    world.forget_answers()
    async with world.program(chosen=world.write_session(SMALL)) as desk:
        assert isinstance(desk.screen, FirstRunScreen)
        await desk.press("enter")
        assert isinstance(desk.screen, CheckInScreen)
        assert not desk.app.context.answers.toured
