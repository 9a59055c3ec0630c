"""Which keys and pastes count on the real screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.widgets import Input

from backstretch.coach.events import State
from backstretch.tui.app import BackstretchApp
from backstretch.tui.coach.afterwards import SummaryScreen
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.presses import pressed_at
from backstretch.tui.questions.answers import SeenFirst
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.questions.notice import FirstRunScreen
from backstretch.tui.questions.signs import SignsScreen

from .conftest import SMALL_SECONDS, World, settled

pytestmark = pytest.mark.second

QUESTIONS: dict[str, tuple[type[SeenFirst], tuple[str, ...], Callable[[World], None]]] = {
    "notice": (FirstRunScreen, ("enter",), World.forget_answers),
    "gate": (ChoiceScreen, ("enter",), lambda world: world.remember_stop("bridge")),
    "check-in": (CheckInScreen, ("enter",), lambda _: None),
    "signs": (SignsScreen, ("enter", "y"), lambda _: None),
}


@pytest.mark.parametrize("name", QUESTIONS)
async def test_no_key_answers_a_question_that_was_pressed_before_it_was_drawn(world: World, name: str) -> None:
    kind, keys, prepare = QUESTIONS[name]
    prepare(world)
    async with world.program() as desk:
        await desk.press(*keys)
        question = desk.screen
        assert isinstance(question, kind)
        desk.app.preload.load_all()  # or the first key does, and has the question drawn anew
        await settled()
        question._drawn_at = desk.clock.seconds + 100
        before = desk.said()
        await desk.press("enter", "y", "n", "space", "1", "escape")
        assert (desk.screen, desk.said()) == (question, before)
        await desk.press("x")
        assert isinstance(desk.screen, EscalationScreen)


async def test_a_key_that_is_pressed_once_it_is_drawn_answers_it(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        assert isinstance(desk.screen, SeenFirst)
        desk.screen._drawn_at = desk.clock.seconds + 1
        await desk.press("y", apart=0.999)
        assert isinstance(desk.screen, CheckInScreen)
        desk.clock.go(1)
        await desk.press("y")
        assert isinstance(desk.screen, SignsScreen)


async def test_all_lines_of_a_paste_arrive_in_a_field_of_one(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(0)
        await desk.let(SMALL_SECONDS + 1)
        assert isinstance(desk.screen, SummaryScreen)
        note = desk.screen.query_one("#note", Input)
        note.focus()
        desk.app.post_message(events.Paste("left hip\n\n  after the bridge\r\nxx"))
        await desk.pilot.pause()
        assert note.value == "left hip after the bridge xx"
        await desk.press("escape")
    assert world.run().note == "left hip after the bridge xx"


async def test_pasted_text_is_no_key(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        desk.app.post_message(events.Paste("x!q "))
        await desk.pilot.pause()
        assert isinstance(desk.screen, CoachScreen)
        assert desk.state() is State.RUNNING


@pytest.mark.parametrize("key", ["q", "e", "?"])
async def test_a_dialog_lets_the_program_be_put_aside(world: World, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    asked: list[BackstretchApp] = []
    monkeypatch.setattr(BackstretchApp, "action_suspend_process", lambda app: asked.append(app))
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press(key, "ctrl+z")
        assert asked == [desk.app]


@pytest.mark.parametrize(("key", "over"), [("y", True), ("n", False), ("Y", True), ("N", False)])
async def test_the_question_whether_to_end_is_answered_with_letters(world: World, key: str, over: bool) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("q", key)
        assert isinstance(desk.screen, SummaryScreen if over else CoachScreen)


@pytest.mark.parametrize("size", [(80, 4), (20, 4), (10, 3), (1, 1)])
async def test_a_page_moves_in_any_window(world: World, size: tuple[int, int]) -> None:
    async with world.program() as desk:
        for keys, screen in ((("ctrl+p",), None), (("escape", "E"), EditorScreen)):
            await desk.press(*keys)
            await desk.pilot.resize_terminal(*size)
            await desk.press("pagedown", "pageup", "pagedown", "end", "pageup", "home", "pagedown")
            assert screen is None or isinstance(desk.screen, screen)
            await desk.pilot.resize_terminal(80, 24)


def test_when_a_key_came_is_told_by_the_program_s_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's is another on Windows, by any number of seconds."""
    for began in (0.0, 7.0, 1e6):
        monkeypatch.setattr("textual._time.get_time", lambda began=began: began)
        event = events.Key("3", "3")
        monkeypatch.setattr("textual._time.get_time", lambda began=began: began + 0.25)
        assert pressed_at(event, 100.0) == pytest.approx(99.75)
