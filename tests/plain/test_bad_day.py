"""A bad day in plain mode: the signs first, then less, by the figures; and afterwards all as before."""

from __future__ import annotations

import pytest

from backstretch.coach.red_flags import say, signs
from backstretch.journal.records import Run

from .conftest import Table

DAY = 86_400.0
MINE = """\
format = 1
title = "Mine"
lead_in = 5
[[steps]]
exercise = "pelvic-tilt"
hold = 10
reps = { from = 4, to = 8, by = 2 }
rest_between = 5
[[steps]]
exercise = "bridge"
hold = 10
reps = 2
rest_between = 5
"""
EASY = "A bad day: 50 % of holds and repetitions, no strength work, more rest."
OFFERED = say("bad_day", "offered")
HALF = 25.0
"""Seconds: 5 to get ready, two holds of 5 s and 10 s between them."""


@pytest.fixture
def mine(table: Table) -> Table:
    table.world.write_session(MINE)
    return table


def last(table: Table) -> Run:
    return table.world.runs()[-1]


def holds(table: Table) -> list[tuple[str, float]]:
    with table.world.journal() as journal:
        return [(hold.exercise, hold.planned_seconds) for hold in journal.holds(last(table).id)]


def later(table: Table, days: float) -> None:
    table.world.clock.sleep(days * DAY)


def test_f_asks_the_signs_first_and_then_does_half(mine: Table) -> None:
    reading = mine.run("f", "enter", "enter", 30.0, "1", "enter", "escape")
    assert OFFERED in reading.lines
    first = next(number for number, line in enumerate(reading.lines) if signs()[0].text in line)
    taken = reading.lines.index(say("bad_day", "taken", percent="50"))
    assert reading.lines.index(OFFERED) < first < taken
    assert "Without Bridge: a bad day." in reading.lines
    assert "Mine, 25 s." in reading.lines
    assert (last(mine).easy, last(mine).outcome, last(mine).planned_seconds) == (True, "completed", HALF)
    assert holds(mine) == [("pelvic-tilt", 5.0)] * 2


def test_a_sign_that_is_ticked_then_keeps_the_session_away(mine: Table) -> None:
    reading = mine.run("f", "1", "enter")
    assert reading.code == 1
    assert say("check_in", "blocked") in reading.lines
    assert mine.world.runs() == []


def test_f_again_is_as_usual(mine: Table) -> None:
    mine.run("f", "enter", "f", 0.9, "enter", 5.0, "q", "q", "escape")
    assert not last(mine).easy
    assert last(mine).holds_planned == 6


def test_asked_for_on_the_command_line_the_signs_come_before_the_check_in(mine: Table) -> None:
    reading = mine.run("enter", "enter", 30.0, "1", "enter", "escape", easy=True)
    assert "Mine, 25 s." in reading.lines
    assert last(mine).easy
    refused = mine.run("1", "enter", easy=True)
    assert (refused.code, len(mine.world.runs())) == (1, 1)


def test_nobody_there_it_is_told_and_done(mine: Table) -> None:
    reading = mine.run(there=False, easy=True)
    assert EASY in reading.text
    assert (last(mine).easy, last(mine).planned_seconds, last(mine).outcome) == (True, HALF, "completed")


@pytest.mark.second
@pytest.mark.parametrize(
    ("days", "percent", "planned"),
    [(0, 50, 2), (2, 50, 2), (3, 75, 3), (5, 75, 3), (6, 50, 2)],
)
def test_the_figures_of_each_day(mine: Table, days: int, percent: int, planned: int) -> None:
    mine.run(there=False, easy=True)
    later(mine, days)
    mine.run(there=False, easy=True)
    assert last(mine).holds_planned == planned
    assert {seconds for _, seconds in holds(mine)} == {{50: 5.0, 75: 8.0}[percent]}
    mine.run(there=False)
    assert (last(mine).easy, last(mine).holds_planned) == (False, 6), "without being asked all is as before"


def test_it_counts_for_no_level(mine: Table) -> None:
    mine.world.remember_good_runs(8, 5, 2, level=1)
    mine.run("f", "enter", "enter", 60.0, "1", "enter", "escape")
    assert (last(mine).easy, last(mine).level) == (True, 1)
    later(mine, 1)
    reading = mine.run("w", "escape")
    assert "3 sessions at level 1 went well. l: go up to level 2" in reading.lines, "nor does the day after it"
    assert "level 1 of 2." in reading.text


def test_the_days_after_offer_it_again(mine: Table) -> None:
    mine.run(there=False, easy=True)
    later(mine, 1)
    again = "You had a bad day on 23 November. f: do less again"
    assert again in mine.run("s", "escape").lines
    later(mine, 5)
    assert OFFERED in mine.run("escape").lines


def test_pain_that_is_new_in_the_leg_is_no_bad_day(mine: Table) -> None:
    reading = mine.run("f", "enter", "r", "3", 0.9, "enter", 0.9, "escape")
    assert say("bad_day", "leg") in reading.lines
    assert say("instead", "walk") not in reading.text
    assert (reading.code, mine.world.runs()) == (1, [])


def test_a_session_of_strength_alone_waits(mine: Table) -> None:
    mine.world.write_session(MINE.replace("pelvic-tilt", "brace"))
    reading = mine.run("f", "enter", "escape")
    assert say("missing", "bad_day") in reading.lines


def test_an_easy_run_that_was_interrupted_goes_on_as_it_was(mine: Table) -> None:
    from backstretch.journal.records import Outcome

    from .test_days import END

    mine.run("f", "enter", "enter", 12.0, END)
    outcome: Outcome = last(mine).outcome
    assert outcome == "interrupted"
    mine.run("enter", "y", 30.0, "1", "enter", "escape")
    assert len(mine.world.runs()) == 1
    assert (last(mine).easy, last(mine).outcome, last(mine).planned_seconds) == (True, "completed", HALF)
