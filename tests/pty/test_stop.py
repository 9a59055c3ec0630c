from __future__ import annotations

import pytest

from .home import LEAVE_HOW, TINY, Home, assert_restored, check_in, leave_the_advice


def test_sharp_pain_freezes_everything_and_is_written_down_at_once(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        run = home.only_run()
        assert terminal.process.poll() is None
        assert (run["outcome"], run["pain_report"]["exercise"]) == ("stopped_for_pain", "First move")
        assert (run["pain_report"]["step"], run["pain_report"]["side"], run["pain_report"]["rep"]) == (1, "left", 1)
        assert run["pain_report"]["at_seconds"] == pytest.approx(run["active_seconds"], abs=0.002)
        assert [hold["result"] for hold in run["holds"]] == ["cut", "skipped", "skipped", "skipped"]
        terminal.wait_for("call your local emergency number".capitalize())
        terminal.wait_for(LEAVE_HOW)
        terminal.wait_for_silence(1.2)
        assert home.only_run() == run


@pytest.mark.second
def test_the_other_keys_for_sharp_pain_stop_too(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("!")
        terminal.wait_for("SESSION STOPPED")
        assert home.only_run()["outcome"] == "stopped_for_pain"


@pytest.mark.second
def test_nothing_but_a_deliberate_double_enter_leaves_the_advice(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        terminal.wait_for(LEAVE_HOW)
        for key in ("escape", "space", "q", "n", "b", "u", "?", "p", "e", "z", "ctrl+q", "x"):
            terminal.press(key)
            terminal.wait_for_silence(0.15)
            assert "SESSION STOPPED" in terminal.text(), key
        terminal.press("enter")
        terminal.wait_for("Enter once more leaves")
        leave_the_advice(terminal)
        assert terminal.wait_exit() == 0
        assert_restored(terminal)
    (run,) = home.log()
    assert run["outcome"] == "stopped_for_pain"


@pytest.mark.second
def test_after_a_stop_the_next_start_asks_two_questions(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        leave_the_advice(terminal)
        terminal.wait_exit()
    home.write_session("tiny", TINY)
    with home.open("run", "tiny") as terminal:
        terminal.wait_for("Has that pain settled?")
        terminal.press("y")
        terminal.wait_for("Have you had medical advice about it?")
        terminal.press("n")
        terminal.wait_for("Enter goes on  Space or a digit ticks")
        terminal.press_until("enter", "An easy walk", every=1.5)
        assert "Enter starts" not in terminal.text()
        terminal.press("escape")
        assert terminal.wait_exit() == 1
    with home.open("run", "tiny") as terminal:
        terminal.wait_for("Has that pain settled?")
        terminal.press("y")
        terminal.wait_for("Have you had medical advice about it?")
        terminal.press("y")
        check_in(terminal)
        terminal.wait_for("HOLD")
        terminal.press("ctrl+c")
        terminal.wait_exit()
    assert [run["outcome"] for run in home.log()] == ["stopped_for_pain", "interrupted"]


@pytest.mark.second
def test_sharp_pain_right_after_another_key_stops_too(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("q", "X")
        terminal.wait_for("SESSION STOPPED")
        terminal.wait_for(LEAVE_HOW)
        terminal.wait_for_silence(0.5)
        assert "SESSION STOPPED" in terminal.text()
        assert home.only_run()["outcome"] == "stopped_for_pain"


@pytest.mark.second
def test_keys_right_after_sharp_pain_do_not_bury_the_advice(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("p")
        terminal.wait_for("Enter goes on")
        terminal.press("x", "escape")
        terminal.wait_for("SESSION STOPPED")
        terminal.wait_for_silence(0.5)
        assert "SESSION STOPPED" in terminal.text()
        assert home.only_run()["outcome"] == "stopped_for_pain"
