from __future__ import annotations

import pytest

from .home import SHORT, TINY, Home, assert_restored, check_in

pytestmark = pytest.mark.second


def test_from_the_library_through_a_session_and_back(home: Home) -> None:
    (home.data / "person.toml").unlink()
    home.write_session("tiny", TINY)
    with home.open() as terminal:
        terminal.wait_for("Aaa tiny")
        terminal.press("end")
        terminal.wait_for("Arms down  0:02")
        terminal.press("enter")
        terminal.wait_for("none of the rest applies")
        terminal.press("enter")
        terminal.wait_for("1 of 3")
        terminal.press("escape")
        check_in(terminal)
        terminal.wait_for("HOLD LEFT")
        terminal.wait_for("Next: hold right 0:01")
        terminal.wait_for("HOLD RIGHT")
        terminal.wait_for("REST")
        terminal.wait_for("Arms down")
        terminal.wait_for("Next: the end")
        terminal.wait_for("Holds: 3 done, 0 cut short, 0 skipped, of 3")
        assert "Aaa tiny: completed" in terminal.text()
        assert "0:05 active of 0:05 planned" in terminal.text()
        assert "0:04 held of 0:04" in terminal.text()
        terminal.press("escape")
        terminal.wait_for(lambda: "Aaa tiny" in terminal.text() and "today" in terminal.text())
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)
    run = home.only_run()
    assert (run["session"], run["title"], run["outcome"], run["level"]) == ("tiny", "Aaa tiny", "completed", 0)
    assert (run["planned_seconds"], run["active_seconds"], run["held_seconds"]) == (5, 5, 4)
    assert (run["holds_planned"], run["holds_done"], run["holds_skipped"]) == (3, 3, 0)
    assert run["pain_report"] is None
    assert run["started_at"] < run["ended_at"]
    holds = [(hold["exercise"], hold["side"], hold["held_seconds"], hold["result"]) for hold in run["holds"]]
    assert holds == [("Arms up", "left", 1, "done"), ("Arms up", "right", 1, "done"), ("Arms down", None, 2, "done")]


def test_run_leads_to_one_session_and_out_again(home: Home) -> None:
    home.write_session("short", SHORT)
    with home.open("run", "short") as terminal:
        terminal.wait_for("Enter starts")
        terminal.press("2")
        terminal.press("enter")
        terminal.wait_for("Holds: 1 done")
        terminal.press("1")  # at once: a key counts as soon as what it answers is seen
        terminal.wait_for(lambda: home.only_run()["pain_after"] == 1)
        terminal.press("escape")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)
        assert ", pain 2 → 1. Saved.\r\n" in terminal.raw.decode()
    (run,) = home.log()
    assert (run["outcome"], run["pain_before"], run["pain_after"]) == ("completed", 2, 1)


def test_ending_early_is_asked_about_first(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("q")
        terminal.wait_for("End the session early?")
        terminal.press("n")
        terminal.wait_for("Going on")
        terminal.press("ctrl+q")
        terminal.wait_for("End the session early?")
        terminal.press("q")
        terminal.wait_for("Aaa long: ended early")
        terminal.press("escape")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)
    run = home.only_run()
    assert run["outcome"] == "ended_early"
    assert [hold["result"] for hold in run["holds"]] == ["cut", "skipped", "skipped", "skipped"]
