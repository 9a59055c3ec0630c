from __future__ import annotations

import signal

import pytest

from .home import TWICE, Home, assert_calm, assert_restored, check_in

pytestmark = pytest.mark.second


def assert_interrupted_in_the_first_hold(home: Home) -> None:
    run = home.only_run()
    assert run["outcome"] == "interrupted"
    assert [hold["result"] for hold in run["holds"]] == ["cut", "skipped", "skipped", "skipped"]
    assert 0 < run["held_seconds"] == pytest.approx(run["active_seconds"])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_program_and_loses_nothing(home: Home, number: signal.Signals) -> None:
    with home.hold_under_way() as terminal:
        terminal.send(number)
        assert terminal.wait_exit() == 128 + number
        assert_restored(terminal)
    assert_interrupted_in_the_first_hold(home)


def test_ctrl_c_ends_the_program_and_loses_nothing(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("ctrl+c")
        for _ in range(20):  # impatience, while it is leaving
            terminal.send(signal.SIGINT)
            terminal.take_in_for(0.02)
        assert terminal.wait_exit() == 130
        assert_restored(terminal)
    assert_interrupted_in_the_first_hold(home)


@pytest.mark.parametrize("as_", ["", "nohup", "shell", "orphan"])
def test_a_closed_window_ends_the_program_and_loses_nothing(home: Home, as_: str) -> None:
    with home.hold_under_way(as_=as_) as terminal:
        terminal.close()
        ended = -signal.SIGHUP if as_ == "shell" else 128 + signal.SIGHUP  # the shell's own end, not the program's
        assert terminal.wait_exit() == ended
        assert_calm(terminal)
    assert_interrupted_in_the_first_hold(home)


@pytest.mark.parametrize("key", ["space", "?"])
def test_a_closed_window_is_noticed_while_nothing_moves(home: Home, key: str) -> None:
    with home.hold_under_way() as terminal:
        terminal.press(key)
        terminal.wait_for({"space": "PAUSED", "?": "During a session"}[key])
        terminal.close()
        terminal.wait_exit()
    assert_interrupted_in_the_first_hold(home)


def test_a_window_that_reads_nothing_and_is_closed_leaves_no_process_behind(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.stall()
        terminal.close()
        assert terminal.wait_exit() == 129
    (run,) = home.log()
    assert run["outcome"] == "interrupted"


def test_a_killed_program_goes_on_in_the_same_run(home: Home) -> None:
    home.write_session("twice", TWICE)
    with home.open("run", "twice") as terminal:
        check_in(terminal)
        terminal.wait_for("Next: the end")
        terminal.send(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
    killed = home.only_run()
    assert killed["outcome"] == "interrupted"
    assert killed["holds"][0]["result"] == "done"
    with home.open("run", "twice") as terminal:
        check_in(terminal)
        terminal.wait_for("Go on there")
        assert "Arms down" in terminal.text()
        terminal.press("y")
        terminal.wait_for("Holds: 2 done")
        terminal.press("escape")
        assert terminal.wait_exit() == 0
    run = home.only_run()
    assert (run["id"], run["outcome"], run["holds_done"]) == (killed["id"], "completed", 2)
    assert (run["planned_seconds"], run["held_seconds"]) == (3, 3)
