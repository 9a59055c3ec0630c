"""A plan from day to day in plain mode: walks that are sessions, and that grow when they are asked to."""

from __future__ import annotations

import signal
from contextlib import closing
from datetime import timedelta

import pytest

from backstretch.coach.red_flags import say
from backstretch.journal.records import Run
from backstretch.run.added_walk import add_walk
from backstretch.run.context import Context, open_context
from backstretch.run.day_plan import day_plan, walk_as_it_is, walk_of
from backstretch.run.day_words import day_lines, row_line

from .conftest import SMALL_SECONDS, Act, Reading, Signal, Table

DAY = 86_400.0
TURN = "Half the time is over: turn back now."


def write_plan(table: Table, more: str = "", *, ahead: int = 0) -> None:
    """A plan of three weeks with five walks a week, from so many days after today on."""
    first = table.world.clock.now().date() + timedelta(days=ahead)
    table.world.paths.plan.parent.mkdir(parents=True, exist_ok=True)
    table.world.paths.plan.write_text(
        f'format = 1\ntitle = "Mine"\nfrom = {first}\nweeks = 3\n{more}\n'
        "[[do]]\nwalk = 10\nby = 10\nto = 12\ntimes_a_week = 5\n"
    )


def opened(table: Table) -> closing[Context]:
    return closing(open_context(table.world.paths, table.world.clock))


def walk(table: Table, *before: Act, seconds: float = 615.0, minutes: int | None = None) -> Reading:
    """A walk from its questions to the answers after it."""
    with opened(table) as context:
        session = walk_of(context, minutes)
    return table.run(*before, "enter", seconds, "1", "enter", "escape", found=session)


def later(table: Table, days: float = 1) -> None:
    table.world.clock.sleep(days * DAY)


def said(table: Table) -> list[str]:
    with opened(table) as context:
        found = day_plan(context)
        return list(day_lines(found)) if found is not None else []


def last(table: Table) -> Run:
    return table.world.runs()[-1]


@pytest.mark.second
def test_a_walk_is_a_session_with_a_cue_to_turn_back(table: Table) -> None:
    reading = walk(table, "3", minutes=20, seconds=1215.0)
    assert [line for line in reading.lines if TURN in line] == [f"10:15  {TURN}"]
    assert " 0:15  Walk, 20 min" in reading.lines
    run = last(table)
    assert (run.kind, run.session, run.outcome, run.pain_before, run.pain_after) == ("walk", "walk", "completed", 3, 1)
    assert (run.held_seconds, run.holds_planned, run.level) == (1200.0, 1, 0)


def test_sharp_pain_stops_a_walk_as_it_stops_a_session(table: Table) -> None:
    with opened(table) as context:
        session = walk_of(context, 10)
    reading = table.run("enter", 100.0, "x", "enter", 0.5, "enter", found=session)
    assert say("stop", "heading") in reading.text
    assert (last(table).outcome, last(table).kind) == ("stopped_for_pain", "walk")
    assert table.run("y", "n", "enter", "escape", found=session).code == 1, "the gate stands before the next"
    table.run("n", "enter", "w", "enter", 0.5, "enter", Signal(signal.SIGINT), found=session)
    assert (last(table).kind, last(table).planned_seconds, len(table.world.runs())) == ("walk", 615.0, 2)
    with table.world.journal() as journal:
        assert journal.open_stop() is not None, "and after an easy walk too"


def test_pain_that_stops_a_session_stops_a_walk_on_its_summary(table: Table) -> None:
    with opened(table) as context:
        session = walk_of(context, 10)
    table.run("enter", 615.0, "7", "enter", "enter", 0.5, "enter", found=session)
    assert last(table).outcome == "stopped_for_pain"


def test_without_a_plan_nothing_is_for_today(table: Table) -> None:
    assert said(table) == []
    with opened(table) as context:
        assert context.care_plan_problems == ()


