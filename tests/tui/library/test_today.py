"""The row of today above the sessions: what is due, and Enter that starts it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import OptionList, Static

from backstretch.coach.red_flags import say
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from tests.tui.conftest import SMALL_SECONDS, Desk, World

from .test_library import chosen, row_of

DAY = 86_400.0


def write_plan(world: World, more: str = "", *, ahead: int = 0) -> None:
    first = world.clock.now().date() + timedelta(days=ahead)
    world.paths.plan.write_text(
        f'format = 1\ntitle = "Mine"\nfrom = {first}\nweeks = 3\n{more}\n'
        '[[do]]\nsession = "everyday"\ntimes_a_week = 3\n'
        "[[do]]\nwalk = 10\nby = 10\nto = 12\ntimes_a_week = 1\n"
    )


def text(desk: Desk, name: str) -> str:
    return str(desk.library.query_one(f"#{name}", Static).visual)


@pytest.mark.second
async def test_enter_starts_what_is_next_until_all_is_done(world: World) -> None:
    write_plan(world)
    async with world.program() as desk:
        assert "Small; Walk, 10 min" in row_of(desk, "Today")
        assert chosen(desk) == "Mine: week 1 of 3"
        assert "due: Walk, 10 min, 0 of 1 this week" in text(desk, "about")
        await desk.press("enter")
        assert isinstance(desk.screen, CheckInScreen)
        await desk.press("enter")
        await desk.let(SMALL_SECONDS + 0.1)
        await desk.press("escape")
        assert row_of(desk, "Today").split() == ["Today:", "Walk,", "10", "min"]
        assert "done: Small, 1 of 3 this week" in text(desk, "about")
        await desk.press("enter", "enter")
        assert desk.app.runner is not None
        assert desk.app.runner.log.start.kind == "walk"
        await desk.let(615.1)
        await desk.press("escape")
        assert row_of(desk, "Today").split() == ["Today:", "all", "done"]
        await desk.press("enter")
        assert isinstance(desk.screen, ChoiceScreen)
        await desk.press("escape", "down")
        assert chosen(desk) == "Small"


@pytest.mark.second
async def test_the_rows_below_are_the_sessions(world: World) -> None:
    write_plan(world)
    async with world.program() as desk:
        listed = desk.library.query_one(OptionList)
        await desk.press("end")
        last = chosen(desk)
        desk.library.reload()
        await desk.pilot.pause()
        assert (chosen(desk), listed.highlighted) == (last, listed.option_count - 1)
        world.paths.plan.unlink()
        desk.library.reload()
        await desk.pilot.pause()
        assert (chosen(desk), row_of(desk, "Today")) == (last, "")
        await desk.press("home")
        write_plan(world)
        desk.library.reload()
        await desk.pilot.pause()
        assert chosen(desk) == "Small", "what was chosen stays so"


@pytest.mark.second
async def test_one_key_takes_the_next_minutes(world: World) -> None:
    write_plan(world)
    async with world.program() as desk:
        await desk.press("enter", "enter")
        await desk.let(SMALL_SECONDS + 0.1)
        await desk.press("escape", "enter", "enter")
        await desk.let(615.1)
        await desk.press("escape")
        up = "In week 1 of your plan you took every walk, and nothing was worse for it.\nl: walk 11 minutes from now on"
        assert text(desk, "level") == up
        await desk.press("l")
        assert text(desk, "level").endswith("This time 11 minutes. l: stay at 10 minutes")
        world.clock.sleep(7 * DAY)
        desk.library.reload()
        await desk.press("enter", "n", "enter")
        await desk.let(SMALL_SECONDS + 0.1)
        await desk.press("escape", "enter", "enter")
        assert desk.app.runner is not None
        assert (desk.app.runner.log.start.planned_seconds, desk.app.runner.log.start.level) == (675.0, 1)


@pytest.mark.second
async def test_what_a_gate_refuses_is_not_offered(world: World) -> None:
    write_plan(world)
    async with world.program() as desk:
        await desk.press("enter", "enter")
        await desk.let(30.0)
        await desk.press("x", "enter")
        await desk.press("enter", apart=1.0)
        assert row_of(desk, "Today").split() == ["Today:", "Walk,", "10", "min"], "which stays open behind the gate"
        assert say("after_stop", "waiting") in text(desk, "about")
        plan = world.paths.plan
        plan.write_text(plan.read_text().partition("[[do]]\nwalk")[0])
        desk.library.reload()
        await desk.pilot.pause()
        assert "must wait" in row_of(desk, "Today")
        await desk.press("enter")
        assert isinstance(desk.screen, ChoiceScreen), "Enter starts nothing"


@pytest.mark.second
@pytest.mark.parametrize(("ahead", "said"), [(1, "your plan begins on 24 November"), (-30, "your plan is over")])
async def test_before_and_after_its_weeks_it_says_so(world: World, ahead: int, said: str) -> None:
    write_plan(world, ahead=ahead)
    async with world.program() as desk:
        assert said in row_of(desk, "Today")


@pytest.mark.second
async def test_a_plan_with_errors_is_told_of_and_has_no_row(world: World) -> None:
    world.paths.plan.write_text("format = 2")
    async with world.program() as desk:
        assert row_of(desk, "Today") == ""
        assert "(4 more: see backstretch plan)" in text(desk, "notices")
