"""From day to day: one journal, the program begun anew each time, and nothing but its own keys."""

from __future__ import annotations

import signal
from datetime import timedelta

import pytest

from backstretch.coach.red_flags import say
from backstretch.journal.records import Hold, Run

from .conftest import SMALL_SECONDS, Act, Reading, Signal, Table

DAY = 86_400.0
END = Signal(signal.SIGINT)
GROWING = """\
format = 1
title = "Growing"
lead_in = 5
[[steps]]
exercise = "pelvic-tilt"
hold = 10
reps = { from = 2, to = 6, by = 1 }
rest_between = 0
[[steps]]
exercise = "bridge"
lead_in = 5
hold = 10
reps = 2
rest_between = 0
"""
SECONDS = 50.0
"""Of the growing session at level 0; each level adds ten."""
ASKED = say("next_day", "title")
UP = "3 sessions at level 0 went well. l: go up to level 1"


@pytest.fixture
def growing(table: Table) -> Table:
    table.world.write_session(GROWING)
    return table


def later(table: Table, days: float) -> None:
    table.world.clock.sleep(days * DAY)


def whole(table: Table, *before: Act, level: int = 0, pain: str = "1") -> Reading:
    """A session from its questions to the answers after it."""
    return table.run(*before, "enter", SECONDS + 10 * level, pain, "enter", "escape")


def last(table: Table) -> Run:
    return table.world.runs()[-1]


# ---- the next day --------------------------------------------------------------------------------


def test_the_day_after_is_asked_once_and_twice_worse_is_told(table: Table) -> None:
    first = table.run("enter", SMALL_SECONDS, "escape")
    assert ASKED not in first.lines
    assert ASKED not in table.run("escape").lines, "the same day"
    later(table, 1)
    reading = table.run("w", "enter", SMALL_SECONDS, "escape")
    assert ASKED in reading.lines
    assert say("next_day", "worse_twice") not in reading.lines
    assert [run.next_day for run in table.world.runs()] == ["worse", None]
    later(table, 3)
    reading = table.run("w", "g", "enter", SMALL_SECONDS, "escape")
    assert say("next_day", "worse_twice") in reading.lines
    later(table, 1)
    reading = table.run("b", "enter", SMALL_SECONDS, "escape")
    assert say("next_day", "worse_twice") not in reading.lines
    later(table, 1)
    assert say("next_day", "worse_twice") not in table.run("w", "escape").lines, "better came between"
    assert [run.next_day for run in table.world.runs()] == ["worse", "worse", "better", "worse"]
    later(table, 1)
    assert ASKED not in table.run("escape").lines, "there was no session since"


# ---- what hurt -----------------------------------------------------------------------------------


def test_what_hurt_stays_away_until_it_is_put_back(growing: Table) -> None:
    stopped = growing.run("enter", 32.0, "x", "enter", 0.5, "enter")
    assert say("stop", "saved") in stopped.lines
    report = last(growing).pain_report
    assert report is not None
    assert report.exercise == "bridge"
    for days in (1, 0, 1):
        later(growing, days)
        refused = growing.run("y", "n", "enter", "escape")
        assert (refused.code, len(growing.world.runs())) == (1, 1), "each time, until both are answered with yes"
    passed = growing.run("y", 0.5, "y", "s", "enter", 25.0, "1", "enter", "escape")
    assert "Without Bridge: it ended in a pain stop." in passed.lines
    assert "Move, 1 of 2, 10 s" in passed.text
    assert last(growing).outcome == "completed"
    assert [hold.exercise for hold in holds(growing)] == ["pelvic-tilt", "pelvic-tilt"]
    later(growing, 40)
    assert "Without Bridge: it ended in a pain stop." in growing.run("s", "escape").lines
    with growing.world.journal() as journal:
        journal.put_back("bridge")
    assert "Without Bridge" not in growing.run("enter", 5.0, END).text
    assert last(growing).holds_planned == 4


def holds(table: Table) -> list[Hold]:
    with table.world.journal() as journal:
        return list(journal.holds(last(table).id))


# ---- the level -----------------------------------------------------------------------------------


