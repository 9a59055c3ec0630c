"""The proof: from everywhere one key leads to the advice at once, and nothing leads back into the session."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input

from backstretch.base.errors import JournalError
from backstretch.base.stop_failures import kept_failures
from backstretch.coach.engine import Engine
from backstretch.coach.events import State
from backstretch.coach.red_flags import say
from backstretch.journal.store import Journal
from backstretch.run.recorder import Recorder
from backstretch.run.runner import Runner
from backstretch.run.stop_report import StopReport
from backstretch.tui import navigation
from backstretch.tui.app import BackstretchApp
from backstretch.tui.coach.afterwards import SummaryScreen
from backstretch.tui.coach.dialogs import PainScreen
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.layout import StopButton
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.history.past_run import PastRunScreen
from backstretch.tui.history.screen import HistoryScreen
from backstretch.tui.library.screen import LibraryScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.questions.notice import FirstRunScreen
from backstretch.tui.questions.signs import SignsScreen
from tests.tui.conftest import APART, SMALL, SMALL_SECONDS, Desk, World

Walk = Callable[[Desk], Awaitable[None]]

PAIN_KEYS = ["x", "X", "!"]
EVERY_KEY = [
    *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    *("space", "escape", "backspace", "delete", "insert", "up", "down", "left", "right", "home", "end"),
    *("pageup", "pagedown", "tab", "shift+tab", "f1", "f5", "ctrl+p", "ctrl+q", "ctrl+l", "ctrl+z", "ctrl+d"),
    *("!", "?", "+", "-", "=", "<", ">", ".", ",", "/", ":", "\\", "enter"),
]
"""Enter is last and comes once: twice is the way out."""
HOUR = 3600.0


def _nothing(_world: World) -> None:
    pass


@dataclass(frozen=True)
class Place:
    """Somewhere in the program, and how to get there from the library."""

    screen: type[Screen[Any]]
    walk: Walk
    prepare: Callable[[World], None] = _nothing


def _press(*keys: str) -> Walk:
    async def walk(desk: Desk) -> None:
        await desk.press(*keys)

    return walk


def _at(seconds: float, *keys: str) -> Walk:
    """In the session, ``seconds`` after its beginning, then ``keys``."""

    async def walk(desk: Desk) -> None:
        await desk.begin_at(seconds)
        await desk.press(*keys)

    return walk


async def _into_a_gap(desk: Desk) -> None:
    await desk.begin_at(12)
    desk.clock.go(60)
    await desk.wake()
    assert desk.state() is State.PAUSED


async def _tick_a_sign(desk: Desk) -> None:
    desk.app.context.keep_signs(frozenset())
    await desk.press("enter", "y", "1", "enter")


async def _to_the_end(desk: Desk) -> None:
    await desk.begin_at(0)
    await desk.let(SMALL_SECONDS + 1)


def _stopped(world: World) -> None:
    world.remember_stop("knee-to-chest")


def _passed(world: World) -> None:
    _stopped(world)
    with world.journal() as journal:
        journal.clear_stop("stopped", world.clock.now())


def _broken(world: World) -> None:
    world.write_session('format = 1\ntitle = "Broken"\nsteps = []\n')


NO_SESSION = {
    "library": Place(LibraryScreen, _press()),
    "keys over the library": Place(HelpScreen, _press("?")),
    "own answers": Place(FirstRunScreen, _press("c")),
    "first run": Place(FirstRunScreen, _press("enter"), World.forget_answers),
    "check-in": Place(CheckInScreen, _press("enter")),
    "check-in answered": Place(CheckInScreen, _press("enter", "3")),
    "list of signs": Place(SignsScreen, _press("enter", "y", "3")),
    "gate, settled": Place(ChoiceScreen, _press("enter"), _stopped),
    "gate, advised": Place(ChoiceScreen, _press("enter", "y"), _stopped),
    "gate, signs": Place(SignsScreen, _press("enter", "y", "n"), _stopped),
    "gate, refused": Place(ChoiceScreen, _press("enter", "y", "n", "enter"), _stopped),
    "reach": Place(ChoiceScreen, _press("enter", "r")),
    "next day": Place(ChoiceScreen, _press("enter"), lambda world: world.remember_run(timedelta(days=1))),
    "only breathing": Place(ChoiceScreen, _press("enter", "7", "enter")),
    "resume": Place(ChoiceScreen, _press("enter", "enter"), World.remember_interrupted),
    "sign ticked": Place(ChoiceScreen, _tick_a_sign),
    "broken session": Place(ChoiceScreen, _press("enter"), _broken),
    "put back": Place(ChoiceScreen, _press("r"), _passed),
    "history": Place(HistoryScreen, _press("h")),
    "a run of the history": Place(PastRunScreen, _press("h", "4", "enter"), World.remember_interrupted),
}
UNDER_WAY = {
    "ready": Place(CoachScreen, _at(2)),
    "hold": Place(CoachScreen, _at(7)),
    "release": Place(CoachScreen, _at(27)),
    "second hold": Place(CoachScreen, _at(42)),
    "switch": Place(CoachScreen, _at(52)),
    "right": Place(CoachScreen, _at(57)),
    "rest": Place(CoachScreen, _at(105)),
    "next step": Place(CoachScreen, _at(112)),
    "last hold": Place(CoachScreen, _at(139)),
    "paused": Place(CoachScreen, _at(12, "space")),
    "paused in a rest": Place(CoachScreen, _at(105, "space")),
    "getting ready": Place(CoachScreen, _at(12, "space", "space")),
    "paused by a gap": Place(CoachScreen, _into_a_gap),
    "keys": Place(HelpScreen, _at(12, "?")),
    "leave question": Place(ChoiceScreen, _at(12, "q")),
    "leave question of ctrl+q": Place(ChoiceScreen, _at(12, "ctrl+q")),
    "ease-off": Place(ChoiceScreen, _at(12, "e")),
    "pain score": Place(PainScreen, _at(12, "p")),
    "pain score chosen": Place(PainScreen, _at(12, "p", "2")),
    "pain score after easing": Place(PainScreen, _at(12, "e", "p")),
    "reach": Place(ChoiceScreen, _at(12, "r")),
    "dialog over a pause": Place(HelpScreen, _at(12, "space", "?")),
}
_DIALOGS = ["leave question", "ease-off", "pain score"]
_EACH_KEY = {"library", "hold", "keys", "pain score"}
"""Where every one of the keys is tried; they are one binding, and elsewhere the plainest of them will do."""
_FIRST = {*("library", "gate, settled"), *("hold", "paused", "ease-off", "pain score")}
"""One place of each kind, for the first tier; all of them are gone to in the second."""


def _keys(name: str) -> list[str]:
    return PAIN_KEYS if name in _EACH_KEY else PAIN_KEYS[:1]


def _tier(name: str, key: str = "x") -> tuple[()] | pytest.MarkDecorator:
    return () if name in _FIRST and (key == "x" or name == "hold") else pytest.mark.second


_MORE_PAIRS = [("e", "x"), ("space", "x"), ("n", "x"), ("p", "x"), ("?", "x"), ("x", "escape")]
WHERE = {
    "ready": (1, "knee-to-chest", None, None),
    "right": (1, "knee-to-chest", "right", 1),
    "second hold": (1, "knee-to-chest", "left", 2),
    "switch": (1, "knee-to-chest", "left", 2),
    "rest": (1, "knee-to-chest", "right", 2),
    "paused in a rest": (1, "knee-to-chest", "right", 2),
    "next step": (2, "bridge", None, None),
    "last hold": (2, "bridge", None, 2),
}
"""Step, exercise, side and repetition of the stop, where they are not those of the first hold."""
FIRST_HOLD = (1, "knee-to-chest", "left", 1)


async def _go(desk: Desk, place: Place) -> None:
    await place.walk(desk)
    assert type(desk.screen) is place.screen


# To the advice.


@pytest.mark.parametrize("name", [pytest.param(name, marks=_tier(name)) for name in NO_SESSION])
async def test_without_a_session_one_key_shows_the_advice(world: World, name: str) -> None:
    place = NO_SESSION[name]
    place.prepare(world)
    before = world.runs()
    async with world.program() as desk:
        for key in _keys(name):
            await _go(desk, place)
            await desk.press(key)
            assert isinstance(desk.screen, EscalationScreen)
            assert f"SHARP PAIN. {say('advice', 'sentence')}" in desk.text()
            assert not desk.screen.query("#more"), "there is no pain of a run to tell more of"
            await desk.press("enter", "enter")
            assert desk.at_library()
            assert desk.app.runner is None
    assert [run.outcome for run in world.runs()] == [run.outcome for run in before]


@pytest.mark.parametrize(
    ("name", "key"), [pytest.param(name, key, marks=_tier(name, key)) for name in UNDER_WAY for key in _keys(name)]
)
async def test_a_session_stops_at_once(world: World, name: str, key: str) -> None:
    async with world.program() as desk:
        await _go(desk, UNDER_WAY[name])
        desk.clock.go(APART)
        at = desk.runner.view().at_seconds
        await desk.press(key, apart=0)
        assert isinstance(desk.screen, EscalationScreen)
        assert desk.state() is State.STOPPED
        assert "SESSION STOPPED." in desk.text()
        assert desk.screen.query("#more")

        frozen = _standing(desk)
        assert desk.runner.until_next() is None
        desk.clock.go(HOUR)
        desk.clock.sleep(HOUR)
        await desk.wake()
        await desk.let(HOUR)
        assert _standing(desk) == frozen
        assert isinstance(desk.screen, EscalationScreen)

        run = world.run()
        report = run.pain_report
        assert run.outcome == "stopped_for_pain"
        assert report is not None
        assert (report.step, report.exercise, report.side, report.rep) == WHERE.get(name, FIRST_HOLD)
        assert report.at_seconds == pytest.approx(at, abs=0.001)
        assert len(world.holds()) == run.holds_planned
        assert world.stops_aside() == []
        assert say("stop", "saved") in desk.said()
    assert world.run() == run


def _standing(desk: Desk) -> tuple[object, ...]:
    return desk.runner.view(), desk.runner.records(), desk.runner.active_seconds(), desk.state()


def _built(desk: Desk) -> list[EscalationScreen]:
    return [screen for screen in desk.app._registry if isinstance(screen, EscalationScreen)]


async def test_the_advice_is_built_before_anything_hurts(world: World) -> None:
    async with world.program() as desk:
        assert not _built(desk)
        await desk.begin()
        (advice,) = _built(desk)
        assert len(advice.query("#leave:focus")) == 1
        await desk.press("x")
        assert desk.screen is advice
        assert _built(desk) == [advice]


@pytest.mark.second
async def test_advice_that_nobody_needed_goes_with_its_run(world: World) -> None:
    async with world.program() as desk:
        await desk.begin()
        await desk.let(SMALL_SECONDS)
        assert len(_built(desk)) == 1
        await desk.press("escape")
        assert desk.at_library()
        assert not _built(desk)
        await desk.begin()
        await desk.press("x")
        assert len(_built(desk)) == 1


@pytest.mark.second
async def test_advice_built_before_is_as_the_window_is_now(world: World) -> None:
    async with world.program() as desk:
        await desk.begin()
        await desk.pilot.resize_terminal(40, 12)
        await desk.press("x")
        (heading,) = desk.screen.query("#heading")
        assert not heading.display
        assert desk.screen.query_one("#leave").region.bottom == 12


async def test_a_capital_without_its_text_stops_too(world: World) -> None:
    """As some terminals with the newer keyboard protocol send it."""
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("shift+x")
        assert isinstance(desk.screen, EscalationScreen)
    assert world.run().outcome == "stopped_for_pain"


@pytest.mark.parametrize(
    "keys",
    [
        *(("q", "x"), ("x", "enter")),
        *(pytest.param(pair, marks=pytest.mark.second) for pair in _MORE_PAIRS),
    ],
    ids=" ".join,
)
async def test_with_another_key_at_once_it_stops_too(world: World, keys: tuple[str, ...]) -> None:
    """None that comes before it takes it away, and none that comes after it buries the advice."""
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press_at_once(*keys)
        assert isinstance(desk.screen, EscalationScreen)
        assert world.run().outcome == "stopped_for_pain"


@pytest.mark.parametrize("name", ["hold", pytest.param("paused", marks=pytest.mark.second)])
async def test_a_click_on_the_button_is_as_good(world: World, name: str) -> None:
    async with world.program() as desk:
        await _go(desk, UNDER_WAY[name])
        await desk.pilot.click("#stop")
        assert isinstance(desk.screen, EscalationScreen)
        assert desk.state() is State.STOPPED
        assert world.run().outcome == "stopped_for_pain"


# No way back.


@pytest.mark.second
@pytest.mark.parametrize("name", ["hold", "getting ready", "paused by a gap", *_DIALOGS])
async def test_a_stop_cannot_be_left_for_the_session(world: World, name: str) -> None:
    async with world.program() as desk:
        await _go(desk, UNDER_WAY[name])
        await desk.press("x")
        frozen = _standing(desk)
        for key in ("escape", "q", "space", "enter", "ctrl+q", "n", "p", "question_mark"):
            await desk.press(key)
            assert isinstance(desk.screen, EscalationScreen)
        await desk.press("enter", apart=4)
        assert isinstance(desk.screen, EscalationScreen)
        assert _standing(desk) == frozen
        await desk.press("enter")
        assert desk.at_library()


async def test_no_key_at_all_leads_back(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("x")
        frozen = _standing(desk)
        for key in EVERY_KEY:
            desk.clock.go(APART)
            await desk.pilot.press(key)
            assert isinstance(desk.screen, EscalationScreen), key
            if desk.app.focused is not desk.screen.query_one("#leave"):
                await desk.press("escape")
        for field in ("#signs", "#kind", "#score", "#where", "#note"):
            for key in ("enter", "enter", "space", "q", "x", "ctrl+q", "up", "down", "left", "right", "n", "escape"):
                desk.screen.query_one(field).focus()
                await desk.press(key)
                assert isinstance(desk.screen, EscalationScreen), (field, key)
        assert _standing(desk) == frozen
        assert desk.app.is_running


@pytest.mark.second
async def test_no_click_leads_back(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("x")
        frozen = _standing(desk)
        bottom = desk.screen.query_one("#leave").region.y
        for y in range(0, bottom, 2):
            for x in (0, 3, 30, 70, 79):
                desk.clock.go(APART)
                await desk.pilot.click(offset=(x, y))
        assert isinstance(desk.screen, EscalationScreen)
        desk.clock.go(APART)
        await desk.pilot.click("#leave")
        assert isinstance(desk.screen, EscalationScreen)
        assert _standing(desk) == frozen
        desk.clock.go(1)
        await desk.pilot.click("#leave")
        await desk.pilot.pause()
        assert desk.at_library()


@pytest.mark.parametrize("apart", [0.91, pytest.param(3.99, marks=pytest.mark.second)])
async def test_enter_twice_leaves(world: World, apart: float) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("x", "enter")
        await desk.press("enter", apart=apart)
        assert desk.at_library()
        assert desk.app.runner is None
        await desk.press("enter")
        assert say("after_stop", "settled") in desk.text()


async def test_enter_twice_too_fast_or_too_slow_does_not_leave(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("x")
        for apart in (0.0, 0.89, 4.01):
            await desk.press("enter", apart=5)
            await desk.press("enter", apart=apart)
            assert isinstance(desk.screen, EscalationScreen), apart
        await desk.press("enter", apart=1)
        assert desk.at_library()


async def test_a_held_enter_does_not_leave(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("x")
        for _ in range(40):
            await desk.press("enter", apart=0.03)
        assert isinstance(desk.screen, EscalationScreen)


async def test_a_session_from_the_command_line_ends_the_program(world: World) -> None:
    async with world.program(chosen=world.write_session(SMALL)) as desk:
        await desk.press("enter")
        assert isinstance(desk.screen, CoachScreen)
        await desk.press("x", "enter", "enter")
        assert desk.app.return_code == 0
        assert desk.app.return_value == 0
    assert world.run().outcome == "stopped_for_pain"


# Whatever fails.


async def test_with_a_locked_journal_the_stop_goes_aside(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        with world.locked():
            await desk.press("x")
            assert isinstance(desk.screen, EscalationScreen)
            assert say("stop", "aside") in desk.said()
            assert len(world.stops_aside()) == 1
            assert world.run().outcome == "stopped_for_pain"
    with world.journal() as journal:
        (run,) = journal.runs()
        assert (gate := journal.open_stop()) is not None
        assert gate.id == run.id
    assert run.pain_report is not None
    assert (run.pain_report.side, run.pain_report.rep) == ("left", 2)
    assert run.pain_report.at_seconds == pytest.approx(42.3)
    assert world.stops_aside() == []


async def _leave_and_start_again(desk: Desk, *keys: str) -> None:
    await desk.press("escape", "enter", "enter")
    assert desk.at_library()
    await desk.press("enter", *keys)
    assert say("after_stop", "settled") in desk.said()


async def test_with_nothing_to_write_to_the_screen_says_so(world: World) -> None:
    world.lose_journal()
    world.lose_state()
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press("x")
        assert isinstance(desk.screen, EscalationScreen)
        assert say("stop", "nowhere") in desk.said()
        assert "SESSION STOPPED" in desk.text()
        await _leave_and_start_again(desk)


async def test_locked_and_nothing_aside_the_screen_says_so(world: World) -> None:
    world.lose_state()
    async with world.program() as desk:
        await desk.begin_at(42)
        with world.locked():
            await desk.press("x")
            assert isinstance(desk.screen, EscalationScreen)
            assert say("stop", "nowhere") in desk.said()
        await _leave_and_start_again(desk)


async def test_without_a_journal_the_stop_goes_aside(world: World) -> None:
    world.lose_journal()
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press("x")
        assert isinstance(desk.screen, EscalationScreen)
        assert len(world.stops_aside()) == 1
        await desk.press("1")
        await _leave_and_start_again(desk, "c")  # a clinician has looked at the sign
    world.find_journal()
    with world.journal() as journal:
        (run,) = journal.runs()
    assert run.pain_report is not None
    assert run.pain_report.signs == ("saddle",)


def _fails(*_: object, **__: object) -> Any:
    raise RuntimeError("broken")


@pytest.mark.parametrize(
    ("owner", "method"),
    [
        (Runner, "stop"),
        (Runner, "_observe"),
        (Runner, "_report"),
        (Recorder, "stop"),
        (Journal, "record_stop"),
        (Engine, "stop"),
        (BackstretchApp, "clear_notifications"),
        (navigation, "let_pass"),
    ],
)
async def test_whatever_raises_the_advice_stands(
    world: World, monkeypatch: pytest.MonkeyPatch, owner: object, method: str
) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        with monkeypatch.context() as patch:
            patch.setattr(owner, method, _fails)
            await desk.press("x")
            assert isinstance(desk.screen, EscalationScreen)
            assert "SESSION STOPPED." in desk.text()
        failures = kept_failures(world.paths.state_dir)
        assert len(failures) == 1
        assert all("RuntimeError: broken" in file.read_text(encoding="utf-8") for file in failures)
        desk.clock.go(HOUR)
        await desk.wake()
        assert isinstance(desk.screen, EscalationScreen)
        await desk.press("enter", "enter")
        assert desk.at_library()


@pytest.mark.second
async def test_advice_that_was_built_and_cannot_be_shown_is_built_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        ready = desk.app.navigation.advice
        assert ready is not None
        push_screen = desk.app.push_screen

        def push(screen: Any, *rest: Any) -> Any:
            return _fails() if screen is ready else push_screen(screen, *rest)

        monkeypatch.setattr(desk.app, "push_screen", push)
        await desk.press("x")
        assert isinstance(desk.screen, EscalationScreen)
        assert "SESSION STOPPED." in desk.text()
        (failure,) = kept_failures(world.paths.state_dir)
        assert "the advice that was ready failed" in failure.read_text(encoding="utf-8")


async def test_the_button_stops_as_soon_as_it_is_pressed(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.pilot.mouse_down(StopButton)
        assert isinstance(desk.screen, EscalationScreen)
        assert world.run().outcome == "stopped_for_pain"
        await desk.pilot.mouse_up()
        assert isinstance(desk.screen, EscalationScreen)


async def test_a_journal_that_cannot_be_read_does_not_keep_the_advice_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world.program() as desk:
        monkeypatch.setattr(Journal, "last_run", _unreadable)
        await desk.press("x")
        assert isinstance(desk.screen, EscalationScreen)


def _unreadable(*_: object, **__: object) -> Any:
    raise JournalError("the journal is damaged")


# What is said of it.


async def test_a_ticked_sign_brings_its_advice_to_the_top(world: World) -> None:
    world.configure('emergency_number = "+44 (0)999"\nadvice_line = "Ring 111"\nclinician_note = "No twisting"\n')
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press("x")
        assert "all +44 (0)999" in desk.text()
        assert "Ring 111" in desk.said()
        assert "No twisting" in desk.said()
        await desk.press("8")
        assert say("help", "same_day") in desk.text()
        await desk.press("2")
        now = say("help", "emergency", emergency="call +44 (0)999")
        assert now in desk.text()
        report = world.run().pain_report
        assert report is not None
        assert report.signs == ("bladder-bowel", "fever")
        await desk.press("2", "8")
        assert now not in desk.text()


async def test_what_is_told_is_written_at_once(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press("x")
        desk.screen.query_one("#kind").focus()
        await desk.press("down", "space")
        desk.screen.query_one("#reach").focus()
        await desk.press("space", "down", "down", "space")
        desk.screen.query_one("#score").focus()
        await desk.press("7")
        desk.screen.query_one("#where").focus()
        await desk.press(*"left hip")
        desk.screen.query_one("#note").focus()
        await desk.press(*"xX!")
        report = world.run().pain_report
        assert report is not None
        assert (report.kind, report.score, report.where, report.note) == ("shooting", 7, "left hip", "xX!")
        assert (report.step, report.side, report.rep) == (1, "left", 2)
        assert world.run().reach_after == "thigh"


async def test_pressed_by_mistake_ends_the_session_and_leaves_no_gate(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press("x")
        desk.screen.query_one("#kind").focus()
        await desk.press("7", "escape", "enter", "enter")
        assert desk.at_library()
        await desk.open_check_in()
    assert world.run().outcome == "stopped_for_pain"
    with world.journal() as journal:
        assert journal.open_stop() is None
        assert journal.hurt() == frozenset()


# With no session under way.


async def test_a_pain_may_have_begun_in_the_last_session(world: World) -> None:
    world.remember_run(timedelta(hours=23))
    async with world.program() as desk:
        await desk.press("x")
        assert say("advice", "recent") in desk.said()
        await desk.press("y")
        run = world.run()
        assert run.outcome == "stopped_for_pain"
        assert run.pain_report is not None
        await desk.press("y", "Y", "4")
        run = world.run()
        assert run.pain_report is not None
        assert run.pain_report.signs == ("legs",)
        await desk.press("enter", "enter")
        assert desk.at_library()
        await desk.press("enter", "c")
        assert say("after_stop", "settled") in desk.text()


@pytest.mark.second
async def test_who_says_yes_before_all_of_the_advice_is_there_is_asked_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.remember_run(timedelta(hours=2))
    add_the_rest = EscalationScreen._add_the_rest

    async def slowly(screen: EscalationScreen) -> None:
        said = asyncio.create_task(screen.action_recent())
        await add_the_rest(screen)
        await said

    monkeypatch.setattr(EscalationScreen, "_add_the_rest", slowly)
    async with world.program() as desk:
        await desk.press("x")
        assert len(desk.screen.query("#kind")) == 1
        assert len(desk.screen.query("#saved")) == 1


async def test_only_yes_says_so(world: World) -> None:
    world.remember_run(timedelta(hours=23))
    async with world.program() as desk:
        for key in ("enter", "n", "escape"):
            await desk.press("x", key, "2", "escape")
            await desk.press("enter", apart=4)
            await desk.press("enter")
            assert desk.at_library(), key
            assert world.run().outcome == "completed", key


@pytest.mark.second
async def test_after_a_day_nothing_is_asked(world: World) -> None:
    world.remember_run(timedelta(hours=25))
    async with world.program() as desk:
        await desk.press("x")
        assert say("advice", "recent") not in desk.said()
        await desk.press("y")
    assert world.run().outcome == "completed"


@pytest.mark.second
async def test_a_session_stopped_already_is_not_asked_about(world: World) -> None:
    world.remember_stop(ago=timedelta(hours=1))
    async with world.program() as desk:
        await desk.press("x")
        assert say("advice", "recent") not in desk.said()


@pytest.mark.second
async def test_where_that_cannot_be_written_the_screen_says_so(world: World) -> None:
    world.remember_run(timedelta(hours=23))
    world.lose_state()
    async with world.program() as desk:
        await desk.press("x")
        with world.locked():
            await desk.press("y")
            assert say("stop", "nowhere") in desk.said()


# On the summary.

_MORE_WAYS = [
    ("tab", "1", "enter"),
    ("!",),
    ("tab", "2", "enter"),
    ("tab", "down", "space", "escape"),
    ("t", "enter"),
    ("6", "escape"),
    ("8", "tab", "tab", "4", "enter", "enter"),
]


@pytest.mark.parametrize(
    "keys",
    [
        *(("x",), ("6", "enter")),
        *(pytest.param(keys, marks=pytest.mark.second) for keys in _MORE_WAYS),
    ],
    ids=" ".join,
)
async def test_on_the_summary_pain_makes_it_a_stop(world: World, keys: tuple[str, ...]) -> None:
    async with world.program() as desk:
        await _to_the_end(desk)
        assert isinstance(desk.screen, SummaryScreen)
        await desk.press(*keys)
        assert isinstance(desk.screen, EscalationScreen)
        assert "SESSION STOPPED" in desk.text()
        run = world.run()
        assert run.outcome == "stopped_for_pain"
        assert run.pain_report is not None
        if keys[-1] == "enter" and keys[0].isdigit():
            assert run.pain_report.score == int(keys[0])
            assert run.pain_after == int(keys[0])
        await desk.press("enter", "enter")
        assert desk.at_library()
        await desk.press("enter", "c")
        assert say("after_stop", "settled") in desk.text()


@pytest.mark.second
@pytest.mark.parametrize("keys", [("x",), ("6", "enter")], ids=" ".join)
async def test_so_it_does_where_the_session_ended_early(world: World, keys: tuple[str, ...]) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press("q", "q")
        assert isinstance(desk.screen, SummaryScreen)
        await desk.press(*keys)
        assert isinstance(desk.screen, EscalationScreen)
        run = world.run()
        assert run.outcome == "stopped_for_pain"
        assert run.pain_report is not None
        assert (run.pain_report.exercise, run.pain_report.side, run.pain_report.rep) == ("knee-to-chest", "left", 2)


@pytest.mark.second
async def test_for_a_finished_session_no_exercise_is_blamed(world: World) -> None:
    async with world.program() as desk:
        await _to_the_end(desk)
        await desk.press("x")
    with world.journal() as journal:
        assert journal.open_stop() is not None
        assert journal.hurt() == frozenset()


@pytest.mark.second
async def test_less_than_that_does_not(world: World) -> None:
    ways = [("5", "enter", "escape"), ("escape",), ("tab", "1", "1", "enter"), ("enter",) * 3]
    async with world.program() as desk:
        for keys in ways:
            await _to_the_end(desk)
            await desk.press(*keys)
            assert desk.at_library(), keys
    assert [run.outcome for run in world.runs()] == ["completed"] * len(ways)


@pytest.mark.second
async def test_the_persons_lower_limit_counts_on_the_summary(world: World) -> None:
    world.configure("[pain]\nstop_at = 3\n")
    async with world.program() as desk:
        await _to_the_end(desk)
        await desk.press("3", "enter")
        assert isinstance(desk.screen, EscalationScreen)
    assert world.run().outcome == "stopped_for_pain"


@pytest.mark.second
@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_leaving_the_program_keeps_what_was_said(world: World, key: str) -> None:
    async with world.program() as desk:
        await _to_the_end(desk)
        await desk.press("7", key)
    assert world.run().outcome == "stopped_for_pain"


async def test_in_a_text_field_it_is_a_letter(world: World) -> None:
    async with world.program() as desk:
        await _to_the_end(desk)
        note = desk.screen.query_one("#note", Input)
        note.focus()
        await desk.press(*"xX!ax", apart=0.05)
        assert note.value == "xX!ax"
        assert isinstance(desk.screen, SummaryScreen)
        await desk.press("tab", "x")
        assert isinstance(desk.screen, EscalationScreen)
    assert world.run().note == "xX!ax"


async def test_pain_told_once_the_program_is_left_is_written_and_said(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(10)
        desk.app.action_interrupt()
        assert world.run().outcome == "interrupted"
        desk.app.pain.read += 1
        lines = desk.app.last_look()
        assert lines[0].startswith("SESSION STOPPED.")
        assert desk.app.last_look() == lines
    assert world.run().outcome == "stopped_for_pain"


async def test_pain_told_once_the_program_is_left_with_no_session_is_told_of_by_nothing(world: World) -> None:
    async with world.program() as desk:
        desk.app.action_interrupt()
        desk.app.pain.read += 1
        assert desk.app.last_look() == []


async def test_the_stop_is_forced_to_the_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    forced: list[StopReport] = []
    monkeypatch.setattr(StopReport, "sync", lambda report: forced.append(report))
    async with world.program() as desk:
        await desk.begin_at(10)
        await desk.press("x")
        assert len(forced) == 1
