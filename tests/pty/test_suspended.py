from __future__ import annotations

import signal
import time

import pytest

from .home import Home, assert_restored
from .terminal import COUNTS_AGAIN_AFTER, Terminal

pytestmark = pytest.mark.second

UNSEEN_SECONDS = 3.5
"""More than a front end may wake up late, by more than the second until its next wake-up."""


def visit_the_shell(terminal: Terminal, seconds: float = 0) -> None:
    """Press Ctrl+Z, and go on after a while."""
    terminal.press("ctrl+z")
    terminal.wait_for("[stopped]")
    assert terminal.attributes() == terminal.attributes_before
    written = bytes(terminal.raw)
    assert written.rindex(b"\x1b[?1049l") > written.rindex(b"\x1b[?1049h")
    terminal.take_in_for(seconds)
    terminal.wipe()
    terminal.press("enter")


def test_a_session_sent_to_the_shell_comes_back_paused(home: Home) -> None:
    with home.hold_under_way(as_="shell") as terminal:
        terminal.press("ctrl+z")
        terminal.wait_for("[stopped]")
        seen = time.monotonic() - home.begun
        terminal.take_in_for(UNSEEN_SECONDS)
        terminal.wipe()
        terminal.press("enter")
        terminal.wait_for("PAUSED. Space goes on.")
        terminal.wait_for("PAUSED LEFT")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_restored(terminal)
    run = home.only_run()
    assert run["outcome"] == "interrupted"
    assert 0 < run["active_seconds"] < seen


def test_after_visits_to_the_shell_the_keys_still_work(home: Home) -> None:
    with home.hold_under_way(as_="shell") as terminal:
        for _ in range(2):
            visit_the_shell(terminal)
            terminal.wait_for("PAUSED. Space goes on.")
            terminal.take_in_for(COUNTS_AGAIN_AFTER)
        terminal.press("space")
        terminal.wait_for("Going on")
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_restored(terminal)
    assert home.only_run()["outcome"] == "stopped_for_pain"


def test_a_window_closed_over_a_stopped_session_ends_it(home: Home) -> None:
    with home.hold_under_way(as_="shell") as terminal:
        terminal.press("ctrl+z")
        terminal.wait_for("[stopped]")
        terminal.close()
        terminal.wait_exit()
    run = home.only_run()
    assert (run["outcome"], run["holds"][0]["result"]) == ("interrupted", "cut")


def test_time_gone_by_unseen_is_not_counted(home: Home) -> None:
    with home.hold_under_way() as terminal:
        seen = time.monotonic() - home.begun
        terminal.send(signal.SIGSTOP)
        terminal.take_in_for(UNSEEN_SECONDS)
        terminal.send(signal.SIGCONT)
        terminal.wait_for("went by unseen and was not counted. Space goes on.")
        terminal.wait_for("PAUSED LEFT")
        terminal.press("space")
        terminal.wait_for("READY LEFT")
        terminal.press("z")
        terminal.wait_for("PAUSED LEFT")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_restored(terminal)
    run = home.only_run()
    assert run["outcome"] == "interrupted"
    assert run["active_seconds"] < seen + 1


def test_where_there_is_no_shell_nothing_is_left_stopped(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("ctrl+z")
        terminal.wait_for("PAUSED. Space goes on.")
        terminal.press("space")
        terminal.wait_for("Going on")
        # Nor is sharp pain lost that is told while the process is stopped.
        terminal.send(signal.SIGSTOP)
        terminal.press("x")
        terminal.send(signal.SIGCONT)
        terminal.wait_for("SESSION STOPPED")
        assert home.only_run()["outcome"] == "stopped_for_pain"
        terminal.press("ctrl+c")
        terminal.wait_exit()
        assert_restored(terminal)
