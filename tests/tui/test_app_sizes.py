"""Every screen at every size: it stands, it survives being resized, and what must be seen can be seen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from math import ceil

import pytest
from textual.widget import Widget
from textual.widgets import Static

from backstretch.coach.events import State
from backstretch.coach.safety import say, signs
from backstretch.tui.editor.picker import CatalogueScreen
from backstretch.tui.screens.check_in import CheckInScreen, SignsScreen
from backstretch.tui.screens.choice import ChoiceScreen
from backstretch.tui.screens.coach import CoachScreen
from backstretch.tui.screens.dialogs import PainScreen
from backstretch.tui.screens.editor import EditorScreen
from backstretch.tui.screens.escalation import EscalationScreen
from backstretch.tui.screens.first_run import FirstRunScreen
from backstretch.tui.screens.help import HelpScreen
from backstretch.tui.screens.library import LibraryScreen
from backstretch.tui.screens.settings import SettingsScreen
from backstretch.tui.screens.summary import SummaryScreen
from backstretch.tui.widgets.big_word import BigWord
from backstretch.tui.widgets.countdown import Countdown

from .conftest import SMALL_SECONDS, Desk, World

Size = tuple[int, int]

SIZES: list[Size] = [(120, 40), (80, 24), (40, 12), (30, 8), (20, 5), (1, 1)]
LARGE: list[Size] = [(80, 24), (80, 36), (200, 60)]
NUMBER = "+44 999 1234 5678"
WORDY = f"""\
format = 1
title = "{"Wordy " * 13}"
[[steps]]
name = "{"A move with a very long name indeed " * 4}"
cues = ["{"Breathe in and out as slowly as you can. " * 6}", "{"Let the shoulders sink. " * 5}", "Smile.", "Wait."]
sides = "both"
hold = "60m"
reps = 2
lead_in = 5
rest_between = 700
[[steps]]
rest = 30
cue = "{"Lie still and listen. " * 20}"
"""


def _press(*keys: str) -> Callable[[Desk], Awaitable[None]]:
    async def walk(desk: Desk) -> None:
        await desk.press(*keys)

    return walk


def _at(seconds: float, *keys: str) -> Callable[[Desk], Awaitable[None]]:
    async def walk(desk: Desk) -> None:
        await desk.begin_at(seconds)
        await desk.press(*keys)

    return walk


SCREENS: dict[str, tuple[type, Callable[[Desk], Awaitable[None]]]] = {
    "library": (LibraryScreen, _press()),
    "keys": (HelpScreen, _press("?")),
    "settings": (SettingsScreen, _press("s")),
    "editor": (EditorScreen, _press("e", "down")),
    "a step's fields": (EditorScreen, _press("e", "down", "enter", "down")),
    "a session's text": (EditorScreen, _press("e", "f2")),
    "catalogue": (CatalogueScreen, _press("e", "a", "k")),
    "first run": (FirstRunScreen, _press("c", "1")),
    "check-in": (CheckInScreen, _press("enter", "3")),
    "signs": (SignsScreen, _press("enter", "y", "3")),
    "only breathing": (ChoiceScreen, _press("enter", "7", "enter")),
    "hold": (CoachScreen, _at(7)),
    "paused": (CoachScreen, _at(7, "space")),
    "ease-off": (ChoiceScreen, _at(7, "e")),
    "pain score": (PainScreen, _at(7, "p", "3")),
    "leave question": (ChoiceScreen, _at(7, "q")),
    "stopped": (EscalationScreen, _at(7, "x", "1")),
    "advice": (EscalationScreen, _press("x")),
    "summary": (SummaryScreen, _at(7, "q", "q", "3")),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_survives_every_size(painted_world: World, name: str) -> None:
    screen, walk = SCREENS[name]
    async with painted_world.program() as desk:
        await walk(desk)
        assert isinstance(desk.screen, screen)
        before = desk.rows()
        for size in ((40, 12), (1, 1), (200, 1), (80, 24)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            assert [len(row) for row in desk.rows()] == [size[0]] * size[1]
        assert desk.rows() == before or desk.screen.is_modal


@pytest.mark.parametrize("size", SIZES[2:], ids=str)
async def test_the_whole_way_can_be_gone_at_every_size(painted_world: World, size: Size) -> None:
    painted_world.forget_answers()
    async with painted_world.program(size) as desk:
        for keys, screen in (
            (("?",), HelpScreen),
            (("escape", "x"), EscalationScreen),
            (("enter", "enter"), LibraryScreen),
            (("enter",), FirstRunScreen),
            (("1", "1", "enter"), CheckInScreen),
            (("y",), SignsScreen),
            (("enter",), CheckInScreen),
            (("2", "enter"), CoachScreen),
            (("n", "e"), ChoiceScreen),
            (("p",), PainScreen),
            (("2", "enter"), CoachScreen),
            (("space", "q"), ChoiceScreen),
            (("q",), SummaryScreen),
            (("2", "escape"), LibraryScreen),
            (("enter", "enter"), CoachScreen),
            (("x",), EscalationScreen),
            (("1", "enter", "enter"), LibraryScreen),
            (("enter",), ChoiceScreen),
            (("n",), ChoiceScreen),
            (("enter",), LibraryScreen),
        ):
            await desk.press(*keys)
            assert isinstance(desk.screen, screen), keys


@pytest.mark.parametrize(("name", "width"), [("check-in", 39), ("check-in", 77), ("summary", 39), ("stopped", 39)])
async def test_a_scale_that_shrinks_for_the_bar_does_not_go_on_for_ever(world: World, name: str, width: int) -> None:
    """Every resize waits until nothing is left to do."""
    async with world.program() as desk:
        await SCREENS[name][1](desk)
        for height in (5, 8, 10, 12, 14, 18, 22):
            await desk.pilot.resize_terminal(width, height)
        assert isinstance(desk.screen, SCREENS[name][0])


async def test_a_resize_changes_nothing_of_the_session(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        for size in SIZES:
            await desk.pilot.resize_terminal(*size)
            assert (desk.state(), desk.at) == (State.RUNNING, 12)
        await desk.let(1)
        assert desk.at == 13


# The session.


def _ink(desk: Desk, widget: Widget) -> int:
    """How many rows what is drawn in the widget spans."""
    region = widget.region
    rows = desk.rows()[region.y : region.bottom]
    drawn = [y for y, row in enumerate(rows) if row[region.x : region.right].strip()]
    return drawn[-1] - drawn[0] + 1 if drawn else 0


def _shown(desk: Desk, id_: str) -> bool:
    """Whether the widget is wholly on the screen."""
    widget = desk.screen.query_one(f"#{id_}")
    return bool(widget.region.area) and desk.screen.region.contains_region(widget.region)


def _check_large(desk: Desk, height: int) -> None:
    assert _ink(desk, desk.screen.query_one(Countdown)) >= ceil(height / 3)
    assert _ink(desk, desk.screen.query_one("#word")) >= 3
    for id_ in ("left", "right"):
        word = desk.screen.query_one(f"#{id_}", BigWord)
        assert not word.word or _ink(desk, word) >= 3
    for id_ in ("countdown", "name", "next", "strip", "left-times", "stop"):
        assert _shown(desk, id_), id_


@pytest.mark.parametrize("text", ["", WORDY], ids=["small", "wordy"])
@pytest.mark.parametrize("size", LARGE, ids=str)
async def test_the_countdown_takes_a_third_of_the_height(world: World, size: Size, text: str) -> None:
    if text:
        world.write_session(text)
    async with world.program(size) as desk:
        await desk.begin()
        _check_large(desk, size[1])
        for seconds in (7, 20, 12, 15, 30, 20) if not text else (7, 3599, 800):
            await desk.let(seconds)
            _check_large(desk, size[1])
        await desk.press("space")
        _check_large(desk, size[1])
        await desk.press("space")
        _check_large(desk, size[1])
        desk.clock.go(5000)
        await desk.wake()
        assert desk.state() is State.PAUSED
        assert _shown(desk, "notice")
        _check_large(desk, size[1])


@pytest.mark.parametrize("size", [(40, 12), (79, 23), (40, 40), (120, 12)], ids=str)
@pytest.mark.parametrize("text", ["", WORDY], ids=["small", "wordy"])
async def test_down_to_40_by_12_everything_is_there(world: World, size: Size, text: str) -> None:
    if text:
        world.write_session(text)
    async with world.program(size) as desk:
        await desk.begin_at(7)
        for id_ in ("line", "countdown", "name", "cues", "next", "strip", "left-times", "stop"):
            assert _shown(desk, id_), id_
        assert _ink(desk, desk.screen.query_one(Countdown)) >= (1 if text else 3)
        assert "HOLD LEFT" in desk.text()
        if not text:
            assert "Knee to chest 1 of 2" in desk.text()
            assert "Take this side's knee in both hands" in desk.text()
            assert "Next: release" in desk.text()
            assert "step " in desk.text()
        assert "session " in desk.text()
        assert "x STOP" in desk.text()
        desk.clock.go(5000)
        await desk.wake()
        assert "PAUSED LEFT" in desk.text()
        for id_ in ("line", "countdown", "notice", "name", "next", "strip", "left-times", "stop"):
            assert _shown(desk, id_), id_


@pytest.mark.parametrize("size", [(39, 12), (40, 11), (30, 8), (20, 5)], ids=str)
async def test_below_that_a_line_says_which_size_is_needed(world: World, size: Size) -> None:
    async with world.program(size) as desk:
        await desk.begin_at(7)
        for word in ("0:18", "HOLD", "LEFT", "40x12"):
            assert word in desk.text()
        await desk.let(25)
        assert "0:18" in desk.text()
        assert desk.state() is State.RUNNING
        await desk.let(SMALL_SECONDS)
        assert isinstance(desk.screen, SummaryScreen)


# The advice.


def _first_page(desk: Desk) -> str:
    return " ".join(" ".join(line.split()) for line in desk.rows())


@pytest.mark.parametrize("number", ["", NUMBER], ids=["none", "own"])
@pytest.mark.parametrize("size", SIZES[:4], ids=str)
async def test_the_first_page_says_what_matters_most(world: World, size: Size, number: str) -> None:
    world.configure(f'emergency_number = "{number}"\n')
    async with world.program(size) as desk:
        await desk.begin_at(7)
        await desk.press("x")
        text = desk.text()
        assert "SESSION STOPPED" in text
        assert say("stop", "sentence") in text
        assert (number or "your local emergency number") in text
        assert say("stop", "see_signs").split(".")[0] in text
        if size >= (80, 24):
            for sign in signs():
                assert sign.tier != "emergency" or sign.short in text


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_words_are_there_at_every_size(world: World, size: Size) -> None:
    world.configure(f'emergency_number = "{NUMBER}"\n')
    async with world.program(size) as desk:
        await desk.begin_at(7)
        await desk.press("x")
        for words in ("SESSION STOPPED", say("stop", "sentence"), NUMBER, say("stop", "see_signs")):
            assert words in desk.said()
        await desk.press("enter", "enter")
        assert desk.at_library()


async def test_the_heading_is_large_where_there_is_room(world: World) -> None:
    async with world.program((120, 40)) as desk:
        await desk.begin_at(7)
        await desk.press("x")
        assert _ink(desk, desk.screen.query_one("#heading")) >= 3
        assert _shown(desk, "leave")
        assert str(desk.screen.query_one("#leave", Static).visual).startswith("[ ")
