"""A level is suggested with its reason, taken with one key, and never changed in silence; and the week's days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Static

from backstretch.base.errors import JournalError
from backstretch.coach.red_flags import say
from backstretch.journal.store import Journal
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from tests.tui.conftest import Desk, World

pytestmark = pytest.mark.second

GROWING = """\
format = 1
title = "Growing"
lead_in = 5
[[steps]]
exercise = "pelvic-tilt"
hold = 5
reps = { from = 2, to = 6, by = 1 }
"""
WENT_WELL = "3 sessions at level 1 went well."
UP = f"{WENT_WELL} l: go up to level 2"
TAKEN = f"{WENT_WELL} This time at level 2. l: stay at level 1"


@pytest.fixture
def growing(world: World) -> World:
    """A session that may grow to its second level."""
    world.write_session(GROWING)
    world.remember_good_runs(8, 5, 2, level=1)
    return world


def level_said(desk: Desk) -> str:
    """What the screen says of the level."""
    said = desk.screen.query_one("#level", Static)
    return " ".join(str(said.visual).split()) if said.display else ""


async def test_from_the_library(growing: World) -> None:
    async with growing.program() as desk:
        assert level_said(desk) == UP
        assert "level 1 of 4" in desk.said()
        await desk.press("l")
        assert level_said(desk) == TAKEN
        assert "level 2 of 4" in desk.said()
        await desk.press("L")
        assert level_said(desk) == UP
        await desk.press("l", "down")
        assert level_said(desk) == ""
        await desk.press("l", "up")
        assert level_said(desk) == TAKEN
        await desk.begin()
        assert desk.runner.plan.timeline.level == 2
        await desk.press("q", "q", "escape")
        assert desk.at_library()
        assert level_said(desk) == "", "one run at the new level says nothing yet"
        assert "level 2 of 4" in desk.said()
    async with growing.program() as desk:
        await desk.begin()
        assert desk.runner.plan.timeline.level == 2


async def test_from_the_check_in(growing: World) -> None:
    async with growing.program() as desk:
        await desk.open_check_in()
        assert level_said(desk) == UP
        before = str(desk.screen.query_one("#title", Static).visual)
        await desk.press("l")
        assert level_said(desk) == TAKEN
        assert str(desk.screen.query_one("#title", Static).visual) != before
        await desk.press("escape")
        assert level_said(desk) == TAKEN, "back in the library it still holds"
        await desk.open_check_in()
        await desk.press("l", "l", "enter")
        assert desk.runner.plan.timeline.level == 2


@pytest.mark.parametrize("size", [(40, 12), (120, 40)])
async def test_it_is_seen_at_every_size(growing: World, size: tuple[int, int]) -> None:
    async with growing.program(size=size) as desk:
        for _ in range(2):
            assert WENT_WELL in desk.text()
            assert "l: go up to level 2" in desk.text()
            await desk.press("enter")


async def test_unless_it_is_taken_nothing_changes(growing: World) -> None:
    for _ in range(2):
        async with growing.program() as desk:
            assert level_said(desk) == UP
            await desk.begin()
            assert desk.runner.plan.timeline.level == 1
            await desk.press("q", "q")


async def test_a_worse_day_takes_it_back(growing: World) -> None:
    growing.remember_run(timedelta(days=1), "yesterday", level=1, pain_after=0)
    async with growing.program() as desk:
        await desk.press("l")
        assert level_said(desk).endswith("l: stay at level 1")
        await desk.press("enter")
        assert isinstance(desk.screen, ChoiceScreen)
        await desk.press("w")
        assert isinstance(desk.screen, CheckInScreen)
        assert level_said(desk) == f"{say('level', 'worse', level='1')} l: go down to level 0"
        await desk.press("enter")
        assert desk.runner.plan.timeline.level == 1, "neither up nor, unasked, down"


async def test_days_off_and_a_level_asked_for(world: World) -> None:
    found = world.write_session(GROWING)
    world.remember_good_runs(20, level=4)
    async with world.program(chosen=found) as desk:
        assert level_said(desk) == "You last did this session 20 days ago. l: go down to level 2"
        await desk.press("l", "enter")
        assert desk.runner.plan.timeline.level == 2
        await desk.press("q", "q")
    async with world.program(chosen=found, level=3) as desk:
        assert level_said(desk) == ""
        await desk.press("l", "enter")
        assert desk.runner.plan.timeline.level == 3


async def test_after_a_stop_it_is_told_and_not_asked(world: World) -> None:
    world.write_session(GROWING)
    world.remember_stop("bridge", level=3)
    async with world.program() as desk:
        assert level_said(desk) == say("level", "stopped")
        assert "level 0 of 4" in desk.said()
        await desk.press("l")
        assert level_said(desk) == say("level", "stopped")
        await desk.press("enter", "y", "y")
        assert level_said(desk) == say("after_stop", "goes_on")
        await desk.press("l", "enter")
        assert desk.runner.plan.timeline.level == 0
    assert world.runs()[-1].level == 0


async def test_a_session_without_ranges_has_one_level(world: World) -> None:
    world.remember_good_runs(8, 5, 2)
    async with world.program() as desk:
        assert level_said(desk) == ""
        await desk.open_check_in()
        assert level_said(desk) == ""
        await desk.press("l", "enter")
        assert isinstance(desk.screen, CoachScreen)


@pytest.mark.parametrize(("keys", "asked"), [(("enter", "enter"), True), (("l", "enter", "enter"), False)])
async def test_who_takes_another_level_does_not_go_on_at_the_old_one(
    growing: World, keys: tuple[str, ...], asked: bool
) -> None:
    async with growing.program() as desk:
        await desk.begin()
        await desk.let(12)
        await desk.press("ctrl+c")
    async with growing.program() as desk:
        await desk.press(*keys)
        assert isinstance(desk.screen, ChoiceScreen) is asked
        if not asked:
            assert desk.runner.plan.timeline.level == 2


async def test_a_journal_that_fails_changes_nothing(growing: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise JournalError("the journal cannot be read")

    async with growing.program() as desk:
        await desk.open_check_in()
        with monkeypatch.context() as failing:
            failing.setattr(Journal, "hurt", fail)
            await desk.press("l")
            assert isinstance(desk.screen, CheckInScreen)
            assert level_said(desk) == UP
        await desk.press("escape")
        with monkeypatch.context() as failing:
            failing.setattr(Journal, "level_history", fail)
            await desk.press("l", "down", "up")
            assert level_said(desk) == ""
        await desk.press("down", "up")
        assert "level 1 of 4" in desk.said()


@pytest.mark.parametrize(
    ("settings", "line"),
    [("", "This week: 1 of 3 days"), ("weekly_goal = 5", "This week: 1 of 5 days"), ("weekly_goal = 0", "")],
)
async def test_the_days_of_the_week(world: World, settings: str, line: str) -> None:
    world.configure(settings)
    world.remember_run(timedelta(hours=1))
    world.remember_run(timedelta(hours=2), "earlier today")
    world.remember_run(timedelta(days=1), "on Sunday")
    async with world.program() as desk:
        assert str(desk.screen.query_one("#week", Static).visual) == line
        assert ("This week" in desk.text()) is bool(line)