def test_a_plan_with_errors_is_told_of_in_one_line(table: Table) -> None:
    table.world.paths.plan.parent.mkdir(parents=True, exist_ok=True)
    table.world.paths.plan.write_text("format = 2")
    with opened(table) as context:
        assert context.care_plan is None
        (line,) = context.care_plan_problems
    assert line.endswith("(4 more: see backstretch plan)")


@pytest.mark.second
def test_a_plan_through_its_weeks(table: Table) -> None:
    write_plan(table, f'by = "Kim"\nreview = {table.world.clock.now().date() + timedelta(days=16)}', ahead=1)
    begins = table.world.clock.now().date() + timedelta(days=1)
    assert said(table)[0].startswith("Mine begins on ")
    assert f"{begins.day} {begins:%B %Y}" in said(table)[0]
    later(table)
    assert said(table)[:2] == ["Mine: week 1 of 3", "due: Walk, 10 min, 0 of 5 this week"]
    walk(table)
    assert said(table)[1:3] == ["done: Walk, 10 min, 1 of 5 this week", "Nothing more is due today."]
    for _ in range(4):
        later(table)
        walk(table, "s")
    later(table)
    assert said(table)[1].startswith("waits: Walk, 10 min, 5 of 5 this week, next on ")
    assert said(table)[2] == "Nothing is due today."
    assert said(table)[3].startswith("Your review: see Kim on ")
    later(table, 10)
    assert said(table)[-1].endswith("it is time to see Kim.")
    later(table, 6)
    assert said(table)[0].startswith("Mine is over since ")


UP = "In week 1 of your plan you took every walk, and nothing was worse for it. l: walk 11 minutes from now on"


def week(table: Table, *, before: Act = "s", level: int = 0, minutes: int = 10) -> None:
    """Five walks, a day each, and two days without."""
    for number in range(5):
        asked = [before] if table.world.runs() else []
        asked += ["g"] if before == "w" and number > 1 else []  # worse twice: the walk all the same
        assert walk(table, *asked, seconds=60.0 * minutes + 15).code == 0
        assert last(table).level == level
        later(table)
    later(table, 2)


@pytest.mark.second
def test_a_good_week_offers_the_next_minutes_and_one_key_takes_them(table: Table) -> None:
    write_plan(table)
    week(table)
    reading = walk(table, "s")
    assert UP in reading.lines
    assert last(table).level == 0, "never in silence"
    later(table)
    reading = walk(table, "s", "l", seconds=675.0)
    assert "This time 11 minutes. l: stay at 10 minutes" in reading.text
    assert (last(table).level, last(table).held_seconds) == (1, 660.0)
    later(table)
    reading = walk(table, "s", seconds=675.0)
    assert "l: walk" not in reading.text
    assert (last(table).level, last(table).held_seconds) == (1, 660.0)
    assert said(table)[1] == "done: Walk, 11 min, 3 of 5 this week"


@pytest.mark.second
def test_a_week_that_was_worse_or_stopped_offers_nothing(table: Table) -> None:
    write_plan(table)
    week(table)
    worse = table.twin()
    write_plan(worse)
    week(worse, before="w")
    assert "l: walk" not in walk(worse, "s").text
    table.run("s", "enter", 2.0, "x", "enter", 0.5, "enter")
    with opened(table) as context:
        session = walk_of(context)
    assert "l: walk" not in table.run("y", 0.5, "y", "s", "escape", found=session).text


@pytest.mark.second
def test_walks_done_elsewhere_count_and_leave_the_level(table: Table) -> None:
    write_plan(table)
    today = table.world.clock.now().date()
    with opened(table) as context:
        assert context.journal is not None
        for day in range(5):
            session, level = walk_as_it_is(context, 20)
            add_walk(context.journal, session, today + timedelta(days=day), table.world.clock.now(), level)
    later(table, 7)
    assert UP in walk(table, "s").lines
    assert [run.kind for run in table.world.runs()] == ["walk"] * 6
    assert {(run.outcome, run.level) for run in table.world.runs()} == {("completed", 0)}


