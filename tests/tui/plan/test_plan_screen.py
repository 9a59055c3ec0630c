"""The plan's screen: begun from the library, checked while it is typed, saved and left."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from backstretch.editing.saving import backup_of
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.plan.screen import PlanScreen
from backstretch.tui.questions.choice import ChoiceScreen
from tests.tui.conftest import Desk, World
from tests.tui.editor.test_editor import type_text
from tests.tui.library.test_library import row_of
from tests.tui.library.test_today import write_plan

pytestmark = pytest.mark.second


def at_plan(desk: Desk) -> bool:
    return isinstance(desk.screen, PlanScreen)


def text(desk: Desk, name: str) -> str:
    return str(desk.screen.query_one(f"#{name}", Static).visual)


async def test_one_is_begun_and_counts_once_it_is_saved(world: World) -> None:
    plan = world.paths.plan
    async with world.program() as desk:
        await desk.press("p")
        assert "You have no plan" in desk.said()
        await desk.press("escape")
        assert desk.at_library()
        await desk.press("p", "enter")
        assert at_plan(desk)
        assert text(desk, "count") == "no problems"
        assert text(desk, "said") == "Not saved yet (Ctrl+S). 6 weeks from 23 November 2026, 1 task."
        await desk.press("escape")
        assert desk.at_library()
        assert not plan.exists()
        await desk.press("p", "enter", "ctrl+s")
        assert text(desk, "said").startswith("Saved: ")
        assert plan.exists()
        await desk.press("escape")
        assert "Gentle start" in row_of(desk, "Today")


async def test_what_is_wrong_is_told_as_it_is_typed_and_before_it_is_saved(world: World) -> None:
    write_plan(world)
    plan = world.paths.plan
    before = plan.read_text()
    async with world.program() as desk:
        await desk.press("p")
        await type_text(desk, "x")
        assert plan.read_text() == before
        assert "(changed)" in text(desk, "title")
        assert text(desk, "count").endswith("1 error")
        assert "line 1:1: error:" in desk.text()
        await desk.press("ctrl+s")
        assert "Save it with its errors?" in desk.said()
        await desk.press("enter")
        assert at_plan(desk)
        assert plan.read_text() == before, "Enter goes back"
        await desk.press("f3")
        assert text(desk, "count") == "no problems"
        await desk.press("f4", "ctrl+s", "s")
        assert plan.read_text() == f"x{before}"
        assert backup_of(plan).read_text() == before
        assert text(desk, "said").startswith("Saved, with 1 error: ")
        await desk.press("escape")
        assert desk.at_library()
        assert row_of(desk, "Today") == ""


async def test_esc_asks_where_something_was_changed(world: World) -> None:
    write_plan(world)
    plan = world.paths.plan
    before = plan.read_text()
    async with world.program() as desk:
        await desk.press("p")
        await type_text(desk, "x")
        await desk.press("escape")
        assert "There are unsaved changes" in desk.said()
        assert "1 error, and Today shows" in desk.said()
        await desk.press("escape")
        assert at_plan(desk)
        await desk.press("escape", "s")
        assert desk.at_library()
        assert plan.read_text() == f"x{before}", "it was told of, and is not asked again"
        await desk.press("p", "backspace", "escape", "t")
        assert desk.at_library()
        assert plan.read_text() == f"x{before}"
        await desk.press("p")
        assert at_plan(desk), "what was thrown away is not offered again"


async def test_sharp_pain_is_a_letter_in_the_text_and_a_stop_beside_it(world: World) -> None:
    write_plan(world, "wrong = 1")
    async with world.program() as desk:
        await desk.press("p", "f1")
        assert isinstance(desk.screen, HelpScreen)
        await desk.press("escape", "tab", "x")
        assert isinstance(desk.screen, EscalationScreen)
        await desk.press("enter", "enter", apart=1.0)
        assert at_plan(desk), "what is not saved is not thrown away"
        assert "(changed)" not in text(desk, "title")


async def test_what_a_crash_left_is_offered(world: World) -> None:
    async with world.program() as desk:
        await desk.press("p", "enter")
        await type_text(desk, "# mine ")
    async with world.program() as desk:
        await desk.press("p")
        assert isinstance(desk.screen, ChoiceScreen)
        assert "Unsaved changes were found" in desk.said()
        await desk.press("t")
        assert at_plan(desk)
        assert "# mine # What you do" in desk.text()
