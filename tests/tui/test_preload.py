"""What is loaded when: little in the library, and before a hold everything that a session and a stop need."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from backstretch import tui
from backstretch.session.library import find
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.library.screen import LibraryScreen
from backstretch.tui.preload import IN_A_SESSION
from backstretch.tui.questions.check_in import CheckInScreen

from .conftest import Desk, World

pytestmark = pytest.mark.second


async def test_everything_is_loaded_at_the_check_in_or_with_its_first_key_but_not_in_the_library(world: World) -> None:
    async with world.program() as desk:
        await desk.press("down", "up")
        assert isinstance(desk.screen, LibraryScreen)
        assert not desk.app.preload.has_all
        await desk.press("enter")
        assert isinstance(desk.screen, CheckInScreen)
        await desk.press("3")
        assert desk.app.preload.has_all


async def test_nothing_is_loaded_in_a_session_and_on_the_way_to_a_stop(world: World) -> None:
    async with world.program() as desk:
        await desk.begin()
        assert isinstance(desk.screen, CoachScreen)
        assert desk.app.preload.has_all
        assert all(f"backstretch.tui.{screen}" in sys.modules for screen in IN_A_SESSION)
        sheets = own_sheets(desk)
        await desk.let(3)
        await desk.press("x")
        assert isinstance(desk.screen, EscalationScreen)
        assert own_sheets(desk) == sheets


def own_sheets(desk: Desk) -> set[str]:
    """The program's own stylesheets that were read."""
    return {path for path, _ in desk.app.stylesheet.source if path.endswith(".tcss")}


def test_each_screen_that_is_loaded_ahead_is_there() -> None:
    assert [screen for screen in IN_A_SESSION if import_module(f"backstretch.tui.{screen}") is None] == []


async def test_for_a_session_asked_for_by_name_its_check_in_is_loaded_and_the_rest_behind_it(world: World) -> None:
    async with world.program(chosen=find("everyday", world.paths)) as desk:
        assert isinstance(desk.screen, CheckInScreen)
        assert not desk.app.preload.has_all
        assert {Path(sheet).stem for sheet in own_sheets(desk)} == {"app", "check_in"}
        await desk.press("3")
        assert desk.app.preload.has_all
        await desk.press("enter")
        assert isinstance(desk.screen, CoachScreen)


def test_a_stylesheet_is_about_screens_of_its_own() -> None:
    """So that none that stands has to be looked at again when another one's is read."""
    sheets = [path for path in Path(tui.__file__).parent.rglob("*.tcss") if path.name != "app.tcss"]
    assert len(sheets) > 10
    for sheet in sheets:
        text, depth = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL), 0
        for before, brace in re.findall(r"([^{}]*)([{}])", text):
            if not depth and brace == "{":
                for selector in before.split(","):
                    assert re.match(r"\s*(CommandPalette|[A-Z][a-z]\w*Screen)\b", selector), (sheet.name, selector)
            depth += 1 if brace == "{" else -1
