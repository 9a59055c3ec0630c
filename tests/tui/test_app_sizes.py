"""Every screen at every size: it stands, it survives being resized, and what must be seen can be seen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from math import ceil

import pytest
from textual.widget import Widget
from textual.widgets import Static

from backstretch.coach.events import State
from backstretch.coach.red_flags import say, signs
from backstretch.tui.catalogue.screen import ExercisesScreen
from backstretch.tui.coach.afterwards import SummaryScreen
from backstretch.tui.coach.dialogs import PainScreen
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.editor.picker import CatalogueScreen
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.library.screen import LibraryScreen
from backstretch.tui.plan.screen import PlanScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.questions.notice import FirstRunScreen
from backstretch.tui.questions.signs import SignsScreen
from backstretch.tui.questions.tour import TourScreen
from backstretch.tui.settings.screen import SettingsScreen
from backstretch.tui.widgets.big_word import BigWord
from backstretch.tui.widgets.countdown import Countdown

from .conftest import SMALL_SECONDS, Desk, World

pytestmark = pytest.mark.second

Size = tuple[int, int]

SIZES: list[Size] = [(120, 40), (80, 24), (40, 12), (30, 8), (20, 5), (1, 1)]
LARGE: list[Size] = [(80, 24), (80, 36), (200, 60)]
NUMBER = "+44 999 1234 5678"
WORDY = f"""\
format = 1
title = "{"Wordy " * 13}"
[[steps]]
name = "{"A move with a very long name indeed " * 4}"
cues = ["{"Breathe in and out as slowly as you can. " * 4}", "{"Let the shoulders sink. " * 8}", "Smile.", "Wait."]
sides = "both"
hold = "60m"
reps = 2
lead_in = 5
rest_between = 700
[[steps]]
rest = 30
cue = "{"Lie still and listen. " * 9}"
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


Stop = tuple[str, type, Callable[[Desk], Awaitable[None]]]

WALKS: dict[str, list[Stop]] = {
    "library": [
        ("library", LibraryScreen, _press()),
        ("keys", HelpScreen, _press("?")),
        ("settings", SettingsScreen, _press("escape", "s")),
        ("first run", FirstRunScreen, _press("escape", "c", "1")),
        ("check-in", CheckInScreen, _press("escape", "enter", "3")),
        ("signs", SignsScreen, _press("y", "3")),
        ("only breathing", ChoiceScreen, _press("3", "enter", "7", "enter")),
        ("advice", EscalationScreen, _press("x")),
    ],
    "editor": [
        ("editor", EditorScreen, _press("e", "down")),
        ("a step's fields", EditorScreen, _press("enter", "down")),
        ("a session's text", EditorScreen, _press("f2")),
    ],
    "catalogue": [
        ("exercises", ExercisesScreen, _press("w", "j")),
        ("an exercise that is looked for", ExercisesScreen, _press("slash", "k", "n", "e")),
        ("catalogue", CatalogueScreen, _press("escape", "escape", "e", "a", "k")),
    ],
    "plan": [
        ("a new plan", PlanScreen, _press("p", "enter")),
        ("a plan with an error", PlanScreen, _press("x", "down")),
    ],
    "session": [
        ("hold", CoachScreen, _at(7)),
        ("paused", CoachScreen, _press("space")),
        ("pain score", PainScreen, _press("p", "3")),
        ("leave question", ChoiceScreen, _press("escape", "q")),
        ("ease-off", ChoiceScreen, _press("escape", "e")),
        ("stopped", EscalationScreen, _press("x", "1")),
    ],
    "summary": [("summary", SummaryScreen, _at(7, "q", "q", "3"))],
}
"""Every screen, each reached from the one before."""


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_every_screen_survives_every_size(painted_world: World, walk: list[Stop]) -> None:
    async with painted_world.program() as desk:
        for name, screen, go in walk:
            await go(desk)
            assert isinstance(desk.screen, screen), name
            before = await _rows_from_the_top(desk)
            for size in ((40, 12), (1, 1), (200, 1), (80, 24)):
                await desk.pilot.resize_terminal(*size)
                await desk.pilot.pause()
                assert [len(row) for row in desk.rows()] == [size[0]] * size[1], (name, size)
            assert await _rows_from_the_top(desk) == before or desk.screen.is_modal, name


async def _rows_from_the_top(desk: Desk) -> list[str]:
    """What the screen shows where nothing is scrolled: in no room at all, what has the keyboard was scrolled to."""
    for widget in desk.screen.query("*"):
        if widget.scroll_offset.y:
            widget.scroll_home(animate=False, immediate=True)
    await desk.pilot.pause()
    return desk.rows()