@pytest.mark.second
def test_a_level_up_is_offered_when_it_is_due_and_taken_with_one_key(growing: Table) -> None:
    whole(growing)
    later(growing, 3)
    assert UP not in whole(growing, "s").lines
    later(growing, 3)
    assert UP not in whole(growing, "b").lines
    assert UP not in growing.run("escape").lines, "the third run is there, the seventh day is not"
    later(growing, 1)
    reading = growing.run("s", "escape")
    assert reading.lines[reading.lines.index("Esc: back") + 1 :][:3:2] == [
        "Growing, 50 s, level 0 of 4, the easiest.",
        UP,
    ]
    assert whole(growing).code == 0
    assert last(growing).level == 0, "never in silence"
    reading = whole(growing, "l", level=1)
    assert "Growing, 60 s, level 1 of 4." in reading.lines
    assert "4 sessions at level 0 went well. This time at level 1. l: stay at level 0" in reading.lines
    assert (last(growing).level, last(growing).outcome) == (1, "completed")
    later(growing, 1)
    reading = whole(growing, "s", level=1)
    assert "Growing, 60 s, level 1 of 4." in reading.lines
    assert "went well" not in reading.text
    assert last(growing).level == 1


def test_the_key_gives_it_back(growing: Table) -> None:
    growing.world.remember_good_runs(8, 5, 2)
    reading = growing.run("l", 0.5, "l", "L", 0.5, "l", "3", "enter", 5.0, END)
    assert [line for line in reading.lines if line.startswith("Growing, ")] == [
        "Growing, 50 s, level 0 of 4, the easiest.",
        "Growing, 60 s, level 1 of 4.",
        "Growing, 50 s, level 0 of 4, the easiest.",
        "Growing, 60 s, level 1 of 4.",
        "Growing, 50 s, level 0 of 4, the easiest.",
    ]
    assert (last(growing).level, last(growing).pain_before) == (0, 3)


@pytest.mark.parametrize("pain", ["4", "5"])
def test_pain_asks_for_less_until_a_session_goes_well(growing: Table, pain: str) -> None:
    growing.world.remember_good_runs(1, level=2)
    less = "In a session at level 2 the pain went up. l: go down to level 1"
    whole(growing, "0", level=2, pain=pain)
    assert less in growing.run("escape").lines
    later(growing, 1)
    assert less in growing.run("s", "escape").lines
    whole(growing, level=2, pain="0")
    assert last(growing).level == 2
    assert "level 1" not in growing.run("escape").text


def test_a_stop_leads_to_the_lowest_level_of_every_session_at_once(growing: Table) -> None:
    other = growing.world.write_session(GROWING, "other")
    growing.world.remember_run(timedelta(days=2), session="other", level=3)
    with growing.world.journal() as journal:
        journal.next_day("earlier", "same")
    growing.run("enter", 32.0, "x", "enter", 0.5, "enter")
    reading = growing.run("y", 0.5, "y", "escape", found=other)
    assert "Growing, 25 s, level 0 of 4, the easiest." in reading.lines
    assert say("after_stop", "goes_on") in reading.lines
    growing.run("enter", 5.0, END)
    reading = growing.run("escape", found=other)
    assert "Growing, 25 s, level 0 of 4, the easiest." in reading.lines
    assert say("level", "stopped") in reading.lines


def test_pressed_by_mistake_changes_no_level(growing: Table) -> None:
    growing.world.remember_good_runs(1, level=2)
    growing.run("enter", 7.0, "x", "tab", "7", "escape", "enter", 0.5, "enter")
    report = last(growing).pain_report
    assert report is not None
    assert report.kind == "mistake"
    reading = growing.run("escape")
    assert "Growing, 70 s, level 2 of 4." in reading.lines
    assert say("level", "stopped") not in reading.text


def test_where_no_range_is_left_there_is_one_level(growing: Table) -> None:
    growing.world.remember_good_runs(8, 5, 2)
    growing.world.remember_stop("pelvic-tilt", timedelta(days=9))
    with growing.world.journal() as journal:
        journal.clear_stop("stopped", growing.world.clock.now() - timedelta(days=9))
    assert "went well" not in growing.run("escape").text
    with growing.world.journal() as journal:
        journal.put_back("pelvic-tilt")
    assert UP in growing.run("escape").lines


def test_nobody_there_is_told_and_stays_at_the_level(growing: Table) -> None:
    growing.world.remember_good_runs(8, 5, 2)
    reading = growing.run(there=False)
    assert "3 sessions at level 0 went well. --level 1 would be the next step." in reading.lines
    assert last(growing).level == 0
    assert "went well" not in growing.run(there=False, level=1).text
    assert last(growing).level == 1
    later(growing, 30)
    reading = growing.run(there=False)
    assert "You last did this session 30 days ago. --level 0 would be gentler." in reading.lines
    assert last(growing).level == 1
