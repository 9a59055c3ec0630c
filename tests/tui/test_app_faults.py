"""What goes wrong while the program runs: keys that come too early, files that change under it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from textual.screen import Screen

from backstretch.coach.red_flags import say
from backstretch.run.person import PersonAnswers
from backstretch.run.screening_flow import ScreeningFlow
from backstretch.run.stop_report import StopReport
from backstretch.tui.coach.afterwards import SummaryScreen
from backstretch.tui.coach.dialogs import PainScreen
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.questions.notice import FirstRunScreen
from backstretch.tui.questions.signs import SignsScreen
from backstretch.tui.settings.screen import SettingsScreen

from .conftest import PHASES, SMALL, SMALL_HOLDS, SMALL_SECONDS, World

pytestmark = pytest.mark.second


async def test_keys_do_nothing_before_the_screen_stands(world: World) -> None:
    """A key meant for the screen before comes here when that was left, maybe before this one is built."""
    async with world.program() as desk:
        await desk.begin()
        runner = desk.runner
        screens: list[Screen[Any]] = [
            CheckInScreen(ScreeningFlow(desk.app.context, runner.plan.session), desk.app),
            SignsScreen(),
            FirstRunScreen(PersonAnswers()),
            PainScreen(),
            HelpScreen(),
            SettingsScreen(),
            SummaryScreen(runner),
            EscalationScreen(StopReport(desk.app.context, runner)),
        ]
        for screen in screens:
            for bindings in screen._bindings.key_to_bindings.values():
                for action in {binding.action for binding in bindings if not binding.action.startswith("app.")}:
                    assert not await desk.app.run_action(action, screen), (screen, action)


async def test_a_session_file_that_changes_or_goes_while_it_runs_is_no_matter(world: World) -> None:
    other = world.write_session(SMALL, "zz").path
    file = world.paths.sessions / "everyday.toml"
    began_with = sha256(file.read_bytes()).hexdigest()
    async with world.program() as desk:
        await desk.press("end")
        other.unlink()
        await desk.press("enter")
        assert isinstance(desk.screen, ChoiceScreen)
        assert "cannot read" in desk.text()
        await desk.press("escape", "home")
        await desk.begin_at(PHASES["switch"])
        file.write_text("this is [not TOML", encoding="utf-8")
        await desk.let(10)
        file.unlink()
        await desk.let(SMALL_SECONDS)
        assert isinstance(desk.screen, SummaryScreen)
        await desk.press("escape")
        assert desk.at_library()
    run = world.run()
    assert (run.outcome, run.holds_done, run.sha256) == ("completed", SMALL_HOLDS, began_with)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps who may read a file elsewhere")
async def test_all_that_is_kept_is_the_owners_alone(world: World) -> None:
    """From an empty home, on a machine whose umask would let everybody read."""
    root = world.paths.data_dir.parent
    shutil.rmtree(root)
    before = os.umask(0)
    try:
        async with world.program() as desk:
            await desk.press("enter", "enter", "escape", "enter")  # the tour is left
            assert desk.coach is not None
            await desk.let(20)
            await desk.press("x", "enter")
            await desk.press("enter", apart=1)
            await desk.press("s", "space", "escape")
            assert desk.at_library()
    finally:
        os.umask(before)
    kept = sorted(root.rglob("*"))
    assert {"journal.db", "person.toml", "config.toml"} <= {path.name for path in kept}
    assert [path for path in (root, *kept) if path.stat().st_mode & 0o077] == []


async def test_a_stop_beside_the_log_that_makes_no_sense_is_asked_about(world: World) -> None:
    world.remember_stop_aside(started_at="0001-01-01T00:00:00+23:59")
    async with world.program() as desk:
        assert "is in the year 1" in desk.said()
        await desk.press("enter")
        assert say("after_stop", "unknown") in desk.said()


async def test_a_moment_in_the_log_that_makes_no_sense_is_one_line(world: World) -> None:
    world.remember_run(timedelta(days=1))
    with contextlib.closing(sqlite3.connect(world.paths.journal)) as db:
        db.execute("UPDATE runs SET started_at = '0001-01-01T00:00:00.000000+00:00', started_offset = 1439")
        db.commit()
    async with world.program() as desk:
        assert "journal.db holds, or was given, something it cannot (a run is in the year 1)" in desk.said()


@pytest.mark.skipif(sys.platform == "win32", reason="names are no bytes there")
async def test_a_session_whose_name_is_not_utf8_does_not_start_and_blames_no_log(world: World) -> None:
    file = world.paths.sessions / "everyday.toml"
    try:
        os.rename(file, os.fsencode(world.paths.sessions) + b"/\xfcbung.toml")  # noqa: PTH104
    except OSError:
        pytest.skip("this file system takes no such name")
    async with world.program() as desk:
        await desk.press("end")
        assert "\\xfcbung" in desk.said()
        await desk.press("enter")
        assert "its name is not UTF-8; rename it" in desk.said()
        assert "Nothing will be logged" not in desk.said()
    assert world.runs() == []
