"""The screen of the goals: a scale for each, kept on Enter."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from backstretch.run.goal_ratings import SEE_SOMEONE, no_goals
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.questions.goal_screen import GoalsScreen
from tests.tui.conftest import World
from tests.tui.library.test_today import DAY, text, write_plan

GOALS = '[[goals]]\nname = "Socks"\n[[goals]]\nname = "Stairs"\n'

pytestmark = pytest.mark.second


def scores(world: World) -> list[tuple[str, int]]:
    with world.journal() as journal:
        return [(score.goal, score.score) for score in journal.goal_scores()]


async def test_goals_are_rated_and_told_of(world: World) -> None:
    write_plan(world, GOALS)
    async with world.program() as desk:
        assert "It is time to rate your goals." in text(desk, "about")
        await desk.press("o")
        assert isinstance(desk.screen, GoalsScreen)
        await desk.press("4", "enter", "7", "enter")
        assert desk.at_library()
        assert scores(world) == [("Socks", 4), ("Stairs", 7)]
        assert "rate your goals" not in text(desk, "about")
        world.clock.sleep(42 * DAY)
        await desk.press("o")
        await desk.press("6", "enter", "8", "enter")
        await desk.press("o")
        said = "\n".join(str(line.visual) for line in desk.screen.query(Static).results(Static))
        assert "Socks: 4 → 6, 2 points better" in said
        assert "Stairs: 7 → 8 (last" in said
        assert said.count(SEE_SOMEONE) == 1


async def test_esc_keeps_nothing_and_what_is_not_chosen_is_not_rated(world: World) -> None:
    write_plan(world, GOALS)
    async with world.program() as desk:
        await desk.press("o", "4", "escape")
        assert scores(world) == []
        await desk.press("o", "enter", "5", "enter")
        assert scores(world) == [("Stairs", 5)]


async def test_without_goals_it_says_so(world: World) -> None:
    async with world.program() as desk:
        await desk.press("o")
        assert isinstance(desk.screen, ChoiceScreen)
        assert no_goals(desk.app.context) in desk.said()
