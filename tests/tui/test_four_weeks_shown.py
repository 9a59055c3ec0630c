"""Four weeks of a plan in the full screen: every day Enter on Today until nothing more is due."""

from __future__ import annotations

import pytest

from backstretch.run.day_plan import day_plan
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen

from .conftest import Desk, World
from .library.test_library import row_of

pytestmark = [pytest.mark.second, pytest.mark.timeout(300)]

DAY = 86_400.0
SHORT = """\
format = 1
title = "Mornings"
lead_in = 5
[[steps]]
exercise = "pelvic-tilt"
hold = 10
reps = 2
rest_between = 5
"""
PLAN = """\
format = 1
title = "Mine"
from = 2026-11-23
weeks = 4
review = 2026-12-18
[[do]]
session = "everyday"
days = ["mon", "wed", "fri"]
[[do]]
walk = 2
by = 50
to = 4
times_a_week = 5
[[goals]]
name = "Socks"
"""
BAD_DAY = 15


async def live_a_day(desk: Desk, number: int) -> None:
    """Enter on Today as long as it has something, as often as it asks."""
    while (found := day_plan(desk.app.context)) is not None and found.next is not None:
        await desk.press("enter")
        if isinstance(desk.screen, ChoiceScreen):
            await desk.press("s")
        assert isinstance(desk.screen, CheckInScreen)
        if number == BAD_DAY:
            await desk.press("f", "enter")
        await desk.press("l", "enter")
        await desk.let(300.0)
        await desk.press("escape")
        assert desk.at_library()


async def test_four_weeks(world: World) -> None:
    world.write_session(SHORT)
    world.paths.plan.write_text(PLAN)
    rows: list[str] = []
    async with world.program() as desk:
        await desk.press("o", "4", "enter")
        for number in range(28):
            rows.append(row_of(desk, "Today").strip())
            await live_a_day(desk, number)
            world.clock.sleep(DAY)
            desk.library.reload()
            await desk.pilot.pause()
        assert "your plan is over" in row_of(desk, "Today")
        await desk.press("o", "6", "enter")
    assert rows[0] == "Today: Mornings; Walk, 2 min"
    assert rows[1] == "Today: Walk, 2 min"
    assert rows[5] == "Today: nothing is due"
    assert rows[7] == "Today: Mornings; Walk, 2 min", "the longer walk is offered, and taken at the check-in"
    assert rows[8] == "Today: Walk, 3 min"
    runs = world.runs()
    assert {run.outcome for run in runs} == {"completed"}
    assert [sum(run.kind == kind for run in runs) for kind in ("session", "walk")] == [12, 20]
    assert [run.easy for run in runs].count(True) == sum(
        run.easy for run in runs if (run.started_at.date() - runs[0].started_at.date()).days == BAD_DAY
    )
    assert any(run.easy for run in runs)
    with world.journal() as journal:
        assert [score.score for score in journal.goal_scores()] == [4, 6]
