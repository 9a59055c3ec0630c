"""The plan that a new one begins with is one, as it stands and with what is commented out."""

from __future__ import annotations

import re
from datetime import date

from backstretch.care_plan.model import Growth
from backstretch.care_plan.plan_reader import read_plan
from backstretch.care_plan.template import plan_template
from backstretch.session.library import find_bundled
from tests.cases import cases

OFF = re.compile(r"^# (?=\[\[|\w+ = )", re.MULTILINE)
LEAST_TEXT = 72
"""Cells that are left for the text where the screen has 80."""
SESSIONS = {found.id for found in find_bundled()}


@cases("first", [date(2026, 12, 1), date(2027, 12, 31), date(2028, 2, 29)])
def test_it_is_a_plan(first: date) -> None:
    text = plan_template(first)
    reading = read_plan(text.encode(), path="plan.toml", sessions=SESSIONS)
    assert reading.problems == ()
    assert reading.plan is not None
    assert (reading.plan.first, reading.plan.review, reading.plan.goals) == (first, None, ())
    assert [task.session for task in reading.plan.tasks] == ["gentle-start"]

    whole = read_plan(OFF.sub("", text).encode(), path="plan.toml", sessions=SESSIONS)
    assert whole.problems == ()
    assert whole.plan is not None
    _, walk = whole.plan.tasks
    assert (walk.minutes, walk.growth, walk.times_a_week) == (10, Growth(10, 30), 5)
    assert (whole.plan.by, len(whole.plan.goals)) == ("A. Physio", 1)
    assert whole.plan.review == date.fromordinal(first.toordinal() + 7 * whole.plan.weeks)


def test_a_narrow_screen_shows_its_lines() -> None:
    assert max(map(len, plan_template(date(2026, 12, 1)).splitlines())) <= LEAST_TEXT