@pytest.mark.parametrize("size", [(40, 12), (20, 5), (1, 1)], ids=str)
async def test_the_whole_way_can_be_gone_at_every_size(painted_world: World, size: Size) -> None:
    painted_world.forget_answers()
    async with painted_world.program(size) as desk:
        for keys, screen in (
            (("?",), HelpScreen),
            (("escape", "x"), EscalationScreen),
            (("enter", "enter"), LibraryScreen),
            (("enter",), FirstRunScreen),
            (("1", "1", "enter"), TourScreen),
            (("enter", "x", "x"), EscalationScreen),
            (("enter", "enter"), LibraryScreen),
            (("enter",), CheckInScreen),
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


@pytest.mark.parametrize(
    ("walk", "screen", "widths"),
    [
        (_press("enter", "3"), CheckInScreen, (39, 77)),
        (_at(7, "q", "q", "3"), SummaryScreen, (39,)),
        (_at(7, "x", "1"), EscalationScreen, (39,)),
    ],
)
async def test_a_scale_that_shrinks_for_the_bar_does_not_go_on_for_ever(
    world: World, walk: Callable[[Desk], Awaitable[None]], screen: type, widths: tuple[int, ...]
) -> None:
    """Every resize waits until nothing is left to do."""
    async with world.program() as desk:
        await walk(desk)
        for width in widths:
            for height in (5, 8, 10, 12, 14, 18, 22):
                await desk.pilot.resize_terminal(width, height)
        assert isinstance(desk.screen, screen)


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


@pytest.mark.parametrize("text", ["", WORDY], ids=["small", "wordy"])
async def test_down_to_40_by_12_everything_is_there(world: World, text: str) -> None:
    if text:
        world.write_session(text)
    sizes = [(40, 12), (79, 23), (40, 40), (120, 12)]
    async with world.program(sizes[0]) as desk:
        await desk.begin_at(7)
        for size in sizes:
            await desk.pilot.resize_terminal(*size)
            for id_ in ("line", "countdown", "name", "cues", "next", "strip", "left-times", "stop"):
                assert _shown(desk, id_), (size, id_)
            assert _ink(desk, desk.screen.query_one(Countdown)) >= (1 if text else 3), size
            own = (
                ()
                if text
                else (
                    "One knee to the chest 1 of 2",
                    "Take your left leg behind the thigh in",
                    "Next: release",
                    "exercise ",
                )
            )
            for words in ("HOLD LEFT", *(() if text else own), "session ", "x STOP"):
                assert words in desk.text(), (size, words)
        desk.clock.go(5000)
        await desk.wake()
        for size in reversed(sizes):
            await desk.pilot.resize_terminal(*size)
            assert "PAUSED LEFT" in desk.text(), size
            for id_ in ("line", "countdown", "notice", "name", "next", "strip", "left-times", "stop"):
                assert _shown(desk, id_), (size, id_)


async def test_below_that_a_line_says_which_size_is_needed(world: World) -> None:
    sizes = [(39, 12), (40, 11), (30, 8), (20, 5)]
    async with world.program(sizes[0]) as desk:
        await desk.begin_at(7)
        for size in sizes:
            await desk.pilot.resize_terminal(*size)
            for word in ("0:18", "HOLD", "LEFT", "40x12"):
                assert word in desk.text(), (size, word)
        await desk.let(25)
        assert "0:18" in desk.text()
        assert desk.state() is State.RUNNING
        await desk.let(SMALL_SECONDS)
        assert isinstance(desk.screen, SummaryScreen)


# The advice.


@pytest.mark.parametrize("number", ["", NUMBER], ids=["none", "own"])
@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]], ids=str)
async def test_the_words_are_there_at_every_size_and_on_the_first_page(world: World, size: Size, number: str) -> None:
    """Whichever of the sizes the session was stopped in."""
    world.configure(f'emergency_number = "{number}"\n')
    called = number or "your local emergency number"
    async with world.program(size) as desk:
        await desk.begin_at(7)
        await desk.press("x")
        for other in (size, *SIZES):
            await desk.pilot.resize_terminal(*other)
            for words in (
                "SESSION STOPPED",
                "then rest. Pain like this is a signal to stop.",
                called,
                say("stop", "see_signs"),
            ):
                assert words in desk.said(), (other, words)
                assert words in desk.text() or other < (30, 8), (other, words)
            for sign in signs():
                assert sign.tier != "emergency" or sign.short in desk.text() or other < (80, 24), (other, sign)
        await desk.pilot.resize_terminal(80, 24)
        await desk.press("2")
        assert all(sign.short in desk.text() for sign in signs() if sign.tier == "emergency"), "with one ticked too"
        await desk.press("enter", "enter")
        assert desk.at_library()


async def test_the_heading_is_large_where_there_is_room(world: World) -> None:
    async with world.program((120, 40)) as desk:
        await desk.begin_at(7)
        await desk.press("x")
        assert _ink(desk, desk.screen.query_one("#heading")) >= 3
        assert _shown(desk, "leave")
        assert str(desk.screen.query_one("#leave", Static).visual).startswith("[ ")
