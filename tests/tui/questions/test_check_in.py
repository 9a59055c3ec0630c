"""What the notice and the check-in have room for."""

from __future__ import annotations

import pytest

from backstretch.audio.audio import UNHEARD
from backstretch.coach.floor import ready_line
from backstretch.coach.red_flags import say
from backstretch.session.library import find
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.notice import FirstRunScreen
from tests.tui.conftest import World

pytestmark = pytest.mark.second


async def test_all_of_it_is_seen_at_80x24_where_nothing_can_be_heard_too(world: World) -> None:
    world.configure('words = "full"')
    async with world.program(chosen=find("knee-to-chest-and-bridge", world.paths)) as desk:
        assert isinstance(desk.screen, CheckInScreen)
        plan = desk.screen._plan
        assert len(ready_line(plan.props)) > 76, "what must lie ready takes two rows"
        desk.screen._tell_unheard(UNHEARD)
        await desk.pilot.pause()
        assert desk.screen.query_one("#page").max_scroll_y == 0
        assert UNHEARD.split(":", maxsplit=1)[0] in desk.text()


async def test_the_whole_notice_is_seen_at_80x24(world: World) -> None:
    world.forget_answers()
    async with world.program() as desk:
        await desk.press("enter")
        assert isinstance(desk.screen, FirstRunScreen)
        assert desk.screen.query_one("#page").max_scroll_y == 0
        assert say("notice", "kept") in desk.text()