@pytest.mark.second
def test_a_walk_of_chosen_minutes_changes_no_level(table: Table) -> None:
    write_plan(table)
    week(table)
    walk(table, "s", "l", seconds=675.0)
    later(table)
    walk(table, "s", minutes=20, seconds=1215.0)
    assert (last(table).level, last(table).held_seconds) == (1, 1200.0)
    later(table)
    walk(table, "s", seconds=675.0)
    assert (last(table).level, last(table).held_seconds) == (1, 660.0)


@pytest.mark.second
def test_a_new_plan_begins_at_its_own_minutes(table: Table) -> None:
    write_plan(table)
    week(table)
    walk(table, "s", "l", seconds=675.0)
    later(table)
    write_plan(table)
    walk(table, "s")
    assert (last(table).level, last(table).held_seconds) == (0, 600.0)


@pytest.mark.parametrize(("level", "most"), [(None, 2), (3, 3)])
def test_a_plan_keeps_a_session_at_its_highest_level(table: Table, level: int | None, most: int) -> None:
    table.world.write_session(
        'format = 1\ntitle = "G"\nlead_in = 5\n[[steps]]\nexercise = "bridge"\nhold = 10\n'
        "reps = { from = 1, to = 6, by = 1 }\nrest_between = 0\n"
    )
    table.world.remember_good_runs(8, 5, 2, level=3)
    write_plan(table, '[[do]]\nsession = "everyday"\nlevel_most = 2\ntimes_a_week = 3\n')
    reading = table.run("escape", level=level)
    assert f"level {most} of 5." in reading.text
    assert "l: go up" not in reading.text


def test_today_offers_nothing_that_a_gate_refuses(table: Table) -> None:
    write_plan(table, '[[do]]\nsession = "everyday"\ntimes_a_week = 3\n[[do]]\nsession = "gone"\ntimes_a_week = 3\n')
    with opened(table) as context:
        found = day_plan(context)
        assert found is not None
        assert (found.next and found.next.title) == "Small"
        assert row_line(found) == "Small; Walk, 10 min"
    assert said(table)[2].startswith('waits: gone, 0 of 3 this week. no session "gone"')
    table.run("enter", SMALL_SECONDS - 20, "x", "enter", 0.5, "enter")
    with opened(table) as context:
        found = day_plan(context)
        assert found is not None
        assert (found.next and found.next.title) == "Walk"
        assert row_line(found) == "Walk, 10 min"
    assert said(table)[1].startswith(f"waits: Small, 0 of 3 this week. {say('after_stop', 'waiting')}")
    assert said(table)[2].startswith("waits: ")


def test_a_walk_stays_open_behind_a_gate_with_the_signs_answered(table: Table) -> None:
    write_plan(table)
    table.run("enter", SMALL_SECONDS - 20, "x", "enter", 0.5, "enter")
    assert said(table)[1] == "due: Walk, 10 min, 0 of 5 this week"
    with opened(table) as context:
        session = walk_of(context)
    reading = table.run("n", "enter", "w", "1", "enter", "n", 615.0, "1", "enter", "escape", found=session)
    assert say("instead", "open") in reading.text
    assert (last(table).kind, last(table).outcome) == ("walk", "completed")
    assert table.run("n", "1", "enter", found=session).code == 1, "no sign may be there"
    later(table)
    assert said(table)[1] == f"waits: Walk, 10 min, 1 of 5 this week. {say('check_in', 'blocked')}"


def test_where_the_pain_was_new_in_the_leg_even_the_walk_waits(table: Table) -> None:
    write_plan(table)
    table.world.remember_stop()
    assert said(table)[1].startswith("due: Walk")
    with table.world.journal() as journal:
        report = journal.find_run("stopped").pain_report
        assert report is not None
        journal.amend_report("stopped", report._replace(kind="leg"))
    assert said(table)[1] == f"waits: Walk, 10 min, 0 of 5 this week. {say('after_stop', 'waiting')}"
